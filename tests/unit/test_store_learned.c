/* What contacts teach, and what is forgotten. */
#include "store_fixture.h"

/* A reading of FIRM that was saved as it is. */
static gint64 add_colleague(Book *book, guint photo, const char *firm, const char *email) {
  g_autofree char *given = g_strdup_printf("Ada%u", photo);
  CardcatContact *contact = person_new(given, "Beck", email);
  contact->organization = g_strdup(firm);
  return add_person(book, photo, contact);
}

/* Read as WAS, saved as NOW. */
static gint64 correct_firm(Book *book, guint photo, const char *was, const char *now) {
  g_autoptr(CardcatContact) saved = person_new("Bo", "Lind", "bo@quillfoundry.com");
  CardcatContact *read = cardcat_contact_copy(saved);
  read->organization = g_strdup(was);
  saved->organization = g_strdup(now);
  return save_card(book, add_card(book, photo, read), saved, 0);
}

static GPtrArray *learned(Book *book) {
  g_autoptr(GError) error = NULL;
  GPtrArray *all = cardcat_store_learned(book->store, &error);
  g_assert_no_error(error);
  return all;
}

static char *describe(const CardcatLearned *fact) {
  return g_strdup_printf("%s %s%s%s %u/%u%s", cardcat_learned_kind_name(fact->kind), fact->text,
                         fact->organization ? " of " : "",
                         fact->organization ? fact->organization : "", fact->corrected, fact->count,
                         cardcat_learned_is_used(fact) ? "" : " unused");
}

/* All that is learned of KIND, joined by "; ". */
static char *lessons(Book *book, CardcatLearnedKind kind) {
  g_autoptr(GPtrArray) all = learned(book);
  g_autoptr(GString) out = g_string_new(NULL);
  for (guint i = 0; i < all->len; i++) {
    const CardcatLearned *fact = all->pdata[i];
    if (fact->kind != kind) continue;
    g_autofree char *text = describe(fact);
    g_string_append_printf(out, "%s%s", out->len > 0 ? "; " : "", text);
  }
  return g_string_free(g_steal_pointer(&out), FALSE);
}

static void expect(Book *book, CardcatLearnedKind kind, const char *wanted) {
  g_autofree char *got = lessons(book, kind);
  g_assert_cmpstr(got, ==, wanted);
}

static void undo(Book *book) {
  g_autoptr(GError) error = NULL;
  g_autofree char *what = NULL;
  g_assert_true(cardcat_store_undo(book->store, &what, NULL, &error));
  g_assert_no_error(error);
}

static void forget_all(Book *book) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) all = learned(book);
  g_assert_true(cardcat_store_forget(book->store, all, &error));
  g_assert_no_error(error);
}

static void test_confirmed(Book *book, gconstpointer data) {
  (void)data;
  add_colleague(book, 1, "Harrow Timber", "ada1@harrow.co.uk");
  expect(book, CARDCAT_LEARNED_ORGANIZATION, "organization Harrow Timber 0/1 unused");
  add_colleague(book, 2, "HARROW TIMBER", "ada2@gmail.com");
  expect(book, CARDCAT_LEARNED_ORGANIZATION, "organization HARROW TIMBER 0/2");
  expect(book, CARDCAT_LEARNED_DOMAIN, "domain harrow.co.uk of Harrow Timber 0/1 unused");
}

static void test_corrected(Book *book, gconstpointer data) {
  (void)data;
  correct_firm(book, 1, "Qui11 Foundry", "Quill Foundry");
  expect(book, CARDCAT_LEARNED_ORGANIZATION, "organization Quill Foundry 1/1");
  expect(book, CARDCAT_LEARNED_DOMAIN, "domain quillfoundry.com of Quill Foundry 1/1");
  /* The person's spelling stands against one that was only read. */
  add_colleague(book, 2, "QUILL FOUNDRY", NULL);
  expect(book, CARDCAT_LEARNED_ORGANIZATION, "organization Quill Foundry 1/2");
}

static void test_undone(Book *book, gconstpointer data) {
  (void)data;
  correct_firm(book, 1, "Qui11 Foundry", "Quill Foundry");
  undo(book);
  expect(book, CARDCAT_LEARNED_ORGANIZATION, "");
  expect(book, CARDCAT_LEARNED_DOMAIN, "");
}

static void test_edited(Book *book, gconstpointer data) {
  (void)data;
  gint64 id = add_colleague(book, 1, "Harow Timber", NULL);
  g_autoptr(CardcatEntry) entry = get_entry(book, id);
  g_free(entry->contact->organization);
  entry->contact->organization = g_strdup("Harrow Timber");
  g_autoptr(GError) error = NULL;
  g_assert_true(cardcat_store_edit_contact(book->store, id, entry->contact, NULL, &error));
  expect(book, CARDCAT_LEARNED_ORGANIZATION, "organization Harrow Timber 1/1");
  undo(book);
  expect(book, CARDCAT_LEARNED_ORGANIZATION, "organization Harow Timber 0/1 unused");
}

/* What is noted about somebody says nothing of what their card says. */
static void test_not_edited(Book *book, gconstpointer data) {
  (void)data;
  gint64 id = add_colleague(book, 1, "Harrow Timber", "ada1@harrow.co.uk");
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatMeeting) meeting = cardcat_meeting_new();
  meeting->event = g_strdup("A fair");
  g_assert_true(cardcat_store_add_meeting(book->store, id, meeting, NULL, &error));
  g_assert_no_error(error);
  g_autoptr(CardcatEntry) entry = cardcat_store_get_contact(book->store, id, &error);
  g_assert_no_error(error);
  g_assert_true(cardcat_store_edit_contact(book->store, id, NULL, entry->meeting, &error));
  g_assert_no_error(error);
  expect(book, CARDCAT_LEARNED_ORGANIZATION, "organization Harrow Timber 0/1 unused");
}

