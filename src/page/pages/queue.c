/* The cards to review: which comes next, how far one is, all of them as a list. */
#include "page/pages/pages.h"

/* Of the cards of this sitting so many stand as pictures before and after the one that is shown. */
#define BEFORE 4
#define AFTER 9

char *cc_queue_after(CcSite *site, gint64 id, GError **error) {
  g_autoptr(GArray) queue = cardcat_store_to_review(site->store, error);
  if (!queue) return NULL;
  gint64 next = 0;
  for (guint i = 0; i < queue->len && next <= id; i++)
    next = g_array_index(queue, gint64, i);
  if (next <= id && queue->len > 0) next = g_array_index(queue, gint64, 0);
  return next ? g_strdup_printf("/review/%" G_GINT64_FORMAT, next) : g_strdup("/review");
}

/* ---- this sitting ---------------------------------------------------------------------------- */

static gboolean find(const GArray *ids, gint64 id, guint *at) {
  for (guint i = 0; ids && i < ids->len; i++) {
    if (g_array_index(ids, gint64, i) != id) continue;
    *at = i;
    return TRUE;
  }
  return FALSE;
}

void cc_queue_decided(CcSite *site, gint64 id) {
  guint at;
  if (!site->decided) site->decided = g_array_new(FALSE, FALSE, sizeof id);
  if (!find(site->decided, id, &at)) g_array_append_val(site->decided, id);
}

void cc_queue_undecided(CcSite *site, gint64 id) {
  guint at;
  if (find(site->decided, id, &at)) g_array_remove_index(site->decided, at);
}

/* Those decided, then those to review, gint64, owned; *DONE: how many are decided. */
static GArray *sitting_of(CcSite *site, guint *done, GError **error) {
  g_autoptr(GArray) queue = cardcat_store_to_review(site->store, error);
  if (!queue) return NULL;
  GArray *all = g_array_new(FALSE, FALSE, sizeof(gint64));
  guint at;
  for (guint i = 0; site->decided && i < site->decided->len; i++) {
    gint64 id = g_array_index(site->decided, gint64, i);
    if (!find(queue, id, &at)) g_array_append_val(all, id);
  }
  *done = all->len;
  g_array_append_vals(all, queue->data, queue->len);
  return all;
}

/* ---- on the page of a card ------------------------------------------------------------------- */

typedef struct {
  const char *said, *mark; /* NULL: nothing is to be said */
} State;

/* What is left to do with card ID, which is not decided. */
static State state_of(CcSite *site, gint64 id) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatCard) card = cardcat_store_get_card(site->store, id, &error);
  if (!card) {
    g_debug("%s", error->message); /* its own page tells */
    return (State){NULL, NULL};
  }
  if (card->draft) return (State){", begun", "dot begun"};
  return cardcat_reading_is_sure(card->reading) ? (State){", sure", "dot sure"}
                                                : (State){", to check", "dot doubt"};
}

static void write_thumbnail(CcHtml *html, CcSite *site, const GArray *all, guint at, guint done,
                            guint here) {
  gint64 id = g_array_index(all, gint64, at);
  State state = at < done ? (State){", decided", NULL} : state_of(site, id);
  g_autofree char *path = g_strdup_printf("/review/%" G_GINT64_FORMAT, id);
  g_autofree char *label = g_strdup_printf("Card %u%s", at + 1, state.said ? state.said : "");
  g_autoptr(GArray) one = g_array_new(FALSE, FALSE, sizeof id);
  g_array_append_val(one, id);
  cc_html_open(html, "li", "class", at < done ? "done" : NULL, NULL);
  cc_html_open(html, "a", "href", path, "aria-label", label, "aria-current",
               at == here ? "true" : NULL, "title", label, NULL);
  cc_thumbnail_write(html, site->store, one);
  if (at < done) cc_html_element(html, "span", "✓", "class", "tick", "aria-hidden", "true", NULL);
  if (state.mark)
    cc_html_element(html, "span", NULL, "class", state.mark, "aria-hidden", "true", NULL);
  cc_html_close(html);
  cc_html_close(html);
}

static void write_bar(CcHtml *html, guint done, guint count) {
  g_autofree char *value = g_strdup_printf("%u", done), *max = g_strdup_printf("%u", count);
  cc_html_element(html, "progress", NULL, "max", max, "value", value, "aria-label",
                  "Cards that are decided", NULL);
}

