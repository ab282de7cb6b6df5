/* cardcat follow-up: who is due, printed. */
#include "cli/follow_up.h"

#include <unistd.h>

/* Of a card's picture on a terminal that draws by pixels. */
#define PICTURE_COLUMNS 32
#define PICTURE_ROWS 9
#define MARGIN "       "

static gboolean write_picture(CliFollowUp *f, const CardcatEntry *entry, GError **error) {
  if (!isatty(STDOUT_FILENO) || !cc_picture_has_pixels(!g_getenv("NO_COLOR"))) return TRUE;
  GError *problem = NULL;
  g_autoptr(GBytes) picture = cardcat_store_entry_picture(f->store, entry, &problem);
  if (problem) g_propagate_error(error, problem);
  if (!picture) return problem == NULL;
  CcCells cells = cc_cells(STDOUT_FILENO, PICTURE_COLUMNS, PICTURE_ROWS);
  int width = 0, height = 0;
  g_autoptr(GError) why = NULL;
  g_autoptr(GBytes) rgb = cardcat_picture_pixels(picture, NULL, cells.columns * cells.width,
                                                 cells.rows * cells.height, &width, &height, &why);
  if (!rgb) return TRUE; /* a damaged picture hides nobody */
  g_autofree char *drawn =
      cc_picture_draw(g_bytes_get_data(rgb, NULL), width, height, &cells, FALSE, TRUE);
  g_autofree char *lines = g_strconcat(MARGIN, drawn, "\n", NULL);
  return cc_cli_write(f->cli, lines, error);
}

static gboolean write_one(CliFollowUp *f, const CardcatFollowUp *one, GError **error) {
  g_autoptr(GPtrArray) changes = cardcat_store_follow_up_changes(f->store, one->meeting->id, error);
  if (!changes) return FALSE;
  g_autofree char *text = cardcat_format_follow_up(one, &f->morning, changes, f->format);
  return cc_cli_write(f->cli, text, error) &&
         (f->format != CARDCAT_FORMAT_TEXT || write_picture(f, one->entry, error));
}

static gboolean is_firm(const CardcatFollowUp *one) {
  return !one->entry->contact->name.full;
}

static gboolean write_head(CliFollowUp *f, const char *head, gboolean first, GError **error) {
  g_autofree char *safe = cc_printable(head);
  g_autofree char *line = g_strconcat(first ? "" : "\n", safe, "\n", NULL);
  return f->format != CARDCAT_FORMAT_TEXT || cc_cli_write(f->cli, line, error);
}

/* Persons by event, or with FIRMS those without a person. */
static gboolean write_group(CliFollowUp *f, const GPtrArray *all, gboolean firms, gboolean *first,
                            GError **error) {
  const char *last = NULL;
  gboolean begun = FALSE;
  for (guint i = 0; i < all->len; i++) {
    const CardcatFollowUp *one = all->pdata[i];
    if (is_firm(one) != firms) continue;
    const char *event = one->meeting->event ? one->meeting->event : "Met elsewhere";
    if (!begun || (!firms && g_strcmp0(last, event) != 0)) {
      if (!write_head(f, firms ? "Firms without a person" : event, *first, error)) return FALSE;
      *first = FALSE;
    }
    begun = TRUE;
    last = event;
    if (!write_one(f, one, error)) return FALSE;
  }
  return TRUE;
}

void cc_follow_up_choose(const CliFollowUp *f, GPtrArray *entries) {
  for (guint i = f->people ? entries->len : 0; i-- > 0;) {
    gint64 id = ((const CardcatEntry *)entries->pdata[i])->id;
    gboolean stays = FALSE;
    for (guint k = 0; k < f->people->len && !stays; k++)
      stays = g_array_index(f->people, gint64, k) == id;
    if (!stays) g_ptr_array_remove_index(entries, i);
  }
}

