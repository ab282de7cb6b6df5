/* The firm: which of its spellings on the card is the whole one, and what OCR did to it. */
#include "fields/internal.h"

#include <string.h>

/* Shorter names are part of other words by chance. */
#define CONTAINED_MIN 5
#define WORDS_MAX 6
/* Lines of one logo: letters so much larger than the card's, so many words in one, so far apart in
 * heights and in size; found on real cards. */
#define LOGO_HEIGHT 1.4
#define STACKED_WORDS 2
#define STACKED_GAP 1.2
#define STACKED_SIZE 1.25
/* Letters of a monogram, no fewer. */
#define MONOGRAM_MIN 2
/* Shorter domains may be another word; more letters than this are not mistaken in one name. */
#define SPELLED_MIN 7
#define MISTAKEN_MAX 2
/* Shorter firms that lack a letter of the domain may be called so. */
#define LOST_MIN 8
/* A line is preferred to the logo when it was read this surely; seen on photographed cards. */
#define LINE_CONFIDENCE 0.8

/* ---- the logo and the line ------------------------------------------------------------------ */

static gboolean is_whole_firm(const CcSpan *span) {
  static const char *const signs[] = {"legal", "domain-whole"};
  if (span->kind != CC_UNDECIDED || span->tokens->len > WORDS_MAX || cc_span_has(span, "digits") ||
      cc_span_has(span, "street") || cc_span_has(span, "title-of") || span->decided == CC_NAME ||
      span->decided == CC_TITLE)
    return FALSE;
  if (span->confidence > 0 && span->confidence < LINE_CONFIDENCE) return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(signs); i++)
    if (cc_span_has(span, signs[i])) return TRUE;
  return FALSE;
}

/* TRUE when WHOLE, a longer line, spells what PART, the logo or a piece of it, does. */
static gboolean spells_more(const CcSpan *whole, const CcSpan *part) {
  g_autofree char *longer = cc_slug(whole->text), *shorter = cc_slug(part->text);
  return strlen(shorter) >= CONTAINED_MIN && strlen(longer) > strlen(shorter) &&
         strstr(longer, shorter) != NULL;
}

/* "HARROW" in the logo, "Harrow Timber Ltd" over the address: the line has the firm's name. */
void cc_org_prefer_line(CcCard *card) {
  CcSpan *line = NULL;
  for (guint i = 0; i < card->spans->len && !line; i++) {
    CcSpan *span = card->spans->pdata[i];
    if (span->decided == CC_ORG || !is_whole_firm(span)) continue;
    for (guint k = 0; k < card->spans->len && !line; k++) {
      const CcSpan *logo = card->spans->pdata[k];
      if (logo->decided == CC_ORG && !cc_span_has(logo, "legal") && spells_more(span, logo))
        line = span;
    }
  }
  if (!line) return;
  for (guint i = 0; i < card->spans->len; i++) {
    CcSpan *span = card->spans->pdata[i];
    if (span->decided == CC_ORG) span->decided = CC_JUNK;
  }
  line->decided = CC_ORG;
}

/* Whether TEXT is the initials of FIRM's first words: "HT" in the logo of Harrow Timber Ltd. */
static gboolean is_monogram(const char *text, const char *firm) {
  g_autofree char *letters = cc_slug(text);
  g_auto(GStrv) words = g_strsplit_set(firm, " -", -1);
  gsize met = 0, length = strlen(letters);
  for (guint i = 0; words[i] && met < length; i++) {
    g_autofree char *slug = cc_slug(words[i]);
    if (*slug && *slug != letters[met]) return FALSE;
    met += *slug ? 1 : 0;
  }
  return length >= MONOGRAM_MIN && met == length;
}

/* Two letters that no domain of the card begins with: an icon beside the firm. */
static gboolean is_icon(const CcCard *card, const char *text, const char *firm) {
  g_autofree char *letters = cc_slug(text);
  if (strlen(letters) > MONOGRAM_MIN || !strchr(firm, ' ')) return FALSE;
  if (cc_is_form_of_law(card->models, text)) return FALSE;
  for (guint i = 0; i < card->domains->len; i++)
    if (g_str_has_prefix(card->domains->pdata[i], letters)) return FALSE;
  return TRUE;
}

