/* vCard 3.0 (RFC 2426) and 4.0 (RFC 6350), with lines folded and values escaped. */
#include "output/output.h"

#include <string.h>

/* Octets of a line without its CRLF: RFC 2426, section 2.6. */
#define FOLD 75

typedef enum { VERSION_3, VERSION_4 } Version;

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
  g_autofree char *clean = cc_text_clean_lines(value ? value : "", -1, CC_OUTPUT_MAX);
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

/* PROPERTY, owned, of a value that is to be used before others, if IT IS. */
static char *preferred(const char *property, gboolean it_is, Version version) {
  if (!it_is) return g_strdup(property);
  if (version == VERSION_4) return g_strconcat(property, ";PREF=1", NULL);
  return g_strconcat(property, strstr(property, "TYPE=") ? ",PREF" : ";TYPE=PREF", NULL);
}

/* Of several the first that is no fax is preferred. */
static void put_phones(GString *out, const GPtrArray *phones, Version version) {
  gboolean chosen = phones->len < 2;
  for (guint i = 0; i < phones->len; i++) {
    const CardcatPhone *phone = phones->pdata[i];
    g_autofree char *dial = cc_phone_dial(phone);
    gboolean first = !chosen && phone->type != CARDCAT_PHONE_FAX;
    g_autofree char *property =
        preferred(cardcat_phone_type_info(phone->type)->vcard, first, version);
    chosen = chosen || first;
    put_text(out, property, dial);
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

static void put_emails(GString *out, const char *property, const GPtrArray *texts,
                       Version version) {
  for (guint i = 0; i < texts->len; i++) {
    g_autofree char *chosen = preferred(property, i == 0 && texts->len > 1, version);
    put_text(out, chosen, texts->pdata[i]);
  }
}

static void put_each(GString *out, const char *property, const GPtrArray *texts) {
  for (guint i = 0; i < texts->len; i++)
    put_text(out, property, texts->pdata[i]);
}

/* A link is no text, and nothing in it need be escaped; but what reads 3.0 takes it for one, and
 * loses what stands after a comma that is not. */
static void put_urls(GString *out, const char *property, const GPtrArray *urls, Version version) {
  for (guint i = 0; i < urls->len; i++) {
    g_autofree char *link = cc_url_link(urls->pdata[i]);
    g_autofree char *line = g_strconcat(property, ":", link, NULL);
    if (version == VERSION_3)
      put_text(out, property, link);
    else
      cc_vcard_line(out, line);
  }
}

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
    cc_note_add(note, line);
  }
}

static void put_note(GString *out, const CcPerson *person, Version version) {
  g_autoptr(GString) unnamed = g_string_new(NULL);
  append_unnamed(unnamed, person->contact, version);
  g_autofree char *note = cc_note(person, unnamed->str);
  put_text(out, "NOTE", note);
}

/* PROPERTY and its LABEL, held together by their group's number. */
static void put_labelled(GString *out, guint group, const char *property, const char *value,
                         const char *label) {
  g_autofree char *name = g_strdup_printf("item%u.%s", group, property);
  g_autofree char *label_name = g_strdup_printf("item%u.X-ABLabel", group);
  put_text(out, name, value);
  put_text(out, label_name, label);
}

/* The day and who introduced you, in the properties that address books show with a label of one's
 * own; a proper one is only in vCard 4.0: whoever introduced two people knows both. */
static void put_meeting(GString *out, const CardcatMeeting *meeting, guint number,
                        Version version) {
  if (meeting->met_on) {
    g_autofree char *label =
        meeting->event ? g_strconcat("Met at ", meeting->event, NULL) : g_strdup("Met");
    put_labelled(out, 2 * number + 1, "X-ABDATE", meeting->met_on, label);
  }
  if (!meeting->introduced_by) return;
  if (version == VERSION_4)
    put_text(out, "RELATED;TYPE=acquaintance,x-introduced-by;VALUE=text", meeting->introduced_by);
  else
    put_labelled(out, 2 * number + 2, "X-ABRELATEDNAMES", meeting->introduced_by, "Introduced by");
}

static void put_related(GString *out, const char *head, const char *uid) {
  g_autoptr(GString) line = g_string_new(head);
  append_text(line, uid);
  cc_vcard_line(out, line->str);
}

static gboolean is_noted(const GPtrArray *meetings, const CardcatLink *link) {
  for (guint i = 0; link->kind == CARDCAT_LINK_INTRODUCED_BY && i < meetings->len; i++)
    if (g_strcmp0(((const CardcatMeeting *)meetings->pdata[i])->introduced_by, link->name) == 0)
      return TRUE;
  return FALSE;
}

/* Of vCard 4.0 whoever is in the book by its UID, so that it is the same person wherever it is
 * read.  Of 3.0 names, which are not told twice. */
static void put_links(GString *out, const CardcatEntry *entry, Version version) {
  guint number = 2 * entry->meetings->len;
  for (guint i = 0; i < entry->links->len; i++) {
    const CardcatLink *link = entry->links->pdata[i];
    gboolean is_introducer = link->kind == CARDCAT_LINK_INTRODUCED_BY;
    gboolean is_told = (version == VERSION_3 || !link->uid) && is_noted(entry->meetings, link);
    if (link->theirs || is_told) continue;
    g_autofree char *line =
        g_strdup_printf("RELATED;TYPE=acquaintance%s%s", is_introducer ? ",x-introduced-by" : "",
                        link->uid ? ":urn:uuid:" : ";VALUE=text");
    if (version == VERSION_3)
      put_labelled(out, ++number, "X-ABRELATEDNAMES", link->name,
                   is_introducer ? "Introduced by" : "Knows");
    else if (link->uid)
      put_related(out, line, link->uid);
    else
      put_text(out, line, link->name);
  }
}

/* vCard 4.0 has no hyphens and colons in a time. */
static void put_time(GString *out, const char *property, const char *time, Version version) {
  g_autoptr(GString) text = g_string_new(time);
  if (version == VERSION_4) {
    g_string_replace(text, "-", "", 0);
    g_string_replace(text, ":", "", 0);
  }
  put_text(out, property, text->str);
}

/* vCard 4.0 takes an identifier for a URI, and has by RFC 9554 when a card was made. */
static void put_identity(GString *out, const CardcatEntry *entry, Version version) {
  g_autofree char *uid = version == VERSION_4 ? g_strconcat("urn:uuid:", entry->uid, NULL) : NULL;
  put_text(out, "UID", uid ? uid : entry->uid);
  if (version == VERSION_4) put_time(out, "CREATED", entry->created, version);
  put_time(out, "REV", entry->changed, version);
}

static void put_entry(GString *out, const CardcatEntry *entry, Version version) {
  for (guint i = 0; i < entry->meetings->len; i++)
    put_meeting(out, entry->meetings->pdata[i], i, version);
  put_links(out, entry, version);
  g_autoptr(GPtrArray) tags = cc_entry_labels(entry);
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
      put_phones(out, contact->phones, version);
      break;
    case CARDCAT_KIND_ADDRESSES:
      put_addresses(out, contact->addresses);
      break;
    case CARDCAT_KIND_TEXTS:
      if (field == CARDCAT_FIELD_URLS)
        put_urls(out, property, contact->urls, version);
      else if (field == CARDCAT_FIELD_EMAILS)
        put_emails(out, property, contact->emails, version);
      else
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
