/* A vCard as an entry: what its properties say to every program. */
#include "input/input.h"

#include <string.h>

#define URN "urn:uuid:"

/* NULL for "". */
static char *take(char **pieces, guint index) {
  guint length = g_strv_length(pieces);
  const char *piece = index < length ? pieces[index] : "";
  return *piece ? g_strdup(piece) : NULL;
}

/* The same of what may be in lines: joined by ", ". */
static char *take_line(char **pieces, guint index) {
  g_autofree char *piece = take(pieces, index);
  g_autofree char *line = piece ? cc_address_line_of(piece) : NULL;
  return line && *line ? g_steal_pointer(&line) : NULL;
}

static void set(char **to, char *value) {
  g_free(*to);
  *to = value;
}

/* The one that is preferred comes first. */
static void add(GPtrArray *list, const CcProperty *property, gpointer member) {
  g_ptr_array_insert(list, cc_property_has(property, "PREF") ? 0 : -1, member);
}

static void take_name(CardcatEntry *entry, const CcProperty *property) {
  CardcatName *name = &entry->contact->name;
  g_auto(GStrv) pieces = cc_property_pieces(property, ';');
  char **parts[] = {&name->family, &name->given, &name->middle, &name->prefix, &name->suffix};
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
    set(parts[i], take(pieces, i));
}

static void take_organization(CardcatEntry *entry, const CcProperty *property) {
  CardcatContact *contact = entry->contact;
  g_auto(GStrv) pieces = cc_property_pieces(property, ';');
  g_autoptr(GString) units = g_string_new(NULL);
  set(&contact->organization, take(pieces, 0));
  for (guint i = 1; pieces[0] && pieces[i]; i++)
    if (*pieces[i]) g_string_append_printf(units, "%s%s", units->len > 0 ? ", " : "", pieces[i]);
  set(&contact->department, units->len > 0 ? g_strdup(units->str) : NULL);
}

static CardcatPhoneType phone_type(const CcProperty *property) {
  static const struct {
    const char *type;
    CardcatPhoneType is;
  } types[] = {
      {"FAX", CARDCAT_PHONE_FAX},       {"CELL", CARDCAT_PHONE_MOBILE},
      {"MOBILE", CARDCAT_PHONE_MOBILE}, {"HOME", CARDCAT_PHONE_HOME},
      {"WORK", CARDCAT_PHONE_WORK},
  };
  for (guint i = 0; i < G_N_ELEMENTS(types); i++)
    if (cc_property_has(property, types[i].type)) return types[i].is;
  return CARDCAT_PHONE_OTHER;
}

/* "+49 30 1 ext. 7", and what RFC 3966 says: "tel:+49-30-1;ext=7". */
static void take_phone(CardcatEntry *entry, const CcProperty *property) {
  static const char *const marks[] = {";ext=", " ext. ", " ext ", " x"};
  g_autofree char *text = cc_property_text(property);
  char *number = g_ascii_strncasecmp(text, "tel:", 4) == 0 ? text + 4 : text;
  const char *extension = NULL;
  for (guint i = 0; i < G_N_ELEMENTS(marks) && !extension; i++) {
    char *at = strstr(number, marks[i]);
    if (!at || !g_ascii_isdigit(at[strlen(marks[i])])) continue;
    extension = at + strlen(marks[i]);
    *at = '\0';
  }
  if (*number)
    add(entry->contact->phones, property,
        cardcat_phone_new(phone_type(property), number, NULL, extension));
}

static void take_listed(GPtrArray *list, const CcProperty *property) {
  g_autofree char *text = cc_property_text(property);
  const char *value = g_ascii_strncasecmp(text, "mailto:", 7) == 0 ? text + 7 : text;
  if (*value) add(list, property, g_strdup(value));
}

static void take_title(CardcatEntry *entry, const CcProperty *property) {
  take_listed(entry->contact->titles, property);
}

static void take_email(CardcatEntry *entry, const CcProperty *property) {
  take_listed(entry->contact->emails, property);
}

static void take_url(CardcatEntry *entry, const CcProperty *property) {
  take_listed(entry->contact->urls, property);
}

