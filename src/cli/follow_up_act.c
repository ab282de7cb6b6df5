/* cardcat follow-up ACTION: letters drafted, follow-ups settled. */
#include "cli/follow_up.h"

/* Until when it is put off, UTC; owned. */
static char *until_text(const CliFollowUp *f) {
  g_autoptr(GDateTime) until = g_date_time_new_from_unix_utc(f->until);
  return g_date_time_format(until, "%Y-%m-%dT%H:%M:%SZ");
}

/* Where several are settled at once they are one decision. */
static gboolean set_state(CliFollowUp *f, const CardcatFollowUp *one, CardcatFollowUpState state,
                          gint64 *decision, GError **error) {
  g_autofree char *when = until_text(f);
  return cardcat_store_set_follow_up(f->store, one->entry->id, one->meeting->id, state,
                                     state == CARDCAT_FOLLOW_UP_SNOOZED ? when : NULL, decision,
                                     error);
}

/* What was promised is not for the letter's reader: a mail program would send a header, too. */
static void say_promises(const CliFollowUp *f, const CardcatFollowUp *one) {
  g_autoptr(GPtrArray) promises = cardcat_promises(one->meeting);
  for (guint i = 0; i < promises->len && !f->cli->quiet; i++)
    cc_cli_say("%s: %s", cc_cli_label(one->entry), (const char *)promises->pdata[i]);
}

/* A link is kept nowhere, so it is printed before the book says that it was. */
static CardcatDraft *write_draft(CliFollowUp *f, const CardcatFollowUp *one, gint64 *decision,
                                 GError **error) {
  gboolean is_link = f->draft.kind == CARDCAT_DRAFT_LINK;
  g_autoptr(CardcatDraft) letter =
      is_link ? cardcat_draft_write(one, &f->morning, &f->draft, error)
              : cardcat_draft_keep(f->store, one, &f->morning, &f->draft, decision, error);
  if (!letter) return NULL;
  g_autofree char *line = g_strconcat(letter->place, "\n", NULL);
  if (!cc_cli_write(f->cli, line, error) ||
      (is_link && !set_state(f, one, CARDCAT_FOLLOW_UP_DRAFTED, decision, error)))
    return NULL;
  return g_steal_pointer(&letter);
}

static gboolean draft(CliFollowUp *f, const CardcatFollowUp *one, gint64 *decision,
                      GError **error) {
  if (!one->address) {
    cc_cli_say("%s: no e-mail address to write to", cc_cli_label(one->entry));
    f->cli->status = 1;
    return TRUE;
  }
  g_autoptr(CardcatDraft) letter = write_draft(f, one, decision, error);
  if (!letter) return FALSE;
  if (letter->found && !f->cli->quiet)
    cc_cli_say("%s: the draft already existed and stays as it is", cc_cli_label(one->entry));
  say_promises(f, one);
  return TRUE;
}

typedef struct {
  CardcatFollowUpState state;
  const char *said, *not_said; /* of whom it was done, of whom there was nothing to do */
} Words;

#define NOT_ON_LIST "not on the list of people to write to"
static const Words words[] = {
    [CLI_FOLLOW_UP_DRAFT] = {CARDCAT_FOLLOW_UP_DRAFTED, NULL, NOT_ON_LIST},
    [CLI_FOLLOW_UP_DONE] = {CARDCAT_FOLLOW_UP_SENT, "written to", NOT_ON_LIST},
    [CLI_FOLLOW_UP_SNOOZE] = {CARDCAT_FOLLOW_UP_SNOOZED, "put off", NOT_ON_LIST},
    [CLI_FOLLOW_UP_SKIP] = {CARDCAT_FOLLOW_UP_SKIPPED, "skipped", NOT_ON_LIST},
    [CLI_FOLLOW_UP_AGAIN] = {CARDCAT_FOLLOW_UP_DUE, "due again", "due already"},
};

/* It is done for ENTRY, which is said once, however often they were met. */
static void note(CliFollowUp *f, const CardcatEntry *entry) {
  if (!g_hash_table_add(f->acted, g_memdup2(&entry->id, sizeof entry->id))) return;
  if (words[f->action].said && !f->cli->quiet)
    cc_cli_say("%s: %s", cc_cli_label(entry), words[f->action].said);
}

