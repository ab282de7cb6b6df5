/* The page of a card: the card itself, always in view, beside the form that is an account of it. */
#include "page/pages/pages.h"

/* From here on two are plainly one person, and Enter merges them: one name and one firm are enough,
 * one personal address is; colleagues and namesakes stay below. */
#define PLAINLY 0.95
#define TWINS_MAX 3

/* ---- buttons --------------------------------------------------------------------------------- */

typedef struct {
  const char *label, *action, *key;
  const char *pressed; /* the key as it is told; NULL: Alt and the letter */
  const char *class_name;
  const char *name, *value; /* what it sends beside; or NULL */
  const char *icon;         /* or NULL */
} Button;

static void write_button(CcHtml *html, gint64 id, const Button *b) {
  g_autofree char *path = g_strdup_printf("/card/%" G_GINT64_FORMAT "/%s", id, b->action);
  cc_html_open(html, "button", "type", "submit", "formaction", path, "data-key", b->key, "class",
               b->class_name, "name", b->name, "value", b->value, NULL);
  if (b->icon) cc_icon_write(html, b->icon);
  cc_html_element(html, "span", b->label, NULL);
  if (b->pressed) cc_html_element(html, "kbd", b->pressed, "aria-hidden", "true", NULL);
  cc_html_close(html);
}

static void write_tools(CcHtml *html, const CardcatCard *card) {
  static const Button front[] = {{"Turn", "turn", "t", NULL, "plain", .icon = "turn"},
                                 {"The photo", "photo", "p", NULL, "plain", .icon = "photo"}},
                      both[] = {{"Turn the back", "turn-back", "b", NULL, "plain"},
                                {"Swap front and back", "swap", "w", NULL, "plain"},
                                {"These are two cards", "split", "x", NULL, "plain"}};
  cc_html_open(html, "div", "class", "tools", "role", "group", "aria-label", "The picture", NULL);
  for (guint i = 0; i < G_N_ELEMENTS(front); i++)
    write_button(html, card->id, &front[i]);
  for (guint i = 0; card->reading->back && i < G_N_ELEMENTS(both); i++)
    write_button(html, card->id, &both[i]);
  cc_html_close(html);
}

/* ---- who may be the same --------------------------------------------------------------------- */

/* The contact that a card plainly is of; NULL: none is plainly. */
static const CardcatEntry *plain_twin(const GPtrArray *twins, const CardcatContact *contact) {
  const CardcatEntry *best = twins->len > 0 ? twins->pdata[0] : NULL;
  return best && cardcat_contact_similarity(contact, best->contact) >= PLAINLY ? best : NULL;
}

static void write_person(CcHtml *html, CcSite *site, const GArray *cards, const char *is,
                         const CardcatContact *contact) {
  cc_html_open(html, "figure", NULL);
  cc_thumbnail_write(html, site->store, cards);
  cc_html_open(html, "figcaption", "dir", "auto", NULL);
  cc_html_element(html, "small", is, NULL);
  cc_html_element(html, "b", cc_card_name(contact), NULL);
  cc_person_describe(html, contact);
  if (contact->emails->len > 0)
    cc_html_element(html, "span", contact->emails->pdata[0], "class", "about", NULL);
  cc_html_close(html);
  cc_html_close(html);
}

static void write_twin(CcHtml *html, CcSite *site, const CcCardShown *shown,
                       const CardcatEntry *twin, gboolean first) {
  g_autofree char *into = g_strdup_printf("%" G_GINT64_FORMAT, twin->id);
  g_autofree char *merge = g_strdup_printf("Merge into %s", cc_card_name(twin->contact));
  g_autofree char *choose =
      g_strdup_printf("Choose field by field with %s", cc_card_name(twin->contact));
  cc_html_open(html, "div", "class", "two", NULL);
  g_autoptr(GArray) one = g_array_new(FALSE, FALSE, sizeof(gint64));
  g_array_append_val(one, shown->card->id);
  if (first) write_person(html, site, one, "This card", shown->contact);
  write_person(html, site, twin->cards, "In the address book", twin->contact);
  cc_html_close(html);
  cc_html_open(html, "div", "class", "acts", NULL);
  write_button(html, shown->card->id, &(Button){merge, "merge", NULL, NULL, NULL, "into", into});
  write_button(html, shown->card->id,
               &(Button){choose, "compare", first ? "m" : NULL, NULL, "plain", "with", into});
  cc_html_close(html);
}

static void write_twins(CcHtml *html, CcSite *site, const CcCardShown *shown,
                        const GPtrArray *twins) {
  if (twins->len == 0) return;
  gboolean plain = plain_twin(twins, shown->contact) != NULL;
  cc_html_open(html, "section", "class", "twins", "aria-labelledby", "twins", NULL);
  cc_html_element(html, "h2",
                  plain ? "This person is in the address book already"
                        : "Is this person in the address book already?",
                  "id", "twins", NULL);
  for (guint i = 0; i < MIN(twins->len, TWINS_MAX); i++)
    write_twin(html, site, shown, twins->pdata[i], i == 0);
  cc_html_close(html);
}

/* ---- the foot -------------------------------------------------------------------------------- */

