/* A text that may be longer than the screen. */
#include "keys/keys.h"

#include <string.h>
#include <unistd.h>

typedef struct {
  GPtrArray *lines; /* char*, as wide as the terminal */
  guint first;      /* that is shown */
  guint room;       /* lines shown at once */
} Pager;

static guint last_first(const Pager *p) {
  return p->lines->len > p->room ? p->lines->len - p->room : 0;
}

/* As TEXT is broken for the terminal as it is now. */
static void fit(Pager *p, const char *text) {
  g_clear_pointer(&p->lines, g_ptr_array_unref);
  p->lines = cc_wrap(text, cc_columns(STDOUT_FILENO) - 1);
  p->room = (guint)MAX(cc_rows(STDOUT_FILENO) - 1, 1);
  p->first = MIN(p->first, last_first(p));
}

static void draw(CcReview *r, const Pager *p) {
  guint end = MIN(p->first + p->room, p->lines->len);
  cc_term_clear(r->term);
  for (guint i = p->first; i < end; i++) {
    cc_term_print(r->term, p->lines->pdata[i]);
    cc_term_print(r->term, "\n");
  }
  g_autofree char *where =
      p->lines->len > p->room
          ? g_strdup_printf("Lines %u to %u of %u   Space on  b back  arrows  q to the card",
                            p->first + 1, end, p->lines->len)
          : g_strdup("Any key goes back to the card.");
  g_autofree char *fitted = cc_fit(where, cc_columns(STDOUT_FILENO) - 1);
  cc_term_highlight(r->term, g_strchomp(fitted));
}

/* FALSE: KEY leaves; so does going on from the end. */
static gboolean scroll(Pager *p, int key) {
  guint page = MAX(p->room - 1, 1), end = last_first(p);
  gboolean moves = end > 0;
  if (key == CC_KEY_REDRAW) return TRUE;
  if (key == ' ' || key == CC_KEY_PAGE_DOWN) {
    moves = p->first < end;
    p->first = MIN(p->first + page, end);
  } else if (key == 'b' || key == CC_KEY_PAGE_UP) {
    p->first -= MIN(p->first, page);
  } else if (key == 'j' || key == CC_KEY_DOWN || key == '\n') {
    p->first = MIN(p->first + 1, end);
  } else if (key == 'k' || key == CC_KEY_UP) {
    p->first -= MIN(p->first, 1);
  } else {
    moves = FALSE;
  }
  return moves;
}

gboolean cc_review_read(CcReview *r, const char *text, GError **error) {
  Pager p = {0};
  int key = CC_KEY_REDRAW;
  gboolean well = TRUE;
  if (!cc_term_draws(r->term)) { /* it scrolls by itself */
    cc_term_print(r->term, text);
    cc_term_print(r->term, "\n");
    return TRUE;
  }
  do {
    fit(&p, text);
    draw(r, &p);
    well = cc_term_key(r->term, &key, error);
  } while (well && scroll(&p, key));
  g_ptr_array_unref(p.lines);
  return well;
}
