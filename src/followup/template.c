/* Letters with gaps: parsed once, filled for each person. */
#include "followup/followup.h"

#include <string.h>

#define DEPTH_MAX 8 /* brackets within brackets */
#define SUBJECT "Subject:"

typedef enum { NODE_TEXT, NODE_VALUE, NODE_KNOWN, NODE_UNKNOWN, NODE_CHOICE, NODE_LINE } NodeKind;

typedef struct {
  NodeKind kind;
  char *text;           /* of NODE_TEXT */
  CcLetterValue value;  /* of NODE_VALUE, NODE_KNOWN, NODE_UNKNOWN */
  GPtrArray *sequences; /* of NODE_CHOICE: GPtrArray* of Node* */
} Node;

struct CcTemplate {
  GPtrArray *subject, *body; /* Node* */
};

static const char *const value_names[CC_LETTER_VALUES + 1] = {
    "name", "prefix",    "given",      "family", "title",  "firm",  "event",
    "day",  "yesterday", "introducer", "me",     "wanted", "known", NULL,
};

void cc_letter_values_clear(CcLetterValues *values) {
  for (guint i = 0; i < CC_LETTER_VALUES; i++)
    g_clear_pointer(&values->is[i], g_free);
}

static void node_free(Node *node) {
  g_free(node->text);
  g_clear_pointer(&node->sequences, g_ptr_array_unref);
  g_free(node);
}

static GPtrArray *sequence_new(void) {
  return g_ptr_array_new_with_free_func((GDestroyNotify)node_free);
}

static Node *add(GPtrArray *sequence, NodeKind kind) {
  Node *node = g_new0(Node, 1);
  node->kind = kind;
  g_ptr_array_add(sequence, node);
  return node;
}

/* ---- parsing --------------------------------------------------------------------------------- */

typedef struct {
  const char *name, *at; /* where it is in the text */
  guint line, depth;
} Parser;

static gboolean fail(const Parser *parser, GError **error, const char *format, ...)
    G_GNUC_PRINTF(3, 4);
static gboolean fail(const Parser *parser, GError **error, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *why = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "%s: line %u: %s", parser->name,
              parser->line, why);
  return FALSE;
}

static gboolean parse_value(Parser *parser, GPtrArray *into, GError **error) {
  const char *from = ++parser->at;
  NodeKind kind = *from == '?' ? NODE_KNOWN : *from == '!' ? NODE_UNKNOWN : NODE_VALUE;
  if (kind != NODE_VALUE) from++;
  const char *end = from + strcspn(from, "}\n");
  if (*end != '}') return fail(parser, error, "a { has no }");
  g_autofree char *word = g_strndup(from, (gsize)(end - from));
  for (CcLetterValue value = 0; value < CC_LETTER_VALUES; value++)
    if (g_str_equal(word, value_names[value])) {
      add(into, kind)->value = value;
      parser->at = end + 1;
      return TRUE;
    }
  g_autofree char *all = g_strjoinv(" ", (char **)value_names);
  return fail(parser, error, "there is no value {%s}, only %s", word, all);
}

static gboolean parse_sequence(Parser *parser, GPtrArray *into, GError **error);

/* NODE gains one sequence after the other until its bracket ends. */
static gboolean parse_choice(Parser *parser, GPtrArray *into, GError **error) {
  guint from = parser->line;
  Node *node = add(into, NODE_CHOICE);
  node->sequences = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
  if (++parser->depth > DEPTH_MAX) return fail(parser, error, "too many [ within one another");
  do {
    GPtrArray *sequence = sequence_new();
    g_ptr_array_add(node->sequences, sequence);
    parser->at++;
    if (!parse_sequence(parser, sequence, error)) return FALSE;
  } while (*parser->at == '|');
  if (*parser->at != ']') {
    parser->line = from;
    return fail(parser, error, "a [ has no ]");
  }
  parser->at++;
  parser->depth--;
  return TRUE;
}

static gboolean is_escaped(const char *at) {
  return at[0] == '\\' && at[1] && strchr("[]{}|\\", at[1]);
}

/* Up to the next character that means something. */
static void parse_text(Parser *parser, GPtrArray *into) {
  GString *text = g_string_new(NULL);
  while (*parser->at && *parser->at != '\n') {
    if (is_escaped(parser->at))
      parser->at++;
    else if (strchr("[]{}", *parser->at) || (*parser->at == '|' && parser->depth > 0))
      break;
    g_string_append_c(text, *parser->at++);
  }
  add(into, NODE_TEXT)->text = g_string_free(text, FALSE);
}

/* Up to the end of the text, or of a bracket's part. */
static gboolean parse_sequence(Parser *parser, GPtrArray *into, GError **error) {
  while (*parser->at) {
    const char c = *parser->at;
    if (c == '\n') {
      add(into, NODE_LINE);
      parser->line++;
      parser->at++;
    } else if (c == '[') {
      if (!parse_choice(parser, into, error)) return FALSE;
    } else if (c == '{') {
      if (!parse_value(parser, into, error)) return FALSE;
    } else if (parser->depth > 0 && (c == ']' || c == '|')) {
      return TRUE;
    } else if (c == ']' || c == '}') {
      return fail(parser, error, "a %c has no %c", c, c == ']' ? '[' : '{');
    } else {
      parse_text(parser, into);
    }
  }
  return TRUE;
}

