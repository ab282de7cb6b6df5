/* cardcat keep-in-touch, in-touch: how often one wants to be in touch with whom, and that one was.
 */
#include "cli/cli.h"

#include <unistd.h>

/* ---- how often ------------------------------------------------------------------------------- */

#define DESCRIPTION                                                                      \
  "INTERVAL is as 6w, '3 months' or 1 year; off: never, whatever a tag says; default:\n" \
  "as the contact's tags say.  Without arguments it lists what is set.  'cardcat\n"      \
  "follow-up' shows with whom you were not in touch for so long."

#define DEFAULT "default"

/* Takes the interval off the end of WORDS, "6w" or "3" and "months", as it is kept; owned.  NULL
 * without error: "default". */
static char *take_interval(char **words, GError **error) {
  guint count = g_strv_length(words);
  g_autofree char *last = count > 0 ? g_steal_pointer(&words[count - 1]) : g_strdup("");
  if (g_str_equal(last, DEFAULT)) return NULL;
  char *interval = cardcat_interval_parse(last, NULL);
  if (interval) return interval;
  g_autofree char *both =
      count > 1 ? g_strconcat(words[count - 2], " ", last, NULL) : g_strdup(last);
  interval = cardcat_interval_parse(both, NULL);
  if (interval) {
    g_clear_pointer(&words[count - 2], g_free);
    return interval;
  }
  return cardcat_interval_parse(last, error);
}

static gboolean set_contacts(Cli *cli, CardcatStore *store, const GArray *ids, const char *interval,
                             GError **error) {
  for (guint i = 0; i < ids->len; i++) {
    gint64 id = g_array_index(ids, gint64, i);
    if (!cardcat_store_keep_in_touch(store, id, interval, error)) return FALSE;
    g_autoptr(CardcatEntry) entry = cardcat_store_get_contact(store, id, error);
    if (!entry) return FALSE;
    if (!cli->quiet)
      cc_cli_say("%s: keep in touch: %s", cc_cli_label(entry),
                 interval ? interval : "as the tags say");
  }
  return TRUE;
}

static gboolean set_tag(Cli *cli, const char *tag, const char *interval, GError **error) {
  g_autoptr(CardcatStore) store = cc_cli_open_store_as(cli, CARDCAT_STORE_WRITE, error);
  if (!store || !cardcat_store_keep_tag_in_touch(store, tag, interval, error)) return FALSE;
  if (!cli->quiet)
    cc_cli_say("people tagged '%s': keep in touch: %s", tag,
               interval ? interval : CARDCAT_INTERVAL_OFF);
  return TRUE;
}

/* All of them are there, or nothing is changed. */
static gboolean check_all(CardcatStore *store, const GArray *ids, GError **error) {
  for (guint i = 0; i < ids->len; i++) {
    g_autoptr(CardcatEntry) entry =
        cardcat_store_get_contact(store, g_array_index(ids, gint64, i), error);
    if (entry) continue;
    g_prefix_error(error, "nothing was changed: ");
    return FALSE;
  }
  return TRUE;
}

static CardcatStore *open_for(Cli *cli, const GArray *ids, GError **error) {
  g_autoptr(CardcatStore) store = cc_cli_open_store_as(cli, CARDCAT_STORE_WRITE, error);
  return store && check_all(store, ids, error) ? g_steal_pointer(&store) : NULL;
}

static gboolean change(Cli *cli, const char *tag, char **words, GError **error) {
  GError *problem = NULL;
  g_autofree char *interval = take_interval(words, &problem);
  if (problem) {
    g_propagate_prefixed_error(error, problem, "keep-in-touch: ");
    return FALSE;
  }
  if (tag && words[0]) {
    g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                        "keep-in-touch: give numbers of contacts or --tag, not both");
    return FALSE;
  }
  if (tag) return set_tag(cli, tag, interval, error);
  g_autoptr(GArray) ids = cc_cli_parse_ids(words, error);
  g_autoptr(CardcatStore) store = ids ? open_for(cli, ids, error) : NULL;
  return store && set_contacts(cli, store, ids, interval, error);
}

/* ---- listed ---------------------------------------------------------------------------------- */

