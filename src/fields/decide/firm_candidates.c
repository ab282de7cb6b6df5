/* What may be the card's firm: lines that stand together, in each way they may be spelled. */
#include "fields/decide/decide.h"

#include <string.h>

/* Of a line's other readings so many are tried. */
#define ALTERNATIVES_MAX 4
/* A span that is this much of its line has the line's other readings. */
#define WHOLE_LINE 0.8
/* A domain's letters may be misread in this share of them; so many may be lost at its end. */
#define MISREAD_SHARE 0.34
#define LOST_TAIL 4
#define DOMAIN_MIN 4
/* A longer line is more than a firm: its words would be tried against each other for seconds. */
#define FIRM_BYTES 240
/* A word that a domain has and the print lacks has so many letters. */
#define WORD_MIN 2
/* A word before or after a firm that may be an icon has no more letters. */
#define ICON_LETTERS 3
#define LETTERS_LEFT 4

void cc_firm_clear(CcFirm *firm) {
  g_clear_pointer(&firm->text, g_free);
}

static gboolean is_known(const GArray *firms, const CcFirm *firm) {
  for (guint i = 1; i < firms->len; i++) {
    const CcFirm *other = &g_array_index(firms, CcFirm, i);
    if (other->lines == firm->lines && strcmp(other->text, firm->text) == 0 &&
        memcmp(other->spans, firm->spans, sizeof firm->spans) == 0)
      return TRUE;
  }
  return FALSE;
}

/* The same lines as they were read; NULL for these themselves. */
static const CcFirm *plain_of(const GArray *firms, const CcFirm *firm) {
  for (guint i = firms->len; i-- > 1 && firm->source != CC_FIRM_READ;) {
    const CcFirm *other = &g_array_index(firms, CcFirm, i);
    if (other->source == CC_FIRM_READ && other->lines == firm->lines &&
        memcmp(other->spans, firm->spans, sizeof firm->spans) == 0)
      return other;
  }
  return NULL;
}

/* Takes TEXT, another spelling of FIRM. */
static void add_spelling(const CcCard *card, GArray *firms, const CcFirm *firm, char *text,
                         CcFirmSource source, guint edits) {
  CcFirm other = *firm;
  memset(other.has, 0, sizeof other.has);
  other.text = g_strstrip(text);
  other.source = source;
  other.edits = edits;
  if (!*other.text || is_known(firms, &other)) {
    cc_firm_clear(&other);
    return;
  }
  cc_firm_describe(card, &other);
  const CcFirm *plain = plain_of(firms, &other);
  if (plain) cc_firm_compare(plain, &other);
  g_array_append_val(firms, other);
}

/* The text of FIRM's lines, that of line BUT (-1: none) replaced; a line that goes on says so. */
static char *text_of(const CcCard *card, const CcFirm *firm, int but, const char *instead) {
  g_autoptr(GString) text = g_string_new(NULL);
  const char *open = "";
  for (guint i = 0; i < firm->lines; i++) {
    const CcSpan *span = card->spans->pdata[firm->spans[i]];
    if (i > 0) g_string_append_printf(text, "%s ", open);
    g_string_append(text, (int)i == but ? instead : span->text);
    open = span->open ? span->open : "";
  }
  return g_strdup(text->str);
}

/* ---- other readings -------------------------------------------------------------------------- */

/* READING without what no firm begins or ends with. */
static char *trimmed(const char *reading) {
  const char *from = reading, *end = reading + strlen(reading);
  while (from < end && !g_unichar_isalnum(g_utf8_get_char(from)) && *from != '(')
    from = g_utf8_next_char(from);
  while (end > from) {
    const char *last = g_utf8_prev_char(end);
    gunichar c = g_utf8_get_char(last);
    if (g_unichar_isalnum(c) || c == '.' || c == ')' || c == '!') break;
    end = last;
  }
  return g_strndup(from, (gsize)(end - from));
}

