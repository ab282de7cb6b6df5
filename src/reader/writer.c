/* JSON, written value by value.  By hand and not by json-glib, which prints 0.98 with all its 17
 * digits. */
#include "reader/reader.h"

#include <math.h>
#include <string.h>

static void put_string(CcWriter *w, const char *text) {
  g_autofree char *valid = g_utf8_make_valid(text, -1); /* a path may be in any encoding */
  g_string_append_c(w->out, '"');
  for (const char *p = valid; *p; p++) {
    if (*p == '"' || *p == '\\')
      g_string_append_printf(w->out, "\\%c", *p);
    else if (*p == '\n')
      g_string_append(w->out, "\\n");
    else if ((guchar)*p < 0x20 || *p == 0x7F)
      g_string_append_printf(w->out, "\\u%04x", (guint)*p);
    else
      g_string_append_c(w->out, *p);
  }
  g_string_append_c(w->out, '"');
}

/* What stands before each value: a comma, and its KEY when it is an object's (not NULL). */
static void put_key(CcWriter *w, const char *key) {
  if (w->comma) g_string_append(w->out, ", ");
  w->comma = TRUE;
  if (!key) return;
  put_string(w, key);
  g_string_append(w->out, ": ");
}

void cc_writer_begin(CcWriter *w, const char *key, char bracket) {
  put_key(w, key);
  g_string_append_c(w->out, bracket);
  w->comma = FALSE;
}

void cc_writer_end(CcWriter *w, char bracket) {
  g_string_append_c(w->out, bracket);
  w->comma = TRUE;
}

void cc_writer_text(CcWriter *w, const char *key, const char *value) {
  put_key(w, key);
  if (value)
    put_string(w, value);
  else
    g_string_append(w->out, "null");
}

void cc_writer_literal(CcWriter *w, const char *key, const char *value) {
  put_key(w, key);
  g_string_append(w->out, value);
}

void cc_writer_integer(CcWriter *w, const char *key, int value) {
  put_key(w, key);
  g_string_append_printf(w->out, "%d", value);
}

void cc_writer_number(CcWriter *w, const char *key, double value, int decimals) {
  char format[8], buffer[G_ASCII_DTOSTR_BUF_SIZE + 8];
  if (!isfinite(value) || fabs(value) > 1e9) value = 0;
  g_snprintf(format, sizeof format, "%%.%df", decimals);
  g_ascii_formatd(buffer, sizeof buffer, format, value);
  gsize length = strlen(buffer);
  while (length > 1 && buffer[length - 1] == '0')
    length--;
  if (buffer[length - 1] == '.') length--;
  buffer[length] = '\0';
  put_key(w, key);
  g_string_append(w->out, strcmp(buffer, "-0") == 0 ? "0" : buffer);
}

void cc_writer_confidence(CcWriter *w, double value) {
  cc_writer_number(w, "confidence", CLAMP(value, 0, 1), 3);
}

void cc_writer_box(CcWriter *w, CardcatBox b) {
  cc_writer_begin(w, "box", '[');
  cc_writer_integer(w, NULL, b.x);
  cc_writer_integer(w, NULL, b.y);
  cc_writer_integer(w, NULL, b.w);
  cc_writer_integer(w, NULL, b.h);
  cc_writer_end(w, ']');
}

void cc_writer_texts(CcWriter *w, const char *key, const GPtrArray *values) {
  cc_writer_begin(w, key, '[');
  for (guint i = 0; i < values->len; i++)
    cc_writer_text(w, NULL, values->pdata[i]);
  cc_writer_end(w, ']');
}
