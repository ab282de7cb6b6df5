/* Groups: made as they are named, with their people and events; and whom one wishes to meet. */
#include "store_fixture.h"

static gint64 meet(Book *book, guint photo, const char *given, const char *event) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatMeeting) meeting = cardcat_meeting_new();
  meeting->event = g_strdup(event);
  gint64 card = add_card(book, photo, person_new(given, "Beck", NULL)), id = 0;
  g_assert_true(cardcat_store_save_card(book->store, card, NULL, meeting, 0, &id, &error));
  return id;
}

static void set_member(Book *book, gint64 id, const char *name, gboolean member) {
  g_autoptr(GError) error = NULL;
  g_assert_true(cardcat_store_set_member(book->store, id, name, member, &error));
  g_assert_no_error(error);
}

/* "Guild 2 [Expo]; Makers 1" */
static char *groups_of(Book *book) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) groups = cardcat_store_groups(book->store, &error);
  g_assert_no_error(error);
  g_autoptr(GString) out = g_string_new(NULL);
  for (guint i = 0; i < groups->len; i++) {
    const CardcatGroup *group = groups->pdata[i];
    g_string_append_printf(out, "%s%s %d", i > 0 ? "; " : "", group->name, (int)group->people);
    for (guint k = 0; k < group->events->len; k++)
      g_string_append_printf(out, " [%s]", (const char *)group->events->pdata[k]);
  }
  return g_strdup(out->str);
}

#define assert_groups(book, wanted)             \
  do {                                          \
    g_autofree char *groups_ = groups_of(book); \
    g_assert_cmpstr(groups_, ==, wanted);       \
  } while (0)

static void undo(Book *book, const char *wanted) {
  g_autoptr(GError) error = NULL;
  g_autofree char *what = NULL;
  g_assert_true(cardcat_store_undo(book->store, &what, NULL, &error));
  g_assert_cmpstr(what, ==, wanted);
}

static void give_event(Book *book, const char *event, const char *group) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatEvent) one = cardcat_store_find_event(book->store, event, &error);
  g_free(one->group);
  one->group = g_strdup(group);
  g_assert_true(cardcat_store_change_event(book->store, one, &error));
}

