/* A year of mornings in three time zones, in which cardcat is killed again and again: everybody who
 * is due has one draft, nobody two, nobody none, and nobody before the hour.
 *
 * CARDCAT_YEAR: how many contacts are met in a year (else 18, in the weeks around the changes of
 * summer time). */
#define WRITES_A_STEP 1
#include "kill_fixture.h"

#define EIGHT (8 * 60)

typedef struct {
  Book book; /* first: an Action is given this */
  const char *zone;
  char *drafts, *sent;
  GRand *chance;
  guint people, kills, mornings;
} Year;

static const struct {
  const char *name, *from;
  int days;
} quick[] = {
    {"Europe/Berlin", "2026-03-27", 5},
    {"America/New_York", "2026-10-30", 5},
    {"Australia/Lord_Howe", "2026-04-03", 5},
};

static guint wanted(void) {
  const char *text = g_getenv("CARDCAT_YEAR");
  return text ? (guint)MAX(atoi(text), 3) / 3 : 6;
}

static CardcatMorning morning_of(const Year *year) {
  return (CardcatMorning){g_time_zone_new_identifier(year->zone), year->book.now, EIGHT};
}

/* ---- one morning ----------------------------------------------------------------------------- */

/* All that is due is drafted, as cardcat follow-up draft does it; in a child, which may be killed.
 */
static void draft_all(Book *book) {
  Year *year = (Year *)book;
  g_autoptr(GError) error = NULL;
  const CardcatStoreOptions options = book_options(book);
  g_autoptr(CardcatStore) store =
      cardcat_store_open_with(book->path, CARDCAT_STORE_WRITE, &options, &error);
  if (!store) g_error("%s", error->message);
  g_autoptr(GPtrArray) entries = cardcat_store_follow_ups(store, 0, 0, &error);
  CardcatMorning morning = morning_of(year);
  g_autoptr(GPtrArray) due =
      cardcat_follow_ups(entries, &morning, CARDCAT_FOLLOW_UPS_NOW, NULL, NULL);
  const CardcatDraftOptions draft = {
      .kind = CARDCAT_DRAFT_MAILDIR, .folder = year->drafts, .templates = "/nowhere"};
  gint64 decision = 0;
  for (guint i = 0; i < due->len; i++) {
    const CardcatFollowUp *one = due->pdata[i];
    if (one->state != CARDCAT_FOLLOW_UP_DUE) continue;
    g_autoptr(CardcatDraft) letter =
        cardcat_draft_keep(store, one, &morning, &draft, &decision, &error);
    if (!letter) g_error("%s", error->message);
  }
}

/* How many files FOLDER has whose name, up to the colon, is NAME's; NULL: any. */
static guint count_files(const char *folder, const char *name) {
  guint count = 0;
  g_autofree char *place = g_build_filename(folder, "cur", NULL);
  g_autoptr(GDir) dir = g_dir_open(place, 0, NULL);
  for (const char *file; dir && (file = g_dir_read_name(dir));)
    count += !name || (g_str_has_prefix(file, name) && file[strlen(name)] == ':');
  return count;
}

/* A person sends some of the letters: the mail program takes them out of its drafts. */
static void send_some(Year *year) {
  g_autofree char *from = g_build_filename(year->drafts, "cur", NULL);
  g_autofree char *to = g_build_filename(year->sent, "cur", NULL);
  g_autoptr(GDir) dir = g_dir_open(from, 0, NULL);
  for (const char *file; dir && (file = g_dir_read_name(dir));) {
    if (g_rand_int_range(year->chance, 0, 3) > 0) continue;
    g_autofree char *old = g_build_filename(from, file, NULL);
    g_autofree char *new = g_build_filename(to, file, NULL);
    g_assert_cmpint(g_rename(old, new), ==, 0);
  }
}

/* Killed at a step by chance, up to three times, then left to end. */
static void have_morning(Year *year) {
  gboolean killed = TRUE;
  for (guint i = 0; i < 3 && killed; i++) {
    killed = killed_at(&year->book, draft_all, (guint)g_rand_int_range(year->chance, 1, 60));
    year->kills += killed;
  }
  if (killed) g_assert_false(killed_at(&year->book, draft_all, G_MAXUINT));
  year->mornings++;
}

/* ---- what must hold -------------------------------------------------------------------------- */

/* Of everybody whose morning has come there is one letter, of nobody else any. */
static void check(Year *year) {
  g_autoptr(GError) error = NULL;
  book_open(&year->book, CARDCAT_STORE_WRITE);
  g_autoptr(GPtrArray) entries = cardcat_store_search(year->book.store, NULL, 0, 0, &error);
  g_assert_no_error(error);
  CardcatMorning morning = morning_of(year);
  g_autoptr(GPtrArray) all =
      cardcat_follow_ups(entries, &morning, CARDCAT_FOLLOW_UPS_ALL, NULL, NULL);
  g_assert_cmpuint(all->len, ==, year->people);
  guint due = 0;
  for (guint i = 0; i < all->len; i++) {
    const CardcatFollowUp *one = all->pdata[i];
    gboolean has_come = one->due <= year->book.now;
    g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, one->entry->uid, -1);
    g_autofree char *name =
        g_strdup_printf("cardcat.%.16s.%" G_GINT64_FORMAT, sum, one->meeting->id);
    due += has_come;
    g_assert_cmpint(one->state, ==, has_come ? CARDCAT_FOLLOW_UP_DRAFTED : CARDCAT_FOLLOW_UP_DUE);
    g_assert_cmpuint(count_files(year->drafts, name) + count_files(year->sent, name), ==,
                     has_come ? 1 : 0);
  }
  g_assert_cmpuint(count_files(year->drafts, NULL) + count_files(year->sent, NULL), ==, due);
  g_time_zone_unref(morning.zone);
  book_close(&year->book);
}

