/* What speaks for and against a group of lines, spelled in one of its ways, as the card's firm. */
#include "fields/decide/decide.h"

#include <string.h>

/* Shorter names are part of other words by chance. */
#define CONTAINED_MIN 4
#define MAILBOX_MIN 5
/* A name that differs from the domain by one letter in this many or fewer may be a misreading. */
#define LETTERS_PER_EDIT 4
#define NEAR_MIN 5

typedef struct {
  const CcCard *card;
  CcFirm *firm;
  const CcSpan *spans[CC_FIRM_LINES];
  guint n;
  GArray *tokens; /* of its text */
  char *slug;     /* of its text without forms of law */
  char *whole;    /* with them */
} Group;

static void add(Group *group, CcFirmFeature feature) {
  group->firm->has[feature] = TRUE;
}

static void add_if(Group *group, gboolean is, CcFirmFeature feature) {
  if (is) add(group, feature);
}

static gboolean any_has(const Group *group, CcFeature feature) {
  for (guint i = 0; i < group->n; i++)
    if (cc_span_has(group->spans[i], feature)) return TRUE;
  return FALSE;
}

static gboolean is_in(const Group *group, const CcSpan *span) {
  for (guint i = 0; i < group->n; i++)
    if (group->spans[i] == span) return TRUE;
  return FALSE;
}

/* ---- what the card's hosts say --------------------------------------------------------------- */

static char *slug_without_law(const GArray *tokens) {
  g_autoptr(GString) out = g_string_new(NULL);
  for (guint k = 0; k < tokens->len; k++) {
    const CcToken *token = cc_token(tokens, k);
    if ((token->flags & CC_W_LEGAL) && k > 0) continue;
    g_autofree char *slug = cc_slug(token->fold);
    g_string_append(out, slug);
  }
  return g_strdup(out->str);
}

/* What the domain NAME makes of the group, whose text is SLUG: the strongest tie only. */
static CcFirmFeature tie_of(const Group *group, const char *slug, const char *name) {
  gsize length = strlen(name), own = strlen(slug);
  if (strcmp(slug, name) == 0 || strcmp(group->whole, name) == 0) return CC_G_DOMAIN_WHOLE;
  if (length >= CONTAINED_MIN && g_str_has_prefix(slug, name)) return CC_G_DOMAIN_BEGINS;
  if (length >= CONTAINED_MIN && strstr(slug, name)) return CC_G_DOMAIN_INSIDE;
  if (own >= CONTAINED_MIN && g_str_has_prefix(name, slug)) return CC_G_DOMAIN_HOLDS;
  if (own >= NEAR_MIN && length >= NEAR_MIN &&
      cc_edits_to_head(slug, name) <= own / LETTERS_PER_EDIT)
    return CC_G_DOMAIN_NEAR;
  for (guint k = 0; k < group->tokens->len; k++) {
    const CcToken *token = cc_token(group->tokens, k);
    if (token->letters >= CONTAINED_MIN && strstr(name, token->fold)) return CC_G_DOMAIN_WORD;
  }
  return cc_initials_begin(group->tokens, name) ? CC_G_DOMAIN_INITIALS : CC_G_DOMAIN_OTHER;
}

static void add_ties(Group *group) {
  CcFirmFeature best = CC_G_DOMAIN_NONE;
  const char *plain = cc_slug_past_article(group->tokens, group->slug);
  for (guint i = 0; i < group->card->domains->len; i++) {
    const char *name = group->card->domains->pdata[i];
    CcFirmFeature tie = MIN(tie_of(group, group->slug, name), tie_of(group, plain, name));
    if (best == CC_G_DOMAIN_NONE || tie < best) best = tie;
  }
  add(group, best);
  add_if(group, best <= CC_G_DOMAIN_WORD && any_has(group, CC_F_HEIGHT_LARGEST), CC_G_TIED_LARGEST);
  for (guint i = 0; i < group->card->values->len; i++) {
    const CcValue *value = group->card->values->pdata[i];
    if (value->kind != CC_EMAIL) continue;
    g_autofree char *local = g_strndup(value->value, strcspn(value->value, "@"));
    g_autofree char *box = cc_slug(local);
    if (strlen(group->slug) >= MAILBOX_MIN && strlen(box) >= MAILBOX_MIN &&
        (strstr(box, group->slug) || strstr(group->slug, box)))
      add(group, CC_G_MAILBOX);
  }
}

/* ---- words --------------------------------------------------------------------------------- */

