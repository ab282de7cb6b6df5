/* The table of a contact's fields: every field has every property, and each writer has each field.
 */
#include <string.h>

#include "base/base.h"

static void test_rows(void) {
  gboolean seen[CARDCAT_FIELDS] = {FALSE};
  for (guint i = 0; i < CARDCAT_FIELDS; i++) {
    CardcatField field = (CardcatField)i, found;
    const CardcatFieldInfo *info = cardcat_field_info(field);
    g_assert_true(info->key && info->name && info->label && info->columns);
    g_assert_true(cardcat_field_find(info->key, -1, &found) && found == field);
    g_assert_true(cardcat_field_find(info->name, -1, &found) && found == field);
    g_assert_cmpuint(info->offset, <, sizeof(CardcatContact));
    g_assert_false(seen[cardcat_field_shown(i)]);
    seen[cardcat_field_shown(i)] = TRUE;
  }
  CardcatField none;
  g_assert_false(cardcat_field_find("email address", -1, &none));
  g_assert_true(cardcat_field_find("email address", 5, &none) && none == CARDCAT_FIELD_EMAILS);
}

static void test_places(void) {
  CardcatField field;
  guint index;
  for (guint i = 0; i < CARDCAT_FIELDS; i++) {
    gboolean list = cardcat_field_is_list((CardcatField)i);
    g_autofree char *text = cardcat_field_print((CardcatField)i, list ? 7 : 0);
    g_assert_true(cardcat_field_parse(text, &field, &index));
    g_assert_cmpint(field, ==, i);
    g_assert_cmpuint(index, ==, list ? 7 : 0);
  }
  static const char *const wrong[] = {
      "",           "emails",  "email[0]", "emails[]",   "emails[0",      "emails[x]", "emails[0]x",
      "emails[-1]", "name[0]", "names",    "name.given", "emails[99999]", "emails[0]]"};
  for (guint i = 0; i < G_N_ELEMENTS(wrong); i++)
    g_assert_false(cardcat_field_parse(wrong[i], &field, &index));
}

/* A contact that has two of each, or one where there is one. */
static CardcatContact *full_contact(void) {
  CardcatContact *c = cardcat_contact_new();
  g_autoptr(CardcatAddress) address = cardcat_address_new();
  address->full = g_strdup("addresses");
  g_autoptr(CardcatPhone) phone = cardcat_phone_new(CARDCAT_PHONE_HOME, "phones", NULL, NULL);
  for (guint i = 0; i < CARDCAT_FIELDS; i++) {
    CardcatField field = (CardcatField)i;
    const CardcatFieldInfo *info = cardcat_field_info(field);
    gconstpointer member = info->kind == CARDCAT_KIND_PHONES      ? (gconstpointer)phone
                           : info->kind == CARDCAT_KIND_ADDRESSES ? (gconstpointer)address
                                                                  : (gconstpointer)info->key;
    char **text = cardcat_contact_text(c, field);
    g_assert_true((text == NULL) == cardcat_field_is_list(field));
    if (text) *text = g_strdup(info->key);
    for (guint n = 0; !text && n < 2; n++)
      cardcat_contact_add(c, field, member);
  }
  return c;
}

static void test_values(void) {
  g_autoptr(CardcatContact) none = cardcat_contact_new();
  g_autoptr(CardcatContact) full = full_contact();
  g_autoptr(CardcatContact) c = cardcat_contact_copy(full);
  for (guint i = 0; i < CARDCAT_FIELDS; i++) {
    CardcatField field = (CardcatField)i;
    guint count = cardcat_field_is_list(field) ? 2 : 1;
    g_assert_cmpuint(cardcat_contact_count(none, field), ==, 0);
    g_assert_null(cardcat_contact_value(none, field, 0));
    g_assert_cmpuint(cardcat_contact_count(c, field), ==, count);
    g_assert_cmpstr(cardcat_contact_value(c, field, count - 1), ==, cardcat_field_info(field)->key);
    g_assert_true(cardcat_contact_value(c, field, 0) != cardcat_contact_value(full, field, 0));
    if (count == 2) g_assert_null(cardcat_contact_value(c, field, 2));
  }
  g_assert_true(cardcat_contact_list(c, CARDCAT_FIELD_URLS) == c->urls);
  g_assert_true(cardcat_contact_text(c, CARDCAT_FIELD_DEPARTMENT) == &c->department);
}

/* Each field stands in what is written of it, and comes back from JSON. */
static void test_written(void) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatContact) c = full_contact();
  g_autofree char *json = cardcat_contact_to_json(c);
  g_autoptr(CardcatContact) back = cardcat_contact_from_json(json, &error);
  g_assert_no_error(error);
  g_autofree char *again = cardcat_contact_to_json(back);
  g_assert_cmpstr(json, ==, again);
  g_autoptr(CardcatReading) reading = cardcat_reading_new();
  cardcat_contact_free(reading->contact);
  reading->contact = g_steal_pointer(&c);
  g_autofree char *header = cardcat_format_header(CARDCAT_FORMAT_CSV);
  g_autofree char *csv = cardcat_format_reading(reading, CARDCAT_FORMAT_CSV);
  g_autofree char *text = cardcat_format_reading(reading, CARDCAT_FORMAT_TEXT);
  g_autofree char *vcard = cardcat_format_reading(reading, CARDCAT_FORMAT_VCARD);
  for (guint i = 0; i < CARDCAT_FIELDS; i++) {
    const CardcatFieldInfo *info = cardcat_field_info((CardcatField)i);
    g_assert_nonnull(strstr(json, info->key));
    g_assert_nonnull(strstr(header, info->columns));
    g_assert_nonnull(strstr(csv, info->key));
    g_assert_nonnull(strstr(text, info->label));
    g_assert_nonnull(strstr(vcard, info->key));
  }
  g_auto(GStrv) columns = g_strsplit(header, ",", -1), cells = g_strsplit(csv, ",", -1);
  g_assert_cmpuint(g_strv_length(columns), ==, g_strv_length(cells));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/base/fields/rows", test_rows);
  g_test_add_func("/base/fields/places", test_places);
  g_test_add_func("/base/fields/values", test_values);
  g_test_add_func("/base/fields/written", test_written);
  return g_test_run();
}
