/* CSV with the columns by which Outlook's import knows a contact, in the order of its own export.
 * It has three e-mails and addresses, and for each kind of number one column or two; what is more
 * stands in the notes, with its label. */
#include "output/output.h"

/* What is put into the columns, all borrowed; NULL: nothing. */
typedef struct {
  const char *phones[CARDCAT_PHONE_TYPES][2], *emails[3];
  CardcatAddress *addresses[3]; /* owned */
  GPtrArray *owned;             /* of the texts that were made */
  GString *more;                /* what has no column, a line each */
} Cells;

static void cells_clear(Cells *cells) {
  for (guint i = 0; i < G_N_ELEMENTS(cells->addresses); i++)
    cardcat_address_free(cells->addresses[i]);
  g_ptr_array_unref(cells->owned);
  g_string_free(cells->more, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Cells, cells_clear)

static const char *const HEADER[] = {
    "Title",
    "First Name",
    "Middle Name",
    "Last Name",
    "Suffix",
    "Company",
    "Department",
    "Job Title",
    "Business Street",
    "Business City",
    "Business State",
    "Business Postal Code",
    "Business Country/Region",
    "Home Street",
    "Home City",
    "Home State",
    "Home Postal Code",
    "Home Country/Region",
    "Other Street",
    "Other City",
    "Other State",
    "Other Postal Code",
    "Other Country/Region",
    "Business Fax",
    "Business Phone",
    "Business Phone 2",
    "Home Phone",
    "Home Phone 2",
    "Mobile Phone",
    "Other Fax",
    "Other Phone",
    "Categories",
    "E-mail Address",
    "E-mail Type",
    "E-mail 2 Address",
    "E-mail 2 Type",
    "E-mail 3 Address",
    "E-mail 3 Type",
    "Notes",
    "Referred By",
    "Web Page",
};

/* How many columns each type of number has. */
static const guint PHONE_COLUMNS[CARDCAT_PHONE_TYPES] = {
    [CARDCAT_PHONE_WORK] = 2, [CARDCAT_PHONE_MOBILE] = 1, [CARDCAT_PHONE_FAX] = 2,
    [CARDCAT_PHONE_HOME] = 2, [CARDCAT_PHONE_OTHER] = 1,
};

static void add_more(Cells *cells, const char *label, const char *value) {
  g_autofree char *line = value ? g_strdup_printf("%s: %s", label, value) : NULL;
  cc_note_add(cells->more, line);
}

static void take_phones(Cells *cells, const GPtrArray *phones) {
  guint taken[CARDCAT_PHONE_TYPES] = {0};
  for (guint i = 0; i < phones->len; i++) {
    const CardcatPhone *phone = phones->pdata[i];
    char *dial = cc_phone_dial(phone);
    g_ptr_array_add(cells->owned, dial);
    if (taken[phone->type] < PHONE_COLUMNS[phone->type])
      cells->phones[phone->type][taken[phone->type]++] = dial;
    else
      add_more(cells, cardcat_phone_type_info(phone->type)->label, dial);
  }
}

static void take_emails(Cells *cells, const GPtrArray *emails) {
  for (guint i = 0; i < emails->len; i++)
    if (i < G_N_ELEMENTS(cells->emails))
      cells->emails[i] = emails->pdata[i];
    else
      add_more(cells, "E-mail", emails->pdata[i]);
}

/* Of business, home and other the second address is the other: a card has none of a home. */
static void take_addresses(Cells *cells, const GPtrArray *addresses) {
  static const guint places[] = {0, 2, 1};
  for (guint i = 0; i < addresses->len; i++) {
    const CardcatAddress *address = addresses->pdata[i];
    g_autofree char *line = cc_address_line(address);
    if (i < G_N_ELEMENTS(places))
      cells->addresses[places[i]] = cc_address_complete(address);
    else
      add_more(cells, "Address", line);
  }
}

static void take_rest(Cells *cells, const CardcatContact *contact) {
  add_more(cells, "Pronouns", contact->pronouns);
  for (guint i = 1; i < contact->titles->len; i++)
    add_more(cells, "Title", contact->titles->pdata[i]);
  for (guint i = 1; i < contact->urls->len; i++)
    add_more(cells, "Web", contact->urls->pdata[i]);
}

static void put_all(CcRow *row, const char *const *values, guint count) {
  for (guint i = 0; i < count; i++)
    cc_row_put(row, values[i]);
}

static void put_who(CcRow *row, const CardcatContact *c) {
  const CardcatName *name = &c->name;
  gboolean apart = name->given || name->family;
  const char *const values[] = {name->prefix,  apart ? name->given : name->full,
                                name->middle,  name->family,
                                name->suffix,  c->organization,
                                c->department, cardcat_contact_value(c, CARDCAT_FIELD_TITLES, 0)};
  put_all(row, values, G_N_ELEMENTS(values));
}

static void put_addresses(CcRow *row, const Cells *cells) {
  for (guint i = 0; i < G_N_ELEMENTS(cells->addresses); i++) {
    const CardcatAddress *a = cells->addresses[i];
    const char *const values[] = {a ? a->street : NULL, a ? a->locality : NULL,
                                  a ? a->region : NULL, a ? a->postcode : NULL,
                                  a ? a->country : NULL};
    put_all(row, values, G_N_ELEMENTS(values));
  }
}

static void put_phones(CcRow *row, const Cells *cells) {
  const char *const values[] = {
      cells->phones[CARDCAT_PHONE_FAX][0],  cells->phones[CARDCAT_PHONE_WORK][0],
      cells->phones[CARDCAT_PHONE_WORK][1], cells->phones[CARDCAT_PHONE_HOME][0],
      cells->phones[CARDCAT_PHONE_HOME][1], cells->phones[CARDCAT_PHONE_MOBILE][0],
      cells->phones[CARDCAT_PHONE_FAX][1],  cells->phones[CARDCAT_PHONE_OTHER][0]};
  put_all(row, values, G_N_ELEMENTS(values));
}

static char *categories_of(const CardcatEntry *entry) {
  g_autoptr(GPtrArray) tags = cc_entry_labels(entry);
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < tags->len; i++)
    g_string_append_printf(out, "%s%s", i > 0 ? ";" : "", (const char *)tags->pdata[i]);
  return g_string_free(out, FALSE);
}

