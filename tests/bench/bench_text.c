/* bench_text [-l LANGUAGES] [-k DIR] PICTURE.ppm...: reads flattened cards; a JSON line for each on
 * standard output, CPU seconds of each room on standard error.  The floor is what recognition takes
 * alone: each strip of print once, by the first model. */
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "text/ocr.h"

static double cpu_seconds(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         1e-6 * (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

static CcRaster *load_ppm(const char *path) {
  g_autofree char *bytes = NULL;
  gsize length = 0;
  int kind, width, height, start = 0;
  if (!g_file_get_contents(path, &bytes, &length, NULL)) return NULL;
  if (sscanf(bytes, "P%d %d %d 255%n", &kind, &width, &height, &start) != 3 || !start) return NULL;
  CcRaster *raster = cc_raster_new(width, height, kind == 6 ? 3 : 1);
  gsize size = (gsize)width * (gsize)height * (gsize)raster->bands;
  if (length < (gsize)start + 1 + size) return NULL;
  memcpy(raster->data, bytes + start + 1, size);
  return raster;
}

static void print_string(const char *text) {
  putchar('"');
  for (; *text; text++) {
    if (*text == '"' || *text == '\\') putchar('\\');
    if (*text == '\n') {
      fputs("\\n", stdout);
    } else {
      putchar(*text);
    }
  }
  putchar('"');
}

static void print_word(const CardcatWord *word) {
  fputs("{\"text\": ", stdout);
  print_string(word->text);
  printf(", \"box\": [%d, %d, %d, %d], \"confidence\": %.3f}", word->box.x, word->box.y,
         word->box.w, word->box.h, word->confidence);
}

static void print_line(const CardcatLine *line) {
  fputs("{\"text\": ", stdout);
  print_string(line->text);
  printf(", \"box\": [%d, %d, %d, %d], \"x_height\": %.1f, \"stroke\": %.1f, \"confidence\": %.3f",
         line->box.x, line->box.y, line->box.w, line->box.h, line->x_height, line->stroke,
         line->confidence);
  fputs(", \"alternatives\": [", stdout);
  for (guint i = 0; i < line->alternatives->len; i++) {
    fputs(i > 0 ? ", " : "", stdout);
    print_string(line->alternatives->pdata[i]);
  }
  fputs("], \"words\": [", stdout);
  for (guint i = 0; i < line->words->len; i++) {
    fputs(i > 0 ? ", " : "", stdout);
    print_word(line->words->pdata[i]);
  }
  fputs("]}", stdout);
}

static void print_card(const char *path, int turn, const CcRaster *picture, const GPtrArray *lines,
                       const GPtrArray *qr) {
  fputs("{\"file\": ", stdout);
  print_string(path);
  printf(", \"turn\": %d, \"lines\": [", turn);
  for (guint i = 0; i < lines->len; i++) {
    fputs(i > 0 ? ", " : "", stdout);
    print_line(lines->pdata[i]);
  }
  printf("], \"width\": %d, \"height\": %d, \"qr\": [", picture->width, picture->height);
  for (guint i = 0; i < qr->len; i++) {
    fputs(i > 0 ? ", " : "", stdout);
    print_string(qr->pdata[i]);
  }
  fputs("]}\n", stdout);
}

static void read_strips(CcOcr *ocr, const CcPrint *print) {
  for (guint i = 0; i < print->strips->len; i++) {
    const CcStrip *strip = &g_array_index(print->strips, CcStrip, i);
    TextFirst first = text_strip_read(ocr, print, strip);
    text_first_clear(&first);
  }
}

enum { PRINT, TURN, TEXT, QR, FLOOR, MEASURED };

static void read_card(CcOcr *ocr, const char *path, const char *keep_dir, double *cpu) {
  CcRaster *picture = load_ppm(path);
  if (!picture) {
    fprintf(stderr, "%s: no PPM picture\n", path);
    return;
  }
  g_autofree char *stem = g_path_get_basename(path);
  g_autoptr(CcKeep) keep = cc_keep_new(keep_dir, stem);
  double start = cpu_seconds();
  g_autoptr(CcPrint) print = cc_print_find(&picture, keep);
  int turn = print->turn;
  cpu[PRINT] += cpu_seconds() - start;
  start = cpu_seconds();
  if (cc_text_half_turns(ocr, print)) {
    CcRaster *turned = cc_raster_turn(picture, 2);
    cc_raster_free(picture);
    picture = turned;
    g_clear_pointer(&print, cc_print_free);
    print = cc_print_find(&picture, keep);
    turn += 2;
  }
  cpu[TURN] += cpu_seconds() - start;
  start = cpu_seconds();
  g_autoptr(GPtrArray) unused = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_unused_free);
  g_autoptr(GPtrArray) lines = cc_text_read(ocr, print, keep, unused);
  cpu[TEXT] += cpu_seconds() - start;
  start = cpu_seconds();
  g_autoptr(GPtrArray) qr = cc_qr_read(picture);
  cpu[QR] += cpu_seconds() - start;
  start = cpu_seconds();
  read_strips(ocr, print);
  cpu[FLOOR] += cpu_seconds() - start;
  print_card(path, turn, picture, lines, qr);
  cc_raster_free(picture);
}

int main(int argc, char **argv) {
  const char *languages = NULL, *keep_dir = NULL;
  int first = 1;
  for (; first + 1 < argc && argv[first][0] == '-'; first += 2) {
    if (argv[first][1] == 'l') languages = argv[first + 1];
    if (argv[first][1] == 'k') keep_dir = argv[first + 1];
  }
  double cpu[MEASURED] = {0}, start = cpu_seconds();
  g_autoptr(GError) error = NULL;
  gboolean kept = !keep_dir || cc_keep_folder(keep_dir, &error);
  g_autoptr(CcOcr) ocr = kept ? cc_ocr_new(languages, &error) : NULL;
  if (!ocr) {
    fprintf(stderr, "%s\n", error->message);
    return 3;
  }
  double load = cpu_seconds() - start;
  for (int i = first; i < argc; i++)
    read_card(ocr, argv[i], keep_dir, cpu);
  int cards = MAX(argc - first, 1);
  fprintf(stderr,
          "cards %d; CPU s a card: print %.3f turn %.3f text %.3f qr %.3f floor %.3f; load %.3f\n",
          argc - first, cpu[PRINT] / cards, cpu[TURN] / cards, cpu[TEXT] / cards, cpu[QR] / cards,
          cpu[FLOOR] / cards, load);
  return 0;
}
