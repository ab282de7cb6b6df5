/* The spans of each office's address: what stands together on the card, in the order of print. */
#include "fields/give/give.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Lines of one address are nearer than this, in heights of a line; found on photographed
 * cards by tests/bench/loss.py. */
#define LINE_GAP 1.1
/* The same of lines that were decided to be of one, in one column and of one height. */
#define COLUMN_GAP 1.35
/* Pieces of one line are nearer than this, in heights of a line: a wider gap parts columns. */
#define PIECE_GAP 1.6
/* Letters of lines of one address differ in height by less than this share. */
#define HEIGHT_SHARE 0.3
/* Edges of one column differ by less than this, in heights of a line. */
#define EDGE 0.8
/* Pieces of one row overlap by less than one in so many of their width. */
#define BESIDE_SHARE 4
/* So many lines above those that were decided may belong to the address. */
#define LINES_ABOVE 4

gboolean cc_number_follows(const CcCard *card, const CcSpan *span) {
  for (guint i = 0; i < card->values->len; i++) {
    const CcValue *value = card->values->pdata[i];
    if (value->kind == CC_PHONE && value->line == span->line && value->start >= span->end)
      return TRUE;
  }
  return FALSE;
}

/* ---- places ------------------------------------------------------------------------------- */

static int overlap(int a, int a_length, int b, int b_length) {
  return MIN(a + a_length, b + b_length) - MAX(a, b);
}

static gboolean same_row(const CardcatBox *a, const CardcatBox *b) {
  return overlap(a->y, a->h, b->y, b->h) > MIN(a->h, b->h) / 2;
}

/* In one row, and hardly over each other. */
static gboolean are_beside(const CardcatBox *a, const CardcatBox *b) {
  return same_row(a, b) && BESIDE_SHARE * overlap(a->x, a->w, b->x, b->w) < MIN(a->w, b->w);
}

static gboolean same_column(const CcSpan *a, const CcSpan *b) {
  double limit = EDGE * MIN(a->box.h, b->box.h);
  int left = abs(a->box.x - b->box.x);
  int right = abs(a->box.x + a->box.w - b->box.x - b->box.w);
  int middle = abs(2 * a->box.x + a->box.w - 2 * b->box.x - b->box.w) / 2;
  double height = MAX(a->height, b->height);
  return MIN(MIN(left, right), middle) < limit &&
         (height <= 0 || fabs(a->height - b->height) < HEIGHT_SHARE * height);
}

/* A and B may be lines, or pieces of a line, of one address. */
static gboolean are_near(const CcSpan *a, const CcSpan *b) {
  if (a->line == b->line && a->box.h <= 0) return TRUE;
  int height = MIN(a->box.h, b->box.h);
  int beside = overlap(a->box.x, a->box.w, b->box.x, b->box.w);
  if (same_row(&a->box, &b->box)) return -beside < PIECE_GAP * height;
  int gap = -overlap(a->box.y, a->box.h, b->box.y, b->box.h);
  gboolean decided = a->decided == CC_ADDRESS && b->decided == CC_ADDRESS;
  double limit = decided && same_column(a, b) ? COLUMN_GAP : LINE_GAP;
  return beside > 0 && gap < limit * MAX(a->box.h, b->box.h);
}

static int compare_print(gconstpointer a, gconstpointer b) {
  const CcSpan *x = *(const CcSpan *const *)a, *y = *(const CcSpan *const *)b;
  if (x->line == y->line) return (x->start > y->start) - (x->start < y->start);
  gboolean places = x->box.h > 0 && y->box.h > 0;
  if (places && are_beside(&x->box, &y->box)) return (x->box.x > y->box.x) - (x->box.x < y->box.x);
  int upper = 2 * x->box.y + x->box.h, lower = 2 * y->box.y + y->box.h;
  if (places && overlap(x->box.x, x->box.w, y->box.x, y->box.w) > 0 && upper != lower)
    return (upper > lower) - (upper < lower);
  return (x->line > y->line) - (x->line < y->line);
}

/* ---- groups of spans ------------------------------------------------------------------------ */

static gboolean group_is_near(const GPtrArray *group, const CcSpan *span) {
  for (guint i = 0; i < group->len; i++)
    if (are_near(group->pdata[i], span)) return TRUE;
  return FALSE;
}

/* SPAN joins the groups that it is near to, which become one. */
static void add_to_groups(GPtrArray *groups, CcSpan *span) {
  GPtrArray *own = NULL;
  for (guint i = 0; i < groups->len; i++) {
    GPtrArray *group = groups->pdata[i];
    if (!group_is_near(group, span) && span->box.h > 0) continue;
    if (!own) {
      own = group;
      continue;
    }
    g_ptr_array_extend(own, group, NULL, NULL);
    g_ptr_array_remove_index(groups, i--);
  }
  if (!own) {
    own = g_ptr_array_new();
    g_ptr_array_add(groups, own);
  }
  g_ptr_array_add(own, span);
}

