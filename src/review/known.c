/* What a reading knows of a value beside it: how else it was read, and what a code says. */
#include "review/review.h"

#include <string.h>

#include "tty/tty.h"

/* Letters of a line that are compared with those of its alternative. */
#define LETTERS_MAX 250

/* ---- code and print -------------------------------------------------------------------------- */

CcWitnesses cc_field_witnesses(const CardcatReading *reading, const CardcatEvidence *evidence) {
  CcWitnesses found = {0};
  for (guint i = 0; evidence && i < reading->evidence->len; i++) {
    const CardcatEvidence *e = reading->evidence->pdata[i];
    if (e->field != evidence->field || e->index != evidence->index) continue;
    found.in_code |= e->from == CARDCAT_FROM_QR;
    found.in_print |= e->from == CARDCAT_FROM_OCR;
    if (!found.print) found.print = e->value;
  }
  if (found.print)
    found.code = cardcat_contact_value(reading->contact, evidence->field, evidence->index);
  return found;
}

char *cc_witnesses_say(const CcWitnesses *w) {
  if (w->print && w->code)
    return g_strdup_printf("the code says %s, the print says %s", w->code, w->print);
  if (!w->in_code) return NULL;
  return g_strdup(w->in_print ? "the code says it, too" : "from the code");
}

/* ---- a piece of a line in its alternative ---------------------------------------------------- */

/* A piece of TEXT, in letters; one of them may stand where the alternative has several. */
typedef struct {
  glong start, end;
} Piece;

typedef struct {
  gunichar *a, *b;
  glong n, m;
  guint *cost; /* of turning what follows a letter of A and one of B into each other */
} Alignment;

static void alignment_clear(Alignment *x) {
  g_free(x->a);
  g_free(x->b);
  g_free(x->cost);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Alignment, alignment_clear)

static guint *cost_at(const Alignment *x, glong i, glong j) {
  return &x->cost[i * (x->m + 1) + j];
}

/* Words stay words: no letter stands for a space. */
static guint change(const Alignment *x, glong i, glong j) {
  if (x->a[i] == x->b[j]) return 0;
  return x->a[i] == ' ' || x->b[j] == ' ' ? 3 : 1;
}

static guint cost_of(const Alignment *x, glong i, glong j) {
  if (i == x->n) return (guint)(x->m - j);
  if (j == x->m) return (guint)(x->n - i);
  guint both = change(x, i, j) + *cost_at(x, i + 1, j + 1);
  return MIN(both, 1 + MIN(*cost_at(x, i + 1, j), *cost_at(x, i, j + 1)));
}

static gboolean align(Alignment *x, const char *a, const char *b) {
  x->a = g_utf8_to_ucs4_fast(a, -1, &x->n);
  x->b = g_utf8_to_ucs4_fast(b, -1, &x->m);
  if (x->n > LETTERS_MAX || x->m > LETTERS_MAX) return FALSE;
  x->cost = g_new(guint, (gsize)((x->n + 1) * (x->m + 1)));
  for (glong i = x->n; i >= 0; i--)
    for (glong j = x->m; j >= 0; j--)
      *cost_at(x, i, j) = cost_of(x, i, j);
  return TRUE;
}

static gboolean parts_words(gunichar c) {
  return c == ' ' || c == ',' || c == ';' || c == ':' || c == '|' || c == 0xB7 || c == 0x2022;
}

/* The letters of B that stand at I of A without a counterpart: those from *FROM to before *TO. */
static void standing_at(const Alignment *x, glong at, glong *from, glong *to) {
  gboolean met = FALSE;
  for (glong i = 0, j = 0;;) {
    if (i == at && !met) *from = j;
    if (i == at) *to = j;
    met |= i == at;
    if (i == x->n && j == x->m) return;
    guint here = *cost_at(x, i, j);
    gboolean both = i < x->n && j < x->m && here == change(x, i, j) + *cost_at(x, i + 1, j + 1);
    gboolean skip = !both && i < x->n && here == 1 + *cost_at(x, i + 1, j);
    i += both || skip ? 1 : 0;
    j += both || !skip ? 1 : 0;
  }
}

/* What B has for PIECE of A, owned; NULL: nothing, or that cannot be told. */
static char *counterpart(const char *a, const char *b, Piece piece) {
  g_auto(Alignment) x = {0};
  glong from, to, first, last;
  if (!align(&x, a, b)) return NULL;
  standing_at(&x, piece.start, &from, &to);
  for (glong j = to; j > from; j--)
    if (parts_words(x.b[j - 1])) from = j;
  standing_at(&x, piece.end, &first, &last);
  for (glong j = last; j > first; j--)
    if (parts_words(x.b[j - 1])) last = j - 1;
  while (from < last && parts_words(x.b[from]))
    from++;
  while (from < last && parts_words(x.b[last - 1]))
    last--;
  return from < last ? g_ucs4_to_utf8(x.b + from, last - from, NULL, NULL, NULL) : NULL;
}

/* ---- the lines of a value -------------------------------------------------------------------- */

static int shared(int a, int length_a, int b, int length_b) {
  return MIN(a + length_a, b + length_b) - MAX(a, b);
}

static gboolean is_within(const CardcatBox *part, const CardcatBox *whole) {
  return 2 * shared(part->x, part->w, whole->x, whole->w) >= part->w &&
         2 * shared(part->y, part->h, whole->y, whole->h) >= part->h;
}

