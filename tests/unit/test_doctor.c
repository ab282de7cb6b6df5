/* The doctor finds what is here and names what is missing. */
#include <string.h>

#include "cardcat/cardcat.h"

static const CardcatCheck *find(const GPtrArray *checks, const char *name) {
  for (guint i = 0; i < checks->len; i++) {
    const CardcatCheck *check = checks->pdata[i];
    if (g_str_equal(check->name, name)) return check;
  }
  return NULL;
}

static void assert_check(const GPtrArray *checks, const char *name, gboolean ok,
                         const char *detail) {
  const CardcatCheck *check = find(checks, name);
  g_assert_nonnull(check);
  g_assert_cmpint(check->ok, ==, ok);
  g_assert_nonnull(strstr(check->detail, detail));
}

/* Where the tests run, everything is here. */
static void test_all_well(void) {
  g_autoptr(GPtrArray) checks = cardcat_doctor(NULL);
  for (guint i = 0; i < checks->len; i++) {
    const CardcatCheck *check = checks->pdata[i];
    g_test_message("%s: %s", check->name, check->detail);
    g_assert_true(check->ok);
  }
  assert_check(checks, "sandbox: system calls", TRUE, "libseccomp");
  assert_check(checks, "sandbox: files", TRUE, "");
  assert_check(checks, "photos", TRUE, "libvips 8.");
  assert_check(checks, "photos: HEIC", TRUE, "");
  assert_check(checks, "text", TRUE, "Tesseract 5.");
  assert_check(checks, "QR codes", TRUE, "zbar 0.");
  assert_check(checks, "models", TRUE, g_getenv("CARDCAT_MODELS"));
  assert_check(checks, "database", TRUE, "SQLite 3.");
}

/* What is missing is named with what mends it, and the rest is still looked at. */
static void test_missing(void) {
  CardcatReaderOptions options = {.languages = "tlh", .models_dir = "/nonexistent"};
  g_autoptr(GPtrArray) checks = cardcat_doctor(&options);
  assert_check(checks, "text", FALSE, "tesseract-ocr-tlh");
  assert_check(checks, "models", FALSE, "CARDCAT_MODELS");
  assert_check(checks, "models", FALSE, "/nonexistent");
  const char *advice = strstr(find(checks, "models")->detail, "install cardcat");
  g_assert_nonnull(advice);
  g_assert_null(strstr(advice + 1, "install cardcat"));
  assert_check(checks, "photos", TRUE, "libvips");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/doctor/all-well", test_all_well);
  g_test_add_func("/doctor/missing", test_missing);
  return g_test_run();
}
