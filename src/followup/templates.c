/* Which template a letter is made from: a person's own before those that come with cardcat. */
#include "followup/followup.h"

#include <string.h>

/* The file of FOLDER whose name is NAME in whatever case, owned.  It is looked for among those that
 * are there: no name that somebody else gave becomes a path. */
static char *find(const char *own, const char *folder, const char *name) {
  g_autofree char *place = g_build_filename(own, folder, NULL);
  g_autofree char *wanted = g_utf8_casefold(name, -1);
  g_autoptr(GDir) dir = g_dir_open(place, 0, NULL);
  for (const char *file; dir && (file = g_dir_read_name(dir));) {
    g_autofree char *has = g_utf8_validate(file, -1, NULL) ? g_utf8_casefold(file, -1) : NULL;
    if (g_strcmp0(has, wanted) == 0) return g_build_filename(place, file, NULL);
  }
  return NULL;
}

static char *find_for(const char *own, const char *folder, const char *what, const char *language) {
  g_autofree char *flat = g_strdelimit(g_strdup(what), "/", '-');
  g_autofree char *in_language = g_strdup_printf("%s.%s.txt", flat, language);
  g_autofree char *in_any = g_strdup_printf("%s.txt", flat);
  char *found = find(own, folder, in_language);
  return found ? found : find(own, folder, in_any);
}

static char *find_own(const char *own, const CardcatMeeting *meeting, const char *language) {
  char *found = meeting->event ? find_for(own, "events", meeting->event, language) : NULL;
  for (guint i = 0; !found && i < meeting->tags->len; i++)
    found = find_for(own, "tags", meeting->tags->pdata[i], language);
  g_autofree char *plain = g_strdup_printf("%s.txt", language);
  return found ? found : find(own, "", plain);
}

static CcTemplate *load(const char *path, GError **error) {
  g_autofree char *text = NULL;
  gsize length = 0;
  g_autoptr(GError) why = NULL;
  if (!g_file_get_contents(path, &text, &length, &why)) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_MISSING, "%s", why->message);
    return NULL;
  }
  if (strlen(text) == length) return cc_template_parse(text, path, error);
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "%s: it is not text", path);
  return NULL;
}

CcTemplate *cc_templates_for(const char *own, const char *models, const char *purpose,
                             const char *language, GError **error) {
  g_autofree char *file = g_strconcat(language, ".txt", NULL);
  g_autofree char *found = find(own, purpose, file);
  if (found) return load(found, error);
  g_autofree char *dir = cc_models_dir(models);
  g_autofree char *path = g_build_filename(dir, "letters", purpose, file, NULL);
  return load(path, error);
}

CcTemplate *cc_templates_choose(const char *own, const char *models, const CardcatMeeting *meeting,
                                const char *language, GError **error) {
  g_autofree char *found = find_own(own, meeting, language);
  if (found) return load(found, error);
  g_autofree char *dir = cc_models_dir(models), *file = g_strconcat(language, ".txt", NULL);
  g_autofree char *path = g_build_filename(dir, "letters", file, NULL);
  return load(path, error);
}
