/* What photos are read with, here and in workers. */
#include "reader/reader.h"

#include <malloc.h>

struct CardcatReader {
  CcOcr *ocr;
  CcModels *models;
  char *region, *keep_dir;
  gboolean no_pair, explain, late;
};

static void begin_to_load(CcOcr *ocr) {
  cc_heap_reserve((gsize)CC_LOAD_MEGABYTES << 20);
  cc_ocr_load(ocr);
}

CardcatReader *cc_reader_new(const CardcatReaderOptions *options, gboolean late, GError **error) {
  CardcatReaderOptions o = options ? *options : (CardcatReaderOptions){0};
  cc_print_init();
  if (!cc_photo_init(error) || (o.keep_dir && !cc_keep_folder(o.keep_dir, error))) return NULL;
  g_autoptr(CcOcr) ocr = cc_ocr_new(o.languages, error);
  if (!ocr) return NULL;
  if (!late) begin_to_load(ocr);
  g_autoptr(CcModels) models = cc_models_load(o.models_dir, error);
  if (!late) {
    cc_ocr_wait(ocr);
    malloc_trim(0); /* what the copies had */
  }
  if (!models) return NULL;
  cc_models_learn(models, o.learned);
  CardcatReader *reader = g_new0(CardcatReader, 1);
  reader->ocr = g_steal_pointer(&ocr);
  reader->models = g_steal_pointer(&models);
  reader->region = g_strdup(o.region);
  reader->keep_dir = g_strdup(o.keep_dir);
  reader->no_pair = o.no_pair;
  reader->explain = o.explain;
  reader->late = late;
  return reader;
}

void cc_reader_free(CardcatReader *reader) {
  if (!reader) return;
  cc_ocr_free(reader->ocr);
  cc_models_free(reader->models);
  g_free(reader->region);
  g_free(reader->keep_dir);
  g_free(reader);
}

/* ---- reading -------------------------------------------------------------------------------- */

void cc_reader_begin(CardcatReader *reader, const CardcatReadOptions *options, CcTask *task) {
  CardcatReadOptions o = options ? *options : (CardcatReadOptions){0};
  *task = (CcTask){.budget = {.cancellable = o.cancellable},
                   .progress = {.tell = o.progress, .data = o.data},
                   .rooms = {.ocr = reader->ocr,
                             .models = reader->models,
                             .region = reader->region,
                             .keep_dir = reader->keep_dir,
                             .no_pair = reader->no_pair,
                             .explain = reader->explain,
                             .seconds = o.seconds}};
  task->rooms.budget = &task->budget;
  task->rooms.progress = &task->progress;
  if (reader->late) begin_to_load(reader->ocr);
  reader->late = FALSE;
  cc_ocr_set_budget(reader->ocr, &task->budget);
}

void cc_reader_done(CardcatReader *reader) {
  cc_ocr_set_budget(reader->ocr, NULL);
}

GPtrArray *cc_reader_read(CardcatReader *reader, GBytes *photo, const char *name,
                          const CardcatReadOptions *options, GError **error) {
  CcTask task;
  cc_reader_begin(reader, options, &task);
  GPtrArray *readings = cc_photo_read(&task.rooms, photo, name, NULL, error);
  cc_reader_done(reader);
  if (!readings) g_prefix_error(error, "%s: ", name);
  return readings;
}

/* ---- in workers ----------------------------------------------------------------------------- */

static void tell_pool(CardcatStage stage, double share, gpointer worker) {
  cc_worker_progress(worker, stage, share);
}

/* So that what was read is given before the worker is given up. */
GPtrArray *cc_reader_read_for(CardcatReader *reader, GBytes *photo, const char *name,
                              const CcWorker *worker, GError **error) {
  CcTask task;
  const CardcatReadOptions options = {.progress = tell_pool, .data = (gpointer)worker};
  cc_reader_begin(reader, &options, &task);
  task.rooms.seconds = CC_READING_SHARE * cc_worker_page_seconds(worker);
  const CcQuestion *question = cc_worker_question(worker);
  GPtrArray *readings = question ? cc_photo_read_part(&task.rooms, photo, question, name, error)
                                 : cc_photo_read(&task.rooms, photo, name, worker, error);
  cc_worker_spent(worker, task.progress.spent);
  cc_reader_done(reader);
  if (!readings) g_prefix_error(error, "%s: ", name);
  return readings;
}

void cc_reader_open_before(const CardcatReader *reader, CcSandbox *sandbox) {
  cc_ocr_prepare();
  cc_qr_prepare();
  for (const char *const *folder = cc_photo_folders(); *folder; folder++)
    cc_sandbox_read(sandbox, *folder);
  if (reader->late) cc_sandbox_read(sandbox, cc_ocr_folder(reader->ocr));
  sandbox->writable = g_strdup(reader->keep_dir);
}
