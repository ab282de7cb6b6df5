/* Values are asked for on the terminal. */
#include "keys/keys.h"

#include <unistd.h>

typedef struct {
  CcTerm *term;
  GError **error;
} Editor;

/* Asks for VALUE, which is there to be edited; an empty answer takes it away.  FALSE: given up, or
 * interrupted, and VALUE is what was typed until then. */
static gboolean ask(const Editor *editor, const char *label, char **value) {
  g_autofree char *prompt = g_strdup_printf("%s: ", label);
  g_autofree char *line = NULL;
  CcTyped answer = cc_term_line(editor->term, prompt, *value, &line, editor->error);
  if (line) {
    g_free(*value);
    *value = *line ? g_steal_pointer(&line) : NULL;
  }
  return answer == CC_TYPED_LINE;
}

static gboolean edit_name(const Editor *editor, CardcatContact *contact) {
  CardcatName *name = &contact->name;
  g_autofree char *full = g_strdup(name->full);
  gboolean on = ask(editor, "Name", &full);
  if (!full) {
    cc_name_retype(contact, NULL, NULL);
    return on;
  }
  if (g_strcmp0(full, name->full) != 0) cc_name_retype(contact, full, NULL);
  return on && ask(editor, "Prefix", &name->prefix) && ask(editor, "Given name", &name->given) &&
         ask(editor, "Middle name", &name->middle) && ask(editor, "Family name", &name->family) &&
         ask(editor, "Suffix", &name->suffix);
}

static gboolean ask_phone_type(const Editor *editor, CardcatPhone *phone) {
  g_autofree char *type = g_strdup(cardcat_phone_type_name(phone->type));
  do {
    if (!ask(editor, "Type: work, mobile, fax, home or other", &type)) return FALSE;
  } while (!type || !cardcat_phone_type_parse(type, &phone->type));
  return TRUE;
}

static gboolean edit_phone(const Editor *editor, CardcatPhone *phone) {
  g_autofree char *value = g_strdup(phone->value);
  gboolean on = ask(editor, "Number", &value);
  if (!value) {
    g_clear_pointer(&phone->value, g_free);
    return on;
  }
  if (g_strcmp0(value, phone->value) != 0) cc_phone_retype(phone, value);
  return on && ask(editor, "Extension", &phone->extension) && ask_phone_type(editor, phone);
}

static gboolean edit_address(const Editor *editor, CardcatAddress *address) {
  g_autofree char *full = g_strdup(address->full);
  gboolean on = ask(editor, "Address", &full);
  if (!full) {
    g_clear_pointer(&address->full, g_free);
    return on;
  }
  if (g_strcmp0(full, address->full) != 0) cc_address_retype(address, full);
  return on && ask(editor, "Street", &address->street) &&
         ask(editor, "Postcode", &address->postcode) && ask(editor, "Town", &address->locality) &&
         ask(editor, "Region", &address->region) &&
         ask(editor, "Country code, such as DE", &address->country);
}

/* Edits member AT of the list FIELD; one that is left without a value goes. */
static gboolean edit_member(const Editor *editor, CardcatContact *contact, CardcatField field,
                            guint at) {
  GPtrArray *list = cardcat_contact_list(contact, field);
  const CardcatFieldInfo *info = cardcat_field_info(field);
  gboolean on;
  if (info->kind == CARDCAT_KIND_PHONES)
    on = edit_phone(editor, list->pdata[at]);
  else if (info->kind == CARDCAT_KIND_ADDRESSES)
    on = edit_address(editor, list->pdata[at]);
  else
    on = ask(editor, info->label, (char **)&list->pdata[at]);
  if (!cardcat_contact_value(contact, field, at)) g_ptr_array_remove_index(list, at);
  return on;
}

static gboolean edit_field(const Editor *editor, CardcatContact *contact, CardcatField field,
                           guint at) {
  if (field == CARDCAT_FIELD_NAME) return edit_name(editor, contact);
  char **text = cardcat_contact_text(contact, field);
  return text ? ask(editor, cardcat_field_info(field)->label, text)
              : edit_member(editor, contact, field, at);
}

