/* The segments of the lines without what is no print, with their places. */
#include "fields/lines/lines.h"

#include <string.h>

#include "base/geometry.h"

/* A line below this was no print on photographed cards. */
#define PRINT_CONFIDENCE 0.3
#define LABEL_MAX 24         /* bytes of a label */
#define LABEL_HEIGHT_MAX 1.8 /* of its letters, in those of the card's usual print ... */
#define LABEL_CAPITALS 3     /* ... which so many capitals alone are above */

static gboolean is_edge_sign(gunichar c) {
  GUnicodeType type = g_unichar_type(c);
  if (type == G_UNICODE_OTHER_SYMBOL || type == G_UNICODE_MODIFIER_SYMBOL) return TRUE;
  return c == ' ' || c == ',' || c == ';' || c == ':' || c == '|' || c == '-' || c == '/' ||
         c == 0x2013 || c == 0x2014 || c == 0x2022 || c == 0xB7 || c == '_' || c == '*' ||
         c == '=' || c == '~' || c == '<' || c == '>' || c == '\\' || c == 0xAB || c == 0xBB ||
         c == 0xA9 || c == 0xAE || c == '@' || c == '\'' || c == 0x2018 || c == '"' || c == '^' ||
         c == 0xB0 || c == '[' || c == ']' || c == '{' || c == '}' || c == 0x2026 || c == 0x201D ||
         c == 0x201C || c == 0xA7 || c == 0x25CF || c == 0x25AA || c == 0x25A0 || c == 0x2019 ||
         c == '`';
}

static void trim(const char *text, gsize *start, gsize *end) {
  /* a plus is a bullet only apart: "+ Director", not "+49" */
  if (*start + 1 < *end && text[*start] == '+' && text[*start + 1] == ' ') ++*start;
  while (*start < *end && is_edge_sign(g_utf8_get_char(text + *start)))
    *start = (gsize)(g_utf8_next_char(text + *start) - text);
  while (*end > *start) {
    const char *last = g_utf8_prev_char(text + *end);
    if (!is_edge_sign(g_utf8_get_char(last)) && *last != '(') break;
    *end = (gsize)(last - text);
  }
  if (*start < *end && text[*start] == '(' && !memchr(text + *start, ')', *end - *start)) ++*start;
  if (*start < *end && text[*start] == ')') ++*start;
  if (*start < *end && text[*end - 1] == ')' && !memchr(text + *start, '(', *end - *start)) --*end;
}

/* "Address 12 Mill Lane": the word before a number needs no colon. */
static CcLabelWord take_address_word(const CcModels *models, const char *text, gsize *start,
                                     gsize end) {
  gsize blank = *start;
  while (blank < end && text[blank] != ' ')
    blank++;
  if (blank + 1 >= end || !g_ascii_isdigit(text[blank + 1])) return CC_L_NONE;
  g_autofree char *word = g_strndup(text + *start, blank - *start);
  g_autofree char *key = cc_fold(word);
  if (cc_models_label(models, key) != CC_L_ADDRESS || strlen(key) < 5) return CC_L_NONE;
  *start = blank + 1;
  return CC_L_ADDRESS;
}

/* "India Office", "Residence cum Office": the last word says what it is. */
static gboolean is_office(const CcModels *models, const char *key) {
  const char *last = strrchr(key, ' ');
  return last && (cc_models_lists(models, CC_LIST_OFFICE, last + 1) ||
                  (strlen(last) > 3 && cc_models_label(models, last + 1) == CC_L_ADDRESS));
}