gboolean cc_queue_write(CcHtml *html, CcSite *site, gint64 id, GError **error) {
  guint done = 0, here = 0;
  g_autoptr(GArray) all = sitting_of(site, &done, error);
  if (!all) return FALSE;
  if (!find(all, id, &here)) return TRUE;
  guint from = here > BEFORE ? here - BEFORE : 0, to = MIN(all->len, here + AFTER + 1);
  cc_html_open(html, "section", "class", "queue", "aria-label", "Queue", NULL);
  cc_html_open(html, "p", "class", "count", NULL);
  cc_html_textf(html, "Card %u", here + 1);
  cc_html_open(html, "span", NULL);
  cc_html_textf(html, " of %u", all->len);
  cc_html_close(html);
  cc_html_close(html);
  cc_html_open(html, "ol", NULL);
  for (guint i = from; i < to; i++)
    write_thumbnail(html, site, all, i, done, here);
  cc_html_close(html);
  cc_html_element(html, "a", "List", "href", "/queue", "class", "button", NULL);
  write_bar(html, done, all->len);
  cc_html_close(html);
  return TRUE;
}

/* ---- as a list ------------------------------------------------------------------------------- */

static guint count_doubts(const CardcatCard *card) {
  guint count = 0;
  g_autoptr(GPtrArray) rows = cc_rows_of(cc_card_contact(card), card->reading);
  for (guint i = 0; i < rows->len; i++)
    count += ((const CcRow *)rows->pdata[i])->doubtful ? 1 : 0;
  return count;
}

static void write_listed(CcHtml *html, CcSite *site, const CardcatCard *card) {
  const CardcatContact *contact = cc_card_contact(card);
  guint doubts = count_doubts(card);
  g_autofree char *path = g_strdup_printf("/review/%" G_GINT64_FORMAT, card->id);
  g_autoptr(GArray) one = g_array_new(FALSE, FALSE, sizeof card->id);
  g_array_append_val(one, card->id);
  cc_html_open(html, "li", "class", "listed", NULL);
  cc_thumbnail_write(html, site->store, one);
  cc_html_open(html, "div", NULL);
  gboolean named = contact->name.full || contact->organization;
  cc_html_element(html, "a", named ? cc_card_name(contact) : "No name was read", "href", path,
                  "dir", "auto", NULL);
  cc_person_describe(html, contact);
  cc_html_close(html);
  cc_html_open(html, "div", "class", "acts", NULL);
  if (doubts > 0) {
    cc_html_open(html, "span", "class", "chip doubt", NULL);
    cc_html_textf(html, "%u to check", doubts);
    cc_html_close(html);
  }
  if (card->draft) cc_html_element(html, "span", "begun", "class", "chip", NULL);
  cc_html_close(html);
  cc_html_close(html);
}

static gboolean write_list(CcHtml *html, CcSite *site, const GArray *queue, guint page,
                           GError **error) {
  guint from = (page - 1) * CC_PEOPLE_PER_PAGE, to = MIN(queue->len, from + CC_PEOPLE_PER_PAGE);
  cc_html_open(html, "ul", "class", "people", NULL);
  for (guint i = from; i < to; i++) {
    g_autoptr(CardcatCard) card =
        cardcat_store_get_card(site->store, g_array_index(queue, gint64, i), error);
    if (!card) return FALSE;
    write_listed(html, site, card);
  }
  cc_html_close(html);
  return TRUE;
}

static gboolean get_queue(CcSite *site, const CcRequest *request, CcAnswer *answer,
                          GError **error) {
  g_autoptr(GArray) queue = cardcat_store_to_review(site->store, error);
  g_autoptr(CcHtml) html =
      queue ? cc_layout_begin(site, request, "The queue", "/review", error) : NULL;
  if (!html) return FALSE;
  cc_html_open(html, "h1", NULL);
  cc_html_textf(html, queue->len == 1 ? "%u card to review" : "%u cards to review", queue->len);
  cc_html_close(html);
  guint page = cc_page_number(request, queue->len, CC_PEOPLE_PER_PAGE);
  if (!write_list(html, site, queue, page, error)) return FALSE;
  cc_pages_write(html, "/queue", NULL, page, queue->len, CC_PEOPLE_PER_PAGE);
  cc_layout_end(site, g_steal_pointer(&html), answer);
  return TRUE;
}

const CcRoute cc_routes_queue[] = {
    {FALSE, "/queue", get_queue, 0},
    {0},
};
