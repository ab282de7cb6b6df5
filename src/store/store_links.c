/* Who knows whom: links from a person's version to another person, or to a name alone. */
#include "store/people.h"

#define LINKS_MAX 200 /* of one person; the rest is dropped */

/* ---- a list of links ------------------------------------------------------------------------ */

/* Both are to one person, or to one name. */
static gboolean is_to_same(const CardcatLink *a, const CardcatLink *b) {
  if (a->kind != b->kind || !a->uid != !b->uid) return FALSE;
  if (a->uid) return g_str_equal(a->uid, b->uid);
  g_autofree char *x = cc_text_fold(a->name), *y = cc_text_fold(b->name);
  return g_str_equal(x, y);
}

/* The place in LINKS of one as LINK; its length: there is none. */
static guint place_of(const GPtrArray *links, const CardcatLink *link) {
  guint i = 0;
  while (i < links->len && !is_to_same(links->pdata[i], link))
    i++;
  return i;
}

static GPtrArray *list_new(void) {
  return g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_link_free);
}

/* Adds LINK, cleaned, unless LIST has it. */
static void add_clean(GPtrArray *list, const CardcatLink *link) {
  g_autofree char *uid = cc_text_clean(link->uid ? link->uid : "", -1, CC_TEXT_MAX);
  g_autofree char *name = cc_text_clean(link->name ? link->name : "", -1, CC_TEXT_MAX);
  g_autoptr(CardcatLink) clean = cardcat_link_new(link->kind, *uid ? uid : NULL, name);
  if (!link->theirs && *name && list->len < LINKS_MAX && place_of(list, clean) == list->len)
    g_ptr_array_add(list, g_steal_pointer(&clean));
}

/* Those of LINKS that are its own, cleaned; owned. */
static GPtrArray *own_of(const GPtrArray *links) {
  GPtrArray *own = list_new();
  for (guint i = 0; i < links->len; i++)
    add_clean(own, links->pdata[i]);
  return own;
}

gboolean cc_links_say_same(const GPtrArray *a, const GPtrArray *b) {
  g_autoptr(GPtrArray) x = own_of(a), y = own_of(b);
  if (x->len != y->len) return FALSE;
  for (guint i = 0; i < x->len; i++)
    if (!is_to_same(x->pdata[i], y->pdata[i])) return FALSE;
  return TRUE;
}

gboolean cc_links_put(CcSql *sql, gint64 person, const GPtrArray *links, GError **error) {
  g_autoptr(GPtrArray) own = own_of(links);
  if (!cc_sql_run(sql,
                  "DELETE FROM links WHERE version = (SELECT version FROM people WHERE id = ?1)",
                  CC_VALUES(cc_int(person)), error))
    return FALSE;
  for (guint i = 0; i < own->len; i++) {
    const CardcatLink *link = own->pdata[i];
    if (!cc_sql_run(
            sql, "INSERT INTO links SELECT version, ?2, ?3, ?4, ?5 FROM people WHERE id = ?1",
            CC_VALUES(cc_int(person), cc_int(i), cc_text(cardcat_link_kind_name(link->kind)),
                      cc_text(link->uid), cc_text(link->name)),
            error))
      return FALSE;
  }
  return TRUE;
}

/* ---- decided -------------------------------------------------------------------------------- */

/* PERSON as it is, met as the rows MET tell (NULL: as it was), with LINKS instead of its own. */
static gboolean change(CcSql *sql, gint64 decision, const CardcatEntry *person, const GArray *met,
                       const GPtrArray *links, GError **error) {
  g_autoptr(GArray) was = met ? NULL : cc_met_load(sql, person->id, error);
  if (!met && !was) return FALSE;
  return cc_decision_keep_person(sql, decision, person->id, error) &&
         cc_version_set(sql, person->id, person->contact, met ? met : was, error) &&
         cc_links_put(sql, person->id, links, error);
}

