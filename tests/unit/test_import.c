/* Contacts from elsewhere, put into the book: as one decision, with pictures, jobs, and what is
 * known of events and groups. */
#include "exchange_fixture.h"

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

/* "added changed same conflicts", owned, of the import of TEXT; what is told of events and groups
 * goes to *TOLD (may be NULL). */
static char *imported(Book *book, const char *text, CcConflict conflict, char **told) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
  g_autoptr(CardcatInput) input = cardcat_input_new(bytes, NULL, &error);
  g_auto(CcImportResult) result = cc_import_result();
  g_autoptr(CcPortraits) portraits = cc_portraits_new();
  CardcatChange *change = cardcat_change_new(book->store, CARDCAT_CHANGE_IMPORT, &error);
  gboolean done = cc_import(change, input, "file", conflict, portraits, &result, &error) &&
                  cc_import_groups(change, &result, &error) &&
                  cardcat_change_commit(change, "file", &error);
  cardcat_change_free(change);
  g_assert_no_error(error);
  g_assert_true(done);
  g_ptr_array_add(result.told, NULL);
  if (told) *told = g_strjoinv("|", (char **)result.told->pdata);
  return g_strdup_printf("%u %u %u %u", result.added, result.changed, result.same,
                         result.conflicts->len);
}

#define assert_imported(book, text, conflict, expected)          \
  do {                                                           \
    g_autofree char *is_ = imported(book, text, conflict, NULL); \
    g_assert_cmpstr(is_, ==, expected);                          \
  } while (0)

/* Of two jobs that are merged the later is the contact's, the other a former one. */
static void test_merged_jobs(Book *book, gconstpointer data) {
  (void)data;
  g_autofree char *first = card_of("a", "Ada",
                                   "ORG:Harrow Ltd\r\nTITLE:Head\r\n"
                                   "REV:2026-01-10T10:00:00Z\r\n");
  g_autofree char *later = card_of("a", "Ada",
                                   "ORG:Lumen AG\r\nTITLE:CTO\r\n"
                                   "REV:2099-06-01T10:00:00Z\r\n");
  g_autofree char *title = with(later, "TITLE:CTO", "TITLE:Chair");
  g_autofree char *older = with(first, "Harrow Ltd", "Orr Glass");
  assert_imported(book, first, CC_CONFLICT_KEEP, "1 0 0 0");
  assert_imported(book, later, CC_CONFLICT_KEEP, "0 0 0 1");
  assert_imported(book, later, CC_CONFLICT_MERGE, "0 1 0 0");
  assert_imported(book, later, CC_CONFLICT_MERGE, "0 0 1 0");
  gint64 id = ask(book, "SELECT id FROM contacts");
  g_autoptr(CardcatEntry) ada = get_entry(book, id);
  g_assert_cmpstr(ada->contact->organization, ==, "Lumen AG");
  g_assert_cmpuint(ada->contact->titles->len, ==, 1);
  g_assert_cmpstr(ada->since, ==, "2099-06-01");
  g_assert_cmpuint(ada->chapters->len, ==, 1);
  const CardcatChapter *former = ada->chapters->pdata[0];
  g_autofree char *job = cardcat_chapter_describe(former);
  g_assert_cmpstr(job, ==, "Head, Harrow Ltd");
  g_assert_cmpstr(former->until, ==, "2099-06-01");
  assert_imported(book, title, CC_CONFLICT_MERGE, "0 1 0 0");
  /* What the file knew before is no news. */
  assert_imported(book, older, CC_CONFLICT_MERGE, "0 1 0 0");
  assert_imported(book, older, CC_CONFLICT_MERGE, "0 0 1 0");
  g_autoptr(CardcatEntry) now = get_entry(book, id);
  g_assert_cmpstr(now->contact->organization, ==, "Lumen AG");
  g_assert_cmpuint(now->chapters->len, ==, 3);
}

/* What is known of events and groups goes out with people, fills what nobody knows, is taken back
 * with the import, and tells where it is known otherwise. */
