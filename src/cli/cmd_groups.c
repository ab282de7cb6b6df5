/* cardcat groups: people who belong together; cardcat group NAME: one of these, and who. */
#include "cli/cli.h"

static char *format_group(gconstpointer group, CardcatFormat format) {
  return cardcat_format_group(group, format);
}

gboolean cc_cmd_groups(Cli *cli, int argc, char **argv, GError **error) {
  static const CliKind kind = {cardcat_store_groups, format_group,
                               "no groups yet; 'cardcat group NAME --add ID' makes one"};
  return cc_cli_list_command(cli, &kind, argc, argv, error);
}

/* ---- one of them ---------------------------------------------------------------------------- */

typedef struct {
  char *format, *rename, *place, *note;
  char **add, **remove, **names;
  gboolean delete;
} Arguments;

static void arguments_clear(Arguments *a) {
  char *texts[] = {a->format, a->rename, a->place, a->note};
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
    g_free(texts[i]);
  g_strfreev(a->add);
  g_strfreev(a->remove);
  g_strfreev(a->names);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Arguments, arguments_clear)

static gboolean take_arguments(Cli *cli, Arguments *a, int argc, char **argv, GError **error) {
  const GOptionEntry entries[] = {
      {"format", 0, 0, G_OPTION_ARG_FILENAME, &a->format,
       "Write " CLI_FORMATS " (default: text on a terminal, else json)", "FORMAT"},
      {"add", 0, 0, G_OPTION_ARG_STRING_ARRAY, &a->add,
       "Add a contact to it; may be given more than once", "ID"},
      {"remove", 0, 0, G_OPTION_ARG_STRING_ARRAY, &a->remove,
       "Take a contact out of it; may be given more than once", "ID"},
      {"rename", 0, 0, G_OPTION_ARG_FILENAME, &a->rename, "Call it this", "NAME"},
      {"place", 0, 0, G_OPTION_ARG_FILENAME, &a->place, "Where it is", "TEXT"},
      {"note", 0, 0, G_OPTION_ARG_FILENAME, &a->note, "A note", "TEXT"},
      {"delete", 0, 0, G_OPTION_ARG_NONE, &a->delete, "Remove the group, to which nobody belongs",
       NULL},
      {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &a->names, NULL, NULL},
      G_OPTION_ENTRY_NULL,
  };
  if (!cc_cli_parse(cli, entries, "GROUP",
                    "'cardcat event NAME --group NAME' says that an event is a group's.", &argc,
                    &argv, error))
    return FALSE;
  if (a->names && !a->names[1])
    return cc_cli_check_text("GROUP", a->names[0], error) &&
           cc_cli_check_text("--rename", a->rename, error) &&
           cc_cli_check_text("--place", a->place, error) &&
           cc_cli_check_text("--note", a->note, error);
  g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                      "group: name one group, in quotes if its name has spaces");
  return FALSE;
}

static gboolean set_members(CardcatStore *store, const Arguments *a, gboolean member,
                            GError **error) {
  char **words = member ? a->add : a->remove;
  if (!words) return TRUE;
  g_autoptr(GArray) ids = cc_cli_parse_ids(words, error);
  for (guint i = 0; ids && i < ids->len; i++)
    if (!cardcat_store_set_member(store, g_array_index(ids, gint64, i), a->names[0], member, error))
      return FALSE;
  return ids != NULL;
}

/* Without people and anything known of it there is no group any more. */
static CardcatGroup *find_left(Cli *cli, CardcatStore *store, const Arguments *a, GError **error) {
  g_autoptr(GError) problem = NULL;
  CardcatGroup *group = cardcat_store_find_group(store, a->names[0], &problem);
  if (group) return group;
  if (!a->remove || !g_error_matches(problem, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND))
    g_propagate_error(error, g_steal_pointer(&problem));
  else if (!cli->quiet)
    cc_cli_say("%s, 0 people: the group is no longer listed", a->names[0]);
  return NULL;
}

static gboolean is_changed(const Arguments *a) {
  return a->rename || a->place || a->note;
}

static gboolean take_off(Cli *cli, const Arguments *a, GError **error) {
  if (is_changed(a) || a->add || a->remove || a->format) {
    g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                        "group: --delete goes with no other option");
    return FALSE;
  }
  g_autoptr(CardcatStore) store = cc_cli_open_store_as(cli, CARDCAT_STORE_WRITE, error);
  g_autoptr(CardcatGroup) group =
      store ? cardcat_store_find_group(store, a->names[0], error) : NULL;
  if (!group || !cardcat_store_remove_group(store, group->id, error)) return FALSE;
  if (!cli->quiet) cc_cli_say("removed the group %s; 'cardcat undo' takes it back", group->name);
  return TRUE;
}

static gboolean change(Cli *cli, const Arguments *a, GError **error) {
  g_autoptr(CardcatStore) store = cc_cli_open_store_as(cli, CARDCAT_STORE_WRITE, error);
  if (!store || !set_members(store, a, TRUE, error) || !set_members(store, a, FALSE, error))
    return FALSE;
  GError *problem = NULL;
  g_autoptr(CardcatGroup) group = find_left(cli, store, a, &problem);
  if (problem) g_propagate_error(error, problem);
  if (!group) return problem == NULL;
  cc_cli_set_text(&group->name, a->rename);
  cc_cli_set_text(&group->place, a->place);
  cc_cli_set_text(&group->note, a->note);
  if (is_changed(a) && !cardcat_store_change_group(store, group, error)) return FALSE;
  g_autofree char *text = g_strchomp(cardcat_format_group(group, CARDCAT_FORMAT_TEXT));
  if (!cli->quiet) cc_cli_say("%s", text);
  return TRUE;
}

/* Its events, each with when and where. */
static gboolean write_events(Cli *cli, CardcatStore *store, const CardcatGroup *group,
                             GError **error) {
  for (guint i = 0; i < group->events->len; i++) {
    g_autoptr(CardcatEvent) event = cardcat_store_find_event(store, group->events->pdata[i], error);
    if (!event) return FALSE;
    g_autofree char *text = cardcat_format_event(event, CARDCAT_FORMAT_TEXT);
    g_autofree char *line = g_strconcat("  ", text, NULL);
    if (!cc_cli_write(cli, line, error)) return FALSE;
  }
  return TRUE;
}

gboolean cc_cmd_group(Cli *cli, int argc, char **argv, GError **error) {
  g_auto(Arguments) a = {0};
  CardcatFormat format;
  if (!take_arguments(cli, &a, argc, argv, error) ||
      !cc_cli_parse_format(a.format, cc_cli_usual_format(), &format, error))
    return FALSE;
  if (a.delete) return take_off(cli, &a, error);
  if (is_changed(&a) || a.add || a.remove) return change(cli, &a, error);
  g_autoptr(CardcatStore) store = cc_cli_open_to_read(cli, TRUE, error);
  g_autoptr(CardcatGroup) group = store ? cardcat_store_find_group(store, a.names[0], error) : NULL;
  g_autoptr(GPtrArray) people =
      group ? cardcat_store_group_people(store, group->id, 0, 0, error) : NULL;
  if (!people) return FALSE;
  g_autofree char *head = cardcat_format_group(group, CARDCAT_FORMAT_TEXT);
  if (format == CARDCAT_FORMAT_TEXT &&
      (!cc_cli_write(cli, head, error) || !write_events(cli, store, group, error)))
    return FALSE;
  return cc_cli_write_people(cli, people, format, error);
}
