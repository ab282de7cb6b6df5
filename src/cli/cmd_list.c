/* cardcat list: contacts, chosen and sorted, a line each or in full. */
#include "cli/cli.h"

#include <string.h>
#include <unistd.h>

#define COLUMNS "id,name,organization,email,phone"
#define MARKED COLUMNS ",duplicate"
#define SORTS "name, organization, event, met, added, changed or id"
/* So many are fetched and written at a time. */
#define CHUNK 500

typedef struct {
  char *format, *columns, *sort, *event, *group, *since, *introduced_by;
  char **tags;
  gboolean removed, to_write, bom;
} Arguments;

static void arguments_clear(Arguments *a) {
  char *texts[] = {a->format, a->columns, a->sort, a->event, a->group, a->since, a->introduced_by};
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
    g_free(texts[i]);
  g_strfreev(a->tags);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Arguments, arguments_clear)

static gboolean take_arguments(Cli *cli, Arguments *a, int *argc, char ***argv, GError **error) {
  const GOptionEntry entries[] = {
      {"format", 0, 0, G_OPTION_ARG_FILENAME, &a->format, "Write " CLI_FORMATS " (default: text)",
       "FORMAT"},
      {"columns", 0, 0, G_OPTION_ARG_FILENAME, &a->columns,
       "The columns of text (default: " COLUMNS ")", "NAMES"},
      {"sort", 0, 0, G_OPTION_ARG_FILENAME, &a->sort,
       "Sort by " SORTS "; -ORDER reverses (default: name)", "ORDER"},
      {"event", 0, 0, G_OPTION_ARG_FILENAME, &a->event, "Only people met at this event", "EVENT"},
      {"group", 0, 0, G_OPTION_ARG_FILENAME, &a->group, "Only people of this group", "GROUP"},
      {"tag", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &a->tags,
       "Only people with this tag; may be given more than once", "TAG"},
      {"since", 0, 0, G_OPTION_ARG_FILENAME, &a->since, "Only people met on this day or later",
       "YYYY-MM-DD"},
      {"introduced-by", 0, 0, G_OPTION_ARG_FILENAME, &a->introduced_by,
       "Only people this person introduced", "PERSON"},
      {"to-write", 0, 0, G_OPTION_ARG_NONE, &a->to_write, "Only people you still have to write to",
       NULL},
      {"removed", 0, 0, G_OPTION_ARG_NONE, &a->removed,
       "List the contacts that 'cardcat remove --undo' can bring back", NULL},
      {"bom", 0, 0, G_OPTION_ARG_NONE, &a->bom, CLI_BOM_HELP, NULL},
      G_OPTION_ENTRY_NULL,
  };
  return cc_cli_parse(cli, entries, "[WORDS...]",
                      "Contacts that contain every word; without words, all.", argc, argv, error);
}

static gboolean set_usage(GError **error, const char *message) {
  g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, message);
  return FALSE;
}

static gboolean parse_sort(const char *name, CardcatFilter *filter, GError **error) {
  static const char *const names[] = {"name",  "organization", "event", "met",
                                      "added", "changed",      "id"};
  if (!name) return TRUE;
  filter->descending = *name == '-';
  if (cardcat_sort_parse(name + (*name == '-'), &filter->sort)) return TRUE;
  const char *near = cc_cli_nearest(name + (*name == '-'), names, G_N_ELEMENTS(names));
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "--sort: '%s' is not a way to sort%s%s%s",
              name, near ? "; did you mean '" : "; give " SORTS, near ? near : "",
              near ? "'?" : "");
  return FALSE;
}

static gboolean check_texts(const Arguments *a, const char *words, GError **error) {
  if (!cc_cli_check_text("list", words, error) || !cc_cli_check_text("--event", a->event, error) ||
      !cc_cli_check_text("--group", a->group, error) ||
      !cc_cli_check_text("--introduced-by", a->introduced_by, error) ||
      !cc_cli_check_day("--since", a->since, error))
    return FALSE;
  for (char **tag = a->tags; tag && *tag; tag++)
    if (!cc_cli_check_text("--tag", *tag, error)) return FALSE;
  return TRUE;
}

static gboolean is_filtered(const Arguments *a) {
  return a->sort || a->event || a->group || a->since || a->introduced_by || a->tags || a->to_write;
}

/* ---- writing --------------------------------------------------------------------------------- */

typedef struct {
  Cli *cli;
  CardcatFormat format;
  GPtrArray *columns;     /* of text */
  gboolean bom, is_usual; /* IS_USUAL: nobody chose the columns */
} Output;