/* ", " between those of A, B and C that are there; NULL: none is. */
static char *join(const char *a, const char *b, const char *c) {
  const char *const all[] = {a, b, c};
  g_autoptr(GString) out = g_string_new(NULL);
  for (guint i = 0; i < G_N_ELEMENTS(all); i++)
    if (all[i]) g_string_append_printf(out, "%s%s", out->len > 0 ? ", " : "", all[i]);
  return out->len > 0 ? g_strdup(out->str) : NULL;
}

static void take_address(CardcatEntry *entry, const CcProperty *property) {
  g_auto(GStrv) pieces = cc_property_pieces(property, ';');
  g_autofree char *box = take_line(pieces, 0), *more = take_line(pieces, 1);
  g_autofree char *street = take_line(pieces, 2);
  CardcatAddress *address = cardcat_address_new();
  address->full = property->label ? cc_address_line_of(property->label) : NULL;
  address->street = join(street, more, box);
  address->locality = take_line(pieces, 3);
  address->region = take_line(pieces, 4);
  address->postcode = take_line(pieces, 5);
  address->country = take_line(pieces, 6);
  add(entry->contact->addresses, property, address);
}

static void add_note(CardcatEntry *entry, const char *text) {
  CardcatMeeting *meeting = entry->meeting;
  g_autofree char *note = cc_text_clean_lines(text, -1, CC_INPUT_NOTE_MAX);
  if (!*note) return;
  set(&meeting->note,
      meeting->note ? g_strjoin("\n", meeting->note, note, NULL) : g_steal_pointer(&note));
}

static void take_note(CardcatEntry *entry, const CcProperty *property) {
  g_autofree char *text = cc_property_text(property);
  add_note(entry, text);
}

static void take_tags(CardcatEntry *entry, const CcProperty *property) {
  GPtrArray *all = entry->meeting->tags;
  g_auto(GStrv) tags = cc_property_pieces(property, ',');
  for (guint i = 0; tags[i]; i++) {
    g_autofree char *tag = cc_text_clean(tags[i], -1, CC_TEXT_MAX);
    if (*tag) g_ptr_array_add(all, g_steal_pointer(&tag));
  }
}

/* "20260616T103000Z" as "2026-06-16T10:30:00Z"; what has another form stays as it is. */
static char *long_time(const char *time) {
  if (strlen(time) != 16 || time[8] != 'T') return g_strdup(time);
  return g_strdup_printf("%.4s-%.2s-%.2sT%.2s:%.2s:%.2sZ", time, time + 4, time + 6, time + 9,
                         time + 11, time + 13);
}

static void take_uid(CardcatEntry *entry, const CcProperty *property) {
  g_autofree char *text = cc_property_text(property);
  gboolean is_urn = g_ascii_strncasecmp(text, URN, strlen(URN)) == 0;
  set(&entry->uid, g_strdup(is_urn ? text + strlen(URN) : text));
}

static void take_time(CardcatEntry *entry, const CcProperty *property) {
  set(&entry->changed, long_time(property->value));
}

/* Of several the preferred one, else the first, is the name; the others are noted. */
static void take_full_name(CardcatEntry *entry, const CcProperty *property) {
  char **full = &entry->contact->name.full;
  g_autofree char *other = cc_property_text(property);
  if (!*full || cc_property_has(property, "PREF")) {
    char *former = *full;
    *full = g_steal_pointer(&other);
    other = former;
  }
  if (!other || !*other || g_str_equal(other, *full)) return;
  g_autofree char *note = g_strconcat("Also called ", other, NULL);
  add_note(entry, note);
}

static void take_pronouns(CardcatEntry *entry, const CcProperty *property) {
  set(&entry->contact->pronouns, cc_property_text(property));
}

static const struct {
  const char *name;
  void (*take)(CardcatEntry *entry, const CcProperty *property);
} takers[] = {
    {"FN", take_full_name},     {"N", take_name},      {"PRONOUNS", take_pronouns},
    {"ORG", take_organization}, {"TITLE", take_title}, {"ROLE", take_title},
    {"EMAIL", take_email},      {"TEL", take_phone},   {"URL", take_url},
    {"ADR", take_address},      {"NOTE", take_note},   {"CATEGORIES", take_tags},
    {"UID", take_uid},          {"REV", take_time},
};

