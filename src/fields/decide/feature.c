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

static const char *const label_names[CC_KINDS] = {
    "name", "org", "title", "dept", "address", "note", "junk", "email", "url", "phone", "edge"};

const char *cc_label_name(CcLabel label) {
  return (guint)label < CC_KINDS ? label_names[label] : "?";
}

CcFeature cc_feature_of_pair(CcRelation relation, CcLabel other) {
  return (CcFeature)(CC_OWN_FEATURES + relation * CC_KINDS + other);
}

char *cc_feature_name(CcFeature feature) {
  if (feature < CC_OWN_FEATURES) return g_strdup(own_names[feature]);
  guint pair = feature - CC_OWN_FEATURES;
  return g_strconcat(relation_names[pair / CC_KINDS], ":", label_names[pair % CC_KINDS], NULL);
}

gboolean cc_feature_parse(const char *name, CcFeature *feature) {
  for (guint i = 0; i < CC_FEATURES; i++) {
    g_autofree char *known = cc_feature_name(i);
    if (strcmp(known, name) != 0) continue;
    *feature = i;
    return TRUE;
  }
  return FALSE;
}
