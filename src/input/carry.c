/* What a format cannot say stays, where what it says is as it was.
 *
 * No format of another program says all that is known of a contact.  So a card or record is
 * compared with what that format makes of the contact it came from: what differs was changed by
 * somebody, and all else is as it was. */
#include "input/input.h"

#include <string.h>

static gboolean is_phone(const CardcatPhone *a, const CardcatPhone *b) {
  return a->type == b->type && g_strcmp0(a->value, b->value) == 0 &&
         g_strcmp0(a->e164, b->e164) == 0 && g_strcmp0(a->extension, b->extension) == 0;
}

static gboolean is_address(const CardcatAddress *a, const CardcatAddress *b) {
  return g_strcmp0(a->full, b->full) == 0 && g_strcmp0(a->street, b->street) == 0 &&
         g_strcmp0(a->locality, b->locality) == 0 && g_strcmp0(a->region, b->region) == 0 &&
         g_strcmp0(a->postcode, b->postcode) == 0 && g_strcmp0(a->country, b->country) == 0;
}

static gboolean is_member(CardcatField field, gconstpointer a, gconstpointer b) {
  CardcatFieldKind kind = cardcat_field_info(field)->kind;
  return kind == CARDCAT_KIND_PHONES      ? is_phone(a, b)
         : kind == CARDCAT_KIND_ADDRESSES ? is_address(a, b)
                                          : g_str_equal(a, b);
}

static gboolean is_name(const CardcatName *a, const CardcatName *b) {
  return g_strcmp0(a->full, b->full) == 0 && g_strcmp0(a->prefix, b->prefix) == 0 &&
         g_strcmp0(a->given, b->given) == 0 && g_strcmp0(a->middle, b->middle) == 0 &&
         g_strcmp0(a->family, b->family) == 0 && g_strcmp0(a->suffix, b->suffix) == 0;
}

/* Sets TO, which is owned, to a copy of FROM. */
static void copy(char **to, const char *from) {
  char *old = *to;
  *to = g_strdup(from);
  g_free(old);
}

static void copy_name(CardcatName *to, const CardcatName *from) {
  copy(&to->full, from->full);
  copy(&to->prefix, from->prefix);
  copy(&to->given, from->given);
  copy(&to->middle, from->middle);
  copy(&to->family, from->family);
  copy(&to->suffix, from->suffix);
}

/* ---- lists ---------------------------------------------------------------------------------- */

/* The place in LIST of what MEMBER is and TAKEN has not; its length: it is not there. */
static guint find(CardcatField field, const GPtrArray *list, gconstpointer member,
                  const gboolean *taken) {
  guint i = 0;
  while (i < list->len && (taken[i] || !is_member(field, list->pdata[i], member)))
    i++;
  return i;
}

/* A number goes out by its E.164; who has it as it was printed still has the same. */
static guint find_printed(const GPtrArray *phones, const CardcatPhone *phone,
                          const gboolean *taken) {
  guint i = 0;
  for (; i < phones->len; i++) {
    const CardcatPhone *one = phones->pdata[i];
    if (!taken[i] && one->type == phone->type && g_strcmp0(one->value, phone->value) == 0 &&
        g_strcmp0(one->extension, phone->extension) == 0)
      break;
  }
  return i;
}

/* OUT has what WHOLE gave, which reads as WAS; it becomes what NOW says. */
static void carry_list(CardcatField field, const CardcatContact *now, const CardcatContact *was,
                       const CardcatContact *whole, CardcatContact *out) {
  const GPtrArray *read = cardcat_contact_list(now, field);
  const GPtrArray *written = cardcat_contact_list(was, field);
  const GPtrArray *full = cardcat_contact_list(whole, field);
  g_autofree gboolean *taken = g_new0(gboolean, written->len + 1);
  gboolean is_apart = written->len == full->len;
  g_ptr_array_set_size(cardcat_contact_list(out, field), 0);
  for (guint i = 0; i < read->len; i++) {
    guint at = is_apart ? find(field, written, read->pdata[i], taken) : written->len;
    if (is_apart && at == written->len && field == CARDCAT_FIELD_PHONES)
      at = find_printed(full, read->pdata[i], taken);
    if (at < written->len) taken[at] = TRUE;
    cardcat_contact_add(out, field, at < written->len ? full->pdata[at] : read->pdata[i]);
  }
}