static gboolean says_the_same(const CcSpan *a, const CcSpan *b) {
  g_autofree char *one = cc_slug(a->text), *other = cc_slug(b->text);
  return strcmp(one, other) == 0;
}

void cc_org_drop_logos(CcCard *card) {
  for (guint i = 0; i < card->spans->len; i++) {
    CcSpan *span = card->spans->pdata[i];
    for (guint k = 0; span->decided == CC_ORG && k < card->spans->len; k++) {
      const CcSpan *other = card->spans->pdata[k];
      if (k == i || other->decided != CC_ORG) continue;
      if ((k < i && says_the_same(span, other)) || is_monogram(span->text, other->text) ||
          is_icon(card, span->text, other->text))
        span->decided = CC_JUNK;
    }
  }
}

/* ---- logos of two lines ---------------------------------------------------------------------- */

/* A word or two without digits, read as nothing else. */
static gboolean may_be_logo(const CcSpan *span) {
  return span->decided == CC_JUNK && span->kind == CC_UNDECIDED && span->height >= LOGO_HEIGHT &&
         span->tokens->len <= STACKED_WORDS && !cc_span_has(span, "digits") &&
         !cc_span_has(span, "unread");
}

/* Whether BELOW stands under ABOVE, its index, closely. */
static gboolean is_stacked(const CcSpan *below, guint above) {
  return below->above == (int)above && below->gap <= STACKED_GAP;
}

static gboolean is_of_one_size(const CcSpan *a, const CcSpan *b) {
  return MAX(a->height, b->height) <= STACKED_SIZE * MIN(a->height, b->height);
}

/* "BY HARROW SOLAR" under the logo of what it owns. */
static gboolean opens_with_by(const CcSpan *span) {
  return g_ascii_strncasecmp(span->text, "by ", 3) == 0;
}

void cc_org_join_logo(CcCard *card) {
  for (guint i = 0; i < card->spans->len; i++) {
    const CcSpan *firm = card->spans->pdata[i];
    if (firm->decided != CC_ORG) continue;
    for (guint k = 0; k < card->spans->len; k++) {
      CcSpan *span = card->spans->pdata[k];
      if (!may_be_logo(span)) continue;
      gboolean stacked = is_of_one_size(firm, span) && (is_stacked(firm, k) || is_stacked(span, i));
      if (stacked || (opens_with_by(firm) && is_stacked(firm, k))) span->decided = CC_ORG;
    }
  }
}

/* ---- letters -------------------------------------------------------------------------------- */

/* "8", "E", "er" alone between two words of a firm were "&". */
static gboolean was_ampersand(const CcCard *card, GStrv words, guint i) {
  static const char *const and_is_e = "IT PT BR ES";
  gboolean sign = strcmp(words[i], "8") == 0 || strcmp(words[i], "er") == 0;
  gboolean letter = strcmp(words[i], "E") == 0 && *card->region && !strstr(and_is_e, card->region);
  gboolean between = g_unichar_isalpha(g_utf8_get_char(words[i - 1])) &&
                     g_unichar_isupper(g_utf8_get_char(words[i + 1]));
  return (sign || letter) && between && strlen(words[i - 1]) >= 3;
}

/* "Harbour Energy ple": a form of law at the end, one letter misread. */
static const char *form_of_law(const CcModels *models, const char *word) {
  static const char *const forms[] = {"plc", "LLP", "LLC", "GmbH", "Ltd", "Inc", "Corp"};
  g_autofree char *key = cc_fold(word);
  if (strlen(word) != strlen(key) || (cc_models_flags(models, key) & CC_W_LEGAL)) return NULL;
  for (guint i = 0; i < G_N_ELEMENTS(forms); i++)
    if (cc_confusions(word, forms[i]) == 1) return forms[i];
  return NULL;
}

/* One letter that OCR takes for the other, each in the other's place. */
static gboolean is_confused(char a, char b) {
  const char one[] = {a, 0}, other[] = {b, 0};
  return cc_confusions(one, other) <= 1;
}

