/* A postal address: street, town, region, postcode, country out of its lines. */
#include "fields/grammar/grammar.h"

#include <string.h>

typedef struct {
  const CcModels *models;
  const char *region;
  CardcatAddress *address;
} Work;

static char *trimmed(const char *text, gsize length) {
  g_autofree char *copy = g_strndup(text, length);
  char *p = copy;
  while (*p && strchr(" ,;.-|/()", *p))
    p++;
  gsize end = strlen(p);
  for (;;) {
    while (end > 0 && strchr(" ,;-|/(", p[end - 1]))
      end--;
    if (end < 3 || strncmp(p + end - 3, "\xE2\x80\x93", 3) != 0) break; /* a dash */
    end -= 3;
  }
  return g_strndup(p, end);
}

static void set(char **field, const char *text) {
  g_free(*field);
  *field = g_strdup(text);
}

static void add_street(CardcatAddress *address, const char *part) {
  g_autofree char *old = address->street;
  address->street = old ? g_strconcat(old, ", ", part, NULL) : g_strdup(part);
}

/* ---- countries and regions ------------------------------------------------------------------ */

/* A country that is one town. */
static gboolean is_city(const CcModels *models, const char *code) {
  return cc_models_lists(models, CC_LIST_CITY_STATE, code);
}

/* A part that is a country's name and nothing else. */
static gboolean take_country(Work *work, const char *part) {
  g_autofree char *key = cc_fold(part);
  const char *code = cc_models_country(work->models, key);
  if (!code) return FALSE;
  set(&work->address->country, code);
  if (is_city(work->models, code) && !work->address->locality) set(&work->address->locality, part);
  return TRUE;
}

/* The byte at which the last COUNT words of TEXT begin; its length when it has not so many. */
static gsize last_words(const char *text, guint count) {
  gsize at = strlen(text);
  for (guint i = 0; i < count; i++) {
    if (i > 0)
      while (at > 0 && text[at - 1] == ' ')
        at--;
    if (at == 0) return strlen(text);
    while (at > 0 && !strchr(" ,(-/", text[at - 1]))
      at--;
  }
  return at;
}

/* The name of a state; PARTED by a sign it may be that of a town, too. */
static gboolean is_state(const CcModels *models, const char *word, gboolean parted) {
  g_autofree char *key = cc_fold(word);
  guint32 flags = cc_models_flags(models, key);
  return strlen(key) > 3 && (flags & CC_W_STATE) && (parted || !(flags & CC_W_TOWN));
}

/* "TX", "N.Y". */
static gboolean is_state_code(const CcModels *models, const char *word) {
  g_auto(GStrv) letters = g_strsplit(word, ".", -1);
  g_autofree char *code = g_strjoinv("", letters);
  return cc_models_state_code(models, code, NULL);
}

/* "TX", "(MI)", "(Québec)", "Tamil Nadu" at the end of TEXT is the region; TEXT is cut before it.
 * A name needs a sign before it, unless it is ALL that TEXT may be. */
static gboolean take_region(Work *work, char *text, gboolean all) {
  gsize end = strlen(text);
  while (end > 0 && strchr(" ,.)-", text[end - 1]))
    end--;
  g_autofree char *head = g_strndup(text, end);
  for (guint count = 1; count <= 3; count++) {
    gsize start = last_words(head, count);
    if (start >= end) return FALSE;
    const char *word = head + start;
    gsize before = start;
    while (before > 0 && head[before - 1] == ' ')
      before--;
    gboolean parted = before > 0 && strchr(",(-/", head[before - 1]);
    gboolean code = count == 1 && (start > 0 || all) && is_state_code(work->models, word);
    gboolean name = (parted || (all && start == 0)) && is_state(work->models, word, parted);
    if (!code && !name) continue;
    set(&work->address->region, word);
    text[start] = '\0';
    return TRUE;
  }
  return FALSE;
}

/* "Dubai - UAE", "302021 India": PART without the country that closes it, owned; NULL when none
 * does. */
static char *without_country(Work *work, const char *part) {
  for (guint count = 1; count <= 3; count++) {
    gsize start = last_words(part, count);
    gsize before = start;
    while (before > 0 && part[before - 1] == ' ')
      before--;
    if (before == 0 || start >= strlen(part)) return NULL;
    gboolean parted = strchr("-/.()", part[before - 1]) || g_ascii_isdigit(part[before - 1]);
    if (parted && take_country(work, part + start)) return trimmed(part, before);
  }
  return NULL;
}

/* ---- town and postcode ---------------------------------------------------------------------- */

static void set_locality(Work *work, const char *text) {
  g_autofree char *town = trimmed(text, strlen(text));
  if (!*town) return;
  CardcatAddress *address = work->address;
  g_autofree char *key = cc_fold(town);
  const char *code = cc_models_country(work->models, key);
  if (code && !is_city(work->models, code)) return;
  if (!address->locality || (address->country && is_city(work->models, address->country)))
    set(&address->locality, town);
}

/* "CEP", "PIN", "Postal Code": the words before a postcode. */
static void cut_label(const CcModels *models, char *text) {
  const GPtrArray *labels = cc_models_list(models, CC_LIST_POSTCODE_LABEL);
  gsize end = strlen(text);
  while (end > 0 && strchr(" :.-", text[end - 1]))
    text[--end] = '\0';
  for (guint i = 0; i < labels->len; i++) {
    const char *label = labels->pdata[i];
    gsize length = strlen(label);
    if (length > end || g_ascii_strcasecmp(text + end - length, label) != 0) continue;
    if (length < end && g_ascii_isalnum(text[end - length - 1])) continue;
    text[end - length] = '\0';
    return;
  }
}

