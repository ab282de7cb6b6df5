/* A contact as the address book keeps it. */
#include "contact/contact.h"

#include <string.h>

char *cc_clean_or_null(const char *text) {
  if (!text) return NULL;
  g_autofree char *cleaned = cc_text_clean(text, -1, CC_TEXT_MAX);
  return *cleaned ? g_steal_pointer(&cleaned) : NULL;
}

static void replace(char **text) {
  g_autofree char *old = *text;
  *text = cc_clean_or_null(old);
}

static gboolean holds(const GPtrArray *list, const char *text) {
  return g_ptr_array_find_with_equal_func((GPtrArray *)list, text, g_str_equal, NULL);
}

static void clean_strings(const GPtrArray *from, GPtrArray *to) {
  for (guint i = 0; i < from->len && to->len < CC_CONTACT_LIST_MAX; i++) {
    g_autofree char *text = cc_clean_or_null(from->pdata[i]);
    if (text && !holds(to, text)) g_ptr_array_add(to, g_steal_pointer(&text));
  }
}

static gboolean holds_phone(const GPtrArray *list, const CardcatPhone *phone) {
  for (guint i = 0; i < list->len; i++) {
    const CardcatPhone *other = list->pdata[i];
    if (other->type == phone->type && g_str_equal(other->value, phone->value) &&
        g_strcmp0(other->extension, phone->extension) == 0)
      return TRUE;
  }
  return FALSE;
}

static void clean_phones(const GPtrArray *from, GPtrArray *to) {
  for (guint i = 0; i < from->len && to->len < CC_CONTACT_LIST_MAX; i++) {
    g_autoptr(CardcatPhone) phone = cardcat_phone_copy(from->pdata[i]);
    replace(&phone->value);
    replace(&phone->e164);
    replace(&phone->extension);
    if ((guint)phone->type > CARDCAT_PHONE_OTHER) phone->type = CARDCAT_PHONE_OTHER;
    if (!phone->value) phone->value = g_strdup(phone->e164);
    if (phone->value && !holds_phone(to, phone)) g_ptr_array_add(to, g_steal_pointer(&phone));
  }
}

/* An address that came in parts only still has a line to show. */
static void fill_full(CardcatAddress *address) {
  const char *parts[] = {address->street, address->postcode, address->locality, address->region,
                         address->country};
  g_autoptr(GString) full = g_string_new(NULL);
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
    if (parts[i]) g_string_append_printf(full, "%s%s", full->len > 0 ? ", " : "", parts[i]);
  if (full->len > 0) address->full = g_strdup(full->str);
}

static gboolean holds_address(const GPtrArray *list, const char *full) {
  for (guint i = 0; i < list->len; i++)
    if (g_str_equal(((const CardcatAddress *)list->pdata[i])->full, full)) return TRUE;
  return FALSE;
}

static void clean_addresses(const GPtrArray *from, GPtrArray *to) {
  for (guint i = 0; i < from->len && to->len < CC_CONTACT_LIST_MAX; i++) {
    g_autoptr(CardcatAddress) address = cardcat_address_copy(from->pdata[i]);
    replace(&address->full);
    replace(&address->street);
    replace(&address->locality);
    replace(&address->region);
    replace(&address->postcode);
    replace(&address->country);
    if (!address->full) fill_full(address);
    cc_address_settle_country(address);
    if (address->full && !holds_address(to, address->full))
      g_ptr_array_add(to, g_steal_pointer(&address));
  }
}

static void clean_name(const CardcatName *from, CardcatName *to) {
  *to = (CardcatName){cc_clean_or_null(from->full),   cc_clean_or_null(from->prefix),
                      cc_clean_or_null(from->given),  cc_clean_or_null(from->middle),
                      cc_clean_or_null(from->family), cc_clean_or_null(from->suffix)};
  if (to->full) return;
  const char *parts[] = {to->prefix, to->given, to->middle, to->family, to->suffix};
  g_autoptr(GString) full = g_string_new(NULL);
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
    if (parts[i]) g_string_append_printf(full, "%s%s", full->len > 0 ? " " : "", parts[i]);
  if (full->len > 0) to->full = g_strdup(full->str);
}

static void clean_field(const CardcatContact *from, CardcatField field, CardcatContact *to) {
  switch (cardcat_field_info(field)->kind) {
    case CARDCAT_KIND_NAME:
      clean_name(&from->name, &to->name);
      break;
    case CARDCAT_KIND_TEXT:
      *cardcat_contact_text(to, field) = cc_clean_or_null(cardcat_contact_value(from, field, 0));
      break;
    case CARDCAT_KIND_PHONES:
      clean_phones(from->phones, to->phones);
      break;
    case CARDCAT_KIND_ADDRESSES:
      clean_addresses(from->addresses, to->addresses);
      break;
    case CARDCAT_KIND_TEXTS:
    case CARDCAT_KIND_NOTES:
      clean_strings(cardcat_contact_list(from, field), cardcat_contact_list(to, field));
      break;
  }
}

CardcatContact *cc_contact_clean(const CardcatContact *contact) {
  CardcatContact *out = cardcat_contact_new();
  for (CardcatField field = 0; field < CARDCAT_FIELDS; field++)
    clean_field(contact, field, out);
  return out;
}
