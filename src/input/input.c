/* A file of contacts or readings, one after the other. */
#include "input/columns.h"

#include <string.h>

#include "late/late.h"

struct CardcatInput {
  GBytes *bytes;
  CcBytes rest;
  CardcatInputKind kind;
  char separator; /* of CSV */
  CcColumns *columns;
  CardcatNames *names; /* borrowed; NULL: names stay as they come */
};

struct CardcatItem {
  guint line;
  CardcatEntry *entry;      /* NULL: a reading */
  CardcatReading *reading;  /* NULL: an entry */
  CardcatInputGroup *group; /* NULL: it is none */
  gboolean has_uid;         /* it came with one */
  gboolean has_picture;     /* it has one, or says where there is one */
  GBytes *picture;          /* of JSON; of a vCard it stands in PROPERTIES */
  gboolean is_exact;        /* ENTRY is all that is known, not only what a format can say */
  GPtrArray *properties;    /* of a vCard, else NULL */
  CardcatEntry *said;       /* of a record of CSV: as it stands there, values not judged */
  const CcColumns *columns; /* of a record of CSV, else NULL; borrowed from its input */
  CardcatNames *names;      /* as its input's */
};

void cardcat_item_free(CardcatItem *item) {
  if (!item) return;
  cardcat_entry_free(item->entry);
  cardcat_entry_free(item->said);
  cardcat_reading_free(item->reading);
  cardcat_input_group_free(item->group);
  if (item->picture) g_bytes_unref(item->picture);
  if (item->properties) g_ptr_array_unref(item->properties);
  g_free(item);
}

void cardcat_input_free(CardcatInput *input) {
  if (!input) return;
  g_bytes_unref(input->bytes);
  cc_columns_free(input->columns);
  g_free(input);
}

/* ---- what kind it is ------------------------------------------------------------------------ */

static void skip_space(CcBytes *bytes) {
  if (bytes->end - bytes->at >= 3 && memcmp(bytes->at, "\xEF\xBB\xBF", 3) == 0) bytes->at += 3;
  for (; bytes->at < bytes->end && g_ascii_isspace(*bytes->at); bytes->at++)
    if (*bytes->at == '\n') bytes->line++;
}

#define HEAD_BYTES 64 /* in which a reading names its schema */

static CardcatInputKind kind_of(const CcBytes *bytes) {
  static const char begin[] = "BEGIN:VCARD";
  gsize length = (gsize)(bytes->end - bytes->at);
  g_autofree char *head = g_strndup(bytes->at, MIN(length, HEAD_BYTES));
  if (*head == '{')
    return strstr(head, "\"cardcat.reading/") ? CARDCAT_INPUT_READINGS : CARDCAT_INPUT_CONTACTS;
  return g_ascii_strncasecmp(head, begin, sizeof begin - 1) == 0 ? CARDCAT_INPUT_VCARDS
                                                                 : CARDCAT_INPUT_CSV;
}

static gboolean take_header(CardcatInput *input, const char *const *map, GError **error) {
  input->separator = cc_csv_separator(&input->rest);
  g_autoptr(GPtrArray) header = cc_csv_next(&input->rest, input->separator, error);
  if (!header) return FALSE;
  input->columns = cc_columns_new(header, map, error);
  return input->columns != NULL;
}

CardcatInput *cardcat_input_new(GBytes *bytes, const char *const *map, GError **error) {
  if (!cc_values_ready(error)) return NULL;
  g_autoptr(CardcatInput) input = g_new0(CardcatInput, 1);
  gsize length = 0;
  input->bytes = cc_input_decode(bytes);
  const char *start = g_bytes_get_data(input->bytes, &length);
  if (!start) start = ""; /* of no bytes */
  input->rest = (CcBytes){start, start + length, 1, FALSE};
  skip_space(&input->rest);
  if (input->rest.at >= input->rest.end) {
    g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_INPUT, "it is empty");
    return NULL;
  }
  input->kind = kind_of(&input->rest);
  if (map && input->kind != CARDCAT_INPUT_CSV) {
    g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "--map is for CSV files");
    return NULL;
  }
  if (input->kind == CARDCAT_INPUT_CSV && !take_header(input, map, error)) return NULL;
  return g_steal_pointer(&input);
}

void cardcat_input_part_names(CardcatInput *input, CardcatNames *names) {
  input->names = names;
}

CardcatInputKind cardcat_input_kind(const CardcatInput *input) {
  return input->kind;
}

