/* The photo of a card on the page: where it is looked for, what is said when it is gone, when what
 * only the page had is deleted; the marks of the queue; events that are offered. */
#include <sys/stat.h>

#include "desk_fixture.h"

static const char photo_bytes[] = "a photo", other_bytes[] = "another photo";

static char *sum_of(const char *bytes) {
  return g_compute_checksum_for_string(G_CHECKSUM_SHA256, bytes, -1);
}

/* A card to review whose photo, these BYTES, lay at PATH. */
static gint64 add_from(Desk *desk, const char *path, const char *bytes) {
  g_autoptr(GError) error = NULL;
  CardcatReading *reading = reading_new(1, 1, person_new("Ada", "Beck", NULL));
  g_free(reading->path);
  g_free(reading->sha256);
  reading->path = g_strdup(path);
  reading->sha256 = sum_of(bytes);
  reading->picture = g_bytes_new_static("\xFF\xD8\xFF\xDB\x00\x03\x01\xFF\xD9", 9);
  reading->width = 300;
  reading->height = 200;
  g_autoptr(GPtrArray) readings = readings_of(reading);
  g_autoptr(GArray) ids = NULL;
  g_assert_true(cardcat_store_add_readings(desk->book.store, readings, NULL, &ids, &error));
  g_assert_no_error(error);
  return g_array_index(ids, gint64, 0);
}

static void put_file(const char *path, const char *bytes) {
  g_autoptr(GError) error = NULL;
  g_assert_true(g_file_set_contents(path, bytes, -1, &error));
  g_assert_no_error(error);
}

/* ---- gone ------------------------------------------------------------------------------------ */

#define SHOWN "class=\"photo-stage\""

static void test_missing(Desk *desk, gconstpointer data) {
  (void)data;
  g_autofree char *path = g_build_filename(desk->book.dir, "<b>card.jpg", NULL);
  gint64 id = add_from(desk, path, photo_bytes);
  g_autofree char *page = g_strdup_printf("/card/%" G_GINT64_FORMAT "/photo", id);
  g_autofree char *look = g_strdup_printf("/card/%" G_GINT64_FORMAT "/look", id);
  g_assert_cmpuint(ask_page(desk, page, NULL), ==, 200);
  assert_shows(desk, "&lt;b&gt;card.jpg is no longer there.");
  assert_hides(desk, "<b>card");
  assert_hides(desk, SHOWN);
  g_assert_cmpuint(POST(desk, look, "side", "front"), ==, 404);
  put_file(path, photo_bytes);
  ask_page(desk, page, NULL);
  assert_shows(desk, SHOWN);
  put_file(path, other_bytes);
  ask_page(desk, page, NULL);
  assert_shows(desk, "is no longer the photo that this card was read from.");
  assert_hides(desk, SHOWN);
  /* What never ends is not waited for. */
  g_assert_cmpint(g_remove(path), ==, 0);
  g_assert_cmpint(mkfifo(path, 0600), ==, 0);
  ask_page(desk, page, NULL);
  assert_shows(desk, "is no longer there.");
  g_assert_cmpuint(ask_page(desk, "/card/99/photo", NULL), ==, 404);
  g_assert_cmpuint(ask_page(desk, "/card/1/photo?side=back", NULL), ==, 404);
}

static void test_never_kept(Desk *desk, gconstpointer data) {
  (void)data;
  add_from(desk, "-", photo_bytes);
  ask_page(desk, "/card/1/photo", NULL);
  assert_shows(desk, "The photo - was not kept: only its cards were.");
}

/* ---- swept ----------------------------------------------------------------------------------- */

static char *kept_file(const Desk *desk, const char *name) {
  return g_strconcat(desk->book.path, "-photos/", name, NULL);
}

/* The photo with these BYTES came by the page and was read; where it is kept now. */
static char *keep_photo(const Desk *desk, const char *bytes) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CcInbox) inbox = cc_inbox_new(desk->book.path);
  g_autoptr(GBytes) photo = g_bytes_new(bytes, strlen(bytes));
  g_autoptr(CcInboxPhoto) waits = g_new0(CcInboxPhoto, 1);
  waits->name = g_strdup("card.jpg");
  waits->sha256 = sum_of(bytes);
  waits->meeting = cardcat_meeting_new();
  g_assert_true(cc_inbox_put(inbox, waits, photo, &error));
  g_assert_no_error(error);
  cc_original_keep(desk->book.store, inbox, waits->file, waits->sha256);
  return kept_file(desk, waits->sha256);
}

#define is_there(path) g_file_test(path, G_FILE_TEST_EXISTS)

/* The photo of a card to review is kept and shown; one that no card needs goes, and in the end the
 * folder, but no file of another name. */
