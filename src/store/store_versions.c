/* What is known of a person, written; and the index of its words. */
#include "store/people.h"

#include <unistd.h>

#include <string.h>

/* The texts LIST by the statement INSERT. */
static gboolean insert_texts(CcSql *sql, gint64 version, const char *insert, const GPtrArray *list,
                             GError **error) {
  for (guint i = 0; i < list->len; i++)
    if (!cc_sql_run(sql, insert, CC_VALUES(cc_int(version), cc_int(i), cc_text(list->pdata[i])),
                    error))
      return FALSE;
  return TRUE;
}

/* Each beside what it is found by. */
static gboolean insert_emails(CcSql *sql, gint64 version, const GPtrArray *list, GError **error) {
  for (guint i = 0; i < list->len; i++) {
    g_autofree char *key = cc_email_key(list->pdata[i]);
    if (!cc_sql_run(sql, "INSERT INTO emails VALUES(?1, ?2, ?3, ?4)",
                    CC_VALUES(cc_int(version), cc_int(i), cc_text(list->pdata[i]), cc_text(key)),
                    error))
      return FALSE;
  }
  return TRUE;
}

static gboolean insert_phones(CcSql *sql, gint64 version, const GPtrArray *list, GError **error) {
  for (guint i = 0; i < list->len; i++) {
    const CardcatPhone *phone = list->pdata[i];
    g_autofree char *key = cc_phone_key(phone);
    if (!cc_sql_run(sql, "INSERT INTO phones VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                    CC_VALUES(cc_int(version), cc_int(i),
                              cc_text(cardcat_phone_type_name(phone->type)), cc_text(phone->value),
                              cc_text(phone->e164), cc_text(phone->extension), cc_text(key)),
                    error))
      return FALSE;
  }
  return TRUE;
}

static gboolean insert_addresses(CcSql *sql, gint64 version, const GPtrArray *list,
                                 GError **error) {
  for (guint i = 0; i < list->len; i++) {
    const CardcatAddress *address = list->pdata[i];
    if (!cc_sql_run(
            sql, "INSERT INTO addresses VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            CC_VALUES(cc_int(version), cc_int(i), cc_text(address->full), cc_text(address->street),
                      cc_text(address->locality), cc_text(address->region),
                      cc_text(address->postcode), cc_text(address->country)),
            error))
      return FALSE;
  }
  return TRUE;
}

static gboolean insert_list(CcSql *sql, gint64 version, const CardcatContact *c, CardcatField field,
                            GError **error) {
  const CardcatFieldInfo *info = cardcat_field_info(field);
  if (field == CARDCAT_FIELD_EMAILS) return insert_emails(sql, version, c->emails, error);
  if (info->kind == CARDCAT_KIND_PHONES) return insert_phones(sql, version, c->phones, error);
  if (info->kind == CARDCAT_KIND_ADDRESSES)
    return insert_addresses(sql, version, c->addresses, error);
  return insert_texts(sql, version, cc_list_sql(field)->insert, cardcat_contact_list(c, field),
                      error);
}

static gboolean insert_lists(CcSql *sql, gint64 version, const CardcatContact *c, GError **error) {
  for (CardcatField field = 0; field < CARDCAT_FIELDS; field++)
    if (cardcat_field_is_list(field) && !insert_list(sql, version, c, field, error)) return FALSE;
  return TRUE;
}