static gboolean act(CliFollowUp *f, const CardcatFollowUp *one, gint64 *decision, GError **error) {
  if (f->action == CLI_FOLLOW_UP_DRAFT
          ? !draft(f, one, decision, error)
          : !set_state(f, one, words[f->action].state, decision, error))
    return FALSE;
  note(f, one->entry);
  return TRUE;
}

/* Whose drafts are there is not written to again, unless somebody asks for it by number. */
static gboolean is_meant(const CliFollowUp *f, const CardcatFollowUp *one) {
  if (f->action == CLI_FOLLOW_UP_AGAIN) return one->state != CARDCAT_FOLLOW_UP_DUE;
  return f->action != CLI_FOLLOW_UP_DRAFT || one->state == CARDCAT_FOLLOW_UP_DUE || f->ids;
}

static CardcatFollowUpScope scope_of(const CliFollowUp *f) {
  if (f->action == CLI_FOLLOW_UP_AGAIN) return CARDCAT_FOLLOW_UPS_ALL;
  return f->ids ? CARDCAT_FOLLOW_UPS_OPEN : CARDCAT_FOLLOW_UPS_NOW;
}

/* ENTRIES are those meant: all that is to be done for them. */
static gboolean act_on(CliFollowUp *f, const GPtrArray *entries, gint64 *decision, GError **error) {
  g_autoptr(GPtrArray) all =
      cardcat_follow_ups(entries, &f->morning, scope_of(f), f->event, f->tag);
  for (guint i = 0; i < all->len; i++) {
    const CardcatFollowUp *one = all->pdata[i];
    if (is_meant(f, one) && !act(f, one, decision, error)) return FALSE;
  }
  return TRUE;
}

static GPtrArray *load_ids(CliFollowUp *f, GError **error) {
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_entry_free);
  for (guint i = 0; i < f->ids->len; i++) {
    CardcatEntry *entry =
        cardcat_store_get_contact(f->store, g_array_index(f->ids, gint64, i), error);
    if (!entry) {
      g_prefix_error(error, "nothing was changed: ");
      return NULL;
    }
    g_ptr_array_add(entries, entry);
  }
  return g_steal_pointer(&entries);
}

/* ---- promises -------------------------------------------------------------------------------- */

/* Of all that was promised to ENTRY, the one of number WANTED, from 1. */
static gboolean tick(CliFollowUp *f, const CardcatEntry *entry, guint wanted, GError **error) {
  guint seen = 0;
  for (guint i = 0; i < entry->meetings->len; i++) {
    const CardcatMeeting *meeting = entry->meetings->pdata[i];
    g_autoptr(GPtrArray) promises = cardcat_promises(meeting);
    if (wanted <= seen || wanted > seen + promises->len) {
      seen += promises->len;
      continue;
    }
    if (!cardcat_store_keep_promise(f->store, entry, meeting, wanted - seen - 1, error))
      return FALSE;
    if (!f->cli->quiet)
      cc_cli_say("%s: kept: %s", cc_cli_label(entry),
                 (const char *)promises->pdata[wanted - seen - 1]);
    return TRUE;
  }
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND, "%s: no promise is open%s",
              cc_cli_label(entry), wanted > 1 ? " under this number" : "");
  return FALSE;
}

/* ---- keeping in touch ------------------------------------------------------------------------ */

static gboolean draft_touch(CliFollowUp *f, const CardcatTouch *touch, GError **error) {
  g_autoptr(GError) problem = NULL;
  g_autoptr(CardcatDraft) letter = cardcat_touch_write(touch, &f->morning, &f->draft, &problem);
  g_autofree char *line = letter ? g_strconcat(letter->place, "\n", NULL) : NULL;
  if (!letter) {
    g_propagate_error(error, g_steal_pointer(&problem));
    return FALSE;
  }
  if (letter->found && !f->cli->quiet)
    cc_cli_say("%s: the draft was there already and stays as it is", cc_cli_label(touch->entry));
  note(f, touch->entry);
  return cc_cli_write(f->cli, line, error);
}

