/* The terminal's review: text on a screen, values, its layout and pictures. */
#define _GNU_SOURCE /* posix_openpt() */
#include "keys/keys.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static void test_printable(void) {
  static const char *const cases[][2] = {
      {"Zoë 漢", "Zoë 漢"},
      {"a\x1b[2Jb", "a\\x1B[2Jb"},
      {"a\nb\tc", "a\\x0Ab\\x09c"},
      {"a\xFF\xC3", "a\\xFF\\xC3"},
      {"\xC2\x9B"
       "1m",
       "\\xC2\\x9B"
       "1m"},
      {"a\xE2\x80\xAE"
       "b",
       "a\\xE2\\x80\\xAE"
       "b"},
      {"", ""},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *safe = cc_printable(cases[i][0]);
    g_assert_cmpstr(safe, ==, cases[i][1]);
  }
}

static void test_fit(void) {
  static const struct {
    const char *text;
    int columns;
    const char *fitted;
  } cases[] = {
      {"Beck", 6, "Beck  "},
      {"Beck", 4, "Beck"},
      {"Becker", 4, "Bec…"},
      {"名刺交換", 8, "名刺交換"},
      {"名刺交換", 7, "名刺交…"},
      {"名刺交換", 6, "名刺… "},
      {"e\xCC\x81t", 3, "e\xCC\x81t "},
      {"", 2, "  "},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *fitted = cc_fit(cases[i].text, cases[i].columns);
    g_assert_cmpstr(fitted, ==, cases[i].fitted);
  }
}

static void test_name(void) {
  static const struct {
    const char *country, *full;
    const char *parts[5]; /* prefix, given, middle, family, suffix afterwards */
  } cases[] = {
      {"DE",
       "Dr. Anna-Maria van der Meer, MBA",
       {"Dr.", "Anna-Maria", NULL, "van der Meer", "MBA"}},
      {NULL, "Ada Beck", {NULL, "Ada", NULL, "Beck", NULL}},
      {NULL, "Ada Maria von Beck", {NULL, "Ada", "Maria", "von Beck", NULL}},
      {"ES", "Ana Ruiz Soler", {NULL, "Ana", NULL, "Ruiz Soler", NULL}},
      {NULL, "Beck", {NULL, "Beck", NULL, NULL, NULL}},
      {NULL, NULL, {NULL}},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(CardcatContact) c = cardcat_contact_new();
    CardcatName *name = &c->name;
    name->full = g_strdup("Somebody Else");
    name->given = g_strdup("Somebody");
    name->prefix = g_strdup("Sir");
    g_autoptr(CardcatAddress) address = cardcat_address_new();
    address->country = g_strdup(cases[i].country);
    cardcat_contact_add(c, CARDCAT_FIELD_ADDRESSES, address);
    cc_name_retype(c, cases[i].full, NULL);
    const char *parts[] = {name->prefix, name->given, name->middle, name->family, name->suffix};
    g_assert_cmpstr(name->full, ==, cases[i].full);
    for (guint k = 0; k < G_N_ELEMENTS(parts); k++)
      g_assert_cmpstr(parts[k], ==, cases[i].parts[k]);
  }
}

static void test_phone(void) {
  static const char *const cases[][2] = {
      {"+49 (0) 30 123456", "+4930123456"},
      {"+1 (415) 555-0123", "+14155550123"},
      {"030 123456", NULL},
      {"+12", NULL},
      {"+1234567890123456", NULL},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(CardcatPhone) phone = cardcat_phone_new(CARDCAT_PHONE_FAX, "+33 1", "+331", "4");
    cc_phone_retype(phone, cases[i][0]);
    g_assert_cmpstr(phone->value, ==, cases[i][0]);
    g_assert_cmpstr(phone->e164, ==, cases[i][1]);
    g_assert_cmpstr(phone->extension, ==, "4");
    g_assert_cmpint(phone->type, ==, CARDCAT_PHONE_FAX);
  }
}

static void test_address(void) {
  g_autoptr(CardcatAddress) address = cardcat_address_new();
  address->full = g_strdup("Am Markt 1, 10115 Berlim");
  address->street = g_strdup("Am Markt 1");
  address->postcode = g_strdup("10115");
  address->locality = g_strdup("Berlim");
  address->country = g_strdup("DE");
  cc_address_retype(address, "Am Markt 1, 10115 Berlin");
  g_assert_cmpstr(address->full, ==, "Am Markt 1, 10115 Berlin");
  g_assert_cmpstr(address->street, ==, "Am Markt 1");
  g_assert_cmpstr(address->postcode, ==, "10115");
  g_assert_cmpstr(address->locality, ==, "Berlin");
  g_assert_cmpstr(address->country, ==, "DE");
  cc_address_retype(address, "1 Main St, Springfield, IL 62701, USA");
  g_assert_cmpstr(address->street, ==, "1 Main St");
  g_assert_cmpstr(address->locality, ==, "Springfield");
  g_assert_cmpstr(address->region, ==, "IL");
  g_assert_cmpstr(address->postcode, ==, "62701");
  g_assert_cmpstr(address->country, ==, "US");
}

