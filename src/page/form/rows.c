/* The rows of a contact's form, each joined to what was read. */
#include "page/form/form.h"

static char *value_of(const CardcatContact *contact, const CcField *field) {
  if (cardcat_field_info(field->field)->kind != CARDCAT_KIND_PHONES) return g_strdup(field->value);
  const CardcatPhone *phone = contact->phones->pdata[field->index];
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
  gboolean place = read->field == typed->field && read->index == typed->index;
  gboolean value = g_str_equal(read->value, typed->value);
  return likeness == SAME_PLACE_AND_VALUE ? place && value : likeness == SAME_VALUE ? value : place;
}

static void join(Origins *origins, CcRow *row, const CcField *typed, Likeness likeness) {
  for (guint i = 0; !row->from && i < origins->fields->len; i++) {
    const CcField *read = origins->fields->pdata[i];
    if (g_ptr_array_find(origins->taken, read, NULL) || !is_like(read, typed, likeness)) continue;
    g_ptr_array_add(origins->taken, (gpointer)read);
    row->from = cardcat_field_print(read->field, read->index);
    row->evidence = cardcat_reading_evidence(origins->reading, read->field, read->index);
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
    row->kind = cc_kind_of(contact, field->field, field->index);
    row->value = value_of(contact, field);
    if (field->field == CARDCAT_FIELD_NAME) row->name = &contact->name;
    if (field->field == CARDCAT_FIELD_ADDRESSES)
      row->address = contact->addresses->pdata[field->index];
    g_ptr_array_add(rows, row);
  }
  if (reading) join_all(rows, fields, reading);
  return rows;
}

/* ---- rows that are always there -------------------------------------------------------------- */

static guint place_of(CardcatField field) {
  guint place = 0;
  while (cardcat_field_shown(place) != field)
    place++;
  return place;
}

/* Where a row of FIELD belongs; FALSE: there is one. */
static gboolean find_gap(const GPtrArray *rows, CardcatField field, guint *gap) {
  guint i = 0;
  for (; i < rows->len; i++) {
    CardcatField here = ((const CcRow *)rows->pdata[i])->kind.field;
    if (here == field) return FALSE;
    if (place_of(here) > place_of(field)) break;
  }
  *gap = i;
  return TRUE;
}

void cc_rows_complete(GPtrArray *rows) {
  static const char *const always[] = {"name", "title", "organization", "email", "phone-work"};
  for (guint i = 0; i < G_N_ELEMENTS(always); i++) {
    CcKind kind;
    guint gap;
    if (!cc_kind_find(always[i], &kind) || !find_gap(rows, kind.field, &gap)) continue;
    CcRow *row = g_new0(CcRow, 1);
    row->kind = kind;
    row->value = g_strdup("");
    row->missing = kind.field == CARDCAT_FIELD_NAME;
    g_ptr_array_insert(rows, (int)gap, row);
  }
  for (guint i = 0; i < rows->len; i++)
    ((CcRow *)rows->pdata[i])->number = i;
}
