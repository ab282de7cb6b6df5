#include "review/review.h"

#include <string.h>

#define LABEL_COLUMNS 14

typedef struct {
  CcTerm *term;
  GError **error;
} Editor;

/* Asks for a new VALUE: an empty answer keeps it, "-" takes it away.  FALSE: given up. */
static gboolean ask(const Editor *editor, const char *label, char **value) {
  g_autofree char *prompt =
      *value ? g_strdup_printf("%s [%s]: ", label, *value) : g_strdup_printf("%s: ", label);
  g_autofree char *answer = cc_term_line(editor->term, prompt, editor->error);
  if (!answer) return FALSE;
  if (*answer == '\0') return TRUE;
  g_free(*value);
  *value = g_str_equal(answer, "-") ? NULL : g_steal_pointer(&answer);
  return TRUE;
}

static gboolean edit_name(const Editor *editor, CardcatName *name) {
  g_autofree char *full = g_strdup(name->full);
  if (!ask(editor, "Name", &full)) return FALSE;
  if (!full) {
    char **parts[] = {&name->full,   &name->prefix, &name->given,
                      &name->middle, &name->family, &name->suffix};
    for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
      g_clear_pointer(parts[i], g_free);
    return TRUE;
  }
  if (g_strcmp0(full, name->full) != 0) cc_name_retype(name, full);
  return ask(editor, "Prefix", &name->prefix) && ask(editor, "Given name", &name->given) &&
         ask(editor, "Middle name", &name->middle) && ask(editor, "Family name", &name->family) &&
         ask(editor, "Suffix", &name->suffix);
}

static gboolean ask_phone_type(const Editor *editor, CardcatPhone *phone) {
  g_autofree char *type = g_strdup(cardcat_phone_type_name(phone->type));
  do {
    if (!ask(editor, "Type: work, mobile, fax, home or other", &type)) return FALSE;
  } while (!cardcat_phone_type_parse(type, &phone->type));
  return TRUE;
}

static gboolean edit_phone(const Editor *editor, CardcatPhone *phone) {
  g_autofree char *value = g_strdup(phone->value);
  if (!ask(editor, "Number", &value)) return FALSE;
  if (!value) {
    g_clear_pointer(&phone->value, g_free);
    return TRUE;
  }
  if (g_strcmp0(value, phone->value) != 0) cc_phone_retype(phone, value);
  return ask(editor, "Extension", &phone->extension) && ask_phone_type(editor, phone);
}

static gboolean edit_address(const Editor *editor, CardcatAddress *address) {
  g_autofree char *full = g_strdup(address->full);
  if (!ask(editor, "Address", &full)) return FALSE;
  if (!full) {
    g_clear_pointer(&address->full, g_free);
    return TRUE;
  }
  if (g_strcmp0(full, address->full) != 0) cc_address_retype(address, full);
  return ask(editor, "Street", &address->street) && ask(editor, "Postcode", &address->postcode) &&
         ask(editor, "Town", &address->locality) && ask(editor, "Region", &address->region) &&
         ask(editor, "Country, as DE", &address->country);
}

/* Edits LIST's member AT; one that is left without a value goes. */
static gboolean edit_member(const Editor *editor, CardcatContact *contact, GPtrArray *list,
                            guint at, const char *label) {
  gboolean empty;
  if (list == contact->phones) {
    CardcatPhone *phone = list->pdata[at];
    if (!edit_phone(editor, phone)) return FALSE;
    empty = !phone->value;
  } else if (list == contact->addresses) {
    CardcatAddress *address = list->pdata[at];
    if (!edit_address(editor, address)) return FALSE;
    empty = !address->full;
  } else {
    if (!ask(editor, label, (char **)&list->pdata[at])) return FALSE;
    empty = !list->pdata[at];
  }
  if (empty) g_ptr_array_remove_index(list, at);
  return TRUE;
}

static gboolean edit_field(const Editor *editor, CardcatContact *contact, const CcField *field) {
  if (g_str_equal(field->field, "name")) return edit_name(editor, &contact->name);
  char **text = cc_contact_text(contact, field->field);
  if (text) return ask(editor, field->label, text);
  GPtrArray *list = cc_contact_list(contact, field->field);
  return edit_member(editor, contact, list, cc_field_index(field->field), field->label);
}

