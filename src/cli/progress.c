/* How far a scan is, on stderr: a line that is drawn again, or a line for each photo. */
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define REDRAW (G_USEC_PER_SEC / 5)
#define BAR 24 /* columns */

/* ONE_LINE: of one photo, which is not counted. */
typedef enum { SILENT, LINES, BAR_LINE, ONE_LINE } Style;

struct CliProgress {
  Style style;
  guint total, done;
  guint read;     /* photos that took time: the rate is theirs */
  gint64 started; /* microseconds of the monotonic clock */
  gint64 drawn;   /* when the line was drawn last; 0: it does not stand there */
  char *name;     /* of a photo with cards that are read, and more to come; NULL: there is none */
  guint cards;
};

gboolean cc_cli_can_redraw(void) {
  return isatty(STDERR_FILENO) && g_strcmp0(g_getenv("TERM"), "dumb") != 0;
}

CliProgress *cc_cli_progress_new(const Cli *cli, guint total) {
  CliProgress *progress = g_new0(CliProgress, 1);
  gboolean redraws = cc_cli_can_redraw() && !cli->verbose;
  progress->style = cli->quiet                   ? SILENT
                    : redraws                    ? (total < 2 ? ONE_LINE : BAR_LINE)
                    : total < 2 && !cli->verbose ? SILENT
                                                 : LINES;
  progress->total = total;
  progress->started = g_get_monotonic_time();
  return progress;
}

void cc_cli_progress_free(CliProgress *progress) {
  if (!progress) return;
  cc_cli_progress_clear(progress);
  g_free(progress->name);
  g_free(progress);
}

static char *time_left(const CliProgress *p, double rate) {
  if (p->read < 2 || rate <= 0) return g_strdup("");
  guint seconds = (guint)((p->total - p->done) / rate + 0.5);
  if (seconds >= 3600)
    return g_strdup_printf(", %u:%02u:%02u left", seconds / 3600, seconds / 60 % 60, seconds % 60);
  return g_strdup_printf(", %u:%02u left", seconds / 60, seconds % 60);
}

/* What is read of a photo so far. */
static char *part_of(const CliProgress *p) {
  if (!p->name) return g_strdup("");
  g_autofree char *safe = cc_printable(p->name);
  return g_strdup_printf("%s: %u card%s so far", safe, p->cards, p->cards > 1 ? "s" : "");
}

static char *bar_of(const CliProgress *p) {
  double elapsed = (double)(g_get_monotonic_time() - p->started) / G_USEC_PER_SEC;
  double rate = elapsed > 0 ? p->read / elapsed : 0;
  char bar[BAR + 1];
  guint full = p->total > 0 ? BAR * p->done / p->total : BAR;
  memset(bar, '.', BAR);
  memset(bar, '#', full);
  bar[BAR] = '\0';
  g_autofree char *left = time_left(p, rate);
  g_autofree char *part = part_of(p);
  return g_strdup_printf("[%s] %u of %u photos, %.1f a second%s%s%s", bar, p->done, p->total, rate,
                         left, p->name ? "; " : "", part);
}

static void draw(CliProgress *p) {
  g_autofree char *line = p->style == BAR_LINE ? bar_of(p) : part_of(p);
  g_autofree char *fitted = cc_fit(line, cc_columns(STDERR_FILENO) - 1);
  fprintf(stderr, "\r%s\033[K", fitted);
  fflush(stderr);
  p->drawn = g_get_monotonic_time();
}

void cc_cli_progress_step(CliProgress *progress, const char *name, const char *what,
                          gboolean read) {
  progress->done++;
  if (g_strcmp0(progress->name, name) == 0) g_clear_pointer(&progress->name, g_free);
  if (read) progress->read++;
  if (progress->style == LINES) {
    g_autofree char *line =
        g_strdup_printf("[%u/%u] %s: %s", progress->done, progress->total, name, what);
    g_autofree char *safe = cc_printable(line);
    fprintf(stderr, "%s\n", safe);
  }
  cc_cli_progress_tick(progress);
}

void cc_cli_progress_card(CliProgress *progress, const char *name, guint cards) {
  if (g_strcmp0(progress->name, name) != 0) {
    g_free(progress->name);
    progress->name = g_strdup(name);
  }
  progress->cards = cards;
  cc_cli_progress_tick(progress);
}

void cc_cli_progress_tick(CliProgress *progress) {
  gboolean says = progress->style == BAR_LINE || (progress->style == ONE_LINE && progress->name);
  if (says && g_get_monotonic_time() - progress->drawn >= REDRAW) draw(progress);
}

void cc_cli_progress_clear(CliProgress *progress) {
  if (progress->drawn == 0) return;
  fputs("\r\033[K", stderr);
  fflush(stderr);
  progress->drawn = 0;
}
