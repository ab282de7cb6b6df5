/* What a person puts right in the sides of a card: swapped, turned, parted again. */
#include "contact/contact.h"

#include <string.h>

/* ---- swapping ------------------------------------------------------------------------------- */

#define SWAP(type, a, b) \
  do {                   \
    type kept = a;       \
    a = b;               \
    b = kept;            \
  } while (0)

void cc_reading_swap(CardcatReading *reading) {
  CardcatReading *back = reading->back;
  SWAP(char *, reading->path, back->path);
  SWAP(char *, reading->sha256, back->sha256);
  SWAP(int, reading->card, back->card);
  SWAP(int, reading->cards, back->cards);
  SWAP(int, reading->page, back->page);
  SWAP(int, reading->pages, back->pages);
  SWAP(char *, reading->warning, back->warning);
  SWAP(char *, reading->taken, back->taken);
  for (int i = 0; i < 4; i++)
    SWAP(CardcatPoint, reading->corners[i], back->corners[i]);
  SWAP(char *, reading->text, back->text);
  SWAP(GPtrArray *, reading->lines, back->lines);
  SWAP(GPtrArray *, reading->unused, back->unused);
  SWAP(GBytes *, reading->picture, back->picture);
  SWAP(int, reading->width, back->width);
  SWAP(int, reading->height, back->height);
  for (guint i = 0; i < reading->evidence->len; i++) {
    CardcatEvidence *evidence = reading->evidence->pdata[i];
    evidence->on_back = !evidence->on_back;
  }
}

/* ---- turning -------------------------------------------------------------------------------- */

/* BOX of a picture of WIDTH x HEIGHT pixels that is turned clockwise by QUARTERS 0..3. */
static CardcatBox turn_box(CardcatBox box, int width, int height, int quarters) {
  switch (quarters) {
    case 1:
      return (CardcatBox){height - box.y - box.h, box.x, box.h, box.w};
    case 2:
      return (CardcatBox){width - box.x - box.w, height - box.y - box.h, box.w, box.h};
    case 3:
      return (CardcatBox){box.y, width - box.x - box.w, box.h, box.w};
    default:
      return box;
  }
}

static gboolean is_nowhere(CardcatBox box) {
  return box.x == 0 && box.y == 0 && box.w == 0 && box.h == 0;
}

static void turn_lines(CardcatReading *side, int quarters) {
  for (guint i = 0; i < side->lines->len; i++) {
    CardcatLine *line = side->lines->pdata[i];
    line->box = turn_box(line->box, side->width, side->height, quarters);
    for (guint w = 0; w < line->words->len; w++) {
      CardcatWord *word = line->words->pdata[w];
      word->box = turn_box(word->box, side->width, side->height, quarters);
    }
  }
}

static void turn_unused(CardcatReading *side, int quarters) {
  for (guint i = 0; i < side->unused->len; i++) {
    CardcatUnused *unused = side->unused->pdata[i];
    if (!is_nowhere(unused->box))
      unused->box = turn_box(unused->box, side->width, side->height, quarters);
  }
}

static void turn_corners(CardcatPoint corners[4], int quarters) {
  CardcatPoint before[4];
  memcpy(before, corners, sizeof before);
  for (int i = 0; i < 4; i++)
    corners[i] = before[(i + 4 - quarters) % 4];
}

void cc_reading_turn(CardcatReading *reading, gboolean back, int quarters) {
  CardcatReading *side = back ? reading->back : reading;
  quarters = ((quarters % 4) + 4) % 4;
  turn_lines(side, quarters);
  turn_unused(side, quarters);
  for (guint i = 0; i < reading->evidence->len; i++) {
    CardcatEvidence *evidence = reading->evidence->pdata[i];
    if (!evidence->on_back == !back && !is_nowhere(evidence->box))
      evidence->box = turn_box(evidence->box, side->width, side->height, quarters);
  }
  turn_corners(side->corners, quarters);
  if (quarters % 2 == 1) SWAP(int, side->width, side->height);
  if (!side->picture) return;
  GBytes *picture = cc_jpeg_turn(side->picture, quarters);
  g_bytes_unref(side->picture);
  side->picture = picture;
}

/* ---- splitting ------------------------------------------------------------------------------ */

/* Fewer letters or digits than this may stand anywhere by chance. */
#define VALUE_MIN 4

