/* Web addresses: with a scheme, with www, or a bare domain that nothing else can be. */
#include "fields/grammar/grammar.h"

#include <string.h>

typedef struct {
  gsize start, host,
      end;            /* bytes: of the whole, of the host after scheme and www, after the host */
  const char *prefix; /* scheme and www as they were meant */
  double cost;
} Head;

/* Costs are shares of a score of 1.  By hand. */
#define SCHEME_COST 0.1       /* "htp//" */
#define ODD_SCHEME_COST 0.15  /* "hittps:/" */
#define WWW_POINT_COST 0.08   /* "www firm.com" */
#define WWW_COST 0.15         /* "vvww.firm.com" */
#define SURE_COST 0.25        /* a host repaired for less is taken as it is */
#define NEXT_WORD_COST 0.1    /* the word after a blank is a part of the host */
#define NEXT_WORD_ANY 9       /* what a host that is none costs */
#define ODD_HOST_COST 0.4     /* no list knows its suffix */
#define BARE_COST 0.05        /* neither scheme nor www nor label */
#define BARE_COST_MAX 0.21    /* a bare domain repaired for more is none ... */
#define LABELLED_COST_MAX 0.5 /* ... and after "Web:" for more than this */
#define SCORE_MIN 0.05        /* of any address that was found */

static gsize skip_any(const char *text, gsize i, const char *set, guint most) {
  for (guint n = 0; n < most && text[i] && strchr(set, text[i]); n++)
    i++;
  return i;
}

/* "hittps", "htttp": letters that are a scheme but for one; how many, 0 when they are none. */
static gsize odd_scheme(const char *text, gsize i) {
  gsize length = 0;
  while (g_ascii_isalpha(text[i + length]))
    length++;
  if (length < 3 || length > 6 || g_ascii_tolower(text[i]) != 'h') return 0;
  g_autofree char *word = g_ascii_strdown(text + i, (gssize)length);
  gsize signs = strspn(text + i + length, ":;., ");
  gboolean slashed = text[i + length + signs] == '/' && signs <= 2;
  return slashed && (cc_one_edit(word, "http") || cc_one_edit(word, "https")) ? length : 0;
}

/* "http://", and what OCR makes of it; 0 when no scheme stands at I. */
static gsize scheme_end(const char *text, gsize i, gboolean *secure, double *cost) {
  static const char *const words[] = {"https", "http",  "htps",  "htp",  "hitp",
                                      "hitps", "nttp",  "nttps", "hltp", "hllp",
                                      "hllps", "httos", "hitos", "bttp", "bttps"};
  for (guint k = 0; k < G_N_ELEMENTS(words); k++) {
    gsize length = strlen(words[k]);
    if (g_ascii_strncasecmp(text + i, words[k], length) != 0) continue;
    gsize end = skip_any(text, i + length, ":;.,/\\lI|1 i", 5);
    gsize signs = 0;
    while (i + length + signs < end && strchr(":;.,/\\ ", text[i + length + signs]))
      signs++;
    if (signs < 2) continue;
    while (end > i + length + signs && g_ascii_isalnum(text[end - 1]))
      end--;
    *secure = words[k][length - 1] == 's';
    *cost += strncmp(text + i + length, "://", 3) == 0 && k < 2 ? 0 : SCHEME_COST;
    return end;
  }
  gsize odd = odd_scheme(text, i);
  if (!odd) return 0;
  *secure = g_ascii_tolower(text[i + odd - 1]) == 's';
  *cost += ODD_SCHEME_COST;
  return skip_any(text, i + odd, ":;.,/ ", 5);
}

static gboolean is_host(char c) {
  return g_ascii_isalnum(c) || c == '-' || c == '.';
}

/* Bytes of the host's next character: a letter of another script counts, a sign does not. */
static gsize host_char(const char *p) {
  if (is_host(*p)) return 1;
  if (!((guchar)*p & 0x80) || !g_unichar_isalpha(g_utf8_get_char(p))) return 0;
  return (gsize)(g_utf8_next_char(p) - p);
}

/* "www." and what OCR makes of it ("vvww.", "Avww.", "vevew."); 0 when none stands at I. */
static gsize www_end(const char *text, gsize i, double *cost) {
  gsize letters = 0, strokes = 0;
  for (; text[i + letters] && strchr("wvuyeWVUYA", text[i + letters]); letters++)
    strokes += strchr("wW", text[i + letters]) ? 2 : text[i + letters] != 'e';
  gboolean exact = g_ascii_strncasecmp(text + i, "www", 3) == 0;
  if (exact) letters = 3;
  gsize end = skip_any(text, i + letters, "., :", 3);
  gboolean pointed = memchr(text + i + letters, '.', end - i - letters) != NULL;
  gboolean alike = letters >= 2 && letters <= 6 && strokes >= 4 && strokes <= 8 && pointed;
  if (!(exact || alike) || strchr(".-", text[end]) || !host_char(text + end)) return 0;
  gboolean clean = exact && text[i + 3] == '.' && end == i + 4;
  *cost += clean ? 0 : exact ? WWW_POINT_COST : WWW_COST;
  return end;
}

