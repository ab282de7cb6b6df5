/* What a value cannot be, whoever typed it: told softly, for a person knows better. */
#include "review/review.h"

#include <string.h>

/* ITU-T E.164 has at most 15 digits; an extension may follow.  Three are an emergency number. */
#define DIGITS_MIN 3
#define DIGITS_MAX 25

static gboolean is_host(const char *host) {
  const char *dot = strrchr(host, '.');
  return dot && dot != host && dot[1] && !strstr(host, "..") && host[0] != '.' &&
         !strpbrk(host, " ,;@()<>");
}

static gboolean is_email(const char *text) {
  const char *at = strchr(text, '@');
  return at && at != text && !strpbrk(text, " ,;<>") && is_host(at + 1);
}

static gboolean is_url(const char *text) {
  const char *scheme = strstr(text, "://");
  const char *from = scheme ? scheme + 3 : text;
  g_autofree char *host = g_strndup(from, strcspn(from, "/?#:"));
  return !strchr(text, ' ') && is_host(host);
}

static gboolean is_phone(const char *text) {
  guint digits = 0;
  for (const char *p = text; *p; p++)
    digits += g_ascii_isdigit(*p) ? 1 : 0;
  return digits >= DIGITS_MIN && digits <= DIGITS_MAX && !strchr(text, '@');
}

static gboolean has_letter(const char *text) {
  for (const char *p = text; *p; p = g_utf8_next_char(p))
    if (g_unichar_isalpha(g_utf8_get_char(p))) return TRUE;
  return FALSE;
}

const char *cc_value_objection(const CcKind *kind, const char *value) {
  if (*value == '\0') return NULL;
  switch (kind->field) {
    case CARDCAT_FIELD_EMAILS:
      return is_email(value) ? NULL : "Not an e-mail address";
    case CARDCAT_FIELD_URLS:
      return is_url(value) ? NULL : "Not a web address";
    case CARDCAT_FIELD_PHONES:
      return is_phone(value) ? NULL : "Not a phone number";
    case CARDCAT_FIELD_NAME:
      if (strchr(value, '@')) return "Not a name";
      return has_letter(value) ? NULL : "A name without a letter";
    default:
      return NULL;
  }
}

static void add(GString *out, const char *value, const char *objection) {
  char first = g_ascii_tolower(objection[0]);
  g_string_append_printf(out, "%s“%s” is %c%s", out->len > 0 ? "; " : "", value, first,
                         objection + 1);
}

char *cc_contact_objections(const CardcatContact *contact, const CardcatMeeting *meeting) {
  g_autoptr(GPtrArray) fields = cc_contact_fields(contact);
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < fields->len; i++) {
    const CcField *field = fields->pdata[i];
    CcKind kind = cc_kind_of(contact, field->field, field->index);
    const char *objection = cc_value_objection(&kind, field->value);
    if (objection) add(out, field->value, objection);
  }
  if (meeting->met_on && cc_is_day(meeting->met_on) && cc_is_future_day(meeting->met_on))
    add(out, meeting->met_on, "A day in the future");
  return g_string_free(out, out->len == 0);
}
