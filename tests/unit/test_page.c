/* The review's page: HTML, who is let in, forms written and read. */
#include <string.h>

#include "page/pages/pages.h"

/* ---- HTML ------------------------------------------------------------------------------------ */

static void test_html(void) {
  CcHtml *html = cc_html_new(NULL);
  cc_html_open(html, "p", "title", "\"><script>alert('x')</script>", "hidden", NULL, "class", "a",
               NULL);
  cc_html_text(html, "<b>&amp;\x01\xFF");
  cc_html_void(html, "br", NULL);
  cc_html_element(html, "i", "x < y", NULL);
  cc_html_textf(html, "%s", "<%s>");
  g_autoptr(GBytes) bytes = cc_html_end(html);
  g_autofree char *text = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
  g_assert_cmpstr(text, ==,
                  "<!doctype html>\n"
                  "<p title=\"&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;\""
                  " class=\"a\">&lt;b&gt;&amp;amp;\xEF\xBF\xBD\xEF\xBF\xBD<br>"
                  "<i>x &lt; y</i>&lt;%s&gt;</p>\n");
}

/* ---- guard ----------------------------------------------------------------------------------- */

static void test_guard(void) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CcGuard) guard = cc_guard_new(8123, &error), other = cc_guard_new(8123, &error);
  g_assert_no_error(error);
  g_autofree char *set = cc_guard_set_cookie(guard), *foreign = cc_guard_set_cookie(other);
  const struct {
    CcKnock knock;
    gboolean writes;
    CcVerdict verdict;
  } cases[] = {
      {{"127.0.0.1:8123", NULL, NULL, set, TRUE}, FALSE, CC_MAY_ENTER},
      {{"localhost:8123", NULL, NULL, set, TRUE}, FALSE, CC_MAY_ENTER},
      {{"127.0.0.1:8123", NULL, NULL, set, FALSE}, FALSE, CC_MUST_KNOW_KEY},
      {{"127.0.0.1:8123", NULL, NULL, foreign, TRUE}, FALSE, CC_MUST_KNOW_KEY},
      {{"127.0.0.1:8123", NULL, NULL, NULL, TRUE}, FALSE, CC_MUST_KNOW_KEY},
      {{"127.0.0.1:8123", NULL, NULL, "cardcat_8123=", TRUE}, FALSE, CC_MUST_KNOW_KEY},
      {{"127.0.0.1:8123", NULL, NULL, "cardcat_8123", TRUE}, FALSE, CC_MUST_KNOW_KEY},
      {{"127.0.0.1:8124", NULL, NULL, set, TRUE}, FALSE, CC_WRONG_HOST},
      {{"evil.example:8123", NULL, NULL, set, TRUE}, FALSE, CC_WRONG_HOST},
      {{"127.0.0.1", NULL, NULL, set, TRUE}, FALSE, CC_WRONG_HOST},
      {{NULL, NULL, NULL, set, TRUE}, FALSE, CC_WRONG_HOST},
      {{"127.0.0.1:8123", "http://127.0.0.1:8123", NULL, set, TRUE}, TRUE, CC_MAY_ENTER},
      {{"127.0.0.1:8123", NULL, "same-origin", set, TRUE}, TRUE, CC_MAY_ENTER},
      {{"127.0.0.1:8123", NULL, "cross-site", set, TRUE}, TRUE, CC_WRONG_ORIGIN},
      {{"127.0.0.1:8123", NULL, NULL, set, TRUE}, TRUE, CC_WRONG_ORIGIN},
      {{"127.0.0.1:8123", "null", "same-origin", set, TRUE}, TRUE, CC_WRONG_ORIGIN},
      {{"127.0.0.1:8123", "http://localhost:8123", NULL, set, TRUE}, TRUE, CC_WRONG_ORIGIN},
      {{"127.0.0.1:8123", "https://127.0.0.1:8123", NULL, set, TRUE}, TRUE, CC_WRONG_ORIGIN},
      {{"127.0.0.1:8123", "http://127.0.0.1:8123.evil.example", NULL, set, TRUE},
       TRUE,
       CC_WRONG_ORIGIN},
      {{"127.0.0.1:8123", "http://127.0.0.1:8123", NULL, NULL, TRUE}, TRUE, CC_MUST_KNOW_KEY},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
    g_assert_cmpint(cc_guard_judge(guard, &cases[i].knock, cases[i].writes), ==, cases[i].verdict);
  g_autofree char *among = g_strconcat("a=b; ", set, NULL);
  CcKnock knock = {"127.0.0.1:8123", NULL, NULL, among, TRUE};
  g_assert_cmpint(cc_guard_judge(guard, &knock, FALSE), ==, CC_MAY_ENTER);
}

