/* What stands in a line of an address and is none of it: which office it is, the firm before its
 * street. */
#include "fields/give/give.h"

#include <string.h>

/* "Head Office :" has no more words before its colon, and no more bytes. */
#define LABEL_WORDS 3
#define LABEL_BYTES 30
/* "D: 2" is a flat. */
#define LABEL_LETTERS 3
/* Of a form of law so many words may be one: "s. r. o.". */
#define LAW_WORDS 3
/* What was decided by less than this may as well be something else. */
#define UNSURE 0.6
/* A line is looked at up to so many joints of its pieces. */
#define JOINTS_MAX 8

/* ---- which office it is --------------------------------------------------------------------- */

/* "P.O. Box:", "Dist.:": a word of the address itself. */
static gboolean is_part_of_place(const CcModels *models, const GArray *tokens) {
  for (guint i = 0; i < tokens->len; i++) {
    const CcToken *token = cc_token(tokens, i);
    if (token->flags & (CC_W_STREET | CC_W_UNIT) ||
        cc_models_lists(models, CC_LIST_PLACE_PART, token->fold))
      return TRUE;
  }
  return FALSE;
}

/* The bytes of the number of a unit before its colon, "Unit II : "; 0: none. */
static gsize unit_number(const char *text) {
  static const char *const units[] = {"unit", "plant", "works", "factory", "branch", "office"};
  for (guint i = 0; i < G_N_ELEMENTS(units); i++) {
    gsize at = strlen(units[i]);
    if (g_ascii_strncasecmp(text, units[i], at) != 0) continue;
    at += strspn(text + at, " -.");
    gsize number = strspn(text + at, "IVX0123456789");
    at += number + strspn(text + at + number, " ");
    if (number > 0 && text[at] == ':' && text[at + 1] == ' ') return at + 2;
  }
  return 0;
}

/* "Head Office 14F": a label of two words or more, without a colon, before a number. */
static gsize open_label(const CcModels *models, const char *text) {
  g_autoptr(GArray) tokens = cc_tokens(models, text);
  for (guint i = 1; i < tokens->len && i <= LABEL_WORDS; i++) {
    const CcToken *token = cc_token(tokens, i);
    if (!(token->shape & CC_T_DIGIT)) continue;
    g_autofree char *head = g_strndup(text, cc_token(tokens, i - 1)->end);
    g_autofree char *key = cc_fold(head);
    gboolean label = i > 1 && cc_models_label(models, key) == CC_L_ADDRESS;
    return label ? token->start : 0;
  }
  return 0;
}

/* "(Head Office & Works) 3-17": a remark that says which office it is, before the address. */
static gsize bracket_label(const CcModels *models, const char *text) {
  const char *end = *text == '(' ? strchr(text, ')') : NULL;
  if (!end || end[1] != ' ' || end - text > LABEL_BYTES) return 0;
  g_autofree char *inside = g_strndup(text + 1, (gsize)(end - text - 1));
  g_autoptr(GArray) tokens = cc_tokens(models, inside);
  for (guint i = 0; i < tokens->len; i++) {
    const char *word = cc_token(tokens, i)->fold;
    if (cc_models_lists(models, CC_LIST_OFFICE, word) ||
        cc_models_label(models, word) == CC_L_ADDRESS)
      return (gsize)(end + 2 - text);
  }
  return 0;
}

gsize cc_office_label(const CcModels *models, const char *text) {
  gsize other = unit_number(text);
  if (!other) other = bracket_label(models, text);
  if (!other) other = open_label(models, text);
  if (other) return other;
  gsize colon = strcspn(text, ":,0123456789");
  if (text[colon] != ':' || colon == 0 || colon > LABEL_BYTES) return 0;
  gsize rest = colon + 1 + strspn(text + colon + 1, " ");
  g_autofree char *head = g_strndup(text, colon);
  g_autoptr(GArray) tokens = cc_tokens(models, head);
  guint letters = 0;
  for (guint i = 0; i < tokens->len; i++)
    letters += cc_token(tokens, i)->letters;
  if (letters < LABEL_LETTERS || tokens->len > LABEL_WORDS || is_part_of_place(models, tokens))
    return 0;
  for (const char *p = text + rest; *p; p = g_utf8_next_char(p))
    if (g_unichar_isalpha(g_utf8_get_char(p))) return rest;
  return 0;
}

/* "Office / Factory", "Coal Division", "GmbH": a few words without a number that say who or which
 * part of a firm is there, and no street, house or landmark. */
gboolean cc_says_which_office(const CcCard *card, const CcSpan *span) {
  guint32 place = CC_W_STREET | CC_W_UNIT;
  gboolean office = FALSE;
  if (span->tokens->len > LABEL_WORDS + 1 || strpbrk(span->text, "0123456789")) return FALSE;
  for (guint i = 0; i < span->tokens->len; i++) {
    const CcToken *token = cc_token(span->tokens, i);
    office |= cc_models_lists(card->models, CC_LIST_OFFICE, token->fold);
    if (token->flags & place && !office) return FALSE;
  }
  gboolean unsure = span->margin < UNSURE && cc_tokens_have(span->tokens, CC_W_DEPT | CC_W_ORG);
  return office || unsure || cc_is_form_of_law(card->models, span->text);
}

/* ---- the firm before its street ---------------------------------------------------------------
 */

gboolean cc_ends_in_law(const CcModels *models, const char *text) {
  const char *bracket = g_str_has_suffix(text, ")") ? strrchr(text, '(') : NULL;
  g_autofree char *name = g_strndup(text, bracket ? (gsize)(bracket - text) : strlen(text));
  g_autoptr(GArray) tokens = cc_tokens(models, name);
  const guint32 place = CC_W_TOWN | CC_W_STATE_CODE | CC_W_STREET | CC_W_UNIT;
  g_autofree char *law = g_strdup("");
  for (guint k = 1; k <= LAW_WORDS && k < tokens->len; k++) {
    const CcToken *token = cc_token(tokens, tokens->len - k);
    if (k == 1 && token->flags & place) return FALSE;
    char *longer = g_strconcat(token->fold, law, NULL);
    g_free(law);
    law = longer;
    if (cc_word_flags(models, law) & CC_W_LEGAL) return TRUE;
  }
  return FALSE;
}

gsize cc_firm_before_street(const CcModels *models, const char *text) {
  guint joints_left = JOINTS_MAX;
  for (const char *p = text; *p && joints_left > 0; p = g_utf8_next_char(p)) {
    gsize joint = p == text ? 0 : cc_joint_at(p);
    if (joint == 0) continue;
    joints_left--;
    g_autofree char *head = g_strndup(text, (gsize)(p - text));
    if (strpbrk(head, "0123456789")) return 0;
    if (cc_ends_in_law(models, head)) return (gsize)(p - text) + joint;
  }
  return 0;
}

gboolean cc_span_is_firm_again(const CcCard *card, const CcSpan *span) {
  g_autofree char *slug = cc_slug(span->text);
  for (guint i = 0; i < card->spans->len; i++) {
    const CcSpan *other = card->spans->pdata[i];
    if (other == span || !other->text || other->decided != CC_ORG) continue;
    g_autofree char *firm = cc_slug(other->text);
    if (strcmp(slug, firm) == 0) return TRUE;
  }
  return FALSE;
}
