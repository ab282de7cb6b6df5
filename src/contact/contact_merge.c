/* Two contacts become one: what only the other has is gained. */
#include "contact/contact.h"

#include <string.h>

static void gain(char **into, const char *from) {
  if (!*into) *into = g_strdup(from);
}

static gboolean folds_equal(const char *a, const char *b) {
  g_autofree char *x = cc_text_fold(a), *y = cc_text_fold(b);
  return g_str_equal(x, y);
}

/* Parts only fill in a name they belong to. */
static void merge_name(CardcatName *into, const CardcatName *from) {
  if (into->full && (!from->full || !folds_equal(into->full, from->full))) return;
  gain(&into->full, from->full);
  gain(&into->prefix, from->prefix);
  gain(&into->given, from->given);
  gain(&into->middle, from->middle);
  gain(&into->family, from->family);
  gain(&into->suffix, from->suffix);
}

static gboolean emails_equal(const char *a, const char *b) {
  g_autofree char *x = cc_email_key(a), *y = cc_email_key(b);
  return g_str_equal(x, y);
}

char *cc_url_key(const char *url) {
  g_autofree char *folded = g_utf8_casefold(url, -1);
  const char *scheme = strstr(folded, "://");
  const char *host = scheme ? scheme + 3 : folded;
  if (g_str_has_prefix(host, "www.")) host += 4;
  gsize length = strlen(host);
  while (length > 0 && host[length - 1] == '/')
    length--;
  return g_strndup(host, length);
}

static gboolean urls_equal(const char *a, const char *b) {
  g_autofree char *x = cc_url_key(a), *y = cc_url_key(b);
  return g_str_equal(x, y);
}

static gboolean are_equal(CardcatField field, const char *a, const char *b) {
  return field == CARDCAT_FIELD_EMAILS ? emails_equal(a, b)
         : field == CARDCAT_FIELD_URLS ? urls_equal(a, b)
                                       : folds_equal(a, b);
}

static gboolean holds(const GPtrArray *list, CardcatField field, const char *text) {
  for (guint i = 0; i < list->len; i++)
    if (are_equal(field, list->pdata[i], text)) return TRUE;
  return FALSE;
}

static void merge_texts(GPtrArray *into, CardcatField field, const GPtrArray *from) {
  for (guint i = 0; i < from->len; i++)
    if (!holds(into, field, from->pdata[i])) g_ptr_array_add(into, g_strdup(from->pdata[i]));
}

static CardcatPhone *find_phone(const GPtrArray *list, const CardcatPhone *phone) {
  for (guint i = 0; i < list->len; i++)
    if (cc_phone_equal(list->pdata[i], phone)) return list->pdata[i];
  return NULL;
}

static void merge_phones(GPtrArray *into, const GPtrArray *from) {
  for (guint i = 0; i < from->len; i++) {
    const CardcatPhone *phone = from->pdata[i];
    CardcatPhone *same = find_phone(into, phone);
    if (same) {
      gain(&same->e164, phone->e164);
      gain(&same->extension, phone->extension);
    } else {
      g_ptr_array_add(into, cardcat_phone_copy(phone));
    }
  }
}

static CardcatAddress *find_address(const GPtrArray *list, const CardcatAddress *address) {
  for (guint i = 0; i < list->len; i++) {
    CardcatAddress *other = list->pdata[i];
    if (folds_equal(other->full, address->full)) return other;
  }
  return NULL;
}

static void merge_addresses(GPtrArray *into, const GPtrArray *from) {
  for (guint i = 0; i < from->len; i++) {
    const CardcatAddress *address = from->pdata[i];
    CardcatAddress *same = find_address(into, address);
    if (!same) {
      g_ptr_array_add(into, cardcat_address_copy(address));
      continue;
    }
    gain(&same->street, address->street);
    gain(&same->locality, address->locality);
    gain(&same->region, address->region);
    gain(&same->postcode, address->postcode);
    gain(&same->country, address->country);
  }
}

static void merge_field(CardcatContact *into, CardcatField field, const CardcatContact *from) {
  switch (cardcat_field_info(field)->kind) {
    case CARDCAT_KIND_NAME:
      merge_name(&into->name, &from->name);
      break;
    case CARDCAT_KIND_TEXT:
      gain(cardcat_contact_text(into, field), cardcat_contact_value(from, field, 0));
      break;
    case CARDCAT_KIND_PHONES:
      merge_phones(into->phones, from->phones);
      break;
    case CARDCAT_KIND_ADDRESSES:
      merge_addresses(into->addresses, from->addresses);
      break;
    case CARDCAT_KIND_TEXTS:
    case CARDCAT_KIND_NOTES:
      merge_texts(cardcat_contact_list(into, field), field, cardcat_contact_list(from, field));
      break;
  }
}

void cardcat_contact_merge(CardcatContact *into, const CardcatContact *from) {
  for (CardcatField field = 0; field < CARDCAT_FIELDS; field++)
    merge_field(into, field, from);
}
