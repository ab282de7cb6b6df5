/* The second look: once every line of a card is decided, which of them is the person, and which are
 * titles.  What was decided of a line and around it is evidence here, weighed by cards that were
 * read (stacked generalization, Wolpert 1992). */
#include "fields/decide/decide.h"

#include <math.h>
#include <string.h>

/* A name has no more words than this. */
#define NAME_WORDS_MAX 6
/* A margin below this is narrow, from this on wide. */
#define NARROW_MARGIN 0.5
#define WIDE_MARGIN 2.0
/* Letters that count as one length. */
#define LENGTH_STEP 6
/* Things that are told of a label. */
#define LABEL_NAMES 6

/* Logarithms of the odds by which a second look changes what was decided; found on photographed,
 * scanned and rendered cards, cross-validated over firms, by what tests/bench/loss.py counts: from
 * 0 to 1 nothing changes. */
#define PERSON_MARGIN 1.0
#define TITLE_MARGIN 0.5
/* A title that was decided more clearly than this stays one; from 4 on nothing changes. */
#define CLEAR_MARGIN 2.5
/* A chance no smaller than this: beyond it nothing was seen. */
#define EDGE 1e-4

/* ---- names ---------------------------------------------------------------------------------- */

/* What is seen besides the features of the line: of its shape, its place, the card. */
/* clang-format off */
#define SECOND_TABLE(SECOND)                                                                   \
  SECOND(INITIALS, "initials") SECOND(INITIALS_FIRST, "initials-first")                         \
  SECOND(INITIALS_LAST, "initials-last") SECOND(INITIALS_POINTED, "initials-pointed")           \
  SECOND(ALL_CAPITAL, "all-capital") SECOND(BRACKET, "bracket")                                 \
  SECOND(LENGTH_0, "length:0") SECOND(LENGTH_1, "length:1") SECOND(LENGTH_2, "length:2")        \
  SECOND(LENGTH_3, "length:3") SECOND(LENGTH_4, "length:4") SECOND(LENGTH_5, "length:5")        \
  SECOND(LENGTH_6, "length:6") SECOND(HEIGHT_0, "rank-of-height:0")                             \
  SECOND(HEIGHT_1, "rank-of-height:1") SECOND(HEIGHT_2, "rank-of-height:2")                     \
  SECOND(HEIGHT_3, "rank-of-height:3") SECOND(HEIGHT_4, "rank-of-height:4")                     \
  SECOND(HAS_NAME, "card-has-name") SECOND(LACKS_NAME, "card-lacks-name")                       \
  SECOND(HAS_TITLE, "card-has-title") SECOND(LACKS_TITLE, "card-lacks-title")                   \
  SECOND(NONE, "none") SECOND(NONE_HAS_NAME, "none:card-has-name")                              \
  SECOND(NONE_LACKS_NAME, "none:card-lacks-name") SECOND(NONE_HAS_TITLE, "none:card-has-title") \
  SECOND(NONE_LACKS_TITLE, "none:card-lacks-title")                                             \
  SECOND(NONE_HAS_EMAIL, "none:card-has-email") SECOND(NONE_LACKS_EMAIL, "none:card-lacks-email")
/* clang-format on */

/* The features of a line come first; after these the labels of the line and of those around it. */
enum {
  SECOND_BEFORE = CC_FEATURES - 1,
#define SECOND(id, name) S_##id,
  SECOND_TABLE(SECOND)
#undef SECOND
      S_LABELS,
  S_ALL = S_LABELS + LABEL_NAMES * CC_KINDS,
};

static const char *const own_names[] = {
#define SECOND(id, name) name,
    SECOND_TABLE(SECOND)
#undef SECOND
};

/* Of a label: that of the line, the same with how clear it was, that of the next line, of the one
 * before. */
enum { WAS, NARROW, MIDDLING, WIDE, BEFORE, BEHIND };
static const char *const label_names[LABEL_NAMES][2] = {{"was:", ""},          {"was:", ":narrow"},
                                                        {"was:", ":middling"}, {"was:", ":wide"},
                                                        {"before:", ""},       {"behind:", ""}};

