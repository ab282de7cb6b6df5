/* What a reading knows of a value: other readings, witnesses, its evidence. */
#include <string.h>

#include "page/form/form.h"

/* ---- other readings -------------------------------------------------------------------------- */

/* TEXT on a line of its own at Y, each letter ten pixels wide. */
static CardcatLine *print_line(const char *text, int y) {
  int length = (int)g_utf8_strlen(text, -1), at = 0;
  CardcatLine *line = cardcat_line_new(text, (CardcatBox){0, y, 10 * length, 20}, 0.6);
  g_auto(GStrv) words = g_strsplit(text, " ", -1);
  for (guint i = 0; words[i]; i++) {
    int letters = (int)g_utf8_strlen(words[i], -1);
    CardcatBox box = {10 * at, y, 10 * letters, 20};
    g_ptr_array_add(line->words, cardcat_word_new(words[i], box, 0.6));
    at += letters + 1;
  }
  return line;
}

/* A reading of LINES, each "as read|other reading|..."; its one e-mail address is VALUE. */
static CardcatReading *read_lines(const char *const lines[], const char *value) {
  CardcatReading *reading = cardcat_reading_new();
  for (guint i = 0; lines[i]; i++) {
    g_auto(GStrv) texts = g_strsplit(lines[i], "|", -1);
    CardcatLine *line = print_line(texts[0], 40 * (int)i);
    for (guint k = 1; texts[k]; k++)
      g_ptr_array_add(line->alternatives, g_strdup(texts[k]));
    g_ptr_array_add(reading->lines, line);
  }
  g_ptr_array_add(reading->contact->emails, g_strdup(value));
  return reading;
}

/* VALUE was read as RAW in BOX. */
static void prove(CardcatReading *reading, const char *raw, CardcatBox box) {
  g_ptr_array_add(reading->evidence,
                  cardcat_evidence_new(CARDCAT_FIELD_EMAILS, 0, 0.5, box, raw, CARDCAT_FROM_OCR));
}

static void expect(const CardcatReading *reading, const char *value, const char *wanted) {
  g_autoptr(GPtrArray) others = cc_value_alternatives(
      reading, cardcat_reading_evidence(reading, CARDCAT_FIELD_EMAILS, 0), value);
  g_ptr_array_add(others, NULL);
  g_autofree char *got = g_strjoinv("|", (char **)others->pdata);
  g_assert_cmpstr(got, ==, wanted);
}

static void test_piece(void) {
  static const struct {
    const char *line, *value;
    int x, letters; /* of the words that were taken for it */
    const char *others;
  } cases[] = {
      {"E: a@b.com|E: a@b.corn", "a@b.com", 3, 7, "a@b.corn"},
      {"E: a@b.com|E; a@b.com", "a@b.com", 3, 7, ""},
      {"E: a@b.com|E: a@ b.com|E: a@b.corn|E: a @b.com", "a@b.com", 3, 7, "a@b.corn"},
      {"E a@b.com T 030 12|E a@b.corn T 030 72", "a@b.com", 2, 7, "a@b.corn"},
      {"E a@b.com T 030 12|E a@b.corn T 030 72", "030 12", 12, 6, "030 72"},
      {"E:a@b.com|E:a@b.corn|E: a@b.c0m", "a@b.com", 0, 9, "a@b.corn|a@b.c0m"},
      {"E: a@b.com|Ea@b.com, c", "a@b.com", 3, 7, ""},
      {"E: a@b.com|x", "a@b.com", 3, 7, ""},
      {"Zoë Beck|Zoe Beck|Zoë Beck", "Zoë Beck", 0, 8, "Zoe Beck"},
      {"Zoë Beck|‘Zoë Beck|Zoë Beck\"|Zoë Beck.", "Zoë Beck", 0, 8, "Zoë Beck."},
      {"T 030 12 F 030 12|T 030 12 F 080 12", "030 12", 11, 6, "080 12"},
      {"T 030 12 F 030 12|T 030 12 F 080 12", "030 12", 2, 6, ""},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    const char *const lines[] = {cases[i].line, NULL};
    g_autoptr(CardcatReading) reading = read_lines(lines, cases[i].value);
    prove(reading, cases[i].value, (CardcatBox){10 * cases[i].x, 2, 10 * cases[i].letters, 16});
    expect(reading, cases[i].value, cases[i].others);
  }
}

