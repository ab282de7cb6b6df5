/* What the keys do to one value, and to how the person was met. */
#include "keys/keys.h"

/* Lines of the card that can be taken: a digit is one key. */
#define OFFERED_MAX 9

/* A value was ASKED for: what was typed is kept when a signal comes, too. */
static gboolean typed(CcReview *r, gboolean asked, gboolean changed, GError *failed,
                      GError **error) {
  if (asked) {
    cc_review_tell(r, changed ? "Changed."
                              : "Nothing changed; Up in the next line brings back what was typed.");
    return !changed || cc_review_changed(r, error);
  }
  g_autoptr(GError) lost = NULL;
  if (changed && !cc_review_changed(r, &lost)) g_prefix_error(&failed, "%s: ", lost->message);
  g_propagate_error(error, failed);
  return FALSE;
}

static gboolean nothing_chosen(CcReview *r) {
  if (cc_review_field(r)) return FALSE;
  cc_review_tell(r, "There is no value: + adds one.");
  return TRUE;
}

gboolean cc_review_edit(CcReview *r, GError **error) {
  gboolean changed = FALSE;
  GError *failed = NULL;
  if (nothing_chosen(r)) return TRUE;
  cc_term_at(r->term, cc_rows(1) - 2);
  gboolean asked = cc_edit_field(r->term, r->contact, cc_review_field(r), &changed, &failed);
  return typed(r, asked, changed, failed, error);
}

/* The last value of KIND is chosen: it was added. */
static void choose_added(CcReview *r, const CcKind *kind) {
  for (guint i = 0; i < r->fields->len; i++)
    if (((const CcField *)r->fields->pdata[i])->field == kind->field) r->chosen = i;
}

static gboolean add_typed(CcReview *r, const CcKind *kind, GError **error) {
  gboolean changed = FALSE;
  GError *failed = NULL;
  gboolean asked = cc_edit_new(r->term, r->contact, kind, &changed, &failed);
  if (!typed(r, asked, changed, failed, error)) return FALSE;
  if (changed) choose_added(r, kind);
  return TRUE;
}

/* A line of the card that is in no value becomes one. */
static gboolean add_line(CcReview *r, const CcUnusedLine *line, GError **error) {
  CcKind kind = cc_kind_guess(line->unused->text, r->contact);
  g_autofree char *value = cc_kind_extract(&kind, line->unused->text);
  cc_field_add(r->contact, &kind, value);
  cc_review_tell(r, "Taken as %s: %s   v: of another kind", kind.label, value);
  if (!cc_review_changed(r, error)) return FALSE;
  choose_added(r, &kind);
  return TRUE;
}

gboolean cc_review_add(CcReview *r, GError **error) {
  guint lines = MIN(r->unused->len, OFFERED_MAX);
  CcKind kind;
  int key;
  cc_term_clear(r->term);
  if (lines > 0) cc_review_line(r, g_strdup("Lines of the card that are in no value:"));
  for (guint i = 0; i < lines; i++) {
    const CcUnusedLine *line = r->unused->pdata[i];
    cc_review_line(r, g_strdup_printf("  %u  %s%s", i + 1, line->unused->text,
                                      line->on_back ? "   (on the back)" : ""));
  }
  cc_review_line(r, g_strdup("A new value:"));
  if (!cc_ask_kind(r->term, lines > 0, &key, error)) return FALSE;
  if (key >= '1' && key < '1' + (int)lines) return add_line(r, r->unused->pdata[key - '1'], error);
  if (!cc_kind_typed(key, &kind)) return TRUE;
  cc_review_line(r, g_strdup(""));
  return add_typed(r, &kind, error);
}

gboolean cc_review_remove(CcReview *r, GError **error) {
  if (nothing_chosen(r)) return TRUE;
  const CcField *field = cc_review_field(r);
  cc_review_tell(r, "Removed %s: %s", field->label, field->value);
  cc_field_set(r->contact, field->field, field->index, NULL);
  return cc_review_changed(r, error);
}