static gsize host_end(const char *text, gsize from, gboolean spaced) {
  gsize i = from;
  while (text[i]) {
    gsize bytes = host_char(text + i);
    if (bytes || (text[i] == ',' && g_ascii_isalnum(text[i + 1])))
      i += MAX(bytes, 1);
    else if (spaced && text[i] == ' ' && i > from && is_host(text[i + 1]) &&
             (text[i + 1] == '.' || text[i - 1] == '.'))
      i++;
    else
      break;
  }
  while (i > from && strchr(".,- ", text[i - 1]))
    i--;
  return i;
}

static gsize path_end(const char *text, gsize from) {
  if (text[from] != '/' && text[from] != '?') return from;
  gsize i = from;
  while (text[i] && !strchr(" \n|,;<>\"", text[i]))
    i++;
  while (i > from && strchr(".,;:)'", text[i - 1]))
    i--;
  return i;
}

/* "www.w.firm.com": the byte after strokes of "www" that were read twice; FROM: there are none. */
static gsize past_strokes(const char *text, gsize from) {
  gsize strokes = strspn(text + from, "wW"), host = from + strokes + 1;
  if (strokes == 0 || strokes > 3 || text[from + strokes] != '.') return from;
  gsize end = host_end(text, host, FALSE);
  return memchr(text + host, '.', end - host) ? host : from;
}

static gboolean head_at(const char *text, gsize i, Head *head) {
  if (i > 0 && g_ascii_isalnum(text[i - 1])) return FALSE;
  gboolean secure = FALSE;
  double cost = 0;
  gsize scheme = scheme_end(text, i, &secure, &cost);
  gsize from = scheme ? scheme : i;
  gsize www = www_end(text, from, &cost);
  if (!scheme && !www) return FALSE;
  double again_cost = 0;
  gboolean again = www && text[www - 1] == ' ' && g_ascii_strncasecmp(text + www, "www.", 4) == 0;
  gsize host = again ? www_end(text, www, &again_cost) : 0;
  if (host > 0) { /* "www: www.firm.com" */
    www = host;
    cost = again_cost;
  }
  www = www ? past_strokes(text, www) : 0;
  head->start = i;
  head->host = www ? www : from;
  head->cost = cost;
  if (scheme)
    head->prefix = secure ? (www ? "https://www." : "https://") : (www ? "http://www." : "http://");
  else
    head->prefix = "www.";
  return TRUE;
}

/* The host at HEAD; a word after it is taken in when it makes a domain of it. */
static char *host_of(const CcModels *models, const char *text, Head *head) {
  gsize end = host_end(text, head->host, TRUE);
  double cost = 0;
  g_autofree char *raw = g_strndup(text + head->host, end - head->host);
  char *host = cc_domain_repair(models, raw, &cost);
  if ((!host || cost > SURE_COST) && text[end] == ' ') {
    gsize next = host_end(text, end + 1, FALSE);
    if (next - end - 1 >= 2 && next - end - 1 <= 6) {
      g_autofree char *tail = g_strndup(text + end + 1, next - end - 1);
      g_autofree char *whole = g_strconcat(raw, ".", tail, NULL);
      double more = 0;
      char *other = cc_domain_repair(models, whole, &more);
      if (other && more + NEXT_WORD_COST < (host ? cost : NEXT_WORD_ANY)) {
        g_free(host);
        host = other;
        cost = more + NEXT_WORD_COST;
        end = next;
      } else
        g_free(other);
    }
  }
  char *national = host ? cc_domain_with_country(text, end, host) : NULL;
  if (national) {
    g_free(host);
    host = national;
    end += 3;
  }
  head->end = end;
  head->cost += cost;
  return host;
}

static void add_url(const CcModels *models, char *text, Head head, const char *host,
                    GPtrArray *values) {
  gsize end = path_end(text, head.end);
  g_autofree char *path = g_strndup(text + head.end, end - head.end);
  g_autofree char *value = g_strconcat(head.prefix, host, path, NULL);
  gsize start = head.start;
  CcLabelWord label = cc_label_before(models, text, head.start, &start);
  if (label && label != CC_L_URL && label != CC_L_EMAIL) start = head.start;
  CcValue *found = cc_value_new(CC_URL, start, end, value);
  found->label_word = label;
  found->raw = g_strndup(text + head.start, end - head.start);
  found->repaired = g_ascii_strcasecmp(found->raw, value) != 0;
  if (!found->repaired) {
    g_free(found->value);
    found->value = g_strdup(found->raw);
  }
  found->score = CLAMP(1 - head.cost, SCORE_MIN, 1);
  g_ptr_array_add(values, found);
  memset(text + start, '\n', end - start);
}

