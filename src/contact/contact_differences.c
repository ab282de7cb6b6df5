/* What a person changed in a reading: the raw matter of learning. */
#include "contact/contact.h"

void cc_difference_free(CcDifference *difference) {
  if (!difference) return;
  g_free(difference->was);
  g_free(difference->now);
  g_free(difference);
}

char *cc_difference_print(const CcDifference *difference) {
  gboolean added =
      !difference->was && !difference->part && cardcat_field_is_list(difference->field);
  if (added) return g_strdup(cardcat_field_info(difference->field)->key);
  g_autofree char *value = cardcat_field_print(difference->field, difference->index);
  return difference->part ? g_strconcat(value, ".", difference->part, NULL)
                          : g_steal_pointer(&value);
}

/* The values of one field, and what was found different. */
typedef struct {
  GPtrArray *out;
  CardcatField field;
  const CardcatContact *was, *now;
} Comparison;

static void add(const Comparison *c, guint index, const char *part, const char *was,
                const char *now) {
  CcDifference *difference = g_new0(CcDifference, 1);
  difference->field = c->field;
  difference->index = index;
  difference->part = part;
  difference->was = g_strdup(was);
  difference->now = g_strdup(now);
  g_ptr_array_add(c->out, difference);
}

static void compare(const Comparison *c, guint index, const char *part, const char *was,
                    const char *now) {
  if (g_strcmp0(was, now) != 0) add(c, index, part, was, now);
}

/* The index of VALUE in CONTACT's list FIELD, or -1. */
static int find(const CardcatContact *contact, CardcatField field, const char *value) {
  for (guint i = 0; i < cardcat_contact_count(contact, field); i++)
    if (g_strcmp0(cardcat_contact_value(contact, field, i), value) == 0) return (int)i;
  return -1;
}

/* The next value of CONTACT from *I on that OTHER does not have, or NULL. */
static const char *next_only(const CardcatContact *contact, const CardcatContact *other,
                             CardcatField field, guint *i) {
  for (; *i < cardcat_contact_count(contact, field); (*i)++) {
    const char *value = cardcat_contact_value(contact, field, *i);
    if (find(other, field, value) < 0) return value;
  }
  return NULL;
}

/* Values that only one side has are paired in their order: the first that went with the first that
 * came. */
static void compare_lists(const Comparison *c) {
  guint i = 0, j = 0;
  for (;;) {
    const char *gone = next_only(c->was, c->now, c->field, &i);
    const char *come = next_only(c->now, c->was, c->field, &j);
    if (!gone && !come) return;
    add(c, gone ? i : 0, NULL, gone, come);
    if (gone) i++;
    if (come) j++;
  }
}

static void compare_names(const Comparison *c) {
  const CardcatName *was = &c->was->name, *now = &c->now->name;
  compare(c, 0, NULL, was->full, now->full);
  compare(c, 0, "prefix", was->prefix, now->prefix);
  compare(c, 0, "given", was->given, now->given);
  compare(c, 0, "middle", was->middle, now->middle);
  compare(c, 0, "family", was->family, now->family);
  compare(c, 0, "suffix", was->suffix, now->suffix);
}

/* A number that stayed, but of another type or with another extension. */
static void compare_phones(const Comparison *c) {
  const GPtrArray *was = c->was->phones, *now = c->now->phones;
  for (guint i = 0; i < was->len; i++) {
    const CardcatPhone *a = was->pdata[i];
    int j = find(c->now, c->field, a->value);
    if (j < 0) continue;
    const CardcatPhone *b = now->pdata[j];
    compare(c, i, "type", cardcat_phone_type_name(a->type), cardcat_phone_type_name(b->type));
    compare(c, i, "extension", a->extension, b->extension);
  }
}

/* An address that stayed, or the only one, whose parts are others. */
static void compare_addresses(const Comparison *c) {
  const GPtrArray *was = c->was->addresses, *now = c->now->addresses;
  for (guint i = 0; i < was->len; i++) {
    const CardcatAddress *a = was->pdata[i];
    int j = find(c->now, c->field, a->full);
    if (j < 0 && was->len == 1 && now->len == 1) j = 0;
    if (j < 0) continue;
    const CardcatAddress *b = now->pdata[j];
    compare(c, i, "street", a->street, b->street);
    compare(c, i, "locality", a->locality, b->locality);
    compare(c, i, "region", a->region, b->region);
    compare(c, i, "postcode", a->postcode, b->postcode);
    compare(c, i, "country", a->country, b->country);
  }
}

GPtrArray *cc_contact_differences(const CardcatContact *was, const CardcatContact *now) {
  GPtrArray *out = g_ptr_array_new_with_free_func((GDestroyNotify)cc_difference_free);
  for (CardcatField field = 0; field < CARDCAT_FIELDS; field++) {
    const Comparison c = {out, field, was, now};
    CardcatFieldKind kind = cardcat_field_info(field)->kind;
    if (kind == CARDCAT_KIND_NAME)
      compare_names(&c);
    else if (kind == CARDCAT_KIND_TEXT)
      compare(&c, 0, NULL, cardcat_contact_value(was, field, 0),
              cardcat_contact_value(now, field, 0));
    else
      compare_lists(&c);
    if (kind == CARDCAT_KIND_PHONES) compare_phones(&c);
    if (kind == CARDCAT_KIND_ADDRESSES) compare_addresses(&c);
  }
  return out;
}
