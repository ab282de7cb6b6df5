/* Lists of contacts: a page of a search, who is still to be written to, who was removed. */
#include "store_fixture.h"

#define assert_done(call)           \
  do {                              \
    g_autoptr(GError) error = NULL; \
    gboolean done_ = call;          \
    g_assert_no_error(error);       \
    g_assert_true(done_);           \
  } while (0)

/* Takes ENTRIES; their names, joined by "; ". */
static char *names_of(GPtrArray *entries) {
  g_autoptr(GPtrArray) list = entries;
  g_assert_nonnull(list);
  g_autoptr(GString) names = g_string_new(NULL);
  for (guint i = 0; i < list->len; i++) {
    const CardcatEntry *entry = list->pdata[i];
    g_string_append_printf(names, "%s%s", i > 0 ? "; " : "", cc_contact_label(entry->contact));
  }
  return g_strdup(names->str);
}

#define assert_names(entries, names)             \
  do {                                           \
    g_autoptr(GError) error = NULL;              \
    g_autofree char *names_ = names_of(entries); \
    g_assert_no_error(error);                    \
    g_assert_cmpstr(names_, ==, names);          \
  } while (0)

static void assert_count(Book *book, const char *words, guint wanted) {
  guint count = 0;
  assert_done(cardcat_store_search_count(book->store, words, &count, &error));
  g_assert_cmpuint(count, ==, wanted);
}

static gint64 add_met(Book *book, guint photo, const char *family, const char *met_on) {
  g_autoptr(CardcatMeeting) meeting = cardcat_meeting_new();
  meeting->met_on = g_strdup(met_on);
  gint64 card = add_card(book, photo, person_new("Ann", family, NULL)), id = 0;
  assert_done(cardcat_store_save_card(book->store, card, NULL, meeting, 0, &id, &error));
  return id;
}

static void test_pages(Book *book, gconstpointer data) {
  (void)data;
  static const char *const families[] = {"Echo", "Alpha", "Delta", "Bravo", "Charlie"};
  for (guint i = 0; i < G_N_ELEMENTS(families); i++)
    add_person(book, i, person_new("Ann", families[i], NULL));
  CardcatStore *store = book->store;
  assert_names(cardcat_store_search(store, NULL, 0, 2, &error), "Ann Alpha; Ann Bravo");
  assert_names(cardcat_store_search(store, "ann", 2, 2, &error), "Ann Charlie; Ann Delta");
  assert_names(cardcat_store_search(store, "", 4, 2, &error), "Ann Echo");
  assert_names(cardcat_store_search(store, "ann", 3, 0, &error), "Ann Delta; Ann Echo");
  assert_names(cardcat_store_search(store, "ann", 5, 2, &error), "");
  assert_count(book, NULL, 5);
  assert_count(book, "ann", 5);
  assert_count(book, "de ann", 1);
  assert_count(book, "nobody", 0);
}

static void set_followed_up(Book *book, gint64 id, const char *when) {
  g_autoptr(CardcatEntry) entry = get_entry(book, id);
  g_free(entry->meeting->followed_up);
  entry->meeting->followed_up = g_strdup(when);
  assert_done(cardcat_store_edit_contact(book->store, id, NULL, entry->meeting, &error));
}

static void assert_due(Book *book, const char *names, gint64 count) {
  assert_names(cardcat_store_follow_ups(book->store, 0, 0, &error), names);
  CardcatStoreCounts counts;
  assert_done(cardcat_store_counts(book->store, &counts, &error));
  g_assert_cmpint(counts.follow_ups, ==, count);
}

static void assert_contacts(Book *book, gint64 count) {
  CardcatStoreCounts counts;
  assert_done(cardcat_store_counts(book->store, &counts, &error));
  g_assert_cmpint(counts.contacts, ==, count);
}

/* What was counted is kept until this process or another changes something. */
static void test_counts(Book *book, gconstpointer data) {
  (void)data;
  assert_contacts(book, 0);
  gint64 id = add_person(book, 1, person_new("Ann", "Echo", "ann@echo.example"));
  assert_contacts(book, 1);
  book->store->counts.contacts = 77; /* nobody looks anew */
  assert_contacts(book, 77);
  g_autoptr(CardcatStore) other = cardcat_store_open(book->path, CARDCAT_STORE_WRITE, NULL);
  g_assert_nonnull(other);
  book->store->counts.contacts = 77;
  assert_done(cardcat_store_remove_contact(other, id, &error));
  assert_contacts(book, 0);
  g_autofree char *what = NULL;
  assert_done(cardcat_store_undo(book->store, &what, NULL, &error));
  assert_contacts(book, 1);
}

