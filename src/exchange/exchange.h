/* exchange/: contacts between the book and files: what is written for others, and what comes from
 * them is put beside what is there.  It uses the public contract. */
#pragma once

#include "cardcat/cardcat.h"

/* ---- one file (out.c) ----------------------------------------------------------------------- */

/* A file that is there when it is whole. */
typedef struct CcOut CcOut;
/* CARDCAT_ERROR_OUTPUT, here and below; messages begin with PATH. */
CcOut *cc_out_new(const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cc_out_write(CcOut *out, const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Once.  CARDCAT_ERROR_USAGE when there is such a file and REPLACE is FALSE. */
gboolean cc_out_publish(CcOut *out, gboolean replace, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What was not published is deleted. */
void cc_out_free(CcOut *out);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcOut, cc_out_free)

/* ---- a vdir (vdir.c) ------------------------------------------------------------------------ */

/* A folder with one vCard for each contact, as vdirsyncer and others have it: "The Vdir Storage
 * Format", https://vdirsyncer.pimutils.org. */

/* Makes the folder unless it is there. */
gboolean cc_vdir_make(const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* It is there, and has cards or nothing but what is hidden: else it is likely to be another than
 * was meant, which CARDCAT_ERROR_INPUT says.  HAD_CARDS: that it has none is no sign of that. */
gboolean cc_vdir_check(const char *folder, gboolean had_cards,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The names of the cards in it, char*, sorted, owned: "….vcf", none hidden. */
GPtrArray *cc_vdir_list(const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* "UID.vcf", owned: the name of a contact's card, always the same. */
char *cc_vdir_name(const char *uid);
/* The card NAME, owned; NULL with CARDCAT_ERROR_INPUT: it cannot be read, or is larger than any. */
GBytes *cc_vdir_read(const char *folder, const char *name,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* CARD is what NAME holds.  A file that holds that stays as it is: *CHANGED (may be NULL) says
 * whether it did not; else the new one takes its place at once. */
gboolean cc_vdir_write(const char *folder, const char *name, const char *card, gboolean *changed,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cc_vdir_delete(const char *folder, const char *name,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- pictures (portraits.c) ----------------------------------------------------------------- */

/* A worker in its sandbox that decodes foreign pictures. */
typedef struct CcPortraits CcPortraits;
CcPortraits *cc_portraits_new(void); /* it is started when the first comes */
void cc_portraits_free(CcPortraits *portraits);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcPortraits, cc_portraits_free)
/* CAME, whatever it is, as a JPEG file within CARDCAT_PORTRAIT_EDGE; owned.  NULL: it is no
 * picture that can be read.  Messages begin with NAME. */
GBytes *cc_portraits_take(CcPortraits *portraits, GBytes *came, const char *name,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- import (import.c, differences.c) ------------------------------------------------------- */

/* What is to be said of a file when cardcat_input_is_guessed(). */
#define CC_GUESSED \
  "it is not in UTF-8, so it was read as Windows-1252: check letters that have accents"

/* What is done with a contact that the book has otherwise. */
typedef enum {
  CC_CONFLICT_KEEP,  /* the book's stays */
  CC_CONFLICT_TAKE,  /* the file's takes its place */
  CC_CONFLICT_MERGE, /* the book's gains what only the file says */
} CcConflict;

typedef struct {
  guint added, same, changed;
  guint pictures;       /* taken */
  guint elsewhere;      /* of which it only says where they are */
  guint joined;         /* who belongs to a group that they did not belong to before */
  guint groups;         /* whose members all belonged to them */
  guint passed;         /* of those added, changed and taken: surely in the book */
  GPtrArray *conflicts; /* char*, of each that the book has otherwise: what differs */
  GPtrArray *told;      /* char*, of each event and group that the book knows otherwise */
  GPtrArray *bad;       /* char*, of each that is none: which and why */
  GPtrArray *refused;   /* char*, of each picture that is none: whose and why */
  GPtrArray *pending;   /* what cc_import_groups() does; NULL: nothing */
} CcImportResult;

void cc_import_result_clear(CcImportResult *result);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CcImportResult, cc_import_result_clear)
CcImportResult cc_import_result(void); /* nothing yet */

/* The people of the groups that were in files belong to them, once all of these are read: a group
 * may stand before its members.  Whoever is not in the book is told of. (members.c) */
gboolean cc_import_groups(CardcatChange *change, CcImportResult *result,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Takes GROUP, of the file NAME; owned by RESULT. */
void cc_import_keep_group(CcImportResult *result, CardcatInputGroup *group, const char *name);

/* "2 contacts from NAME": what was added and changed, for undo; owned. */
char *cc_import_subject(const CcImportResult *result, const char *name);
/* All contacts of INPUT, which messages call NAME, into CHANGE, some hundreds at a time, between
 * which others may write to the book.  FALSE when the book cannot be written. */
gboolean cc_import(CardcatChange *change, CardcatInput *input, const char *name,
                   CcConflict conflict, CcPortraits *portraits, CcImportResult *result,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Of contact HERE in the book and THERE in a file, for people: "organization: Beck AG here, Beck
 * GmbH there"; owned; "" where they are the same. */
char *cc_entry_differences(const CardcatEntry *here, const CardcatEntry *there);
/* A copy of ENTRY with UID, owned. */
CardcatEntry *cc_entry_as(const CardcatEntry *entry, const char *uid);
/* HERE with what only THERE says; owned.  Of two jobs THERE's counts when it IS_LATER, and the
 * other is a former one. */
CardcatEntry *cc_entry_merge(const CardcatEntry *here, const CardcatEntry *there,
                             gboolean is_later);

/* Cards that were read elsewhere. */
typedef struct {
  guint photos, cards, known; /* added, their cards, in the book before */
  GPtrArray *bad;             /* char* */
} CcReadingsResult;

/* All readings of INPUT into STORE, to be reviewed, a photo at a time, as a scan does: a photo that
 * is known stays as it is; two photos that follow one another and show the two sides of a card are
 * joined.  MEETING: how these people were met; without a day on that of each photo. */
gboolean cc_import_readings(CardcatStore *store, CardcatInput *input, const char *name,
                            const CardcatMeeting *meeting, CcReadingsResult *result,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- when files and contacts last agreed (agreed.c) ------------------------------------------ */

typedef struct CcAgreed CcAgreed;
/* Of FOLDER, whose files are NAMES; both outlive it. */
CcAgreed *cc_agreed_new(CardcatChange *change, const char *folder, const GPtrArray *names,
                        GError **error);
void cc_agreed_free(CcAgreed *agreed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcAgreed, cc_agreed_free)
/* How many files there were. */
guint cc_agreed_count(const CcAgreed *agreed);
/* What the file NAME and its contact were then; NULL: they never agreed.  Borrowed. */
const CardcatSynced *cc_agreed_of(const CcAgreed *agreed, const char *name);
/* The card UID has a file that is still there. */
gboolean cc_agreed_is_held(const CcAgreed *agreed, const char *uid);
/* The card UID, whose file is not there any more, is in the file NAME now; of one that has no such
 * file nothing is done. */
gboolean cc_agreed_move(CcAgreed *agreed, CardcatChange *change, const char *uid, const char *name,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Those whose file is not there: CardcatSynced*, borrowed. */
GPtrArray *cc_agreed_gone(const CcAgreed *agreed);

/* ---- sync (sync.c) -------------------------------------------------------------------------- */

/* What becomes of a contact that was changed on both sides since they last agreed. */
typedef enum {
  CC_SYNC_KEEP,   /* both stay as they are, and it is told of each time */
  CC_SYNC_BOOK,   /* the book's counts */
  CC_SYNC_FOLDER, /* the folder's counts */
  CC_SYNC_MERGE,  /* both gain what the other has; what was changed counts more than a removal */
} CcSyncConflict;

typedef struct {
  CcSyncConflict conflict;
  gboolean allow_empty; /* a folder that lost every card takes every contact with it */
} CcSyncOptions;

typedef struct {
  guint taken, removed; /* contacts that became what the folder has */
  guint given, deleted; /* files that became what the book has */
  GPtrArray *conflicts; /* char*: which file, and what differs */
  GPtrArray *bad;       /* char*: files that are no card or a second one, which stay as they are */
  GPtrArray *told;      /* char*: what else is to be known of a file */
} CcSyncResult;

/* FOLDER, a vdir by its absolute path, and the book become the same.  What the book becomes is one
 * decision.  CARDCAT_ERROR_USAGE: the folder lost every card. */
gboolean cc_sync(CardcatStore *store, const char *folder, const CcSyncOptions *options,
                 CcSyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
