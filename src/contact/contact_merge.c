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

static gboolean holds(const GPtrArray *list, const char *text,
                      gboolean (*equal)(const char *, const char *)) {
  for (guint i = 0; i < list->len; i++)
    if (equal(list->pdata[i], text)) return TRUE;
  return FALSE;
}

static void merge_strings(GPtrArray *into, const GPtrArray *from,
                          gboolean (*equal)(const char *, const char *)) {
  for (guint i = 0; i < from->len; i++)
    if (!holds(into, from->pdata[i], equal)) g_ptr_array_add(into, g_strdup(from->pdata[i]));
}

static gboolean emails_equal(const char *a, const char *b) {
  g_autofree char *x = cc_email_key(a), *y = cc_email_key(b);
  return g_str_equal(x, y);
}

/* "https://www.example.org/" and "example.org" are one place. */
static char *url_key(const char *url) {
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
  g_autofree char *x = url_key(a), *y = url_key(b);
  return g_str_equal(x, y);
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

void cardcat_contact_merge(CardcatContact *into, const CardcatContact *from) {
  merge_name(&into->name, &from->name);
  gain(&into->organization, from->organization);
  gain(&into->department, from->department);
  merge_strings(into->titles, from->titles, folds_equal);
  merge_strings(into->emails, from->emails, emails_equal);
  merge_phones(into->phones, from->phones);
  merge_strings(into->urls, from->urls, urls_equal);
  merge_addresses(into->addresses, from->addresses);
  merge_strings(into->notes, from->notes, folds_equal);
}
