/* Contacts as rows: cells for people on a terminal, fields for programs elsewhere. */
#include "cli/cli.h"

#include <string.h>
#include <unistd.h>

#define BETWEEN 2   /* blanks between two columns */
#define NARROWEST 6 /* a column that was cut to less says nothing */
#define READABLE 14 /* most numbers are whole, and most names are known by so much of them */
#define KEPT 2      /* the first columns, which no window is too narrow for */

/* ---- what a column shows --------------------------------------------------------------------- */

/* Appends it. */
typedef void (*CellFunc)(const CardcatEntry *entry, GString *out);

static void append(GString *out, const char *text) {
  if (text) g_string_append(out, text);
}

static void id_of(const CardcatEntry *entry, GString *out) {
  char digits[24];
  g_snprintf(digits, sizeof digits, "%" G_GINT64_FORMAT, entry->id);
  g_string_append(out, digits);
}

static void prefix_of(const CardcatEntry *entry, GString *out) {
  append(out, entry->contact->name.prefix);
}

static void given_of(const CardcatEntry *entry, GString *out) {
  append(out, entry->contact->name.given);
}

static void middle_of(const CardcatEntry *entry, GString *out) {
  append(out, entry->contact->name.middle);
}

static void family_of(const CardcatEntry *entry, GString *out) {
  append(out, entry->contact->name.family);
}

static void suffix_of(const CardcatEntry *entry, GString *out) {
  append(out, entry->contact->name.suffix);
}

static void event_of(const CardcatEntry *entry, GString *out) {
  append(out, entry->meeting->event);
}

static void met_on_of(const CardcatEntry *entry, GString *out) {
  append(out, entry->meeting->met_on);
}

static void introduced_by_of(const CardcatEntry *entry, GString *out) {
  append(out, entry->meeting->introduced_by);
}

static void note_of(const CardcatEntry *entry, GString *out) {
  append(out, entry->meeting->note);
}

/* Of all meetings, each once. */
static void tags_of(const CardcatEntry *entry, GString *out) {
  g_autoptr(GPtrArray) tags = g_ptr_array_new();
  for (guint i = 0; i < entry->meetings->len; i++) {
    const GPtrArray *more = ((const CardcatMeeting *)entry->meetings->pdata[i])->tags;
    for (guint k = 0; k < more->len; k++)
      if (!g_ptr_array_find_with_equal_func(tags, more->pdata[k], g_str_equal, NULL))
        g_ptr_array_add(tags, more->pdata[k]);
  }
  for (guint i = 0; i < tags->len; i++) {
    append(out, i > 0 ? "; " : NULL);
    append(out, tags->pdata[i]);
  }
}

static void follow_up_of(const CardcatEntry *entry, GString *out) {
  gboolean is_to_write = FALSE;
  for (guint i = 0; i < entry->meetings->len; i++)
    is_to_write = is_to_write || cardcat_meeting_is_to_write(entry->meetings->pdata[i]);
  const char *done = entry->meeting->followed_up;
  append(out, is_to_write ? "yes" : done ? done : "no");
}

/* Who may be the same person. */
static void duplicate_of(const CardcatEntry *entry, GString *out) {
  if (entry->twin > 0) g_string_append_printf(out, "%" G_GINT64_FORMAT, entry->twin);
}

static void uid_of(const CardcatEntry *entry, GString *out) {
  append(out, entry->uid);
}

static void created_of(const CardcatEntry *entry, GString *out) {
  append(out, entry->created);
}

static void changed_of(const CardcatEntry *entry, GString *out) {
  append(out, entry->changed);
}

/* What is no field of a contact; "note" is one's own, "notes" what else is printed. */
static const struct {
  const char *name;
  CellFunc cell;
  guint parts;     /* of the book that it needs */
  gboolean listed; /* by cardcat_store_each_listed() */
} others[] = {{"id", id_of, 0, TRUE},
              {"prefix", prefix_of, 0, FALSE},
              {"given", given_of, 0, FALSE},
              {"middle", middle_of, 0, FALSE},
              {"family", family_of, 0, FALSE},
              {"suffix", suffix_of, 0, FALSE},
              {"event", event_of, 0, FALSE},
              {"met_on", met_on_of, 0, FALSE},
              {"introduced_by", introduced_by_of, 0, FALSE},
              {"note", note_of, 0, FALSE},
              {"tags", tags_of, CARDCAT_PART_MEETINGS, FALSE},
              {"follow_up", follow_up_of, CARDCAT_PART_MEETINGS, FALSE},
              {"duplicate", duplicate_of, CARDCAT_PART_TWIN, TRUE},
              {"uid", uid_of, 0, FALSE},
              {"created", created_of, 0, FALSE},
              {"changed", changed_of, 0, FALSE}};

