/* Groups that stand in files: their members become members in the book. */
#include "exchange/exchange.h"

typedef struct {
  char *file;
  CardcatInputGroup *group;
} Pending;

static void pending_free(Pending *pending) {
  g_free(pending->file);
  cardcat_input_group_free(pending->group);
  g_free(pending);
}

void cc_import_keep_group(CcImportResult *result, CardcatInputGroup *group, const char *name) {
  Pending *pending = g_new(Pending, 1);
  *pending = (Pending){g_strdup(name), group};
  if (!result->pending)
    result->pending = g_ptr_array_new_with_free_func((GDestroyNotify)pending_free);
  g_ptr_array_add(result->pending, pending);
}

/* In whatever case. */
static gboolean belongs(const CardcatEntry *entry, const char *group) {
  g_autofree char *wanted = g_utf8_casefold(group, -1);
  for (guint i = 0; i < entry->groups->len; i++) {
    g_autofree char *has = g_utf8_casefold(entry->groups->pdata[i], -1);
    if (g_str_equal(has, wanted)) return TRUE;
  }
  return FALSE;
}

/* *KNOWN: UID is somebody's in the book. */
static gboolean join(CardcatChange *change, const char *uid, const char *group, gboolean *known,
                     guint *joined, GError **error) {
  GError *problem = NULL;
  g_autoptr(CardcatEntry) entry = uid ? cardcat_change_find(change, uid, &problem) : NULL;
  if (problem) {
    g_propagate_error(error, problem);
    return FALSE;
  }
  *known = entry != NULL;
  if (!entry || belongs(entry, group)) return TRUE;
  g_autoptr(CardcatEntry) now = cc_entry_as(entry, entry->uid);
  g_ptr_array_add(now->groups, g_strdup(group));
  (*joined)++;
  return cardcat_change_put(change, now, error);
}

static gboolean join_all(CardcatChange *change, const Pending *pending, CcImportResult *result,
                         GError **error) {
  const CardcatInputGroup *group = pending->group;
  guint missing = 0, before = result->joined;
  for (guint i = 0; i < group->members->len; i++) {
    gboolean known = FALSE;
    if (!join(change, group->members->pdata[i], group->name, &known, &result->joined, error))
      return FALSE;
    if (!known) missing++;
  }
  if (missing > 0)
    g_ptr_array_add(result->told,
                    g_strdup_printf("%s: group %s: %u of %u members %s not in the "
                                    "address book",
                                    pending->file, group->name, missing, group->members->len,
                                    missing == 1 ? "is" : "are"));
  else if (result->joined == before)
    result->groups++;
  return TRUE;
}

gboolean cc_import_groups(CardcatChange *change, CcImportResult *result, GError **error) {
  for (guint i = 0; result->pending && i < result->pending->len; i++)
    if (!join_all(change, result->pending->pdata[i], result, error)) return FALSE;
  g_clear_pointer(&result->pending, g_ptr_array_unref);
  return TRUE;
}
