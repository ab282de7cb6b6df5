/* What is kept of contacts for lists: after each kind of decision it is what the contacts are. */
#include "store_fixture.h"

#define assert_done(call)           \
  do {                              \
    g_autoptr(GError) error = NULL; \
    gboolean done_ = call;          \
    g_assert_no_error(error);       \
    g_assert_true(done_);           \
  } while (0)

static const char *first_of(const GPtrArray *list) {
  return list->len > 0 ? list->pdata[0] : "-";
}

/* What both ways give of ENTRY, as a line. */
static gboolean append_line(const CardcatEntry *entry, gpointer data, GError **error) {
  (void)error;
  const CardcatContact *c = entry->contact;
  const CardcatPhone *phone = c->phones->len > 0 ? c->phones->pdata[0] : NULL;
  g_string_append_printf(data, "%d|%d|%s|%s|%s|", (int)entry->id, (int)entry->twin,
                         c->name.full ? c->name.full : "-", c->organization ? c->organization : "-",
                         first_of(c->emails));
  if (phone)
    g_string_append_printf(data, "%s|%s", phone->e164 ? phone->e164 : phone->value,
                           phone->extension ? phone->extension : "-");
  g_string_append_c(data, '\n');
  return TRUE;
}

static void assert_same(Book *book, const CardcatFilter *filter) {
  g_autoptr(GString) whole = g_string_new(NULL), listed = g_string_new(NULL);
  assert_done(cardcat_store_each(book->store, filter, append_line, whole, &error));
  assert_done(cardcat_store_each_listed(book->store, filter, append_line, listed, &error));
  g_assert_cmpstr(listed->str, ==, whole->str);
}

/* In every order, for every choice; COUNT are there. */
static void assert_listed(Book *book, guint count) {
  static const char *const tags[] = {"tall", NULL};
  CardcatFilter filters[] = {{0},
                             {.words = "ann"},
                             {.event = "Fair"},
                             {.tags = tags},
                             {.since = "2020-01-01"},
                             {.to_write = TRUE},
                             {.offset = 1, .limit = 1}};
  for (guint i = 0; i < G_N_ELEMENTS(filters); i++)
    for (guint sort = CARDCAT_SORT_NAME; sort <= CARDCAT_SORT_ID; sort++)
      for (guint down = 0; down < 2; down++) {
        filters[i].sort = (CardcatSort)sort;
        filters[i].descending = down > 0;
        assert_same(book, &filters[i]);
      }
  g_autoptr(GString) all = g_string_new(NULL);
  assert_done(cardcat_store_each_listed(book->store, NULL, append_line, all, &error));
  g_auto(GStrv) lines = g_strsplit(all->str, "\n", -1);
  g_assert_cmpuint(g_strv_length(lines), ==, count + 1);
  assert_sound(book);
}

static void undo(Book *book) {
  g_autofree char *what = NULL;
  assert_done(cardcat_store_undo(book->store, &what, NULL, &error));
}

static CardcatContact *ann(const char *family, const char *email) {
  CardcatContact *contact = person_new("Ann", family, email);
  contact->organization = g_strdup("Echo Air");
  g_ptr_array_add(contact->emails, g_strdup("other@echo.example"));
  g_ptr_array_add(contact->phones, cardcat_phone_new(CARDCAT_PHONE_FAX, "030 12", NULL, NULL));
  g_ptr_array_add(contact->phones,
                  cardcat_phone_new(CARDCAT_PHONE_WORK, "+49 30 34", "+493034", NULL));
  return contact;
}

/* 1 and 2 may be one, 3 has a number with an extension, 4 is a firm. */
static void fill(Book *book) {
  g_autoptr(CardcatMeeting) meeting = cardcat_meeting_new();
  meeting->event = g_strdup("Fair");
  meeting->met_on = g_strdup("2026-06-16");
  g_ptr_array_add(meeting->tags, g_strdup("tall"));
  gint64 card = add_card(book, 1, ann("Beck", "ann@beck.example"));
  assert_done(cardcat_store_save_card(book->store, card, NULL, meeting, 0, NULL, &error));
  add_person(book, 2, ann("Beck", "ann@beck.example"));
  CardcatContact *zoe = person_new("Zoë", "Ng", NULL);
  g_ptr_array_add(zoe->phones,
                  cardcat_phone_new(CARDCAT_PHONE_WORK, "415 555 0123", "+14155550123", "7"));
  add_person(book, 3, zoe);
  g_autoptr(CardcatContact) firm = cardcat_contact_new();
  firm->organization = g_strdup("株式会社東京ガラス美術館");
  assert_done(cardcat_store_add_contact(book->store, firm, NULL, NULL, &error));
}