static void add_readings(const CcCard *card, GArray *firms, const CcFirm *firm) {
  for (guint i = 0; i < firm->lines; i++) {
    const CcSpan *span = card->spans->pdata[firm->spans[i]];
    const char *line = card->texts->pdata[span->line];
    if ((double)(span->end - span->start) < WHOLE_LINE * (double)strlen(line)) continue;
    const GPtrArray *readings = cc_card_line(card, span->line)->alternatives;
    for (guint k = 0; k < MIN(readings->len, ALTERNATIVES_MAX); k++) {
      g_autofree char *reading = trimmed(readings->pdata[k]);
      if (*reading)
        add_spelling(card, firms, firm, text_of(card, firm, (int)i, reading), CC_FIRM_READ_ELSE, 0);
    }
  }
}

/* ---- pieces of one line ---------------------------------------------------------------------- */

/* A letter or two, or signs, at an end: an icon.  "The" is a word. */
static gboolean may_be_icon(const CcModels *models, const char *word) {
  g_autofree char *key = cc_fold(word);
  if (strlen(key) > 1 && (cc_models_flags(models, key) & CC_W_FUNCTION)) return FALSE;
  guint letters = 0;
  for (const char *p = word; *p; p = g_utf8_next_char(p))
    letters += g_unichar_isalnum(g_utf8_get_char(p)) ? 1 : 0;
  return letters <= ICON_LETTERS;
}

static void add_without_icons(const CcCard *card, GArray *firms, const CcFirm *firm,
                              const char *text) {
  const char *first = strchr(text, ' '), *last = strrchr(text, ' ');
  if (!first) {
    /* "AHARROW": the icon and the first letter in one. */
    if (strlen(text) > LETTERS_LEFT + 1 && g_ascii_isalnum(*text) && g_ascii_isalpha(text[1]))
      add_spelling(card, firms, firm, g_strdup(text + 1), CC_FIRM_TRIMMED, 0);
    return;
  }
  g_autofree char *head = g_strndup(text, (gsize)(first - text));
  if (may_be_icon(card->models, head) && strlen(first + 1) >= LETTERS_LEFT)
    add_spelling(card, firms, firm, g_strdup(first + 1), CC_FIRM_TRIMMED, 0);
  if (may_be_icon(card->models, last + 1) && last - text >= LETTERS_LEFT)
    add_spelling(card, firms, firm, g_strndup(text, (gsize)(last - text)), CC_FIRM_TRIMMED, 0);
}

/* "Harrow Ltd, 12 Mill Lane": what stands before a sign, and after it. */
static void add_cuts(const CcCard *card, GArray *firms, const CcFirm *firm, const char *text) {
  static const char *const signs[] = {", ", " - ", " – ", ": ", " / ", " + ", " @ "};
  for (guint i = 0; i < G_N_ELEMENTS(signs); i++) {
    const char *at = strstr(text, signs[i]);
    if (!at) continue;
    add_spelling(card, firms, firm, g_strndup(text, (gsize)(at - text)), CC_FIRM_CUT, 0);
    add_spelling(card, firms, firm, g_strdup(at + strlen(signs[i])), CC_FIRM_CUT, 0);
  }
}

/* ---- spelled by a host ----------------------------------------------------------------------- */

/* The words from FIRST to before END of TOKENS, spelled as DOMAIN, in TEXT; NULL when they are it
 * already, or are too far from it. */
static char *spelled(const char *text, const GArray *tokens, guint first, guint end,
                     const char *domain, guint *edits) {
  gsize from = cc_token(tokens, first)->start, to = cc_token(tokens, end - 1)->end;
  g_autofree char *words = g_strndup(text + from, to - from), *slug = cc_slug(words);
  gsize own = strlen(slug), length = strlen(domain);
  gboolean lost = own >= DOMAIN_MIN && length <= own + LOST_TAIL && g_str_has_prefix(domain, slug);
  *edits = cc_edits(slug, domain);
  if (*edits == 0 || (!lost && *edits > MAX(1, MISREAD_SHARE * (double)length))) return NULL;
  g_autofree char *right = cc_respell(words, domain, edits);
  if (*edits == 0) return NULL;
  return right ? g_strdup_printf("%.*s%s%s", (int)from, text, right, text + to) : NULL;
}

