/* Numbers of registers with their labels: "Reg. No. 9937-A", "P.IVA 10884520017". */
#include "fields/grammar/grammar.h"

#include <string.h>

/* A register's number has so many digits, and its label begins with one of so many words. */
#define REGISTER_DIGITS 3
#define REGISTER_WORDS 3
/* A line is looked at up to so many joints of its pieces. */
#define JOINTS_MAX 8

gsize cc_joint_at(const char *text) {
  static const char *const joints[] = {", ", " — ", " – ", " - ", " ~ ", " | ", " • ", " · "};
  for (guint i = 0; i < G_N_ELEMENTS(joints); i++)
    if (g_str_has_prefix(text, joints[i])) return strlen(joints[i]);
  return 0;
}

static guint count_digits(const char *text) {
  guint n = 0;
  for (; *text; text++)
    n += g_ascii_isdigit(*text) ? 1 : 0;
  return n;
}

/* The label of a register from word I of TOKENS on: "Reg.", "Member No."; not "No." alone. */
static gboolean is_register_label(const CcModels *models, const GArray *tokens, guint i) {
  const CcToken *token = cc_token(tokens, i);
  if (token->letters > 2 && cc_models_label(models, token->fold) == CC_L_NUMBER) return TRUE;
  if (i + 1 >= tokens->len) return FALSE;
  g_autofree char *two = g_strconcat(token->fold, " ", cc_token(tokens, i + 1)->fold, NULL);
  return cc_models_label(models, two) == CC_L_NUMBER;
}

gboolean cc_is_register(const CcModels *models, const char *text) {
  if (count_digits(text) < REGISTER_DIGITS) return FALSE;
  g_autoptr(GArray) tokens = cc_tokens(models, text);
  gboolean label = FALSE;
  guint digits = 0;
  for (guint i = 0; i < tokens->len; i++) {
    const CcToken *token = cc_token(tokens, i);
    guint32 wide = label ? 0 : CC_W_TOWN | CC_W_STATE | CC_W_COUNTRY;
    if ((token->flags & (CC_W_STREET | CC_W_UNIT | wide)) && token->letters > 2) return FALSE;
    if (!label && (token->shape & CC_T_DIGIT)) return FALSE;
    label |= i < REGISTER_WORDS && is_register_label(models, tokens, i);
    digits += token->shape & CC_T_DIGIT ? 1 : 0;
  }
  return label && digits > 0;
}

gsize cc_register_behind(const CcModels *models, const char *text) {
  guint joints_left = JOINTS_MAX;
  for (const char *p = text; *p && joints_left > 0; p = g_utf8_next_char(p)) {
    gsize joint = p == text ? 0 : cc_joint_at(p);
    if (joint == 0) continue;
    joints_left--;
    if (cc_is_register(models, p + joint)) return strlen(p);
  }
  return 0;
}
