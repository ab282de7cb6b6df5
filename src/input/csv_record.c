/* A record of a CSV file as an entry. */
#include "input/columns.h"

#include <string.h>

typedef struct {
  CardcatEntry *entry;
  CardcatAddress *addresses[CC_GROUPS_MAX]; /* owned; NULL: nothing is said of it */
  CardcatPhoneType types[CC_GROUPS_MAX];
  gboolean is_outlook;
} Record;

/* Several values of one cell: "; " between ours and Outlook's, " ::: " between Google's. */
static char **split(const char *cell) {
  return g_strsplit(cell, strstr(cell, " ::: ") ? " ::: " : "; ", CC_CONTACT_LIST_MAX);
}

static void add_each(GPtrArray *list, const char *cell) {
  g_auto(GStrv) all = split(cell);
  for (guint i = 0; all[i]; i++) {
    g_autofree char *text = cc_text_clean(all[i], -1, CC_TEXT_MAX);
    if (*text) g_ptr_array_add(list, g_steal_pointer(&text));
  }
}

/* What Google puts people into by itself, "* myContacts", is no tag of theirs. */
static void add_tags(const Record *r, GPtrArray *list, const char *cell) {
  g_auto(GStrv) all = r->is_outlook ? g_strsplit(cell, ";", CC_CONTACT_LIST_MAX) : split(cell);
  for (guint i = 0; all[i]; i++)
    add_each(list, all[i]);
  for (guint i = list->len; i-- > 0;)
    if (g_str_has_prefix(list->pdata[i], "* ")) g_ptr_array_remove_index(list, i);
}

static void add_phones(Record *r, const CcColumn *column, const char *cell) {
  CardcatPhoneType type = column->group > 0 ? r->types[column->group] : column->type;
  g_auto(GStrv) all = split(cell);
  for (guint i = 0; all[i]; i++) {
    char *extension = strstr(all[i], " ext. ");
    if (extension) *extension = '\0';
    if (*all[i])
      g_ptr_array_add(r->entry->contact->phones,
                      cardcat_phone_new(type, all[i], NULL, extension ? extension + 6 : NULL));
  }
}

static CardcatPhoneType type_of(const char *label) {
  static const struct {
    const char *word;
    CardcatPhoneType type;
  } words[] = {
      {"fax", CARDCAT_PHONE_FAX},     {"mobile", CARDCAT_PHONE_MOBILE},
      {"cell", CARDCAT_PHONE_MOBILE}, {"home", CARDCAT_PHONE_HOME},
      {"work", CARDCAT_PHONE_WORK},   {"main", CARDCAT_PHONE_WORK},
  };
  g_autofree char *lower = g_utf8_strdown(label, -1);
  for (guint i = 0; i < G_N_ELEMENTS(words); i++)
    if (strstr(lower, words[i].word)) return words[i].type;
  return CARDCAT_PHONE_OTHER;
}

static void set_part(Record *r, const CcColumn *column, const char *cell) {
  CardcatAddress **address = &r->addresses[column->group];
  if (!*address) *address = cardcat_address_new();
  char **parts[] = {&(*address)->street, &(*address)->locality, &(*address)->region,
                    &(*address)->postcode, &(*address)->country};
  char **part = parts[column->is - IS_STREET];
  g_free(*part);
  *part = g_strdup(cell);
}

/* All as printed; the first of them may have its parts in other columns. */
static void set_addresses(Record *r, const char *cell) {
  g_auto(GStrv) all = split(cell);
  for (guint i = 0; all[i] && i < CC_GROUPS_MAX; i++) {
    if (!r->addresses[i]) r->addresses[i] = cardcat_address_new();
    g_free(r->addresses[i]->full);
    r->addresses[i]->full = g_strdup(all[i]);
  }
}

static char **text_of(CardcatEntry *entry, CcIs is) {
  CardcatContact *c = entry->contact;
  CardcatMeeting *m = entry->meeting;
  char **const texts[] = {
      [IS_FULL] = &c->name.full,
      [IS_PREFIX] = &c->name.prefix,
      [IS_GIVEN] = &c->name.given,
      [IS_MIDDLE] = &c->name.middle,
      [IS_FAMILY] = &c->name.family,
      [IS_SUFFIX] = &c->name.suffix,
      [IS_PRONOUNS] = &c->pronouns,
      [IS_ORGANIZATION] = &c->organization,
      [IS_DEPARTMENT] = &c->department,
      [IS_EVENT] = &m->event,
      [IS_MET_ON] = &m->met_on,
      [IS_INTRODUCED_BY] = &m->introduced_by,
      [IS_EVENT_PLACE] = &m->event_place,
      [IS_EVENT_STARTS] = &m->event_starts,
      [IS_EVENT_ENDS] = &m->event_ends,
      [IS_EVENT_GROUP] = &m->event_group,
      [IS_NOTE] = &m->note,
      [IS_UID] = &entry->uid,
      [IS_CHANGED] = &entry->changed,
  };
  return (guint)is < G_N_ELEMENTS(texts) ? texts[is] : NULL;
}

