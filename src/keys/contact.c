/* A contact that is saved already, put right on the terminal. */
#include "keys/keys.h"

gboolean cc_review_contact(CardcatStore *store, CardcatEntry *entry, GError **error) {
  g_autoptr(CcTerm) term = cc_term_new(error);
  if (!term) return FALSE;
  for (gboolean changed = TRUE; changed;) {
    g_autoptr(GPtrArray) fields = cc_contact_fields(entry->contact);
    cc_term_clear(term);
    cc_print_fields(term, fields);
    cc_term_print(term, "\n");
    if (!cc_edit_value(term, entry->contact, &changed, error)) return FALSE;
    if (changed && !cardcat_store_edit_contact(store, entry->id, entry->contact, NULL, error))
      return FALSE;
  }
  return TRUE;
}
