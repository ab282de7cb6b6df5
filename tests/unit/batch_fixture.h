/* A batch with a book of its own; its photos are words that say how they are read. */
#pragma once

#include <stdlib.h>
#include <unistd.h>

#include "batch/batch.h"
#include "reader/reader.h"
#include "store_fixture.h"

typedef struct {
  Book book;
  CcBatch *batch;
  GPtrArray *photos;            /* char*: their bytes; "": they cannot be had */
  guint fetched;                /* how often bytes were asked for */
  gboolean no_workers, is_full; /* none can be started; nothing can be written */
  GString *turns;               /* "0 settled; 1 failed: shows no card; " */
  GString *changes;             /* the same for what is told at once, without READING */
} Desk;

/* ---- the reader ----------------------------------------------------------------------------- */

static inline CardcatReading *card_new(GBytes *photo, int card, int cards) {
  CardcatReading *reading = cardcat_reading_new();
  reading->path = g_strdup("photo");
  reading->sha256 = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, photo);
  reading->card = card;
  reading->cards = cards;
  reading->confidence = 0.5;
  gsize length = 0;
  const char *word = g_bytes_get_data(photo, &length);
  gboolean unset = g_strstr_len(word, (gssize)length, "unset") != NULL;
  gboolean later = g_strstr_len(word, (gssize)length, "later") != NULL;
  reading->taken = g_strdup(unset   ? "1980-01-01T00:00:12"
                            : later ? "2031-06-16T10:30:00"
                                    : "2026-06-16T09:30:00");
  return reading;
}

/* "card Ada", "front Ada", "back": the last two are sides of one card. */
static inline CardcatReading *one_card(GBytes *photo, const char *word) {
  CardcatReading *reading = card_new(photo, 1, 1);
  CardcatContact *contact = reading->contact;
  const char *given = strchr(word, ' ');
  contact->organization = g_str_has_prefix(word, "card") ? NULL : g_strdup("Nordlicht");
  contact->name.full = given ? g_strdup(given + 1) : NULL;
  reading->text = g_strdup(word);
  return reading;
}

static inline GPtrArray *read_word(gpointer data, GBytes *photo, const char *name,
                                   const CcWorker *worker, GError **error) {
  (void)data;
  gsize length = 0;
  const char *bytes = g_bytes_get_data(photo, &length);
  g_autofree char *word = g_strndup(bytes, length);
  if (g_str_equal(word, "die")) abort();
  while (g_str_has_prefix(word, "hang"))
    pause();
  if (g_str_has_prefix(word, "slow ")) g_usleep(300000);
  static const struct {
    const char *word, *message;
    CardcatError code;
  } failures[] = {
      {"cat", "shows no card", CARDCAT_ERROR_NO_CARD},
      {"noise", "is no picture", CARDCAT_ERROR_PHOTO},
      {"bare", "lacks models", CARDCAT_ERROR_MISSING},
      {"odd", "a strange error", CARDCAT_ERROR_USAGE},
  };
  for (guint i = 0; i < G_N_ELEMENTS(failures); i++)
    if (g_str_equal(word, failures[i].word)) {
      g_set_error(error, CARDCAT_ERROR, (int)failures[i].code, "%s: %s", name, failures[i].message);
      return NULL;
    }
  const char *plain = word + (g_str_has_prefix(word, "slow ") ? 5 : 0);
  GPtrArray *readings = readings_of(one_card(photo, plain));
  if (!g_str_has_prefix(plain, "two")) return readings;
  ((CardcatReading *)readings->pdata[0])->cards = 2;
  if (g_str_has_prefix(plain, "two at once")) cc_worker_hand_on(worker, readings->pdata[0]);
  if (g_str_has_prefix(plain, "two at once and die")) abort();
  g_ptr_array_add(readings, card_new(photo, 2, 2));
  return readings;
}

/* ---- the owner ------------------------------------------------------------------------------ */

static const CcWork work = {NULL, NULL, read_word};

static inline CardcatPool *start(gpointer owner, GError **error) {
  const Desk *desk = owner;
  CardcatPoolOptions options = {.jobs = 2, .seconds = 30};
  if (!desk->no_workers) return cc_pool_new(&work, NULL, &options, error);
  g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_MISSING, "no workers");
  return NULL;
}

static inline GBytes *bytes_of(gpointer owner, guint photo, GError **error) {
  Desk *desk = owner;
  const char *word = desk->photos->pdata[photo];
  desk->fetched++;
  if (*word) return g_bytes_new(word, strlen(word));
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_PHOTO, "%u.jpg: is gone", photo);
  return NULL;
}