/* A host that no list knows is a URL all the same when www or a scheme stands before it. */
static char *odd_host(const char *text, Head *head) {
  gsize end = host_end(text, head->host, FALSE);
  if (end < head->host + 3) return NULL;
  head->end = end;
  head->cost += ODD_HOST_COST;
  return g_strndup(text + head->host, end - head->host);
}

/* ---- bare domains ------------------------------------------------------------------------- */

static gboolean one_case(const char *word) {
  gboolean upper = FALSE, lower = FALSE;
  for (const char *p = word; *p && *p != '.'; p++) {
    upper |= g_ascii_isupper(*p);
    lower |= g_ascii_islower(*p);
  }
  return !(upper && lower) || g_ascii_isupper(*word);
}

/* "fb.com/harrow": a page of a place where people meet, whose name may be short. */
static gboolean is_social_page(const CcModels *models, const char *host, char after) {
  g_autofree char *key = cc_fold(host);
  return after == '/' && (cc_models_flags(models, key) & CC_W_SOCIAL);
}

/* "firm.com" and not "Dipl.Ing", "No.5", "B.Sc", "Inc.Co". */
static gboolean is_bare_domain(const CcModels *models, const char *raw, const char *host,
                               double cost, CcLabelWord label) {
  g_autofree char *name = cc_suffix_name(host);
  if (!name || strlen(name) < 2) return FALSE;
  if (label == CC_L_URL) return cost <= LABELLED_COST_MAX;
  const char *last = strrchr(host, '.') + 1;
  gsize length = strlen(last);
  guint32 flags = cc_models_flags(models, name);
  if (cost > BARE_COST_MAX || strlen(name) < 3 || (flags & (CC_W_HONORIFIC | CC_W_LEGAL)) ||
      length > 6)
    return FALSE;
  gboolean small =
      g_ascii_islower(last[0]) || (g_ascii_isupper(raw[0]) && g_ascii_isupper(last[0]));
  return small && one_case(raw) && !g_ascii_isdigit(last[0]);
}

/* "Harbour.Net, Inc.": a firm that is called as a site is. */
static gboolean is_firm(const CcModels *models, const char *text, gsize end) {
  gsize from = end + strspn(text + end, " ,"), to = from;
  while (text[to] && !strchr(" ,|\n", text[to]))
    to++;
  g_autofree char *word = g_strndup(text + from, to - from);
  return from > end && to > from && (cc_word_flags(models, word) & CC_W_LEGAL);
}

/* "website-firm.com": the first byte after a label that a hyphen glues to the host. */
static gsize after_glued_label(const CcModels *models, const char *text, gsize from, gsize end) {
  const char *hyphen = memchr(text + from, '-', end - from);
  if (!hyphen) return from;
  g_autofree char *word = g_strndup(text + from, (gsize)(hyphen - text) - from);
  g_autofree char *key = cc_fold(word);
  return cc_models_label(models, key) == CC_L_URL ? (gsize)(hyphen - text) + 1 : from;
}

static void bare_in_word(const CcModels *models, char *text, gsize from, GPtrArray *values) {
  gsize end = host_end(text, from, FALSE);
  if (end < from + 4 || !memchr(text + from, '.', end - from) || is_firm(models, text, end)) return;
  from = after_glued_label(models, text, from, end);
  g_autofree char *raw = g_strndup(text + from, end - from);
  double cost = 0;
  g_autofree char *host = cc_domain_repair(models, raw, &cost);
  gsize start = from;
  CcLabelWord label = host ? cc_label_before(models, text, from, &start) : CC_L_NONE;
  if (!host ||
      !(is_social_page(models, host, text[end]) || is_bare_domain(models, raw, host, cost, label)))
    return;
  add_url(models, text, (Head){from, from, end, "", cost + (label == CC_L_URL ? 0 : BARE_COST)},
          host, values);
}

/* "www.117" of "wew. 117": no suffix is a number. */
static gboolean has_digits_last(const char *host) {
  const char *point = strrchr(host, '.'), *last = point ? point + 1 : host;
  return strspn(last, "0123456789") == strlen(last);
}

void cc_urls_find(const CcModels *models, char *text, GPtrArray *values) {
  gsize length = strlen(text);
  for (gsize i = 0; i < length; i++) {
    Head head;
    if (!head_at(text, i, &head)) continue;
    g_autofree char *host = host_of(models, text, &head);
    if (!host) host = odd_host(text, &head);
    if (!host || has_digits_last(host)) continue;
    add_url(models, text, head, host, values);
  }
  for (gsize i = 0; i < length; i++)
    if (g_ascii_isalnum(text[i]) &&
        (i == 0 || !(g_ascii_isalnum(text[i - 1]) || strchr("-.@_&", text[i - 1]))))
      bare_in_word(models, text, i, values);
}
