/* Where the cards of photos are found, to be scored against their true corners.
 *
 *   bench_outline [--flat DIR] [--time] PHOTO... > outlines.jsonl
 *
 * One JSON object per card: source.path, corners in pixels of the upright photo in full size.
 * --flat DIR writes the flattened cards there as JPEG files; --time tells the CPU time on stderr.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "outline/outline.h"
#include "photo/photo.h"

typedef struct {
  const char *flat;
  double load, find, flatten; /* CPU seconds */
  int photos, cards;
} Bench;

static double cpu_seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void print_outline(const char *path, const CcPhoto *photo, const CcOutline *o) {
  g_autofree char *name = g_strescape(path, NULL);
  printf("{\"source\":{\"path\":\"%s\"},\"corners\":[", name);
  for (int i = 0; i < 4; i++)
    printf("%s[%.1f,%.1f]", i ? "," : "", o->corners[i].x * photo->scale,
           o->corners[i].y * photo->scale);
  printf("],\"contact\":{},\"score\":%.3f,\"whole\":%s}\n", o->score, o->whole ? "true" : "false");
}

static void write_flat(Bench *bench, const char *path, guint card, const CcRaster *flat) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) jpeg = cc_photo_to_jpeg(flat, 90, &error);
  g_autofree char *base = g_path_get_basename(path);
  g_autofree char *to = g_strdup_printf("%s/%s-%u.jpg", bench->flat, base, card + 1);
  gsize size;
  const char *data = jpeg ? g_bytes_get_data(jpeg, &size) : NULL;
  if (!data || !g_file_set_contents(to, data, (gssize)size, &error))
    fprintf(stderr, "%s: %s\n", to, error->message);
}

static gboolean measure(Bench *bench, const char *path) {
  g_autofree char *data = NULL;
  gsize size;
  g_autoptr(GError) error = NULL;
  if (!g_file_get_contents(path, &data, &size, &error)) {
    fprintf(stderr, "%s\n", error->message);
    return FALSE;
  }
  g_autoptr(GBytes) bytes = g_bytes_new_take(g_steal_pointer(&data), size);
  double start = cpu_seconds();
  g_autoptr(CcPhoto) photo = cc_photo_load(bytes, 0, &error);
  bench->load += cpu_seconds() - start;
  if (!photo) {
    fprintf(stderr, "%s: %s\n", path, error->message);
    return FALSE;
  }
  start = cpu_seconds();
  g_autoptr(GArray) outlines = cc_outlines_find(photo->raster, NULL);
  bench->find += cpu_seconds() - start;
  bench->photos++;
  for (guint i = 0; i < outlines->len; i++) {
    const CcOutline *outline = &g_array_index(outlines, CcOutline, i);
    print_outline(path, photo, outline);
    start = cpu_seconds();
    g_autoptr(CcRaster) flat = cc_outline_flatten(photo->raster, outline, photo->focal_35mm);
    bench->flatten += cpu_seconds() - start;
    bench->cards++;
    if (bench->flat) write_flat(bench, path, i, flat);
  }
  return TRUE;
}

int main(int argc, char **argv) {
  g_autofree char *flat = NULL;
  gboolean tell_time = FALSE;
  const GOptionEntry entries[] = {
      {"flat", 0, 0, G_OPTION_ARG_FILENAME, &flat, "Write the flattened cards to DIR", "DIR"},
      {"time", 0, 0, G_OPTION_ARG_NONE, &tell_time, "Tell the CPU time on stderr", NULL},
      {NULL}};
  g_autoptr(GOptionContext) context = g_option_context_new("PHOTO...");
  g_option_context_add_main_entries(context, entries, NULL);
  g_autoptr(GError) error = NULL;
  if (!g_option_context_parse(context, &argc, &argv, &error) || !cc_photo_init(&error)) {
    fprintf(stderr, "%s\n", error->message);
    return 2;
  }
  Bench bench = {.flat = flat};
  int status = 0;
  for (int i = 1; i < argc; i++)
    if (!measure(&bench, argv[i])) status = 1;
  if (tell_time)
    fprintf(stderr,
            "%d photos, %d cards: load %.0f ms, find %.0f ms a photo, flatten %.0f ms a card\n",
            bench.photos, bench.cards, 1e3 * bench.load / MAX(1, bench.photos),
            1e3 * bench.find / MAX(1, bench.photos), 1e3 * bench.flatten / MAX(1, bench.cards));
  return status;
}
