/* What is left of a value that was not read whole is none. */
#include "fields/proof/proof.h"

#include <string.h>

/* Of "qgmail.com" the sign may have been read as a letter; "tme.com" is a site of its own. */
#define FREEMAIL_MIN 7

/* "gmail.com" alone is the rest of an e-mail that was not read, and no site of anybody. */
static gboolean is_rest_of_email(const CcCard *card, const CcValue *value) {
  if (value->kind != CC_URL || strpbrk(value->value, "/") ||
      g_ascii_strncasecmp(value->value, "www", 3) == 0)
    return FALSE;
  g_autofree char *host = cc_value_host(value);
  g_autofree char *key = cc_fold(host);
  if (cc_models_flags(card->models, key) & CC_W_FREEMAIL) return TRUE;
  if (strlen(key) <= FREEMAIL_MIN) return FALSE;
  g_autofree char *shorter = cc_fold(key + 1);
  return (cc_models_flags(card->models, shorter) & CC_W_FREEMAIL) != 0;
}

/* "lane.com" of "https://harbour-" that a line broke off: the whole is known by now. */
static gboolean is_rest_of_url(const CcCard *card, const CcValue *value) {
  if (value->kind != CC_URL || strpbrk(value->value, "/:")) return FALSE;
  g_autofree char *host = cc_value_host(value);
  for (guint i = 0; i < card->values->len; i++) {
    const CcValue *other = card->values->pdata[i];
    if (other == value || other->kind != CC_URL) continue;
    const char *text = card->texts->pdata[other->line];
    g_autofree char *whole = cc_value_host(other);
    gsize length = strlen(whole), rest = strlen(host);
    if (strcmp(text + other->end, "-") == 0 && length > rest && whole[length - rest - 1] == '-' &&
        g_str_has_suffix(whole, host))
      return TRUE;
  }
  return FALSE;
}

void cc_values_drop_rests(CcCard *card) {
  for (guint i = card->values->len; i > 0; i--) {
    const CcValue *value = card->values->pdata[i - 1];
    if (!is_rest_of_email(card, value) && !is_rest_of_url(card, value)) continue;
    cc_trace_dropped(card, value->line, value->start, value->end, CARDCAT_UNUSED_REST);
    g_ptr_array_remove_index(card->values, i - 1);
  }
}