static void set_text(char **text, const char *cell, gsize max) {
  g_autofree char *clean = cc_text_clean_lines(cell, -1, max);
  g_free(*text);
  *text = *clean ? g_steal_pointer(&clean) : NULL;
}

static void add_to_list(Record *r, CcIs is, const char *cell) {
  CardcatContact *contact = r->entry->contact;
  GPtrArray *list = is == IS_TITLE     ? contact->titles
                    : is == IS_EMAIL   ? contact->emails
                    : is == IS_URL     ? contact->urls
                    : is == IS_PRINTED ? contact->notes
                    : is == IS_TAGS    ? r->entry->meeting->tags
                    : is == IS_GROUPS  ? r->entry->groups
                                       : NULL;
  if (is == IS_TAGS)
    add_tags(r, list, cell);
  else if (list)
    add_each(list, cell);
}

static void take_cell(Record *r, const CcColumn *column, const char *cell) {
  char **text = text_of(r->entry, column->is);
  if (!*cell) return;
  if (text)
    set_text(text, cell, column->is == IS_NOTE ? CC_INPUT_NOTE_MAX : CC_TEXT_MAX);
  else if (column->is == IS_PHONE)
    add_phones(r, column, cell);
  else if (column->is == IS_ADDRESS)
    set_addresses(r, cell);
  else if (column->is >= IS_STREET && column->is <= IS_COUNTRY)
    set_part(r, column, cell);
  else if (column->is == IS_FOLLOW_UP)
    r->entry->meeting->send_follow_up = g_ascii_strcasecmp(cell, "no") != 0;
  else
    add_to_list(r, column->is, cell);
}

CardcatEntry *cc_columns_entry(const CcColumns *columns, const GPtrArray *record) {
  Record r = {cc_entry_new(), {NULL}, {CARDCAT_PHONE_WORK}};
  guint count = MIN(columns->columns->len, record->len);
  r.is_outlook = columns->format == CARDCAT_FORMAT_OUTLOOK;
  for (guint i = 0; i < CC_GROUPS_MAX; i++)
    r.types[i] = CARDCAT_PHONE_OTHER;
  for (guint i = 0; columns->has_labels && i < count; i++) {
    const CcColumn *column = &g_array_index(columns->columns, CcColumn, i);
    if (column->is == IS_PHONE_LABEL) r.types[column->group] = type_of(record->pdata[i]);
  }
  for (guint i = 0; i < count; i++)
    take_cell(&r, &g_array_index(columns->columns, CcColumn, i), record->pdata[i]);
  for (guint i = 0; i < CC_GROUPS_MAX; i++)
    if (r.addresses[i]) g_ptr_array_add(r.entry->contact->addresses, r.addresses[i]);
  return r.entry;
}

/* ---- what a record cannot say --------------------------------------------------------------- */

static gboolean has(const CcColumns *columns, CcIs first, CcIs last) {
  for (guint i = 0; i < columns->columns->len; i++) {
    CcIs is = g_array_index(columns->columns, CcColumn, i).is;
    if (is >= first && is <= last) return TRUE;
  }
  return FALSE;
}

static void mask_list(const CcColumns *columns, CcIs is, GPtrArray *list) {
  if (!has(columns, is, is)) g_ptr_array_set_size(list, 0);
}

static void mask_addresses(const CcColumns *columns, GPtrArray *addresses) {
  gboolean has_whole = has(columns, IS_ADDRESS, IS_ADDRESS);
  gboolean has_parts = has(columns, IS_STREET, IS_COUNTRY);
  if (!has_whole && !has_parts) g_ptr_array_set_size(addresses, 0);
  for (guint i = 0; i < addresses->len && !has_whole; i++)
    g_clear_pointer(&((CardcatAddress *)addresses->pdata[i])->full, g_free);
}

void cc_columns_mask(const CcColumns *columns, CardcatEntry *entry) {
  CardcatContact *c = entry->contact;
  for (CcIs is = IS_FULL; is <= IS_CHANGED; is++) {
    char **text = text_of(entry, is);
    if (text && !has(columns, is, is)) g_clear_pointer(text, g_free);
  }
  mask_list(columns, IS_TITLE, c->titles);
  mask_list(columns, IS_EMAIL, c->emails);
  mask_list(columns, IS_PHONE, c->phones);
  mask_list(columns, IS_URL, c->urls);
  mask_list(columns, IS_PRINTED, c->notes);
  mask_list(columns, IS_TAGS, entry->meeting->tags);
  mask_list(columns, IS_GROUPS, entry->groups);
  mask_addresses(columns, c->addresses);
  if (!has(columns, IS_FOLLOW_UP, IS_FOLLOW_UP)) entry->meeting->send_follow_up = FALSE;
}
