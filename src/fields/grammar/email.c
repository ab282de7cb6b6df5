/* E-mail addresses: an "@" (or what OCR makes of it) with a local part and a known domain. */
#include "fields/grammar/grammar.h"

#include <string.h>

static gboolean is_local(char c) {
  return g_ascii_isalnum(c) || (c && strchr("._%+-'&", c));
}

/* Costs are shares of a score of 1.  By hand. */
#define SURE_COST 0.15     /* a domain repaired for less is taken as it is */
#define NEXT_WORD_COST 0.1 /* the word after a blank is a part of the domain */
#define LABELLED_SIGN 0.5  /* a sign that costs more needs a label before the address */
#define SCORE_MIN 0.05     /* of any address that was found */
#define LOCAL_MAX 64       /* bytes of a local part, RFC 5321 */
#define GLUED_LABEL_MIN 5  /* letters of a label that is no one's name */
#define POINT_COST 0.2     /* a domain whose point was lost */
#define DOMAIN_MIN 4       /* letters of one, at the least */
#define SUFFIX_MAX 4       /* letters after ", " that end a domain */

/* What OCR makes of a "c". */
#define CENT 0xA2

/* The first byte of the letter (of any script) that ends before byte I; I when none does. */
static gsize letter_before(const char *text, gsize i) {
  if (i == 0 || !((guchar)text[i - 1] & 0x80)) return i;
  const char *p = g_utf8_prev_char(text + i);
  gunichar c = g_utf8_get_char(p);
  return g_unichar_isalpha(c) || c == CENT ? (gsize)(p - text) : i;
}

static gboolean is_joint(char c) {
  return c && strchr("._-", c) != NULL;
}

/* "Email: ada 2000@firm.com": the low line of a local part was read as a blank, or one was read
 * among its digits.  The first byte of
 * the word before the blank that stands before FROM, when that is so; else FROM. */
static gsize before_low_line(const CcModels *models, const char *text, gsize from, gsize at) {
  if (from < 2 || text[from - 1] != ' ') return from;
  gsize word = from - 1;
  while (word > 0 && g_ascii_isalnum(text[word - 1]))
    word--;
  gsize letters = from - 1 - word, label;
  CcLabelWord before = cc_label_before(models, text, word, &label);
  gboolean number = g_ascii_isdigit(text[from]) && word == 0 && !g_ascii_isdigit(text[0]);
  gboolean digits = g_ascii_isdigit(text[from]) && g_ascii_isdigit(text[from - 2]);
  if (letters < 2 || (at - from < 2 && !digits) || (before != CC_L_EMAIL && !number)) return from;
  if (cc_label_before(models, text, from, &label)) return from; /* the word is a label */
  g_autofree char *last = g_strndup(text + word, letters), *key = cc_fold(last);
  if (cc_models_near_label(models, key, CC_L_NONE)) return from; /* "Mait" */
  /* "E-mail Ada ada@firm.com" names the person. */
  return g_ascii_strncasecmp(text + word, text + from, letters) == 0 ? from : word;
}

/* "|.beck@firm.com": the initial l; what parts two values has blanks around it. */
static gboolean is_stroke(const char *text, gsize at) {
  return text[at] == '|' && (at == 0 || text[at - 1] == ' ') && is_joint(text[at + 1]);
}

/* The first byte of the local part that ends before AT.  A blank is crossed beside a joint only. */
static gsize local_start(const CcModels *models, const char *text, gsize at) {
  gsize i = at;
  while (i > 0 && text[i - 1] == ' ')
    i--;
  while (i > 0) {
    if (is_local(text[i - 1])) {
      i--;
      continue;
    }
    gsize letter = is_stroke(text, i - 1) ? i - 1 : letter_before(text, i);
    if (letter < i) {
      i = letter;
      continue;
    }
    gsize before = i - 1;
    if (text[before] != ' ' || before == 0) break;
    gboolean joined =
        (is_joint(text[i]) || is_joint(text[before - 1])) && is_local(text[before - 1]);
    gsize label;
    if (!joined || cc_label_before(models, text, before, &label)) break;
    i = before;
  }
  while (i < at && (is_joint(text[i]) || text[i] == '\''))
    i++;
  return before_low_line(models, text, i, at);
}

static gboolean is_domain(char c) {
  return g_ascii_isalnum(c) || c == '-' || c == '.' || c == ',';
}

/* Bytes of the domain's next character: a letter of another script counts, a sign does not. */
static gsize domain_char(const char *p) {
  if (is_domain(*p)) return 1;
  if (!((guchar)*p & 0x80) || !g_unichar_isalpha(g_utf8_get_char(p))) return 0;
  return (gsize)(g_utf8_next_char(p) - p);
}

/* "ada@firm, com" goes on; "ada@firm.com, info@firm.com" are two. */
static gboolean goes_on_after_comma(const char *text, gsize next) {
  gsize length = 0;
  while (g_ascii_islower(text[next + length]))
    length++;
  return length >= 2 && length <= SUFFIX_MAX &&
         (!text[next + length] || text[next + length] == ' ');
}

