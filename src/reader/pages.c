/* From the bytes of a photo to its readings: page by page, the cards of all numbered in one row. */
#include "reader/reader.h"

#include <string.h>

/* The kept picture of a card: small, and as good as what was read. */
#define PICTURE_QUALITY 85
/* How far from what is missing of a photo, as a part of its longer edge, a card is whole; before it
 * a row of blocks may be there in part. */
#define CUT_SLACK 0.02
#define CUT_BLOCK 16
/* A card that may go on where its photo is cut off is as likely right as not. */
#define CUT_CONFIDENCE 0.5
/* Seconds of the processor after which no further page is begun; as many cards as a file may hold
 * take a quarter of them. */
#define FILE_SECONDS 600

/* Readings, and for each the fields that it was made of, to be explained by. */
typedef struct {
  GPtrArray *readings; /* CardcatReading* */
  GPtrArray *fields;   /* CcFields* */
} Found;

/* A photo on its way. */
typedef struct {
  const CcRooms *rooms;
  char *sha256;
  char *stem; /* of the names of kept files */
  guint pages;
  Found cards;      /* of the pages so far */
  Found rejected;   /* of the first page that shows no card: what is most like one, if anything */
  GString *warning; /* what could not be read */
  const CcWorker *worker; /* for which it is read; or NULL */
  const char *name;
  guint handed_on; /* of the cards, those that its pool has already */
  gboolean is_cut; /* the file ends too early, as WARNING says */
} Photo;

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

/* ---- a photo that is cut off ---------------------------------------------------------------- */

/* Whether a corner of CARD lies where PHOTO is missing, or nearly. */
static gboolean may_go_on(const CcCandidate *card, const CcPhoto *photo) {
  const CardcatBox *missing = &photo->missing;
  double slack = CUT_BLOCK + CUT_SLACK * MAX(photo->raster->width, photo->raster->height);
  for (int i = 0; i < 4 && missing->w > 0; i++) {
    double x = card->corners[i].x - missing->x, y = card->corners[i].y - missing->y;
    if (x > -slack && x < missing->w + slack && y > -slack && y < missing->h + slack) return TRUE;
  }
  return FALSE;
}

static void doubt(CardcatReading *reading) {
  reading->confidence = MIN(reading->confidence, CUT_CONFIDENCE);
  for (guint i = 0; i < reading->evidence->len; i++) {
    CardcatEvidence *evidence = reading->evidence->pdata[i];
    if (evidence->confidence <= CUT_CONFIDENCE) continue;
    evidence->confidence = CUT_CONFIDENCE;
    evidence->doubt = CARDCAT_DOUBT_CUT;
  }
}

/* ---- one page ------------------------------------------------------------------------------- */

static CardcatReading *read_of(const CcCandidate *card, const CcPhoto *page, guint number,
                               GError **error) {
  CardcatReading *reading = make_reading(card, page, error);
  if (!reading) return NULL;
  reading->page = (int)number;
  if (card->in_part || may_go_on(card, page)) doubt(reading);
  return reading;
}

/* Adds the reading of CARD, of which it takes the fields. */
static gboolean add_card(Found *found, CcCandidate *card, const CcPhoto *page, guint number,
                         GError **error) {
  if (!card->reading) card->reading = read_of(card, page, number, error);
  if (!card->reading) return FALSE;
  g_ptr_array_add(found->readings, g_steal_pointer(&card->reading));
  g_ptr_array_add(found->fields, g_steal_pointer(&card->fields));
  return TRUE;
}

/* What a reading has of its photo, wherever it comes in it. */
static void set_photo(const Photo *p, CardcatReading *reading) {
  g_free(reading->path);
  g_free(reading->sha256);
  g_free(reading->warning);
  reading->path = g_strdup(p->name);
  reading->sha256 = g_strdup(p->sha256);
  reading->pages = (int)p->pages;
  reading->warning = p->warning->len > 0 ? g_strdup(p->warning->str) : NULL;
}

/* How many there are is not known yet. */
static void tell_worker(Photo *p, CardcatReading *reading) {
  set_photo(p, reading);
  reading->card = (int)++p->handed_on;
  reading->cards = 0;
  cc_worker_hand_on(p->worker, reading);
}

/* A page on its way. */
typedef struct {
  Photo *photo;
  const CcPhoto *page;
  guint number;
} Page;

/* What goes wrong here does so again when the page is read. */
static void hand_on(CcCandidate *card, gpointer data) {
  const Page *on = data;
  g_autoptr(GError) problem = NULL;
  card->reading = read_of(card, on->page, on->number, &problem);
  if (card->reading) tell_worker(on->photo, card->reading);
}

