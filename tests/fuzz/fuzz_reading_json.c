/* Any bytes as a reading and as a contact: either a clean refusal, or something whose own JSON is
 * taken again and stays the same. */
#include <stdint.h>

#include "cardcat/cardcat.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_reading(const char *json) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatReading) reading = cardcat_reading_from_json(json, &error);
  g_assert_true(!reading == (error != NULL));
  if (!reading) return;
  g_autofree char *first = cardcat_reading_to_json(reading, TRUE);
  g_autoptr(CardcatReading) again = cardcat_reading_from_json(first, NULL);
  g_assert_nonnull(again);
}

static void check_contact(const char *json) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatContact) contact = cardcat_contact_from_json(json, &error);
  g_assert_true(!contact == (error != NULL));
  if (!contact) return;
  g_autofree char *first = cardcat_contact_to_json(contact);
  g_autoptr(CardcatContact) again = cardcat_contact_from_json(first, NULL);
  g_assert_nonnull(again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  g_autofree char *json = g_strndup((const char *)data, size);
  check_reading(json);
  check_contact(json);
  return 0;
}
