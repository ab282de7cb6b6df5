/* libphonenumber for C.  phone_number.cc alone knows it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum { CC_NUMBER_BAD, CC_NUMBER_POSSIBLE, CC_NUMBER_VALID } CcNumberCheck;
typedef enum { CC_NUMBER_UNKNOWN, CC_NUMBER_FIXED, CC_NUMBER_MOBILE } CcNumberType;

typedef struct {
  CcNumberCheck check;
  CcNumberType type;
  char e164[24];  /* "" unless valid */
  char region[3]; /* ISO 3166-1 alpha-2, "" when unknown */
} CcNumber;

/* TEXT as printed, of no more than 250 bytes to be one; REGION of a number without country code, ""
 * or NULL: none. */
CcNumber cc_number_parse(const char *text, const char *region);

G_END_DECLS
