/* Text made comparable: folding, keys, the order of the list. */
#include "contact/contact.h"

#include <string.h>

/* Letters that Unicode does not decompose. */
static const struct {
  gunichar letter;
  const char *plain;
} ligatures[] = {
    {0x00E6, "ae"}, {0x00F0, "d"}, {0x00F8, "o"},  {0x00FE, "th"}, {0x0111, "d"}, {0x0127, "h"},
    {0x0131, "i"},  {0x0142, "l"}, {0x0153, "oe"}, {0x014B, "n"},  {0x0167, "t"},
};

static void append_plain(GString *out, gunichar c) {
  for (guint i = 0; i < G_N_ELEMENTS(ligatures); i++)
    if (ligatures[i].letter == c) {
      g_string_append(out, ligatures[i].plain);
      return;
    }
  g_string_append_unichar(out, c);
}

/* Case folded and decomposed; folding comes between, since each can give the other work. */
static char *decompose(const char *text) {
  g_autofree char *valid = g_utf8_make_valid(text, -1);
  g_autofree char *apart = g_utf8_normalize(valid, -1, G_NORMALIZE_ALL);
  g_autofree char *folded = g_utf8_casefold(apart, -1);
  return g_utf8_normalize(folded, -1, G_NORMALIZE_ALL);
}

static gboolean is_apostrophe(gunichar c) {
  return c == '\'' || c == '`' || c == 0x00B4 || c == 0x2018 || c == 0x2019 || c == 0x02BC;
}

char *cc_text_fold(const char *text) {
  g_autofree char *plain = decompose(text ? text : "");
  GString *out = g_string_new(NULL);
  gboolean space = FALSE;
  for (const char *p = plain; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (g_unichar_ismark(c) || is_apostrophe(c)) continue;
    gboolean wide = g_unichar_iswide(c);
    if (g_unichar_isalnum(c)) {
      if ((space || wide) && out->len > 0) g_string_append_c(out, ' ');
      append_plain(out, c);
    }
    space = wide || !g_unichar_isalnum(c);
  }
  return g_string_free(out, FALSE);
}

char **cc_text_fold_words(const char *text) {
  g_autofree char *folded = cc_text_fold(text);
  return *folded ? g_strsplit(folded, " ", -1) : g_new0(char *, 1);
}

char *cc_email_key(const char *email) {
  return g_utf8_casefold(email, -1);
}

static char *digits_of(const char *text) {
  GString *out = g_string_new(NULL);
  for (const char *p = text ? text : ""; *p; p = g_utf8_next_char(p)) {
    int digit = g_unichar_digit_value(g_utf8_get_char(p));
    if (digit >= 0) g_string_append_c(out, (char)('0' + digit));
  }
  return g_string_free(out, FALSE);
}

char *cc_phone_key(const CardcatPhone *phone) {
  g_autofree char *digits = digits_of(phone->e164 ? phone->e164 : phone->value);
  if (!phone->extension) return g_steal_pointer(&digits);
  return g_strconcat(digits, "x", phone->extension, NULL);
}

/* Fewer digits at the end of two numbers agree too often by chance to be one number. */
#define NATIONAL_DIGITS_MIN 7

/* "030 1234567" is the end of "+49301234567" once its trunk zeros are gone. */
static gboolean is_end_of(const char *value, const char *e164) {
  g_autofree char *digits = digits_of(value);
  const char *national = digits + strspn(digits, "0");
  return strlen(national) >= NATIONAL_DIGITS_MIN && g_str_has_suffix(e164, national);
}

gboolean cc_phone_equal(const CardcatPhone *a, const CardcatPhone *b) {
  if (a->extension && b->extension && !g_str_equal(a->extension, b->extension)) return FALSE;
  if (a->e164 && b->e164) return g_str_equal(a->e164, b->e164);
  if (a->e164 && is_end_of(b->value, a->e164)) return TRUE;
  if (b->e164 && is_end_of(a->value, b->e164)) return TRUE;
  g_autofree char *x = digits_of(a->e164 ? a->e164 : a->value);
  g_autofree char *y = digits_of(b->e164 ? b->e164 : b->value);
  return *x && g_str_equal(x, y);
}

/* The last word of a name that came without its parts. */
static const char *family_of(const CardcatName *name) {
  if (name->family || !name->full) return name->family;
  const char *space = strrchr(name->full, ' ');
  return space ? space + 1 : name->full;
}

char *cc_contact_sort_key(const CardcatContact *contact) {
  const CardcatName *name = &contact->name;
  const char *first = family_of(name);
  const char *second = name->given ? name->given : name->full;
  if (!first) {
    first = contact->organization ? contact->organization : cc_contact_label(contact);
    second = NULL;
  }
  g_autofree char *a = cc_text_fold(first), *b = cc_text_fold(second);
  /* The separator sorts before every letter: "Beck" stands before "Becker". */
  return g_strconcat(a, "\x01", b, NULL);
}

const char *cc_contact_label(const CardcatContact *contact) {
  if (contact->name.full) return contact->name.full;
  if (contact->organization) return contact->organization;
  if (contact->emails->len > 0) return contact->emails->pdata[0];
  if (contact->phones->len > 0) return ((const CardcatPhone *)contact->phones->pdata[0])->value;
  return "a card without a name";
}