static void test_decisions(Book *book, gconstpointer data) {
  (void)data;
  fill(book);
  assert_listed(book, 4);
  g_autoptr(CardcatContact) changed = ann("Aalto", NULL);
  assert_done(cardcat_store_edit_contact(book->store, 3, changed, NULL, &error));
  assert_listed(book, 4);
  undo(book);
  assert_listed(book, 4);
  assert_done(cardcat_store_merge_contacts(book->store, 2, 1, NULL, &error));
  assert_listed(book, 3);
  undo(book);
  assert_listed(book, 4);
  assert_done(cardcat_store_set_apart(book->store, 1, 2, TRUE, &error));
  assert_listed(book, 4);
  assert_done(cardcat_store_remove_contact(book->store, 1, &error));
  assert_listed(book, 3);
  assert_done(cardcat_store_restore_contact(book->store, 1, &error));
  assert_listed(book, 4);
  save_card(book, add_card(book, 9, person_new("A.", "Beck", "new@beck.example")), NULL, 1);
  assert_listed(book, 4);
  undo(book);
  undo(book);
  assert_listed(book, 3);
  book_let_pass(book, 3);
  assert_listed(book, 3);
}

static void test_events(Book *book, gconstpointer data) {
  (void)data;
  fill(book);
  g_autoptr(GError) why = NULL;
  g_autoptr(CardcatEvent) event = cardcat_store_find_event(book->store, "Fair", &why);
  g_assert_no_error(why);
  g_free(event->name);
  event->name = g_strdup("Glass week");
  assert_done(cardcat_store_change_event(book->store, event, &error));
  assert_listed(book, 4);
  undo(book);
  assert_listed(book, 4);
}

static void test_imports(Book *book, gconstpointer data) {
  (void)data;
  fill(book);
  g_autoptr(GError) why = NULL;
  g_autoptr(CardcatEntry) known = get_entry(book, 3), new = get_entry(book, 1);
  g_free(known->contact->organization);
  known->contact->organization = g_strdup("Acme");
  g_free(new->uid);
  new->uid = g_strdup("11111111-1111-4111-8111-111111111111");
  g_autoptr(CardcatChange) change = cardcat_change_new(book->store, CARDCAT_CHANGE_IMPORT, &why);
  g_assert_no_error(why);
  assert_done(cardcat_change_put(change, known, &error));
  assert_done(cardcat_change_put(change, new, &error));
  assert_done(cardcat_change_remove(change, 2, &error));
  assert_done(cardcat_change_commit(change, "a file", &error));
  g_clear_pointer(&change, cardcat_change_free);
  assert_listed(book, 4);
  undo(book);
  assert_listed(book, 4);
}

/* What is no valid text, as a hand may have put it there. */
static void test_hostile(Book *book, gconstpointer data) {
  (void)data;
  fill(book);
  tell(book,
       "UPDATE versions SET name = CAST(x'41ff0042e282' AS TEXT), organization = char(27, 9, 10);"
       "UPDATE emails SET email = CAST(x'c3' AS TEXT);"
       "UPDATE people SET version = version");
  assert_same(book, NULL);
  g_autoptr(GString) all = g_string_new(NULL);
  assert_done(cardcat_store_each_listed(book->store, NULL, append_line, all, &error));
  g_assert_true(g_utf8_validate(all->str, -1, NULL));
}

/* One that was written past all that is noticed. */
static void test_astray(Book *book, gconstpointer data) {
  (void)data;
  fill(book);
  static const char *const astray[] = {"UPDATE listed SET email = 'x' WHERE id = 1",
                                       "DELETE FROM listed WHERE id = 1",
                                       "UPDATE versions SET name = 'x' WHERE person = 1"};
  for (guint i = 0; i < G_N_ELEMENTS(astray); i++) {
    g_autoptr(GError) why = NULL;
    tell(book, astray[i]);
    g_assert_false(cardcat_store_check(book->store, &why));
    g_assert_error(why, CARDCAT_ERROR, CARDCAT_ERROR_DAMAGED);
    g_assert_nonnull(strstr(why->message, "its list of contacts does not fit"));
    tell(book, "UPDATE people SET version = version");
    assert_sound(book);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  BOOK_TEST("/store-listed/decisions", test_decisions);
  BOOK_TEST("/store-listed/events", test_events);
  BOOK_TEST("/store-listed/imports", test_imports);
  BOOK_TEST("/store-listed/hostile", test_hostile);
  BOOK_TEST("/store-listed/astray", test_astray);
  return g_test_run();
}
