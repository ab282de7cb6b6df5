/* A contact that is read, made by hand, exported; cards and photos that were set aside. */
#include "desk_fixture.h"

static void test_read(Desk *desk, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  CardcatContact *ada = person_new("Ada", "Beck", "ada@exakt.example?cc=x");
  g_ptr_array_add(ada->phones, cardcat_phone_new(CARDCAT_PHONE_FAX, "030 1", NULL, NULL));
  g_ptr_array_add(ada->phones, cardcat_phone_new(CARDCAT_PHONE_MOBILE, "0171 5", "+491715", "7;x"));
  g_ptr_array_add(ada->urls, g_strdup("javascript:alert(1)"));
  g_ptr_array_add(ada->urls, g_strdup("exakt.example:8080/a"));
  add_person(&desk->book, 1, ada);
  g_autoptr(CardcatMeeting) met = cardcat_meeting_new();
  met->event = g_strdup("<b>Expo");
  met->met_on = g_strdup("2024-02-03");
  g_ptr_array_add(met->tags, g_strdup("lights"));
  g_assert_true(cardcat_store_add_meeting(desk->book.store, 1, met, NULL, &error));
  g_assert_cmpuint(ask_page(desk, "/contact/1", NULL), ==, 200);
  assert_shows(desk, "href=\"mailto:ada@exakt.example%3Fcc%3Dx\"");
  assert_shows(desk, "href=\"tel:+491715;ext=7\"");
  assert_shows(desk, "href=\"https://exakt.example:8080/a\"");
  assert_hides(desk, "href=\"javascript");
  assert_shows(desk, "&lt;b&gt;Expo");
  assert_shows(desk, "3 February 2024");
  assert_shows(desk, ">lights<");
  assert_shows(desk, "To write to");
  assert_hides(desk, "/contact/1/save");
}

static void test_portrait(Desk *desk, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) picture = g_bytes_new_static("picture", 7);
  add_person(&desk->book, 1, person_new("Ada", "Beck", NULL));
  g_autoptr(CardcatEntry) ada = get_entry(&desk->book, 1);
  CardcatChange *change = cardcat_change_new(desk->book.store, CARDCAT_CHANGE_IMPORT, &error);
  g_assert_true(cardcat_change_put(change, ada, &error) &&
                cardcat_change_put_picture(change, ada->uid, picture, picture, &error) &&
                cardcat_change_commit(change, "1 contact", &error));
  cardcat_change_free(change);
  ask_page(desk, "/contacts", NULL);
  assert_shows(desk, "src=\"/contact/1/portrait-small.jpg?v=");
  ask_page(desk, "/contact/1", NULL);
  assert_shows(desk, "src=\"/contact/1/portrait.jpg?v=");
  g_assert_cmpuint(ask_page(desk, "/contact/1/portrait.jpg", NULL), ==, 200);
  g_assert_true(g_bytes_equal(desk->answer.body, picture));
  g_autofree char *version = version_of(desk, 1);
  POST(desk, "/contact/1/drop-portrait", "version", "0");
  g_assert_cmpuint(ask_page(desk, "/contact/1/portrait.jpg", NULL), ==, 200);
  g_assert_cmpuint(POST(desk, "/contact/1/drop-portrait", "version", version), ==, 303);
  g_assert_cmpuint(ask_page(desk, "/contact/1/portrait.jpg", NULL), ==, 404);
  ask_page(desk, "/contact/1", NULL);
  assert_hides(desk, "portrait");
}

