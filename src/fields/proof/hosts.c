/* What values of one card prove of each other: hosts, the firm's words, the name. */
#include "fields/proof/proof.h"

#include <string.h>

/* What stands before a host's name is a name of its own from so many letters on. */
#define BEFORE_MIN 5

/* A host without a suffix that is the name of another but for so many letters, of at least so many,
 * is that one. */
#define NEAR_EDITS 2
#define NEAR_NAME_MIN 8

/* What another value with the same host, or a contact that has it, adds to a score. */
#define SECOND_WITNESS 0.15

/* ---- domains ------------------------------------------------------------------------------ */

static void set_host(CcValue *value, const char *host) {
  gsize length = 0;
  const char *old = cc_value_host_in(value, &length);
  g_autofree char *head = g_strndup(value->value, (gsize)(old - value->value));
  char *whole = g_strconcat(head, host, old + length, NULL);
  g_free(value->value);
  value->value = whole;
  value->repaired = TRUE;
}

static char *without(const char *text, const char *signs) {
  GString *out = g_string_new(NULL);
  for (; *text; text++)
    if (!strchr(signs, *text)) g_string_append_c(out, *text);
  return g_string_free(out, FALSE);
}

/* Shorter names that differ by a letter may be two firms. */
#define NAME_MIN 7

/* One letter of a name is another, lost or added; so may one be of the country after it. */
static gboolean name_differs_by_one(const char *a, const char *b) {
  g_autofree char *name_a = cc_suffix_name(a), *name_b = cc_suffix_name(b);
  if (!name_a || !name_b || MIN(strlen(name_a), strlen(name_b)) < NAME_MIN) return FALSE;
  const char *tail_a = strstr(a, name_a) + strlen(name_a);
  const char *tail_b = strstr(b, name_b) + strlen(name_b);
  if (strcmp(tail_a, tail_b) != 0 && !(strlen(tail_a) == 3 && cc_one_edit(tail_a, tail_b)))
    return FALSE;
  return cc_one_edit(name_a, name_b);
}

/* TRUE when OCR may have made one host of the other. */
static gboolean same_host(const char *a, const char *b) {
  g_autofree char *bare_a = without(a, ".-"), *bare_b = without(b, ".-");
  if (strcmp(bare_a, bare_b) == 0 || name_differs_by_one(a, b)) return TRUE;
  return strlen(bare_a) > 5 && cc_confusions(bare_a, bare_b) <= 2;
}

/* What speaks for one of two spellings of a host, in lines that spell its name; by hand. */
#define REPAIRED_COST 0.2 /* it was repaired already */
#define READING_WORTH 0.3 /* its line was read surely */
#define HYPHEN_WORTH 0.35 /* each hyphen: OCR loses them and adds none */
#define NAMELESS_COST 1   /* it has no name that a line could spell */
#define SENSE_WORTH 1     /* its name is listed words */
/* By so much another alternative's name must be listed words, rather. */
#define SENSE_GAIN 0.15

/* How many lines of the card support HOST's name: a firm's words, another e-mail. */
static double support(const CcCard *card, const char *host, const CcValue *value) {
  g_autofree char *name = cc_suffix_name(host);
  g_autofree char *slug = name ? cc_slug(name) : NULL;
  double sum = value->score - (value->repaired ? REPAIRED_COST : 0);
  sum += cc_card_line(card, value->line)->confidence * READING_WORTH;
  for (const char *p = host; *p; p++)
    if (*p == '-') sum += HYPHEN_WORTH;
  if (!slug || strlen(slug) < 3) return sum - NAMELESS_COST;
  sum += SENSE_WORTH * cc_models_sense(card->models, slug);
  for (guint i = 0; i < card->texts->len; i++) {
    g_autofree char *text = cc_slug(card->texts->pdata[i]);
    if (i != value->line && strstr(text, slug)) sum += 1;
  }
  return sum;
}

