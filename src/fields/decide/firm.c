/* The firm: of all groups of lines that may be it the likeliest. */
#include "fields/decide/decide.h"

#include <math.h>
#include <string.h>

/* A probability no nearer to 0 and 1 than this: beyond it nothing was seen. */
#define EDGE 1e-4

static const char *const names[CC_FIRM_FEATURES] = {
#define FIRM(id, name) [CC_G_##id] = name,
    CC_FIRM_TABLE(FIRM)
#undef FIRM
};

const char *cc_firm_feature_name(CcFirmFeature feature) {
  return names[feature];
}

static gboolean take_row(gpointer data, const char *line, GError **error) {
  CcModels *models = data;
  g_auto(GStrv) cells = g_strsplit(line, "\t", -1);
  for (guint i = 0; g_strv_length(cells) == 2 && i < CC_FIRM_FEATURES; i++)
    if (strcmp(names[i], cells[0]) == 0) {
      models->firm[i] = g_ascii_strtod(cells[1], NULL);
      return TRUE;
    }
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_MISSING, "%s is no feature of a firm", cells[0]);
  return FALSE;
}

gboolean cc_firm_weights_load(CcModels *models, const char *dir, GError **error) {
  models->firm = g_new0(double, CC_FIRM_FEATURES);
  return cc_lines_each(dir, "firm.tsv", take_row, models, error);
}

static double score_of(const CcModels *models, const CcFirm *firm) {
  double sum = 0;
  for (guint i = 0; i < CC_FIRM_FEATURES; i++)
    sum += firm->has[i] ? models->firm[i] : 0;
  return sum;
}

/* How likely the BEST of FIRMS is, of all of them: logistic of the scores' differences. */
static double share_of(const GArray *firms, const CcFirm *best) {
  double all = 0;
  for (guint i = 0; i < firms->len; i++)
    all += exp(g_array_index(firms, CcFirm, i).score - best->score);
  return CLAMP(1 / all, EDGE, 1 - EDGE);
}

static gboolean is_of(const CcFirm *firm, guint index) {
  for (guint i = 0; i < firm->lines; i++)
    if (firm->spans[i] == index) return TRUE;
  return FALSE;
}

/* Marks the lines of FIRM; TRUE when they are others than were decided to be it. */
static gboolean mark_firm(CcCard *card, const CcFirm *firm) {
  gboolean differs = FALSE;
  for (guint i = 0; i < card->spans->len; i++) {
    CcSpan *span = card->spans->pdata[i];
    span->is_firm = is_of(firm, i);
    differs |= span->is_firm != (span->decided == CC_ORG);
  }
  return differs;
}

static void set_firm(CcCard *card, const CcFirm *firm, double share) {
  card->firm = *firm->text ? g_strdup(firm->text) : NULL;
  card->firm_changed = card->firm && firm->source != CC_FIRM_READ;
  card->firm_chosen = TRUE;
  gboolean differs = mark_firm(card, firm);
  if (differs) cc_decide_lines(card);
  for (guint i = 0; i < firm->lines; i++) {
    CcSpan *span = card->spans->pdata[firm->spans[i]];
    span->margin = MAX(log(share / (1 - share)), 0);
    if (differs || card->firm_changed)
      cc_trace_changed(card, span->line, span->start, span->end, CC_CHANGE_FIRM, card->firm);
  }
}

/* Degrees stand where a title does, and are none. */
static void set_degrees_apart(CcCard *card) {
  for (guint i = 0; i < card->spans->len; i++) {
    CcSpan *span = card->spans->pdata[i];
    if (span->decided == CC_TITLE && cc_span_is_degrees(span)) span->decided = CC_NOTE;
  }
}

/* Chooses among FIRMS, without those that have line WITHOUT (-1: all may be). */
static void choose_firm(CcCard *card, GArray *firms, int without) {
  CcFirm *best = NULL;
  for (guint i = 0; i < firms->len; i++) {
    CcFirm *firm = &g_array_index(firms, CcFirm, i);
    firm->score = score_of(card->models, firm);
    if (without >= 0 && is_of(firm, (guint)without)) continue;
    if (!best || firm->score > best->score) best = firm;
  }
  set_firm(card, best, share_of(firms, best));
}

/* The lines, and of all firms that these may be, which it returns, the likeliest. */
static GArray *decide_once(CcCard *card) {
  card->firm_chosen = FALSE;
  cc_decide_lines(card);
  GArray *firms = cc_firm_candidates(card);
  choose_firm(card, firms, -1);
  set_degrees_apart(card);
  return firms;
}

void cc_decide_once(CcCard *card) {
  g_autoptr(GArray) firms = decide_once(card);
}

void cc_decide(CcCard *card) {
  g_autoptr(GArray) firms = decide_once(card);
  CcSecond second;
  cc_second_look(card, &second);
  if (second.person >= 0 && ((CcSpan *)card->spans->pdata[second.person])->is_firm) {
    g_free(card->firm);
    choose_firm(card, firms, second.person);
    set_degrees_apart(card);
  }
  cc_second_set(card, &second);
  cc_first_person(card);
  cc_other_half(card);
  cc_titles_go_on(card);
}