/* The byte after the domain that begins at FROM.  A blank is crossed beside a point only. */
static gsize domain_end(const char *text, gsize from) {
  gsize i = from;
  while (text[i] == ' ')
    i++;
  while (text[i]) {
    gsize bytes = domain_char(text + i);
    if (bytes) {
      i += bytes;
      continue;
    }
    if (text[i] != ' ' || i == from || !is_domain(text[i + 1])) break;
    gboolean joined = text[i + 1] == '.' ||
                      (i > from + 1 && (text[i - 1] == '.' ||
                                        (text[i - 1] == ',' && goes_on_after_comma(text, i + 1))));
    if (!joined || strncmp(text + i + 1, "www", 3) == 0) break;
    i++;
  }
  while (i > from && strchr(".,- ", text[i - 1]))
    i--;
  return i;
}

/* The next word after END when it is what the domain lacks: "firm com". */
static gsize with_next_word(const CcModels *models, const char *text, gsize from, gsize end) {
  if (text[end] != ' ') return end;
  gsize next = end + 1;
  while (is_domain(text[next]))
    next++;
  gsize length = next - end - 1;
  if (length < 2 || length > 6) return end;
  /* "ada@firm No 27": a word of the line that begins with a capital is no suffix. */
  if (g_ascii_isupper(text[end + 1]) && !g_ascii_isupper(text[end - 1])) return end;
  g_autofree char *head = g_strndup(text + from, end - from);
  g_autofree char *tail = g_strndup(text + end + 1, length);
  g_autofree char *whole = g_strconcat(head, ".", tail, NULL);
  double cost;
  g_autofree char *domain = cc_domain_repair(models, whole, &cost);
  return domain ? next : end;
}

/* Where www. begins inside a domain that the next value was glued to, else END. */
static gsize before_glued(const char *text, gsize from, gsize end) {
  g_autofree char *part = g_strndup(text + from, end - from);
  const char *glued = strstr(part, "www.");
  return glued && glued > part + 3 ? from + (gsize)(glued - part) : end;
}

/* What the letter or sign at P, no blank, is in the local part that ends before END.  An accent
 * there is the OCR's; "ó" beside a digit or at the end was a 6. */
static char *plain_letter(const char *p, const char *end) {
  const char *next = g_utf8_next_char(p);
  char *letter = g_strndup(p, (gsize)(next - p));
  if (*letter == '|') *letter = 'l';
  if (!((guchar)*p & 0x80)) return letter;
  gboolean six = strcmp(letter, "ó") == 0 && (g_ascii_isdigit(*next) || next >= end);
  char *plain = six ? g_strdup("6") : g_utf8_get_char(p) == CENT ? g_strdup("c") : cc_slug(letter);
  g_free(letter);
  return plain;
}

static char *local_of(const char *text, gsize start, gsize at) {
  GString *out = g_string_new(NULL);
  for (const char *p = text + start; p < text + at; p = g_utf8_next_char(p)) {
    gboolean low_line = *p == ' ' && out->len > 0 && !is_joint(out->str[out->len - 1]) &&
                        p + 1 < text + at && g_ascii_isalnum(p[1]) &&
                        !(g_ascii_isdigit(p[-1]) && g_ascii_isdigit(p[1]));
    if (low_line) g_string_append_c(out, '_');
    if (*p == ' ') continue;
    g_autofree char *plain = plain_letter(p, text + at);
    g_string_append(out, plain);
  }
  while (out->len > 0 && is_joint(out->str[out->len - 1]) && out->str[out->len - 1] != '_')
    g_string_truncate(out, out->len - 1);
  return g_string_free(out, FALSE);
}

/* "bhatti_Iondon": of small letters a capital I, not the first from FROM on, is an l. */
static void mend_capital_i(char *text, gsize from) {
  for (const char *p = text; *p; p++)
    if (g_ascii_isupper(*p) && *p != 'I') return;
  for (gsize i = from; text[i]; i++)
    if (text[i] == 'I' && (g_ascii_islower(text[i + 1]) || (i > 0 && g_ascii_islower(text[i - 1]))))
      text[i] = 'l';
}

typedef struct {
  gsize at, after; /* bytes of the sign */
  double cost;
} AtSign;

/* The sign, and what OCR makes of it, with what it costs; by hand. */
static gboolean sign_here(const char *text, gsize i, AtSign *sign) {
  static const struct {
    const char *sign;
    double cost;
  } signs[] = {{"®@", .1},    {"©@", .1},    {"@®", .1},  {"@©", .1},   {"@", 0},
               {"(at)", .02}, {"[at]", .02}, {"(a)", .1}, {"(@)", .05}, {"{at}", .02},
               {" at ", .6},  {"©", .15},    {"®", .15},  {"(©)", .2},  {"Ⓐ", .2},
               {"ⓐ", .1},     {"＠", 0},     {"ð", .02},  {"ĝ", .02}};
  for (guint k = 0; k < G_N_ELEMENTS(signs); k++)
    if (g_ascii_strncasecmp(text + i, signs[k].sign, strlen(signs[k].sign)) == 0) {
      *sign = (AtSign){i, i + strlen(signs[k].sign), signs[k].cost};
      return TRUE;
    }
  return FALSE;
}