static gboolean is_list(CardcatField field, const CardcatContact *a, const CardcatContact *b) {
  const GPtrArray *x = cardcat_contact_list(a, field), *y = cardcat_contact_list(b, field);
  if (x->len != y->len) return FALSE;
  for (guint i = 0; i < x->len; i++)
    if (!is_member(field, x->pdata[i], y->pdata[i])) return FALSE;
  return TRUE;
}

static void carry_contact(const CardcatContact *now, const CardcatContact *was,
                          const CardcatContact *whole, CardcatContact *out) {
  /* A name in one piece says nothing against the parts that are known of it. */
  gboolean is_known =
      cc_name_is_whole(&now->name) && g_strcmp0(now->name.full, was->name.full) == 0;
  if (!is_known && !is_name(&now->name, &was->name)) copy_name(&out->name, &now->name);
  for (CardcatField field = 0; field < CARDCAT_FIELDS; field++) {
    if (cardcat_field_is_list(field)) {
      if (!is_list(field, now, was)) carry_list(field, now, was, whole, out);
    } else if (cardcat_field_info(field)->kind == CARDCAT_KIND_TEXT) {
      const char *text = cardcat_contact_value(now, field, 0);
      if (g_strcmp0(text, cardcat_contact_value(was, field, 0)) != 0)
        copy(cardcat_contact_text(out, field), text);
    }
  }
}

/* ---- meetings ------------------------------------------------------------------------------- */

static gboolean holds(const GPtrArray *texts, const char *text) {
  return g_ptr_array_find_with_equal_func((GPtrArray *)texts, text, g_str_equal, NULL);
}

/* What went is taken from each meeting, what came goes to the first.  Other programs have one word
 * for tags and groups. */
static void carry_tags(const GPtrArray *now, const GPtrArray *was, CardcatEntry *out) {
  for (guint i = 0; i < was->len; i++) {
    guint group = 0;
    if (holds(now, was->pdata[i])) continue;
    if (g_ptr_array_find_with_equal_func(out->groups, was->pdata[i], g_str_equal, &group))
      g_ptr_array_remove_index(out->groups, group);
    for (guint j = 0; j < out->meetings->len; j++) {
      GPtrArray *tags = ((CardcatMeeting *)out->meetings->pdata[j])->tags;
      guint at = 0;
      if (g_ptr_array_find_with_equal_func(tags, was->pdata[i], g_str_equal, &at))
        g_ptr_array_remove_index(tags, at);
    }
  }
  for (guint i = 0; i < now->len; i++)
    if (!holds(was, now->pdata[i]) && !holds(out->meeting->tags, now->pdata[i]) &&
        !holds(out->groups, now->pdata[i]))
      g_ptr_array_add(out->meeting->tags, g_strdup(now->pdata[i]));
}

/* ---- links and groups ----------------------------------------------------------------------- */

static gboolean is_same_link(const CardcatLink *a, const CardcatLink *b) {
  return a->kind == b->kind && g_strcmp0(a->uid, b->uid) == 0 &&
         (a->uid || g_strcmp0(a->name, b->name) == 0);
}

/* Its place in LINKS; their number: it is not there. */
static guint place_of_link(const GPtrArray *links, const CardcatLink *link) {
  guint i = 0;
  while (i < links->len && !is_same_link(links->pdata[i], link))
    i++;
  return i;
}

static void carry_links(const GPtrArray *now, const GPtrArray *was, GPtrArray *out) {
  for (guint i = 0; i < was->len; i++) {
    guint at = place_of_link(out, was->pdata[i]);
    if (place_of_link(now, was->pdata[i]) == now->len && at < out->len)
      g_ptr_array_remove_index(out, at);
  }
  for (guint i = 0; i < now->len; i++)
    if (place_of_link(was, now->pdata[i]) == was->len &&
        place_of_link(out, now->pdata[i]) == out->len)
      g_ptr_array_add(out, cardcat_link_copy(now->pdata[i]));
}

