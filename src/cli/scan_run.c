#include "cli/cli.h"

#include <string.h>

/* How far reading may run ahead of the photo whose turn it is to be written. */
#define AHEAD 64
#define WAIT_MS 200

typedef enum {
  PHOTO_WAITING,
  PHOTO_TWIN,  /* the same bytes as a photo that is being read */
  PHOTO_READY, /* to be read: its bytes wait for a worker */
  PHOTO_READING,
  PHOTO_DONE,
} PhotoStage;

typedef struct {
  PhotoStage stage;
  char *sha256;
  GPtrArray *readings; /* read now and not settled yet; NULL: none */
  char *output;        /* to be written when its turn comes; NULL: nothing */
} Photo;

typedef struct {
  Cli *cli;
  CardcatStore *store; /* NULL: nothing is saved */
  const CliScanOptions *options;
  const GPtrArray *paths;
  CliScanResult *result;
  CliProgress *progress;
  CardcatReader *reader; /* NULL until a photo needs it */
  CardcatPool *pool;
  Photo *photos;    /* one for each path */
  guint next, turn; /* the photo to look at, the photo to write */
  GBytes *ready;    /* of the one photo that is ready; NULL: none is */
  guint ready_index;
  GHashTable *reading; /* sha256 (borrowed) of the photos being read or not settled yet */
} Run;

static const char *shown_name(const char *path) {
  return g_str_equal(path, "-") ? "standard input" : path;
}

static void finish(Run *run, guint index, const char *what, gboolean read) {
  run->photos[index].stage = PHOTO_DONE;
  cc_cli_progress_step(run->progress, shown_name(run->paths->pdata[index]), what, read);
}

/* A photo that could not be read is told of and stays known as such; what is not installed is no
 * photo's fault. */
static gboolean fail(Run *run, guint index, const GError *cause, GError **error) {
  if (g_error_matches(cause, CARDCAT_ERROR, CARDCAT_ERROR_MISSING)) {
    g_propagate_error(error, g_error_copy(cause));
    return FALSE;
  }
  Photo *photo = &run->photos[index];
  const char *path = run->paths->pdata[index], *name = shown_name(path);
  const char *message = cause->message;
  if (photo->sha256) g_hash_table_remove(run->reading, photo->sha256);
  /* What standard input is called among programs is not what people call it. */
  gboolean input = name != path && g_str_has_prefix(message, "-: ");
  g_ptr_array_add(run->result->failed,
                  input ? g_strdup_printf("%s%s", name, message + 1) : g_strdup(message));
  gboolean known = run->store && photo->sha256;
  if (known && !cardcat_store_add_failure(run->store, path, photo->sha256, message, error))
    return FALSE;
  finish(run, index, "not read", TRUE);
  return TRUE;
}

static void append_output(Run *run, GString *output, const CardcatReading *reading) {
  g_autofree char *text = cardcat_format_reading(reading, run->options->format);
  g_string_append(output, text);
}

static gboolean is_wanted(const Run *run, const CardcatReading *reading) {
  return run->options->save == CLI_SAVE_ALL ||
         (run->options->save == CLI_SAVE_SURE && cardcat_reading_is_sure(reading));
}

static gboolean save_card(Run *run, gint64 id, const CardcatContact *contact,
                          const CardcatMeeting *meeting, GError **error) {
  run->result->contacts++;
  return cardcat_store_save_card(run->store, id, contact, meeting, 0, NULL, error);
}

/* Makes the card a contact when --yes says so, else leaves it to the review. */
static gboolean settle_card(Run *run, gint64 id, const CardcatReading *reading,
                            const CardcatMeeting *meeting, GError **error) {
  if (!is_wanted(run, reading)) {
    run->result->to_review++;
    return TRUE;
  }
  return save_card(run, id, reading->contact, meeting, error);
}

static gboolean save(Run *run, GPtrArray *readings, GError **error) {
  const CardcatReading *first = readings->pdata[0];
  g_autoptr(CardcatMeeting) meeting = cardcat_meeting_copy(run->options->meeting);
  if (!meeting->met_on && first->taken) meeting->met_on = g_strndup(first->taken, 10);
  g_autoptr(GArray) ids = NULL;
  if (!cardcat_store_add_readings(run->store, readings, meeting, &ids, error)) return FALSE;
  for (guint i = 0; i < readings->len; i++)
    if (!settle_card(run, g_array_index(ids, gint64, i), readings->pdata[i], meeting, error))
      return FALSE;
  return TRUE;
}

