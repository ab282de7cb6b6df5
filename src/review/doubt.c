/* Why a value is doubtful, in one phrase for the person who decides. */
#include "review/review.h"

#include <string.h>

/* A piece that is longer is not told: its letters are marked where the readings stand. */
#define PIECE_BYTES_MAX 24

/* A piece of a value ends here. */
static gboolean parts(char c) {
  return c == ' ' || c == '@' || c == '/' || c == '-';
}

/* How many bytes A and B begin with alike, whole pieces only. */
static gsize alike_before(const char *a, const char *b) {
  gsize same = 0, whole = 0;
  for (; a[same] && a[same] == b[same]; same++)
    if (parts(a[same])) whole = same + 1;
  return whole;
}

static gsize alike_behind(const char *a, const char *b) {
  gsize n = strlen(a), m = strlen(b), same = 0, whole = 0;
  for (; same < MIN(n, m) && a[n - 1 - same] == b[m - 1 - same]; same++)
    if (parts(a[n - 1 - same])) whole = same + 1;
  return whole;
}

/* Where two readings differ: "0184 · 0154", owned; NULL: that is too long to tell. */
static char *difference(const char *a, const char *b) {
  gsize from = alike_before(a, b), behind = alike_behind(a + from, b + from);
  gsize n = strlen(a) - from - behind, m = strlen(b) - from - behind;
  if (n == 0 || m == 0 || n > PIECE_BYTES_MAX || m > PIECE_BYTES_MAX) return NULL;
  return g_strdup_printf("%.*s · %.*s", (int)n, a + from, (int)m, b + from);
}

static char *say_readings(const char *value, const GPtrArray *others) {
  g_autofree char *piece = difference(value, others->pdata[0]);
  const char *how = others->len == 1 ? "Two readings differ" : "Readings differ";
  return piece ? g_strdup_printf("%s: %s", how, piece) : g_strdup(how);
}

/* "May be a title" */
static char *say_rival(CardcatField rival) {
  static const char *const phrases[CARDCAT_FIELDS] = {
      [CARDCAT_FIELD_NAME] = "May be a name",
      [CARDCAT_FIELD_ORGANIZATION] = "May be an organization",
      [CARDCAT_FIELD_DEPARTMENT] = "May be a department",
      [CARDCAT_FIELD_TITLES] = "May be a title",
      [CARDCAT_FIELD_ADDRESSES] = "May be an address",
  };
  return g_strdup(phrases[rival] ? phrases[rival] : "May be something else");
}

/* "May not be a phone number" */
static char *say_none(CardcatField field) {
  static const char *const phrases[CARDCAT_FIELDS] = {
      [CARDCAT_FIELD_NAME] = "May not be a name",
      [CARDCAT_FIELD_ORGANIZATION] = "May not be an organization",
      [CARDCAT_FIELD_DEPARTMENT] = "May not be a department",
      [CARDCAT_FIELD_TITLES] = "May not be a title",
      [CARDCAT_FIELD_EMAILS] = "May not be an e-mail address",
      [CARDCAT_FIELD_PHONES] = "May not be a phone number",
      [CARDCAT_FIELD_URLS] = "May not be a web address",
      [CARDCAT_FIELD_ADDRESSES] = "May not be an address",
  };
  return g_strdup(phrases[field] ? phrases[field] : "May not belong here");
}

static char *say_doubt(const CardcatEvidence *evidence) {
  const char *sentence = cardcat_doubt_sentence(evidence->doubt);
  if (evidence->doubt == CARDCAT_DOUBT_OTHER_FIELD) return say_rival(evidence->rival);
  if (evidence->doubt == CARDCAT_DOUBT_FORM) return say_none(evidence->field);
  if (!sentence) return g_strdup("Not read with certainty");
  char *said = g_strdup(sentence);
  said[0] = g_ascii_toupper(said[0]);
  return said;
}

char *cc_doubt_say(const CcKind *kind, const char *value, const CardcatReading *reading,
                   const CardcatEvidence *evidence) {
  CcWitnesses w = cc_field_witnesses(reading, evidence);
  if (w.print && w.code) {
    g_autofree char *said = cc_witnesses_say(&w);
    said[0] = g_ascii_toupper(said[0]);
    return g_steal_pointer(&said);
  }
  if (evidence->look_alike) return g_strdup(evidence->look_alike);
  const char *cannot = cc_value_objection(kind, value);
  if (cannot) return g_strdup(cannot);
  if (evidence->doubt != CARDCAT_DOUBT_READINGS) return say_doubt(evidence);
  g_autoptr(GPtrArray) others = cc_value_alternatives(reading, evidence, value);
  return others->len > 0 ? say_readings(value, others) : say_doubt(evidence);
}
