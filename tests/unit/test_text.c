/* Lines of print read by Tesseract: words, large print, curved and turned cards. */
#include "text_fixture.h"

/* The line that says TEXT. */
static const CardcatLine *line_of(const GPtrArray *lines, const char *text) {
  for (guint i = 0; i < lines->len; i++) {
    const CardcatLine *line = lines->pdata[i];
    if (g_str_equal(line->text, text)) return line;
  }
  g_test_message("no line says %s", text);
  g_test_fail();
  return NULL;
}

static void assert_all_read(const GPtrArray *lines) {
  static const char *const PRINTED[] = {
      "Harbour Lights Trading", "Import and Export",         "WILMA EXAMPLE",
      "Head of Purchasing",     "12 Sample Road, Testville", "wilma@harbour.example",
      "+44 20 7946 0123",       "www.harbour.example",
  };
  for (guint i = 0; i < G_N_ELEMENTS(PRINTED); i++)
    line_of(lines, PRINTED[i]);
  g_assert_cmpuint(lines->len, ==, G_N_ELEMENTS(PRINTED));
}

static void test_read(void) {
  CcOcr *ocr = get_ocr();
  g_autoptr(CcPrint) print = printed_card(BLACK, WHITE, 0);
  g_autoptr(GPtrArray) lines = read_lines(ocr, print);
  assert_all_read(lines);
  g_autoptr(CcPrint) dark = printed_card(WHITE, GREEN, 0);
  g_autoptr(GPtrArray) again = read_lines(ocr, dark);
  assert_all_read(again);
}

/* A strip that was stretched for narrow letters is so much wider, and what is found in it lies
 * where it lies on the card. */
static void test_stretched(void) {
  g_autoptr(CcPrint) print = printed_card(BLACK, WHITE, 0);
  const CcStrip *strip = &g_array_index(print->strips, CcStrip, 0);
  g_autoptr(TextCut) cut = text_cut_new(print, strip, TEXT_HEIGHT, TEXT_MARGIN);
  g_autoptr(TextCut) stretched = text_cut_new_stretched(print, strip, 1.5);
  g_assert_cmpint(stretched->image->height, ==, cut->image->height);
  g_assert_cmpint(abs(2 * stretched->image->width - 3 * cut->image->width), <=, 3);
  CardcatBox one = text_cut_place(cut, (CardcatBox){20, 4, 60, 20});
  CardcatBox other = text_cut_place(stretched, (CardcatBox){30, 4, 90, 20});
  g_assert_cmpint(abs(one.x - other.x) + abs(one.w - other.w), <=, 2);
  g_assert_cmpint(one.y, ==, other.y);
  g_assert_cmpint(one.h, ==, other.h);
}

/* The printed card with its last line once more beside it, at RIGHT, turned by QUARTERS. */
static CcPrint *card_with_sideways(int quarters, CardcatBox *box) {
  g_autoptr(CcPrint) plain = printed_card(BLACK, WHITE, 0);
  const CcStrip *last = &g_array_index(plain->strips, CcStrip, plain->strips->len - 1);
  const CardcatBox around = {last->box.x - 8, last->box.y - 8, last->box.w + 16, last->box.h + 16};
  g_autoptr(CcRaster) line = cc_raster_crop(plain->picture, around);
  g_autoptr(CcRaster) turned = cc_raster_turn(line, quarters);
  CcRaster *picture = cc_raster_new(1040, 520, 3);
  memset(picture->data, 250, (gsize)3 * 1040 * 520);
  paste(picture, plain->picture, 0, 0);
  paste(picture, turned, 960, 100);
  *box = (CardcatBox){960, 100, turned->width, turned->height};
  CcPrint *print = cc_print_find(&picture, NULL);
  cc_raster_free(picture);
  return print;
}

/* What runs up or down beside level print is read, too, each way, and lies where it stands. */
static void test_sideways(void) {
  for (int quarters = 1; quarters <= 3; quarters += 2) {
    CardcatBox box;
    g_autoptr(CcPrint) print = card_with_sideways(quarters, &box);
    g_assert_cmpint(print->turn, ==, 0);
    g_autoptr(GPtrArray) lines = read_lines(get_ocr(), print);
    guint found = 0;
    for (guint i = 0; i < lines->len; i++) {
      const CardcatLine *line = lines->pdata[i];
      if (!cc_box_holds(&box, &line->box)) continue;
      g_assert_cmpstr(line->text, ==, "www.harbour.example");
      g_assert_cmpint(line->box.h, >, 5 * line->box.w);
      for (guint k = 0; k < line->words->len; k++)
        g_assert_true(cc_box_holds(&box, &((const CardcatWord *)line->words->pdata[k])->box));
      found++;
    }
    g_assert_cmpuint(found, ==, 1);
    g_assert_cmpuint(lines->len, ==, 9);
  }
}

