/* A new job is a new chapter of the same person. */
#include "contact/contact.h"

static char *titles_of(const CardcatContact *contact) {
  g_autoptr(GString) out = g_string_new(NULL);
  for (guint i = 0; i < contact->titles->len; i++)
    g_string_append_printf(out, "%s%s", i > 0 ? ", " : "", (const char *)contact->titles->pdata[i]);
  return out->len > 0 ? g_strdup(out->str) : NULL;
}

CardcatChapter *cc_chapter_of(const CardcatContact *contact, const char *since, const char *until) {
  CardcatChapter *chapter = g_new0(CardcatChapter, 1);
  *chapter = (CardcatChapter){g_strdup(contact->organization), g_strdup(contact->department),
                              titles_of(contact), g_strdup(since), g_strdup(until)};
  return chapter;
}

/* It was noted before, of the same firm with the same title. */
static gboolean holds(const GPtrArray *chapters, const CardcatChapter *chapter) {
  g_autofree char *key = cc_firm_key(chapter->organization);
  for (guint i = 0; i < chapters->len; i++) {
    const CardcatChapter *other = chapters->pdata[i];
    g_autofree char *its = cc_firm_key(other->organization);
    if (g_str_equal(key, its) && g_strcmp0(other->title, chapter->title) == 0) return TRUE;
  }
  return FALSE;
}

static int by_end(gconstpointer a, gconstpointer b) {
  const CardcatChapter *x = *(CardcatChapter *const *)a, *y = *(CardcatChapter *const *)b;
  int order = g_strcmp0(y->until, x->until);
  return order ? order : g_strcmp0(y->since, x->since);
}

void cc_chapters_add(GPtrArray *chapters, const CardcatChapter *chapter) {
  gboolean says = chapter->organization || chapter->department || chapter->title;
  if (!says || holds(chapters, chapter)) return;
  g_ptr_array_add(chapters, cardcat_chapter_copy(chapter));
  g_ptr_array_sort(chapters, by_end);
}

void cc_contact_take_job(CardcatContact *into, const CardcatContact *from) {
  char *organization = g_strdup(from->organization), *department = g_strdup(from->department);
  g_free(into->organization);
  g_free(into->department);
  into->organization = organization;
  into->department = department;
  g_autoptr(GPtrArray) titles = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < from->titles->len; i++)
    g_ptr_array_add(titles, g_strdup(from->titles->pdata[i]));
  GPtrArray *old = into->titles;
  into->titles = g_steal_pointer(&titles);
  g_ptr_array_unref(old);
}

static gboolean share_title(const CardcatContact *a, const CardcatContact *b) {
  for (guint i = 0; i < a->titles->len; i++) {
    g_autofree char *one = cc_text_fold(a->titles->pdata[i]);
    for (guint j = 0; j < b->titles->len; j++) {
      g_autofree char *other = cc_text_fold(b->titles->pdata[j]);
      if (g_str_equal(one, other)) return TRUE;
    }
  }
  return a->titles->len == 0 || b->titles->len == 0;
}

gboolean cardcat_contact_has_same_job(const CardcatContact *a, const CardcatContact *b) {
  gboolean is_firm = !a->organization || !b->organization || cardcat_contact_has_same_firm(a, b);
  return is_firm && share_title(a, b);
}
