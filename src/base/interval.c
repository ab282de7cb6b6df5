/* How often one wants to be in touch: "3 months", "6w". */
#include "base/base.h"

#include <stdio.h>
#include <string.h>

static const struct {
  const char *one, *many;
  guint most; /* ten years: nobody is thought of after longer */
} units[] = {
    {"day", "days", 3650}, {"week", "weeks", 520}, {"month", "months", 120}, {"year", "years", 10}};

/* COUNT and the unit of TEXT, in full or cut short; FALSE: it is no interval. */
static gboolean take_apart(const char *text, guint *count, guint *unit) {
  const char *rest = text;
  guint64 number = 0;
  while (g_ascii_isdigit(*rest))
    rest++;
  g_autofree char *digits = g_strndup(text, (gsize)(rest - text));
  while (*rest == ' ')
    rest++;
  if (!*rest) return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(units); i++) {
    if (g_ascii_strncasecmp(units[i].many, rest, strlen(rest)) != 0) continue;
    if (!g_ascii_string_to_unsigned(digits, 10, 1, units[i].most, &number, NULL)) return FALSE;
    *count = (guint)number;
    *unit = i;
    return TRUE;
  }
  return FALSE;
}

char *cardcat_interval_parse(const char *text, GError **error) {
  g_autofree char *trimmed = g_strstrip(g_strdup(text));
  guint count = 0, unit = 0;
  if (g_ascii_strcasecmp(trimmed, CARDCAT_INTERVAL_OFF) == 0) return g_strdup(CARDCAT_INTERVAL_OFF);
  if (take_apart(trimmed, &count, &unit))
    return g_strdup_printf("%u %s", count, count == 1 ? units[unit].one : units[unit].many);
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
              "'%s' is not an interval such as 6w, 3 months or 1 year, nor off", trimmed);
  return NULL;
}

char *cardcat_interval_after(const char *interval, const char *day) {
  guint count = 0, unit = 0;
  int y = 0, m = 0, d = 0;
  if (!take_apart(interval, &count, &unit) || sscanf(day, "%4d-%2d-%2d", &y, &m, &d) != 3 ||
      !g_date_valid_dmy((GDateDay)d, (GDateMonth)m, (GDateYear)y))
    return NULL;
  GDate date;
  g_date_clear(&date, 1);
  g_date_set_dmy(&date, (GDateDay)d, (GDateMonth)m, (GDateYear)y);
  if (unit < 2)
    g_date_add_days(&date, count * (unit == 1 ? 7 : 1));
  else
    g_date_add_months(&date, count * (unit == 3 ? 12 : 1));
  return g_strdup_printf("%04d-%02d-%02d", g_date_get_year(&date), g_date_get_month(&date),
                         g_date_get_day(&date));
}
