/* What a scan does with its batch: says how far it is, saves what --yes asks for, and writes each
 * reading when its turn comes. */
#include "cli/cli.h"

#include "batch/batch.h"

#define WAIT_MS 200

typedef struct {
  Cli *cli;
  CardcatStore *store; /* NULL: nothing is saved */
  const CliScanOptions *options;
  const GPtrArray *paths;
  CliScanResult *result;
  CliProgress *progress;
} Run;

static const char *shown_name(const Run *run, guint index) {
  const char *path = run->paths->pdata[index];
  return g_str_equal(path, "-") ? "standard input" : path;
}

/* ---- what the batch asks for ---------------------------------------------------------------- */

/* One photo is read sooner by a worker that loads its models itself. */
static CardcatPool *start_pool(gpointer owner, GError **error) {
  Run *run = owner;
  const CardcatReaderOptions *reader = &run->options->reader;
  CardcatPoolOptions pool = run->options->pool;
  pool.late = run->paths->len == 1;
  if (pool.late) pool.jobs = 1;
  return cardcat_pool_new(reader, &pool, error);
}

static GBytes *get_bytes(gpointer owner, guint index, GError **error) {
  const Run *run = owner;
  return cc_cli_scan_file(run->cli, run->paths->pdata[index], error);
}

static void say_progress(gpointer owner, guint index, const CcBatchNews *news) {
  const Run *run = owner;
  if (news->stage == CC_BATCH_READING) return;
  guint cards = news->readings ? news->readings->len : 0;
  g_autofree char *read = g_strdup_printf("%u card%s", cards, cards > 1 ? "s" : "");
  gboolean is_known = news->stage == CC_BATCH_KNOWN;
  const char *what = is_known ? "already known" : cards > 0 ? read : "not read";
  cc_cli_progress_step(run->progress, shown_name(run, index), what, !is_known);
  if (run->cli->verbose && news->spent) cc_cli_account_time(news->spent);
  for (guint i = 0; run->cli->verbose && i < cards; i++)
    cc_cli_account(news->readings->pdata[i]);
}

static void say_card(gpointer owner, guint index, const CardcatReading *card) {
  const Run *run = owner;
  cc_cli_progress_card(run->progress, shown_name(run, index), (guint)card->card);
}

/* ---- a photo's turn ------------------------------------------------------------------------- */

static void append_output(const Run *run, GString *output, const CardcatReading *reading) {
  g_autofree char *whole = run->options->embed ? cardcat_reading_to_json_whole(reading) : NULL;
  g_autofree char *text = whole ? g_strconcat(whole, "\n", NULL)
                                : cardcat_format_reading(reading, run->options->format);
  g_string_append(output, text);
}

static gboolean write_output(const Run *run, const GString *output, GError **error) {
  cc_cli_progress_clear(run->progress);
  return cc_cli_write(run->cli, output->str, error);
}

static gboolean is_wanted(const Run *run, const CardcatReading *reading) {
  return run->options->save == CLI_SAVE_ALL ||
         (run->options->save == CLI_SAVE_SURE && cardcat_reading_is_sure(reading));
}

static gboolean save_card(const Run *run, gint64 id, gint64 into, GError **error) {
  g_auto(CliSaved) saved = {0};
  if (!cc_cli_scan_save(run->store, id, into, &saved, error)) return FALSE;
  g_array_append_val(run->result->saved, saved.contact);
  if (!saved.label) {
    run->result->contacts++;
    return TRUE;
  }
  run->result->joined++;
  if (run->cli->quiet) return TRUE;
  cc_cli_progress_clear(run->progress);
  cc_cli_say("%s: the card joined contact %" G_GINT64_FORMAT ", %s", saved.path, saved.contact,
             saved.label);
  return TRUE;
}

/* Card INDEX becomes a contact when --yes says so, else it is left to the review. */
static gboolean settle_card(const Run *run, const CcBatchNews *news, guint index, GError **error) {
  const CardcatReading *reading = news->readings->pdata[index];
  const CardcatReadAgain *again =
      news->again ? &g_array_index(news->again, CardcatReadAgain, index) : NULL;
  if (again && again->what == CARDCAT_AGAIN_SAME) {
    run->result->same++;
    return TRUE;
  }
  cc_cli_progress_clear(run->progress);
  if (!cc_cli_say_wanted(run->cli, run->store, reading->path, reading->contact, error))
    return FALSE;
  if (is_wanted(run, reading))
    return save_card(run, g_array_index(news->cards, gint64, index), again ? again->contact_id : 0,
                     error);
  run->result->to_review++;
  return TRUE;
}

