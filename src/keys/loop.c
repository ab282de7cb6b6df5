/* The review on the terminal: each key and what it does. */
#include "keys/keys.h"

#include <string.h>
#include <unistd.h>

/* What cannot be is asked about, once; FALSE: it was, or there is nothing. */
static gboolean objects(CcReview *r) {
  g_autofree char *objections = cc_contact_objections(r->contact, r->card->meeting);
  if (!objections || g_strcmp0(objections, r->asked) == 0) return FALSE;
  cc_review_tell(r, "%s. Enter again saves it as it is.", objections);
  g_free(r->asked);
  r->asked = g_steal_pointer(&objections);
  return TRUE;
}

static gboolean accept_card(CcReview *r, GError **error) {
  if (cardcat_contact_is_empty(r->contact)) {
    cc_review_tell(r, "There is nothing to save: + adds a value, r rejects the card.");
    return TRUE;
  }
  if (objects(r)) return TRUE;
  gint64 id = 0;
  if (!cardcat_store_save_card(r->store, r->card->id, r->contact, r->card->meeting, 0, &id, error))
    return FALSE;
  /* A name that was noted may be this one's. */
  g_autoptr(GPtrArray) offers = cardcat_store_link_offers(r->store, id, error);
  if (!offers) return FALSE;
  g_autofree char *offer = offers->len > 0 ? cc_offer_sentence(offers->pdata[0]) : g_strdup("");
  cc_review_tell(r, "Saved %s.%s%s%s", cc_card_name(r->contact), *offer ? " " : "", offer,
                 *offer ? "." : "");
  return cc_review_next(r, error);
}

static gboolean next_doubtful(CcReview *r, GError **error G_GNUC_UNUSED) {
  for (guint i = 1; i <= r->fields->len; i++) {
    guint at = (r->chosen + i) % r->fields->len;
    if (!cc_review_is_doubtful(r, at)) continue;
    r->chosen = at;
    return TRUE;
  }
  cc_review_tell(r, "No value is doubtful.");
  return TRUE;
}

static gboolean choose_down(CcReview *r, GError **error G_GNUC_UNUSED) {
  if (r->chosen + 1 < r->fields->len) r->chosen++;
  return TRUE;
}

static gboolean choose_up(CcReview *r, GError **error G_GNUC_UNUSED) {
  if (r->chosen > 0) r->chosen--;
  return TRUE;
}

/* The card itself was decided on: what was typed for it stays. */
static gboolean side_changed(CcReview *r, gboolean well, const char *news, GError **error) {
  if (!well) return FALSE;
  cc_review_tell(r, "%s", news);
  return cc_review_load(r, error);
}

static gboolean has_back(CcReview *r) {
  if (r->card->reading->back) return TRUE;
  cc_review_tell(r, "This card has no back.");
  return FALSE;
}

static gboolean turn_front(CcReview *r, GError **error) {
  return side_changed(r, cardcat_store_turn_card(r->store, r->card->id, FALSE, 1, error), "Turned.",
                      error);
}

static gboolean turn_back(CcReview *r, GError **error) {
  return !has_back(r) ||
         side_changed(r, cardcat_store_turn_card(r->store, r->card->id, TRUE, 1, error),
                      "Turned the back.", error);
}

static gboolean swap_sides(CcReview *r, GError **error) {
  return !has_back(r) || side_changed(r, cardcat_store_swap_sides(r->store, r->card->id, error),
                                      "The back is the front now.", error);
}

static gboolean split_card(CcReview *r, GError **error) {
  gint64 id = 0;
  if (!has_back(r)) return TRUE;
  if (!cardcat_store_split_card(r->store, r->card->id, &id, error)) return FALSE;
  g_array_insert_val(r->queue, r->at + 1, id);
  return side_changed(r, TRUE, "Split: its back comes next.", error);
}

static gboolean toggle_follow_up(CcReview *r, GError **error) {
  r->card->meeting->send_follow_up = !r->card->meeting->send_follow_up;
  return cc_review_changed(r, error);
}

static gboolean skip_card(CcReview *r, GError **error) {
  cc_review_tell(r, "Skipped; it stays for the next review.");
  return cc_review_next(r, error);
}

static gboolean reject_card(CcReview *r, GError **error) {
  if (!cardcat_store_reject_card(r->store, r->card->id, error)) return FALSE;
  cc_review_tell(r, "Rejected.");
  return cc_review_next(r, error);
}