/* A new empty member at the end of LIST, edited. */
static gboolean add_member(const Editor *editor, CardcatContact *contact, GPtrArray *list,
                           const char *label) {
  gpointer member = list == contact->phones
                        ? (gpointer)cardcat_phone_new(CARDCAT_PHONE_WORK, NULL, NULL, NULL)
                    : list == contact->addresses ? (gpointer)cardcat_address_new()
                                                 : NULL;
  g_ptr_array_add(list, member);
  return edit_member(editor, contact, list, list->len - 1, label);
}

static const struct {
  const char *word, *field, *label;
} kinds[] = {
    {"name", "name", "Name"},
    {"title", "titles", "Title"},
    {"organization", "organization", "Organization"},
    {"department", "department", "Department"},
    {"email", "emails", "E-mail"},
    {"phone", "phones", "Phone"},
    {"url", "urls", "Web"},
    {"address", "addresses", "Address"},
    {"note", "notes", "Note"},
};

static gboolean add_field(const Editor *editor, CardcatContact *contact) {
  g_autofree char *word =
      cc_term_line(editor->term,
                   "name, title, organization, department, email, phone, url, address or note\n"
                   "New value of which kind: ",
                   editor->error);
  for (guint i = 0; word && *word && i < G_N_ELEMENTS(kinds); i++) {
    if (!g_str_has_prefix(kinds[i].word, word)) continue;
    GPtrArray *list = cc_contact_list(contact, kinds[i].field);
    CcField field = {(char *)kinds[i].field, (char *)kinds[i].label, NULL};
    return list ? add_member(editor, contact, list, kinds[i].label)
                : edit_field(editor, contact, &field);
  }
  return FALSE;
}

gboolean cc_edit_value(CcTerm *term, CardcatContact *contact, gboolean *changed, GError **error) {
  g_autoptr(GError) failed = NULL;
  Editor editor = {term, &failed};
  g_autoptr(CardcatContact) draft = cardcat_contact_copy(contact);
  g_autoptr(GPtrArray) fields = cc_contact_fields(draft);
  g_autofree char *answer = cc_term_line(
      term, "Number of the value, + for a new one (empty keeps, - takes away): ", &failed);
  guint64 number = answer ? g_ascii_strtoull(answer, NULL, 10) : 0;
  *changed = FALSE;
  if (answer && g_str_equal(answer, "+"))
    *changed = add_field(&editor, draft);
  else if (number >= 1 && number <= fields->len)
    *changed = edit_field(&editor, draft, fields->pdata[number - 1]);
  if (failed) {
    g_propagate_error(error, g_steal_pointer(&failed));
    return FALSE;
  }
  if (*changed) {
    CardcatContact was = *contact;
    *contact = *draft;
    *draft = was;
  }
  return TRUE;
}

/* Whether FIELD is as it was read, and was read doubtfully. */
static gboolean is_doubtful(const CcField *field, const CardcatReading *reading,
                            const GPtrArray *as_read) {
  for (guint i = 0; i < as_read->len; i++) {
    const CcField *read = as_read->pdata[i];
    if (!g_str_equal(read->field, field->field)) continue;
    const CardcatEvidence *evidence = cardcat_reading_evidence(reading, field->field);
    return g_str_equal(read->value, field->value) && evidence &&
           evidence->confidence < CARDCAT_SURE;
  }
  return FALSE;
}

guint cc_print_fields(CcTerm *term, const GPtrArray *fields, const CardcatReading *reading) {
  g_autoptr(GPtrArray) as_read = reading ? cc_contact_fields(reading->contact) : NULL;
  int columns = cc_columns(1);
  guint count = 0;
  for (guint i = 0; i < fields->len; i++) {
    const CcField *field = fields->pdata[i];
    gboolean doubtful = reading && is_doubtful(field, reading, as_read);
    g_autofree char *value = cc_printable(field->value);
    g_autofree char *line = g_strdup_printf("%s %2u  %-*s %s", doubtful ? "?" : " ", i + 1,
                                            LABEL_COLUMNS, field->label, value);
    g_autofree char *fitted = g_strchomp(cc_fit(line, columns - 1));
    if (doubtful)
      cc_term_highlight(term, fitted);
    else
      cc_term_print(term, fitted);
    cc_term_print(term, "\n");
    count += doubtful ? 1 : 0;
  }
  return count;
}
