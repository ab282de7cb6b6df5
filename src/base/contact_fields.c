/* The fields of a contact: all there is to know of each, a row each. */
#include "base/base.h"

#include <string.h>

#define AT(member) G_STRUCT_OFFSET(CardcatContact, member)

static const CardcatFieldInfo fields[CARDCAT_FIELDS] = {
    [CARDCAT_FIELD_NAME] = {.kind = CARDCAT_KIND_NAME,
                            .offset = AT(name),
                            .key = "name",
                            .name = "name",
                            .label = "Name",
                            .columns = "name,prefix,given,middle,family,suffix",
                            .vcard = "FN",
                            .core = TRUE},
    [CARDCAT_FIELD_PRONOUNS] = {.kind = CARDCAT_KIND_TEXT,
                                .offset = AT(pronouns),
                                .key = "pronouns",
                                .name = "pronouns",
                                .label = "Pronouns",
                                .columns = "pronouns",
                                .vcard4 = "PRONOUNS"}, /* RFC 9554 */
    [CARDCAT_FIELD_ORGANIZATION] = {.kind = CARDCAT_KIND_TEXT,
                                    .offset = AT(organization),
                                    .key = "organization",
                                    .name = "organization",
                                    .label = "Organization",
                                    .columns = "organization",
                                    .vcard = "ORG",
                                    .core = TRUE},
    [CARDCAT_FIELD_DEPARTMENT] = {.kind = CARDCAT_KIND_TEXT,
                                  .offset = AT(department),
                                  .key = "department",
                                  .name = "department",
                                  .label = "Department",
                                  .columns = "department",
                                  .vcard = "ORG"},
    [CARDCAT_FIELD_TITLES] = {.kind = CARDCAT_KIND_TEXTS,
                              .offset = AT(titles),
                              .key = "titles",
                              .name = "title",
                              .label = "Title",
                              .columns = "title",
                              .vcard = "TITLE",
                              .core = TRUE},
    [CARDCAT_FIELD_EMAILS] = {.kind = CARDCAT_KIND_TEXTS,
                              .offset = AT(emails),
                              .key = "emails",
                              .name = "email",
                              .label = "E-mail",
                              .columns = "email",
                              .vcard = "EMAIL;TYPE=INTERNET",
                              .vcard4 = "EMAIL",
                              .core = TRUE},
    [CARDCAT_FIELD_PHONES] = {.kind = CARDCAT_KIND_PHONES,
                              .offset = AT(phones),
                              .key = "phones",
                              .name = "phone",
                              .label = "Phone",
                              .columns = "work_phone,mobile_phone,fax,home_phone,other_phone",
                              .vcard = "TEL",
                              .core = TRUE},
    [CARDCAT_FIELD_URLS] = {.kind = CARDCAT_KIND_TEXTS,
                            .offset = AT(urls),
                            .key = "urls",
                            .name = "url",
                            .label = "Web",
                            .columns = "url",
                            .vcard = "URL",
                            .core = TRUE},
    [CARDCAT_FIELD_ADDRESSES] = {.kind = CARDCAT_KIND_ADDRESSES,
                                 .offset = AT(addresses),
                                 .key = "addresses",
                                 .name = "address",
                                 .label = "Address",
                                 .columns = "address,street,postcode,locality,region,country",
                                 .vcard = "ADR"},
    [CARDCAT_FIELD_NOTES] = {.kind = CARDCAT_KIND_NOTES,
                             .offset = AT(notes),
                             .key = "notes",
                             .name = "note",
                             .label = "Also printed",
                             .columns = "also_printed",
                             .vcard = "NOTE"},
};

static const CardcatField shown[CARDCAT_FIELDS] = {
    CARDCAT_FIELD_NAME,         CARDCAT_FIELD_PRONOUNS,   CARDCAT_FIELD_TITLES,
    CARDCAT_FIELD_ORGANIZATION, CARDCAT_FIELD_DEPARTMENT, CARDCAT_FIELD_EMAILS,
    CARDCAT_FIELD_PHONES,       CARDCAT_FIELD_URLS,       CARDCAT_FIELD_ADDRESSES,
    CARDCAT_FIELD_NOTES,
};