static gboolean is_shared(const CcModels *models, const char *host) {
  g_autofree char *key = cc_fold(host);
  return (cc_models_flags(models, key) & (CC_W_FREEMAIL | CC_W_SOCIAL)) != 0;
}

static gboolean has_host(const CcValue *value) {
  return value->kind == CC_EMAIL || value->kind == CC_URL;
}

static gboolean has_same_name(const char *a, const char *b) {
  g_autofree char *name_a = cc_suffix_name(a), *name_b = cc_suffix_name(b);
  return name_a && name_b && strcmp(name_a, name_b) == 0;
}

/* The site at firm.co.in, the mail at firm.com: both were read as they are. */
static gboolean are_two_suffixes(const CcValue *a, const CcValue *b, const char *host_a,
                                 const char *host_b) {
  if (a->repaired || b->repaired || !has_same_name(host_a, host_b)) return FALSE;
  guint points = 0;
  for (const char *p = host_a; *p; p++)
    points += *p == '.' ? 1 : 0;
  for (const char *p = host_b; *p; p++)
    points -= *p == '.' ? 1 : 0;
  return points != 0;
}

static void agree(CcCard *card, CcValue *a, CcValue *b) {
  g_autofree char *host_a = cc_value_host(a), *host_b = cc_value_host(b);
  if (strcmp(host_a, host_b) == 0) {
    a->score = MIN(1, a->score + SECOND_WITNESS);
    b->score = MIN(1, b->score + SECOND_WITNESS);
    return;
  }
  if (!same_host(host_a, host_b) || are_two_suffixes(a, b, host_a, host_b)) return;
  if (support(card, host_a, a) >= support(card, host_b, b))
    set_host(b, host_a);
  else
    set_host(a, host_b);
}

static void note_name(CcCard *card, const char *name) {
  g_autofree char *slug = cc_slug(name);
  if (strlen(slug) < 2 || is_shared(card->models, name)) return;
  for (guint i = 0; i < card->domains->len; i++)
    if (strcmp(card->domains->pdata[i], slug) == 0) return;
  g_ptr_array_add(card->domains, g_steal_pointer(&slug));
}

/* The name of a host, and of what stands before it: "harrow.dealers.com" is Harrow's, too. */
static void note_domain(CcCard *card, const CcValue *value) {
  g_autofree char *host = cc_value_host(value);
  g_autofree char *name = is_shared(card->models, host) ? NULL : cc_suffix_name(host);
  if (!name) return;
  note_name(card, name);
  g_autofree char *first = g_strndup(host, strcspn(host, "."));
  if (strcmp(first, name) != 0 && strlen(first) >= BEFORE_MIN) note_name(card, first);
}

/* A free-mail domain misread by a letter or two is that domain. */
static void mend_freemail(CcCard *card, CcValue *value) {
  const GPtrArray *usual = cc_models_list(card->models, CC_LIST_SHARED_HOST);
  g_autofree char *host = cc_value_host(value);
  if (is_shared(card->models, host)) return;
  for (guint i = 0; i < usual->len; i++)
    if (cc_confusions(host, usual->pdata[i]) <= 2) {
      set_host(value, usual->pdata[i]);
      return;
    }
}

/* ---- hosts that the edge cut -------------------------------------------------------------------
 */

/* TRUE when HOST is the name of WHOLE but for a letter or two. */
static gboolean is_nearly_name(const char *host, const char *whole) {
  g_autofree char *name = cc_suffix_name(whole), *plain = cc_slug(name ? name : ""),
                  *slug = cc_slug(host);
  return strlen(plain) >= NEAR_NAME_MIN && cc_edits(slug, plain) <= NEAR_EDITS;
}

