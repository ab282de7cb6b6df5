/* What a line that nobody has used yet is likeliest of, by its looks and by what is missing. */
#include "review/review.h"

#include <string.h>

/* So many digits make a number that can be dialled. */
#define DIGITS_MIN 6
/* A name of more words is none. */
#define NAME_WORDS_MAX 4
/* A value and the label words before it, "E-mail :". */
#define LABELLED_WORDS_MAX 3

typedef struct {
  guint letters, digits, others, words;
  gboolean raised; /* each word begins with a capital */
} Looks;

static Looks looks_of(const char *text) {
  Looks looks = {.raised = TRUE};
  gboolean within = FALSE;
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    gboolean blank = g_unichar_isspace(c), begins = !blank && !within;
    looks.letters += g_unichar_isalpha(c) ? 1 : 0;
    looks.digits += g_unichar_isdigit(c) ? 1 : 0;
    looks.others += !blank && !g_unichar_isalnum(c) && !strchr("+-()/.", *p) ? 1 : 0;
    looks.words += begins ? 1 : 0;
    if (begins && g_unichar_islower(c)) looks.raised = FALSE;
    within = !blank;
  }
  return looks;
}

/* One word with dots between letters, the last piece of letters only: "harrow.example/people". */
static gboolean is_host(const char *text) {
  gsize length = strcspn(text, "/?#");
  g_autofree char *host = g_strndup(text, length);
  g_auto(GStrv) parts = g_strsplit(host, ".", -1);
  guint count = g_strv_length(parts);
  if (count < 2 || strpbrk(host, " ,;@") || strlen(parts[count - 1]) < 2) return FALSE;
  for (guint i = 0; i < count; i++)
    if (*parts[i] == '\0') return FALSE;
  for (const char *p = parts[count - 1]; *p; p++)
    if (!g_ascii_isalpha(*p)) return FALSE;
  return TRUE;
}

/* The word of TEXT that has SIGN in it. */
static char *word_with(const char *text, char sign) {
  const char *at = strchr(text, sign), *from = at;
  if (!at) return g_strdup(text);
  while (from > text && !strchr(" ,;:<(", from[-1]))
    from--;
  return g_strndup(from, strcspn(from, " ,;>)"));
}

static const char *name_of_guess(const char *text, const CardcatContact *contact) {
  Looks looks = looks_of(text);
  g_autofree char *mailbox = word_with(text, '@');
  if (strchr(text, '@') && strchr(mailbox, '.') && looks.words <= LABELLED_WORDS_MAX)
    return "email";
  if (g_str_has_prefix(text, "www.") || strstr(text, "://") || is_host(text)) return "url";
  if (looks.digits >= DIGITS_MIN && 2 * looks.letters <= looks.digits && looks.others <= 1)
    return cardcat_phone_type_info(CARDCAT_PHONE_WORK)->choice;
  if (looks.digits > 0) return looks.words > 1 && looks.letters > 3 ? "address" : "note";
  if (looks.letters == 0) return "note";
  if (!contact->name.full && looks.raised && looks.words > 1 && looks.words <= NAME_WORDS_MAX)
    return "name";
  if (!contact->organization && looks.raised) return "organization";
  return contact->titles->len == 0 && looks.raised && looks.words <= NAME_WORDS_MAX ? "title"
                                                                                    : "note";
}

CcKind cc_kind_guess(const char *text, const CardcatContact *contact) {
  CcKind kind = {.field = CARDCAT_FIELD_NOTES};
  (void)cc_kind_find(name_of_guess(text, contact), &kind);
  return kind;
}

/* From the first byte of SIGNS on, without what stands behind the last of them. */
static char *cut(const char *text, const char *first, const char *signs) {
  const char *from = strpbrk(text, first);
  if (!from) return g_strdup(text);
  gsize length = strspn(from, signs);
  return g_strchomp(g_strndup(from, length));
}

char *cc_kind_extract(const CcKind *kind, const char *text) {
  switch (kind->field) {
    case CARDCAT_FIELD_EMAILS:
      return word_with(text, '@');
    case CARDCAT_FIELD_PHONES:
      return cut(text, "+(0123456789", "+()0123456789 /.-");
    default:
      return g_strdup(text);
  }
}
