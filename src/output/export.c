/* Entries as they travel: what is read again loses nothing. */
#include "output/output.h"

#include <string.h>

#define VCARD_END "END:VCARD\r\n"

/* TEXT, JSON on one line, as a vCard's text. */
static void append_escaped(GString *line, const char *text) {
  for (const char *p = text; *p; p++) {
    if (strchr("\\,;", *p)) g_string_append_c(line, '\\');
    g_string_append_c(line, *p);
  }
}

/* vCard 3.0 and 4.0 have another form for the same bytes. */
static void put_photo(GString *card, GBytes *picture, CardcatFormat format) {
  gsize length = 0;
  const guchar *bytes = g_bytes_get_data(picture, &length);
  g_autofree char *base64 = g_base64_encode(bytes, length);
  g_autofree char *line =
      g_strconcat(format == CARDCAT_FORMAT_VCARD4 ? "PHOTO:data:image/jpeg;base64,"
                                                  : "PHOTO;ENCODING=b;TYPE=JPEG:",
                  base64, NULL);
  cc_vcard_line(card, line);
}

static char *export_vcard(const CardcatEntry *entry, CardcatFormat format, GBytes *picture) {
  g_autofree char *plain = cardcat_format_entry(entry, format);
  g_autoptr(GString) card = g_string_new(plain);
  g_autofree char *json = cc_json_export(entry);
  g_autoptr(GString) whole = g_string_new("X-CARDCAT:");
  append_escaped(whole, json);
  g_string_truncate(card, card->len - strlen(VCARD_END));
  if (picture) put_photo(card, picture, format);
  cc_vcard_line(card, whole->str);
  g_string_append(card, VCARD_END);
  return g_strdup(card->str);
}

/* JSON, an object of ours, with the picture as its last member. */
static char *with_picture(const char *json, GBytes *picture) {
  gsize length = 0;
  const guchar *bytes = g_bytes_get_data(picture, &length);
  g_autofree char *base64 = g_base64_encode(bytes, length);
  return g_strdup_printf("%.*s,\"picture\":\"%s\"}", (int)strlen(json) - 1, json, base64);
}

char *cardcat_format_export(const CardcatEntry *entry, CardcatFormat format, GBytes *picture) {
  if (format == CARDCAT_FORMAT_VCARD || format == CARDCAT_FORMAT_VCARD4)
    return export_vcard(entry, format, picture);
  if (format != CARDCAT_FORMAT_JSON) return cardcat_format_entry(entry, format);
  g_autofree char *json = cc_json_export(entry);
  g_autofree char *whole = picture ? with_picture(json, picture) : NULL;
  return g_strconcat(whole ? whole : json, "\n", NULL);
}
