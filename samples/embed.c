/* Reads one photo and prints who is on it.
 *
 *   cc embed.c $(pkg-config --cflags --libs cardcat) -o embed && ./embed card.jpg
 *
 * Also valid C++. */
#include <cardcat/cardcat.h>

static gboolean print_cards(const char *path, GError **error) {
  char *content = NULL;
  gsize length = 0;
  if (!g_file_get_contents(path, &content, &length, error)) return FALSE;
  g_autoptr(GBytes) photo = g_bytes_new_take(content, length);
  g_autoptr(CardcatReader) reader = cardcat_reader_new(NULL, error);
  if (!reader) return FALSE;
  g_autoptr(GPtrArray) readings = cardcat_reader_read(reader, photo, path, NULL, error);
  if (!readings) return FALSE;
  for (guint i = 0; i < readings->len; i++) {
    const CardcatReading *reading = (const CardcatReading *)g_ptr_array_index(readings, i);
    const CardcatContact *contact = reading->contact;
    g_print("%s\n", contact->name.full ? contact->name.full : "(no name)");
    for (guint j = 0; j < contact->emails->len; j++)
      g_print("  %s\n", (const char *)g_ptr_array_index(contact->emails, j));
  }
  return TRUE;
}

int main(int argc, char **argv) {
  g_autoptr(GError) error = NULL;
  if (argc == 2 && print_cards(argv[1], &error)) return 0;
  g_printerr("%s\n", error ? error->message : "usage: embed PHOTO");
  return error ? cardcat_error_exit_status(error) : 2;
}
