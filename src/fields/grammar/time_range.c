/* From one time of the day to another. */
#include "fields/grammar/grammar.h"

#include <stdio.h>
#include <string.h>

static gboolean is_time(guint hour, guint minute) {
  return hour <= 24 && minute < 60;
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
