/* What the e-mail and the domain on a card prove of a span: that it is the person, or the firm. */
#include "fields/proof/proof.h"

#include <string.h>

/* Longer firms are not compared with a domain letter by letter. */
#define FIRM_MAX 48

/* How well a local part fits a name, 0..1; by hand. */
#define WORD_FIT 1.0       /* a word of four letters or more stands in it */
#define SHORT_WORD_FIT 0.7 /* one of three */
#define STUMP_FIT 0.3      /* one of two */
#define FULL_SUM 1.7       /* of all words: the whole name stands in it */
#define ALONE_FIT 0.6      /* half a name on a line of its own */
#define REST_SHARE 0.5     /* of a fit that is neither */
#define INITIAL_WORD 4     /* letters of a word with which an initial says the whole name */

/* FIT for a word of the name that the local part holds whole. */
static double word_fit(const char *local, const char *slug) {
  gsize length = strlen(slug);
  if (length < 2) return 0;
  if (strstr(local, slug)) return length >= 4 ? WORD_FIT : length == 3 ? SHORT_WORD_FIT : STUMP_FIT;
  return 0;
}

/* "pquill", "quillp" of "Priyanka Quill": KEY is one of the words, the initial of another beside
 * it, and no more. */
static gboolean is_initial_and_word(const char *key, const GArray *tokens) {
  gsize length = strlen(key);
  for (guint i = 0; i < tokens->len && length > INITIAL_WORD; i++) {
    g_autofree char *word = cc_slug(cc_token(tokens, i)->fold);
    if (strlen(word) + 1 != length) continue;
    char initial = g_str_has_suffix(key, word)   ? key[0]
                   : g_str_has_prefix(key, word) ? key[length - 1]
                                                 : 0;
    for (guint k = 0; k < tokens->len; k++)
      if (k != i && initial && cc_token(tokens, k)->fold[0] == initial) return TRUE;
  }
  return FALSE;
}

double cc_local_fits(const char *local, const GArray *tokens) {
  g_autofree char *key = cc_slug(local);
  double best = 0, sum = 0;
  for (guint i = 0; i < tokens->len; i++) {
    g_autofree char *slug = cc_slug(cc_token(tokens, i)->fold);
    double fit = word_fit(key, slug);
    sum += fit;
    best = MAX(best, fit);
  }
  if (sum >= FULL_SUM || is_initial_and_word(key, tokens)) return 1;
  if (best >= SHORT_WORD_FIT && tokens->len >= 2) return SHORT_WORD_FIT;
  return tokens->len == 1 && best >= 1 ? ALONE_FIT : best * REST_SHARE;
}

static gboolean is_role(const CcModels *models, const char *local) {
  g_autofree char *small = g_ascii_strdown(local, -1);
  return cc_models_lists(models, CC_LIST_ROLE, small);
}

/* "quill.office": a role beside what is then no person. */
static gboolean has_role(const CcModels *models, const char *local) {
  g_auto(GStrv) pieces = g_strsplit_set(local, "._-", -1);
  for (guint i = 0; pieces[i] && pieces[1]; i++)
    if (is_role(models, pieces[i])) return TRUE;
  return FALSE;
}

static guint32 proof_of_email(const CcCard *card, const CcSpan *span) {
  double best = 0;
  gboolean role = FALSE;
  for (guint i = 0; i < card->values->len; i++) {
    const CcValue *value = card->values->pdata[i];
    if (value->kind != CC_EMAIL) continue;
    g_autofree char *local = g_strndup(value->value, strcspn(value->value, "@"));
    double fit = is_role(card->models, local) ? 0 : cc_local_fits(local, span->tokens);
    if (fit > best) role = has_role(card->models, local);
    best = MAX(best, fit);
  }
  gboolean firm =
      role || strchr(span->text, '&') || cc_tokens_have(span->tokens, CC_W_ORG | CC_W_LEGAL);
  if (best < ALONE_FIT) return 0;
  if (firm) return CC_P_EMAIL_FIRM;
  return best >= 1 ? CC_P_EMAIL_FULL : CC_P_EMAIL_PART;
}

static gboolean word_in_domain(const CcSpan *span, const char *domain) {
  for (guint i = 0; i < span->tokens->len; i++) {
    const CcToken *token = cc_token(span->tokens, i);
    if (token->letters >= 4 && strstr(domain, token->fold)) return TRUE;
  }
  return FALSE;
}

/* "HARR0W TlMBER": the domain's beginning but for a letter in five. */
static gboolean is_near(const char *slug, const char *domain) {
  gsize length = strlen(slug);
  if (length < 5 || length > FIRM_MAX || strlen(domain) < 5) return FALSE;
  return cc_edits_to_head(slug, domain) <= length / 5;
}

static guint32 proof_of_domain(const CcCard *card, const CcSpan *span) {
  g_autofree char *slug = cc_slug(span->text);
  const char *plain = cc_slug_past_article(span->tokens, slug);
  gboolean whole = FALSE, head = FALSE, word = FALSE, letters = FALSE, near = FALSE;
  for (guint i = 0; i < card->domains->len && strlen(slug) >= 2; i++) {
    const char *domain = card->domains->pdata[i];
    gsize length = strlen(domain);
    whole |= strcmp(slug, domain) == 0 || strcmp(plain, domain) == 0;
    head |= length >= 4 &&
            (g_str_has_prefix(slug, domain) ||
             (strlen(slug) >= 4 && g_str_has_prefix(domain, slug)) || strstr(slug, domain));
    word |= word_in_domain(span, domain);
    near |= is_near(slug, domain);
    letters |= cc_initials_begin(span->tokens, domain);
  }
  guint32 proof = letters && !word ? CC_P_DOMAIN_INITIALS : 0;
  if (whole) return proof | CC_P_DOMAIN_WHOLE;
  if (head) return proof | CC_P_DOMAIN_HEAD;
  if (word) return proof | CC_P_DOMAIN_WORD;
  return near ? proof | CC_P_DOMAIN_NEAR : proof;
}

guint32 cc_proof_of(const CcCard *card, const CcSpan *span) {
  return proof_of_email(card, span) | proof_of_domain(card, span);
}