static CardcatContact *some_contact(void) {
  CardcatContact *c = cardcat_contact_new();
  c->name.full = g_strdup("Ada Beck");
  c->department = g_strdup("Research");
  g_ptr_array_add(c->titles, g_strdup("Head"));
  g_ptr_array_add(c->phones, cardcat_phone_new(CARDCAT_PHONE_MOBILE, "0151 1", NULL, "9"));
  g_ptr_array_add(c->phones, cardcat_phone_new(CARDCAT_PHONE_WORK, "030 1", NULL, NULL));
  g_ptr_array_add(c->notes, g_strdup(""));
  return c;
}

static void test_fields(void) {
  static const char *const expected[][3] = {
      {"name", "Name", "Ada Beck"},
      {"titles[0]", "Title", "Head"},
      {"department", "Department", "Research"},
      {"phones[0]", "Phone, mobile", "0151 1 ext. 9"},
      {"phones[1]", "Phone, work", "030 1"},
  };
  g_autoptr(CardcatContact) contact = some_contact();
  g_autoptr(GPtrArray) fields = cc_contact_fields(contact);
  g_assert_cmpuint(fields->len, ==, G_N_ELEMENTS(expected));
  for (guint i = 0; i < fields->len; i++) {
    const CcField *field = fields->pdata[i];
    g_autofree char *place = cardcat_field_print(field->field, field->index);
    g_assert_cmpstr(place, ==, expected[i][0]);
    g_assert_cmpstr(field->label, ==, expected[i][1]);
    g_assert_cmpstr(field->value, ==, expected[i][2]);
  }
}

/* Every field is offered once, numbers by their types, and found by its name again. */
static void test_kinds(void) {
  CcKind kind = {0}, found = {0};
  guint count = 0, phones = 0;
  for (; cc_kind_at(count, &kind); count++) {
    g_assert_true(cc_kind_find(kind.name, &found));
    g_assert_cmpint(found.field, ==, kind.field);
    g_assert_cmpint(found.type, ==, kind.type);
    phones += kind.field == CARDCAT_FIELD_PHONES ? 1 : 0;
  }
  g_assert_cmpuint(count, ==, CARDCAT_FIELDS - 1 + CARDCAT_PHONE_TYPES);
  g_assert_cmpuint(phones, ==, CARDCAT_PHONE_TYPES);
  g_assert_false(cc_kind_find("emails", &found));
  g_autoptr(CardcatContact) contact = some_contact();
  g_assert_cmpstr(cc_kind_of(contact, CARDCAT_FIELD_PHONES, 1).name, ==, "phone-work");
  g_assert_cmpstr(cc_kind_of(contact, CARDCAT_FIELD_NOTES, 0).label, ==, "Also printed");
}

static void test_typed(void) {
  static const char *const cases[][2] = {
      {" a\nb\tc ", "a b c"},
      {"a\x1b[2Jb", "a[2Jb"},
      {"a\xC2\x9B"
       "1m",
       "a1m"},
      {"\xE2\x80\xAEZoë", "Zoë"},
      {"", ""},
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *typed = cc_typed(cases[i][0]);
    g_assert_cmpstr(typed, ==, cases[i][1]);
  }
}

/* Whatever the window, nothing overlaps and nothing is lower than its last row. */
static void test_layout(void) {
  for (int rows = 8; rows <= 60; rows++)
    for (int columns = 30; columns <= 200; columns++) {
      CcLayout l = cc_layout(rows, columns, 1 + columns % 20, 1000, 600, TRUE);
      g_assert_cmpint(l.body + l.crop + 6, ==, rows);
      g_assert_cmpint(l.body, >=, 1);
      g_assert_cmpint(l.shown, <=, l.body);
      g_assert_cmpint(l.values + l.picture, <, columns);
      g_assert_cmpint(l.crop, <=, 8);
    }
  CcLayout usual = cc_layout(24, 80, 8, 1000, 600, TRUE), bare = cc_layout(24, 80, 8, 0, 0, FALSE);
  g_assert_true(usual.picture == 30 && usual.shown == 9 && usual.crop == 8);
  g_assert_true(bare.picture == 0 && bare.crop == 0 && bare.values == 79);
  CcLayout tall = cc_layout(24, 80, 8, 600, 1000, FALSE);
  g_assert_true(tall.shown <= tall.body && tall.picture < 30);
  /* Values that need the room keep it, to four rows of the enlarged place. */
  g_assert_cmpint(cc_layout(24, 80, 12, 1000, 600, TRUE).crop, ==, 6);
  g_assert_cmpint(cc_layout(24, 80, 40, 1000, 600, TRUE).crop, ==, 4);
}

