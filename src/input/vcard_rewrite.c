/* A vCard as its contact is now.  What another program says of a value that is as it was, its types
 * and labels, stays as it stands there; what it says of nothing that we know stays, too. */
#include "input/input.h"

#include <string.h>

/* Whose lines stay where they say what ours would.  Notes and tags do as a whole, others alone. */
static const char *const names[] = {"FN",  "N",   "ORG",      "TITLE",   "EMAIL", "TEL",
                                    "URL", "ADR", "PRONOUNS", "RELATED", "NOTE",  "CATEGORIES"};
#define ALL_NAMES ((1u << G_N_ELEMENTS(names)) - 1)

/* A property of the card as it is. */
typedef struct {
  const CcProperty *property;
  const char *name;   /* as we call it */
  GPtrArray *written; /* CcProperty*: it alone as we write it; NULL: it is not ours */
  gboolean is_used;   /* it says what a line of ours would */
} There;

static void there_clear(gpointer data) {
  There *there = data;
  g_clear_pointer(&there->written, g_ptr_array_unref);
}

typedef struct {
  GArray *there;
  GPtrArray *ours; /* CcProperty*: the card as we write it */
  GPtrArray *old;  /* CcProperty*: as we wrote it the last time; NULL: we did not */
  gboolean is_note_same, are_tags_same;
} Rewrite;