/* The taker of PROPERTY; NULL: no contact has a place for it. */
static void (*taker_of(const CcProperty *property))(CardcatEntry *, const CcProperty *) {
  for (guint i = 0; i < G_N_ELEMENTS(takers); i++)
    if (g_str_equal(property->name, takers[i].name)) return takers[i].take;
  return NULL;
}

/* FN must say something: of a card that names nobody it is what there is. */
static void drop_made_name(CardcatContact *contact) {
  CardcatName *name = &contact->name;
  if (!name->full || name->family || name->given || name->middle) return;
  if (g_strcmp0(name->full, contact->organization) == 0) set(&name->full, NULL);
}

/* N must be there, too: of a name that nobody parted it is all of it, as we write it ourselves. */
static void drop_made_part(CardcatName *name) {
  gboolean is_alone = !name->prefix && !name->given && !name->middle && !name->suffix;
  if (is_alone && name->full && strchr(name->full, ' ') && g_strcmp0(name->family, name->full) == 0)
    set(&name->family, NULL);
}

/* A firm or a place is nobody: what it is called is what it is. */
static void drop_person(CardcatEntry *entry) {
  CardcatContact *contact = entry->contact;
  CardcatName *name = &contact->name;
  g_autofree char *full = g_strdup(name->full ? name->full : name->family);
  char **parts[] = {&name->full,   &name->prefix, &name->given,
                    &name->middle, &name->family, &name->suffix};
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
    set(parts[i], NULL);
  if (!contact->organization) set(&contact->organization, g_strdup(full));
  if (!full || g_strcmp0(full, contact->organization) == 0) return;
  g_autofree char *note = g_strconcat("Also called ", full, NULL);
  add_note(entry, note);
}

/* What a contact has no field for but people want to keep; their property stays another program's.
 */
static const struct {
  const char *name, *label;
} extras[] = {{"BDAY", "Birthday"},           {"NICKNAME", "Nickname"},
              {"ANNIVERSARY", "Anniversary"}, {"X-ANNIVERSARY", "Anniversary"},
              {"IMPP", "Messenger"},          {"X-SKYPE", "Skype"},
              {"X-SKYPE-USERNAME", "Skype"},  {"X-JABBER", "Jabber"},
              {"X-SOCIALPROFILE", "Profile"}, {"X-TWITTER", "Twitter"}};

/* Apple has a year where none is known: what stands in its place is as RFC 6350 has it. */
static char *extra_text(const CcProperty *property) {
  static const char no_year[] = "X-APPLE-OMIT-YEAR=";
  g_autofree char *text = cc_property_text(property);
  const char *omitted = strstr(property->line, no_year);
  gsize digits = omitted ? strspn(omitted + strlen(no_year), "0123456789") : 0;
  gboolean is_omitted =
      digits == 4 && strlen(text) > 4 && strncmp(text, omitted + strlen(no_year), digits) == 0;
  return is_omitted ? g_strconcat("-", text + 4, NULL) : g_steal_pointer(&text);
}

/* A line of the note, behind all that NOTE says; once it is in the note it stays one line. */
static void take_extra(CardcatEntry *entry, const CcProperty *property) {
  for (guint i = 0; i < G_N_ELEMENTS(extras); i++) {
    if (!g_str_equal(property->name, extras[i].name)) continue;
    g_autofree char *text = extra_text(property);
    g_autofree char *value = cc_text_clean(text, -1, CC_TEXT_MAX);
    g_autofree char *line = g_strdup_printf("%s: %s", extras[i].label, value);
    if (*value) cc_entry_add_line(entry, line);
  }
}

/* ---- links ---------------------------------------------------------------------------------- */

#define LINKS_MAX 200

/* TEXT names a place, not a person. */
static gboolean is_address(const char *text) {
  static const char *const schemes[] = {"http:", "https:", "mailto:", "tel:", "ftp:", "data:"};
  for (guint i = 0; i < G_N_ELEMENTS(schemes); i++)
    if (g_ascii_strncasecmp(text, schemes[i], strlen(schemes[i])) == 0) return TRUE;
  return FALSE;
}

