/* An address as it must have been printed: letters that its country's print has not, and words,
 * postcodes and abbreviations that OCR is known to misread. */
#include "fields/grammar/grammar.h"

#include <string.h>

/* A mark above a letter combines in this class, a mark below it in a lower one: Unicode. */
#define CLASS_ABOVE 230
/* "Flr" has so many, and no longer word is asked. */
#define ABBREVIATION_LETTERS 3

static void append_as(GString *out, gunichar letter, gboolean upper) {
  /* Where a letter with a mark was a capital, that of a dotless one is dotted. */
  gunichar dotted = letter == 0x131 ? 0x130 : g_unichar_toupper(letter);
  g_string_append_unichar(out, upper ? dotted : letter);
}

/* ---- letters of other alphabets ------------------------------------------------------------- */

/* The letter below LETTER's marks, and the class of its first one; 0: none. */
static gunichar base_of(gunichar letter, int *class) {
  gunichar parts[4];
  gsize n = g_unichar_fully_decompose(letter, FALSE, parts, G_N_ELEMENTS(parts));
  *class = n > 1 ? g_unichar_combining_class(parts[1]) : 0;
  return parts[0];
}

static gboolean same_side(int class, int other) {
  return class > 0 && other > 0 && (class >= CLASS_ABOVE) == (other >= CLASS_ABOVE);
}

/* What LETTER, a small one that ALPHABET has not, must have been: its only letter of that base with
 * a mark on the same side, or the base. */
static gunichar native(const char *alphabet, gunichar letter) {
  int class, class_of_other;
  gunichar base = base_of(letter, &class), found = 0;
  if (base == letter)
    return letter == 0xF8 ? 'o' : letter; /* what was struck through has no parts */
  for (const char *p = alphabet; *p; p = g_utf8_next_char(p)) {
    gunichar other = g_utf8_get_char(p);
    gboolean dotless = other == 0x131 && base == 'i';
    if (!dotless && base_of(other, &class_of_other) != base) continue;
    if (!dotless && !same_side(class, class_of_other)) continue;
    if (found && found != other) return base;
    found = other;
  }
  return found ? found : base;
}

/* "6th", "Lane 6": a digit that was read as a letter with a mark. */
static gboolean is_six(const char *text, const char *p) {
  int class;
  gunichar base = base_of(g_unichar_tolower(g_utf8_get_char(p)), &class);
  const char *next = g_utf8_next_char(p);
  gboolean opens = p > text && p[-1] == ' ';
  gboolean closes = *next == ' ' || *next == ',' || *next == '\0' || g_str_has_prefix(next, "th ");
  return base == 'o' && class > 0 && opens && closes;
}

static char *with_native_letters(const char *alphabet, const char *text) {
  g_autoptr(GString) out = g_string_new(NULL);
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p), small = g_unichar_tolower(c);
    gboolean latin =
        c >= 0xC0 && g_unichar_isalpha(c) && g_unichar_get_script(c) == G_UNICODE_SCRIPT_LATIN;
    gboolean known = !latin || c == 0x130 || g_utf8_strchr(alphabet, -1, small);
    gunichar other = known ? c : native(alphabet, small);
    if (!known && is_six(text, p))
      g_string_append_c(out, '6');
    else if (known || other == small)
      g_string_append_unichar(out, c);
    else
      append_as(out, other == 0x131 && !g_unichar_isupper(c) ? 'i' : other, g_unichar_isupper(c));
  }
  return g_string_free(g_steal_pointer(&out), FALSE);
}

/* ---- abbreviations and numerals ------------------------------------------------------------- */

static gboolean ends_abbreviation(const GString *out) {
  return out->len >= 2 && out->str[out->len - 1] == '.' &&
         g_ascii_isupper(out->str[out->len - 2]) &&
         (out->len == 2 || !g_ascii_isalnum(out->str[out->len - 3]));
}

