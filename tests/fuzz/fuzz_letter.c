/* A template, a zero byte, then values, a zero byte behind each: refused, or a letter of which the
 * mail has the headers of every letter and no other, and the link nothing but what links are made
 * of. */
#include <string.h>

#include "followup/followup.h"

#define SIZE_MAX_FED 30000

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

/* The text up to the next zero byte, owned; *FROM behind it. */
static char *next_text(const char **from, const char *end) {
  const char *stop = *from < end ? memchr(*from, '\0', (gsize)(end - *from)) : NULL;
  if (!stop) stop = end;
  char *text = g_strndup(*from, (gsize)(stop - *from));
  *from = stop < end ? stop + 1 : end;
  return text;
}

static gboolean is_ours(const char *line) {
  static const char *const ours[] = {
      "To:", "Subject:", "Date: ", "X-Unsent: 1", "MIME-Version: 1.0", "Content-", " ", "\t"};
  for (guint i = 0; i < G_N_ELEMENTS(ours); i++)
    if (g_str_has_prefix(line, ours[i])) return TRUE;
  return FALSE;
}

static void check_mail(const CcLetter *letter) {
  g_autofree char *mail = cc_mail_write(letter, FALSE, NULL);
  char *body = strstr(mail, "\n\n");
  g_assert_nonnull(body);
  *body = '\0';
  g_auto(GStrv) lines = g_strsplit(mail, "\n", -1);
  guint to = 0;
  for (guint i = 0; lines[i]; i++) {
    if (!is_ours(lines[i])) g_error("a header of its own: %s", lines[i]);
    g_assert_null(strchr(lines[i], '\r'));
    g_assert_cmpuint(strlen(lines[i]), <=, 998); /* RFC 5322 */
    to += g_str_has_prefix(lines[i], "To:");
  }
  g_assert_cmpuint(to, ==, 1);
}

static void check_link(const CcLetter *letter) {
  g_autofree char *link = cc_mailto_write(letter);
  g_assert_cmpuint(strlen(link), <=, CC_MAILTO_MAX);
  g_assert_true(g_str_has_prefix(link, "mailto:"));
  for (const char *p = link; *p; p++)
    g_assert_true(g_ascii_isalnum(*p) || strchr("-._~%@:?&=", *p));
}

static void check_letter(const CcTemplate *template, const CcLetterValues *values,
                         const CardcatContact *contact) {
  g_autofree char *subject = NULL, *body = NULL, *to = cc_letter_address(contact);
  cc_template_fill(template, values, &subject, &body);
  g_assert_true(g_utf8_validate(subject, -1, NULL) && g_utf8_validate(body, -1, NULL));
  g_assert_null(strchr(subject, '\n'));
  g_assert_null(strstr(body, "\n\n\n"));
  if (!to) return;
  g_autoptr(GDateTime) written = g_date_time_new_utc(2026, 6, 17, 8, 0, 0);
  const CcLetter letter = {.to_name = contact->name.full,
                           .to = to,
                           .subject = subject,
                           .body = body,
                           .written = written};
  check_mail(&letter);
  check_link(&letter);
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size) {
  if (size > SIZE_MAX_FED) return 0;
  const char *from = (const char *)data, *end = from + size;
  g_autofree char *text = next_text(&from, end);
  g_autoptr(GError) error = NULL;
  g_autoptr(CcTemplate) template = cc_template_parse(text, "fed", &error);
  g_assert_true((template != NULL) == (error == NULL));
  if (!template) return 0;
  g_autoptr(CardcatContact) contact = cardcat_contact_new();
  g_autoptr(CardcatMeeting) meeting = cardcat_meeting_new();
  char **texts[] = {&contact->name.full,    &contact->name.given, &contact->name.prefix,
                    &contact->organization, &meeting->event,      &meeting->introduced_by};
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
    *texts[i] = next_text(&from, end);
  g_ptr_array_add(contact->emails, next_text(&from, end));
  g_ptr_array_add(contact->emails, g_strdup("ada@example.org"));
  g_autofree char *day = next_text(&from, end);
  g_auto(CcLetterValues) values = {{NULL}};
  cc_letter_values_fill(&values, contact, meeting, day, "2026-06-17", cc_letter_language(contact),
                        NULL);
  check_letter(template, &values, contact);
  return 0;
}
