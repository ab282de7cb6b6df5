/* The pages of a file: those of one picture, or of several that stand in it. */
#include "reader/reader.h"

static gboolean check_size(GBytes *file, GError **error) {
  gsize length = g_bytes_get_size(file);
  if (length > 0 && length <= CARDCAT_PHOTO_BYTES_MAX) return TRUE;
  g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_PHOTO,
                      length == 0 ? "is empty" : "is larger than 256 MB");
  return FALSE;
}

static gboolean check_count(guint pages, GError **error) {
  if (pages <= CC_PHOTO_PAGES_MAX) return TRUE;
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_PHOTO,
              "it has more than %d pages: save it in parts", CC_PHOTO_PAGES_MAX);
  return FALSE;
}

static void page_clear(CcPage *page) {
  g_bytes_unref(page->picture);
}

static gboolean add_pages(GArray *all, GBytes *picture, GError **error) {
  g_autoptr(GArray) pages = cc_photo_pages(picture, error);
  for (guint i = 0; pages && i < pages->len; i++) {
    CcPage page = {g_bytes_ref(picture), g_array_index(pages, int, i)};
    g_array_append_val(all, page);
  }
  return pages && check_count(all->len, error);
}

GArray *cc_pages_find(GBytes *file, GError **error) {
  if (!check_size(file, error)) return NULL;
  g_autoptr(GPtrArray) pictures = cc_photo_pictures(file);
  g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(CcPage));
  g_array_set_clear_func(all, (GDestroyNotify)page_clear);
  for (guint i = 0; i < pictures->len; i++)
    if (!add_pages(all, pictures->pdata[i], error)) return NULL;
  return g_steal_pointer(&all);
}
