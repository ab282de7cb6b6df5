/* vCard as properties: RFC 6350 and 2426, section 3 and 2, and vCard 2.1 of versit. */
#include "input/input.h"

#include <string.h>

#define PROPERTIES_MAX 2000 /* of one card */
#define TYPES_MAX 50        /* of one property */

void cc_property_free(CcProperty *property) {
  if (!property) return;
  g_free(property->name);
  g_free(property->group);
  g_free(property->line);
  g_strfreev(property->types);
  g_free(property->label);
  g_free(property->value);
  g_free(property);
}

/* ---- lines ---------------------------------------------------------------------------------- */

const char *cc_bytes_line(CcBytes *bytes, gsize *length) {
  if (bytes->at >= bytes->end) return NULL;
  const char *start = bytes->at, *p = start;
  while (p < bytes->end && *p != '\n' && *p != '\r')
    p++;
  *length = (gsize)(p - start);
  if (p + 1 < bytes->end && p[0] == '\r' && p[1] == '\n') p++;
  bytes->at = MIN(p + 1, bytes->end);
  bytes->line++;
  return start;
}

/* The line goes on in the next one: it begins with white space, or this one of vCard 2.1 ends with
 * an equals sign of quoted-printable. */
static gboolean goes_on(const CcBytes *bytes, const GString *line, gboolean *is_soft) {
  *is_soft = FALSE;
  if (bytes->at >= bytes->end) return FALSE;
  if (*bytes->at == ' ' || *bytes->at == '\t') return TRUE;
  if (line->len == 0 || line->str[line->len - 1] != '=') return FALSE;
  const char *colon = memchr(line->str, ':', line->len);
  g_autofree char *head = colon ? g_ascii_strup(line->str, colon - line->str) : g_strdup("");
  return *is_soft = strstr(head, "QUOTED-PRINTABLE") != NULL;
}

/* The next line, unfolded, without NULs; NULL: no more.  Of one that is too long the rest is
 * dropped, and TOO_LONG says so. */
static GString *next_line(CcBytes *bytes, gboolean *too_long) {
  gsize length = 0;
  const char *piece = cc_bytes_line(bytes, &length);
  if (!piece) return NULL;
  GString *line = g_string_new_len(piece, (gssize)MIN(length, CC_INPUT_LINE_MAX));
  *too_long = length > CC_INPUT_LINE_MAX;
  gboolean is_soft;
  while (goes_on(bytes, line, &is_soft)) {
    piece = cc_bytes_line(bytes, &length);
    if (is_soft)
      g_string_truncate(line, line->len - 1);
    else
      piece++, length--;
    if (line->len + length > CC_INPUT_LINE_MAX)
      *too_long = TRUE;
    else
      g_string_append_len(line, piece, (gssize)length);
  }
  for (char *p = line->str; (p = memchr(p, '\0', line->len - (gsize)(p - line->str)));)
    *p = ' ';
  return line;
}

/* ---- properties ----------------------------------------------------------------------------- */

/* What stands in the parameters of a line. */
typedef struct {
  GPtrArray *types;
  char *charset, *label;
  gboolean is_quoted_printable, is_base64, guessed;
} Parameters;

static void parameters_clear(Parameters *p) {
  g_ptr_array_unref(p->types);
  g_free(p->charset);
  g_free(p->label);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Parameters, parameters_clear)

/* Behind the value that begins at P: where a character of ENDS stands outside of quotes. */
static const char *behind(const char *p, const char *ends) {
  for (gboolean quoted = FALSE; *p; p++) {
    if (*p == '"') quoted = !quoted;
    if (!quoted && strchr(ends, *p)) break;
  }
  return p;
}

/* Without quotes, and with RFC 6868's circumflexes read. */
static char *plain_value(const char *start, const char *end) {
  GString *out = g_string_new(NULL);
  for (const char *p = start; p < end; p++) {
    if (*p == '"') continue;
    if (*p == '^' && p + 1 < end && strchr("n'^", p[1])) {
      p++;
      g_string_append_c(out, *p == 'n' ? '\n' : *p == '\'' ? '"' : '^');
    } else {
      g_string_append_c(out, *p);
    }
  }
  return g_string_free(out, FALSE);
}

/* TEXT, in which a backslash and an n are a line's end as in a value: RFC 6350, section 6.3.1. */
static char *unescape(const char *text) {
  GString *out = g_string_new(NULL);
  for (const char *p = text; *p; p++) {
    gboolean is_escape = *p == '\\' && p[1] && strchr("nN\\,;:", p[1]);
    if (is_escape) p++;
    g_string_append_c(out, is_escape && (*p == 'n' || *p == 'N') ? '\n' : *p);
  }
  return g_string_free(out, FALSE);
}

