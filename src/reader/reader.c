/* From the bytes of a photo to its readings. */
#include "reader/reader.h"

#include <malloc.h>
#include <string.h>

struct CardcatReader {
  CcOcr *ocr;
  CcModels *models;
  char *region, *keep_dir;
  gboolean no_pair, explain, late;
};

/* The kept picture of a card: small, and as good as what was read. */
#define PICTURE_QUALITY 85

/* Tesseract holds a model three times while it loads it; the largest that is used is of 89 MB. */
#define LOAD_MEGABYTES 384

static void begin_to_load(CcOcr *ocr) {
  cc_heap_reserve((gsize)LOAD_MEGABYTES << 20);
  cc_ocr_load(ocr);
}

/* LATE: the largest model is loaded while the cards of the first photo are looked for. */
static CardcatReader *reader_new(const CardcatReaderOptions *options, gboolean late,
                                 GError **error) {
  CardcatReaderOptions o = options ? *options : (CardcatReaderOptions){0};
  if (!cc_photo_init(error)) return NULL;
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

CardcatReader *cardcat_reader_new(const CardcatReaderOptions *options, GError **error) {
  return reader_new(options, FALSE, error);
}

void cardcat_reader_free(CardcatReader *reader) {
  if (!reader) return;
  cc_ocr_free(reader->ocr);
  cc_models_free(reader->models);
  g_free(reader->region);
  g_free(reader->keep_dir);
  g_free(reader);
}

/* ---- one reading ---------------------------------------------------------------------------- */

static char *join_lines(const GPtrArray *lines) {
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < lines->len; i++) {
    const CardcatLine *line = lines->pdata[i];
    g_string_append_printf(text, "%s%s", i > 0 ? "\n" : "", line->text);
  }
  return g_strdup(text->str);
}

/* Shares what CARD holds; what is the photo's (path, sum, count) is still to be said. */
static CardcatReading *make_reading(const CcCandidate *card, const CcPhoto *photo, GError **error) {
  g_autoptr(CardcatReading) reading = cardcat_reading_new();
  reading->picture = cc_photo_to_jpeg(card->picture, PICTURE_QUALITY, error);
  if (!reading->picture) return NULL;
  reading->width = card->picture->width;
  reading->height = card->picture->height;
  for (int i = 0; i < 4; i++)
    reading->corners[i] =
        (CardcatPoint){card->corners[i].x * photo->scale, card->corners[i].y * photo->scale};
  reading->taken = g_strdup(photo->taken);
  reading->confidence = card->fields->confidence;
  reading->text = join_lines(card->lines);
  g_clear_pointer(&reading->contact, cardcat_contact_free);
  reading->contact = cardcat_contact_copy(card->fields->contact);
  g_ptr_array_unref(reading->evidence);
  reading->evidence = g_ptr_array_ref(card->fields->evidence);
  g_ptr_array_unref(reading->unused);
  reading->unused = g_ptr_array_ref(card->fields->unused);
  g_ptr_array_unref(reading->lines);
  reading->lines = g_ptr_array_ref(card->lines);
  return g_steal_pointer(&reading);
}

static GPtrArray *make_readings(const GPtrArray *cards, const CcPhoto *photo, GBytes *bytes,
                                const char *name, GError **error) {
  g_autofree char *sum = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes);
  g_autoptr(GPtrArray) readings =
      g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_reading_free);
  for (guint i = 0; i < cards->len; i++) {
    CardcatReading *reading = make_reading(cards->pdata[i], photo, error);
    if (!reading) return NULL;
    g_ptr_array_add(readings, reading);
    reading->path = g_strdup(name);
    reading->sha256 = g_strdup(sum);
    reading->card = (int)i + 1;
    reading->cards = (int)cards->len;
  }
  return g_steal_pointer(&readings);
}

static void explain(GPtrArray *readings, const GPtrArray *cards) {
  for (guint i = 0; i < readings->len; i++) {
    CardcatReading *reading = readings->pdata[i];
    reading->explanation =
        cc_explanation_to_json(reading, ((const CcCandidate *)cards->pdata[i])->fields);
  }
}

static void set_no_card(CardcatReading *reading) {
  reading->card = reading->cards = 0;
}