/* "G.1.D.C.": a digit among single capitals. */
static char *with_abbreviations(const char *text) {
  g_autoptr(GString) out = g_string_new(NULL);
  for (const char *p = text; *p; p++) {
    char letter = *p == '1' ? 'I' : *p == '0' ? 'O' : '\0';
    gboolean among = letter && p[1] == '.' && ends_abbreviation(out);
    g_string_append_c(out, among ? letter : *p);
  }
  return g_string_free(g_steal_pointer(&out), FALSE);
}

/* "Il", "IlI": a Roman numeral. */
static gboolean is_numeral(const char *word, gsize length) {
  gsize bars = strspn(word, "Il|"), capitals = 0;
  for (gsize i = 0; i < bars; i++)
    capitals += word[i] == 'I' ? 1 : 0;
  return bars == length && length >= 2 && length <= 3 && capitals > 0 && capitals < length;
}

/* ---- words ---------------------------------------------------------------------------------- */

/* WORD with the first "l" that was read as another stroke and makes it one of a street or a unit,
 * "2nd FIr", "JI. Raya"; "1" is a digit but in "7th F1".  Owned; NULL. */
static char *with_l(const CcModels *models, const char *word) {
  for (gsize i = strcspn(word, "Ii1"); word[i]; i += 1 + strcspn(word + i + 1, "Ii1")) {
    if (word[i] == '1' && (i == 0 || g_ascii_tolower(word[i - 1]) != 'f')) continue;
    g_autofree char *other = g_strdup(word);
    other[i] = 'l';
    if (cc_word_flags(models, other) & (CC_W_UNIT | CC_W_STREET)) return g_steal_pointer(&other);
  }
  return NULL;
}

static gboolean is_number(const GArray *tokens, guint index) {
  return index < tokens->len && (cc_token(tokens, index)->shape & CC_T_DIGIT);
}

static void append_word(const CcModels *models, GString *out, const char *text,
                        const GArray *tokens, guint index) {
  const CcToken *token = cc_token(tokens, index);
  gsize length = token->end - token->start;
  g_autofree char *word = g_strndup(text + token->start, length);
  gboolean numeral = is_numeral(word, length);
  for (gsize i = 0; i < length && numeral; i++)
    word[i] = 'I';
  gboolean beside = is_number(tokens, index + 1) || (index > 0 && is_number(tokens, index - 1));
  gboolean open = beside || (token->flags == 0 && token->shape & CC_T_POINT);
  gboolean brief = token->letters > 0 && token->letters <= ABBREVIATION_LETTERS;
  gboolean place = (token->flags & (CC_W_UNIT | CC_W_STREET | CC_W_FUNCTION)) != 0;
  g_autofree char *other = open && brief && !place ? with_l(models, word) : NULL;
  g_string_append(out, other ? other : word);
}

static char *with_words(const CcModels *models, const char *text) {
  g_autoptr(GArray) tokens = cc_tokens(models, text);
  g_autoptr(GString) out = g_string_new(NULL);
  gsize at = 0;
  for (guint i = 0; i < tokens->len; i++) {
    const CcToken *token = cc_token(tokens, i);
    g_string_append_len(out, text + at, (gssize)(token->start - at));
    append_word(models, out, text, tokens, i);
    at = token->end;
  }
  g_string_append(out, text + at);
  return g_string_free(g_steal_pointer(&out), FALSE);
}

/* The letters of COUNTRY and of REGION, owned; NULL: one of them may have any. */
static char *alphabet_of(const CcModels *models, const char *country, const char *region) {
  const char *own = cc_models_alphabet(models, country && *country ? country : region);
  const char *other = cc_models_alphabet(models, region && *region ? region : country);
  if (!own || !other) return NULL;
  return own == other ? g_strdup(own) : g_strconcat(own, other, NULL);
}

char *cc_address_spelled(const CcModels *models, const char *country, const char *region,
                         const char *text) {
  g_autofree char *alphabet = alphabet_of(models, country, region);
  g_autofree char *native_text = alphabet ? with_native_letters(alphabet, text) : g_strdup(text);
  g_autofree char *abbreviated = with_abbreviations(native_text);
  return with_words(models, abbreviated);
}