/* The cards of the pages so far, when there are more to come. */
static void hand_on_page(Photo *p) {
  while (p->worker && p->handed_on < p->cards.readings->len)
    tell_worker(p, p->cards.readings->pdata[p->handed_on]);
}

/* The files of each page but the first have its number. */
static char *page_stem(const Photo *p, guint number) {
  return number == 1 ? g_strdup(p->stem) : g_strdup_printf("%s-p%u", p->stem, number);
}

static gboolean read_cards(Photo *p, guint number, const CcPhoto *page, GError **error) {
  Page on = {p, page, number};
  CcRooms with = *p->rooms;
  const CcRooms *rooms = &with;
  with.hand_on = p->worker && !with.explain ? hand_on : NULL;
  with.hand_on_data = &on;
  g_autofree char *stem = page_stem(p, number);
  g_autoptr(CcKeep) keep = cc_keep_new(rooms->keep_dir, stem);
  cc_progress_find(rooms->progress);
  g_autoptr(GArray) outlines = cc_outlines_find(page->raster, keep);
  gboolean asks = rooms->explain && p->rejected.readings->len == 0;
  CcCandidate *none = NULL;
  g_autoptr(GPtrArray) cards = cc_candidates_read(rooms, page, outlines, stem, asks ? &none : NULL);
  g_autoptr(CcCandidate) rejected = none;
  for (guint i = 0; i < cards->len; i++)
    if (!add_card(&p->cards, cards->pdata[i], page, number, error)) return FALSE;
  return !rejected || add_card(&p->rejected, rejected, page, number, error);
}

/* NUMBER 0: of the whole file. */
static void warn(Photo *p, guint number, const char *what) {
  if (p->warning->len > 0) g_string_append(p->warning, "; ");
  if (number > 0 && p->pages > 1)
    g_string_append_printf(p->warning, "page %u of %u: ", number, p->pages);
  g_string_append(p->warning, what);
}

/* A page that cannot be loaded is told of; FALSE: the photo cannot be read at all. */
static gboolean read_page(Photo *p, const CcPage *page, guint number, GError **error) {
  g_autoptr(GError) problem = NULL;
  g_autoptr(CcPhoto) photo = cc_photo_load(page->picture, page->page, &problem);
  if (!photo && p->pages == 1) {
    g_propagate_error(error, g_steal_pointer(&problem));
    return FALSE;
  }
  if (!photo) warn(p, number, problem->message);
  if (photo && photo->is_cut && !p->is_cut) {
    warn(p, 0, "it is cut off; what is there was read");
    p->is_cut = TRUE;
  }
  return !photo || read_cards(p, number, photo, error);
}

/* What a photo may take is counted anew for each page. */
static void begin_page(const Photo *p, guint number) {
  const CcRooms *rooms = p->rooms;
  double seconds = rooms->seconds > 0 ? rooms->seconds : CC_READING_SECONDS;
  if (rooms->budget) cc_budget_begin(rooms->budget, (gint64)(seconds * G_USEC_PER_SEC));
  cc_progress_page(rooms->progress, number - 1, p->pages);
}

/* FALSE: nobody waits for the page any more. */
static gboolean end_page(Photo *p, guint number, GError **error) {
  const CcBudget *budget = p->rooms->budget;
  if (cc_budget_is_cancelled(budget)) {
    g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_INTERRUPTED, "reading was cancelled");
    return FALSE;
  }
  if (budget && budget->left_out)
    warn(p, number, "it takes too long to read; what was read until then is given");
  return TRUE;
}

static gboolean read_page_in_time(Photo *p, const CcPage *page, guint number, GError **error) {
  begin_page(p, number);
  return read_page(p, page, number, error) && end_page(p, number, error);
}

/* Why no further page is read; NULL: it is. */
static const char *reason_to_end(const Photo *p, CcBudget *file) {
  if (p->cards.readings->len >= CC_CARDS_IN_PHOTO_MAX / 2)
    return "not read, nor are those after it: there are too many cards before them";
  return cc_budget_is_spent(file)
             ? "not read, nor are those after it: the pages before took too long"
             : NULL;
}

static gboolean read_pages(Photo *p, const GArray *pages, GError **error) {
  CcBudget file = {.clock = p->rooms->budget ? p->rooms->budget->clock : NULL};
  cc_budget_begin(&file, (gint64)FILE_SECONDS * G_USEC_PER_SEC);
  for (guint i = 0; i < pages->len; i++) {
    const char *end = reason_to_end(p, &file);
    if (end) {
      warn(p, i + 1, end);
      return TRUE;
    }
    if (!read_page_in_time(p, &g_array_index(pages, CcPage, i), i + 1, error)) return FALSE;
    if (i + 1 < pages->len) hand_on_page(p);
    if (pages->len > 1) cc_worker_page_done(p->worker);
  }
  return TRUE;
}