/* Takes READINGS, to be settled when the photo's turn comes. */
static void succeed(Run *run, guint index, GPtrArray *readings) {
  run->photos[index].readings = readings;
  g_autofree char *what = g_strdup_printf("%u card%s", readings->len, readings->len > 1 ? "s" : "");
  finish(run, index, what, TRUE);
}

/* ---- front and back ------------------------------------------------------------------------- */

/* The one card of a photo that was read now; NULL when it is another photo. */
static CardcatReading *only_card(const Run *run, guint index) {
  GPtrArray *readings = index < run->paths->len ? run->photos[index].readings : NULL;
  return readings && readings->len == 1 ? readings->pdata[0] : NULL;
}

static gboolean is_unread(const Run *run, guint index) {
  if (index >= run->paths->len) return FALSE;
  PhotoStage stage = run->photos[index].stage;
  return stage == PHOTO_WAITING || stage == PHOTO_READY || stage == PHOTO_READING;
}

static gboolean pairs_with_next(const Run *run, guint index) {
  const CardcatReading *card = only_card(run, index), *next = only_card(run, index + 1);
  return !run->options->reader.no_pair && card && next && cardcat_reading_pairs_with(card, next);
}

/* The next photo may still prove to be the other side of this one's card. */
static gboolean must_wait(const Run *run, guint index) {
  return !run->options->reader.no_pair && only_card(run, index) && is_unread(run, index + 1);
}

static void pair_with_next(Run *run, guint index) {
  g_autoptr(GPtrArray) others = g_steal_pointer(&run->photos[index + 1].readings);
  GPtrArray *readings = run->photos[index].readings;
  g_hash_table_remove(run->reading, run->photos[index + 1].sha256);
  readings->pdata[0] = cardcat_reading_pair(readings->pdata[0], g_ptr_array_steal_index(others, 0));
}

/* Saves what was read in a photo and has it ready to be written; the other side of its card,
 * which the next photo may show, is settled with it. */
static gboolean settle(Run *run, guint index, GError **error) {
  Photo *photo = &run->photos[index];
  if (!photo->readings) return TRUE;
  gboolean paired = pairs_with_next(run, index);
  if (paired) pair_with_next(run, index);
  g_autoptr(GPtrArray) readings = g_steal_pointer(&photo->readings);
  g_autoptr(GString) output = g_string_new(NULL);
  if (run->store && !save(run, readings, error)) return FALSE;
  g_hash_table_remove(run->reading, photo->sha256);
  for (guint i = 0; i < readings->len; i++)
    append_output(run, output, readings->pdata[i]);
  photo->output = g_strdup(output->str);
  run->result->photos += paired ? 2 : 1;
  run->result->cards += readings->len;
  return TRUE;
}

/* ---- photos that are known ------------------------------------------------------------------ */

/* The photo may lie elsewhere today. */
static void set_path(CardcatReading *reading, const char *path) {
  CardcatReading *sides[] = {reading, reading->back};
  for (guint i = 0; i < G_N_ELEMENTS(sides); i++) {
    if (!sides[i] || g_strcmp0(sides[i]->sha256, reading->sha256) != 0) continue;
    g_free(sides[i]->path);
    sides[i]->path = g_strdup(path);
  }
}

/* What the address book holds of a photo: its readings are written again, so that a second run
 * gives what the first gave, and --yes saves what was left to the review. */
static gboolean recall(Run *run, guint index, GError **error) {
  g_autoptr(GString) output = g_string_new(NULL);
  g_autoptr(GArray) ids = cardcat_store_photo_cards(run->store, run->photos[index].sha256, error);
  for (guint i = 0; ids && i < ids->len; i++) {
    g_autoptr(CardcatCard) card =
        cardcat_store_get_card(run->store, g_array_index(ids, gint64, i), error);
    if (!card) return FALSE;
    set_path(card->reading, run->paths->pdata[index]);
    append_output(run, output, card->reading);
    if (card->state == CARDCAT_CARD_TO_REVIEW && is_wanted(run, card->reading) &&
        !save_card(run, card->id, card->draft ? card->draft : card->reading->contact, card->meeting,
                   error))
      return FALSE;
  }
  if (!ids) return FALSE;
  if (run->options->repeat) run->photos[index].output = g_strdup(output->str);
  run->result->known++;
  finish(run, index, "already known", FALSE);
  return TRUE;
}

