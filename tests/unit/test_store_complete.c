/* What a book has of that which somebody is typing, asked without a trace. */
#include "store_fixture.h"

static gint64 meet(Book *book, const char *given, const char *event, const char *tag) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatContact) contact = person_new(given, "Beck", NULL);
  g_autoptr(CardcatMeeting) meeting = cardcat_meeting_new();
  gint64 id = 0;
  contact->organization = g_strdup("Beck Ltd");
  meeting->event = g_strdup(event);
  g_ptr_array_add(meeting->tags, g_strdup(tag));
  g_assert_true(cardcat_store_add_contact(book->store, contact, meeting, &id, &error));
  g_assert_no_error(error);
  return id;
}

/* What is offered, joined by "; ". */
static char *offered(Book *book, CardcatCompletion kind, const char *typed, guint limit) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) found = cardcat_store_complete(book->path, kind, typed, limit, &error);
  g_assert_no_error(error);
  g_ptr_array_add(found, NULL);
  return g_strjoinv("; ", (char **)found->pdata);
}

#define assert_offered(kind, typed, wanted)                    \
  do {                                                         \
    g_autofree char *offered_ = offered(book, kind, typed, 9); \
    g_assert_cmpstr(offered_, ==, wanted);                     \
  } while (0)

static void test_kinds(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  meet(book, "Ada", "Expo", "Fair");
  meet(book, "Bea", "Glass week", "fair");
  gint64 gone = meet(book, "Cid", "Expo", "gone");
  g_assert_true(cardcat_store_set_member(book->store, 1, "Guild", TRUE, &error));
  g_assert_true(cardcat_store_add_want(book->store, "glass museum", NULL, NULL, &error));
  g_assert_true(cardcat_store_remove_contact(book->store, gone, &error));
  book_close(book);
  assert_offered(CARDCAT_COMPLETE_CONTACTS, "", "2\tBea Beck, Beck Ltd; 1\tAda Beck, Beck Ltd");
  assert_offered(CARDCAT_COMPLETE_CONTACTS, "1", "1\tAda Beck, Beck Ltd");
  assert_offered(CARDCAT_COMPLETE_CONTACTS, "%", "");
  assert_offered(CARDCAT_COMPLETE_REMOVED, "", "3\tCid Beck, Beck Ltd");
  assert_offered(CARDCAT_COMPLETE_PEOPLE, "be", "Ada Beck\tBeck Ltd; Bea Beck\tBeck Ltd");
  assert_offered(CARDCAT_COMPLETE_EVENTS, "", "Expo; Glass week");
  assert_offered(CARDCAT_COMPLETE_EVENTS, "WEEK", "Glass week");
  assert_offered(CARDCAT_COMPLETE_GROUPS, "g", "Guild");
  assert_offered(CARDCAT_COMPLETE_TAGS, "", "Fair");
  assert_offered(CARDCAT_COMPLETE_WANTS, "", "1\tglass museum");
  g_autofree char *one = offered(book, CARDCAT_COMPLETE_CONTACTS, "", 1);
  g_assert_cmpstr(one, ==, "2\tBea Beck, Beck Ltd");
}

static void assert_refused(Book *book) {
  g_autoptr(GError) error = NULL;
  g_assert_null(cardcat_store_complete(book->path, CARDCAT_COMPLETE_EVENTS, "", 9, &error));
  g_assert_nonnull(error);
}

static void run_sql(CcSql *sql, const char *statement) {
  g_autoptr(GError) error = NULL;
  g_assert_true(cc_sql_run(sql, statement, NULL, &error));
  g_assert_no_error(error);
}

/* Neither waited for nor brought up to date, and none is made. */
static void test_left_alone(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  CcIdentity is = {0};
  book_close(book);
  g_autoptr(CcSql) other = cc_sql_open(book->path, CARDCAT_STORE_WRITE, NULL, &error);
  run_sql(other, "PRAGMA user_version = 18");
  assert_refused(book);
  g_assert_true(cc_identity_read(other, &is, &error));
  g_assert_cmpint(is.version, ==, 18);
  run_sql(other, "PRAGMA locking_mode = EXCLUSIVE");
  run_sql(other, "BEGIN EXCLUSIVE");
  assert_refused(book);
  run_sql(other, "COMMIT");
  g_clear_pointer(&other, cc_sql_free);
  g_assert_cmpint(g_remove(book->path), ==, 0);
  assert_refused(book);
  g_assert_false(g_file_test(book->path, G_FILE_TEST_EXISTS));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  BOOK_TEST("/store-complete/kinds", test_kinds);
  BOOK_TEST("/store-complete/left-alone", test_left_alone);
  return g_test_run();
}
