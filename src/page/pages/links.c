/* Where a value of a contact leads: to a letter, a call, a page.  A value is anybody's: what would
 * lead elsewhere leads nowhere. */
#include "page/pages/pages.h"

#include <string.h>

char *cc_mail_link(const char *email) {
  g_autofree char *escaped = g_uri_escape_string(email, "@", FALSE);
  return g_strconcat("mailto:", escaped, NULL);
}

/* The digits of TEXT, with the plus before them. */
static char *digits_of(const char *text) {
  GString *out = g_string_new(NULL);
  for (const char *p = text; *p; p++)
    if (g_ascii_isdigit(*p) || (*p == '+' && out->len == 0)) g_string_append_c(out, *p);
  return g_string_free(out, FALSE);
}

char *cc_call_link(const CardcatPhone *phone) {
  g_autofree char *number = digits_of(phone->e164 ? phone->e164 : phone->value);
  g_autofree char *extension = phone->extension ? digits_of(phone->extension) : NULL;
  if (!*number) return NULL;
  return extension && *extension ? g_strconcat("tel:", number, ";ext=", extension, NULL)
                                 : g_strconcat("tel:", number, NULL);
}

char *cc_web_link(const char *url) {
  if (g_ascii_strncasecmp(url, "https://", 8) == 0 || g_ascii_strncasecmp(url, "http://", 7) == 0)
    return g_strdup(url);
  /* Of "host:8080/x" the colon stands before a port, of "javascript:x" behind a scheme. */
  const char *colon = strchr(url, ':');
  if (colon && !g_ascii_isdigit(colon[1])) return NULL;
  return *url && *url != '/' ? g_strconcat("https://", url, NULL) : NULL;
}

char *cc_value_link(const CardcatContact *contact, CardcatField field, guint index) {
  switch (field) {
    case CARDCAT_FIELD_EMAILS:
      return cc_mail_link(contact->emails->pdata[index]);
    case CARDCAT_FIELD_PHONES:
      return cc_call_link(contact->phones->pdata[index]);
    case CARDCAT_FIELD_URLS:
      return cc_web_link(contact->urls->pdata[index]);
    default:
      return NULL;
  }
}

const CardcatPhone *cc_person_phone(const CardcatContact *contact) {
  const CardcatPhone *best = NULL;
  for (guint i = 0; i < contact->phones->len; i++) {
    const CardcatPhone *phone = contact->phones->pdata[i];
    if (phone->type == CARDCAT_PHONE_MOBILE) return phone;
    if (!best && phone->type != CARDCAT_PHONE_FAX) best = phone;
  }
  return best;
}