gboolean cc_review_move(CcReview *r, GError **error) {
  if (nothing_chosen(r)) return TRUE;
  const CcField *field = cc_review_field(r);
  int key;
  cc_term_clear(r->term);
  cc_review_line(r, g_strdup_printf("%s: %s", field->label, field->value));
  CcKind kind;
  if (!cc_ask_kind(r->term, FALSE, &key, error)) return FALSE;
  if (!cc_kind_typed(key, &kind)) return TRUE;
  cc_review_tell(r, "%s is now: %s", field->value, kind.label);
  cc_field_move(r->contact, field, &kind);
  return cc_review_changed(r, error);
}

/* What code and print say, a row each, where they say different things. */
static void tell_witnesses(CcReview *r, const CcField *field) {
  const CardcatEvidence *e = cc_field_source(field, r->contact, r->card->reading);
  CcWitnesses w = cc_field_witnesses(r->card->reading, e);
  if (!w.print) return;
  cc_review_line(r, g_strdup_printf("  the code says   %s", w.code));
  cc_review_line(r, g_strdup_printf("  the print says  %s", w.print));
}

gboolean cc_review_alternatives(CcReview *r, GError **error) {
  if (nothing_chosen(r)) return TRUE;
  const CcField *field = cc_review_field(r);
  g_autoptr(GPtrArray) others = cc_field_alternatives(r, field);
  guint count = MIN(others->len, 9);
  int key;
  if (count == 0) {
    cc_review_tell(r, "There is no other reading.");
    return TRUE;
  }
  cc_term_clear(r->term);
  cc_review_line(r, g_strdup_printf("%s: %s", field->label, field->value));
  tell_witnesses(r, field);
  for (guint i = 0; i < count; i++)
    cc_review_line(r, g_strdup_printf("  %u  %s", i + 1, (const char *)others->pdata[i]));
  cc_term_print(r->term, "Which one? Type its number; any other key goes back. ");
  if (!cc_term_key(r->term, &key, error)) return FALSE;
  if (key < '1' || key >= '1' + (int)count) return TRUE;
  const char *value = others->pdata[key - '1'];
  cc_field_set(r->contact, field->field, field->index, value);
  cc_review_tell(r, "Taken: %s", value);
  return cc_review_changed(r, error);
}

/* ---- how the person was met ------------------------------------------------------------------ */

/* FALSE: given up, interrupted or failed; VALUE has what was typed all the same. */
static gboolean ask(CcReview *r, const char *prompt, char **value, GError **error) {
  g_autofree char *line = NULL;
  CcTyped answer = cc_term_line(r->term, prompt, *value, &line, error);
  if (line) {
    g_free(*value);
    *value = *line ? g_steal_pointer(&line) : NULL;
  }
  return answer == CC_TYPED_LINE;
}

static gboolean ask_day(CcReview *r, char **value, GError **error) {
  g_autofree char *day = g_strdup(*value);
  do {
    if (!ask(r, "Met on (year-month-day): ", &day, error)) return FALSE;
  } while (day && !cc_is_day(day));
  g_free(*value);
  *value = g_steal_pointer(&day);
  return TRUE;
}

static gboolean ask_tags(CcReview *r, CardcatMeeting *meeting, GError **error) {
  g_autofree char *text = cc_meeting_tags(meeting);
  gboolean on = ask(r, "Tags, separated by commas: ", &text, error);
  cc_meeting_set_tags(meeting, text);
  return on;
}

gboolean cc_review_meeting(CcReview *r, GError **error) {
  CardcatMeeting *m = r->card->meeting;
  GError *failed = NULL;
  cc_term_clear(r->term);
  cc_term_print(r->term, "How you met; Enter goes on, Ctrl-C ends.\n");
  if (ask(r, "Event: ", &m->event, &failed) && ask_day(r, &m->met_on, &failed) &&
      ask(r, "Introduced by: ", &m->introduced_by, &failed) && ask_tags(r, m, &failed))
    if (ask(r, "Note: ", &m->note, &failed)) cc_review_tell(r, "Kept.");
  g_autoptr(GError) lost = NULL;
  gboolean kept = cc_review_changed(r, failed ? &lost : error);
  if (failed) g_propagate_error(error, failed);
  return kept && !failed;
}
