/* cardcat met: another meeting with somebody who is in the address book. */
#include "cli/cli.h"

typedef struct {
  CliMeeting met;
  char **ids;
} Arguments;

static void arguments_clear(Arguments *a) {
  cc_cli_meeting_clear(&a->met);
  g_strfreev(a->ids);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Arguments, arguments_clear)

static gboolean take_arguments(Cli *cli, Arguments *a, int argc, char **argv, GError **error) {
  const GOptionEntry entries[] = {
      {"event", 0, 0, G_OPTION_ARG_FILENAME, &a->met.event, "Where you met", "EVENT"},
      {"met-on", 0, 0, G_OPTION_ARG_FILENAME, &a->met.met_on, "The day you met (default: today)",
       "YYYY-MM-DD"},
      {"introduced-by", 0, 0, G_OPTION_ARG_FILENAME, &a->met.introduced_by, "Who introduced you",
       "PERSON"},
      {"tag", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &a->met.tags, "A tag; may be given more than once",
       "TAG"},
      {"note", 0, 0, G_OPTION_ARG_FILENAME, &a->met.note, "A note", "TEXT"},
      {"no-follow-up", 0, 0, G_OPTION_ARG_NONE, &a->met.no_follow_up,
       "Do not list them as people to write to", NULL},
      {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &a->ids, NULL, NULL},
      G_OPTION_ENTRY_NULL,
  };
  char *none[] = {NULL};
  if (!cc_cli_parse(cli, entries, "ID...", NULL, &argc, &argv, error)) return FALSE;
  if (!a->ids) a->ids = g_strdupv(none);
  return cc_cli_meeting_check(&a->met, error);
}

static char *today(void) {
  g_autoptr(GDateTime) now = g_date_time_new_now_local();
  return g_date_time_format(now, "%Y-%m-%d");
}

/* All of them are there, or nothing is noted. */
static gboolean check_all(CardcatStore *store, const GArray *ids, GError **error) {
  for (guint i = 0; i < ids->len; i++) {
    g_autoptr(CardcatEntry) entry =
        cardcat_store_get_contact(store, g_array_index(ids, gint64, i), error);
    if (entry) continue;
    g_prefix_error(error, "nothing was noted: ");
    return FALSE;
  }
  return TRUE;
}

static gboolean note_one(Cli *cli, CardcatStore *store, gint64 id, const CardcatMeeting *meeting,
                         GError **error) {
  if (!cardcat_store_add_meeting(store, id, meeting, NULL, error)) return FALSE;
  g_autoptr(CardcatEntry) entry = cardcat_store_get_contact(store, id, error);
  if (!entry) return FALSE;
  if (!cli->quiet)
    cc_cli_say("noted that you met %" G_GINT64_FORMAT ", %s, on %s", id, cc_cli_label(entry),
               meeting->met_on);
  return !meeting->introduced_by || cc_cli_say_offers(cli, store, &id, 1, error);
}

gboolean cc_cmd_met(Cli *cli, int argc, char **argv, GError **error) {
  g_auto(Arguments) a = {0};
  if (!take_arguments(cli, &a, argc, argv, error)) return FALSE;
  g_autoptr(GArray) ids = cc_cli_parse_ids(a.ids, error);
  g_autoptr(CardcatStore) store = ids ? cc_cli_open_store(cli, error) : NULL;
  if (!store || !check_all(store, ids, error)) return FALSE;
  if (!a.met.met_on) a.met.met_on = today();
  g_autoptr(CardcatMeeting) meeting = cc_cli_meeting_new(&a.met);
  for (guint i = 0; i < ids->len; i++)
    if (!note_one(cli, store, g_array_index(ids, gint64, i), meeting, error)) return FALSE;
  return TRUE;
}