static guint feature_of_label(guint what, CcLabel label) {
  return S_LABELS + what * CC_KINDS + MIN((guint)label, CC_EDGE);
}

char *cc_second_feature_name(guint feature) {
  if (feature < CC_FEATURES) return cc_feature_name(feature);
  if (feature < S_LABELS) return g_strdup(own_names[feature - CC_FEATURES]);
  guint what = (feature - S_LABELS) / CC_KINDS, label = (feature - S_LABELS) % CC_KINDS;
  return g_strconcat(label_names[what][0], cc_label_name(label), label_names[what][1], NULL);
}

static gboolean parse(const char *name, guint *feature) {
  CcFeature of_line = CC_F_BIAS;
  gboolean found = cc_feature_parse(name, &of_line);
  *feature = of_line;
  for (guint i = CC_FEATURES; !found && i < S_ALL; i++) {
    g_autofree char *one = cc_second_feature_name(i);
    found = strcmp(one, name) == 0;
    *feature = i;
  }
  return found;
}

/* ---- weights -------------------------------------------------------------------------------- */

typedef struct {
  double name, title;
} Weights;

static gboolean take_row(gpointer data, const char *line, GError **error) {
  CcModels *models = data;
  g_auto(GStrv) cells = g_strsplit(line, "\t", -1);
  guint feature = 0;
  if (g_strv_length(cells) != 3) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_MISSING, "%u cells", g_strv_length(cells));
    return FALSE;
  }
  if (!parse(cells[0], &feature)) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_MISSING, "%s is no feature of a second look",
                cells[0]);
    return FALSE;
  }
  Weights *weights = g_new(Weights, 1);
  *weights = (Weights){g_ascii_strtod(cells[1], NULL), g_ascii_strtod(cells[2], NULL)};
  g_hash_table_insert(models->second, GUINT_TO_POINTER(feature), weights);
  return TRUE;
}

gboolean cc_second_load(CcModels *models, const char *dir, GError **error) {
  models->second = g_hash_table_new_full(NULL, NULL, NULL, g_free);
  return cc_lines_each(dir, "second.tsv", take_row, models, error);
}

/* ---- what is seen of a line ----------------------------------------------------------------- */

/* "A.", "T.S.", "K". */
static gboolean is_initials(const char *word) {
  gsize n = strlen(word);
  if (n == 1) return g_ascii_isupper(*word);
  for (gsize i = 0; i < n; i++)
    if (i % 2 == 0 ? !g_ascii_isupper(word[i]) : word[i] != '.') return FALSE;
  return n > 1;
}

static gboolean is_capital_word(const char *word) {
  if (!g_unichar_isupper(g_utf8_get_char(word))) return FALSE;
  for (const char *p = word; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (!g_unichar_isalpha(c) && c != '\'' && c != 0x2019 && c != '-' && !(c == '.' && !p[1]))
      return FALSE;
  }
  return TRUE;
}

static void see_shape(const char *text, CcSecondFunc seen, gpointer data) {
  g_auto(GStrv) words = g_strsplit(text, " ", -1);
  guint n = g_strv_length(words), initials = 0, capitals = 0, pointed = 0;
  for (guint i = 0; i < n; i++) {
    initials += is_initials(words[i]) ? 1 : 0;
    pointed += is_initials(words[i]) && words[i][1] ? 1 : 0;
    capitals += is_capital_word(words[i]) || is_initials(words[i]) ? 1 : 0;
  }
  if (initials > 0) seen(S_INITIALS, data);
  if (initials < n && is_initials(words[0])) seen(S_INITIALS_FIRST, data);
  if (initials < n && is_initials(words[n - 1])) seen(S_INITIALS_LAST, data);
  if (initials < n && pointed > 0) seen(S_INITIALS_POINTED, data);
  if (capitals == n) seen(S_ALL_CAPITAL, data);
  if (strchr(text, '(')) seen(S_BRACKET, data);
  glong length = g_utf8_strlen(text, -1) / LENGTH_STEP;
  seen(S_LENGTH_0 + (guint)MIN(length, S_LENGTH_6 - S_LENGTH_0), data);
}

