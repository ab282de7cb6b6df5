/* The version, the error domain, and the exit status of every code. */
#include "base/base.h"

const char *cardcat_version(void) {
  return CARDCAT_VERSION;
}

GQuark cardcat_error_quark(void) {
  return g_quark_from_static_string("cardcat-error-quark");
}

int cardcat_error_exit_status(const GError *error) {
  static const int status[] = {
      [CARDCAT_ERROR_PHOTO] = 1,   [CARDCAT_ERROR_NO_CARD] = 1,       [CARDCAT_ERROR_USAGE] = 2,
      [CARDCAT_ERROR_MISSING] = 3, [CARDCAT_ERROR_STORE] = 4,         [CARDCAT_ERROR_NOT_FOUND] = 1,
      [CARDCAT_ERROR_OUTPUT] = 1,  [CARDCAT_ERROR_INTERRUPTED] = 130, [CARDCAT_ERROR_AGAIN] = 1,
      [CARDCAT_ERROR_DAMAGED] = 4, [CARDCAT_ERROR_INPUT] = 1,
  };
  if (!error) return 0;
  if (error->domain == G_OPTION_ERROR) return 2;
  if (error->domain != CARDCAT_ERROR || error->code < 0 || error->code >= (int)G_N_ELEMENTS(status))
    return 1;
  return status[error->code];
}