static void add_law(Group *group) {
  guint n = group->tokens->len, laws = 0;
  gboolean last = n > 0 && (cc_token(group->tokens, n - 1)->flags & CC_W_LEGAL);
  for (guint k = 1; k < n; k++)
    laws += cc_token(group->tokens, k)->flags & CC_W_LEGAL ? 1 : 0;
  last |=
      cc_span_has(group->spans[group->n - 1], CC_F_LEGAL) && group->firm->source == CC_FIRM_READ;
  add_if(group, last && n > 1, CC_G_LAW_LAST);
  add_if(group, laws > 0 && !last, CC_G_LAW_BEFORE);
  add_if(group, last && n == 1, CC_G_LAW_ALONE);
}

/* How many of the text's words are in a list, by their letters. */
static void add_known(Group *group) {
  guint known = 0, all = 0, strange = 0;
  for (guint k = 0; k < group->tokens->len; k++) {
    const CcToken *token = cc_token(group->tokens, k);
    all += token->letters;
    known += token->flags ? token->letters : 0;
    strange +=
        token->letters >= 3 && !token->flags && cc_models_strange(group->card->models, token->fold)
            ? 1
            : 0;
  }
  add(group, known == all       ? CC_G_KNOWN_ALL
             : 2 * known >= all ? CC_G_KNOWN_HALF
             : known > 0        ? CC_G_KNOWN_FEW
                                : CC_G_KNOWN_NONE);
  add_if(group, known == 0 && group->tokens->len == 1, CC_G_UNKNOWN_WORD);
  add_if(group, strange > 0, CC_G_STRANGE);
}

/* The last of several lines: what the firm does begins small, a form of law may stand alone. */
static void add_last_line(Group *group) {
  if (group->n < 2) return;
  const CcSpan *last = group->spans[group->n - 1];
  add_if(group, g_unichar_islower(g_utf8_get_char(last->text)), CC_G_SMALL_LAST);
  add_if(group, cc_span_is_law(group->card->models, last), CC_G_LAW_LINE);
}

static void add_signs(Group *group) {
  const char *text = group->firm->text;
  gboolean odd = strpbrk(text, "<>{}[]|\\=~^*;_$%@?") != NULL, digits = FALSE;
  for (const char *p = text; *p; p++)
    digits |= g_ascii_isdigit(*p) != 0;
  add_if(group, odd, CC_G_ODD);
  add_if(group, digits, CC_G_DIGITS);
  add_if(group, strchr(text, ',') != NULL, CC_G_COMMA);
  add_if(group, strchr(text, '&') != NULL, CC_G_AMPERSAND);
  add_if(group, strpbrk(text, "!\"") != NULL, CC_G_EXCLAIMS);
  add_if(group, any_has(group, CC_F_ENDS_WITH_POINT), CC_G_ENDS_WITH_POINT);
  add_if(group, any_has(group, CC_F_YEARS), CC_G_YEARS);
  add_if(group, strlen(group->whole) <= 3, CC_G_SHORT);
}

static void add_words(Group *group) {
  static const CcFirmFeature counts[] = {CC_G_WORDS_1, CC_G_WORDS_1, CC_G_WORDS_2, CC_G_WORDS_3,
                                         CC_G_WORDS_4, CC_G_WORDS_5, CC_G_WORDS_5, CC_G_WORDS_7};
  const GArray *tokens = group->tokens;
  add(group, counts[MIN(tokens->len, G_N_ELEMENTS(counts) - 1)]);
  guint orgs = 0;
  for (guint k = 0; k < tokens->len; k++)
    orgs += cc_token(tokens, k)->flags & CC_W_ORG ? 1 : 0;
  const CcToken *head = cc_token(tokens, 0), *last = cc_token(tokens, tokens->len - 1);
  add_if(group, orgs > 0, CC_G_ORG_WORD);
  add_if(group, (last->flags & CC_W_ORG) != 0, CC_G_ORG_LAST);
  add_if(group, (head->flags & CC_W_ORG) != 0, CC_G_ORG_FIRST);
  add_if(group, orgs == tokens->len, CC_G_ORG_ALL);
  add_if(group, cc_tokens_have(tokens, CC_W_TITLE), CC_G_TITLE_WORD);
  add_if(group, cc_tokens_have(tokens, CC_W_DEPT), CC_G_DEPT_WORD);
  add_if(group, (head->flags & CC_W_FUNCTION) && !(head->flags & CC_W_PARTICLE),
         CC_G_FUNCTION_FIRST);
  add_if(group, cc_ends_open(group->card->models, group->firm->text), CC_G_OPEN_END);
  add_if(group, any_has(group, CC_F_COMMON_ALL), CC_G_COMMON);
  add_if(group, any_has(group, CC_F_LEARNED_FIRM), CC_G_LEARNED);
}

