/* The features' names, as models/weights.tsv has them. */
#include "fields/decide/decide.h"

#include <string.h>

static const char *const own_names[CC_OWN_FEATURES] = {
#define FEATURE(id, name) [CC_F_##id] = name,
#define SHARE(id, name)                                             \
  [CC_F_##id##_ANY] = name ":any", [CC_F_##id##_FEW] = name ":few", \
  [CC_F_##id##_HALF] = name ":half", [CC_F_##id##_ALL] = name ":all",
#define BRIEF(id, name) [CC_F_##id] = name, [CC_F_##id##_BRIEF] = name "+brief",
    CC_FEATURE_TABLE(FEATURE, SHARE, BRIEF)
#undef FEATURE
#undef SHARE
#undef BRIEF
};

static const char *const relation_names[CC_RELATIONS] = {
#define RELATION(id, name) [CC_REL_##id] = name,
    CC_RELATION_TABLE(RELATION)
#undef RELATION
};

static const char *const neighbour_names[CC_NEIGHBOURS] = {
#define NEIGHBOUR(id, name) [CC_AT_##id] = name,
    CC_NEIGHBOUR_TABLE(NEIGHBOUR)
#undef NEIGHBOUR
};

static const char *const label_names[CC_KINDS] = {
    "name", "org", "title", "dept", "address", "note", "noise", "email", "url", "phone", "edge"};

const char *cc_label_name(CcLabel label) {
  return (guint)label < CC_KINDS ? label_names[label] : "?";
}

CcFeature cc_feature_of_pair(CcRelation relation, CcLabel other) {
  return (CcFeature)(CC_FIRST_PAIR + relation * CC_KINDS + other);
}

CcFeature cc_feature_of_neighbour(CcNeighbour neighbour, CcFeature feature) {
  return (CcFeature)(CC_FIRST_NEIGHBOUR + neighbour * CC_NEIGHBOUR_FEATURES + feature);
}

CcFeature cc_feature_of_value(CcNeighbour neighbour, CcLabel kind) {
  return cc_feature_of_neighbour(neighbour, (CcFeature)(CC_OWN_FEATURES + kind));
}

char *cc_feature_name(CcFeature feature) {
  if (feature < CC_FIRST_PAIR) return g_strdup(own_names[feature]);
  if (feature < CC_FIRST_NEIGHBOUR) {
    guint pair = feature - CC_FIRST_PAIR;
    return g_strconcat(relation_names[pair / CC_KINDS], ":", label_names[pair % CC_KINDS], NULL);
  }
  guint at = feature - CC_FIRST_NEIGHBOUR, of = at % CC_NEIGHBOUR_FEATURES;
  return g_strconcat(neighbour_names[at / CC_NEIGHBOUR_FEATURES], "=",
                     of < CC_OWN_FEATURES ? own_names[of] : label_names[of - CC_OWN_FEATURES],
                     NULL);
}

/* The place of the first LENGTH letters of NAME among N NAMES; -1. */
static int place_of(const char *const *names, guint n, const char *name, gsize length) {
  for (guint i = 0; i < n; i++)
    if (strlen(names[i]) == length && strncmp(names[i], name, length) == 0) return (int)i;
  return -1;
}

static gboolean parse_neighbour(const char *name, const char *sign, CcFeature *feature) {
  int neighbour = place_of(neighbour_names, CC_NEIGHBOURS, name, (gsize)(sign - name));
  int own = place_of(own_names, CC_OWN_FEATURES, sign + 1, strlen(sign + 1));
  int kind = own >= 0 ? -1 : place_of(label_names, CC_KINDS, sign + 1, strlen(sign + 1));
  if (neighbour < 0 || (own < 0 && kind < 0)) return FALSE;
  *feature =
      own >= 0 ? cc_feature_of_neighbour(neighbour, own) : cc_feature_of_value(neighbour, kind);
  return TRUE;
}

gboolean cc_feature_parse(const char *name, CcFeature *feature) {
  const char *sign = strchr(name, '='), *colon = strchr(name, ':');
  if (sign) return parse_neighbour(name, sign, feature);
  int own = place_of(own_names, CC_OWN_FEATURES, name, strlen(name));
  if (own >= 0) *feature = own;
  if (own >= 0 || !colon) return own >= 0;
  int relation = place_of(relation_names, CC_RELATIONS, name, (gsize)(colon - name));
  int kind = place_of(label_names, CC_KINDS, colon + 1, strlen(colon + 1));
  if (relation < 0 || kind < 0) return FALSE;
  *feature = cc_feature_of_pair(relation, kind);
  return TRUE;
}
