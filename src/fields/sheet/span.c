/* The life of a span, and what its words say of it. */
#include "fields/sheet/sheet.h"

gboolean cc_span_has(const CcSpan *span, guint feature) {
  for (guint i = 0; i < span->features->len; i++)
    if (g_array_index(span->features, guint, i) == feature) return TRUE;
  return FALSE;
}

void cc_span_free(CcSpan *span) {
  if (!span) return;
  g_free(span->text);
  if (span->tokens) g_array_unref(span->tokens);
  g_array_unref(span->features);
  g_free(span);
}

void cc_span_add(CcSpan *span, guint feature) {
  g_array_append_val(span->features, feature);
}

char *cc_span_initials(const CcSpan *span) {
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < span->tokens->len; i++)
    if (g_ascii_isalnum(cc_token(span->tokens, i)->fold[0]))
      g_string_append_c(out, cc_token(span->tokens, i)->fold[0]);
  return g_string_free(out, FALSE);
}

CcSpan *cc_span_new(CcLabel kind, guint line, gsize start, gsize end) {
  CcSpan *span = g_new0(CcSpan, 1);
  span->kind = kind;
  span->line = line;
  span->start = start;
  span->end = end;
  span->above = -1;
  span->features = g_array_new(FALSE, FALSE, sizeof(guint));
  span->decided = kind;
  return span;
}

gboolean cc_ends_open(const char *text) {
  static const char *const open[] = {
      " of",  " and", " &",   ",",    " for",   " -",   " und", " de", " des", " du", " et",
      " di",  " e",   " y",   " van", " en",    " der", " für", " la", "/",    " to", " von",
      " den", " da",  " dos", " del", " della", " ter", " the", " in", " le",  " sp."};
  g_autofree char *lower = g_utf8_strdown(text, -1);
  for (guint i = 0; i < G_N_ELEMENTS(open); i++)
    if (g_str_has_suffix(lower, open[i])) return TRUE;
  return FALSE;
}

gboolean cc_span_is_open(const CcSpan *span, CcLabel label) {
  if (!span->text) return FALSE;
  return cc_ends_open(span->text) || (label == CC_ORG && span->open);
}