static void undo(Book *book, const char *wanted) {
  g_autofree char *what = NULL;
  assert_done(cardcat_store_undo(book->store, &what, NULL, &error));
  g_assert_cmpstr(what, ==, wanted);
}

/* What was not asked for is empty; the rest is as ever. */
static void test_in_part(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(CardcatContact) ann = person_new("Ann", "Echo", "ann@echo.example");
  g_ptr_array_add(ann->titles, g_strdup("Pilot"));
  ann->organization = g_strdup("Echo Air");
  g_autoptr(CardcatMeeting) meeting = cardcat_meeting_new();
  g_ptr_array_add(meeting->tags, g_strdup("tall"));
  gint64 card = add_card(book, 1, cardcat_contact_copy(ann)), id = 0;
  assert_done(cardcat_store_save_card(book->store, card, NULL, meeting, 0, &id, &error));
  for (guint parts = 0; parts < 4; parts++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) entries = cardcat_store_get_parts(
        book->store, &id, 1,
        (parts & 1 ? CARDCAT_PART_LIST(CARDCAT_FIELD_EMAILS) | CARDCAT_PART_OTHERS : 0) |
            (parts & 2 ? CARDCAT_PART_MEETINGS : 0),
        &error);
    g_assert_no_error(error);
    const CardcatEntry *entry = entries->pdata[0];
    g_assert_cmpstr(entry->contact->organization, ==, "Echo Air");
    g_assert_cmpuint(entry->contact->titles->len, ==, 0);
    g_assert_cmpuint(entry->contact->emails->len, ==, parts & 1 ? 1 : 0);
    g_assert_cmpuint(entry->cards->len, ==, parts & 1 ? 1 : 0);
    g_assert_cmpuint(entry->meeting->tags->len, ==, parts & 2 ? 1 : 0);
  }
}

static void test_follow_ups(Book *book, gconstpointer data) {
  (void)data;
  add_met(book, 1, "Today", NULL);
  gint64 old = add_met(book, 2, "Old", "2020-05-01");
  gint64 older = add_met(book, 3, "Older", "2019-05-01");
  assert_due(book, "Ann Older; Ann Old; Ann Today", 3);
  assert_names(cardcat_store_follow_ups(book->store, 1, 1, &error), "Ann Old");
  set_followed_up(book, older, "2026-01-02T03:04:05Z");
  assert_due(book, "Ann Old; Ann Today", 2);
  g_autoptr(CardcatEntry) done = get_entry(book, older);
  g_assert_cmpstr(done->meeting->followed_up, ==, "2026-01-02T03:04:05Z");
  assert_done(cardcat_store_remove_contact(book->store, old, &error));
  assert_due(book, "Ann Today", 1);
  undo(book, "removed Ann Old");
  undo(book, "changed how you met Ann Older");
  assert_due(book, "Ann Older; Ann Old; Ann Today", 3);
  assert_sound(book);
}

static void test_no_time(Book *book, gconstpointer data) {
  (void)data;
  static const char *const wrong[] = {"yesterday", "2026-01-02", "2026-02-30T00:00:00Z",
                                      "2026-01-02T03:04:05+01:00"};
  gint64 id = add_met(book, 1, "Beck", NULL);
  g_autoptr(CardcatEntry) entry = get_entry(book, id);
  for (guint i = 0; i < G_N_ELEMENTS(wrong); i++) {
    g_autoptr(GError) error = NULL;
    g_free(entry->meeting->followed_up);
    entry->meeting->followed_up = g_strdup(wrong[i]);
    g_assert_false(cardcat_store_edit_contact(book->store, id, NULL, entry->meeting, &error));
    g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE);
  }
}

/* A person who was written to is met again; and a card that is saved again in another window. */
static void test_met_again(Book *book, gconstpointer data) {
  (void)data;
  gint64 card = add_card(book, 1, person_new("Ann", "Beck", NULL));
  gint64 id = save_card(book, card, NULL, 0);
  set_followed_up(book, id, "2026-01-02T03:04:05Z");
  g_autoptr(CardcatContact) changed = person_new("Ann", "Becker", NULL);
  save_card(book, card, changed, 0);
  assert_due(book, "", 0);
  save_card(book, add_card(book, 2, person_new("Ann", "Becker", NULL)), NULL, id);
  assert_due(book, "Ann Becker", 1);
}