typedef struct {
  CcSql *sql;
  CardcatEntry *from, *to; /* TO: NULL: a name alone */
  CardcatLink *link;       /* FROM's */
} Linking;

static void linking_clear(Linking *linking) {
  cardcat_entry_free(linking->from);
  cardcat_entry_free(linking->to);
  cardcat_link_free(linking->link);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Linking, linking_clear)

static gboolean set_usage(GError **error, const char *message) {
  g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, message);
  return FALSE;
}

static gboolean begin(Linking *l, gint64 id, CardcatLinkKind kind, gint64 other, const char *name,
                      GError **error) {
  g_autofree char *clean = cc_text_clean(name ? name : "", -1, CC_TEXT_MAX);
  if (id == other) return set_usage(error, "a contact cannot be linked to itself");
  if (other == 0 && !*clean) return set_usage(error, "a link needs a contact or a name");
  l->from = cc_entry_load(l->sql, id, error);
  if (!l->from) return FALSE;
  l->to = other != 0 ? cc_entry_load(l->sql, other, error) : NULL;
  if (other != 0 && !l->to) return FALSE;
  l->link = cardcat_link_new(kind, l->to ? l->to->uid : NULL,
                             l->to ? cc_contact_label(l->to->contact) : clean);
  return TRUE;
}

/* Who introduced somebody stands in how they met, too, for letters and lists.  The rows that tell
 * of it, owned. */
static GArray *note_introducer(const Linking *l, GError **error) {
  g_autoptr(GArray) met = cc_met_load(l->sql, l->from->id, error);
  gboolean is_noted = l->link->kind != CARDCAT_LINK_INTRODUCED_BY;
  for (guint i = 0; i < l->from->meetings->len; i++)
    if (((const CardcatMeeting *)l->from->meetings->pdata[i])->introduced_by) is_noted = TRUE;
  if (!met || is_noted) return g_steal_pointer(&met);
  g_autoptr(CardcatMeeting) first = cardcat_meeting_copy(l->from->meeting);
  first->introduced_by = g_strdup(l->link->name);
  if (!cc_met_change(l->sql, met, l->from, first, first->id, error)) return NULL;
  return g_steal_pointer(&met);
}

/* LINK leads to nobody in the book, by the name that GONE has. */
static gboolean is_loose(const CardcatLink *link, const CardcatLink *gone) {
  g_autofree char *x = cc_text_fold(link->name), *y = cc_text_fold(gone->name);
  return link->kind == gone->kind && link->contact == 0 && g_str_equal(x, y);
}

/* PERSON's own links, cleaned, without what is as GONE; *FOUND: something was.  LOOSE: also without
 * what leads to nobody by its name.  Owned. */
static GPtrArray *without(const CardcatEntry *person, const CardcatLink *gone, gboolean loose,
                          gboolean *found) {
  GPtrArray *links = list_new();
  for (guint i = 0; i < person->links->len; i++) {
    const CardcatLink *link = person->links->pdata[i];
    gboolean goes = !link->theirs && (is_to_same(link, gone) || (loose && is_loose(link, gone)));
    if (goes)
      *found = TRUE;
    else
      add_clean(links, link);
  }
  return links;
}

static gboolean make(const Linking *l, GError **error) {
  gint64 decision = 0;
  gboolean found = FALSE;
  /* What was a name alone is a person now. */
  g_autoptr(GPtrArray) links = without(l->from, l->link, TRUE, &found);
  add_clean(links, l->link);
  g_autoptr(GArray) met = note_introducer(l, error);
  return met &&
         cc_decision_begin(l->sql, "linked", cc_contact_label(l->from->contact), &decision,
                           error) &&
         change(l->sql, decision, l->from, met, links, error);
}

/* Takes LINK off PERSON, if it is there, which *FOUND tells. */
static gboolean take_off(const Linking *l, gint64 decision, const CardcatEntry *person,
                         const CardcatLink *link, gboolean *found, GError **error) {
  gboolean has = FALSE;
  g_autoptr(GPtrArray) links = without(person, link, link->uid == NULL, &has);
  *found = *found || has;
  return !has || change(l->sql, decision, person, NULL, links, error);
}

