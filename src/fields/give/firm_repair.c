/* The firm's letters: what OCR did to them. */
#include "fields/give/give.h"

#include <string.h>

/* Shorter names are part of other words by chance. */
#define CONTAINED_MIN 5
/* Shorter domains may be another word; more letters than this are not mistaken in one name. */
#define SPELLED_MIN 7
#define MISTAKEN_MAX 2
/* Shorter firms that lack a letter of the domain may be called so. */
#define LOST_MIN 8

/* "8", "E", "er" alone between two words of a firm were "&". */
static gboolean was_ampersand(const CcCard *card, GStrv words, guint i) {
  gboolean sign = strcmp(words[i], "8") == 0 || strcmp(words[i], "er") == 0;
  gboolean letter = strcmp(words[i], "E") == 0 && *card->region &&
                    !cc_models_lists(card->models, CC_LIST_AND_IS_E, card->region);
  gboolean between = g_unichar_isalpha(g_utf8_get_char(words[i - 1])) &&
                     g_unichar_isupper(g_utf8_get_char(words[i + 1]));
  return (sign || letter) && between && strlen(words[i - 1]) >= 3;
}

/* "Harbour Energy ple": a form of law at the end, one letter misread. */
static const char *form_of_law(const CcModels *models, const char *word) {
  const GPtrArray *forms = cc_models_list(models, CC_LIST_FORM_OF_LAW);
  g_autofree char *key = cc_fold(word);
  if (strlen(word) != strlen(key) || (cc_models_flags(models, key) & CC_W_LEGAL)) return NULL;
  for (guint i = 0; i < forms->len; i++)
    if (cc_confusions(word, forms->pdata[i]) == 1) return forms->pdata[i];
  return NULL;
}

/* One letter that OCR takes for the other, each in the other's place. */
static gboolean is_confused(char a, char b) {
  const char one[] = {a, 0}, other[] = {b, 0};
  return cc_confusions(one, other) <= 1;
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
  g_autoptr(GString) out = g_string_new(org);
  if (*card->region && !cc_models_lists(card->models, CC_LIST_JOINS_OE, card->region))
    g_string_replace(out, "œ", "oe", 0);
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
