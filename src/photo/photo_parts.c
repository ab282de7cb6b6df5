/* Pictures that were put one behind the other, as "cat" puts them, are taken apart again. */
#include "photo/photo_parts.h"

/* Behind the first picture of SPAN and all that belongs to it; 0: that is all of SPAN. */
static gsize first_end(Span span) {
  gboolean is_jpeg = g_strcmp0(photo_kind(span.data, span.size), "JPEG") == 0;
  gsize end = is_jpeg ? photo_jpeg_end(span) : photo_other_end(span);
  if (end == 0) return 0;
  for (gsize more = photo_trailer(span, end); more > 0; more = photo_trailer(span, end))
    end += more;
  return photo_kind(span.data + end, span.size - end) ? end : 0;
}

GPtrArray *cc_photo_pictures(GBytes *file) {
  GPtrArray *pictures = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
  g_autoptr(GBytes) rest = g_bytes_ref(file);
  while (pictures->len < CC_PHOTO_PAGES_MAX) {
    g_autoptr(GBytes) bytes = g_steal_pointer(&rest);
    Span span;
    span.data = g_bytes_get_data(bytes, &span.size);
    gsize end = first_end(span);
    if (end == 0) {
      g_ptr_array_add(pictures, g_steal_pointer(&bytes));
      break;
    }
    g_ptr_array_add(pictures, g_bytes_new_from_bytes(bytes, 0, end));
    rest = g_bytes_new_from_bytes(bytes, end, span.size - end);
  }
  if (rest) g_ptr_array_add(pictures, g_steal_pointer(&rest));
  return pictures;
}