static gboolean take_back(const Linking *l, GError **error) {
  gint64 decision = 0;
  gboolean found = FALSE;
  if (!cc_decision_begin(l->sql, "unlinked", cc_contact_label(l->from->contact), &decision,
                         error) ||
      !take_off(l, decision, l->from, l->link, &found, error))
    return FALSE;
  if (l->to && l->link->kind == CARDCAT_LINK_KNOWS) {
    g_autoptr(CardcatLink) back =
        cardcat_link_new(l->link->kind, l->from->uid, cc_contact_label(l->from->contact));
    if (!take_off(l, decision, l->to, back, &found, error)) return FALSE;
  }
  if (found) return TRUE;
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND,
              "%s: contact %" G_GINT64_FORMAT " has no such link", cc_sql_name(l->sql),
              l->from->id);
  return FALSE;
}

gboolean cardcat_store_set_link(CardcatStore *store, gint64 id, CardcatLinkKind kind, gint64 other,
                                const char *name, gboolean linked, GError **error) {
  g_return_val_if_fail((guint)kind <= CARDCAT_LINK_INTRODUCED_BY, FALSE);
  g_auto(Linking) l = {.sql = store->sql};
  g_autoptr(CcTransaction) transaction = cc_transaction_begin(store->sql, TRUE, error);
  return transaction && begin(&l, id, kind, other, name, error) &&
         (linked ? make(&l, error) : take_back(&l, error)) &&
         cc_decision_commit(store->sql, transaction, error);
}

/* ---- merged --------------------------------------------------------------------------------- */

/* LINKS, owned, in which all that leads to GONE leads to STAYS; none leads to SELF. */
static GPtrArray *turned(const GPtrArray *links, const CardcatEntry *gone,
                         const CardcatEntry *stays, const char *self) {
  g_autoptr(GPtrArray) own = own_of(links);
  GPtrArray *out = list_new();
  for (guint i = 0; i < own->len; i++) {
    CardcatLink *link = own->pdata[i];
    if (g_strcmp0(link->uid, gone->uid) == 0) {
      g_free(link->uid);
      link->uid = g_strdup(stays->uid);
    }
    if (g_strcmp0(link->uid, self) != 0) add_clean(out, link);
  }
  return out;
}

gboolean cc_links_merge(CcSql *sql, gint64 decision, const CardcatEntry *into,
                        const CardcatEntry *from, GError **error) {
  g_autoptr(GPtrArray) all = g_ptr_array_copy(into->links, NULL, NULL);
  g_ptr_array_set_free_func(all, NULL);
  for (guint i = 0; i < from->links->len; i++)
    g_ptr_array_add(all, from->links->pdata[i]);
  g_autoptr(GPtrArray) both = turned(all, from, into, into->uid);
  if (!cc_links_put(sql, into->id, both, error)) return FALSE;
  g_autoptr(GArray) others = cc_sql_get_ints(
      sql,
      "SELECT DISTINCT p.id FROM links l JOIN people p ON p.version = l.version"
      " WHERE l.uid = ?1 AND p.removed IS NULL AND p.id NOT IN (?2, ?3) ORDER BY p.id",
      CC_VALUES(cc_text(from->uid), cc_int(into->id), cc_int(from->id)), error);
  g_autoptr(GPtrArray) entries = others ? cc_entries_load(sql, others, error) : NULL;
  if (!entries) return FALSE;
  for (guint i = 0; i < entries->len; i++) {
    const CardcatEntry *entry = entries->pdata[i];
    g_autoptr(GPtrArray) links = turned(entry->links, from, into, entry->uid);
    if (!change(sql, decision, entry, NULL, links, error)) return FALSE;
  }
  return TRUE;
}
