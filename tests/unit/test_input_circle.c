/* Links, groups, pictures, and what other programs' columns cannot say. */
#include "input_fixture.h"

#define BEN "6f8f57a2-3a52-4d8f-8d4e-0c3b0f6f2a11"

/* Whom somebody knows, by UID or name; what is no person, or they themselves, is left to others. */
static void test_related(void) {
  static const char card[] =
      "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ada\r\nRELATED;TYPE=friend:urn:uuid:" BEN
      "\r\nRELATED;TYPE=acquaintance,x-introduced-by:urn:uuid:" BEN
      "\r\nRELATED;TYPE=colleague;VALUE=text:Cid Orr\r\n"
      "RELATED;TYPE=contact:mailto:x@beck.example\r\nRELATED;TYPE=me:urn:uuid:" BEN
      "\r\nRELATED;TYPE=acquaintance,x-introduced-by;VALUE=text:Eva Holm\r\nEND:VCARD\r\n";
  g_autoptr(CardcatInput) input = input_of(card, NULL);
  g_autoptr(CardcatItem) item = cardcat_input_next(input, NULL);
  const CardcatEntry *entry = cardcat_item_entry(item);
  g_autoptr(GString) said = g_string_new(entry->meeting->introduced_by);
  for (guint i = 0; i < entry->links->len; i++) {
    const CardcatLink *link = entry->links->pdata[i];
    g_string_append_printf(said, "; %s %s", cardcat_link_kind_name(link->kind),
                           link->uid ? link->uid : link->name);
    if (link->uid) g_assert_cmpstr(link->name, ==, CC_LINK_SOMEBODY);
  }
  g_assert_cmpstr(said->str, ==, "Eva Holm; knows " BEN "; introduced by " BEN "; knows Cid Orr");
  g_autofree char *again = cardcat_item_rewrite(item, entry);
  g_assert_nonnull(strstr(again, "RELATED;TYPE=friend:urn:uuid:" BEN "\r\n"));
  g_assert_nonnull(strstr(again, "RELATED;TYPE=contact:mailto:x@beck.example\r\n"));
  g_assert_nonnull(strstr(again, "RELATED;TYPE=me:urn:uuid:" BEN "\r\n"));
}

/* Another program took one link and brought another; groups are one word with tags there. */
static void test_circle_changed(void) {
  g_autoptr(CardcatEntry) whole = whole_entry();
  g_ptr_array_add(whole->links, cardcat_link_new(CARDCAT_LINK_KNOWS, BEN, "Ben Ash"));
  g_ptr_array_add(whole->links, cardcat_link_new(CARDCAT_LINK_KNOWS, NULL, "Cid Orr"));
  g_ptr_array_add(whole->groups, g_strdup("Guild"));
  g_ptr_array_add(whole->groups, g_strdup("Meetup"));
  g_autoptr(CardcatEntry) links =
      changed(whole, CARDCAT_FORMAT_VCARD4, ":urn:uuid:" BEN, ";VALUE=text:Dora Elm");
  g_assert_cmpuint(links->links->len, ==, 2);
  g_assert_cmpstr(((CardcatLink *)links->links->pdata[0])->name, ==, "Cid Orr");
  g_assert_cmpstr(((CardcatLink *)links->links->pdata[1])->name, ==, "Dora Elm");
  g_autoptr(CardcatEntry) groups = changed(whole, CARDCAT_FORMAT_VCARD, "Guild", "tea");
  g_assert_cmpuint(groups->groups->len, ==, 1);
  g_assert_true(g_ptr_array_find_with_equal_func(groups->meeting->tags, "tea", g_str_equal, NULL));
}

/* What Google and Outlook have no column for stands in their notes, groups among the labels: none
 * of it is news where it came from. */
static void test_csv_of_others(void) {
  static const CardcatFormat formats[] = {CARDCAT_FORMAT_GOOGLE, CARDCAT_FORMAT_OUTLOOK};
  g_autoptr(CardcatEntry) whole = whole_entry();
  g_ptr_array_add(whole->groups, g_strdup("Guild"));
  for (guint i = 0; i < G_N_ELEMENTS(formats); i++) {
    g_autofree char *header = cardcat_format_header(formats[i]);
    g_autofree char *record = cardcat_format_export(whole, formats[i], NULL);
    g_autofree char *file = g_strconcat(header, record, NULL);
    g_autoptr(CardcatInput) input = input_of(file, NULL);
    g_autoptr(CardcatItem) item = cardcat_input_next(input, NULL);
    g_autoptr(CardcatEntry) same = cardcat_item_against(item, whole);
    g_assert_true(cardcat_entry_is_same(same, whole));
    const GPtrArray *tags = cardcat_item_entry(item)->meeting->tags;
    g_assert_true(g_ptr_array_find_with_equal_func((GPtrArray *)tags, "Guild", g_str_equal, NULL));
    for (guint k = 0; k < tags->len; k++)
      g_assert_false(g_str_has_prefix(tags->pdata[k], "*"));
  }
}

/* The file in CARD, as text, owned; NULL: none stands in it. */
static char *picture_in(const char *card) {
  g_autoptr(CardcatInput) input = input_of(card, NULL);
  g_autoptr(CardcatItem) item = cardcat_input_next(input, NULL);
  g_autoptr(GBytes) picture = cardcat_item_picture(item);
  gsize length = 0;
  const char *bytes = picture ? g_bytes_get_data(picture, &length) : NULL;
  return bytes ? g_strndup(bytes, length) : NULL;
}

/* In each form that programs write it; one that lies elsewhere is only told of. */
static void test_picture(void) {
  static const char *const cards[] = {
      V3("FN:Ada\r\nPHOTO;ENCODING=b;TYPE=JPEG:YSBw\r\n aWN0dXJl\r\n"),
      "BEGIN:VCARD\nVERSION:2.1\nFN:Ada\nPHOTO;JPEG;ENCODING=BASE64:\n YSBwaWN0\n "
      "dXJl\n\nEND:VCARD\n",
      "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ada\r\nPHOTO:data:image/jpeg;base64,YSBwaWN0dXJl\r\n"
      "END:VCARD\r\n",
      "{\"schema\":\"cardcat.contact/2\",\"contact\":{\"name\":{\"full\":\"Ada\"}},"
      "\"picture\":\"YSBwaWN0dXJl\"}\n",
  };
  for (guint i = 0; i < G_N_ELEMENTS(cards); i++) {
    g_autofree char *picture = picture_in(cards[i]);
    g_assert_cmpstr(picture, ==, "a picture");
  }
  static const char remote[] = V3("FN:Ada\r\nPHOTO;VALUE=uri:http://beck.example/ada.jpg\r\n");
  g_assert_null(picture_in(remote));
  g_autoptr(CardcatInput) input = input_of(remote, NULL);
  g_autoptr(CardcatItem) item = cardcat_input_next(input, NULL);
  g_assert_true(cardcat_item_has_picture(item));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/input/csv-of-others", test_csv_of_others);
  g_test_add_func("/input/picture", test_picture);
  g_test_add_func("/input/related", test_related);
  g_test_add_func("/input/circle-changed", test_circle_changed);
  return g_test_run();
}
