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

static const CardcatEvidence *evidence_of(const Split *s, const char *field) {
  for (guint i = 0; i < s->evidence->len; i++) {
    const CardcatEvidence *evidence = s->evidence->pdata[i];
    if (g_str_equal(evidence->field, field)) return evidence;
  }
  return NULL;
}

/* The side that the value TEXT of FIELD was not read from has it, too. */
static gboolean is_on(const Split *s, gboolean back, const char *field, const char *text) {
  const CardcatEvidence *evidence = evidence_of(s, field);
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

/* SIDE's field TO has the value TEXT that was FROM of the whole. */
static void prove(const Split *s, gboolean back, const char *from, const char *to,
                  const char *text) {
  CardcatReading *side = back ? s->back : s->front;
  const CardcatEvidence *evidence = evidence_of(s, from);
  if (!evidence) return;
  CardcatEvidence *own = cardcat_evidence_copy(evidence);
  if (!evidence->on_back != !back) own->box = place_of(side, text);
  g_free(own->field);
  own->field = g_strdup(to);
  own->on_back = FALSE;
  g_ptr_array_add(side->evidence, own);
}

static void give_text(const Split *s, gboolean back, const char *field, const char *text,
                      char **into) {
  if (!text || !is_on(s, back, field, text)) return;
  *into = g_strdup(text);
  prove(s, back, field, field, text);
}

static void give_name(const Split *s, gboolean back, CardcatName *into) {
  const CardcatName *name = &s->whole->name;
  give_text(s, back, "name", name->full, &into->full);
  if (!into->full) return;
  into->prefix = g_strdup(name->prefix);
  into->given = g_strdup(name->given);
  into->middle = g_strdup(name->middle);
  into->family = g_strdup(name->family);
  into->suffix = g_strdup(name->suffix);
}

static void give_list(const Split *s, gboolean back, const CcContactList *list) {
  CardcatContact *contact = (back ? s->back : s->front)->contact;
  const GPtrArray *from = G_STRUCT_MEMBER(GPtrArray *, s->whole, list->offset);
  GPtrArray *into = G_STRUCT_MEMBER(GPtrArray *, contact, list->offset);
  for (guint i = 0; i < from->len; i++) {
    g_autofree char *field = g_strdup_printf("%s[%u]", list->name, i);
    const char *text = list->text(from->pdata[i]) ? list->text(from->pdata[i]) : "";
    if (!is_on(s, back, field, text)) continue;
    g_autofree char *to = g_strdup_printf("%s[%u]", list->name, into->len);
    g_ptr_array_add(into, list->copy(from->pdata[i]));
    prove(s, back, field, to, text);
  }
}

static void give(const Split *s, gboolean back) {
  CardcatContact *contact = (back ? s->back : s->front)->contact;
  give_name(s, back, &contact->name);
  give_text(s, back, "organization", s->whole->organization, &contact->organization);
  give_text(s, back, "department", s->whole->department, &contact->department);
  for (guint i = 0; i < CC_CONTACT_LISTS; i++)
    give_list(s, back, &cc_contact_lists[i]);
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
