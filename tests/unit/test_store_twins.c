/* Who is in the book twice: kept in step with every decision, merged, told apart. */
#include "store_fixture.h"

#include "twins_fixture.h"

static guint twin_of(Book *book, gint64 id) {
  g_autoptr(CardcatEntry) entry = get_entry(book, id);
  return (guint)entry->twin;
}

/* "1-2 4-7": all that may be one, as the book tells. */
#define assert_twins(book, wanted)                                                                 \
  do {                                                                                             \
    g_autoptr(GError) error_ = NULL;                                                               \
    g_autoptr(GPtrArray) all_ = cardcat_store_twins((book)->store, 0, &error_);                    \
    g_assert_no_error(error_);                                                                     \
    g_autoptr(GString) said_ = g_string_new(NULL);                                                 \
    for (guint i_ = 0; i_ < all_->len; i_++) {                                                     \
      const CardcatTwins *t_ = all_->pdata[i_];                                                    \
      g_string_append_printf(said_, "%s%d-%d", i_ > 0 ? " " : "", (int)t_->a->id, (int)t_->b->id); \
      g_assert_cmpfloat(t_->similarity, >=, CC_SIMILARITY_MIN);                                    \
      g_assert_cmpuint(strlen(t_->why), >, 0);                                                     \
    }                                                                                              \
    g_assert_cmpstr(said_->str, ==, wanted);                                                       \
  } while (0)

static void undo(Book *book) {
  g_autoptr(GError) error = NULL;
  g_autofree char *what = NULL;
  g_assert_true(cardcat_store_undo(book->store, &what, NULL, &error));
  g_assert_no_error(error);
}

/* 1 and 2 are one; 3 is nobody's double. */
static void fill(Book *book) {
  add_person(book, 1, person_new("Robert", "Haddad", "r.haddad@acme.example"));
  add_person(book, 2, person_new("Bob", "Haddad", "r.haddad@acme.example"));
  add_person(book, 3, person_new("Zoë", "Ng", "zoe@beck.example"));
}

static void test_kept(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  fill(book);
  g_assert_cmpuint(twin_of(book, 1), ==, 2);
  g_assert_cmpuint(twin_of(book, 2), ==, 1);
  g_assert_cmpuint(twin_of(book, 3), ==, 0);
  g_assert_true(cardcat_store_remove_contact(book->store, 2, &error));
  g_assert_cmpuint(twin_of(book, 1), ==, 0);
  undo(book);
  g_assert_cmpuint(twin_of(book, 1), ==, 2);
  g_autoptr(CardcatContact) other = person_new("Lin", "Wu", NULL);
  g_assert_true(cardcat_store_edit_contact(book->store, 2, other, NULL, &error));
  g_assert_cmpuint(twin_of(book, 1), ==, 0);
  undo(book);
  assert_twins(book, "1-2");
  g_assert_cmpint(ask(book, "SELECT count(*) FROM unmatched"), ==, 0);
  assert_sound(book);
}

static void test_apart(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  fill(book);
  g_assert_true(cardcat_store_set_apart(book->store, 2, 1, TRUE, &error));
  assert_twins(book, "");
  g_assert_cmpuint(twin_of(book, 1), ==, 0);
  undo(book);
  assert_twins(book, "1-2");
  g_assert_true(cardcat_store_set_apart(book->store, 1, 2, TRUE, &error));
  g_assert_true(cardcat_store_set_apart(book->store, 1, 2, FALSE, &error));
  assert_twins(book, "1-2");
  undo(book);
  assert_twins(book, "");
  g_assert_false(cardcat_store_set_apart(book->store, 1, 1, TRUE, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE);
  g_clear_error(&error);
  g_assert_false(cardcat_store_set_apart(book->store, 1, 99, TRUE, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND);
}

/* The first stays, whichever is merged into which; what is said of the other becomes true of it. */
static void test_older_stays(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  fill(book);
  g_autoptr(CardcatEntry) first = get_entry(book, 1);
  g_assert_true(cardcat_store_merge_contacts(book->store, 1, 2, NULL, &error));
  g_assert_no_error(error);
  g_autoptr(CardcatEntry) both = get_entry(book, 1);
  g_assert_cmpstr(both->uid, ==, first->uid);
  g_assert_cmpstr(both->contact->name.full, ==, "Bob Haddad");
  g_assert_cmpuint(both->cards->len, ==, 2);
  g_assert_null(cardcat_store_get_contact(book->store, 2, &error));
  g_clear_error(&error);
  assert_twins(book, "");
  undo(book);
  assert_twins(book, "1-2");
}

/* A book that is only read tells what was found before; one of many is compared all with all. */
static void test_many(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  TwinsBook many = twins_book(3, 35);
  for (guint i = 0; i < many.people->len; i++)
    add_person(book, i, cardcat_contact_copy(many.people->pdata[i]));
  g_autoptr(GPtrArray) all = cardcat_store_twins(book->store, 0, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(all->len, >=, 30);
  g_assert_cmpuint(all->len, <=, 36);
  tell(book, "DELETE FROM twins; INSERT INTO unmatched SELECT id FROM people");
  g_assert_true(cardcat_store_remove_contact(book->store, 1, &error));
  undo(book);
  g_assert_cmpint(ask(book, "SELECT count(*) FROM twins"), ==, all->len);
  book_close(book);
  book_open(book, CARDCAT_STORE_READ);
  g_autoptr(GPtrArray) read = cardcat_store_twins(book->store, 5, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(read->len, ==, 5);
  g_ptr_array_unref(many.people);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  BOOK_TEST("/store-twins/kept", test_kept);
  BOOK_TEST("/store-twins/apart", test_apart);
  BOOK_TEST("/store-twins/older-stays", test_older_stays);
  BOOK_TEST("/store-twins/many", test_many);
  return g_test_run();
}