/* ---- the year -------------------------------------------------------------------------------- */

static void meet(Year *year, guint number, const char *day) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatMeeting) meeting = cardcat_meeting_new();
  meeting->event = g_strdup_printf("Expo %u", number % 7);
  meeting->met_on = g_strdup(day);
  g_autofree char *name = g_strdup_printf("N%u", number);
  g_autofree char *mail = g_strdup_printf("n%u@example.org", number);
  gint64 card = add_card(&year->book, number + 1, person_new(name, "Beck", mail));
  gboolean done = cardcat_store_save_card(year->book.store, card, NULL, meeting, 0, NULL, &error);
  g_assert_no_error(error);
  g_assert_true(done);
}

static void begin(Year *year, guint people, const char *zone, const char *from, int days) {
  *year = (Year){.people = people, .zone = zone, .chance = g_rand_new_with_seed(27)};
  book_set_up(&year->book, NULL);
  tell(&year->book, "PRAGMA synchronous = OFF"); /* for the filling alone */
  year->drafts = g_build_filename(year->book.dir, "Drafts", NULL);
  year->sent = g_build_filename(year->book.dir, "Sent", NULL);
  g_autofree char *cur = g_build_filename(year->sent, "cur", NULL);
  g_assert_cmpint(g_mkdir_with_parents(cur, 0700), ==, 0);
  CardcatMorning utc = {g_time_zone_new_utc(), 0, 0};
  for (guint i = 0; i < people; i++) {
    gint64 when = 0;
    g_assert_true(
        cardcat_morning_after(&utc, from, g_rand_int_range(year->chance, 0, days - 2), &when));
    g_autofree char *day = cardcat_morning_day(&utc, when);
    meet(year, i, day);
  }
  g_time_zone_unref(utc.zone);
  book_close(&year->book);
}

static void end(Year *year) {
  book_tear_down(&year->book, NULL);
  g_free(year->drafts);
  g_free(year->sent);
  g_rand_free(year->chance);
}

/* Each day one looks a second before the hour, then at some time of the day; some days nobody does.
 */
static void live(const char *zone, const char *from, int days) {
  Year year;
  begin(&year, wanted(), zone, from, days);
  for (int day = 0; day < days; day++) {
    CardcatMorning morning = morning_of(&year);
    gint64 eight = 0;
    g_assert_true(cardcat_morning_after(&morning, from, day, &eight));
    g_time_zone_unref(morning.zone);
    if (day < days - 1 && g_rand_int_range(year.chance, 0, 7) == 0) continue;
    year.book.now = eight - 1;
    if (day > 0 && g_rand_boolean(year.chance)) have_morning(&year);
    year.book.now = eight + g_rand_int_range(year.chance, 0, 15 * 60 * 60);
    have_morning(&year);
    check(&year);
    send_some(&year);
  }
  g_test_message("%s: %u mornings, %u kills, %u letters", zone, year.mornings, year.kills,
                 count_files(year.drafts, NULL) + count_files(year.sent, NULL));
  g_assert_cmpuint(year.kills, >, 0);
  end(&year);
}

static void test_year(void) {
  gboolean whole = g_getenv("CARDCAT_YEAR") != NULL;
  if (!kill_can_trace()) {
    g_test_skip("no process can be traced here");
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS(quick); i++)
    live(quick[i].name, whole ? "2026-01-01" : quick[i].from, whole ? 366 : quick[i].days);
}

#define STEPS 3 /* every so many are enough for a test of every day */

/* Of one morning every step is the last, once. */
static void test_every_step(void) {
  if (!kill_can_trace()) {
    g_test_skip("no process can be traced here");
    return;
  }
  gboolean killed = TRUE;
  guint step = 1;
  for (; killed; step += g_test_slow() ? 1 : STEPS * NEXT_STEP) {
    Year year;
    begin(&year, 2, "Europe/Berlin", "2026-03-27", 3);
    year.book.now = 1774850400; /* 2026-03-30 8:00 there */
    killed = killed_at(&year.book, draft_all, step);
    if (killed) g_assert_false(killed_at(&year.book, draft_all, G_MAXUINT));
    check(&year);
    end(&year);
  }
  g_test_message("the last step is %u", step);
  g_assert_cmpuint(step, >, 20);
}

/* In memory: what is killed is a process, and a disk is waited for at each of its calls. */
int main(int argc, char **argv) {
  if (g_access("/dev/shm", W_OK) == 0) g_setenv("TMPDIR", "/dev/shm", TRUE);
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/follow-up-year/year", test_year);
  if (!g_getenv("CARDCAT_YEAR")) g_test_add_func("/follow-up-year/every-step", test_every_step);
  return g_test_run();
}
