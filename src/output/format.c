/* The formats by name, and which file writes each. */
#include "output/output.h"

static const char *const names[] = {
    [CARDCAT_FORMAT_TEXT] = "text",       [CARDCAT_FORMAT_JSON] = "json",
    [CARDCAT_FORMAT_VCARD] = "vcard",     [CARDCAT_FORMAT_VCARD4] = "vcard4",
    [CARDCAT_FORMAT_CSV] = "csv",         [CARDCAT_FORMAT_GOOGLE] = "google",
    [CARDCAT_FORMAT_OUTLOOK] = "outlook", [CARDCAT_FORMAT_EXCEL] = "excel",
};

static void (*const writers[])(GString *out, const CcPerson *person) = {
    [CARDCAT_FORMAT_TEXT] = cc_plain_write,      [CARDCAT_FORMAT_JSON] = cc_json_write,
    [CARDCAT_FORMAT_VCARD] = cc_vcard_write,     [CARDCAT_FORMAT_VCARD4] = cc_vcard4_write,
    [CARDCAT_FORMAT_CSV] = cc_csv_write,         [CARDCAT_FORMAT_GOOGLE] = cc_google_write,
    [CARDCAT_FORMAT_OUTLOOK] = cc_outlook_write, [CARDCAT_FORMAT_EXCEL] = cc_csv_write,
};

gboolean cardcat_format_parse(const char *name, CardcatFormat *format) {
  for (guint i = 0; i < G_N_ELEMENTS(names); i++)
    if (g_strcmp0(name, names[i]) == 0) {
      *format = (CardcatFormat)i;
      return TRUE;
    }
  return FALSE;
}

static char *format_person(const CcPerson *person, CardcatFormat format) {
  GString *out = g_string_new(NULL);
  writers[format](out, person);
  return g_string_free(out, FALSE);
}

char *cardcat_format_header(CardcatFormat format) {
  g_return_val_if_fail((guint)format < G_N_ELEMENTS(names), g_strdup(""));
  GString *out = g_string_new(NULL);
  if (format == CARDCAT_FORMAT_EXCEL) g_string_append(out, "\xEF\xBB\xBF");
  if (format == CARDCAT_FORMAT_CSV || format == CARDCAT_FORMAT_EXCEL) cc_csv_write_header(out);
  if (format == CARDCAT_FORMAT_GOOGLE) cc_google_write_header(out);
  if (format == CARDCAT_FORMAT_OUTLOOK) cc_outlook_write_header(out);
  return g_string_free(out, FALSE);
}

char *cardcat_format_reading(const CardcatReading *reading, CardcatFormat format) {
  g_return_val_if_fail((guint)format < G_N_ELEMENTS(names), g_strdup(""));
  return format_person(&(CcPerson){reading->contact, reading, NULL}, format);
}

char *cardcat_format_entry(const CardcatEntry *entry, CardcatFormat format) {
  g_return_val_if_fail((guint)format < G_N_ELEMENTS(names), g_strdup(""));
  return format_person(&(CcPerson){entry->contact, NULL, entry}, format);
}