static void output_clear(Output *output) {
  g_clear_pointer(&output->columns, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Output, output_clear)

static gboolean is_table(const Output *output) {
  return output->format == CARDCAT_FORMAT_TEXT && isatty(STDOUT_FILENO);
}

static gboolean write_entries(const Output *output, const GPtrArray *entries, GError **error) {
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < entries->len; i++) {
    if (output->format == CARDCAT_FORMAT_TEXT) {
      cc_cli_columns_append(output->columns, entries->pdata[i], text);
      continue;
    }
    g_autofree char *one = cardcat_format_entry(entries->pdata[i], output->format);
    g_string_append(text, one);
  }
  return cc_cli_write(output->cli, text->str, error);
}

/* COUNT contacts from number FIRST of IDS on, with what is written of them. */
static GPtrArray *get(const Output *output, CardcatStore *store, const GArray *ids, guint first,
                      guint count, GError **error) {
  guint parts = output->format == CARDCAT_FORMAT_TEXT ? cc_cli_columns_parts(output->columns)
                                                      : CARDCAT_PART_ALL;
  return cardcat_store_get_parts(store, &g_array_index(ids, gint64, first), count, parts, error);
}

static gboolean write_found(const Output *output, CardcatStore *store, const GArray *ids,
                            GError **error) {
  for (guint i = 0; i < ids->len; i += CHUNK) {
    g_autoptr(GPtrArray) entries = get(output, store, ids, i, MIN(CHUNK, ids->len - i), error);
    if (!entries || !write_entries(output, entries, error)) return FALSE;
  }
  return TRUE;
}

/* Lines of text, made of one row after another and written when the book is let go of: a slow
 * reader of them holds nobody up. */
typedef struct {
  const GPtrArray *columns;
  GString *lines;
  CliTable *table; /* on a terminal */
  guint count, twins;
} Rows;

