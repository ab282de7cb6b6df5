/* A folder of vCards and a book in step: each change on each side, and both. */
#include <glib/gstdio.h>

#include "exchange_fixture.h"

static char *folder_of(const Book *book) {
  return g_build_filename(book->dir, "folder", NULL);
}

static void put_file(const Book *book, const char *name, const char *text) {
  g_autofree char *folder = folder_of(book);
  g_autoptr(GError) error = NULL;
  gboolean done = cc_vdir_make(folder, &error) && cc_vdir_write(folder, name, text, NULL, &error);
  g_assert_no_error(error);
  g_assert_true(done);
}

static void delete_file(const Book *book, const char *name) {
  g_autofree char *folder = folder_of(book);
  g_autoptr(GError) error = NULL;
  g_assert_true(cc_vdir_delete(folder, name, &error));
}

/* All bytes of the file; NULL: it is not there.  Owned. */
static char *file_text(const Book *book, const char *name) {
  g_autofree char *folder = folder_of(book), *path = g_build_filename(folder, name, NULL);
  char *text = NULL;
  return g_file_get_contents(path, &text, NULL, NULL) ? text : NULL;
}

/* "taken removed given deleted conflicts bad", owned; what is told of goes to *TOLD (may be NULL).
 */
static char *synced(Book *book, CcSyncOptions options, char **told) {
  g_autofree char *folder = folder_of(book);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) conflicts = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GPtrArray) bad = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GPtrArray) more = g_ptr_array_new_with_free_func(g_free);
  CcSyncResult result = {.conflicts = conflicts, .bad = bad, .told = more};
  gboolean done =
      cc_vdir_make(folder, &error) && cc_sync(book->store, folder, &options, &result, &error);
  if (error) return g_strconcat("!", error->message, NULL);
  g_assert_true(done);
  if (told) {
    g_autoptr(GPtrArray) all = g_ptr_array_copy(conflicts, (GCopyFunc)(void *)g_strdup, NULL);
    g_ptr_array_extend(all, bad, (GCopyFunc)(void *)g_strdup, NULL);
    g_ptr_array_extend(all, more, (GCopyFunc)(void *)g_strdup, NULL);
    g_ptr_array_add(all, NULL);
    *told = g_strjoinv("|", (char **)all->pdata);
  }
  return g_strdup_printf("%u %u %u %u %u %u", result.taken, result.removed, result.given,
                         result.deleted, conflicts->len, bad->len);
}

#define assert_synced(book, options, expected)                         \
  do {                                                                 \
    g_autofree char *is_ = synced(book, (CcSyncOptions)options, NULL); \
    g_assert_cmpstr(is_, ==, expected);                                \
  } while (0)
#define KEEP \
  { 0 }

static char *name_of(Book *book, gint64 id) {
  g_autoptr(CardcatEntry) entry = get_entry(book, id);
  return cc_vdir_name(entry->uid);
}

/* Contacts go out, and cards of another program come in and keep what is theirs. */
static void test_both_ways(Book *book, gconstpointer data) {
  (void)data;
  gint64 ada = add_person(book, 1, person_new("Ada", "Beck", "ada@beck.example"));
  g_autofree char *name = name_of(book, ada);
  g_autofree char *bob = card_of("phone-7", "Bob", "X-PHONE:1\r\nBDAY:1980-01-01\r\n");
  put_file(book, "bob.vcf", bob);
  put_file(book, ".hidden.vcf", "x");
  put_file(book, "rubbish.vcf", "x");
  assert_synced(book, KEEP, "1 0 1 0 0 1");
  assert_found(book, "bob", "Bob");
  g_autofree char *text = file_text(book, name);
  g_assert_nonnull(strstr(text, "FN:Ada Beck"));
  assert_synced(book, KEEP, "0 0 0 0 0 1");
  gint64 id = ask(book, "SELECT id FROM contacts WHERE name = 'Bob'");
  set_firm(book, id, "Cole Ltd");
  assert_synced(book, KEEP, "0 0 1 0 0 1");
  g_autofree char *now = file_text(book, "bob.vcf");
  g_assert_nonnull(strstr(now, "\r\nUID:phone-7\r\n"));
  g_assert_nonnull(strstr(now, "\r\nX-PHONE:1\r\nBDAY:1980-01-01\r\n"));
  g_assert_nonnull(strstr(now, "\r\nORG:Cole Ltd\r\n"));
  g_autofree char *changed = with(now, "Cole Ltd", "Other Ltd");
  put_file(book, "bob.vcf", changed);
  assert_synced(book, KEEP, "1 0 0 0 0 1");
  assert_found(book, "other", "Bob");
  assert_synced(book, KEEP, "0 0 0 0 0 1");
  undo(book, "synced 1 contact with ");
  assert_synced(book, KEEP, "0 0 1 0 0 1");
  g_autofree char *back = file_text(book, "bob.vcf");
  g_assert_nonnull(strstr(back, "\r\nORG:Cole Ltd\r\n"));
  assert_sound(book);
}

