/* How likely two contacts are one person: evidence weighed as log-odds and summed.
 *
 * The weights are set by hand so that what a careful person would ask about comes out at 0.8 or
 * more: one full name; initials or a slip with one firm or number; one personal e-mail.  What
 * colleagues share (switchboard, info@, firm) stays far below whatever they share of it. */
#include "contact/contact.h"

#include <math.h>
#include <string.h>

#define ODDS_START (-3.5)
#define ODDS_ONE_NAMELESS (-1.0) /* a person beside the firm's own card */
#define ODDS_EMAIL_PERSONAL 8.0  /* its mailbox is made of the name */
#define ODDS_EMAIL 5.0
#define ODDS_EMAIL_ROLE 0.5
#define ODDS_PHONE_PERSONAL 4.0
#define ODDS_PHONE 2.5
#define ODDS_ORGANIZATION 2.0

static const double odds_name[] = {
    [CC_NAME_DIFFERENT] = -4.0, [CC_NAME_RELATED] = -1.5, [CC_NAME_UNKNOWN] = 0.0,
    [CC_NAME_CLOSE] = 3.0,      [CC_NAME_SAME] = 5.0,
};

static gboolean share_domain(const CardcatContact *a, const CardcatContact *b) {
  for (guint i = 0; i < a->emails->len; i++) {
    g_autofree char *domain = cc_firm_host(a->emails->pdata[i]);
    for (guint j = 0; domain && j < b->emails->len; j++) {
      g_autofree char *other = cc_firm_host(b->emails->pdata[j]);
      if (g_strcmp0(domain, other) == 0) return TRUE;
    }
  }
  return FALSE;
}

static gboolean share_firm_name(const CardcatContact *a, const CardcatContact *b) {
  g_autofree char *x = cc_firm_key(a->organization), *y = cc_firm_key(b->organization);
  return *x && g_str_equal(x, y);
}

/* A mailbox made of the name ("a.beck", "adab") is nobody else's. */
static gboolean is_made_of_name(const char *mailbox, const CardcatName *name) {
  g_autofree char *box = cc_text_fold(mailbox);
  g_auto(GStrv) words = cc_name_words(name);
  for (char **w = words; *w; w++)
    if (strlen(*w) >= 3 && strstr(box, *w)) return TRUE;
  return FALSE;
}

/* What sharing EMAIL says. */
static double odds_of_email(const char *email, const CardcatContact *a, const CardcatContact *b) {
  g_autofree char *mailbox = g_strndup(email, strcspn(email, "@"));
  if (cc_email_is_role(email)) return ODDS_EMAIL_ROLE;
  if (is_made_of_name(mailbox, &a->name) || is_made_of_name(mailbox, &b->name))
    return ODDS_EMAIL_PERSONAL;
  return ODDS_EMAIL;
}

static double odds_of_emails(const CardcatContact *a, const CardcatContact *b) {
  double best = 0;
  for (guint i = 0; i < a->emails->len; i++) {
    g_autofree char *x = cc_email_key(a->emails->pdata[i]);
    for (guint j = 0; j < b->emails->len; j++) {
      g_autofree char *y = cc_email_key(b->emails->pdata[j]);
      if (g_str_equal(x, y)) best = MAX(best, odds_of_email(x, a, b));
    }
  }
  return best;
}

/* A fax machine serves a floor: it says nothing. */
static double odds_of_phones(const CardcatContact *a, const CardcatContact *b) {
  double best = 0;
  for (guint i = 0; i < a->phones->len; i++)
    for (guint j = 0; j < b->phones->len; j++) {
      const CardcatPhone *x = a->phones->pdata[i], *y = b->phones->pdata[j];
      if (x->type == CARDCAT_PHONE_FAX || y->type == CARDCAT_PHONE_FAX) continue;
      if (cc_phone_equal(x, y))
        best = MAX(best, cc_phone_is_personal(x) && cc_phone_is_personal(y) ? ODDS_PHONE_PERSONAL
                                                                            : ODDS_PHONE);
    }
  return best;
}

/* Two cards that name nobody are the firm's own: its name is the name. */
static double odds_of_names(const CardcatContact *a, const CardcatContact *b, gboolean one_firm) {
  gboolean nameless_a = !a->name.full, nameless_b = !b->name.full;
  if (nameless_a && nameless_b) return one_firm ? odds_name[CC_NAME_SAME] : 0;
  if (nameless_a || nameless_b) return ODDS_ONE_NAMELESS;
  return odds_name[cc_name_compare(&a->name, &b->name)];
}

double cardcat_contact_similarity(const CardcatContact *a, const CardcatContact *b) {
  gboolean one_firm = share_firm_name(a, b);
  double odds = ODDS_START + odds_of_names(a, b, one_firm);
  odds += odds_of_emails(a, b);
  odds += odds_of_phones(a, b);
  if (one_firm || share_domain(a, b)) odds += ODDS_ORGANIZATION;
  return 1 / (1 + exp(-odds));
}
