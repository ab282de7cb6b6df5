/* page/intake/: photos that are added, on their way into the address book.  It knows neither
 * pages nor HTTP. */
#pragma once

#include "cardcat/cardcat.h"

/* ---- where they wait (inbox.c) --------------------------------------------------------------- */

/* Photos on their way into the book, each a file of this user alone in the folder "BOOK-inbox", so
 * that one that is said to be received is there when the server was killed.  A server has a folder
 * of its own in there; what a former one left, the next takes over. */
typedef struct CcInbox CcInbox;

typedef struct {
  char *file; /* within the inbox */
  char *name;
  char *sha256;
  gsize size;  /* bytes of the photo */
  guint tries; /* how often its reading was begun, by all servers together */
  CardcatMeeting *meeting;
} CcInboxPhoto;

void cc_inbox_photo_free(CcInboxPhoto *photo);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcInboxPhoto, cc_inbox_photo_free)

/* The last part of NAME, on one line, owned: a browser may send a path, and anybody anything. */
char *cc_photo_plain_name(const char *name);
/* BOOK: the file of the address book.  Nothing is made before the first photo. */
CcInbox *cc_inbox_new(const char *book);
/* The photos stay; folders without any go. */
void cc_inbox_free(CcInbox *inbox);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcInbox, cc_inbox_free)
/* What servers left that run no more: CcInboxPhoto*, owned, in the order they came. */
GPtrArray *cc_inbox_take_over(CcInbox *inbox, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Back when it is on the disk, PHOTO's file is then named.  CARDCAT_ERROR_OUTPUT. */
gboolean cc_inbox_put(CcInbox *inbox, CcInboxPhoto *photo, GBytes *bytes,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The bytes of FILE, owned. */
GBytes *cc_inbox_get(const CcInbox *inbox, const char *file,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same of the file PATH, which was one of an inbox. */
GBytes *cc_inbox_open(const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* FILE leaves the inbox and becomes TO, of the same file system; FALSE: it is where it was. */
gboolean cc_inbox_give(const CcInbox *inbox, const char *file, const char *to);
/* PHOTO's reading begins: one more try, which is counted though the server be killed. */
void cc_inbox_begin(const CcInbox *inbox, CcInboxPhoto *photo);
void cc_inbox_drop(const CcInbox *inbox, const char *file);

/* ---- the photos of cards (original.c) ---------------------------------------------------------
 * A photo that was scanned lies where it lay.  One that came by the page is kept in the folder
 * "BOOK-photos", so that its cards can be read again; once they are decided it goes when a page is
 * started the next time. */

/* FILE of INBOX, the photo with these bytes, was read. */
void cc_original_keep(CardcatStore *store, const CcInbox *inbox, const char *file,
                      const char *sha256);
/* Photos of which no card waits for a decision go. */
void cc_originals_sweep(CardcatStore *store);
/* Whether there is a file that may be the photo of SIDE; it is not read. */
gboolean cc_original_may_be_there(CardcatStore *store, const CardcatReading *side);
/* The photo of SIDE, owned, as it was when it was read.  CARDCAT_ERROR_NOT_FOUND says where it was
 * and is no more. */
GBytes *cc_original_get(CardcatStore *store, const CardcatReading *side,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- how they are read (intake.c) ------------------------------------------------------------ */

/* So many bytes of photos may wait to be read before more are refused. */
#define CC_INTAKE_BYTES_MAX ((gsize)512 << 20)

typedef enum {
  CC_INTAKE_WAITING,
  CC_INTAKE_READING,
  CC_INTAKE_READ,
  CC_INTAKE_KNOWN, /* read before */
  CC_INTAKE_FAILED,
} CcIntakeStage;

/* A card that was found in a photo. */
typedef struct {
  gint64 id;
  char *name;     /* of the person, else NULL */
  char *firm;     /* or NULL */
  guint doubtful; /* values that are to be checked */
  gboolean sure;  /* as cardcat_reading_is_sure() says */
  char *wanted;   /* whom one wishes to meet, and is on it; NULL: nobody */
} CcIntakeCard;

typedef struct {
  guint id;
  gboolean is_kept; /* it was not read, and waits in the inbox for what the person says */
  char *name;       /* on one line, without folders */
  CcIntakeStage stage;
  char *message;    /* why it was not read; NULL: it was, or will be */
  GPtrArray *cards; /* CcIntakeCard*; of a photo that is known as well */
  guint so_far;     /* cards that are read of one that is being read */
} CcIntakePhoto;

typedef struct CcIntake CcIntake;
/* Reads photos in worker processes and puts their cards into the queue, those first that a former
 * server left in the inbox.  The workers are forked when the first photo comes, and load the
 * models themselves: the server's one thread goes on answering. */
CcIntake *cc_intake_new(CardcatStore *store);
/* What was read and waited for its turn is settled first. */
void cc_intake_free(CcIntake *intake);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcIntake, cc_intake_free)
/* NAME is anybody's.  A photo that is known or too large is only told of; one that could not be
 * read stays in the inbox until the person says what becomes of it, as long as there is room. */
gboolean cc_intake_add(CcIntake *intake, const char *name, GBytes *bytes,
                       const CardcatMeeting *meeting, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cc_intake_has_room(const CcIntake *intake);
/* The photo ID, which is kept, is read once more; or it goes, unread, and the book forgets it.
 * CARDCAT_ERROR_NOT_FOUND. */
gboolean cc_intake_try_again(CcIntake *intake, guint id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cc_intake_remove(CcIntake *intake, guint id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The photo with these bytes that is kept; 0: there is none. */
guint cc_intake_kept(const CcIntake *intake, const char *sha256);
/* Goes on as far as it can without waiting; what goes wrong is told at the photo. */
void cc_intake_step(CcIntake *intake);
/* The photos that came, oldest first; borrowed. */
guint cc_intake_count(const CcIntake *intake);
const CcIntakePhoto *cc_intake_photo(const CcIntake *intake, guint index);
guint cc_intake_open(const CcIntake *intake); /* those that are not done */

/* ---- what a person asks to be read, or shown, just now (spot.c) --------------------------------
 */

/* One thing at a time, by a worker of its own. */
typedef struct CcSpot CcSpot;
CcSpot *cc_spot_new(CardcatStore *store);
void cc_spot_free(CcSpot *spot);

/* The side of a card that is read again. */
typedef struct {
  gint64 card;
  gboolean back;
  gboolean is_turned; /* it is read to see whether it says more this way up */
} CcSpotCard;

/* Each: a ticket; 0 with ERROR.  BOX of PICTURE, a card's, is to be read: CARDCAT_ERROR_USAGE while
 * something else is. */
guint64 cc_spot_ask(CcSpot *spot, GBytes *picture, const CardcatBox *box,
                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* OF is to be read again from PHOTO, at PLACE (NULL: it is the flat card); what else is read is
 * given up. */
guint64 cc_spot_ask_card(CcSpot *spot, const CcSpotCard *of, GBytes *photo,
                         const CardcatPlace *place, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* PAGE of PHOTO is to be shown; what else is read is given up. */
guint64 cc_spot_ask_photo(CcSpot *spot, GBytes *photo, guint page,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef enum { CC_SPOT_READING, CC_SPOT_READ, CC_SPOT_FAILED } CcSpotState;
/* Goes on as far as it can without waiting.  READ: READING is borrowed; FAILED: with ERROR,
 * CARDCAT_ERROR_NO_CARD when nothing is printed there. */
CcSpotState cc_spot_answer(CcSpot *spot, guint64 ticket, const CardcatReading **reading,
                           GError **error);
/* What TICKET, which was answered, is of; of a spot or a photo nothing. */
CcSpotCard cc_spot_card(const CcSpot *spot, guint64 ticket);
/* Nobody asks for TICKET again. */
void cc_spot_forget(CcSpot *spot, guint64 ticket);
/* That of INTAKE, borrowed. */
CcSpot *cc_intake_spot(const CcIntake *intake); /* intake.c */
