/* Two that are one person: what is offered of both sides, and what becomes of it. */
#include "desk_fixture.h"

static void add_phone(CardcatContact *contact, const char *value, const char *e164,
                      const char *extension) {
  g_ptr_array_add(contact->phones, cardcat_phone_new(CARDCAT_PHONE_WORK, value, e164, extension));
}

/* Ada as she is in the book, and as a new card prints her. */
static CardcatContact *known(void) {
  CardcatContact *ada = person_new("Ada", "Beck", "ada@exakt.example");
  add_phone(ada, "030 123456", "+4930123456", NULL);
  add_phone(ada, "0171 555 0100", NULL, NULL);
  g_ptr_array_add(ada->urls, g_strdup("https://www.exakt.example/"));
  return ada;
}

static CardcatContact *printed(void) {
  CardcatContact *ada = person_new("Ada", "Beck", "Ada@Exakt.example");
  add_phone(ada, "+49 (0)30 12 34 56", "+4930123456", NULL);
  add_phone(ada, "0171/5550100", NULL, NULL);
  add_phone(ada, "030 999999", NULL, NULL);
  g_ptr_array_add(ada->urls, g_strdup("exakt.example"));
  return ada;
}

static void assert_choice(const Desk *desk, const char *value, gboolean ticked) {
  g_autofree char *on = g_strdup_printf("value=\"%s\" checked", value);
  g_autofree char *any = g_strdup_printf("value=\"%s\"", value);
  assert_shows(desk, any);
  ticked ? assert_shows(desk, on) : assert_hides(desk, on);
}

/* One number, address or place written in two ways is one. */
static void test_same(Desk *desk, gconstpointer data) {
  (void)data;
  add_person(&desk->book, 1, known());
  add_person(&desk->book, 2, printed());
  g_assert_cmpuint(ask_page(desk, "/contact/1/merge?with=2", NULL), ==, 200);
  static const char *const ticked[] = {"a:phones[0]", "a:phones[1]", "a:emails[0]", "a:urls[0]",
                                       "b:phones[2]"};
  static const char *const offered[] = {"b:phones[0]", "b:phones[1]", "b:emails[0]", "b:urls[0]"};
  for (guint i = 0; i < G_N_ELEMENTS(ticked); i++)
    assert_choice(desk, ticked[i], TRUE);
  for (guint i = 0; i < G_N_ELEMENTS(offered); i++)
    assert_choice(desk, offered[i], FALSE);
}

/* What knows more of the same number is what is kept. */
static void test_extension(Desk *desk, gconstpointer data) {
  (void)data;
  CardcatContact *a = person_new("Ada", "Beck", NULL), *b = person_new("Ada", "Beck", NULL);
  add_phone(a, "030 123456", NULL, NULL);
  add_phone(b, "030/123456", NULL, "7");
  add_person(&desk->book, 1, a);
  add_person(&desk->book, 2, b);
  ask_page(desk, "/contact/1/merge?with=2", NULL);
  assert_choice(desk, "a:phones[0]", FALSE);
  assert_choice(desk, "b:phones[0]", TRUE);
}

/* What is printed alike is shown once, and what only one side knows of it is not lost. */
static void test_alike(Desk *desk, gconstpointer data) {
  (void)data;
  CardcatContact *a = person_new("Ada", "Beck", NULL), *b = person_new("Ada", "Beck", NULL);
  add_phone(a, "030 123456", NULL, NULL);
  add_phone(b, "030 123456", "+4930123456", NULL);
  add_person(&desk->book, 1, a);
  add_person(&desk->book, 2, b);
  ask_page(desk, "/contact/1/merge?with=2", NULL);
  assert_choice(desk, "a:phones[0]", TRUE);
  assert_hides(desk, "value=\"b:phones[0]\"");
  g_autofree char *va = version_of(desk, 1), *vb = version_of(desk, 2);
  g_assert_cmpuint(POST(desk, "/contact/1/merge", "with", "2", "version", va, "with_version", vb,
                        "name", "a:name", "keep", "a:phones[0]"),
                   ==, 303);
  g_autoptr(CardcatEntry) entry = get_entry(&desk->book, 1);
  g_assert_cmpuint(entry->contact->phones->len, ==, 1);
  g_assert_cmpstr(((CardcatPhone *)entry->contact->phones->pdata[0])->e164, ==, "+4930123456");
}