/* What stands before the subject is passed over. */
static gboolean parse_head(Parser *parser, GPtrArray *subject, GError **error) {
  for (; *parser->at == '#'; parser->line++) {
    parser->at += strcspn(parser->at, "\n");
    if (*parser->at) parser->at++;
  }
  if (!g_str_has_prefix(parser->at, SUBJECT))
    return fail(parser, error, "a letter must begin with \"" SUBJECT "\"");
  const char *from = parser->at + strlen(SUBJECT), *end = from + strcspn(from, "\n");
  g_autofree char *line = g_strndup(from, (gsize)(end - from));
  Parser inner = {.name = parser->name, .at = line, .line = parser->line};
  if (!parse_sequence(&inner, subject, error)) return FALSE;
  parser->at = *end ? end + 1 : end;
  parser->line++;
  return TRUE;
}

CcTemplate *cc_template_parse(const char *text, const char *name, GError **error) {
  Parser parser = {.name = name, .line = 1};
  if (strlen(text) > CC_TEMPLATE_MAX || !g_utf8_validate(text, -1, NULL)) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "%s: %s", name,
                strlen(text) > CC_TEMPLATE_MAX ? "it is too long for a letter" : "it is not UTF-8");
    return NULL;
  }
  g_auto(GStrv) lines = g_strsplit(text, "\r\n", -1);
  g_autofree char *plain = g_strjoinv("\n", lines);
  parser.at = plain;
  g_autoptr(CcTemplate) template = g_new0(CcTemplate, 1);
  template->subject = sequence_new();
  template->body = sequence_new();
  if (!parse_head(&parser, template->subject, error) ||
      !parse_sequence(&parser, template->body, error))
    return NULL;
  return g_steal_pointer(&template);
}

void cc_template_free(CcTemplate *template) {
  if (!template) return;
  g_ptr_array_unref(template->subject);
  g_ptr_array_unref(template->body);
  g_free(template);
}

/* ---- filling --------------------------------------------------------------------------------- */

static void fill_sequence(const GPtrArray *sequence, const CcLetterValues *values, GString *out,
                          gboolean *whole);

/* The first part of which nothing is missing. */
static void fill_choice(const Node *node, const CcLetterValues *values, GString *out) {
  gsize from = out->len;
  gboolean whole = FALSE;
  for (guint i = 0; i < node->sequences->len && !whole; i++) {
    whole = TRUE;
    g_string_truncate(out, from);
    fill_sequence(node->sequences->pdata[i], values, out, &whole);
  }
  if (!whole) g_string_truncate(out, from);
}

static void fill_node(const Node *node, const CcLetterValues *values, GString *out,
                      gboolean *whole) {
  const char *value = node->kind == NODE_CHOICE ? NULL : values->is[node->value];
  switch (node->kind) {
    case NODE_TEXT:
      g_string_append(out, node->text);
      break;
    case NODE_LINE:
      g_string_append_c(out, '\n');
      break;
    case NODE_CHOICE:
      fill_choice(node, values, out);
      break;
    case NODE_VALUE: {
      g_autofree char *line = cc_text_clean(value, -1, CC_TEXT_MAX);
      g_string_append(out, line);
      *whole = *whole && *line;
      break;
    }
    default:
      *whole = *whole && (value != NULL) == (node->kind == NODE_KNOWN);
  }
}

static void fill_sequence(const GPtrArray *sequence, const CcLetterValues *values, GString *out,
                          gboolean *whole) {
  for (guint i = 0; i < sequence->len; i++)
    fill_node(sequence->pdata[i], values, out, whole);
}

/* Without a blank at its ends, and where two would stand together with one. */
static char *tidy(const char *line) {
  GString *out = g_string_new(NULL);
  for (const char *p = line; *p; p++)
    if (*p != ' ' || (out->len > 0 && out->str[out->len - 1] != ' ')) g_string_append_c(out, *p);
  return g_strchomp(g_string_free(out, FALSE));
}

/* Of several lines that are empty one stays, before the first none. */
static void append_line(GString *out, const char *text) {
  g_autofree char *line = tidy(text);
  gboolean was_empty = out->len == 0 || g_str_has_suffix(out->str, "\n\n");
  if (*line || !was_empty) g_string_append_printf(out, "%s\n", line);
}

/* One line of the template, from FROM to its end at TO, which may become several or none. */
static void fill_line(const GPtrArray *nodes, guint from, guint to, const CcLetterValues *values,
                      GString *out) {
  gboolean whole = TRUE;
  g_autoptr(GString) line = g_string_new(NULL);
  for (guint i = from; i < to; i++)
    fill_node(nodes->pdata[i], values, line, &whole);
  if (!whole || (line->len == 0 && from < to)) return;
  g_auto(GStrv) lines = g_strsplit(line->str, "\n", -1);
  if (from == to) append_line(out, "");
  for (guint i = 0; lines[i]; i++)
    append_line(out, lines[i]);
}

static char *fill(const GPtrArray *nodes, const CcLetterValues *values) {
  GString *out = g_string_new(NULL);
  guint from = 0;
  for (guint i = 0; i <= nodes->len; i++) {
    if (i < nodes->len && ((const Node *)nodes->pdata[i])->kind != NODE_LINE) continue;
    fill_line(nodes, from, i, values, out);
    from = i + 1;
  }
  if (g_str_has_suffix(out->str, "\n\n")) g_string_truncate(out, out->len - 1);
  return g_string_free(out, FALSE);
}

void cc_template_fill(const CcTemplate *template, const CcLetterValues *values, char **subject,
                      char **body) {
  *subject = g_strchomp(fill(template->subject, values));
  *body = fill(template->body, values);
}
