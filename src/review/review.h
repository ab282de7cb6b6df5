/* review/: what deciding is, whatever it is done by: one value of a contact named, known and
 * changed, how its person was met, what a reading says of it.  keys/ and page/ are its faces. */
#pragma once

#include "cardcat/cardcat.h"

/* ---- the values of a contact (fields.c) ------------------------------------------------------ */

/* One value of a contact, as it is shown and edited. */
typedef struct {
  CardcatField field;
  guint index;       /* in a list; else 0 */
  const char *label; /* borrowed for ever */
  char *value;
} CcField;

void cc_field_free(CcField *field);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcField, cc_field_free)

/* The values CONTACT has, CcField*, owned, in the order they are shown. */
GPtrArray *cc_contact_fields(const CardcatContact *contact);

/* FULL, a name just typed, takes the place of CONTACT's, parted as one that is read.  NULL: it has
 * none.  NAMES has the word lists; NULL: they are loaded for this one, which takes longer than all
 * else. */
void cc_name_retype(CardcatContact *contact, const char *full, CardcatNames *names);
/* FULL, an address just typed; parts of OLD that are no longer in it go.  Replaces OLD's. */
void cc_address_retype(CardcatAddress *old, const char *full);
/* VALUE, a number just typed; an international one is its own E.164.  Replaces OLD's. */
void cc_phone_retype(CardcatPhone *old, const char *value);

/* ---- kinds (kinds.c) ------------------------------------------------------------------------- */

/* What a value can be, as it is chosen; its texts are borrowed for ever. */
typedef struct {
  CardcatField field;
  CardcatPhoneType type; /* of a telephone number */
  const char *name;      /* "email", "phone-work" */
  const char *label;     /* "Phone, work" */
} CcKind;

/* The kind that is offered at PLACE, from 0; FALSE: there are no more. */
gboolean cc_kind_at(guint place, CcKind *kind);
/* FALSE: none is called NAME. */
gboolean cc_kind_find(const char *name, CcKind *kind);
/* What value INDEX of FIELD of CONTACT is. */
CcKind cc_kind_of(const CardcatContact *contact, CardcatField field, guint index);

/* What TEXT, of a card that says CONTACT so far, is likeliest of: a note when nothing else. */
CcKind cc_kind_guess(const char *text, const CardcatContact *contact); /* guess.c */
/* What of TEXT, a line of a card, is the value of KIND: without "Tel." before it; owned. */
char *cc_kind_extract(const CcKind *kind, const char *text); /* guess.c */

/* ---- what cannot be (check.c) ---------------------------------------------------------------- */

/* Why VALUE is hardly one of KIND, borrowed for ever: "Not an e-mail address"; NULL: it may be. */
const char *cc_value_objection(const CcKind *kind, const char *value);
/* All of CONTACT and, by this machine's clock, of MEETING, that cannot be, in one sentence without
 * its full stop, owned; NULL: nothing. */
char *cc_contact_objections(const CardcatContact *contact, const CardcatMeeting *meeting);

/* ---- changing one (change.c) ----------------------------------------------------------------- */

/* Value INDEX of FIELD becomes VALUE; NULL takes it away. */
void cc_field_set(CardcatContact *contact, CardcatField field, guint index, const char *value);
/* FIELD of CONTACT becomes one of KIND; what a single one of these held goes where FIELD was. */
void cc_field_move(CardcatContact *contact, const CcField *field, const CcKind *kind);

/* One more of KIND, which a single one is in place of what it was. */
void cc_field_add(CardcatContact *contact, const CcKind *kind, const char *value);

/* ---- a card that is reviewed (card.c) -------------------------------------------------------- */

/* What was typed for CARD, else what was read; borrowed. */
const CardcatContact *cc_card_contact(const CardcatCard *card);
/* The name of its CONTACT, else the firm, as a message names it; borrowed. */
const char *cc_card_name(const CardcatContact *contact);

/* ---- how they were met (meeting.c) ----------------------------------------------------------- */

gboolean cc_meeting_is(const CardcatMeeting *a, const CardcatMeeting *b);
/* The tags as they are typed, owned; "": none. */
char *cc_meeting_tags(const CardcatMeeting *meeting);
/* TEXT (or NULL), tags with commas between them, in place of those there were. */
void cc_meeting_set_tags(CardcatMeeting *meeting, const char *text);
/* A day that there is, as 2026-06-16. */
gboolean cc_is_day(const char *text);
/* DAY, one that there is, has not come by this machine's clock. */
gboolean cc_is_future_day(const char *day);

/* ---- links that are offered (offers.c) --------------------------------------------------------
 */

/* "cardcat link 5 introduced-by 7", owned: what makes OFFER a link. */
char *cc_offer_command(const CardcatLinkOffer *offer);
/* What OFFER says, and that; owned. */
char *cc_offer_sentence(const CardcatLinkOffer *offer);

/* ---- what was read (evidence.c) -------------------------------------------------------------- */

/* What READING knows of the value of FIELD, wherever it stands now; NULL: it was not read. */
const CardcatEvidence *cc_field_evidence(const CcField *field, const CardcatReading *reading);
/* It is as it was read, and was read doubtfully. */
gboolean cc_field_is_doubtful(const CcField *field, const CardcatReading *reading);
/* The evidence for FIELD of CONTACT, also where another value was typed in its place; NULL: it was
 * not read. */
const CardcatEvidence *cc_field_source(const CcField *field, CardcatContact *contact,
                                       const CardcatReading *reading);

/* ---- what a reading knows of a value beside it (known.c) ------------------------------------- */

/* Where a value comes from, and where code and print say different things what each says, borrowed
 * of the reading; else NULL. */
typedef struct {
  gboolean in_code, in_print;
  const char *code, *print;
} CcWitnesses;

/* Of the value of READING that EVIDENCE (or NULL) is of. */
CcWitnesses cc_field_witnesses(const CardcatReading *reading, const CardcatEvidence *evidence);
/* For a person, owned; NULL: there is no code. */
char *cc_witnesses_say(const CcWitnesses *witnesses);
/* Other readings of VALUE, which READING has EVIDENCE (or NULL) of: what the print or the code says
 * instead, the text before it was repaired, and what alternatives of its lines have in its place;
 * char*, owned. */
GPtrArray *cc_value_alternatives(const CardcatReading *reading, const CardcatEvidence *evidence,
                                 const char *value);

/* ---- why a value is doubtful (doubt.c) ------------------------------------------------------- */

/* In one phrase, owned: "Two readings differ: 0184 · 0154".  EVIDENCE: READING's of VALUE. */
char *cc_doubt_say(const CcKind *kind, const char *value, const CardcatReading *reading,
                   const CardcatEvidence *evidence);

/* ---- print that is in no value (unused.c) ---------------------------------------------------- */

typedef struct {
  const CardcatUnused *unused; /* borrowed of the reading */
  gboolean on_back;
} CcUnusedLine;

/* What READING has that may be missed in CONTACT, a person's version of it: CcUnusedLine*, owned,
 * the front's before the back's. */
GPtrArray *cc_unused_lines(const CardcatReading *reading, const CardcatContact *contact);
