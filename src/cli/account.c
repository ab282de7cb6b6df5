/* What -v tells of each card that was read: how sure it is, why values are doubted, what was left
 * out. */
#include "cli/cli.h"

#include <stdio.h>

static void add_doubts(GString *text, const CardcatReading *reading) {
  for (guint i = 0; i < reading->evidence->len; i++) {
    const CardcatEvidence *evidence = reading->evidence->pdata[i];
    if (evidence->confidence >= CARDCAT_SURE) continue;
    g_autofree char *field = cardcat_field_print(evidence->field, evidence->index);
    const char *why = cardcat_doubt_sentence(evidence->doubt);
    g_string_append_printf(text, "    %s, %.2f%s%s: %s\n", field, evidence->confidence,
                           why ? ", " : "", why ? why : "", evidence->text);
  }
}

static void add_unused(GString *text, const CardcatReading *side) {
  for (guint i = 0; side && i < side->unused->len; i++) {
    const CardcatUnused *unused = side->unused->pdata[i];
    g_string_append_printf(text, "    not used, %s: %s\n",
                           cardcat_unused_reason_sentence(unused->reason), unused->text);
  }
}

void cc_cli_account_time(const CardcatSpent *spent) {
  guint all = 0;
  for (int phase = 0; phase < CARDCAT_PHASES; phase++)
    all += spent->milliseconds[phase];
  if (all == 0) return; /* its worker did not say */
  g_autoptr(GString) text = g_string_new("  time:");
  for (int phase = 0; phase < CARDCAT_PHASES; phase++)
    g_string_append_printf(text, "%s %s %.2f s", phase > 0 ? "," : "",
                           cardcat_phase_name((CardcatPhase)phase),
                           spent->milliseconds[phase] / 1000.0);
  fprintf(stderr, "%s\n", text->str);
}

void cc_cli_account(const CardcatReading *reading) {
  g_autoptr(GString) text = g_string_new(NULL);
  g_string_append_printf(text, "  card %d: %u lines, %u values, %s, %.2f\n", reading->card,
                         reading->lines->len, reading->evidence->len,
                         cardcat_reading_is_sure(reading) ? "sure" : "to be checked",
                         reading->confidence);
  add_doubts(text, reading);
  add_unused(text, reading);
  add_unused(text, reading->back);
  g_auto(GStrv) lines = g_strsplit(text->str, "\n", -1);
  for (guint i = 0; lines[i] && *lines[i]; i++) {
    g_autofree char *safe = cc_printable(lines[i]);
    fprintf(stderr, "%s\n", safe);
  }
}