/* A long small line is cut in two, as many letters in a row as can be read; a short one is not. */
static void test_crop_pieces(void) {
  CcCells cells = {79, 8, 10, 20}, low = {79, 4, 10, 20};
  g_assert_cmpint(cc_crop_pieces(850, 37, 25, &cells), ==, 2);
  g_assert_cmpint(cc_crop_pieces(850, 37, 25, &low), ==, 1);
  g_assert_cmpint(cc_crop_pieces(200, 60, 40, &cells), ==, 1);
  g_assert_cmpint(cc_crop_pieces(1, 1, 1, &cells), ==, 1);
}

/* An upright edge stays upright, whatever the picture's width. */
static void test_draw(void) {
  for (int width = 100; width < 104; width++) {
    CcCells cells = {20, 10, 10, 20};
    g_autofree guint8 *rgb = g_malloc((gsize)width * 200 * 3);
    for (int i = 0; i < width * 200 * 3; i++)
      rgb[i] = i / 3 % width < width / 2 ? 0 : 255;
    g_autofree char *drawn = cc_picture_draw(rgb, width, 200, &cells, FALSE, FALSE);
    g_auto(GStrv) lines = g_strsplit(drawn, "\n", -1);
    g_assert_cmpuint(g_strv_length(lines), >=, 10);
    for (guint i = 1; i < 9; i++)
      g_assert_cmpstr(lines[i], ==, lines[1]);
  }
}

/* Pale print shows as well as black print. */
static void test_draw_pale(void) {
  CcCells cells = {20, 10, 10, 20};
  g_autofree guint8 *black = g_malloc(200 * 200 * 3), *pale = g_malloc(200 * 200 * 3);
  for (int i = 0; i < 200 * 200 * 3; i++) {
    black[i] = i / 3 % 100 < 40 ? 0 : 255;
    pale[i] = i / 3 % 100 < 40 ? 20 : 70;
  }
  g_autofree char *one = cc_picture_draw(black, 200, 200, &cells, FALSE, FALSE);
  g_autofree char *other = cc_picture_draw(pale, 200, 200, &cells, FALSE, FALSE);
  g_assert_cmpstr(one, ==, other);
}

/* A terminal's character is as large as it says, else as most are. */
static void test_cells(void) {
  int master = posix_openpt(O_RDWR | O_NOCTTY);
  struct winsize size = {.ws_row = 24, .ws_col = 80};
  g_assert_cmpint(master, >=, 0);
  g_assert_cmpint(ioctl(master, TIOCSWINSZ, &size), ==, 0);
  CcCells silent = cc_cells(master, 30, 9);
  g_assert_true(silent.columns == 30 && silent.rows == 9);
  g_assert_true(silent.width == 10 && silent.height == 20);
  size.ws_xpixel = 80 * 7;
  size.ws_ypixel = 24 * 15;
  g_assert_cmpint(ioctl(master, TIOCSWINSZ, &size), ==, 0);
  CcCells said = cc_cells(master, 30, 9);
  g_assert_true(said.width == 7 && said.height == 15);
  close(master);
}

static void move(CardcatContact *contact, const CcField *field, const char *name) {
  CcKind kind = {0};
  g_assert_true(cc_kind_find(name, &kind));
  cc_field_move(contact, field, &kind);
}

static void test_move(void) {
  g_autoptr(CardcatContact) c = some_contact();
  const CcField title = {CARDCAT_FIELD_TITLES, 0, "Title", (char *)"Head"};
  move(c, &title, "department");
  g_assert_cmpstr(c->department, ==, "Head");
  g_assert_cmpstr(c->titles->pdata[0], ==, "Research");
  const CcField phone = {CARDCAT_FIELD_PHONES, 1, "Phone", (char *)"030 1"};
  move(c, &phone, "phone-fax");
  g_assert_cmpint(((const CardcatPhone *)c->phones->pdata[1])->type, ==, CARDCAT_PHONE_FAX);
  const CcField name = {CARDCAT_FIELD_NAME, 0, "Name", (char *)"Ada Beck"};
  move(c, &name, "organization");
  g_assert_cmpstr(c->organization, ==, "Ada Beck");
  g_assert_null(c->name.full);
  move(c, &phone, "address");
  g_assert_cmpuint(c->phones->len, ==, 1);
  g_assert_cmpstr(((const CardcatAddress *)c->addresses->pdata[0])->full, ==, "030 1");
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/keys/printable", test_printable);
  g_test_add_func("/keys/fit", test_fit);
  g_test_add_func("/keys/name", test_name);
  g_test_add_func("/keys/phone", test_phone);
  g_test_add_func("/keys/address", test_address);
  g_test_add_func("/keys/fields", test_fields);
  g_test_add_func("/keys/kinds", test_kinds);
  g_test_add_func("/keys/typed", test_typed);
  g_test_add_func("/keys/layout", test_layout);
  g_test_add_func("/keys/draw", test_draw);
  g_test_add_func("/keys/draw-pale", test_draw_pale);
  g_test_add_func("/keys/cells", test_cells);
  g_test_add_func("/keys/crop-pieces", test_crop_pieces);
  g_test_add_func("/keys/move", test_move);
  return g_test_run();
}
