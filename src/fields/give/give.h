/* give/ knows the contact: what of the decided spans and the values is given, how sure it is, and
 * on what it rests. */
#pragma once

#include "fields/decide/decide.h"

/* Contact and evidence from the decided spans and the values. */
void cc_assemble(CcCard *card, CcFields *fields);
/* 0..1 that the card is one. */
double cc_cardness(const CcCard *card, const CcFields *fields);
/* What the codes say, laid over what was read. */
void cc_payloads_apply(const CcCard *card, CcFields *fields);

/* ---- what is not given ---------------------------------------------------------------------- */

/* Tells the trace why each span that was decided to be nothing is none. */
void cc_unused_tell(CcCard *card);
/* What of every line the trace does not call given goes to FIELDS. */
void cc_unused_collect(const CcCard *card, CcFields *fields);
/* How CARD was decided, owned. */
CcExplanation *cc_explain(const CcCard *card);
void cc_unused_add(CcFields *fields, const char *text, CardcatBox box, CardcatUnusedReason reason);

/* ---- confidence ----------------------------------------------------------------------------- */

/* confidence.tsv of DIR, into MODELS. */
gboolean cc_signs_load(CcModels *models, const char *dir, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The signs of bytes START..END of a line, which were decided with score RAW. */
CcSigns cc_signs_of(const CcCard *card, guint line, gsize start, gsize end, double raw);
/* What a confidence is made of beside its field's own weight; the names are the keys of
 * models/confidence.tsv. */
/* clang-format off */
#define CC_SIGN_TABLE(SIGN)                                                                    \
  SIGN(RAW, "raw") SIGN(RAW_NAME, "raw-name") SIGN(RAW_FIRM, "raw-firm")                       \
  SIGN(RAW_TITLE, "raw-title") SIGN(CERTAINTY, "certainty") SIGN(WORST, "worst")                   \
  SIGN(ASKED, "asked") SIGN(AGAINST, "against") SIGN(AGAINST_MORE, "against-more")             \
  SIGN(PROVED, "proved") SIGN(CHANGED, "changed") SIGN(UNUSED, "unused")                       \
  SIGN(UNUSED_LARGE, "unused-large") SIGN(UNUSED_NUMBER, "unused-number")                      \
  SIGN(NAMELESS, "nameless") SIGN(FIRMLESS, "firmless") SIGN(UNREACHABLE, "unreachable")
/* clang-format on */

typedef enum {
#define SIGN(id, name) CC_S_##id,
  CC_SIGN_TABLE(SIGN)
#undef SIGN
      CC_SIGNS,
} CcSign;

const char *cc_sign_name(CcSign sign);
/* Each sign as a number, for a value of FIELD ("name", "emails"). */
void cc_sign_values(const CcCard *card, CardcatField field, const CcSigns *signs,
                    double values[CC_SIGNS]);
/* What CARD, decided, leaves over and lacks. */
CcRests cc_rests_of(const CcCard *card);
/* A card that lacks its person, its firm or any way to reach them may have one that was not read:
 * of its EVIDENCE the weakest is not sure, so that nobody takes such a card unseen. */
void cc_rests_doubt(const CcCard *card, GPtrArray *evidence);
/* The probability that a value of FIELD with these signs is right. */
double cc_confidence(const CcCard *card, CardcatField field, const CcSigns *signs);
/* What SIGN adds to the logarithm of its odds for each unit. */
double cc_sign_weight(const CcModels *models, CcSign sign);

/* ---- evidence, and what is given ------------------------------------------------------------ */

/* Adds to EVIDENCE that of FIELD's value INDEX. */
void cc_evidence_add(GPtrArray *evidence, CardcatField field, guint index, double confidence,
                     CardcatBox box, const char *text, CardcatFrom from);
/* Evidence from OCR, with its confidence. */
void cc_evidence_add_read(CcCard *card, CcFields *fields, CardcatField field, guint index,
                          const CcSigns *signs, CardcatBox box, const char *text);
/* The evidence added last rests on what was learned, too. */
void cc_evidence_say_learned(CcFields *fields, CardcatLearnedKind kind);
/* What SPAN, as it was decided, rests on. */
CcSigns cc_span_signs(const CcCard *card, const CcSpan *span);
/* Whether it has a word that is one of FLAG because it was learned. */
gboolean cc_span_learned(const CcSpan *span, guint32 flag);
/* Whether it is likely enough to be given as FIELD. */
gboolean cc_span_is_given(const CcCard *card, const CcSpan *span, CardcatField field);
/* The same of an address and of a number, by their confidence. */
gboolean cc_address_is_given(const CcCard *card, double confidence);
gboolean cc_phone_is_given(const CcCard *card, double confidence);
/* The firm as the person spells it, where the card's is that but for what OCR did to it. */
void cc_firm_apply_learned(CcCard *card, CcFields *fields);

/* What a person may take for another is not sure, whoever says it: tells of it in each piece of its
 * evidence. */
void cc_look_alikes_doubt(CcFields *fields);

/* Says of each piece of evidence that is not sure why. */
void cc_doubts_tell(const CcCard *card, CcFields *fields);

/* ---- putting right -------------------------------------------------------------------------- */

/* A name or a firm as it must have been printed, by the lists and the rest of the card; owned. */
char *cc_name_repair(const CcCard *card, const char *name);
/* Whether the family name stands first in NAME: the card's mailbox or its country say so. */
gboolean cc_name_is_turned(const CcCard *card, const char *name);
/* WORD as the surname of the list that it is but for its signs ("Nguyén"), borrowed; NULL. */
const char *cc_name_listed_surname(const CcModels *models, const char *word);
char *cc_org_repair(const CcCard *card, const char *org);
/* Whether a number stands after SPAN on its line. */
gboolean cc_number_follows(const CcCard *card, const CcSpan *span);

/* ---- addresses ------------------------------------------------------------------------------ */

/* Whether SPAN has a word, a landmark or a postcode of an address. */
gboolean cc_span_says_place(const CcCard *card, const CcSpan *span);
/* Whether it is towns, states and countries and nothing more. */
gboolean cc_span_only_places(const CcSpan *span);
/* The bytes of the label that says which office TEXT is of, "Head Office: "; 0: none. */
gsize cc_office_label(const CcModels *models, const char *text);
/* Whether all of SPAN, which may open an address, says which office it is. */
gboolean cc_says_which_office(const CcCard *card, const CcSpan *span);
/* The bytes of a firm with its form of law and the sign behind it before a street; 0: none. */
gsize cc_firm_before_street(const CcModels *models, const char *text);
/* Whether a form of law closes TEXT; a remark in brackets may follow: "Harrow Ltd (Export)". */
gboolean cc_ends_in_law(const CcModels *models, const char *text);
/* Whether SPAN says no more than the firm. */
gboolean cc_span_is_firm_again(const CcCard *card, const CcSpan *span);
/* It says when somewhere is open: "Mon-Fri 8am-6pm". */
gboolean cc_span_is_hours(const CcCard *card, const CcSpan *span);
/* Whether it is something else, though it was decided to be of an address: opening hours, a remark
 * in brackets, a register's number, a firm with its form of law. */
gboolean cc_span_is_no_place(const CcCard *card, const CcSpan *span);
/* Whether it has a postcode that hardly anything else is. */
gboolean cc_span_has_postcode(const CcCard *card, const CcSpan *span);
/* "69001 Lyon": its first number is no house's. */
gboolean cc_span_opens_with_postcode(const CcCard *card, const CcSpan *span);
/* SPAN, decided to be of an address, is a note. */
void cc_span_make_note(CcCard *card, CcSpan *span);
/* The spans of each address of CARD: an array of GPtrArray of CcSpan*, each in the order of print;
 * owned.  Lines that stand between those decided, and say a place, are decided anew. */
GPtrArray *cc_offices(CcCard *card);
/* The addresses of CARD, the first office's first. */
void cc_addresses_take(CcCard *card, CcFields *fields);