/* A line of a letter or two, or of the initials of the line below it, is an icon or a monogram. */
static void add_monogram(Group *group) {
  for (guint i = 0; i < group->n && group->n > 1; i++) {
    g_autofree char *letters = cc_slug(group->spans[i]->text);
    add_if(group, strlen(letters) <= 2, CC_G_TINY_LINE);
    const CcSpan *other = group->spans[i > 0 ? 0 : 1];
    g_autofree char *initials = cc_initials(other->tokens);
    add_if(group, strlen(letters) >= 2 && g_str_has_prefix(initials, letters), CC_G_MONOGRAM);
  }
}

/* How the text came to be, and how many readings of the lines say the same. */
static void add_source(Group *group) {
  const CcFirm *firm = group->firm;
  static const CcFirmFeature sources[] = {
      [CC_FIRM_READ] = CC_G_READ,       [CC_FIRM_READ_ELSE] = CC_G_READ_ELSE,
      [CC_FIRM_TRIMMED] = CC_G_TRIMMED, [CC_FIRM_CUT] = CC_G_CUT,
      [CC_FIRM_SPELLED] = CC_G_SPELLED, [CC_FIRM_COMPLETED] = CC_G_COMPLETED};
  add(group, sources[firm->source]);
  if (firm->source == CC_FIRM_SPELLED)
    add(group, firm->edits == 1   ? CC_G_EDITS_1
               : firm->edits == 2 ? CC_G_EDITS_2
               : firm->edits == 3 ? CC_G_EDITS_3
                                  : CC_G_EDITS_MORE);
  guint alike = 0, others = 0;
  for (guint i = 0; i < group->n; i++) {
    const GPtrArray *readings = cc_card_line(group->card, group->spans[i]->line)->alternatives;
    for (guint k = 0; k < readings->len; k++) {
      g_autofree char *slug = cc_slug(readings->pdata[k]);
      alike += group->n == 1 && strstr(slug, group->whole) ? 1 : 0;
      others++;
    }
  }
  if (group->n > 1 || others == 0) return;
  add(group, alike == 0 ? CC_G_VOTES_0 : alike == 1 ? CC_G_VOTES_1 : CC_G_VOTES_2);
}

static gboolean is_like_place(const Group *group) {
  return any_has(group, CC_F_STREET_AND_NUMBER) || any_has(group, CC_F_POSTCODE_STRONG) ||
         any_has(group, CC_F_TOWN_ALL) || any_has(group, CC_F_COUNTRY_ALL) ||
         any_has(group, CC_F_TOWN_AND_POSTCODE);
}

static gboolean is_like_person(const CcSpan *span) {
  return cc_span_has(span, CC_F_GIVEN_AND_FAMILY) || cc_span_has(span, CC_F_EMAIL_FULL) ||
         cc_span_has(span, CC_F_HONORIFIC) || cc_span_has(span, CC_F_GIVEN_NO_TOWN);
}

static void add_other_meanings(Group *group) {
  gboolean person = FALSE, other = FALSE;
  for (guint i = 0; i < group->n; i++)
    person |= is_like_person(group->spans[i]);
  for (guint i = 0; i < group->card->spans->len; i++) {
    const CcSpan *span = group->card->spans->pdata[i];
    other |= span->kind == CC_UNDECIDED && !is_in(group, span) && is_like_person(span);
  }
  add_if(group, person && other, CC_G_PERSON);
  add_if(group, person && !other, CC_G_ONLY_PERSON);
  add_if(group, is_like_place(group), CC_G_PLACE);
  add_if(group, any_has(group, CC_F_STREET), CC_G_STREET);
}

/* ---- how it was decided line by line --------------------------------------------------------- */

static double lead_of(const CcSpan *span) {
  double best = -1e9;
  for (guint k = 0; k < CC_LABELS; k++)
    if (k != CC_ORG) best = MAX(best, span->score[k]);
  return span->score[CC_ORG] - best;
}

