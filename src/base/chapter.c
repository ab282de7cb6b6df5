/* A former job of a person. */
#include "base/base.h"

CardcatChapter *cardcat_chapter_copy(const CardcatChapter *chapter) {
  CardcatChapter *copy = g_new0(CardcatChapter, 1);
  *copy = (CardcatChapter){g_strdup(chapter->organization), g_strdup(chapter->department),
                           g_strdup(chapter->title), g_strdup(chapter->since),
                           g_strdup(chapter->until)};
  return copy;
}

void cardcat_chapter_free(CardcatChapter *chapter) {
  if (!chapter) return;
  g_free(chapter->organization);
  g_free(chapter->department);
  g_free(chapter->title);
  g_free(chapter->since);
  g_free(chapter->until);
  g_free(chapter);
}

char *cardcat_chapter_describe(const CardcatChapter *chapter) {
  const char *const parts[] = {chapter->title, chapter->department, chapter->organization};
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
    if (parts[i]) g_string_append_printf(out, "%s%s", out->len > 0 ? ", " : "", parts[i]);
  return g_string_free(out, FALSE);
}

GPtrArray *cc_chapters_copy(const GPtrArray *chapters) {
  GPtrArray *copy = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_chapter_free);
  for (guint i = 0; chapters && i < chapters->len; i++)
    g_ptr_array_add(copy, cardcat_chapter_copy(chapters->pdata[i]));
  return copy;
}

gboolean cc_chapters_equal(const GPtrArray *a, const GPtrArray *b) {
  guint count = a ? a->len : 0;
  if (count != (b ? b->len : 0)) return FALSE;
  for (guint i = 0; i < count; i++) {
    const CardcatChapter *x = a->pdata[i], *y = b->pdata[i];
    if (g_strcmp0(x->organization, y->organization) != 0 ||
        g_strcmp0(x->department, y->department) != 0 || g_strcmp0(x->title, y->title) != 0 ||
        g_strcmp0(x->since, y->since) != 0 || g_strcmp0(x->until, y->until) != 0)
      return FALSE;
  }
  return TRUE;
}
