/* Photos that were received are there when the server is not: their files, who may read them, who
 * takes them over, when they go. */
#include <sys/resource.h>
#include <sys/stat.h>

#include "desk_fixture.h"

static void add_photo(Desk *desk, const char *name, const char *bytes,
                      const CardcatMeeting *meeting) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatMeeting) fresh = cardcat_meeting_new();
  g_autoptr(GBytes) photo = g_bytes_new(bytes, strlen(bytes));
  gboolean added = cc_intake_add(desk->site.intake, name, photo, meeting ? meeting : fresh, &error);
  g_assert_no_error(error);
  g_assert_true(added);
}

static void start_again(Desk *desk) {
  cc_intake_free(desk->site.intake);
  desk->site.intake = cc_intake_new(desk->book.store);
}

/* Reads all that waits. */
static void finish_all(Desk *desk) {
  for (guint i = 0; i < 30000 && cc_intake_open(desk->site.intake) > 0; i++) {
    cc_intake_step(desk->site.intake);
    g_usleep(10000);
  }
  g_assert_cmpuint(cc_intake_open(desk->site.intake), ==, 0);
}

static char *inbox_of(const Desk *desk) {
  return g_strconcat(desk->book.path, "-inbox", NULL);
}

/* Calls FUNCTION for every file and folder of the inbox; how many files there are. */
static guint walk(const char *folder, void (*function)(const char *path, gpointer data),
                  gpointer data) {
  guint files = 0;
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  for (const char *name; dir && (name = g_dir_read_name(dir));) {
    g_autofree char *path = g_build_filename(folder, name, NULL);
    if (g_file_test(path, G_FILE_TEST_IS_DIR))
      files += walk(path, function, data);
    else
      files++;
    if (function) function(path, data);
  }
  return files;
}

static guint count_files(const Desk *desk) {
  g_autofree char *inbox = inbox_of(desk);
  return walk(inbox, NULL, NULL);
}

/* Its name stands beside WHY, and not in it. */
static void assert_failed(const Desk *desk, guint index, const char *why) {
  const CcIntakePhoto *photo = cc_intake_photo(desk->site.intake, index);
  g_assert_cmpint(photo->stage, ==, CC_INTAKE_FAILED);
  g_assert_true(g_str_has_prefix(photo->message, why));
}

static void test_again(Desk *desk, gconstpointer data) {
  (void)data;
  g_autofree char *inbox = inbox_of(desk);
  g_autoptr(CardcatMeeting) meeting = cardcat_meeting_new();
  meeting->event = g_strdup("Expo; [x]\n=2");
  g_ptr_array_add(meeting->tags, g_strdup("a;b"));
  meeting->send_follow_up = FALSE;
  g_assert_false(g_file_test(inbox, G_FILE_TEST_EXISTS));
  add_photo(desk, "one.jpg", "no picture", meeting);
  add_photo(desk, "two.jpg", "nor this", NULL);
  g_assert_cmpuint(count_files(desk), ==, 2);
  start_again(desk);
  start_again(desk);
  g_assert_cmpuint(cc_intake_count(desk->site.intake), ==, 2);
  g_assert_cmpuint(cc_intake_open(desk->site.intake), ==, 2);
  g_assert_cmpstr(cc_intake_photo(desk->site.intake, 0)->name, ==, "one.jpg");
  g_assert_cmpstr(cc_intake_photo(desk->site.intake, 1)->name, ==, "two.jpg");
  /* The same bytes again are not said to be known before they are. */
  add_photo(desk, "three.jpg", "no picture", NULL);
  g_assert_cmpint(cc_intake_photo(desk->site.intake, 2)->stage, ==, CC_INTAKE_WAITING);
  finish_all(desk);
  /* What could not be read stays, and no later server reads it unasked. */
  for (guint times = 0; times < 2; times++) {
    for (guint i = 0; i < 3; i++)
      assert_failed(desk, i, "it is not a picture");
    g_assert_cmpuint(count_files(desk), ==, 3);
    start_again(desk);
    g_assert_cmpuint(cc_intake_count(desk->site.intake), ==, 3);
    g_assert_cmpuint(cc_intake_open(desk->site.intake), ==, 0);
  }
  for (guint id = 1; id <= 3; id++) {
    g_autofree char *path = g_strdup_printf("/add/photo/%u/remove", id);
    g_assert_cmpuint(POST(desk, path), ==, 303);
  }
  start_again(desk);
  g_assert_cmpuint(cc_intake_count(desk->site.intake), ==, 0);
  g_assert_false(g_file_test(inbox, G_FILE_TEST_EXISTS));
}

