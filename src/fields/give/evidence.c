/* A piece of evidence: what a field rests on. */
#include "fields/give/give.h"

void cc_evidence_add(GPtrArray *evidence, CardcatField field, guint index, double confidence,
                     CardcatBox box, const char *text, CardcatFrom from) {
  g_ptr_array_add(evidence,
                  cardcat_evidence_new(field, index, CLAMP(confidence, 0, 1), box, text, from));
}