static void carry_groups(const GPtrArray *now, const GPtrArray *was, GPtrArray *out) {
  guint at = 0;
  for (guint i = 0; i < was->len; i++)
    if (!holds(now, was->pdata[i]) &&
        g_ptr_array_find_with_equal_func(out, was->pdata[i], g_str_equal, &at))
      g_ptr_array_remove_index(out, at);
  for (guint i = 0; i < now->len; i++)
    if (!holds(was, now->pdata[i]) && !holds(out, now->pdata[i]))
      g_ptr_array_add(out, g_strdup(now->pdata[i]));
}

/* ---- notes ---------------------------------------------------------------------------------- */

/* NOTE without its LINE; FALSE: it has none such. */
static gboolean drop_line(char **note, const char *line) {
  g_auto(GStrv) lines = g_strsplit(*note ? *note : "", "\n", -1);
  g_autoptr(GString) out = g_string_new(NULL);
  gboolean dropped = FALSE;
  for (guint i = 0; lines[i]; i++) {
    gboolean is_it = !dropped && g_str_equal(lines[i], line);
    dropped = dropped || is_it;
    if (!is_it) g_string_append_printf(out, "%s%s", out->len > 0 ? "\n" : "", lines[i]);
  }
  if (dropped) copy(note, out->len > 0 ? out->str : NULL);
  return dropped;
}

static void drop_from_all(CardcatEntry *out, const char *line) {
  GPtrArray *notes = out->contact->notes;
  guint at = 0;
  for (guint i = 0; i < out->meetings->len; i++)
    if (drop_line(&((CardcatMeeting *)out->meetings->pdata[i])->note, line)) return;
  if (g_ptr_array_find_with_equal_func(notes, line, g_str_equal, &at))
    g_ptr_array_remove_index(notes, at);
}

/* The note of a format is made of many things; line by line it is told what came and what went. */
static void carry_note(const char *now, const char *was, CardcatEntry *out) {
  g_auto(GStrv) new_lines = g_strsplit(now ? now : "", "\n", -1);
  g_auto(GStrv) old_lines = g_strsplit(was ? was : "", "\n", -1);
  for (guint i = 0; old_lines[i]; i++)
    if (!g_strv_contains((const char *const *)new_lines, old_lines[i]))
      drop_from_all(out, old_lines[i]);
  for (guint i = 0; new_lines[i]; i++) {
    if (*new_lines[i] && !g_strv_contains((const char *const *)old_lines, new_lines[i]))
      cc_entry_add_line(out, new_lines[i]);
  }
}

static void carry_text(const char *now, const char *was, char **out) {
  if (g_strcmp0(now, was) != 0) copy(out, now);
}

static void carry_meeting(const CardcatMeeting *now, const CardcatMeeting *was, CardcatEntry *out) {
  carry_text(now->event, was->event, &out->meeting->event);
  carry_text(now->met_on, was->met_on, &out->meeting->met_on);
  carry_text(now->event_place, was->event_place, &out->meeting->event_place);
  carry_text(now->event_starts, was->event_starts, &out->meeting->event_starts);
  carry_text(now->event_ends, was->event_ends, &out->meeting->event_ends);
  carry_text(now->event_group, was->event_group, &out->meeting->event_group);
  carry_text(now->introduced_by, was->introduced_by, &out->meeting->introduced_by);
  if (now->send_follow_up != was->send_follow_up)
    out->meeting->send_follow_up = now->send_follow_up;
  carry_tags(now->tags, was->tags, out);
  if (g_strcmp0(now->note, was->note) != 0) carry_note(now->note, was->note, out);
}

CardcatEntry *cc_entry_carry(const CardcatEntry *now, const CardcatEntry *was,
                             const CardcatEntry *whole) {
  CardcatEntry *out = cc_entry_copy(whole);
  carry_contact(now->contact, was->contact, whole->contact, out->contact);
  carry_meeting(now->meeting, was->meeting, out);
  carry_groups(now->groups, was->groups, out->groups);
  carry_links(now->links, was->links, out->links);
  copy(&out->uid, now->uid);
  if (now->changed) copy(&out->changed, now->changed);
  return out;
}