static gboolean settle(const Run *run, const CcBatchNews *news, GError **error) {
  g_autoptr(GString) output = g_string_new(NULL);
  for (guint i = 0; i < news->readings->len; i++) {
    append_output(run, output, news->readings->pdata[i]);
    if (news->cards && !settle_card(run, news, i, error)) return FALSE;
  }
  run->result->photos++;
  run->result->cards += news->readings->len;
  return write_output(run, output, error);
}

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
static gboolean recall(const Run *run, guint index, const char *sha256, GError **error) {
  g_autoptr(GString) output = g_string_new(NULL);
  g_autoptr(GArray) ids = cardcat_store_photo_cards(run->store, sha256, error);
  if (!ids) return FALSE;
  for (guint i = 0; i < ids->len; i++) {
    gint64 id = g_array_index(ids, gint64, i);
    g_autoptr(CardcatCard) card = cardcat_store_get_card(run->store, id, error);
    if (!card) return FALSE;
    set_path(card->reading, run->paths->pdata[index]);
    append_output(run, output, card->reading);
    if (card->state == CARDCAT_CARD_TO_REVIEW && is_wanted(run, card->reading) &&
        !save_card(run, id, 0, error))
      return FALSE;
  }
  run->result->known++;
  return !run->options->repeat || write_output(run, output, error);
}

static void tell(const Run *run, guint index, const CcBatchNews *news, GPtrArray *list) {
  g_ptr_array_add(list, g_strdup_printf("%s: %s", shown_name(run, index), news->message));
}

static void say_doubt(const Run *run, guint index, const char *taken) {
  cc_cli_progress_clear(run->progress);
  cc_cli_say(
      "%s: its camera says %.10s, which is hard to believe and not kept as the day you met; "
      "--met-on says the day",
      shown_name(run, index), taken);
}

static gboolean take_turn(gpointer owner, guint index, const CcBatchNews *news, GError **error) {
  const Run *run = owner;
  gboolean is_read = news->stage == CC_BATCH_SETTLED || news->stage == CC_BATCH_PAIRED;
  if (is_read && news->message) tell(run, index, news, run->result->partly);
  if (news->doubt && !run->cli->quiet) say_doubt(run, index, news->doubt);
  switch (news->stage) {
    case CC_BATCH_SETTLED:
      return settle(run, news, error);
    case CC_BATCH_KNOWN:
      return recall(run, index, news->sha256, error);
    case CC_BATCH_PAIRED:
      run->result->photos++;
      return TRUE;
    default:
      tell(run, index, news, run->result->failed);
      return TRUE;
  }
}

/* ---- the run -------------------------------------------------------------------------------- */

static gboolean run_all(const Run *run, CcBatch *batch, GError **error) {
  if (!cc_cli_write_header(run->cli, run->options->format, run->options->bom, error)) return FALSE;
  while (cc_batch_open(batch) > 0) {
    gboolean moved;
    if (cc_signals_take(run->cli->signals) != 0) {
      cc_set_interrupted(error);
      return FALSE;
    }
    if (!cc_batch_step(batch, WAIT_MS, &moved, error)) return FALSE;
    cc_cli_progress_tick(run->progress);
  }
  return TRUE;
}

static CcBatch *batch_new(Run *run) {
  static const CcBatchHooks hooks = {start_pool, get_bytes, say_progress, take_turn, say_card};
  const CcBatchOptions options = {
      .store = run->store, .no_pair = run->options->reader.no_pair, .again = run->options->again};
  CcBatch *batch = cc_batch_new(&options, &hooks, run);
  for (guint i = 0; i < run->paths->len; i++)
    cc_batch_add(batch, run->paths->pdata[i], NULL, run->options->meeting);
  return batch;
}

gboolean cc_cli_scan_run(Cli *cli, CardcatStore *store, const CliScanOptions *options,
                         const GPtrArray *paths, CliScanResult *result, GError **error) {
  Run run = {.cli = cli, .store = store, .options = options, .paths = paths, .result = result};
  run.progress = cc_cli_progress_new(cli, paths->len);
  CcBatch *batch = batch_new(&run);
  gboolean well = run_all(&run, batch, error);
  if (!well && error && g_error_matches(*error, CARDCAT_ERROR, CARDCAT_ERROR_INTERRUPTED)) {
    /* The first signal has been heard; what is written now is short. */
    g_autoptr(GError) second = NULL;
    if (!cc_batch_settle_rest(batch, &second)) g_debug("%s", second->message);
  }
  result->open = cc_batch_open(batch);
  cc_batch_free(batch);
  g_clear_pointer(&run.progress, cc_cli_progress_free);
  return well;
}