/* Names of one wording that are taken apart differently. */
static void test_parts(Desk *desk, gconstpointer data) {
  (void)data;
  CardcatContact *a = person_new("Ada Maria", "Beck", NULL);
  CardcatContact *b = person_new("Ada", "Maria Beck", NULL);
  add_person(&desk->book, 1, a);
  add_person(&desk->book, 2, b);
  ask_page(desk, "/contact/1/merge?with=2", NULL);
  assert_choice(desk, "a:name", TRUE);
  assert_choice(desk, "b:name", FALSE);
  assert_shows(desk, "family: Maria Beck");
  g_autofree char *va = version_of(desk, 1), *vb = version_of(desk, 2);
  g_assert_cmpuint(POST(desk, "/contact/1/merge", "with", "2", "version", va, "with_version", vb,
                        "name", "b:name"),
                   ==, 303);
  g_autoptr(CardcatEntry) entry = get_entry(&desk->book, 1);
  g_assert_cmpstr(entry->contact->name.family, ==, "Maria Beck");
}

/* The value of the hidden field NAME on the page, owned. */
static char *hidden(const Desk *desk, const char *name) {
  g_autofree char *mark = g_strdup_printf("name=\"%s\" value=\"", name);
  const char *at = strstr(desk->page, mark);
  if (!at) g_error("no field %s\n%s", name, desk->page);
  at += strlen(mark);
  return g_strndup(at, strcspn(at, "\""));
}

/* What was chosen is still chosen when the answer is that it does not go like that. */
static void test_choices_stay(Desk *desk, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  add_person(&desk->book, 1, known());
  g_autoptr(CardcatContact) other = printed();
  g_free(other->name.full);
  other->name.full = g_strdup("Ada B. Beck");
  add_person(&desk->book, 2, cardcat_contact_copy(other));
  ask_page(desk, "/contact/1/merge?with=2", NULL);
  g_autofree char *seen = hidden(desk, "seen");
  g_autofree char *va = version_of(desk, 1), *vb = version_of(desk, 2);
  /* Meanwhile the other gains a first number, so that the places of all move. */
  g_ptr_array_insert(other->phones, 0, cardcat_phone_new(CARDCAT_PHONE_FAX, "030 777", NULL, NULL));
  gboolean edited = cardcat_store_edit_contact(desk->book.store, 2, other, NULL, &error);
  g_assert_no_error(error);
  g_assert_true(edited);
  g_assert_cmpuint(
      POST(desk, "/contact/1/merge", "with", "2", "version", va, "with_version", vb, "seen", seen,
           "name", "b:name", "keep", "a:phones[1]", "keep", "b:phones[0]", "keep", "b:emails[0]"),
      ==, 409);
  static const char *const on[] = {"b:name", "a:phones[1]", "b:phones[1]", "b:emails[0]",
                                   "b:phones[0]"};
  static const char *const off[] = {"a:name",    "a:phones[0]", "a:emails[0]",
                                    "a:urls[0]", "b:phones[2]", "b:phones[3]"};
  for (guint i = 0; i < G_N_ELEMENTS(on); i++)
    assert_choice(desk, on[i], TRUE);
  for (guint i = 0; i < G_N_ELEMENTS(off); i++)
    assert_choice(desk, off[i], FALSE);
}

static void test_nothing_left(Desk *desk, gconstpointer data) {
  (void)data;
  CardcatContact *a = cardcat_contact_new(), *b = cardcat_contact_new();
  g_ptr_array_add(a->emails, g_strdup("a@exakt.example"));
  g_ptr_array_add(b->emails, g_strdup("b@exakt.example"));
  add_person(&desk->book, 1, a);
  add_person(&desk->book, 2, b);
  ask_page(desk, "/contact/1/merge?with=2", NULL);
  g_autofree char *seen = hidden(desk, "seen");
  g_autofree char *va = version_of(desk, 1), *vb = version_of(desk, 2);
  g_assert_cmpuint(
      POST(desk, "/contact/1/merge", "with", "2", "version", va, "with_version", vb, "seen", seen),
      ==, 422);
  assert_choice(desk, "a:emails[0]", FALSE);
  assert_choice(desk, "b:emails[0]", FALSE);
}

/* ---- a card ---------------------------------------------------------------------------------- */

static char *base_of(Desk *desk, gint64 id) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatCard) card = cardcat_store_get_card(desk->book.store, id, &error);
  g_assert_no_error(error);
  return g_strdup(card->version);
}