/* ---- one photo ------------------------------------------------------------------------------ */

/* What the kept files of photo NAME begin with: of its name what is safe in any file's name. */
static char *keep_stem(const char *name) {
  if (g_str_equal(name, "-")) return g_strdup("stdin");
  char *stem = g_path_get_basename(name);
  char *dot = strrchr(stem, '.');
  if (dot && dot != stem) *dot = '\0';
  g_strcanon(stem, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "._-", '_');
  if (stem[0] == '.') stem[0] = '_';
  return stem;
}

static CcPhoto *load_photo(GBytes *bytes, GError **error) {
  gsize length = g_bytes_get_size(bytes);
  if (length > 0 && length <= CARDCAT_PHOTO_BYTES_MAX) return cc_photo_load(bytes, error);
  g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_PHOTO,
                      length == 0 ? "is empty" : "is larger than 256 MB");
  return NULL;
}

static GPtrArray *read_photo(CardcatReader *reader, GBytes *bytes, const char *name,
                             GError **error) {
  g_autofree char *stem = keep_stem(name);
  g_autoptr(CcKeep) keep = reader->keep_dir ? cc_keep_new(reader->keep_dir, stem, error) : NULL;
  if (reader->keep_dir && !keep) return NULL;
  if (reader->late) begin_to_load(reader->ocr);
  reader->late = FALSE;
  g_autoptr(CcPhoto) photo = load_photo(bytes, error);
  if (!photo) return NULL;
  g_autoptr(GArray) outlines = cc_outlines_find(photo->raster, keep);
  CcRooms rooms = {reader->ocr, reader->models, reader->region, reader->keep_dir, reader->explain};
  CcCandidate *rejected = NULL;
  g_autoptr(GPtrArray) cards =
      cc_candidates_read(&rooms, photo, outlines, stem, reader->explain ? &rejected : NULL);
  gboolean is_card = cards->len > 0;
  if (rejected) g_ptr_array_add(cards, rejected);
  if (cards->len == 0) {
    g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_NO_CARD, "shows no business card");
    return NULL;
  }
  GPtrArray *readings = make_readings(cards, photo, bytes, name, error);
  if (readings && !is_card) set_no_card(readings->pdata[0]);
  if (readings && reader->explain)
    explain(readings, cards);
  else if (readings && !reader->no_pair)
    cc_readings_pair(readings);
  return readings;
}

GPtrArray *cardcat_reader_read(CardcatReader *reader, GBytes *photo, const char *name,
                               GError **error) {
  GPtrArray *readings = read_photo(reader, photo, name, error);
  if (!readings) g_prefix_error(error, "%s: ", name);
  return readings;
}

/* ---- in workers ----------------------------------------------------------------------------- */

static GPtrArray *read_in_worker(gpointer reader, GBytes *photo, const char *name, GError **error) {
  return cardcat_reader_read(reader, photo, name, error);
}

CardcatPool *cardcat_pool_new(CardcatReader *reader, const CardcatPoolOptions *options,
                              GError **error) {
  return cc_pool_new(read_in_worker, reader, options, error);
}

/* A worker's own copy of this is filled when its first photo comes; the parent's stays empty. */
typedef struct {
  const CardcatReaderOptions *options;
  CardcatReader *reader;
} Later;

static GPtrArray *load_and_read(gpointer data, GBytes *photo, const char *name, GError **error) {
  Later *later = data;
  if (!later->reader) later->reader = reader_new(later->options, TRUE, error);
  return later->reader ? cardcat_reader_read(later->reader, photo, name, error) : NULL;
}

CardcatPool *cardcat_pool_new_later(const CardcatReaderOptions *reader,
                                    const CardcatPoolOptions *options, GError **error) {
  CardcatPoolOptions o = options ? *options : (CardcatPoolOptions){0};
  if (o.megabytes == 0) o.megabytes = CC_WORKER_MEGABYTES + LOAD_MEGABYTES;
  Later *later = g_new0(Later, 1);
  later->options = reader;
  CardcatPool *pool = cc_pool_new(load_and_read, later, &o, error);
  if (pool)
    cc_pool_own(pool, later);
  else
    g_free(later);
  return pool;
}
