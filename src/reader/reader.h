/* reader/: runs photo, outline, print, text and fields in order, in this process or in workers; and
 * the one serial form of a reading, which the workers' pipes, the address book and the output
 * share. */
#pragma once

#include <sys/types.h>

#include "base/base.h"
#include "contact/contact.h"
#include "fields/fields.h"
#include "outline/outline.h"
#include "photo/photo.h"
#include "print/print.h"
#include "text/text.h"

#define CC_READING_SCHEMA "cardcat.reading/2"
/* The same without "number" beside "e164": workers and books of an older cardcat write it. */
#define CC_READING_SCHEMA_1 "cardcat.reading/1"
#define CC_EXPLANATION_SCHEMA "cardcat.explanation/1"
/* No photo is said to hold more cards than this. */
#define CC_CARDS_IN_PHOTO_MAX 300

/* ---- workers ------------------------------------------------------------------------------ */

/* A worker, for what it reads with; NULL where there is none. */
typedef struct CcWorker CcWorker;

/* What a worker does with a photo; as cardcat_reader_read(), whose first argument is DATA. */
typedef GPtrArray *(*CcReadFunc)(gpointer data, GBytes *photo, const char *name,
                                 const CcWorker *worker, GError **error);

/* Seconds of the processor that a page may take before its worker is given up. */
guint cc_worker_page_seconds(const CcWorker *worker);

/* What of a photo is asked for, where it is not all its cards. */
typedef struct {
  enum { CC_ASK_CARD, CC_ASK_SPOT, CC_ASK_PICTURE } what;
  guint32 page;            /* from 1 */
  guint32 edge;            /* pixels: the longest of the picture that is asked for */
  gboolean upright;        /* a card stands on its feet: it is not turned */
  CardcatPoint corners[4]; /* of a card or spot, full pixels of the page, which is upright; of a
                              card all 0: the page is the card */
} CcQuestion;

/* Borrowed; NULL: all cards are asked for. */
const CcQuestion *cc_worker_question(const CcWorker *worker);
/* One more page of the photo was read: the time that the next may take begins. */
void cc_worker_page_done(const CcWorker *worker);
/* So far is the photo, 0..1. */
void cc_worker_progress(const CcWorker *worker, CardcatStage stage, double share);
/* CARD, with its number, is read: it is not to be lost with others of its photo. */
void cc_worker_hand_on(const CcWorker *worker, const CardcatReading *card);
/* So many MICROSECONDS, CARDCAT_PHASES of them, took each phase. */
void cc_worker_spent(const CcWorker *worker, const gint64 *microseconds);

/* What a sandboxed worker may still open. */
typedef struct {
  GPtrArray *readable; /* char*: folders whose files may be read; NULL: none */
  char *writable;      /* the folder for each stage of a reading; NULL: none */
} CcSandbox;

/* A helper as its pool sees it. */
typedef struct CcHelper CcHelper;

/* All that workers do; DATA is theirs. */
typedef struct {
  /* In the helper, once, before the first worker is forked: loads what workers share.  FALSE: there
   * is no pool.  NULL: there is nothing to do */
  gboolean (*open)(gpointer data, GError **error);
  /* In a new worker, before its sandbox closes: opens all that READ needs, and says in SANDBOX what
   * is opened later.  What is missing (ERROR) its photos are told.  NULL: there is nothing to do */
  gboolean (*prepare)(gpointer data, CcSandbox *sandbox, GError **error);
  CcReadFunc read;
} CcWork;

typedef struct {
  guint megabytes; /* beyond what it was born with */
  guint seconds;   /* of the processor, for each page */
  gboolean no_sandbox;
} CcWorkerLimits;

/* The pool behind cardcat_pool_new(), for any WORK (borrowed).  Its helper is a fork of this
 * process, which must have no threads that hold what WORK needs.  One worker is begun at once, the
 * others when they are first needed, and anew after a death.  DATA is borrowed. */