typedef struct {
  CardcatReading *front, *back;
  CardcatContact *whole;        /* of the card as it was */
  GPtrArray *evidence;          /* its own */
  char *front_text, *back_text; /* folded, without spaces */
} Split;

static void split_clear(Split *s) {
  cardcat_contact_free(s->whole);
  g_ptr_array_unref(s->evidence);
  g_free(s->front_text);
  g_free(s->back_text);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Split, split_clear)

static char *squeeze(const char *text) {
  g_auto(GStrv) words = cc_text_fold_words(text);
  return g_strjoinv("", words);
}

static gboolean says(const char *squeezed_text, const char *value) {
  g_autofree char *squeezed = squeeze(value);
  return g_utf8_strlen(squeezed, -1) >= VALUE_MIN && strstr(squeezed_text, squeezed);
}

static const CardcatEvidence *evidence_of(const Split *s, CardcatField field, guint index) {
  for (guint i = 0; i < s->evidence->len; i++) {
    const CardcatEvidence *evidence = s->evidence->pdata[i];
    if (evidence->field == field && evidence->index == index) return evidence;
  }
  return NULL;
}

/* The side that the value TEXT, which EVIDENCE (or NULL) is of, was not read from has it, too. */
static gboolean is_on(const Split *s, gboolean back, const CardcatEvidence *evidence,
                      const char *text) {
  if (evidence && !evidence->on_back == !back) return TRUE;
  gboolean here = says(back ? s->back_text : s->front_text, text);
  gboolean there = says(back ? s->front_text : s->back_text, text);
  /* What has no proof anywhere stays with the front. */
  return here || (!back && !evidence && !there);
}

/* Where on SIDE the value TEXT stands. */
static CardcatBox place_of(const CardcatReading *side, const char *text) {
  for (guint i = 0; i < side->lines->len; i++) {
    const CardcatLine *line = side->lines->pdata[i];
    g_autofree char *squeezed = squeeze(line->text);
    if (says(squeezed, text)) return line->box;
  }
  return (CardcatBox){0, 0, 0, 0};
}

/* SIDE's value INDEX is the TEXT that EVIDENCE (or NULL) of the whole is of. */
static void prove(const Split *s, gboolean back, const CardcatEvidence *evidence, guint index,
                  const char *text) {
  CardcatReading *side = back ? s->back : s->front;
  if (!evidence) return;
  CardcatEvidence *own = cardcat_evidence_copy(evidence);
  if (!evidence->on_back != !back) own->box = place_of(side, text);
  own->index = index;
  own->on_back = FALSE;
  g_ptr_array_add(side->evidence, own);
}

static void copy_parts(const CardcatName *name, CardcatName *into) {
  into->prefix = g_strdup(name->prefix);
  into->given = g_strdup(name->given);
  into->middle = g_strdup(name->middle);
  into->family = g_strdup(name->family);
  into->suffix = g_strdup(name->suffix);
}

static void give_value(const Split *s, gboolean back, CardcatField field, guint i) {
  CardcatContact *into = (back ? s->back : s->front)->contact;
  const GPtrArray *list = cardcat_contact_list(s->whole, field);
  const CardcatEvidence *evidence = evidence_of(s, field, i);
  const char *value = cardcat_contact_value(s->whole, field, i), *text = value ? value : "";
  if (!is_on(s, back, evidence, text)) return;
  if (list)
    cardcat_contact_add(into, field, list->pdata[i]);
  else
    *cardcat_contact_text(into, field) = g_strdup(text);
  if (field == CARDCAT_FIELD_NAME) copy_parts(&s->whole->name, &into->name);
  prove(s, back, evidence, cardcat_contact_count(into, field) - 1, text);
}

static void give(const Split *s, gboolean back) {
  for (CardcatField field = 0; field < CARDCAT_FIELDS; field++)
    for (guint i = 0; i < cardcat_contact_count(s->whole, field); i++)
      give_value(s, back, field, i);
}

CardcatReading *cc_reading_split(CardcatReading *reading) {
  CardcatReading *back = g_steal_pointer(&reading->back);
  g_auto(Split) s = {reading,
                     back,
                     reading->contact,
                     reading->evidence,
                     squeeze(reading->text),
                     squeeze(back->text)};
  reading->contact = cardcat_contact_new();
  reading->evidence = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_evidence_free);
  give(&s, FALSE);
  give(&s, TRUE);
  back->confidence = reading->confidence;
  return back;
}
