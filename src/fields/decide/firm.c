/* The firm: which lines are it, and which of its spellings is the whole one. */
#include "fields/decide/decide.h"

#include <string.h>

/* Shorter names are part of other words by chance. */
#define CONTAINED_MIN 5
#define WORDS_MAX 6
/* By how much a line may look less like a firm than like what it was taken for, in weights; set on
 * generated cards. */
#define PROMOTION_COST_MAX 6.0
/* Lines of one logo: letters so much larger than the card's, so many words in one, so far apart in
 * heights and in size; found on real cards. */
#define LOGO_HEIGHT 1.4
#define STACKED_WORDS 2
#define STACKED_GAP 1.2
#define STACKED_SIZE 1.25
/* Letters of a monogram, no fewer. */
#define MONOGRAM_MIN 2
/* A line is preferred to the logo when it was read this surely; seen on photographed cards. */
#define LINE_CONFIDENCE 0.8

static void take(CcCard *card, CcSpan *span, CcChange why) {
  cc_trace_changed(card, span->line, span->start, span->end, why, NULL);
  span->decided = CC_ORG;
}

static void set_aside(CcCard *card, CcSpan *span, CardcatUnusedReason why) {
  cc_span_dropped(card, span, why);
  span->decided = CC_JUNK;
}

/* ---- a line that nothing else is ------------------------------------------------------------ */

static gboolean may_be_firm(const CcSpan *span) {
  static const CcFeature signs[] = {CC_F_LEGAL, CC_F_DOMAIN_WHOLE, CC_F_DOMAIN_HEAD,
                                    CC_F_ORG_FIRST};
  if (span->decided != CC_DEPT && span->decided != CC_NOTE) return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(signs); i++)
    if (cc_span_has(span, signs[i])) return TRUE;
  return FALSE;
}

/* A card without a firm: the department or line that looks most like one is it. */
static void promote_firm(CcCard *card) {
  CcSpan *best = NULL;
  double least = PROMOTION_COST_MAX;
  for (guint i = 0; i < card->spans->len; i++) {
    CcSpan *span = card->spans->pdata[i];
    if (span->decided == CC_ORG) return;
    if (!may_be_firm(span)) continue;
    double cost = span->score[span->decided] - span->score[CC_ORG];
    if (cost >= least) continue;
    least = cost;
    best = span;
  }
  if (best) take(card, best, CC_CHANGE_LABEL_FIRM);
}

/* "Bank", "Management": what many firms are called besides their name is, alone, a piece of it, if
 * the card's own site is called otherwise. */
static void drop_lone_kind(CcCard *card) {
  CcSpan *only = NULL;
  for (guint i = 0; i < card->spans->len; i++) {
    CcSpan *span = card->spans->pdata[i];
    if (span->decided != CC_ORG) continue;
    if (only) return;
    only = span;
  }
  if (!only || only->tokens->len != 1 || card->domains->len == 0) return;
  if (cc_span_has(only, CC_F_DOMAIN_WHOLE) || cc_span_has(only, CC_F_DOMAIN_WORD)) return;
  if (cc_token(only->tokens, 0)->flags & CC_W_ORG) set_aside(card, only, CARDCAT_UNUSED_FRAGMENT);
}

/* ---- the logo and the line ------------------------------------------------------------------ */

static gboolean is_whole_firm(const CcSpan *span) {
  static const CcFeature signs[] = {CC_F_LEGAL, CC_F_DOMAIN_WHOLE};
  if (span->kind != CC_UNDECIDED || span->tokens->len > WORDS_MAX ||
      cc_span_has(span, CC_F_DIGITS) || cc_span_has(span, CC_F_STREET) ||
      cc_span_has(span, CC_F_TITLE_OF) || span->decided == CC_NAME || span->decided == CC_TITLE)
    return FALSE;
  if (span->confidence > 0 && span->confidence < LINE_CONFIDENCE) return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(signs); i++)
    if (cc_span_has(span, signs[i])) return TRUE;
  return FALSE;
}

/* TRUE when WHOLE, a longer line, spells what PART, the logo or a piece of it, does. */
static gboolean spells_more(const CcSpan *whole, const CcSpan *part) {
  g_autofree char *longer = cc_slug(whole->text), *shorter = cc_slug(part->text);
  return strlen(shorter) >= CONTAINED_MIN && strlen(longer) > strlen(shorter) &&
         strstr(longer, shorter) != NULL;
}