gboolean cardcat_input_is_guessed(const CardcatInput *input) {
  return input->rest.guessed;
}

GPtrArray *cardcat_input_untaken(const CardcatInput *input) {
  return cc_columns_untaken(input->columns);
}

/* ---- one after the other -------------------------------------------------------------------- */

/* Of somebody new. */
static void take_values(const CardcatInput *input, CardcatEntry *entry) {
  cc_entry_judge(entry, NULL);
  cc_entry_complete(entry, NULL, entry->contact);
  cc_entry_part_name(entry, NULL, input->names);
}

static gboolean take_vcard(CardcatInput *input, CardcatItem *item, GError **error) {
  item->properties = cc_vcard_next(&input->rest, error);
  if (!item->properties) return FALSE;
  if (cc_vcard_kind(item->properties) == CC_VCARD_GROUP) {
    g_autoptr(CardcatEntry) named = cc_vcard_entry(item->properties);
    const CardcatContact *c = named->contact;
    item->group = cc_vcard_group(item->properties, c->name.full     ? c->name.full
                                                   : c->name.family ? c->name.family
                                                                    : c->organization);
    return TRUE;
  }
  item->has_picture = cc_vcard_has_picture(item->properties);
  item->entry = cc_vcard_exact(item->properties);
  item->is_exact = item->entry != NULL;
  if (item->is_exact) return TRUE;
  item->entry = cc_vcard_entry(item->properties);
  take_values(input, item->entry);
  return TRUE;
}

static gboolean take_record(CardcatInput *input, CardcatItem *item, GError **error) {
  g_autoptr(GPtrArray) record = cc_csv_next(&input->rest, input->separator, error);
  if (!record) return FALSE;
  cc_columns_see(input->columns, record);
  item->columns = input->columns;
  item->said = cc_columns_entry(input->columns, record);
  item->entry = cc_entry_copy(item->said);
  cc_entry_settle(item->said);
  take_values(input, item->entry);
  return TRUE;
}

static gboolean set_bad(guint line, const char *why, GError **error) {
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_INPUT, "line %u: %s", line, why);
  return FALSE;
}

static gboolean take_json(CardcatInput *input, CardcatItem *item, GError **error) {
  gsize length = 0;
  g_autoptr(GError) why = NULL;
  const char *line = cc_bytes_line(&input->rest, &length);
  if (!line) return FALSE;
  if (length > CC_INPUT_LINE_MAX) return set_bad(item->line, "it is too long", error);
  if (input->kind == CARDCAT_INPUT_CONTACTS) {
    item->entry = cc_json_entry(line, length, &item->picture, &why);
    item->is_exact = TRUE;
    item->has_picture = item->picture != NULL;
  } else {
    g_autofree char *json = g_strndup(line, length);
    item->reading = cardcat_reading_from_json(json, &why);
    if (item->reading && !item->reading->sha256)
      return set_bad(item->line, "the reading does not say of which photo it is", error);
  }
  return why ? set_bad(item->line, why->message, error) : TRUE;
}

/* TEXT has the FORM, in which 'd' is any digit, and begins with a day that there is. */
static gboolean is_date(const char *text, const char *form) {
  if (strlen(text) != strlen(form)) return FALSE;
  for (gsize i = 0; form[i]; i++)
    if (form[i] == 'd' ? !g_ascii_isdigit(text[i]) : text[i] != form[i]) return FALSE;
  return g_date_valid_dmy((GDateDay)atoi(text + 8), (GDateMonth)atoi(text + 5),
                          (GDateYear)atoi(text));
}

/* The days and times of a meeting are some. */
static gboolean check_meeting(const CardcatMeeting *meeting, guint line, GError **error) {
  const char *const times[] = {meeting->followed_up, meeting->drafted, meeting->snoozed_until};
  if (meeting->met_on && !is_date(meeting->met_on, "dddd-dd-dd"))
    return set_bad(line, "the day of the meeting is not a date such as 2026-06-16", error);
  for (guint i = 0; i < G_N_ELEMENTS(times); i++)
    if (times[i] && !is_date(times[i], "dddd-dd-ddTdd:dd:ddZ"))
      return set_bad(line, "a time of a follow-up is not one such as 2026-06-16T10:30:00Z", error);
  return TRUE;
}