/* A value of KIND: one more of a list; of a single one what it is. */
static gboolean add_value(const Editor *editor, CardcatContact *contact, const CcKind *kind) {
  g_autofree char *value = NULL;
  gboolean is_list = cardcat_field_is_list(kind->field);
  if (!is_list && cardcat_contact_value(contact, kind->field, 0))
    return edit_field(editor, contact, kind->field, 0);
  gboolean on = ask(editor, kind->label, &value);
  if (value) cc_field_add(contact, kind, value);
  return on && value;
}

/* CONTACT becomes DRAFT when it was edited to the end, or the user was interrupted in it. */
static gboolean finish(CardcatContact *contact, CardcatContact *draft, gboolean edited,
                       gboolean *changed, GError *failed, GError **error) {
  *changed = edited || g_error_matches(failed, CARDCAT_ERROR, CARDCAT_ERROR_INTERRUPTED);
  if (*changed) {
    CardcatContact was = *contact;
    *contact = *draft;
    *draft = was;
  }
  if (failed) g_propagate_error(error, failed);
  return !failed;
}

gboolean cc_edit_field(CcTerm *term, CardcatContact *contact, const CcField *field,
                       gboolean *changed, GError **error) {
  GError *failed = NULL;
  Editor editor = {term, &failed};
  g_autoptr(CardcatContact) draft = cardcat_contact_copy(contact);
  gboolean edited = edit_field(&editor, draft, field->field, field->index);
  return finish(contact, draft, edited, changed, failed, error);
}

gboolean cc_edit_new(CcTerm *term, CardcatContact *contact, const CcKind *kind, gboolean *changed,
                     GError **error) {
  GError *failed = NULL;
  Editor editor = {term, &failed};
  g_autoptr(CardcatContact) draft = cardcat_contact_copy(contact);
  gboolean edited = add_value(&editor, draft, kind);
  return finish(contact, draft, edited, changed, failed, error);
}

gboolean cc_ask_kind(CcTerm *term, gboolean or_line, int *key, GError **error) {
  CcKind kind;
  for (guint i = 0; cc_kind_at(i, &kind); i++) {
    g_autofree char *line = g_strdup_printf("  %c  %s\n", 'a' + (char)i, kind.label);
    cc_term_print(term, line);
  }
  cc_term_print(term, or_line ? "Type a number or a letter; any other key goes back. "
                              : "What is it? Type its letter; any other key goes back. ");
  return cc_term_key(term, key, error);
}

gboolean cc_kind_typed(int key, CcKind *kind) {
  return key >= 'a' && key <= 'z' && cc_kind_at((guint)(key - 'a'), kind);
}

/* A new value, of the kind that is asked for. */
static gboolean add(CcTerm *term, CardcatContact *contact, gboolean *changed, GError **error) {
  CcKind kind;
  int key;
  if (!cc_ask_kind(term, FALSE, &key, error)) return FALSE;
  cc_term_print(term, "\n");
  *changed = TRUE; /* or not: the contact is shown again */
  return !cc_kind_typed(key, &kind) || cc_edit_new(term, contact, &kind, changed, error);
}

gboolean cc_edit_value(CcTerm *term, CardcatContact *contact, gboolean *changed, GError **error) {
  g_autoptr(GPtrArray) fields = cc_contact_fields(contact);
  g_autofree char *line = NULL;
  *changed = FALSE;
  CcTyped answer = cc_term_line(term, "Number of the value, + for a new one, empty to end: ", NULL,
                                &line, error);
  if (answer != CC_TYPED_LINE) return answer == CC_TYPED_GIVEN_UP;
  guint64 number = g_ascii_strtoull(line, NULL, 10);
  if (g_str_equal(line, "+")) return add(term, contact, changed, error);
  if (number < 1 || number > fields->len) return TRUE;
  return cc_edit_field(term, contact, fields->pdata[number - 1], changed, error);
}

void cc_print_fields(CcTerm *term, const GPtrArray *fields) {
  for (guint i = 0; i < fields->len; i++) {
    const CcField *field = fields->pdata[i];
    g_autofree char *value = cc_printable(field->value);
    g_autofree char *line =
        g_strdup_printf("  %2u  %-*s %s", i + 1, CC_LABEL_COLUMNS, field->label, value);
    g_autofree char *fitted = g_strchomp(cc_fit(line, cc_columns(STDOUT_FILENO) - 1));
    cc_term_print(term, fitted);
    cc_term_print(term, "\n");
  }
}
