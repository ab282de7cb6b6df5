/* A file of models/, line by line. */
#include "fields/words/words.h"

static char *read_file(const char *path, GError **error) {
  g_autofree char *text = NULL;
  g_autoptr(GError) cause = NULL;
  if (!g_file_get_contents(path, &text, NULL, &cause)) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_MISSING,
                "the word lists are not there: %s; install cardcat, or name their folder in "
                "CARDCAT_MODELS",
                cause->message);
    return NULL;
  }
  if (!g_utf8_validate(text, -1, NULL)) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_MISSING, "%s is not UTF-8 text", path);
    return NULL;
  }
  return g_steal_pointer(&text);
}

gboolean cc_lines_each(const char *dir, const char *name, CcLineFunc take, gpointer data,
                       GError **error) {
  g_autofree char *path = g_build_filename(dir, name, NULL);
  g_autofree char *text = read_file(path, error);
  if (!text) return FALSE;
  /* No strstr(): slow in a sanitizer, on long text. */
  g_auto(GStrv) lines = g_strsplit_set(text, "\n", -1);
  for (guint i = 0; lines[i]; i++) {
    if (!*lines[i] || *lines[i] == '#' || take(data, lines[i], error)) continue;
    g_prefix_error(error, "%s:%u: ", path, i + 1);
    return FALSE;
  }
  return TRUE;
}
