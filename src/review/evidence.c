/* What a reading says of a value, wherever that stands now. */
#include "review/review.h"

const CardcatEvidence *cc_field_evidence(const CcField *field, const CardcatReading *reading) {
  g_autoptr(GPtrArray) as_read = cc_contact_fields(reading->contact);
  for (guint i = 0; i < as_read->len; i++) {
    const CcField *read = as_read->pdata[i];
    if (read->field == field->field && g_str_equal(read->value, field->value))
      return cardcat_reading_evidence(reading, read->field, read->index);
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
    gboolean moved = was->field != field->field || was->index != field->index;
    for (guint k = 0; k < typed->len && !moved; k++)
      moved = g_str_equal(((const CcField *)typed->pdata[k])->value, was->value);
    if (!moved) return cardcat_reading_evidence(reading, was->field, was->index);
  }
  return NULL;
}

gboolean cc_field_is_doubtful(const CcField *field, const CardcatReading *reading) {
  const CardcatEvidence *evidence = cc_field_evidence(field, reading);
  return evidence && evidence->confidence < CARDCAT_SURE;
}