/* A label word that opens the piece ("Address:") is taken off it. */
static CcLabelWord take_label(const CcModels *models, const char *text, gsize *start, gsize end) {
  gsize colon = *start;
  while (colon < end && colon < *start + LABEL_MAX && text[colon] != ':')
    colon++;
  if (colon >= end || text[colon] != ':') return take_address_word(models, text, start, end);
  g_autofree char *word = g_strndup(text + *start, colon - *start);
  g_autofree char *key = cc_fold(word);
  CcLabelWord label = cc_models_label(models, key);
  /* "idress:", "Addrass:" */
  if (!label && strlen(key) >= 6 && (cc_one_edit(key, "address") || g_str_has_suffix(key, "dress")))
    label = CC_L_ADDRESS;
  if (!label && is_office(models, key)) label = CC_L_ADDRESS;
  /* "Skype: ada", "Facebook: Harrow": says nothing without its label. */
  if (label == CC_L_URL || label == CC_L_NOTE) return CC_L_NOTE;
  if (cc_models_lists(models, CC_LIST_CONTACT, key)) label = CC_L_NAME; /* "Contact: Ada Beck" */
  if (label) *start = colon + 1;
  return label;
}

static gboolean worth_keeping(const char *text, gsize start, gsize end, gboolean beside_value) {
  guint letters = 0, digits = 0;
  for (const char *p = text + start; p < text + end; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    letters += g_unichar_isalpha(c) ? 1 : 0;
    digits += g_unichar_isdigit(c) ? 1 : 0;
  }
  /* Icons beside a value are read as a letter or two. */
  if (beside_value && letters + digits <= 3) return FALSE;
  return letters + digits >= 2;
}

/* "U.S.A.": has letters that are labels, too. */
static gboolean is_country(const CcModels *models, const char *text) {
  g_autoptr(GArray) tokens = cc_tokens(models, text);
  return cc_tokens_have(tokens, CC_W_COUNTRY);
}

static gboolean only_label_words(const CcModels *models, const char *text) {
  if (cc_is_form_of_law(models, text)) return FALSE; /* "z o.o." has letters that are labels */
  g_autofree char *whole = cc_fold(text);
  if (cc_models_flags(models, whole) & CC_W_TITLE) return FALSE; /* as has "C.E.O." */
  if (strchr(whole, ' ') && cc_models_label(models, whole) == CC_L_ADDRESS) return TRUE;
  g_auto(GStrv) words = g_strsplit_set(text, " .:/|", -1);
  for (guint i = 0; words[i]; i++) {
    g_autofree char *key = cc_fold(words[i]);
    guint32 other =
        cc_models_flags(models, key) & (CC_W_DEPT | CC_W_ORG | CC_W_TITLE | CC_W_FAMILY);
    CcLabelWord label = cc_models_label(models, key);
    /* "Home" and "Studio" are other words, too; "Web" and "Fax" alone are labels. */
    gboolean plain = label == CC_L_FAX || label == CC_L_EMAIL || label == CC_L_URL;
    if (*key && !plain && (other || (strlen(key) > 1 && !label))) return FALSE;
  }
  return !is_country(models, text);
}

static int compare_doubles(gconstpointer a, gconstpointer b) {
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

/* Specks and pieces of logos would make all print look large. */
static gboolean is_print(const CardcatLine *line) {
  return (line->confidence == 0 || line->confidence >= PRINT_CONFIDENCE) && strlen(line->text) > 3;
}

static double median_of(const CcCard *card, gboolean stroke) {
  g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(double));
  for (guint i = 0; i < card->texts->len; i++) {
    const CardcatLine *line = cc_card_line(card, i);
    double value = stroke ? line->stroke : line->x_height > 0 ? line->x_height : 0.6 * line->box.h;
    if (value > 0 && is_print(line)) g_array_append_val(all, value);
  }
  if (all->len == 0) return 0;
  g_array_sort(all, compare_doubles);
  return g_array_index(all, double, all->len / 2);
}

/* A label is printed no larger than what it says; "NIF" may be a firm, too. */
static gboolean is_large(const CcCard *card, guint index, const char *text) {
  const CardcatLine *line = cc_card_line(card, index);
  double usual = median_of(card, FALSE);
  gboolean capitals = strlen(text) >= LABEL_CAPITALS;
  for (const char *p = text; *p; p++)
    capitals &= g_ascii_isupper(*p) != 0;
  return capitals && usual > 0 && line->x_height > LABEL_HEIGHT_MAX * usual;
}

