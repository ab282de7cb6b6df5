/* Two forms of one contact: what differs, and both in one. */
#include "exchange/exchange.h"

#include <string.h>

/* ---- told to people ------------------------------------------------------------------------- */

/* The values of FIELD, owned: "a, b", or "nothing". */
static char *values_of(const CardcatContact *contact, CardcatField field) {
  g_autoptr(GString) out = g_string_new(NULL);
  for (guint i = 0; i < cardcat_contact_count(contact, field); i++)
    g_string_append_printf(out, "%s%s", i > 0 ? ", " : "",
                           cardcat_contact_value(contact, field, i));
  return g_strdup(out->len > 0 ? out->str : "nothing");
}

/* FIELD is the same in every part of it. */
static gboolean is_same_field(const CardcatContact *a, const CardcatContact *b,
                              CardcatField field) {
  g_autoptr(CardcatContact) x = cardcat_contact_copy(a), y = cardcat_contact_copy(b);
  g_autoptr(CardcatContact) one = cardcat_contact_new(), other = cardcat_contact_new();
  if (cardcat_field_info(field)->kind == CARDCAT_KIND_NAME) {
    CardcatName name = one->name;
    one->name = x->name, x->name = name;
    name = other->name;
    other->name = y->name, y->name = name;
  } else if (cardcat_field_is_list(field)) {
    const GPtrArray *from = cardcat_contact_list(x, field), *into = cardcat_contact_list(y, field);
    for (guint i = 0; i < from->len; i++)
      cardcat_contact_add(one, field, from->pdata[i]);
    for (guint i = 0; i < into->len; i++)
      cardcat_contact_add(other, field, into->pdata[i]);
  } else {
    *cardcat_contact_text(one, field) = g_strdup(cardcat_contact_value(x, field, 0));
    *cardcat_contact_text(other, field) = g_strdup(cardcat_contact_value(y, field, 0));
  }
  g_autofree char *first = cardcat_contact_to_json(one), *second = cardcat_contact_to_json(other);
  return g_str_equal(first, second);
}

char *cc_entry_differences(const CardcatEntry *here, const CardcatEntry *there) {
  g_autoptr(GString) out = g_string_new(NULL);
  for (guint place = 0; place < CARDCAT_FIELDS; place++) {
    CardcatField field = cardcat_field_shown(place);
    if (is_same_field(here->contact, there->contact, field)) continue;
    g_autofree char *label = g_utf8_strdown(cardcat_field_info(field)->label, -1);
    g_autofree char *mine = values_of(here->contact, field);
    g_autofree char *theirs = values_of(there->contact, field);
    const char *more = g_str_equal(mine, theirs) ? " in its parts" : "";
    g_string_append_printf(out, "%s%s: %s here, %s there%s", out->len > 0 ? "; " : "", label, mine,
                           theirs, more);
  }
  if (out->len == 0 && !cardcat_entry_is_same(here, there))
    g_string_append(out, "how you met or keep in touch, a note, a tag, a group or a link");
  return g_strdup(out->str);
}

/* ---- both in one ---------------------------------------------------------------------------- */

CardcatEntry *cc_entry_as(const CardcatEntry *entry, const char *uid) {
  CardcatEntry *copy = g_new0(CardcatEntry, 1);
  copy->id = entry->id;
  copy->uid = g_strdup(uid);
  copy->contact = cardcat_contact_copy(entry->contact);
  copy->meetings = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_meeting_free);
  for (guint i = 0; i < entry->meetings->len; i++)
    g_ptr_array_add(copy->meetings, cardcat_meeting_copy(entry->meetings->pdata[i]));
  copy->meeting = copy->meetings->pdata[0];
  copy->chapters = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_chapter_free);
  for (guint i = 0; entry->chapters && i < entry->chapters->len; i++)
    g_ptr_array_add(copy->chapters, cardcat_chapter_copy(entry->chapters->pdata[i]));
  copy->since = g_strdup(entry->since);
  copy->keep_in_touch = g_strdup(entry->keep_in_touch);
  copy->in_touch = g_strdup(entry->in_touch);
  copy->quiet_until = g_strdup(entry->quiet_until);
  copy->groups = g_ptr_array_new_with_free_func(g_free);
  copy->links = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_link_free);
  g_ptr_array_extend(copy->groups, entry->groups, (GCopyFunc)(void *)g_strdup, NULL);
  for (guint i = 0; i < entry->links->len; i++)
    g_ptr_array_add(copy->links, cardcat_link_copy(entry->links->pdata[i]));
  copy->cards = g_array_new(FALSE, FALSE, sizeof(gint64));
  return copy;
}

static void add_meeting(GPtrArray *meetings, const CardcatMeeting *meeting) {
  for (guint i = 0; i < meetings->len; i++)
    if (cardcat_meeting_is_same(meetings->pdata[i], meeting)) {
      cardcat_meeting_merge(meetings->pdata[i], meeting);
      return;
    }
  g_ptr_array_add(meetings, cardcat_meeting_copy(meeting));
}

/* What only THERE has; LATER: of two, the later. */
static void gain(char **here, const char *there, gboolean later) {
  if (*here && !(later && g_strcmp0(there, *here) > 0)) return;
  g_free(*here);
  *here = g_strdup(there);
}

CardcatEntry *cc_entry_merge(const CardcatEntry *here, const CardcatEntry *there,
                             gboolean is_later) {
  CardcatEntry *both = cc_entry_as(here, here->uid);
  cardcat_contact_merge(both->contact, there->contact);
  cardcat_entry_merge_jobs(both, here, there, is_later);
  for (guint i = 0; i < there->meetings->len; i++)
    add_meeting(both->meetings, there->meetings->pdata[i]);
  both->meeting = both->meetings->pdata[0];
  gain(&both->keep_in_touch, there->keep_in_touch, FALSE);
  gain(&both->in_touch, there->in_touch, TRUE);
  gain(&both->quiet_until, there->quiet_until, TRUE);
  /* What both have is kept once. */
  g_ptr_array_extend(both->groups, there->groups, (GCopyFunc)(void *)g_strdup, NULL);
  for (guint i = 0; i < there->links->len; i++)
    g_ptr_array_add(both->links, cardcat_link_copy(there->links->pdata[i]));
  return both;
}
