/* give/ knows the contact: what of the decided spans and the values is given, how sure it is, and
 * on what it rests. */
#pragma once

#include "fields/decide/decide.h"

/* Contact and evidence from the decided spans and the values. */
void cc_assemble(CcCard *card, CcFields *fields);
/* 0..1 that the card is one. */
double cc_cardness(const CcCard *card, const CardcatContact *contact);
/* What the codes say, laid over what was read. */
void cc_payloads_apply(const CcModels *models, const CcFieldsInput *input, CcFields *fields);

/* ---- confidence ----------------------------------------------------------------------------- */

/* confidence.tsv of DIR, into MODELS. */
gboolean cc_signs_load(CcModels *models, const char *dir, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The signs of bytes START..END of a line, which were decided with score RAW. */
CcSigns cc_signs_of(const CcCard *card, guint line, gsize start, gsize end, double raw);
/* The probability that a value of FIELD ("name", "emails") with these signs is right. */
double cc_confidence(const CcModels *models, const char *field, const CcSigns *signs);

/* ---- evidence, and what is given ------------------------------------------------------------ */

/* Adds to EVIDENCE that of FIELD's value INDEX, G_MAXUINT when it has one only. */
void cc_evidence_add(GPtrArray *evidence, const char *field, guint index, double confidence,
                     CardcatBox box, const char *text, CardcatFrom from);
/* Evidence from OCR, with its confidence. */
void cc_evidence_add_read(CcCard *card, CcFields *fields, const char *field, guint index,
                          const CcSigns *signs, CardcatBox box, const char *text);
/* The evidence added last rests on what was learned, too. */
void cc_evidence_say_learned(CcFields *fields, CardcatLearnedKind kind);
/* What SPAN, as it was decided, rests on. */
CcSigns cc_span_signs(const CcCard *card, const CcSpan *span);
/* Whether it is likely enough to be given as FIELD. */
gboolean cc_span_is_given(const CcCard *card, const CcSpan *span, const char *field);
/* The same of an address and of a number, by their confidence. */
gboolean cc_address_is_given(const CcCard *card, double confidence);
gboolean cc_phone_is_given(const CcCard *card, double confidence);
/* The firm as the person spells it, where the card's is that but for what OCR did to it. */
void cc_firm_apply_learned(CcCard *card, CcFields *fields);

/* ---- putting right -------------------------------------------------------------------------- */

/* A name or a firm as it must have been printed, by the lists and the rest of the card; owned. */
char *cc_name_repair(const CcCard *card, const char *name);
char *cc_org_repair(const CcCard *card, const char *org);
/* Whether a number stands after SPAN on its line. */
gboolean cc_number_follows(const CcCard *card, const CcSpan *span);
/* Years and nothing more: no part of an address. */
gboolean cc_is_time(const CcSpan *span);
/* What the spans of one office had: a postcode, a street with a number after it. */
typedef struct {
  gboolean closed, numbered;
} CcOffice;
/* Whether SPAN opens the address of another office than the spans that OFFICE has seen: a street
 * after a postcode, a second postcode, a second street with a number of its own. */
gboolean cc_opens_office(const CcCard *card, const CcSpan *span, CcOffice *office);
