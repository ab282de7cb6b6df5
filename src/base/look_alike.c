/* Text that looks like another, by ICU, which has Unicode's tables of what is
 * taken for what (UTS #39) and of host names (UTS #46). */
#include "base/base.h"

#include <string.h>
#include <unicode/uidna.h>
#include <unicode/uscript.h>
#include <unicode/uset.h>
#include <unicode/uspoof.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(USpoofChecker, uspoof_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(UIDNA, uidna_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(USet, uset_close)

/* Bytes of a host's name, RFC 1035, in any form; of what is longer nothing is told. */
#define HOST_MAX 1024
/* More alphabets of one word are not named. */
#define SCRIPTS_MAX 4

static gboolean is_ascii(const char *text) {
  for (; *text; text++)
    if ((guchar)*text & 0x80) return FALSE;
  return TRUE;
}

/* ---- alphabets ------------------------------------------------------------------------------ */

static UScriptCode script_of(gunichar c) {
  UErrorCode failed = U_ZERO_ERROR;
  UScriptCode script = uscript_getScript((UChar32)c, &failed);
  return U_FAILURE(failed) ? USCRIPT_COMMON : script;
}

/* Digits, signs and accents are of every alphabet. */
static guint scripts_of(const char *text, UScriptCode scripts[SCRIPTS_MAX]) {
  guint n = 0;
  for (const char *p = text; *p && n < SCRIPTS_MAX; p = g_utf8_next_char(p)) {
    UScriptCode script = script_of(g_utf8_get_char(p));
    gboolean known = script == USCRIPT_COMMON || script == USCRIPT_INHERITED;
    for (guint i = 0; i < n; i++)
      known = known || scripts[i] == script;
    if (!known) scripts[n++] = script;
  }
  return n;
}

/* "mixes Latin and Cyrillic letters", owned. */
static char *tell_mixed(const char *text) {
  UScriptCode scripts[SCRIPTS_MAX];
  guint n = scripts_of(text, scripts);
  if (n < 2) return g_strdup("mixes digits of several scripts");
  GString *told = g_string_new("mixes ");
  for (guint i = 0; i < n; i++)
    g_string_append_printf(told, "%s%s",
                           i == 0      ? ""
                           : i + 1 < n ? ", "
                                       : " and ",
                           uscript_getName(scripts[i]));
  g_string_append(told, " letters");
  return g_string_free(told, FALSE);
}

/* Letters of today's languages, and what may stand between them. */
static void allow_written(USpoofChecker *checker, UErrorCode *failed) {
  const USet *letters = uspoof_getRecommendedSet(failed), *joints = uspoof_getInclusionSet(failed);
  if (U_FAILURE(*failed)) return;
  g_autoptr(USet) written = uset_cloneAsThawed(letters);
  uset_addAll(written, joints);
  uspoof_setAllowedChars(checker, written, failed);
}

static USpoofChecker *checker_new(int32_t checks) {
  UErrorCode failed = U_ZERO_ERROR;
  g_autoptr(USpoofChecker) checker = uspoof_open(&failed);
  if (!checker) return NULL;
  uspoof_setChecks(checker, checks, &failed);
  /* Japanese, Chinese and Korean writing stand beside Latin letters; no other two do. */
  if (checks & USPOOF_RESTRICTION_LEVEL)
    uspoof_setRestrictionLevel(checker, USPOOF_HIGHLY_RESTRICTIVE);
  if (checks & USPOOF_CHAR_LIMIT) allow_written(checker, &failed);
  return U_FAILURE(failed) ? NULL : g_steal_pointer(&checker);
}

static gboolean fails(int32_t checks, const char *text) {
  UErrorCode failed = U_ZERO_ERROR;
  g_autoptr(USpoofChecker) checker = checker_new(checks);
  int32_t found = checker ? uspoof_checkUTF8(checker, text, -1, NULL, &failed) : 0;
  return U_SUCCESS(failed) && (found & checks) != 0;
}

static gboolean is_mixed(const char *text) {
  return fails(USPOOF_RESTRICTION_LEVEL | USPOOF_MIXED_NUMBERS, text);
}

/* All of TEXT, which has no Latin letter, looks like ASCII. */
static gboolean is_taken_for_ascii(const char *text) {
  UErrorCode failed = U_ZERO_ERROR;
  UScriptCode scripts[SCRIPTS_MAX];
  char skeleton[HOST_MAX + 1] = "";
  g_autoptr(USpoofChecker) checker = checker_new(USPOOF_SINGLE_SCRIPT_CONFUSABLE);
  if (!checker || is_ascii(text) || scripts_of(text, scripts) != 1 || scripts[0] == USCRIPT_LATIN)
    return FALSE;
  uspoof_getSkeletonUTF8(checker, 0, text, -1, skeleton, HOST_MAX, &failed);
  return U_SUCCESS(failed) && is_ascii(skeleton);
}

/* ---- names ---------------------------------------------------------------------------------- */

/* A name may be given in two alphabets; a word of it has one. */
static char *of_name(const char *name) {
  g_autoptr(GString) word = g_string_new(NULL);
  for (const char *p = name;; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (g_unichar_isalnum(c) || g_unichar_ismark(c)) {
      g_string_append_unichar(word, c);
    } else {
      if (!is_ascii(word->str) && is_mixed(word->str)) return tell_mixed(word->str);
      g_string_truncate(word, 0);
    }
    if (!*p) return NULL;
  }
}

