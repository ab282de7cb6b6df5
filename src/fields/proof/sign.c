/* The sign of an e-mail that was lost, or read as a letter. */
#include "fields/proof/proof.h"

#include <string.h>

/* TRUE when a word of TEXT, with those after it, begins with SLUG. */
static gboolean begins_word(const char *text, const char *slug) {
  for (const char *p = text; p; p = strpbrk(p, " @.-/")) {
    p += strspn(p, " @.-/");
    g_autofree char *rest = cc_slug(p);
    if (g_str_has_prefix(rest, slug)) return TRUE;
    if (!*p) break;
  }
  return FALSE;
}

gboolean cc_host_is_spelled(const CcCard *card, const char *host, const CcValue *value) {
  g_autofree char *name = cc_suffix_name(host);
  g_autofree char *slug = name ? cc_slug(name) : NULL;
  if (!slug || strlen(slug) < 6) return FALSE;
  for (guint i = 0; i < card->texts->len; i++) {
    if (i != value->line && begins_word(card->texts->pdata[i], slug)) return TRUE;
  }
  return FALSE;
}

static void make_email(CcValue *value, gsize local, const char *host) {
  char *whole = g_strdup_printf("%.*s@%s", (int)local, value->value, host);
  g_free(value->value);
  value->value = whole;
  value->kind = CC_EMAIL;
  value->repaired = TRUE;
}

/* Letters that OCR makes of "@". */
static const char *const signs[] = {"e", "a", "q", "g", "o", "0", "d",
                                    "c", "ð", "ø", "œ", "6", "8", "æ"};
/* A local part before a sign that was lost is no shorter. */
#define LOCAL_MIN 3

/* "jo.beckegmail.com", "jo.beckgmail.com": an e-mail at a provider whose sign was misread or lost.
 */
static gboolean find_provider(const CcModels *models, CcValue *value) {
  const GPtrArray *usual = cc_models_list(models, CC_LIST_SHARED_HOST);
  g_autofree char *small = g_ascii_strdown(value->value, -1);
  for (guint i = 0; i < usual->len; i++) {
    const char *host = usual->pdata[i];
    if (!g_str_has_suffix(small, host) || !(cc_word_flags(models, host) & CC_W_FREEMAIL)) continue;
    gsize local = strlen(small) - strlen(host);
    gboolean apart = local > 0 && strchr(".-_", small[local - 1]);
    for (guint k = 0; k < G_N_ELEMENTS(signs); k++) {
      gsize length = strlen(signs[k]);
      if (local <= length || strncmp(small + local - length, signs[k], length) != 0) continue;
      local -= length;
      break;
    }
    if (local < LOCAL_MIN || apart) return FALSE;
    make_email(value, local, host);
    return TRUE;
  }
  return FALSE;
}

void cc_sign_find(const CcCard *card, CcValue *value) {
  const char *text = value->value;
  if (strstr(text, "://") || g_ascii_strncasecmp(text, "www", 3) == 0 || strchr(text, '/')) return;
  if (find_provider(card->models, value)) return;
  for (gsize i = 2; text[i] && text[i + 1]; i++) {
    for (guint k = 0; k < G_N_ELEMENTS(signs); k++) {
      gsize length = strlen(signs[k]);
      if (strncmp(text + i, signs[k], length) != 0 ||
          !cc_host_is_spelled(card, text + i + length, value))
        continue;
      if (cc_host_is_spelled(card, text, value)) return;
      g_autofree char *host = g_strdup(text + i + length);
      make_email(value, i, host);
      return;
    }
  }
}
