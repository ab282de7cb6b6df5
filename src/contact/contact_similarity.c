/* How likely two contacts are one person: evidence weighed as log-odds and summed.
 *
 * The weights are set by hand so that what a careful person would ask about comes out at 0.8 or
 * more: one full name; initials or a slip with one firm or number; one personal e-mail.  What
 * colleagues share (switchboard, info@, firm) stays far below whatever they share of it, and what
 * says that two are two counts against them.  tests/bench/bench_twins.c measures them; they were
 * tuned on its seeds 1, 2 and 7. */
#include "contact/profile.h"

#include <math.h>
#include <string.h>

#define ODDS_START (-3.5)
#define ODDS_ONE_NAMELESS (-1.0) /* a person beside the firm's own card */
#define ODDS_EMAIL_PERSONAL 8.0  /* its mailbox is made of the name */
#define ODDS_EMAIL 5.0
#define ODDS_EMAIL_ROLE 0.5
#define ODDS_EMAIL_NEAR 2.5     /* a slip in it */
#define ODDS_MAILBOX 2.0        /* the same before the @ */
#define ODDS_EMAIL_OTHER (-4.5) /* each has one of its own at one firm */
#define ODDS_PAGE 6.0
#define ODDS_PHONE_PERSONAL 4.0
#define ODDS_PHONE 2.5
#define ODDS_PHONE_NEAR 1.5      /* one digit is another */
#define ODDS_MOBILE_OTHER (-1.0) /* each has one of its own */
#define ODDS_ORGANIZATION 2.0
#define ODDS_FIRM_OTHER (-1.0) /* by its domain */
#define ODDS_GENERATION (-9.0)
#define ODDS_GENERATION_ONE (-0.7)
#define ODDS_NAME_RARE 2.0 /* nobody else is called so by chance */
#define ODDS_NAME_COMMON (-1.5)

/* So many of the book's people who are called so by chance make a name rare, or common. */
#define CHANCE_RARE 0.02
#define CHANCE_COMMON 0.5
/* A mailbox of fewer letters is many people's. */
#define MAILBOX_MIN 5
/* Fewer digits differ in one by chance. */
#define NEAR_DIGITS_MIN 9

static const double odds_name[] = {
    [CC_NAME_DIFFERENT] = -4.0, [CC_NAME_RELATED] = -1.5, [CC_NAME_UNKNOWN] = 0.0,
    [CC_NAME_CLOSE] = 3.0,      [CC_NAME_SAME] = 5.0,
};

static gboolean share(const GPtrArray *a, const GPtrArray *b) {
  for (guint i = 0; i < a->len; i++)
    if (g_ptr_array_find_with_equal_func((GPtrArray *)b, a->pdata[i], g_str_equal, NULL))
      return TRUE;
  return FALSE;
}

/* ---- e-mail -------------------------------------------------------------------------------- */

static double odds_of_mail(const CcMailKey *x, const CcMailKey *y, guint *alike) {
  if (g_str_equal(x->key, y->key)) {
    if (!x->role) *alike |= CC_ALIKE_EMAIL;
    return x->role ? ODDS_EMAIL_ROLE : x->named || y->named ? ODDS_EMAIL_PERSONAL : ODDS_EMAIL;
  }
  if (x->role || y->role) return 0;
  gboolean one_host = g_strcmp0(x->host, y->host) == 0 && x->host;
  /* What is made of the name says no more than the name. */
  gboolean one_box = g_str_equal(x->mailbox, y->mailbox) && !x->named && !y->named &&
                     strlen(x->mailbox) >= MAILBOX_MIN;
  gboolean near = one_host ? cc_word_is_slip(x->mailbox, y->mailbox) : one_box;
  if (!near) return one_host ? ODDS_EMAIL_OTHER : 0;
  *alike |= CC_ALIKE_MAILBOX;
  return one_host ? ODDS_EMAIL_NEAR : ODDS_MAILBOX;
}

/* The best that any two say; where nothing agrees, what speaks against. */
static double odds_of_mails(const CcProfile *a, const CcProfile *b, guint *alike) {
  double best = 0, worst = 0;
  for (guint i = 0; i < a->mails->len; i++)
    for (guint j = 0; j < b->mails->len; j++) {
      double odds = odds_of_mail(&g_array_index(a->mails, CcMailKey, i),
                                 &g_array_index(b->mails, CcMailKey, j), alike);
      best = MAX(best, odds);
      worst = MIN(worst, odds);
    }
  gboolean against = best <= ODDS_EMAIL_ROLE && worst < 0;
  if (against) *alike |= CC_ALIKE_CONFLICT;
  return against ? worst : best;
}

/* ---- telephone ----------------------------------------------------------------------------- */

static gboolean is_near(const CardcatPhone *a, const CardcatPhone *b) {
  const char *x = a->e164, *y = b->e164;
  if (!x || !y || strlen(x) != strlen(y) || strlen(x) < NEAR_DIGITS_MIN) return FALSE;
  guint differ = 0;
  for (; *x; x++, y++)
    if (*x != *y) differ++;
  return differ == 1;
}

static double odds_of_dial(const CcDialKey *x, const CcDialKey *y) {
  gboolean personal = x->personal && y->personal;
  if (cc_phone_equal(x->phone, y->phone)) return personal ? ODDS_PHONE_PERSONAL : ODDS_PHONE;
  if (!personal) return 0;
  return is_near(x->phone, y->phone) ? ODDS_PHONE_NEAR : ODDS_MOBILE_OTHER;
}

