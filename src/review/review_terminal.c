#include "review/review.h"

#include <string.h>
#include <unistd.h>

#define LINES_MIN 24
/* What stands on the screen beside the values and the text, at most. */
#define FORM_LINES 8

typedef struct {
  CcTerm *term;
  CardcatStore *store;
  GArray *queue; /* gint64: ids of cards */
  guint at;      /* the card that is shown */
  CardcatCard *card;
  CardcatContact *contact; /* of the card, with what was typed */
  GPtrArray *twins;        /* CardcatEntry*: who may be the same person */
  char *news;              /* what the last key did; owned */
  gboolean leave;
} Review;

G_GNUC_PRINTF(2, 3) static void tell(Review *r, const char *format, ...) {
  va_list args;
  va_start(args, format);
  g_free(r->news);
  r->news = g_strdup_vprintf(format, args);
  va_end(args);
}

static const char *label(const CardcatContact *c) {
  return c->name.full ? c->name.full : c->organization ? c->organization : "the card";
}

static void drop_card(Review *r) {
  g_clear_pointer(&r->card, cardcat_card_free);
  g_clear_pointer(&r->contact, cardcat_contact_free);
  g_clear_pointer(&r->twins, g_ptr_array_unref);
}

/* The card at r->at; those that were decided elsewhere meanwhile are passed over. */
static gboolean load(Review *r, GError **error) {
  drop_card(r);
  for (; r->at < r->queue->len; r->at++) {
    g_autoptr(CardcatCard) card =
        cardcat_store_get_card(r->store, g_array_index(r->queue, gint64, r->at), error);
    if (!card) return FALSE;
    if (card->state != CARDCAT_CARD_TO_REVIEW) continue;
    r->contact = cardcat_contact_copy(card->draft ? card->draft : card->reading->contact);
    r->card = g_steal_pointer(&card);
    r->twins = cardcat_store_duplicates(r->store, r->contact, error);
    return r->twins != NULL;
  }
  return TRUE;
}

static gboolean next(Review *r, GError **error) {
  r->at++;
  return load(r, error);
}

/* What was typed is in the address book before the next key is asked for. */
static gboolean keep_draft(Review *r, GError **error) {
  return cardcat_store_keep_draft(r->store, r->card->id, r->contact, r->card->meeting, error);
}

/* ---- what the keys do ------------------------------------------------------------------------ */

static gboolean save(Review *r, gint64 into, GError **error) {
  if (cardcat_contact_is_empty(r->contact)) {
    tell(r, "There is nothing to save: e adds a value, r rejects the card.");
    return TRUE;
  }
  if (!cardcat_store_save_card(r->store, r->card->id, r->contact, r->card->meeting, into, NULL,
                               error))
    return FALSE;
  tell(r, "%s %s.", into ? "Merged" : "Saved", label(r->contact));
  return next(r, error);
}

static gboolean accept_card(Review *r, GError **error) {
  return save(r, 0, error);
}

static gboolean merge_card(Review *r, GError **error) {
  if (r->twins->len == 0) {
    tell(r, "There is no contact like this one to merge with.");
    return TRUE;
  }
  const CardcatEntry *twin = r->twins->pdata[0];
  return save(r, twin->id, error);
}

static gboolean edit_card(Review *r, GError **error) {
  gboolean changed;
  if (!cc_edit_value(r->term, r->contact, &changed, error)) return FALSE;
  tell(r, changed ? "Changed." : "Nothing changed.");
  return !changed || keep_draft(r, error);
}

static gboolean toggle_follow_up(Review *r, GError **error) {
  r->card->meeting->send_follow_up = !r->card->meeting->send_follow_up;
  return keep_draft(r, error);
}

static gboolean skip_card(Review *r, GError **error) {
  tell(r, "Skipped; it stays for the next review.");
  return next(r, error);
}

static gboolean reject_card(Review *r, GError **error) {
  if (!cardcat_store_reject_card(r->store, r->card->id, error)) return FALSE;
  tell(r, "Rejected.");
  return next(r, error);
}

/* Goes back to the card whose decision was taken back. */
static gboolean undo(Review *r, GError **error) {
  g_autoptr(GError) none = NULL;
  g_autofree char *what = NULL;
  gint64 id = 0;
  if (!cardcat_store_undo(r->store, &what, &id, &none)) {
    tell(r, "%s", none->message);
    if (g_error_matches(none, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND)) return TRUE;
    g_propagate_error(error, g_steal_pointer(&none));
    return FALSE;
  }
  tell(r, "Taken back: %s.", what);
  if (id == 0) return TRUE;
  guint i = 0;
  while (i < r->queue->len && g_array_index(r->queue, gint64, i) != id)
    i++;
  if (i == r->queue->len)
    g_array_insert_val(r->queue, r->at, id);
  else
    r->at = i;
  return load(r, error);
}

static gboolean wait_key(Review *r, const char *prompt, GError **error) {
  int key;
  cc_term_print(r->term, prompt);
  return cc_term_key(r->term, &key, error);
}

static gboolean show_text(Review *r, GError **error) {
  cc_term_clear(r->term);
  const CardcatReading *front = r->card->reading, *back = front->back;
  cc_term_print(r->term, front->text ? front->text : "");
  if (back) cc_term_print(r->term, "\n\nBack:\n");
  if (back) cc_term_print(r->term, back->text ? back->text : "");
  return wait_key(r, "\n\nAny key goes back.", error);
}

static gboolean show_help(Review *r, GError **error);

static gboolean leave(Review *r, GError **error) {
  (void)error;
  r->leave = TRUE;
  return TRUE;
}