/* TRUE when HOST, whose end is no suffix, is WHOLE cut off, or its name after a misread "www". */
static gboolean is_part_of(const char *host, const char *whole) {
  if (g_str_has_prefix(whole, host)) return TRUE;
  g_autofree char *name = cc_suffix_name(whole);
  const char *point = strchr(host, '.');
  if (!name || !point || strlen(name) < 5 || !strchr("wv", host[0])) return FALSE;
  gsize length = strlen(name);
  return strncmp(point + 1, name, length) == 0 && !g_ascii_isalnum(point[1 + length]);
}

/* "https://harbour-la", cut by the card's edge, where the e-mail has the whole; MISREAD: or letters
 * of it were taken for others, and no other reading of the line has it. */
static void complete_host(CcCard *card, CcValue *value, gboolean misread) {
  g_autofree char *host = cc_value_host(value);
  gsize length = 0;
  const char *rest = cc_value_host_in(value, &length) + length;
  if (*rest || cc_suffix_known(host) || strlen(host) < 6) return;
  for (guint i = 0; i < card->values->len; i++) {
    CcValue *other = card->values->pdata[i];
    if (other == value || !has_host(other)) continue;
    g_autofree char *whole = cc_value_host(other);
    gboolean near = misread && is_nearly_name(host, whole);
    if (!cc_suffix_known(whole) || !(near || is_part_of(host, whole))) continue;
    gboolean cut = near || g_str_has_prefix(whole, host);
    g_autofree char *better = cut ? g_strdup(whole) : g_strconcat("www.", whole, NULL);
    set_host(value, better);
    return;
  }
}

static void mend_urls(CcCard *card) {
  for (guint i = 0; i < card->values->len; i++) {
    CcValue *value = card->values->pdata[i];
    if (value->kind != CC_URL) continue;
    complete_host(card, value, FALSE);
    cc_sign_find(card, value);
  }
}

/* ---- what other alternatives of the line have ---------------------------------------------------
 */

/* Another value has HOST, or its name where the rest was cut off: "www.harbourlane". */
static gboolean stands_elsewhere(const CcCard *card, const CcValue *value, const char *host) {
  for (guint i = 0; i < card->values->len; i++) {
    const CcValue *other = card->values->pdata[i];
    if (other == value || !has_host(other)) continue;
    g_autofree char *theirs = cc_value_host(other);
    gsize length = strlen(theirs);
    gboolean cut = length >= NAME_MIN && strlen(host) > length && !cc_suffix_known(theirs) &&
                   host[length] == '.';
    if (strcmp(theirs, host) == 0 || (cut && g_str_has_prefix(host, theirs))) return TRUE;
  }
  return FALSE;
}

/* OCR loses hyphens and adds none. */
static gboolean has_hyphen_more(const char *a, const char *b) {
  g_autofree char *solid_a = without(a, "-"), *solid_b = without(b, "-");
  return strlen(a) > strlen(b) && strcmp(solid_a, solid_b) == 0;
}

/* "shop.firm.com" where the point of "shop. firm.com" was read with a blank after it. */
static gboolean has_subdomain_more(const CcCard *card, const CcValue *value, const char *host,
                                   const char *theirs) {
  const char *text = card->texts->pdata[value->line];
  gsize length = strlen(theirs), own = strlen(host);
  gboolean blank = value->start >= 2 && strncmp(text + value->start - 2, ". ", 2) == 0;
  return blank && length > own + 1 && theirs[length - own - 1] == '.' &&
         g_str_has_suffix(theirs, host);
}

/* Whether an e-mail of the card is addressed to the name of THEIRS: "firm@provider.com". */
static gboolean is_local_part(const CcCard *card, const char *theirs) {
  g_autofree char *name = cc_suffix_name(theirs);
  if (!name || strlen(name) < NAME_MIN) return FALSE;
  for (guint i = 0; i < card->values->len; i++) {
    const CcValue *value = card->values->pdata[i];
    gsize length = strcspn(value->value, "@");
    if (value->kind == CC_EMAIL && length == strlen(name) &&
        g_ascii_strncasecmp(value->value, name, length) == 0)
      return TRUE;
  }
  return FALSE;
}