/* A strip is cut along its curve: on the picture of the line the letters stand level, and each word
 * is placed where it is on the card. */
static void test_bowed(void) {
  g_autoptr(CcRaster) straight = pbm_load("printed.pbm", 1);
  g_autoptr(CcRaster) grey = bowed(straight, -3e-4);
  CcRaster *picture = coloured(grey, BLACK, WHITE);
  g_autoptr(CcPrint) print = cc_print_find(&picture, NULL);
  const CcStrip *strip = &g_array_index(print->strips, CcStrip, 0);
  g_autoptr(TextCut) cut = text_cut_new(print, strip, 36, 0.2);
  for (int x = cut->image->width / 10; x < cut->image->width; x += cut->image->width / 10) {
    CardcatBox at = text_cut_place(cut, (CardcatBox){x, 0, 0, 0});
    double off = at.x - picture->width / 2.0, middle = cut->middle - picture->width / 2.0;
    double drawn = -3e-4 * (off * off - middle * middle);
    g_assert_cmpfloat_with_epsilon(at.y - cut->y, drawn, 0.12 * strip->capital);
  }
  CcOcr *ocr = get_ocr();
  g_autoptr(GPtrArray) lines = read_lines(ocr, print);
  assert_all_read(lines);
  cc_raster_free(picture);
}

/* Print that the rows before did not find is found by the look at the whole card, in its place,
 * and nothing is said twice. */
static const CcStrip unreadable_strip = {
    .box = {0, 0, 700, 12}, .x_height = 8, .capital = 10, .baseline = 11};

/* The strips of foliage hold nothing sure: such a picture, which costs the most, is not looked at
 * as a whole, though here that would find its small lines. */
static void test_pattern(void) {
  CcOcr *ocr = get_ocr();
  g_autoptr(CcPrint) print = printed_card(BLACK, WHITE, 0);
  g_array_set_size(print->strips, 0);
  for (int i = 0; i < 12; i++)
    g_array_append_val(print->strips, unreadable_strip);
  g_autoptr(GPtrArray) lines = read_lines(ocr, print);
  for (guint i = 0; i < lines->len; i++)
    g_assert_cmpstr(((const CardcatLine *)lines->pdata[i])->text, !=, "Head of Purchasing");
}

static void test_second_look(void) {
  CcOcr *ocr = get_ocr();
  g_autoptr(CcPrint) print = printed_card(BLACK, WHITE, 0);
  g_array_remove_index(print->strips, 2);
  g_autoptr(GPtrArray) sure = read_lines(ocr, print); /* what is sure is not read twice */
  g_assert_cmpuint(sure->len, ==, 7);
  for (int i = 0; i < 4; i++)
    g_array_append_val(print->strips, unreadable_strip);
  g_autoptr(GPtrArray) lines = read_lines(ocr, print);
  assert_all_read(lines);
  const CardcatLine *before = lines->pdata[1], *found = lines->pdata[2], *after = lines->pdata[3];
  g_assert_cmpstr(found->text, ==, "WILMA EXAMPLE");
  g_assert_cmpint(found->box.y, >, before->box.y + before->box.h);
  g_assert_cmpint(found->box.y + found->box.h, <, after->box.y);
  g_assert_cmpfloat(found->x_height, >, 0);
}

static void test_words(void) {
  CcOcr *ocr = get_ocr();
  g_autoptr(CcPrint) print = printed_card(BLACK, WHITE, 0);
  g_autoptr(GPtrArray) lines = read_lines(ocr, print);
  const CardcatLine *line = line_of(lines, "Head of Purchasing");
  g_assert_nonnull(line);
  g_assert_cmpuint(line->words->len, ==, 3);
  g_assert_cmpfloat(line->confidence, >, 0.8);
  g_assert_cmpfloat(line->confidence, <=, 1);
  g_assert_cmpfloat_with_epsilon(line->x_height, 13, 2);
  int right = 0;
  for (guint i = 0; i < line->words->len; i++) {
    const CardcatWord *word = line->words->pdata[i];
    g_assert_cmpint(word->box.x, >=, right - 4);
    g_assert_cmpint(word->box.y, >, 310);
    g_assert_cmpint(word->box.y + word->box.h, <, 370);
    right = word->box.x + word->box.w;
  }
  g_assert_cmpint(ABS(right - (line->box.x + line->box.w)), <, 12);
}

