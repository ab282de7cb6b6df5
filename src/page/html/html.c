/* The one writer of HTML: what anybody typed stays text. */
#include "page/html/html.h"

#include <string.h>

struct CcHtml {
  GString *out;
  GPtrArray *open; /* const char*: tags to be closed, the innermost last */
  char *base;
};

CcHtml *cc_html_new(const char *base) {
  CcHtml *html = g_new0(CcHtml, 1);
  html->base = g_strdup(base);
  html->out = g_string_new("<!doctype html>\n");
  html->open = g_ptr_array_new();
  return html;
}

void cc_html_free(CcHtml *html) {
  if (!html) return;
  g_string_free(html->out, TRUE);
  g_ptr_array_unref(html->open);
  g_free(html->base);
  g_free(html);
}

/* A character that HTML forbids or that would be lost shows as the replacement character. */
static void put_character(GString *out, gunichar c) {
  switch (c) {
    case '&':
      g_string_append(out, "&amp;");
      break;
    case '<':
      g_string_append(out, "&lt;");
      break;
    case '>':
      g_string_append(out, "&gt;");
      break;
    case '"':
      g_string_append(out, "&quot;");
      break;
    case '\'':
      g_string_append(out, "&#39;");
      break;
    default:
      g_string_append_unichar(out, g_unichar_iscntrl(c) && c != '\n' ? 0xFFFD : c);
  }
}

/* Bytes that stand for themselves, of most texts all. */
static gsize plain_length(const char *text) {
  gsize length = 0;
  while (text[length] >= ' ' && text[length] < 0x7F && !strchr("&<>\"'", text[length]))
    length++;
  return length;
}

static void put(GString *out, const char *text) {
  g_autofree char *valid = g_utf8_make_valid(text, -1);
  for (const char *p = valid; *p;) {
    gsize plain = plain_length(p);
    g_string_append_len(out, p, (gssize)plain);
    p += plain;
    if (!*p) return;
    put_character(out, g_utf8_get_char(p));
    p = g_utf8_next_char(p);
  }
}

static gboolean is_own_address(const char *name, const char *value) {
  static const char *const names[] = {"href", "src", "action", "formaction"};
  for (guint i = 0; i < G_N_ELEMENTS(names); i++)
    if (g_str_equal(name, names[i])) return *value == '/';
  return FALSE;
}

static void put_tag(CcHtml *html, const char *tag, va_list attributes) {
  g_string_append_printf(html->out, "<%s", tag);
  for (const char *name; (name = va_arg(attributes, const char *));) {
    const char *value = va_arg(attributes, const char *);
    if (!value) continue;
    g_string_append_printf(html->out, " %s=\"", name);
    if (html->base && is_own_address(name, value)) put(html->out, html->base);
    put(html->out, value);
    g_string_append_c(html->out, '"');
  }
  g_string_append_c(html->out, '>');
}

void cc_html_open(CcHtml *html, const char *tag, ...) {
  va_list attributes;
  va_start(attributes, tag);
  put_tag(html, tag, attributes);
  va_end(attributes);
  g_ptr_array_add(html->open, (gpointer)tag);
}

void cc_html_close(CcHtml *html) {
  g_return_if_fail(html->open->len > 0);
  const char *tag = g_ptr_array_steal_index(html->open, html->open->len - 1);
  g_string_append_printf(html->out, "</%s>", tag);
}

void cc_html_void(CcHtml *html, const char *tag, ...) {
  va_list attributes;
  va_start(attributes, tag);
  put_tag(html, tag, attributes);
  va_end(attributes);
}

void cc_html_hidden(CcHtml *html, const char *name, const char *value) {
  cc_html_void(html, "input", "type", "hidden", "name", name, "value", value ? value : "", NULL);
}

void cc_html_element(CcHtml *html, const char *tag, const char *text, ...) {
  va_list attributes;
  va_start(attributes, text);
  put_tag(html, tag, attributes);
  va_end(attributes);
  cc_html_text(html, text);
  g_string_append_printf(html->out, "</%s>", tag);
}

void cc_html_text(CcHtml *html, const char *text) {
  if (text) put(html->out, text);
}

void cc_html_textf(CcHtml *html, const char *format, ...) {
  va_list args;
  va_start(args, format);
  g_autofree char *text = g_strdup_vprintf(format, args);
  va_end(args);
  cc_html_text(html, text);
}

GBytes *cc_html_end(CcHtml *html) {
  while (html->open->len > 0)
    cc_html_close(html);
  g_string_append_c(html->out, '\n');
  GBytes *bytes = g_string_free_to_bytes(g_steal_pointer(&html->out));
  html->out = g_string_new(NULL);
  cc_html_free(html);
  return bytes;
}