/* "Mill Lane 12 - Centro - Campinas": the town is the last; what stands before is of the street. */
static void set_last_as_locality(Work *work, const char *text) {
  g_autofree char *town = trimmed(text, strlen(text));
  char *dash = g_strrstr(town, " - ");
  if (dash && strpbrk(town, "0123456789")) {
    *dash = '\0';
    add_street(work->address, town);
    set_locality(work, dash + 3);
  } else
    set_locality(work, town);
}

/* The town stands after the postcode in most of Europe, before it elsewhere. */
static void take_postcode(Work *work, const char *part, gsize start, gsize end, const char *form) {
  CardcatAddress *address = work->address;
  address->postcode = g_strndup(part + start, end - start);
  if (*form && !address->country) address->country = g_strdup(form);
  g_autofree char *before = trimmed(part, start);
  g_autofree char *after = trimmed(part + end, strlen(part + end));
  cut_label(work->models, before);
  take_region(work, before, TRUE);
  g_autofree char *town = trimmed(before, strlen(before));
  if (*after) take_region(work, after, *town && !strpbrk(town, "0123456789"));
  if (*after && !take_country(work, after)) {
    set_locality(work, after);
    if (*town && !address->street) address->street = g_steal_pointer(&town);
  } else
    set_last_as_locality(work, town);
}

static gboolean is_town(const CcModels *models, const char *part) {
  g_autoptr(GArray) tokens = cc_tokens(models, part);
  gboolean town = FALSE;
  for (guint i = 0; i < tokens->len; i++) {
    const CcToken *token = cc_token(tokens, i);
    if ((token->shape & CC_T_DIGIT) || (token->flags & (CC_W_STREET | CC_W_UNIT | CC_W_ORG)))
      return FALSE;
    town |= (token->flags & (CC_W_TOWN | CC_W_STATE)) != 0;
  }
  return town;
}

static GStrv parts_of(const char *full) {
  g_auto(GStrv) raw = g_strsplit(full, ", ", -1);
  GStrvBuilder *builder = g_strv_builder_new();
  for (guint i = 0; raw[i]; i++) {
    g_autofree char *part = trimmed(raw[i], strlen(raw[i]));
    if (*part) g_strv_builder_add(builder, part);
  }
  GStrv parts = g_strv_builder_end(builder);
  g_strv_builder_unref(builder);
  return parts;
}

/* "Juniper Avenue", "Boise", "ID 83702": the part before a lone postcode was the town.  What was
 * taken for a region is one where nothing else is. */
static void town_from_street(const CcModels *models, CardcatAddress *address) {
  char *comma = address->street ? g_strrstr(address->street, ", ") : NULL;
  if (address->locality) return;
  g_autoptr(GArray) tokens = cc_tokens(models, comma ? comma + 2 : "");
  gboolean street = cc_tokens_have(tokens, CC_W_STREET) || (comma && strpbrk(comma, "0123456789"));
  if (comma && !street) {
    address->locality = g_strdup(comma + 2);
    *comma = '\0';
  } else if (address->region && strlen(address->region) > 3)
    address->locality = g_steal_pointer(&address->region);
}

/* "Truro", "Cornwall": the town is the part before what was taken for one. */
static void county_from_locality(const CcModels *models, CardcatAddress *address) {
  if (!address->locality || address->region || !address->street) return;
  g_autofree char *key = cc_fold(address->locality);
  char *comma = g_strrstr(address->street, ", ");
  if (!comma || !cc_models_lists(models, CC_LIST_COUNTY, key)) return;
  g_autoptr(GArray) tokens = cc_tokens(models, comma + 2);
  if (cc_tokens_have(tokens, CC_W_STREET) || strpbrk(comma, "0123456789")) return;
  address->region = g_steal_pointer(&address->locality);
  address->locality = g_strdup(comma + 2);
  *comma = '\0';
}

/* Part INDEX has neither postcode nor country: a town is kept in PENDING. */
static void take_part(Work *work, char *part, guint index, char **pending) {
  CardcatAddress *address = work->address;
  g_autofree char *key = cc_fold(part);
  gboolean state = (cc_models_flags(work->models, key) & CC_W_STATE) != 0;
  gboolean code = *pending && is_state_code(work->models, part);
  if (index > 0 && !address->region && (code || (address->postcode && state)))
    set(&address->region, part);
  else if (!address->locality && index > 0 && is_town(work->models, part)) {
    if (*pending) add_street(address, *pending);
    set(pending, part);
  } else
    add_street(address, part);
}

void cc_address_parse(const CcModels *models, const char *region, CardcatAddress *address) {
  Work work = {models, region, address};
  g_auto(GStrv) parts = parts_of(address->full);
  g_autofree char *pending = NULL; /* the part before the postcode: a town or a street */
  for (guint i = 0; parts[i]; i++) {
    gsize start, end;
    char form[3];
    if (i > 0 && take_country(&work, parts[i])) continue;
    g_autofree char *rest = without_country(&work, parts[i]);
    char *part = rest ? rest : parts[i];
    CcPostcodeKind kind = address->postcode
                              ? CC_POSTCODE_NONE
                              : cc_postcode_find(models, part, region, &start, &end, form);
    if (kind != CC_POSTCODE_NONE)
      take_postcode(&work, part, start, end, form);
    else
      take_part(&work, part, i, &pending);
  }
  if (pending) {
    if (!address->region) take_region(&work, pending, FALSE);
    if (address->locality)
      add_street(address, pending);
    else
      set_last_as_locality(&work, pending);
  }
  if (address->postcode) town_from_street(models, address);
  county_from_locality(models, address);
  if (!address->country && region && *region) address->country = g_strdup(region);
}
