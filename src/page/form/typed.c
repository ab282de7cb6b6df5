/* From what was typed in a form to a contact. */
#include "page/form/form.h"

#define ROWS_MAX 200

/* A row as it came back; all borrowed of what was typed. */
typedef struct {
  const char *kind, *was, *value;
  const char *parts[5];
  gboolean has_parts;
  guint64 at;
} Typed;

static const char *const name_parts[] = {"part.prefix", "part.given", "part.middle", "part.family",
                                         "part.suffix"};
static const char *const address_parts[] = {"part.street", "part.postcode", "part.locality",
                                            "part.region", "part.country"};

static void take_part(Typed *row, const CcPair *pair) {
  for (guint i = 0; i < G_N_ELEMENTS(name_parts); i++) {
    if (!g_str_equal(pair->name, name_parts[i]) && !g_str_equal(pair->name, address_parts[i]))
      continue;
    row->parts[i] = pair->value;
    row->has_parts = TRUE;
  }
}

static int by_place(gconstpointer a, gconstpointer b) {
  const Typed *x = a, *y = b;
  return x->at < y->at ? -1 : x->at > y->at;
}

/* A row that a script added may tell none: it comes last. */
static guint64 place_of(const char *at) {
  return *at ? g_ascii_strtoull(at, NULL, 10) : G_MAXUINT64;
}

/* The rows in the contact's order; the form's shows doubtful ones first. */
static GArray *rows_of(const GPtrArray *typed) {
  GArray *rows = g_array_new(FALSE, TRUE, sizeof(Typed));
  for (guint i = 0; i < typed->len; i++) {
    const CcPair *pair = typed->pdata[i];
    if (g_str_equal(pair->name, "at")) {
      if (rows->len == ROWS_MAX) break;
      Typed row = {.kind = "note", .was = "", .value = "", .at = place_of(pair->value)};
      g_array_append_val(rows, row);
    }
    if (rows->len == 0) continue;
    Typed *row = &g_array_index(rows, Typed, rows->len - 1);
    if (g_str_equal(pair->name, "kind"))
      row->kind = pair->value;
    else if (g_str_equal(pair->name, "was"))
      row->was = pair->value;
    else if (g_str_equal(pair->name, "value"))
      row->value = pair->value;
    else
      take_part(row, pair);
  }
  g_array_sort(rows, by_place);
  return rows;
}

static char *text_or_null(const char *text) {
  return text && *text ? g_strdup(text) : NULL;
}

static gboolean is_retyped(const Typed *row) {
  return !row->has_parts || !g_str_equal(row->value, row->was);
}

static void take_name(CardcatName *name, const Typed *row) {
  char **parts[] = {&name->prefix, &name->given, &name->middle, &name->family, &name->suffix};
  for (guint i = 0; !is_retyped(row) && i < G_N_ELEMENTS(parts); i++)
    *parts[i] = text_or_null(row->parts[i]);
  name->full = g_strdup(row->value);
}

/* By the country of the rest, when all is taken.  A draft was parted when it was typed: to load the
 * lists takes longer than all else. */
static void part_name(CardcatContact *contact, const CardcatContact *as_it_was,
                      CardcatNames *names) {
  g_autoptr(CardcatContact) same = cardcat_contact_copy(as_it_was);
  CardcatName typed = contact->name;
  if (g_strcmp0(typed.full, same->name.full) == 0) {
    contact->name = same->name;
    same->name = typed;
  } else {
    g_autofree char *full = g_strdup(typed.full);
    cc_name_retype(contact, full, names);
  }
}

static void take_address(CardcatContact *contact, const Typed *row) {
  CardcatAddress *address = cardcat_address_new();
  char **parts[] = {&address->street, &address->postcode, &address->locality, &address->region,
                    &address->country};
  for (guint i = 0; row->has_parts && i < G_N_ELEMENTS(parts); i++)
    *parts[i] = text_or_null(row->parts[i]);
  if (g_str_equal(row->value, row->was))
    address->full = g_strdup(row->value);
  else
    cc_address_retype(address, row->value);
  g_ptr_array_add(contact->addresses, address);
}