static gboolean write_row(Cli *cli, const char *interval, const char *who, const char *last,
                          GError **error) {
  g_autofree char *safe = cc_printable(who);
  gboolean wide = isatty(STDOUT_FILENO);
  g_autofree char *line = g_strdup_printf(wide ? "%-10s  %s%s%s\n" : "%s\t%s%s%s\n", interval, safe,
                                          wide ? (*last ? ", last in touch on " : "") : "\t", last);
  return cc_cli_write(cli, line, error);
}

static gboolean list(Cli *cli, GError **error) {
  g_autoptr(CardcatStore) store = cc_cli_open_to_read(cli, FALSE, error);
  g_autoptr(GPtrArray) tags = store ? cardcat_store_tag_intervals(store, error) : NULL;
  g_autoptr(GPtrArray) entries = tags ? cardcat_store_kept_in_touch(store, error) : NULL;
  const CardcatMorning morning = {.now = g_get_real_time() / G_USEC_PER_SEC};
  for (guint i = 0; entries && i < tags->len; i++) {
    const CardcatTagInterval *one = tags->pdata[i];
    g_autofree char *who = g_strdup_printf("people tagged '%s'", one->tag);
    if (!write_row(cli, one->interval, who, "", error)) return FALSE;
  }
  for (guint i = 0; entries && i < entries->len; i++) {
    const CardcatEntry *entry = entries->pdata[i];
    g_autoptr(CardcatTouch) touch = cardcat_touch_of(entry, tags, &morning);
    g_autofree char *who =
        g_strdup_printf("%" G_GINT64_FORMAT " %s", entry->id, cc_cli_label(entry));
    if (touch && !write_row(cli, touch->interval, who, touch->last, error)) return FALSE;
  }
  if (entries && tags->len + entries->len == 0 && !cli->quiet)
    cc_cli_say("no interval is set; see 'cardcat help keep-in-touch'");
  return entries != NULL;
}

gboolean cc_cmd_keep_in_touch(Cli *cli, int argc, char **argv, GError **error) {
  g_autofree char *tag = NULL;
  const GOptionEntry entries[] = {
      {"tag", 0, 0, G_OPTION_ARG_FILENAME, &tag, "Everybody with this tag", "TAG"},
      G_OPTION_ENTRY_NULL,
  };
  if (!cc_cli_parse(cli, entries, "[ID... INTERVAL]", DESCRIPTION, &argc, &argv, error) ||
      !cc_cli_check_text("--tag", tag, error))
    return FALSE;
  if (argc < 2 && !tag) return list(cli, error);
  g_auto(GStrv) words = g_strdupv(argv + 1);
  return change(cli, tag, words, error);
}

/* ---- that one was ---------------------------------------------------------------------------- */

static gboolean note(Cli *cli, CardcatStore *store, gint64 id, const char *day, GError **error) {
  if (!cardcat_store_note_in_touch(store, id, day, error)) return FALSE;
  g_autoptr(CardcatEntry) entry = cardcat_store_get_contact(store, id, error);
  if (!entry) return FALSE;
  if (!cli->quiet) cc_cli_say("%s: in touch on %s", cc_cli_label(entry), day);
  return TRUE;
}

gboolean cc_cmd_in_touch(Cli *cli, int argc, char **argv, GError **error) {
  g_autofree char *day = NULL;
  const GOptionEntry entries[] = {
      {"on", 0, 0, G_OPTION_ARG_FILENAME, &day, "The day (default: today)", "YYYY-MM-DD"},
      G_OPTION_ENTRY_NULL,
  };
  if (!cc_cli_parse(cli, entries, "ID...",
                    "You wrote, called or talked to these people.  Meetings are noted by 'cardcat "
                    "met', letters by 'cardcat done'.",
                    &argc, &argv, error) ||
      !cc_cli_check_past_day("--on", day, error))
    return FALSE;
  const CardcatMorning morning = {.now = g_get_real_time() / G_USEC_PER_SEC};
  if (!day) day = cardcat_morning_day(&morning, morning.now);
  g_autoptr(GArray) ids = cc_cli_parse_ids(argv + 1, error);
  g_autoptr(CardcatStore) store = ids ? open_for(cli, ids, error) : NULL;
  for (guint i = 0; store && i < ids->len; i++)
    if (!note(cli, store, g_array_index(ids, gint64, i), day, error)) return FALSE;
  return store != NULL;
}