static CcLabel label_at(const CcCard *card, int index) {
  if (index < 0 || index >= (int)card->spans->len) return CC_EDGE;
  return ((const CcSpan *)card->spans->pdata[index])->decided;
}

static gboolean has_label(const CcCard *card, CcLabel label) {
  for (guint i = 0; i < card->spans->len; i++)
    if (label_at(card, (int)i) == label) return TRUE;
  return FALSE;
}

static guint rank_of_height(const CcCard *card, const CcSpan *span) {
  guint rank = 0;
  for (guint i = 0; i < card->spans->len; i++) {
    const CcSpan *other = card->spans->pdata[i];
    rank += other->tokens && other->height > span->height ? 1 : 0;
  }
  return MIN(rank, S_HEIGHT_4 - S_HEIGHT_0);
}

void cc_second_features(const CcCard *card, guint index, CcSecondFunc seen, gpointer data) {
  const CcSpan *span = card->spans->pdata[index];
  for (guint i = 0; i < span->features->len; i++) {
    guint feature = g_array_index(span->features, guint, i);
    if (feature < CC_FIRST_NEIGHBOUR + CC_AT_ELSE * CC_NEIGHBOUR_FEATURES) seen(feature, data);
  }
  guint clear = span->margin < NARROW_MARGIN ? NARROW
                : span->margin < WIDE_MARGIN ? MIDDLING
                                             : WIDE;
  seen(feature_of_label(WAS, span->decided), data);
  seen(feature_of_label(clear, span->decided), data);
  seen(feature_of_label(BEFORE, label_at(card, (int)index + 1)), data);
  seen(feature_of_label(BEHIND, label_at(card, (int)index - 1)), data);
  seen(S_HEIGHT_0 + rank_of_height(card, span), data);
  seen(has_label(card, CC_NAME) ? S_HAS_NAME : S_LACKS_NAME, data);
  seen(has_label(card, CC_TITLE) ? S_HAS_TITLE : S_LACKS_TITLE, data);
  see_shape(span->text, seen, data);
}

void cc_second_features_of_none(const CcCard *card, CcSecondFunc seen, gpointer data) {
  seen(S_NONE, data);
  seen(has_label(card, CC_NAME) ? S_NONE_HAS_NAME : S_NONE_LACKS_NAME, data);
  seen(has_label(card, CC_TITLE) ? S_NONE_HAS_TITLE : S_NONE_LACKS_TITLE, data);
  seen(has_label(card, CC_EMAIL) ? S_NONE_HAS_EMAIL : S_NONE_LACKS_EMAIL, data);
}

/* ---- the person and the titles -------------------------------------------------------------- */

/* Text of its own, of letters. */
gboolean cc_second_may_be_title(const CcSpan *span) {
  if (!span->tokens || !span->text || span->handle) return FALSE;
  g_autofree char *slug = cc_slug(span->text);
  return strlen(slug) >= 2;
}

gboolean cc_second_may_be_name(const CcSpan *span) {
  if (!cc_second_may_be_title(span)) return FALSE;
  guint words = 1, run = 0, longest = 0;
  for (const char *p = span->text; *p; p = g_utf8_next_char(p)) {
    words += *p == ' ' ? 1 : 0;
    run = g_unichar_isalpha(g_utf8_get_char(p)) ? run + 1 : 0;
    longest = MAX(longest, run);
  }
  return (words <= NAME_WORDS_MAX || span->decided == CC_NAME) && longest >= 2;
}

typedef struct {
  const CcModels *models;
  Weights sum;
} Sum;

static void add_weight(guint feature, gpointer data) {
  Sum *sum = data;
  const Weights *weights = g_hash_table_lookup(sum->models->second, GUINT_TO_POINTER(feature));
  if (!weights) return;
  sum->sum.name += weights->name;
  sum->sum.title += weights->title;
}

static Weights scores_of(const CcCard *card, guint index) {
  Sum sum = {card->models, {0, 0}};
  cc_second_features(card, index, add_weight, &sum);
  return sum.sum;
}

