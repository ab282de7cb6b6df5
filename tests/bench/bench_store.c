/* How long the address book takes with N people in it (10000 unless told): bench_store [N]
 * Milliseconds of processor time per call, on a book in the temporary folder; bench_store N FILE
 * leaves the book there. */
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "store/store.h"

/* Contacts that are shown at once. */
#define PAGE 100
/* Where they were met, and what for. */
#define EVENTS 40
#define TAGS 25

static const char *const syllables[] = {"ba", "ker", "lin", "mo",  "sta", "ru",  "vel", "ton",
                                        "zi", "fen", "gar", "hol", "jun", "pas", "qui", "wes"};

/* A made-up word; the same NUMBER gives the same. */
static char *word(guint32 number) {
  g_autoptr(GString) out = g_string_new(NULL);
  for (int i = 0; i < 3; i++, number /= G_N_ELEMENTS(syllables))
    g_string_append(out, syllables[number % G_N_ELEMENTS(syllables)]);
  out->str[0] = g_ascii_toupper(out->str[0]);
  return g_strdup(out->str);
}

static CardcatContact *person(GRand *random) {
  CardcatContact *c = cardcat_contact_new();
  c->name.given = word(g_rand_int(random));
  c->name.family = word(g_rand_int(random));
  c->name.full = g_strconcat(c->name.given, " ", c->name.family, NULL);
  c->organization = word(g_rand_int(random));
  g_ptr_array_add(c->titles, word(g_rand_int(random)));
  g_ptr_array_add(c->emails, g_strdup_printf("%s@%s.example", c->name.family, c->organization));
  g_autofree char *number = g_strdup_printf("+4930%07d", g_rand_int_range(random, 0, 9999999));
  g_ptr_array_add(c->phones, cardcat_phone_new(CARDCAT_PHONE_WORK, number, number, NULL));
  g_ptr_array_add(c->urls, g_strdup_printf("www.%s.example", c->organization));
  CardcatAddress *address = cardcat_address_new();
  address->locality = word(g_rand_int(random));
  address->country = g_strdup("DE");
  address->full = g_strdup(address->locality);
  g_ptr_array_add(c->addresses, address);
  return c;
}

static void add(CardcatStore *store, guint number, GRand *random) {
  g_autoptr(GPtrArray) readings =
      g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_reading_free);
  CardcatReading *reading = cardcat_reading_new();
  reading->sha256 = g_strdup_printf("%064x", number);
  cardcat_contact_free(reading->contact);
  reading->contact = person(random);
  g_ptr_array_add(readings, reading);
  g_autoptr(GArray) ids = NULL;
  g_autoptr(CardcatMeeting) met = cardcat_meeting_new();
  met->event = g_strdup_printf("Event %u", number % EVENTS);
  g_ptr_array_add(met->tags, g_strdup_printf("tag %u", number % TAGS));
  if (!cardcat_store_add_readings(store, readings, met, &ids, NULL) ||
      !cardcat_store_save_card(store, g_array_index(ids, gint64, 0), NULL, NULL, 0, NULL, NULL))
    exit(1);
}

static void report(const char *what, clock_t since, guint times, guint found) {
  double milliseconds = (double)(clock() - since) * 1000 / CLOCKS_PER_SEC / times;
  printf("%-28s %9.3f ms  %u found\n", what, milliseconds, found);
}

static void search(CardcatStore *store, const char *what, const char *words, guint offset,
                   guint limit) {
  enum { TIMES = 5 };
  guint found = 0;
  clock_t since = clock();
  for (int i = 0; i < TIMES; i++) {
    g_autoptr(GPtrArray) entries = cardcat_store_search(store, words, offset, limit, NULL);
    found = entries->len;
  }
  report(what, since, TIMES, found);
}

static gboolean count_one(const CardcatEntry *entry, gpointer data, GError **error) {
  (void)entry;
  (void)error;
  *(guint *)data += 1;
  return TRUE;
}

static void listed(CardcatStore *store) {
  enum { TIMES = 5 };
  guint found = 0;
  clock_t since = clock();
  for (int i = 0; i < TIMES; i++)
    if (!cardcat_store_each_listed(store, NULL, count_one, &found, NULL)) exit(1);
  report("everybody, as a list shows", since, TIMES, found / TIMES);
}

static void count(CardcatStore *store, const char *what, const char *words) {
  enum { TIMES = 20 };
  guint found = 0;
  clock_t since = clock();
  for (int i = 0; i < TIMES; i++)
    if (!cardcat_store_search_count(store, words, &found, NULL)) exit(1);
  report(what, since, TIMES, found);
}