/* The same text stands on another line, too: the place tells which one it is. */
static void test_place(void) {
  const char *const lines[] = {"a@b.com|o@b.com", "mail a@b.com|mail a@d.com", NULL};
  g_autoptr(CardcatReading) reading = read_lines(lines, "a@b.com");
  prove(reading, "a@b.com", (CardcatBox){50, 42, 70, 16});
  expect(reading, "a@b.com", "a@d.com");
}

static void test_repaired(void) {
  const char *const lines[] = {"E: a@b,com|E: a@h,com", NULL};
  g_autoptr(CardcatReading) reading = read_lines(lines, "a@b.com");
  prove(reading, "a@b,com", (CardcatBox){30, 2, 70, 16});
  expect(reading, "a@b.com", "a@b,com|a@h,com");
}

/* The value was taken from another reading of its line already. */
static void test_taken_from_other(void) {
  const char *const lines[] = {"E: a@b corn|E: a@b.com|E: o@b.com", NULL};
  g_autoptr(CardcatReading) reading = read_lines(lines, "a@b.com");
  prove(reading, "a@b.com", (CardcatBox){30, 2, 80, 16});
  expect(reading, "a@b.com", "a@b corn|o@b.com");
}

/* Of a value on two lines one is exchanged. */
static void test_two_lines(void) {
  const char *const lines[] = {"Weg 1|Weg 7", "Tel 5 10115 Ort|Tel 5 10115 Oft", NULL};
  g_autoptr(CardcatReading) reading = read_lines(lines, "Weg 1, 10115 Ort");
  prove(reading, "Weg 1, 10115 Ort", (CardcatBox){0, 0, 150, 60});
  CardcatEvidence *e = reading->evidence->pdata[0];
  e->box = (CardcatBox){0, 0, 150, 60};
  /* All words of the second line stand in the box of both. */
  expect(reading, "Weg 1, 10115 Ort", "Weg 7, 10115 Ort");
}

static void test_nowhere(void) {
  const char *const lines[] = {"a@b.com|a@b.corn", NULL};
  g_autoptr(CardcatReading) reading = read_lines(lines, "a@b.com");
  expect(reading, "a@b.com", "");
  prove(reading, "a@b.com", (CardcatBox){0});
  expect(reading, "a@b.com", "");
  g_autoptr(GPtrArray) none = cc_value_alternatives(reading, NULL, "a@b.com");
  g_assert_cmpuint(none->len, ==, 0);
}

static void test_endless(void) {
  g_autofree char *x = g_strnfill(5000, 'x'), *y = g_strnfill(5000, 'y');
  g_autofree char *line = g_strconcat(x, "|", y, NULL);
  const char *const lines[] = {line, NULL};
  g_autoptr(CardcatReading) reading = read_lines(lines, x);
  prove(reading, x, (CardcatBox){0, 0, 50000, 20});
  expect(reading, x, "");
}

/* ---- a code ---------------------------------------------------------------------------------- */

static const char payload[] = "MECARD:N:Beck,Ada;EMAIL:a@code.com;;";

static CardcatReading *read_code(gboolean printed, const char *print) {
  const char *const lines[] = {"E: a@print.com", NULL};
  CardcatReading *reading = read_lines(lines, "a@code.com");
  if (printed) {
    prove(reading, "a@print,com", (CardcatBox){30, 2, 110, 16});
    ((CardcatEvidence *)reading->evidence->pdata[0])->value = g_strdup(print);
  }
  g_ptr_array_add(reading->evidence,
                  cardcat_evidence_new(CARDCAT_FIELD_EMAILS, 0, print ? 0.7 : 0.985,
                                       (CardcatBox){0}, payload, CARDCAT_FROM_QR));
  return reading;
}

static void expect_said(const CardcatReading *reading, const char *wanted) {
  CcWitnesses w =
      cc_field_witnesses(reading, cardcat_reading_evidence(reading, CARDCAT_FIELD_EMAILS, 0));
  g_autofree char *said = cc_witnesses_say(&w);
  g_assert_cmpstr(said, ==, wanted);
}

static void test_witnesses(void) {
  g_autoptr(CardcatReading) parted = read_code(TRUE, "a@print.com");
  expect_said(parted, "the code says a@code.com, the print says a@print.com");
  expect(parted, "a@code.com", "a@print.com|a@print,com");
  expect(parted, "a@print.com", "a@code.com|a@print,com");
  g_autoptr(CardcatReading) alone = read_code(FALSE, NULL);
  expect_said(alone, "from the code");
  expect(alone, "a@code.com", "");
  g_autoptr(CardcatReading) agreed = read_code(TRUE, NULL);
  expect_said(agreed, "the code says it, too");
  CcWitnesses none = cc_field_witnesses(agreed, NULL);
  g_assert_null(cc_witnesses_say(&none));
}