/* "HARROW" in the logo, "Harrow Timber Ltd" over the address: the line has the firm's name. */
static void prefer_line(CcCard *card) {
  CcSpan *line = NULL;
  for (guint i = 0; i < card->spans->len && !line; i++) {
    CcSpan *span = card->spans->pdata[i];
    if (span->decided == CC_ORG || !is_whole_firm(span)) continue;
    for (guint k = 0; k < card->spans->len && !line; k++) {
      const CcSpan *logo = card->spans->pdata[k];
      if (logo->decided == CC_ORG && !cc_span_has(logo, CC_F_LEGAL) && spells_more(span, logo))
        line = span;
    }
  }
  if (!line) return;
  for (guint i = 0; i < card->spans->len; i++) {
    CcSpan *span = card->spans->pdata[i];
    if (span->decided == CC_ORG) set_aside(card, span, CARDCAT_UNUSED_LESS_LIKELY);
  }
  take(card, line, CC_CHANGE_LABEL_LINE);
}

/* Whether TEXT is the initials of FIRM's first words: "HT" in the logo of Harrow Timber Ltd. */
static gboolean is_monogram(const char *text, const CcSpan *firm) {
  g_autofree char *letters = cc_slug(text), *initials = cc_span_initials(firm);
  return strlen(letters) >= MONOGRAM_MIN && g_str_has_prefix(initials, letters);
}

/* Two letters that no domain of the card begins with: an icon beside the firm. */
static gboolean is_icon(const CcCard *card, const char *text, const char *firm) {
  g_autofree char *letters = cc_slug(text);
  if (strlen(letters) > MONOGRAM_MIN || !strchr(firm, ' ') || card->domains->len == 0) return FALSE;
  if (cc_is_form_of_law(card->models, text)) return FALSE;
  for (guint i = 0; i < card->domains->len; i++)
    if (g_str_has_prefix(card->domains->pdata[i], letters)) return FALSE;
  return TRUE;
}

static gboolean says_the_same(const CcSpan *a, const CcSpan *b) {
  g_autofree char *one = cc_slug(a->text), *other = cc_slug(b->text);
  return strcmp(one, other) == 0;
}

static void drop_logos(CcCard *card) {
  for (guint i = 0; i < card->spans->len; i++) {
    CcSpan *span = card->spans->pdata[i];
    for (guint k = 0; span->decided == CC_ORG && k < card->spans->len; k++) {
      const CcSpan *other = card->spans->pdata[k];
      if (k == i || other->decided != CC_ORG) continue;
      if ((k < i && says_the_same(span, other)) || is_monogram(span->text, other))
        set_aside(card, span, CARDCAT_UNUSED_DUPLICATE);
      else if (is_icon(card, span->text, other->text))
        set_aside(card, span, CARDCAT_UNUSED_ORNAMENT);
    }
  }
}

/* ---- logos of two lines ---------------------------------------------------------------------- */

/* A word or two without digits, read as nothing else. */
static gboolean may_be_logo(const CcSpan *span) {
  return span->decided == CC_JUNK && span->kind == CC_UNDECIDED && span->height >= LOGO_HEIGHT &&
         span->tokens->len <= STACKED_WORDS && !cc_span_has(span, CC_F_DIGITS) &&
         !cc_span_has(span, CC_F_UNREAD);
}

/* Whether BELOW stands under ABOVE, its index, closely. */
static gboolean is_stacked(const CcSpan *below, guint above) {
  return below->above == (int)above && below->gap <= STACKED_GAP;
}

static gboolean is_of_one_size(const CcSpan *a, const CcSpan *b) {
  return MAX(a->height, b->height) <= STACKED_SIZE * MIN(a->height, b->height);
}

/* "BY HARROW SOLAR" under the logo of what it owns. */
static gboolean opens_with_by(const CcModels *models, const CcSpan *span) {
  const char *space = strchr(span->text, ' ');
  g_autofree char *first = space ? g_ascii_strdown(span->text, space - span->text) : NULL;
  return first && cc_models_lists(models, CC_LIST_BY, first);
}

static void join_logo(CcCard *card) {
  for (guint i = 0; i < card->spans->len; i++) {
    const CcSpan *firm = card->spans->pdata[i];
    if (firm->decided != CC_ORG) continue;
    for (guint k = 0; k < card->spans->len; k++) {
      CcSpan *span = card->spans->pdata[k];
      if (!may_be_logo(span)) continue;
      gboolean stacked = is_of_one_size(firm, span) && (is_stacked(firm, k) || is_stacked(span, i));
      if (stacked || (opens_with_by(card->models, firm) && is_stacked(firm, k)))
        take(card, span, CC_CHANGE_LABEL_LOGO);
    }
  }
}

void cc_org_choose(CcCard *card) {
  drop_lone_kind(card);
  promote_firm(card);
  prefer_line(card);
  join_logo(card);
  drop_logos(card);
}