/* What each page of the browser tells, first and when nothing was changed since. */
static void counts(CardcatStore *store, const char *what, guint times) {
  CardcatStoreCounts all = {0};
  clock_t since = clock();
  for (guint i = 0; i < times; i++)
    if (!cardcat_store_counts(store, &all, NULL)) exit(1);
  report(what, since, times, (guint)all.contacts);
}

static void follow_ups(CardcatStore *store, guint limit) {
  enum { TIMES = 5 };
  guint found = 0;
  clock_t since = clock();
  for (int i = 0; i < TIMES; i++) {
    g_autoptr(GPtrArray) entries = cardcat_store_follow_ups(store, 0, limit, NULL);
    found = entries->len;
  }
  report("follow-ups, a page", since, TIMES, found);
}

static void duplicates(CardcatStore *store, GRand *random) {
  enum { TIMES = 50 };
  guint found = 0;
  clock_t since = clock();
  for (int i = 0; i < TIMES; i++) {
    g_autoptr(CardcatContact) contact = person(random);
    g_autoptr(GPtrArray) entries = cardcat_store_duplicates(store, contact, NULL);
    found += entries->len;
  }
  report("duplicates", since, TIMES, found);
}

static void learned(CardcatStore *store, const char *what, guint times) {
  guint found = 0;
  clock_t since = clock();
  for (guint i = 0; i < times; i++) {
    g_autoptr(GPtrArray) all = cardcat_store_learned(store, NULL);
    found = all->len;
  }
  report(what, since, times, found);
}

/* One in five knows another. */
static const char make_links[] =
    "INSERT INTO links SELECT version, 0, 'knows', (SELECT uid FROM people o WHERE o.id ="
    " p.id * 7 % (SELECT count(*) FROM people) + 1), 'x' FROM people p WHERE p.id % 5 = 0";

/* What a firm, a person and a field of the first contact's are. */
static void introduce(CardcatStore *store) {
  enum { TIMES = 10 };
  g_autoptr(CardcatEntry) first = cardcat_store_get_contact(store, 1, NULL);
  const char *const words[] = {first->contact->organization, first->contact->name.full,
                               first->contact->titles->pdata[0]};
  guint found = 0;
  for (guint k = 0; k < G_N_ELEMENTS(words); k++) {
    clock_t since = clock();
    for (int i = 0; i < TIMES; i++) {
      g_autoptr(GPtrArray) all = cardcat_store_introductions(store, words[k], 20, NULL);
      found = all->len;
    }
    report(k == 0   ? "introduce, a firm"
           : k == 1 ? "introduce, a person"
                    : "introduce, a field",
           since, TIMES, found);
  }
}

int main(int argc, char **argv) {
  guint people = argc > 1 ? (guint)atoi(argv[1]) : 10000;
  g_autofree char *dir = g_dir_make_tmp("cardcat-bench-XXXXXX", NULL);
  g_autofree char *path = argc > 2 ? g_strdup(argv[2]) : g_build_filename(dir, "cards.db", NULL);
  g_autoptr(GRand) random = g_rand_new_with_seed(7);
  CardcatStore *store = cardcat_store_open(path, CARDCAT_STORE_CREATE, NULL);
  /* It is the calls that are measured and not the disk. */
  if (!store || !cc_sql_script(store->sql, "PRAGMA synchronous = OFF", NULL)) return 1;
  clock_t since = clock();
  for (guint i = 0; i < people; i++)
    add(store, i, random);
  report("add and save a card", since, people, people);
  search(store, "everybody", NULL, 0, 0);
  search(store, "everybody, first page", NULL, 0, PAGE);
  search(store, "everybody, middle page", NULL, people / 2, PAGE);
  listed(store);
  count(store, "everybody, counted", NULL);
  search(store, "one letter", "b", 0, 0);
  search(store, "one letter, first page", "b", 0, PAGE);
  count(store, "one letter, counted", "b");
  search(store, "a word", "bakerlin", 0, 0);
  counts(store, "how many of each", 1);
  counts(store, "how many of each, again", 20);
  follow_ups(store, PAGE);
  duplicates(store, random);
  if (!cc_sql_script(store->sql, make_links, NULL)) return 1;
  introduce(store);
  learned(store, "what contacts taught, counted", 1);
  learned(store, "what contacts taught, again", 20);
  cardcat_store_free(store);
  if (argc <= 2) g_remove(path);
  g_rmdir(dir);
  return 0;
}
