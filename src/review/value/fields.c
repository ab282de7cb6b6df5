/* The values of a contact by name, as they are shown and typed. */
#include "review/value/value.h"

#include <string.h>

static const struct {
  const char *field, *label;
  gsize offset; /* of a GPtrArray* in CardcatContact */
} lists[] = {
    {"titles", "Title", G_STRUCT_OFFSET(CardcatContact, titles)},
    {"emails", "E-mail", G_STRUCT_OFFSET(CardcatContact, emails)},
    {"phones", "Phone", G_STRUCT_OFFSET(CardcatContact, phones)},
    {"urls", "Web", G_STRUCT_OFFSET(CardcatContact, urls)},
    {"addresses", "Address", G_STRUCT_OFFSET(CardcatContact, addresses)},
    {"notes", "Also printed", G_STRUCT_OFFSET(CardcatContact, notes)},
};

void cc_field_free(CcField *field) {
  g_free(field->field);
  g_free(field->label);
  g_free(field->value);
  g_free(field);
}

static void add(GPtrArray *fields, const char *name, const char *label, const char *value) {
  if (!value || !*value) return;
  CcField *field = g_new0(CcField, 1);
  field->field = g_strdup(name);
  field->label = g_strdup(label);
  field->value = g_strdup(value);
  g_ptr_array_add(fields, field);
}

static void add_phone(GPtrArray *fields, const char *name, const CardcatPhone *phone) {
  g_autofree char *label = g_strdup_printf("Phone, %s", cardcat_phone_type_name(phone->type));
  const char *number = phone->value ? phone->value : phone->e164;
  g_autofree char *value = phone->extension && number
                               ? g_strdup_printf("%s ext. %s", number, phone->extension)
                               : g_strdup(number);
  add(fields, name, label, value);
}

static void add_list(GPtrArray *fields, const CardcatContact *contact, guint which) {
  const GPtrArray *list = G_STRUCT_MEMBER(GPtrArray *, contact, lists[which].offset);
  for (guint i = 0; i < list->len; i++) {
    g_autofree char *name = g_strdup_printf("%s[%u]", lists[which].field, i);
    if (list == contact->phones)
      add_phone(fields, name, list->pdata[i]);
    else if (list == contact->addresses)
      add(fields, name, lists[which].label, ((const CardcatAddress *)list->pdata[i])->full);
    else
      add(fields, name, lists[which].label, list->pdata[i]);
  }
}

GPtrArray *cc_contact_fields(const CardcatContact *contact) {
  GPtrArray *fields = g_ptr_array_new_with_free_func((GDestroyNotify)cc_field_free);
  add(fields, "name", "Name", contact->name.full);
  add_list(fields, contact, 0);
  add(fields, "organization", "Organization", contact->organization);
  add(fields, "department", "Department", contact->department);
  for (guint i = 1; i < G_N_ELEMENTS(lists); i++)
    add_list(fields, contact, i);
  return fields;
}

GPtrArray *cc_contact_list(CardcatContact *contact, const char *field) {
  gsize length = strcspn(field, "[");
  for (guint i = 0; i < G_N_ELEMENTS(lists); i++)
    if (strlen(lists[i].field) == length && strncmp(field, lists[i].field, length) == 0)
      return G_STRUCT_MEMBER(GPtrArray *, contact, lists[i].offset);
  return NULL;
}

char **cc_contact_text(CardcatContact *contact, const char *field) {
  if (g_str_equal(field, "name")) return &contact->name.full;
  if (g_str_equal(field, "organization")) return &contact->organization;
  if (g_str_equal(field, "department")) return &contact->department;
  return NULL;
}

guint cc_field_index(const char *field) {
  const char *bracket = strchr(field, '[');
  return bracket ? (guint)g_ascii_strtoull(bracket + 1, NULL, 10) : 0;
}

/* Takes PART off the beginning or end of FULL when it stands there; else forgets it. */
static char *strip_part(const char *full, char **part, gboolean at_end) {
  if (*part && at_end && g_str_has_suffix(full, *part)) {
    char *rest = g_strndup(full, strlen(full) - strlen(*part));
    return g_strchomp(g_strdelimit(g_strchomp(rest), ",", ' '));
  }
  if (*part && !at_end && g_str_has_prefix(full, *part))
    return g_strchug(g_strdup(full + strlen(*part)));
  g_clear_pointer(part, g_free);
  return g_strdup(full);
}

static void clear_name(CardcatName *name) {
  char **parts[] = {&name->full,   &name->prefix, &name->given,
                    &name->middle, &name->family, &name->suffix};
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
    g_clear_pointer(parts[i], g_free);
}

void cc_name_retype(CardcatName *old, const char *full) {
  if (!full) {
    clear_name(old);
    return;
  }
  g_autofree char *without_prefix = strip_part(full, &old->prefix, FALSE);
  g_autofree char *rest = strip_part(without_prefix, &old->suffix, TRUE);
  g_auto(GStrv) words = g_strsplit(rest, " ", -1);
  guint n = g_strv_length(words);
  g_free(old->full);
  g_clear_pointer(&old->given, g_free);
  g_clear_pointer(&old->middle, g_free);
  g_clear_pointer(&old->family, g_free);
  old->full = g_strdup(full);
  if (n == 0) return;
  old->family = g_strdup(words[n - 1]);
  if (n > 1) old->given = g_strdup(words[0]);
  if (n > 2) {
    g_clear_pointer(&words[n - 1], g_free);
    old->middle = g_strjoinv(" ", words + 1);
  }
}

static void keep_if_in(char **part, const char *full) {
  if (*part && !strstr(full, *part)) g_clear_pointer(part, g_free);
}

void cc_address_retype(CardcatAddress *old, const char *full) {
  keep_if_in(&old->street, full);
  keep_if_in(&old->locality, full);
  keep_if_in(&old->region, full);
  keep_if_in(&old->postcode, full);
  g_free(old->full);
  old->full = g_strdup(full);
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