typedef struct {
  char *title;
  CellFunc cell; /* NULL: it is a field */
  guint parts;
  CardcatField field;
  gboolean all; /* of a list: every value, not the first */
  gboolean typed;
  CardcatPhoneType type; /* of numbers, if TYPED */
  gboolean listed;       /* cardcat_store_each_listed() has it */
} Column;

static void column_free(gpointer column) {
  g_free(((Column *)column)->title);
  g_free(column);
}

/* Of a list, its first. */
static gboolean is_listed(CardcatField field) {
  return field == CARDCAT_FIELD_NAME || field == CARDCAT_FIELD_ORGANIZATION ||
         field == CARDCAT_FIELD_EMAILS || field == CARDCAT_FIELD_PHONES;
}

static gboolean find_column(const char *name, Column *column) {
  *column = (Column){0};
  for (guint i = 0; i < G_N_ELEMENTS(others); i++)
    if (g_str_equal(name, others[i].name)) {
      column->cell = others[i].cell;
      column->parts = others[i].parts;
      column->listed = others[i].listed;
      return TRUE;
    }
  column->typed = cardcat_phone_type_parse(name, &column->type);
  column->field = CARDCAT_FIELD_PHONES;
  column->parts = CARDCAT_PART_LIST(CARDCAT_FIELD_PHONES);
  if (column->typed) return TRUE;
  gboolean found = cardcat_field_find(name, -1, &column->field);
  column->parts = found ? CARDCAT_PART_LIST(column->field) : 0;
  column->all = found && cardcat_field_is_list(column->field) &&
                g_str_equal(name, cardcat_field_info(column->field)->key);
  column->listed = found && !column->all && is_listed(column->field);
  return found;
}

/* The column names, for "did you mean"; borrowed. */
static GPtrArray *column_names(void) {
  GPtrArray *names = g_ptr_array_new();
  for (guint i = 0; i < G_N_ELEMENTS(others); i++)
    g_ptr_array_add(names, (gpointer)others[i].name);
  for (CardcatField field = 0; field < CARDCAT_FIELDS; field++) {
    g_ptr_array_add(names, (gpointer)cardcat_field_info(field)->key);
    g_ptr_array_add(names, (gpointer)cardcat_field_info(field)->name);
  }
  for (guint type = 0; type < CARDCAT_PHONE_TYPES; type++)
    g_ptr_array_add(names, (gpointer)cardcat_phone_type_name((CardcatPhoneType)type));
  return names;
}

GPtrArray *cc_cli_columns_parse(const char *list, GError **error) {
  g_autoptr(GPtrArray) columns = g_ptr_array_new_with_free_func(column_free);
  g_auto(GStrv) names = g_strsplit(list, ",", -1);
  for (char **name = names; *name; name++) {
    Column column;
    g_strstrip(*name);
    if (!find_column(*name, &column)) {
      g_autoptr(GPtrArray) known = column_names();
      const char *near = cc_cli_nearest(*name, (const char *const *)known->pdata, known->len);
      g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                  "--columns: there is no column '%s'%s%s%s", *name,
                  near ? "; did you mean '" : "; the man page lists them", near ? near : "",
                  near ? "'?" : "");
      return NULL;
    }
    column.title = g_ascii_strup(*name, -1);
    g_ptr_array_add(columns, g_memdup2(&column, sizeof column));
  }
  if (columns->len > 0) return g_steal_pointer(&columns);
  g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                      "--columns: name at least one column");
  return NULL;
}

guint cc_cli_columns_parts(const GPtrArray *columns) {
  guint parts = 0;
  for (guint i = 0; i < columns->len; i++)
    parts |= ((const Column *)columns->pdata[i])->parts;
  return parts;
}

gboolean cc_cli_columns_are_listed(const GPtrArray *columns) {
  for (guint i = 0; i < columns->len; i++)
    if (!((const Column *)columns->pdata[i])->listed) return FALSE;
  return TRUE;
}

/* A number to dial, with its extension. */
static void append_phone(GString *out, const CardcatPhone *phone) {
  append(out, phone->e164 ? phone->e164 : phone->value);
  if (phone->extension) g_string_append_printf(out, " ext. %s", phone->extension);
}

static void append_values(GString *out, const CardcatEntry *entry, const Column *column) {
  const CardcatContact *contact = entry->contact;
  guint count = cardcat_contact_count(contact, column->field);
  gboolean is_first = TRUE;
  for (guint i = 0; i < count && (is_first || column->all); i++) {
    const CardcatPhone *phone =
        column->field == CARDCAT_FIELD_PHONES ? contact->phones->pdata[i] : NULL;
    if (phone && column->typed && phone->type != column->type) continue;
    append(out, is_first ? NULL : "; ");
    is_first = FALSE;
    if (phone)
      append_phone(out, phone);
    else
      append(out, cardcat_contact_value(contact, column->field, i));
  }
}

static gboolean is_plain(const char *text) {
  while (*text >= ' ' && *text <= '~')
    text++;
  return *text == '\0';
}

