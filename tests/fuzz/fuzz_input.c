/* Any bytes as a file to import: each contact of it is clean, has a UUID, and is the same once it
 * was exported and read again; what a card of another program says of somebody takes nothing away
 * that it says itself. */
#include <stdint.h>
#include <string.h>

#include "cardcat/cardcat.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Enough of one file; each costs several cards. */
#define ITEMS_MAX 50

static void check_text(const char *text) {
  g_assert_true(g_utf8_validate(text, -1, NULL));
  for (const char *p = text; *p; p = g_utf8_next_char(p))
    g_assert_true(*p == '\n' || !g_unichar_iscntrl(g_utf8_get_char(p)));
}

static void check_values(const CardcatEntry *entry) {
  for (CardcatField field = 0; field < CARDCAT_FIELDS; field++)
    for (guint i = 0; i < cardcat_contact_count(entry->contact, field); i++)
      check_text(cardcat_contact_value(entry->contact, field, i));
  if (entry->meeting->note) check_text(entry->meeting->note);
  g_assert_true(g_uuid_string_is_valid(entry->uid));
}

static void check_again(const CardcatEntry *entry, CardcatFormat format) {
  g_autofree char *text = cardcat_format_export(entry, format, NULL);
  g_autoptr(GBytes) bytes = g_bytes_new_static(text, strlen(text));
  g_autoptr(CardcatInput) input = cardcat_input_new(bytes, NULL, NULL);
  g_assert_nonnull(input);
  g_autoptr(CardcatItem) item = cardcat_input_next(input, NULL);
  g_assert_nonnull(item);
  g_assert_true(cardcat_entry_is_same(cardcat_item_entry(item), entry));
  g_assert_cmpstr(cardcat_item_entry(item)->uid, ==, entry->uid);
  g_assert_null(cardcat_input_next(input, NULL));
}

static void check(const CardcatItem *item) {
  const CardcatEntry *entry = cardcat_item_entry(item);
  if (!entry) return;
  check_values(entry);
  check_again(entry, CARDCAT_FORMAT_VCARD);
  check_again(entry, CARDCAT_FORMAT_VCARD4);
  check_again(entry, CARDCAT_FORMAT_JSON);
  g_autoptr(CardcatEntry) whole = cardcat_item_against(item, entry);
  check_values(whole);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  g_autoptr(GBytes) bytes = g_bytes_new(data, size);
  g_autoptr(CardcatInput) input = cardcat_input_new(bytes, NULL, NULL);
  for (guint i = 0; input && i < ITEMS_MAX; i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(CardcatItem) item = cardcat_input_next(input, &error);
    if (!item && !error) break;
    if (item) check(item);
  }
  return 0;
}
