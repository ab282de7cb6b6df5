/* Whom a letter is for, in which language, and the letter as mail, as a link, as a file. */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "followup/followup.h"

static CardcatContact *contact_at(const char *country, const char *street, const char *e164,
                                  const char *email) {
  CardcatContact *contact = cardcat_contact_new();
  if (country || street) {
    CardcatAddress *address = cardcat_address_new();
    address->country = g_strdup(country);
    address->street = g_strdup(street);
    g_ptr_array_add(contact->addresses, address);
  }
  if (e164)
    g_ptr_array_add(contact->phones, cardcat_phone_new(CARDCAT_PHONE_WORK, e164, e164, NULL));
  if (email) g_ptr_array_add(contact->emails, g_strdup(email));
  return contact;
}

static void test_language(void) {
  static const struct {
    const char *country, *street, *e164, *email, *language;
  } cards[] = {
      {"DE", "Lange Str. 7", NULL, NULL, "de"},
      {"BE", "Kerkstraat 12", "+3225550100", NULL, "nl"},
      {"BE", "Rue Haute 12", NULL, NULL, "fr"},
      {"BE", "Korenmarkt 3", NULL, NULL, "en"},
      {"CH", "Via Nassa 3", NULL, NULL, "it"},
      {"CH", "Postfach", NULL, NULL, "de"},
      {"SE", "Storgatan 1", "+4930123456", NULL, "en"},
      {NULL, NULL, "+48225550100", NULL, "pl"},
      {NULL, NULL, "+12125550100", "a@b.de", "en"},
      {NULL, NULL, NULL, "a@example.es", "es"},
      {NULL, NULL, NULL, "a@example.org", "en"},
      {NULL, NULL, NULL, NULL, "en"},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cards); i++) {
    g_autoptr(CardcatContact) contact =
        contact_at(cards[i].country, cards[i].street, cards[i].e164, cards[i].email);
    g_assert_cmpstr(cc_letter_language(contact), ==, cards[i].language);
  }
}

static void test_day(void) {
  static const struct {
    const char *day, *language, *said;
    gboolean american;
  } days[] = {
      {"2026-06-12", "en", "12 June", FALSE},
      {"2026-06-12", "en", "June 12", TRUE},
      {"2026-03-01", "de", "1. März", TRUE},
      {"2026-03-01", "fr", "1er mars", FALSE},
      {"2026-12-31", "es", "31 de diciembre", FALSE},
      {"2026-06-12", "it", "venerdì 12 giugno", FALSE},
      {"2026-06-12", "nl", "12 juni", FALSE},
      {"2026-09-02", "pl", "2 września", FALSE},
      {"2026-02-30", "en", NULL, FALSE},
      {"soon", "en", NULL, FALSE},
      {NULL, "en", NULL, FALSE},
  };
  for (guint i = 0; i < G_N_ELEMENTS(days); i++) {
    g_autofree char *said = cc_letter_day(days[i].day, days[i].language, days[i].american);
    g_assert_cmpstr(said, ==, days[i].said);
  }
}

static void test_address(void) {
  static const struct {
    const char *email, *address;
  } all[] = {
      {"ada.beck@example.org", "ada.beck@example.org"},
      {"ada@bücher.example", "ada@xn--bcher-kva.example"},
      {"ada@example.org, all@example.org", NULL},
      {"ada<b@example.org>", NULL},
      {"\"a b\"@example.org", NULL},
      {"ada@example.org\nBcc: b", NULL},
      {"ädä@example.org", NULL},
      {".a@example.org", NULL},
      {"ada@localhost", NULL},
      {"ada", NULL},
  };
  for (guint i = 0; i < G_N_ELEMENTS(all); i++) {
    g_autoptr(CardcatContact) contact = contact_at(NULL, NULL, NULL, all[i].email);
    g_autofree char *address = cc_letter_address(contact);
    g_assert_cmpstr(address, ==, all[i].address);
    g_ptr_array_add(contact->emails, g_strdup("second@example.org"));
    g_autofree char *next = cc_letter_address(contact);
    g_assert_cmpstr(next, ==, all[i].address ? all[i].address : "second@example.org");
  }
}

