/* cardcat events: where people were met; cardcat event NAME: one of these, and who was there. */
#include "cli/cli.h"

typedef struct {
  char *format, *rename, *place, *from, *to, *group;
  gboolean delete;
  char **names;
} Arguments;

static void arguments_clear(Arguments *a) {
  char *texts[] = {a->format, a->rename, a->place, a->from, a->to, a->group};
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
    g_free(texts[i]);
  g_strfreev(a->names);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Arguments, arguments_clear)

static char *format_event(gconstpointer event, CardcatFormat format) {
  return cardcat_format_event(event, format);
}

gboolean cc_cmd_events(Cli *cli, int argc, char **argv, GError **error) {
  static const CliKind kind = {cardcat_store_events, format_event, "no events yet"};
  return cc_cli_list_command(cli, &kind, argc, argv, error);
}

/* ---- one of them ---------------------------------------------------------------------------- */

static gboolean take_arguments(Cli *cli, Arguments *a, int argc, char **argv, GError **error) {
  const GOptionEntry entries[] = {
      {"format", 0, 0, G_OPTION_ARG_FILENAME, &a->format,
       "Write " CLI_FORMATS " (default: text on a terminal, else json)", "FORMAT"},
      {"rename", 0, 0, G_OPTION_ARG_FILENAME, &a->rename, "Call it this, for everybody met there",
       "NAME"},
      {"place", 0, 0, G_OPTION_ARG_FILENAME, &a->place, "Where it is", "TEXT"},
      {"from", 0, 0, G_OPTION_ARG_FILENAME, &a->from, "Its first day", "YYYY-MM-DD"},
      {"to", 0, 0, G_OPTION_ARG_FILENAME, &a->to, "Its last day", "YYYY-MM-DD"},
      {"group", 0, 0, G_OPTION_ARG_FILENAME, &a->group, "The group whose event it is; '' for none",
       "GROUP"},
      {"delete", 0, 0, G_OPTION_ARG_NONE, &a->delete, "Remove the event, where nobody was met",
       NULL},
      {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &a->names, NULL, NULL},
      G_OPTION_ENTRY_NULL,
  };
  if (!cc_cli_parse(cli, entries, "EVENT", NULL, &argc, &argv, error)) return FALSE;
  if (a->names && !a->names[1])
    return cc_cli_check_text("EVENT", a->names[0], error) &&
           cc_cli_check_text("--rename", a->rename, error) &&
           cc_cli_check_text("--place", a->place, error) &&
           cc_cli_check_text("--group", a->group, error);
  g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                      "event: name one event, in quotes if its name has spaces");
  return FALSE;
}

static gboolean is_changed(const Arguments *a) {
  return a->rename || a->place || a->from || a->to || a->group;
}

static gboolean take_off(Cli *cli, const Arguments *a, GError **error) {
  if (is_changed(a) || a->format) {
    g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                        "event: --delete goes with no other option");
    return FALSE;
  }
  g_autoptr(CardcatStore) store = cc_cli_open_store_as(cli, CARDCAT_STORE_WRITE, error);
  g_autoptr(CardcatEvent) event =
      store ? cardcat_store_find_event(store, a->names[0], error) : NULL;
  if (!event || !cardcat_store_remove_event(store, event->id, error)) return FALSE;
  if (!cli->quiet) cc_cli_say("removed the event %s; 'cardcat undo' takes it back", event->name);
  return TRUE;
}

static gboolean change(Cli *cli, const Arguments *a, GError **error) {
  g_autoptr(CardcatStore) store = cc_cli_open_store_as(cli, CARDCAT_STORE_WRITE, error);
  g_autoptr(CardcatEvent) event =
      store ? cardcat_store_find_event(store, a->names[0], error) : NULL;
  if (!event) return FALSE;
  cc_cli_set_text(&event->name, a->rename);
  cc_cli_set_text(&event->place, a->place);
  cc_cli_set_text(&event->starts, a->from);
  cc_cli_set_text(&event->ends, a->to);
  cc_cli_set_text(&event->group, a->group);
  if (!cardcat_store_change_event(store, event, error)) return FALSE;
  g_autofree char *text = g_strchomp(cardcat_format_event(event, CARDCAT_FORMAT_TEXT));
  if (!cli->quiet) cc_cli_say("%s", text);
  return TRUE;
}

gboolean cc_cmd_event(Cli *cli, int argc, char **argv, GError **error) {
  g_auto(Arguments) a = {0};
  CardcatFormat format;
  if (!take_arguments(cli, &a, argc, argv, error) ||
      !cc_cli_parse_format(a.format, cc_cli_usual_format(), &format, error))
    return FALSE;
  if (a.delete) return take_off(cli, &a, error);
  if (is_changed(&a)) return change(cli, &a, error);
  g_autoptr(CardcatStore) store = cc_cli_open_to_read(cli, TRUE, error);
  g_autoptr(CardcatEvent) event = store ? cardcat_store_find_event(store, a.names[0], error) : NULL;
  g_autoptr(GPtrArray) people =
      event ? cardcat_store_event_people(store, event->id, 0, 0, error) : NULL;
  if (!people) return FALSE;
  g_autofree char *head = cardcat_format_event(event, CARDCAT_FORMAT_TEXT);
  if (format == CARDCAT_FORMAT_TEXT && !cc_cli_write(cli, head, error)) return FALSE;
  return cc_cli_write_people(cli, people, format, error);
}