void cc_outlook_write_header(GString *out) {
  CcRow row = {out, TRUE};
  put_all(&row, HEADER, G_N_ELEMENTS(HEADER));
  cc_row_end(&row);
}

void cc_outlook_write(GString *out, const CcPerson *person) {
  CcRow row = {out, TRUE};
  const CardcatContact *c = person->contact;
  const CardcatMeeting *meeting = person->entry ? person->entry->meeting : NULL;
  g_auto(Cells)
      cells = {.owned = g_ptr_array_new_with_free_func(g_free), .more = g_string_new(NULL)};
  take_emails(&cells, c->emails);
  take_phones(&cells, c->phones);
  take_addresses(&cells, c->addresses);
  take_rest(&cells, c);
  put_who(&row, c);
  put_addresses(&row, &cells);
  put_phones(&row, &cells);
  g_autofree char *categories = categories_of(person->entry);
  cc_row_put(&row, categories);
  for (guint i = 0; i < G_N_ELEMENTS(cells.emails); i++) {
    cc_row_put(&row, cells.emails[i]);
    cc_row_put(&row, cells.emails[i] ? "SMTP" : NULL);
  }
  g_autofree char *note = cc_note(person, cells.more->str);
  g_autofree char *link = c->urls->len > 0 ? cc_url_link(c->urls->pdata[0]) : NULL;
  cc_row_put_lines(&row, note);
  cc_row_put(&row, meeting ? meeting->introduced_by : NULL);
  cc_row_put(&row, link);
  cc_row_end(&row);
}
