/* Two readings become one: the front's, with the other side as its back. */
#include "contact/contact.h"

#include <string.h>

/* A card is turned over and shot again within this many seconds. */
#define TURN_SECONDS 120

/* ---- the contacts --------------------------------------------------------------------------- */

static gboolean folds_differ(const char *a, const char *b) {
  g_autofree char *x = cc_text_fold(a), *y = cc_text_fold(b);
  return !g_str_equal(x, y);
}

/* Makes *VALUE of the back a note when the front has another one. */
static void note_other(char **value, const char *front, GPtrArray *notes) {
  if (!*value || !front) return;
  if (folds_differ(*value, front))
    g_ptr_array_add(notes, g_steal_pointer(value));
  else
    g_clear_pointer(value, g_free);
}

static void clear_name(CardcatName *name) {
  char **parts[] = {&name->full,   &name->prefix, &name->given,
                    &name->middle, &name->family, &name->suffix};
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
    g_clear_pointer(parts[i], g_free);
}

static void note_name(CardcatContact *rest, const CardcatContact *front) {
  CardcatName *name = &rest->name;
  if (!cc_names_person(rest, front))
    clear_name(name);
  else if (front->name.full && folds_differ(name->full, front->name.full))
    g_ptr_array_add(rest->notes, g_strdup(name->full));
}

static void note_titles(GPtrArray *titles, const GPtrArray *front, GPtrArray *notes) {
  for (guint i = 0; i < titles->len && front->len > 0; i++) {
    gboolean known = FALSE;
    for (guint j = 0; j < front->len; j++)
      known |= !folds_differ(titles->pdata[i], front->pdata[j]);
    if (!known) g_ptr_array_add(notes, g_strdup(titles->pdata[i]));
  }
  if (front->len > 0) g_ptr_array_set_size(titles, 0);
}

static void note_addresses(GPtrArray *addresses, const GPtrArray *front, GPtrArray *notes) {
  if (front->len == 0) return;
  for (guint i = 0; i < addresses->len; i++) {
    const CardcatAddress *address = addresses->pdata[i];
    gboolean known = FALSE;
    for (guint j = 0; j < front->len; j++)
      known |= !folds_differ(address->full, ((const CardcatAddress *)front->pdata[j])->full);
    if (!known && address->full) g_ptr_array_add(notes, g_strdup(address->full));
  }
  g_ptr_array_set_size(addresses, 0);
}

/* The front has an address or URL of the same domain: the back's is that one, read otherwise. */
static void drop_misread_addresses(GPtrArray *list, const GPtrArray *front) {
  for (guint i = list->len; i-- > 0;) {
    g_autofree char *host = cc_firm_host(list->pdata[i]);
    gboolean misread = FALSE;
    for (guint j = 0; j < front->len && host; j++) {
      g_autofree char *other = cc_firm_host(front->pdata[j]);
      misread |= g_strcmp0(host, other) == 0;
    }
    if (misread) g_ptr_array_remove_index(list, i);
  }
}

/* Numbers of one length that differ in one digit. */
static gboolean is_near(const CardcatPhone *a, const CardcatPhone *b) {
  g_autofree char *x = cc_phone_key(a), *y = cc_phone_key(b);
  if (strlen(x) != strlen(y)) return FALSE;
  guint wrong = 0;
  for (gsize i = 0; x[i]; i++)
    wrong += x[i] != y[i] ? 1 : 0;
  return wrong == 1;
}

static void drop_misread_phones(GPtrArray *phones, const GPtrArray *front) {
  for (guint i = phones->len; i-- > 0;) {
    gboolean misread = FALSE;
    for (guint j = 0; j < front->len; j++)
      misread |= is_near(phones->pdata[i], front->pdata[j]);
    if (misread) g_ptr_array_remove_index(phones, i);
  }
}

void cc_contact_add_back(CardcatContact *front, const CardcatContact *back) {
  g_autoptr(CardcatContact) rest = cardcat_contact_copy(back);
  GPtrArray *notes = rest->notes;
  note_name(rest, front);
  for (CardcatField field = 0; field < CARDCAT_FIELDS; field++)
    if (cardcat_field_info(field)->kind == CARDCAT_KIND_TEXT)
      note_other(cardcat_contact_text(rest, field), cardcat_contact_value(front, field, 0), notes);
  note_titles(rest->titles, front->titles, notes);
  if (front->name.full && back->name.full) {
    note_addresses(rest->addresses, front->addresses, notes);
    drop_misread_addresses(rest->emails, front->emails);
    drop_misread_addresses(rest->urls, front->urls);
    drop_misread_phones(rest->phones, front->phones);
  }
  cardcat_contact_merge(front, rest);
}

/* ---- the evidence --------------------------------------------------------------------------- */

