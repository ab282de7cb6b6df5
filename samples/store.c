/* Keeps cards, JSON lines as of "cardcat scan --no-save" or of pool.c, in an address book, saves
 * each as a contact, or into the one that it plainly is, and prints everybody as vCards.
 *
 *   cc store.c $(pkg-config --cflags --libs cardcat) -o store && ./store cards.db < cards.jsonl
 *
 * Also valid C++.  The command may use the same book at the same time. */
#include <cardcat/cardcat.h>
#include <stdio.h>

#define LINE_BYTES (1 << 20)

/* The contact that is plainly the same person as CONTACT; 0: nobody is. */
static gboolean find_person(CardcatStore *store, const CardcatContact *contact, gint64 *id,
                            GError **error) {
  g_autoptr(GPtrArray) alike = cardcat_store_duplicates(store, contact, error);
  if (!alike) return FALSE;
  *id = 0;
  for (guint i = 0; i < alike->len && *id == 0; i++) {
    const CardcatEntry *entry = (const CardcatEntry *)alike->pdata[i];
    if (cardcat_contact_is_same_person(entry->contact, contact)) *id = entry->id;
  }
  return TRUE;
}

static gboolean save(CardcatStore *store, gint64 id, GError **error) {
  g_autoptr(CardcatCard) card = cardcat_store_get_card(store, id, error);
  gint64 person = 0;
  if (!card) return FALSE;
  return card->state != CARDCAT_CARD_TO_REVIEW ||
         (find_person(store, card->reading->contact, &person, error) &&
          cardcat_store_save_card(store, id, NULL, NULL, person, NULL, error));
}

/* All cards of one photo come into the book together, to be reviewed; then each is decided.  A
 * photo that is known already adds nothing.  READINGS are empty afterwards. */
static gboolean keep(CardcatStore *store, GPtrArray *readings, GError **error) {
  g_autoptr(CardcatMeeting) meeting = cardcat_meeting_new();
  meeting->event = g_strdup("Open day");
  g_autoptr(GArray) cards = NULL;
  if (readings->len == 0) return TRUE;
  if (!cardcat_store_add_readings(store, readings, meeting, &cards, error)) return FALSE;
  for (guint i = 0; i < cards->len; i++)
    if (!save(store, g_array_index(cards, gint64, i), error)) return FALSE;
  g_ptr_array_set_size(readings, 0);
  return TRUE;
}

/* Adds a line's reading to READINGS, those of one photo, when it is of that photo, too; else these
 * are kept before. */
static gboolean take(CardcatStore *store, GPtrArray *readings, const char *json, GError **error) {
  CardcatReading *reading = cardcat_reading_from_json(json, error);
  if (!reading) return FALSE;
  const CardcatReading *last =
      readings->len > 0 ? (const CardcatReading *)readings->pdata[readings->len - 1] : NULL;
  gboolean well =
      !last || g_str_equal(last->sha256, reading->sha256) || keep(store, readings, error);
  g_ptr_array_add(readings, reading);
  return well;
}

static gboolean print_all(CardcatStore *store, GError **error) {
  g_autoptr(GPtrArray) entries = cardcat_store_search(store, NULL, 0, 0, error);
  for (guint i = 0; entries && i < entries->len; i++) {
    g_autofree char *text =
        cardcat_format_entry((const CardcatEntry *)entries->pdata[i], CARDCAT_FORMAT_VCARD);
    g_print("%s", text);
  }
  return entries != NULL;
}

static gboolean run(const char *path, GError **error) {
  g_autoptr(CardcatStore) store = cardcat_store_open(path, CARDCAT_STORE_CREATE, error);
  g_autoptr(GPtrArray) readings =
      g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_reading_free);
  g_autofree char *line = (char *)g_malloc(LINE_BYTES);
  while (store && fgets(line, LINE_BYTES, stdin))
    if (!take(store, readings, line, error)) return FALSE;
  return store && keep(store, readings, error) && print_all(store, error);
}

int main(int argc, char **argv) {
  g_autoptr(GError) error = NULL;
  if (argc == 2 && run(argv[1], &error)) return 0;
  g_printerr("%s\n", error ? error->message : "usage: store BOOK < CARDS");
  return error ? cardcat_error_exit_status(error) : 2;
}