/* Of two readings about as sure, the one without what is never printed; the other is kept. */
static void test_choice(void) {
  static const struct {
    const char *first, *second, *chosen;
    double first_confidence, second_confidence;
  } CASES[] = {
      {"M + 555 0166", "M +1 555 0166", "M +1 555 0166", 0.93, 0.92},
      {"M +1 555 0166", "M + 555 0166", "M +1 555 0166", 0.93, 0.92},
      {"Tel. O2 5550", "Tel. 02 5550", "Tel. 02 5550", 0.93, 0.92},
      {"http:/a.example", "http://a.example", "http://a.example", 0.9, 0.9},
      {"Lawn + Garden", "Lawn Garden", "Lawn + Garden", 0.9, 0.9},
      {"Suite B2", "Suite 82", "Suite B2", 0.9, 0.9},
      {"Lefèvre", "Lefevre", "Lefèvre", 0.8, 0.95},
      {"wilma", "wilma", "wilma", 0.8, 0.95},
  };
  for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
    CardcatLine *first = cardcat_line_new(CASES[i].first, (CardcatBox){0}, 0);
    CardcatLine *second = cardcat_line_new(CASES[i].second, (CardcatBox){0}, 0);
    first->confidence = CASES[i].first_confidence;
    second->confidence = CASES[i].second_confidence;
    gboolean same = g_str_equal(first->text, second->text);
    g_autoptr(CardcatLine) line = text_choose(first, second);
    g_assert_cmpstr(line->text, ==, CASES[i].chosen);
    g_assert_cmpuint(line->alternatives->len, ==, same ? 0 : 1);
  }
}

/* A blurred stroke becomes darker and narrower, flat paper stays as it is. */
static void test_sharpen(void) {
  static const guint8 STROKE[] = {200, 130, 80, 130, 200};
  g_autoptr(CcRaster) strip = cc_raster_new(40, 36, 1);
  memset(strip->data, 240, 40 * 36);
  for (int y = 0; y < 36; y++)
    memcpy(cc_raster_at(strip, 10, y), STROKE, sizeof STROKE);
  text_sharpen(strip);
  for (int y = 0; y < 36; y++) {
    g_assert_cmpint(*cc_raster_at(strip, 12, y), <, 30);
    g_assert_cmpint(*cc_raster_at(strip, 10, y), >, 210);
    g_assert_cmpint(*cc_raster_at(strip, 30, y), ==, 240);
    g_assert_cmpint(*cc_raster_at(strip, 39, y), ==, 240);
  }
}

/* A logotype that the first pass has not is read and put in its place, what gave way to it is told;
 * what is read surely there stays. */
static void test_large(void) {
  CcOcr *ocr = get_ocr();
  CcRaster *picture = large_print((CardcatBox){56, 274, 144, 36}, BLACK, WHITE, GOLD);
  g_autoptr(CcPrint) print = cc_print_find(&picture, NULL);
  cc_raster_free(picture);
  g_array_set_size(print->strips, 0);
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_line_free);
  g_ptr_array_add(lines, cardcat_line_new("i rt", (CardcatBox){300, 200, 200, 120}, 0.3));
  g_autoptr(GPtrArray) unused = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_unused_free);
  text_large(ocr, print, lines, unused);
  g_assert_cmpuint(lines->len, ==, 1);
  g_assert_cmpuint(unused->len, ==, 1);
  g_assert_cmpstr(((const CardcatUnused *)unused->pdata[0])->text, ==, "i rt");
  const CardcatLine *line = line_of(lines, "WILMA");
  g_assert_cmpfloat_with_epsilon(line->box.h, 108, 10);
  CardcatBox box = line->box;
  g_ptr_array_set_size(lines, 0);
  g_ptr_array_add(lines, cardcat_line_new("WILMAS", box, 0.9));
  text_large(ocr, print, lines, unused);
  g_assert_cmpuint(lines->len, ==, 1);
  line_of(lines, "WILMAS");
  g_assert_cmpuint(unused->len, ==, 1);
}

