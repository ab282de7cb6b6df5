/* Every error has an exit status, also another library's. */
#include "base/base.h"

static void test_exit_status(void) {
  static const struct {
    CardcatError code;
    int status;
  } codes[] = {
      {CARDCAT_ERROR_PHOTO, 1},   {CARDCAT_ERROR_NO_CARD, 1},       {CARDCAT_ERROR_USAGE, 2},
      {CARDCAT_ERROR_MISSING, 3}, {CARDCAT_ERROR_STORE, 4},         {CARDCAT_ERROR_NOT_FOUND, 1},
      {CARDCAT_ERROR_OUTPUT, 1},  {CARDCAT_ERROR_INTERRUPTED, 130}, {CARDCAT_ERROR_AGAIN, 1},
      {CARDCAT_ERROR_DAMAGED, 4},
  };
  g_assert_cmpint(cardcat_error_exit_status(NULL), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS(codes); i++) {
    g_autoptr(GError) error = g_error_new_literal(CARDCAT_ERROR, (int)codes[i].code, "x");
    g_assert_cmpint(cardcat_error_exit_status(error), ==, codes[i].status);
  }
}

static void test_foreign_errors(void) {
  g_autoptr(GError) option = g_error_new_literal(G_OPTION_ERROR, G_OPTION_ERROR_FAILED, "x");
  g_assert_cmpint(cardcat_error_exit_status(option), ==, 2);
  g_autoptr(GError) file = g_error_new_literal(G_FILE_ERROR, G_FILE_ERROR_ISDIR, "x");
  g_assert_cmpint(cardcat_error_exit_status(file), ==, 1);
  g_autoptr(GError) beyond = g_error_new_literal(CARDCAT_ERROR, 1000, "x");
  g_assert_cmpint(cardcat_error_exit_status(beyond), ==, 1);
  g_autoptr(GError) below = g_error_new_literal(CARDCAT_ERROR, -1, "x");
  g_assert_cmpint(cardcat_error_exit_status(below), ==, 1);
}

static void test_domain(void) {
  g_assert_cmpstr(g_quark_to_string(CARDCAT_ERROR), ==, "cardcat-error-quark");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/error/exit-status", test_exit_status);
  g_test_add_func("/error/foreign", test_foreign_errors);
  g_test_add_func("/error/domain", test_domain);
  return g_test_run();
}