/* ---- lines that were not decided ------------------------------------------------------------ */

static gboolean is_between(const CcSpan *span, const GPtrArray *group) {
  gboolean above = FALSE, below = FALSE;
  for (guint i = 0; i < group->len; i++) {
    const CcSpan *other = group->pdata[i];
    above |= other->box.y < span->box.y;
    below |= other->box.y > span->box.y;
  }
  return above && below;
}

static gboolean has_street(const GPtrArray *group) {
  for (guint i = 0; i < group->len; i++)
    if (cc_span_has(group->pdata[i], CC_F_STREET)) return TRUE;
  return FALSE;
}

/* SPAN, a note or nothing, stands in the column of GROUP and next to it. */
static gboolean may_join(const CcCard *card, const GPtrArray *group, const CcSpan *span) {
  gboolean open = span->decided == CC_NOTE || span->decided == CC_NOISE ||
                  (span->decided == CC_ORG && cc_span_only_places(span));
  if (!open || span->box.h <= 0 || cc_span_is_no_place(card, span)) return FALSE;
  gboolean column = FALSE;
  for (guint i = 0; i < group->len; i++)
    column |= are_near(group->pdata[i], span) && same_column(group->pdata[i], span);
  return column;
}

/* A street stands over SPAN, which is of no use to it otherwise: "Andover" in between. */
static gboolean leads_to_street(const CcCard *card, const CcSpan *span) {
  for (guint i = 0; i < card->spans->len; i++) {
    const CcSpan *other = card->spans->pdata[i];
    if (other->decided == CC_NOTE && other->box.y < span->box.y && are_near(other, span) &&
        same_column(other, span) && cc_span_says_place(card, other))
      return TRUE;
  }
  return FALSE;
}

/* "Mill House,": SPAN goes on with a line of GROUP below it, or one of GROUP with SPAN. */
static gboolean goes_on(const GPtrArray *group, const CcSpan *span) {
  for (guint i = 0; i < group->len; i++) {
    const CcSpan *other = group->pdata[i];
    const CcSpan *upper = other->box.y < span->box.y ? other : span;
    gboolean open = upper->open && *upper->open == ',';
    if (open && are_near(other, span) && same_column(other, span)) return TRUE;
  }
  return FALSE;
}

/* A line between those of GROUP, or next to them one that says a place; NULL. */
static CcSpan *find_missing(const CcCard *card, const GPtrArray *group) {
  gboolean street = has_street(group);
  for (guint i = 0; i < card->spans->len; i++) {
    CcSpan *span = card->spans->pdata[i];
    if (!may_join(card, group, span)) continue;
    if (span->decided == CC_NOISE && !cc_span_only_places(span)) continue;
    if (is_between(span, group) || cc_span_says_place(card, span) || goes_on(group, span))
      return span;
    if (!street && (strpbrk(span->text, ",0123456789") || leads_to_street(card, span))) return span;
  }
  return NULL;
}

static void set_address(CcCard *card, CcSpan *span) {
  cc_trace_changed(card, span->line, span->start, span->end, CC_CHANGE_LABEL_PLACE, NULL);
  span->decided = CC_ADDRESS;
}

static void fill_group(CcCard *card, GPtrArray *group) {
  for (guint lines = 0; lines < LINES_ABOVE; lines++) {
    CcSpan *found = find_missing(card, group);
    if (!found) return;
    set_address(card, found);
    g_ptr_array_add(group, found);
  }
}

/* SPAN was decided as nothing, and says a place with a number or with something before a comma. */
static gboolean is_overlooked(const CcCard *card, const CcSpan *span) {
  gboolean open = span->decided == CC_NOTE || span->decided == CC_NOISE;
  return open && span->tokens && cc_span_says_place(card, span) &&
         strpbrk(span->text, ",0123456789") && !cc_span_is_no_place(card, span);
}

/* "(Next to the Bank)" between a line of an address and one that says a place: a remark without a
 * number that is of it, too. */
static gboolean is_landmark(const CcCard *card, const CcSpan *span) {
  gsize length = span->tokens && span->tokens->len > 1 ? strlen(span->text) : 0;
  if (length == 0 || span->text[0] != '(' || span->text[length - 1] != ')') return FALSE;
  if (strpbrk(span->text, "0123456789") || cc_span_is_hours(card, span)) return FALSE;
  gboolean above = FALSE, below = FALSE;
  for (guint i = 0; i < card->spans->len; i++) {
    const CcSpan *other = card->spans->pdata[i];
    if (!other->tokens || !are_near(other, span) || !same_column(other, span)) continue;
    above |= other->decided == CC_ADDRESS && other->box.y < span->box.y;
    below |= cc_span_says_place(card, other) && other->box.y > span->box.y;
  }
  return above && below;
}