/* The back's evidence for its value FROM of FIELD becomes the front's for its value TO. */
static void move_evidence(CardcatReading *front, const CardcatReading *back, CardcatField field,
                          guint from, guint to) {
  if (cardcat_reading_evidence(front, field, to)) return;
  for (guint i = 0; i < back->evidence->len; i++) {
    const CardcatEvidence *evidence = back->evidence->pdata[i];
    if (evidence->field != field || evidence->index != from) continue;
    CardcatEvidence *moved = cardcat_evidence_copy(evidence);
    moved->index = to;
    moved->on_back = TRUE;
    g_ptr_array_add(front->evidence, moved);
  }
}

/* The values of FIELD from START on came from the back. */
static void move_values(CardcatReading *front, const CardcatReading *back, CardcatField field,
                        guint start) {
  const CardcatContact *into = front->contact, *from = back->contact;
  for (guint i = start; i < cardcat_contact_count(into, field); i++)
    for (guint j = 0; j < cardcat_contact_count(from, field); j++)
      if (!cardcat_field_is_list(field) || g_strcmp0(cardcat_contact_value(into, field, i),
                                                     cardcat_contact_value(from, field, j)) == 0)
        move_evidence(front, back, field, j, i);
}

static int by_field(gconstpointer a, gconstpointer b) {
  const CardcatEvidence *x = *(CardcatEvidence *const *)a, *y = *(CardcatEvidence *const *)b;
  if (x->field != y->field) return x->field < y->field ? -1 : 1;
  return x->index < y->index ? -1 : x->index > y->index;
}

static void add_back(CardcatReading *front, const CardcatReading *back) {
  guint known[CARDCAT_FIELDS], evidences = front->evidence->len;
  for (CardcatField field = 0; field < CARDCAT_FIELDS; field++)
    known[field] = cardcat_contact_count(front->contact, field);
  cc_contact_add_back(front->contact, back->contact);
  for (CardcatField field = 0; field < CARDCAT_FIELDS; field++)
    move_values(front, back, field, known[field]);
  if (front->evidence->len == evidences) return;
  g_ptr_array_sort(front->evidence, by_field);
  front->confidence = MIN(front->confidence, back->confidence);
}

/* ---- the readings --------------------------------------------------------------------------- */

CardcatReading *cc_reading_join(CardcatReading *front, CardcatReading *back) {
  add_back(front, back);
  cardcat_contact_free(back->contact);
  back->contact = cardcat_contact_new();
  g_ptr_array_set_size(back->evidence, 0);
  front->back = back;
  return front;
}

CardcatReading *cardcat_reading_pair(CardcatReading *a, CardcatReading *b) {
  gboolean b_is_front = cc_reading_sides(a, b) == CC_SIDES_BACK_FIRST;
  return b_is_front ? cc_reading_join(b, a) : cc_reading_join(a, b);
}

static gboolean lie_together(const char *a, const char *b) {
  g_autofree char *x = g_path_get_dirname(a ? a : "-"), *y = g_path_get_dirname(b ? b : "-");
  return g_str_equal(x, y);
}

static gboolean shot_together(const char *a, const char *b) {
  if (!a || !b) return TRUE;
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
  g_autoptr(GDateTime) x = g_date_time_new_from_iso8601(a, utc);
  g_autoptr(GDateTime) y = g_date_time_new_from_iso8601(b, utc);
  if (!x || !y) return TRUE;
  return ABS(g_date_time_difference(x, y)) <= TURN_SECONDS * G_TIME_SPAN_SECOND;
}

gboolean cardcat_reading_pairs_with(const CardcatReading *reading, const CardcatReading *next) {
  return reading->cards == 1 && next->cards == 1 && g_strcmp0(reading->sha256, next->sha256) != 0 &&
         lie_together(reading->path, next->path) && shot_together(reading->taken, next->taken) &&
         cc_reading_sides(reading, next) != CC_SIDES_NONE;
}

/* The only other of READINGS that belongs to number I; its length when there is none, or more. */
static guint find_partner(const GPtrArray *readings, guint i) {
  guint partner = readings->len;
  for (guint j = 0; j < readings->len; j++) {
    if (j == i || cc_reading_sides(readings->pdata[i], readings->pdata[j]) == CC_SIDES_NONE)
      continue;
    if (partner < readings->len) return readings->len;
    partner = j;
  }
  return partner;
}

void cc_readings_pair(GPtrArray *readings) {
  guint n = readings->len;
  g_autofree guint *partners = g_new(guint, n);
  for (guint i = 0; i < n; i++)
    partners[i] = find_partner(readings, i);
  for (guint i = n; i-- > 0;) {
    guint j = partners[i];
    if (j >= i || partners[j] != i) continue;
    CardcatReading *back = g_ptr_array_steal_index(readings, i);
    readings->pdata[j] = cardcat_reading_pair(readings->pdata[j], back);
  }
}