static inline void write_news(GString *into, guint photo, const CcBatchNews *news) {
  static const char *const stages[] = {"waits",  "reads", "read",   "settled",
                                       "paired", "known", "failed", "put off"};
  g_string_append_printf(into, "%u %s", photo, stages[news->stage]);
  if (news->message) g_string_append_printf(into, ": %s", news->message);
  if (news->doubt) g_string_append_printf(into, " not on %.10s", news->doubt);
  if (news->readings && news->readings->len > 1)
    g_string_append_printf(into, " %u", news->readings->len);
  g_string_append(into, "; ");
}

static inline void changed(gpointer owner, guint photo, const CcBatchNews *news) {
  const Desk *desk = owner;
  if (news->stage != CC_BATCH_READING) write_news(desk->changes, photo, news);
}

static inline gboolean turn(gpointer owner, guint photo, const CcBatchNews *news, GError **error) {
  const Desk *desk = owner;
  if (news->stage == CC_BATCH_SETTLED && desk->book.store)
    g_assert_cmpuint(news->cards->len, ==, news->readings->len);
  write_news(desk->turns, photo, news);
  if (!desk->is_full) return TRUE;
  g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_OUTPUT, "no room");
  return FALSE;
}

static inline void card(gpointer owner, guint photo, const CardcatReading *card) {
  const Desk *desk = owner;
  g_string_append_printf(desk->changes, "%u has %s; ", photo, card->text);
}

static const CcBatchHooks hooks = {start, bytes_of, changed, turn, card};

static inline void begin(Desk *desk, CcBatchOptions options) {
  g_clear_pointer(&desk->batch, cc_batch_free);
  g_ptr_array_set_size(desk->photos, 0);
  g_string_truncate(desk->turns, 0);
  g_string_truncate(desk->changes, 0);
  desk->fetched = 0;
  desk->batch = cc_batch_new(&options, &hooks, desk);
}

static inline void set_up(Desk *desk, gconstpointer data) {
  book_set_up(&desk->book, data);
  desk->photos = g_ptr_array_new_with_free_func(g_free);
  desk->turns = g_string_new(NULL);
  desk->changes = g_string_new(NULL);
  begin(desk, (CcBatchOptions){
                  .store = desk->book.store, .clock = book_clock, .clock_data = &desk->book});
}

static inline void tear_down(Desk *desk, gconstpointer data) {
  g_clear_pointer(&desk->batch, cc_batch_free);
  g_ptr_array_unref(desk->photos);
  g_string_free(desk->turns, TRUE);
  g_string_free(desk->changes, TRUE);
  book_tear_down(&desk->book, data);
}

static inline void add(Desk *desk, const char *words) {
  g_auto(GStrv) all = g_strsplit(words, ", ", -1);
  for (guint i = 0; all[i]; i++) {
    g_autofree char *name = g_strdup_printf("%u.jpg", desk->photos->len);
    g_assert_cmpuint(cc_batch_add(desk->batch, name, NULL, NULL), ==, desk->photos->len);
    g_ptr_array_add(desk->photos, g_strdup(all[i]));
  }
}

static inline gboolean step(Desk *desk, GError **error) {
  gboolean moved;
  return cc_batch_step(desk->batch, 50, &moved, error);
}

/* Until COUNT photos are left that have not had their turn. */
static inline void run_to(Desk *desk, guint count) {
  g_autoptr(GError) error = NULL;
  while (cc_batch_open(desk->batch) > count) {
    step(desk, &error);
    g_assert_no_error(error);
  }
}

/* Until a step ends with an error of CODE. */
static inline void run_into(Desk *desk, int code) {
  g_autoptr(GError) error = NULL;
  while (step(desk, &error))
    g_assert_cmpuint(cc_batch_open(desk->batch), >, 0);
  g_assert_error(error, CARDCAT_ERROR, code);
}

#define assert_turns(desk, expected) g_assert_cmpstr((desk)->turns->str, ==, expected)
#define assert_count(desk, query, count) g_assert_cmpint(ask(&(desk)->book, query), ==, count)
#define PHOTOS "SELECT count(*) FROM photos"
#define CARDS "SELECT count(*) FROM cards"

#define DESK_TEST(name, function) g_test_add(name, Desk, NULL, set_up, function, tear_down)