/* Removed on one side it is gone on the other, and back by undo. */
static void test_removed(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  gint64 ada = add_person(book, 1, person_new("Ada", "Beck", NULL));
  gint64 bob = add_person(book, 2, person_new("Bob", "Cole", NULL));
  g_autofree char *hers = name_of(book, ada), *his = name_of(book, bob);
  assert_synced(book, KEEP, "0 0 2 0 0 0");
  g_assert_true(cardcat_store_remove_contact(book->store, ada, &error));
  assert_synced(book, KEEP, "0 0 0 1 0 0");
  g_autofree char *gone = file_text(book, hers);
  g_assert_null(gone);
  undo(book, NULL);
  assert_synced(book, KEEP, "0 0 1 0 0 0");
  delete_file(book, his);
  assert_synced(book, KEEP, "0 1 0 0 0 0");
  assert_found(book, "", "Ada Beck");
  undo(book, "synced 1 contact with ");
  assert_synced(book, KEEP, "0 0 1 0 0 0");
  /* A folder that is not there any more takes nobody with it. */
  delete_file(book, hers);
  delete_file(book, his);
  g_autofree char *refused = synced(book, (CcSyncOptions){0}, NULL);
  g_assert_nonnull(strstr(refused, "there is no card left of 2"));
  assert_found(book, "", "Ada Beck; Bob Cole");
  assert_synced(book, {.allow_empty = TRUE}, "0 2 0 0 0 0");
  assert_found(book, "", "");
}

/* What was changed on both sides stays on both until it is said what counts. */
static void test_conflict(Book *book, gconstpointer data) {
  static const struct {
    CcSyncConflict conflict;
    const char *counts, *firm;
  } cases[] = {{CC_SYNC_BOOK, "0 0 1 0 0 0", "Here"},
               {CC_SYNC_FOLDER, "1 0 0 0 0 0", "There"},
               {CC_SYNC_MERGE, "1 0 1 0 0 0", "Here"}};
  (void)data;
  gint64 ada = add_person(book, 1, person_new("Ada", "Beck", "ada@beck.example"));
  g_autofree char *name = name_of(book, ada);
  set_firm(book, ada, "Here");
  assert_synced(book, KEEP, "0 0 1 0 0 0");
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *told = NULL, *before = file_text(book, name);
    g_autoptr(CardcatEntry) was = get_entry(book, ada);
    g_autofree char *org = g_strconcat("ORG:", was->contact->organization, NULL);
    g_autofree char *changed = with(before, org, "ORG:There\r\nTITLE:Boss");
    put_file(book, name, changed);
    set_firm(book, ada, "Between");
    set_firm(book, ada, "Here");
    g_autofree char *kept = synced(book, (CcSyncOptions){0}, &told);
    g_assert_cmpstr(kept, ==, "0 0 0 0 1 0");
    g_assert_nonnull(strstr(told,
                            "was changed on both sides: title: nothing here, Boss there; "
                            "organization: Here here, There there"));
    g_autofree char *still = file_text(book, name);
    g_assert_cmpstr(still, ==, changed);
    assert_synced(book, {.conflict = cases[i].conflict}, cases[i].counts);
    g_autoptr(CardcatEntry) now = get_entry(book, ada);
    g_assert_cmpstr(now->contact->organization, ==, cases[i].firm);
    assert_synced(book, KEEP, "0 0 0 0 0 0");
    g_ptr_array_set_size(now->contact->titles, 0);
    g_assert_true(cardcat_store_edit_contact(book->store, ada, now->contact, NULL, NULL));
    set_firm(book, ada, "Here");
    g_autofree char *as_before = synced(book, (CcSyncOptions){0}, NULL);
  }
}

/* Gone on one side, changed on the other. */
static void test_conflict_of_removal(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  gint64 ada = add_person(book, 1, person_new("Ada", "Beck", NULL));
  gint64 bob = add_person(book, 2, person_new("Bob", "Cole", NULL));
  g_autofree char *hers = name_of(book, ada), *his = name_of(book, bob);
  assert_synced(book, KEEP, "0 0 2 0 0 0");
  delete_file(book, hers);
  set_firm(book, ada, "Here");
  g_autofree char *text = file_text(book, his);
  g_autofree char *changed = with(text, "N:Cole", "TITLE:Boss\r\nN:Cole");
  put_file(book, his, changed);
  g_assert_true(cardcat_store_remove_contact(book->store, bob, &error));
  assert_synced(book, KEEP, "0 0 0 0 2 0");
  assert_synced(book, KEEP, "0 0 0 0 2 0");
  assert_synced(book, {.conflict = CC_SYNC_MERGE}, "1 0 1 0 0 0");
  assert_found(book, "boss", "Bob Cole");
  g_autofree char *back = file_text(book, hers);
  g_assert_nonnull(strstr(back, "ORG:Here"));
  assert_synced(book, KEEP, "0 0 0 0 0 0");
  assert_sound(book);
}

