/* How somebody was met, as it comes from the command line. */
#include "cli/cli.h"

void cc_cli_meeting_clear(CliMeeting *met) {
  g_free(met->event);
  g_free(met->met_on);
  g_free(met->introduced_by);
  g_free(met->note);
  g_strfreev(met->tags);
}

gboolean cc_cli_meeting_check(const CliMeeting *met, GError **error) {
  if (!cc_cli_check_past_day("--met-on", met->met_on, error) ||
      !cc_cli_check_text("--event", met->event, error) ||
      !cc_cli_check_text("--introduced-by", met->introduced_by, error) ||
      !cc_cli_check_text("--note", met->note, error))
    return FALSE;
  for (guint i = 0; met->tags && met->tags[i]; i++)
    if (!cc_cli_check_text("--tag", met->tags[i], error)) return FALSE;
  return TRUE;
}

CardcatMeeting *cc_cli_meeting_new(const CliMeeting *met) {
  CardcatMeeting *meeting = cardcat_meeting_new();
  meeting->event = g_strdup(met->event);
  meeting->met_on = g_strdup(met->met_on);
  meeting->introduced_by = g_strdup(met->introduced_by);
  meeting->note = g_strdup(met->note);
  meeting->send_follow_up = !met->no_follow_up;
  for (guint i = 0; met->tags && met->tags[i]; i++)
    g_ptr_array_add(meeting->tags, g_strdup(met->tags[i]));
  return meeting;
}
