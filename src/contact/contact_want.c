/* Whether a contact is somebody one wishes to meet: by words, folded as a search folds them. */
#include "contact/contact.h"

#include <string.h>

/* A shorter word stands whole: the beginning of many others is no field. */
#define PREFIX_MIN 4 /* bytes, of a folded word */

/* Words between names, folded, in the languages that letters are written in: they ask for nothing.
 */
static const char *const fillers[] = {
    "a",    "al",  "and", "at",  "aux", "con",  "d",   "da",  "das", "de", "dei", "del", "della",
    "der",  "des", "di",  "die", "do",  "du",   "e",   "een", "ein", "el", "en",  "et",  "fur",
    "fuer", "for", "het", "i",   "il",  "im",   "in",  "l",   "la",  "le", "les", "na",  "o",
    "of",   "on",  "op",  "per", "por", "pour", "sur", "te",  "the", "to", "u",   "un",  "und",
    "une",  "v",   "van", "von", "w",   "with", "y",   "z",   "zu",  NULL};

/* WORD, folded, is neither a filler nor a legal form. */
static gboolean asks(const char *word) {
  g_autofree char *key = cc_firm_key(word);
  return *key && !g_strv_contains(fillers, word);
}

gboolean cc_want_asks(const char *words) {
  g_auto(GStrv) all = cc_text_fold_words(words);
  gsize letters = 0;
  for (char **w = all; *w; w++)
    if (asks(*w)) letters += strlen(*w);
  return letters > 1;
}

/* ---- what of a contact is looked at ---------------------------------------------------------- */

static void append(GString *out, const char *text) {
  if (text) g_string_append_printf(out, " %s", text);
}

static void append_host(GString *out, const char *address) {
  g_autofree char *host = cc_firm_host(address);
  append(out, host);
}

/* All that says who somebody is and what they do; no street and no number. */
static char **words_of(const CardcatContact *c) {
  g_autoptr(GString) out = g_string_new(NULL);
  append(out, c->name.full);
  append(out, c->organization);
  append(out, c->department);
  for (guint i = 0; i < c->titles->len; i++)
    append(out, c->titles->pdata[i]);
  for (guint i = 0; i < c->notes->len; i++)
    append(out, c->notes->pdata[i]);
  for (guint i = 0; i < c->emails->len; i++)
    append_host(out, c->emails->pdata[i]);
  for (guint i = 0; i < c->urls->len; i++)
    append_host(out, c->urls->pdata[i]);
  for (guint i = 0; i < c->addresses->len; i++)
    append(out, ((const CardcatAddress *)c->addresses->pdata[i])->locality);
  return cc_text_fold_words(out->str);
}

static gboolean has(char **words, const char *wanted) {
  gboolean begins = strlen(wanted) >= PREFIX_MIN;
  for (char **w = words; *w; w++)
    if (begins ? g_str_has_prefix(*w, wanted) : g_str_equal(*w, wanted)) return TRUE;
  return FALSE;
}

gboolean cardcat_want_fits(const CardcatWant *want, const CardcatContact *contact) {
  if (!cc_want_asks(want->words)) return FALSE;
  g_auto(GStrv) wanted = cc_text_fold_words(want->words), words = words_of(contact);
  for (char **w = wanted; *w; w++)
    if (asks(*w) && !has(words, *w)) return FALSE;
  return TRUE;
}
