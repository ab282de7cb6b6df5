/* fields/: lines and payloads to fields.  Pure: no pictures, no files but its models. */
#pragma once

#include "base/base.h"

/* The word lists and weights; read once, then shared by every reading. */
typedef struct CcModels CcModels;

/* DIR: NULL for CARDCAT_MODELS, else where they were installed.  CARDCAT_ERROR_MISSING. */
CcModels *cc_models_load(const char *dir, GError **error) G_GNUC_WARN_UNUSED_RESULT;
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
} CcFieldsInput;

typedef struct {
  CardcatContact *contact;
  GPtrArray *evidence; /* CardcatEvidence*, in the order of the contact's fields */
  GPtrArray *unused;   /* CardcatUnused*: all lines and pieces of lines that are in no field and no
                          note, in reading order; then what codes say and is not taken */
  double confidence;   /* 0..1: that no field needs a touch */
  double cardness;     /* 0..1: that these lines are of a business card at all, and not a page of
                          text, a screenshot, a book cover */
} CcFields;

CcFields *cc_fields_new(void); /* an empty contact without evidence */
void cc_fields_free(CcFields *fields);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcFields, cc_fields_free)

/* Never fails: no lines give an empty contact. */
CcFields *cc_fields_find(const CcModels *models, const CcFieldsInput *input);

/* For the programs that train and measure: one card on its way through the room (sheet/sheet.h), up
 * to the decision, so that they see what reading sees. */
typedef struct CcCard CcCard;
void cc_card_prepare(CcCard *card);