static gboolean insert_row(CcSql *sql, gint64 person, const CardcatContact *c, gint64 meeting,
                           const char *sort_key, GError **error) {
  const CardcatName *name = &c->name;
  CcValue values[9 + CARDCAT_FIELDS + 1] = {
      cc_int(person),        cc_int(meeting),       cc_text(sort_key),
      cc_text(name->full),   cc_text(name->prefix), cc_text(name->given),
      cc_text(name->middle), cc_text(name->family), cc_text(name->suffix),
  };
  guint n = 9;
  g_autoptr(GString) insert = g_string_new(
      "INSERT INTO versions(person, meeting, sort_key, name, prefix, given, middle, family, "
      "suffix");
  g_autoptr(GString) places = g_string_new("?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9");
  for (CardcatField field = 0; field < CARDCAT_FIELDS; field++) {
    const CardcatFieldInfo *info = cardcat_field_info(field);
    if (info->kind != CARDCAT_KIND_TEXT) continue;
    values[n++] = cc_text(cardcat_contact_value(c, field, 0));
    g_string_append_printf(insert, ", %s", info->key);
    g_string_append_printf(places, ", ?%u", n);
  }
  values[n] = (CcValue){CC_VALUE_END};
  g_string_append_printf(insert, ") VALUES(%s)", places->str);
  return cc_sql_run(sql, insert->str, values, error);
}

static gboolean insert_version(CcSql *sql, gint64 person, const CardcatContact *c, gint64 meeting,
                               gint64 *version, GError **error) {
  g_autofree char *sort_key = cc_contact_sort_key(c);
  if (!insert_row(sql, person, c, meeting, sort_key, error)) return FALSE;
  *version = cc_sql_last_id(sql);
  return insert_lists(sql, *version, c, error);
}

/* The version has the first of MEETINGS itself. */
static gboolean insert_meetings(CcSql *sql, gint64 version, const GArray *meetings,
                                GError **error) {
  for (guint i = 1; i < meetings->len; i++)
    if (!cc_sql_run(
            sql, "INSERT INTO version_meetings VALUES(?1, ?2, ?3)",
            CC_VALUES(cc_int(version), cc_int(i), cc_int(g_array_index(meetings, gint64, i))),
            error))
      return FALSE;
  return TRUE;
}

/* What no form of a contact shows: VERSION, a new one, has it as PERSON's current one. */
static gboolean carry(CcSql *sql, gint64 person, gint64 version, GError **error) {
  const CcValue values[] = {cc_int(person), cc_int(version), {CC_VALUE_END}};
  return cc_sql_run(sql,
                    "UPDATE versions SET keep_in_touch = o.keep_in_touch, in_touch = o.in_touch,"
                    " quiet_until = o.quiet_until, since = o.since, portrait = o.portrait"
                    " FROM people p JOIN versions o ON o.id = p.version"
                    " WHERE p.id = ?1 AND versions.id = ?2",
                    values, error) &&
         cc_sql_run(sql,
                    "INSERT INTO chapters SELECT ?2, c.position, c.organization, c.department,"
                    " c.title, c.since, c.until FROM people p JOIN chapters c"
                    " ON c.version = p.version WHERE p.id = ?1",
                    values, error);
}

static gboolean insert_chapter(CcSql *sql, gint64 version, guint position, const CardcatChapter *c,
                               GError **error) {
  return cc_sql_run(
      sql, "INSERT INTO chapters VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
      CC_VALUES(cc_int(version), cc_int(position), cc_text(c->organization), cc_text(c->department),
                cc_text(c->title), cc_text(c->since), cc_text(c->until)),
      error);
}

gboolean cc_jobs_set(CcSql *sql, gint64 person, const CardcatEntry *entry, GError **error) {
  gint64 version = 0;
  if (!cc_sql_get_int(sql, "SELECT version FROM people WHERE id = ?1", CC_VALUES(cc_int(person)),
                      &version, error) ||
      !cc_sql_run(sql, "UPDATE versions SET since = ?2 WHERE id = ?1",
                  CC_VALUES(cc_int(version), cc_text(entry->since)), error) ||
      !cc_sql_run(sql, "DELETE FROM chapters WHERE version = ?1", CC_VALUES(cc_int(version)),
                  error))
    return FALSE;
  for (guint i = 0; entry->chapters && i < entry->chapters->len; i++)
    if (!insert_chapter(sql, version, i, entry->chapters->pdata[i], error)) return FALSE;
  return cc_version_index(sql, person, error);
}

