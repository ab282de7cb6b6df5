/* Codes of every size, light on dark too, and pictures without one. */
#include "pbm.h"
#include "text/text.h"

#define PAYLOAD "https://www.harbour.example/wilma"

/* A grey card with the code at SCALE pixels a module on it. */
static CcRaster *card_with_code(int scale, gboolean inverted) {
  CcRaster *card = cc_raster_new(700, 400, 1);
  memset(card->data, 235, 700 * 400);
  g_autoptr(CcRaster) code = pbm_load("code.pbm", scale);
  paste(card, code, 120, 60);
  for (gsize i = 0; inverted && i < 700 * 400; i++)
    card->data[i] = (guint8)(255 - card->data[i]);
  return card;
}

static void test_code(void) {
  for (int scale = 3; scale <= 9; scale += 3)
    for (int inverted = 0; inverted <= 1; inverted++) {
      g_autoptr(CcRaster) card = card_with_code(scale, inverted);
      g_autoptr(GPtrArray) payloads = cc_qr_read(card);
      g_assert_cmpuint(payloads->len, ==, 1);
      g_assert_cmpstr(payloads->pdata[0], ==, PAYLOAD);
    }
}

static void test_twice_the_same(void) {
  g_autoptr(CcRaster) card = card_with_code(4, FALSE);
  g_autoptr(CcRaster) code = pbm_load("code.pbm", 4);
  paste(card, code, 450, 200);
  g_autoptr(GPtrArray) payloads = cc_qr_read(card);
  g_assert_cmpuint(payloads->len, ==, 1);
}

/* Codes say nothing of their encoding: zbar's own guess took UTF-8 for Big5. */
static void test_accents(void) {
  static const char *const CODES[][2] = {
      {"code-utf8.pbm", "BEGIN:VCARD\nFN:Sébastien Périer\nEND:VCARD"},
      {"code-latin1.pbm", "Grüße aus Münster"},
  };
  for (guint i = 0; i < G_N_ELEMENTS(CODES); i++) {
    g_autoptr(CcRaster) code = pbm_load(CODES[i][0], 5);
    g_autoptr(GPtrArray) payloads = cc_qr_read(code);
    g_assert_cmpuint(payloads->len, ==, 1);
    g_assert_cmpstr(payloads->pdata[0], ==, CODES[i][1]);
  }
}

static void test_none(void) {
  g_autoptr(CcRaster) print = pbm_load("printed.pbm", 1);
  g_autoptr(GPtrArray) payloads = cc_qr_read(print);
  g_assert_cmpuint(payloads->len, ==, 0);
  g_autoptr(CcRaster) dot = cc_raster_new(1, 1, 3);
  memset(dot->data, 0, 3);
  g_autoptr(GPtrArray) nothing = cc_qr_read(dot);
  g_assert_cmpuint(nothing->len, ==, 0);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/qr/code", test_code);
  g_test_add_func("/qr/twice-the-same", test_twice_the_same);
  g_test_add_func("/qr/accents", test_accents);
  g_test_add_func("/qr/none", test_none);
  return g_test_run();
}
