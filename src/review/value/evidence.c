/* What a reading says of a value, wherever that stands now. */
#include "review/value/value.h"

#include <string.h>

const CardcatEvidence *cc_field_evidence(const CcField *field, const CardcatReading *reading) {
  g_autoptr(GPtrArray) as_read = cc_contact_fields(reading->contact);
  gsize length = strcspn(field->field, "[");
  for (guint i = 0; i < as_read->len; i++) {
    const CcField *read = as_read->pdata[i];
    if (strcspn(read->field, "[") == length && strncmp(read->field, field->field, length) == 0 &&
        g_str_equal(read->value, field->value))
      return cardcat_reading_evidence(reading, read->field);
  }
  return NULL;
}

const CardcatEvidence *cc_field_source(const CcField *field, CardcatContact *contact,
                                       const CardcatReading *reading) {
  const CardcatEvidence *e = cc_field_evidence(field, reading);
  if (e) return e;
  g_autoptr(GPtrArray) typed = cc_contact_fields(contact);
  g_autoptr(GPtrArray) read = cc_contact_fields(reading->contact);
  for (guint i = 0; i < read->len; i++) {
    const CcField *was = read->pdata[i];
    gboolean moved = !g_str_equal(was->field, field->field);
    for (guint k = 0; k < typed->len && !moved; k++)
      moved = g_str_equal(((const CcField *)typed->pdata[k])->value, was->value);
    if (!moved) return cardcat_reading_evidence(reading, was->field);
  }
  return NULL;
}

gboolean cc_field_is_doubtful(const CcField *field, const CardcatReading *reading) {
  const CardcatEvidence *evidence = cc_field_evidence(field, reading);
  return evidence && evidence->confidence < CARDCAT_SURE;
}
