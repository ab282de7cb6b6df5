/* The phases of a photo's way, in words. */
#include "base/base.h"

const char *cardcat_phase_name(CardcatPhase phase) {
  static const char *const names[CARDCAT_PHASES] = {"decode", "outline",   "flatten",
                                                    "print",  "recognise", "understand"};
  g_return_val_if_fail((guint)phase < CARDCAT_PHASES, "none");
  return names[phase];
}