static void test_met(Desk *desk, gconstpointer data) {
  (void)data;
  add_person(&desk->book, 1, person_new("Ada", "Beck", "ada@exakt.example"));
  g_assert_cmpuint(POST(desk, "/contact/1/met", "event", "Expo", "met_on", "soon"), ==, 400);
  g_assert_cmpuint(POST(desk, "/contact/1/met", "event", "Expo", "met_on", "2024-05-06",
                        "meeting_note", "todo: send the plan", "follow_up", "yes"),
                   ==, 303);
  g_assert_cmpuint(POST(desk, "/contact/1/met", "event", "Dinner", "met_on", "2025-05-06"), ==,
                   303);
  ask_page(desk, "/contact/1", NULL);
  assert_shows(desk, "Expo");
  assert_shows(desk, "Dinner");
  assert_shows(desk, "class=\"promise\"");
  g_autoptr(CardcatEntry) ada = get_entry(&desk->book, 1);
  guint before = ada->meetings->len;
  g_autofree char *id = g_strdup_printf("%" G_GINT64_FORMAT, ada->meeting->id);
  g_autofree char *version = version_of(desk, 1);
  g_assert_cmpuint(POST(desk, "/contact/1/unmeet", "version", "0", "meeting", id), ==, 303);
  g_assert_cmpuint(POST(desk, "/contact/1/unmeet", "version", version, "meeting", id), ==, 303);
  g_autoptr(CardcatEntry) now = get_entry(&desk->book, 1);
  g_assert_cmpuint(now->meetings->len, ==, before - 1);
  g_assert_cmpstr(now->meeting->event, ==, "Expo");
}

/* A letter that was begun is drafted, until that is taken back. */
static void test_letter(Desk *desk, gconstpointer data) {
  (void)data;
  add_person(&desk->book, 1, person_new("Ada", "Beck", "ada@exakt.example"));
  g_autoptr(CardcatEntry) ada = get_entry(&desk->book, 1);
  g_autofree char *id = g_strdup_printf("%" G_GINT64_FORMAT, ada->meeting->id);
  g_autofree char *version = version_of(desk, 1);
  ask_page(desk, "/contact/1", NULL);
  assert_shows(desk, "href=\"mailto:ada@exakt.example?subject=");
  POST(desk, "/contact/1/drafted", "version", "0", "meeting", id);
  g_assert_cmpint(ask(&desk->book, "SELECT count(*) FROM follow_ups"), ==, 0);
  g_assert_cmpuint(
      POST(desk, "/contact/1/drafted", "version", version, "meeting", id, "back", "//elsewhere"),
      ==, 303);
  g_assert_true(g_str_has_prefix(desk->answer.location, "/contact/1?news="));
  ask_page(desk, "/follow-ups", NULL);
  assert_shows(desk, "Letter drafted");
  assert_hides(desk, "data-drafts");
  POST(desk, "/contacts/undo", "back", "/follow-ups");
  ask_page(desk, "/follow-ups", NULL);
  assert_hides(desk, "Letter drafted");
  assert_shows(desk, "data-drafts");
}

/* What was promised stays in sight until it is ticked, whatever becomes of the letter. */
static void test_promised(Desk *desk, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  add_person(&desk->book, 1, person_new("Ada", "Beck", "ada@exakt.example"));
  g_autoptr(CardcatMeeting) met = cardcat_meeting_new();
  met->note = g_strdup("tall\ntodo: send <it>\nOffer: a desk");
  gint64 meeting = 0;
  g_assert_true(cardcat_store_add_meeting(desk->book.store, 1, met, &meeting, &error));
  g_autofree char *id = g_strdup_printf("%" G_GINT64_FORMAT, meeting);
  ask_page(desk, "/follow-ups", NULL);
  assert_shows(desk, "aria-label=\"Done: send &lt;it&gt;\"");
  assert_hides(desk, "Promised");
  g_assert_true(cardcat_store_settle_follow_ups(desk->book.store, 1, TRUE, &error));
  ask_page(desk, "/follow-ups", NULL);
  assert_shows(desk, "Promised");
  g_autofree char *version = version_of(desk, 1);
  POST(desk, "/contact/1/kept", "version", "0", "meeting", id, "promise", "2");
  g_assert_cmpuint(POST(desk, "/contact/1/kept", "version", version, "meeting", id, "promise", "3"),
                   ==, 404);
  g_assert_cmpuint(POST(desk, "/contact/1/kept", "version", version, "meeting", id, "promise", "2",
                        "back", "/follow-ups"),
                   ==, 303);
  g_assert_true(g_str_has_prefix(desk->answer.location, "/follow-ups?news="));
  ask_page(desk, "/contact/1", NULL);
  assert_shows(desk, "class=\"promise kept\"");
  assert_shows(desk, "Done: send &lt;it&gt;");
  assert_hides(desk, "Done: a desk");
  g_autofree char *next = version_of(desk, 1);
  POST(desk, "/contact/1/kept", "version", next, "meeting", id, "promise", "1");
  ask_page(desk, "/follow-ups", NULL);
  assert_hides(desk, "Promised");
  assert_shows(desk, "nobody left to write to");
}