gboolean cc_is_form_of_law(const CcModels *models, const char *text) {
  g_autofree char *key = cc_fold(text);
  return (cc_models_flags(models, key) & CC_W_LEGAL) != 0;
}

static gboolean opens_with_form_of_law(const CcModels *models, const char *text) {
  g_autofree char *first = g_strndup(text, strcspn(text, " "));
  return cc_is_form_of_law(models, first);
}

/* How many letters of DOMAIN the letter at P is, which is beyond ASCII: of "ö" the one of "o", the
 * two of "oe"; 0 where it is not written so. */
static gsize accent_of_domain(const char *p, const char *domain) {
  const char *next = g_utf8_next_char(p);
  g_autofree char *letter = g_strndup(p, (gsize)(next - p)), *plain = cc_slug(letter);
  gsize length = strlen(plain);
  if (length == 0 || !g_str_has_prefix(domain, plain)) return 0;
  gboolean umlaut = length == 1 && strchr("aou", *plain) && domain[1] == 'e' && *next != 'e';
  return umlaut ? 2 : length;
}

/* "Harrow Timbcr Ltd", "Harow Timber Ltd" on the card of harrowtimber.com: ORG, whose first words
 * have the letters of DOMAIN but for a few that are mistaken for each other, or one of two that was
 * lost, spelled as the domain is.  NULL when they have not. */
static char *letters_of_domain(const CcModels *models, const char *org, const char *domain) {
  g_autoptr(GString) out = g_string_new(NULL);
  guint mistaken = 0;
  const char *p = org;
  for (; *p && *domain; p = g_utf8_next_char(p)) {
    if (p > org && p[-1] == ' ' && opens_with_form_of_law(models, p)) break;
    char small = g_ascii_tolower(*p);
    if ((guchar)*p >= 0x80) {
      gsize length = accent_of_domain(p, domain);
      if (length == 0) return NULL;
      g_string_append_len(out, p, g_utf8_next_char(p) - p);
      domain += length;
    } else if (g_ascii_isalnum(*p) && small != *domain) {
      gboolean lost = p > org && g_ascii_tolower(p[-1]) == *domain && small == domain[1];
      if ((!lost && !is_confused(small, *domain)) || ++mistaken > MISTAKEN_MAX) return NULL;
      gboolean upper = g_ascii_isupper(lost ? p[-1] : *p);
      if (!lost) small = '\0';
      g_string_append_c(out, upper ? g_ascii_toupper(*domain) : *domain);
      domain += lost ? 2 : 1;
      if (small) g_string_append_c(out, *p);
    } else {
      g_string_append_c(out, *p);
      domain += g_ascii_isalnum(*p) ? 1 : 0;
    }
  }
  if (mistaken == 0 || *domain || g_ascii_isalnum(*p)) return NULL;
  g_string_append(out, p);
  return g_string_free(g_steal_pointer(&out), FALSE);
}

/* "Silner" on the card of silver.com: no word, where the domain is one that differs by a letter. */
static char *word_of_domain(const CcModels *models, const char *org, const char *domain) {
  g_autofree char *key = cc_fold(org);
  if (strlen(org) != strlen(domain) || !cc_one_edit(key, domain)) return NULL;
  if (cc_models_flags(models, key) || !cc_models_flags(models, domain)) return NULL;
  return cc_cased_like(org, domain);
}

/* "HARRO TIMBER" on the card of harrowtimber.com: the letter that was lost is put in, at a word's
 * end rather than before the next.  NULL where that is not what they differ by. */
static char *with_lost_letter(const char *org, const char *domain) {
  g_autofree char *slug = cc_slug(org);
  gsize length = strlen(slug), at = 0;
  if (!g_str_is_ascii(org) || length + 1 != strlen(domain) || length < LOST_MIN ||
      !cc_one_edit(slug, domain))
    return NULL;
  while (slug[at] == domain[at])
    at++;
  const char *p = org;
  for (gsize met = 0; *p && met < at; p++)
    met += g_ascii_isalnum(*p) ? 1 : 0;
  gboolean upper = at > 0 ? g_ascii_isupper(p[-1]) && g_ascii_isupper(org[1]) : TRUE;
  char letter = upper ? g_ascii_toupper(domain[at]) : domain[at];
  return g_strdup_printf("%.*s%c%s", (int)(p - org), org, letter, p);
}

