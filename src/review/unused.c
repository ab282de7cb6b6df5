/* The print of a card that is in no value: what a person may miss. */
#include "review/review.h"

#include <string.h>

/* What has fewer letters and digits is no line. */
#define SIGNS_MIN 4

/* Reasons for which nobody misses it. */
static gboolean is_nothing(CardcatUnusedReason reason) {
  return reason == CARDCAT_UNUSED_NOISE || reason == CARDCAT_UNUSED_ORNAMENT ||
         reason == CARDCAT_UNUSED_LOOSE || reason == CARDCAT_UNUSED_LABEL ||
         reason == CARDCAT_UNUSED_DUPLICATE;
}

static guint count_signs(const char *text) {
  guint signs = 0;
  for (const char *p = text; *p; p = g_utf8_next_char(p))
    signs += g_unichar_isalnum(g_utf8_get_char(p)) ? 1 : 0;
  return signs;
}

/* What of TEXT is a value stands in one of FIELDS. */
static gboolean is_used(const GPtrArray *fields, const CardcatContact *contact, const char *text) {
  CcKind kind = cc_kind_guess(text, contact);
  g_autofree char *value = cc_kind_extract(&kind, text);
  for (guint i = 0; i < fields->len; i++) {
    const char *held = ((const CcField *)fields->pdata[i])->value;
    if (strstr(held, text) || strstr(held, value)) return TRUE;
  }
  return FALSE;
}

static void add_side(GPtrArray *lines, const GPtrArray *unused, const CardcatContact *contact,
                     gboolean back) {
  g_autoptr(GPtrArray) fields = cc_contact_fields(contact);
  for (guint i = 0; i < unused->len; i++) {
    const CardcatUnused *one = unused->pdata[i];
    if (is_nothing(one->reason) || count_signs(one->text) < SIGNS_MIN ||
        is_used(fields, contact, one->text))
      continue;
    CcUnusedLine *line = g_new0(CcUnusedLine, 1);
    *line = (CcUnusedLine){one, back};
    g_ptr_array_add(lines, line);
  }
}

GPtrArray *cc_unused_lines(const CardcatReading *reading, const CardcatContact *contact) {
  GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
  add_side(lines, reading->unused, contact, FALSE);
  if (reading->back) add_side(lines, reading->back->unused, contact, TRUE);
  return lines;
}
