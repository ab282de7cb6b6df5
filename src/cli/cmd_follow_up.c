/* cardcat follow-up: whom to write to, and what is done about it. */
#include "cli/cli.h"
#include "cli/follow_up.h"

#include <string.h>

static const struct {
  const char *name;
  CliFollowUpAction action;
  gboolean takes_when;
} actions[] = {
    {"draft", CLI_FOLLOW_UP_DRAFT, FALSE},       {"done", CLI_FOLLOW_UP_DONE, FALSE},
    {"snooze", CLI_FOLLOW_UP_SNOOZE, TRUE},      {"skip", CLI_FOLLOW_UP_SKIP, FALSE},
    {"again", CLI_FOLLOW_UP_AGAIN, FALSE},       {"tick", CLI_FOLLOW_UP_TICK, FALSE},
    {"calendar", CLI_FOLLOW_UP_CALENDAR, FALSE},
};

#define DESCRIPTION                                                                      \
  "Without an action: who is due, longest first, by event; whom you are out of\n"        \
  "touch with; what was promised.  Actions:\n"                                           \
  "  draft [ID...]        write letters into a mail program's drafts; nothing is sent\n" \
  "  done ID...           the letter was sent\n"                                         \
  "  snooze 3d|DATE ID... not before that morning\n"                                     \
  "  skip ID...           no letter is wanted\n"                                         \
  "  again ID...          due again, whatever was done\n"                                \
  "  tick ID [N]          a promise was kept: a note's line 'todo:' or 'offer:'\n"       \
  "  calendar             print what is due as iCalendar, or keep it in a --vdir\n"      \
  "Instead of IDs: --event, --tag, --group or --all.  'cardcat undo' takes an action back."

static gboolean find_action(const char *word, CliFollowUp *f, GError **error) {
  const char *names[G_N_ELEMENTS(actions)];
  for (guint i = 0; i < G_N_ELEMENTS(actions); i++) {
    names[i] = actions[i].name;
    if (!g_str_equal(word, names[i])) continue;
    f->action = actions[i].action;
    return TRUE;
  }
  const char *near = cc_cli_nearest(word, names, G_N_ELEMENTS(names));
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "there is no 'follow-up %s'%s%s%s", word,
              near ? "; did you mean '" : "", near ? near : "",
              near ? "'?" : "; see 'cardcat help follow-up'");
  return FALSE;
}

/* "3d", "2w" or a date that is to come. */
static gboolean parse_when(CliFollowUp *f, const char *word, GError **error) {
  guint64 count = 0;
  gsize length = word ? strlen(word) : 0;
  g_autofree char *digits = length > 1 ? g_strndup(word, length - 1) : g_strdup("");
  char unit = length > 0 ? word[length - 1] : '\0';
  gboolean well = FALSE;
  if ((unit == 'd' || unit == 'w') && g_ascii_string_to_unsigned(digits, 10, 1, 3650, &count, NULL))
    well = cardcat_morning_after(&f->morning, NULL, (int)count * (unit == 'w' ? 7 : 1), &f->until);
  else
    well = length == strlen("2026-06-16") &&
           cardcat_morning_after(&f->morning, word, 0, &f->until) && f->until > f->morning.now;
  if (well) return TRUE;
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
              "snooze: '%s' is not a number of days or weeks such as 3d or 2w, nor a day to come "
              "such as 2026-06-16",
              word ? word : "");
  return FALSE;
}

/* What stands behind the options: the action, when, whom. */
static gboolean parse_words(CliFollowUp *f, char **words, GError **error) {
  if (!words[0]) return TRUE;
  if (!find_action(words[0], f, error)) return FALSE;
  char **rest = words + 1;
  if (f->action == CLI_FOLLOW_UP_SNOOZE) {
    if (!parse_when(f, rest[0], error)) return FALSE;
    rest++;
  }
  if (rest[0] && (f->event || f->tag || f->group || f->all)) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                "give numbers of contacts, or --event, --tag, --group or --all");
    return FALSE;
  }
  gboolean needs_ids = f->action == CLI_FOLLOW_UP_TICK ||
                       (f->action != CLI_FOLLOW_UP_DRAFT && f->action != CLI_FOLLOW_UP_CALENDAR &&
                        !f->event && !f->tag && !f->group && !f->all);
  if (rest[0] || needs_ids) f->ids = cc_cli_parse_ids(rest, error);
  return f->ids || !(rest[0] || needs_ids);
}

/* Where letters go: one place at most is named. */
static gboolean choose_place(CliFollowUp *f, const CardcatSettings *settings, const char *maildir,
                             const char *eml, gboolean mailto, GError **error) {
  if ((maildir != NULL) + (eml != NULL) + (mailto != FALSE) > 1) {
    g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                        "only one of --maildir, --eml and --mailto can be given");
    return FALSE;
  }
  f->draft.kind = mailto ? CARDCAT_DRAFT_LINK : eml ? CARDCAT_DRAFT_FILES : CARDCAT_DRAFT_MAILDIR;
  f->draft.folder = eml ? eml : maildir ? maildir : settings->drafts;
  f->draft.name = settings->name;
  f->draft.email = settings->email;
  return TRUE;
}

