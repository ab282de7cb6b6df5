/* What a person typed stays when its card is read again; the rest is what is read then. */
#include "contact/contact.h"

static CardcatContact *contact_of(const char *name, const char *firm, const char *mails) {
  CardcatContact *contact = cardcat_contact_new();
  g_auto(GStrv) all = g_strsplit(mails, " ", -1);
  contact->name.full = g_strdup(name);
  contact->organization = g_strdup(firm);
  for (guint i = 0; all[i] && *all[i]; i++)
    g_ptr_array_add(contact->emails, g_strdup(all[i]));
  return contact;
}

static char *mails_of(const CardcatContact *contact) {
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < contact->emails->len; i++)
    g_string_append_printf(out, "%s%s", i > 0 ? " " : "", (char *)contact->emails->pdata[i]);
  return g_string_free(out, FALSE);
}

static void test_single(void) {
  g_autoptr(CardcatContact) was = contact_of("Ada Bock", "Acne", "");
  g_autoptr(CardcatContact) draft = contact_of("Ada Beck", "Acne", "");
  g_autoptr(CardcatContact) now = contact_of("Ada Back", "Acme", "");
  g_autoptr(CardcatContact) result = cc_contact_rebase(draft, was, now);
  g_assert_cmpstr(result->name.full, ==, "Ada Beck");
  g_assert_cmpstr(result->organization, ==, "Acme");
  g_assert_null(result->department);
}

static void test_lists(void) {
  static const struct {
    const char *draft, *was, *now, *result;
  } cases[] = {
      {"a b", "a b", "c", "c"},       /* nothing was typed */
      {"a x", "a b", "a c", "a x"},   /* b was typed over, and is read as c */
      {"x b", "a b", "b d", "x b d"}, /* d is no reading of a */
      {"a", "a b", "a b c", "a c"},   /* b was taken away */
      {"a x", "a", "a", "a x"},       /* x was added ... */
      {"a x", "a", "x a", "x a"},     /* ... and is read, too */
      {"x", "", "a", "x a"},          /* nothing was read before */
      {"", "a b", "a b", ""},         /* all was taken away */
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(CardcatContact) draft = contact_of(NULL, NULL, cases[i].draft);
    g_autoptr(CardcatContact) was = contact_of(NULL, NULL, cases[i].was);
    g_autoptr(CardcatContact) now = contact_of(NULL, NULL, cases[i].now);
    g_autoptr(CardcatContact) result = cc_contact_rebase(draft, was, now);
    g_autofree char *mails = mails_of(result);
    g_assert_cmpstr(mails, ==, cases[i].result);
  }
}

/* A number whose kind was chosen is one that was typed. */
static void test_kind(void) {
  g_autoptr(CardcatContact) was = cardcat_contact_new(), now = cardcat_contact_new();
  g_ptr_array_add(was->phones, cardcat_phone_new(CARDCAT_PHONE_WORK, "1", NULL, NULL));
  g_ptr_array_add(now->phones, cardcat_phone_new(CARDCAT_PHONE_WORK, "1", NULL, NULL));
  g_autoptr(CardcatContact) draft = cardcat_contact_copy(was);
  ((CardcatPhone *)draft->phones->pdata[0])->type = CARDCAT_PHONE_FAX;
  g_autoptr(CardcatContact) result = cc_contact_rebase(draft, was, now);
  g_assert_cmpuint(result->phones->len, ==, 1);
  g_assert_cmpint(((CardcatPhone *)result->phones->pdata[0])->type, ==, CARDCAT_PHONE_FAX);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/contact-again/single", test_single);
  g_test_add_func("/contact-again/lists", test_lists);
  g_test_add_func("/contact-again/kind", test_kind);
  return g_test_run();
}