static void test_swept(Desk *desk, gconstpointer data) {
  (void)data;
  g_autofree char *folder = kept_file(desk, "");
  g_autofree char *needed = keep_photo(desk, photo_bytes);
  g_autofree char *idle = keep_photo(desk, other_bytes);
  g_assert_true(is_there(needed) && is_there(idle));
  g_autofree char *foreign = kept_file(desk, "notes.txt");
  put_file(foreign, "mine");
  gint64 id = add_from(desk, "-", photo_bytes);
  cc_originals_sweep(desk->book.store);
  g_assert_true(is_there(needed));
  g_assert_false(is_there(idle));
  g_assert_true(is_there(foreign));
  ask_page(desk, "/card/1/photo", NULL);
  assert_shows(desk, SHOWN);
  save_card(&desk->book, id, NULL, 0);
  cc_originals_sweep(desk->book.store);
  g_assert_false(is_there(needed));
  g_assert_true(is_there(foreign));
  ask_page(desk, "/card/1/photo", NULL);
  assert_shows(desk, "was not kept");
  g_assert_cmpint(g_remove(foreign), ==, 0);
  cc_originals_sweep(desk->book.store);
  g_assert_false(is_there(folder));
}

/* ---- the queue ------------------------------------------------------------------------------- */

static void add_evidence(CardcatReading *reading, CardcatField field, double confidence) {
  static const CardcatBox box = {10, 20, 30, 40};
  g_ptr_array_add(reading->evidence,
                  cardcat_evidence_new(field, 0, confidence, box, "read", CARDCAT_FROM_OCR));
}

/* Reading PHOTO names a person, a firm and an address, each as sure as CONFIDENCE says. */
static gint64 add_sure(Desk *desk, guint photo, double confidence) {
  g_autoptr(GError) error = NULL;
  CardcatContact *contact = person_new("Ada", "Beck", "ada@exakt.example");
  contact->organization = g_strdup("Exakt");
  CardcatReading *reading = reading_new(photo, 1, contact);
  reading->confidence = confidence;
  add_evidence(reading, CARDCAT_FIELD_NAME, confidence);
  add_evidence(reading, CARDCAT_FIELD_ORGANIZATION, confidence);
  add_evidence(reading, CARDCAT_FIELD_EMAILS, confidence);
  g_autoptr(GPtrArray) readings = readings_of(reading);
  g_autoptr(GArray) ids = NULL;
  g_assert_true(cardcat_store_add_readings(desk->book.store, readings, NULL, &ids, &error));
  g_assert_no_error(error);
  return g_array_index(ids, gint64, 0);
}

static void test_marks(Desk *desk, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  add_sure(desk, 1, 0.99);
  add_sure(desk, 2, 0.5);
  gint64 begun = add_sure(desk, 3, 0.99), rejected = add_sure(desk, 4, 0.5);
  g_autoptr(CardcatContact) typed = person_new("Ida", "Beck", NULL);
  g_assert_true(cardcat_store_keep_draft(desk->book.store, begun, typed, NULL, &error));
  ask_page(desk, "/review/1", NULL);
  assert_shows(desk, "aria-label=\"Card 1, sure\" aria-current=\"true\"");
  assert_shows(desk, "aria-label=\"Card 2, to check\"");
  assert_shows(desk, "class=\"dot doubt\"");
  assert_shows(desk, "aria-label=\"Card 3, begun\"");
  g_autoptr(CardcatCard) card = cardcat_store_get_card(desk->book.store, rejected, &error);
  g_assert_cmpuint(POST(desk, "/card/4/reject", "base", card->version), ==, 303);
  ask_page(desk, "/review/1", NULL);
  assert_shows(desk, "aria-label=\"Card 1, decided\"");
  assert_shows(desk, "<progress max=\"4\" value=\"1\"");
  ask_page(desk, "/queue", NULL);
  assert_shows(desk, "3 to check");
  assert_shows(desk, ">begun<");
}

/* ---- events ---------------------------------------------------------------------------------- */

static void test_events(Desk *desk, gconstpointer data) {
  (void)data;
  static const char *const pages[] = {"/review/1", "/contact/1", "/contact/1/edit", "/contacts/new",
                                      "/add"};
  g_autoptr(GError) error = NULL;
  add_card(&desk->book, 1, person_new("Bo", "Carl", NULL));
  gint64 ada = add_person(&desk->book, 2, person_new("Ada", "Beck", NULL));
  g_autoptr(CardcatMeeting) met = cardcat_meeting_new();
  met->event = g_strdup("A \"fair\" <b>");
  g_assert_true(cardcat_store_add_meeting(desk->book.store, ada, met, NULL, &error));
  g_assert_no_error(error);
  for (guint i = 0; i < G_N_ELEMENTS(pages); i++) {
    g_assert_cmpuint(ask_page(desk, pages[i], NULL), ==, 200);
    assert_shows(desk, "<datalist id=\"events\"><option value=\"A &quot;fair&quot; &lt;b&gt;\">");
    assert_shows(desk, "list=\"events\"");
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  DESK_TEST("/page/photo/missing", test_missing);
  DESK_TEST("/page/photo/never-kept", test_never_kept);
  DESK_TEST("/page/photo/swept", test_swept);
  DESK_TEST("/page/queue/marks", test_marks);
  DESK_TEST("/page/events", test_events);
  return g_test_run();
}
