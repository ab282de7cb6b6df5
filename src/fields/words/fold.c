/* Words to look-up keys, and back to the case they were written in. */
#include "fields/words/words.h"

#include <string.h>

/* Letters that have no decomposition, as they are written without their sign. */
static const struct {
  gunichar letter;
  const char *plain;
} plain_letters[] = {
    {0x00DF, "ss"}, {0x00E6, "ae"}, {0x00F8, "o"},  {0x0111, "d"},  {0x00F0, "d"},
    {0x0142, "l"},  {0x0131, "i"},  {0x0153, "oe"}, {0x00FE, "th"},
};

static void append_plain(GString *out, gunichar c) {
  for (guint i = 0; i < G_N_ELEMENTS(plain_letters); i++)
    if (plain_letters[i].letter == c) {
      g_string_append(out, plain_letters[i].plain);
      return;
    }
  g_string_append_unichar(out, c);
}

static char *fold(const char *text, const char *kept) {
  g_autofree char *small = g_utf8_casefold(text, -1);
  g_autofree char *parted = g_utf8_normalize(small, -1, G_NORMALIZE_NFKD);
  GString *out = g_string_sized_new(strlen(small));
  gboolean space = FALSE;
  for (const char *p = parted ? parted : small; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (c == ' ' || c == 0xA0)
      space = out->len > 0;
    else if (g_unichar_isalnum(c) || (c < 128 && strchr(kept, (int)c))) {
      if (space && strchr(kept, ' ')) g_string_append_c(out, ' ');
      space = FALSE;
      append_plain(out, c);
    }
  }
  return g_string_free(out, FALSE);
}

char *cc_fold(const char *text) {
  return fold(text, "-&/+# ");
}

char *cc_slug(const char *text) {
  return fold(text, "");
}

char *cc_cased_like(const char *word, const char *letters) {
  gunichar first = g_utf8_get_char(word);
  gboolean capitals = *word && g_unichar_isupper(g_utf8_get_char(g_utf8_next_char(word)));
  char *cased = capitals ? g_ascii_strup(letters, -1) : g_strdup(letters);
  if (g_unichar_isupper(first)) *cased = g_ascii_toupper(*cased);
  return cased;
}
