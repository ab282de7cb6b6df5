/* Any bytes as what a browser sends to the page.  Nobody is let in or writes without the secrets of
 * this run, no answer has marks or headers that were sent, to look at a page changes nothing, and
 * the book stays sound.
 *
 * Words in braces stand for what nobody can guess, or would count by hand: {root}, {host},
 * {cookie}, {key}, {token}, {card} and {contact} (the versions of the first ones), and {length},
 * the bytes from the next empty line to {end} or to the end. */
#define _GNU_SOURCE /* memmem */

#include "page_fixture.h"

#include <stdlib.h>

#define INPUT_MAX 65536

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

/* ---- words in braces ------------------------------------------------------------------------- */

enum { ROOT, HOST, COOKIE, KEY, TOKEN, CARD, CONTACT, WORDS };

static const char *const words[WORDS] = {"{root}",  "{host}", "{cookie}", "{key}",
                                         "{token}", "{card}", "{contact}"};

static void learn(Page *page, char *secrets[WORDS]) {
  const CcGuard *guard = page->site.guard;
  g_autofree char *link = cc_guard_link(guard), *set = cc_guard_set_cookie(guard);
  g_autoptr(CardcatCard) card = cardcat_store_get_card(page->book.store, 1, NULL);
  g_autoptr(CardcatEntry) entry = cardcat_store_get_contact(page->book.store, 1, NULL);
  secrets[ROOT] = g_strdup(cc_guard_base(guard));
  secrets[HOST] = g_strdup_printf("127.0.0.1:%u", page->port);
  secrets[COOKIE] = g_strndup(set, strcspn(set, ";"));
  secrets[KEY] = g_strdup(strchr(link, '=') + 1);
  secrets[TOKEN] = g_strdup(cc_guard_token(guard));
  secrets[CARD] = g_strdup(card->version);
  secrets[CONTACT] = g_strdup_printf("%" G_GINT64_FORMAT, entry->version);
}

/* Texts of {length}, last first: what stands behind one is as long as it is sent. */
static void measure(GString *text) {
  static const char length[] = "{length}", end[] = "{end}";
  for (gssize at = (gssize)text->len; at-- > 0;) {
    if (text->str[at] != '{') continue;
    if (strncmp(text->str + at, length, strlen(length)) != 0) continue;
    const char *from = strstr(text->str + at, "\r\n\r\n");
    const char *stop = memmem(text->str + at, text->len - (gsize)at, end, strlen(end));
    if (!stop) stop = text->str + text->len;
    g_autofree char *number =
        g_strdup_printf("%d", from && from < stop ? (int)(stop - from) - 4 : 0);
    g_string_erase(text, at, (gssize)strlen(length));
    g_string_insert(text, at, number);
  }
  for (char *at; (at = memmem(text->str, text->len, end, strlen(end)));)
    g_string_erase(text, at - text->str, (gssize)strlen(end));
}

/* What stands for no word stays. */
static GString *spell(const char *data, gsize size, char *const secrets[WORDS]) {
  GString *text = g_string_new(NULL);
  for (gsize i = 0; i < size; i++) {
    guint word = 0;
    while (word < WORDS && (size - i < strlen(words[word]) ||
                            memcmp(data + i, words[word], strlen(words[word])) != 0))
      word++;
    g_string_append(text, word < WORDS ? secrets[word] : "");
    if (word < WORDS)
      i += strlen(words[word]) - 1;
    else
      g_string_append_c(text, data[i]);
  }
  measure(text);
  return text;
}

/* ---- what comes back ------------------------------------------------------------------------- */

static gboolean has(gconstpointer in, gsize size, const char *what) {
  return memmem(in, size, what, strlen(what)) != NULL;
}

static void check_answer(const GByteArray *answer, gboolean knows) {
  const char *text = (const char *)answer->data;
  if (answer->len == 0) return;
  g_assert_true(answer->len > 12 && memcmp(text, "HTTP/1.1 ", 9) == 0);
  g_assert_false(!knows &&
                 (has(text, answer->len, "HTTP/1.1 2") || has(text, answer->len, "HTTP/1.1 3")));
  g_assert_false(has(text, answer->len, "HTTP/1.1 500"));
  g_assert_false(has(text, answer->len, "<xq"));
  const char *end = memmem(text, answer->len, "\r\n\r\n", 4);
  gsize head = end ? (gsize)(end - text) : answer->len;
  g_assert_false(has(text, head, "\nxq") || has(text, head, "\rxq"));
}

static gint64 changes(Page *page) {
  return ask(&page->book, "SELECT total_changes()") + cc_intake_count(page->site.intake);
}

static void check_book(Page *page, gint64 before, gboolean may_write) {
  if (changes(page) == before) return;
  g_assert_true(may_write);
  assert_sound(&page->book);
  page_close_book(page);
  page_open_book(page);
}

/* ---- one input ------------------------------------------------------------------------------- */

static Page *page;

static void leave(void) {
  page_tear_down(page);
  g_free(page);
}

static void begin(void) {
  page = g_new0(Page, 1);
  page_set_up(page);
  atexit(leave);
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size) {
  if (!page) begin();
  if (size > INPUT_MAX) return 0;
  char *secrets[WORDS + 1] = {NULL};
  page_renew(page);
  learn(page, secrets);
  g_autoptr(GString) request = spell((const char *)data, size, secrets);
  gint64 before = changes(page);
  gboolean has_cookie = has(data, size, words[COOKIE]), has_key = has(data, size, words[KEY]);
  page_ask(page, request);
  check_answer(page->answer, has_cookie || has_key);
  check_book(page, before, has_cookie && has(data, size, words[TOKEN]) && has(data, size, "POST"));
  for (guint word = 0; word < WORDS; word++)
    g_free(secrets[word]);
  return 0;
}
