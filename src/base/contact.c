/* The plain data of a contact: made, copied, freed; its values by their fields. */
#include "base/base.h"

CardcatPhone *cardcat_phone_new(CardcatPhoneType type, const char *value, const char *e164,
                                const char *extension) {
  CardcatPhone *phone = g_new0(CardcatPhone, 1);
  phone->type = type;
  phone->value = g_strdup(value);
  phone->e164 = g_strdup(e164);
  phone->extension = g_strdup(extension);
  return phone;
}

CardcatPhone *cardcat_phone_copy(const CardcatPhone *phone) {
  return cardcat_phone_new(phone->type, phone->value, phone->e164, phone->extension);
}

void cardcat_phone_free(CardcatPhone *phone) {
  if (!phone) return;
  g_free(phone->value);
  g_free(phone->e164);
  g_free(phone->extension);
  g_free(phone);
}

CardcatAddress *cardcat_address_new(void) {
  return g_new0(CardcatAddress, 1);
}

CardcatAddress *cardcat_address_copy(const CardcatAddress *address) {
  CardcatAddress *copy = cardcat_address_new();
  copy->full = g_strdup(address->full);
  copy->street = g_strdup(address->street);
  copy->locality = g_strdup(address->locality);
  copy->region = g_strdup(address->region);
  copy->postcode = g_strdup(address->postcode);
  copy->country = g_strdup(address->country);
  return copy;
}

void cardcat_address_free(CardcatAddress *address) {
  if (!address) return;
  g_free(address->full);
  g_free(address->street);
  g_free(address->locality);
  g_free(address->region);
  g_free(address->postcode);
  g_free(address->country);
  g_free(address);
}

static void name_clear(CardcatName *name) {
  g_free(name->full);
  g_free(name->prefix);
  g_free(name->given);
  g_free(name->middle);
  g_free(name->family);
  g_free(name->suffix);
}

static CardcatName name_copy(const CardcatName *name) {
  return (CardcatName){g_strdup(name->full),   g_strdup(name->prefix), g_strdup(name->given),
                       g_strdup(name->middle), g_strdup(name->family), g_strdup(name->suffix)};
}

static void free_list(GPtrArray *list) {
  if (list) g_ptr_array_unref(list);
}

static GPtrArray *list_new(CardcatFieldKind kind) {
  return g_ptr_array_new_with_free_func(
      kind == CARDCAT_KIND_PHONES      ? (GDestroyNotify)cardcat_phone_free
      : kind == CARDCAT_KIND_ADDRESSES ? (GDestroyNotify)cardcat_address_free
                                       : g_free);
}

/* ---- by its fields --------------------------------------------------------------------------- */

static gpointer place_of(const CardcatContact *contact, CardcatField field) {
  return (char *)contact + cardcat_field_info(field)->offset;
}

char **cardcat_contact_text(CardcatContact *contact, CardcatField field) {
  if (field == CARDCAT_FIELD_NAME) return &contact->name.full;
  return cardcat_field_is_list(field) ? NULL : (char **)place_of(contact, field);
}

GPtrArray *cardcat_contact_list(const CardcatContact *contact, CardcatField field) {
  return cardcat_field_is_list(field) ? *(GPtrArray **)place_of(contact, field) : NULL;
}

guint cardcat_contact_count(const CardcatContact *contact, CardcatField field) {
  const GPtrArray *list = cardcat_contact_list(contact, field);
  if (list) return list->len;
  return cardcat_contact_value(contact, field, 0) ? 1 : 0;
}

const char *cardcat_contact_value(const CardcatContact *contact, CardcatField field, guint index) {
  const GPtrArray *list = cardcat_contact_list(contact, field);
  if (!list) return *cardcat_contact_text((CardcatContact *)contact, field);
  if (index >= list->len) return NULL;
  switch (cardcat_field_info(field)->kind) {
    case CARDCAT_KIND_PHONES:
      return ((const CardcatPhone *)list->pdata[index])->value;
    case CARDCAT_KIND_ADDRESSES:
      return ((const CardcatAddress *)list->pdata[index])->full;
    default:
      return list->pdata[index];
  }
}

void cardcat_contact_add(CardcatContact *contact, CardcatField field, gconstpointer member) {
  GPtrArray *list = cardcat_contact_list(contact, field);
  g_return_if_fail(list);
  CardcatFieldKind kind = cardcat_field_info(field)->kind;
  g_ptr_array_add(list, kind == CARDCAT_KIND_PHONES      ? (gpointer)cardcat_phone_copy(member)
                        : kind == CARDCAT_KIND_ADDRESSES ? (gpointer)cardcat_address_copy(member)
                                                         : (gpointer)g_strdup(member));
}

/* ---- life ------------------------------------------------------------------------------------ */

CardcatContact *cardcat_contact_new(void) {
  CardcatContact *contact = g_new0(CardcatContact, 1);
  for (CardcatField field = 0; field < CARDCAT_FIELDS; field++)
    if (cardcat_field_is_list(field))
      *(GPtrArray **)place_of(contact, field) = list_new(cardcat_field_info(field)->kind);
  return contact;
}

CardcatContact *cardcat_contact_copy(const CardcatContact *contact) {
  CardcatContact *copy = cardcat_contact_new();
  for (CardcatField field = 0; field < CARDCAT_FIELDS; field++) {
    const GPtrArray *list = cardcat_contact_list(contact, field);
    if (!list)
      *cardcat_contact_text(copy, field) = g_strdup(cardcat_contact_value(contact, field, 0));
    for (guint i = 0; list && i < list->len; i++)
      cardcat_contact_add(copy, field, list->pdata[i]);
  }
  g_free(copy->name.full);
  copy->name = name_copy(&contact->name);
  return copy;
}

void cardcat_contact_free(CardcatContact *contact) {
  if (!contact) return;
  for (CardcatField field = 0; field < CARDCAT_FIELDS; field++) {
    free_list(cardcat_contact_list(contact, field));
    if (!cardcat_field_is_list(field))
      g_clear_pointer(cardcat_contact_text(contact, field), g_free);
  }
  name_clear(&contact->name);
  g_free(contact);
}

gboolean cardcat_contact_is_empty(const CardcatContact *contact) {
  for (CardcatField field = 0; field < CARDCAT_FIELDS; field++)
    if ((cardcat_field_info(field)->core || field == CARDCAT_FIELD_ADDRESSES) &&
        cardcat_contact_count(contact, field) > 0)
      return FALSE;
  return TRUE;
}
