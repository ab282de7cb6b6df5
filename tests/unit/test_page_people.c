/* The pages of contacts, of follow-ups and of photos that are added, asked as the server asks. */
#include "desk_fixture.h"

static void test_list(Desk *desk, gconstpointer data) {
  (void)data;
  g_assert_cmpuint(ask_page(desk, "/contacts", NULL), ==, 200);
  assert_shows(desk, "You have no contacts yet");
  add_person(&desk->book, 1, person_new("Ada", "Beck", "ada@exakt.example"));
  add_person(&desk->book, 2, person_new("Bo", "<b>Carl", NULL));
  ask_page(desk, "/contacts", NULL);
  assert_shows(desk, "2 contacts");
  assert_shows(desk, "href=\"/contact/1\"");
  assert_shows(desk, "&lt;b&gt;Carl");
  ask_page(desk, "/contacts?q=exakt", NULL);
  assert_shows(desk, "1 contact matches");
  assert_hides(desk, "/contact/2");
  ask_page(desk, "/contacts?q=%22%3Cnobody", NULL);
  assert_shows(desk, "value=\"&quot;&lt;nobody\"");
  assert_shows(desk, "No contact has all of these words");
}

static void test_steps(Desk *desk, gconstpointer data) {
  (void)data;
  const guint count = CC_PEOPLE_PER_PAGE + 1;
  const guint pages = (count + CC_LETTERS_PER_PAGE - 1) / CC_LETTERS_PER_PAGE;
  g_autofree char *only_last = g_strdup_printf("A P%03u", count - 1);
  g_autofree char *before = g_strdup_printf("A P%03u", count - 2);
  for (guint i = 0; i < count; i++) {
    g_autofree char *name = g_strdup_printf("P%03u", i);
    add_person(&desk->book, i + 1, person_new("A", name, NULL));
  }
  ask_page(desk, "/contacts?q=A", NULL);
  assert_shows(desk, "Page 1 of 2");
  assert_shows(desk, "href=\"/contacts?q=A&amp;page=2\"");
  assert_hides(desk, only_last);
  static const char *const last[] = {"/contacts?page=2", "/contacts?page=9"};
  for (guint i = 0; i < G_N_ELEMENTS(last); i++) {
    ask_page(desk, last[i], NULL);
    assert_shows(desk, "Page 2 of 2");
    assert_shows(desk, only_last);
    assert_hides(desk, before);
  }
  ask_page(desk, "/contacts?page=-1", NULL);
  assert_shows(desk, "Page 1 of 2");
  /* Those who were met last are written to first. */
  g_autofree char *first_met = g_strdup_printf("/follow-ups?page=%u", pages);
  g_autofree char *first_met_is = g_strdup_printf("Page %u of %u", pages, pages);
  ask_page(desk, first_met, NULL);
  assert_shows(desk, first_met_is);
  assert_shows(desk, "A P000");
  assert_hides(desk, only_last);
}

static void test_edit(Desk *desk, gconstpointer data) {
  (void)data;
  add_person(&desk->book, 1, person_new("Ada", "Beck", "ada@exakt.example"));
  g_assert_cmpuint(ask_page(desk, "/contact/1/edit", NULL), ==, 200);
  g_autofree char *version = version_of(desk, 1);
  g_assert_cmpuint(POST(desk, "/contact/1/save", "version", version, "at", "0", "value", "Ada Cole",
                        "was", "Ada Beck", "kind", "name", "follow_up", "yes", "event", "Expo"),
                   ==, 303);
  g_assert_true(g_str_has_prefix(desk->answer.location, "/contact/1?news="));
  assert_found(&desk->book, "Cole", "Ada Cole");
  /* The other window has the older version: nothing is lost, neither there nor here. */
  g_assert_cmpuint(POST(desk, "/contact/1/save", "version", version, "at", "0", "value", "Ada Dorn",
                        "was", "Ada Beck", "kind", "name"),
                   ==, 409);
  assert_shows(desk, "Another window");
  assert_shows(desk, "value=\"Ada Dorn\"");
  assert_found(&desk->book, "Cole", "Ada Cole");
  g_autofree char *now = version_of(desk, 1);
  g_assert_cmpuint(POST(desk, "/contact/1/save", "version", now), ==, 422);
  g_assert_cmpuint(POST(desk, "/contact/1/save", "version", now, "at", "0", "value", "A", "kind",
                        "name", "met_on", "yesterday"),
                   ==, 422);
  g_assert_cmpuint(POST(desk, "/contacts/undo", "back", "http://evil.example"), ==, 303);
  g_assert_true(g_str_has_prefix(desk->answer.location, "/contacts?news="));
  assert_found(&desk->book, "Beck", "Ada Beck");
  g_assert_cmpuint(ask_page(desk, "/contact/9", NULL), ==, 404);
}

