/* Contacts of a file, put beside those of the book. */
#include "exchange/exchange.h"

CcImportResult cc_import_result(void) {
  return (CcImportResult){.conflicts = g_ptr_array_new_with_free_func(g_free),
                          .bad = g_ptr_array_new_with_free_func(g_free)};
}

void cc_import_result_clear(CcImportResult *result) {
  g_clear_pointer(&result->conflicts, g_ptr_array_unref);
  g_clear_pointer(&result->bad, g_ptr_array_unref);
}

typedef struct {
  CardcatChange *change;
  const char *name;
  CcConflict conflict;
  CcImportResult *result;
} Import;

/* Who in the book is what ITEM, which has no UID, says, and no more: CSV and cards of others name
 * nobody.  NULL without error: nobody is. */
static CardcatEntry *find_equal(const Import *import, const CardcatItem *item, GError **error) {
  const CardcatEntry *entry = cardcat_item_entry(item);
  g_autoptr(GPtrArray) alike = cardcat_change_duplicates(import->change, entry->contact, error);
  for (guint i = 0; alike && i < alike->len; i++) {
    g_autoptr(CardcatEntry) whole = cardcat_item_against(item, alike->pdata[i]);
    if (cardcat_entry_is_same(whole, alike->pdata[i])) return g_ptr_array_steal_index(alike, i);
  }
  return NULL;
}

static CardcatEntry *find(const Import *import, const CardcatItem *item, GError **error) {
  GError *problem = NULL;
  CardcatEntry *known =
      cardcat_change_find(import->change, cardcat_item_entry(item)->uid, &problem);
  if (!known && !problem && !cardcat_item_has_uid(item)) known = find_equal(import, item, &problem);
  if (problem) g_propagate_error(error, problem);
  return known;
}

static gboolean put(const Import *import, const CardcatItem *item, const CardcatEntry *entry,
                    guint *count, GError **error) {
  (*count)++;
  if (cardcat_item_has_picture(item)) import->result->pictures++;
  return cardcat_change_put(import->change, entry, error);
}

char *cc_import_subject(const CcImportResult *result, const char *name) {
  guint count = result->added + result->changed;
  return g_strdup_printf("%u contact%s from %s", count, count == 1 ? "" : "s", name);
}

/* So many contacts take about a tenth of a second: nobody waits longer for the book. */
#define PASS_CONTACTS 200

static gboolean pass(const Import *import, GError **error) {
  CcImportResult *result = import->result;
  if (result->added + result->changed < result->passed + PASS_CONTACTS) return TRUE;
  g_autofree char *subject = cc_import_subject(result, import->name);
  result->passed = result->added + result->changed;
  return cardcat_change_pass(import->change, subject, error);
}

static void note_conflict(const Import *import, const CardcatItem *item, const CardcatEntry *known,
                          const CardcatEntry *whole) {
  g_autofree char *what = cc_entry_differences(known, whole);
  g_ptr_array_add(import->result->conflicts,
                  g_strdup_printf("%s, line %u: contact %" G_GINT64_FORMAT " differs: %s",
                                  import->name, cardcat_item_line(item), known->id, what));
}

static gboolean settle(const Import *import, const CardcatItem *item, const CardcatEntry *known,
                       GError **error) {
  CcImportResult *result = import->result;
  g_autoptr(CardcatEntry) whole = cardcat_item_against(item, known);
  if (cardcat_entry_is_same(whole, known)) {
    result->same++;
    return TRUE;
  }
  if (import->conflict == CC_CONFLICT_TAKE)
    return put(import, item, whole, &result->changed, error);
  if (import->conflict == CC_CONFLICT_MERGE) {
    g_autoptr(CardcatEntry) both = cc_entry_merge(known, whole);
    if (!cardcat_entry_is_same(both, known))
      return put(import, item, both, &result->changed, error);
    result->same++;
    return TRUE;
  }
  note_conflict(import, item, known, whole);
  return TRUE;
}

static gboolean take(const Import *import, const CardcatItem *item, GError **error) {
  GError *problem = NULL;
  g_autoptr(CardcatEntry) known = find(import, item, &problem);
  if (problem) {
    g_propagate_error(error, problem);
    return FALSE;
  }
  return known ? settle(import, item, known, error)
               : put(import, item, cardcat_item_entry(item), &import->result->added, error);
}

gboolean cc_import(CardcatChange *change, CardcatInput *input, const char *name,
                   CcConflict conflict, CcImportResult *result, GError **error) {
  const Import import = {change, name, conflict, result};
  for (;;) {
    g_autoptr(GError) problem = NULL;
    g_autoptr(CardcatItem) item = cardcat_input_next(input, &problem);
    if (!item && !problem) return TRUE;
    if (!item)
      g_ptr_array_add(result->bad, g_strdup_printf("%s, %s", name, problem->message));
    else if (!take(&import, item, error) || !pass(&import, error))
      return FALSE;
  }
}