static void write_actions(CcHtml *html, const CcCardShown *shown, const CardcatEntry *twin) {
  gint64 id = shown->card->id;
  g_autofree char *into = twin ? g_strdup_printf("%" G_GINT64_FORMAT, twin->id) : NULL;
  const Button merge = {"Merge", "merge", "Enter", "⏎", "first", "into", into},
               save = {"Save", "save", "Enter", "⏎", "first"},
               other = {"Save as another", "save", "o", "Alt O"},
               rest[] = {{"Skip", "skip", "s", "Alt S"},
                         {"Reject", "reject", "r", "Alt R", "plain"}},
               keep = {"Keep what I typed, add a row", "draft"};
  cc_html_open(html, "div", "class", "actions", NULL);
  cc_html_open(html, "div", NULL);
  write_button(html, id, twin ? &merge : &save);
  if (twin) write_button(html, id, &other);
  for (guint i = 0; i < G_N_ELEMENTS(rest); i++)
    write_button(html, id, &rest[i]);
  cc_html_open(html, "noscript", NULL);
  write_button(html, id, &keep);
  cc_html_close(html);
  cc_html_open(html, "button", "type", "submit", "form", "undo", "data-key", "u", "class",
               "plain push", NULL);
  cc_icon_write(html, "undo");
  cc_html_element(html, "span", "Undo", NULL);
  cc_html_element(html, "kbd", "Ctrl Z", "aria-hidden", "true", NULL);
  cc_html_close(html);
  cc_html_close(html);
  cc_html_close(html);
}

/* ---- the form -------------------------------------------------------------------------------- */

static void write_chip(CcHtml *html, const char *class_name, guint count, const char *one,
                       const char *many) {
  if (count == 0) return;
  cc_html_open(html, "span", "class", class_name, NULL);
  cc_html_textf(html, "%u %s", count, count == 1 ? one : many);
  cc_html_close(html);
}

static void write_head(CcHtml *html, const CcCardShown *shown) {
  const CardcatReading *reading = shown->card->reading;
  guint doubts = 0;
  for (guint i = 0; i < shown->rows->len; i++)
    doubts += cc_row_is_to_check(shown->rows->pdata[i]) ? 1 : 0;
  cc_html_element(html, "h1", cc_card_name(shown->contact), "dir", "auto", NULL);
  cc_problem_write(html, shown->problem);
  cc_html_open(html, "p", "class", "chips", NULL);
  write_chip(html, "chip doubt", doubts, "to check", "to check");
  write_chip(html, "chip", shown->unused->len, "line not used", "lines not used");
  g_autofree char *name = g_path_get_basename(reading->path ? reading->path : "");
  cc_html_element(html, "span", g_str_equal(name, ".") ? "" : name, "dir", "auto", "class", "file",
                  NULL);
  if (reading->taken) cc_html_textf(html, " %.10s", reading->taken);
  cc_html_close(html);
}

static void write_unused_line(CcHtml *html, const CcCardShown *shown, const CcUnusedLine *line) {
  const CardcatUnused *unused = line->unused;
  CcKind kind = cc_kind_guess(unused->text, shown->contact);
  g_autofree char *take = g_strdup_printf("%s:%s", kind.name, unused->text);
  g_autofree char *value = cc_kind_extract(&kind, unused->text);
  g_autofree char *note = g_strdup_printf("note:%s", unused->text);
  g_autofree char *box =
      g_strdup_printf("%d %d %d %d", unused->box.x, unused->box.y, unused->box.w, unused->box.h);
  cc_html_open(html, "li", "data-take", unused->text, "data-value", value, "data-kind", kind.name,
               "data-box", unused->box.w > 0 ? box : NULL, "data-side",
               line->on_back ? "back" : "front", NULL);
  cc_html_element(html, "span", unused->text, "dir", "auto", "title",
                  cardcat_unused_reason_sentence(unused->reason), NULL);
  cc_html_open(html, "span", "class", "acts", NULL);
  if (kind.field != CARDCAT_FIELD_NOTES)
    write_button(html, shown->card->id,
                 &(Button){kind.label, "take", NULL, NULL, "small", "take", take});
  write_button(html, shown->card->id,
               &(Button){"Note", "take", NULL, NULL, "small plain", "take", note});
  cc_html_close(html);
  cc_html_close(html);
}

static void write_unused(CcHtml *html, const CcCardShown *shown) {
  if (shown->unused->len == 0) return;
  cc_html_open(html, "section", "class", "unused-lines", "aria-labelledby", "unused", NULL);
  cc_html_open(html, "h2", "id", "unused", NULL);
  cc_html_textf(html,
                shown->unused->len == 1 ? "%u line on this card was not used"
                                        : "%u lines on this card were not used",
                shown->unused->len);
  cc_html_close(html);
  cc_html_open(html, "ul", NULL);
  for (guint i = 0; i < shown->unused->len; i++)
    write_unused_line(html, shown, shown->unused->pdata[i]);
  cc_html_close(html);
  cc_html_close(html);
}

