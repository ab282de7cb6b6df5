/* A new job is a new chapter of the same person: kept with its days, found, taken back. */
#include "store_fixture.h"

static CardcatContact *at(const char *firm, const char *title) {
  CardcatContact *contact = person_new("Ada", "Beck", "ada@beck.example");
  contact->organization = g_strdup(firm);
  g_ptr_array_add(contact->titles, g_strdup(title));
  return contact;
}

/* A card of Ada's, met on DAY, saved into INTO (0: as a new contact) as RESULT (or NULL). */
static gint64 meet(Book *book, guint photo, const char *firm, const char *title, const char *day,
                   gint64 into, const CardcatContact *result) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatMeeting) meeting = cardcat_meeting_new();
  meeting->met_on = g_strdup(day);
  gint64 card = add_card(book, photo, at(firm, title)), id = into;
  g_autoptr(CardcatContact) said = at(firm, title);
  gboolean done =
      result ? cardcat_store_merge_card(book->store, card, said, meeting, into, result, &error)
             : cardcat_store_save_card(book->store, card, NULL, meeting, into, &id, &error);
  g_assert_no_error(error);
  g_assert_true(done);
  return id;
}

/* "CTO at Lumen since 2026-06-01; Head at Harrow 2026-01-10..2026-01-10"; owned. */
static char *jobs(Book *book, gint64 id) {
  g_autoptr(CardcatEntry) entry = get_entry(book, id);
  const CardcatContact *contact = entry->contact;
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < contact->titles->len; i++)
    g_string_append_printf(out, "%s%s", i > 0 ? "+" : "", (char *)contact->titles->pdata[i]);
  g_string_append_printf(out, " at %s since %s", contact->organization,
                         entry->since ? entry->since : "-");
  for (guint i = 0; i < entry->chapters->len; i++) {
    const CardcatChapter *one = entry->chapters->pdata[i];
    g_string_append_printf(out, "; %s at %s %s..%s", one->title, one->organization,
                           one->since ? one->since : "", one->until ? one->until : "");
  }
  return g_string_free(out, FALSE);
}

#define assert_jobs(book, id, wanted)        \
  do {                                       \
    g_autofree char *jobs_ = jobs(book, id); \
    g_assert_cmpstr(jobs_, ==, wanted);      \
  } while (0)

static void undo(Book *book) {
  g_autoptr(GError) error = NULL;
  g_autofree char *what = NULL;
  g_assert_true(cardcat_store_undo(book->store, &what, NULL, &error));
  g_assert_no_error(error);
}

static void test_met_later(Book *book, gconstpointer data) {
  (void)data;
  gint64 ada = meet(book, 1, "Harrow Ltd", "Head", "2026-01-10", 0, NULL);
  meet(book, 2, "HARROW LIMITED", "Head", "2026-02-10", ada, NULL); /* the same firm */
  assert_jobs(book, ada, "Head at Harrow Ltd since -");
  meet(book, 3, "Lumen AG", "CTO", "2026-06-01", ada, NULL);
  assert_jobs(book, ada,
              "CTO at Lumen AG since 2026-06-01; Head at Harrow Ltd 2026-01-10..2026-02-10");
  assert_found(book, "harrow", "Ada Beck");
  assert_found(book, "head lumen", "Ada Beck");
  /* A card of times past is a former job, and another change of the contact keeps all. */
  meet(book, 4, "Exakt", "Trainee", "2020-05-05", ada, NULL);
  g_assert_true(cardcat_store_settle_follow_ups(book->store, ada, TRUE, NULL));
  assert_jobs(book, ada,
              "CTO at Lumen AG since 2026-06-01; Head at Harrow Ltd 2026-01-10..2026-02-10; "
              "Trainee at Exakt 2020-05-05..2020-05-05");
  undo(book);
  undo(book);
  undo(book);
  assert_jobs(book, ada, "Head at Harrow Ltd since -");
  assert_found(book, "lumen", "");
  assert_sound(book);
}

/* Somebody chose: what was not chosen is kept all the same. */
static void test_chosen(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  gint64 ada = meet(book, 1, "Harrow Ltd", "Head", "2026-01-10", 0, NULL);
  g_autoptr(CardcatContact) old = at("Harrow Ltd", "Head"), new = at("Lumen AG", "CTO");
  meet(book, 2, "Lumen AG", "CTO", "2026-06-01", ada, old);
  assert_jobs(book, ada, "Head at Harrow Ltd since -; CTO at Lumen AG 2026-06-01..2026-06-01");
  undo(book);
  gint64 twin = meet(book, 3, "Lumen AG", "CTO", "2026-06-01", 0, NULL);
  g_assert_true(cardcat_store_merge_contacts(book->store, ada, twin, new, &error));
  assert_jobs(book, ada, "CTO at Lumen AG since -; Head at Harrow Ltd 2026-01-10..2026-01-10");
  undo(book);
  g_assert_true(cardcat_store_merge_contacts(book->store, twin, ada, NULL, &error));
  assert_jobs(book, ada,
              "CTO at Lumen AG since 2026-06-01; Head at Harrow Ltd 2026-01-10..2026-01-10");
  undo(book);
  assert_jobs(book, ada, "Head at Harrow Ltd since -");
  assert_jobs(book, twin, "CTO at Lumen AG since -");
}

static void test_edited(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  CardcatStore *store = book->store;
  gint64 ada = meet(book, 1, "Harrow Ltd", "Head", "2026-01-10", 0, NULL);
  g_autoptr(CardcatContact) same = at("Harrow Ltd", "Head"), new = at("Lumen AG", "CTO");
  g_assert_false(cardcat_store_change_job(store, ada, same, NULL, "2026-06-01", &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE);
  g_clear_error(&error);
  g_assert_false(cardcat_store_change_job(store, ada, new, NULL, "June", &error));
  g_clear_error(&error);
  g_assert_true(cardcat_store_change_job(store, ada, new, NULL, "2026-06-01", &error));
  assert_jobs(book, ada,
              "CTO at Lumen AG since 2026-06-01; Head at Harrow Ltd 2026-01-10..2026-06-01");
  g_assert_false(cardcat_store_drop_chapter(store, ada, 1, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND);
  g_clear_error(&error);
  g_assert_true(cardcat_store_drop_chapter(store, ada, 0, &error));
  assert_jobs(book, ada, "CTO at Lumen AG since 2026-06-01");
  assert_found(book, "harrow", "");
  undo(book);
  assert_found(book, "harrow", "Ada Beck");
  undo(book);
  assert_jobs(book, ada, "Head at Harrow Ltd since -");
  g_assert_no_error(error);
  assert_sound(book);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  BOOK_TEST("/store-jobs/met-later", test_met_later);
  BOOK_TEST("/store-jobs/chosen", test_chosen);
  BOOK_TEST("/store-jobs/edited", test_edited);
  return g_test_run();
}
