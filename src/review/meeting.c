/* How a person was met, as it is typed. */
#include "review/review.h"

#include <stdio.h>
#include <string.h>

static gboolean is_text(const char *a, const char *b) {
  return g_strcmp0(a ? a : "", b ? b : "") == 0;
}

gboolean cc_meeting_is(const CardcatMeeting *a, const CardcatMeeting *b) {
  gboolean same = a->send_follow_up == b->send_follow_up && is_text(a->event, b->event) &&
                  is_text(a->met_on, b->met_on) && is_text(a->introduced_by, b->introduced_by) &&
                  is_text(a->note, b->note) && a->tags->len == b->tags->len;
  for (guint i = 0; same && i < a->tags->len; i++)
    same = g_str_equal(a->tags->pdata[i], b->tags->pdata[i]);
  return same;
}

char *cc_meeting_tags(const CardcatMeeting *meeting) {
  g_autoptr(GPtrArray) tags = g_ptr_array_new();
  for (guint i = 0; i < meeting->tags->len; i++)
    g_ptr_array_add(tags, meeting->tags->pdata[i]);
  g_ptr_array_add(tags, NULL);
  return g_strjoinv(", ", (char **)tags->pdata);
}

void cc_meeting_set_tags(CardcatMeeting *meeting, const char *text) {
  g_auto(GStrv) words = g_strsplit(text ? text : "", ",", -1);
  g_ptr_array_set_size(meeting->tags, 0);
  for (guint i = 0; words[i]; i++)
    if (*g_strstrip(words[i])) g_ptr_array_add(meeting->tags, g_strdup(words[i]));
}

gboolean cc_is_future_day(const char *day) {
  g_autoptr(GDateTime) now = g_date_time_new_now_local();
  g_autofree char *today = g_date_time_format(now, "%Y-%m-%d");
  return strcmp(day, today) > 0;
}

gboolean cc_is_day(const char *text) {
  int year = 0, month = 0, day = 0, end = 0;
  return strlen(text) == 10 && sscanf(text, "%4d-%2d-%2d%n", &year, &month, &day, &end) == 3 &&
         end == 10 && g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year);
}
