/* CSV with the columns of Google's contacts: what https://contacts.google.com exports and its
 * import takes.  Each kind of value is numbered, "E-mail 1 - Label" beside "E-mail 1 - Value"; the
 * last of a kind holds all that are left, which Google divides at " ::: ". */
#include "output/output.h"

#define BETWEEN " ::: "
#define EMAILS 5
#define PHONES 6
#define ADDRESSES 3
#define WEBSITES 3
#define CUSTOM_FIELDS 3 /* pronouns and further titles */

static const char *const ONES[] = {"First Name",
                                   "Middle Name",
                                   "Last Name",
                                   "Name Prefix",
                                   "Name Suffix",
                                   "Organization Name",
                                   "Organization Title",
                                   "Organization Department",
                                   "Notes",
                                   "Labels",
                                   "Event 1 - Label",
                                   "Event 1 - Value",
                                   "Relation 1 - Label",
                                   "Relation 1 - Value"};

static const char *const ADDRESS_PARTS[] = {"Formatted", "Street",      "City",
                                            "Region",    "Postal Code", "Country"};

static const char *const PHONE_LABELS[CARDCAT_PHONE_TYPES] = {[CARDCAT_PHONE_WORK] = "Work",
                                                              [CARDCAT_PHONE_MOBILE] = "Mobile",
                                                              [CARDCAT_PHONE_FAX] = "Work Fax",
                                                              [CARDCAT_PHONE_HOME] = "Home",
                                                              [CARDCAT_PHONE_OTHER] = "Other"};

/* ---- the header ------------------------------------------------------------------------------ */

static void put_column(CcRow *row, const char *kind, guint number, const char *part) {
  g_autofree char *name = g_strdup_printf("%s %u - %s", kind, number, part);
  cc_row_put(row, name);
}

static void put_columns(CcRow *row, const char *kind, guint count) {
  for (guint i = 1; i <= count; i++) {
    put_column(row, kind, i, "Label");
    put_column(row, kind, i, "Value");
  }
}

void cc_google_write_header(GString *out) {
  CcRow row = {out, TRUE};
  for (guint i = 0; i < G_N_ELEMENTS(ONES); i++)
    cc_row_put(&row, ONES[i]);
  put_columns(&row, "E-mail", EMAILS);
  put_columns(&row, "Phone", PHONES);
  for (guint i = 1; i <= ADDRESSES; i++) {
    put_column(&row, "Address", i, "Label");
    for (guint k = 0; k < G_N_ELEMENTS(ADDRESS_PARTS); k++)
      put_column(&row, "Address", i, ADDRESS_PARTS[k]);
  }
  put_columns(&row, "Website", WEBSITES);
  put_columns(&row, "Custom Field", CUSTOM_FIELDS);
  cc_row_end(&row);
}

/* ---- a row ----------------------------------------------------------------------------------- */

/* VALUES (char*) with their LABELS (char*), both borrowed, in COUNT pairs of cells. */
static void put_pairs(CcRow *row, const GPtrArray *labels, const GPtrArray *values, guint count) {
  for (guint i = 0; i < count; i++) {
    g_autoptr(GString) value = g_string_new(i < values->len ? values->pdata[i] : NULL);
    for (guint k = count; i + 1 == count && k < values->len; k++)
      g_string_append_printf(value, BETWEEN "%s", (const char *)values->pdata[k]);
    cc_row_put(row, i < values->len ? labels->pdata[i] : NULL);
    cc_row_put(row, value->str);
  }
}

/* The same of TEXTS that have one LABEL; the first's is FIRST. */
static void put_texts(CcRow *row, const GPtrArray *texts, const char *first, const char *label,
                      guint count) {
  g_autoptr(GPtrArray) labels = g_ptr_array_new();
  for (guint i = 0; i < texts->len; i++)
    g_ptr_array_add(labels, (gpointer)(i == 0 ? first : label));
  put_pairs(row, labels, texts, count);
}

static void put_phones(CcRow *row, const GPtrArray *phones) {
  g_autoptr(GPtrArray) labels = g_ptr_array_new(), values = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < phones->len; i++) {
    const CardcatPhone *phone = phones->pdata[i];
    g_ptr_array_add(labels, (gpointer)PHONE_LABELS[phone->type]);
    g_ptr_array_add(values, cc_phone_dial(phone));
  }
  put_pairs(row, labels, values, PHONES);
}