/* On one line, without tabs, with nothing that steers a terminal. */
static void append_cell(GString *out, const CardcatEntry *entry, const Column *column) {
  gsize start = out->len;
  if (column->cell)
    column->cell(entry, out);
  else
    append_values(out, entry, column);
  if (is_plain(out->str + start)) return;
  g_strdelimit(out->str + start, "\n\t", ' ');
  g_autofree char *line = cc_printable(out->str + start);
  g_string_truncate(out, start);
  g_string_append(out, line);
}

/* ---- rows ------------------------------------------------------------------------------------ */

void cc_cli_columns_append(const GPtrArray *columns, const CardcatEntry *entry, GString *out) {
  for (guint i = 0; i < columns->len; i++) {
    if (i > 0) g_string_append_c(out, '\t');
    append_cell(out, entry, columns->pdata[i]);
  }
  g_string_append_c(out, '\n');
}

/* ---- tables ---------------------------------------------------------------------------------- */

typedef struct {
  gsize at; /* in the table's text */
  int width;
} Cell;

struct CliTable {
  const GPtrArray *columns;
  GString *text; /* all cells, each with its NUL */
  GArray *cells; /* Cell, row by row, from the titles on */
};

static void end_cell(CliTable *table, gsize start) {
  Cell cell = {start, cc_width(table->text->str + start)};
  g_array_append_val(table->cells, cell);
  g_string_append_c(table->text, '\0');
}

CliTable *cc_cli_table_new(const GPtrArray *columns) {
  CliTable *table = g_new(CliTable, 1);
  *table = (CliTable){columns, g_string_new(NULL), g_array_new(FALSE, FALSE, sizeof(Cell))};
  for (guint i = 0; i < columns->len; i++) {
    gsize start = table->text->len;
    g_string_append(table->text, ((const Column *)columns->pdata[i])->title);
    end_cell(table, start);
  }
  return table;
}

void cc_cli_table_free(CliTable *table) {
  if (!table) return;
  g_string_free(table->text, TRUE);
  g_array_unref(table->cells);
  g_free(table);
}

void cc_cli_table_add(CliTable *table, const CardcatEntry *entry) {
  for (guint i = 0; i < table->columns->len; i++) {
    gsize start = table->text->len;
    append_cell(table->text, entry, table->columns->pdata[i]);
    end_cell(table, start);
  }
}

/* The widest that columns may be, so that WIDTHS, COUNT of them, take ROOM together. */
static int widest(const int *widths, guint count, int room) {
  for (int most = room; most > NARROWEST; most--) {
    int sum = 0;
    for (guint i = 0; i < count; i++)
      sum += MIN(widths[i], most);
    if (sum <= room) return most;
  }
  return NARROWEST;
}

static void append_blanks(GString *out, int count) {
  while (count-- > 0)
    g_string_append_c(out, ' ');
}

static void append_fitted(GString *out, const char *text, int width, int columns) {
  if (width <= columns) {
    g_string_append(out, text);
    append_blanks(out, columns - width);
    return;
  }
  g_autofree char *cell = cc_fit(text, columns);
  g_string_append(out, cell);
}

/* The first COUNT of CELLS. */
static void append_row(GString *out, const CliTable *table, const Cell *cells, guint count,
                       const int *widths, int most) {
  gsize start = out->len;
  for (guint i = 0; i < count; i++) {
    append_fitted(out, table->text->str + cells[i].at, cells[i].width, MIN(widths[i], most));
    append_blanks(out, i + 1 < count ? BETWEEN : 0);
  }
  while (out->len > start && g_ascii_isspace(out->str[out->len - 1]))
    g_string_truncate(out, out->len - 1);
  g_string_append_c(out, '\n');
}

/* How many of WIDTHS, COUNT of them, can be read when they take WIDTH together: the last are left
 * out before all of them are cut to stumps. */
static guint readable(const int *widths, guint count, int width) {
  for (; count > KEPT; count--) {
    int room = width - (int)(count - 1) * BETWEEN, sum = 0;
    for (guint i = 0; i < count; i++)
      sum += widths[i];
    if (sum <= room || widest(widths, count, room) >= READABLE) break;
  }
  return count;
}

char *cc_cli_table_text(const CliTable *table, guint count, int width, gboolean is_chosen) {
  const Cell *cells = (const Cell *)(gpointer)table->cells->data;
  guint all = table->columns->len;
  g_autofree int *widths = g_new0(int, all);
  for (guint i = 0; i < table->cells->len; i++)
    widths[i % all] = MAX(widths[i % all], cells[i].width);
  if (!is_chosen) count = readable(widths, count, width);
  int most = widest(widths, count, width - (int)(count - 1) * BETWEEN);
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < table->cells->len; i += all)
    append_row(out, table, cells + i, count, widths, most);
  return g_string_free(out, FALSE);
}