/* Another firm may be a correction, or a new job. */
static void test_job(Desk *desk, gconstpointer data) {
  (void)data;
  CardcatContact *person = person_new("Ada", "Beck", NULL);
  person->organization = g_strdup("Harrow <Ltd>");
  add_person(&desk->book, 1, person);
  ask_page(desk, "/contact/1/edit", NULL);
  assert_shows(desk, "A new job? Keep Harrow &lt;Ltd&gt; as a former one.");
  g_autofree char *version = version_of(desk, 1);
  g_assert_cmpuint(POST(desk, "/contact/1/save", "version", version, "at", "0", "value", "Ada Beck",
                        "was", "Ada Beck", "kind", "name", "at", "1", "value", "Harrow <Ltd>",
                        "was", "Harrow <Ltd>", "kind", "organization", "new_job", "yes"),
                   ==, 422);
  assert_shows(desk, "none is changed");
  g_assert_cmpuint(POST(desk, "/contact/1/save", "version", version, "at", "0", "value", "Ada Beck",
                        "was", "Ada Beck", "kind", "name", "at", "1", "value", "Lumen AG", "was",
                        "Harrow <Ltd>", "kind", "organization", "new_job", "yes"),
                   ==, 303);
  ask_page(desk, "/contact/1", NULL);
  assert_shows(desk, "Formerly");
  assert_shows(desk, "Remove the former job: Harrow &lt;Ltd&gt;");
  g_autofree char *next = version_of(desk, 1);
  POST(desk, "/contact/1/drop-job", "version", "0", "job", "1");
  g_assert_cmpuint(POST(desk, "/contact/1/drop-job", "version", next, "job", "2"), ==, 404);
  g_assert_cmpuint(POST(desk, "/contact/1/drop-job", "version", next, "job", "1"), ==, 303);
  ask_page(desk, "/contact/1", NULL);
  assert_hides(desk, "Formerly");
}

/* One that is put off waits apart, and its letter begins with what is known. */
static void test_put_off(Desk *desk, gconstpointer data) {
  (void)data;
  add_person(&desk->book, 1, person_new("Ada", "Beck", "ada@exakt.example"));
  CardcatContact *firm = cardcat_contact_new();
  firm->organization = g_strdup("Exakt AG");
  add_person(&desk->book, 2, firm);
  ask_page(desk, "/follow-ups", NULL);
  assert_shows(desk, "Still waiting");
  assert_shows(desk, "Firms without a person");
  assert_shows(desk, "href=\"mailto:ada@exakt.example?subject=");
  g_autofree char *version = version_of(desk, 1);
  g_assert_cmpuint(POST(desk, "/contact/1/snooze", "version", "0", "days", "7"), ==, 303);
  g_assert_cmpuint(POST(desk, "/contact/1/snooze", "version", version, "days", "7"), ==, 303);
  g_autoptr(CardcatEntry) ada = get_entry(&desk->book, 1);
  g_assert_nonnull(ada->meeting->snoozed_until);
  ask_page(desk, "/follow-ups", NULL);
  assert_shows(desk, "Put off");
  assert_hides(desk, "Still waiting");
}

static void test_missing(Desk *desk, gconstpointer data) {
  (void)data;
  g_assert_cmpuint(ask_page(desk, "/contact/7", NULL), ==, 404);
  assert_shows(desk, "<h1>Not found</h1>");
  assert_shows(desk, "Back to the start");
  g_assert_cmpuint(POST(desk, "/quit"), ==, 200);
  assert_shows(desk, "cardcat has ended");
  g_assert_true(desk->site.end);
}