/* A number that stands as it was keeps what is known of it. */
static void take_phone(CardcatContact *contact, const Typed *row, CardcatPhoneType type,
                       const CardcatContact *as_it_was) {
  CardcatPhone *phone = NULL;
  for (guint i = 0; !phone && i < as_it_was->phones->len; i++) {
    const CardcatPhone *old = as_it_was->phones->pdata[i];
    if (g_strcmp0(old->value ? old->value : old->e164, row->value) == 0)
      phone = cardcat_phone_copy(old);
  }
  if (!phone) {
    phone = cardcat_phone_new(type, NULL, NULL, NULL);
    cc_phone_retype(phone, row->value);
  }
  phone->type = type;
  g_ptr_array_add(contact->phones, phone);
}

/* There is one name, one organization; a second one is kept as a note. */
static void take_single(CardcatContact *contact, CardcatField field, const Typed *row) {
  char **text = cardcat_contact_text(contact, field);
  if (*text)
    g_ptr_array_add(contact->notes, g_strdup(row->value));
  else if (field == CARDCAT_FIELD_NAME)
    take_name(&contact->name, row);
  else
    *text = g_strdup(row->value);
}

/* What is of no known kind is a note. */
static void take(CardcatContact *contact, const Typed *row, const CardcatContact *as_it_was) {
  CcKind kind = {.field = CARDCAT_FIELD_NOTES};
  if (*row->value == '\0') return;
  if (g_str_equal(row->kind, CC_KIND_ANY))
    kind = cc_kind_guess(row->value, contact);
  else
    (void)cc_kind_find(row->kind, &kind);
  switch (cardcat_field_info(kind.field)->kind) {
    case CARDCAT_KIND_NAME:
    case CARDCAT_KIND_TEXT:
      take_single(contact, kind.field, row);
      break;
    case CARDCAT_KIND_PHONES:
      take_phone(contact, row, kind.type, as_it_was);
      break;
    case CARDCAT_KIND_ADDRESSES:
      take_address(contact, row);
      break;
    case CARDCAT_KIND_TEXTS:
    case CARDCAT_KIND_NOTES:
      cardcat_contact_add(contact, kind.field, row->value);
      break;
  }
}

CardcatContact *cc_form_contact(const GPtrArray *typed, const CardcatContact *as_it_was,
                                CardcatNames *names) {
  CardcatContact *contact = cardcat_contact_new();
  g_autoptr(GArray) rows = rows_of(typed);
  const Typed *name = NULL;
  for (guint i = 0; i < rows->len; i++) {
    const Typed *row = &g_array_index(rows, Typed, i);
    take(contact, row, as_it_was);
    if (!name && contact->name.full) name = row;
  }
  if (name && is_retyped(name)) part_name(contact, as_it_was, names);
  return contact;
}

static void set(char **text, const GPtrArray *typed, const char *field) {
  g_free(*text);
  *text = text_or_null(cc_pairs_get(typed, field));
}

CardcatMeeting *cc_form_meeting(const GPtrArray *typed, const CardcatMeeting *as_it_was,
                                GError **error) {
  const char *day = cc_pairs_get(typed, "met_on");
  if (day && *day && !cc_is_day(day)) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                "the day you met, %s, is not a date; write it as 2026-06-16", day);
    return NULL;
  }
  CardcatMeeting *meeting = cardcat_meeting_copy(as_it_was);
  set(&meeting->event, typed, "event");
  set(&meeting->met_on, typed, "met_on");
  set(&meeting->introduced_by, typed, "introduced_by");
  set(&meeting->note, typed, "meeting_note");
  meeting->send_follow_up = cc_pairs_get(typed, "follow_up") != NULL;
  cc_meeting_set_tags(meeting, cc_pairs_get(typed, "tags"));
  return meeting;
}
