/* Domains as OCR leaves them: repaired until they end in a public suffix. */
#include "fields/grammar/grammar.h"

#include <string.h>

/* What a repair costs of a value's score of 1.  By hand. */
#define SIGN_COST 0.1   /* a comma for a point */
#define LETTER_COST 0.2 /* each letter of the suffix that was another */
#define POINT_COST 0.3  /* the point before the suffix was lost */

/* Commas are points, blanks go, points are single and inside. */
static char *tidy(const char *raw, double *cost) {
  GString *out = g_string_new(NULL);
  for (const char *p = raw; *p; p++) {
    char c = *p == ',' || *p == ';' || *p == ':' ? '.' : *p;
    if (c != *p) *cost += SIGN_COST;
    if (c == ' ') continue;
    if (c == '.' && (out->len == 0 || out->str[out->len - 1] == '.')) continue;
    g_string_append_c(out, c);
  }
  while (out->len > 0 && strchr(".-_", out->str[out->len - 1]))
    g_string_truncate(out, out->len - 1);
  return g_string_free(out, FALSE);
}

/* NAME with SUFFIX in place of its tail from byte AT on, when that is a known domain. */
static char *with_suffix(const char *name, gsize at, const char *suffix) {
  g_autofree char *head = g_strndup(name, at);
  while (*head && strchr(".-", head[strlen(head) - 1]))
    head[strlen(head) - 1] = '\0';
  if (strlen(head) < 2) return NULL;
  g_autofree char *whole = g_strconcat(head, ".", suffix, NULL);
  return cc_suffix_known(whole) ? g_steal_pointer(&whole) : NULL;
}

/* "firm.coin" of "firm.co.in": the last label is a suffix of two that lost its point. */
static char *mend_last_two(const CcModels *models, const char *name, double *cost) {
  const GPtrArray *suffixes = cc_models_list(models, CC_LIST_SUFFIX);
  const char *point = strrchr(name, '.');
  for (guint i = 0; point && i < suffixes->len; i++) {
    const char *suffix = suffixes->pdata[i], *inner = strchr(suffix, '.');
    if (!inner) continue;
    g_autofree char *glued = g_strdup_printf("%.*s%s", (int)(inner - suffix), suffix, inner + 1);
    if (g_ascii_strcasecmp(point + 1, glued) != 0) continue;
    *cost += POINT_COST;
    return with_suffix(name, (gsize)(point - name), suffix);
  }
  return NULL;
}

/* "firm.corn", "firm.c0m", "firm.con": the last label misread. */
static char *mend_last_label(const CcModels *models, const char *name, double *cost) {
  const GPtrArray *suffixes = cc_models_list(models, CC_LIST_SUFFIX);
  const char *point = strrchr(name, '.');
  if (!point) return NULL;
  for (guint i = 0; i < suffixes->len; i++) {
    const char *suffix = suffixes->pdata[i];
    if (strchr(suffix, '.')) continue;
    guint changes = cc_confusions(point + 1, suffix);
    if (changes > 2 || (changes > 1 && strlen(suffix) < 3)) continue;
    *cost += LETTER_COST * changes;
    return with_suffix(name, (gsize)(point - name), suffix);
  }
  return NULL;
}

/* "firmcom", "firm.couk": a point lost before the suffix.  Two letters alone prove nothing. */
static char *mend_lost_point(const CcModels *models, const char *name, double *cost) {
  const GPtrArray *suffixes = cc_models_list(models, CC_LIST_SUFFIX);
  gsize length = strlen(name);
  for (guint i = 0; i < suffixes->len; i++) {
    const char *suffix = suffixes->pdata[i];
    g_auto(GStrv) labels = g_strsplit(suffix, ".", 2);
    g_autofree char *glued = g_strjoinv("", labels);
    gsize tail = strlen(glued);
    if (tail < 3 || length < tail + 3 || g_ascii_strcasecmp(name + length - tail, glued) != 0)
      continue;
    *cost += POINT_COST;
    return with_suffix(name, length - tail, suffix);
  }
  return NULL;
}

static gboolean labels_are_sound(const char *domain) {
  if (strlen(domain) > 253 || *domain == '-') return FALSE;
  for (const char *p = domain; *p; p++)
    if (!g_ascii_isalnum(*p) && *p != '.' && *p != '-' && !((guchar)*p & 0x80)) return FALSE;
  return TRUE;
}

char *cc_domain_repair(const CcModels *models, const char *raw, double *cost) {
  *cost = 0;
  g_autofree char *name = tidy(raw, cost);
  if (!labels_are_sound(name)) return NULL;
  if (cc_suffix_known(name)) {
    const char *last = strrchr(name, '.');
    double more = 0;
    g_autofree char *longer = strlen(last) > 5 ? mend_lost_point(models, name, &more) : NULL;
    if (!longer) return g_steal_pointer(&name);
    *cost += more;
    return g_steal_pointer(&longer);
  }
  char *mended = mend_last_two(models, name, cost);
  if (!mended) mended = mend_last_label(models, name, cost);
  return mended ? mended : mend_lost_point(models, name, cost);
}

char *cc_domain_with_country(const char *text, gsize end, const char *domain) {
  if (text[end] != ' ' || !g_ascii_isalpha(text[end + 1]) || !g_ascii_isalpha(text[end + 2]))
    return NULL;
  gsize after = end + 3 + strspn(text + end + 3, " ,;|");
  if (text[end + 3] == '.' || text[end + 3] == ':') return NULL; /* "firm.com Ph.: 0522 ..." */
  if (g_ascii_isalnum(text[end + 3]) || (after == end + 4 && g_ascii_isalpha(text[after])))
    return NULL;
  g_autofree char *country = g_ascii_strdown(text + end + 1, 2);
  g_autofree char *whole = g_strconcat(domain, ".", country, NULL);
  g_autofree char *name = cc_suffix_name(domain), *same = cc_suffix_name(whole);
  return name && same && strcmp(name, same) == 0 ? g_steal_pointer(&whole) : NULL;
}