static const struct {
  char keys[4];
  gboolean (*act)(Review *r, GError **error);
  const char *help;
} actions[] = {
    {"\na", accept_card, "Enter, a   save it as a contact"},
    {"m", merge_card, "m          merge it into the contact it is like"},
    {"e", edit_card, "e          edit, add or take away a value"},
    {"f", toggle_follow_up, "f          to be written to afterwards, or not"},
    {"s", skip_card, "s          skip: it stays for the next review"},
    {"r", reject_card, "r          reject: no contact"},
    {"u", undo, "u          undo the last decision"},
    {"t", show_text, "t          show all text as it was read"},
    {"q\x04", leave, "q          quit: what was decided and typed is saved"},
    {"?h", show_help, "?          this help"},
};

static gboolean show_help(Review *r, GError **error) {
  cc_term_clear(r->term);
  for (guint i = 0; i < G_N_ELEMENTS(actions); i++) {
    cc_term_print(r->term, actions[i].help);
    cc_term_print(r->term, "\n");
  }
  cc_term_print(r->term, "\nA value marked with ? is doubtful: compare it with the card.\n");
  return wait_key(r, "\nAny key goes back.", error);
}

/* ---- the screen ------------------------------------------------------------------------------ */

static void print_rule(Review *r) {
  g_autofree char *rule = g_strnfill((gsize)MIN(cc_columns(STDOUT_FILENO) - 1, 200), '-');
  cc_term_print(r->term, rule);
  cc_term_print(r->term, "\n");
}

static void print_line(Review *r, char *owned) {
  g_autofree char *line = owned;
  g_autofree char *safe = cc_printable(line);
  g_autofree char *fitted = g_strchomp(cc_fit(safe, cc_columns(STDOUT_FILENO) - 1));
  cc_term_print(r->term, fitted);
  cc_term_print(r->term, "\n");
}

static void print_meeting(Review *r) {
  const CardcatMeeting *m = r->card->meeting;
  g_autofree char *place = m->event ? g_strconcat("  at ", m->event, NULL) : g_strdup("");
  g_autofree char *day = m->met_on ? g_strconcat("  on ", m->met_on, NULL) : g_strdup("");
  print_line(r, g_strdup_printf("      %-14s %s%s%s", "Follow-up", m->send_follow_up ? "yes" : "no",
                                place, day));
}

static void print_twin(Review *r) {
  if (r->twins->len == 0) return;
  const CardcatEntry *twin = r->twins->pdata[0];
  print_line(r,
             g_strdup_printf("Like contact %" G_GINT64_FORMAT ", %s%s%s: m merges them.", twin->id,
                             label(twin->contact), twin->contact->organization ? ", " : "",
                             twin->contact->organization ? twin->contact->organization : ""));
}

/* The text as it was read, where the screen (of 24 lines, as the least) has room for all of it. */
static void print_text(Review *r, guint used) {
  const char *text = r->card->reading->text ? r->card->reading->text : "";
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  if (used + g_strv_length(lines) > LINES_MIN - 1) return;
  for (guint i = 0; lines[i]; i++)
    print_line(r, g_strconcat("  | ", lines[i], NULL));
}

/* Where one side of the card stands; owned. */
static char *place_of(const CardcatReading *side) {
  const char *path = side->path ? side->path : "";
  return side->cards > 1 ? g_strdup_printf("%s, card %d of %d", path, side->card, side->cards)
                         : g_strdup(path);
}

static void draw(Review *r) {
  const CardcatReading *reading = r->card->reading;
  cc_term_clear(r->term);
  g_autofree char *front = place_of(reading);
  g_autofree char *back = reading->back ? place_of(reading->back) : NULL;
  print_line(r, g_strdup_printf("Card %u of %u   %s", r->at + 1, r->queue->len, front));
  if (back) print_line(r, g_strconcat("Its back is   ", back, NULL));
  print_rule(r);
  g_autoptr(GPtrArray) fields = cc_contact_fields(r->contact);
  guint doubtful = cc_print_fields(r->term, fields, reading);
  if (fields->len == 0) print_line(r, g_strdup("      nothing was recognised; t shows the text"));
  print_meeting(r);
  print_rule(r);
  print_text(r, fields->len + FORM_LINES + (back ? 1 : 0));
  print_twin(r);
  if (doubtful > 0)
    print_line(r, g_strdup_printf("%u value%s marked ? %s doubtful.", doubtful,
                                  doubtful == 1 ? "" : "s", doubtful == 1 ? "is" : "are"));
  if (r->news) print_line(r, g_strdup(r->news));
  cc_term_print(r->term,
                "Enter save  e edit  f follow-up  s skip  r reject  u undo  t text  q quit  ?\n");
}

static gboolean act(Review *r, int key, GError **error) {
  for (guint i = 0; i < G_N_ELEMENTS(actions); i++)
    if (key > 0 && strchr(actions[i].keys, key)) return actions[i].act(r, error);
  return TRUE;
}

static gboolean review_all(Review *r, GError **error) {
  if (!load(r, error)) return FALSE;
  while (r->card && !r->leave) {
    int key;
    draw(r);
    g_clear_pointer(&r->news, g_free);
    if (!cc_term_key(r->term, &key, error) || !act(r, key, error)) return FALSE;
  }
  return TRUE;
}

gboolean cc_review_terminal(CardcatStore *store, GError **error) {
  g_autoptr(CcTerm) term = cc_term_new(error);
  g_autoptr(GArray) queue = term ? cardcat_store_to_review(store, error) : NULL;
  if (!queue) return FALSE;
  Review r = {.term = term, .store = store, .queue = queue};
  gboolean well = review_all(&r, error);
  if (r.news) print_line(&r, g_steal_pointer(&r.news));
  drop_card(&r);
  return well;
}