/* For want of the models it is put off, and read by the next server. */
static void test_put_off(Desk *desk, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autofree char *models = g_strdup(g_getenv("CARDCAT_MODELS"));
  CardcatStoreCounts counts = {0};
  g_setenv("CARDCAT_MODELS", desk->book.dir, TRUE);
  add_photo(desk, "one.jpg", "no picture", NULL);
  finish_all(desk);
  g_setenv("CARDCAT_MODELS", models, TRUE);
  const CcIntakePhoto *photo = cc_intake_photo(desk->site.intake, 0);
  g_assert_cmpint(photo->stage, ==, CC_INTAKE_FAILED);
  g_assert_nonnull(strstr(photo->message, "; it is kept, and tried again"));
  g_assert_cmpuint(count_files(desk), ==, 1);
  g_assert_true(cardcat_store_counts(desk->book.store, &counts, &error));
  g_assert_cmpint(counts.failed, ==, 0);
  start_again(desk);
  finish_all(desk);
  assert_failed(desk, 0, "it is not a picture");
  g_assert_cmpuint(count_files(desk), ==, 1);
}

static void use_models(const char *dir) {
  g_setenv("CARDCAT_MODELS", dir, TRUE);
}

/* The same photo, once the person says so. */
static void test_try_again(Desk *desk, gconstpointer data) {
  (void)data;
  g_autofree char *models = g_strdup(g_getenv("CARDCAT_MODELS"));
  use_models(desk->book.dir);
  add_photo(desk, "one.jpg", "no picture", NULL);
  finish_all(desk);
  use_models(models);
  g_assert_true(cc_intake_photo(desk->site.intake, 0)->is_kept);
  g_assert_cmpuint(ask_page(desk, "/add", NULL), ==, 200);
  assert_shows(desk, "action=\"/add/photo/1/again\"");
  assert_shows(desk, "action=\"/add/photo/1/remove\"");
  g_assert_cmpuint(POST(desk, "/add/photo/1/again"), ==, 303);
  g_assert_cmpint(cc_intake_photo(desk->site.intake, 0)->stage, ==, CC_INTAKE_WAITING);
  finish_all(desk);
  assert_failed(desk, 0, "it is not a picture");
  /* It is kept still, until the person takes it away. */
  g_assert_true(cc_intake_photo(desk->site.intake, 0)->is_kept);
  g_assert_cmpuint(count_files(desk), ==, 1);
  g_assert_cmpuint(POST(desk, "/add/photo/1/remove"), ==, 303);
  g_assert_cmpuint(count_files(desk), ==, 0);
  g_assert_cmpuint(POST(desk, "/add/photo/1/again"), ==, 404);
}

static void begun_three_times(const char *path, gpointer data) {
  (void)data;
  if (!g_str_has_suffix(path, ".0")) return;
  g_autofree char *stem = g_strndup(path, strlen(path) - 1);
  g_autofree char *now = g_strconcat(stem, "3", NULL);
  g_assert_cmpint(g_rename(path, now), ==, 0);
}

