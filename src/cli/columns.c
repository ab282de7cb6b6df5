/* Contacts as rows: cells for people on a terminal, fields for programs elsewhere. */
#include "cli/cli.h"

#include <string.h>
#include <unistd.h>

#define BETWEEN 2   /* blanks between two columns */
#define NARROWEST 6 /* a column that was cut to less says nothing */
#define READABLE 14 /* most numbers are whole, and most names are known by so much of them */
#define KEPT 2      /* the first columns, which no window is too narrow for */

/* ---- what a column shows --------------------------------------------------------------------- */

typedef char *(*CellFunc)(const CardcatEntry *entry);

static char *id_of(const CardcatEntry *entry) {
  return g_strdup_printf("%" G_GINT64_FORMAT, entry->id);
}

static char *prefix_of(const CardcatEntry *entry) {
  return g_strdup(entry->contact->name.prefix);
}

static char *given_of(const CardcatEntry *entry) {
  return g_strdup(entry->contact->name.given);
}

static char *middle_of(const CardcatEntry *entry) {
  return g_strdup(entry->contact->name.middle);
}

static char *family_of(const CardcatEntry *entry) {
  return g_strdup(entry->contact->name.family);
}

static char *suffix_of(const CardcatEntry *entry) {
  return g_strdup(entry->contact->name.suffix);
}

static char *event_of(const CardcatEntry *entry) {
  return g_strdup(entry->meeting->event);
}

static char *met_on_of(const CardcatEntry *entry) {
  return g_strdup(entry->meeting->met_on);
}

static char *introduced_by_of(const CardcatEntry *entry) {
  return g_strdup(entry->meeting->introduced_by);
}

static char *note_of(const CardcatEntry *entry) {
  return g_strdup(entry->meeting->note);
}

static char *join(const GPtrArray *texts) {
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < texts->len; i++)
    g_string_append_printf(out, "%s%s", i > 0 ? "; " : "", (const char *)texts->pdata[i]);
  return g_string_free(out, FALSE);
}

/* Of all meetings, each once. */
static char *tags_of(const CardcatEntry *entry) {
  g_autoptr(GPtrArray) tags = g_ptr_array_new();
  for (guint i = 0; i < entry->meetings->len; i++) {
    const GPtrArray *more = ((const CardcatMeeting *)entry->meetings->pdata[i])->tags;
    for (guint k = 0; k < more->len; k++)
      if (!g_ptr_array_find_with_equal_func(tags, more->pdata[k], g_str_equal, NULL))
        g_ptr_array_add(tags, more->pdata[k]);
  }
  return join(tags);
}

static char *follow_up_of(const CardcatEntry *entry) {
  for (guint i = 0; i < entry->meetings->len; i++)
    if (cardcat_meeting_is_to_write(entry->meetings->pdata[i])) return g_strdup("yes");
  return g_strdup(entry->meeting->followed_up ? entry->meeting->followed_up : "no");
}

/* Who may be the same person. */
static char *duplicate_of(const CardcatEntry *entry) {
  return entry->twin > 0 ? g_strdup_printf("%" G_GINT64_FORMAT, entry->twin) : NULL;
}

static char *uid_of(const CardcatEntry *entry) {
  return g_strdup(entry->uid);
}

static char *created_of(const CardcatEntry *entry) {
  return g_strdup(entry->created);
}

static char *changed_of(const CardcatEntry *entry) {
  return g_strdup(entry->changed);
}

/* What is no field of a contact; "note" is one's own, "notes" what else is printed. */
static const struct {
  const char *name;
  CellFunc cell;
  guint parts; /* of the book that it needs */
} others[] = {{"id", id_of, 0},
              {"prefix", prefix_of, 0},
              {"given", given_of, 0},
              {"middle", middle_of, 0},
              {"family", family_of, 0},
              {"suffix", suffix_of, 0},
              {"event", event_of, 0},
              {"met_on", met_on_of, 0},
              {"introduced_by", introduced_by_of, 0},
              {"note", note_of, 0},
              {"tags", tags_of, CARDCAT_PART_MEETINGS},
              {"follow_up", follow_up_of, CARDCAT_PART_MEETINGS},
              {"duplicate", duplicate_of, CARDCAT_PART_TWIN},
              {"uid", uid_of, 0},
              {"created", created_of, 0},
              {"changed", changed_of, 0}};

