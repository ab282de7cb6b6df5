/* The life of a span, and what its words say of it. */
#include "fields/sheet/sheet.h"

#include <string.h>

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

CcSpan *cc_span_new(CcLabel kind, guint line, gsize start, gsize end) {
  CcSpan *span = g_new0(CcSpan, 1);
  span->kind = kind;
  span->line = line;
  span->start = start;
  span->end = end;
  span->above = -1;
  span->features = g_array_new(FALSE, FALSE, sizeof(guint));
  span->voted = span->decided = kind;
  return span;
}

gboolean cc_ends_open(const CcModels *models, const char *text) {
  static const char *const signs[] = {",", "/", " &", " -"};
  const GPtrArray *words = cc_models_list(models, CC_LIST_OPEN);
  for (guint i = 0; i < G_N_ELEMENTS(signs); i++)
    if (g_str_has_suffix(text, signs[i])) return TRUE;
  const char *last = strrchr(text, ' ');
  g_autofree char *word = last ? g_utf8_strdown(last + 1, -1) : NULL;
  for (guint i = 0; word && i < words->len; i++)
    if (strcmp(word, words->pdata[i]) == 0) return TRUE;
  return FALSE;
}

gboolean cc_span_is_open(const CcModels *models, const CcSpan *span, CcLabel label) {
  if (!span->text) return FALSE;
  return cc_ends_open(models, span->text) || (label == CC_ORG && span->open);
}
