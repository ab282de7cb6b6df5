/* What the spans around a span, and the rest of the card, say of it. */
#include "fields/decide/decide.h"

#include <string.h>

/* A span further above or below than this many heights says nothing. */
#define SEEN_GAP 2.5
/* Of two lines the one this much larger is printed larger; by hand. */
#define LARGER 1.15
#define TALLER 1.04
/* Print that counts when lines are ranked by height: read this surely, of so many letters. */
#define RANKED_CONFIDENCE 0.5
#define RANKED_MIN 3

/* What of a neighbour's own features says something of the span beside it. */
static const CcFeature telling[] = {CC_F_GIVEN_AND_FAMILY,
                                    CC_F_GIVEN_NO_TOWN,
                                    CC_F_NAME_SHAPE,
                                    CC_F_EMAIL_FULL,
                                    CC_F_EMAIL_PART,
                                    CC_F_SURNAME_UP,
                                    CC_F_HONORIFIC,
                                    CC_F_POSTNOMINAL,
                                    CC_F_TITLE_LAST,
                                    CC_F_TITLE_FIRST,
                                    CC_F_TITLE_ALL,
                                    CC_F_TITLE_ANY,
                                    CC_F_LEGAL,
                                    CC_F_ORG_ANY,
                                    CC_F_ORG_LAST,
                                    CC_F_DOMAIN_WHOLE,
                                    CC_F_DOMAIN_HEAD,
                                    CC_F_DOMAIN_WORD,
                                    CC_F_STREET_AND_NUMBER,
                                    CC_F_STREET,
                                    CC_F_TOWN_ALL,
                                    CC_F_TOWN_ANY,
                                    CC_F_POSTCODE_STRONG,
                                    CC_F_POSTCODE_WEAK,
                                    CC_F_COUNTRY_ANY,
                                    CC_F_DEPT_FIRST,
                                    CC_F_DEPT_LAST,
                                    CC_F_DEPT_ANY,
                                    CC_F_UNKNOWN_ALL,
                                    CC_F_COMMON_ALL,
                                    CC_F_UNREAD,
                                    CC_F_DOUBTFUL,
                                    CC_F_DIGITS,
                                    CC_F_HEIGHT_LARGEST,
                                    CC_F_EXCLAIMS};

/* What says something of a span wherever it stands on the card. */
static const CcFeature telling_anywhere[] = {
    CC_F_EMAIL_FULL,  CC_F_GIVEN_AND_FAMILY, CC_F_LEGAL,      CC_F_DOMAIN_WHOLE,
    CC_F_DOMAIN_HEAD, CC_F_TITLE_ANY,        CC_F_NAME_SHAPE, CC_F_HONORIFIC,
    CC_F_ORG_ANY,     CC_F_STREET_AND_NUMBER};

static void add(GArray *seen, CcFeature feature) {
  guint number = feature;
  g_array_append_val(seen, number);
}

static void add_if(GArray *seen, gboolean is, CcFeature feature) {
  if (is) add(seen, feature);
}

static void look_at(GArray *seen, const CcSpan *other, CcNeighbour where) {
  if (other->kind != CC_UNDECIDED) {
    add(seen, cc_feature_of_value(where, other->kind));
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS(telling); i++)
    add_if(seen, cc_span_has(other, telling[i]), cc_feature_of_neighbour(where, telling[i]));
}

static void look_up(const CcCard *card, const CcSpan *span, GArray *seen) {
  if (span->above < 0 || span->gap >= SEEN_GAP) {
    add(seen, CC_F_ALONE_ABOVE);
    return;
  }
  const CcSpan *above = card->spans->pdata[span->above];
  look_at(seen, above, span->gap < CC_NEAR_GAP ? CC_AT_UP : CC_AT_FAR_UP);
  if (above->kind != CC_UNDECIDED) return;
  add_if(seen, span->height > LARGER * above->height, CC_F_TALLER_UP);
  add_if(seen, span->height * LARGER < above->height, CC_F_SMALLER_UP);
}