/* A photo that ends the server each time it is read is left to the person. */
static void test_too_often(Desk *desk, gconstpointer data) {
  (void)data;
  add_photo(desk, "one.jpg", "no picture", NULL);
  add_photo(desk, "two.jpg", "nor this", NULL);
  g_autofree char *inbox = inbox_of(desk);
  walk(inbox, begun_three_times, NULL);
  for (guint i = 0; i < 2; i++) {
    start_again(desk);
    g_assert_cmpuint(cc_intake_open(desk->site.intake), ==, 0);
    assert_failed(desk, 0, "its reading was begun 3 times");
    g_assert_cmpuint(count_files(desk), ==, 2);
  }
  g_assert_cmpuint(POST(desk, "/add/photo/2/remove"), ==, 303);
  g_assert_cmpuint(count_files(desk), ==, 1);
  g_assert_cmpuint(POST(desk, "/add/photo/2/remove"), ==, 404);
  g_assert_cmpuint(POST(desk, "/add/photo/1/again"), ==, 303);
  finish_all(desk);
  assert_failed(desk, 0, "it is not a picture");
  g_assert_cmpuint(count_files(desk), ==, 1);
}

/* Each reading that is begun counts, whatever becomes of the server. */
static void test_tries_counted(Desk *desk, gconstpointer data) {
  (void)data;
  g_autofree char *models = g_strdup(g_getenv("CARDCAT_MODELS"));
  use_models(desk->book.dir);
  add_photo(desk, "one.jpg", "no picture", NULL);
  for (guint i = 0; i < 3; i++) {
    finish_all(desk);
    g_assert_true(cc_intake_photo(desk->site.intake, 0)->is_kept);
    start_again(desk);
  }
  use_models(models);
  g_assert_cmpuint(cc_intake_open(desk->site.intake), ==, 0);
  assert_failed(desk, 0, "its reading was begun 3 times");
  g_assert_cmpuint(POST(desk, "/add/photo/1/remove"), ==, 303);
}