typedef struct {
  char *title;
  CellFunc cell; /* NULL: it is a field */
  guint parts;
  CardcatField field;
  gboolean all; /* of a list: every value, not the first */
  gboolean typed;
  CardcatPhoneType type; /* of numbers, if TYPED */
} Column;

static void column_free(gpointer column) {
  g_free(((Column *)column)->title);
  g_free(column);
}

static gboolean find_column(const char *name, Column *column) {
  *column = (Column){0};
  for (guint i = 0; i < G_N_ELEMENTS(others); i++)
    if (g_str_equal(name, others[i].name)) {
      column->cell = others[i].cell;
      column->parts = others[i].parts;
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

/* A number to dial, with its extension. */
static char *phone_text(const CardcatPhone *phone) {
  const char *number = phone->e164 ? phone->e164 : phone->value;
  return phone->extension ? g_strdup_printf("%s ext. %s", number, phone->extension)
                          : g_strdup(number);
}

static GPtrArray *values_of(const CardcatEntry *entry, const Column *column) {
  GPtrArray *values = g_ptr_array_new_with_free_func(g_free);
  const CardcatContact *contact = entry->contact;
  for (guint i = 0; i < cardcat_contact_count(contact, column->field); i++) {
    const CardcatPhone *phone =
        column->field == CARDCAT_FIELD_PHONES ? contact->phones->pdata[i] : NULL;
    if (phone && column->typed && phone->type != column->type) continue;
    g_ptr_array_add(values, phone ? phone_text(phone)
                                  : g_strdup(cardcat_contact_value(contact, column->field, i)));
  }
  if (!column->all && values->len > 1) g_ptr_array_set_size(values, 1);
  return values;
}

/* On one line, without tabs, with nothing that steers a terminal; owned. */
static char *cell_of(const CardcatEntry *entry, const Column *column) {
  g_autofree char *text = NULL;
  if (column->cell) {
    text = column->cell(entry);
  } else {
    g_autoptr(GPtrArray) values = values_of(entry, column);
    text = join(values);
  }
  g_autofree char *line = g_strdelimit(g_strdup(text ? text : ""), "\n\t", ' ');
  return cc_printable(line);
}

/* ---- rows ------------------------------------------------------------------------------------ */

char *cc_cli_columns_row(const GPtrArray *columns, const CardcatEntry *entry) {
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < columns->len; i++) {
    g_autofree char *cell = cell_of(entry, columns->pdata[i]);
    g_string_append_printf(out, "%s%s", i > 0 ? "\t" : "", cell);
  }
  g_string_append_c(out, '\n');
  return g_string_free(out, FALSE);
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

static void append_row(GString *out, const GPtrArray *cells, guint count, const int *widths,
                       int most) {
  g_autoptr(GString) line = g_string_new(NULL);
  for (guint i = 0; i < count; i++) {
    g_autofree char *cell = cc_fit(cells->pdata[i], MIN(widths[i], most));
    g_string_append_printf(line, "%s%*s", cell, i + 1 < count ? BETWEEN : 0, "");
  }
  g_strchomp(line->str);
  g_string_append_printf(out, "%s\n", line->str);
}

static GPtrArray *titles(const GPtrArray *columns) {
  GPtrArray *cells = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < columns->len; i++)
    g_ptr_array_add(cells, g_strdup(((const Column *)columns->pdata[i])->title));
  return cells;
}

static GPtrArray *cells_of(const GPtrArray *columns, const CardcatEntry *entry) {
  GPtrArray *cells = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < columns->len; i++)
    g_ptr_array_add(cells, cell_of(entry, columns->pdata[i]));
  return cells;
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

char *cc_cli_columns_table(const GPtrArray *columns, const GPtrArray *entries, int width,
                           gboolean is_chosen) {
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
  g_ptr_array_add(rows, titles(columns));
  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add(rows, cells_of(columns, entries->pdata[i]));
  g_autofree int *widths = g_new0(int, columns->len);
  for (guint i = 0; i < rows->len; i++)
    for (guint k = 0; k < columns->len; k++)
      widths[k] = MAX(widths[k], cc_width(((const GPtrArray *)rows->pdata[i])->pdata[k]));
  guint count = is_chosen ? columns->len : readable(widths, columns->len, width);
  int most = widest(widths, count, width - (int)(count - 1) * BETWEEN);
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < rows->len; i++)
    append_row(out, rows->pdata[i], count, widths, most);
  return g_string_free(out, FALSE);
}
