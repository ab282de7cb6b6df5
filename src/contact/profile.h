/* A contact as it is compared: between the files that make one and read it. */
#pragma once

#include "contact/contact.h"

typedef struct {
  char *key;            /* equal for equal addresses */
  char *mailbox;        /* before the @, folded */
  char *host;           /* of a firm; NULL: of a mail provider */
  gboolean role, named; /* read by whoever is there; made of the person's name */
} CcMailKey;

typedef struct {
  const CardcatPhone *phone; /* the profile's own copy */
  gboolean personal;
} CcDialKey;

struct CcProfile {
  gboolean named;    /* somebody is */
  char **words;      /* folded, of the name */
  char *generation;  /* "jr", "iii": which of the family's; NULL */
  GArray *mails;     /* CcMailKey */
  GArray *dials;     /* CcDialKey, no fax */
  GPtrArray *phones; /* CardcatPhone*, copies */
  GPtrArray *hosts;  /* char*, of firms, each once */
  GPtrArray *pages;  /* char*: profiles on networks, "linkedin.com/in/ada" */
  char *firm;        /* key; "" */
};
