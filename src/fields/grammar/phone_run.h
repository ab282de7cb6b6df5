/* Runs of digits and their signs, each as one number: phone_run.c finds them for phone.c. */
#pragma once

#include "fields/grammar/grammar.h"

typedef struct {
  const CcModels *models;
  const char *region;
  gboolean trail; /* labels of the line stand after their numbers */
} CcPhonePlace;

/* Bytes of a text, and how many digits stand there. */
typedef struct {
  gsize start, end;
  guint digits;
} CcRun;

/* Whether a run may start at byte I of TEXT. */
gboolean cc_run_starts(const char *text, gsize i);
/* The run at byte START without what belongs to another number.  ENDING gets the byte after the
 * endings of others, "040-40010200 / 400", which are told with it; 0 when there are none. */
CcRun cc_run_find(const CcPhonePlace *place, const char *text, gsize start, gsize *ending);
/* Digits, "+", parts as libphonenumber likes them; letters that stand for digits put right, a
 * bracket that closes after the number left out; owned. */
char *cc_run_cleaned(const char *text, CcRun run);
/* What libphonenumber says of VALUE, a cleaned run. */
CcNumber cc_run_parse(const CcPhonePlace *place, const char *value);