static void test_decided(Desk *desk, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  gint64 ada = add_person(&desk->book, 1, known());
  gint64 card = add_card(&desk->book, 2, printed());
  g_autofree char *page =
      g_strdup_printf("/card/%" G_GINT64_FORMAT "/join?with=%" G_GINT64_FORMAT, card, ada);
  g_autofree char *path = g_strdup_printf("/card/%" G_GINT64_FORMAT "/join", card);
  g_autofree char *with = g_strdup_printf("%" G_GINT64_FORMAT, ada);
  g_assert_cmpuint(ask_page(desk, page, NULL), ==, 200);
  g_assert_true(cardcat_store_reject_card(desk->book.store, card, &error));
  g_assert_cmpuint(ask_page(desk, page, NULL), ==, 409);
  assert_shows(desk, "This card was rejected");
  g_autofree char *base = base_of(desk, card), *version = version_of(desk, ada);
  g_assert_cmpuint(
      POST(desk, path, "with", with, "base", base, "with_version", version, "name", "a:name"), ==,
      409);
  assert_shows(desk, "This card was rejected");
  g_autoptr(CardcatCard) after = cardcat_store_get_card(desk->book.store, card, &error);
  g_assert_cmpint(after->state, ==, CARDCAT_CARD_REJECTED);
}

static void test_removed(Desk *desk, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  add_person(&desk->book, 1, known());
  add_person(&desk->book, 2, printed());
  g_autofree char *va = version_of(desk, 1), *vb = version_of(desk, 2);
  g_assert_true(cardcat_store_remove_contact(desk->book.store, 2, &error));
  g_assert_cmpuint(ask_page(desk, "/contact/1/merge?with=2", NULL), ==, 404);
  g_assert_cmpuint(POST(desk, "/contact/1/merge", "with", "2", "version", va, "with_version", vb,
                        "name", "a:name"),
                   ==, 404);
  g_assert_cmpuint(ask_page(desk, "/contact/1/merge?with=1", NULL), ==, 400);
}

static void test_meeting(Desk *desk, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatMeeting) a = cardcat_meeting_new(), b = cardcat_meeting_new();
  a->event = g_strdup("Expo <1>");
  a->note = g_strdup("Likes tea");
  g_ptr_array_add(a->tags, g_strdup("tea"));
  b->event = g_strdup("Fair & Co");
  b->introduced_by = g_strdup("Carl");
  b->note = g_strdup("Wants a sample");
  g_ptr_array_add(b->tags, g_strdup("sample"));
  gint64 ada = add_person(&desk->book, 1, known());
  gint64 card = add_card(&desk->book, 2, printed());
  g_assert_true(cardcat_store_edit_contact(desk->book.store, ada, NULL, a, &error));
  g_autoptr(CardcatContact) said = printed();
  g_assert_true(cardcat_store_keep_draft(desk->book.store, card, said, b, &error));
  g_autofree char *page =
      g_strdup_printf("/card/%" G_GINT64_FORMAT "/join?with=%" G_GINT64_FORMAT, card, ada);
  ask_page(desk, page, NULL);
  static const char *const shown[] = {"Expo &lt;1&gt;", "Fair &amp; Co", "Carl", "Wants a sample",
                                      "both meetings are kept"};
  for (guint i = 0; i < G_N_ELEMENTS(shown); i++)
    assert_shows(desk, shown[i]);
  g_autofree char *base = base_of(desk, card), *version = version_of(desk, ada);
  g_autofree char *path = g_strdup_printf("/card/%" G_GINT64_FORMAT "/join", card);
  g_autofree char *with = g_strdup_printf("%" G_GINT64_FORMAT, ada);
  g_assert_cmpuint(POST(desk, path, "with", with, "base", base, "with_version", version, "name",
                        "a:name", "keep", "a:phones[0]"),
                   ==, 303);
  g_autoptr(CardcatEntry) entry = get_entry(&desk->book, ada);
  g_assert_cmpuint(entry->meetings->len, ==, 2);
  g_assert_cmpstr(entry->meeting->event, ==, "Fair & Co");
  g_assert_cmpstr(entry->meeting->introduced_by, ==, "Carl");
  g_assert_cmpstr(entry->meeting->note, ==, "Wants a sample");
  const CardcatMeeting *before = entry->meetings->pdata[1];
  g_assert_cmpstr(before->event, ==, "Expo <1>");
  g_assert_cmpstr(before->note, ==, "Likes tea");
  g_assert_cmpuint(entry->contact->phones->len, ==, 1);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  DESK_TEST("/merge/same", test_same);
  DESK_TEST("/merge/extension", test_extension);
  DESK_TEST("/merge/alike", test_alike);
  DESK_TEST("/merge/parts", test_parts);
  DESK_TEST("/merge/choices-stay", test_choices_stay);
  DESK_TEST("/merge/nothing-left", test_nothing_left);
  DESK_TEST("/merge/decided", test_decided);
  DESK_TEST("/merge/removed", test_removed);
  DESK_TEST("/merge/meeting", test_meeting);
  return g_test_run();
}