static void test_secrets(void) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CcGuard) guard = cc_guard_new(1, &error), other = cc_guard_new(1, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(strlen(cc_guard_token(guard)), ==, 64);
  g_assert_true(cc_guard_is_token(guard, cc_guard_token(guard)));
  g_assert_false(cc_guard_is_token(guard, cc_guard_token(other)));
  g_assert_false(cc_guard_is_token(guard, ""));
  g_assert_false(cc_guard_is_token(guard, NULL));
  g_assert_false(cc_guard_is_key(guard, cc_guard_token(guard)));
  g_autofree char *link = cc_guard_link(guard), *cookie = cc_guard_set_cookie(guard);
  g_autofree char *start = g_strconcat("http://127.0.0.1:1", cc_guard_base(guard), "/?key=", NULL);
  g_autofree char *path = g_strconcat("; Path=", cc_guard_base(guard), "/;", NULL);
  g_assert_true(g_str_has_prefix(link, start));
  const char *key = strchr(link, '=') + 1;
  g_assert_true(cc_guard_is_key(guard, key));
  g_assert_nonnull(strstr(cookie, path));
  g_assert_null(strstr(cookie, key));
  cc_guard_spend_key(guard);
  g_assert_true(cc_guard_is_spent(guard));
  g_assert_false(cc_guard_is_key(guard, key));
  g_assert_false(cc_guard_is_key(guard, ""));
}

static void test_inside(void) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CcGuard) guard = cc_guard_new(1, &error);
  const char *base = cc_guard_base(guard);
  g_autofree char *page = g_strconcat(base, "/review/1?a=/b", NULL);
  g_autofree char *longer = g_strconcat(base, "0/review", NULL);
  g_autofree char *within = g_strconcat("/x", base, "/review", NULL);
  g_assert_cmpstr(cc_guard_inside(guard, page), ==, "/review/1?a=/b");
  const char *const outside[] = {"", "/", "/review/1", base, longer, within};
  for (guint i = 0; i < G_N_ELEMENTS(outside); i++)
    g_assert_null(cc_guard_inside(guard, outside[i]));
}

/* Addresses of the page's own get its base, no other text does. */
static void test_base(void) {
  CcHtml *html = cc_html_new("/base");
  cc_html_element(html, "a", "/x", "href", "/review", "title", "/review", NULL);
  cc_html_void(html, "img", "src", "blob:x", NULL);
  cc_html_void(html, "form", "action", "/add", NULL);
  g_autoptr(GBytes) bytes = cc_html_end(html);
  g_autofree char *text = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
  g_assert_cmpstr(text, ==,
                  "<!doctype html>\n<a href=\"/base/review\" title=\"/review\">/x</a>"
                  "<img src=\"blob:x\"><form action=\"/base/add\">\n");
}

/* ---- requests and routes --------------------------------------------------------------------- */

static void test_targets(void) {
  static const char *const bad[] = {"",          "review",          "//review",   "/review/../x",
                                    "/%72eview", "/..%2fetc",       "/review%00", "/.git",
                                    "/a//b",     "http://x/review", "/r\\x",      "/review?a=%GG"};
  for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(CcRequest) request = cc_request_new(FALSE, bad[i], &error);
    g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE);
    g_assert_null(request);
  }
}

static void test_routes(void) {
  static const struct {
    gboolean post;
    const char *target;
    gboolean found, other;
    gint64 id;
  } cases[] = {
      {FALSE, "/review", TRUE, FALSE, 0},
      {FALSE, "/review/12?news=1", TRUE, FALSE, 12},
      {FALSE, "/review/", FALSE, FALSE, 0},
      {FALSE, "/review/0", FALSE, FALSE, 0},
      {FALSE, "/review/-1", FALSE, FALSE, 0},
      {FALSE, "/review/99999999999999999999", FALSE, FALSE, 0},
      {FALSE, "/review/1/2", FALSE, FALSE, 0},
      {FALSE, "/card/3/save", FALSE, TRUE, 0},
      {TRUE, "/card/3/save", TRUE, FALSE, 3},
      {TRUE, "/review", FALSE, TRUE, 0},
      {FALSE, "/card/3/front.jpg", TRUE, FALSE, 3},
      {FALSE, "/", TRUE, FALSE, 0},
      {FALSE, "/assets/style.css", TRUE, FALSE, 0},
      {FALSE, "/nothing", FALSE, FALSE, 0},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(CcRequest) request = cc_request_new(cases[i].post, cases[i].target, &error);
    g_assert_no_error(error);
    gboolean other = FALSE;
    const CcRoute *route = cc_route_find(cc_pages_routes, request, &other);
    g_assert_cmpint(route != NULL, ==, cases[i].found);
    g_assert_cmpint(other, ==, cases[i].other);
    if (route) g_assert_cmpint(request->id, ==, cases[i].id);
  }
}