/* What gives way to a logotype and reads like it is another reading of it; a logotype's reading
 * that gives way to a line is one of that. */
static void test_large_hands_on(void) {
  CcOcr *ocr = get_ocr();
  CcRaster *picture = large_print((CardcatBox){56, 274, 144, 36}, BLACK, WHITE, GOLD);
  g_autoptr(CcPrint) print = cc_print_find(&picture, NULL);
  cc_raster_free(picture);
  g_array_set_size(print->strips, 0);
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_line_free);
  g_autoptr(GPtrArray) unused = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_unused_free);
  CardcatBox box = {160, 200, 580, 120};
  g_ptr_array_add(lines, cardcat_line_new("WlLMÁ", box, 0.3));
  text_large(ocr, print, lines, unused);
  g_assert_cmpuint(lines->len, ==, 1);
  const CardcatLine *line = line_of(lines, "WILMA");
  g_assert_true(g_ptr_array_find_with_equal_func(line->alternatives, "WlLMÁ", g_str_equal, NULL));
  g_ptr_array_set_size(lines, 0);
  g_ptr_array_add(lines, cardcat_line_new("7 WILMA,", box, 0.5));
  text_large(ocr, print, lines, unused);
  g_assert_cmpuint(lines->len, ==, 1);
  line = line_of(lines, "7 WILMA,");
  g_assert_true(g_ptr_array_find_with_equal_func(line->alternatives, "WILMA", g_str_equal, NULL));
}

/* No picture is read as an address, however little the letters are trusted. */
static void test_faint_address(void) {
  static const struct {
    const char *text;
    gboolean print;
  } lines[] = {{"www.acme.io", TRUE}, {"www.acme com", TRUE}, {"ada@acme.io", TRUE},
               {"wwwalk", FALSE},     {"www. ac", FALSE},     {"@acme.io", FALSE}};
  for (guint i = 0; i < G_N_ELEMENTS(lines); i++) {
    g_autoptr(CardcatLine) line = cardcat_line_new(lines[i].text, (CardcatBox){0}, 0);
    g_assert_cmpint(text_is_print(line), ==, lines[i].print);
  }
}

/* A card's letters have a cedilla or a comma below, not both: as most have it. */
static void test_one_alphabet(void) {
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_line_free);
  CardcatLine *firm = cardcat_line_new("Quill A.Ș.", (CardcatBox){0, 0, 90, 9}, 0.9);
  g_ptr_array_add(firm->alternatives, g_strdup("Quill A.$Ș."));
  g_ptr_array_add(firm->words, cardcat_word_new("A.Ș.", (CardcatBox){50, 0, 40, 9}, 0.9));
  g_ptr_array_add(lines, firm);
  text_one_alphabet(lines);
  g_assert_cmpstr(firm->text, ==, "Quill A.Ș."); /* nothing tells */
  g_ptr_array_add(lines, cardcat_line_new("Taşımacılık", (CardcatBox){0, 20, 90, 9}, 0.9));
  text_one_alphabet(lines);
  g_assert_cmpstr(firm->text, ==, "Quill A.Ş.");
  g_assert_cmpstr(firm->alternatives->pdata[0], ==, "Quill A.$Ş.");
  g_assert_cmpstr(((const CardcatWord *)firm->words->pdata[0])->text, ==, "A.Ş.");
  g_ptr_array_set_size(lines, 0);
  g_ptr_array_add(lines, cardcat_line_new("Ștefan Țară, paşă", (CardcatBox){0, 0, 90, 9}, 0.9));
  text_one_alphabet(lines);
  line_of(lines, "Ștefan Țară, paşă");
}

static void test_half_turns(void) {
  CcOcr *ocr = get_ocr();
  for (int quarters = 0; quarters < 4; quarters++) {
    g_autoptr(CcPrint) print = printed_card(BLACK, WHITE, quarters);
    g_assert_cmpint(print->turn, ==, quarters % 2);
    /* turned by 1 or 2 quarters it stands on its head once its lines are level */
    g_assert_cmpint(cc_text_half_turns(ocr, print), ==, quarters == 1 || quarters == 2);
  }
}