static gboolean check(const CardcatItem *item, GError **error) {
  for (guint i = 0; item->entry && i < item->entry->meetings->len; i++)
    if (!check_meeting(item->entry->meetings->pdata[i], item->line, error)) return FALSE;
  if (item->entry && cardcat_contact_is_empty(item->entry->contact))
    return set_bad(item->line, "it says nothing of a person or firm", error);
  if (item->group && !item->group->name)
    return set_bad(item->line, "it is a group without a name", error);
  return TRUE;
}

CardcatItem *cardcat_input_next(CardcatInput *input, GError **error) {
  g_autoptr(GError) problem = NULL;
  g_autoptr(CardcatItem) item = g_new0(CardcatItem, 1);
  skip_space(&input->rest);
  item->line = input->rest.line;
  item->names = input->names;
  gboolean taken = input->kind == CARDCAT_INPUT_VCARDS ? take_vcard(input, item, &problem)
                   : input->kind == CARDCAT_INPUT_CSV  ? take_record(input, item, &problem)
                   : input->rest.at < input->rest.end  ? take_json(input, item, &problem)
                                                       : FALSE;
  item->has_uid = item->entry && item->entry->uid && *item->entry->uid;
  if (taken && item->entry) cc_entry_settle(item->entry);
  if (taken && check(item, &problem)) return g_steal_pointer(&item);
  if (problem) g_propagate_error(error, g_steal_pointer(&problem));
  return NULL;
}

/* ---- what an item says ---------------------------------------------------------------------- */

guint cardcat_item_line(const CardcatItem *item) {
  return item->line;
}

const CardcatEntry *cardcat_item_entry(const CardcatItem *item) {
  return item->entry;
}

gboolean cardcat_item_has_uid(const CardcatItem *item) {
  return item->has_uid;
}

gboolean cardcat_item_has_picture(const CardcatItem *item) {
  return item->has_picture;
}

GBytes *cardcat_item_picture(const CardcatItem *item) {
  if (item->picture) return g_bytes_ref(item->picture);
  return item->properties ? cc_vcard_picture(item->properties) : NULL;
}

CardcatReading *cardcat_item_take_reading(CardcatItem *item) {
  return g_steal_pointer(&item->reading);
}

CardcatInputGroup *cardcat_item_take_group(CardcatItem *item) {
  return g_steal_pointer(&item->group);
}

/* What CSV with these columns makes of KNOWN, read again as whoever has such columns writes it:
 * what has none of its own stands in the notes there.  Owned. */
static CardcatEntry *record_of(const CcColumns *columns, const CardcatEntry *known) {
  g_autofree char *header = cardcat_format_header(cc_columns_format(columns));
  g_autofree char *record = cardcat_format_entry(known, cc_columns_format(columns));
  g_autofree char *all = g_strconcat(header, record, NULL);
  CcBytes bytes = {all, all + strlen(all), 1, FALSE};
  g_autoptr(GPtrArray) names = cc_csv_next(&bytes, ',', NULL);
  g_autoptr(GPtrArray) cells = names ? cc_csv_next(&bytes, ',', NULL) : NULL;
  g_autoptr(CcColumns) own = cells ? cc_columns_new(names, NULL, NULL) : NULL;
  if (own) cc_columns_restrict(own, columns);
  CardcatEntry *entry = own ? cc_columns_entry(own, cells) : cc_entry_new();
  cc_columns_mask(columns, entry);
  cc_entry_settle(entry);
  return entry;
}

CardcatEntry *cardcat_item_against(const CardcatItem *item, const CardcatEntry *known) {
  g_return_val_if_fail(item->entry, NULL);
  if (item->is_exact) return cc_entry_copy(item->entry);
  CardcatEntry *out = NULL;
  if (item->properties) {
    out = cc_vcard_against(item->properties, known, FALSE);
  } else {
    g_autoptr(CardcatEntry) was = record_of(item->columns, known);
    g_autoptr(CardcatEntry) now = cc_entry_copy(item->said);
    cc_entry_judge(now, was);
    out = cc_entry_carry(now, was, known);
    cc_entry_complete(out, known, out->contact);
  }
  cc_entry_part_name(out, known, item->names);
  g_free(out->uid);
  out->uid = g_strdup(known->uid);
  cc_entry_settle(out);
  return out;
}

char *cardcat_item_rewrite(const CardcatItem *item, const CardcatEntry *entry) {
  g_return_val_if_fail(item->properties, NULL);
  return cc_vcard_rewrite(item->properties, entry);
}
