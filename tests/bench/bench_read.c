/* Reads photos with all the rooms; one JSON line per card on stdout, what it cost on stderr.
 *
 *   bench_read [--jobs N] [--lines] [--keep DIR] PHOTO... */
#include <stdio.h>
#include <sys/resource.h>

#include "cardcat/cardcat.h"

typedef struct {
  char **paths;
  guint next, failed, cards;
  gboolean lines;
  CardcatPoolResult *results; /* by path */
} Bench;

static gboolean submit_next(Bench *bench, CardcatPool *pool) {
  const char *path = bench->paths[bench->next];
  g_autoptr(GError) error = NULL;
  char *content = NULL;
  gsize length = 0;
  if (!g_file_get_contents(path, &content, &length, &error)) {
    bench->results[bench->next++].error = g_steal_pointer(&error);
    return TRUE;
  }
  g_autoptr(GBytes) photo = g_bytes_new_take(content, length);
  if (cardcat_pool_submit(pool, bench->next, path, photo, &error)) {
    bench->next++;
    return TRUE;
  }
  g_printerr("bench_read: %s\n", error->message);
  return FALSE;
}

static gboolean read_all(Bench *bench, CardcatPool *pool) {
  while (bench->paths[bench->next] || cardcat_pool_busy(pool) > 0) {
    while (bench->paths[bench->next] && cardcat_pool_idle(pool) > 0)
      if (!submit_next(bench, pool)) return FALSE;
    CardcatPoolResult result;
    g_autoptr(GError) error = NULL;
    if (cardcat_pool_wait(pool, -1, &result, &error)) bench->results[result.ticket] = result;
    if (error) {
      g_printerr("bench_read: %s\n", error->message);
      return FALSE;
    }
  }
  return TRUE;
}

static void print_all(Bench *bench) {
  for (guint i = 0; i < bench->next; i++) {
    CardcatPoolResult *result = &bench->results[i];
    if (result->error) {
      bench->failed++;
      g_printerr("%s\n", result->error->message);
    }
    for (guint j = 0; result->readings && j < result->readings->len; j++, bench->cards++) {
      g_autofree char *json = cardcat_reading_to_json(result->readings->pdata[j], bench->lines);
      puts(json);
    }
    cardcat_pool_result_clear(result);
  }
}

static double cpu_seconds(int who) {
  struct rusage usage;
  getrusage(who, &usage);
  return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static long peak_megabytes(int who) {
  struct rusage usage;
  getrusage(who, &usage);
  return usage.ru_maxrss / 1024;
}

static int run(Bench *bench, int jobs, const char *keep) {
  g_autoptr(GError) error = NULL;
  CardcatReaderOptions options = {.keep_dir = keep};
  CardcatPoolOptions pool_options = {.jobs = (guint)jobs};
  gint64 begun = g_get_monotonic_time();
  CardcatPool *pool = cardcat_pool_new(&options, &pool_options, &error);
  if (!pool) {
    g_printerr("bench_read: %s\n", error->message);
    return cardcat_error_exit_status(error);
  }
  gboolean ok = read_all(bench, pool);
  cardcat_pool_free(pool);
  double wall = (double)(g_get_monotonic_time() - begun) / G_USEC_PER_SEC;
  print_all(bench);
  double cpu = cpu_seconds(RUSAGE_SELF) + cpu_seconds(RUSAGE_CHILDREN);
  g_printerr(
      "%u photos, %u cards, %u failed; wall %.2f s, CPU %.2f s, %.3f s per photo; "
      "largest worker %ld MB, parent %ld MB\n",
      bench->next, bench->cards, bench->failed, wall, cpu, cpu / MAX(bench->next, 1),
      peak_megabytes(RUSAGE_CHILDREN), peak_megabytes(RUSAGE_SELF));
  return ok ? 0 : 1;
}

int main(int argc, char **argv) {
  int jobs = 1;
  g_autofree char *keep = NULL;
  g_auto(GStrv) paths = NULL;
  Bench bench = {0};
  GOptionEntry entries[] = {
      {"jobs", 'j', 0, G_OPTION_ARG_INT, &jobs, "Workers", "N"},
      {"lines", 0, 0, G_OPTION_ARG_NONE, &bench.lines, "Lines of print too", NULL},
      {"keep", 0, 0, G_OPTION_ARG_FILENAME, &keep, "Every stage as files", "DIR"},
      {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &paths, NULL, "PHOTO..."},
      {NULL},
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(GOptionContext) context = g_option_context_new(NULL);
  g_option_context_add_main_entries(context, entries, NULL);
  if (!g_option_context_parse(context, &argc, &argv, &error) || !paths) {
    g_printerr("bench_read: %s\n", error ? error->message : "no photos");
    return 2;
  }
  bench.paths = paths;
  g_autofree CardcatPoolResult *results = g_new0(CardcatPoolResult, g_strv_length(paths));
  bench.results = results;
  return run(&bench, jobs, keep);
}
