/* What on a card is the firm's, and what one person's. */
#include "contact/contact.h"

#include <string.h>

/* Made of models/firms.txt when cardcat is built; each ends with NULL. */
extern const char *const cc_role_boxes[], *const cc_free_mailers[], *const cc_networks[],
                                                                        *const cc_legal_forms[];

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
    if (!is_in(cc_legal_forms, *w)) g_string_append(key, *w);
  return g_string_free(key, FALSE);
}

char *cc_firm_host(const char *address) {
  const char *at = strrchr(address, '@'), *scheme = strstr(address, "://");
  const char *host = at ? at + 1 : scheme ? scheme + 3 : address;
  g_autofree char *folded = g_ascii_strdown(host, (gssize)strcspn(host, "/:?#"));
  const char *bare = g_str_has_prefix(folded, "www.") ? folded + 4 : folded;
  g_autofree char *provider = g_strndup(bare, strcspn(bare, "."));
  if (!strchr(bare, '.') || is_in(at ? cc_free_mailers : cc_networks, provider)) return NULL;
  return g_strdup(bare);
}

gboolean cc_email_is_role(const char *email) {
  g_autofree char *mailbox = g_strndup(email, strcspn(email, "@"));
  g_autofree char *folded = g_utf8_casefold(mailbox, -1);
  return is_in(cc_role_boxes, folded);
}

gboolean cc_phone_is_personal(const CardcatPhone *phone) {
  return phone->type == CARDCAT_PHONE_MOBILE || phone->type == CARDCAT_PHONE_HOME ||
         phone->extension;
}

gboolean cardcat_contact_has_same_firm(const CardcatContact *a, const CardcatContact *b) {
  if (!a->organization || !b->organization) return !a->organization == !b->organization;
  g_autofree char *x = cc_firm_key(a->organization), *y = cc_firm_key(b->organization);
  return g_str_equal(x, y);
}