static void take_landmarks(CcCard *card) {
  for (guint i = 0; i < card->spans->len; i++) {
    CcSpan *span = card->spans->pdata[i];
    gboolean open = span->decided == CC_NOTE || span->decided == CC_NOISE;
    if (open && is_landmark(card, span)) set_address(card, span);
  }
}

/* No line of CARD was decided as its address: those that say a place are. */
static void take_overlooked(CcCard *card) {
  for (guint i = 0; i < card->spans->len; i++)
    if (((const CcSpan *)card->spans->pdata[i])->decided == CC_ADDRESS) return;
  for (guint i = 0; i < card->spans->len; i++) {
    CcSpan *span = card->spans->pdata[i];
    if (is_overlooked(card, span)) set_address(card, span);
  }
}

/* ---- offices -------------------------------------------------------------------------------- */

/* What the spans of one office had: a postcode, a street, a number, one of a phone after it. */
typedef struct {
  gboolean closed, street, digits, numbered;
} Seen;

static gboolean postcode_from(const CcCard *card, const GPtrArray *group, guint index) {
  for (guint i = index; i < group->len; i++)
    if (cc_span_has_postcode(card, group->pdata[i])) return TRUE;
  return FALSE;
}

/* "Branch: Mill Lane": after a street or a number this says which office comes; "Harrow Ltd, Mill
 * Lane" after a postcode. */
static gboolean is_labelled(const CcCard *card, const CcSpan *span, const Seen *seen) {
  gboolean label =
      span->label_word == CC_L_ADDRESS || cc_office_label(card->models, span->text) > 0;
  gboolean firm = seen->closed && (cc_firm_before_street(card->models, span->text) > 0 ||
                                   cc_ends_in_law(card->models, span->text));
  return (label || firm) && (seen->digits || seen->street);
}

/* Whether span INDEX opens the address of another office: its label, a street after a postcode (one
 * after a town alone has another postcode), whatever has a second postcode, a second street with a
 * number of its own. */
static gboolean opens_office(const CcCard *card, const GPtrArray *group, guint index, Seen *seen) {
  const CcSpan *span = group->pdata[index];
  gboolean street = cc_span_has(span, CC_F_STREET_AND_NUMBER) ||
                    (cc_span_has(span, CC_F_NUMBER_FIRST) && cc_span_has(span, CC_F_STREET));
  gboolean numbered = street && cc_number_follows(card, span);
  gboolean postcode = cc_span_has_postcode(card, span);
  gboolean another =
      seen->closed && ((street && seen->street) ||
                       (!cc_span_only_places(span) && postcode_from(card, group, index)));
  another |= (seen->numbered && numbered) || is_labelled(card, span, seen);
  seen->street |= cc_span_has(span, CC_F_STREET) || (street && !postcode);
  seen->closed |= postcode;
  seen->digits |= strpbrk(span->text, "0123456789") != NULL;
  seen->numbered |= numbered;
  return another;
}

/* GROUP, in the order of print, as one office or several. */
static void part_group(const CcCard *card, GPtrArray *group, GPtrArray *offices) {
  Seen seen = {0};
  GPtrArray *office = NULL;
  for (guint i = 0; i < group->len; i++) {
    if (!office || opens_office(card, group, i, &seen)) {
      office = g_ptr_array_new();
      g_ptr_array_add(offices, office);
      seen = (Seen){0};
      opens_office(card, group, i, &seen);
    }
    g_ptr_array_add(office, group->pdata[i]);
  }
}

void cc_span_make_note(CcCard *card, CcSpan *span) {
  cc_trace_changed(card, span->line, span->start, span->end, CC_CHANGE_LABEL_NOTE, NULL);
  span->decided = CC_NOTE;
}

GPtrArray *cc_offices(CcCard *card) {
  take_overlooked(card);
  take_landmarks(card);
  g_autoptr(GPtrArray) groups = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
  for (guint i = 0; i < card->spans->len; i++) {
    CcSpan *span = card->spans->pdata[i];
    if (span->decided != CC_ADDRESS) continue;
    gboolean other = cc_span_is_no_place(card, span) && !is_landmark(card, span);
    if (other && cc_span_is_hours(card, span))
      cc_span_make_note(card, span);
    else if (other)
      cc_span_dropped(card, span, CARDCAT_UNUSED_FRAGMENT);
    else
      add_to_groups(groups, span);
  }
  GPtrArray *offices = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
  for (guint i = 0; i < groups->len; i++) {
    GPtrArray *group = groups->pdata[i];
    fill_group(card, group);
    g_ptr_array_sort(group, compare_print);
    part_group(card, group, offices);
  }
  return offices;
}
