/* What a vCard is of, where it is of no person: KIND of RFC 6350, and what Apple writes instead. */
#include "input/input.h"

#include <string.h>

#define MEMBERS_MAX 10000
#define URN "urn:uuid:"

static gboolean is_named(const CcProperty *property, const char *name) {
  return g_str_equal(property->name, name) ||
         (g_str_has_prefix(property->name, "X-ADDRESSBOOKSERVER-") &&
          g_str_equal(property->name + strlen("X-ADDRESSBOOKSERVER-"), name));
}

CardcatFormat cc_vcard_version(const GPtrArray *properties) {
  const CcProperty *version = cc_vcard_find(properties, "VERSION");
  return version && g_str_has_prefix(version->value, "4") ? CARDCAT_FORMAT_VCARD4
                                                          : CARDCAT_FORMAT_VCARD;
}

CcVcardKind cc_vcard_kind(const GPtrArray *properties) {
  for (guint i = 0; i < properties->len; i++) {
    const CcProperty *property = properties->pdata[i];
    g_autofree char *value = g_ascii_strdown(property->value, -1);
    g_strstrip(value);
    if (g_str_equal(property->name, "X-ABSHOWAS") && g_str_equal(value, "company"))
      return CC_VCARD_THING;
    if (!is_named(property, "KIND") || !*value || g_str_equal(value, "individual")) continue;
    return g_str_equal(value, "group") ? CC_VCARD_GROUP : CC_VCARD_THING;
  }
  return CC_VCARD_PERSON;
}

void cardcat_input_group_free(CardcatInputGroup *group) {
  if (!group) return;
  g_free(group->name);
  g_ptr_array_unref(group->members);
  g_free(group);
}

/* Whoever is named otherwise than by a UID is counted, and not known. */
static void take_member(CardcatInputGroup *group, const CcProperty *property) {
  g_autofree char *text = cc_property_text(property);
  g_autofree char *clean = cc_text_clean(text, -1, CC_TEXT_MAX);
  gboolean is_urn = g_ascii_strncasecmp(clean, URN, strlen(URN)) == 0;
  gboolean is_other = !is_urn && strchr(clean, ':') != NULL;
  if (*clean && group->members->len < MEMBERS_MAX)
    g_ptr_array_add(group->members,
                    is_other ? NULL : cc_entry_uid(is_urn ? clean + strlen(URN) : clean));
}

CardcatInputGroup *cc_vcard_group(const GPtrArray *properties, const char *name) {
  CardcatInputGroup *group = g_new0(CardcatInputGroup, 1);
  group->name = cc_clean_or_null(name);
  group->members = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < properties->len; i++)
    if (is_named(properties->pdata[i], "MEMBER")) take_member(group, properties->pdata[i]);
  return group;
}
