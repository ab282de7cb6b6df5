/* What a code says is whatever its maker wrote: a value that is none is told as a note, not given
 * to a mail program, a browser or a telephone. */
#include "fields/grammar/grammar.h"

static void move_others(GPtrArray *list, CardcatField field, GPtrArray *notes) {
  for (guint i = 0; i < list->len;)
    if (cc_payload_is_value(field, list->pdata[i]))
      i++;
    else
      g_ptr_array_add(notes, g_ptr_array_steal_index(list, i));
}

/* The addresses that TEXT, which is no address itself, has; FALSE: it has none such.  Of whoever
 * has no name theirs is it, unless it is the firm's. */
static gboolean take_mailboxes(CardcatContact *contact, const char *text) {
  g_autoptr(GPtrArray) mailboxes = cc_mailboxes(text);
  for (guint i = 0; mailboxes && i < mailboxes->len; i++) {
    CcMailbox *mailbox = mailboxes->pdata[i];
    g_ptr_array_add(contact->emails, g_steal_pointer(&mailbox->address));
    if (!contact->name.full && g_strcmp0(mailbox->name, contact->organization) != 0)
      contact->name.full = g_steal_pointer(&mailbox->name);
  }
  return mailboxes != NULL;
}

static void part_emails(CardcatContact *contact) {
  guint count = contact->emails->len;
  for (guint i = 0; i < count;) {
    const char *text = contact->emails->pdata[i];
    gboolean is_parted =
        !cc_payload_is_value(CARDCAT_FIELD_EMAILS, text) && take_mailboxes(contact, text);
    if (is_parted) {
      g_ptr_array_remove_index(contact->emails, i);
      count--;
    } else {
      i++;
    }
  }
}

void cc_payload_check(CardcatContact *contact) {
  part_emails(contact);
  move_others(contact->emails, CARDCAT_FIELD_EMAILS, contact->notes);
  move_others(contact->urls, CARDCAT_FIELD_URLS, contact->notes);
  for (guint i = 0; i < contact->phones->len;) {
    const CardcatPhone *phone = contact->phones->pdata[i];
    if (phone->e164 || cc_payload_is_value(CARDCAT_FIELD_PHONES, phone->value)) {
      i++;
      continue;
    }
    g_ptr_array_add(contact->notes, g_strdup(phone->value));
    g_ptr_array_remove_index(contact->phones, i);
  }
}
