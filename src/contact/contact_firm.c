/* What on a card is the firm's, and what one person's. */
#include "contact/contact.h"

#include <string.h>

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

/* Where a firm or a person has a page on somebody else's domain. */
static const char *const networks[] = {
    "behance", "facebook", "fb",     "github", "instagram", "linkedin", "linktr", "pinterest",
    "t",       "telegram", "tiktok", "tumblr", "twitter",   "vimeo",    "wa",     "whatsapp",
    "wechat",  "x",        "xing",   "youtu",  "youtube",   NULL,
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

/* "G.m.b.H." and "Data Works" against "DataWorks" fall together. */
char *cc_firm_key(const char *organization) {
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

char *cc_firm_host(const char *address) {
  const char *at = strrchr(address, '@'), *scheme = strstr(address, "://");
  const char *host = at ? at + 1 : scheme ? scheme + 3 : address;
  g_autofree char *folded = g_ascii_strdown(host, (gssize)strcspn(host, "/:?#"));
  const char *bare = g_str_has_prefix(folded, "www.") ? folded + 4 : folded;
  g_autofree char *provider = g_strndup(bare, strcspn(bare, "."));
  if (!strchr(bare, '.') || is_in(at ? free_mailers : networks, provider)) return NULL;
  return g_strdup(bare);
}

gboolean cc_email_is_role(const char *email) {
  g_autofree char *mailbox = g_strndup(email, strcspn(email, "@"));
  g_autofree char *folded = g_utf8_casefold(mailbox, -1);
  return is_in(role_boxes, folded);
}

gboolean cc_phone_is_personal(const CardcatPhone *phone) {
  return phone->type == CARDCAT_PHONE_MOBILE || phone->type == CARDCAT_PHONE_HOME ||
         phone->extension;
}