static void test_new(Desk *desk, gconstpointer data) {
  (void)data;
  g_assert_cmpuint(ask_page(desk, "/contacts/new", NULL), ==, 200);
  g_assert_cmpuint(POST(desk, "/contacts/new", "at", "0", "kind", "name", "value", ""), ==, 422);
  assert_shows(desk, "There is nothing to save");
#define ADA                                                                            \
  "at", "0", "kind", "name", "value", "Ada Beck", "at", "1", "kind", "email", "value", \
      "ada@exakt.example", "follow_up", "yes", "event", "Expo"
  g_assert_cmpuint(POST(desk, "/contacts/new", ADA, "met_on", "soon"), ==, 422);
  assert_shows(desk, "value=\"Ada Beck\"");
  g_assert_cmpuint(POST(desk, "/contacts/new", ADA, "met_on", "2026-06-04"), ==, 303);
  g_assert_true(g_str_has_prefix(desk->answer.location, "/contact/1?news="));
  assert_found(&desk->book, "Expo", "Ada Beck");
  /* The same once more is asked about first. */
  g_assert_cmpuint(POST(desk, "/contacts/new", ADA), ==, 422);
  assert_shows(desk, "You may have this contact already");
  assert_shows(desk, "href=\"/contact/1\"");
  g_assert_cmpuint(POST(desk, "/contacts/new", ADA, "sure", "yes"), ==, 303);
  assert_found(&desk->book, "Beck", "Ada Beck; Ada Beck");
  POST(desk, "/contacts/undo");
  assert_found(&desk->book, "Beck", "Ada Beck");
}

/* Whom the book takes for one person are told apart, and that can be taken back. */
static void test_twins(Desk *desk, gconstpointer data) {
  (void)data;
  ask_page(desk, "/duplicates", NULL);
  assert_shows(desk, "Nobody seems to be");
  assert_hides(desk, "Undo the last decision"); /* there is none yet */
  add_person(&desk->book, 1, person_new("Ada", "Beck", "ada@exakt.example"));
  add_person(&desk->book, 2, person_new("Ada", "Beck", "ada@exakt.example"));
  ask_page(desk, "/contacts", NULL);
  assert_shows(desk, "Same person? Ada Beck");
  assert_shows(desk, "Undo the last decision");
  ask_page(desk, "/duplicates", NULL);
  assert_shows(desk, "href=\"/contact/1/merge?with=2\"");
  g_assert_cmpuint(POST(desk, "/contact/1/apart", "with", "2"), ==, 303);
  ask_page(desk, "/duplicates", NULL);
  assert_shows(desk, "Nobody seems to be");
  POST(desk, "/contacts/undo", "back", "/duplicates");
  ask_page(desk, "/duplicates", NULL);
  assert_shows(desk, "Two people: Ada Beck");
  g_assert_cmpuint(POST(desk, "/contact/1/apart", "with", "9"), ==, 404);
}

static const char *saved_as(const Desk *desk) {
  return desk->answer.file ? desk->answer.file : "";
}

static void test_export(Desk *desk, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  add_person(&desk->book, 1, person_new("Ada", "Beck", "ada@exakt.example"));
  add_person(&desk->book, 2, person_new("Bo", "Carl", "=cmd@x.example"));
  g_autoptr(CardcatMeeting) met = cardcat_meeting_new();
  met->event = g_strdup("Expo");
  g_assert_true(cardcat_store_add_meeting(desk->book.store, 2, met, NULL, &error));
  ask_page(desk, "/export", NULL);
  assert_shows(desk, "<option value=\"Expo\">");
  g_assert_cmpuint(ask_page(desk, "/export/contacts.vcf", NULL), ==, 200);
  g_assert_cmpstr(saved_as(desk), ==, "contacts.vcf");
  assert_shows(desk, "FN:Ada Beck");
  assert_shows(desk, "FN:Bo Carl");
  ask_page(desk, "/export/contacts.vcf?event=Expo", NULL);
  assert_hides(desk, "FN:Ada Beck");
  assert_shows(desk, "FN:Bo Carl");
  ask_page(desk, "/export/contacts.csv?q=ada", NULL);
  assert_shows(desk, "\xEF\xBB\xBFphoto,card,"); /* what a spreadsheet opens */
  g_assert_cmpstr(saved_as(desk), ==, "contacts.csv");
  assert_shows(desk, "Ada Beck");
  assert_hides(desk, "Bo Carl");
  g_assert_cmpuint(ask_page(desk, "/export/passwd", NULL), ==, 404);
}