/* The value of a reading that was typed over is still known to have been read. */
static void test_source(void) {
  g_autoptr(CardcatReading) reading = read_code(TRUE, "a@print.com");
  g_autoptr(CardcatContact) typed = cardcat_contact_copy(reading->contact);
  CcField field = {CARDCAT_FIELD_EMAILS, 0, "E-mail", (char *)"new@x.com"};
  g_free(typed->emails->pdata[0]);
  typed->emails->pdata[0] = g_strdup("new@x.com");
  g_assert_nonnull(cc_field_source(&field, typed, reading));
  g_assert_false(cc_field_is_doubtful(&field, reading));
  /* It moved to the second place: what stands in its own is new. */
  g_ptr_array_add(typed->emails, g_strdup("a@code.com"));
  g_assert_null(cc_field_source(&field, typed, reading));
}

static char *page_of(const CardcatReading *reading, const CardcatContact *contact) {
  g_autoptr(GPtrArray) rows = cc_rows_of(contact, reading);
  g_autoptr(CardcatMeeting) meeting = cardcat_meeting_new();
  CcHtml *html = cc_html_new(NULL);
  const CcFormCard card = {reading, NULL, NULL};
  cc_form_write_values(html, rows, &card, TRUE, NULL);
  g_autoptr(GBytes) bytes = cc_html_end(html);
  return g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
}

static void test_page(void) {
  g_autoptr(CardcatReading) reading = read_code(TRUE, "a@print.com");
  g_autofree char *page = page_of(reading, reading->contact);
  g_assert_nonnull(strstr(page, "aria-describedby=\"hint-0\""));
  g_assert_nonnull(strstr(page, "<p class=\"hint parted\" id=\"hint-0\">"));
  g_assert_nonnull(
      strstr(page, "<strong>The code says a@code.com, the print says a@print.com</strong>"));
  g_assert_nonnull(strstr(page, "data-reading=\"a@print.com\""));
  g_assert_null(strstr(page, "MECARD"));
  /* The print's was taken: the code's is offered. */
  g_autoptr(CardcatContact) typed = cardcat_contact_copy(reading->contact);
  g_free(typed->emails->pdata[0]);
  typed->emails->pdata[0] = g_strdup("a@print.com");
  g_autofree char *later = page_of(reading, typed);
  g_assert_nonnull(strstr(later, "the code says a@code.com"));
  g_assert_nonnull(strstr(later, "data-reading=\"a@code.com\""));
  g_autoptr(CardcatReading) alone = read_code(FALSE, NULL);
  g_autofree char *plain = page_of(alone, alone->contact);
  g_assert_nonnull(strstr(plain, "<span>from the code</span>"));
  g_assert_null(strstr(plain, "MECARD"));
}

/* Slogans stand last, folded, and are never what is to be checked first. */
static void test_slogans(void) {
  g_autoptr(CardcatReading) reading = read_code(TRUE, "a@code.com");
  CardcatContact *c = reading->contact;
  g_ptr_array_add(c->notes, g_strdup("We glaze"));
  g_ptr_array_add(reading->evidence,
                  cardcat_evidence_new(CARDCAT_FIELD_NOTES, 0, 0.1, (CardcatBox){1, 2, 3, 4},
                                       "We glaze", CARDCAT_FROM_OCR));
  g_ptr_array_add(c->titles, g_strdup("Glazier"));
  g_autofree char *page = page_of(reading, c);
  const char *folded = strstr(page, "<details class=\"notes\"><summary>Also printed (1)</summary>");
  const char *title = strstr(page, "value=\"Glazier\""), *empty = strstr(page, "row new");
  g_assert_nonnull(folded);
  g_assert_nonnull(strstr(folded, "We glaze"));
  g_assert_true(title && title < folded && empty && empty < folded);
  g_assert_null(strstr(folded, "autofocus"));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/known/piece", test_piece);
  g_test_add_func("/known/place", test_place);
  g_test_add_func("/known/repaired", test_repaired);
  g_test_add_func("/known/taken-from-other", test_taken_from_other);
  g_test_add_func("/known/two-lines", test_two_lines);
  g_test_add_func("/known/nowhere", test_nowhere);
  g_test_add_func("/known/endless", test_endless);
  g_test_add_func("/known/witnesses", test_witnesses);
  g_test_add_func("/known/source", test_source);
  g_test_add_func("/known/page", test_page);
  g_test_add_func("/known/slogans", test_slogans);
  return g_test_run();
}
