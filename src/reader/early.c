/* Cards of a photo that is still read: told of at once, and not lost with its worker. */
#include "reader/parts.h"

#include <string.h>

/* A photo is read the same way each time: a second worker hands on what the first did. */
gboolean cc_slot_take_card(const CardcatPool *pool, Slot *slot) {
  CcMessageHead head;
  memcpy(&head, slot->answer->data, sizeof head);
  guint length = (guint)(sizeof head + head.length);
  if (slot->early_at == CC_CARDS_IN_PHOTO_MAX || slot->early_bytes + length > CC_ANSWER_MAX)
    return FALSE;
  g_autoptr(CardcatReading) card =
      cc_card_decode(slot->answer->data + sizeof head, (gsize)head.length);
  if (!card) return FALSE;
  g_byte_array_remove_range(slot->answer, 0, length);
  if (slot->early_at++ < slot->early->len) return TRUE;
  slot->early_bytes += length;
  g_free(card->path);
  card->path = g_strdup(slot->name);
  card->card = (int)slot->early_at;
  card->cards = 0;
  if (pool->card) pool->card(slot->ticket, card, pool->card_data);
  g_ptr_array_add(slot->early, g_steal_pointer(&card));
  return TRUE;
}

GPtrArray *cc_slot_give_cards(const CardcatPool *pool, Slot *slot, const char *why) {
  if (!slot->early || slot->early->len == 0) return NULL;
  g_autofree char *warning =
      g_strdup_printf("%s; what was read until then is given", why + strlen(slot->name) + 2);
  for (guint i = 0; i < slot->early->len; i++) {
    CardcatReading *card = slot->early->pdata[i];
    card->cards = (int)slot->early->len;
    g_free(card->warning);
    card->warning = g_strdup(warning);
  }
  if (!pool->no_pair) cc_readings_pair(slot->early);
  return g_steal_pointer(&slot->early);
}
