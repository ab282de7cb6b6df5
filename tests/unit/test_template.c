/* Letters with gaps: what a template may say, and that no missing value leaves a hole. */
#include <string.h>

#include "followup/followup.h"

static char *fill(const char *text, const CcLetterValues *values, gboolean body) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CcTemplate) template = cc_template_parse(text, "test", &error);
  g_assert_no_error(error);
  g_autofree char *subject = NULL, *lines = NULL;
  cc_template_fill(template, values, &subject, &lines);
  return g_strdup(body ? lines : subject);
}

#define assert_body(template, values, expected)                           \
  do {                                                                    \
    g_autofree char *body_ = fill("Subject: s\n" template, values, TRUE); \
    g_assert_cmpstr(body_, ==, expected);                                 \
  } while (0)

static void test_gaps(void) {
  g_auto(CcLetterValues) values = {{NULL}};
  values.is[CC_LETTER_GIVEN] = g_strdup("Ada");
  assert_body("Dear {given},", &values, "Dear Ada,\n");
  assert_body("Dear {family},\nbye", &values, "bye\n");
  assert_body("So[ at {event}].", &values, "So.\n");
  assert_body("So[ {event}| {given}| x].", &values, "So Ada.\n");
  assert_body("So[ {event}| {day}| x].", &values, "So x.\n");
  assert_body("[{?given}known|{!given}not]", &values, "known\n");
  assert_body("[{?event}known|{!event}not]", &values, "not\n");
  assert_body("[a [b {event}|c [d {given}]] e]", &values, "a c d Ada e\n");
  assert_body("a\n\n[{event}]\n\n\nb\n\n", &values, "a\n\nb\n");
  assert_body("Yours[,\n{given}]", &values, "Yours,\nAda\n");
  assert_body("Yours[,\n{me}]", &values, "Yours\n");
  assert_body("a | b \\[x\\] \\{y\\} \\\\ [\\|]", &values, "a | b [x] {y} \\ |\n");
}

/* What stands in a value is text, whatever it looks like. */
static void test_values_are_text(void) {
  g_auto(CcLetterValues) values = {{NULL}};
  values.is[CC_LETTER_GIVEN] = g_strdup("{me}[x|\n\nBcc: all@example.org\n");
  assert_body("Dear {given}!", &values, "Dear {me}[x| Bcc: all@example.org!\n");
  g_autofree char *subject = fill("# why\nSubject: Hi {given}\n\nx", &values, FALSE);
  g_assert_cmpstr(subject, ==, "Hi {me}[x| Bcc: all@example.org");
}

static void test_faults(void) {
  static const struct {
    const char *text, *message;
  } faults[] = {
      {"Dear\n", "t: line 1: a letter must begin with \"Subject:\""},
      {"# a\nSubject: x\n\nb\n{nobody}",
       "t: line 5: there is no value {nobody}, only name "
       "prefix given family title firm event day yesterday "
       "introducer me wanted known"},
      {"Subject: x\na [b\nc\n", "t: line 2: a [ has no ]"},
      {"Subject: x\nb ] c", "t: line 2: a ] has no ["},
      {"Subject: x\nb } c", "t: line 2: a } has no {"},
      {"Subject: {given", "t: line 1: a { has no }"},
      {"Subject: x\n[a[a[a[a[a[a[a[a[a]]]]]]]]]", "t: line 2: too many [ within one another"},
      {"Subject: \xff\n", "t: it is not UTF-8"},
  };
  for (guint i = 0; i < G_N_ELEMENTS(faults); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(CcTemplate) template = cc_template_parse(faults[i].text, "t", &error);
    g_assert_null(template);
    g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE);
    g_assert_cmpstr(error->message, ==, faults[i].message);
  }
}

/* ---- the seven defaults ---------------------------------------------------------------------- */

static const struct {
  const char *code;
  const char *loose; /* words that need another behind them */
} languages[] = {
    {"en", "at|on|of|by|from|with|that|to|for"},
    {"de", "am|bei|dass|mit|für|in|von|zu"},
    {"fr", "à|chez|du|de|d’|pour|dans|sur|le|la"},
    {"es", "a|en|de|del|por|sobre|con|para"},
    {"it", "a|di|del|in|per|su|con"},
    {"nl", "op|bij|dat|met|over|van|aan"},
    {"pl", "z|w|na|od|za|o|że|jak|firma"},
};

/* FOLDER: of letters of another kind; "": none. */
static CcTemplate *load(const char *folder, const char *code) {
  g_autofree char *name = g_strconcat(code, ".txt", NULL);
  g_autofree char *path =
      g_build_filename(g_getenv("CARDCAT_MODELS"), "letters", folder, name, NULL);
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  g_file_get_contents(path, &text, NULL, &error);
  g_assert_no_error(error);
  CcTemplate *template = cc_template_parse(text, path, &error);
  g_assert_no_error(error);
  return template;
}

/* The first hole in TEXT, owned; NULL: there is none. */
static char *find_hole(const char *text, const char *loose) {
  g_autofree char *pattern = g_strdup_printf(
      "  |\\( *\\)|„”|„“|[[{}|]|\\]|[ ,;][,.;:?!]|, *\\.|(^|[ ¿])(%s) *([.,;:!?]|$)|^[.,;:]|\n\n\n",
      loose);
  g_autoptr(GRegex) hole = g_regex_new(pattern, G_REGEX_MULTILINE, 0, NULL);
  g_assert_nonnull(hole);
  g_autoptr(GMatchInfo) at = NULL;
  return g_regex_match(hole, text, 0, &at) ? g_match_info_fetch(at, 0) : NULL;
}

static void check_sound(const char *text, const char *loose) {
  g_autofree char *hole = find_hole(text, loose);
  if (hole) g_error("'%s' in: %s", hole, text);
}

