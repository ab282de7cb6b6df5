/* A folder of vCards and a book in step: each change on each side, and both. */
#include "exchange/exchange.h"
#include "store_fixture.h"

static char *folder_of(const Book *book) {
  return g_build_filename(book->dir, "folder", NULL);
}

static char *card_of(const char *uid, const char *name, const char *more) {
  return g_strdup_printf(
      "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:%s\r\nFN:%s\r\nN:%s;;;;\r\n%sEND:VCARD\r\n", uid, name,
      name, more);
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
  CcSyncResult result = {.conflicts = conflicts, .bad = bad};
  gboolean done =
      cc_vdir_make(folder, &error) && cc_sync(book->store, folder, &options, &result, &error);
  if (error) return g_strconcat("!", error->message, NULL);
  g_assert_true(done);
  if (told) {
    g_ptr_array_extend(conflicts, bad, (GCopyFunc)(void *)g_strdup, NULL);
    g_ptr_array_add(conflicts, NULL);
    *told = g_strjoinv("|", (char **)conflicts->pdata);
    g_ptr_array_set_size(conflicts, (int)conflicts->len - 1 - (int)bad->len);
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

static void set_firm(Book *book, gint64 id, const char *firm) {
  g_autoptr(CardcatEntry) entry = get_entry(book, id);
  g_autoptr(GError) error = NULL;
  g_free(entry->contact->organization);
  entry->contact->organization = g_strdup(firm);
  gboolean done = cardcat_store_edit_contact(book->store, id, entry->contact, NULL, &error);
  g_assert_no_error(error);
  g_assert_true(done);
}

/* TEXT with FROM as TO, owned. */
static char *with(const char *text, const char *from, const char *to) {
  g_autoptr(GString) out = g_string_new(text);
  g_assert_cmpuint(g_string_replace(out, from, to, 0), >, 0);
  return g_strdup(out->str);
}

static void undo(Book *book, const char *what) {
  g_autoptr(GError) error = NULL;
  g_autofree char *description = NULL;
  gboolean done = cardcat_store_undo(book->store, &description, NULL, &error);
  g_assert_no_error(error);
  g_assert_true(done);
  if (what) g_assert_true(g_str_has_prefix(description, what));
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

/* ---- changes of the book -------------------------------------------------------------------- */

static CardcatEntry *entry_of(const char *uid, const char *name) {
  g_autofree char *text = card_of(uid, name, "");
  g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
  g_autoptr(CardcatInput) input = cardcat_input_new(bytes, NULL, NULL);
  g_autoptr(CardcatItem) item = cardcat_input_next(input, NULL);
  return cc_entry_as(cardcat_item_entry(item), cardcat_item_entry(item)->uid);
}

static void put(CardcatChange *change, const CardcatEntry *entry) {
  g_autoptr(GError) error = NULL;
  gboolean done = cardcat_change_put(change, entry, &error);
  g_assert_no_error(error);
  g_assert_true(done);
}

static void test_change(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatEntry) ada = entry_of("a", "Ada"), bob = entry_of("b", "Bob");
  g_autoptr(CardcatEntry) other = entry_of("a", "Eve");
  CardcatChange *given_up = cardcat_change_new(book->store, CARDCAT_CHANGE_IMPORT, &error);
  put(given_up, ada);
  cardcat_change_free(given_up);
  assert_found(book, "", "");
  CardcatChange *change = cardcat_change_new(book->store, CARDCAT_CHANGE_IMPORT, &error);
  put(change, ada);
  put(change, bob);
  put(change, other); /* the same UID again */
  g_autoptr(CardcatEntry) now = cardcat_change_find(change, ada->uid, &error);
  g_assert_cmpstr(now->contact->name.full, ==, "Eve");
  g_assert_true(cardcat_change_commit(change, "3 contacts from x", &error));
  cardcat_change_free(change);
  assert_found(book, "", "Bob; Eve");
  gint64 eve = ask(book, "SELECT id FROM contacts WHERE name = 'Eve'");
  g_assert_true(cardcat_store_remove_contact(book->store, eve, &error));
  change = cardcat_change_new(book->store, CARDCAT_CHANGE_IMPORT, &error);
  g_assert_null(cardcat_change_find(change, ada->uid, &error));
  g_assert_no_error(error);
  put(change, ada);
  g_assert_true(cardcat_change_commit(change, "1 contact from x", &error));
  cardcat_change_free(change);
  assert_found(book, "", "Ada; Bob");
  undo(book, "imported 1 contact from x");
  undo(book, "removed Eve");
  undo(book, "imported 3 contacts from x");
  assert_found(book, "", "");
  assert_sound(book);
}

/* Between two parts another may write; what was put before is one decision, or another's follows.
 */
static void test_pass(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatEntry) ada = entry_of("a", "Ada"), bob = entry_of("b", "Bob");
  g_autoptr(CardcatEntry) cleo = entry_of("c", "Cleo"), dan = entry_of("d", "Dan");
  CardcatChange *change = cardcat_change_new(book->store, CARDCAT_CHANGE_IMPORT, &error);
  put(change, ada);
  g_assert_true(cardcat_change_pass(change, "1 contact from x", &error));
  put(change, bob);
  g_assert_true(cardcat_change_pass(change, "2 contacts from x", &error));
  /* As if another program decided something in between. */
  tell(book,
       "INSERT INTO decisions(kind, subject, made) VALUES('edit', 'Eve', '2026-06-16T10:00:00Z')");
  g_assert_true(cardcat_change_pass(change, "2 contacts from x", &error));
  put(change, cleo);
  g_assert_true(cardcat_change_pass(change, "3 contacts from x", &error));
  put(change, dan);
  cardcat_change_free(change); /* ended by whatever */
  g_assert_no_error(error);
  assert_found(book, "", "Ada; Bob; Cleo");
  undo(book, "imported 3 contacts from x");
  assert_found(book, "", "Ada; Bob");
  undo(book, "changed Eve");
  undo(book, "imported 2 contacts from x");
  assert_found(book, "", "");
  assert_sound(book);
}

/* A picture that came with a contact stays, whatever is changed, goes with it, and is taken back.
 */
static void test_portrait(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) came = g_bytes_new_static("came", 4), kept = g_bytes_new_static("kept", 4);
  g_autoptr(CardcatEntry) ada = entry_of("a", "Ada");
  CardcatChange *change = cardcat_change_new(book->store, CARDCAT_CHANGE_IMPORT, &error);
  put(change, ada);
  g_assert_true(cardcat_change_put_picture(change, ada->uid, came, kept, &error));
  g_assert_true(cardcat_change_commit(change, "1 contact from x", &error));
  cardcat_change_free(change);
  gint64 id = ask(book, "SELECT id FROM contacts WHERE name = 'Ada'");
  gint64 eve = add_person(book, 1, person_new("Eve", "Beck", NULL));
  set_firm(book, id, "Beck Ltd");
  g_assert_true(cardcat_store_merge_contacts(book->store, id, eve, NULL, &error));
  gint64 both = ask(book, "SELECT id FROM contacts");
  g_autoptr(CardcatEntry) entry = get_entry(book, both);
  g_autoptr(GBytes) picture = cardcat_store_entry_picture(book->store, entry, &error);
  g_assert_true(g_bytes_equal(picture, kept));
  change = cardcat_change_new(book->store, CARDCAT_CHANGE_IMPORT, &error);
  gboolean has = FALSE;
  g_assert_true(cardcat_change_has_picture(change, entry, came, &has, &error) && has);
  g_assert_true(cardcat_change_has_picture(change, entry, kept, &has, &error) && has);
  g_autoptr(GBytes) other = g_bytes_new_static("other", 5);
  g_assert_true(cardcat_change_has_picture(change, entry, other, &has, &error) && !has);
  cardcat_change_free(change);
  g_assert_true(cardcat_store_drop_portrait(book->store, both, &error));
  g_autoptr(CardcatEntry) bare = get_entry(book, both);
  g_assert_null(bare->portrait);
  g_assert_false(cardcat_store_drop_portrait(book->store, both, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND);
  for (guint i = 0; i < 5; i++)
    undo(book, NULL);
  book_let_pass(book, 4);
  g_assert_cmpint(ask(book, "SELECT count(*) FROM portraits"), ==, 0);
  assert_sound(book);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  BOOK_TEST("/exchange/change", test_change);
  BOOK_TEST("/exchange/pass", test_pass);
  BOOK_TEST("/exchange/portrait", test_portrait);
  BOOK_TEST("/exchange/both-ways", test_both_ways);
  BOOK_TEST("/exchange/removed", test_removed);
  BOOK_TEST("/exchange/conflict", test_conflict);
  BOOK_TEST("/exchange/conflict-of-removal", test_conflict_of_removal);
  return g_test_run();
}
