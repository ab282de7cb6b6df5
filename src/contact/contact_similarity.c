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

/* Mailboxes that are read by whoever is there. */
static const char *const role_boxes[] = {
    "admin",       "administration", "anfrage",    "bonjour",  "buchhaltung", "buero",
    "ciao",        "comercial",      "commercial", "contact",  "contacto",    "contato",
    "contatti",    "empfang",        "enquiries",  "export",   "geral",       "hallo",
    "hello",       "help",           "hi",         "hr",       "info",        "informacion",
    "inquiries",   "jobs",           "kontakt",    "mail",     "marketing",   "office",
    "post",        "praxis",         "presse",     "press",    "reception",   "sales",
    "secretariat", "sekretariat",    "service",    "shop",     "studio",      "support",
    "team",        "ventas",         "verkauf",    "vertrieb", "welcome",     "zentrale",
    NULL,
};

/* Mail providers: a domain that says nothing of a firm. */
static const char *const free_mailers[] = {
    "gmail",  "googlemail", "outlook", "hotmail", "live",       "msn",  "yahoo",
    "ymail",  "icloud",     "me",      "aol",     "gmx",        "web",  "t-online",
    "orange", "free",       "libero",  "proton",  "protonmail", "mail", "wanadoo",
    "sapo",   "terra",      "uol",     NULL,
};

/* Words of a firm's name that tell nothing of which firm it is. */
static const char *const legal_forms[] = {
    "ag",  "and", "bv",  "co",  "company", "corp", "corporation", "gmbh", "inc", "incorporated",
    "kg",  "kk",  "llc", "llp", "limited", "ltd",  "lda",         "mbh",  "nv",  "ohg",
    "ou",  "oy",  "plc", "pty", "sa",      "sarl", "sas",         "se",   "sl",  "spa",
    "srl", "the", "ug",  "und", "y",       "e",    "et",          NULL,
};

static gboolean is_in(const char *const *table, const char *word) {
  return g_strv_contains(table, word);
}

/* The firm's name without legal forms, in one string without spaces: "G.m.b.H." and "Data Works"
 * against "DataWorks" fall together. */
static char *firm_key(const char *organization) {
  g_autofree char *joined = NULL;
  /* "G.m.b.H." must come out as one word before it can be dropped. */
  g_auto(GStrv) undotted = g_strsplit(organization ? organization : "", ".", -1);
  joined = g_strjoinv("", undotted);
  g_auto(GStrv) words = cc_text_fold_words(joined);
  GString *key = g_string_new(NULL);
  for (char **w = words; *w; w++)
    if (!is_in(legal_forms, *w)) g_string_append(key, *w);
  return g_string_free(key, FALSE);
}

/* The domain of EMAIL when it is a firm's; NULL otherwise. */
static const char *firm_domain(const char *email) {
  const char *at = strrchr(email, '@');
  if (!at) return NULL;
  g_autofree char *provider = g_strndup(at + 1, strcspn(at + 1, "."));
  return is_in(free_mailers, provider) ? NULL : at + 1;
}

static gboolean share_domain(const CardcatContact *a, const CardcatContact *b) {
  for (guint i = 0; i < a->emails->len; i++) {
    const char *domain = firm_domain(a->emails->pdata[i]);
    for (guint j = 0; domain && j < b->emails->len; j++) {
      const char *other = firm_domain(b->emails->pdata[j]);
      if (other && g_ascii_strcasecmp(domain, other) == 0) return TRUE;
    }
  }
  return FALSE;
}

static gboolean share_firm_name(const CardcatContact *a, const CardcatContact *b) {
  g_autofree char *x = firm_key(a->organization), *y = firm_key(b->organization);
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
  g_autofree char *folded = g_utf8_casefold(mailbox, -1);
  if (is_in(role_boxes, folded)) return ODDS_EMAIL_ROLE;
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

static gboolean is_personal(const CardcatPhone *phone) {
  return phone->type == CARDCAT_PHONE_MOBILE || phone->type == CARDCAT_PHONE_HOME ||
         phone->extension;
}

/* A fax machine serves a floor: it says nothing. */
static double odds_of_phones(const CardcatContact *a, const CardcatContact *b) {
  double best = 0;
  for (guint i = 0; i < a->phones->len; i++)
    for (guint j = 0; j < b->phones->len; j++) {
      const CardcatPhone *x = a->phones->pdata[i], *y = b->phones->pdata[j];
      if (x->type == CARDCAT_PHONE_FAX || y->type == CARDCAT_PHONE_FAX) continue;
      if (cc_phone_equal(x, y))
        best = MAX(best, is_personal(x) && is_personal(y) ? ODDS_PHONE_PERSONAL : ODDS_PHONE);
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
