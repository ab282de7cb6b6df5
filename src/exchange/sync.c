/* A folder of vCards and the book, made the same: what changed on one side since they last agreed
 * goes to the other; what changed on both stays on both, and is told of. */
#include "exchange/exchange.h"

#include <string.h>

/* What is done to a file once the book is written. */
typedef struct {
  CardcatSynced *agreed; /* owned: what they agree on then; its mark is made of TEXT */
  char *before;          /* the file's mark when it was read; NULL: there was none */
  char *text;            /* NULL: it is deleted */
} Task;

static void task_free(Task *task) {
  cardcat_synced_free(task->agreed);
  g_free(task->before);
  g_free(task->text);
  g_free(task);
}

typedef struct {
  CardcatChange *change;
  const char *folder;
  CcSyncConflict conflict;
  CcSyncResult *result;
  CcAgreed *agreed;
  GHashTable *tied; /* uid: it has a file */
  GPtrArray *tasks; /* Task* */
  CcPortraits *portraits;
  CardcatNames *names;
} Sync;

static void sync_clear(Sync *sync) {
  cardcat_change_free(sync->change);
  cc_agreed_free(sync->agreed);
  g_clear_pointer(&sync->tied, g_hash_table_unref);
  g_clear_pointer(&sync->tasks, g_ptr_array_unref);
  cc_portraits_free(sync->portraits);
  cardcat_names_free(sync->names);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sync, sync_clear)

/* A file of the folder, and the contact that it is of. */
typedef struct {
  const char *name;
  char *mark;
  CardcatInput *input;
  CardcatItem *item;
  CardcatEntry *known;         /* NULL: it is not in the book */
  CardcatInputGroup *group;    /* that it is of instead of a contact; or NULL */
  const CardcatSynced *agreed; /* NULL: they never did; borrowed */
} File;