static void assert_renamed(Desk *desk, const char *was, const char *name, const char *family) {
  g_autofree char *version = version_of(desk, 1);
  g_assert_cmpuint(POST(desk, "/contact/1/save", "version", version, "at", "0", "value", name,
                        "was", was, "kind", "name"),
                   ==, 303);
  g_autoptr(CardcatEntry) entry = get_entry(&desk->book, 1);
  g_assert_cmpstr(entry->contact->name.full, ==, name);
  g_assert_cmpstr(entry->contact->name.family, ==, family);
}

/* The lists that part a name are loaded for the first one alone: they are gone for the second. */
static void test_names(Desk *desk, gconstpointer data) {
  (void)data;
  g_autofree char *models = g_strdup(g_getenv("CARDCAT_MODELS"));
  add_person(&desk->book, 1, person_new("Ada", "Beck", "ada@exakt.example"));
  assert_renamed(desk, "Ada Beck", "Dr. Ada Cole", "Cole");
  g_setenv("CARDCAT_MODELS", desk->book.dir, TRUE);
  assert_renamed(desk, "Dr. Ada Cole", "Dr. Ada Dorn", "Dorn");
  g_setenv("CARDCAT_MODELS", models, TRUE);
}

static void test_remove(Desk *desk, gconstpointer data) {
  (void)data;
  add_person(&desk->book, 1, person_new("Ada", "Beck", NULL));
  ask_page(desk, "/contacts/removed", NULL);
  assert_shows(desk, "There are none");
  g_assert_cmpuint(POST(desk, "/contact/1/remove", "version", "0"), ==, 303);
  g_assert_true(g_str_has_prefix(desk->answer.location, "/contact/1?news="));
  assert_found(&desk->book, "Beck", "Ada Beck");
  g_autofree char *now = version_of(desk, 1);
  g_assert_cmpuint(POST(desk, "/contact/1/remove", "version", now), ==, 303);
  assert_found(&desk->book, "Beck", "");
  ask_page(desk, "/contacts/removed", NULL);
  assert_shows(desk, "action=\"/contact/1/restore\"");
  ask_page(desk, "/contact/1", NULL);
  assert_hides(desk, "/contact/1/save");
  assert_shows(desk, "Restore");
  g_assert_cmpuint(
      POST(desk, "/contact/1/save", "version", "1", "at", "0", "value", "A", "kind", "name"), ==,
      409);
  assert_shows(desk, "removed in another window");
  g_assert_cmpuint(POST(desk, "/contact/1/restore"), ==, 303);
  assert_found(&desk->book, "Beck", "Ada Beck");
}