/* The words of LINE that stand in BOX; FALSE: none. */
static gboolean find_piece(const CardcatLine *line, const CardcatBox *box, Piece *piece) {
  glong at = 0;
  gboolean found = FALSE;
  for (guint i = 0; i < line->words->len; i++) {
    const CardcatWord *word = line->words->pdata[i];
    glong length = g_utf8_strlen(word->text, -1);
    if (is_within(&word->box, box)) {
      if (!found) piece->start = at;
      piece->end = at + length;
      found = TRUE;
    }
    at += length + 1;
  }
  if (line->words->len > 0 && at == g_utf8_strlen(line->text, -1) + 1) return found;
  *piece = (Piece){0, g_utf8_strlen(line->text, -1)};
  return is_within(&line->box, box);
}

typedef struct {
  const char *value;
  const CardcatEvidence *evidence;
  GPtrArray *others;
  guint lines; /* on which the value stands */
} Search;

/* TEXT without its spaces, which no e-mail or web address has, is the value. */
static gboolean is_spaced(const Search *s, const char *text) {
  if (s->evidence->field != CARDCAT_FIELD_EMAILS && s->evidence->field != CARDCAT_FIELD_URLS)
    return FALSE;
  g_auto(GStrv) words = g_strsplit(text, " ", -1);
  g_autofree char *joined = g_strjoinv("", words);
  return g_str_equal(joined, s->value);
}

static gboolean is_quote(gunichar c) {
  return g_unichar_type(c) == G_UNICODE_INITIAL_PUNCTUATION ||
         g_unichar_type(c) == G_UNICODE_FINAL_PUNCTUATION || c == '\'' || c == '"' || c == '`';
}

/* TEXT without the quote before or behind it, a speck that was read, is the value. */
static gboolean is_quoted(const Search *s, const char *text) {
  const char *from = is_quote(g_utf8_get_char(text)) ? g_utf8_next_char(text) : text;
  const char *last = g_utf8_find_prev_char(from, from + strlen(from));
  const char *to = last && is_quote(g_utf8_get_char(last)) ? last : from + strlen(from);
  return strlen(s->value) == (gsize)(to - from) && g_str_has_prefix(from, s->value);
}

static void add(Search *s, const char *text) {
  g_autofree char *clean = cc_typed(text ? text : "");
  if (*clean == '\0' || g_str_equal(clean, s->value) || is_spaced(s, clean) ||
      is_quoted(s, clean) || g_ptr_array_find_with_equal_func(s->others, clean, g_str_equal, NULL))
    return;
  g_ptr_array_add(s->others, g_steal_pointer(&clean));
}

/* WHOLE with OTHER in place of PART. */
static char *exchange(const char *whole, const char *part, const char *other) {
  const char *at = strstr(whole, part);
  return g_strdup_printf("%.*s%s%s", (int)(at - whole), whole, other, at + strlen(part));
}

/* The value as TEXT, an alternative of SOURCE, has it; PIECE: of SOURCE. */
static void add_from(Search *s, const char *source, Piece piece, const char *text) {
  g_autofree char *part = g_utf8_substring(source, piece.start, piece.end);
  g_autofree char *other = counterpart(source, text, piece);
  const char *base = strstr(s->value, part)                                 ? s->value
                     : s->evidence->text && strstr(s->evidence->text, part) ? s->evidence->text
                                                                            : NULL;
  if (!other || g_str_equal(other, part) || (!base && s->lines > 1)) return;
  g_autofree char *whole = base ? exchange(base, part, other) : g_strdup(other);
  add(s, whole);
}

/* The alternative of LINE that the value was taken from, and where it stands there. */
static const char *source_of(const Search *s, const CardcatLine *line, Piece *piece) {
  const char *raw = s->evidence->text;
  if (!raw || !*raw || s->lines > 1) return line->text;
  const char *from = g_utf8_offset_to_pointer(line->text, piece->start);
  const char *text = line->text, *at = strstr(from, raw);
  for (guint i = 0; !at && i <= line->alternatives->len; i++) {
    text = i == 0 ? line->text : line->alternatives->pdata[i - 1];
    at = strstr(text, raw);
  }
  if (!at) return line->text;
  piece->start = g_utf8_pointer_to_offset(text, at);
  piece->end = piece->start + g_utf8_strlen(raw, -1);
  return text;
}

static void add_line(Search *s, const CardcatLine *line, Piece piece) {
  const char *source = source_of(s, line, &piece);
  if (source != line->text) add_from(s, source, piece, line->text);
  for (guint i = 0; i < line->alternatives->len; i++)
    if (line->alternatives->pdata[i] != source)
      add_from(s, source, piece, line->alternatives->pdata[i]);
}

static void search(Search *s, const GPtrArray *lines) {
  Piece piece;
  for (guint i = 0; i < lines->len; i++)
    s->lines += find_piece(lines->pdata[i], &s->evidence->box, &piece) ? 1 : 0;
  for (guint i = 0; i < lines->len; i++)
    if (find_piece(lines->pdata[i], &s->evidence->box, &piece)) add_line(s, lines->pdata[i], piece);
}

GPtrArray *cc_value_alternatives(const CardcatReading *reading, const CardcatEvidence *evidence,
                                 const char *value) {
  GPtrArray *others = g_ptr_array_new_with_free_func(g_free);
  const CardcatEvidence *e = evidence;
  Search s = {value, e, others, 0};
  if (!e) return others;
  CcWitnesses w = cc_field_witnesses(reading, e);
  if (w.print) {
    add(&s, w.print);
    add(&s, w.code);
  }
  /* What a code holds is all of the card. */
  if (e->from == CARDCAT_FROM_QR) return others;
  add(&s, e->text);
  const CardcatReading *side = e->on_back && reading->back ? reading->back : reading;
  if (e->box.w > 0 && e->box.h > 0) search(&s, side->lines);
  return others;
}
