/* vCard 3.0 (RFC 2426), with lines folded and values escaped. */
#include "output/output.h"

#include <string.h>

/* Octets of a line without its CRLF: RFC 2426, section 2.6. */
#define FOLD 75

void cc_vcard_line(GString *out, const char *line) {
  gsize column = 0;
  for (const char *p = line; *p;) {
    gsize n = (gsize)(g_utf8_next_char(p) - p);
    if (column + n > FOLD) {
      g_string_append(out, "\r\n ");
      column = 1;
    }
    g_string_append_len(out, p, (gssize)n);
    column += n;
    p += n;
  }
  g_string_append(out, "\r\n");
}

/* Appends VALUE (NULL: nothing) as text: what separates is escaped, line ends are "\n". */
static void append_text(GString *line, const char *value) {
  g_autofree char *clean = cc_text_clean_lines(value ? value : "", -1, CC_TEXT_MAX);
  for (const char *p = clean; *p; p++) {
    if (*p == '\n') {
      g_string_append(line, "\\n");
      continue;
    }
    if (strchr("\\,;", *p)) g_string_append_c(line, '\\');
    g_string_append_c(line, *p);
  }
}

/* PROPERTY with its parameters, a colon, then VALUE; nothing at all when there is no value. */
static void put_text(GString *out, const char *property, const char *value) {
  if (!value || !*value) return;
  g_autoptr(GString) line = g_string_new(property);
  g_string_append_c(line, ':');
  append_text(line, value);
  cc_vcard_line(out, line->str);
}

/* As put_text(), of components joined by ";". */
static void put_parts(GString *out, const char *property, const char *const *parts, guint count) {
  g_autoptr(GString) line = g_string_new(property);
  g_string_append_c(line, ':');
  for (guint i = 0; i < count; i++) {
    if (i > 0) g_string_append_c(line, ';');
    append_text(line, parts[i]);
  }
  cc_vcard_line(out, line->str);
}

/* FN must be there and say something: the best name that is known. */
static const char *formatted_name(const CardcatContact *contact) {
  if (contact->name.full) return contact->name.full;
  if (contact->organization) return contact->organization;
  if (contact->emails->len > 0) return contact->emails->pdata[0];
  if (contact->phones->len > 0) {
    const CardcatPhone *phone = contact->phones->pdata[0];
    if (phone->value) return phone->value;
  }
  return "Unnamed";
}

static void put_name(GString *out, const CardcatContact *contact) {
  const CardcatName *name = &contact->name;
  /* A name that was not taken apart is still a name: it sorts as a family name. */
  const char *family = name->family || name->given ? name->family : name->full;
  put_parts(out, "N",
            (const char *const[]){family, name->given, name->middle, name->prefix, name->suffix},
            5);
  put_text(out, "FN", formatted_name(contact));
}

static void put_organization(GString *out, const CardcatContact *contact) {
  if (!contact->organization && !contact->department) return;
  const char *const parts[] = {contact->organization, contact->department};
  put_parts(out, "ORG", parts, contact->department ? 2 : 1);
}

static void put_phones(GString *out, const GPtrArray *phones) {
  for (guint i = 0; i < phones->len; i++) {
    const CardcatPhone *phone = phones->pdata[i];
    g_autofree char *dial = cc_phone_dial(phone);
    put_text(out, cardcat_phone_type_info(phone->type)->vcard, dial);
  }
}

static void put_addresses(GString *out, const GPtrArray *addresses) {
  for (guint i = 0; i < addresses->len; i++) {
    g_autoptr(CardcatAddress) a = cc_address_complete(addresses->pdata[i]);
    const char *const parts[] = {NULL,      NULL,        a->street, a->locality,
                                 a->region, a->postcode, a->country};
    put_parts(out, "ADR;TYPE=WORK", parts, G_N_ELEMENTS(parts));
  }
}

static void put_each(GString *out, const char *property, const GPtrArray *texts) {
  for (guint i = 0; i < texts->len; i++)
    put_text(out, property, texts->pdata[i]);
}

static void append_note(GString *note, const char *text) {
  if (text && *text) g_string_append_printf(note, "%s%s", note->len > 0 ? "\n" : "", text);
}

typedef enum { VERSION_3, VERSION_4 } Version;

