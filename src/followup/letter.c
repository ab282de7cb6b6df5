/* What of a contact and a meeting a letter can say. */
#include "followup/followup.h"

#include <stdio.h>
#include <string.h>

#define LOCAL_MAX 64    /* bytes before the @, RFC 5321 */
#define ADDRESS_MAX 254 /* bytes of all of it, RFC 5321 */

/* ---- the address ----------------------------------------------------------------------------- */

/* RFC 5322's dot-atom: nothing that would have to be quoted. */
static gboolean is_dot_atom(const char *text) {
  gboolean after_dot = TRUE;
  for (const char *p = text; *p; p++) {
    if (*p == '.' ? after_dot : !g_ascii_isalnum(*p) && !strchr("!#$%&'*+-/=?^_`{|}~", *p))
      return FALSE;
    after_dot = *p == '.';
  }
  return !after_dot;
}

static gboolean is_host(const char *host) {
  gsize length = strlen(host), letters = 0;
  for (const char *p = host; *p; p++) {
    if (!g_ascii_isalnum(*p) && *p != '-' && *p != '.') return FALSE;
    if (*p == '.' && (p == host || p[1] == '.' || p[1] == '\0')) return FALSE;
    letters += g_ascii_isalpha(*p) != 0;
  }
  return length > 3 && letters > 0 && strchr(host, '.') && host[0] != '-';
}

char *cc_letter_plain_address(const char *email) {
  const char *at = strrchr(email, '@');
  if (!at) return NULL;
  g_autofree char *local = g_strndup(email, (gsize)(at - email));
  g_autofree char *host = g_hostname_to_ascii(at + 1);
  if (!host || strlen(local) > LOCAL_MAX || !is_dot_atom(local) || !is_host(host)) return NULL;
  g_autofree char *whole = g_strdup_printf("%s@%s", local, host);
  return strlen(whole) <= ADDRESS_MAX ? g_steal_pointer(&whole) : NULL;
}

char *cc_letter_address(const CardcatContact *contact) {
  for (guint i = 0; i < contact->emails->len; i++) {
    char *address = cc_letter_plain_address(contact->emails->pdata[i]);
    if (address) return address;
  }
  return NULL;
}

/* ---- the values ------------------------------------------------------------------------------ */

static void put(CcLetterValues *values, CcLetterValue value, const char *text) {
  g_autofree char *clean = cc_text_clean(text, -1, CC_TEXT_MAX);
  if (*clean) values->is[value] = g_steal_pointer(&clean);
}

static gboolean is_american(const CardcatContact *contact) {
  const CardcatAddress *address = contact->addresses->len > 0 ? contact->addresses->pdata[0] : NULL;
  return address && g_strcmp0(address->country, "US") == 0;
}

/* "Ada Beck", as one is called: without what stands before and behind it on a card; what comes
 * first there, as in "Nagy Anna" and "王小明", does so here; owned. */
static char *called(const CardcatName *name) {
  if (!name->given || !name->family) return g_strdup(name->full);
  const char *full = name->full ? name->full : "";
  const char *given = strstr(full, name->given), *family = strstr(full, name->family);
  gboolean turned = given && family && family < given;
  const char *gap = !turned || strchr(full, ' ') ? " " : "";
  return g_strconcat(turned ? name->family : name->given, gap, turned ? name->given : name->family,
                     NULL);
}

static void put_name(CcLetterValues *values, const CardcatName *name) {
  g_autofree char *both = called(name);
  put(values, CC_LETTER_NAME, both);
  put(values, CC_LETTER_PREFIX, name->prefix);
  put(values, CC_LETTER_GIVEN, name->given);
  put(values, CC_LETTER_FAMILY, name->family);
}

static gboolean is_day_before(const char *day, const char *today) {
  int y = 0, m = 0, d = 0;
  if (!day || sscanf(day, "%4d-%2d-%2d", &y, &m, &d) != 3) return FALSE;
  g_autoptr(GDateTime) then = g_date_time_new_utc(y, m, d, 12, 0, 0);
  g_autoptr(GDateTime) next = then ? g_date_time_add_days(then, 1) : NULL;
  g_autofree char *text = next ? g_date_time_format(next, "%Y-%m-%d") : NULL;
  return g_strcmp0(text, today) == 0;
}

void cc_letter_values_fill(CcLetterValues *values, const CardcatContact *contact,
                           const CardcatMeeting *meeting, const char *day, const char *today,
                           const char *language, const char *me) {
  g_autofree char *said = cc_letter_day(day, language, is_american(contact));
  put_name(values, &contact->name);
  put(values, CC_LETTER_TITLE, contact->titles->len > 0 ? contact->titles->pdata[0] : NULL);
  put(values, CC_LETTER_FIRM, contact->organization);
  put(values, CC_LETTER_EVENT, meeting->event);
  put(values, CC_LETTER_INTRODUCER, meeting->introduced_by);
  put(values, CC_LETTER_ME, me);
  put(values, CC_LETTER_DAY, said);
  if (is_day_before(day, today)) put(values, CC_LETTER_YESTERDAY, day);
}