/* ---- hosts ---------------------------------------------------------------------------------- */

/* Why LABEL, the part of a host before ENDING (the last: of itself), may be mistaken for another.
 */
static char *of_label(const char *label, const char *ending) {
  if (is_ascii(label)) return NULL;
  if (is_mixed(label)) return tell_mixed(label);
  /* Hosts that end in their own alphabet have words of it, which may be like Latin ones. */
  if (is_ascii(ending) && is_taken_for_ascii(label)) {
    UScriptCode script = script_of(g_utf8_get_char(label));
    return g_strdup_printf("has %s letters that look like Latin ones", uscript_getName(script));
  }
  return fails(USPOOF_CHAR_LIMIT, label) ? g_strdup("has letters that no language writes today")
                                         : NULL;
}

/* "paypal.com", whose ending is written in Cyrillic letters. */
static char *of_ending(GStrv labels, guint n) {
  if (n < 2 || !is_ascii(labels[n - 2]) || !is_taken_for_ascii(labels[n - 1])) return NULL;
  return of_label(labels[n - 1], "");
}

static char *of_labels(const char *host) {
  g_auto(GStrv) labels = g_strsplit(host, ".", -1);
  guint n = g_strv_length(labels);
  char *why = n > 0 ? of_ending(labels, n) : NULL;
  for (guint i = 0; i < n && !why; i++)
    why = of_label(labels[i], labels[n - 1]);
  return why;
}

typedef int32_t (*Convert)(const UIDNA *idna, const char *name, int32_t length, char *dest,
                           int32_t capacity, UIDNAInfo *info, UErrorCode *failed);

/* HOST as CONVERT writes it, owned; NULL: it is no host's name. */
static char *convert(const char *host, Convert how) {
  UErrorCode failed = U_ZERO_ERROR;
  UIDNAInfo info = UIDNA_INFO_INITIALIZER;
  char out[HOST_MAX + 1] = "";
  g_autoptr(UIDNA) idna = uidna_openUTS46(UIDNA_NONTRANSITIONAL_TO_ASCII, &failed);
  if (!idna) return NULL;
  int32_t length = how(idna, host, -1, out, HOST_MAX, &info, &failed);
  return U_SUCCESS(failed) && length > 0 ? g_strndup(out, (gsize)length) : NULL;
}

static char *of_host(const char *host) {
  if (strlen(host) > HOST_MAX || (is_ascii(host) && !strstr(host, "xn--"))) return NULL;
  g_autofree char *unicode = convert(host, uidna_nameToUnicodeUTF8);
  g_autofree char *why = of_labels(unicode ? unicode : host);
  g_autofree char *ascii = why ? convert(host, uidna_nameToASCII_UTF8) : NULL;
  if (!ascii) return g_steal_pointer(&why);
  return g_strdup_printf("%s; its host is %s", why, ascii);
}

/* ---- addresses ------------------------------------------------------------------------------ */

static char *of_email(const char *email) {
  const char *at = strrchr(email, '@');
  if (!at) return of_name(email);
  char *why = of_host(at + 1);
  if (why) return why;
  g_autofree char *local = g_strndup(email, (gsize)(at - email));
  return !is_ascii(local) && is_mixed(local) ? tell_mixed(local) : NULL;
}

/* Between "//" and what is no host any more; before it a name and its password may stand. */
static char *of_url(const char *url) {
  const char *scheme = strstr(url, "://");
  const char *from = scheme ? scheme + 3 : url;
  g_autofree char *authority = g_strndup(from, strcspn(from, "/\\?#"));
  char *at = strrchr(authority, '@');
  char *host = at ? at + 1 : authority;
  host[strcspn(host, ":")] = '\0';
  return of_host(host);
}

char *cc_look_alike(CardcatField field, const char *value) {
  switch (field) {
    case CARDCAT_FIELD_NAME:
      return of_name(value);
    case CARDCAT_FIELD_EMAILS:
      return of_email(value);
    case CARDCAT_FIELD_URLS:
      return of_url(value);
    default:
      return NULL;
  }
}

/* ---- what is not seen ----------------------------------------------------------------------- */

static gboolean turns(gunichar c) {
  return c == 0x061C || (c >= 0x200E && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

/* It joins or parts letters, as Persian is written, or pictures. */
static gboolean is_joiner(gunichar c, gunichar before) {
  UScriptCode script = script_of(before);
  return (c == 0x200C || c == 0x200D) && before > 0x7F && script != USCRIPT_LATIN &&
         script != USCRIPT_CYRILLIC && script != USCRIPT_GREEK;
}

const char *cc_hidden(const char *text) {
  gboolean turned = FALSE, unseen = FALSE;
  gunichar before = 0;
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    gboolean is_mark = p == text && c == 0xFEFF; /* of UTF-8, as Windows begins texts with */
    turned = turned || turns(c);
    unseen = unseen || (g_unichar_type(c) == G_UNICODE_FORMAT && !turns(c) && !is_mark &&
                        !is_joiner(c, before));
    before = c;
  }
  if (turned) return "characters that turn the direction of reading";
  return unseen ? "invisible characters" : NULL;
}

char *cc_reveal(const char *text) {
  GString *out = g_string_new(NULL);
  for (const char *p = text; *p; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (g_unichar_type(c) == G_UNICODE_FORMAT)
      g_string_append_printf(out, "<U+%04X>", c);
    else
      g_string_append_unichar(out, c);
  }
  return g_string_free(out, FALSE);
}