/* "firm.tr" where THEIRS is "firm.fr" and the card is French. */
static gboolean is_of_region(const CcCard *card, const char *host, const char *theirs) {
  const char *own = strrchr(host, '.'), *other = strrchr(theirs, '.');
  if (!own || !other || strlen(own) != 3 || strlen(theirs) != strlen(host)) return FALSE;
  return strncmp(host, theirs, (gsize)(own - host)) == 0 &&
         g_ascii_strcasecmp(other + 1, card->region) == 0;
}

/* "harbourlane.com" where the name of HOST is "harbouriane": THEIRS is words, and OCR may have made
 * one of the other. */
static gboolean makes_more_sense(const CcCard *card, const char *host, const char *theirs) {
  g_autofree char *name = cc_suffix_name(host), *other = cc_suffix_name(theirs);
  if (!name || !other || strlen(other) < NAME_MIN || !same_host(host, theirs)) return FALSE;
  return cc_models_sense(card->models, other) > cc_models_sense(card->models, name) + SENSE_GAIN;
}

/* Another alternative's host that the card speaks for takes the place of VALUE's. */
static void choose_host(const CcCard *card, CcValue *value) {
  g_autofree char *host = cc_value_host(value);
  if (!value->rivals || stands_elsewhere(card, value, host)) return;
  gboolean spelled = cc_host_is_spelled(card, host, value);
  for (guint i = 0; i < value->rivals->len; i++) {
    g_autofree char *theirs = cc_value_host(value->rivals->pdata[i]);
    gboolean confirmed = stands_elsewhere(card, value, theirs) ||
                         (!spelled && cc_host_is_spelled(card, theirs, value)) ||
                         (value->kind == CC_URL && is_local_part(card, theirs));
    gboolean allowed = !spelled || has_same_name(host, theirs);
    if (!(confirmed && allowed) && !has_hyphen_more(theirs, host) &&
        !(!spelled && makes_more_sense(card, host, theirs)) && !is_of_region(card, host, theirs) &&
        !has_subdomain_more(card, value, host, theirs))
      continue;
    set_host(value, theirs);
    return;
  }
}

/* ---- the firm's words and the host ---------------------------------------------------------- */

/* Names of this many letters may differ from the firm's by one that OCR took for another; of this
 * many where they end in its form of law, "birchlic" of Birch LLC, which both hosts of a card may
 * have misread. */
#define FIRM_MIN 9
#define FIRM_OF_LAW_MIN 7

/* TRUE when another value of the card has the same host: two witnesses. */
static gboolean is_confirmed(const CcCard *card, const CcValue *value, const char *host) {
  for (guint i = 0; i < card->values->len; i++) {
    const CcValue *other = card->values->pdata[i];
    if (other == value || other->line == value->line || !has_host(other)) continue;
    g_autofree char *theirs = cc_value_host(other);
    if (strcmp(theirs, host) == 0) return TRUE;
  }
  return FALSE;
}

/* A host that OCR made of a learned one, unless the card spells it itself. */
static void mend_learned(const CcCard *card, CcValue *value) {
  const CcLearned *learned = cc_models_learned(card->models);
  g_autofree char *host = learned ? cc_value_host(value) : NULL;
  if (!host || is_shared(card->models, host)) return;
  value->learned = cc_learned_has_host(learned, host);
  if (value->learned) value->score = MIN(1, value->score + SECOND_WITNESS);
  if (value->learned || cc_host_is_spelled(card, host, value) || is_confirmed(card, value, host))
    return;
  const char *known = cc_learned_host(learned, host, same_host);
  if (!known) known = cc_learned_host_of_lines(learned, card->texts, host);
  if (!known) return;
  set_host(value, known);
  value->learned = TRUE;
}

/* One letter is another, or lost or added inside.  At the end it may be meant: "harrowt" for
 * Harrow Timber. */