static void test_merge(Desk *desk, gconstpointer data) {
  (void)data;
  add_person(&desk->book, 1, person_new("Ada", "Beck", "ada@exakt.example"));
  add_person(&desk->book, 2, person_new("A.", "Beckmann", "beck@other.example"));
  ask_page(desk, "/contact/1/merge?q=Beckmann", NULL);
  assert_shows(desk, "/contact/1/merge?with=2");
  ask_page(desk, "/contact/1/merge?with=2", NULL);
  assert_shows(desk, "value=\"b:emails[0]\"");
  g_autofree char *a = version_of(desk, 1), *b = version_of(desk, 2);
  g_assert_cmpuint(POST(desk, "/contact/1/merge", "with", "2", "version", a, "with_version", a,
                        "name", "b:name"),
                   ==, g_str_equal(a, b) ? 303 : 409);
  if (g_str_equal(a, b)) POST(desk, "/contacts/undo");
  g_free(a);
  g_free(b);
  a = version_of(desk, 1);
  b = version_of(desk, 2);
  g_assert_cmpuint(POST(desk, "/contact/1/merge", "with", "2", "version", "-7", "with_version", b),
                   ==, 409);
  g_assert_cmpuint(POST(desk, "/contact/1/merge", "with", "2", "version", a, "with_version", b,
                        "name", "b:name", "keep", "a:emails[0]", "keep", "b:emails[0]"),
                   ==, 303);
  g_autoptr(CardcatEntry) entry = get_entry(&desk->book, 1);
  g_assert_cmpstr(entry->contact->name.full, ==, "A. Beckmann");
  g_assert_cmpuint(entry->contact->emails->len, ==, 2);
  assert_found(&desk->book, "", "A. Beckmann");
  POST(desk, "/contacts/undo");
  assert_found(&desk->book, "Ada", "Ada Beck");
  g_assert_cmpuint(POST(desk, "/contact/1/merge", "with", "0"), ==, 404);
}

static void test_follow_ups(Desk *desk, gconstpointer data) {
  (void)data;
  add_person(&desk->book, 1, person_new("Ada", "Beck", "ada@exakt.example?cc=x"));
  add_person(&desk->book, 2, person_new("Bo", "Carl", NULL));
  ask_page(desk, "/follow-ups", NULL);
  assert_shows(desk, "2 people to write to");
  assert_shows(desk, "href=\"mailto:ada@exakt.example%3Fcc%3Dx\"");
  assert_shows(desk, "added <time");
  g_autofree char *a = version_of(desk, 1), *b = version_of(desk, 2);
  g_assert_cmpuint(POST(desk, "/contact/1/written", "version", a), ==, 303);
  g_assert_cmpuint(POST(desk, "/contact/2/unwanted", "version", b), ==, 303);
  g_autoptr(CardcatEntry) ada = get_entry(&desk->book, 1), bo = get_entry(&desk->book, 2);
  g_assert_nonnull(ada->meeting->followed_up);
  g_assert_false(bo->meeting->send_follow_up);
  ask_page(desk, "/follow-ups", NULL);
  assert_shows(desk, "nobody left to write to");
  POST(desk, "/contacts/undo", "back", "/follow-ups");
  g_assert_true(g_str_has_prefix(desk->answer.location, "/follow-ups?news="));
  ask_page(desk, "/follow-ups", NULL);
  assert_shows(desk, "1 person to write to");
  assert_shows(desk, "Bo Carl");
  POST(desk, "/contact/2/written", "version", "-7");
  ask_page(desk, "/follow-ups", NULL);
  assert_shows(desk, "Bo Carl");
}