gboolean cc_touch_set(CcSql *sql, gint64 person, const CardcatEntry *entry, GError **error) {
  return cc_sql_run(sql,
                    "UPDATE versions SET keep_in_touch = ?2, in_touch = ?3, quiet_until = ?4"
                    " WHERE id = (SELECT version FROM people WHERE id = ?1)",
                    CC_VALUES(cc_int(person), cc_text(entry->keep_in_touch),
                              cc_text(entry->in_touch), cc_text(entry->quiet_until)),
                    error);
}

/* The same of whom they know and where they belong. */
static gboolean carry_links(CcSql *sql, gint64 person, gint64 version, GError **error) {
  return cc_sql_run(sql,
                    "INSERT INTO links SELECT ?2, l.position, l.kind, l.uid, l.name FROM people p"
                    " JOIN links l ON l.version = p.version WHERE p.id = ?1",
                    CC_VALUES(cc_int(person), cc_int(version)), error) &&
         cc_sql_run(sql,
                    "INSERT INTO members SELECT ?2, b.grp FROM people p JOIN members b"
                    " ON b.version = p.version WHERE p.id = ?1",
                    CC_VALUES(cc_int(person), cc_int(version)), error);
}

gboolean cc_version_set(CcSql *sql, gint64 person, const CardcatContact *contact,
                        const GArray *meetings, GError **error) {
  g_autoptr(CardcatContact) clean = cc_contact_clean(contact);
  g_autoptr(GArray) sorted = g_array_copy((GArray *)meetings);
  g_autofree char *now = cc_store_time(sql, 0);
  gint64 version = 0;
  return cc_met_sort(sql, sorted, error) &&
         insert_version(sql, person, clean, g_array_index(sorted, gint64, 0), &version, error) &&
         insert_meetings(sql, version, sorted, error) && carry(sql, person, version, error) &&
         carry_links(sql, person, version, error) &&
         cc_sql_run(sql, "UPDATE people SET version = ?2, changed = ?3 WHERE id = ?1",
                    CC_VALUES(cc_int(person), cc_int(version), cc_text(now)), error) &&
         cc_version_index(sql, person, error);
}

gboolean cc_portrait_merge(CcSql *sql, gint64 into, gint64 from, GError **error) {
  return cc_sql_run(sql,
                    "UPDATE versions SET portrait = o.portrait FROM people p JOIN versions o"
                    " ON o.id = p.version WHERE p.id = ?2 AND versions.portrait IS NULL"
                    " AND versions.id = (SELECT version FROM people WHERE id = ?1)",
                    CC_VALUES(cc_int(into), cc_int(from)), error);
}

/* ---- a new person ---------------------------------------------------------------------------- */

/* An RFC 4122 UUID, version 4, from the kernel: g_uuid_string_random() gives a forked process the
 * same ones as its parent. */
static char *new_uid(void) {
  guint8 b[16];
  if (getentropy(b, sizeof b) != 0) return g_uuid_string_random();
  b[6] = (guint8)((b[6] & 0x0f) | 0x40);
  b[8] = (guint8)((b[8] & 0x3f) | 0x80);
  GString *uid = g_string_new(NULL);
  for (guint i = 0; i < sizeof b; i++)
    g_string_append_printf(uid, i == 4 || i == 6 || i == 8 || i == 10 ? "-%02x" : "%02x", b[i]);
  return g_string_free(uid, FALSE);
}

gboolean cc_person_insert(CcSql *sql, gint64 decision, const CardcatContact *contact,
                          gint64 meeting, gint64 *person, GError **error) {
  g_autofree char *uid = new_uid(), *now = cc_store_time(sql, 0);
  if (!cc_sql_run(sql, "INSERT INTO people(uid, created, changed) VALUES(?1, ?2, ?2)",
                  CC_VALUES(cc_text(uid), cc_text(now)), error))
    return FALSE;
  gint64 id = cc_sql_last_id(sql);
  g_autoptr(GArray) met = g_array_new(FALSE, FALSE, sizeof(gint64));
  g_array_append_val(met, meeting);
  if (!cc_decision_keep_person(sql, decision, id, error) ||
      !cc_version_set(sql, id, contact, met, error))
    return FALSE;
  *person = id;
  return TRUE;
}

