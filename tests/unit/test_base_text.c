/* Text at the door: cleaned, cut, valid whatever bytes come. */
#include <string.h>

#include "base/base.h"

typedef struct {
  const char *in, *out;
} Case;

static void check(const Case *cases, guint n, char *(*clean)(const char *, gssize, gsize)) {
  for (guint i = 0; i < n; i++) {
    g_autofree char *out = clean(cases[i].in, -1, CC_TEXT_MAX);
    g_assert_cmpstr(out, ==, cases[i].out);
    g_autofree char *again = clean(out, -1, CC_TEXT_MAX);
    g_assert_cmpstr(again, ==, out);
  }
}

static void test_one_line(void) {
  static const Case cases[] = {
      {"", ""},
      {"   \t\n ", ""},
      {"Ada Beck", "Ada Beck"},
      {"  Ada \t\n\r\n  Beck  ", "Ada Beck"},
      {"Ada\xc2\xa0"
       "Beck",
       "Ada Beck"}, /* no-break space */
      {"Ada\xe2\x80\xa8"
       "Beck\xc2\x85"
       "Co",
       "Ada Beck Co"},                       /* U+2028, U+0085 */
      {"e\xcc\x81", "\xc3\xa9"},             /* composed */
      {"e\xe2\x80\x8b\xcc\x81", "\xc3\xa9"}, /* composed across a zero-width space */
      {"\x1b[31mred\x07", "[31mred"},        /* terminal control */
      {"a\xe2\x80\xae"
       "b\xe2\x81\xa9"
       "c",
       "abc"}, /* direction override, isolate */
      {"so\xc2\xad"
       "ft\xef\xbb\xbf",
       "soft"}, /* soft hyphen, byte order mark */
      {"a\xff\xc3(b\xed\xa0\x80"
       "c",
       "a(bc"},                                     /* bad bytes, a surrogate */
      {"\xee\x80\x80logo", "logo"},                 /* private use: an icon font */
      {"\xf0\x9f\x93\x9e 1", "\xf0\x9f\x93\x9e 1"}, /* a telephone sign is print */
      {"\xce\x91\xce\xb4\xce\xb1", "\xce\x91\xce\xb4\xce\xb1"},
  };
  check(cases, G_N_ELEMENTS(cases), cc_text_clean);
}

static void test_lines(void) {
  static const Case cases[] = {
      {"a\nb", "a\nb"},
      {"a\r\nb", "a\nb"},
      {" a \n\n\n b \n", "a\nb"},
      {"\n\na", "a"},
      {"a \t \n b  c", "a\nb c"},
      {"a\xe2\x80\xa9"
       "b",
       "a\nb"},
      {"a\x0b"
       "b\x0c"
       "c",
       "a\nb\nc"},
  };
  check(cases, G_N_ELEMENTS(cases), cc_text_clean_lines);
}

static void test_length(void) {
  g_autofree char *part = cc_text_clean("Ada Beck", 5, CC_TEXT_MAX);
  g_assert_cmpstr(part, ==, "Ada B");
  g_autofree char *nul = cc_text_clean("a\0b", 3, CC_TEXT_MAX);
  g_assert_cmpstr(nul, ==, "ab");
  g_autofree char *null = cc_text_clean(NULL, -1, CC_TEXT_MAX);
  g_assert_cmpstr(null, ==, "");
  g_autofree char *null_length = cc_text_clean(NULL, 7, CC_TEXT_MAX);
  g_assert_cmpstr(null_length, ==, "");
}

static void test_cut(void) {
  static const struct {
    const char *in;
    gsize max;
    const char *out;
  } cases[] = {
      {"abcdef", 6, "abcdef"},     {"abcdef", 5, "abcde"},        {"abcdef", 0, ""},
      {"ab cd", 3, "ab"},          {"a\xc3\xa9", 2, "a"},         {"a\xc3\xa9", 3, "a\xc3\xa9"},
      {"\xf0\x9f\x93\x9e", 3, ""}, {"e\xcc\x81x", 2, "\xc3\xa9"},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *out = cc_text_clean(cases[i].in, -1, cases[i].max);
    g_assert_cmpstr(out, ==, cases[i].out);
  }
}

/* Whatever comes in, what comes out is fit to be stored, printed and cut again. */
static void test_random_bytes(void) {
  g_autoptr(GRand) rand = g_rand_new_with_seed(7);
  for (int round = 0; round < 3000; round++) {
    char bytes[64];
    gssize length = g_rand_int_range(rand, 0, sizeof bytes);
    for (gssize i = 0; i < length; i++)
      bytes[i] = (char)g_rand_int_range(rand, 0, 256);
    gsize max = (gsize)g_rand_int_range(rand, 0, 80);
    g_autofree char *out = cc_text_clean(bytes, length, max);
    g_assert_true(g_utf8_validate(out, -1, NULL));
    g_assert_cmpuint(strlen(out), <=, max);
    g_assert_null(strpbrk(out, "\n\r\t\x1b\x7f"));
    g_autofree char *again = cc_text_clean(out, -1, max);
    g_assert_cmpstr(again, ==, out);
  }
}

static void test_edits(void) {
  g_assert_cmpuint(cc_edits("harrow", "harrow"), ==, 0);
  g_assert_cmpuint(cc_edits("harow", "harrow"), ==, 1);
  g_assert_cmpuint(cc_edits("timber", "limbo"), ==, 3);
  g_assert_cmpuint(cc_edits("", "abc"), ==, 3);
  g_assert_cmpuint(cc_edits_to_head("harow", "harrowtimber"), ==, 1);
  g_assert_cmpuint(cc_edits_to_head("harrow", "har"), ==, 3);
  g_autofree char *longer = g_strnfill(CC_LETTERS_MAX + 1, 'a');
  g_assert_cmpuint(cc_edits(longer, "a"), ==, CC_LETTERS_MAX);
  g_assert_cmpuint(cc_edits("a", longer), ==, CC_LETTERS_MAX);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/text/one-line", test_one_line);
  g_test_add_func("/text/lines", test_lines);
  g_test_add_func("/text/length", test_length);
  g_test_add_func("/text/cut", test_cut);
  g_test_add_func("/text/random-bytes", test_random_bytes);
  g_test_add_func("/base/edits", test_edits);
  return g_test_run();
}
