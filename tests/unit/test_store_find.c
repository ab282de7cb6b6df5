/* Contacts chosen by how they were met, in any order. */
#include "store_fixture.h"

typedef struct {
  const char *given, *event, *met_on, *by, *tag, *firm;
  gboolean written;
} Person;

static const Person people[] = {
    {"Ada", "Expo 2026", "2026-06-16", "Carl Dorn", "fair", "Zeta", FALSE},
    {"Ben", "expo 2026", "2026-06-18", NULL, "Fair", "acme", TRUE},
    {"Cleo", NULL, NULL, "carl dorn", NULL, NULL, FALSE},
    {"Dan", "Dinner \"x\"", "2025-01-02", NULL, "a \"b\\", "Beta", FALSE},
};

static void fill(Book *book) {
  for (guint i = 0; i < G_N_ELEMENTS(people); i++) {
    const Person *p = &people[i];
    CardcatContact *contact = person_new(p->given, "Beck", NULL);
    contact->organization = g_strdup(p->firm);
    g_autoptr(CardcatMeeting) meeting = cardcat_meeting_new();
    meeting->event = g_strdup(p->event);
    meeting->met_on = g_strdup(p->met_on);
    meeting->introduced_by = g_strdup(p->by);
    if (p->tag) g_ptr_array_add(meeting->tags, g_strdup(p->tag));
    if (p->written) meeting->followed_up = g_strdup("2026-06-20T08:00:00Z");
    g_autoptr(GError) error = NULL;
    gint64 id = add_card(book, i + 1, contact);
    g_assert_true(cardcat_store_save_card(book->store, id, NULL, meeting, 0, NULL, &error));
    g_assert_no_error(error);
  }
}

/* The first letters of those who are found. */
static void assert_finds(Book *book, const CardcatFilter *filter, const char *letters) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) ids = cardcat_store_find(book->store, filter, &error);
  g_assert_no_error(error);
  g_autoptr(GPtrArray) found =
      cardcat_store_get_contacts(book->store, (const gint64 *)ids->data, ids->len, &error);
  g_assert_no_error(error);
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < found->len; i++)
    g_string_append_c(text, ((CardcatEntry *)found->pdata[i])->contact->name.full[0]);
  g_assert_cmpstr(text->str, ==, letters);
}

#define FINDS(letters, ...) assert_finds(book, &(CardcatFilter){__VA_ARGS__}, letters)
#define TAGS(...) ((const char *const[]){__VA_ARGS__, NULL})

/* Ada was introduced by Ben, too, whom no meeting of hers names. */
static void link_to_ben(Book *book) {
  g_autoptr(GError) error = NULL;
  g_assert_true(
      cardcat_store_set_link(book->store, 1, CARDCAT_LINK_INTRODUCED_BY, 2, NULL, TRUE, &error));
  g_assert_no_error(error);
}

static void test_filters(Book *book, gconstpointer data) {
  (void)data;
  fill(book);
  FINDS("ABCD", 0);
  FINDS("AB", .event = "EXPO 2026");
  FINDS("", .event = "expo");
  FINDS("D", .event = "Dinner \"x\"");
  FINDS("AC", .introduced_by = "Carl Dorn");
  link_to_ben(book);
  FINDS("A", .introduced_by = "ben beck");
  FINDS("AB", .tags = TAGS("FAIR"));
  FINDS("D", .tags = TAGS("a \"b\\"));
  FINDS("", .tags = TAGS("fair", "other"));
  FINDS("ACD", .to_write = TRUE);
  FINDS("A", .to_write = TRUE, .event = "Expo 2026", .words = "ada");
  FINDS("B", .words = "acme");
  FINDS("", .event = "' OR 1 = 1 --");
  FINDS("B", .since = "2026-06-17");
  FINDS("ABC", .since = "2026-06-16");
  FINDS("ABC", .since = "2025-01-03");
}

/* What is asked holds for one of the meetings, whichever. */
static void test_meetings(Book *book, gconstpointer data) {
  (void)data;
  fill(book);
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatMeeting) meeting = cardcat_meeting_new();
  meeting->event = g_strdup("Fair");
  meeting->met_on = g_strdup("2024-01-01");
  g_assert_true(cardcat_store_add_meeting(book->store, 2, meeting, NULL, &error));
  g_assert_no_error(error);
  FINDS("B", .event = "fair");
  FINDS("AB", .event = "expo 2026");
  FINDS("ABCD", .to_write = TRUE);
  FINDS("A", .to_write = TRUE, .event = "expo 2026");
  FINDS("", .event = "fair", .since = "2026-01-01");
  FINDS("BADC", .sort = CARDCAT_SORT_MET, .descending = TRUE);
}

/* Whoever was met at an event without a day is met on its last one, also after a day that is known;
 * the day on which a photo was taken gives way to it. */
static void test_days(Book *book, gconstpointer data) {
  (void)data;
  fill(book);
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatMeeting) week = cardcat_meeting_new(), shot = cardcat_meeting_new();
  week->event = g_strdup("Glass week");
  shot->event = g_strdup("Glass week");
  shot->met_on = g_strdup("2026-01-01");
  shot->taken_on = g_strdup("2026-01-01");
  g_assert_true(cardcat_store_add_meeting(book->store, 4, week, NULL, &error));
  g_assert_true(cardcat_store_add_meeting(book->store, 3, shot, NULL, &error));
  g_autoptr(CardcatEvent) event = cardcat_store_find_event(book->store, "Glass week", &error);
  FINDS("DCAB", .sort = CARDCAT_SORT_MET);
  event->ends = g_strdup("2026-06-17");
  g_assert_true(cardcat_store_change_event(book->store, event, &error));
  g_assert_no_error(error);
  FINDS("ACDB", .sort = CARDCAT_SORT_MET);
  FINDS("BCDA", .sort = CARDCAT_SORT_MET, .descending = TRUE);
  FINDS("BCD", .since = "2026-06-17");
  FINDS("CD", .since = "2026-06-17", .event = "glass week");
}

static void test_order(Book *book, gconstpointer data) {
  (void)data;
  fill(book);
  FINDS("DCBA", .descending = TRUE);
  FINDS("BDAC", .sort = CARDCAT_SORT_ORGANIZATION);
  FINDS("ADBC", .sort = CARDCAT_SORT_ORGANIZATION, .descending = TRUE);
  FINDS("DABC", .sort = CARDCAT_SORT_MET);
  FINDS("BADC", .sort = CARDCAT_SORT_MET, .descending = TRUE);
  FINDS("DABC", .sort = CARDCAT_SORT_EVENT);
  FINDS("DCBA", .sort = CARDCAT_SORT_ID, .descending = TRUE);
  FINDS("BC", .limit = 2, .offset = 1);
  static const char *const names[] = {"name",  "organization", "event", "met",
                                      "added", "changed",      "id"};
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    CardcatSort sort;
    g_assert_true(cardcat_sort_parse(names[i], &sort));
    FINDS("ABCD", .sort = sort == CARDCAT_SORT_ADDED || sort == CARDCAT_SORT_CHANGED
                              ? sort
                              : CARDCAT_SORT_NAME);
  }
  g_assert_false(cardcat_sort_parse("surname", &(CardcatSort){0}));
  g_assert_false(cardcat_sort_parse(NULL, &(CardcatSort){0}));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  BOOK_TEST("/store/find/filters", test_filters);
  BOOK_TEST("/store/find/meetings", test_meetings);
  BOOK_TEST("/store/find/days", test_days);
  BOOK_TEST("/store/find/order", test_order);
  return g_test_run();
}