static void file_clear(File *file) {
  g_free(file->mark);
  cardcat_item_free(file->item);
  cardcat_input_free(file->input);
  cardcat_entry_free(file->known);
  cardcat_input_group_free(file->group);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(File, file_clear)

/* ---- what is done --------------------------------------------------------------------------- */

static CardcatSynced *synced_new(const char *name, const char *uid, const char *mark,
                                 gint64 version) {
  CardcatSynced *synced = g_new0(CardcatSynced, 1);
  *synced = (CardcatSynced){g_strdup(name), g_strdup(uid), g_strdup(mark), version};
  return synced;
}

static gboolean agree(const Sync *sync, const File *file, const CardcatEntry *entry,
                      GError **error) {
  g_autoptr(CardcatSynced) synced = synced_new(file->name, entry->uid, file->mark, entry->version);
  g_hash_table_add(sync->tied, g_strdup(entry->uid));
  return cardcat_change_set_synced(sync->change, sync->folder, synced, error);
}

/* ENTRY, which was put, has the picture of FILE unless it has one already; what is none is told of.
 */
static gboolean take_portrait(const Sync *sync, const File *file, const CardcatEntry *entry,
                              GError **error) {
  gboolean is_pictured = file->known && (file->known->portrait || file->known->cards->len > 0);
  g_autoptr(GBytes) came = is_pictured ? NULL : cardcat_item_picture(file->item);
  g_autoptr(GError) problem = NULL;
  g_autoptr(GBytes) picture =
      came ? cc_portraits_take(sync->portraits, came, "the picture", &problem) : NULL;
  if (problem)
    g_ptr_array_add(sync->result->bad, g_strdup_printf("%s: %s", file->name, problem->message));
  return !picture || cardcat_change_put_picture(sync->change, entry->uid, came, picture, error);
}

/* The contact becomes what the file says. */
static gboolean take(const Sync *sync, const File *file, const CardcatEntry *entry,
                     GError **error) {
  g_autoptr(GPtrArray) told = g_ptr_array_new_with_free_func(g_free); /* stays as it is */
  if (!cardcat_change_put(sync->change, entry, error) ||
      !cardcat_change_learn(sync->change, entry, told, error) ||
      !take_portrait(sync, file, entry, error))
    return FALSE;
  if (cardcat_input_is_guessed(file->input))
    g_ptr_array_add(sync->result->told, g_strconcat(file->name, ": " CC_GUESSED, NULL));
  g_autoptr(CardcatEntry) now = cardcat_change_find(sync->change, entry->uid, error);
  sync->result->taken++;
  return now && agree(sync, file, now, error);
}

/* The file becomes what the contact is; ITEM is what it held, or NULL. */
static void give(const Sync *sync, const char *name, const char *before, const CardcatItem *item,
                 const CardcatEntry *entry) {
  Task *task = g_new0(Task, 1);
  task->text = item ? cardcat_item_rewrite(item, entry)
                    : cardcat_format_export(entry, CARDCAT_FORMAT_VCARD, NULL);
  g_autofree char *mark = g_compute_checksum_for_string(G_CHECKSUM_SHA256, task->text, -1);
  task->agreed = synced_new(name, entry->uid, mark, entry->version);
  task->before = g_strdup(before);
  g_ptr_array_add(sync->tasks, task);
  g_hash_table_add(sync->tied, g_strdup(entry->uid));
}

static void drop(const Sync *sync, const File *file) {
  Task *task = g_new0(Task, 1);
  task->agreed = synced_new(file->name, file->agreed->uid, file->mark, 0);
  task->before = g_strdup(file->mark);
  g_ptr_array_add(sync->tasks, task);
}

/* ---- both changed --------------------------------------------------------------------------- */

/* The card is what it is in the file, the contact what it is in the book. */
static void keep_both(const Sync *sync, const char *name, const char *uid, const char *what) {
  g_ptr_array_add(sync->result->conflicts, g_strdup_printf("%s: %s", name, what));
  g_hash_table_add(sync->tied, g_strdup(uid));
}

static gboolean settle_changed(const Sync *sync, const File *file, const CardcatEntry *there,
                               GError **error) {
  if (sync->conflict == CC_SYNC_FOLDER) return take(sync, file, there, error);
  if (sync->conflict == CC_SYNC_BOOK) {
    give(sync, file->name, file->mark, file->item, file->known);
    return TRUE;
  }
  if (sync->conflict == CC_SYNC_MERGE) {
    g_autoptr(CardcatEntry) both =
        cc_entry_merge(file->known, there, g_strcmp0(there->changed, file->known->changed) > 0);
    if (!cardcat_change_put(sync->change, both, error)) return FALSE;
    g_autoptr(CardcatEntry) now = cardcat_change_find(sync->change, both->uid, error);
    if (!now) return FALSE;
    sync->result->taken++;
    give(sync, file->name, file->mark, file->item, now);
    return TRUE;
  }
  g_autofree char *differences = cc_entry_differences(file->known, there);
  g_autofree char *what = g_strdup_printf(
      "contact %" G_GINT64_FORMAT " was changed on both sides: %s", file->known->id, differences);
  keep_both(sync, file->name, file->known->uid, what);
  return TRUE;
}

/* It was removed from the book, and changed in the folder. */
static gboolean settle_removed_here(const Sync *sync, const File *file, GError **error) {
  if (sync->conflict == CC_SYNC_BOOK) {
    drop(sync, file);
    return TRUE;
  }
  g_autoptr(CardcatEntry) there = cc_entry_as(cardcat_item_entry(file->item), file->agreed->uid);
  if (sync->conflict != CC_SYNC_KEEP) return take(sync, file, there, error);
  keep_both(sync, file->name, file->agreed->uid,
            "it was changed, and its contact removed from the address book");
  return TRUE;
}

/* It was deleted from the folder, and changed in the book. */
static gboolean settle_removed_there(const Sync *sync, const CardcatSynced *agreed,
                                     const CardcatEntry *known, GError **error) {
  if (sync->conflict == CC_SYNC_FOLDER) {
    sync->result->removed++;
    return cardcat_change_remove(sync->change, known->id, error) &&
           cardcat_change_forget_synced(sync->change, sync->folder, agreed->name, error);
  }
  if (sync->conflict != CC_SYNC_KEEP) {
    give(sync, agreed->name, NULL, NULL, known);
    return TRUE;
  }
  g_autofree char *what = g_strdup_printf(
      "it was deleted, and contact %" G_GINT64_FORMAT " changed in the address book", known->id);
  keep_both(sync, agreed->name, known->uid, what);
  return TRUE;
}

/* ---- one file ------------------------------------------------------------------------------- */

static gboolean read_file(const Sync *sync, File *file, GError **error) {
  g_autoptr(GBytes) bytes = cc_vdir_read(sync->folder, file->name, error);
  if (!bytes) return FALSE;
  file->mark = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes);
  /* What else it may be is nothing that a folder of cards has. */
  file->input = cardcat_input_new(bytes, NULL, NULL);
  if (file->input) cardcat_input_part_names(file->input, sync->names);
  gboolean is_card = file->input && cardcat_input_kind(file->input) == CARDCAT_INPUT_VCARDS;
  GError *problem = NULL;
  file->item = is_card ? cardcat_input_next(file->input, &problem) : NULL;
  g_autoptr(CardcatItem) more = file->item ? cardcat_input_next(file->input, NULL) : NULL;
  if (problem)
    g_propagate_error(error, problem);
  else if (!file->item || more)
    g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_INPUT,
                        more ? "it has more than one vCard" : "it is not a vCard");
  if (file->item) file->group = cardcat_item_take_group(file->item);
  return file->item && !more;
}