static void test_groups(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  gint64 ada = meet(book, 1, "Ada", "Expo"), bea = meet(book, 2, "Bea", NULL);
  meet(book, 3, "Cid", NULL);
  set_member(book, bea, "Guild", TRUE);
  set_member(book, bea, "Makers", TRUE);
  give_event(book, "Expo", "GUILD");
  assert_groups(book, "Guild 2 [Expo]; Makers 1");
  /* Members, and those who were met at its events. */
  const CardcatFilter filter = {.group = "guild"};
  g_autoptr(GArray) ids = cardcat_store_find(book->store, &filter, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(ids->len, ==, 2);
  g_autoptr(CardcatGroup) guild = cardcat_store_find_group(book->store, "guild", &error);
  g_autoptr(GPtrArray) people = cardcat_store_group_people(book->store, guild->id, 1, 1, &error);
  g_assert_cmpuint(people->len, ==, 1);
  g_assert_cmpint(((CardcatEntry *)people->pdata[0])->id, ==, bea);
  /* Renamed once for all. */
  g_free(guild->name);
  guild->name = g_strdup("The guild");
  guild->place = g_strdup("Aarhus");
  g_assert_true(cardcat_store_change_group(book->store, guild, &error));
  assert_groups(book, "Makers 1; The guild 2 [Expo]");
  g_autoptr(CardcatEntry) entry = get_entry(book, bea);
  g_assert_cmpstr(entry->groups->pdata[1], ==, "The guild");
  undo(book, "changed the group The guild");
  undo(book, "changed the event Expo");
  assert_groups(book, "Guild 1; Makers 1");
  undo(book, "added to a group: Bea Beck");
  assert_groups(book, "Guild 1");
  /* Whoever was two belongs to the groups of both; nobody's group goes in the end. */
  set_member(book, ada, "Makers", TRUE);
  g_assert_true(cardcat_store_merge_contacts(book->store, bea, ada, NULL, &error));
  assert_groups(book, "Guild 1; Makers 1");
  set_member(book, ada, "makers", FALSE);
  g_assert_true(cardcat_store_remove_contact(book->store, ada, &error));
  book_let_pass(book, 3);
  assert_groups(book, "");
  assert_sound(book);
}

static void test_refused(Book *book, gconstpointer data) {
  (void)data;
  gint64 ada = meet(book, 1, "Ada", NULL);
  set_member(book, ada, "Guild", TRUE);
  set_member(book, ada, "Makers", TRUE);
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatGroup) guild = cardcat_store_find_group(book->store, "Guild", &error);
  g_free(guild->name);
  guild->name = g_strdup("makers");
  g_assert_false(cardcat_store_change_group(book->store, guild, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE);
  g_clear_error(&error);
  g_assert_false(cardcat_store_set_member(book->store, ada, "Others", FALSE, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND);
  g_clear_error(&error);
  g_assert_false(cardcat_store_set_member(book->store, ada, " ", TRUE, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE);
}

static void test_removed(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  gint64 ada = meet(book, 1, "Ada", "Expo");
  set_member(book, ada, "Guild", TRUE);
  set_member(book, ada, "Makers", TRUE);
  give_event(book, "Expo", "Guild");
  g_autoptr(CardcatGroup) guild = cardcat_store_find_group(book->store, "Guild", &error);
  guild->place = g_strdup("Aarhus");
  g_assert_true(cardcat_store_change_group(book->store, guild, &error));
  g_assert_false(cardcat_store_remove_group(book->store, guild->id, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE);
  g_clear_error(&error);
  g_assert_true(cardcat_store_remove_contact(book->store, ada, &error));
  assert_groups(book, "Guild 0 [Expo]");
  g_assert_true(cardcat_store_remove_group(book->store, guild->id, &error));
  assert_groups(book, "");
  undo(book, "removed the group Guild");
  assert_groups(book, "Guild 0 [Expo]");
  g_assert_false(cardcat_store_remove_group(book->store, 99, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND);
  /* Its name is free. */
  g_clear_error(&error);
  g_assert_true(cardcat_store_remove_group(book->store, guild->id, &error));
  gint64 bea = meet(book, 2, "Bea", NULL);
  set_member(book, bea, "Glass guild", TRUE);
  g_autoptr(CardcatGroup) glass = cardcat_store_find_group(book->store, "Glass guild", &error);
  g_free(glass->name);
  glass->name = g_strdup("guild");
  g_assert_true(cardcat_store_change_group(book->store, glass, &error));
  assert_groups(book, "guild 1");
  undo(book, "changed the group guild");
  assert_groups(book, "Glass guild 1");
  assert_sound(book);
}

/* ---- wants ---------------------------------------------------------------------------------- */

static guint count_wanted(Book *book, const CardcatContact *contact) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) wants = cardcat_store_wanted(book->store, contact, &error);
  g_assert_no_error(error);
  return wants->len;
}

static void test_wants(Book *book, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatContact) ada = person_new("Ada", "Beck", "ada@orr-glass.example");
  gint64 id = 0;
  g_assert_true(cardcat_store_add_want(book->store, "orr glass", "for the show", &id, &error));
  g_assert_cmpuint(count_wanted(book, ada), ==, 1);
  g_assert_true(cardcat_store_remove_want(book->store, id, &error));
  g_assert_cmpuint(count_wanted(book, ada), ==, 0);
  undo(book, "removed from whom you want to meet: orr glass");
  g_assert_cmpuint(count_wanted(book, ada), ==, 1);
  undo(book, "added to whom you want to meet: orr glass");
  g_assert_cmpuint(count_wanted(book, ada), ==, 0);
  g_assert_false(cardcat_store_remove_want(book->store, id, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND);
  book_let_pass(book, 3);
  assert_sound(book);
}

static void test_fits(void) {
  static const struct {
    const char *words;
    gboolean fits;
  } cases[] = {
      {"Zoë Ångström", TRUE},         /* accents and case */
      {"zoe angstrom", TRUE},         /* without them */
      {"Ångstrom, Zoe", TRUE},        /* in any order */
      {"museums", FALSE},             /* as a search: a word begins so, no more */
      {"muse", TRUE},                 /* the beginning of a word */
      {"Museum of Glas", TRUE},       /* fillers ask for nothing */
      {"digital museum", TRUE},       /* in two fields */
      {"museum digital Ghent", TRUE}, /* and a town */
      {"museum paper", FALSE},        /* every word */
      {"glas AG", TRUE},              /* a legal form asks for nothing beside a name */
      {"ai", FALSE},                  /* a short word stands whole: not "aid" */
      {"IT", TRUE},                   /* and is found when it does */
      {"Kerkstraat", FALSE},          /* no street */
      {"glasmuseum.example", TRUE},   /* a host */
      {"gmail", FALSE},               /* no provider of mail */
  };
  static const char *const empty[] = {"GmbH", "Ltd", "and", "der", "", "  ", "x", "S.A."};
  g_autoptr(CardcatContact) zoe = person_new("Zoë", "Ångström", "zoe@glasmuseum.example");
  zoe->organization = g_strdup("Glas Museum NV");
  g_ptr_array_add(zoe->titles, g_strdup("Head of digital aid, IT"));
  g_ptr_array_add(zoe->emails, g_strdup("zoe@gmail.com"));
  CardcatAddress *address = cardcat_address_new();
  address->street = g_strdup("Kerkstraat 1");
  address->locality = g_strdup("Ghent");
  g_ptr_array_add(zoe->addresses, address);
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    const CardcatWant want = {.words = (char *)cases[i].words};
    g_test_message("%s", cases[i].words);
    g_assert_cmpint(cardcat_want_fits(&want, zoe), ==, cases[i].fits);
  }
  for (guint i = 0; i < G_N_ELEMENTS(empty); i++) {
    const CardcatWant want = {.words = (char *)empty[i]};
    g_assert_false(cc_want_asks(empty[i]));
    g_assert_false(cardcat_want_fits(&want, zoe));
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  BOOK_TEST("/store-groups/groups", test_groups);
  BOOK_TEST("/store-groups/refused", test_refused);
  BOOK_TEST("/store-groups/removed", test_removed);
  BOOK_TEST("/store-groups/wants", test_wants);
  g_test_add_func("/store-groups/fits", test_fits);
  return g_test_run();
}
