/* A book in a folder of its own, and readings to put into it. */
#pragma once

#include <glib/gstdio.h>
#include <string.h>

#include "store/store.h"

/* When a book of a test is made: 2026-06-16T10:00:00Z. */
#define BOOK_NOW 1781604000
#define BOOK_DAY (24 * 60 * 60)

typedef struct {
  char *dir, *path;
  CardcatStore *store;
  gint64 now;   /* what its clock says, seconds since 1970 */
  char *warned; /* the last that it warned of; NULL: nothing */
} Book;

static inline gint64 book_clock(gpointer data) {
  return ((Book *)data)->now;
}

static inline void book_warn(const char *message, gpointer data) {
  Book *book = (Book *)data;
  g_free(book->warned);
  book->warned = g_strdup(message);
}

static inline CardcatStoreOptions book_options(Book *book) {
  return (CardcatStoreOptions){.data = book, .warn = book_warn, .clock = book_clock};
}

static inline void book_open(Book *book, CardcatStoreMode mode) {
  g_autoptr(GError) error = NULL;
  const CardcatStoreOptions options = book_options(book);
  book->store = cardcat_store_open_with(book->path, mode, &options, &error);
  g_assert_no_error(error);
}

static inline void book_close(Book *book) {
  g_clear_pointer(&book->store, cardcat_store_free);
}

static inline void book_set_up(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  book->dir = g_dir_make_tmp("cardcat-store-XXXXXX", &error);
  g_assert_no_error(error);
  book->path = g_build_filename(book->dir, "cards.db", NULL);
  book->now = BOOK_NOW;
  book_open(book, CARDCAT_STORE_CREATE);
}

/* Opens it to be written on each of so many DAYS; it is open in the end. */
static inline void book_let_pass(Book *book, guint days) {
  for (guint i = 0; i < days; i++) {
    book_close(book);
    book->now += BOOK_DAY;
    book_open(book, CARDCAT_STORE_WRITE);
  }
}

/* DIR with the files and folders in it. */
static inline void remove_folder(const char *path) {
  g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
  for (const char *name; dir && (name = g_dir_read_name(dir));) {
    g_autofree char *inner = g_build_filename(path, name, NULL);
    if (g_file_test(inner, G_FILE_TEST_IS_DIR))
      remove_folder(inner);
    else
      g_assert_cmpint(g_remove(inner), ==, 0);
  }
  g_assert_cmpint(g_rmdir(path), ==, 0);
}

static inline void book_tear_down(Book *book, gconstpointer data) {
  (void)data;
  book_close(book);
  remove_folder(book->dir);
  g_free(book->dir);
  g_free(book->path);
  g_free(book->warned);
}

#define BOOK_TEST(name, function) \
  g_test_add(name, Book, NULL, book_set_up, function, book_tear_down)

/* A person with one e-mail address, one number. */
static inline CardcatContact *person_new(const char *given, const char *family, const char *email) {
  CardcatContact *contact = cardcat_contact_new();
  contact->name.full = g_strconcat(given, " ", family, NULL);
  contact->name.given = g_strdup(given);
  contact->name.family = g_strdup(family);
  if (email) g_ptr_array_add(contact->emails, g_strdup(email));
  return contact;
}

/* 64 hexadecimal digits that stand for photo NUMBER. */
static inline char *sha_of(guint number) {
  return g_strdup_printf("%064x", number);
}

/* Takes CONTACT. */
static inline CardcatReading *reading_new(guint photo, int card, CardcatContact *contact) {
  CardcatReading *reading = cardcat_reading_new();
  reading->path = g_strdup_printf("photos/IMG %u.jpg", photo);
  reading->sha256 = sha_of(photo);
  reading->card = card;
  reading->cards = 1;
  cardcat_contact_free(reading->contact);
  reading->contact = contact;
  reading->text = g_strdup(cc_contact_label(contact));
  return reading;
}

static inline GPtrArray *readings_of(CardcatReading *reading) {
  GPtrArray *readings = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_reading_free);
  g_ptr_array_add(readings, reading);
  return readings;
}

/* The id of the one card of a photo with CONTACT (taken) on it. */
static inline gint64 add_card(Book *book, guint photo, CardcatContact *contact) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) readings = readings_of(reading_new(photo, 1, contact));
  g_autoptr(GArray) ids = NULL;
  gboolean done = cardcat_store_add_readings(book->store, readings, NULL, &ids, &error);
  g_assert_no_error(error);
  g_assert_true(done);
  g_assert_cmpuint(ids->len, ==, 1);
  return g_array_index(ids, gint64, 0);
}

static inline gint64 save_card(Book *book, gint64 card, const CardcatContact *contact,
                               gint64 into) {
  g_autoptr(GError) error = NULL;
  gint64 id = 0;
  gboolean done = cardcat_store_save_card(book->store, card, contact, NULL, into, &id, &error);
  g_assert_no_error(error);
  g_assert_true(done);
  return id;
}

/* A contact of the book from a card of its own, saved as it was read. */
static inline gint64 add_person(Book *book, guint photo, CardcatContact *contact) {
  return save_card(book, add_card(book, photo, contact), NULL, 0);
}

static inline CardcatEntry *get_entry(Book *book, gint64 id) {
  g_autoptr(GError) error = NULL;
  CardcatEntry *entry = cardcat_store_get_contact(book->store, id, &error);
  g_assert_no_error(error);
  return entry;
}

/* The names found for WORDS, joined by "; ". */
static inline char *found(Book *book, const char *words) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) entries = cardcat_store_search(book->store, words, 0, 0, &error);
  g_assert_no_error(error);
  g_autoptr(GString) names = g_string_new(NULL);
  for (guint i = 0; i < entries->len; i++) {
    const CardcatEntry *entry = entries->pdata[i];
    g_string_append_printf(names, "%s%s", i > 0 ? "; " : "", cc_contact_label(entry->contact));
  }
  return g_strdup(names->str);
}

#define assert_found(book, words, names)          \
  do {                                            \
    g_autofree char *found_ = found(book, words); \
    g_assert_cmpstr(found_, ==, names);           \
  } while (0)

static inline gint64 ask(Book *book, const char *query) {
  g_autoptr(GError) error = NULL;
  gint64 value = 0;
  gboolean done = cc_sql_get_int(book->store->sql, query, NULL, &value, &error);
  g_assert_no_error(error);
  g_assert_true(done);
  return value;
}

static inline void tell(Book *book, const char *statements) {
  g_autoptr(GError) error = NULL;
  gboolean done = cc_sql_script(book->store->sql, statements, &error);
  g_assert_no_error(error);
  g_assert_true(done);
}

static inline void assert_sound(Book *book) {
  g_autoptr(GError) error = NULL;
  gboolean sound = cardcat_store_check(book->store, &error);
  g_assert_no_error(error);
  g_assert_true(sound);
}