/* A file that is called otherwise is the same card; a copy is none, and goes without it. */
static void test_renamed(Book *book, gconstpointer data) {
  (void)data;
  g_autofree char *ada = card_of("u-ada", "Ada", ""), *bob = card_of("u-bob", "Bob", ""),
                  *told = NULL;
  put_file(book, "ada.vcf", ada);
  put_file(book, "bob.vcf", bob);
  assert_synced(book, KEEP, "2 0 0 0 0 0");
  delete_file(book, "ada.vcf");
  put_file(book, "renamed.vcf", ada);
  assert_synced(book, KEEP, "0 0 0 0 0 0");
  assert_found(book, "", "Ada; Bob");
  put_file(book, "a-copy.vcf", bob);
  g_autofree char *is = synced(book, (CcSyncOptions){0}, &told);
  g_assert_cmpstr(is, ==, "0 0 0 0 0 1");
  g_assert_cmpstr(told, ==,
                  "a-copy.vcf: another file has a card with the same UID; this one is left alone");
  delete_file(book, "a-copy.vcf");
  assert_synced(book, KEEP, "0 0 0 0 0 0");
  assert_found(book, "", "Ada; Bob");
  /* Under its new name it is gone on the other side, too, and what was changed meanwhile goes over.
   */
  delete_file(book, "bob.vcf");
  g_autofree char *boss = with(bob, "N:Bob", "TITLE:Boss\r\nN:Bob");
  put_file(book, "boss.vcf", boss);
  assert_synced(book, KEEP, "1 0 0 0 0 0");
  assert_found(book, "boss", "Bob");
  gint64 id = ask(book, "SELECT id FROM contacts WHERE name = 'Ada'");
  g_assert_true(cardcat_store_remove_contact(book->store, id, NULL));
  assert_synced(book, KEEP, "0 0 0 1 0 0");
  delete_file(book, "boss.vcf");
  assert_synced(book, {.allow_empty = TRUE}, "0 1 0 0 0 0");
  assert_found(book, "", "");
}

/* What is no card is told in plain words, and so is what was guessed. */
static void test_no_cards(Book *book, gconstpointer data) {
  (void)data;
  g_autofree char *told = NULL, *two = card_of("a", "Ada", ""),
                  *twice = g_strconcat(two, two, NULL);
  g_autofree char *old = card_of("b", "J\xF6rg", "");
  put_file(book, "a.vcf", "Name,Mail\nx,y\n");
  put_file(book, "b.vcf", "");
  put_file(book, "c.vcf", "{\"schema\":\"cardcat.contact/2\"}");
  put_file(book, "d.vcf", twice);
  put_file(book, "e.vcf", old);
  g_autofree char *guild = card_of("g", "Guild", "KIND:group\r\nMEMBER:urn:uuid:b\r\n");
  put_file(book, "f.vcf", guild);
  g_autofree char *is = synced(book, (CcSyncOptions){0}, &told);
  g_assert_cmpstr(is, ==, "1 0 0 0 0 4");
  g_assert_cmpstr(told, ==,
                  "a.vcf: it is not a vCard|b.vcf: it is not a vCard|c.vcf: it is not a vCard|"
                  "d.vcf: it has more than one vCard|e.vcf: " CC_GUESSED
                  "|f.vcf: this is the group Guild, which stays as it is; 'cardcat import' takes "
                  "over whom it has");
  assert_synced(book, KEEP, "0 0 0 0 0 4");
}

static void test_no_folder(Book *book, gconstpointer data) {
  static const char *const cases[][2] = {
      {"folder/a.vcf", "folder/a.vcf: this is a file, not a folder"},
      {"folder/a.vcf/b/c", "folder/a.vcf/b/c: cannot be created: folder/a.vcf is a file, not a"}};
  (void)data;
  put_file(book, "a.vcf", "x");
  g_assert_cmpint(g_chdir(book->dir), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_false(cc_vdir_make(cases[i][0], &error));
    g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_OUTPUT);
    g_assert_true(g_str_has_prefix(error->message, cases[i][1]));
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  BOOK_TEST("/exchange/both-ways", test_both_ways);
  BOOK_TEST("/exchange/removed", test_removed);
  BOOK_TEST("/exchange/conflict", test_conflict);
  BOOK_TEST("/exchange/conflict-of-removal", test_conflict_of_removal);
  BOOK_TEST("/exchange/renamed", test_renamed);
  BOOK_TEST("/exchange/no-cards", test_no_cards);
  BOOK_TEST("/exchange/no-folder", test_no_folder);
  return g_test_run();
}