static void write_text(CcHtml *html, const CardcatReading *reading) {
  cc_html_open(html, "details", "class", "text", NULL);
  cc_html_element(html, "summary", "All text as it was read", NULL);
  cc_html_element(html, "pre", reading->text, NULL);
  if (reading->back) cc_html_element(html, "pre", reading->back->text, NULL);
  cc_html_close(html);
}

/* The card and how its person was met on one side, what it says on the other.  Whom it may be is to
 * be seen first: the focus would move that out of sight. */
static void write_desk(CcHtml *html, const CcCardShown *shown, gboolean focus) {
  const CcFormCard card = {shown->card->reading, shown->front, shown->back};
  cc_html_open(html, "div", "class", "desk", NULL);
  cc_html_open(html, "div", "class", "left", NULL);
  cc_html_open(html, "section", "class", "stage", "aria-label", "The card", NULL);
  cc_picture_write(html, shown);
  write_tools(html, shown->card);
  cc_html_close(html);
  cc_form_write_meeting(html, shown->meeting, shown->other ? shown->other->meeting : NULL);
  cc_html_close(html);
  cc_html_open(html, "div", "class", "right", NULL);
  write_head(html, shown);
  cc_form_write_values(html, (GPtrArray *)shown->rows, &card, focus,
                       shown->other ? shown->other->contact : NULL);
  write_unused(html, shown);
  write_text(html, shown->card->reading);
  cc_html_close(html);
  cc_html_close(html);
}

/* Enter in a field presses a form's first button.  Where there are scripts, it goes on to what is
 * to be checked, and before they are ready it must not save that. */
static void write_enter(CcHtml *html, const CardcatEntry *twin) {
  g_autofree char *into = twin ? g_strdup_printf("%" G_GINT64_FORMAT, twin->id) : NULL;
  cc_html_open(html, "noscript", NULL);
  cc_html_element(html, "button", NULL, "type", "submit", "hidden", "", "tabindex", "-1", "name",
                  into ? "into" : NULL, "value", into, NULL);
  cc_html_close(html);
  cc_html_element(html, "button", NULL, "type", "submit", "hidden", "", "disabled", "", NULL);
}

static void write_form(CcHtml *html, CcSite *site, const CcCardShown *shown,
                       const GPtrArray *twins) {
  const CardcatEntry *twin = plain_twin(twins, shown->contact);
  g_autofree char *save =
      g_strdup_printf("/card/%" G_GINT64_FORMAT "/%s", shown->card->id, twin ? "merge" : "save");
  cc_layout_form(html, site, save, "contact card-form");
  write_enter(html, twin);
  cc_html_hidden(html, "base", shown->base);
  if (shown->sure) cc_html_hidden(html, "sure", shown->sure);
  write_twins(html, site, shown, twins);
  write_desk(html, shown, twins->len == 0);
  write_actions(html, shown, twin);
  cc_html_close(html);
}

void cc_desk_scripts(CcHtml *html) {
  cc_script_write(html, "keep-ask-rows-stage-spot-review-names.js");
}

static void write_undo(CcHtml *html, const CcSite *site) {
  cc_html_open(html, "form", "method", "post", "action", "/undo", "id", "undo", NULL);
  cc_html_hidden(html, "token", cc_guard_token(site->guard));
  cc_html_close(html);
}

/* Who may be the same person: not the contact that the card is saved as already. */
static GPtrArray *twins_of(CcSite *site, const CcCardShown *shown, GError **error) {
  GPtrArray *twins = cardcat_store_duplicates(site->store, shown->contact, error);
  for (guint i = twins ? twins->len : 0; i-- > 0;)
    if (((const CardcatEntry *)twins->pdata[i])->id == shown->card->contact_id)
      g_ptr_array_remove_index(twins, i);
  return twins;
}

gboolean cc_desk_show(CcSite *site, const CcRequest *request, CcAnswer *answer, CcCardShown *shown,
                      GError **error) {
  const CardcatCard *card = shown->card;
  g_autoptr(GPtrArray) twins = twins_of(site, shown, error);
  g_autofree char *next = twins ? cc_queue_after(site, card->id, error) : NULL;
  g_autoptr(CcHtml) html =
      next ? cc_layout_begin(site, request, cc_card_name(shown->contact), "/review", error) : NULL;
  if (!html) return FALSE;
  g_autoptr(GPtrArray) rows = cc_rows_of(shown->contact, card->reading);
  g_autoptr(GPtrArray) unused = cc_unused_lines(card->reading, shown->contact);
  g_autofree char *front = cc_picture_address(card, FALSE), *back = cc_picture_address(card, TRUE);
  cc_rows_complete(rows);
  shown->rows = rows;
  shown->unused = unused;
  shown->front = front;
  shown->back = back;
  cc_html_void(html, "link", "rel", "next", "href", next, NULL);
  if (!cc_queue_write(html, site, card->id, error) ||
      !cc_wanted_write(html, site, shown->contact, error))
    return FALSE;
  write_form(html, site, shown, twins);
  write_undo(html, site);
  cc_events_write(html, site->store);
  cc_desk_scripts(html);
  cc_layout_end(site, g_steal_pointer(&html), answer);
  return TRUE;
}