/* Goes back to the card whose decision was taken back. */
static gboolean undo(CcReview *r, GError **error) {
  g_autoptr(GError) none = NULL;
  g_autofree char *what = NULL;
  gint64 id = 0;
  if (!cardcat_store_undo(r->store, &what, &id, &none)) {
    cc_review_tell(r, "%s", none->message);
    if (g_error_matches(none, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND)) return TRUE;
    g_propagate_error(error, g_steal_pointer(&none));
    return FALSE;
  }
  cc_review_tell(r, "Undone: %s.", what);
  if (id == 0) return TRUE;
  guint i = 0;
  while (i < r->queue->len && g_array_index(r->queue, gint64, i) != id)
    i++;
  if (i == r->queue->len)
    g_array_insert_val(r->queue, r->at, id);
  else
    r->at = i;
  return cc_review_load(r, error);
}

static gboolean show_text(CcReview *r, GError **error) {
  const CardcatReading *front = r->card->reading, *back = front->back;
  const char *text = front->text ? front->text : "", *behind = back ? back->text : NULL;
  g_autofree char *both = behind ? g_strconcat(text, "\n\nBack:\n", behind, NULL) : g_strdup(text);
  return cc_review_read(r, both, error);
}

static gboolean show_help(CcReview *r, GError **error);

static gboolean leave(CcReview *r, GError **error) {
  (void)error;
  r->leave = TRUE;
  return TRUE;
}

static const struct {
  char keys[4];
  gboolean (*act)(CcReview *r, GError **error);
  const char *help;
} actions[] = {
    {"\n", accept_card, "Enter      save it as a contact"},
    {"s", skip_card, "s          skip: it stays for the next review"},
    {"r", reject_card, "r          reject: it becomes no contact"},
    {"u", undo, "u          undo the last decision"},
    {"n\t", next_doubtful, "n, Tab     next doubtful value"},
    {"j", choose_down, "j, Down    next value"},
    {"k", choose_up, "k, Up      previous value"},
    {"e", cc_review_edit, "e          edit the value"},
    {"a", cc_review_alternatives, "a          choose another reading of the value"},
    {"v", cc_review_move, "v          the value is of another kind: move it"},
    {"-", cc_review_remove, "-          remove the value"},
    {"+", cc_review_add, "+          add a value, or take a line that is in none"},
    {"i", cc_review_meeting, "i          how you met: event, day, by whom, tags, note"},
    {"f", toggle_follow_up, "f          follow up, or not"},
    {"m", cc_review_merge, "m          merge it, value by value, with the contact it is like"},
    {"t", turn_front, "t          turn the card by a quarter"},
    {"b", turn_back, "b          turn its back by a quarter"},
    {"w", swap_sides, "w          swap front and back"},
    {"x", split_card, "x          front and back are two cards: split them"},
    {"o", show_text, "o          show all text as it was read"},
    {"q\x04", leave, "q          quit: what was decided and typed is saved"},
    {"?h", show_help, "?          this help"},
};

static gboolean show_help(CcReview *r, GError **error) {
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < G_N_ELEMENTS(actions); i++)
    g_string_append_printf(text, "%s\n", actions[i].help);
  g_autofree char *help =
      g_strconcat(text->str, "\nA value marked ? is doubtful, the one marked > is chosen.", NULL);
  g_string_free(text, TRUE);
  return cc_review_read(r, help, error);
}

static gboolean act(CcReview *r, int key, GError **error) {
  if (key == CC_KEY_UP) return choose_up(r, error);
  if (key == CC_KEY_DOWN) return choose_down(r, error);
  for (guint i = 0; i < G_N_ELEMENTS(actions); i++)
    if (key > 0 && key < CC_KEY_UP && strchr(actions[i].keys, key)) return actions[i].act(r, error);
  return TRUE;
}

static gboolean review_all(CcReview *r, GError **error) {
  if (!cc_review_load(r, error)) return FALSE;
  while (r->card && !r->leave) {
    int key;
    cc_review_draw(r);
    if (!cc_term_key(r->term, &key, error)) return FALSE;
    if (key != CC_KEY_REDRAW) g_clear_pointer(&r->news, g_free);
    if (!act(r, key, error)) return FALSE;
  }
  return TRUE;
}

gboolean cc_review_terminal(CardcatStore *store, GError **error) {
  g_autoptr(CcTerm) term = cc_term_new(error);
  g_autoptr(GArray) queue = term ? cardcat_store_to_review(store, error) : NULL;
  if (!queue) return FALSE;
  CcReview r = {.term = term, .store = store, .queue = queue};
  if (!cc_term_draws(term))
    cc_term_print(term, "This terminal cannot show pictures: here is the text alone.\n");
  gboolean well = review_all(&r, error);
  cc_term_print(term, "\n");
  if (r.news) cc_review_line(&r, g_steal_pointer(&r.news));
  cc_review_drop(&r);
  return well;
}