/* With whom one wants to be in touch comes when nothing else asks for a letter. */
static void test_touch(Desk *desk, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  add_person(&desk->book, 1, person_new("Ada", "Beck", "ada@exakt.example"));
  g_autofree char *a = version_of(desk, 1);
  g_assert_cmpuint(POST(desk, "/contact/1/unwanted", "version", a), ==, 303);
  g_autofree char *b = version_of(desk, 1);
  g_assert_cmpuint(POST(desk, "/contact/1/keep-in-touch", "version", b, "interval", "soon"), ==,
                   400);
  g_assert_cmpuint(POST(desk, "/contact/1/keep-in-touch", "version", b, "interval", "2 weeks"), ==,
                   303);
  g_assert_true(cardcat_store_note_in_touch(desk->book.store, 1, "2024-02-03", &error));
  ask_page(desk, "/contact/1", NULL);
  assert_shows(desk, "<option value=\"2 weeks\" selected=\"\">Every 2 weeks</option>");
  assert_shows(desk, "Last in touch on 3 February 2024; due since 17 February 2024.");
  ask_page(desk, "/follow-ups", NULL);
  assert_shows(desk, "Out of touch");
  assert_hides(desk, "nobody left to write to");
  POST(desk, "/contact/1/quiet", "version", "-7", "days", "30");
  ask_page(desk, "/follow-ups", NULL);
  assert_shows(desk, "Out of touch");
  g_autofree char *c = version_of(desk, 1);
  g_assert_cmpuint(POST(desk, "/contact/1/quiet", "version", c, "days", "30"), ==, 303);
  ask_page(desk, "/follow-ups", NULL);
  assert_hides(desk, "Out of touch");
  POST(desk, "/contacts/undo", "back", "/follow-ups");
  g_autofree char *d = version_of(desk, 1);
  g_assert_cmpuint(POST(desk, "/contact/1/wrote-today", "version", d), ==, 303);
  ask_page(desk, "/follow-ups", NULL);
  assert_hides(desk, "Out of touch");
  POST(desk, "/contacts/undo");
  g_autofree char *e = version_of(desk, 1);
  g_assert_cmpuint(POST(desk, "/contact/1/let-be", "version", e), ==, 303);
  ask_page(desk, "/contact/1", NULL);
  assert_shows(desk, "<option value=\"off\" selected=\"\">Never</option>");
  assert_hides(desk, "In touch today");
}

static void test_add(Desk *desk, gconstpointer data) {
  (void)data;
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatMeeting) meeting = cardcat_meeting_new();
  g_autoptr(GBytes) bytes = g_bytes_new_static("no picture", 10);
  g_assert_cmpuint(ask_page(desk, "/add", NULL), ==, 200);
  g_assert_cmpuint(POST(desk, "/add/photos"), ==, 303);
  g_assert_true(cc_intake_add(desk->site.intake, "C:\\x/<i>\x1b[1m\n.jpg", bytes, meeting, &error));
  g_assert_true(cc_intake_add(desk->site.intake, "/", bytes, meeting, &error));
  g_assert_no_error(error);
  g_assert_cmpuint(cc_intake_open(desk->site.intake), ==, 2);
  g_assert_cmpstr(cc_intake_photo(desk->site.intake, 1)->name, ==, "photo");
  ask_page(desk, "/add", NULL);
  assert_shows(desk, "&lt;i&gt; [1m .jpg");
  assert_shows(desk, "0 of 2 photos done");
  for (guint i = 0; i < 30000 && cc_intake_open(desk->site.intake) > 0; i++) {
    cc_intake_step(desk->site.intake);
    g_usleep(10000);
  }
  const CcIntakePhoto *photo = cc_intake_photo(desk->site.intake, 0);
  g_assert_cmpint(photo->stage, ==, CC_INTAKE_FAILED);
  g_assert_nonnull(photo->message);
  ask_page(desk, "/add", NULL);
  assert_shows(desk, "2 of 2 photos done");
}