/* What was promised to whom is in no letter that is due. */
static gboolean write_promised(CliFollowUp *f, gboolean first, GError **error) {
  g_autoptr(GPtrArray) entries = cardcat_store_promised(f->store, error);
  if (!entries) return FALSE;
  cc_follow_up_choose(f, entries);
  g_autoptr(GPtrArray) all =
      cardcat_follow_ups(entries, &f->morning, CARDCAT_FOLLOW_UPS_ALL, f->event, f->tag);
  gboolean begun = FALSE;
  for (guint i = 0; i < all->len; i++) {
    const CardcatFollowUp *one = all->pdata[i];
    g_autoptr(GPtrArray) promises = cardcat_promises(one->meeting);
    gboolean settled =
        one->state == CARDCAT_FOLLOW_UP_SENT || one->state == CARDCAT_FOLLOW_UP_SKIPPED;
    if (promises->len == 0 || !settled) continue;
    if (!begun && !write_head(f, "Promised", first, error)) return FALSE;
    begun = TRUE;
    if (!write_one(f, one, error)) return FALSE;
  }
  return TRUE;
}

/* With whom one was not in touch for longer than one wants to be. */
static gboolean write_touches(CliFollowUp *f, gboolean *first, GError **error) {
  g_autoptr(GPtrArray) entries = cardcat_store_kept_in_touch(f->store, error);
  g_autoptr(GPtrArray) intervals = entries ? cardcat_store_tag_intervals(f->store, error) : NULL;
  if (!intervals) return FALSE;
  cc_follow_up_choose(f, entries);
  g_autoptr(GPtrArray) all =
      cardcat_touches(entries, intervals, &f->morning, f->all, f->event, f->tag);
  for (guint i = 0; i < all->len; i++) {
    if (i == 0 && !write_head(f, f->all ? "Keep in touch" : "Out of touch", *first, error))
      return FALSE;
    *first = FALSE;
    g_autofree char *text = cardcat_format_touch(all->pdata[i], &f->morning, f->format);
    if (!cc_cli_write(f->cli, text, error)) return FALSE;
  }
  return TRUE;
}

/* Who was met today comes up tomorrow: that the list is empty looks like a loss. */
static void say_nobody(const CliFollowUp *f, const GPtrArray *entries) {
  if (f->cli->quiet) return;
  g_autoptr(GPtrArray) later =
      f->all ? NULL
             : cardcat_follow_ups(entries, &f->morning, CARDCAT_FOLLOW_UPS_OPEN, f->event, f->tag);
  if (!later || later->len == 0)
    cc_cli_say("there is nobody to write to this morning");
  else
    cc_cli_say("there is nobody to write to this morning; %u %s up later: --all shows %s",
               later->len, later->len == 1 ? "person comes" : "people come",
               later->len == 1 ? "whom" : "them");
}

gboolean cc_follow_up_list(CliFollowUp *f, GError **error) {
  g_autoptr(GPtrArray) entries = cardcat_store_follow_ups(f->store, 0, 0, error);
  if (!entries) return FALSE;
  cc_follow_up_choose(f, entries);
  g_autoptr(GPtrArray) all = cardcat_follow_ups(
      entries, &f->morning, f->all ? CARDCAT_FOLLOW_UPS_OPEN : CARDCAT_FOLLOW_UPS_NOW, f->event,
      f->tag);
  gboolean first = TRUE;
  if (all->len == 0) say_nobody(f, entries);
  return write_group(f, all, FALSE, &first, error) && write_group(f, all, TRUE, &first, error) &&
         write_touches(f, &first, error) && write_promised(f, first, error);
}

gboolean cc_follow_up_calendar(CliFollowUp *f, GError **error) {
  /* In a folder what was settled since is brought up to date, too. */
  g_autoptr(GPtrArray) entries = f->vdir ? cardcat_store_search(f->store, NULL, 0, 0, error)
                                         : cardcat_store_follow_ups(f->store, 0, 0, error);
  if (!entries) return FALSE;
  cc_follow_up_choose(f, entries);
  g_autoptr(GPtrArray) all = cardcat_follow_ups(
      entries, &f->morning, f->vdir ? CARDCAT_FOLLOW_UPS_ALL : CARDCAT_FOLLOW_UPS_OPEN, f->event,
      f->tag);
  CardcatCalendarKind kind = f->events ? CARDCAT_CALENDAR_EVENTS : CARDCAT_CALENDAR_TODOS;
  if (!f->vdir) {
    g_autofree char *text = cardcat_calendar(all, kind, error);
    return text && cc_cli_write(f->cli, text, error);
  }
  guint changed = 0;
  if (!cardcat_calendar_keep(all, kind, f->vdir, &changed, error)) return FALSE;
  if (!f->cli->quiet) cc_cli_say("%s: %u changed", f->vdir, changed);
  return TRUE;
}
