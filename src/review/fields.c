/* The values of a contact by name, as they are shown and typed. */
#include "review/review.h"

#include <string.h>

void cc_field_free(CcField *field) {
  g_free(field->value);
  g_free(field);
}

static char *phone_line(const CardcatPhone *phone) {
  const char *number = phone->value ? phone->value : phone->e164;
  return phone->extension && number ? g_strdup_printf("%s ext. %s", number, phone->extension)
                                    : g_strdup(number);
}

static void add_value(GPtrArray *fields, const CardcatContact *contact, CardcatField field,
                      guint index) {
  g_autofree char *value = cardcat_field_info(field)->kind == CARDCAT_KIND_PHONES
                               ? phone_line(contact->phones->pdata[index])
                               : g_strdup(cardcat_contact_value(contact, field, index));
  if (!value || !*value) return;
  CcField *shown = g_new0(CcField, 1);
  shown->field = field;
  shown->index = index;
  shown->label = cc_kind_of(contact, field, index).label;
  shown->value = g_steal_pointer(&value);
  g_ptr_array_add(fields, shown);
}

GPtrArray *cc_contact_fields(const CardcatContact *contact) {
  GPtrArray *fields = g_ptr_array_new_with_free_func((GDestroyNotify)cc_field_free);
  for (guint place = 0; place < CARDCAT_FIELDS; place++) {
    CardcatField field = cardcat_field_shown(place);
    for (guint i = 0; i < cardcat_contact_count(contact, field); i++)
      add_value(fields, contact, field, i);
  }
  return fields;
}

static void clear_name(CardcatName *name) {
  char **parts[] = {&name->full,   &name->prefix, &name->given,
                    &name->middle, &name->family, &name->suffix};
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
    g_clear_pointer(parts[i], g_free);
}

void cc_name_retype(CardcatContact *contact, const char *full, CardcatNames *names) {
  g_autofree char *typed = g_strdup(full);
  g_autoptr(CardcatNames) own = full && !names ? cardcat_names_new() : NULL;
  clear_name(&contact->name);
  contact->name.full = g_steal_pointer(&typed);
  /* Without word lists it stays in one piece. */
  (void)cardcat_names_part(names ? names : own, contact);
}

static void keep_if_in(char **part, const char *full) {
  if (*part && !strstr(full, *part)) g_clear_pointer(part, g_free);
}

static void keep_parts(CardcatAddress *old, const char *full) {
  keep_if_in(&old->street, full);
  keep_if_in(&old->locality, full);
  keep_if_in(&old->region, full);
  keep_if_in(&old->postcode, full);
  g_free(old->full);
  old->full = g_strdup(full);
}

static gboolean agree(const char *a, const char *b) {
  return a && b && g_str_equal(a, b);
}

static void swap(char **a, char **b) {
  char *was = *a;
  *a = *b;
  *b = was;
}

/* A country is seldom written: it stays with the town or the postcode that stays. */
void cc_address_retype(CardcatAddress *old, const char *full) {
  g_autoptr(GError) missing = NULL;
  g_autoptr(CardcatAddress) new = cardcat_address_from_text(full, NULL, &missing);
  if (!new) { /* without word lists a part that is still there is still right */
    keep_parts(old, full);
    return;
  }
  gboolean there = agree(old->postcode, new->postcode) || agree(old->locality, new->locality);
  if (!new->country && there) new->country = g_strdup(old->country);
  char **mine[] = {&old->full,   &old->street,   &old->locality,
                   &old->region, &old->postcode, &old->country};
  char **its[] = {&new->full,   &new->street,   &new->locality,
                  &new->region, &new->postcode, &new->country};
  for (guint i = 0; i < G_N_ELEMENTS(mine); i++)
    swap(mine[i], its[i]);
}

void cc_phone_retype(CardcatPhone *old, const char *value) {
  GString *digits = g_string_new("+");
  /* The zero of "+49 (0) 30" is not dialled from abroad. */
  const char *zero = strstr(value, "(0)");
  for (const char *p = value; *p; p++)
    if (g_ascii_isdigit(*p) && !(zero && p == zero + 1)) g_string_append_c(digits, *p);
  gboolean international = value[0] == '+' && digits->len > 8 && digits->len <= 16;
  g_free(old->e164);
  g_free(old->value);
  old->e164 = g_string_free(digits, !international);
  old->value = g_strdup(value);
}
