/* Values of foreign files: what is none is told as a note, as of a code; numbers get the form that
 * they are dialled by. */
#include "input/input.h"

#include "fields/fields.h"

/* ---- what is none --------------------------------------------------------------------------- */

static gboolean holds_text(CardcatField field, const CardcatContact *contact, const char *text) {
  for (guint i = 0; contact && i < cardcat_contact_count(contact, field); i++)
    if (g_strcmp0(cardcat_contact_value(contact, field, i), text) == 0) return TRUE;
  return FALSE;
}

gboolean cc_value_is_taken(CardcatField field, const char *text, const CardcatEntry *allowed) {
  g_autofree char *clean = cc_text_clean(text, -1, CC_TEXT_MAX);
  return cc_written_is_value(field, clean) ||
         holds_text(field, allowed ? allowed->contact : NULL, text);
}

/* As it stands in the file: a number with its extension. */
static char *value_text(CardcatField field, gconstpointer member) {
  return field == CARDCAT_FIELD_PHONES ? cc_phone_printed(member) : g_strdup(member);
}

/* All words of TEXT are some of NAME's. */
static gboolean is_said(const CardcatContact *contact, const char *text) {
  g_autofree char *known = g_strjoin(" ", contact->name.full ? contact->name.full : "",
                                     contact->name.given ? contact->name.given : "",
                                     contact->name.family ? contact->name.family : "",
                                     contact->organization ? contact->organization : "", NULL);
  g_auto(GStrv) have = cc_text_fold_words(known);
  g_auto(GStrv) words = cc_text_fold_words(text);
  guint i = 0;
  while (words[i] && g_strv_contains((const char *const *)have, words[i]))
    i++;
  return words[i] == NULL;
}

/* Whose address it is: of nobody else it is the name; of another the note has TEXT as it stands. */
static void take_mailbox_name(CardcatEntry *entry, const char *name, const char *text) {
  CardcatName *own = &entry->contact->name;
  if (!name || is_said(entry->contact, name)) return;
  if (!own->full && !own->given && !own->family)
    own->full = g_strdup(name);
  else
    cc_entry_add_line(entry, text);
}

/* "Ada Beck <a@b.example>" at PLACE of the e-mails becomes the addresses in it; FALSE: it is
 * nothing of the kind. */
static gboolean part_email(CardcatEntry *entry, guint place) {
  GPtrArray *emails = entry->contact->emails;
  g_autofree char *text = cc_text_clean(emails->pdata[place], -1, CC_TEXT_MAX);
  g_autoptr(GPtrArray) mailboxes = cc_written_mailboxes(text);
  if (!mailboxes || mailboxes->len == 0) return FALSE;
  g_ptr_array_remove_index(emails, place);
  for (guint i = 0; i < mailboxes->len; i++) {
    const CcMailbox *mailbox = mailboxes->pdata[i];
    g_ptr_array_insert(emails, (gint)(place + i), g_strdup(mailbox->address));
    take_mailbox_name(entry, mailbox->name, text);
  }
  return TRUE;
}

/* "(Director)" is what stands in the brackets, as on a card. */
static void open_titles(GPtrArray *titles, const CardcatContact *allowed) {
  for (guint i = 0; i < titles->len; i++) {
    char **title = (char **)&titles->pdata[i];
    if (holds_text(CARDCAT_FIELD_TITLES, allowed, *title)) continue;
    g_autoptr(GString) text = g_string_new(*title);
    cc_text_open_brackets(text);
    g_free(*title);
    *title = g_strdup(text->str);
  }
}

void cc_entry_judge(CardcatEntry *entry, const CardcatEntry *allowed) {
  open_titles(entry->contact->titles, allowed ? allowed->contact : NULL);
  static const CardcatField fields[] = {CARDCAT_FIELD_EMAILS, CARDCAT_FIELD_PHONES,
                                        CARDCAT_FIELD_URLS};
  for (guint f = 0; f < G_N_ELEMENTS(fields); f++) {
    GPtrArray *list = cardcat_contact_list(entry->contact, fields[f]);
    for (guint i = 0; i < list->len;) {
      const char *value = cardcat_contact_value(entry->contact, fields[f], i);
      if (value && cc_value_is_taken(fields[f], value, allowed)) {
        i++;
        continue;
      }
      if (fields[f] == CARDCAT_FIELD_EMAILS && part_email(entry, i)) continue;
      g_autofree char *text = value_text(fields[f], list->pdata[i]);
      cc_entry_add_line(entry, text);
      g_ptr_array_remove_index(list, i);
    }
  }
}

/* ---- numbers -------------------------------------------------------------------------------- */

/* The country of CONTACT's addresses, else of a number that says its own; owned, or NULL. */
static char *region_of(const CardcatContact *contact) {
  for (guint i = 0; i < contact->addresses->len; i++) {
    const CardcatAddress *address = contact->addresses->pdata[i];
    char *code = address->country ? cardcat_region_find(address->country) : NULL;
    if (code) return code;
  }
  for (guint i = 0; i < contact->phones->len; i++) {
    const CardcatPhone *phone = contact->phones->pdata[i];
    char *code = cc_written_region(phone->e164 ? phone->e164 : phone->value);
    if (code) return code;
  }
  return NULL;
}

/* WHOLE knows the number as it is printed. */
static gboolean is_known(const CardcatEntry *whole, const CardcatPhone *phone) {
  return holds_text(CARDCAT_FIELD_PHONES, whole ? whole->contact : NULL, phone->value);
}

void cc_entry_complete(CardcatEntry *entry, const CardcatEntry *whole,
                       const CardcatContact *about) {
  const GPtrArray *phones = entry->contact->phones;
  g_autofree char *region = phones->len > 0 ? region_of(about) : NULL;
  for (guint i = 0; i < phones->len; i++) {
    CardcatPhone *phone = phones->pdata[i];
    if (!phone->e164 && phone->value && !is_known(whole, phone))
      phone->e164 = cc_written_e164(phone->value, region);
  }
}

/* ---- names ---------------------------------------------------------------------------------- */

gboolean cc_name_is_whole(const CardcatName *name) {
  return name->full && !name->prefix && !name->given && !name->middle && !name->family &&
         !name->suffix;
}

void cc_entry_part_name(CardcatEntry *entry, const CardcatEntry *whole, CardcatNames *names) {
  CardcatName *name = &entry->contact->name;
  if (!names || !cc_name_is_whole(name)) return;
  if (whole && g_strcmp0(whole->contact->name.full, name->full) == 0) return;
  g_autofree char *clean = cc_text_clean(name->full, -1, CC_TEXT_MAX);
  if (!*clean) return;
  g_free(name->full);
  name->full = g_steal_pointer(&clean);
  /* Without word lists it stays in one piece. */
  (void)cardcat_names_part(names, entry->contact);
}

gboolean cardcat_names_part(CardcatNames *names, CardcatContact *contact) {
  g_autofree char *region = region_of(contact);
  return contact->name.full && cc_names_part(names, &contact->name, region);
}
