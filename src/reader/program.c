/* The helper program: what it was told to read with, and how its workers read. */
#include "reader/reader.h"

/* Where it finds its end of the socket, and its settings; see helper.c. */
#define CONTROL_FD 3
#define SETTINGS_FD 4

typedef struct {
  CardcatReaderOptions options;
  gboolean late;
  CardcatReader *reader; /* of the helper, shared; late: of a worker, its own */
} Program;

static GPtrArray *unpack_learned(GVariant *all) {
  GPtrArray *learned = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_learned_free);
  GVariantIter iter;
  guint kind, count, corrected;
  const char *text, *organization, *last;
  g_variant_iter_init(&iter, all);
  while (g_variant_iter_next(&iter, "(u&sm&suum&s)", &kind, &text, &organization, &count,
                             &corrected, &last)) {
    CardcatLearned *one = cardcat_learned_new((CardcatLearnedKind)kind, text);
    one->organization = g_strdup(organization);
    one->count = count;
    one->corrected = corrected;
    one->last = g_strdup(last);
    g_ptr_array_add(learned, one);
  }
  return learned;
}

/* FALSE: they are of another version.  What PROGRAM points at lives as long as the process. */
static gboolean unpack(GVariant *all, Program *program, CcWorkerLimits *limits) {
  const char *version;
  g_autoptr(GVariant) learned = NULL;
  CardcatReaderOptions *o = &program->options;
  if (!g_variant_is_normal_form(all)) return FALSE;
  g_variant_get(all, "(&s(buub)(m&sm&sm&sm&s)(bb)@a" CC_LEARNED ")", &version, &program->late,
                &limits->megabytes, &limits->seconds, &limits->no_sandbox, &o->languages,
                &o->region, &o->models_dir, &o->keep_dir, &o->no_pair, &o->explain, &learned);
  o->learned = unpack_learned(learned);
  return g_str_equal(version, CARDCAT_VERSION);
}

static gboolean open_shared(gpointer data, GError **error) {
  Program *program = data;
  if (program->late) return TRUE;
  program->reader = cc_reader_new(&program->options, FALSE, error);
  return program->reader != NULL;
}

/* Where the sandbox opens no files, nothing can be loaded late. */
static gboolean prepare(gpointer data, CcSandbox *sandbox, GError **error) {
  Program *program = data;
  if (program->late)
    program->reader = cc_reader_new(&program->options, cc_sandbox_landlock() > 0, error);
  if (!program->reader) return FALSE;
  cc_reader_open_before(program->reader, sandbox);
  return TRUE;
}

static GPtrArray *read_photo(gpointer data, GBytes *photo, const char *name, const CcWorker *worker,
                             GError **error) {
  return cc_reader_read_for(((Program *)data)->reader, photo, name, worker, error);
}

int cc_helper_main(void) {
  static const CcWork work = {open_shared, prepare, read_photo};
  g_autoptr(GMappedFile) file = g_mapped_file_new_from_fd(SETTINGS_FD, FALSE, NULL);
  if (!file) return 2; /* somebody else than a pool started it */
  g_autoptr(GBytes) bytes = g_mapped_file_get_bytes(file);
  g_autoptr(GVariant) all =
      g_variant_ref_sink(g_variant_new_from_bytes(G_VARIANT_TYPE(CC_SETTINGS), bytes, FALSE));
  Program program = {0};
  CcWorkerLimits limits;
  if (!unpack(all, &program, &limits)) return 2;
  cc_helper_serve(&work, &program, &limits, CONTROL_FD);
}