/* Who is written to is called in the order of the card. */
static void test_called(void) {
  static const struct {
    const char *full, *given, *family, *name;
  } all[] = {
      {"Prof. Nagy Anna", "Anna", "Nagy", "Nagy Anna"}, {"王小明", "小明", "王", "王小明"},
      {"Li Lina Li", "Lina", "Li", "Li Lina"},          {"Lina Li", "Lina", "Li", "Lina Li"},
      {"A. Beck", "Ada", "Beck", "Ada Beck"},           {"Ada", "Ada", NULL, "Ada"},
  };
  for (guint i = 0; i < G_N_ELEMENTS(all); i++) {
    g_autoptr(CardcatContact) contact = contact_at(NULL, NULL, NULL, NULL);
    g_autoptr(CardcatMeeting) meeting = cardcat_meeting_new();
    contact->name.full = g_strdup(all[i].full);
    contact->name.given = g_strdup(all[i].given);
    contact->name.family = g_strdup(all[i].family);
    g_auto(CcLetterValues) values = {{NULL}};
    cc_letter_values_fill(&values, contact, meeting, NULL, "2026-03-01", "en", NULL);
    g_assert_cmpstr(values.is[CC_LETTER_NAME], ==, all[i].name);
  }
}

static void test_values(void) {
  g_autoptr(CardcatContact) contact = contact_at("US", NULL, NULL, NULL);
  contact->name.full = g_strdup("Dr. Ada M. Beck, PhD");
  contact->name.given = g_strdup("Ada");
  contact->name.family = g_strdup("Beck");
  g_autoptr(CardcatMeeting) meeting = cardcat_meeting_new();
  meeting->event = g_strdup("  ");
  meeting->introduced_by = g_strdup("Maria\nJansen");
  g_auto(CcLetterValues) values = {{NULL}};
  cc_letter_values_fill(&values, contact, meeting, "2026-02-28", "2026-03-01", "en", NULL);
  g_assert_cmpstr(values.is[CC_LETTER_NAME], ==, "Ada Beck");
  g_assert_cmpstr(values.is[CC_LETTER_DAY], ==, "February 28");
  g_assert_nonnull(values.is[CC_LETTER_YESTERDAY]);
  g_assert_cmpstr(values.is[CC_LETTER_INTRODUCER], ==, "Maria Jansen");
  g_assert_null(values.is[CC_LETTER_EVENT]);
  g_assert_null(values.is[CC_LETTER_ME]);
}

/* ---- the letter ------------------------------------------------------------------------------ */

#define HOSTILE "Ada\r\nBcc: all@example.org\r\n\r\n\"Béck\" <x@y.z>, \xe2\x80\xae"

static char *mail_of(const char *name, const char *subject, const char *body, gboolean crlf) {
  g_autoptr(GDateTime) written = g_date_time_new_from_iso8601("2026-06-17T08:00:00+02", NULL);
  const CcLetter letter = {.to_name = name,
                           .to = "ada@example.org",
                           .me = "Jo Lind",
                           .my_mail = "jo@example.org",
                           .subject = subject,
                           .body = body,
                           .written = written};
  return cc_mail_write(&letter, crlf, NULL);
}

static void test_mail(void) {
  g_autofree char *mail = mail_of("Ada Beck", "Good to meet you", "Dear Ada,\n\nBye\n", FALSE);
  static const char *const lines[] = {
      "From: Jo Lind <jo@example.org>\n",
      "To: Ada Beck <ada@example.org>\n",
      "Subject: Good to meet you\n",
      "Date: Wed, 17 Jun 2026 08:00:00 +0200\n",
      "X-Unsent: 1\n",
      "Content-Type: text/plain; charset=utf-8; format=flowed\n",
      "\n\nDear Ada,\n\nBye\n",
  };
  for (guint i = 0; i < G_N_ELEMENTS(lines); i++)
    if (!strstr(mail, lines[i])) g_error("no %s in %s", lines[i], mail);
  g_autofree char *dos = mail_of("Ada Beck", "Good to meet you", "Dear Ada,\n\nBye\n", TRUE);
  for (const char *p = dos; (p = strchr(p, '\n')); p++)
    g_assert_true(p[-1] == '\r');
}