static void add_spelled(const CcCard *card, GArray *firms, const CcFirm *firm, const char *text) {
  if (strlen(text) > FIRM_BYTES) return;
  g_autoptr(GArray) tokens = cc_tokens(card->models, text);
  for (guint i = 0; i < card->domains->len; i++) {
    const char *domain = card->domains->pdata[i];
    if (strlen(domain) < DOMAIN_MIN) continue;
    for (guint first = 0; first < tokens->len; first++)
      for (guint end = first + 1; end <= MIN(tokens->len, first + 4); end++) {
        guint edits = 0;
        char *right = spelled(text, tokens, first, end, domain, &edits);
        if (!right) continue;
        gsize from = cc_token(tokens, first)->start,
              tail = strlen(text) - cc_token(tokens, end - 1)->end;
        if (from > 0 || tail > 0)
          add_spelling(card, firms, firm, g_strndup(right + from, strlen(right) - from - tail),
                       CC_FIRM_SPELLED, edits);
        add_spelling(card, firms, firm, right, CC_FIRM_SPELLED, edits);
      }
  }
}

/* ---- completed by a host ----------------------------------------------------------------------
 */

/* WORD of a domain, as the firm of TEXT would print it. */
static char *as_printed(const char *word, const char *text) {
  g_autofree char *upper = g_utf8_strup(text, -1);
  if (strcmp(upper, text) == 0) return g_ascii_strup(word, -1);
  char *title = g_strdup(word);
  *title = g_ascii_toupper(*title);
  return title;
}

/* DOMAIN says BEFORE, a word, then AFTER: the word in between, owned; NULL when there is none. */
static char *word_between(const char *domain, const char *before, const char *after) {
  gsize all = strlen(domain), first = strlen(before), last = strlen(after);
  if (all < first + last + WORD_MIN || !g_str_has_prefix(domain, before) ||
      !g_str_has_suffix(domain, after))
    return NULL;
  for (gsize i = first; i < all - last; i++)
    if (!g_ascii_isalpha(domain[i])) return NULL;
  return g_strndup(domain + first, all - first - last);
}

/* A line of the card has WORD: it is read, and no wordmark that was not. */
static gboolean is_read(const CcCard *card, const char *word) {
  for (guint i = 0; i < card->spans->len; i++) {
    const CcSpan *span = card->spans->pdata[i];
    for (guint k = 0; span->tokens && k < span->tokens->len; k++) {
      const CcToken *token = cc_token(span->tokens, k);
      g_autofree char *text = g_strndup(span->text + token->start, token->end - token->start);
      g_autofree char *slug = cc_slug(text);
      if (strcmp(slug, word) == 0) return TRUE;
    }
  }
  return FALSE;
}

/* "Global Services" of www.ajaxglobalservices.com is "Ajax Global Services": the word that only the
 * domain has stands between HEAD, in letters and digits BEFORE, and the word of TEXT that ends at
 * TO. */
static void add_completed_to(const CcCard *card, GArray *firms, const CcFirm *firm,
                             const char *text, const char *head, const char *before, gsize to) {
  gsize from = strlen(head);
  g_autofree char *tail = g_strndup(text + from, to - from), *after = cc_slug(tail);
  if (strlen(after) < DOMAIN_MIN) return;
  for (guint i = 0; i < card->domains->len; i++) {
    g_autofree char *word = word_between(card->domains->pdata[i], before, after);
    gboolean sign = word && cc_models_lists(card->models, CC_LIST_AMPERSAND, word);
    if (!word || sign || is_read(card, word)) continue;
    g_autofree char *printed = as_printed(word, text);
    add_spelling(card, firms, firm, g_strdup_printf("%s%s %s", head, printed, text + from),
                 CC_FIRM_COMPLETED, 0);
  }
}

static gsize longest(const GPtrArray *domains) {
  gsize most = 0;
  for (guint i = 0; i < domains->len; i++)
    most = MAX(most, strlen(domains->pdata[i]));
  return most;
}

/* A domain is short: what stands before its missing word is looked for in no more of a long line.
 */
static void add_completed(const CcCard *card, GArray *firms, const CcFirm *firm, const char *text) {
  gsize most = longest(card->domains);
  g_autoptr(GArray) tokens = cc_tokens(card->models, text);
  for (guint at = 0; at < tokens->len; at++) {
    g_autofree char *head = g_strndup(text, cc_token(tokens, at)->start), *before = cc_slug(head);
    if (strlen(before) + WORD_MIN + DOMAIN_MIN > most) return;
    for (guint end = at + 1; end <= MIN(tokens->len, at + 3); end++)
      add_completed_to(card, firms, firm, text, head, before, cc_token(tokens, end - 1)->end);
  }
}

