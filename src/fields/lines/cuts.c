/* Where one line says two things: at which signs, and where no sign tells. */
#include "fields/lines/lines.h"

#include <string.h>

static gboolean holds(const GArray *tokens, guint32 flags, gsize from, gsize to) {
  for (guint i = 0; i < tokens->len; i++) {
    const CcToken *token = cc_token(tokens, i);
    if (token->start >= from && token->end <= to && (token->flags & flags)) return TRUE;
  }
  return FALSE;
}

static gboolean holds_shape(const GArray *tokens, guint32 shape, gsize from, gsize to) {
  for (guint i = 0; i < tokens->len; i++) {
    const CcToken *token = cc_token(tokens, i);
    if (token->start >= from && token->end <= to && (token->shape & shape)) return TRUE;
  }
  return FALSE;
}

/* "Ada Beck, Director", "Ada Beck - CEO": a name before the sign, a title after it. */
static gboolean parts_name(const GArray *tokens, gsize at, gsize end) {
  guint32 firm = CC_W_ORG | CC_W_LEGAL | CC_W_STREET | CC_W_DEPT;
  gboolean name = holds(tokens, CC_W_GIVEN | CC_W_HONORIFIC, 0, at) &&
                  !holds(tokens, CC_W_TITLE | firm, 0, at) &&
                  !holds_shape(tokens, CC_T_DIGIT, 0, at);
  return name && holds(tokens, CC_W_TITLE, at, end) && !holds(tokens, CC_W_POSTNOMINAL, at, end);
}

static gboolean is_name_like(const GArray *tokens, gsize from, gsize to) {
  guint32 other = CC_W_TITLE | CC_W_ORG | CC_W_LEGAL | CC_W_STREET | CC_W_DEPT | CC_W_POSTNOMINAL;
  return holds(tokens, CC_W_GIVEN | CC_W_FAMILY | CC_W_HONORIFIC, from, to) &&
         !holds(tokens, other, from, to) && !holds_shape(tokens, CC_T_DIGIT | CC_T_LOWER, from, to);
}

/* "Prop. Ada Beck", "Owner: Ada Beck": a title in short, and a name after it. */
static gsize title_before_name(const GArray *tokens, const char *text, gsize length) {
  if (tokens->len < 2) return 0;
  const CcToken *first = cc_token(tokens, 0), *next = cc_token(tokens, 1);
  gboolean marked = (first->shape & (CC_T_POINT | CC_T_COMMA)) || text[first->end - 1] == ':';
  gboolean title = (first->flags & CC_W_TITLE) && !(first->flags & (CC_W_GIVEN | CC_W_HONORIFIC));
  return marked && title && is_name_like(tokens, next->start, length) ? next->start : 0;
}

/* "Clerk B.Sc. (Botany)": a title, and degrees after it; the byte where they begin, 0: none do. */
static gsize degrees_after_title(const GArray *tokens) {
  for (guint i = 1; i < tokens->len; i++) {
    const CcToken *token = cc_token(tokens, i);
    if (!(token->flags & CC_W_POSTNOMINAL)) continue;
    guint32 other = CC_W_GIVEN | CC_W_FAMILY | CC_W_HONORIFIC;
    gboolean title = holds(tokens, CC_W_TITLE, 0, token->start);
    return title && !holds(tokens, other, 0, token->start) ? token->start : 0;
  }
  return 0;
}

/* "Ada Beck (Clerk)": nothing but a title in the brackets that close the line. */
static gboolean parts_bracket(const GArray *tokens, const char *text, gsize at, gsize end) {
  if (text[at + 1] != '(' || text[end - 1] != ')') return FALSE;
  guint32 other = CC_W_TITLE | CC_W_ORG | CC_W_LEGAL | CC_W_STREET | CC_W_DEPT;
  if (holds(tokens, other, 0, at) || holds_shape(tokens, CC_T_DIGIT | CC_T_LOWER, 0, at))
    return FALSE;
  for (guint i = 0; i < tokens->len; i++) {
    const CcToken *token = cc_token(tokens, i);
    if (token->start > at && !(token->flags & (CC_W_TITLE | CC_W_TITLE_MOD))) return FALSE;
  }
  return TRUE;
}

/* "Clerk - Accounts": a title before a dash or a colon, a department after it. */
static gboolean parts_title(const GArray *tokens, gsize at, gsize end) {
  guint32 other = CC_W_LEGAL | CC_W_STREET;
  return holds(tokens, CC_W_TITLE, 0, at) && !holds(tokens, CC_W_DEPT | CC_W_ORG | other, 0, at) &&
         holds(tokens, CC_W_DEPT | CC_W_DEPT_OF, at, end) &&
         !holds(tokens, CC_W_TITLE | other, at, end) && !holds_shape(tokens, CC_T_DIGIT, 0, end);
}

/* Bytes of a separator at P that parts two meanings; 0 when none stands there. */
static gsize separator_at(const char *p) {
  static const char *const always[] = {" | ", " • ", " · ", " ● ", " ▪ ", " ■ ",
                                       "|",   " » ", " ♦ ", " ◆ ", " ∙ ", "•"};
  for (guint i = 0; i < G_N_ELEMENTS(always); i++)
    if (strncmp(p, always[i], strlen(always[i])) == 0) return strlen(always[i]);
  return 0;
}

static gsize weak_separator_at(const char *p) {
  static const char *const weak[] = {", ", " - ", " – ", " — ", " / ", " : ", " ("};
  for (guint i = 0; i < G_N_ELEMENTS(weak); i++)
    if (strncmp(p, weak[i], strlen(weak[i])) == 0) return strlen(weak[i]);
  return 0;
}

gsize cc_cut_without_sign(const GArray *tokens, const char *text, gsize length) {
  gsize at = title_before_name(tokens, text, length);
  return at ? at : degrees_after_title(tokens);
}

gsize cc_cut_at(const GArray *tokens, const char *text, gsize at, gboolean *cut) {
  gsize length = strlen(text), bytes = separator_at(text + at);
  gsize weak = bytes || *cut ? 0 : weak_separator_at(text + at);
  if (!weak) return bytes;
  gboolean dash = weak > 2 && text[at + 1] != '/';
  *cut = parts_name(tokens, at, length) || parts_bracket(tokens, text, at, length) ||
         (dash && parts_title(tokens, at, length));
  return *cut ? weak : 0;
}