CardcatPool *cc_pool_new(const CcWork *work, gpointer data, const CardcatPoolOptions *options,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same with HELPER, which it takes. */
CardcatPool *cc_pool_new_with(CcHelper *helper, const CardcatPoolOptions *options,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What OPTIONS say of each worker. */
CcWorkerLimits cc_pool_limits(const CardcatPoolOptions *options);

/* A worker that is seen to use no processor for so many MICROSECONDS stands still, and its photo is
 * given up; two minutes when nothing else is said. */
void cc_pool_set_still(CardcatPool *pool, gint64 microseconds);

/* What was read of a photo whose worker is given up is not paired either. */
void cc_pool_set_no_pair(CardcatPool *pool);

/* In a fork of the helper PARENT: prepares, closes its sandbox and answers photos until the other
 * end of socket FD is closed. */
G_NORETURN void cc_worker_run(const CcWork *work, gpointer data, const CcWorkerLimits *limits,
                              int fd, int parent);

/* ---- the helper --------------------------------------------------------------------------------
 * A process without threads between a pool and its workers.  It loads what they share, forks them
 * when it is asked to, and takes their wait status.  So the program that has the pool may have
 * threads, and holds no models. */

/* Serves a pool at the other end of CONTROL (SOCK_SEQPACKET), until it is closed. */
G_NORETURN void cc_helper_serve(const CcWork *work, gpointer data, const CcWorkerLimits *limits,
                                int control);

/* WORK and DATA (borrowed) in a fork, ... */
CcHelper *cc_helper_fork(const CcWork *work, gpointer data, const CcWorkerLimits *limits);
/* ... or PROGRAM, which gets SETTINGS.  Both are taken. */
CcHelper *cc_helper_program(char *program, GBytes *settings);
/* Ends it and its workers. */
void cc_helper_free(CcHelper *helper);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcHelper, cc_helper_free)

/* Ends it and its workers, within two seconds; the next worker begins another.  What they used of
 * the processor is told to who waits for this process, unless somebody else ended the helper. */
void cc_helper_stop(CcHelper *helper);

/* Begins a worker at the other end of FD (not blocking), and the helper when it does not run; is
 * back at once.  Each must be followed by cc_helper_born(), before another is begun or ended. */
gboolean cc_helper_begin(CcHelper *helper, int *fd, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The process that was begun; 0 with ERROR: none was. */
pid_t cc_helper_born(CcHelper *helper, GError **error);
/* Ends worker PID, at once when KILL_IT.  Its wait status; SIGKILL's when its helper died. */
int cc_helper_end(CcHelper *helper, pid_t pid, gboolean kill_it);

/* What the helper program reads with, as bytes of a GVariant: version; late, megabytes, seconds, no
 * sandbox; languages, region, models, keep; not paired, explained; what was learned: kind, text,
 * organization, count, corrected, last. */
#define CC_LEARNED "(usmsuums)"
#define CC_SETTINGS "(s(buub)(msmsmsms)(bb)a" CC_LEARNED ")"
GBytes *cc_settings_pack(const CardcatReaderOptions *options, gboolean late,
                         const CcWorkerLimits *limits);

/* Seconds of the processor for each page, when nothing else is said: a photo of a table with 49
 * cards takes 46, and machines are slower. */
#define CC_PAGE_SECONDS 180
/* What a worker may take beyond what it was born with, in MB, when nothing else is said. */
#define CC_WORKER_MEGABYTES 1024

#define CC_WORKER_OUT_OF_MEMORY 77 /* a worker's exit status when its memory is used up */

/* No descriptor but FD (0 and 1, and 2 unless debugging, are /dev/null), no signals of the
 * terminal. */
void cc_process_confine(int fd);
/* In a new worker: no descriptor but FD (0 and 1, and 2 unless debugging, are /dev/null), no
 * signals of the terminal, no core file, death with PARENT, at most MEGABYTES more memory than
 * now.  FALSE when PARENT is gone already. */
gboolean cc_worker_confine(int fd, int parent, guint megabytes);

/* ---- the sandbox ---------------------------------------------------------------------------- */

void cc_sandbox_clear(CcSandbox *sandbox);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CcSandbox, cc_sandbox_clear)
/* The files of FOLDER may be read. */
void cc_sandbox_read(CcSandbox *sandbox, const char *folder);
/* The version of the kernel's Landlock; 0: it has none, and a sandbox opens no file at all. */
int cc_sandbox_landlock(void);
/* From here on this process, which has one thread, may do nothing but compute, start threads, use
 * the descriptors it has, and open what SANDBOX says: no network, no process or program, no signal
 * but to itself, no limit raised.  CARDCAT_ERROR_MISSING where the system cannot hold it to that.
 */
gboolean cc_sandbox_enter(const CcSandbox *sandbox, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether that works here, tried in a process of its own. */
gboolean cc_sandbox_try(GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- messages between pool and worker ----------------------------------------------------- */

/* Both directions: a head, then LENGTH bytes.  Native byte order: both ends are one program.  What
 * has no bytes is a note, and what begins with another number may be a card: the answer is still to
 * come. */
typedef struct {
  guint32 magic;
  guint32 name_length; /* of a question; 0 in an answer; of a note what it says: 0: a page was read,
                          else cc_note_progress() or cc_note_spent() */
  guint64 length;      /* of what follows: the name and the photo, or the answer */
} CcMessageHead;

#define CC_MESSAGE_MAGIC 0x43435244u
#define CC_MESSAGE_MAGIC_PART 0x43435245u /* of a part: a CcQuestion follows the head */
#define CC_MESSAGE_MAGIC_CARD 0x43435246u /* of a card before its photo's answer */
#define CC_ANSWER_MAX (256u << 20)        /* fifty cards with their pictures are below 40 MB */
#define CC_NAME_MAX 16384                 /* file names are shorter (PATH_MAX is 4096) */

typedef enum {
  CC_ANSWER_PART,
  CC_ANSWER_NOTE, /* no answer yet: it begins with a note */
  CC_ANSWER_CARD, /* nor here: it begins with a card */
  CC_ANSWER_WHOLE,
  CC_ANSWER_WRONG,
  CC_ANSWER_HUNG_UP, /* of a worker: nothing more comes */
} CcAnswerState;

/* How far the BYTES received are an answer. */
CcAnswerState cc_answer_state(const GByteArray *bytes);

/* STAGE and SHARE, or how long PHASE took, as a note, and back; FALSE: it is none. */
guint32 cc_note_progress(CardcatStage stage, double share);
gboolean cc_note_is_progress(guint32 note, CardcatStage *stage, double *share);
guint32 cc_note_spent(CardcatPhase phase, gint64 microseconds);
gboolean cc_note_is_spent(guint32 note, CardcatPhase *phase, guint *milliseconds);

/* Head and name of a question, owned; the photo's bytes follow.  QUESTION NULL: all are read. */
GByteArray *cc_question_head(const char *name, gsize photo_length, const CcQuestion *question);
/* A whole answer, head included, for READINGS (CardcatReading*) or, when NULL, for ERROR. */
GByteArray *cc_answer_encode(const GPtrArray *readings, const GError *error);
/* The reverse, without the head, from an untrusted worker: readings, owned; or NULL with the
 * worker's error; or NULL with CARDCAT_ERROR_PHOTO and UNDERSTOOD set to FALSE. */
GPtrArray *cc_answer_decode(const guint8 *bytes, gsize length, gboolean *understood,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* CARD as a message, and back, without the head, from an untrusted worker; NULL: it is none. */
GByteArray *cc_card_encode(const CardcatReading *card);
CardcatReading *cc_card_decode(const guint8 *bytes, gsize length);

/* ---- how far a photo is -------------------------------------------------------------------- */

/* Shares of the whole way, 0..1. */
typedef struct {
  CardcatProgressFunc tell; /* NULL: nobody is told */
  gpointer data;
  double page, page_end; /* where the page that is read begins and ends */
  double card, card_end; /* of the page's part: the same of the outline that is read */
  double told;
  CardcatPhase phase;           /* that goes on, ... */
  gint64 since;                 /* ... monotonic microseconds; 0: none does */
  gint64 spent[CARDCAT_PHASES]; /* microseconds */
} CcProgress;

/* What is told never goes back.  PROGRESS may always be NULL. */
void cc_progress_page(CcProgress *progress, guint index, guint pages);
void cc_progress_find(CcProgress *progress);
void cc_progress_card(CcProgress *progress, guint index, guint cards);
/* PHASE begins, the one before ends; CARDCAT_PHASES: none begins. */
void cc_progress_phase(CcProgress *progress, CardcatPhase phase);
/* SHARE, 0..1, of the outline that is read is behind it. */
void cc_progress_read(CcProgress *progress, double share);

/* ---- one card of a photo ------------------------------------------------------------------ */

/* What the rooms made of one outline, which may prove to be no card. */
typedef struct {
  CcOutline outline;
  CardcatPoint corners[4]; /* of the card as it is read; pixels of the photo's raster */
  CcRaster *picture;       /* flattened, upright, RGB */
  GPtrArray *lines;        /* CardcatLine* */
  CcFields *fields;
  gboolean in_part, in_table; /* it took too long: print was left unread; one of many outlines */
  CardcatReading *reading;    /* as which it was handed on; NULL: it was not */
} CcCandidate;

void cc_candidate_free(CcCandidate *candidate);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcCandidate, cc_candidate_free)

typedef struct {
  CcOcr *ocr;
  const CcModels *models;
  const char *region;   /* or NULL */
  const char *keep_dir; /* or NULL */
  gboolean no_pair;     /* front and back of a card stay two readings */
  gboolean upright;     /* the card stands on its feet: it is not turned */
  gboolean explain;     /* say how fields were decided, too */
  CcBudget *budget;     /* of the page that is read; or NULL */
  double seconds;       /* of the processor that a page may take; 0: CC_READING_SECONDS */
  CcProgress *progress; /* or NULL */
  /* Takes a card of which it is sure, before the page is read, that it is one, and which; in their
   * order, each until it has a reading.  NULL: nobody does. */
  void (*hand_on)(CcCandidate *card, gpointer data);
  gpointer hand_on_data;
} CcRooms;

/* Of the time for which its worker waits a page may take so much to be read ... */
#define CC_READING_SHARE 0.8
/* ... which is, when nothing else is said: */
#define CC_READING_SECONDS (CC_READING_SHARE * CC_PAGE_SECONDS)

/* The stages of one card, in order.  Never fails: a card without text has no lines. */
CcCandidate *cc_candidate_read(const CcRooms *rooms, const CcPhoto *photo, const CcOutline *outline,
                               CcKeep *keep);

/* Whether PICTURE has a card's proportions, lying or standing. */
gboolean cc_is_card_shaped(const CcRaster *picture);

/* The cards of PHOTO at OUTLINES (GArray of CcOutline), in their order: CcCandidate*, owned; empty
 * when there is none.  Text decides: what reads like no card is dropped, of two outlines over one
 * another the better one stays, and when none is surely a card, or print is left out, the whole
 * picture is tried. STEM names the files of each stage.  REJECTED (or NULL; it points at NULL)
 * gets, where there is no card, what is most like one and has text, owned.  Where the budget is
 * spent the outlines that are left are not read. */
GPtrArray *cc_candidates_read(const CcRooms *rooms, const CcPhoto *photo, const GArray *outlines,
                              const char *stem, CcCandidate **rejected);

/* ---- a photo, all its pages ----------------------------------------------------------------- */

/* A page of a file: in which of its pictures, and there from 0. */
typedef struct {
  GBytes *picture; /* owned */
  int page;
} CcPage;

/* All pages of FILE, CcPage, owned, at least one; see cc_photo_pictures() and cc_photo_pages().
 * CARDCAT_ERROR_PHOTO: it is empty, too large, or has too many. (file.c) */
GArray *cc_pages_find(GBytes *file, GError **error);

/* As cardcat_reader_read(); ERROR does not name the photo. */
GPtrArray *cc_photo_read(const CcRooms *rooms, GBytes *photo, const char *name,
                         const CcWorker *worker, GError **error);
/* As cc_photo_read(), what QUESTION asks for; one reading.  part.c */
GPtrArray *cc_photo_read_part(const CcRooms *rooms, GBytes *photo, const CcQuestion *question,
                              const char *name, GError **error);
/* Four corners clockwise, no one inside the others, in a picture of WIDTH x HEIGHT or nearly. */
gboolean cc_corners_are_card(const CardcatPoint corners[4], double width, double height);
/* PART, RGB, with ground of its border's colour around it. */
CcRaster *cc_spot_on_ground(const CcRaster *part); /* spot.c */
/* The same of a picture of one page that is loaded. */
GPtrArray *cc_photo_read_loaded(const CcRooms *rooms, const CcPhoto *photo, const char *name,
                                GError **error);
/* What is printed inside OUTLINE of PHOTO, whatever it is: one reading.  CARDCAT_ERROR_NO_CARD
 * when that is nothing. */
CardcatReading *cc_photo_read_card(const CcRooms *rooms, const CcPhoto *photo,
                                   const CcOutline *outline, const char *name, GError **error);

/* ---- a reader at work ----------------------------------------------------------------------- */

/* One photo on its way through a reader. */
typedef struct {
  CcBudget budget;
  CcProgress progress;
  CcRooms rooms; /* points at both */
} CcTask;

/* READER's rooms for TASK, as OPTIONS (or NULL) ask, until cc_reader_done(). */
void cc_reader_begin(CardcatReader *reader, const CardcatReadOptions *options, CcTask *task);
void cc_reader_done(CardcatReader *reader);

/* Tesseract holds a model three times while it loads it; the largest that is used is of 89 MB. */
#define CC_LOAD_MEGABYTES 384

/* LATE: the largest model is loaded while the cards of the first photo are looked for. */
CardcatReader *cc_reader_new(const CardcatReaderOptions *options, gboolean late,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cc_reader_free(CardcatReader *reader);
/* As the public functions of these names. */
GPtrArray *cc_reader_read(CardcatReader *reader, GBytes *photo, const char *name,
                          const CardcatReadOptions *options, GError **error);
GArray *cc_find_cards(const CardcatPixels *pixels, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *cc_reader_read_pixels(CardcatReader *reader, const CardcatPixels *pixels,
                                 const char *name, const CardcatReadOptions *options,
                                 GError **error);
CardcatReading *cc_reader_read_card(CardcatReader *reader, const CardcatPixels *pixels,
                                    const CardcatPoint *corners, const char *name,
                                    const CardcatReadOptions *options, GError **error);
int cc_helper_main(void);
/* Opens what the rooms of READER need, and says what they open while they read. */
void cc_reader_open_before(const CardcatReader *reader, CcSandbox *sandbox);
/* As cardcat_reader_read(), for WORKER's pool. */
GPtrArray *cc_reader_read_for(CardcatReader *reader, GBytes *photo, const char *name,
                              const CcWorker *worker, GError **error);

/* ---- JSON ----------------------------------------------------------------------------------- */

typedef struct {
  GString *out;
  gboolean comma; /* something stands before, in the same object or list */
} CcWriter;

/* Each appends one value, with its KEY when it is an object's (else NULL). */
void cc_writer_begin(CcWriter *w, const char *key, char bracket); /* '{' or '[' */
void cc_writer_end(CcWriter *w, char bracket);
void cc_writer_text(CcWriter *w, const char *key, const char *value); /* NULL: null */
void cc_writer_integer(CcWriter *w, const char *key, int value);
/* At most DECIMALS places, without the zeros at the end: the same in every locale. */
void cc_writer_number(CcWriter *w, const char *key, double value, int decimals);
/* As it stands: true, a JSON value of its own. */
void cc_writer_literal(CcWriter *w, const char *key, const char *value);
void cc_writer_confidence(CcWriter *w, double value);
void cc_writer_box(CcWriter *w, CardcatBox b);
void cc_writer_texts(CcWriter *w, const char *key, const GPtrArray *values); /* char* */
/* The members "source" and "unused" of a reading. */
void cc_writer_source(CcWriter *w, const CardcatReading *reading);
void cc_writer_unused(CcWriter *w, const GPtrArray *values); /* CardcatUnused* */

/* How READING came about, of which FOUND are the fields with their explanation: the object
 * "cardcat.explanation/1", owned. */
char *cc_explanation_to_json(const CardcatReading *reading, const CcFields *found);