static double odds_of_phones(const CcProfile *a, const CcProfile *b, guint *alike) {
  double best = 0, worst = 0;
  for (guint i = 0; i < a->dials->len; i++)
    for (guint j = 0; j < b->dials->len; j++) {
      double odds = odds_of_dial(&g_array_index(a->dials, CcDialKey, i),
                                 &g_array_index(b->dials, CcDialKey, j));
      best = MAX(best, odds);
      worst = MIN(worst, odds);
    }
  if (best >= ODDS_PHONE) *alike |= CC_ALIKE_PHONE;
  if (best == 0 && worst < 0) *alike |= CC_ALIKE_CONFLICT;
  return best > 0 ? best + (best < ODDS_PHONE_PERSONAL ? worst : 0) : worst;
}

/* ---- name and firm ------------------------------------------------------------------------- */

/* Two rare names that are only alike are two rare names. */
static double odds_of_rarity(CcNameMatch match, double common) {
  if (common < 0 || match < CC_NAME_CLOSE) return 0;
  if (common < CHANCE_RARE) return match == CC_NAME_SAME ? ODDS_NAME_RARE : 0;
  return common > CHANCE_COMMON ? ODDS_NAME_COMMON : 0;
}

/* 2: each says another; 1: only one says any. */
static int generations_apart(const CcProfile *a, const CcProfile *b) {
  if (g_strcmp0(a->generation, b->generation) == 0) return 0;
  return a->generation && b->generation ? 2 : 1;
}

/* Two cards that name nobody are the firm's own: its name is the name. */
static double odds_of_names(const CcProfile *a, const CcProfile *b, gboolean one_firm,
                            double common, guint *alike) {
  if (!a->named && !b->named) {
    if (one_firm) *alike |= CC_ALIKE_NAME;
    return one_firm ? odds_name[CC_NAME_SAME] : 0;
  }
  if (!a->named || !b->named) return ODDS_ONE_NAMELESS;
  CcNameMatch match = cc_name_compare_words(a->words, b->words);
  if (match == CC_NAME_SAME) *alike |= CC_ALIKE_NAME;
  if (match == CC_NAME_CLOSE) *alike |= CC_ALIKE_NAME_CLOSE;
  int apart = generations_apart(a, b);
  if (apart > 0) *alike |= CC_ALIKE_CONFLICT;
  return odds_name[match] + odds_of_rarity(match, common) +
         (apart == 2   ? ODDS_GENERATION
          : apart == 1 ? ODDS_GENERATION_ONE
                       : 0);
}

static double odds_of_firms(const CcProfile *a, const CcProfile *b, gboolean one_firm,
                            guint *alike) {
  if (one_firm || share(a->hosts, b->hosts)) {
    *alike |= CC_ALIKE_FIRM;
    return ODDS_ORGANIZATION;
  }
  return a->hosts->len > 0 && b->hosts->len > 0 ? ODDS_FIRM_OTHER : 0;
}

double cc_profile_similarity(const CcProfile *a, const CcProfile *b, double common, guint *alike) {
  guint why = 0;
  gboolean one_firm = *a->firm && g_str_equal(a->firm, b->firm);
  double odds = ODDS_START + odds_of_names(a, b, one_firm, common, &why);
  odds += odds_of_mails(a, b, &why);
  odds += odds_of_phones(a, b, &why);
  odds += odds_of_firms(a, b, one_firm, &why);
  if (share(a->pages, b->pages)) {
    why |= CC_ALIKE_PAGE;
    odds += ODDS_PAGE;
  }
  if (alike) *alike = why;
  return 1 / (1 + exp(-odds));
}

double cardcat_contact_similarity(const CardcatContact *a, const CardcatContact *b) {
  g_autoptr(CcProfile) x = cc_profile_new(a), y = cc_profile_new(b);
  return cc_profile_similarity(x, y, -1, NULL);
}

/* ---- in words ------------------------------------------------------------------------------ */

char *cc_alike_say(guint alike) {
  static const struct {
    CcAlike what;
    const char *said;
  } words[] = {
      {CC_ALIKE_NAME, "the same name"},         {CC_ALIKE_NAME_CLOSE, "names alike"},
      {CC_ALIKE_EMAIL, "the same e-mail"},      {CC_ALIKE_MAILBOX, "e-mails alike"},
      {CC_ALIKE_PHONE, "the same phone"},       {CC_ALIKE_PAGE, "the same web profile"},
      {CC_ALIKE_FIRM, "the same organization"},
  };
  g_autoptr(GString) out = g_string_new(NULL);
  for (guint i = 0; i < G_N_ELEMENTS(words); i++)
    if (alike & words[i].what)
      g_string_append_printf(out, "%s%s", out->len > 0 ? ", " : "", words[i].said);
  return g_strdup(out->str);
}

/* Something that only one person has, and a name that does not contradict. */
gboolean cardcat_contact_is_same_person(const CardcatContact *a, const CardcatContact *b) {
  g_autoptr(CcProfile) x = cc_profile_new(a), y = cc_profile_new(b);
  guint alike = 0;
  double similarity = cc_profile_similarity(x, y, -1, &alike);
  gboolean same = alike & CC_ALIKE_NAME, close = alike & CC_ALIKE_NAME_CLOSE;
  if (!x->named || !y->named || similarity < CC_SAME_MIN || (alike & CC_ALIKE_CONFLICT))
    return FALSE;
  return (alike & CC_ALIKE_EMAIL && (same || close)) ||
         (same && alike & (CC_ALIKE_PHONE | CC_ALIKE_PAGE) && alike & CC_ALIKE_FIRM);
}
