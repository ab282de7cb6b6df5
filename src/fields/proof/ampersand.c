/* "lakeandlens.com" where the card prints "Lake & Lens". */
#include "fields/proof/proof.h"

#include <string.h>

/* The word before sign AT of TEXT and that after it, in letters and digits alone; both owned. */
static void words_around(const char *text, const char *at, char **before, char **after) {
  const char *end = at, *next = g_utf8_next_char(at);
  while (end > text && end[-1] == ' ')
    end--;
  const char *from = end;
  while (from > text && from[-1] != ' ')
    from--;
  next += strspn(next, " ");
  g_autofree char *left = g_strndup(from, (gsize)(end - from));
  g_autofree char *right = g_strndup(next, strcspn(next, " "));
  *before = cc_slug(left);
  *after = cc_slug(right);
}

/* DOMAIN without the word that stands for "&" between BEFORE and AFTER, owned; NULL: it has none.
 */
static char *without_word(const CcModels *models, const char *domain, const char *before,
                          const char *after) {
  const GPtrArray *words = cc_models_list(models, CC_LIST_AMPERSAND);
  for (guint i = 0; i < words->len; i++) {
    g_autofree char *whole = g_strconcat(before, words->pdata[i], after, NULL);
    const char *at = strstr(domain, whole);
    if (!at) continue;
    gsize head = (gsize)(at - domain) + strlen(before), length = strlen(words->pdata[i]);
    return g_strdup_printf("%.*s%s", (int)head, domain, domain + head + length);
  }
  return NULL;
}

void cc_domains_join(CcCard *card) {
  guint own = card->domains->len;
  for (guint i = 0; i < MIN(card->input->lines->len, CC_LINES_MAX); i++) {
    const char *text = cc_card_line(card, i)->text, *at = strpbrk(text, "&+");
    if (!at || at == text) continue;
    g_autofree char *before = NULL, *after = NULL;
    words_around(text, at, &before, &after);
    for (guint k = 0; *before && *after && k < own; k++) {
      g_autofree char *joined = without_word(card->models, card->domains->pdata[k], before, after);
      if (joined && !g_ptr_array_find_with_equal_func(card->domains, joined, g_str_equal, NULL))
        g_ptr_array_add(card->domains, g_steal_pointer(&joined));
    }
  }
}
