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
  while (end > 0 && strchr(" ,;-|/(", p[end - 1]))
    end--;
  return g_strndup(p, end);
}

/* A part that is a country's name and nothing else. */
static gboolean take_country(Work *work, const char *part) {
  g_autofree char *key = cc_fold(part);
  const char *code = cc_models_country(work->models, key);
  if (!code) return FALSE;
  g_free(work->address->country);
  work->address->country = g_strdup(code);
  return TRUE;
}

/* "TX", "(MI)", "NSW" at the end of TEXT is the region; TEXT is cut before it. */
static void take_region(Work *work, char *text) {
  gsize end = strlen(text);
  while (end > 0 && strchr(" ,.)", text[end - 1]))
    end--;
  gsize start = end;
  while (start > 0 && (g_ascii_isalpha(text[start - 1]) || text[start - 1] == '.'))
    start--;
  g_autofree char *word = g_strndup(text + start, end - start);
  g_autofree char *key = cc_fold(word);
  gboolean code = cc_models_state_code(work->models, word, NULL);
  gboolean state = strlen(key) > 3 && start > 0 &&
                   strchr(",(", text[start - 1 - (start > 1 && text[start - 1] == ' ')]) &&
                   (cc_models_flags(work->models, key) & CC_W_STATE);
  if (!code && !state) return;
  g_free(work->address->region);
  work->address->region = g_strdup(word);
  text[start] = '\0';
}

static void set_locality(Work *work, const char *text) {
  g_autofree char *town = trimmed(text, strlen(text));
  if (!*town || work->address->locality) return;
  work->address->locality = g_steal_pointer(&town);
}

/* The town stands after the postcode in most of Europe, before it elsewhere. */
static void take_postcode(Work *work, const char *part, gsize start, gsize end, const char *form) {
  CardcatAddress *address = work->address;
  address->postcode = g_strndup(part + start, end - start);
  if (*form && !address->country) address->country = g_strdup(form);
  g_autofree char *before = trimmed(part, start);
  g_autofree char *after = trimmed(part + end, strlen(part + end));
  take_region(work, before);
  take_region(work, after);
  g_autofree char *town = trimmed(before, strlen(before));
  if (*after && !take_country(work, after)) {
    set_locality(work, after);
    if (*town && !address->street) address->street = g_steal_pointer(&town);
  } else
    set_locality(work, before);
}

static gboolean is_town(const CcModels *models, const char *part) {
  g_autoptr(GArray) tokens = cc_tokens(models, part);
  for (guint i = 0; i < tokens->len; i++) {
    const CcToken *token = cc_token(tokens, i);
    if ((token->shape & CC_T_DIGIT) || (token->flags & CC_W_STREET)) return FALSE;
    if (token->flags & (CC_W_TOWN | CC_W_STATE)) return TRUE;
  }
  return FALSE;
}

static void add_street(CardcatAddress *address, const char *part) {
  g_autofree char *old = address->street;
  address->street = old ? g_strconcat(old, ", ", part, NULL) : g_strdup(part);
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

/* "Juniper Avenue", "Boise", "ID 83702": the part before a lone postcode was the town. */
static void town_from_street(CardcatAddress *address) {
  char *comma = address->street ? g_strrstr(address->street, ", ") : NULL;
  if (!comma || address->locality) return;
  address->locality = g_strdup(comma + 2);
  *comma = '\0';
}

void cc_address_parse(const CcModels *models, const char *region, CardcatAddress *address) {
  Work work = {models, region, address};
  g_auto(GStrv) parts = parts_of(address->full);
  g_autofree char *pending = NULL; /* the part before the postcode: a town or a street */
  for (guint i = 0; parts[i]; i++) {
    gsize start, end;
    char form[3];
    if (i > 0 && take_country(&work, parts[i])) continue;
    CcPostcodeKind kind = address->postcode
                              ? CC_POSTCODE_NONE
                              : cc_postcode_find(models, parts[i], region, &start, &end, form);
    if (kind != CC_POSTCODE_NONE)
      take_postcode(&work, parts[i], start, end, form);
    else if (!address->locality && i > 0 && is_town(models, parts[i])) {
      g_free(pending);
      pending = g_strdup(parts[i]);
    } else
      add_street(address, parts[i]);
  }
  if (pending) {
    take_region(&work, pending);
    set_locality(&work, pending);
  }
  if (address->postcode) town_from_street(address);
  if (!address->country && region && *region) address->country = g_strdup(region);
}