static void test_same_again(void) {
  CcOcr *ocr = get_ocr();
  g_autoptr(CcPrint) print = printed_card(BLACK, WHITE, 0);
  g_autoptr(GPtrArray) first = read_lines(ocr, print);
  g_autoptr(GPtrArray) second = read_lines(ocr, print);
  g_assert_cmpuint(first->len, ==, second->len);
  for (guint i = 0; i < first->len; i++) {
    const CardcatLine *a = first->pdata[i], *b = second->pdata[i];
    g_assert_cmpstr(a->text, ==, b->text);
    g_assert_cmpfloat(a->confidence, ==, b->confidence);
  }
}

static void test_empty(void) {
  CcOcr *ocr = get_ocr();
  CcRaster *picture = cc_raster_new(300, 200, 3);
  memset(picture->data, 255, 300 * 200 * 3);
  g_autoptr(CcPrint) print = cc_print_find(&picture, NULL);
  g_assert_cmpint(cc_text_half_turns(ocr, print), ==, 0);
  g_autoptr(GPtrArray) lines = read_lines(ocr, print);
  g_assert_cmpuint(lines->len, ==, 0);
  cc_raster_free(picture);
}

static void test_missing(void) {
  static const char *const CASES[][2] = {
      {"tlh", "tesseract-ocr-tlh"},
      {"eng+chi_none", "tesseract-ocr-chi-none"},
      {"script/Thai", "tesseract-ocr-script-thai"},
  };
  for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_null(cc_ocr_new(CASES[i][0], &error));
    g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_MISSING);
    g_assert_nonnull(strstr(error->message, CASES[i][1]));
  }
}

/* Debian has the script models beside the languages, Tesseract in a folder of their own. */
static void test_script_names(void) {
  static const char *const NAMES[] = {"script/Latin", "Latin", "eng+script/Latin"};
  for (guint i = 0; i < G_N_ELEMENTS(NAMES); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(CcOcr) ocr = cc_ocr_new(NAMES[i], &error);
    g_assert_no_error(error);
    g_assert_nonnull(ocr);
  }
}

/* Beside the line to its right in its row, however high it is itself; above what is below it. */
static void test_put_in_order(void) {
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_line_free);
  g_autoptr(GPtrArray) unused = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_unused_free);
  g_ptr_array_add(lines, cardcat_line_new("Timber Works", (CardcatBox){700, 220, 400, 40}, 0.9));
  g_ptr_array_add(lines, cardcat_line_new("Oak Lane", (CardcatBox){300, 500, 400, 40}, 0.9));
  text_lines_put(lines, cardcat_line_new("OAK", (CardcatBox){200, 60, 450, 210}, 0.9), 0.5, unused);
  text_lines_put(lines, cardcat_line_new("LTD", (CardcatBox){1200, 60, 300, 210}, 0.9), 0.5,
                 unused);
  const char *const order[] = {"OAK", "Timber Works", "Oak Lane", "LTD"};
  for (guint i = 0; i < lines->len; i++)
    g_assert_cmpstr(((const CardcatLine *)lines->pdata[i])->text, ==, order[i]);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  cc_heap_reserve((gsize)384 << 20); /* as a reader does before it loads models */
  g_test_add_func("/text/read", test_read);
  g_test_add_func("/text/stretched", test_stretched);
  g_test_add_func("/text/sideways", test_sideways);
  g_test_add_func("/text/pattern", test_pattern);
  g_test_add_func("/text/second-look", test_second_look);
  g_test_add_func("/text/choice", test_choice);
  g_test_add_func("/text/bowed", test_bowed);
  g_test_add_func("/text/words", test_words);
  g_test_add_func("/text/sharpen", test_sharpen);
  g_test_add_func("/text/large", test_large);
  g_test_add_func("/text/faint-address", test_faint_address);
  g_test_add_func("/text/one-alphabet", test_one_alphabet);
  g_test_add_func("/text/large-hands-on", test_large_hands_on);
  g_test_add_func("/text/put-in-order", test_put_in_order);
  g_test_add_func("/text/half-turns", test_half_turns);
  g_test_add_func("/text/same-again", test_same_again);
  g_test_add_func("/text/empty", test_empty);
  g_test_add_func("/text/missing", test_missing);
  g_test_add_func("/text/script-names", test_script_names);
  int status = g_test_run();
  cc_ocr_free(shared_ocr);
  return status;
}