static void test_end(Desk *desk, gconstpointer data) {
  (void)data;
  g_assert_cmpuint(ask_page(desk, "/review", NULL), ==, 303);
  g_assert_cmpstr(desk->answer.location, ==, "/add");
  add_person(&desk->book, 1, person_new("Ada", "Beck", NULL));
  g_assert_cmpuint(ask_page(desk, "/review", NULL), ==, 200);
  assert_shows(desk, "All cards are reviewed");
  assert_shows(desk, "<strong>1</strong><span>recently saved");
  assert_shows(desk, ">Ada Beck</a>");
  assert_shows(desk, "<strong>1</strong><span>to write to");
  assert_shows(desk, "formaction=\"/export/contacts.vcf\"");
}

static void test_rejected(Desk *desk, gconstpointer data) {
  (void)data;
  gint64 card = add_card(&desk->book, 1, person_new("Ada", "Beck", NULL));
  g_autoptr(GError) error = NULL;
  g_assert_cmpuint(POST(desk, "/card/1/reconsider"), ==, 400);
  g_assert_true(cardcat_store_reject_card(desk->book.store, card, &error));
  ask_page(desk, "/set-aside", NULL);
  assert_shows(desk, "Review again: Ada Beck");
  g_assert_cmpuint(POST(desk, "/card/1/reconsider"), ==, 303);
  g_assert_true(g_str_has_prefix(desk->answer.location, "/review/1?news="));
  ask_page(desk, "/set-aside", NULL);
  assert_shows(desk, "no card was rejected");
  /* It was a decision, and can be undone. */
  POST(desk, "/contacts/undo");
  ask_page(desk, "/set-aside", NULL);
  assert_shows(desk, "Review again: Ada Beck");
}

/* One that failed on the command line is read where it lies, as long as it is the same. */
static void test_failed(Desk *desk, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_build_filename(desk->book.dir, "a.jpg", NULL);
  g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, "no picture", -1);
  g_assert_true(cardcat_store_add_failure(desk->book.store, path, sum, "it is no picture", &error));
  ask_page(desk, "/set-aside", NULL);
  assert_shows(desk, "a.jpg</strong><span>it is no picture");
  for (guint i = 0; i < 2; i++) {
    g_assert_cmpuint(POST(desk, "/failed/1/again"), ==, 303);
    g_assert_true(g_str_has_prefix(desk->answer.location, "/set-aside?news="));
    g_assert_true(g_file_set_contents(path, "another", -1, &error));
  }
  g_assert_true(g_file_set_contents(path, "no picture", -1, &error));
  g_assert_cmpuint(POST(desk, "/failed/1/again"), ==, 303);
  g_assert_cmpstr(desk->answer.location, ==, "/add");
  g_assert_cmpuint(cc_intake_open(desk->site.intake), ==, 1);
  g_assert_cmpuint(POST(desk, "/failed/1/remove"), ==, 303);
  g_assert_cmpuint(POST(desk, "/failed/1/remove"), ==, 404);
  ask_page(desk, "/set-aside", NULL);
  assert_hides(desk, "a.jpg");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  DESK_TEST("/contact-page/read", test_read);
  DESK_TEST("/contact-page/portrait", test_portrait);
  DESK_TEST("/contact-page/met", test_met);
  DESK_TEST("/contact-page/put-off", test_put_off);
  DESK_TEST("/contact-page/letter", test_letter);
  DESK_TEST("/contact-page/job", test_job);
  DESK_TEST("/contact-page/promised", test_promised);
  DESK_TEST("/contact-page/missing", test_missing);
  DESK_TEST("/contact-page/new", test_new);
  DESK_TEST("/contact-page/twins", test_twins);
  DESK_TEST("/contact-page/export", test_export);
  DESK_TEST("/contact-page/end", test_end);
  DESK_TEST("/contact-page/rejected", test_rejected);
  DESK_TEST("/contact-page/failed", test_failed);
  return g_test_run();
}