/* ADDRESS may be NULL. */
static void put_address(CcRow *row, const CardcatAddress *address) {
  g_autofree char *line = address ? cc_address_line(address) : NULL;
  g_autoptr(CardcatAddress) a = address ? cc_address_complete(address) : cardcat_address_new();
  const char *const cells[] = {
      address ? "Work" : NULL, line, a->street, a->locality, a->region, a->postcode, a->country};
  for (guint i = 0; i < G_N_ELEMENTS(cells); i++)
    cc_row_put(row, cells[i]);
}

static void put_custom(CcRow *row, const CardcatContact *contact) {
  g_autoptr(GPtrArray) labels = g_ptr_array_new(), values = g_ptr_array_new();
  if (contact->pronouns) {
    g_ptr_array_add(labels, "Pronouns");
    g_ptr_array_add(values, contact->pronouns);
  }
  for (guint i = 1; i < contact->titles->len; i++) {
    g_ptr_array_add(labels, "Title");
    g_ptr_array_add(values, contact->titles->pdata[i]);
  }
  put_pairs(row, labels, values, CUSTOM_FIELDS);
}

/* Everybody is one of "My contacts"; a label for each tag. */
static char *labels_of(const CardcatEntry *entry) {
  g_autoptr(GPtrArray) tags = cc_entry_labels(entry);
  GString *out = g_string_new("* myContacts");
  for (guint i = 0; i < tags->len; i++)
    g_string_append_printf(out, BETWEEN "%s", (const char *)tags->pdata[i]);
  return g_string_free(out, FALSE);
}

static void put_meeting(CcRow *row, const CardcatMeeting *meeting) {
  gboolean met = meeting && meeting->met_on, known = meeting && meeting->introduced_by;
  g_autofree char *label = met && meeting->event ? g_strconcat("Met at ", meeting->event, NULL)
                                                 : g_strdup(met ? "Met" : NULL);
  cc_row_put(row, label);
  cc_row_put(row, met ? meeting->met_on : NULL);
  cc_row_put(row, known ? "Introduced by" : NULL);
  cc_row_put(row, known ? meeting->introduced_by : NULL);
}

/* Addresses that have no columns. */
static char *more_addresses(const GPtrArray *addresses) {
  GString *out = g_string_new(NULL);
  for (guint i = ADDRESSES; i < addresses->len; i++) {
    g_autofree char *line = cc_address_line(addresses->pdata[i]);
    g_autofree char *labelled = g_strconcat("Address: ", line, NULL);
    cc_note_add(out, labelled);
  }
  return g_string_free(out, FALSE);
}

static void put_ones(CcRow *row, const CcPerson *person) {
  const CardcatContact *c = person->contact;
  const CardcatMeeting *meeting = person->entry ? person->entry->meeting : NULL;
  g_autofree char *more = more_addresses(c->addresses), *note = cc_note(person, more);
  g_autofree char *labels = labels_of(person->entry);
  gboolean apart = c->name.given || c->name.family;
  const char *const cells[] = {apart ? c->name.given : c->name.full,
                               c->name.middle,
                               c->name.family,
                               c->name.prefix,
                               c->name.suffix,
                               c->organization,
                               cardcat_contact_value(c, CARDCAT_FIELD_TITLES, 0),
                               c->department};
  for (guint i = 0; i < G_N_ELEMENTS(cells); i++)
    cc_row_put(row, cells[i]);
  cc_row_put_lines(row, note);
  cc_row_put(row, labels);
  put_meeting(row, meeting);
}

void cc_google_write(GString *out, const CcPerson *person) {
  CcRow row = {out, TRUE};
  const CardcatContact *c = person->contact;
  put_ones(&row, person);
  put_texts(&row, c->emails, "* Work", "Work", EMAILS);
  put_phones(&row, c->phones);
  for (guint i = 0; i < ADDRESSES; i++)
    put_address(&row, i < c->addresses->len ? c->addresses->pdata[i] : NULL);
  g_autoptr(GPtrArray) links = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < c->urls->len; i++)
    g_ptr_array_add(links, cc_url_link(c->urls->pdata[i]));
  put_texts(&row, links, "Work", "Work", WEBSITES);
  put_custom(&row, c);
  cc_row_end(&row);
}
