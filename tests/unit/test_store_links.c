/* Who knows whom: linked, shown from both sides, turned by a merge, loose when the other is gone.
 */
#include "store_fixture.h"

static gint64 add(Book *book, guint photo, const char *given, const char *family) {
  return add_person(book, photo, person_new(given, family, NULL));
}

static void set(Book *book, gint64 id, CardcatLinkKind kind, gint64 other, const char *name,
                gboolean linked) {
  g_autoptr(GError) error = NULL;
  gboolean done = cardcat_store_set_link(book->store, id, kind, other, name, linked, &error);
  g_assert_no_error(error);
  g_assert_true(done);
}

/* "knows Ben Ash (2); introduced Cid Orr" */
static char *links_of(Book *book, gint64 id) {
  g_autoptr(CardcatEntry) entry = get_entry(book, id);
  g_autoptr(GString) out = g_string_new(NULL);
  for (guint i = 0; i < entry->links->len; i++) {
    const CardcatLink *link = entry->links->pdata[i];
    g_autofree char *said = cardcat_link_say(link);
    g_string_append_printf(out, "%s%s", i > 0 ? "; " : "", said);
    if (link->contact) g_string_append_printf(out, " (%d)", (int)link->contact);
  }
  return g_strdup(out->str);
}

#define assert_links(book, id, wanted)            \
  do {                                            \
    g_autofree char *links_ = links_of(book, id); \
    g_assert_cmpstr(links_, ==, wanted);          \
  } while (0)

static void undo(Book *book, const char *wanted) {
  g_autoptr(GError) error = NULL;
  g_autofree char *what = NULL;
  g_assert_true(cardcat_store_undo(book->store, &what, NULL, &error));
  g_assert_cmpstr(what, ==, wanted);
}

static void test_linked(Book *book, gconstpointer data) {
  (void)data;
  gint64 ada = add(book, 1, "Ada", "Beck"), ben = add(book, 2, "Ben", "Ash");
  set(book, ada, CARDCAT_LINK_KNOWS, ben, NULL, TRUE);
  set(book, ben, CARDCAT_LINK_INTRODUCED_BY, ada, NULL, TRUE);
  assert_links(book, ada, "knows Ben Ash (2); introduced Ben Ash (2)");
  assert_links(book, ben, "introduced by Ada Beck (1); knows Ada Beck (1)");
  /* Who introduced somebody stands in how they met, too. */
  g_autoptr(CardcatEntry) entry = get_entry(book, ben);
  g_assert_cmpstr(entry->meeting->introduced_by, ==, "Ada Beck");
  /* An edit carries them on, and says nothing of them. */
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatContact) other = person_new("Benno", "Ash", NULL);
  g_assert_true(cardcat_store_edit_contact(book->store, ben, other, NULL, &error));
  assert_links(book, ada, "knows Benno Ash (2); introduced Benno Ash (2)");
  assert_links(book, ben, "introduced by Ada Beck (1); knows Ada Beck (1)");
  /* Whichever side has it, it is taken off. */
  set(book, ben, CARDCAT_LINK_KNOWS, ada, NULL, FALSE);
  assert_links(book, ada, "introduced Benno Ash (2)");
  undo(book, "removed a link of Benno Ash");
  assert_links(book, ada, "knows Benno Ash (2); introduced Benno Ash (2)");
  undo(book, "changed Benno Ash");
  undo(book, "linked Ben Ash");
  assert_links(book, ben, "knows Ada Beck (1)");
  assert_sound(book);
}

