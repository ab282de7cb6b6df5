/* What every room needs: errors, pictures as plain memory, text at the door. */
#pragma once

#include "cardcat/cardcat.h"

/* ---- pictures ----------------------------------------------------------------------------- */

/* A picture as plain memory, so that no room hands a foreign type to the next.
 * Rows top to bottom without padding; 1 band: grey, 3 bands: R G B (sRGB), 0..255. */
typedef struct {
  int width, height, bands;
  guint8 *data; /* owned, width * height * bands bytes */
} CcRaster;

/* Pixels are not initialised.  WIDTH and HEIGHT 1..65500, BANDS 1 or 3. */
CcRaster *cc_raster_new(int width, int height, int bands);
CcRaster *cc_raster_copy(const CcRaster *raster);
void cc_raster_free(CcRaster *raster);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcRaster, cc_raster_free)

static inline guint8 *cc_raster_at(const CcRaster *r, int x, int y) {
  return r->data + ((gsize)y * (gsize)r->width + (gsize)x) * (gsize)r->bands;
}

/* Rec. 601 luma of an RGB picture; a copy of a grey one. */
CcRaster *cc_raster_grey(const CcRaster *raster);
/* Turned clockwise by QUARTERS * 90 degrees. */
CcRaster *cc_raster_turn(const CcRaster *raster, int quarters);
/* The part inside BOX, which is cut to the picture; NULL when nothing is left. */
CcRaster *cc_raster_crop(const CcRaster *raster, CardcatBox box);
/* Averaged when it shrinks, bilinear when it grows.  WIDTH and HEIGHT as for cc_raster_new(). */
CcRaster *cc_raster_resize(const CcRaster *raster, int width, int height);

/* JPEG, a picture of our own, turned clockwise by QUARTERS * 90 degrees: the same data with another
 * EXIF orientation.  What is no JPEG stays as it is. */
GBytes *cc_jpeg_turn(GBytes *jpeg, int quarters);
/* By how many quarters cc_jpeg_turn() turned it, 0..3. */
int cc_jpeg_quarters(GBytes *jpeg);
/* The picture of a foreign JPEG file and how it is turned, without all else that is in it; owned.
 * NULL: it is none that a card's picture can be, such as one of more than 8192 pixels an edge.
 * Only what passes may be decoded outside of a worker. */
GBytes *cc_jpeg_check(GBytes *jpeg);

/* ---- memory ------------------------------------------------------------------------------- */

/* Has malloc() take large blocks, of all this process, from its heap, whose next BYTES are mapped
 * in huge pages where the kernel has them (transparent_hugepage/enabled says madvise or always).
 * Threads share that heap, if no thread had one of its own before.
 * Untouched memory is only reserved; where so much cannot be had nothing is.  A fault for every
 * 4 kB costs the more the more virtual the machine is: on one, loading the model of Latin script
 * took 1.5 s with small pages and .2 to .6 s with huge ones. */
void cc_heap_reserve(gsize bytes);

/* ---- processor time ----------------------------------------------------------------------- */

/* What may be spent on a photo, and of it on a part: asked before each step that costs much. */
typedef struct {
  gint64 (*clock)(void);     /* microseconds; NULL: the calling thread's processor time */
  gint64 end, part_end;      /* by the clock */
  gboolean left_out;         /* a step was left out since cc_budget_begin(), ... */
  gboolean part_left_out;    /* ... since cc_budget_begin_part() */
  GCancellable *cancellable; /* borrowed; nothing is left once it is cancelled; or NULL */
} CcBudget;

/* NULL: never. */
gboolean cc_budget_is_cancelled(const CcBudget *budget);

/* MICROSECONDS from now on, all of which the first part may take. */
void cc_budget_begin(CcBudget *budget, gint64 microseconds);
/* So many of what is left from now on.  FALSE: nothing is left. */
gboolean cc_budget_begin_part(CcBudget *budget, gint64 microseconds);
/* Whether the next step is to be left out.  NULL: never. */
gboolean cc_budget_is_spent(CcBudget *budget);

/* ---- text at the door --------------------------------------------------------------------- */

/* No text of a card is longer than this many bytes; more is cut. */
#define CC_TEXT_MAX 2000

