/* Values that a person may take for others. */
#include "fields/give/give.h"

#include <string.h>

/* Just below what counts as sure: it was read rightly, all the same. */
#define DOUBT 0.01

/* All evidence of one value says the same of it. */
static void tell(GPtrArray *evidence, const CardcatEvidence *of, const char *why) {
  g_autofree char *told = g_strdup(why);
  for (guint i = 0; i < evidence->len; i++) {
    CardcatEvidence *e = evidence->pdata[i];
    if (e->field != of->field || e->index != of->index) continue;
    e->confidence = MIN(e->confidence, CARDCAT_SURE - DOUBT);
    g_free(e->look_alike);
    e->look_alike = g_strdup(told);
  }
}

/* What is known of E already, what its value says, or both; owned. */
static char *reason(const CardcatContact *contact, const CardcatEvidence *e) {
  const char *value = cardcat_contact_value(contact, e->field, e->index);
  g_autofree char *why = value ? cc_look_alike(e->field, value) : NULL;
  if (!why || !e->look_alike) return why ? g_steal_pointer(&why) : g_strdup(e->look_alike);
  return strstr(e->look_alike, why) ? g_strdup(e->look_alike)
                                    : g_strdup_printf("%s; %s", why, e->look_alike);
}

void cc_look_alikes_doubt(CcFields *fields) {
  for (guint i = 0; i < fields->evidence->len; i++) {
    const CardcatEvidence *e = fields->evidence->pdata[i];
    g_autofree char *why = reason(fields->contact, e);
    if (why) tell(fields->evidence, e, why);
  }
}
