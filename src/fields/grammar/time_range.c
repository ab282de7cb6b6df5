/* From one time of the day to another. */
#include "fields/grammar/grammar.h"

#include <stdio.h>
#include <string.h>

#define DAY_HOURS 24

static gboolean is_time(guint hour, guint minute) {
  return hour <= DAY_HOURS && minute < 60;
}

gsize cc_time_range_at(const char *text) {
  guint from, from_minute, to, to_minute;
  char joint, other;
  int at = 0;
  int read = sscanf(text, "%2u%c%2u%*[ -]%2u%c%2u%n", &from, &joint, &from_minute, &to, &other,
                    &to_minute, &at);
  gboolean range = read == 6 && joint == other && strchr(".:", joint);
  return range && is_time(from, from_minute) && is_time(to, to_minute) ? (gsize)at : 0;
}

/* The bytes of "8-12" at TEXT, whole hours; 0: there are none. */
static gsize whole_hours_at(const char *text) {
  guint from, to;
  int at = 0;
  gboolean range = sscanf(text, "%2u-%2u%n", &from, &to, &at) == 2 && from < to && to <= DAY_HOURS;
  return range && !strchr("-/.", text[at] ? text[at] : ' ') ? (gsize)at : 0;
}

gboolean cc_is_hours(const char *value) {
  const char *p = value;
  guint ranges = 0;
  for (gsize range = 1; range > 0 && *p; p += strspn(p, " -,")) {
    range = cc_time_range_at(p);
    ranges += range > 0 ? 2 : 0;
    if (range == 0) range = whole_hours_at(p);
    ranges += range > 0 ? 1 : 0;
    p += range;
  }
  return !*p && ranges >= 2;
}
