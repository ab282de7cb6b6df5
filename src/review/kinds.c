/* The kinds a value can be of. */
#include "review/review.h"

static CcKind kind_of(CardcatField field, CardcatPhoneType type) {
  const CardcatFieldInfo *info = cardcat_field_info(field);
  const CardcatPhoneTypeInfo *phone = cardcat_phone_type_info(type);
  if (info->kind == CARDCAT_KIND_PHONES) return (CcKind){field, type, phone->choice, phone->label};
  return (CcKind){field, type, info->name, info->label};
}

gboolean cc_kind_at(guint place, CcKind *kind) {
  for (guint i = 0; i < CARDCAT_FIELDS; i++) {
    CardcatField field = cardcat_field_shown(i);
    gboolean phone = cardcat_field_info(field)->kind == CARDCAT_KIND_PHONES;
    guint count = phone ? CARDCAT_PHONE_TYPES : 1;
    if (place < count) {
      *kind = kind_of(field, phone ? (CardcatPhoneType)place : CARDCAT_PHONE_OTHER);
      return TRUE;
    }
    place -= count;
  }
  return FALSE;
}

gboolean cc_kind_find(const char *name, CcKind *kind) {
  CcKind found;
  for (guint i = 0; cc_kind_at(i, &found); i++)
    if (g_str_equal(found.name, name)) {
      *kind = found;
      return TRUE;
    }
  return FALSE;
}

CcKind cc_kind_of(const CardcatContact *contact, CardcatField field, guint index) {
  gboolean phone = cardcat_field_info(field)->kind == CARDCAT_KIND_PHONES;
  return kind_of(field, phone ? ((const CardcatPhone *)contact->phones->pdata[index])->type
                              : CARDCAT_PHONE_OTHER);
}