/* Whoever was taken for a contact before, as the group that it is, stays one. */
static gboolean pass_group(const Sync *sync, const File *file) {
  g_ptr_array_add(
      sync->result->told,
      g_strdup_printf("%s: this is the group %s, which stays as it is; 'cardcat import' "
                      "takes over whom it has",
                      file->name, file->group->name));
  if (file->agreed) g_hash_table_add(sync->tied, g_strdup(file->agreed->uid));
  return TRUE;
}

/* Of two files with one card the first that was known counts. */
static gboolean check_single(const Sync *sync, const File *file, GError **error) {
  const char *uid = cardcat_item_entry(file->item)->uid;
  if (file->agreed ||
      (!cc_agreed_is_held(sync->agreed, uid) && !g_hash_table_contains(sync->tied, uid)))
    return TRUE;
  g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_INPUT,
                      "another file has a card with the same UID; this one is left alone");
  return FALSE;
}

static gboolean settle_known(const Sync *sync, const File *file, GError **error) {
  const CardcatSynced *agreed = file->agreed;
  gboolean is_new_there = !agreed || !g_str_equal(agreed->mark, file->mark);
  gboolean is_new_here = !agreed || agreed->version != file->known->version;
  g_hash_table_add(sync->tied, g_strdup(file->known->uid));
  if (!is_new_there && !is_new_here) return TRUE;
  g_autoptr(CardcatEntry) there = cardcat_item_against(file->item, file->known);
  if (cardcat_entry_is_same(there, file->known)) return agree(sync, file, file->known, error);
  if (is_new_there && is_new_here) return settle_changed(sync, file, there, error);
  if (is_new_there) return take(sync, file, there, error);
  give(sync, file->name, file->mark, file->item, file->known);
  return TRUE;
}

/* FILE is none that is known by its name: it may be a card whose file was called otherwise. */
static gboolean follow_name(const Sync *sync, File *file, GError **error) {
  if (file->agreed) return TRUE;
  const char *uid = cardcat_item_entry(file->item)->uid;
  if (!cc_agreed_move(sync->agreed, sync->change, uid, file->name, error)) return FALSE;
  file->agreed = cc_agreed_of(sync->agreed, file->name);
  return TRUE;
}

static gboolean settle_file(const Sync *sync, File *file, GError **error) {
  GError *problem = NULL;
  const CardcatEntry *entry = cardcat_item_entry(file->item);
  if (!follow_name(sync, file, error)) return FALSE;
  file->known =
      cardcat_change_find(sync->change, file->agreed ? file->agreed->uid : entry->uid, &problem);
  if (problem) {
    g_propagate_error(error, problem);
    return FALSE;
  }
  if (file->known) return settle_known(sync, file, error);
  if (!file->agreed) return take(sync, file, entry, error);
  if (!g_str_equal(file->agreed->mark, file->mark)) return settle_removed_here(sync, file, error);
  drop(sync, file);
  return TRUE;
}

static gboolean sync_file(const Sync *sync, const char *name, GError **error) {
  g_autoptr(GError) problem = NULL;
  g_auto(File) file = {.name = name};
  file.agreed = cc_agreed_of(sync->agreed, name);
  gboolean well =
      !read_file(sync, &file, &problem) ||
      (file.group ? pass_group(sync, &file)
                  : !check_single(sync, &file, &problem) || settle_file(sync, &file, error));
  if (problem) {
    g_ptr_array_add(sync->result->bad, g_strdup_printf("%s: %s", name, problem->message));
    if (file.agreed) g_hash_table_add(sync->tied, g_strdup(file.agreed->uid));
  }
  return well;
}

/* ---- what has no file ----------------------------------------------------------------------- */

static gboolean sync_gone(const Sync *sync, const CardcatSynced *agreed, GError **error) {
  GError *problem = NULL;
  if (g_hash_table_contains(sync->tied, agreed->uid)) /* there was a second file */
    return cardcat_change_forget_synced(sync->change, sync->folder, agreed->name, error);
  g_autoptr(CardcatEntry) known = cardcat_change_find(sync->change, agreed->uid, &problem);
  if (problem) {
    g_propagate_error(error, problem);
    return FALSE;
  }
  if (known && known->version != agreed->version)
    return settle_removed_there(sync, agreed, known, error);
  if (known && !cardcat_change_remove(sync->change, known->id, error)) return FALSE;
  if (known) sync->result->removed++;
  return cardcat_change_forget_synced(sync->change, sync->folder, agreed->name, error);
}