/* An option that would do nothing is a mistake. */
static gboolean check_options(const CliFollowUp *f, GError **error) {
  gboolean calendar = f->action == CLI_FOLLOW_UP_CALENDAR;
  const char *idle = !calendar && f->vdir     ? "--vdir"
                     : !calendar && f->events ? "--events"
                     : calendar && f->ids     ? "a number"
                     : calendar && f->all     ? "--all"
                                              : NULL;
  if (!idle) return TRUE;
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "%s does nothing %s calendar", idle,
              calendar ? "with" : "without");
  return FALSE;
}

static gboolean check(CliFollowUp *f, const char *format, char **words, GError **error) {
  if (!cc_cli_parse_format(format, cc_cli_usual_format(), &f->format, error) ||
      !cc_cli_check_text("--event", f->event, error) ||
      !cc_cli_check_text("--group", f->group, error) || !cc_cli_check_text("--tag", f->tag, error))
    return FALSE;
  if (f->format == CARDCAT_FORMAT_TEXT || f->format == CARDCAT_FORMAT_JSON)
    return parse_words(f, words, error) && check_options(f, error);
  g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                      "--format: follow-ups are written as text or json");
  return FALSE;
}

/* A name that was mistyped must not look like a morning on which nobody is due. */
static gboolean check_names(const CliFollowUp *f, GError **error) {
  g_autoptr(CardcatEvent) event =
      f->event ? cardcat_store_find_event(f->store, f->event, error) : NULL;
  if (f->event && !event) return FALSE;
  g_autoptr(CardcatGroup) group =
      f->group ? cardcat_store_find_group(f->store, f->group, error) : NULL;
  return group || !f->group;
}

static gboolean run(CliFollowUp *f, GError **error) {
  gboolean reads = f->action == CLI_FOLLOW_UP_LIST || f->action == CLI_FOLLOW_UP_CALENDAR;
  g_autoptr(CardcatStore) store = reads ? cc_cli_open_to_read(f->cli, FALSE, error)
                                        : cc_cli_open_store_as(f->cli, CARDCAT_STORE_WRITE, error);
  f->store = store;
  if (!store || !check_names(f, error)) return FALSE;
  const CardcatFilter filter = {.group = f->group};
  if (f->group) f->people = cardcat_store_find(store, &filter, error);
  if (f->group && !f->people) return FALSE;
  return f->action == CLI_FOLLOW_UP_LIST       ? cc_follow_up_list(f, error)
         : f->action == CLI_FOLLOW_UP_CALENDAR ? cc_follow_up_calendar(f, error)
                                               : cc_follow_up_act(f, error);
}

gboolean cc_cmd_follow_up(Cli *cli, int argc, char **argv, GError **error) {
  CliFollowUp f = {.cli = cli};
  g_autofree char *format = NULL, *event = NULL, *tag = NULL, *maildir = NULL, *eml = NULL;
  g_autofree char *language = NULL, *vdir = NULL, *group = NULL;
  gboolean mailto = FALSE;
  const GOptionEntry entries[] = {
      {"event", 0, 0, G_OPTION_ARG_FILENAME, &event, "Only whom you met at this event", "EVENT"},
      {"group", 0, 0, G_OPTION_ARG_FILENAME, &group, "Only people of this group", "GROUP"},
      {"tag", 0, 0, G_OPTION_ARG_FILENAME, &tag, "Only meetings with this tag", "TAG"},
      {"all", 0, 0, G_OPTION_ARG_NONE, &f.all,
       "Show what is due later or put off, too; with an action, everybody who is due", NULL},
      {"format", 0, 0, G_OPTION_ARG_FILENAME, &format,
       "Write text or json (default: text on a terminal, else json)", "text|json"},
      {"maildir", 0, 0, G_OPTION_ARG_FILENAME, &maildir,
       "Put drafts into this Maildir (default: as cardcat.conf says)", "FOLDER"},
      {"eml", 0, 0, G_OPTION_ARG_FILENAME, &eml, "Put drafts as .eml files into this folder",
       "FOLDER"},
      {"mailto", 0, 0, G_OPTION_ARG_NONE, &mailto, "Print drafts as mailto: links", NULL},
      {"language", 0, 0, G_OPTION_ARG_FILENAME, &language,
       "Write letters in " CARDCAT_LANGUAGES " (default: each card's own)", "CODE"},
      {"vdir", 0, 0, G_OPTION_ARG_FILENAME, &vdir,
       "Keep the calendar in this folder, a file for each entry", "FOLDER"},
      {"events", 0, 0, G_OPTION_ARG_NONE, &f.events,
       "Write the calendar as events instead of tasks", NULL},
      G_OPTION_ENTRY_NULL,
  };
  if (!cc_cli_parse(cli, entries, "[ACTION [ID...]]", DESCRIPTION, &argc, &argv, error))
    return FALSE;
  g_autoptr(CardcatSettings) settings = cardcat_settings_load(error);
  if (!settings) return FALSE;
  f.morning =
      (CardcatMorning){.now = g_get_real_time() / G_USEC_PER_SEC, .minute = settings->minute};
  f.event = event;
  f.group = group;
  f.tag = tag;
  f.draft.language = language;
  f.vdir = vdir;
  gboolean done = choose_place(&f, settings, maildir, eml, mailto, error) &&
                  check(&f, format, argv + 1, error) && run(&f, error);
  g_clear_pointer(&f.ids, g_array_unref);
  g_clear_pointer(&f.people, g_array_unref);
  return done;
}