static gboolean start_pool(Run *run, GError **error) {
  if (run->pool) return TRUE;
  const CardcatReaderOptions *reader = &run->options->reader;
  CardcatPoolOptions pool = run->options->pool;
  if (run->paths->len == 1) {
    pool.jobs = 1;
    run->pool = cardcat_pool_new_later(reader, &pool, error);
    return run->pool != NULL;
  }
  run->reader = cardcat_reader_new(reader, error);
  if (run->reader) run->pool = cardcat_pool_new(run->reader, &pool, error);
  return run->pool != NULL;
}

/* Gives the photo that is ready to a worker, of whom one must be idle. */
static gboolean submit_ready(Run *run, GError **error) {
  g_autoptr(GBytes) bytes = g_steal_pointer(&run->ready);
  guint index = run->ready_index;
  Photo *photo = &run->photos[index];
  if (!start_pool(run, error) ||
      !cardcat_pool_submit(run->pool, index, run->paths->pdata[index], bytes, error))
    return FALSE;
  photo->stage = PHOTO_READING;
  g_hash_table_add(run->reading, photo->sha256);
  return TRUE;
}

/* Whether a photo of these bytes must be read now: it is not known, nor being read. */
static gboolean sort_out(Run *run, guint index, gboolean *must, GError **error) {
  Photo *photo = &run->photos[index];
  CardcatPhotoState state = CARDCAT_PHOTO_NEW;
  *must = FALSE;
  if (run->store && g_hash_table_contains(run->reading, photo->sha256)) {
    photo->stage = PHOTO_TWIN;
    return TRUE;
  }
  if (run->store && !cardcat_store_photo_state(run->store, photo->sha256, &state, NULL, error))
    return FALSE;
  if (state == CARDCAT_PHOTO_READ) return recall(run, index, error);
  *must = TRUE;
  return TRUE;
}

/* Takes the bytes of a photo: it fails, or it is known, or it is ready to be read. */
static gboolean look_at(Run *run, guint index, GError **error) {
  Photo *photo = &run->photos[index];
  g_autoptr(GError) unread = NULL;
  g_autoptr(GBytes) bytes = cc_cli_scan_file(run->cli, run->paths->pdata[index], &unread);
  if (g_error_matches(unread, CARDCAT_ERROR, CARDCAT_ERROR_INTERRUPTED)) {
    g_propagate_error(error, g_steal_pointer(&unread));
    return FALSE;
  }
  if (!bytes) return fail(run, index, unread, error);
  g_free(photo->sha256);
  photo->sha256 = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes);
  gboolean must;
  if (!sort_out(run, index, &must, error)) return FALSE;
  if (!must) return TRUE;
  photo->stage = PHOTO_READY;
  run->ready = g_steal_pointer(&bytes);
  run->ready_index = index;
  return TRUE;
}

static gboolean can_submit(const Run *run) {
  return run->ready && (!run->pool || cardcat_pool_idle(run->pool) > 0);
}

/* Takes one finished photo from the pool, waiting at most MILLISECONDS.  DONE: there was one.
 * Its worker gets the next photo before this one is saved. */
static gboolean collect(Run *run, int milliseconds, gboolean *done, GError **error) {
  CardcatPoolResult result = {0};
  g_autoptr(GError) broken = NULL;
  *done = cardcat_pool_wait(run->pool, milliseconds, &result, &broken);
  if (broken) {
    g_propagate_error(error, g_steal_pointer(&broken));
    return FALSE;
  }
  if (!*done) return TRUE;
  guint index = (guint)result.ticket;
  gboolean well = !can_submit(run) || submit_ready(run, error);
  if (result.readings)
    succeed(run, index, g_steal_pointer(&result.readings));
  else
    well = well && fail(run, index, result.error, error);
  cardcat_pool_result_clear(&result);
  return well;
}