static void add_decided(Group *group) {
  static const CcFirmFeature others[CC_LABELS] = {
      [CC_NAME] = CC_G_WAS_NAME,  [CC_ORG] = CC_G_WAS_ORG,         [CC_TITLE] = CC_G_WAS_TITLE,
      [CC_DEPT] = CC_G_WAS_DEPT,  [CC_ADDRESS] = CC_G_WAS_ADDRESS, [CC_NOTE] = CC_G_WAS_NOTE,
      [CC_NOISE] = CC_G_WAS_NOISE};
  double least = 1e9;
  guint orgs = 0, all = 0;
  for (guint i = 0; i < group->n; i++) {
    add(group, others[group->spans[i]->decided]);
    orgs += group->spans[i]->decided == CC_ORG ? 1 : 0;
    least = MIN(least, lead_of(group->spans[i]));
  }
  for (guint i = 0; i < group->card->spans->len; i++)
    all += ((const CcSpan *)group->card->spans->pdata[i])->decided == CC_ORG ? 1 : 0;
  add_if(group, orgs == group->n && orgs == all, CC_G_AS_DECIDED);
  add_if(group, orgs > 0 && orgs < all, CC_G_PART_OF_DECIDED);
  add_if(group, orgs > 0 && orgs < group->n, CC_G_MORE_THAN_DECIDED);
  add(group, least > 3    ? CC_G_LEAD_3
             : least > 0  ? CC_G_LEAD_0
             : least > -3 ? CC_G_LAG_3
             : least > -6 ? CC_G_LAG_6
                          : CC_G_LAG_MORE);
}

/* ---- print and place ------------------------------------------------------------------------- */

static void add_print(Group *group) {
  double high = 0, low = 1e9, confidence = 1;
  for (guint i = 0; i < group->n; i++) {
    high = MAX(high, group->spans[i]->height);
    low = MIN(low, group->spans[i]->height);
    if (group->spans[i]->confidence > 0) confidence = MIN(confidence, group->spans[i]->confidence);
  }
  guint rank = 0;
  for (guint i = 0; i < group->card->spans->len; i++) {
    const CcSpan *span = group->card->spans->pdata[i];
    gboolean print = span->kind == CC_UNDECIDED &&
                     (span->confidence <= 0 || span->confidence > 0.5) && strlen(span->text) > 2 &&
                     !is_in(group, span);
    rank += print && span->height > 1.04 * high ? 1 : 0;
  }
  add(group, rank == 0   ? CC_G_RANK_0
             : rank == 1 ? CC_G_RANK_1
             : rank == 2 ? CC_G_RANK_2
                         : CC_G_RANK_3);
  add(group, high < 0.8    ? CC_G_HEIGHT_SMALL
             : high < 1.15 ? CC_G_HEIGHT_USUAL
             : high < 1.6  ? CC_G_HEIGHT_LARGE
             : high < 2.5  ? CC_G_HEIGHT_LARGER
                           : CC_G_HEIGHT_HUGE);
  add_if(group, group->n > 1 && high > 1.15 * low, CC_G_MIXED_HEIGHT);
  add(group, confidence < 0.4    ? CC_G_UNREAD
             : confidence < 0.55 ? CC_G_DOUBTFUL
             : confidence < 0.75 ? CC_G_UNSURE
             : confidence < 0.85 ? CC_G_HAZY
                                 : CC_G_CLEAR);
  add_if(group, any_has(group, CC_F_BOLD), CC_G_BOLD);
  add(group, any_has(group, CC_F_CASE_UPPER)   ? CC_G_CASE_UPPER
             : any_has(group, CC_F_CASE_TITLE) ? CC_G_CASE_TITLE
             : any_has(group, CC_F_CASE_LOWER) ? CC_G_CASE_LOWER
                                               : CC_G_CASE_MIXED);
}

/* A line that stands together with the group and is printed alike, but is none of it. */
static void add_neighbours(Group *group) {
  const GPtrArray *spans = group->card->spans;
  static const CcFirmFeature above[CC_KINDS] = {[CC_NAME] = CC_G_UNDER_NAME,
                                                [CC_TITLE] = CC_G_UNDER_TITLE,
                                                [CC_ADDRESS] = CC_G_UNDER_ADDRESS};
  static const CcFirmFeature below[CC_KINDS] = {
      [CC_NAME] = CC_G_OVER_NAME, [CC_TITLE] = CC_G_OVER_TITLE, [CC_ADDRESS] = CC_G_OVER_ADDRESS};
  for (guint i = 0; i < spans->len; i++) {
    const CcSpan *span = spans->pdata[i];
    if (is_in(group, span)) continue;
    for (guint k = 0; k < group->n; k++) {
      const CcSpan *own = group->spans[k];
      gboolean under = own->above == (int)i && own->gap < CC_NEAR_GAP;
      gboolean over =
          span->above >= 0 && spans->pdata[span->above] == own && span->gap < CC_NEAR_GAP;
      if (under && above[span->decided]) add(group, above[span->decided]);
      if (over && below[span->decided]) add(group, below[span->decided]);
      gboolean alike = span->kind == CC_UNDECIDED && cc_spans_alike(span, own);
      gboolean open =
          span->decided == CC_ORG || span->decided == CC_NOISE || span->decided == CC_NOTE;
      if (under && alike && open) add(group, CC_G_CUT_ABOVE);
      if (over && alike && open) add(group, CC_G_CUT_BELOW);
    }
  }
}

