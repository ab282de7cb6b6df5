/* What the files of the command follow-up share. */
#pragma once

#include "cli/cli.h"

typedef enum {
  CLI_FOLLOW_UP_LIST,
  CLI_FOLLOW_UP_DRAFT,
  CLI_FOLLOW_UP_DONE,
  CLI_FOLLOW_UP_SNOOZE,
  CLI_FOLLOW_UP_SKIP,
  CLI_FOLLOW_UP_AGAIN,
  CLI_FOLLOW_UP_TICK,
  CLI_FOLLOW_UP_CALENDAR,
} CliFollowUpAction;

typedef struct {
  Cli *cli;
  CardcatStore *store;
  CliFollowUpAction action;
  GArray *ids;             /* gint64; NULL: whoever is due */
  const char *event, *tag; /* either NULL: any */
  const char *group;       /* only its people; NULL: all */
  GArray *people;          /* gint64: those; NULL: all */
  gboolean all;
  GHashTable *acted; /* gint64: contacts for whom something was done; borrowed */
  gint64 until;      /* of SNOOZE, seconds since 1970 */
  CardcatFormat format;
  CardcatMorning morning;
  CardcatDraftOptions draft;
  const char *vdir; /* of CALENDAR; NULL: standard output */
  gboolean events;
} CliFollowUp;

/* Of ENTRIES only those of the group that is asked for stay (follow_up_list.c). */
void cc_follow_up_choose(const CliFollowUp *f, GPtrArray *entries);
/* Prints who is due, firms without a person behind the others, then
 * those one is out of touch with, then what was promised. */
gboolean cc_follow_up_list(CliFollowUp *f, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Writes what is due as a calendar. */
gboolean cc_follow_up_calendar(CliFollowUp *f, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Does the action to each that is meant; says, once for each person, what was done. */
gboolean cc_follow_up_act(CliFollowUp *f, GError **error) G_GNUC_WARN_UNUSED_RESULT;
