/* The rows of a contact's form, each joined to what was read. */
#include "review/web/form/form.h"

#include <string.h>

static const struct {
  const char *field, *kind;
} kinds[] = {
    {"name", "name"},
    {"organization", "organization"},
    {"department", "department"},
    {"titles", "title"},
    {"emails", "email"},
    {"urls", "url"},
    {"addresses", "address"},
    {"notes", "note"},
};

static const char *const phone_kinds[] = {"phone-work", "phone-mobile", "phone-fax", "phone-home",
                                          "phone-other"};

static const char *kind_of(const CardcatContact *contact, const char *field) {
  if (g_str_has_prefix(field, "phones[")) {
    const CardcatPhone *phone = contact->phones->pdata[cc_field_index(field)];
    return phone_kinds[phone->type];
  }
  for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
    if (strcspn(field, "[") == strlen(kinds[i].field) && g_str_has_prefix(field, kinds[i].field))
      return kinds[i].kind;
  return "note";
}

static char *value_of(const CardcatContact *contact, const CcField *field) {
  if (!g_str_has_prefix(field->field, "phones[")) return g_strdup(field->value);
  const CardcatPhone *phone = contact->phones->pdata[cc_field_index(field->field)];
  return g_strdup(phone->value ? phone->value : phone->e164);
}

void cc_row_free(CcRow *row) {
  g_free(row->value);
  g_free(row->from);
  g_free(row->other);
  g_free(row);
}

/* ---- what a value was read as ---------------------------------------------------------------- */

typedef struct {
  const CardcatReading *reading;
  GPtrArray *fields; /* CcField*: the reading's */
  GPtrArray *taken;  /* of these, those that a row stands for */
} Origins;

typedef enum { SAME_PLACE_AND_VALUE, SAME_VALUE, SAME_PLACE } Likeness;

static gboolean is_like(const CcField *read, const CcField *typed, Likeness likeness) {
  gboolean place = g_str_equal(read->field, typed->field);
  gboolean value = g_str_equal(read->value, typed->value);
  return likeness == SAME_PLACE_AND_VALUE ? place && value : likeness == SAME_VALUE ? value : place;
}

static void join(Origins *origins, CcRow *row, const CcField *typed, Likeness likeness) {
  for (guint i = 0; !row->from && i < origins->fields->len; i++) {
    const CcField *read = origins->fields->pdata[i];
    if (g_ptr_array_find(origins->taken, read, NULL) || !is_like(read, typed, likeness)) continue;
    g_ptr_array_add(origins->taken, (gpointer)read);
    row->from = g_strdup(read->field);
    row->evidence = cardcat_reading_evidence(origins->reading, read->field);
    row->doubtful = likeness == SAME_PLACE_AND_VALUE && row->evidence &&
                    row->evidence->confidence < CARDCAT_SURE;
  }
}

/* What stands as it was read comes first, then what was moved, then what was typed over. */
static void join_all(GPtrArray *rows, const GPtrArray *typed, const CardcatReading *reading) {
  g_autoptr(GPtrArray) fields = cc_contact_fields(reading->contact);
  g_autoptr(GPtrArray) taken = g_ptr_array_new();
  Origins origins = {reading, fields, taken};
  for (int likeness = SAME_PLACE_AND_VALUE; likeness <= SAME_PLACE; likeness++)
    for (guint i = 0; i < rows->len; i++)
      join(&origins, rows->pdata[i], typed->pdata[i], (Likeness)likeness);
}

GPtrArray *cc_rows_of(const CardcatContact *contact, const CardcatReading *reading) {
  GPtrArray *rows = g_ptr_array_new_with_free_func((GDestroyNotify)cc_row_free);
  g_autoptr(GPtrArray) fields = cc_contact_fields(contact);
  for (guint i = 0; i < fields->len; i++) {
    const CcField *field = fields->pdata[i];
    CcRow *row = g_new0(CcRow, 1);
    row->number = i;
    row->kind = kind_of(contact, field->field);
    row->value = value_of(contact, field);
    if (g_str_equal(row->kind, "name")) row->name = &contact->name;
    if (g_str_equal(row->kind, "address"))
      row->address = contact->addresses->pdata[cc_field_index(field->field)];
    g_ptr_array_add(rows, row);
  }
  if (reading) join_all(rows, fields, reading);
  return rows;
}
