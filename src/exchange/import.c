/* Contacts of a file, put beside those of the book. */
#include "exchange/exchange.h"

CcImportResult cc_import_result(void) {
  return (CcImportResult){.conflicts = g_ptr_array_new_with_free_func(g_free),
                          .bad = g_ptr_array_new_with_free_func(g_free),
                          .told = g_ptr_array_new_with_free_func(g_free),
                          .refused = g_ptr_array_new_with_free_func(g_free)};
}

void cc_import_result_clear(CcImportResult *result) {
  g_clear_pointer(&result->conflicts, g_ptr_array_unref);
  g_clear_pointer(&result->bad, g_ptr_array_unref);
  g_clear_pointer(&result->told, g_ptr_array_unref);
  g_clear_pointer(&result->refused, g_ptr_array_unref);
  g_clear_pointer(&result->pending, g_ptr_array_unref);
}

typedef struct {
  CardcatChange *change;
  const char *name;
  CcConflict conflict;
  CcPortraits *portraits; /* borrowed */
  CcImportResult *result;
} Import;

/* A picture that came with an item and that its contact has not yet; NULL: none. */
typedef struct {
  GBytes *came, *picture;
} Portrait;

static void portrait_clear(Portrait *portrait) {
  g_clear_pointer(&portrait->came, g_bytes_unref);
  g_clear_pointer(&portrait->picture, g_bytes_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Portrait, portrait_clear)

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

/* ---- pictures ------------------------------------------------------------------------------- */

/* "phone.vcf, line 7: the picture of Eve Cole", owned. */
static char *picture_name(const Import *import, const CardcatItem *item) {
  const CardcatContact *contact = cardcat_item_entry(item)->contact;
  const char *of = contact->name.full ? contact->name.full : contact->organization;
  return g_strdup_printf("%s, line %u: the picture%s%s", import->name, cardcat_item_line(item),
                         of ? " of " : "", of ? of : "");
}

/* Of KNOWN, or (NULL) somebody new. */
static gboolean has_already(const Import *import, const CardcatEntry *known, GBytes *came,
                            gboolean *has, GError **error) {
  *has = FALSE;
  return !known || cardcat_change_has_picture(import->change, known, came, has, error);
}

/* *PORTRAIT gets what ITEM brings; one that cannot be decoded is told of, and all else of ITEM
 * counts. */
static gboolean take_portrait(const Import *import, const CardcatItem *item,
                              const CardcatEntry *known, Portrait *portrait, GError **error) {
  g_autoptr(GBytes) came = cardcat_item_picture(item);
  g_autoptr(GError) problem = NULL;
  gboolean has = FALSE;
  if (!came) {
    if (cardcat_item_has_picture(item)) import->result->elsewhere++;
    return TRUE;
  }
  if (!has_already(import, known, came, &has, error)) return FALSE;
  if (has) return TRUE;
  g_autofree char *name = picture_name(import, item);
  g_autoptr(GBytes) picture = cc_portraits_take(import->portraits, came, name, &problem);
  if (!picture) {
    g_ptr_array_add(import->result->refused, g_strdup(problem->message));
    return TRUE;
  }
  portrait->came = g_steal_pointer(&came);
  portrait->picture = g_steal_pointer(&picture);
  return TRUE;
}

/* What is said of events and groups goes into the book with whoever says it. */
static gboolean learn(const Import *import, const CardcatEntry *entry, GError **error) {
  return cardcat_change_learn(import->change, entry, import->result->told, error);
}

static gboolean put(const Import *import, const CardcatEntry *entry, const Portrait *portrait,
                    guint *count, GError **error) {
  (*count)++;
  if (!cardcat_change_put(import->change, entry, error) || !learn(import, entry, error))
    return FALSE;
  if (!portrait->picture) return TRUE;
  import->result->pictures++;
  return cardcat_change_put_picture(import->change, entry->uid, portrait->came, portrait->picture,
                                    error);
}

/* ---- one contact ---------------------------------------------------------------------------- */

char *cc_import_subject(const CcImportResult *result, const char *name) {
  guint contacts = result->added + result->changed;
  guint count = contacts > 0 ? contacts : result->joined;
  return g_strdup_printf("%u contact%s from %s", count, count == 1 ? "" : "s", name);
}

/* So many contacts take about a tenth of a second: nobody waits longer for the book.  A picture
 * takes as long as some contacts. */
#define PASS_CONTACTS 200
#define PICTURE_CONTACTS 20

static guint work_of(const CcImportResult *result) {
  return result->added + result->changed + PICTURE_CONTACTS * result->pictures;
}

static gboolean pass(const Import *import, GError **error) {
  CcImportResult *result = import->result;
  if (work_of(result) < result->passed + PASS_CONTACTS) return TRUE;
  g_autofree char *subject = cc_import_subject(result, import->name);
  result->passed = work_of(result);
  return cardcat_change_pass(import->change, subject, error);
}

/* "name: Ada here, Bea there; picture: none here, one there", owned. */
static char *say_differences(const CardcatEntry *known, const CardcatEntry *whole,
                             const Portrait *portrait) {
  g_autofree char *texts = cc_entry_differences(known, whole);
  gboolean is_none = !known->portrait && known->cards->len == 0;
  return g_strconcat(texts, *texts && portrait->picture ? "; " : "",
                     !portrait->picture ? ""
                     : is_none          ? "picture: none here, one there"
                                        : "picture: another there",
                     NULL);
}

static void note_conflict(const Import *import, const CardcatItem *item, const CardcatEntry *known,
                          const CardcatEntry *whole, const Portrait *portrait) {
  g_autofree char *what = say_differences(known, whole, portrait);
  g_ptr_array_add(import->result->conflicts,
                  g_strdup_printf("%s, line %u: contact %" G_GINT64_FORMAT " differs: %s",
                                  import->name, cardcat_item_line(item), known->id, what));
}

static gboolean merge(const Import *import, const CardcatEntry *known, const CardcatEntry *whole,
                      Portrait *portrait, GError **error) {
  /* A file that does not say when it was changed comes now. */
  gboolean is_later = g_strcmp0(known->changed, whole->changed) <= 0;
  g_autoptr(CardcatEntry) both = cc_entry_merge(known, whole, is_later);
  if (known->portrait) portrait_clear(portrait);
  if (portrait->picture || !cardcat_entry_is_same(both, known))
    return put(import, both, portrait, &import->result->changed, error) &&
           learn(import, whole, error);
  import->result->same++;
  return learn(import, whole, error);
}

static gboolean settle(const Import *import, const CardcatItem *item, const CardcatEntry *known,
                       GError **error) {
  CcImportResult *result = import->result;
  g_auto(Portrait) portrait = {NULL};
  g_autoptr(CardcatEntry) whole = cardcat_item_against(item, known);
  if (!take_portrait(import, item, known, &portrait, error)) return FALSE;
  if (!portrait.picture && cardcat_entry_is_same(whole, known)) {
    result->same++;
    return learn(import, whole, error);
  }
  if (import->conflict == CC_CONFLICT_TAKE)
    return put(import, whole, &portrait, &result->changed, error);
  if (import->conflict == CC_CONFLICT_MERGE) return merge(import, known, whole, &portrait, error);
  note_conflict(import, item, known, whole, &portrait);
  return TRUE;
}

static gboolean add(const Import *import, const CardcatItem *item, GError **error) {
  g_auto(Portrait) portrait = {NULL};
  return take_portrait(import, item, NULL, &portrait, error) &&
         put(import, cardcat_item_entry(item), &portrait, &import->result->added, error);
}

static gboolean take(const Import *import, const CardcatItem *item, GError **error) {
  GError *problem = NULL;
  g_autoptr(CardcatEntry) known = find(import, item, &problem);
  if (problem) {
    g_propagate_error(error, problem);
    return FALSE;
  }
  return known ? settle(import, item, known, error) : add(import, item, error);
}

static gboolean take_item(const Import *import, CardcatItem *item, GError **error) {
  CardcatInputGroup *group = cardcat_item_take_group(item);
  if (!group) return take(import, item, error) && pass(import, error);
  cc_import_keep_group(import->result, group, import->name);
  return TRUE;
}

gboolean cc_import(CardcatChange *change, CardcatInput *input, const char *name,
                   CcConflict conflict, CcPortraits *portraits, CcImportResult *result,
                   GError **error) {
  const Import import = {change, name, conflict, portraits, result};
  for (;;) {
    g_autoptr(GError) problem = NULL;
    g_autoptr(CardcatItem) item = cardcat_input_next(input, &problem);
    if (!item && !problem) return TRUE;
    if (!item)
      g_ptr_array_add(result->bad, g_strdup_printf("%s, %s", name, problem->message));
    else if (!take_item(&import, item, error))
      return FALSE;
  }
}