/* A firm may be called as a label is: "Kontor" of kontor.de. */
static gboolean names_domain(const CcCard *card, const char *text) {
  g_autofree char *slug = cc_slug(text);
  return g_ptr_array_find_with_equal_func(card->domains, slug, g_str_equal, NULL);
}

/* "e Rua Augusta 10", "o 12 Mill Lane": a bullet before a street. */
static void trim_bullet(const CcModels *models, const char *text, gsize *start, gsize end) {
  if (end < *start + 3 || !g_ascii_islower(text[*start]) || text[*start + 1] != ' ') return;
  g_autofree char *rest = g_strndup(text + *start + 2, end - *start - 2);
  g_autoptr(GArray) tokens = cc_tokens(models, rest);
  gboolean street = FALSE, number = FALSE;
  for (guint i = 0; i < tokens->len; i++) {
    const CcToken *token = cc_token(tokens, i);
    street |= (token->flags & CC_W_STREET) && (token->shape & CC_T_CAPITAL);
    number |= (token->shape & CC_T_DIGIT) != 0;
  }
  if (street && number) *start += 2;
}

/* What stands after a span to the end of its line, when it says that the next line goes on. */
static const char *open_sign(const char *after) {
  g_autofree char *rest = g_strstrip(g_strdup(after));
  if (strcmp(rest, ",") == 0) return ",";
  return strcmp(rest, "-") == 0 || strcmp(rest, "–") == 0 ? " -" : NULL;
}

/* Takes what is no print, and a label, off bytes START..END of a line; the label. */
static CcLabelWord trim_span(CcCard *card, guint line, gsize *start, gsize *end) {
  const char *text = card->texts->pdata[line];
  trim(text, start, end);
  gsize from = *start, to = *end;
  cc_trim_loose(card, line, start, end);
  cc_trace_dropped(card, line, from, *start, CARDCAT_UNUSED_LOOSE);
  cc_trace_dropped(card, line, *end, to, CARDCAT_UNUSED_LOOSE);
  trim(text, start, end);
  from = *start;
  trim_bullet(card->models, text, start, *end);
  cc_trace_dropped(card, line, from, *start, CARDCAT_UNUSED_ORNAMENT);
  from = *start;
  CcLabelWord label = take_label(card->models, text, start, *end);
  cc_trace_dropped(card, line, from, *start, CARDCAT_UNUSED_LABEL);
  trim(text, start, end);
  return label;
}

/* Why bytes START..END of a line, mended TEXT, are no span; FALSE when they are one. */
static gboolean is_dropped(const CcCard *card, guint line, gsize start, gsize end,
                           gboolean beside_value, const char *text, CardcatUnusedReason *reason) {
  const char *read = card->texts->pdata[line];
  g_autofree char *piece = g_strndup(read + start, end - start);
  if (cc_is_speck(card, line, start, end))
    *reason = CARDCAT_UNUSED_NOISE;
  else if (!worth_keeping(read, start, end, beside_value))
    *reason = CARDCAT_UNUSED_ORNAMENT;
  else if (card->spans->len >= CC_SPANS_MAX)
    *reason = CARDCAT_UNUSED_TOO_MUCH;
  else if (only_label_words(card->models, text) && !names_domain(card, piece) &&
           !is_large(card, line, text))
    *reason = CARDCAT_UNUSED_LABEL;
  else
    return FALSE;
  return TRUE;
}