static gboolean is_misspelt(const char *name, const char *firm) {
  return cc_one_edit(name, firm) && !g_str_has_prefix(name, firm) && !g_str_has_prefix(firm, name);
}

/* The first words of TEXT that together differ from NAME by one letter, joined by JOINT; NULL.
 * With the flags of the last of them. */
static char *words_like(const CcModels *models, const char *text, const char *name,
                        const char *joint, guint32 *flags) {
  g_auto(GStrv) words = g_strsplit_set(text, " -.,&", -1);
  g_autoptr(GString) run = g_string_new(NULL);
  for (guint i = 0; words[i] && run->len <= strlen(name) + 1; i++) {
    g_autofree char *slug = cc_slug(words[i]);
    if (!*slug) continue;
    if (run->len > 0) g_string_append(run, joint);
    g_string_append(run, slug);
    *flags = i > 0 ? cc_models_flags(models, slug) : 0;
    if (is_misspelt(name, run->str)) return g_strdup(run->str);
  }
  return NULL;
}

/* "harbouriane.com" on the card of Harbour Lane: the line is larger print and read more surely. */
static void spell_by_line(CcCard *card, CcValue *value) {
  g_autofree char *host = cc_value_host(value);
  g_autofree char *name = is_shared(card->models, host) ? NULL : cc_suffix_name(host);
  if (!name || strlen(name) < FIRM_OF_LAW_MIN) return;
  gboolean doubtful = strlen(name) >= FIRM_MIN && !is_confirmed(card, value, host) &&
                      !cc_host_is_spelled(card, host, value);
  double own = cc_card_line(card, value->line)->confidence;
  const char *joint = strchr(name, '-') ? "-" : "";
  for (guint i = 0; i < card->texts->len; i++) {
    if (i == value->line || cc_card_line(card, i)->confidence < own) continue;
    guint32 flags = 0;
    g_autofree char *firm = words_like(card->models, card->texts->pdata[i], name, joint, &flags);
    if (!firm || !(doubtful || (flags & CC_W_LEGAL))) continue;
    const char *at = strstr(host, name);
    g_autofree char *better =
        g_strdup_printf("%.*s%s%s", (int)(at - host), host, firm, at + strlen(name));
    set_host(value, better);
    return;
  }
}

void cc_values_cross_proof(CcCard *card) {
  GPtrArray *values = card->values;
  mend_urls(card);
  cc_values_drop_rests(card);
  for (guint i = 0; i < values->len; i++)
    if (has_host(values->pdata[i])) choose_host(card, values->pdata[i]);
  for (guint i = 0; i < values->len; i++)
    if (((const CcValue *)values->pdata[i])->kind == CC_URL)
      complete_host(card, values->pdata[i], TRUE);
  for (guint i = 0; i < values->len; i++)
    if (has_host(values->pdata[i])) mend_freemail(card, values->pdata[i]);
  for (guint i = 0; i < values->len; i++)
    if (has_host(values->pdata[i])) mend_learned(card, values->pdata[i]);
  for (guint i = 0; i < values->len; i++)
    for (guint k = i + 1; k < values->len; k++)
      if (has_host(values->pdata[i]) && has_host(values->pdata[k]))
        agree(card, values->pdata[i], values->pdata[k]);
  for (guint i = 0; i < values->len; i++)
    if (has_host(values->pdata[i])) spell_by_line(card, values->pdata[i]);
  for (guint i = 0; i < values->len; i++)
    if (has_host(values->pdata[i])) note_domain(card, values->pdata[i]);
  for (guint i = 0; i < values->len; i++)
    if (((const CcValue *)values->pdata[i])->kind == CC_EMAIL) {
      cc_local_join_word(card, values->pdata[i]);
      cc_local_mend_role(card->models, values->pdata[i]);
      cc_local_prove_site(card, values->pdata[i]);
    }
  cc_domains_join(card);
}