static void test_form(void) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CcRequest) request = cc_request_new(TRUE, "/card/1/save", &error);
  g_assert_no_error(error);
  static const char body[] = "a=1&a=+x%01%0D%0Ay+&e=&b=%E2%82%AC";
  gboolean taken = cc_request_add_form(request, body, strlen(body), &error);
  g_assert_no_error(error);
  g_assert_true(taken);
  g_assert_cmpuint(request->form->len, ==, 4);
  g_assert_cmpstr(cc_request_field(request, "a"), ==, "1");
  g_assert_cmpstr(((CcPair *)request->form->pdata[1])->value, ==, "x \ny");
  g_assert_cmpstr(cc_request_field(request, "e"), ==, "");
  g_assert_cmpstr(cc_request_field(request, "b"), ==, "€");
  g_assert_null(cc_request_field(request, "c"));
  g_autoptr(GString) many = g_string_new("a=1");
  for (guint i = 0; i < CC_FORM_FIELDS_MAX; i++)
    g_string_append(many, "&a=1");
  g_assert_false(cc_request_add_form(request, many->str, many->len, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE);
}

/* ---- the form of a contact ------------------------------------------------------------------- */

static CardcatReading *read_card(void) {
  CardcatReading *reading = cardcat_reading_new();
  CardcatContact *c = reading->contact;
  c->name.full = g_strdup("Dr. Ada Beck");
  c->name.prefix = g_strdup("Dr.");
  c->name.given = g_strdup("Ada");
  c->name.family = g_strdup("Beck");
  c->organization = g_strdup("Exakt AG");
  g_ptr_array_add(c->emails, g_strdup("a@exakt.example"));
  g_ptr_array_add(c->emails, g_strdup("b@exakt.example"));
  g_ptr_array_add(c->phones,
                  cardcat_phone_new(CARDCAT_PHONE_WORK, "030 123456 ext. 7", "+4930123456", "7"));
  CardcatAddress *address = cardcat_address_new();
  address->full = g_strdup("Weg 1, 12345 Ort");
  address->street = g_strdup("Weg 1");
  address->postcode = g_strdup("12345");
  address->locality = g_strdup("Ort");
  g_ptr_array_add(c->addresses, address);
  static const CardcatBox box = {1, 2, 3, 4};
  g_ptr_array_add(reading->evidence, cardcat_evidence_new(CARDCAT_FIELD_NAME, 0, 0.99, box,
                                                          "Dr. Ada Beck", CARDCAT_FROM_OCR));
  g_ptr_array_add(reading->evidence, cardcat_evidence_new(CARDCAT_FIELD_EMAILS, 1, 0.5, box,
                                                          "b@exakt,example", CARDCAT_FROM_OCR));
  return reading;
}

static const CcRow *row_of(const GPtrArray *rows, const char *value) {
  for (guint i = 0; i < rows->len; i++) {
    const CcRow *row = rows->pdata[i];
    if (g_str_equal(row->value, value)) return row;
  }
  return NULL;
}

static void test_rows(void) {
  g_autoptr(CardcatReading) reading = read_card();
  g_autoptr(GPtrArray) rows = cc_rows_of(reading->contact, reading);
  g_assert_cmpuint(rows->len, ==, 6);
  g_assert_true(row_of(rows, "b@exakt.example")->doubtful);
  g_assert_false(row_of(rows, "Dr. Ada Beck")->doubtful);
  g_assert_false(row_of(rows, "a@exakt.example")->doubtful);
  g_assert_cmpstr(row_of(rows, "030 123456 ext. 7")->kind.name, ==, "phone-work");
  /* A value that moved keeps its place on the card; one that was typed over as well, undoubted. */
  g_autoptr(CardcatContact) draft = cardcat_contact_copy(reading->contact);
  g_ptr_array_remove_index(draft->emails, 0);
  g_ptr_array_add(draft->emails, g_strdup("new@exakt.example"));
  g_autoptr(GPtrArray) later = cc_rows_of(draft, reading);
  g_assert_cmpstr(row_of(later, "b@exakt.example")->from, ==, "emails[1]");
  g_assert_false(row_of(later, "b@exakt.example")->doubtful);
  g_assert_null(row_of(later, "new@exakt.example")->from);
}

