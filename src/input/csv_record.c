/* A record of a CSV file as an entry. */
#include "input/columns.h"

#include <string.h>

#define PIECES_MAX 5 /* addresses of one cell, which Google divides at " ::: " */

typedef struct {
  CardcatEntry *entry;
  CardcatAddress *addresses[CC_GROUPS_MAX][PIECES_MAX]; /* owned; NULL: nothing is said of it */
  CardcatPhoneType types[CC_GROUPS_MAX];
  const char *labels[CC_PAIRS][CC_GROUPS_MAX]; /* borrowed; NULL: none */
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

static CardcatAddress *address_of(Record *r, guint group, guint piece) {
  CardcatAddress **address = &r->addresses[group][piece];
  if (!*address) *address = cardcat_address_new();
  return *address;
}

/* Puts TEXT, in lines or not, behind what PART has. */
static void add_part(char **part, const char *text) {
  g_autofree char *line = cc_address_line_of(text), *old = *part;
  *part = !*line ? g_steal_pointer(&old)
          : old  ? g_strjoin(", ", old, line, NULL)
                 : g_steal_pointer(&line);
}

static void set_part(Record *r, const CcColumn *column, const char *cell) {
  g_auto(GStrv) all = g_strsplit(cell, " ::: ", PIECES_MAX);
  for (guint i = 0; all[i]; i++) {
    CardcatAddress *a = address_of(r, column->group, i);
    char **parts[] = {&a->full,   &a->street,   &a->street, &a->locality,
                      &a->region, &a->postcode, &a->country};
    add_part(parts[column->is - IS_FORMATTED], all[i]);
  }
}

/* All as printed; the first of them may have its parts in other columns. */
static void set_addresses(Record *r, const char *cell) {
  g_auto(GStrv) all = split(cell);
  for (guint i = 0; all[i] && i < CC_GROUPS_MAX; i++) {
    CardcatAddress *address = address_of(r, i, 0);
    g_free(address->full);
    address->full = g_strdup(all[i]);
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
  else if (is == IS_EMAIL && strchr(cell, '<') && !strstr(cell, " ::: "))
    g_ptr_array_add(list, g_strdup(cell)); /* names have semicolons, too */
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
  else if (column->is >= IS_FORMATTED && column->is <= IS_COUNTRY)
    set_part(r, column, cell);
  else if (column->is == IS_FOLLOW_UP)
    r->entry->meeting->send_follow_up = g_ascii_strcasecmp(cell, "no") != 0;
  else
    add_to_list(r, column->is, cell);
}

/* ---- what has no column of ours -------------------------------------------------------------- */

static void add_line(CardcatEntry *entry, const char *label, const char *value) {
  g_autofree char *line = g_strdup_printf("%s: %s", label, value);
  cc_entry_add_line(entry, line);
}

static void add_lines(CardcatEntry *entry, const char *cell) {
  g_autofree char *clean = cc_text_clean_lines(cell, -1, CC_INPUT_NOTE_MAX);
  g_auto(GStrv) lines = g_strsplit(clean, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    cc_entry_add_line(entry, lines[i]);
}

/* What Outlook writes of whom nothing was said; also in German and French. */
static gboolean says_nothing(const char *cell) {
  static const char *const nothing[] = {"Unspecified", "Normal",       "False",   "Keine Angabe",
                                        "Falsch",      "Non spécifié", "Normale", "Faux"};
  for (guint i = 0; i < G_N_ELEMENTS(nothing); i++)
    if (g_ascii_strcasecmp(cell, nothing[i]) == 0) return TRUE;
  /* No day, as 0/0/00 or 00.00.0000. */
  return strlen(cell) >= strlen("0/0/00") && cell[strspn(cell, "0./-")] == '\0';
}

/* "Met at Expo" and its day, as we write them; FALSE: it is something else. */
static gboolean take_met(CardcatMeeting *meeting, const char *label, const char *day) {
  static const char at[] = "Met at ";
  g_autofree char *next = cardcat_interval_after("1 day", day);
  gboolean has_event = g_str_has_prefix(label, at);
  if (!next || strlen(day) != strlen(next) || (!has_event && !g_str_equal(label, "Met")))
    return FALSE;
  set_text(&meeting->met_on, day, CC_TEXT_MAX);
  if (has_event) set_text(&meeting->event, label + strlen(at), CC_TEXT_MAX);
  return TRUE;
}

/* One of Google's pairs: what we write so ourselves is what it was, else it is a line. */
static void take_pair(Record *r, const CcColumn *column, const char *value) {
  static const char *const names[CC_PAIRS] = {"Event", "Relation", "Custom field", "IM"};
  const char *said = r->labels[column->pair][column->group];
  const char *label = said && *said ? said : names[column->pair];
  CardcatMeeting *meeting = r->entry->meeting;
  CardcatContact *contact = r->entry->contact;
  if (column->pair == CC_PAIR_EVENT && take_met(meeting, label, value)) return;
  if (column->pair == CC_PAIR_RELATION && g_str_equal(label, "Introduced by"))
    set_text(&meeting->introduced_by, value, CC_TEXT_MAX);
  else if (column->pair == CC_PAIR_CUSTOM && g_str_equal(label, "Pronouns"))
    set_text(&contact->pronouns, value, CC_TEXT_MAX);
  else if (column->pair == CC_PAIR_CUSTOM && g_str_equal(label, "Title"))
    g_ptr_array_add(contact->titles, g_strdup(value));
  else
    add_line(r->entry, label, value);
}

/* Behind what the notes say. */
static void take_rest(Record *r, const CcColumn *column, const char *cell) {
  if (!*cell) return;
  if (column->is == IS_MORE && !says_nothing(cell)) add_line(r->entry, column->name, cell);
  if (column->is == IS_EARLIER) add_lines(r->entry, cell);
  if (column->is != IS_PAIR) return;
  g_auto(GStrv) all = g_strsplit(cell, " ::: ", CC_CONTACT_LIST_MAX);
  for (guint i = 0; all[i]; i++)
    if (*all[i]) take_pair(r, column, all[i]);
}

/* How they met stands in the notes as a sentence, too, when we write it. */
static void drop_sentence(CardcatMeeting *meeting) {
  g_autofree char *sentence = cc_meeting_sentence(meeting);
  if (!sentence || !meeting->note || !g_str_has_prefix(meeting->note, sentence)) return;
  const char *rest = meeting->note + strlen(sentence);
  if (*rest && !strchr("\n ", *rest)) return;
  set_text(&meeting->note, *rest ? rest + 1 : "", CC_INPUT_NOTE_MAX);
}

static void take_labels(Record *r, const CcColumns *columns, const GPtrArray *record, guint count) {
  for (guint i = 0; i < CC_GROUPS_MAX; i++)
    r->types[i] = CARDCAT_PHONE_OTHER;
  for (guint i = 0; i < count; i++) {
    const CcColumn *column = &g_array_index(columns->columns, CcColumn, i);
    if (column->is == IS_PHONE_LABEL) r->types[column->group] = type_of(record->pdata[i]);
    if (column->is == IS_PAIR_LABEL) r->labels[column->pair][column->group] = record->pdata[i];
  }
}

CardcatEntry *cc_columns_entry(const CcColumns *columns, const GPtrArray *record) {
  Record r = {.entry = cc_entry_new()};
  guint count = MIN(columns->columns->len, record->len);
  r.is_outlook = columns->format == CARDCAT_FORMAT_OUTLOOK;
  take_labels(&r, columns, record, count);
  for (guint i = 0; i < count; i++)
    take_cell(&r, &g_array_index(columns->columns, CcColumn, i), record->pdata[i]);
  for (guint i = 0; i < count; i++)
    take_rest(&r, &g_array_index(columns->columns, CcColumn, i), record->pdata[i]);
  if (columns->format != CARDCAT_FORMAT_CSV) drop_sentence(r.entry->meeting);
  for (guint i = 0; i < CC_GROUPS_MAX * PIECES_MAX; i++) {
    CardcatAddress *address = r.addresses[i / PIECES_MAX][i % PIECES_MAX];
    if (address) g_ptr_array_add(r.entry->contact->addresses, address);
  }
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

/* A pair of Google's may say it. */
static gboolean is_in_pair(const CcColumns *columns, CcIs is) {
  CcPair pair = is == IS_EVENT || is == IS_MET_ON ? CC_PAIR_EVENT
                : is == IS_INTRODUCED_BY          ? CC_PAIR_RELATION
                : is == IS_PRONOUNS               ? CC_PAIR_CUSTOM
                                                  : CC_PAIRS;
  for (guint i = 0; i < columns->columns->len; i++) {
    const CcColumn *column = &g_array_index(columns->columns, CcColumn, i);
    if (column->is == IS_PAIR && column->pair == pair) return TRUE;
  }
  return FALSE;
}

static void mask_list(const CcColumns *columns, CcIs is, GPtrArray *list) {
  if (!has(columns, is, is)) g_ptr_array_set_size(list, 0);
}

static void mask_addresses(const CcColumns *columns, GPtrArray *addresses) {
  gboolean has_whole = has(columns, IS_ADDRESS, IS_FORMATTED);
  gboolean has_parts = has(columns, IS_STREET, IS_COUNTRY);
  if (!has_whole && !has_parts) g_ptr_array_set_size(addresses, 0);
  for (guint i = 0; i < addresses->len && !has_whole; i++)
    g_clear_pointer(&((CardcatAddress *)addresses->pdata[i])->full, g_free);
}

void cc_columns_mask(const CcColumns *columns, CardcatEntry *entry) {
  CardcatContact *c = entry->contact;
  for (CcIs is = IS_FULL; is <= IS_CHANGED; is++) {
    char **text = text_of(entry, is);
    gboolean is_said = has(columns, is, is) || is_in_pair(columns, is);
    /* Lines of the note come from many columns: see cc_columns_restrict(). */
    if (text && !is_said && is != IS_NOTE) g_clear_pointer(text, g_free);
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