static void take_parameter(Parameters *out, const char *name, const char *value) {
  g_autofree char *upper = g_ascii_strup(value, -1);
  if (g_str_equal(name, "CHARSET")) {
    g_free(out->charset);
    out->charset = g_strdup(upper);
  } else if (g_str_equal(name, "LABEL")) {
    g_free(out->label);
    g_autofree char *plain = unescape(value);
    out->label = cc_input_utf8(plain, strlen(plain), &out->guessed);
  } else if (g_str_equal(upper, "QUOTED-PRINTABLE")) {
    out->is_quoted_printable = TRUE;
  } else if (g_str_equal(upper, "BASE64") || g_str_equal(upper, "B")) {
    out->is_base64 = TRUE;
  } else if (g_str_equal(name, "PREF")) {
    g_ptr_array_add(out->types, g_strdup("PREF"));
  } else if (g_str_equal(name, "TYPE") || g_str_equal(name, "")) {
    g_auto(GStrv) all = g_strsplit(upper, ",", TYPES_MAX);
    for (guint i = 0; all[i] && out->types->len < TYPES_MAX; i++)
      g_ptr_array_add(out->types, g_strdup(all[i]));
  }
}

/* From P, a semicolon, on; gives the colon behind the last of them, or the end. */
static const char *take_parameters(Parameters *out, const char *p) {
  while (*p == ';') {
    const char *end = behind(p + 1, ";:");
    const char *equals = memchr(p + 1, '=', (gsize)(end - p - 1));
    g_autofree char *name = equals ? g_ascii_strup(p + 1, equals - p - 1) : g_strdup("");
    g_autofree char *value = plain_value(equals ? equals + 1 : p + 1, end);
    take_parameter(out, name, value);
    p = end;
  }
  return p;
}

GBytes *cc_base64_bytes(const char *text) {
  gsize length = 0;
  guchar *bytes = g_base64_decode(text, &length);
  return g_bytes_new_take(bytes, length);
}

static char *unquote_printable(const char *text) {
  GString *out = g_string_new(NULL);
  for (const char *p = text; *p; p++) {
    int high = p[0] == '=' ? g_ascii_xdigit_value(p[1]) : -1;
    int low = high >= 0 ? g_ascii_xdigit_value(p[2]) : -1;
    char byte = low >= 0 ? (char)(high << 4 | low) : *p;
    g_string_append_c(out, byte ? byte : ' ');
    if (low >= 0) p += 2;
  }
  return g_string_free(out, FALSE);
}

/* Only what old address books wrote, and what needs no state: iconv(3) has had holes in others. */
static gboolean is_old_charset(const char *name) {
  static const char *const heads[] = {"ISO-8859-", "WINDOWS-125"};
  for (guint i = 0; i < G_N_ELEMENTS(heads); i++) {
    const char *digits = g_str_has_prefix(name, heads[i]) ? name + strlen(heads[i]) : "x";
    if (strlen(digits) <= 2 && strspn(digits, "0123456789") == strlen(digits)) return TRUE;
  }
  return FALSE;
}

static char *to_utf8(const char *text, const char *charset, gboolean *guessed) {
  char *out = charset && is_old_charset(charset)
                  ? g_convert(text, -1, "UTF-8", charset, NULL, NULL, NULL)
                  : NULL;
  return out ? out : cc_input_utf8(text, strlen(text), guessed);
}

/* NULL: the line is no property. */
static CcProperty *parse_property(const GString *line, gboolean old, gboolean *guessed) {
  const char *end = line->str + strcspn(line->str, ";:");
  const char *dot = memchr(line->str, '.', (gsize)(end - line->str));
  const char *start = dot ? dot + 1 : line->str;
  g_auto(Parameters) parameters = {g_ptr_array_new_with_free_func(g_free)};
  const char *colon = take_parameters(&parameters, end);
  if (*colon != ':' || start == end) return NULL;
  CcProperty *out = g_new0(CcProperty, 1);
  out->name = g_ascii_strup(start, end - start);
  out->group = dot ? g_ascii_strdown(line->str, dot - line->str) : NULL;
  gboolean is_any_guess = FALSE; /* of the value alone it is told */
  out->line = cc_input_utf8(line->str, strlen(line->str), &is_any_guess);
  out->old = old;
  out->is_base64 = parameters.is_base64;
  g_ptr_array_add(parameters.types, NULL);
  out->types = g_strdupv((char **)parameters.types->pdata);
  out->label = g_steal_pointer(&parameters.label);
  g_autofree char *bytes =
      parameters.is_quoted_printable ? unquote_printable(colon + 1) : g_strdup(colon + 1);
  out->value = to_utf8(bytes, parameters.charset, &parameters.guessed);
  *guessed = *guessed || parameters.guessed;
  return out;
}