/* The likeliest person of CARD by the scores NAMES of its spans, and by how much of all others. */
static void find_person(const CcCard *card, const double *names, CcSecond *second) {
  Sum none = {card->models, {0, 0}};
  cc_second_features_of_none(card, add_weight, &none);
  double best = none.sum.name, others = 0;
  second->person = -1;
  for (guint i = 0; i < card->spans->len; i++) {
    const CcSpan *span = card->spans->pdata[i];
    if (!cc_second_may_be_name(span) || cc_span_is_prayer(card->models, span)) continue;
    if (names[i] <= best) {
      others += exp(names[i] - best);
      continue;
    }
    others = (others + 1) * exp(best - names[i]);
    best = names[i];
    second->person = (int)i;
  }
  second->margin = -log(MAX(others, EDGE));
  if (second->margin < PERSON_MARGIN) second->person = -1;
}

void cc_second_look(const CcCard *card, CcSecond *second) {
  double names[CC_SPANS_MAX] = {0};
  memset(second->titles, 0, sizeof second->titles);
  for (guint i = 0; i < card->spans->len; i++) {
    if (!cc_second_may_be_title(card->spans->pdata[i])) continue;
    Weights scores = scores_of(card, i);
    names[i] = scores.name;
    second->titles[i] = scores.title;
  }
  find_person(card, names, second);
}

/* SPAN is something else than it was decided: what speaks for it most but a name, title or firm. */
static void demote(const CcCard *card, CcSpan *span) {
  static const CcLabel REST[] = {CC_DEPT, CC_ADDRESS, CC_NOTE, CC_NOISE};
  span->decided = CC_NOTE;
  for (guint i = cc_span_names_value(card, span) ? 1 : 0; i < G_N_ELEMENTS(REST); i++)
    if (span->score[REST[i]] > span->score[span->decided]) span->decided = REST[i];
}

/* A person in two lines was decided as one: where either is meant again, both stay.  That there is
 * none takes nobody away: of three names that it took two were right. */
static void set_person(CcCard *card, const CcSecond *second) {
  if (second->person < 0) return;
  CcSpan *person = card->spans->pdata[second->person];
  if (person->decided == CC_NAME) return;
  for (guint i = 0; i < card->spans->len; i++) {
    CcSpan *span = card->spans->pdata[i];
    if (span->decided == CC_NAME) demote(card, span);
  }
  person->decided = CC_NAME;
  person->margin = second->margin;
  cc_trace_changed(card, person->line, person->start, person->end, CC_CHANGE_PERSON, NULL);
}

/* "Vice President of" above: what comes next belongs to it. */
static gboolean goes_on(const CcCard *card, const CcSpan *span) {
  if (span->above < 0 || span->gap >= CC_NEAR_GAP) return FALSE;
  const CcSpan *above = card->spans->pdata[span->above];
  return above->decided == CC_TITLE && cc_span_is_open(card->models, above, CC_TITLE);
}

static void set_title(CcCard *card, CcSpan *span, double score) {
  if (score < -TITLE_MARGIN && span->decided == CC_TITLE && span->margin < CLEAR_MARGIN) {
    demote(card, span);
    cc_trace_changed(card, span->line, span->start, span->end, CC_CHANGE_NO_TITLE, NULL);
  }
  if (score <= TITLE_MARGIN || span->decided == CC_TITLE || cc_span_is_degrees(span) ||
      cc_span_is_no_title(card->models, span))
    return;
  if (span->decided == CC_DEPT && has_label(card, CC_TITLE)) return;
  span->decided = CC_TITLE;
  span->margin = score;
  cc_trace_changed(card, span->line, span->start, span->end, CC_CHANGE_TITLE, NULL);
}

static void set_titles(CcCard *card, const CcSecond *second) {
  for (guint i = 0; i < card->spans->len; i++) {
    CcSpan *span = card->spans->pdata[i];
    if (span->is_firm || span->decided == CC_NAME || goes_on(card, span)) continue;
    set_title(card, span, second->titles[i]);
  }
}

void cc_second_set(CcCard *card, const CcSecond *second) {
  set_person(card, second);
  set_titles(card, second);
}