/* Each row tells what the other window has instead; what no row stands for is told as well. */
static void test_compare(void) {
  g_autoptr(CardcatReading) reading = read_card();
  g_autoptr(CardcatContact) theirs = cardcat_contact_copy(reading->contact);
  g_free(theirs->name.given);
  theirs->name.given = g_strdup("Adah");
  g_clear_pointer(&theirs->organization, g_free);
  theirs->department = g_strdup("Exakt AG");
  g_ptr_array_remove_index(theirs->emails, 1);
  g_ptr_array_add(theirs->titles, g_strdup("Head"));
  ((CardcatPhone *)theirs->phones->pdata[0])->type = CARDCAT_PHONE_FAX;
  g_autoptr(GPtrArray) rows = cc_rows_of(reading->contact, reading);
  g_autoptr(GPtrArray) missing = cc_rows_compare(rows, theirs);
  g_assert_cmpstr(row_of(rows, "Dr. Ada Beck")->other, ==, "Prefix Dr., Given Adah, Family Beck");
  g_assert_cmpstr(row_of(rows, "Exakt AG")->other, ==, "Department: Exakt AG");
  g_assert_null(row_of(rows, "a@exakt.example")->other);
  g_assert_cmpstr(row_of(rows, "b@exakt.example")->other, ==, "nothing");
  g_assert_cmpstr(row_of(rows, "030 123456 ext. 7")->other, ==, "Phone, fax: 030 123456 ext. 7");
  g_assert_null(row_of(rows, "Weg 1, 12345 Ort")->other);
  g_assert_cmpuint(missing->len, ==, 1);
  g_assert_cmpstr(missing->pdata[0], ==, "Title: Head");
}

/* A form as it would come back, one row a line: value, was, kind, place. */
static CcRequest *fill(const char *const rows[][4], guint count) {
  g_autoptr(GError) error = NULL;
  CcRequest *request = cc_request_new(TRUE, "/card/1/save", &error);
  static const char *const names[] = {"value", "was", "kind"};
  gboolean added = TRUE;
  for (guint i = 0; i < count; i++) {
    added = added && cc_request_add_field(request, "at", rows[i][3], -1, &error);
    for (guint k = 0; k < G_N_ELEMENTS(names); k++)
      added = added && cc_request_add_field(request, names[k], rows[i][k], -1, &error);
  }
  g_assert_no_error(error);
  g_assert_true(added);
  return request;
}

static void test_typed(void) {
  static const char *const form[][4] = {
      {"b@exakt.example", "b@exakt.example", "email", "3"},
      {"a@exakt.example", "a@exakt.example", "email", "2"},
      {"Ada M. Beck", "Dr. Ada Beck", "name", "0"},
      {"Exakt AG", "Exakt AG", "department", "1"},
      {"030 123456 ext. 7", "030 123456 ext. 7", "phone-mobile", "4"},
      {"Weg 2, 12345 Ort", "Weg 1, 12345 Ort", "address", "5"},
      {"Second Name", "", "name", "6"},
      {"", "", "email", "7"},
      {"she/her", "", "pronouns", "8"},
      {"odd", "", "nothing known", ""},
  };
  g_autoptr(CardcatReading) reading = read_card();
  g_autoptr(CcRequest) request = fill(form, G_N_ELEMENTS(form));
  g_autoptr(CardcatContact) c = cc_form_contact(request->form, reading->contact, NULL);
  g_assert_cmpstr(c->name.full, ==, "Ada M. Beck");
  g_assert_cmpstr(c->name.middle, ==, "M.");
  g_assert_null(c->organization);
  g_assert_cmpstr(c->pronouns, ==, "she/her");
  g_assert_cmpstr(c->department, ==, "Exakt AG");
  g_assert_cmpuint(c->emails->len, ==, 2);
  g_assert_cmpstr(c->emails->pdata[0], ==, "a@exakt.example");
  const CardcatPhone *phone = c->phones->pdata[0];
  g_assert_cmpint(phone->type, ==, CARDCAT_PHONE_MOBILE);
  g_assert_cmpstr(phone->e164, ==, "+4930123456");
  g_assert_cmpstr(phone->extension, ==, "7");
  g_assert_cmpuint(c->addresses->len, ==, 1);
  g_assert_cmpuint(c->notes->len, ==, 2);
  g_assert_cmpstr(c->notes->pdata[0], ==, "Second Name");
}