static void test_holes_are_found(void) {
  static const char *const holes[] = {"met at.", "a  b",     "so ()",    "so ,",
                                      "met on",  "by, then", "a\n\n\nb", "{given}"};
  for (guint i = 0; i < G_N_ELEMENTS(holes); i++) {
    g_autofree char *hole = find_hole(holes[i], languages[0].loose);
    g_assert_nonnull(hole);
  }
}

static void test_no_hole(void) {
  static const char *const all[CC_LETTER_VALUES] = {
      "Ada Beck", "Dr.",        "Ada",          "Beck",    "Head", "Harrow Ltd", "Expo",
      "12 June",  "2026-06-12", "Maria Jansen", "Jo Lind", NULL,   NULL};
  for (guint i = 0; i < G_N_ELEMENTS(languages); i++) {
    g_autoptr(CcTemplate) template = load("", languages[i].code);
    for (guint known = 0; known < 1 << CC_LETTER_WANTED; known++) {
      CcLetterValues values = {{NULL}};
      for (guint k = 0; k < CC_LETTER_WANTED; k++)
        if (known & 1u << k) values.is[k] = (char *)all[k];
      g_autofree char *subject = NULL, *body = NULL;
      cc_template_fill(template, &values, &subject, &body);
      check_sound(subject, languages[i].loose);
      check_sound(body, languages[i].loose);
      g_assert_cmpuint(strlen(subject), >, 5);
      /* Salutation, thanks, question and close are always there. */
      g_auto(GStrv) parts = g_strsplit(body, "\n\n", -1);
      g_assert_cmpuint(g_strv_length(parts), ==, 4);
      if (known & 1u << CC_LETTER_ME) g_assert_true(g_str_has_suffix(body, "\nJo Lind\n"));
      if (known & 1u << CC_LETTER_INTRODUCER) g_assert_nonnull(strstr(body, "Maria Jansen"));
      if (known & 1u << CC_LETTER_EVENT) g_assert_nonnull(strstr(subject, "Expo"));
    }
  }
}

/* The letter that asks for an introduction: whom one wants to meet is known, all else may not be.
 */
static void test_ask(void) {
  static const CcLetterValue may_be[] = {CC_LETTER_NAME, CC_LETTER_PREFIX, CC_LETTER_GIVEN,
                                         CC_LETTER_KNOWN, CC_LETTER_ME};
  static const char *const all[] = {"Ada Beck", "Dr.", "Ada", "Cid Orr", "Jo Lind"};
  for (guint i = 0; i < G_N_ELEMENTS(languages); i++) {
    g_autoptr(CcTemplate) template = load("introduction", languages[i].code);
    for (guint known = 0; known < 1 << G_N_ELEMENTS(may_be); known++) {
      CcLetterValues values = {{NULL}};
      values.is[CC_LETTER_WANTED] = (char *)"Harrow Ltd";
      for (guint k = 0; k < G_N_ELEMENTS(may_be); k++)
        if (known & 1u << k) values.is[may_be[k]] = (char *)all[k];
      g_autofree char *subject = NULL, *body = NULL;
      cc_template_fill(template, &values, &subject, &body);
      check_sound(subject, languages[i].loose);
      check_sound(body, languages[i].loose);
      g_assert_nonnull(strstr(subject, "Harrow Ltd"));
      g_assert_nonnull(strstr(body, "Harrow Ltd"));
      g_auto(GStrv) parts = g_strsplit(body, "\n\n", -1);
      g_assert_cmpuint(g_strv_length(parts), ==, 3);
      if (known & 1u << 3) g_assert_nonnull(strstr(body, "Cid Orr"));
      if (known & 1u << 4) g_assert_true(g_str_has_suffix(body, "\nJo Lind\n"));
    }
  }
}

/* The letter to somebody one is out of touch with: nothing of it need be known. */
static void test_touch(void) {
  static const CcLetterValue may_be[] = {CC_LETTER_NAME, CC_LETTER_PREFIX, CC_LETTER_GIVEN,
                                         CC_LETTER_FIRM, CC_LETTER_EVENT,  CC_LETTER_ME};
  static const char *const all[] = {"Ada Beck", "Dr.", "Ada", "Harrow Ltd", "Expo", "Jo Lind"};
  for (guint i = 0; i < G_N_ELEMENTS(languages); i++) {
    g_autoptr(CcTemplate) template = load("touch", languages[i].code);
    for (guint known = 0; known < 1 << G_N_ELEMENTS(may_be); known++) {
      CcLetterValues values = {{NULL}};
      for (guint k = 0; k < G_N_ELEMENTS(may_be); k++)
        if (known & 1u << k) values.is[may_be[k]] = (char *)all[k];
      g_autofree char *subject = NULL, *body = NULL;
      cc_template_fill(template, &values, &subject, &body);
      check_sound(subject, languages[i].loose);
      check_sound(body, languages[i].loose);
      g_assert_cmpuint(strlen(subject), >, 5);
      g_auto(GStrv) parts = g_strsplit(body, "\n\n", -1);
      g_assert_cmpuint(g_strv_length(parts), ==, 4);
      for (guint k = 3; k < G_N_ELEMENTS(may_be); k++)
        g_assert_true(!(known & 1u << k) || strstr(body, all[k]));
    }
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/template/gaps", test_gaps);
  g_test_add_func("/template/values-are-text", test_values_are_text);
  g_test_add_func("/template/faults", test_faults);
  g_test_add_func("/template/holes-are-found", test_holes_are_found);
  g_test_add_func("/template/no-hole", test_no_hole);
  g_test_add_func("/template/ask", test_ask);
  g_test_add_func("/template/touch", test_touch);
  return g_test_run();
}