/* "Garden.Shop": two words of a line, though the second is a suffix, too. */
static gboolean is_word_suffix(const char *domain) {
  const char *last = strrchr(domain, '.') + 1;
  gboolean word = strlen(last) != 3 && g_ascii_isupper(last[0]) && g_ascii_islower(last[1]);
  return word && (strlen(last) > 3 || g_ascii_islower(domain[0]));
}

/* "Email-ada@firm.com": the first byte after a label that a hyphen glues to the local part. */
static gsize after_glued_label(const CcModels *models, const char *text, gsize start, gsize at) {
  for (gsize i = start; i < at; i++) {
    if (text[i] != '-' && text[i] != '.') continue;
    g_autofree char *word = g_strndup(text + start, i - start);
    g_autofree char *key = cc_fold(word);
    if (strlen(key) >= GLUED_LABEL_MIN && cc_models_label(models, key) == CC_L_EMAIL) return i + 1;
  }
  return start;
}

/* "e @ www.firm.com": a bullet and the icon of a web address. */
static gboolean is_icon_of_url(const char *text, gsize after) {
  return text[after] == ' ' && g_ascii_strncasecmp(text + after + 1, "www.", 4) == 0;
}

/* "firmcom", "firmpl": a domain whose point was lost, with it, owned; NULL when it is none. */
static char *with_point(const CcModels *models, const char *raw, double *cost) {
  gsize length = strlen(raw);
  for (gsize suffix = 3; suffix >= 2 && !strchr(raw, '.'); suffix--) {
    if (length < suffix + DOMAIN_MIN) continue;
    g_autofree char *whole =
        g_strdup_printf("%.*s.%s", (int)(length - suffix), raw, raw + length - suffix);
    char *domain = cc_suffix_known(whole) ? cc_domain_repair(models, whole, cost) : NULL;
    if (!domain) continue;
    *cost += POINT_COST;
    return domain;
  }
  return NULL;
}

static CcValue *email_at(const CcModels *models, const char *text, AtSign sign) {
  if (is_icon_of_url(text, sign.after)) return NULL;
  gsize start = after_glued_label(models, text, local_start(models, text, sign.at), sign.at);
  /* "www.veður.is": there the letter is one. */
  gboolean letter = g_unichar_isalpha(g_utf8_get_char(text + sign.at));
  if (letter && g_ascii_strncasecmp(text + start, "www.", 4) == 0) return NULL;
  gsize end = before_glued(text, sign.after, domain_end(text, sign.after));
  if (start >= sign.at || end <= sign.after || sign.at - start > LOCAL_MAX) return NULL;
  g_autofree char *raw_domain = g_strndup(text + sign.after, end - sign.after);
  double cost = 0, more = 0;
  g_autofree char *domain = cc_domain_repair(models, raw_domain, &cost);
  if (!domain || cost > SURE_COST) {
    gsize longer = with_next_word(models, text, sign.after, end);
    g_autofree char *raw = g_strndup(text + sign.after, longer - sign.after);
    for (char *p = raw; *p; p++)
      if (*p == ' ' && longer > end) *p = '.';
    char *other = longer > end ? cc_domain_repair(models, raw, &more) : NULL;
    if (other && (!domain || more + NEXT_WORD_COST < cost)) {
      g_free(domain);
      domain = other;
      cost = more + NEXT_WORD_COST;
      end = longer;
    } else
      g_free(other);
  }
  gsize labelled = start;
  if (!domain && sign.cost == 0 && cc_label_before(models, text, start, &labelled) == CC_L_EMAIL)
    domain = with_point(models, raw_domain, &cost);
  if (!domain || is_word_suffix(domain)) return NULL;
  char *national = cc_domain_with_country(text, end, domain);
  if (national) {
    g_free(domain);
    domain = national;
    end += 3;
  }
  gsize label_start = start;
  CcLabelWord label = cc_label_before(models, text, start, &label_start);
  if (sign.cost > LABELLED_SIGN && label != CC_L_EMAIL) return NULL;
  g_autofree char *local = local_of(text, start, sign.at);
  if (!*local) return NULL;
  mend_capital_i(local, 1);
  mend_capital_i(domain, 0);
  g_autofree char *value = g_strconcat(local, "@", domain, NULL);
  CcValue *found = cc_value_new(CC_EMAIL, label_start, end, value);
  found->label_word = label;
  found->raw = g_strndup(text + start, end - start);
  found->repaired = strcmp(found->raw, value) != 0;
  found->score = CLAMP(1 - cost - sign.cost, SCORE_MIN, 1);
  return found;
}

static void blank(char *text, gsize start, gsize end) {
  memset(text + start, '\n', end - start);
}

void cc_emails_find(const CcModels *models, char *text, GPtrArray *values) {
  gsize length = strlen(text);
  for (gsize i = 0; i < length; i++) {
    AtSign sign;
    if (!sign_here(text, i, &sign)) continue;
    CcValue *found = email_at(models, text, sign);
    if (!found) continue;
    blank(text, found->start, found->end);
    i = found->end;
    g_ptr_array_add(values, found);
  }
}