static const CcSpan *span_below(const CcCard *card, guint index) {
  const CcSpan *best = NULL;
  for (guint i = index + 1; i < card->spans->len; i++) {
    const CcSpan *other = card->spans->pdata[i];
    if (other->above == (int)index && other->gap < (best ? best->gap : SEEN_GAP)) best = other;
  }
  return best;
}

static void look_down(const CcCard *card, guint index, GArray *seen) {
  const CcSpan *span = card->spans->pdata[index], *below = span_below(card, index);
  if (!below) {
    add(seen, CC_F_ALONE_BELOW);
    return;
  }
  look_at(seen, below, below->gap < CC_NEAR_GAP ? CC_AT_DOWN : CC_AT_FAR_DOWN);
  if (below->kind != CC_UNDECIDED) return;
  add_if(seen, span->height > LARGER * below->height, CC_F_TALLER_DOWN);
  add_if(seen, span->height * LARGER < below->height, CC_F_SMALLER_DOWN);
}

static void look_beside(const CcCard *card, guint index, GArray *seen) {
  const CcSpan *span = card->spans->pdata[index];
  const CcSpan *before = index > 0 ? card->spans->pdata[index - 1] : NULL;
  const CcSpan *after = index + 1 < card->spans->len ? card->spans->pdata[index + 1] : NULL;
  if (before && before->line == span->line) look_at(seen, before, CC_AT_LEFT);
  if (after && after->line == span->line) look_at(seen, after, CC_AT_RIGHT);
}

static void count_values(const CcCard *card, guint index, GArray *seen) {
  guint before = 0, after = 0;
  for (guint i = 0; i < card->spans->len; i++) {
    gboolean value = ((const CcSpan *)card->spans->pdata[i])->kind != CC_UNDECIDED;
    before += value && i < index ? 1 : 0;
    after += value && i > index ? 1 : 0;
  }
  add_if(seen, before == 0, CC_F_BEFORE_VALUES);
  add_if(seen, after == 0, CC_F_AFTER_VALUES);
}

static gboolean is_ranked(const CcSpan *span) {
  return span->kind == CC_UNDECIDED && strlen(span->text) >= RANKED_MIN &&
         (span->confidence <= 0 || span->confidence >= RANKED_CONFIDENCE);
}

static void rank(const CcCard *card, guint index, GArray *seen) {
  const CcSpan *span = card->spans->pdata[index];
  guint higher = 0;
  for (guint i = 0; i < card->spans->len; i++) {
    const CcSpan *other = card->spans->pdata[i];
    higher += i != index && is_ranked(other) && other->height > TALLER * span->height ? 1 : 0;
  }
  add(seen, CC_F_RANK_0 + MIN(higher, 3));
}

static void look_anywhere(const CcCard *card, guint index, GArray *seen) {
  for (guint k = 0; k < G_N_ELEMENTS(telling_anywhere); k++)
    for (guint i = 0; i < card->spans->len; i++) {
      const CcSpan *other = card->spans->pdata[i];
      if (i == index || other->kind != CC_UNDECIDED || !cc_span_has(other, telling_anywhere[k]))
        continue;
      add(seen, cc_feature_of_neighbour(CC_AT_ELSE, telling_anywhere[k]));
      break;
    }
}

static GArray *look_around(const CcCard *card, guint index) {
  const CcSpan *span = card->spans->pdata[index];
  GArray *seen = g_array_new(FALSE, FALSE, sizeof(guint));
  if (span->kind != CC_UNDECIDED || span->tokens->len == 0) return seen;
  look_up(card, span, seen);
  look_down(card, index, seen);
  look_beside(card, index, seen);
  count_values(card, index, seen);
  rank(card, index, seen);
  look_anywhere(card, index, seen);
  add_if(seen, card->domains->len > 0, CC_F_CARD_HAS_DOMAIN);
  return seen;
}

void cc_context_features(CcCard *card) {
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
  for (guint i = 0; i < card->spans->len; i++)
    g_ptr_array_add(all, look_around(card, i));
  for (guint i = 0; i < card->spans->len; i++) {
    const GArray *seen = all->pdata[i];
    for (guint k = 0; k < seen->len; k++)
      cc_span_add(card->spans->pdata[i], g_array_index(seen, guint, k));
  }
}