/* ---- cards ---------------------------------------------------------------------------------- */

static gboolean is_line(const GString *line, const char *words) {
  g_autofree char *text = g_strchomp(g_strdup(line->str));
  return g_ascii_strcasecmp(text, words) == 0;
}

/* A card on its way; one that stands within it (an AGENT) is no part of it. */
typedef struct {
  GPtrArray *properties;
  guint depth;
  gboolean old, too_much, guessed;
} Card;

static void take_line(Card *card, const GString *line, gboolean too_long) {
  card->too_much = card->too_much || too_long;
  if (card->depth > 1 || card->too_much) return;
  if (is_line(line, "VERSION:2.1")) card->old = TRUE;
  CcProperty *property = parse_property(line, card->old, &card->guessed);
  if (!property) return;
  if (card->properties->len < PROPERTIES_MAX)
    g_ptr_array_add(card->properties, property);
  else
    cc_property_free(property);
  card->too_much = card->properties->len >= PROPERTIES_MAX;
}

/* A byte order mark is nothing. */
static void skip_mark(CcBytes *bytes) {
  if (bytes->end - bytes->at >= 3 && memcmp(bytes->at, "\xEF\xBB\xBF", 3) == 0) bytes->at += 3;
}

GPtrArray *cc_vcard_next(CcBytes *bytes, GError **error) {
  Card card = {NULL, 0, FALSE, FALSE, FALSE};
  g_autoptr(GPtrArray) properties =
      g_ptr_array_new_with_free_func((GDestroyNotify)cc_property_free);
  card.properties = properties;
  gboolean too_long = FALSE;
  guint start = 0;
  skip_mark(bytes);
  for (GString *line; (line = next_line(bytes, &too_long)); g_string_free(line, TRUE)) {
    if (is_line(line, "BEGIN:VCARD")) {
      if (card.depth++ == 0) start = bytes->line - 1;
    } else if (is_line(line, "END:VCARD") && card.depth > 0) {
      if (--card.depth > 0) continue;
      g_string_free(line, TRUE);
      bytes->guessed = bytes->guessed || card.guessed;
      if (!card.too_much) return g_steal_pointer(&properties);
      g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_INPUT, "line %u: the card is too long",
                  start);
      return NULL;
    } else if (card.depth > 0) {
      take_line(&card, line, too_long);
    }
  }
  if (card.depth > 0)
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_INPUT, "line %u: the card has no END:VCARD",
                start);
  return NULL;
}

/* ---- values --------------------------------------------------------------------------------- */

gboolean cc_property_has(const CcProperty *property, const char *type) {
  return g_strv_contains((const char *const *)property->types, type);
}

const CcProperty *cc_vcard_find(const GPtrArray *properties, const char *name) {
  for (guint i = 0; i < properties->len; i++) {
    const CcProperty *property = properties->pdata[i];
    if (g_str_equal(property->name, name)) return property;
  }
  return NULL;
}

/* What the backslash at P and the character behind it are. */
static char escaped(const char *p, gboolean old) {
  if (old) return p[1] == ';' ? ';' : '\0';
  if (p[1] == 'n' || p[1] == 'N') return '\n';
  return strchr("\\,;:\"", p[1]) ? p[1] : '\0';
}

/* SEPARATOR 0: none. */
static char **pieces(const CcProperty *property, char separator) {
  GPtrArray *out = g_ptr_array_new();
  g_autoptr(GString) piece = g_string_new(NULL);
  for (const char *p = property->value; *p; p++) {
    char is = *p == '\\' && p[1] ? escaped(p, property->old) : '\0';
    if (is) {
      g_string_append_c(piece, is);
      p++;
    } else if (separator && *p == separator) {
      g_ptr_array_add(out, g_strdup(piece->str));
      g_string_truncate(piece, 0);
    } else {
      g_string_append_c(piece, *p);
    }
  }
  g_ptr_array_add(out, g_strdup(piece->str));
  g_ptr_array_add(out, NULL);
  return (char **)g_ptr_array_free(out, FALSE);
}

char **cc_property_pieces(const CcProperty *property, char separator) {
  return pieces(property, separator);
}

char *cc_property_text(const CcProperty *property) {
  g_auto(GStrv) whole = pieces(property, '\0');
  return g_strdup(whole[0]);
}
