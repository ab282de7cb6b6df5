/* One value of a contact is given, taken away, moved to another kind. */
#include "review/review.h"

static void set_text(char **text, const char *value) {
  g_free(*text);
  *text = g_strdup(value);
}

static void set_member(CardcatContact *contact, CardcatField field, guint at, const char *value) {
  GPtrArray *list = cardcat_contact_list(contact, field);
  CardcatFieldKind kind = cardcat_field_info(field)->kind;
  if (!value)
    g_ptr_array_remove_index(list, at);
  else if (kind == CARDCAT_KIND_PHONES)
    cc_phone_retype(list->pdata[at], value);
  else if (kind == CARDCAT_KIND_ADDRESSES)
    cc_address_retype(list->pdata[at], value);
  else
    set_text((char **)&list->pdata[at], value);
}

void cc_field_set(CardcatContact *contact, CardcatField field, guint index, const char *value) {
  if (field == CARDCAT_FIELD_NAME)
    cc_name_retype(contact, value, NULL);
  else if (!cardcat_field_is_list(field))
    set_text(cardcat_contact_text(contact, field), value);
  else if (index < cardcat_contact_count(contact, field))
    set_member(contact, field, index, value);
}

static void append(CardcatContact *contact, const CcKind *kind, const char *value) {
  GPtrArray *list = cardcat_contact_list(contact, kind->field);
  CardcatFieldKind holds = cardcat_field_info(kind->field)->kind;
  g_ptr_array_add(list, holds == CARDCAT_KIND_PHONES
                            ? (gpointer)cardcat_phone_new(kind->type, value, NULL, NULL)
                        : holds == CARDCAT_KIND_ADDRESSES ? (gpointer)cardcat_address_new()
                                                          : (gpointer)g_strdup(value));
  set_member(contact, kind->field, list->len - 1, value);
}

void cc_field_add(CardcatContact *contact, const CcKind *kind, const char *value) {
  if (cardcat_field_is_list(kind->field))
    append(contact, kind, value);
  else
    cc_field_set(contact, kind->field, 0, value);
}

void cc_field_move(CardcatContact *contact, const CcField *field, const CcKind *kind) {
  GPtrArray *from = cardcat_contact_list(contact, field->field);
  char **text = cardcat_contact_text(contact, kind->field);
  if (kind->field == field->field) {
    if (from == contact->phones) ((CardcatPhone *)from->pdata[field->index])->type = kind->type;
    return;
  }
  g_autofree char *value = g_strdup(field->value);
  g_autofree char *held = text ? g_strdup(*text) : NULL;
  cc_field_set(contact, field->field, field->index, held);
  cc_field_add(contact, kind, value);
}
