/* proof/ knows what a card says twice: a host and a firm, an e-mail and a name.  It and lines/ do
 * not know each other. */
#pragma once

#include "fields/sheet/sheet.h"

/* Lets values prove each other: domains, and after the name is known the local part. */
void cc_values_cross_proof(CcCard *card);
/* Adds CARD's domains as they are without the word for an "&" that a line prints in its place. */
void cc_domains_join(CcCard *card);
/* Removes what is only the rest of a value. */
void cc_values_drop_rests(CcCard *card);
/* TRUE when a line of the card other than VALUE's spells the name of HOST. */
gboolean cc_host_is_spelled(const CcCard *card, const char *host, const CcValue *value);
/* Makes VALUE, a web address, the e-mail that it is: "infoefirm.com" where the card spells "firm",
 * "jo.beckgmail.com". */
void cc_sign_find(const CcCard *card, CcValue *value);
void cc_values_prove_name(CcCard *card, const CardcatName *person);
/* The local part of VALUE, an e-mail, as the card's site is called where OCR may have made it of
 * that: "harbour1ane@gmail.com". */
void cc_local_prove_site(const CcCard *card, CcValue *value);
/* The local part of VALUE, an e-mail, as the role's word ("info") that OCR may have made it of. */
void cc_local_mend_role(const CcModels *models, CcValue *value);
/* "ada beck@firm.com" on the card of Ada Beck: a joint of the local part of VALUE, an e-mail, was
 * read as a blank. */
void cc_local_join_word(const CcCard *card, CcValue *value);
/* What the e-mails and hosts of a card say of a span; a set. */
typedef enum {
  CC_P_EMAIL_FULL = 1 << 0, /* an e-mail has the whole name, */
  CC_P_EMAIL_PART = 1 << 1, /* a part of it, */
  CC_P_EMAIL_FIRM = 1 << 2, /* or words of what is called as a firm is */
  CC_P_DOMAIN_WHOLE = 1 << 3,
  CC_P_DOMAIN_HEAD = 1 << 4, /* one begins with the other */
  CC_P_DOMAIN_WORD = 1 << 5,
  CC_P_DOMAIN_INITIALS = 1 << 6,
  CC_P_DOMAIN_NEAR = 1 << 7, /* all but a letter in five */
} CcProof;

guint32 cc_proof_of(const CcCard *card, const CcSpan *span);
/* How well LOCAL, the part of an e-mail before "@", fits the words of a name: 0..1. */
double cc_local_fits(const char *local, const GArray *tokens);
