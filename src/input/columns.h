/* What the files that read CSV share. */
#pragma once

#include "input/input.h"

/* What a column is. */
typedef enum {
  IS_NOTHING,
  IS_FULL,
  IS_PREFIX,
  IS_GIVEN,
  IS_MIDDLE,
  IS_FAMILY,
  IS_SUFFIX,
  IS_PRONOUNS,
  IS_ORGANIZATION,
  IS_DEPARTMENT,
  IS_TITLE,
  IS_EMAIL,
  IS_PHONE,
  IS_PHONE_LABEL,
  IS_URL,
  IS_ADDRESS,
  IS_FORMATTED,   /* an address as it is written */
  IS_STREET_MORE, /* a box, a floor: a further part of the street */
  IS_STREET,
  IS_LOCALITY,
  IS_REGION,
  IS_POSTCODE,
  IS_COUNTRY,
  IS_PRINTED,
  IS_EVENT,
  IS_MET_ON,
  IS_INTRODUCED_BY,
  IS_TAGS,
  IS_GROUPS,
  IS_EVENT_PLACE,
  IS_EVENT_STARTS,
  IS_EVENT_ENDS,
  IS_EVENT_GROUP,
  IS_NOTE,
  IS_FOLLOW_UP,
  IS_UID,
  IS_CHANGED,
  IS_EARLIER,    /* meetings before the last, a line each */
  IS_MORE,       /* a line of the note, behind the name of the column */
  IS_UNKNOWN,    /* of another program: its values are not taken, and it is told of */
  IS_PAIR_LABEL, /* of Google's: what the value beside it is */
  IS_PAIR,
} CcIs;

/* Google's pairs of a label and a value that a person chooses. */
typedef enum {
  CC_PAIR_EVENT,
  CC_PAIR_RELATION,
  CC_PAIR_CUSTOM,
  CC_PAIR_IM,
  CC_PAIRS,
} CcPair;

#define CC_GROUPS_MAX 10 /* addresses or labelled numbers of one record */

typedef struct {
  CcIs is;
  guint group;           /* which address, or which number of those with a label */
  CardcatPhoneType type; /* of IS_PHONE without a label */
  CcPair pair;           /* of IS_PAIR and its label */
  char *name;            /* of IS_MORE and IS_UNKNOWN: as the header has it; owned */
  gboolean has_value;    /* of IS_UNKNOWN: a record said something there */
} CcColumn;

/* What the columns of HEADER are called, owned (g_strfreev), one for each: in lower case, and in
 * English what Outlook writes in another language. */
char **cc_columns_names(const GPtrArray *header);

struct CcColumns {
  GArray *columns;      /* CcColumn */
  CardcatFormat format; /* whose they are: CSV of our own, Google's, Outlook's */
};
