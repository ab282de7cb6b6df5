/* The lists of a contact, for code that does the same with each. */
#include "contact/contact.h"

static const char *own_text(gconstpointer value) {
  return value;
}

static const char *phone_text(gconstpointer value) {
  return ((const CardcatPhone *)value)->value;
}

static const char *address_text(gconstpointer value) {
  return ((const CardcatAddress *)value)->full;
}

static gpointer copy_text(gconstpointer value) {
  return g_strdup(value);
}

static gpointer copy_phone(gconstpointer value) {
  return cardcat_phone_copy(value);
}

static gpointer copy_address(gconstpointer value) {
  return cardcat_address_copy(value);
}

const CcContactList cc_contact_lists[CC_CONTACT_LISTS] = {
    {"titles", G_STRUCT_OFFSET(CardcatContact, titles), own_text, copy_text},
    {"emails", G_STRUCT_OFFSET(CardcatContact, emails), own_text, copy_text},
    {"phones", G_STRUCT_OFFSET(CardcatContact, phones), phone_text, copy_phone},
    {"urls", G_STRUCT_OFFSET(CardcatContact, urls), own_text, copy_text},
    {"addresses", G_STRUCT_OFFSET(CardcatContact, addresses), address_text, copy_address},
    {"notes", G_STRUCT_OFFSET(CardcatContact, notes), own_text, copy_text},
};