static void add_repeats(Group *group) {
  for (guint i = 0; i < group->card->spans->len; i++) {
    const CcSpan *span = group->card->spans->pdata[i];
    if (is_in(group, span) || span->kind != CC_UNDECIDED) continue;
    g_autofree char *other = cc_slug(span->text);
    gsize length = strlen(other), own = strlen(group->whole);
    if (own >= CONTAINED_MIN && length > own && strstr(other, group->whole))
      add(group, CC_G_IN_LONGER);
    if (length >= CONTAINED_MIN && own > length && strstr(group->whole, other))
      add(group, CC_G_HOLDS_OTHER);
    if (length >= 3 && strcmp(other, group->whole) == 0) add(group, CC_G_SAID_AGAIN);
  }
}

static void add_place(Group *group) {
  const CcSpan *first = group->spans[0], *last = group->spans[group->n - 1];
  add_if(group, cc_span_has(first, CC_F_PLACE_FIRST), CC_G_FIRST);
  add_if(group, cc_span_has(last, CC_F_PLACE_LAST), CC_G_LAST);
  add(group, cc_span_has(first, CC_F_PLACE_TOP)      ? CC_G_TOP
             : cc_span_has(first, CC_F_PLACE_MIDDLE) ? CC_G_MIDDLE
                                                     : CC_G_BOTTOM);
  add(group, group->n == 1 ? CC_G_LINES_1 : group->n == 2 ? CC_G_LINES_2 : CC_G_LINES_3);
}

/* What goes well together, or not at all. */
static void add_pairs(Group *group) {
  const gboolean *has = group->firm->has;
  gboolean tied = has[CC_G_DOMAIN_WHOLE] || has[CC_G_DOMAIN_BEGINS] || has[CC_G_DOMAIN_INSIDE] ||
                  has[CC_G_DOMAIN_HOLDS];
  add_if(group, tied && has[CC_G_ORG_WORD], CC_G_TIED_ORG_WORD);
  add_if(group, tied && has[CC_G_LAW_LAST], CC_G_TIED_LAW);
  add_if(group, tied && (has[CC_G_PERSON] || has[CC_G_ONLY_PERSON]), CC_G_TIED_PERSON);
  add_if(group, has[CC_G_RANK_0] && has[CC_G_ORG_WORD], CC_G_LARGEST_ORG_WORD);
  add_if(group, has[CC_G_RANK_0] && has[CC_G_DOMAIN_OTHER], CC_G_LARGEST_OTHER);
  add_if(group, has[CC_G_IN_LONGER] && tied, CC_G_TIED_IN_LONGER);
  add_if(group, has[CC_G_ORG_WORD] && has[CC_G_TITLE_WORD], CC_G_ORG_AND_TITLE);
}

void cc_firm_describe(const CcCard *card, CcFirm *firm) {
  g_autoptr(GArray) tokens = cc_tokens(card->models, firm->text);
  Group group = {.card = card, .firm = firm, .n = firm->lines, .tokens = tokens};
  g_autofree char *whole = cc_slug(firm->text), *slug = slug_without_law(tokens);
  for (guint i = 0; i < firm->lines; i++)
    group.spans[i] = card->spans->pdata[firm->spans[i]];
  group.whole = whole;
  group.slug = slug;
  if (tokens->len == 0) return;
  add_source(&group);
  add_ties(&group);
  add_law(&group);
  add_last_line(&group);
  add_monogram(&group);
  add_words(&group);
  add_known(&group);
  add_signs(&group);
  add_other_meanings(&group);
  add_decided(&group);
  add_print(&group);
  add_neighbours(&group);
  add_repeats(&group);
  add_place(&group);
  add_pairs(&group);
  cc_firm_multiply(firm);
}
