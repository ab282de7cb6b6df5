/* Who could introduce one: chains in a small made-up book, the nearest first. */
#include "contact/contact.h"

/* Ada knows Ben, Ben introduced Cid, Dora was introduced by Cid; Cid is whom one seeks. */
static CcCircle *small_book(void) {
  static const struct {
    const char *name, *about;
  } people[] = {
      {"Ada Beck", NULL}, {"Ben Ash", "at Ash & Co"}, {"Cid Orr", "Curator at Orr Glass"},
      {"Dora Elm", NULL}, {"Eve Fox", NULL},          {"Finn Gray", NULL},
      {"Gil Hart", NULL}, {"Hana Ito", NULL},
  };
  CcCircle *circle = cc_circle_new();
  for (guint i = 0; i < G_N_ELEMENTS(people); i++)
    cc_circle_add(circle, i + 1, people[i].name, people[i].about);
  return circle;
}

/* The chains found, one a line, owned. */
static char *found(CcCircle *circle, guint limit) {
  g_autoptr(GPtrArray) all = cc_circle_find(circle, limit);
  g_autoptr(GString) out = g_string_new(NULL);
  for (guint i = 0; i < all->len; i++)
    g_string_append_printf(out, "%s\n", ((const CardcatIntroduction *)all->pdata[i])->words);
  return g_strdup(out->str);
}

#define assert_chains(circle, wanted)           \
  do {                                          \
    g_autofree char *found_ = found(circle, 0); \
    g_assert_cmpstr(found_, ==, wanted);        \
  } while (0)

static void test_links(void) {
  g_autoptr(CcCircle) circle = small_book();
  cc_circle_link(circle, 1, CC_TIE_KNOWS, 2);
  cc_circle_link(circle, 2, CC_TIE_INTRODUCED, 3);
  cc_circle_link(circle, 3, CC_TIE_INTRODUCED, 4);
  cc_circle_link(circle, 5, CC_TIE_KNOWS, 1);
  cc_circle_link(circle, 6, CC_TIE_KNOWS, 5); /* four steps away: too far */
  cc_circle_link(circle, 9, CC_TIE_KNOWS, 1); /* nobody */
  assert_chains(circle, "");
  cc_circle_seek(circle, 3, FALSE);
  assert_chains(
      circle,
      "Cid Orr is Curator at Orr Glass\n"
      "Ben Ash introduced you to Cid Orr, who is Curator at Orr Glass\n"
      "Dora Elm was introduced to you by Cid Orr, who is Curator at Orr Glass\n"
      "Ada Beck knows Ben Ash, who introduced you to Cid Orr, who is Curator at Orr Glass\n"
      "Eve Fox knows Ada Beck, who knows Ben Ash, who introduced you to Cid Orr, who is "
      "Curator at Orr Glass\n");
  g_autofree char *first = found(circle, 1);
  g_assert_cmpstr(first, ==, "Cid Orr is Curator at Orr Glass\n");
}

static void test_named(void) {
  g_autoptr(CcCircle) circle = small_book();
  cc_circle_add(circle, -1, "Zoe Young", NULL);
  cc_circle_link(circle, 1, CC_TIE_KNOWS, -1);
  cc_circle_link(circle, -1, CC_TIE_INTRODUCED, 2);
  cc_circle_seek(circle, -1, TRUE);
  assert_chains(circle,
                "Ada Beck knows Zoe Young\n"
                "Ben Ash was introduced to you by Zoe Young\n");
  /* Whoever is named is in the book, and cannot introduce themselves. */
  g_autoptr(CcCircle) other = small_book();
  cc_circle_link(other, 1, CC_TIE_KNOWS, 3);
  cc_circle_seek(other, 3, TRUE);
  assert_chains(other, "Ada Beck knows Cid Orr, who is Curator at Orr Glass\n");
}

static void share(CcCircle *circle, CcTieKind kind, const char *key, gint64 a, gint64 b) {
  cc_circle_share(circle, a, kind, key, key);
  cc_circle_share(circle, b, kind, key, key);
}

static void test_shared(void) {
  g_autoptr(CcCircle) circle = small_book();
  share(circle, CC_TIE_TAG, "glass", 3, 1);
  share(circle, CC_TIE_EVENT, "Expo", 3, 2);
  share(circle, CC_TIE_GROUP, "Guild", 3, 4);
  share(circle, CC_TIE_FIRM, "Orr Glass", 3, 5);
  share(circle, CC_TIE_EVENT, "Fair", 2, 6); /* of an event of somebody of an event: nobody */
  share(circle, CC_TIE_TAG, "", 3, 7);       /* nothing is shared */
  cc_circle_link(circle, 8, CC_TIE_KNOWS, 5);
  cc_circle_seek(circle, 3, TRUE);
  assert_chains(
      circle,
      "Eve Fox is at Orr Glass, as is Cid Orr, who is Curator at Orr Glass\n"
      "Dora Elm shares the group Guild with Cid Orr, who is Curator at Orr Glass\n"
      "Ben Ash was at Expo, as was Cid Orr, who is Curator at Orr Glass\n"
      "Hana Ito knows Eve Fox, who is at Orr Glass, as is Cid Orr, who is Curator at Orr Glass\n"
      "Ada Beck has the tag glass, as has Cid Orr, who is Curator at Orr Glass\n");
  /* A link comes before all that is shared. */
  cc_circle_link(circle, 1, CC_TIE_KNOWS, 3);
  g_autofree char *first = found(circle, 1);
  g_assert_cmpstr(first, ==, "Ada Beck knows Cid Orr, who is Curator at Orr Glass\n");
}

/* What thousands share says less than what a few do. */
static void test_large(void) {
  enum { MANY = 5000 };
  g_autoptr(CcCircle) circle = small_book();
  for (guint i = 0; i < MANY; i++) {
    g_autofree char *name = g_strdup_printf("N%04u", i);
    cc_circle_add(circle, 100 + i, name, NULL);
    cc_circle_share(circle, 100 + i, CC_TIE_GROUP, "all", "Everybody");
  }
  cc_circle_share(circle, 3, CC_TIE_GROUP, "all", "Everybody");
  share(circle, CC_TIE_TAG, "few", 3, 1);
  cc_circle_seek(circle, 3, TRUE);
  g_autoptr(GPtrArray) all = cc_circle_find(circle, 0);
  g_assert_cmpuint(all->len, ==, MANY + 1);
  g_assert_cmpint(((const CardcatIntroduction *)all->pdata[0])->contact, ==, 1);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/contact-circle/links", test_links);
  g_test_add_func("/contact-circle/named", test_named);
  g_test_add_func("/contact-circle/shared", test_shared);
  g_test_add_func("/contact-circle/large", test_large);
  return g_test_run();
}