static void test_removed(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  gint64 id = correct_firm(book, 1, NULL, "Quill Foundry");
  g_assert_true(cardcat_store_remove_contact(book->store, id, &error));
  expect(book, CARDCAT_LEARNED_ORGANIZATION, "");
}

static void test_parted_domain(Book *book, gconstpointer data) {
  (void)data;
  add_colleague(book, 1, "Harrow Timber", "ada1@harrow.co.uk");
  add_colleague(book, 2, "Harrow Boats", "ada2@harrow.co.uk");
  add_colleague(book, 3, "Harrow Boats", "ada3@harrow.co.uk");
  expect(book, CARDCAT_LEARNED_DOMAIN, "domain harrow.co.uk 0/3");
}

static void test_forgotten(Book *book, gconstpointer data) {
  (void)data;
  correct_firm(book, 1, "Qui11 Foundry", "Quill Foundry");
  forget_all(book);
  expect(book, CARDCAT_LEARNED_ORGANIZATION, "");
  expect(book, CARDCAT_LEARNED_DOMAIN, "");
  book_close(book);
  book_open(book, CARDCAT_STORE_READ);
  expect(book, CARDCAT_LEARNED_ORGANIZATION, "");
  book_close(book);
  book_open(book, CARDCAT_STORE_WRITE);
  correct_firm(book, 2, "Qull Foundry", "Quill Foundry");
  expect(book, CARDCAT_LEARNED_ORGANIZATION, "organization Quill Foundry 1/1");
}

static void test_forgetting_undone(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) none = g_ptr_array_new();
  correct_firm(book, 1, "Qui11 Foundry", "Quill Foundry");
  forget_all(book);
  correct_firm(book, 2, "Qull Foundry", "Quill Foundry");
  forget_all(book);
  g_assert_true(cardcat_store_forget(book->store, none, &error));
  expect(book, CARDCAT_LEARNED_ORGANIZATION, "");
  undo(book);
  expect(book, CARDCAT_LEARNED_ORGANIZATION, "organization Quill Foundry 1/1");
  undo(book); /* the second card */
  expect(book, CARDCAT_LEARNED_ORGANIZATION, "");
  undo(book);
  expect(book, CARDCAT_LEARNED_ORGANIZATION, "organization Quill Foundry 1/1");
  expect(book, CARDCAT_LEARNED_DOMAIN, "domain quillfoundry.com of Quill Foundry 1/1");
}

/* A large book's facts are counted once, until one of its contacts is another. */
static void test_kept(Book *book, gconstpointer data) {
  (void)data;
  static const char kept[] = "SELECT count(*) > 0 FROM learned";
  g_autoptr(GError) error = NULL;
  for (guint i = 1; i <= 100; i++) {
    g_autofree char *firm = g_strdup_printf("Firm%u", i);
    g_autofree char *email = g_strdup_printf("ada@firm%u.com", i);
    add_colleague(book, i, firm, email);
  }
  g_assert_cmpint(ask(book, kept), ==, 0);
  g_autofree char *counted = lessons(book, CARDCAT_LEARNED_DOMAIN);
  g_assert_cmpint(ask(book, kept), ==, 1);
  expect(book, CARDCAT_LEARNED_DOMAIN, counted);
  gint64 id = add_colleague(book, 101, "Firm1", "ada@firm1.com");
  g_assert_cmpint(ask(book, kept), ==, 0);
  g_autofree char *more = lessons(book, CARDCAT_LEARNED_DOMAIN);
  g_assert_nonnull(strstr(more, "firm1.com of Firm1 0/2"));
  g_assert_true(cardcat_store_remove_contact(book->store, id, &error));
  g_assert_cmpint(ask(book, kept), ==, 0);
  expect(book, CARDCAT_LEARNED_DOMAIN, counted);
  g_assert_cmpint(ask(book, kept), ==, 1);
  undo(book);
  g_assert_cmpint(ask(book, kept), ==, 0);
  undo(book);
  expect(book, CARDCAT_LEARNED_DOMAIN, counted);
  /* Who may only read counts, and keeps nothing. */
  undo(book);
  book_close(book);
  book_open(book, CARDCAT_STORE_READ);
  expect(book, CARDCAT_LEARNED_TOWN, "");
  g_assert_cmpint(ask(book, kept), ==, 0);
}

/* Texts of people and cards: capped. */
static void test_capped(Book *book, gconstpointer data) {
  (void)data;
  g_autofree char *endless = g_strnfill(500, 'x');
  correct_firm(book, 1, NULL, endless);
  expect(book, CARDCAT_LEARNED_ORGANIZATION, "");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  BOOK_TEST("/store/learned/confirmed", test_confirmed);
  BOOK_TEST("/store/learned/corrected", test_corrected);
  BOOK_TEST("/store/learned/undone", test_undone);
  BOOK_TEST("/store/learned/edited", test_edited);
  BOOK_TEST("/store/learned/not-edited", test_not_edited);
  BOOK_TEST("/store/learned/removed", test_removed);
  BOOK_TEST("/store/learned/parted-domain", test_parted_domain);
  BOOK_TEST("/store/learned/forgotten", test_forgotten);
  BOOK_TEST("/store/learned/forgetting-undone", test_forgetting_undone);
  BOOK_TEST("/store/learned/kept", test_kept);
  BOOK_TEST("/store/learned/capped", test_capped);
  return g_test_run();
}