static void add_span(CcCard *card, guint line, gsize start, gsize end, gboolean beside_value) {
  const char *text = card->texts->pdata[line];
  gsize from = start, to = end;
  CcLabelWord label = trim_span(card, line, &start, &end);
  g_autofree char *piece = g_strndup(text + start, end - start);
  gboolean number =
      cc_opens_with_register(card->models, text, start, end) || cc_is_register(card->models, piece);
  if (!label && number) label = CC_L_NUMBER;
  if (label == CC_L_WORK) label = CC_L_ADDRESS; /* "Office:" before text that is no number */
  g_autofree char *repaired = cc_text_repair(card->models, piece);
  cc_set_commas_below(card->models, card->region, repaired);
  CardcatUnusedReason reason;
  if (is_dropped(card, line, start, end, beside_value, repaired, &reason)) {
    cc_trace_dropped(card, line, from, to, reason);
    return;
  }
  if (strcmp(piece, repaired) != 0)
    cc_trace_changed(card, line, start, end, CC_CHANGE_MENDED, repaired);
  CcSpan *span = cc_span_new(CC_UNDECIDED, line, start, end);
  span->text = g_steal_pointer(&repaired);
  span->label_word = label;
  span->open = open_sign(text + end);
  span->handle = start > 0 && text[start - 1] == '@';
  span->tokens = cc_tokens(card->models, span->text);
  g_ptr_array_add(card->spans, span);
}

static void add_segment(CcCard *card, const CcSegment *segment) {
  guint before = card->spans->len;
  if (segment->kind == CC_UNDECIDED)
    add_span(card, segment->line, segment->start, segment->end, segment->beside_value);
  else if (before < CC_SPANS_MAX)
    g_ptr_array_add(card->spans,
                    cc_span_new(segment->kind, segment->line, segment->start, segment->end));
  if (segment->label && card->spans->len > before)
    ((CcSpan *)card->spans->pdata[before])->label_word = segment->label;
}

/* ---- places ------------------------------------------------------------------------------- */

static gboolean is_above(const CcSpan *upper, const CcSpan *lower) {
  const CardcatBox *a = &upper->box, *b = &lower->box;
  if (a->y + a->h / 2 >= b->y) return FALSE;
  return cc_box_shared_width(a, b) > 0;
}

/* The nearest span over span INDEX; without places the one before it. */
static void find_above(CcCard *card, guint index) {
  CcSpan *span = card->spans->pdata[index];
  span->gap = 9;
  if (span->box.h <= 0) {
    span->above = (int)index - 1;
    span->gap = index > 0 ? 0.6 : 9;
    return;
  }
  for (guint i = 0; i < index; i++) {
    const CcSpan *other = card->spans->pdata[i];
    if (!is_above(other, span)) continue;
    double gap = (span->box.y - other->box.y - other->box.h) / (double)MAX(span->box.h, 1);
    if (gap < span->gap) {
      span->gap = MAX(gap, 0);
      span->above = (int)i;
    }
  }
}

static void set_places(CcCard *card) {
  double height = median_of(card, FALSE), stroke = median_of(card, TRUE);
  for (guint i = 0; i < card->spans->len; i++) {
    CcSpan *span = card->spans->pdata[i];
    const CardcatLine *line = cc_card_line(card, span->line);
    double own = line->x_height > 0 ? line->x_height : 0.6 * line->box.h;
    span->box = cc_card_box(card, span->line, span->start, span->end);
    span->height = height > 0 && own > 0 ? own / height : 1;
    span->stroke = stroke > 0 && line->stroke > 0 ? line->stroke / stroke : 1;
    span->confidence = cc_span_certainty(card, span->line, span->start, span->end);
    find_above(card, i);
  }
}

/* What stands between two segments of a line says what they are, or parts them. */
static void tell_joints(CcCard *card, const CcSegment *segment, const CcSegment *next) {
  if (segment->kind == CC_UNDECIDED && next->kind == CC_UNDECIDED && segment->line == next->line)
    cc_trace_dropped(card, segment->line, segment->end, next->start, CARDCAT_UNUSED_LABEL);
}

void cc_spans_make(CcCard *card) {
  for (guint i = 0; i < card->segments->len; i++) {
    const CcSegment *segment = &g_array_index(card->segments, CcSegment, i);
    add_segment(card, segment);
    if (i + 1 < card->segments->len) tell_joints(card, segment, segment + 1);
  }
  set_places(card);
}
