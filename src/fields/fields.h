/* fields/: lines and payloads to fields.  Pure: no pictures, no files but its models. */
#pragma once

#include "base/base.h"

/* The word lists and weights; read once, then shared by every reading. */
typedef struct CcModels CcModels;

/* DIR: NULL for CARDCAT_MODELS, else where they were installed.  CARDCAT_ERROR_MISSING. */
CcModels *cc_models_load(const char *dir, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What the grammars of one text look into, and nothing else of them. */
CcModels *cc_models_load_words(GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cc_models_free(CcModels *models);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcModels, cc_models_free)

/* LEARNED (CardcatLearned*, or NULL) is added to MODELS, once, before they are shared.  What is not
 * used (cardcat_learned_is_used()) and what is too long or too much is left out. */
void cc_models_learn(CcModels *models, const GPtrArray *learned);

typedef struct {
  const GPtrArray *lines;    /* CardcatLine*, in reading order */
  const GPtrArray *payloads; /* char*: QR codes; may be NULL */
  int width, height;         /* of the flattened card, pixels; 0 when unknown */
  const char *region;        /* the user's, ISO 3166-1 alpha-2; NULL: guess */
  gboolean explain;          /* say how it was decided, too */
} CcFieldsInput;

/* ---- how it was decided --------------------------------------------------------------------- */

typedef struct {
  char *name; /* a feature of models/weights.tsv */
  double weight;
} CcWeighed;

/* What speaks for and against a label of a piece. */
typedef struct {
  const char *label;
  double score;        /* the sum of all weights, its neighbours' labels counted */
  gboolean allowed;    /* the rules have room for it on this card */
  gboolean chosen;     /* by all votes of the card together */
  GPtrArray *features; /* CcWeighed*: the strongest, first; of the best labels only */
} CcVote;

/* A piece of a line and what became of it. */
typedef struct {
  char *text;
  const char *label; /* "name", "email", "noise", ...; NULL: it was dropped before any vote */
  gboolean given;
  CardcatField field; /* where it is given, ... */
  guint index;
  CardcatUnusedReason reason; /* ... else why it is not */
  double margin;              /* by which the card led over the best one without this label */
  GPtrArray *votes; /* CcVote*: the chosen one first, then by score; of what was voted on */
} CcPiece;

typedef struct {
  char *text, *to; /* TO is NULL where it became another label, not another text */
  const char *why;
} CcChanged;

typedef struct {
  char *text;         /* of the reading that is used */
  GPtrArray *pieces;  /* CcPiece*, in order */
  GPtrArray *changes; /* CcChanged*, as they were made */
} CcToldLine;

typedef struct {
  char *region;     /* of its numbers and address; NULL: nothing told */
  GPtrArray *lines; /* CcToldLine*, one for each of the input */
} CcExplanation;

void cc_explanation_free(CcExplanation *explanation);

/* ---- fields --------------------------------------------------------------------------------- */

typedef struct {
  CardcatContact *contact;
  GPtrArray *evidence; /* CardcatEvidence*, in the order of the contact's fields */
  GPtrArray *unused;   /* CardcatUnused*: all lines and pieces of lines that are in no field and no
                          note, in reading order; then what codes say and is not taken */
  double confidence;   /* 0..1: that no field needs a touch */
  double cardness;     /* 0..1: that these lines are of a business card at all, and not a page of
                          text, a screenshot, a book cover */
  CcExplanation *explanation; /* NULL unless asked for */
} CcFields;

CcFields *cc_fields_new(void); /* an empty contact without evidence */
void cc_fields_free(CcFields *fields);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcFields, cc_fields_free)

/* Never fails: no lines give an empty contact. */
CcFields *cc_fields_find(const CcModels *models, const CcFieldsInput *input);

/* ---- values that somebody wrote, in a code or a file (written.c) ----------------------------- */

/* VALUE, of an e-mail, a web address or a number, can be given to a mail program, a browser or a
 * telephone.  Of other fields each is one. */
gboolean cc_written_is_value(CardcatField field, const char *value);
/* Whose address it is, where that is said. */
typedef struct {
  char *name; /* NULL: nobody's */
  char *address;
} CcMailbox;

void cc_mailbox_free(CcMailbox *mailbox);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcMailbox, cc_mailbox_free)
/* TEXT, "Ada Beck <a@b.example>, c@d.example", in mailboxes, CcMailbox*, owned; NULL: not all of it
 * is some. */
GPtrArray *cc_written_mailboxes(const char *text);
/* NAME gets the parts of its full form, which stays as it is (name_text.c).  REGION (may be NULL):
 * the country that the person is of.  FALSE: the lists are not there. */
gboolean cc_names_part(CardcatNames *names, CardcatName *name, const char *region);
/* NUMBER in E.164, owned; REGION: of one without a country code, "" or NULL: it is not known.
 * NULL: it is no valid one. */
char *cc_written_e164(const char *number, const char *region);
/* The country that NUMBER, with a country code, is of: ISO 3166-1 alpha-2, owned; NULL: none. */
char *cc_written_region(const char *number);

/* For the programs that train and measure: one card on its way through the room (sheet/sheet.h), up
 * to the decision, so that they see what reading sees. */
typedef struct CcCard CcCard;
void cc_card_prepare(CcCard *card);
