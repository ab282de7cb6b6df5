/* What can be given to a mail program, a browser or a telephone, whoever wrote it. */
#include "fields/grammar/grammar.h"

#include <string.h>

/* E.164 has at most 15 digits; some dial more, an extension among them. */
#define DIGITS_MIN 3
#define DIGITS_MAX 20

static gboolean is_of(const char *text, const char *signs) {
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (!g_unichar_isalnum(c) && !(c < 128 && strchr(signs, (int)c))) return FALSE;
  }
  return TRUE;
}

/* Dots stand between letters. */
static gboolean is_host(const char *text) {
  return is_of(text, "-.") && strchr(text, '.') && *text != '.' && !strstr(text, "..") &&
         !g_str_has_suffix(text, ".");
}

/* No blanks, no "?subject=", nothing that a mail's header could be made of. */
static gboolean is_email(const char *text) {
  const char *at = strchr(text, '@');
  g_autofree char *local = g_strndup(text, at ? (gsize)(at - text) : 0);
  return at && *local && is_of(local, "!#$&*+-/=^_`{|}~.'") && is_host(at + 1);
}

/* One that a browser opens as a page: no other scheme, no user's name before the host. */
static gboolean is_url(const char *text) {
  const char *colon = strstr(text, "://"), *host = colon ? colon + 3 : text;
  gboolean web =
      g_ascii_strncasecmp(text, "http://", 7) == 0 || g_ascii_strncasecmp(text, "https://", 8) == 0;
  g_autofree char *own = g_strndup(host, strcspn(host, "/?#"));
  g_autofree char *name = g_strndup(own, strcspn(own, ":"));
  const char *port = own + strlen(name);
  gboolean plain = !*port || port[1 + strspn(port + 1, "0123456789")] == '\0';
  return (web || !colon) && is_host(name) && plain && !strpbrk(text, " \t\"<>\\");
}

static gboolean is_number(const char *text) {
  guint digits = 0;
  for (const char *p = text; *p; p++)
    digits += g_ascii_isdigit(*p) ? 1 : 0;
  return digits >= DIGITS_MIN && digits <= DIGITS_MAX && is_of(text, "+-./()#*,;= ");
}

gboolean cc_payload_is_value(CardcatField field, const char *text) {
  return field == CARDCAT_FIELD_EMAILS   ? is_email(text)
         : field == CARDCAT_FIELD_URLS   ? is_url(text)
         : field == CARDCAT_FIELD_PHONES ? is_number(text)
                                         : TRUE;
}