static void test_known(Desk *desk, gconstpointer data) {
  (void)data;
  add_person(&desk->book, 1, person_new("Ada", "<b>Beck", NULL));
  add_person(&desk->book, 2, person_new("Ben", "Ash", NULL));
  ask_page(desk, "/contacts/names?q=ash", NULL);
  g_assert_cmpstr(desk->page, ==, "Ben Ash (2)\n");
  /* Chosen of the list, typed, and a name that is nobody's. */
  POST(desk, "/contact/1/link", "kind", "knows", "name", "Ben Ash (2)");
  POST(desk, "/contact/1/link", "kind", "introduced by", "name", "Cid Orr");
  ask_page(desk, "/contact/1", NULL);
  assert_shows(desk, "href=\"/contact/2\"");
  assert_shows(desk, "Cid Orr</span>");
  ask_page(desk, "/contact/2", NULL);
  assert_shows(desk, "&lt;b&gt;Beck</a>");
  /* He is in the book now. */
  add_person(&desk->book, 3, person_new("Cid", "Orr", NULL));
  ask_page(desk, "/contact/3", NULL);
  assert_shows(desk, "&lt;b&gt;Beck was introduced by Cid Orr.");
  POST(desk, "/contact/1/link", "kind", "introduced by", "other", "3", "back", "3");
  g_assert_true(g_str_has_prefix(desk->answer.location, "/contact/3?news="));
  ask_page(desk, "/contact/3", NULL);
  assert_shows(desk, "<h3>Introduced</h3>");
  assert_hides(desk, "Add the link");
  POST(desk, "/contact/1/unlink", "kind", "introduced by", "other", "3");
  ask_page(desk, "/contact/3", NULL);
  assert_hides(desk, "<h3>Introduced</h3>");
  g_assert_cmpuint(POST(desk, "/contact/1/link", "kind", "likes", "name", "x"), ==, 400);
}

static void test_wants(Desk *desk, gconstpointer data) {
  (void)data;
  gint64 card = add_card(&desk->book, 1, person_new("Ada", "Beck", NULL));
  g_autofree char *path = g_strdup_printf("/review/%d", (int)card);
  g_assert_cmpuint(POST(desk, "/wants", "words", "GmbH"), ==, 422);
  ask_page(desk, path, NULL);
  assert_hides(desk, "You want to meet");
  g_assert_cmpuint(POST(desk, "/wants", "words", "ada beck", "why", "<b>lenses"), ==, 303);
  ask_page(desk, "/wants", NULL);
  assert_shows(desk, "ada beck</h2>");
  ask_page(desk, path, NULL);
  assert_shows(desk, "You want to meet: </strong>ada beck – &lt;b&gt;lenses");
  POST(desk, "/wants/remove", "want", "1");
  ask_page(desk, path, NULL);
  assert_hides(desk, "You want to meet");
}

static void test_introduce(Desk *desk, gconstpointer data) {
  (void)data;
  add_person(&desk->book, 1, person_new("Ada", "<b>Beck", "ada@beck.example"));
  CardcatContact *cid = person_new("Cid", "Orr", NULL);
  cid->organization = g_strdup("Orr Glass");
  add_person(&desk->book, 2, cid);
  POST(desk, "/contact/1/link", "kind", "knows", "other", "2");
  ask_page(desk, "/introduce?q=orr+glass", NULL);
  assert_shows(desk, "Cid Orr is at Orr Glass");
  assert_shows(desk, "&lt;b&gt;Beck knows Cid Orr, who is at Orr Glass");
  assert_shows(desk, "href=\"/contact/1\"");
  assert_shows(desk, "href=\"mailto:ada@beck.example?");
  ask_page(desk, "/introduce?q=nobody", NULL);
  assert_shows(desk, "seems to be close");
  g_assert_cmpuint(ask_page(desk, "/introduce?q=GmbH", NULL), ==, 200);
  g_assert_cmpuint(ask_page(desk, "/introduce", NULL), ==, 200);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  DESK_TEST("/people/list", test_list);
  DESK_TEST("/people/steps", test_steps);
  DESK_TEST("/people/edit", test_edit);
  DESK_TEST("/people/names", test_names);
  DESK_TEST("/people/remove", test_remove);
  DESK_TEST("/people/merge", test_merge);
  DESK_TEST("/people/follow-ups", test_follow_ups);
  DESK_TEST("/people/touch", test_touch);
  DESK_TEST("/people/add", test_add);
  DESK_TEST("/people/known", test_known);
  DESK_TEST("/people/wants", test_wants);
  DESK_TEST("/people/introduce", test_introduce);
  return g_test_run();
}
