/* Letters as RFC 5322 has them. */
#include "followup/followup.h"

#include <gmime/gmime.h>
#include <string.h>

#define COLUMNS 72     /* of a line of the body, RFC 3676 */
#define HEADER_MAX 900 /* bytes of a name or subject: RFC 5322 allows 998 that cannot be folded */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeMessage, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeTextPart, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeFormatOptions, g_mime_format_options_free)

/* A line that a reader would take for a quotation, or mbox for a letter, begins with a blank. */
static void stuff(GString *out, const char *line) {
  if (*line == ' ' || *line == '>' || g_str_has_prefix(line, "From ")) g_string_append_c(out, ' ');
}

/* LINE broken at blanks; each part but the last ends in one, so that it flows into the next. */
static void flow_line(GString *out, const char *line) {
  g_auto(GStrv) words = g_strsplit(line, " ", -1);
  glong column = 0;
  stuff(out, line);
  for (guint i = 0; words[i]; i++) {
    glong width = g_utf8_strlen(words[i], -1);
    if (i > 0) g_string_append_c(out, ' ');
    if (i > 0 && column + 1 + width > COLUMNS) {
      g_string_append_c(out, '\n');
      stuff(out, words[i]);
      column = 0;
    }
    g_string_append(out, words[i]);
    column += width + 1;
  }
  g_string_append_c(out, '\n');
}

static char *flow(const char *body) {
  GString *out = g_string_new(NULL);
  g_auto(GStrv) lines = g_strsplit(body, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    if (lines[i + 1] || *lines[i]) flow_line(out, lines[i]);
  return g_string_free(out, FALSE);
}

static GMimeTextPart *make_body(const char *text) {
  GMimeTextPart *part = g_mime_text_part_new_with_subtype("plain");
  g_autofree char *flowed = flow(text);
  g_mime_text_part_set_text(part, flowed);
  g_mime_text_part_set_charset(part, "utf-8");
  g_mime_object_set_content_type_parameter(GMIME_OBJECT(part), "format", "flowed");
  g_mime_part_set_content_encoding(GMIME_PART(part), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
  return part;
}

char *cc_mail_write(const CcLetter *letter, gboolean crlf, G_GNUC_UNUSED GError **error) {
  g_mime_init();
  g_autoptr(GMimeMessage) message = g_mime_message_new(TRUE);
  g_autofree char *name = cc_text_clean(letter->to_name, -1, HEADER_MAX);
  g_autofree char *me = cc_text_clean(letter->me, -1, HEADER_MAX);
  g_autofree char *subject = cc_text_clean(letter->subject, -1, HEADER_MAX);
  if (letter->my_mail)
    g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_FROM, *me ? me : NULL, letter->my_mail);
  g_mime_message_add_mailbox(message, GMIME_ADDRESS_TYPE_TO, *name ? name : NULL, letter->to);
  g_mime_message_set_subject(message, subject, "utf-8");
  g_mime_message_set_date(message, letter->written);
  g_mime_object_set_header(GMIME_OBJECT(message), "X-Unsent", "1", NULL);
  g_autoptr(GMimeTextPart) body = make_body(letter->body);
  g_mime_message_set_mime_part(message, GMIME_OBJECT(body));
  g_autoptr(GMimeFormatOptions) format = g_mime_format_options_new();
  if (crlf) g_mime_format_options_set_newline_format(format, GMIME_NEWLINE_FORMAT_DOS);
  return g_mime_object_to_string(GMIME_OBJECT(message), format);
}