static void test_removed(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  gint64 ada = add(book, 1, "Ada", "Beck"), ben = add(book, 2, "Ben", "Ash");
  set(book, ada, CARDCAT_LINK_KNOWS, ben, NULL, TRUE);
  g_assert_true(cardcat_store_remove_contact(book->store, ben, &error));
  assert_links(book, ada, "knows Ben Ash");
  undo(book, "removed Ben Ash");
  assert_links(book, ada, "knows Ben Ash (2)");
  g_assert_true(cardcat_store_remove_contact(book->store, ben, &error));
  book_let_pass(book, 3);
  g_assert_cmpint(ask(book, "SELECT count(*) FROM people"), ==, 1);
  assert_links(book, ada, "knows Ben Ash");
  /* The name alone is offered to whoever has it, and then is that person. */
  gint64 again = add(book, 3, "Ben", "Ash");
  g_autoptr(GPtrArray) offers = cardcat_store_link_offers(book->store, again, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(offers->len, ==, 1);
  const CardcatLinkOffer *offer = offers->pdata[0];
  g_autofree char *said = cardcat_link_offer_say(offer);
  g_assert_cmpstr(said, ==, "Ada Beck knows Ben Ash");
  set(book, offer->from, offer->kind, offer->to, NULL, TRUE);
  assert_links(book, ada, "knows Ben Ash (3)");
  assert_sound(book);
}

static void test_merged(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  gint64 ada = add(book, 1, "Ada", "Beck"), ben = add(book, 2, "Ben", "Ash");
  gint64 cid = add(book, 3, "Cid", "Orr"), twin = add(book, 4, "Ada", "Beck");
  set(book, ben, CARDCAT_LINK_KNOWS, twin, NULL, TRUE);
  set(book, twin, CARDCAT_LINK_INTRODUCED_BY, cid, NULL, TRUE);
  set(book, twin, CARDCAT_LINK_KNOWS, ada, NULL, TRUE);
  set(book, ada, CARDCAT_LINK_KNOWS, 0, "Dora Elm", TRUE);
  g_assert_true(cardcat_store_merge_contacts(book->store, twin, ada, NULL, &error));
  g_assert_no_error(error);
  assert_links(book, ada, "knows Dora Elm; introduced by Cid Orr (3); knows Ben Ash (2)");
  assert_links(book, ben, "knows Ada Beck (1)");
  undo(book, "merged Ada Beck");
  assert_links(book, ada, "knows Dora Elm; knows Ada Beck (4)");
  assert_links(book, ben, "knows Ada Beck (4)");
  assert_sound(book);
}

static void met_by(Book *book, gint64 id, const char *introducer) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatEntry) entry = get_entry(book, id);
  g_autoptr(CardcatMeeting) meeting = cardcat_meeting_copy(entry->meeting);
  meeting->introduced_by = g_strdup(introducer);
  g_assert_true(cardcat_store_edit_contact(book->store, id, NULL, meeting, &error));
}

static guint count_offers(Book *book, gint64 id) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) offers = cardcat_store_link_offers(book->store, id, &error);
  g_assert_no_error(error);
  return offers->len;
}

static void test_offered(Book *book, gconstpointer data) {
  (void)data;
  gint64 ada = add(book, 1, "Ada", "Beck");
  met_by(book, ada, "Zoë Årås");
  g_assert_cmpuint(count_offers(book, 0), ==, 0);
  gint64 zoe = add(book, 2, "Zoe", "Aras");
  g_assert_cmpuint(count_offers(book, 0), ==, 1);
  g_assert_cmpuint(count_offers(book, zoe), ==, 1);
  g_assert_cmpuint(count_offers(book, ada), ==, 1);
  /* A name that two have is offered for neither. */
  gint64 second = add(book, 3, "Zoe", "Aras");
  g_assert_cmpuint(count_offers(book, 0), ==, 0);
  g_autoptr(GError) error = NULL;
  g_assert_true(cardcat_store_remove_contact(book->store, second, &error));
  set(book, ada, CARDCAT_LINK_INTRODUCED_BY, zoe, NULL, TRUE);
  g_assert_cmpuint(count_offers(book, 0), ==, 0);
  g_autoptr(CardcatEntry) entry = get_entry(book, ada);
  g_assert_cmpstr(entry->meeting->introduced_by, ==, "Zoë Årås");
}

static void test_refused(Book *book, gconstpointer data) {
  (void)data;
  gint64 ada = add(book, 1, "Ada", "Beck"), ben = add(book, 2, "Ben", "Ash");
  const struct {
    gint64 id, other;
    const char *name;
    gboolean linked;
    CardcatError code;
  } wrong[] = {
      {ada, ada, NULL, TRUE, CARDCAT_ERROR_USAGE},
      {ada, 0, " ", TRUE, CARDCAT_ERROR_USAGE},
      {ada, 99, NULL, TRUE, CARDCAT_ERROR_NOT_FOUND},
      {99, ada, NULL, TRUE, CARDCAT_ERROR_NOT_FOUND},
      {ada, ben, NULL, FALSE, CARDCAT_ERROR_NOT_FOUND},
  };
  for (guint i = 0; i < G_N_ELEMENTS(wrong); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_false(cardcat_store_set_link(book->store, wrong[i].id, CARDCAT_LINK_KNOWS,
                                          wrong[i].other, wrong[i].name, wrong[i].linked, &error));
    g_assert_error(error, CARDCAT_ERROR, (int)wrong[i].code);
  }
  assert_links(book, ada, "");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  BOOK_TEST("/store-links/linked", test_linked);
  BOOK_TEST("/store-links/removed", test_removed);
  BOOK_TEST("/store-links/merged", test_merged);
  BOOK_TEST("/store-links/offered", test_offered);
  BOOK_TEST("/store-links/refused", test_refused);
  return g_test_run();
}