static gboolean settle_and_write(Run *run, guint index, GError **error) {
  if (!settle(run, index, error)) return FALSE;
  g_autofree char *output = g_steal_pointer(&run->photos[index].output);
  if (!output) return TRUE;
  cc_cli_progress_clear(run->progress);
  return cc_cli_write(run->cli, output, error);
}

/* One step: settle and write what can be, else have one photo ready, else give it to a worker, else
 * wait for one. */
static gboolean step(Run *run, GError **error) {
  const Photo *photo = &run->photos[run->turn];
  gboolean twin_is_done =
      photo->stage == PHOTO_TWIN && !g_hash_table_contains(run->reading, photo->sha256);
  if (photo->stage == PHOTO_DONE && !must_wait(run, run->turn))
    return settle_and_write(run, run->turn++, error);
  if (twin_is_done && !run->ready) return look_at(run, run->turn, error);
  if (run->next < run->paths->len && run->next - run->turn < AHEAD && !run->ready)
    return look_at(run, run->next++, error);
  if (can_submit(run)) return submit_ready(run, error);
  gboolean done;
  return collect(run, WAIT_MS, &done, error);
}

/* What is finished but was not written yet, because an earlier photo is not.  A card whose other
 * side may be on a photo that is not read is left to the next run, which then reads both. */
static gboolean write_rest(Run *run, GError **error) {
  g_clear_pointer(&run->ready, g_bytes_unref);
  for (gboolean more = run->pool != NULL; more;)
    if (!collect(run, 0, &more, error)) return FALSE;
  gboolean may_be_back = FALSE; /* of a card on the photo before */
  for (guint i = run->turn; i < run->paths->len; i++) {
    gboolean is_left = must_wait(run, i) || (may_be_back && only_card(run, i));
    if (run->photos[i].stage == PHOTO_DONE && !is_left && !settle_and_write(run, i, error))
      return FALSE;
    may_be_back = !run->options->reader.no_pair &&
                  (is_unread(run, i) || (is_left && pairs_with_next(run, i)));
  }
  return TRUE;
}

static gboolean run_all(Run *run, GError **error) {
  g_autofree char *header = cardcat_format_header(run->options->format);
  if (!cc_cli_write(run->cli, header, error)) return FALSE;
  while (run->turn < run->paths->len) {
    if (cc_signals_take(run->cli->signals) != 0) {
      cc_set_interrupted(error);
      return FALSE;
    }
    if (!step(run, error)) return FALSE;
    cc_cli_progress_tick(run->progress);
  }
  return TRUE;
}

static void run_clear(Run *run) {
  g_clear_pointer(&run->ready, g_bytes_unref);
  g_clear_pointer(&run->pool, cardcat_pool_free);
  g_clear_pointer(&run->reader, cardcat_reader_free);
  g_clear_pointer(&run->progress, cc_cli_progress_free);
  g_hash_table_unref(run->reading);
  for (guint i = 0; i < run->paths->len; i++) {
    g_free(run->photos[i].sha256);
    g_free(run->photos[i].output);
    g_clear_pointer(&run->photos[i].readings, g_ptr_array_unref);
  }
  g_free(run->photos);
}

gboolean cc_cli_scan_run(Cli *cli, CardcatStore *store, const CliScanOptions *options,
                         const GPtrArray *paths, CliScanResult *result, GError **error) {
  Run run = {.cli = cli, .store = store, .options = options, .paths = paths, .result = result};
  run.progress = cc_cli_progress_new(cli, paths->len);
  run.photos = g_new0(Photo, paths->len);
  run.reading = g_hash_table_new(g_str_hash, g_str_equal);
  gboolean well = run_all(&run, error);
  if (!well && error && g_error_matches(*error, CARDCAT_ERROR, CARDCAT_ERROR_INTERRUPTED)) {
    /* The first signal has been heard; what is written now is short. */
    g_autoptr(GError) second = NULL;
    if (!write_rest(&run, &second)) g_debug("%s", second->message);
  }
  for (guint i = 0; i < paths->len; i++)
    result->open += run.photos[i].stage == PHOTO_DONE && !run.photos[i].readings ? 0 : 1;
  run_clear(&run);
  return well;
}