/* A RELATED of vCard 4.0 names somebody whom this one knows; ME and what lies elsewhere do not. */
static gboolean is_link(const CcProperty *property) {
  if (!g_str_equal(property->name, "RELATED") || cc_property_has(property, "ME")) return FALSE;
  g_autofree char *text = cc_property_text(property);
  return *text && !is_address(text);
}

/* Who was introduced by a mere name has it in how they were met.  Nobody tells yet what whoever has
 * a UID is called. */
static void take_link(CardcatEntry *entry, const CcProperty *property) {
  gboolean is_introducer = cc_property_has(property, "X-INTRODUCED-BY");
  g_autofree char *text = cc_property_text(property);
  g_autofree char *name = cc_text_clean(text, -1, CC_TEXT_MAX);
  gboolean is_urn = g_ascii_strncasecmp(name, URN, strlen(URN)) == 0;
  g_autofree char *uid = is_urn ? cc_entry_uid(name + strlen(URN)) : NULL;
  CardcatMeeting *meeting = entry->meeting;
  if (!*name || entry->links->len >= LINKS_MAX) return;
  if (is_introducer && !uid)
    set(&meeting->introduced_by, g_strdup(name));
  else
    g_ptr_array_add(entry->links, cardcat_link_new(is_introducer ? CARDCAT_LINK_INTRODUCED_BY
                                                                 : CARDCAT_LINK_KNOWS,
                                                   uid, uid ? CC_LINK_SOMEBODY : name));
}

/* ---- cards ---------------------------------------------------------------------------------- */

gboolean cc_vcard_has_picture(const GPtrArray *properties) {
  for (guint i = 0; i < properties->len; i++)
    if (g_str_equal(((const CcProperty *)properties->pdata[i])->name, "PHOTO")) return TRUE;
  return FALSE;
}

/* Base64, as itself or in a link of RFC 2397; NULL: PROPERTY has no file. */
static const char *base64_of(const CcProperty *property) {
  static const char head[] = "data:", mark[] = ";base64,";
  if (!g_str_equal(property->name, "PHOTO")) return NULL;
  if (g_ascii_strncasecmp(property->value, head, sizeof head - 1) != 0)
    return property->is_base64 ? property->value : NULL;
  const char *start = strstr(property->value, mark);
  return start ? start + sizeof mark - 1 : NULL;
}

GBytes *cc_vcard_picture(const GPtrArray *properties) {
  for (guint i = 0; i < properties->len; i++) {
    const char *base64 = base64_of(properties->pdata[i]);
    if (base64) return cc_base64_bytes(base64);
  }
  return NULL;
}

CardcatEntry *cc_vcard_entry(const GPtrArray *properties) {
  CardcatEntry *entry = cc_entry_new();
  for (guint i = 0; i < properties->len; i++) {
    void (*take_it)(CardcatEntry *, const CcProperty *) = taker_of(properties->pdata[i]);
    if (take_it) take_it(entry, properties->pdata[i]);
  }
  gboolean has_links = cc_vcard_version(properties) == CARDCAT_FORMAT_VCARD4;
  for (guint i = 0; i < properties->len; i++) {
    take_extra(entry, properties->pdata[i]);
    if (has_links && is_link(properties->pdata[i])) take_link(entry, properties->pdata[i]);
  }
  if (cc_vcard_kind(properties) == CC_VCARD_THING)
    drop_person(entry);
  else
    drop_made_name(entry->contact);
  drop_made_part(&entry->contact->name);
  return entry;
}

gboolean cc_vcard_is_ours(const CcProperty *property, CardcatFormat format) {
  static const char *const names[] = {"VERSION", "PRODID", "X-CARDCAT", NULL};
  return taker_of(property) || g_strv_contains(names, property->name) ||
         g_str_has_prefix(property->name, "X-CARDCAT-") ||
         (format == CARDCAT_FORMAT_VCARD4 && is_link(property));
}