/* Nothing is to be written to ENTRY after a meeting: that one was in touch, or will be later, is
 * noted of somebody with whom one wants to be; or it is drafted what to write. */
static gboolean act_on_touch(CliFollowUp *f, const CardcatEntry *entry, const GPtrArray *intervals,
                             GError **error) {
  g_autoptr(CardcatTouch) touch = cardcat_touch_of(entry, intervals, &f->morning);
  if (!touch) return TRUE;
  if (f->action == CLI_FOLLOW_UP_DRAFT) return draft_touch(f, touch, error);
  g_autofree char *today = cardcat_morning_day(&f->morning, f->morning.now);
  g_autofree char *until = until_text(f);
  gboolean is_done = f->action == CLI_FOLLOW_UP_DONE;
  if (is_done ? !cardcat_store_note_in_touch(f->store, entry->id, today, error)
              : !cardcat_store_put_off_touch(f->store, entry->id, until, error))
    return FALSE;
  note(f, entry);
  return TRUE;
}

static gboolean is_to_write(const CardcatEntry *entry) {
  for (guint i = 0; i < entry->meetings->len; i++)
    if (cardcat_meeting_is_to_write(entry->meetings->pdata[i])) return TRUE;
  return FALSE;
}

static gboolean act_on_touches(CliFollowUp *f, const GPtrArray *entries, GError **error) {
  if (f->action != CLI_FOLLOW_UP_DONE && f->action != CLI_FOLLOW_UP_SNOOZE &&
      f->action != CLI_FOLLOW_UP_DRAFT)
    return TRUE;
  g_autoptr(GPtrArray) intervals = cardcat_store_tag_intervals(f->store, error);
  for (guint i = 0; intervals && i < entries->len; i++)
    if (!is_to_write(entries->pdata[i]) && !act_on_touch(f, entries->pdata[i], intervals, error))
      return FALSE;
  return intervals != NULL;
}

static void say_left_out(CliFollowUp *f, const GPtrArray *entries) {
  for (guint i = 0; i < entries->len && !f->cli->quiet; i++) {
    const CardcatEntry *entry = entries->pdata[i];
    if (!g_hash_table_contains(f->acted, &entry->id))
      cc_cli_say("%s: %s", cc_cli_label(entry), words[f->action].not_said);
  }
}

static gboolean act_by_id(CliFollowUp *f, gint64 *decision, GError **error) {
  if (f->action == CLI_FOLLOW_UP_TICK) {
    guint wanted = f->ids->len > 1 ? (guint)g_array_index(f->ids, gint64, 1) : 1;
    g_array_set_size(f->ids, 1);
    g_autoptr(GPtrArray) one = load_ids(f, error);
    return one && tick(f, one->pdata[0], wanted, error);
  }
  g_autoptr(GPtrArray) entries = load_ids(f, error);
  if (!entries || !act_on(f, entries, decision, error) || !act_on_touches(f, entries, error))
    return FALSE;
  say_left_out(f, entries);
  return TRUE;
}

/* For whoever is due. */
static gboolean act_by_list(CliFollowUp *f, gint64 *decision, GError **error) {
  g_autoptr(GPtrArray) entries = f->action == CLI_FOLLOW_UP_AGAIN
                                     ? cardcat_store_search(f->store, NULL, 0, 0, error)
                                     : cardcat_store_follow_ups(f->store, 0, 0, error);
  if (!entries) return FALSE;
  cc_follow_up_choose(f, entries);
  if (!act_on(f, entries, decision, error)) return FALSE;
  if (g_hash_table_size(f->acted) == 0 && !f->cli->quiet) cc_cli_say("there is nobody on the list");
  return TRUE;
}

gboolean cc_follow_up_act(CliFollowUp *f, GError **error) {
  gint64 decision = 0;
  g_autoptr(GHashTable) acted = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
  f->acted = acted;
  gboolean done = f->ids ? act_by_id(f, &decision, error) : act_by_list(f, &decision, error);
  f->acted = NULL;
  return done;
}
