/* A printed card and what reads it, for the tests of text/. */
#pragma once

#include "pbm.h"
#include "text/ocr.h"

static const guint8 BLACK[3] = {20, 20, 24}, WHITE[3] = {250, 250, 246}, GREEN[3] = {10, 70, 50};
static const guint8 GOLD[3] = {220, 180, 90};

static CcOcr *shared_ocr; /* of all tests: loading its models takes longer than they do */

static inline CcOcr *get_ocr(void) {
  g_autoptr(GError) error = NULL;
  if (!shared_ocr) shared_ocr = cc_ocr_new(NULL, &error);
  g_assert_no_error(error);
  return shared_ocr;
}

static inline CcPrint *printed_card(const guint8 ink[3], const guint8 paper[3], int quarters) {
  g_autoptr(CcRaster) grey = pbm_load("printed.pbm", 1);
  g_autoptr(CcRaster) upright = coloured(grey, ink, paper);
  CcRaster *picture = cc_raster_turn(upright, quarters);
  CcPrint *print = cc_print_find(&picture, NULL);
  cc_raster_free(picture);
  return print;
}

static inline GPtrArray *read_lines(CcOcr *ocr, const CcPrint *print) {
  g_autoptr(GPtrArray) unused = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_unused_free);
  return cc_text_read(ocr, print, NULL, unused);
}
