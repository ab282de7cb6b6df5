/* Cards that --yes saves, while others may be writing to the book as well. */
#include "cli/cli.h"

/* Of those who are plainly the person of CARD the one that came first; 0: nobody is. */
static gboolean find_same(CardcatStore *store, const CardcatCard *card, gint64 *into,
                          GError **error) {
  const CardcatContact *contact = card->draft ? card->draft : card->reading->contact;
  g_autoptr(GPtrArray) alike = cardcat_store_duplicates(store, contact, error);
  if (!alike) return FALSE;
  for (guint i = 0; i < alike->len; i++) {
    const CardcatEntry *entry = alike->pdata[i];
    if (cardcat_contact_is_same_person(entry->contact, contact) &&
        (*into == 0 || entry->id < *into))
      *into = entry->id;
  }
  return TRUE;
}

static gboolean join(CardcatStore *store, gint64 card, gint64 into, CliSaved *saved,
                     GError **error) {
  g_autoptr(CardcatEntry) entry = cardcat_store_get_contact(store, into, error);
  if (!entry || !cardcat_store_save_card(store, card, NULL, NULL, into, &saved->contact, error))
    return FALSE;
  saved->label = g_strdup(cc_cli_label(entry));
  return TRUE;
}

void cc_cli_saved_clear(CliSaved *saved) {
  g_free(saved->path);
  g_free(saved->label);
}

/* Whoever is found may be removed by another program before the card joins: then it is looked for
 * once more. */
gboolean cc_cli_scan_save(CardcatStore *store, gint64 id, gint64 into, CliSaved *saved,
                          GError **error) {
  g_autoptr(CardcatCard) card = cardcat_store_get_card(store, id, error);
  if (!card) return FALSE;
  saved->path = g_strdup(card->reading->path);
  for (;; into = 0) {
    g_autoptr(GError) problem = NULL;
    if (into == 0 && !find_same(store, card, &into, error)) return FALSE;
    if (into == 0) return cardcat_store_save_card(store, id, NULL, NULL, 0, &saved->contact, error);
    if (join(store, id, into, saved, &problem)) return TRUE;
    if (!g_error_matches(problem, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND)) {
      g_propagate_error(error, g_steal_pointer(&problem));
      return FALSE;
    }
  }
}
