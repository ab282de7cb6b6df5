/* Values that somebody wrote: what the grammars say of one alone, without a card around it. */
#include "fields/fields.h"

#include "fields/grammar/grammar.h"

gboolean cc_written_is_value(CardcatField field, const char *value) {
  return cc_payload_is_value(field, value);
}

GPtrArray *cc_written_mailboxes(const char *text) {
  return cc_mailboxes(text);
}

char *cc_written_e164(const char *number, const char *region) {
  CcNumber parsed = cc_number_parse(number, region);
  return *parsed.e164 ? g_strdup(parsed.e164) : NULL;
}

char *cc_written_region(const char *number) {
  CcNumber parsed = cc_number_parse(number, "");
  return *parsed.e164 && *parsed.region ? g_strdup(parsed.region) : NULL;
}
