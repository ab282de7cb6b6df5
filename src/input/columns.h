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
} CcIs;

#define CC_GROUPS_MAX 10 /* addresses or labelled numbers of one record */

typedef struct {
  CcIs is;
  guint group;           /* which address, or which number of those with a label */
  CardcatPhoneType type; /* of IS_PHONE without a label */
} CcColumn;

struct CcColumns {
  GArray *columns; /* CcColumn */
  gboolean has_labels;
  CardcatFormat format; /* whose they are: CSV of our own, Google's, Outlook's */
};
