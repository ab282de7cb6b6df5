/* doctor/: asks every room whether what it needs is here. */
#include "doctor/doctor.h"

#include "fields/fields.h"
#include "photo/photo.h"
#include "reader/reader.h"
#include "store/store.h"
#include "text/text.h"

/* DETAIL is taken. */
static void add(GPtrArray *checks, const char *name, gboolean ok, char *detail) {
  CardcatCheck *check = g_new0(CardcatCheck, 1);
  check->name = g_strdup(name);
  check->ok = ok;
  check->detail = detail;
  g_ptr_array_add(checks, check);
}

/* A check that is what a room says when it starts: ERROR NULL is well. */
static void add_start(GPtrArray *checks, const char *name, const char *detail,
                      const GError *error) {
  add(checks, name, !error, g_strdup(error ? error->message : detail));
}

static void check_photo(GPtrArray *checks) {
  g_autoptr(GError) error = NULL;
  gboolean ok = cc_photo_init(&error);
  g_autofree char *version = g_strconcat("libvips ", cc_photo_version(), NULL);
  add_start(checks, "photos", version, error);
  gboolean loads = FALSE;
  for (guint i = 0; ok && cc_photo_format(i, &loads); i++) {
    g_autofree char *name = g_strconcat("photos: ", cc_photo_format(i, &loads), NULL);
    add(checks, name, loads,
        loads ? g_strdup("can be read")
              : g_strdup("cannot be read: this libvips has no loader for it; install Debian's "
                         "libvips42"));
  }
}

static void check_text(GPtrArray *checks, const char *languages) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CcOcr) ocr = cc_ocr_new(languages, &error);
  g_autofree char *detail =
      ocr ? g_strdup_printf("Tesseract %s with %s", cc_ocr_version(), cc_ocr_languages(ocr)) : NULL;
  add_start(checks, "text", detail, error);
  g_autofree char *qr = cc_qr_version();
  add(checks, "QR codes", TRUE, g_strconcat("zbar ", qr, NULL));
}

static void check_models(GPtrArray *checks, const char *dir) {
  g_autofree char *place = cc_models_dir(dir);
  g_autoptr(GError) error = NULL;
  g_autoptr(CcModels) models = cc_models_load(dir, &error);
  add_start(checks, "models", place, error);
}

static void check_sandbox(GPtrArray *checks) {
  g_autoptr(GError) error = NULL;
  int landlock = cc_sandbox_landlock();
  if (!cc_sandbox_try(&error)) landlock = 0;
  add_start(checks, "sandbox: system calls", "only those that reading needs (libseccomp)", error);
  add(checks, "sandbox: files", TRUE,
      landlock > 0
          ? g_strdup_printf("only those that reading needs (Landlock %d)", landlock)
          : g_strdup(
                "none at all: this kernel has no Landlock (Linux 5.13 has), so "
                "models are loaded first, PDF files are drawn without this system's fonts, and "
                "'scan --keep' needs '--no-sandbox'"));
}

GPtrArray *cc_doctor(const CardcatReaderOptions *options) {
  CardcatReaderOptions o = options ? *options : (CardcatReaderOptions){0};
  GPtrArray *checks = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_check_free);
  check_sandbox(checks);
  check_photo(checks);
  check_text(checks, o.languages);
  check_models(checks, o.models_dir);
  add(checks, "database", TRUE, g_strconcat("SQLite ", cc_sql_version(), NULL));
  return checks;
}