/* A name is parted by the country of what is typed beside it, and as the draft has it already. */
static void test_name_parted(void) {
  static const char *const form[][4] = {
      {"Dr. Ana Ruiz Soler", "", "name", "0"},
      {"Calle Mayor 1, 28013 Madrid, España", "", "address", "1"},
  };
  g_autoptr(CardcatReading) reading = read_card();
  g_autoptr(CcRequest) request = fill(form, G_N_ELEMENTS(form));
  g_autoptr(CardcatContact) c = cc_form_contact(request->form, reading->contact, NULL);
  g_assert_cmpstr(c->name.prefix, ==, "Dr.");
  g_assert_cmpstr(c->name.given, ==, "Ana");
  g_assert_cmpstr(c->name.family, ==, "Ruiz Soler");
  g_free(c->name.family);
  c->name.family = g_strdup("Soler");
  g_autoptr(CardcatContact) again = cc_form_contact(request->form, c, NULL);
  g_assert_cmpstr(again->name.full, ==, "Dr. Ana Ruiz Soler");
  g_assert_cmpstr(again->name.family, ==, "Soler");
}

static void test_parts(void) {
  static const char *const form[][4] = {{"Dr. Ada Beck", "Dr. Ada Beck", "name", "0"}};
  static const char *const parts[][2] = {
      {"part.prefix", "Dr."}, {"part.given", ""}, {"part.middle", ""}, {"part.family", "Ada Beck"}};
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatReading) reading = read_card();
  g_autoptr(CcRequest) request = fill(form, G_N_ELEMENTS(form));
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
    g_assert_true(cc_request_add_field(request, parts[i][0], parts[i][1], -1, &error));
  g_assert_no_error(error);
  g_autoptr(CardcatContact) c = cc_form_contact(request->form, reading->contact, NULL);
  g_assert_cmpstr(c->name.full, ==, "Dr. Ada Beck");
  g_assert_null(c->name.given);
  g_assert_cmpstr(c->name.family, ==, "Ada Beck");
}

static void test_meeting(void) {
  static const struct {
    const char *day;
    gboolean is_one;
  } days[] = {{"2026-06-16", TRUE}, {"", TRUE},           {"2026-02-30", FALSE},
              {"16.6.2026", FALSE}, {"2026-06-1", FALSE}, {"2026-06-16x", FALSE}};
  g_autoptr(CardcatMeeting) old = cardcat_meeting_new();
  g_ptr_array_add(old->tags, g_strdup("gone"));
  for (guint i = 0; i < G_N_ELEMENTS(days); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(CcRequest) request = cc_request_new(TRUE, "/card/1/save", &error);
    g_assert_true(cc_request_add_field(request, "met_on", days[i].day, -1, &error));
    g_assert_true(cc_request_add_field(request, "tags", " a,, b c ,", -1, &error));
    g_autoptr(CardcatMeeting) meeting = cc_form_meeting(request->form, old, &error);
    g_assert_cmpint(meeting != NULL, ==, days[i].is_one);
    if (!meeting) continue;
    g_assert_false(meeting->send_follow_up);
    g_assert_cmpuint(meeting->tags->len, ==, 2);
    g_assert_cmpstr(meeting->tags->pdata[1], ==, "b c");
    g_assert_cmpstr(meeting->met_on, ==, *days[i].day ? days[i].day : NULL);
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/page/html", test_html);
  g_test_add_func("/page/guard", test_guard);
  g_test_add_func("/page/secrets", test_secrets);
  g_test_add_func("/page/inside", test_inside);
  g_test_add_func("/page/base", test_base);
  g_test_add_func("/page/targets", test_targets);
  g_test_add_func("/page/routes", test_routes);
  g_test_add_func("/page/form", test_form);
  g_test_add_func("/page/rows", test_rows);
  g_test_add_func("/page/compare", test_compare);
  g_test_add_func("/page/typed", test_typed);
  g_test_add_func("/page/parts", test_parts);
  g_test_add_func("/page/name-parted", test_name_parted);
  g_test_add_func("/page/meeting", test_meeting);
  return g_test_run();
}
