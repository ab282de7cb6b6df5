/* Cards and changes for what goes between a book and files. */
#pragma once

#include "exchange/exchange.h"
#include "store_fixture.h"

static inline char *card_of(const char *uid, const char *name, const char *more) {
  return g_strdup_printf(
      "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:%s\r\nFN:%s\r\nN:%s;;;;\r\n%sEND:VCARD\r\n", uid, name,
      name, more);
}

/* TEXT with FROM as TO, owned. */
static inline char *with(const char *text, const char *from, const char *to) {
  g_autoptr(GString) out = g_string_new(text);
  g_assert_cmpuint(g_string_replace(out, from, to, 0), >, 0);
  return g_strdup(out->str);
}

static inline void set_firm(Book *book, gint64 id, const char *firm) {
  g_autoptr(CardcatEntry) entry = get_entry(book, id);
  g_autoptr(GError) error = NULL;
  g_free(entry->contact->organization);
  entry->contact->organization = g_strdup(firm);
  gboolean done = cardcat_store_edit_contact(book->store, id, entry->contact, NULL, &error);
  g_assert_no_error(error);
  g_assert_true(done);
}

static inline void undo(Book *book, const char *what) {
  g_autoptr(GError) error = NULL;
  g_autofree char *description = NULL;
  gboolean done = cardcat_store_undo(book->store, &description, NULL, &error);
  g_assert_no_error(error);
  g_assert_true(done);
  if (what) g_assert_true(g_str_has_prefix(description, what));
}