/* "JHARROW Ltd" on the card of harrowltd@gmail.com: an icon read as a letter. */
static gboolean is_icon_before(const CcCard *card, const char *org) {
  g_autofree char *first = g_strndup(org, strcspn(org, " "));
  g_autofree char *slug = cc_slug(first);
  if (strlen(slug) <= CONTAINED_MIN || !g_ascii_isupper(org[0]) || !g_ascii_isupper(org[1]))
    return FALSE;
  for (guint i = 0; i < card->values->len; i++) {
    const CcValue *value = card->values->pdata[i];
    if (value->kind != CC_EMAIL) continue;
    if (g_str_has_prefix(value->value, slug)) return FALSE;
    if (g_ascii_strncasecmp(value->value, slug + 1, strlen(slug) - 1) == 0) return TRUE;
  }
  return FALSE;
}

/* "JHARROW" on the card of harrow.com: an icon read as a letter; "ARROW": a letter lost. */
static char *spell_by_domain(const CcCard *card, const char *org) {
  g_autofree char *slug = cc_slug(org);
  gboolean upper = g_ascii_isupper(org[0]) && g_ascii_isupper(org[1]);
  for (guint i = 0; i < card->domains->len; i++) {
    const char *domain = card->domains->pdata[i];
    if (strlen(domain) < CONTAINED_MIN || !g_ascii_isalpha(org[0])) continue;
    char *spelled =
        strlen(domain) >= SPELLED_MIN ? letters_of_domain(card->models, org, domain) : NULL;
    if (!spelled) spelled = word_of_domain(card->models, org, domain);
    if (!spelled) spelled = with_lost_letter(org, domain);
    if (spelled) return spelled;
    if (strcmp(slug + 1, domain) == 0 && g_ascii_isalpha(org[1])) return g_strdup(org + 1);
    if (strcmp(slug, domain + 1) == 0)
      return g_strdup_printf("%c%s", upper ? g_ascii_toupper(domain[0]) : domain[0], org);
  }
  return g_strdup(is_icon_before(card, org) ? org + 1 : org);
}

/* Of the languages of cards only French joins "oe" to one letter. */
static char *without_ligatures(const CcCard *card, const char *org) {
  static const char *const french = "FR BE CH CA LU";
  g_autoptr(GString) out = g_string_new(org);
  if (*card->region && !strstr(french, card->region)) g_string_replace(out, "œ", "oe", 0);
  return g_string_free(g_steal_pointer(&out), FALSE);
}

/* "HAR)ROW": a bracket without its partner between two letters is a piece of a logo. */
static char *without_lone_brackets(const char *org) {
  GString *out = g_string_new(NULL);
  for (const char *p = org; *p; p++) {
    gboolean bracket = (*p == ')' && !strchr(org, '(')) || (*p == '(' && !strchr(org, ')'));
    gboolean inside = p > org && p[-1] != ' ' && p[1] && p[1] != ' ';
    if (!bracket || !inside) g_string_append_c(out, *p);
  }
  return g_string_free(out, FALSE);
}

char *cc_org_repair(const CcCard *card, const char *org) {
  g_autofree char *whole = without_lone_brackets(org);
  g_autofree char *plain = without_ligatures(card, whole);
  g_auto(GStrv) words = g_strsplit(plain, " ", -1);
  guint n = g_strv_length(words);
  for (guint i = 1; i + 1 < n; i++) {
    if (!was_ampersand(card, words, i)) continue;
    g_free(words[i]);
    words[i] = g_strdup("&");
  }
  const char *form = n > 1 ? form_of_law(card->models, words[n - 1]) : NULL;
  if (form) {
    g_free(words[n - 1]);
    words[n - 1] = g_strdup(form);
  }
  g_autofree char *joined = g_strjoinv(" ", words);
  return *joined ? spell_by_domain(card, joined) : g_strdup(joined);
}