/* Headers are those of every letter; none has a line of the card's making. */
static void test_hostile_headers(void) {
  g_autofree char *mail = mail_of(HOSTILE, HOSTILE, "From here\n> and there\n", FALSE);
  char *body = strstr(mail, "\n\n");
  g_assert_nonnull(body);
  g_assert_nonnull(strstr(body, "\n From here\n > and there"));
  *body = '\0';
  g_auto(GStrv) lines = g_strsplit(mail, "\n", -1);
  for (guint i = 0; lines[i]; i++) {
    static const char *const ours[] = {
        "From: ",         "To: ",     "Subject: ", "Date: ", "X-Unsent: ",
        "MIME-Version: ", "Content-", " ",         "\t"};
    gboolean known = FALSE;
    for (guint k = 0; k < G_N_ELEMENTS(ours); k++)
      known = known || g_str_has_prefix(lines[i], ours[k]);
    if (!known) g_error("a header of its own: %s", lines[i]);
    g_assert_cmpuint(strlen(lines[i]), <=, 78);
  }
}

static void test_mailto(void) {
  CcLetter letter = {
      .to = "a+b@example.org", .subject = "Köln & Co?", .body = "Dear Ada,\n\nBye\n"};
  g_autofree char *link = cc_mailto_write(&letter);
  g_assert_cmpstr(link, ==,
                  "mailto:a%2Bb@example.org?subject=K%C3%B6ln%20%26%20Co%3F"
                  "&body=Dear%20Ada%2C%0D%0A%0D%0ABye");
  g_autofree char *filler = g_strnfill(CC_MAILTO_MAX, 'x');
  g_autofree char *body = g_strconcat("Dear Ada,\n\n", filler, NULL);
  letter.body = body;
  g_autofree char *cut = cc_mailto_write(&letter);
  g_assert_true(g_str_has_suffix(cut, "&body=Dear%20Ada%2C"));
  letter.subject = filler;
  g_autofree char *bare = cc_mailto_write(&letter);
  g_assert_cmpstr(bare, ==, "mailto:a%2Bb@example.org");
}

static void put(const char *folder, CcFolderKind kind, const char *text, gboolean expect_found,
                const char *end) {
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;
  gboolean found = FALSE;
  gboolean done = cc_folder_put(folder, kind, "cardcat.7", text, &found, &path, &error);
  g_assert_no_error(error);
  g_assert_true(done);
  g_assert_true(found == expect_found);
  g_assert_true(g_str_has_suffix(path, end));
  GStatBuf is;
  g_assert_cmpint(g_stat(path, &is), ==, 0);
  g_assert_cmpint(is.st_mode & 0777, ==, 0600);
}

static void test_folder(void) {
  g_autofree char *dir = g_dir_make_tmp("cardcat-letter-XXXXXX", NULL);
  g_autofree char *maildir = g_build_filename(dir, "Mail", "Drafts", NULL);
  put(maildir, CC_FOLDER_MAILDIR, "one", FALSE, "Drafts/cur/cardcat.7:2,D");
  put(maildir, CC_FOLDER_MAILDIR, "two", TRUE, "Drafts/cur/cardcat.7:2,D");
  /* A mail program has shown it. */
  g_autofree char *was = g_build_filename(maildir, "cur", "cardcat.7:2,D", NULL);
  g_autofree char *now = g_build_filename(maildir, "cur", "cardcat.7:2,DS", NULL);
  g_assert_cmpint(g_rename(was, now), ==, 0);
  put(maildir, CC_FOLDER_MAILDIR, "three", TRUE, "Drafts/cur/cardcat.7:2,DS");
  g_autofree char *text = NULL;
  g_assert_true(g_file_get_contents(now, &text, NULL, NULL));
  g_assert_cmpstr(text, ==, "one");
  put(dir, CC_FOLDER_FILES, "one", FALSE, "/cardcat.7.eml");
  put(dir, CC_FOLDER_FILES, "two", TRUE, "/cardcat.7.eml");
  g_autoptr(GError) error = NULL;
  gboolean found = FALSE;
  g_autofree char *path = NULL;
  g_assert_false(
      cc_folder_put("/proc/none", CC_FOLDER_MAILDIR, "cardcat.7", "x", &found, &path, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_OUTPUT);
  g_autofree char *remove = g_strdup_printf("rm -r '%s'", dir);
  g_assert_true(g_spawn_command_line_sync(remove, NULL, NULL, NULL, NULL));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/letter/language", test_language);
  g_test_add_func("/letter/day", test_day);
  g_test_add_func("/letter/address", test_address);
  g_test_add_func("/letter/values", test_values);
  g_test_add_func("/letter/called", test_called);
  g_test_add_func("/letter/mail", test_mail);
  g_test_add_func("/letter/hostile-headers", test_hostile_headers);
  g_test_add_func("/letter/mailto", test_mailto);
  g_test_add_func("/letter/folder", test_folder);
  return g_test_run();
}