/* What is kept of a photo comes back as it was. */
static void test_meeting(Desk *desk, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autoptr(CcInbox) inbox = cc_inbox_new(desk->book.path);
  g_autoptr(CcInboxPhoto) photo = g_new0(CcInboxPhoto, 1);
  photo->name = g_strdup("a [b]\\=;#.jpg");
  photo->sha256 = sha_of(1);
  photo->meeting = cardcat_meeting_new();
  photo->meeting->event = g_strdup(" Expo; [x] \n=2");
  photo->meeting->met_on = g_strdup("2026-06-16");
  photo->meeting->note = g_strdup("two\nlines");
  photo->meeting->introduced_by = g_strdup("Ünal");
  g_ptr_array_add(photo->meeting->tags, g_strdup("a;b"));
  g_ptr_array_add(photo->meeting->tags, g_strdup("\\"));
  photo->meeting->send_follow_up = FALSE;
  static const char bytes[] = "\n\0photo 1\n";
  g_autoptr(GBytes) in = g_bytes_new_static(bytes, sizeof bytes);
  gboolean put = cc_inbox_put(inbox, photo, in, &error);
  g_assert_no_error(error);
  g_assert_true(put);
  /* Another server of the same book leaves alone what is not its own. */
  g_autoptr(CcInbox) other = cc_inbox_new(desk->book.path);
  g_autoptr(GPtrArray) none = cc_inbox_take_over(other, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(none->len, ==, 0);
  g_clear_pointer(&inbox, cc_inbox_free);
  g_autoptr(GPtrArray) left = cc_inbox_take_over(other, &error);
  g_assert_cmpuint(left->len, ==, 1);
  const CcInboxPhoto *back = left->pdata[0];
  g_assert_cmpstr(back->name, ==, photo->name);
  g_assert_cmpstr(back->sha256, ==, photo->sha256);
  g_assert_cmpuint(back->size, ==, sizeof bytes);
  g_assert_true(cc_meeting_equal(back->meeting, photo->meeting));
  g_autoptr(GBytes) out = cc_inbox_get(other, back->file, &error);
  g_assert_true(g_bytes_equal(in, out));
  cc_inbox_drop(other, back->file);
}

static void assert_private(const char *path, gpointer data) {
  (void)data;
  GStatBuf is;
  g_assert_cmpint(g_stat(path, &is), ==, 0);
  g_assert_cmpuint(is.st_mode & 07777, ==, S_ISDIR(is.st_mode) ? 0700 : 0600);
}

static void test_private(Desk *desk, gconstpointer data) {
  (void)data;
  g_autofree char *inbox = inbox_of(desk);
  mode_t was = umask(0);
  add_photo(desk, "one.jpg", "no picture", NULL);
  umask(was);
  g_assert_cmpuint(walk(inbox, assert_private, NULL), ==, 1);
  assert_private(inbox, NULL);
  finish_all(desk);
}

static void spoil(const char *path, gpointer text) {
  if (!g_file_test(path, G_FILE_TEST_IS_DIR))
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void take_away(const char *path, gpointer data) {
  (void)data;
  g_assert_cmpint(g_remove(path), ==, 0);
}

/* A file that is none of these is neither read nor taken away. */
static void test_damaged(Desk *desk, gconstpointer data) {
  (void)data;
  static const char *const texts[] = {"",
                                      "\n",
                                      "cardcat photo 1 ",
                                      "cardcat photo 1 99\nshort",
                                      "cardcat photo 1 2\n[]x",
                                      "cardcat photo 1 18446744073709551615\n[photo]\nname=x\n",
                                      "cardcat photo 1 16\n[photo]\nname=x\n\nbytes"};
  g_autofree char *inbox = inbox_of(desk);
  add_photo(desk, "one.jpg", "no picture", NULL);
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_clear_pointer(&desk->site.intake, cc_intake_free);
    walk(inbox, spoil, (gpointer)texts[i]);
    desk->site.intake = cc_intake_new(desk->book.store);
    g_assert_cmpuint(cc_intake_count(desk->site.intake), ==, 0);
    g_assert_cmpuint(count_files(desk), ==, 1);
  }
  g_clear_pointer(&desk->site.intake, cc_intake_free);
  walk(inbox, take_away, NULL);
  take_away(inbox, NULL);
}

/* A photo that cannot be kept is not said to be received. */
static void test_no_room(Desk *desk, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autofree char *inbox = inbox_of(desk);
  g_assert_true(g_file_set_contents(inbox, "in the way", -1, NULL));
  g_autoptr(GBytes) photo = g_bytes_new_static("x", 1);
  g_autoptr(CardcatMeeting) meeting = cardcat_meeting_new();
  g_assert_false(cc_intake_add(desk->site.intake, "one.jpg", photo, meeting, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_OUTPUT);
  g_assert_cmpuint(cc_intake_count(desk->site.intake), ==, 0);
}

static gint64 cpu_ms(void) {
  struct rusage used;
  getrusage(RUSAGE_SELF, &used);
  return (used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1000 +
         (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1000;
}

/* The models (half a second of work) are not loaded by the thread that answers. */
static void test_answering(Desk *desk, gconstpointer data) {
  (void)data;
  gint64 before = cpu_ms();
  add_photo(desk, "one.jpg", "no picture", NULL);
  finish_all(desk);
  g_assert_cmpint(cpu_ms() - before, <, 150);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  DESK_TEST("/inbox/answering", test_answering);
  DESK_TEST("/inbox/again", test_again);
  DESK_TEST("/inbox/put-off", test_put_off);
  DESK_TEST("/inbox/try-again", test_try_again);
  DESK_TEST("/inbox/too-often", test_too_often);
  DESK_TEST("/inbox/tries-counted", test_tries_counted);
  DESK_TEST("/inbox/meeting", test_meeting);
  DESK_TEST("/inbox/private", test_private);
  DESK_TEST("/inbox/damaged", test_damaged);
  DESK_TEST("/inbox/no-room", test_no_room);
  return g_test_run();
}