/* TEXT (LENGTH bytes, -1: to its NUL; NULL: "") as valid UTF-8 in NFC on one line: bad bytes,
 * control, format (zero-width, direction), private and unassigned characters dropped, every run of
 * white space one space, trimmed, cut to MAX bytes at a character.  Owned, never NULL. */
char *cc_text_clean(const char *text, gssize length, gsize max);
/* The same, but line breaks stay as "\n". */
char *cc_text_clean_lines(const char *text, gssize length, gsize max);

/* The same, but format characters stay, too: what a code hides in its text is told of. */
char *cc_text_clean_code(const char *text, gssize length, gsize max);

/* "(Director)" becomes "Director": of TEXT that stands wholly in one pair of brackets what is
 * within stays. */
void cc_text_open_brackets(GString *text);

/* json-glib also takes comments, single quotes and any depth of nesting, by a recursion of its own.
 * TRUE: JSON is plain, nested DEPTH_MAX deep at most, so that its string ends where json-glib's
 * does. */
gboolean cc_json_is_plain(const char *json, int depth_max);

/* Why a person may take VALUE (valid UTF-8), a name, an e-mail or a web address, for another:
 * "mixes Latin and Cyrillic letters; its host is xn--pypal-4ve.com".  Owned; NULL: there is no
 * reason, or FIELD has other values. */
char *cc_look_alike(CardcatField field, const char *value);
/* What of TEXT (valid UTF-8) is not seen: "invisible characters", borrowed for ever; NULL: all is,
 * but for what letters of some scripts are joined and parted with. */
const char *cc_hidden(const char *text);
/* TEXT with format characters as "<U+202E>", owned. */
char *cc_reveal(const char *text);

/* Letters (bytes) to change, lose or add until A is B; CC_LETTERS_MAX where one is longer. */
guint cc_edits(const char *a, const char *b);
/* The same until A begins B. */
guint cc_edits_to_head(const char *a, const char *b);
#define CC_LETTERS_MAX 64

/* ---- countries and languages (countries.c) ------------------------------------------------- */

/* Tesseract's name of the language that TEXT is in English ("German"), or in ISO 639's codes;
 * owned. NULL: there is none.  Nothing says that there is a model of it. */
char *cc_language_find(const char *text);

/* ADDRESS keeps its country by its code alone; the word that said it stays in its line (full),
 * which is there.  What is no country is a word of the line (address_country.c). */
void cc_address_settle_country(CardcatAddress *address);

/* ---- models ------------------------------------------------------------------------------- */

/* Where the word lists and weights are: DIR; when that is NULL the environment's CARDCAT_MODELS;
 * else beside the library, so that an installation can be moved; else where they were installed.
 * Owned (g_free); it may not exist. */
char *cc_models_dir(const char *dir);
/* The first of PLACES (ends with NULL), as seen from the folder of the library or the program that
 * has it in itself, that passes TEST.  Owned (g_free); NULL: none does. */
char *cc_beside_library(const char *const *places, GFileTest test);

/* ---- --keep -------------------------------------------------------------------------------- */

/* Where a reading leaves its stages to be looked at.  NULL keeps nothing: every room may pass it
 * on unasked.  Files are STEM-NN-STAGE.ppm (or .pgm) and .txt, NN counting up. */
typedef struct CcKeep CcKeep;
/* Makes the folder DIR unless it is there: what it gets is for its owner alone. */
gboolean cc_keep_folder(const char *dir, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* In a folder that is there; NULL when DIR is. */
CcKeep *cc_keep_new(const char *dir, const char *stem);
void cc_keep_free(CcKeep *keep);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcKeep, cc_keep_free)
/* A failure to write stops no reading; it shows with G_MESSAGES_DEBUG=cardcat. */
void cc_keep_picture(CcKeep *keep, const char *stage, const CcRaster *raster);
void cc_keep_text(CcKeep *keep, const char *stage, const char *text);

/* ---- former jobs (chapter.c) ----------------------------------------------------------------- */

/* Copies of CHAPTERS (NULL: none), owned (g_ptr_array_unref). */
GPtrArray *cc_chapters_copy(const GPtrArray *chapters);
/* A and B (NULL: none) are the same in the same order. */
gboolean cc_chapters_equal(const GPtrArray *a, const GPtrArray *b);
