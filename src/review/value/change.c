/* One value of a contact is given, taken away, moved to another kind. */
#include "review/value/value.h"

static void set_text(char **text, const char *value) {
  g_free(*text);
  *text = g_strdup(value);
}

static void set_member(CardcatContact *contact, GPtrArray *list, guint at, const char *value) {
  if (!value)
    g_ptr_array_remove_index(list, at);
  else if (list == contact->phones)
    cc_phone_retype(list->pdata[at], value);
  else if (list == contact->addresses)
    cc_address_retype(list->pdata[at], value);
  else
    set_text((char **)&list->pdata[at], value);
}

void cc_field_set(CardcatContact *contact, const char *field, const char *value) {
  char **text = cc_contact_text(contact, field);
  GPtrArray *list = cc_contact_list(contact, field);
  if (g_str_equal(field, "name"))
    cc_name_retype(&contact->name, value);
  else if (text)
    set_text(text, value);
  else if (list && cc_field_index(field) < list->len)
    set_member(contact, list, cc_field_index(field), value);
}

static void append(CardcatContact *contact, GPtrArray *list, const char *value,
                   CardcatPhoneType type) {
  g_ptr_array_add(list, list == contact->phones
                            ? (gpointer)cardcat_phone_new(type, value, NULL, NULL)
                        : list == contact->addresses ? (gpointer)cardcat_address_new()
                                                     : (gpointer)g_strdup(value));
  set_member(contact, list, list->len - 1, value);
}

void cc_field_move(CardcatContact *contact, const CcField *field, const char *kind,
                   CardcatPhoneType type) {
  GPtrArray *from = cc_contact_list(contact, field->field), *to = cc_contact_list(contact, kind);
  char **text = cc_contact_text(contact, kind);
  guint at = cc_field_index(field->field);
  if (from && from == to) {
    if (to == contact->phones) ((CardcatPhone *)to->pdata[at])->type = type;
    return;
  }
  g_autofree char *value = g_strdup(field->value);
  g_autofree char *held = text ? g_strdup(*text) : NULL;
  if (text && g_str_equal(kind, field->field)) return;
  if (from && held)
    set_member(contact, from, at, held);
  else
    cc_field_set(contact, field->field, held);
  if (text)
    cc_field_set(contact, kind, value);
  else
    append(contact, to, value, type);
}
