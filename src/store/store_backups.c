/* Automatic backups as their names tell of them. */
#include "store/backups.h"

#include <string.h>

/* 000012-2026-06-16T10.30.00Z-40-contacts-weekly.db: a colon is no character of every file
 * system. */
#define NAME                                                                      \
  "^([0-9]{6,12})-([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2})\\.([0-9]{2})\\.([0-9]{2}" \
  "Z)-([0-9]{1,12})-contacts-(weekly|migration|restore)\\.db$"

static const char *const reasons[] = {
    [CARDCAT_BACKUP_WEEKLY] = "weekly",
    [CARDCAT_BACKUP_MIGRATION] = "migration",
    [CARDCAT_BACKUP_RESTORE] = "restore",
};

const char *cardcat_backup_reason_name(CardcatBackupReason reason) {
  return reasons[reason];
}

void cardcat_backup_free(CardcatBackup *backup) {
  if (!backup) return;
  g_free(backup->path);
  g_free(backup->made);
  g_free(backup);
}

char *cc_backups_folder(const char *path) {
  return g_strconcat(path, "-backups", NULL);
}

char *cc_backup_path(const char *path, gint64 number, const char *time, gint64 contacts,
                     CardcatBackupReason reason) {
  g_autofree char *folder = cc_backups_folder(path);
  g_autofree char *safe = g_strdelimit(g_strdup(time), ":", '.');
  return g_strdup_printf("%s/%06" G_GINT64_FORMAT "-%s-%" G_GINT64_FORMAT "-contacts-%s.db", folder,
                         number, safe, contacts, reasons[reason]);
}

static CardcatBackup *parse(const GRegex *regex, const char *folder, const char *name) {
  g_autoptr(GMatchInfo) match = NULL;
  if (!g_regex_match(regex, name, 0, &match)) return NULL;
  g_auto(GStrv) parts = g_match_info_fetch_all(match);
  CardcatBackup *backup = g_new0(CardcatBackup, 1);
  backup->number = g_ascii_strtoll(parts[1], NULL, 10);
  backup->made = g_strjoin(":", parts[2], parts[3], parts[4], NULL);
  backup->contacts = g_ascii_strtoll(parts[5], NULL, 10);
  for (guint i = 0; i < G_N_ELEMENTS(reasons); i++)
    if (g_str_equal(reasons[i], parts[6])) backup->reason = (CardcatBackupReason)i;
  backup->path = g_build_filename(folder, name, NULL);
  return backup;
}

/* The number counts: a clock may have been wrong. */
static int compare(gconstpointer a, gconstpointer b) {
  const CardcatBackup *one = *(CardcatBackup *const *)a, *other = *(CardcatBackup *const *)b;
  if (one->number != other->number) return one->number > other->number ? -1 : 1;
  return strcmp(other->made, one->made);
}

GPtrArray *cardcat_store_backups(const char *path) {
  g_autofree char *real = cc_file_real(path), *folder = cc_backups_folder(real);
  g_autoptr(GRegex) regex = g_regex_new(NAME, G_REGEX_DOLLAR_ENDONLY, 0, NULL);
  GPtrArray *backups = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_backup_free);
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  for (const char *name; dir && (name = g_dir_read_name(dir));) {
    CardcatBackup *backup = parse(regex, folder, name);
    if (backup) g_ptr_array_add(backups, backup);
  }
  g_ptr_array_sort(backups, compare);
  return backups;
}

gboolean cc_backups_exist(const char *path) {
  g_autoptr(GPtrArray) backups = cardcat_store_backups(path);
  return backups->len > 0;
}

/* " --db BOOK", quoted for a shell, unless it is the book that is meant without. */
static char *db_option(const char *path) {
  g_autofree char *usual = cardcat_store_default_path();
  g_autofree char *real = usual ? cc_file_real(usual) : NULL;
  if (g_strcmp0(real, path) == 0) return g_strdup("");
  g_autofree char *quoted = g_shell_quote(path);
  return g_strconcat(" --db ", quoted, NULL);
}

char *cc_backups_advice(const char *path) {
  g_autoptr(GPtrArray) backups = cardcat_store_backups(path);
  g_autofree char *db = db_option(path);
  if (backups->len == 0) {
    return g_strdup_printf(
        "no backup is kept beside it; sqlite3's .recover may save what is left,"
        " and a copy is put in its place by: cardcat%s restore FILE",
        db);
  }
  const CardcatBackup *newest = backups->pdata[0];
  g_autofree char *file = g_shell_quote(newest->path);
  return g_strdup_printf("the backup of %.10s, with %" G_GINT64_FORMAT
                         " contacts, is put in its place by: cardcat%s restore %s; without a file"
                         " that lists all",
                         newest->made, newest->contacts, db, file);
}
