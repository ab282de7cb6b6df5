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

static const CcProperty *find(const GPtrArray *properties, const char *name) {
  for (guint i = 0; i < properties->len; i++) {
    const CcProperty *property = properties->pdata[i];
    if (g_str_equal(property->name, name)) return property;
  }
  return NULL;
}

static CardcatFormat version_of(const GPtrArray *properties) {
  const CcProperty *version = find(properties, "VERSION");
  return version && g_str_has_prefix(version->value, "4") ? CARDCAT_FORMAT_VCARD4
                                                          : CARDCAT_FORMAT_VCARD;
}

/* NULL: there is no such property, or it is nothing of ours. */
static CardcatEntry *whole_of(const GPtrArray *properties) {
  const CcProperty *ours = find(properties, "X-CARDCAT");
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
  g_autoptr(CardcatEntry) was = read_again(whole, version_of(properties));
  if (!is_ours) drop_groups(whole, was, now);
  return cc_entry_carry(now, was, whole);
}

CardcatEntry *cc_vcard_exact(const GPtrArray *properties) {
  g_autoptr(CardcatEntry) whole = whole_of(properties);
  if (!whole) return NULL;
  const CcProperty *uid = find(properties, "UID");
  g_autoptr(CardcatEntry) now = cc_vcard_entry(properties);
  if (uid) {
    g_free(whole->uid);
    whole->uid = g_strdup(now->uid);
  }
  return cc_vcard_against(properties, whole, TRUE);
}

#define UID_LINE "\r\nUID:"
#define END_LINE "END:VCARD\r\n"

/* The UID that the card came with takes the place of ours. */
static void put_uid(GString *card, const CcProperty *uid) {
  char *at = strstr(card->str, UID_LINE);
  if (!uid || !at) return;
  gssize start = at + 2 - card->str;
  gssize length = strchr(at + 2, '\n') + 1 - (at + 2);
  g_autoptr(GString) line = g_string_new(NULL);
  cc_vcard_line(line, uid->line);
  g_string_erase(card, start, length);
  g_string_insert(card, start, line->str);
}

char *cc_vcard_rewrite(const GPtrArray *properties, const CardcatEntry *entry) {
  g_autofree char *ours = cardcat_format_export(entry, version_of(properties), NULL);
  g_autoptr(GPtrArray) foreign = cc_vcard_foreign(properties);
  g_autoptr(GString) card = g_string_new(ours);
  put_uid(card, find(properties, "UID"));
  g_string_truncate(card, card->len - strlen(END_LINE));
  for (guint i = 0; i < foreign->len; i++)
    cc_vcard_line(card, foreign->pdata[i]);
  g_string_append(card, END_LINE);
  return g_strdup(card->str);
}