static void test_facts(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  gint64 ada = add_person(book, 1, person_new("Ada", "Beck", NULL));
  g_autoptr(CardcatMeeting) met = cardcat_meeting_new();
  met->event = g_strdup("Expo");
  g_assert_true(cardcat_store_add_meeting(book->store, ada, met, NULL, &error));
  g_assert_true(cardcat_store_set_member(book->store, ada, "Guild", TRUE, &error));
  tell(book,
       "UPDATE events SET place = 'Aarhus', starts = '2026-06-16', ends = '2026-06-17',"
       " grp = (SELECT id FROM groups) WHERE name = 'Expo';"
       "UPDATE groups SET place = 'Bonn', note = 'each spring'");
  g_autoptr(CardcatEntry) entry = get_entry(book, ada);
  for (CardcatFormat format = CARDCAT_FORMAT_JSON; format <= CARDCAT_FORMAT_VCARD4; format++) {
    if (format == CARDCAT_FORMAT_CSV) continue;
    g_autofree char *text = cardcat_format_export(entry, format, NULL);
    tell(book,
         "UPDATE events SET place = NULL, starts = NULL, ends = NULL, grp = NULL;"
         "UPDATE groups SET place = NULL, note = NULL");
    assert_imported(book, text, CC_CONFLICT_KEEP, "0 0 1 0");
    static const char query[] =
        "SELECT count(*) FROM events e JOIN groups g ON g.id = e.grp WHERE e.place = 'Aarhus'"
        " AND e.starts = '2026-06-16' AND e.ends = '2026-06-17' AND g.place = 'Bonn'"
        " AND g.note = 'each spring'";
    g_assert_cmpint(ask(book, query), ==, 1);
    undo(book, NULL);
    g_assert_cmpint(ask(book, query), ==, 0);
    tell(book, "UPDATE events SET place = 'Berlin'");
    g_autofree char *told = NULL, *is = imported(book, text, CC_CONFLICT_KEEP, &told);
    g_assert_cmpstr(told, ==, "event Expo: place Berlin here, Aarhus there");
    g_assert_cmpint(ask(book, "SELECT count(*) FROM events WHERE place = 'Berlin'"), ==, 1);
    undo(book, NULL);
  }
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

#define GROUP(members)                                                                         \
  "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Glass guild\r\nX-ADDRESSBOOKSERVER-KIND:group\r\n" members \
  "END:VCARD\r\n"
#define MEMBER(uid) "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:" uid "\r\n"

/* A group of a file is no person: its members belong to it, wherever they stand, and once. */
static void test_group(Book *book, gconstpointer data) {
  (void)data;
  g_autofree char *ada = card_of("a", "Ada", ""), *bob = card_of("b", "Bob", "");
  g_autofree char *told = NULL;
  g_autofree char *file = g_strconcat(GROUP(MEMBER("a") MEMBER("b") MEMBER("c")), ada, bob, NULL);
  g_autofree char *is = imported(book, file, CC_CONFLICT_KEEP, &told);
  g_assert_cmpstr(is, ==, "2 0 0 0");
  g_assert_cmpstr(told, ==, "file: group Glass guild: 1 of 3 members is not in the address book");
  assert_found(book, "", "Ada; Bob");
  g_assert_cmpint(ask(book, "SELECT count(*) FROM group_people"), ==, 2);
  assert_imported(book, file, CC_CONFLICT_KEEP, "0 0 2 0");
  g_assert_cmpint(ask(book, "SELECT count(*) FROM group_people"), ==, 2);
  undo(book, NULL);
  assert_found(book, "", "");
  assert_imported(book, ada, CC_CONFLICT_KEEP, "1 0 0 0");
  assert_imported(book, GROUP(MEMBER("a")), CC_CONFLICT_KEEP, "0 0 0 0");
  g_assert_cmpint(ask(book, "SELECT count(*) FROM group_people"), ==, 1);
  assert_imported(book, ada, CC_CONFLICT_KEEP, "0 0 1 0");
  assert_sound(book);
}

/* Whom a card knows by a UID alone has no name, and no UID for one, until they come. */
static void test_somebody(Book *book, gconstpointer data) {
  (void)data;
  static const char card[] =
      "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:a\r\nFN:Ada\r\n"
      "RELATED;TYPE=friend:urn:uuid:6f8f57a2-3a52-4d8f-8d4e-0c3b0f6f2a11\r\nEND:VCARD\r\n";
  g_autofree char *bob = card_of("6f8f57a2-3a52-4d8f-8d4e-0c3b0f6f2a11", "Bob", "");
  assert_imported(book, card, CC_CONFLICT_KEEP, "1 0 0 0");
  gint64 id = ask(book, "SELECT id FROM contacts");
  for (guint i = 0; i < 2; i++) { /* as it is kept now, and as it was */
    g_autoptr(CardcatEntry) ada = get_entry(book, id);
    g_autofree char *said = cardcat_link_say(ada->links->pdata[0]);
    g_assert_cmpstr(said, ==, "knows somebody who is not in the address book");
    assert_imported(book, card, CC_CONFLICT_KEEP, "0 0 1 0");
    tell(book, "UPDATE links SET name = uid");
  }
  assert_imported(book, bob, CC_CONFLICT_KEEP, "1 0 0 0");
  g_autoptr(CardcatEntry) now = get_entry(book, id);
  g_autofree char *known = cardcat_link_say(now->links->pdata[0]);
  g_assert_cmpstr(known, ==, "knows Bob");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  BOOK_TEST("/import/change", test_change);
  BOOK_TEST("/import/pass", test_pass);
  BOOK_TEST("/import/portrait", test_portrait);
  BOOK_TEST("/import/merged-jobs", test_merged_jobs);
  BOOK_TEST("/import/facts", test_facts);
  BOOK_TEST("/import/group", test_group);
  BOOK_TEST("/import/somebody", test_somebody);
  return g_test_run();
}