static void test_removed(Book *book, gconstpointer data) {
  (void)data;
  gint64 ada = add_person(book, 1, person_new("Ada", "Beck", NULL));
  gint64 omar = add_person(book, 2, person_new("Omar", "Haddad", NULL));
  gint64 card = add_card(book, 3, person_new("A.", "Beck", NULL));
  gint64 twin = save_card(book, card, NULL, 0);
  assert_names(cardcat_store_removed(book->store, &error), "");
  assert_done(cardcat_store_remove_contact(book->store, ada, &error));
  assert_done(cardcat_store_remove_contact(book->store, omar, &error));
  assert_names(cardcat_store_removed(book->store, &error), "Omar Haddad; Ada Beck");
  assert_done(cardcat_store_restore_contact(book->store, ada, &error));
  assert_names(cardcat_store_removed(book->store, &error), "Omar Haddad");
  /* Whoever was merged into another was not removed. */
  g_assert_cmpint(save_card(book, card, NULL, ada), ==, ada);
  g_assert_cmpint(twin, !=, ada);
  assert_names(cardcat_store_removed(book->store, &error), "Omar Haddad");
  g_autoptr(GError) why = NULL;
  g_autoptr(GPtrArray) entries = cardcat_store_removed(book->store, &why);
  g_assert_nonnull(((CardcatEntry *)entries->pdata[0])->removed);
  book_let_pass(book, 3);
  assert_names(cardcat_store_removed(book->store, &error), "");
}

static void test_version(Book *book, gconstpointer data) {
  (void)data;
  gint64 id = add_met(book, 1, "Beck", NULL);
  g_autoptr(CardcatEntry) first = get_entry(book, id);
  g_autoptr(CardcatEntry) same = get_entry(book, id);
  g_assert_cmpint(first->version, ==, same->version);
  set_followed_up(book, id, "2026-01-02T03:04:05Z");
  g_autoptr(CardcatEntry) changed = get_entry(book, id);
  g_assert_cmpint(changed->version, !=, first->version);
  undo(book, "changed how you met Ann Beck");
  g_autoptr(CardcatEntry) back = get_entry(book, id);
  g_assert_cmpint(back->version, ==, first->version);
}

/* A book of the version before has people in it; they are all there, and still to be written to. */
static void test_older_book(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  book_close(book);
  g_assert_cmpint(g_remove(book->path), ==, 0);
  g_autoptr(CcSql) old = cc_sql_open(book->path, CARDCAT_STORE_CREATE, NULL, &error);
  g_assert_true(cc_schema_migrate(old, cc_schema_migrations, 3, &error));
  g_assert_true(cc_sql_script(
      old,
      "INSERT INTO meetings(id, event, met_on) VALUES(1, 'Fair', '2020-05-01');"
      "INSERT INTO people(id, uid, created, changed)"
      " VALUES(1, 'u', '2020-05-02T00:00:00Z', '2020-05-02T00:00:00Z');"
      "INSERT INTO versions(id, person, meeting, name, sort_key) VALUES(1, 1, 1, 'Ada Beck', 'b');"
      "UPDATE people SET version = 1;"
      "INSERT INTO search(rowid, name, other) VALUES(1, 'ada beck', 'fair');"
      "INSERT INTO decisions(kind, subject, made) VALUES('save', 'Ada Beck', '2020-05-02')",
      &error));
  g_assert_no_error(error);
  g_clear_pointer(&old, cc_sql_free);
  book_open(book, CARDCAT_STORE_READ);
  assert_found(book, "fair", "Ada Beck");
  assert_due(book, "Ada Beck", 1);
  g_assert_cmpint(ask(book, "SELECT count(*) FROM contacts WHERE followed_up IS NULL"), ==, 1);
  book_close(book);
  book_open(book, CARDCAT_STORE_WRITE);
  set_followed_up(book, 1, "2026-01-02T03:04:05Z");
  assert_due(book, "", 0);
  assert_sound(book);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  BOOK_TEST("/store-lists/pages", test_pages);
  BOOK_TEST("/store-lists/in-part", test_in_part);
  BOOK_TEST("/store-lists/counts", test_counts);
  BOOK_TEST("/store-lists/follow-ups", test_follow_ups);
  BOOK_TEST("/store-lists/no-time", test_no_time);
  BOOK_TEST("/store-lists/met-again", test_met_again);
  BOOK_TEST("/store-lists/removed", test_removed);
  BOOK_TEST("/store-lists/version", test_version);
  BOOK_TEST("/store-lists/older-book", test_older_book);
  return g_test_run();
}
