/* What was promised: lines of a note that begin with "todo:" or "offer:", until they are kept. */
#include "followup/followup.h"

#include <string.h>

#include "contact/contact.h"

#define KEPT "done:"

static const char *const heads[] = {"todo:", "offer:"};

/* The length of LINE's head; 0: it promises nothing. */
static gsize head_of(const char *line) {
  for (guint i = 0; i < G_N_ELEMENTS(heads); i++)
    if (g_ascii_strncasecmp(line, heads[i], strlen(heads[i])) == 0) return strlen(heads[i]);
  return 0;
}

GPtrArray *cardcat_promises(const CardcatMeeting *meeting) {
  GPtrArray *all = g_ptr_array_new_with_free_func(g_free);
  g_auto(GStrv) lines = g_strsplit(meeting->note ? meeting->note : "", "\n", -1);
  for (guint i = 0; lines[i]; i++)
    if (head_of(lines[i]) > 0) g_ptr_array_add(all, g_strdup(lines[i]));
  return all;
}

char *cardcat_promise_keep(const CardcatMeeting *meeting, guint which) {
  g_auto(GStrv) lines = g_strsplit(meeting->note ? meeting->note : "", "\n", -1);
  for (guint i = 0; lines[i]; i++) {
    gsize head = head_of(lines[i]);
    if (head == 0 || which-- > 0) continue;
    char *kept = g_strconcat(KEPT, lines[i] + head, NULL);
    g_free(lines[i]);
    lines[i] = kept;
    return g_strjoinv("\n", lines);
  }
  return NULL;
}

gboolean cardcat_store_keep_promise(CardcatStore *store, const CardcatEntry *entry,
                                    const CardcatMeeting *meeting, guint which, GError **error) {
  g_autoptr(CardcatMeeting) changed = cardcat_meeting_copy(meeting);
  g_free(changed->note);
  changed->note = cardcat_promise_keep(meeting, which);
  if (changed->note)
    return cardcat_store_change_meeting(store, entry->id, meeting->id, changed, error);
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND, "%s: no open promise has this number",
              cc_contact_label(entry->contact));
  return FALSE;
}
