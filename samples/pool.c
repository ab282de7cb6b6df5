/* Reads many photos at once, in worker processes, with progress on standard error, and prints what
 * each card says as JSON, one line each.
 *
 *   cc pool.c $(pkg-config --cflags --libs cardcat) -o pool && ./pool *.jpg > cards.jsonl
 *
 * Also valid C++.  The program may have threads, and may do other things between two calls. */
#include <cardcat/cardcat.h>

/* From within cardcat_pool_wait(): TICKET is what the photo was submitted with. */
static void show_progress(guint64 ticket, CardcatStage stage, double share, gpointer data) {
  static const char *const stages[] = {"loads", "finds cards", "reads"};
  char **photos = (char **)data;
  g_printerr("%s: %s, %.0f %%\n", photos[ticket], stages[stage], 100 * share);
}

/* A file that is not there is no reason to leave the others out. */
static gboolean submit(CardcatPool *pool, char **photos, guint ticket, GError **error) {
  char *content = NULL;
  gsize length = 0;
  g_autoptr(GError) missing = NULL;
  if (!g_file_get_contents(photos[ticket], &content, &length, &missing)) {
    g_printerr("%s\n", missing->message);
    return TRUE;
  }
  g_autoptr(GBytes) photo = g_bytes_new_take(content, length);
  return cardcat_pool_submit(pool, ticket, photos[ticket], photo, error);
}

static void print_result(char **photos, const CardcatPoolResult *result) {
  if (result->error) g_printerr("%s: %s\n", photos[result->ticket], result->error->message);
  for (guint i = 0; result->readings && i < result->readings->len; i++) {
    g_autofree char *json =
        cardcat_reading_to_json((const CardcatReading *)result->readings->pdata[i], FALSE);
    g_print("%s\n", json);
  }
}

/* As many at a time as there are workers; they are done in any order. */
static gboolean read_all(char **photos, GError **error) {
  g_autoptr(CardcatPool) pool = cardcat_pool_new(NULL, NULL, error);
  if (!pool) return FALSE;
  cardcat_pool_set_progress(pool, show_progress, photos);
  for (guint next = 0; photos[next] || cardcat_pool_busy(pool) > 0;) {
    if (photos[next] && cardcat_pool_idle(pool) > 0) {
      if (!submit(pool, photos, next++, error)) return FALSE;
      continue;
    }
    CardcatPoolResult result = {0, NULL, NULL, {{0}}};
    GError *broken = NULL;
    if (cardcat_pool_wait(pool, -1, &result, &broken)) {
      print_result(photos, &result);
      cardcat_pool_result_clear(&result);
    } else if (broken) {
      g_propagate_error(error, broken);
      return FALSE;
    }
  }
  return TRUE;
}

int main(int argc, char **argv) {
  g_autoptr(GError) error = NULL;
  if (argc > 1 && read_all(argv + 1, &error)) return 0;
  g_printerr("%s\n", error ? error->message : "usage: pool PHOTO...");
  return error ? cardcat_error_exit_status(error) : 2;
}