/* ---- the index ----------------------------------------------------------------------------- */

static void append_folded(GString *out, const char *text) {
  if (!text) return;
  g_autofree char *folded = cc_text_fold(text);
  g_string_append(out, folded);
  g_string_append_c(out, ' ');
}

static void append_all(GString *out, const GPtrArray *list) {
  for (guint i = 0; i < list->len; i++)
    append_folded(out, list->pdata[i]);
}

/* A number is found as printed, and by its digits in one go with and without its country. */
static void append_phone(GString *out, const CardcatPhone *phone) {
  const CardcatPhone printed = {.value = phone->value};
  g_autofree char *national = cc_phone_key(&printed), *key = cc_phone_key(phone);
  append_folded(out, phone->value);
  append_folded(out, national);
  append_folded(out, key);
}

static void append_field(GString *out, const CardcatContact *c, CardcatField field) {
  for (guint i = 0; i < cardcat_contact_count(c, field); i++)
    if (cardcat_field_info(field)->kind == CARDCAT_KIND_PHONES)
      append_phone(out, c->phones->pdata[i]);
    else
      append_folded(out, cardcat_contact_value(c, field, i));
}

static void append_meeting(GString *out, const CardcatMeeting *meeting) {
  append_folded(out, meeting->event);
  append_folded(out, meeting->met_on);
  append_folded(out, meeting->introduced_by);
  append_folded(out, meeting->note);
  append_all(out, meeting->tags);
}

static char *words_of(const CardcatEntry *entry) {
  GString *out = g_string_new(NULL);
  for (CardcatField field = 0; field < CARDCAT_FIELDS; field++)
    if (field != CARDCAT_FIELD_NAME) append_field(out, entry->contact, field);
  for (guint i = 0; i < entry->meetings->len; i++)
    append_meeting(out, entry->meetings->pdata[i]);
  for (guint i = 0; i < entry->chapters->len; i++) {
    g_autofree char *job = cardcat_chapter_describe(entry->chapters->pdata[i]);
    append_folded(out, job);
  }
  return g_string_free(out, FALSE);
}

gboolean cc_version_index(CcSql *sql, gint64 person, GError **error) {
  g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
  g_array_append_val(ids, person);
  if (!cc_sql_run(sql, "DELETE FROM search WHERE rowid = ?1", CC_VALUES(cc_int(person)), error) ||
      !cc_sql_run(sql, "INSERT OR IGNORE INTO unmatched VALUES(?1)", CC_VALUES(cc_int(person)),
                  error))
    return FALSE;
  g_autoptr(GPtrArray) entries = cc_entries_load(sql, ids, error);
  if (!entries) return FALSE;
  if (entries->len == 0) return TRUE;
  const CardcatEntry *entry = entries->pdata[0];
  g_autofree char *name = cc_text_fold(cc_contact_label(entry->contact));
  g_autofree char *other = words_of(entry);
  return cc_sql_run(sql, "INSERT INTO search(rowid, name, other) VALUES(?1, ?2, ?3)",
                    CC_VALUES(cc_int(person), cc_text(name), cc_text(other)), error);
}

/* More words than this do not narrow a search. */
#define SEARCH_WORDS_MAX 32

char *cc_search_expression(const char *words) {
  g_autofree char *clean = cc_text_clean(words, -1, CC_TEXT_MAX);
  g_auto(GStrv) list = g_strsplit(clean, " ", SEARCH_WORDS_MAX + 1);
  g_autoptr(GString) out = g_string_new(NULL);
  for (guint i = 0; list[i] && i < SEARCH_WORDS_MAX; i++) {
    /* Folded text holds no quote: "ada.b" becomes the phrase "ada b", its last word a prefix. */
    g_autofree char *folded = cc_text_fold(list[i]);
    if (*folded) g_string_append_printf(out, "\"%s\" * ", folded);
  }
  return out->len > 0 ? g_strdup(out->str) : NULL;
}