/* NULL: there is none. */
static const char *property_of(const CardcatFieldInfo *info, Version version) {
  return version == VERSION_4 && info->vcard4 ? info->vcard4 : info->vcard;
}

/* "Label: value" of each text that vCard has no property for. */
static void append_unnamed(GString *note, const CardcatContact *contact, Version version) {
  for (CardcatField field = 0; field < CARDCAT_FIELDS; field++) {
    const CardcatFieldInfo *info = cardcat_field_info(field);
    const char *value =
        info->kind == CARDCAT_KIND_TEXT ? cardcat_contact_value(contact, field, 0) : NULL;
    g_autofree char *line =
        value && !property_of(info, version) ? g_strdup_printf("%s: %s", info->label, value) : NULL;
    append_note(note, line);
  }
}

static void put_note(GString *out, const CcPerson *person, Version version) {
  g_autoptr(GString) note = g_string_new(NULL);
  for (guint i = 0; person->entry && i < person->entry->meetings->len; i++) {
    const CardcatMeeting *meeting = person->entry->meetings->pdata[i];
    g_autofree char *met = cc_meeting_sentence(meeting);
    append_note(note, met);
    append_note(note, meeting->note);
  }
  append_unnamed(note, person->contact, version);
  for (guint i = 0; i < person->contact->notes->len; i++)
    append_note(note, person->contact->notes->pdata[i]);
  put_text(out, "NOTE", note->str);
}

/* vCard 4.0 has no hyphens and colons in a time, and takes an identifier for a URI. */
static void put_identity(GString *out, const CardcatEntry *entry, Version version) {
  g_autofree char *uid = version == VERSION_4 ? g_strconcat("urn:uuid:", entry->uid, NULL) : NULL;
  g_autoptr(GString) changed = g_string_new(entry->changed);
  if (version == VERSION_4) {
    g_string_replace(changed, "-", "", 0);
    g_string_replace(changed, ":", "", 0);
  }
  put_text(out, "UID", uid ? uid : entry->uid);
  put_text(out, "REV", changed->str);
}

static void put_entry(GString *out, const CardcatEntry *entry, Version version) {
  g_autoptr(GPtrArray) tags = cc_entry_tags(entry);
  if (tags->len > 0) {
    g_autoptr(GString) line = g_string_new("CATEGORIES:");
    for (guint i = 0; i < tags->len; i++) {
      if (i > 0) g_string_append_c(line, ',');
      append_text(line, tags->pdata[i]);
    }
    cc_vcard_line(out, line->str);
  }
  put_identity(out, entry, version);
}

static void put_field(GString *out, const CardcatContact *contact, CardcatField field,
                      Version version) {
  const CardcatFieldInfo *info = cardcat_field_info(field);
  const char *property = property_of(info, version);
  switch (info->kind) {
    case CARDCAT_KIND_NAME:
      put_name(out, contact);
      break;
    case CARDCAT_KIND_TEXT:
      if (field == CARDCAT_FIELD_ORGANIZATION)
        put_organization(out, contact);
      else if (property && field != CARDCAT_FIELD_DEPARTMENT) /* which is a part of ORG */
        put_text(out, property, cardcat_contact_value(contact, field, 0));
      break;
    case CARDCAT_KIND_PHONES:
      put_phones(out, contact->phones);
      break;
    case CARDCAT_KIND_ADDRESSES:
      put_addresses(out, contact->addresses);
      break;
    case CARDCAT_KIND_TEXTS:
      put_each(out, property, cardcat_contact_list(contact, field));
      break;
    case CARDCAT_KIND_NOTES: /* stand in one note with what else is told */
      break;
  }
}

static void put_person(GString *out, const CcPerson *person, Version version) {
  cc_vcard_line(out, "BEGIN:VCARD");
  cc_vcard_line(out, version == VERSION_4 ? "VERSION:4.0" : "VERSION:3.0");
  for (CardcatField field = 0; field < CARDCAT_FIELDS; field++)
    put_field(out, person->contact, field, version);
  put_note(out, person, version);
  if (person->entry) put_entry(out, person->entry, version);
  cc_vcard_line(out, "END:VCARD");
}

void cc_vcard_write(GString *out, const CcPerson *person) {
  put_person(out, person, VERSION_3);
}

void cc_vcard4_write(GString *out, const CcPerson *person) {
  put_person(out, person, VERSION_4);
}