static gboolean give_untied(const CardcatEntry *entry, gpointer data, GError **error) {
  const Sync *sync = data;
  (void)error;
  if (g_hash_table_contains(sync->tied, entry->uid)) return TRUE;
  g_autofree char *name = cc_vdir_name(entry->uid);
  give(sync, name, NULL, NULL, entry);
  return TRUE;
}

static gboolean sync_rest(const Sync *sync, GError **error) {
  g_autoptr(GPtrArray) gone = cc_agreed_gone(sync->agreed);
  for (guint i = 0; i < gone->len; i++)
    if (!sync_gone(sync, gone->pdata[i], error)) return FALSE;
  return cardcat_change_each(sync->change, give_untied, (gpointer)sync, error);
}

/* ---- the files ------------------------------------------------------------------------------ */

/* The file is what it was when it was read. */
static gboolean is_untouched(const Sync *sync, const Task *task) {
  g_autoptr(GBytes) bytes = cc_vdir_read(sync->folder, task->agreed->name, NULL);
  g_autofree char *mark = bytes ? g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes) : NULL;
  return g_strcmp0(mark, task->before) == 0;
}

static gboolean do_task(const Sync *sync, const Task *task, GError **error) {
  const CardcatSynced *agreed = task->agreed;
  /* Somebody changed it meanwhile: the next time. */
  if (!is_untouched(sync, task)) return TRUE;
  if (!task->text) {
    sync->result->deleted++;
    return cc_vdir_delete(sync->folder, agreed->name, error) &&
           cardcat_change_forget_synced(sync->change, sync->folder, agreed->name, error);
  }
  sync->result->given++;
  return cc_vdir_write(sync->folder, agreed->name, task->text, NULL, error) &&
         cardcat_change_set_synced(sync->change, sync->folder, agreed, error);
}

/* A folder that is lost or not mounted is no wish to be rid of everybody. */
static gboolean check_emptied(const Sync *sync, const GPtrArray *names, gboolean allow_empty,
                              GError **error) {
  if (names->len > 0 || cc_agreed_count(sync->agreed) == 0 || allow_empty) return TRUE;
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
              "%s: there is no card left of %u: when all of these contacts are to be removed, say "
              "--allow-empty",
              sync->folder, cc_agreed_count(sync->agreed));
  return FALSE;
}

/* The book first: what stands in files is not lost, whatever comes between. */
static gboolean write_book(Sync *sync, const GPtrArray *names, GError **error) {
  const CcSyncResult *result = sync->result;
  for (guint i = 0; i < names->len; i++)
    if (!sync_file(sync, names->pdata[i], error)) return FALSE;
  if (!sync_rest(sync, error)) return FALSE;
  guint count = result->taken + result->removed;
  g_autofree char *folder = g_filename_display_name(sync->folder);
  g_autofree char *subject =
      g_strdup_printf("%u contact%s with %s", count, count == 1 ? "" : "s", folder);
  return cardcat_change_commit(sync->change, subject, error);
}

static gboolean write_files(Sync *sync, CardcatStore *store, GError **error) {
  if (sync->tasks->len == 0) return TRUE;
  cardcat_change_free(sync->change);
  sync->change = cardcat_change_new(store, CARDCAT_CHANGE_SYNC, error);
  for (guint i = 0; sync->change && i < sync->tasks->len; i++)
    if (!do_task(sync, sync->tasks->pdata[i], error)) return FALSE;
  return sync->change && cardcat_change_commit(sync->change, "", error);
}

gboolean cc_sync(CardcatStore *store, const char *folder, const CcSyncOptions *options,
                 CcSyncResult *result, GError **error) {
  g_autoptr(GPtrArray) names = cc_vdir_list(folder, error);
  g_auto(Sync)
      sync = {.change = names ? cardcat_change_new(store, CARDCAT_CHANGE_SYNC, error) : NULL,
              .folder = folder,
              .conflict = options->conflict,
              .result = result,
              .tied = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
              .portraits = cc_portraits_new(),
              .names = cardcat_names_new(),
              .tasks = g_ptr_array_new_with_free_func((GDestroyNotify)task_free)};
  if (sync.change) sync.agreed = cc_agreed_new(sync.change, folder, names, error);
  return sync.agreed && check_emptied(&sync, names, options->allow_empty, error) &&
         write_book(&sync, names, error) && write_files(&sync, store, error);
}