/* ---- all pages ------------------------------------------------------------------------------ */

/* What all readings of a photo share; NUMBERED: they are of cards. */
static void number_cards(const Photo *p, const Found *found, gboolean numbered) {
  for (guint i = 0; i < found->readings->len; i++) {
    CardcatReading *reading = found->readings->pdata[i];
    set_photo(p, reading);
    reading->card = numbered ? (int)i + 1 : 0;
    reading->cards = numbered ? (int)found->readings->len : 0;
  }
}

static void explain(const Found *found) {
  for (guint i = 0; i < found->readings->len; i++) {
    CardcatReading *reading = found->readings->pdata[i];
    reading->explanation = cc_explanation_to_json(reading, found->fields->pdata[i]);
  }
}

static void fail_without_card(const Photo *p, GError **error) {
  if (p->warning->len > 0)
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_PHOTO, "%s, and shows no business card",
                p->warning->str);
  else
    g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_NO_CARD, "shows no business card");
}

static GPtrArray *give(const Photo *p, GError **error) {
  gboolean is_card = p->cards.readings->len > 0;
  const Found *found = is_card ? &p->cards : &p->rejected;
  if (found->readings->len == 0) {
    fail_without_card(p, error);
    return NULL;
  }
  number_cards(p, found, is_card);
  if (p->rooms->explain)
    explain(found);
  else if (!p->rooms->no_pair)
    cc_readings_pair(found->readings);
  return g_ptr_array_ref(found->readings);
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

static Found found_new(void) {
  return (Found){g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_reading_free),
                 g_ptr_array_new_with_free_func((GDestroyNotify)cc_fields_free)};
}

static void found_clear(Found *found) {
  g_ptr_array_unref(found->readings);
  g_ptr_array_unref(found->fields);
}

/* SHA256 is taken. */
static Photo photo_new(const CcRooms *rooms, char *sha256, const char *name, guint pages) {
  return (Photo){.rooms = rooms,
                 .sha256 = sha256,
                 .name = name,
                 .stem = keep_stem(name),
                 .pages = pages,
                 .cards = found_new(),
                 .rejected = found_new(),
                 .warning = g_string_new(NULL)};
}

static void photo_clear(Photo *p) {
  g_free(p->sha256);
  g_free(p->stem);
  found_clear(&p->cards);
  found_clear(&p->rejected);
  g_string_free(p->warning, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Photo, photo_clear)

GPtrArray *cc_photo_read(const CcRooms *rooms, GBytes *bytes, const char *name,
                         const CcWorker *worker, GError **error) {
  g_autoptr(GArray) pages = cc_pages_find(bytes, error);
  if (!pages) return NULL;
  char *sha256 = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes);
  g_auto(Photo) photo = photo_new(rooms, sha256, name, pages->len);
  photo.worker = worker;
  return read_pages(&photo, pages, error) ? give(&photo, error) : NULL;
}

/* ---- a picture that is loaded --------------------------------------------------------------- */

static Photo loaded_new(const CcRooms *rooms, const CcPhoto *photo, const char *name) {
  const CcRaster *r = photo->raster;
  gsize length = (gsize)r->width * (gsize)r->height * (gsize)r->bands;
  char *sha256 = g_compute_checksum_for_data(G_CHECKSUM_SHA256, r->data, length);
  return photo_new(rooms, sha256, name, 1);
}

GPtrArray *cc_photo_read_loaded(const CcRooms *rooms, const CcPhoto *photo, const char *name,
                                GError **error) {
  g_auto(Photo) p = loaded_new(rooms, photo, name);
  begin_page(&p, 1);
  if (!read_cards(&p, 1, photo, error) || !end_page(&p, 1, error)) return NULL;
  return give(&p, error);
}

CardcatReading *cc_photo_read_card(const CcRooms *rooms, const CcPhoto *photo,
                                   const CcOutline *outline, const char *name, GError **error) {
  g_auto(Photo) p = loaded_new(rooms, photo, name);
  g_autofree char *stem = g_strconcat(p.stem, "-card1", NULL);
  g_autoptr(CcKeep) keep = cc_keep_new(rooms->keep_dir, stem);
  begin_page(&p, 1);
  g_autoptr(CcCandidate) card = cc_candidate_read(rooms, photo, outline, keep);
  if (!end_page(&p, 1, error)) return NULL;
  if (card->lines->len == 0 && cardcat_contact_is_empty(card->fields->contact)) {
    g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_NO_CARD, "nothing is printed there");
    return NULL;
  }
  if (!add_card(&p.cards, card, photo, 1, error)) return NULL;
  g_autoptr(GPtrArray) readings = give(&p, error);
  return readings ? g_ptr_array_steal_index(readings, 0) : NULL;
}
