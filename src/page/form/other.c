/* What another window saved, told beside what was typed in this one. */
#include "page/form/form.h"

#include <string.h>

/* ---- values ---------------------------------------------------------------------------------- */

typedef struct {
  const char *label, *value;
} Part;

static char *join_parts(const Part *parts, guint count) {
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < count; i++)
    if (parts[i].value && *parts[i].value)
      g_string_append_printf(out, "%s%s %s", out->len > 0 ? ", " : "", parts[i].label,
                             parts[i].value);
  return g_string_free(out, FALSE);
}

/* The parts of ROW's name or address, "Given Ada, Family Beck", owned. */
static char *parts_of(const CcRow *row) {
  const CardcatName *n = row->name;
  const CardcatAddress *a = row->address;
  if (n) {
    const Part parts[] = {{"Prefix", n->prefix},
                          {"Given", n->given},
                          {"Middle", n->middle},
                          {"Family", n->family},
                          {"Suffix", n->suffix}};
    return join_parts(parts, G_N_ELEMENTS(parts));
  }
  if (!a) return g_strdup("");
  const Part parts[] = {{"Street", a->street},
                        {"Postcode", a->postcode},
                        {"Town", a->locality},
                        {"Region", a->region},
                        {"Country", a->country}};
  return join_parts(parts, G_N_ELEMENTS(parts));
}

static char *describe(const CcRow *row) {
  return g_strdup_printf("%s: %s", row->kind.label, row->value);
}

typedef enum { SAME, SAME_KIND_AND_VALUE, SAME_VALUE, SAME_SORT } Likeness;

static gboolean is_like(const CcRow *ours, const CcRow *theirs, Likeness likeness) {
  gboolean kind = g_str_equal(ours->kind.name, theirs->kind.name);
  gboolean value = g_str_equal(ours->value, theirs->value);
  if (likeness == SAME_VALUE) return value;
  if (likeness == SAME_SORT) return ours->kind.field == theirs->kind.field;
  if (!kind || !value || likeness == SAME_KIND_AND_VALUE) return kind && value;
  g_autofree char *x = parts_of(ours), *y = parts_of(theirs);
  return g_str_equal(x, y);
}

static char *difference(const CcRow *theirs, Likeness likeness) {
  return likeness == SAME                  ? g_strdup("")
         : likeness == SAME_KIND_AND_VALUE ? parts_of(theirs)
                                           : describe(theirs);
}

/* Pairs what no pair has yet; what they have leaves THEIRS. */
static void pair(GPtrArray *rows, GPtrArray *theirs, Likeness likeness) {
  for (guint i = 0; i < rows->len; i++) {
    CcRow *row = rows->pdata[i];
    for (guint k = 0; !row->other && k < theirs->len; k++) {
      if (!is_like(row, theirs->pdata[k], likeness)) continue;
      row->other = difference(theirs->pdata[k], likeness);
      g_ptr_array_remove_index(theirs, k);
    }
  }
}

GPtrArray *cc_rows_compare(GPtrArray *rows, const CardcatContact *contact) {
  g_autoptr(GPtrArray) theirs = cc_rows_of(contact, NULL);
  for (int likeness = SAME; likeness <= SAME_SORT; likeness++)
    pair(rows, theirs, (Likeness)likeness);
  for (guint i = 0; i < rows->len; i++) {
    CcRow *row = rows->pdata[i];
    if (!row->other)
      row->other = *row->value ? g_strdup("nothing") : NULL;
    else if (*row->other == '\0')
      g_clear_pointer(&row->other, g_free);
  }
  GPtrArray *missing = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < theirs->len; i++)
    g_ptr_array_add(missing, describe(theirs->pdata[i]));
  return missing;
}
