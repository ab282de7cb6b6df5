/* Runs a fuzz target without libFuzzer:
 *
 *     fuzz_NAME CORPUS [SECONDS]
 *
 * first over every file of the folder CORPUS, then over mutations of them, the same ones on every
 * run, until MUTATIONS were tried or SECONDS (5) of processor time are over.  The input being tried
 * stands in ./fuzz_NAME.input, so that what made it crash is there afterwards; that file can be
 * moved into the corpus.
 *
 * An input that takes more than CPU_SECONDS of processor time, or MEGABYTES of memory beyond what
 * there was before it, ends the run. */
#include <glib.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#ifdef __SANITIZE_ADDRESS__
/* Of <sanitizer/allocator_interface.h>, which GCC has in its library, but no header for. */
size_t __sanitizer_get_current_allocated_bytes(void);
int __sanitizer_install_malloc_and_free_hooks(void (*on_malloc)(const volatile void *, size_t),
                                              void (*on_free)(const volatile void *));
#endif

/* Enough to reach every branch of the targets here from their corpora, by coverage. */
#define MUTATIONS 4000
#define SECONDS 3
#define INPUT_MAX (1u << 20)
/* With sanitizers, on a slow machine; most inputs of most targets take a hundredth of this. */
#ifndef CPU_SECONDS
#define CPU_SECONDS 10
#endif
#ifndef MEGABYTES
#define MEGABYTES 512
#endif

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int compare_names(gconstpointer a, gconstpointer b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *load_corpus(const char *folder) {
  GPtrArray *corpus = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  for (const char *name; dir && (name = g_dir_read_name(dir));)
    g_ptr_array_add(names, g_build_filename(folder, name, NULL));
  g_ptr_array_sort(names, compare_names);
  for (guint i = 0; i < names->len; i++) {
    char *bytes;
    gsize size;
    if (g_file_get_contents(names->pdata[i], &bytes, &size, NULL))
      g_ptr_array_add(corpus, g_bytes_new_take(bytes, size));
  }
  return corpus;
}

static void append(GByteArray *to, const guint8 *bytes, gsize size) {
  g_byte_array_append(to, bytes, (guint)MIN(size, INPUT_MAX - MIN(to->len, INPUT_MAX)));
}

/* FROM with one change: a bit turned, a byte set, a part dropped, doubled or taken from OTHER. */
static GByteArray *mutate_once(GRand *rand, const GByteArray *from, GBytes *other) {
  static const guint8 edges[] = {0, 1, 0x20, 0x22, 0x7f, 0x80, 0xff, '{', '[', '<', ';', ':'};
  GByteArray *out = g_byte_array_new();
  guint at = from->len ? g_rand_int(rand) % from->len : 0;
  guint size = from->len ? g_rand_int(rand) % MIN(from->len - at, 64) + 1 : 0;
  gsize other_size;
  const guint8 *other_bytes = g_bytes_get_data(other, &other_size);
  guint32 kind = g_rand_int(rand) % 5;
  append(out, from->data, at);
  if (kind == 0 && size) {
    guint8 byte = (guint8)(from->data[at] ^ (1u << (g_rand_int(rand) % 8)));
    append(out, &byte, 1);
    append(out, from->data + at + 1, from->len - at - 1);
  } else if (kind == 1) {
    append(out, &edges[g_rand_int(rand) % sizeof edges], 1);
    append(out, from->data + at + MIN(size, 1), from->len - at - MIN(size, 1));
  } else if (kind == 2) {
    append(out, from->data + at + size, from->len - at - size);
  } else if (kind == 3) {
    for (guint32 n = g_rand_int(rand) % 8; n > 0; n--)
      append(out, from->data + at, size);
    append(out, from->data + at, from->len - at);
  } else if (other_size) {
    gsize start = g_rand_int(rand) % other_size;
    append(out, other_bytes + start, MIN(other_size - start, 64));
    append(out, from->data + at, from->len - at);
  }
  return out;
}

static GByteArray *mutate(GRand *rand, GPtrArray *corpus) {
  gsize size;
  const guint8 *bytes = g_bytes_get_data(corpus->pdata[g_rand_int(rand) % corpus->len], &size);
  GByteArray *input = g_byte_array_new();
  append(input, bytes, size);
  for (guint32 changes = g_rand_int(rand) % 4 + 1; changes > 0; changes--) {
    GByteArray *next = mutate_once(rand, input, corpus->pdata[g_rand_int(rand) % corpus->len]);
    g_byte_array_unref(input);
    input = next;
  }
  return input;
}

/* ---- limits ---------------------------------------------------------------------------------- */

/* Ends the run in a handler or an allocator, where nothing may be allocated. */
G_NORETURN static void give_up(const char *why, gsize length) {
  if (write(STDERR_FILENO, why, length) < 0) _exit(2);
  _exit(1);
}

static void on_time_over(int signal) {
  (void)signal;
  static const char why[] = "the input takes more than " G_STRINGIFY(CPU_SECONDS) " CPU seconds\n";
  give_up(why, sizeof why - 1);
}

/* The clock of ITIMER_PROF stands still while others have the processor. */
static void set_time(int seconds) {
  const struct itimerval left = {{0, 0}, {seconds, 0}};
  setitimer(ITIMER_PROF, &left, NULL);
}

static void fail_memory(void) {
  static const char why[] = "the input takes more than " G_STRINGIFY(MEGABYTES) " MB\n";
  give_up(why, sizeof why - 1);
}

#ifdef __SANITIZE_ADDRESS__
/* How much is allocated is counted up only so often. */
#define LOOK_BYTES (1u << 20)

static gsize before, since_look;

static void on_malloc(const volatile void *block, size_t size) {
  (void)block;
  since_look += size;
  if (since_look < LOOK_BYTES) return;
  since_look = 0;
  if (__sanitizer_get_current_allocated_bytes() > before + ((gsize)MEGABYTES << 20)) fail_memory();
}

static void on_free(const volatile void *block) {
  (void)block;
}

static void watch_memory(void) {
  before = __sanitizer_get_current_allocated_bytes();
  static gboolean watched = FALSE;
  if (!watched) __sanitizer_install_malloc_and_free_hooks(on_malloc, on_free);
  watched = TRUE;
}

static void check_memory(void) {
}
#else
static long before;

static long peak_kilobytes(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

static void watch_memory(void) {
  before = peak_kilobytes();
}

static void check_memory(void) {
  if (peak_kilobytes() > before + ((long)MEGABYTES << 10)) fail_memory();
}
#endif

/* ---- running --------------------------------------------------------------------------------- */

static void try_input(const char *kept, const guint8 *bytes, gsize size) {
  FILE *file = fopen(kept, "wb");
  if (file) {
    fwrite(bytes, 1, size, file);
    fclose(file);
  }
  watch_memory();
  set_time(CPU_SECONDS);
  LLVMFuzzerTestOneInput(bytes, size);
  set_time(0);
  check_memory();
}

/* What is loaded once for all is no input's cost. */
static void warm_up(void) {
  LLVMFuzzerTestOneInput((const guint8 *)"", 0);
}

int main(int argc, char **argv) {
  g_autoptr(GPtrArray) corpus = load_corpus(argc > 1 ? argv[1] : ".");
  if (argc < 2 || corpus->len == 0) {
    fprintf(stderr, "usage: %s CORPUS [SECONDS]; CORPUS must hold a file\n", argv[0]);
    return 2;
  }
  signal(SIGPROF, on_time_over);
  warm_up();
  double seconds = argc > 2 ? g_ascii_strtod(argv[2], NULL) : SECONDS;
  clock_t end = clock() + (clock_t)(seconds * CLOCKS_PER_SEC);
  g_autofree char *name = g_path_get_basename(argv[0]);
  g_autofree char *kept = g_strconcat(name, ".input", NULL);
  for (guint i = 0; i < corpus->len; i++) {
    gsize size;
    const guint8 *bytes = g_bytes_get_data(corpus->pdata[i], &size);
    try_input(kept, bytes, size);
  }
  g_autoptr(GRand) rand = g_rand_new_with_seed(1);
  int tried = 0;
  for (; tried < MUTATIONS && clock() < end; tried++) {
    g_autoptr(GByteArray) input = mutate(rand, corpus);
    try_input(kept, input->len ? input->data : (const guint8 *)"", input->len);
  }
  printf("%s: %u files and %d mutations of them\n", name, corpus->len, tried);
  return remove(kept) == 0 ? 0 : 1;
}