static const CardcatPhoneTypeInfo phone_types[CARDCAT_PHONE_TYPES] = {
    [CARDCAT_PHONE_WORK] = {"work", "phone-work", "Phone, work", "TEL;TYPE=WORK,VOICE"},
    [CARDCAT_PHONE_MOBILE] = {"mobile", "phone-mobile", "Phone, mobile", "TEL;TYPE=CELL,VOICE"},
    [CARDCAT_PHONE_FAX] = {"fax", "phone-fax", "Phone, fax", "TEL;TYPE=WORK,FAX"},
    [CARDCAT_PHONE_HOME] = {"home", "phone-home", "Phone, home", "TEL;TYPE=HOME,VOICE"},
    [CARDCAT_PHONE_OTHER] = {"other", "phone-other", "Phone, other", "TEL;TYPE=VOICE"},
};

/* ---- telephone numbers ----------------------------------------------------------------------- */

const CardcatPhoneTypeInfo *cardcat_phone_type_info(CardcatPhoneType type) {
  g_return_val_if_fail((guint)type < CARDCAT_PHONE_TYPES, &phone_types[CARDCAT_PHONE_OTHER]);
  return &phone_types[type];
}

const char *cardcat_phone_type_name(CardcatPhoneType type) {
  return cardcat_phone_type_info(type)->name;
}

gboolean cardcat_phone_type_parse(const char *name, CardcatPhoneType *type) {
  for (guint i = 0; i < CARDCAT_PHONE_TYPES; i++)
    if (g_strcmp0(name, phone_types[i].name) == 0) {
      *type = (CardcatPhoneType)i;
      return TRUE;
    }
  return FALSE;
}

/* ---- fields ---------------------------------------------------------------------------------- */

const CardcatFieldInfo *cardcat_field_info(CardcatField field) {
  g_return_val_if_fail((guint)field < CARDCAT_FIELDS, &fields[CARDCAT_FIELD_NOTES]);
  return &fields[field];
}

CardcatField cardcat_field_shown(guint place) {
  g_return_val_if_fail(place < CARDCAT_FIELDS, CARDCAT_FIELD_NOTES);
  return shown[place];
}

gboolean cardcat_field_is_list(CardcatField field) {
  CardcatFieldKind kind = cardcat_field_info(field)->kind;
  return kind != CARDCAT_KIND_NAME && kind != CARDCAT_KIND_TEXT;
}

static gboolean is_called(const char *name, gsize length, const char *it) {
  return strlen(it) == length && strncmp(name, it, length) == 0;
}

gboolean cardcat_field_find(const char *name, gssize length, CardcatField *field) {
  gsize n = length < 0 ? strlen(name) : (gsize)length;
  for (guint i = 0; i < CARDCAT_FIELDS; i++)
    if (is_called(name, n, fields[i].key) || is_called(name, n, fields[i].name)) {
      *field = (CardcatField)i;
      return TRUE;
    }
  return FALSE;
}

/* ---- values ---------------------------------------------------------------------------------- */

char *cardcat_field_print(CardcatField field, guint index) {
  const char *key = cardcat_field_info(field)->key;
  return cardcat_field_is_list(field) ? g_strdup_printf("%s[%u]", key, index) : g_strdup(key);
}

/* The 2 of "[2]". */
static gboolean parse_index(const char *text, guint *index) {
  g_autofree char *digits = g_strndup(text, strcspn(text, "]"));
  guint64 value = 0;
  if (*text != '[' || strcmp(text + strlen(digits), "]") != 0) return FALSE;
  if (!g_ascii_string_to_unsigned(digits + 1, 10, 0, G_MAXUINT16, &value, NULL)) return FALSE;
  *index = (guint)value;
  return TRUE;
}

gboolean cardcat_field_parse(const char *text, CardcatField *field, guint *index) {
  gsize length = strcspn(text, "[");
  CardcatField found;
  guint at = 0;
  if (!cardcat_field_find(text, (gssize)length, &found) ||
      !is_called(text, length, fields[found].key))
    return FALSE;
  gboolean whole = cardcat_field_is_list(found) ? parse_index(text + length, &at) : !text[length];
  if (!whole) return FALSE;
  *field = found;
  *index = at;
  return TRUE;
}
