/* The kinds a value can be of. */
#include "review/value/value.h"

const CcKind cc_kinds[] = {
    {"name", "Name"},
    {"organization", "Organization"},
    {"title", "Title"},
    {"department", "Department"},
    {"email", "E-mail"},
    {"phone-work", "Phone, work"},
    {"phone-mobile", "Phone, mobile"},
    {"phone-fax", "Phone, fax"},
    {"phone-home", "Phone, home"},
    {"phone-other", "Phone, other"},
    {"url", "Web"},
    {"address", "Address"},
    {"note", "Also printed"},
    {0},
};

const char *cc_kind_label(const char *kind) {
  for (const CcKind *k = cc_kinds; k->label; k++)
    if (g_str_equal(k->kind, kind)) return k->label;
  return NULL;
}
