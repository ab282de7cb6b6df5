/* What a person set once: when and in whose name letters are written, and where to. */
#include "followup/followup.h"

#include <stdio.h>

#define GROUP "follow-up"
#define EIGHT (8 * 60) /* minutes */

void cardcat_settings_free(CardcatSettings *settings) {
  if (!settings) return;
  g_free(settings->name);
  g_free(settings->email);
  g_free(settings->drafts);
  g_free(settings);
}

gboolean cardcat_settings_parse_hour(const char *text, int *minute) {
  int hour = 0, past = 0, length = 0;
  if (!text || sscanf(text, "%2d%n", &hour, &length) != 1 || !g_ascii_isdigit(*text)) return FALSE;
  const char *rest = text + length;
  if (*rest == ':') {
    if (!g_ascii_isdigit(rest[1]) || !g_ascii_isdigit(rest[2]) || rest[3]) return FALSE;
    past = (rest[1] - '0') * 10 + rest[2] - '0';
  } else if (*rest) {
    return FALSE;
  }
  if (hour > 23 || past > 59) return FALSE;
  *minute = hour * 60 + past;
  return TRUE;
}

/* One line, or NULL. */
static char *get_text(GKeyFile *file, const char *key) {
  g_autofree char *text = g_key_file_get_string(file, GROUP, key, NULL);
  g_autofree char *clean = cc_text_clean(text, -1, CC_TEXT_MAX);
  return *clean ? g_steal_pointer(&clean) : NULL;
}

static gboolean take(CardcatSettings *settings, GKeyFile *file, const char *path, GError **error) {
  g_autofree char *hour = get_text(file, "hour"), *drafts = get_text(file, "drafts");
  g_autofree char *email = get_text(file, "email");
  if (hour && !cardcat_settings_parse_hour(hour, &settings->minute)) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                "%s: hour: '%s' is not a time of day such as 8:00", path, hour);
    return FALSE;
  }
  settings->name = get_text(file, "name");
  settings->email = email ? cc_letter_plain_address(email) : NULL;
  if (email && !settings->email) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                "%s: email: '%s' is not an e-mail address", path, email);
    return FALSE;
  }
  if (!drafts) return TRUE;
  g_free(settings->drafts);
  settings->drafts = g_str_has_prefix(drafts, "~/")
                         ? g_build_filename(g_get_home_dir(), drafts + 2, NULL)
                         : g_strdup(drafts);
  return TRUE;
}

CardcatSettings *cardcat_settings_load(GError **error) {
  g_autoptr(CardcatSettings) settings = g_new0(CardcatSettings, 1);
  settings->minute = EIGHT;
  settings->drafts = g_build_filename(g_get_user_data_dir(), "cardcat", "Drafts", NULL);
  g_autofree char *path =
      g_build_filename(g_get_user_config_dir(), "cardcat", "cardcat.conf", NULL);
  g_autoptr(GKeyFile) file = g_key_file_new();
  g_autoptr(GError) why = NULL;
  if (!g_key_file_load_from_file(file, path, G_KEY_FILE_NONE, &why)) {
    if (g_error_matches(why, G_FILE_ERROR, G_FILE_ERROR_NOENT)) return g_steal_pointer(&settings);
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "%s: %s", path, why->message);
    return NULL;
  }
  return take(settings, file, path, error) ? g_steal_pointer(&settings) : NULL;
}