/* ---- groups ---------------------------------------------------------------------------------- */

static gboolean may_be_line(const CcCard *card, const CcSpan *span) {
  return span->kind == CC_UNDECIDED && span->tokens->len > 0 && !span->handle &&
         span->label_word != CC_L_NOTE && !cc_span_is_labelled_person(card->models, span) &&
         !cc_span_is_prayer(card->models, span) && !cc_span_is_trade(card->models, span) &&
         !cc_span_names_value(card, span) && !cc_span_is_of_person(card->models, span);
}

/* "(Recognised by the State)", "Milan Branch Office", "a Harrow company": stands under a firm and
 * is none of its name. */
static gboolean is_remark(const CcModels *models, const CcSpan *span) {
  gsize length = strlen(span->text);
  if (span->text[0] == '(' && span->text[length - 1] == ')' && span->tokens->len > 2) return TRUE;
  const char *first = cc_token(span->tokens, 0)->fold;
  if (span->tokens->len > 2 && (strcmp(first, "a") == 0 || strcmp(first, "an") == 0)) return TRUE;
  for (guint i = 0; i < span->tokens->len; i++)
    if (cc_models_lists(models, CC_LIST_REMARK, cc_token(span->tokens, i)->fold)) return TRUE;
  return FALSE;
}

/* "OF HARROW" under "LIFE INSURANCE CORPORATION": the firm does not end above it. */
static gboolean goes_on_below(const CcCard *card, guint last) {
  for (guint i = last + 1; i < card->spans->len; i++) {
    const CcSpan *span = card->spans->pdata[i];
    if (may_be_line(card, span) && span->tokens->len > 1 &&
        cc_models_lists(card->models, CC_LIST_GOES_ON, cc_token(span->tokens, 0)->fold) &&
        cc_spans_adjoin(card, i, (int)last))
      return TRUE;
  }
  return FALSE;
}

static void take_text(const CcCard *card, GArray *firms, const CcFirm *firm) {
  g_autofree char *text = text_of(card, firm, -1, NULL);
  add_spelling(card, firms, firm, g_strdup(text), CC_FIRM_READ, 0);
  add_readings(card, firms, firm);
  add_without_icons(card, firms, firm, text);
  if (firm->lines == 1) add_cuts(card, firms, firm, text);
  add_spelled(card, firms, firm, text);
  add_completed(card, firms, firm, text);
}

static void take(const CcCard *card, GArray *firms, const guint *spans, guint lines) {
  CcFirm firm = {.lines = lines};
  memcpy(firm.spans, spans, lines * sizeof *spans);
  gboolean place = lines == 1 && cc_span_is_places(card->spans->pdata[spans[0]]);
  if (!place && (lines == CC_FIRM_LINES || !goes_on_below(card, spans[lines - 1])))
    take_text(card, firms, &firm);
  if (lines == CC_FIRM_LINES) return;
  guint longer[CC_FIRM_LINES];
  memcpy(longer, spans, lines * sizeof *spans);
  for (guint i = spans[lines - 1] + 1; i < card->spans->len; i++) {
    const CcSpan *span = card->spans->pdata[i];
    if (!may_be_line(card, span) || is_remark(card->models, span) ||
        !cc_spans_adjoin(card, i, (int)spans[lines - 1]))
      continue;
    longer[lines] = i;
    take(card, firms, longer, lines + 1);
  }
}

GArray *cc_firm_candidates(const CcCard *card) {
  GArray *firms = g_array_new(FALSE, TRUE, sizeof(CcFirm));
  g_array_set_clear_func(firms, (GDestroyNotify)cc_firm_clear);
  CcFirm none = {.text = g_strdup("")};
  cc_firm_describe_none(card, &none);
  g_array_append_val(firms, none);
  for (guint i = 0; i < card->spans->len; i++)
    if (may_be_line(card, card->spans->pdata[i])) take(card, firms, &i, 1);
  return firms;
}
