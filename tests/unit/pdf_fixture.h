/* PDF files, written by hand, for the tests of photo/. */
#pragma once

#include "photo_fixture.h"

/* The file that is being written: its objects so far, and where each begins. */
typedef struct {
  GByteArray *bytes;
  GArray *offsets; /* guint */
} Pdf;

static inline void pdf_put(Pdf *pdf, const char *text) {
  g_byte_array_append(pdf->bytes, (const guint8 *)text, (guint)strlen(text));
}

static inline Pdf pdf_new(void) {
  Pdf pdf = {g_byte_array_new(), g_array_new(FALSE, FALSE, sizeof(guint))};
  pdf_put(&pdf, "%PDF-1.4\n");
  return pdf;
}

/* The next object is DICTIONARY with STREAM (or NULL): the first of all is the catalog. */
static inline void pdf_add(Pdf *pdf, const char *dictionary, GBytes *stream) {
  g_array_append_val(pdf->offsets, pdf->bytes->len);
  g_autofree char *head = g_strdup_printf("%u 0 obj\n<< %s", pdf->offsets->len, dictionary);
  pdf_put(pdf, head);
  if (stream) {
    gsize size;
    const void *data = g_bytes_get_data(stream, &size);
    g_autofree char *length = g_strdup_printf(" /Length %zu >>\nstream\n", size);
    pdf_put(pdf, length);
    g_byte_array_append(pdf->bytes, data, (guint)size);
    pdf_put(pdf, "\nendstream\nendobj\n");
  } else {
    pdf_put(pdf, " >>\nendobj\n");
  }
}

/* The file, owned; TRAILER is put into its trailer.  Frees PDF. */
static inline GBytes *pdf_end(Pdf *pdf, const char *trailer) {
  guint start = pdf->bytes->len, count = pdf->offsets->len + 1;
  g_autofree char *head = g_strdup_printf("xref\n0 %u\n0000000000 65535 f \n", count);
  pdf_put(pdf, head);
  for (guint i = 0; i + 1 < count; i++) {
    g_autofree char *row =
        g_strdup_printf("%010u 00000 n \n", g_array_index(pdf->offsets, guint, i));
    pdf_put(pdf, row);
  }
  g_autofree char *tail = g_strdup_printf(
      "trailer\n<< /Size %u /Root 1 0 R %s>>\nstartxref\n%u\n%%%%EOF\n", count, trailer, start);
  pdf_put(pdf, tail);
  g_array_unref(pdf->offsets);
  return g_byte_array_free_to_bytes(pdf->bytes);
}

/* Catalog and list of COUNT pages; of these, each has STEP objects, the first is its page. */
static inline Pdf pdf_begin(guint count, guint step) {
  Pdf pdf = pdf_new();
  GString *kids = g_string_new(NULL);
  for (guint i = 0; i < count; i++)
    g_string_append_printf(kids, "%u 0 R ", 3 + i * step);
  g_autofree char *list = g_strdup_printf("/Type /Pages /Count %u /Kids [ %s]", count, kids->str);
  pdf_add(&pdf, "/Type /Catalog /Pages 2 0 R", NULL);
  pdf_add(&pdf, list, NULL);
  g_string_free(kids, TRUE);
  return pdf;
}

/* A page of WIDTH x HEIGHT points that the sample fills, as a scanner writes it: three objects. */
static inline void pdf_add_scan(Pdf *pdf, double width, double height) {
  g_autoptr(GObject) image = G_OBJECT(sample(160, 120));
  g_autoptr(GBytes) jpeg = save(VIPS_IMAGE(image), ".jpg[Q=95]");
  guint next = pdf->offsets->len + 1;
  g_autofree char *page = g_strdup_printf(
      "/Type /Page /Parent 2 0 R /MediaBox [0 0 %f %f] /Contents %u 0 R "
      "/Resources << /XObject << /I %u 0 R >> >>",
      width, height, next + 1, next + 2);
  g_autofree char *draw = g_strdup_printf("%f 0 0 %f 0 0 cm /I Do", width, height);
  g_autoptr(GBytes) contents = g_bytes_new(draw, strlen(draw));
  pdf_add(pdf, page, NULL);
  pdf_add(pdf, "", contents);
  pdf_add(pdf,
          "/Type /XObject /Subtype /Image /Width 160 /Height 120 /ColorSpace /DeviceRGB "
          "/BitsPerComponent 8 /Filter /DCTDecode",
          jpeg);
}

/* COUNT such pages. */
static inline GBytes *pdf_scans(guint count, double width, double height) {
  Pdf pdf = pdf_begin(count, 3);
  for (guint i = 0; i < count; i++)
    pdf_add_scan(&pdf, width, height);
  return pdf_end(&pdf, "");
}

/* COUNT pages with nothing on them; TRAILER as above. */
static inline GBytes *pdf_empty(guint count, const char *trailer) {
  Pdf pdf = pdf_begin(count, 1);
  for (guint i = 0; i < count; i++)
    pdf_add(&pdf, "/Type /Page /Parent 2 0 R /MediaBox [0 0 252 144]", NULL);
  return pdf_end(&pdf, trailer);
}

/* A page of a card's size with the words of DRAW, in a font that the file only names. */
static inline GBytes *pdf_print(const char *font, const char *draw) {
  Pdf pdf = pdf_begin(1, 2);
  g_autofree char *page = g_strdup_printf(
      "/Type /Page /Parent 2 0 R /MediaBox [0 0 252 144] /Contents 4 0 R /Resources << /Font << "
      "/F << /Type /Font /Subtype /Type1 /BaseFont /%s >> >> >>",
      font);
  g_autoptr(GBytes) contents = g_bytes_new(draw, strlen(draw));
  pdf_add(&pdf, page, NULL);
  pdf_add(&pdf, "", contents);
  return pdf_end(&pdf, "");
}
