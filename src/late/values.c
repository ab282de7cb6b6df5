/* In libcardcat.so alone: what needs libphonenumber, ICU, GMime and libical, which most commands do
 * not.  It is in a library that lies beside it, under the same names, and is opened for the first
 * of them. */
#include "late/late.h"

#include <dlfcn.h>

#include "base/base.h"
#include "fields/fields.h"
#include "followup/followup.h"

static void *library(GError **error) {
  static const char *const places[] = {CARDCAT_VALUES, NULL};
  static gsize opened = 0;
  static void *handle = NULL;
  if (g_once_init_enter(&opened)) {
    g_autofree char *beside = cc_beside_library(places, G_FILE_TEST_IS_REGULAR);
    handle = dlopen(beside ? beside : CARDCAT_VALUES, RTLD_LAZY | RTLD_NODELETE);
    g_once_init_leave(&opened, 1);
  }
  if (!handle)
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_MISSING,
                "%s cannot be loaded; install cardcat again", CARDCAT_VALUES);
  return handle;
}

/* The function NAME of it into CALL; NULL where it is missing. */
static void find(const char *name, void **call, GError **error) {
  void *handle = library(error);
  *call = handle ? dlsym(handle, name) : NULL;
}

/* REAL is FUNCTION as the library has it, or NULL. */
#define FIND(function, error)        \
  __typeof__(function) *real = NULL; \
  find(#function, (void **)&real, error)

CardcatAddress *cardcat_address_from_text(const char *text, const char *region, GError **error) {
  FIND(cardcat_address_from_text, error);
  return real ? real(text, region, error) : NULL;
}

char *cardcat_calendar(const GPtrArray *follow_ups, CardcatCalendarKind kind, GError **error) {
  FIND(cardcat_calendar, error);
  return real ? real(follow_ups, kind, error) : NULL;
}

gboolean cardcat_calendar_keep(const GPtrArray *follow_ups, CardcatCalendarKind kind,
                               const char *folder, guint *changed, GError **error) {
  FIND(cardcat_calendar_keep, error);
  return real && real(follow_ups, kind, folder, changed, error);
}

char *cardcat_region_find(const char *text) {
  FIND(cardcat_region_find, NULL);
  return real ? real(text) : NULL;
}

char *cc_mail_write(const CcLetter *letter, gboolean crlf, GError **error) {
  FIND(cc_mail_write, error);
  return real ? real(letter, crlf, error) : NULL;
}

/* ---- names ---------------------------------------------------------------------------------- */

CardcatNames *cardcat_names_new(void) {
  FIND(cardcat_names_new, NULL);
  return real ? real() : NULL;
}

void cardcat_names_free(CardcatNames *names) {
  if (!names) return;
  FIND(cardcat_names_free, NULL);
  if (real) real(names);
}

gboolean cc_names_part(CardcatNames *names, CardcatName *name, const char *region) {
  if (!names) return FALSE;
  FIND(cc_names_part, NULL);
  return real && real(names, name, region);
}

/* ---- values that somebody wrote ------------------------------------------------------------- */

gboolean cc_values_ready(GError **error) {
  return library(error) != NULL;
}

gboolean cc_written_is_value(CardcatField field, const char *value) {
  FIND(cc_written_is_value, NULL);
  return real && real(field, value);
}

char *cc_written_e164(const char *number, const char *region) {
  FIND(cc_written_e164, NULL);
  return real ? real(number, region) : NULL;
}

char *cc_written_region(const char *number) {
  FIND(cc_written_region, NULL);
  return real ? real(number) : NULL;
}

GPtrArray *cc_written_mailboxes(const char *text) {
  FIND(cc_written_mailboxes, NULL);
  return real ? real(text) : NULL;
}