static void rows_clear(Rows *rows) {
  g_string_free(rows->lines, TRUE);
  g_clear_pointer(&rows->table, cc_cli_table_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Rows, rows_clear)

static gboolean add_row(const CardcatEntry *entry, gpointer data, GError **error) {
  (void)error;
  Rows *rows = data;
  rows->count++;
  rows->twins += entry->twin > 0;
  if (rows->table)
    cc_cli_table_add(rows->table, entry);
  else
    cc_cli_columns_append(rows->columns, entry, rows->lines);
  return TRUE;
}

static gboolean add_all(Rows *rows, const GPtrArray *entries, GError **error) {
  for (guint i = 0; i < entries->len; i++)
    if (!add_row(entries->pdata[i], rows, error)) return FALSE;
  return TRUE;
}

static Rows rows_of(const GPtrArray *columns, gboolean table) {
  return (Rows){.columns = columns,
                .lines = g_string_new(NULL),
                .table = table ? cc_cli_table_new(columns) : NULL};
}

/* The last column, which tells who may be there twice, is left out where nobody is. */
static gboolean write_rows(const Output *output, const Rows *rows, gboolean marks, GError **error) {
  if (!rows->table) return cc_cli_write(output->cli, rows->lines->str, error);
  if (rows->count == 0) return TRUE;
  guint count = rows->columns->len - (marks && rows->twins == 0 ? 1 : 0);
  g_autofree char *table =
      cc_cli_table_text(rows->table, count, cc_columns(STDOUT_FILENO), !output->is_usual);
  if (!cc_cli_write(output->cli, table, error)) return FALSE;
  g_autofree char *who = cc_cli_count(rows->twins, "contact", "contacts");
  if (marks && rows->twins > 0 && !output->cli->quiet)
    cc_cli_say("%s may be here twice; see 'cardcat duplicates'", who);
  return TRUE;
}

static gboolean write_removed(const Output *output, CardcatStore *store, GError **error) {
  g_autoptr(GPtrArray) entries = cardcat_store_removed(store, error);
  if (!entries) return FALSE;
  if (entries->len == 0 && !output->cli->quiet)
    cc_cli_say("no contact has been removed since yesterday");
  if (!is_table(output))
    return cc_cli_write_header(output->cli, output->format, output->bom, error) &&
           write_entries(output, entries, error);
  g_auto(Rows) rows = rows_of(output->columns, TRUE);
  return add_all(&rows, entries, error) && write_rows(output, &rows, FALSE, error);
}

/* Whoever has scanned and not reviewed looks for the cards here. */
static gboolean say_nobody(CardcatStore *store, gboolean is_part, GError **error) {
  CardcatStoreCounts counts = {0};
  if (!cardcat_store_counts(store, &counts, error)) return FALSE;
  g_autofree char *cards = cc_cli_count(counts.to_review, "card is", "cards are");
  if (is_part)
    cc_cli_say("no contact matches");
  else if (counts.to_review > 0)
    cc_cli_say("no contacts yet; %s to be checked: 'cardcat review'", cards);
  else
    cc_cli_say("no contacts yet");
  return TRUE;
}

/* As rows, with no more read of each than these show. */
static gboolean list_rows(const Output *output, CardcatStore *store, const CardcatFilter *filter,
                          gboolean is_part, GError **error) {
  gboolean table = is_table(output), marks = table && output->is_usual;
  g_autoptr(GPtrArray) marked = marks ? cc_cli_columns_parse(MARKED, error) : NULL;
  if (marks && !marked) return FALSE;
  g_auto(Rows) rows = rows_of(marks ? marked : output->columns, table);
  if (cc_cli_columns_are_listed(rows.columns)) {
    if (!cardcat_store_each_listed(store, filter, add_row, &rows, error)) return FALSE;
  } else {
    g_autoptr(GArray) ids = cardcat_store_find(store, filter, error);
    g_autoptr(GPtrArray) entries = ids ? get(output, store, ids, 0, ids->len, error) : NULL;
    if (!entries || !add_all(&rows, entries, error)) return FALSE;
  }
  if (rows.count == 0 && !output->cli->quiet && !say_nobody(store, is_part, error)) return FALSE;
  return write_rows(output, &rows, marks, error);
}

/* The first are written before the others are looked for, however many these are. */
static gboolean list(const Output *output, CardcatStore *store, CardcatFilter *filter,
                     gboolean is_part, GError **error) {
  if (is_table(output) ||
      (output->format == CARDCAT_FORMAT_TEXT && cc_cli_columns_are_listed(output->columns)))
    return list_rows(output, store, filter, is_part, error);
  filter->limit = CHUNK;
  g_autoptr(GArray) first = cardcat_store_find(store, filter, error);
  if (!first) return FALSE;
  if (first->len == 0 && !output->cli->quiet && !say_nobody(store, is_part, error)) return FALSE;
  if (!cc_cli_write_header(output->cli, output->format, output->bom, error) ||
      !write_found(output, store, first, error))
    return FALSE;
  if (first->len < CHUNK) return TRUE;
  filter->offset = CHUNK;
  filter->limit = 0;
  g_autoptr(GArray) rest = cardcat_store_find(store, filter, error);
  return rest && write_found(output, store, rest, error);
}

/* There is no book yet, which ERROR says: the head of a table is written all the same. */
static gboolean write_nobody(const Output *output, GError **error) {
  GError *problem = NULL;
  if (cc_cli_write_header(output->cli, output->format, output->bom, &problem)) return FALSE;
  output->cli->is_all = FALSE;
  g_clear_error(error);
  g_propagate_error(error, problem);
  return FALSE;
}

static gboolean prepare(Cli *cli, const Arguments *a, Output *output, GError **error) {
  output->cli = cli;
  output->bom = a->bom;
  output->is_usual = !a->columns;
  if (!cc_cli_parse_format(a->format, CARDCAT_FORMAT_TEXT, &output->format, error) ||
      !cc_cli_check_bom(a->bom, output->format, error))
    return FALSE;
  if (a->columns && output->format != CARDCAT_FORMAT_TEXT)
    return set_usage(error, "--columns goes with --format text");
  output->columns = cc_cli_columns_parse(a->columns ? a->columns : COLUMNS, error);
  return output->columns != NULL;
}

gboolean cc_cmd_list(Cli *cli, int argc, char **argv, GError **error) {
  g_auto(Arguments) a = {0};
  g_auto(Output) output = {0};
  CardcatFilter filter = {0};
  if (!take_arguments(cli, &a, &argc, &argv, error) || !prepare(cli, &a, &output, error) ||
      !parse_sort(a.sort, &filter, error))
    return FALSE;
  g_autofree char *words = g_strjoinv(" ", argv + 1);
  if (!check_texts(&a, words, error)) return FALSE;
  if (a.removed && (argc > 1 || is_filtered(&a)))
    return set_usage(error,
                     "list: --removed lists all that were removed, without words or a choice");
  if (!cc_cli_check_home(cli, FALSE, error)) return write_nobody(&output, error);
  filter.words = words;
  filter.event = a.event;
  filter.group = a.group;
  filter.introduced_by = a.introduced_by;
  filter.tags = (const char *const *)a.tags;
  filter.since = a.since;
  filter.to_write = a.to_write;
  g_autoptr(CardcatStore) store = cc_cli_open_store(cli, error);
  if (!store) return FALSE;
  return a.removed ? write_removed(&output, store, error)
                   : list(&output, store, &filter, argc > 1 || is_filtered(&a), error);
}
