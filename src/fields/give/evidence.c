/* A piece of evidence: what a field rests on. */
#include "fields/give/give.h"

void cc_evidence_add(GPtrArray *evidence, const char *field, guint index, double confidence,
                     CardcatBox box, const char *text, CardcatFrom from) {
  g_autofree char *name = NULL;
  if (index != G_MAXUINT)
    name = g_strdup_printf("%s[%u]", field, index);
  else
    name = g_strdup(field);
  g_ptr_array_add(evidence, cardcat_evidence_new(name, CLAMP(confidence, 0, 1), box, text, from));
}
