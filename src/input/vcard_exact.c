/* A vCard that cardcat wrote has all that is known of the contact in one property of its own,
 * beside what other programs read.  It counts for what these say the same of as when it was
 * written. */
#include "input/input.h"

#include <string.h>

/* What FORMAT, a vCard, makes of WHOLE, read again; owned. */
static CardcatEntry *read_again(const CardcatEntry *whole, CardcatFormat format) {
  g_autofree char *card = cardcat_format_entry(whole, format);
  CcBytes bytes = {card, card + strlen(card), 1, FALSE};
  g_autoptr(GPtrArray) properties = cc_vcard_next(&bytes, NULL);
  return properties ? cc_vcard_entry(properties) : cc_entry_new();
}

CardcatEntry *cc_vcard_whole(const GPtrArray *properties) {
  const CcProperty *ours = cc_vcard_find(properties, "X-CARDCAT");
  g_autofree char *json = ours ? cc_property_text(ours) : NULL;
  return json ? cc_json_entry(json, strlen(json), NULL, NULL) : NULL;
}

/* Who belongs to a group stands in the group's own card where others write it. */
static void drop_groups(const CardcatEntry *whole, CardcatEntry *was, const CardcatEntry *now) {
  for (guint i = 0; i < whole->groups->len; i++) {
    guint at = 0;
    if (!g_ptr_array_find_with_equal_func(now->meeting->tags, whole->groups->pdata[i], g_str_equal,
                                          NULL) &&
        g_ptr_array_find_with_equal_func(was->meeting->tags, whole->groups->pdata[i], g_str_equal,
                                         &at))
      g_ptr_array_remove_index(was->meeting->tags, at);
  }
}

CardcatEntry *cc_vcard_against(const GPtrArray *properties, const CardcatEntry *whole,
                               gboolean is_ours) {
  g_autoptr(CardcatEntry) now = cc_vcard_entry(properties);
  g_autoptr(CardcatEntry) was = read_again(whole, cc_vcard_version(properties));
  if (!is_ours) drop_groups(whole, was, now);
  cc_entry_judge(now, was);
  CardcatEntry *out = cc_entry_carry(now, was, whole);
  cc_entry_complete(out, whole, out->contact);
  return out;
}

CardcatEntry *cc_vcard_exact(const GPtrArray *properties) {
  g_autoptr(CardcatEntry) whole = cc_vcard_whole(properties);
  if (!whole) return NULL;
  const CcProperty *uid = cc_vcard_find(properties, "UID");
  g_autoptr(CardcatEntry) now = cc_vcard_entry(properties);
  if (uid) {
    g_free(whole->uid);
    whole->uid = g_strdup(now->uid);
  }
  return cc_vcard_against(properties, whole, TRUE);
}