static void rewrite_clear(Rewrite *rewrite) {
  g_array_unref(rewrite->there);
  g_ptr_array_unref(rewrite->ours);
  g_clear_pointer(&rewrite->old, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Rewrite, rewrite_clear)

static GPtrArray *parse(const char *card) {
  CcBytes bytes = {card, card + strlen(card), 1, FALSE};
  GPtrArray *properties = cc_vcard_next(&bytes, NULL);
  return properties ? properties : g_ptr_array_new_with_free_func((GDestroyNotify)cc_property_free);
}

/* ---- what stays ----------------------------------------------------------------------------- */

/* PROPERTY alone, of ENTRY, as we write it; NULL: it is another program's, also where it gives for
 * a value what is none. */
static GPtrArray *write_alone(const GPtrArray *properties, const CcProperty *property,
                              const CardcatEntry *entry) {
  CardcatFormat format = cc_vcard_version(properties);
  const CcProperty *version = cc_vcard_find(properties, "VERSION");
  g_autoptr(GPtrArray) alone = g_ptr_array_new();
  if (!cc_vcard_is_ours(property, format)) return NULL;
  if (version) g_ptr_array_add(alone, (gpointer)version);
  g_ptr_array_add(alone, (gpointer)property);
  g_autoptr(CardcatEntry) one = cc_vcard_entry(alone);
  g_autofree char *before = g_strdup(one->meeting->note);
  cc_entry_judge(one, entry);
  if (g_strcmp0(before, one->meeting->note) != 0) return NULL;
  cc_entry_complete(one, NULL, entry->contact);
  cc_entry_settle(one);
  g_autofree char *card = cardcat_format_entry(one, format);
  return parse(card);
}

static gboolean have_same_types(const CcProperty *a, const CcProperty *b) {
  for (guint i = 0; a->types[i]; i++)
    if (!g_str_equal(a->types[i], "PREF") && !cc_property_has(b, a->types[i])) return FALSE;
  for (guint i = 0; b->types[i]; i++)
    if (!g_str_equal(b->types[i], "PREF") && !cc_property_has(a, b->types[i])) return FALSE;
  return TRUE;
}

/* THERE says what OURS does: alone it would be written so. */
static gboolean says(const There *there, const CcProperty *ours) {
  if (!there->written || there->is_used || !g_str_equal(there->name, ours->name)) return FALSE;
  for (guint i = 0; i < there->written->len; i++) {
    const CcProperty *written = there->written->pdata[i];
    if (!g_str_equal(written->name, ours->name) || !have_same_types(written, ours)) continue;
    /* A number that was known before it was completed is written as it stands there. */
    gboolean is_as_it_stands =
        g_str_equal(ours->name, "TEL") && g_str_equal(there->property->value, ours->value);
    if (is_as_it_stands || g_str_equal(written->value, ours->value)) return TRUE;
  }
  return FALSE;
}

/* The UID stays whatever it is: the card is known by it there. */
static gboolean is_uid(const There *there, const CcProperty *ours) {
  return !there->is_used && g_str_equal(ours->name, "UID") && g_str_equal(there->name, "UID");
}

static There *find_same(const Rewrite *rewrite, const CcProperty *ours) {
  for (guint i = 0; i < rewrite->there->len; i++) {
    There *there = &g_array_index(rewrite->there, There, i);
    if (is_uid(there, ours) || says(there, ours)) return there;
  }
  return NULL;
}

static gboolean is_whole(const char *name) {
  return g_str_equal(name, "NOTE") || g_str_equal(name, "CATEGORIES");
}

static gboolean is_kept(const Rewrite *rewrite, const char *name, guint kept) {
  guint i = 0;
  while (i < G_N_ELEMENTS(names) && !g_str_equal(names[i], name))
    i++;
  if (i == G_N_ELEMENTS(names) || !(kept & 1u << i)) return FALSE;
  return !is_whole(name) ||
         (g_str_equal(name, "NOTE") ? rewrite->is_note_same : rewrite->are_tags_same);
}

/* ---- groups of properties ------------------------------------------------------------------- */

static gboolean holds(const GPtrArray *properties, const CcProperty *property) {
  for (guint i = 0; properties && i < properties->len; i++) {
    const CcProperty *other = properties->pdata[i];
    if (g_str_equal(other->name, property->name) && g_str_equal(other->value, property->value))
      return TRUE;
  }
  return FALSE;
}

/* All of the group was written by us, and is now, where it still holds. */
static gboolean is_our_group(const Rewrite *rewrite, const char *group) {
  for (guint i = 0; i < rewrite->there->len; i++) {
    const CcProperty *property = g_array_index(rewrite->there, There, i).property;
    if (g_strcmp0(property->group, group) == 0 && !holds(rewrite->old, property)) return FALSE;
  }
  return rewrite->old != NULL;
}

/* The value that the group is about was ours to say, and is said no more. */
static gboolean is_dangling(const Rewrite *rewrite, const char *group) {
  gboolean has_value = FALSE;
  for (guint i = 0; i < rewrite->there->len; i++) {
    const There *there = &g_array_index(rewrite->there, There, i);
    if (g_strcmp0(there->property->group, group) != 0 || !there->written) continue;
    if (there->is_used) return FALSE;
    has_value = TRUE;
  }
  return has_value;
}

static gboolean is_foreign(const Rewrite *rewrite, const There *there) {
  const CcProperty *property = there->property;
  if (there->written) return FALSE;
  return !property->group ||
         (!is_our_group(rewrite, property->group) &&
          !(g_str_has_prefix(property->name, "X-AB") && is_dangling(rewrite, property->group)));
}

/* Groups of foreign cards may be numbered by anything; none of a person's card reaches this. */
#define ITEM_MAX 1000000

/* "item7": 7; else 0. */
static guint number_of(const char *group) {
  if (!group || !g_str_has_prefix(group, "item")) return 0;
  return (guint)MIN(g_ascii_strtoull(group + strlen("item"), NULL, 10), ITEM_MAX);
}

/* ---- the card ------------------------------------------------------------------------------- */

static void use(Rewrite *rewrite, const char *name) {
  for (guint i = 0; i < rewrite->there->len; i++) {
    There *there = &g_array_index(rewrite->there, There, i);
    if (g_str_equal(there->name, name) && there->written) there->is_used = TRUE;
  }
}

/* Which line of the card takes the place of which of OURS; There* or NULL, owned. */
static GPtrArray *choose(Rewrite *rewrite, guint kept) {
  GPtrArray *chosen = g_ptr_array_new();
  for (guint i = 0; i < rewrite->there->len; i++)
    g_array_index(rewrite->there, There, i).is_used = FALSE;
  for (guint i = 0; i < rewrite->ours->len; i++) {
    const CcProperty *ours = rewrite->ours->pdata[i];
    gboolean may = is_kept(rewrite, ours->name, kept) && !is_whole(ours->name);
    There *there = may || g_str_equal(ours->name, "UID") ? find_same(rewrite, ours) : NULL;
    if (there) there->is_used = TRUE;
    g_ptr_array_add(chosen, there);
  }
  if (is_kept(rewrite, "NOTE", kept)) {
    use(rewrite, "NOTE");
    use(rewrite, "FN"); /* further names stand in the note */
  }
  if (is_kept(rewrite, "CATEGORIES", kept)) use(rewrite, "CATEGORIES");
  return chosen;
}

/* Ours, in a group of its own. */
static void put_ours(GString *card, const CcProperty *ours, guint taken) {
  guint number = number_of(ours->group);
  g_autofree char *line = number == 0 ? g_strdup(ours->line)
                                      : g_strdup_printf("item%u.%s", number + taken,
                                                        ours->line + strlen(ours->group) + 1);
  cc_vcard_line(card, line);
}

static char *build(Rewrite *rewrite, guint kept) {
  g_autoptr(GPtrArray) chosen = choose(rewrite, kept);
  g_autoptr(GString) card = g_string_new("BEGIN:VCARD\r\n");
  guint taken = 0;
  for (guint i = 0; i < rewrite->there->len; i++) {
    const There *there = &g_array_index(rewrite->there, There, i);
    if (there->is_used || is_foreign(rewrite, there))
      taken = MAX(taken, number_of(there->property->group));
  }
  for (guint i = 0; i < rewrite->ours->len; i++) {
    const CcProperty *ours = rewrite->ours->pdata[i];
    const There *there = chosen->pdata[i];
    if (there)
      cc_vcard_line(card, there->property->line);
    else if (!is_whole(ours->name) || !is_kept(rewrite, ours->name, kept))
      put_ours(card, ours, taken);
  }
  for (guint i = 0; i < rewrite->there->len; i++) {
    const There *there = &g_array_index(rewrite->there, There, i);
    gboolean is_rest = there->is_used && !g_ptr_array_find(chosen, there, NULL);
    if (is_rest || is_foreign(rewrite, there)) cc_vcard_line(card, there->property->line);
  }
  g_string_append(card, "END:VCARD\r\n");
  return g_strdup(card->str);
}

/* What the card says, read again; owned. */
static char *read_again(const char *card, const CardcatEntry *entry) {
  g_autoptr(GPtrArray) properties = parse(card);
  g_autoptr(CardcatEntry) is = cc_vcard_exact(properties);
  if (!is) return NULL;
  g_free(is->uid);
  is->uid = g_strdup(entry->uid);
  cc_entry_settle(is);
  return cardcat_format_export(is, CARDCAT_FORMAT_JSON, NULL);
}

/* Where a line that stays would say something else after all, as of an order, ours takes its place.
 */
static char *build_best(Rewrite *rewrite, const CardcatEntry *entry) {
  g_autofree char *plain = build(rewrite, 0), *wanted = read_again(plain, entry);
  for (guint i = 0; i <= G_N_ELEMENTS(names); i++) {
    g_autofree char *card = build(rewrite, i > 0 ? ALL_NAMES & ~(1u << (i - 1)) : ALL_NAMES);
    g_autofree char *is = read_again(card, entry);
    if (g_strcmp0(is, wanted) == 0) return g_steal_pointer(&card);
  }
  return g_steal_pointer(&plain);
}

static gboolean are_texts_same(const GPtrArray *a, const GPtrArray *b) {
  for (guint i = 0; a->len == b->len && i < a->len; i++)
    if (!g_str_equal(a->pdata[i], b->pdata[i])) return FALSE;
  return a->len == b->len;
}

static void compare_wholes(Rewrite *rewrite, const GPtrArray *properties,
                           const CardcatEntry *entry) {
  g_autoptr(CardcatEntry) there = cc_vcard_entry(properties);
  g_autoptr(CardcatEntry) ours = cc_vcard_entry(rewrite->ours);
  cc_entry_judge(there, entry);
  cc_entry_settle(there);
  cc_entry_settle(ours);
  rewrite->is_note_same = g_strcmp0(there->meeting->note, ours->meeting->note) == 0;
  rewrite->are_tags_same = are_texts_same(there->meeting->tags, ours->meeting->tags);
}

char *cc_vcard_rewrite(const GPtrArray *properties, const CardcatEntry *entry) {
  CardcatFormat format = cc_vcard_version(properties);
  g_autofree char *card = cardcat_format_export(entry, format, NULL);
  g_autoptr(CardcatEntry) before = cc_vcard_whole(properties);
  g_autofree char *old = before ? cardcat_format_export(before, format, NULL) : NULL;
  gboolean is_2_1 = FALSE; /* whose lines are none of 3.0 */
  g_auto(Rewrite) rewrite = {.there = g_array_new(FALSE, TRUE, sizeof(There)),
                             .ours = parse(card),
                             .old = old ? parse(old) : NULL};
  g_array_set_clear_func(rewrite.there, there_clear);
  for (guint i = 0; i < properties->len; i++) {
    const CcProperty *property = properties->pdata[i];
    There there = {property, g_str_equal(property->name, "ROLE") ? "TITLE" : property->name,
                   write_alone(properties, property, entry), FALSE};
    g_array_append_val(rewrite.there, there);
    is_2_1 = is_2_1 || property->old;
  }
  compare_wholes(&rewrite, properties, entry);
  return is_2_1 ? build(&rewrite, 0) : build_best(&rewrite, entry);
}
