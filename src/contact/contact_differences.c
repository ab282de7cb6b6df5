/* What a person changed in a reading: the raw matter of learning. */
#include "contact/contact.h"

void cc_difference_free(CcDifference *difference) {
  if (!difference) return;
  g_free(difference->field);
  g_free(difference->was);
  g_free(difference->now);
  g_free(difference);
}

static void add(GPtrArray *out, const char *field, const char *was, const char *now) {
  CcDifference *difference = g_new0(CcDifference, 1);
  difference->field = g_strdup(field);
  difference->was = g_strdup(was);
  difference->now = g_strdup(now);
  g_ptr_array_add(out, difference);
}

static void compare(GPtrArray *out, const char *field, const char *was, const char *now) {
  if (g_strcmp0(was, now) != 0) add(out, field, was, now);
}

static const char *text_of(gconstpointer text) {
  return text;
}

static const char *phone_of(gconstpointer phone) {
  return ((const CardcatPhone *)phone)->value;
}

static const char *address_of(gconstpointer address) {
  return ((const CardcatAddress *)address)->full;
}

typedef const char *(*ValueOf)(gconstpointer);

/* Index in LIST of a member with VALUE, or -1. */
static int find(const GPtrArray *list, ValueOf of, const char *value) {
  for (guint i = 0; i < list->len; i++)
    if (g_strcmp0(of(list->pdata[i]), value) == 0) return (int)i;
  return -1;
}

/* The next member of LIST from *I on that OTHER does not hold, or NULL. */
static const char *next_only(const GPtrArray *list, const GPtrArray *other, ValueOf of, guint *i) {
  for (; *i < list->len; (*i)++) {
    const char *value = of(list->pdata[*i]);
    if (find(other, of, value) < 0) return value;
  }
  return NULL;
}

/* Values that only one side has are paired in their order: the first that went with the first that
 * came. */
static void compare_lists(GPtrArray *out, const char *field, const GPtrArray *was,
                          const GPtrArray *now, ValueOf of) {
  guint i = 0, j = 0;
  for (;;) {
    const char *gone = next_only(was, now, of, &i), *come = next_only(now, was, of, &j);
    if (!gone && !come) return;
    g_autofree char *numbered = gone ? g_strdup_printf("%s[%u]", field, i) : g_strdup(field);
    add(out, numbered, gone, come);
    if (gone) i++;
    if (come) j++;
  }
}

static void compare_part(GPtrArray *out, const char *list, guint i, const char *part,
                         const char *was, const char *now) {
  g_autofree char *field = g_strdup_printf("%s[%u].%s", list, i, part);
  compare(out, field, was, now);
}

/* A number that stayed, but of another type or with another extension. */
static void compare_phones(GPtrArray *out, const GPtrArray *was, const GPtrArray *now) {
  for (guint i = 0; i < was->len; i++) {
    const CardcatPhone *a = was->pdata[i];
    int j = find(now, phone_of, a->value);
    if (j < 0) continue;
    const CardcatPhone *b = now->pdata[j];
    compare_part(out, "phones", i, "type", cardcat_phone_type_name(a->type),
                 cardcat_phone_type_name(b->type));
    compare_part(out, "phones", i, "extension", a->extension, b->extension);
  }
}

/* An address that stayed, or the only one, whose parts are others. */
static void compare_addresses(GPtrArray *out, const GPtrArray *was, const GPtrArray *now) {
  for (guint i = 0; i < was->len; i++) {
    const CardcatAddress *a = was->pdata[i];
    int j = find(now, address_of, a->full);
    if (j < 0 && was->len == 1 && now->len == 1) j = 0;
    if (j < 0) continue;
    const CardcatAddress *b = now->pdata[j];
    compare_part(out, "addresses", i, "street", a->street, b->street);
    compare_part(out, "addresses", i, "locality", a->locality, b->locality);
    compare_part(out, "addresses", i, "region", a->region, b->region);
    compare_part(out, "addresses", i, "postcode", a->postcode, b->postcode);
    compare_part(out, "addresses", i, "country", a->country, b->country);
  }
}

GPtrArray *cc_contact_differences(const CardcatContact *was, const CardcatContact *now) {
  GPtrArray *out = g_ptr_array_new_with_free_func((GDestroyNotify)cc_difference_free);
  compare(out, "name", was->name.full, now->name.full);
  compare(out, "name.prefix", was->name.prefix, now->name.prefix);
  compare(out, "name.given", was->name.given, now->name.given);
  compare(out, "name.middle", was->name.middle, now->name.middle);
  compare(out, "name.family", was->name.family, now->name.family);
  compare(out, "name.suffix", was->name.suffix, now->name.suffix);
  compare(out, "organization", was->organization, now->organization);
  compare(out, "department", was->department, now->department);
  compare_lists(out, "titles", was->titles, now->titles, text_of);
  compare_lists(out, "emails", was->emails, now->emails, text_of);
  compare_lists(out, "phones", was->phones, now->phones, phone_of);
  compare_phones(out, was->phones, now->phones);
  compare_lists(out, "urls", was->urls, now->urls, text_of);
  compare_lists(out, "addresses", was->addresses, now->addresses, address_of);
  compare_addresses(out, was->addresses, now->addresses);
  compare_lists(out, "notes", was->notes, now->notes, text_of);
  return out;
}
