/* proof/ knows what a card says twice: a host and a firm, an e-mail and a name.  It and lines/ do
 * not know each other. */
#pragma once

#include "fields/sheet/sheet.h"

/* Lets values prove each other: domains, and after the name is known the local part. */
void cc_values_cross_proof(CcCard *card);
/* Removes what is only the rest of a value. */
void cc_values_drop_rests(CcCard *card);
void cc_values_prove_name(CcCard *card, const CardcatName *person);
/* The local part of VALUE, an e-mail, as the card's site is called where OCR may have made it of
 * that: "harbour1ane@gmail.com". */
void cc_local_prove_site(const CcCard *card, CcValue *value);
/* The local part of VALUE, an e-mail, as the role's word ("info") that OCR may have made it of. */
void cc_local_mend_role(const CcModels *models, CcValue *value);
/* "ada beck@firm.com" on the card of Ada Beck: a joint of the local part of VALUE, an e-mail, was
 * read as a blank. */
void cc_local_join_word(const CcCard *card, CcValue *value);
void cc_proof_features(const CcCard *card, CcSpan *span);
/* How well LOCAL, the part of an e-mail before "@", fits the words of a name: 0..1. */
double cc_local_fits(const char *local, const GArray *tokens);
