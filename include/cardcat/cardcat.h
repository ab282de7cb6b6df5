/* cardcat: business cards to contacts.  The whole public contract of libcardcat.
 *
 * Conventions.  A function that can fail returns FALSE or NULL and sets GError (domain
 * CARDCAT_ERROR); out-parameters are written on success only.  "owned" results are freed by the
 * caller with the named function, "borrowed" ones live as long as what they were asked of.
 * All text is valid UTF-8, NFC, without control characters.  A field that a card does not show is
 * NULL, an empty list is an empty GPtrArray, never NULL.
 * Threads: a reader, a pool or a store is used by one thread at a time; a process may have any
 * number of all three, and of threads. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS
typedef struct _GCancellable GCancellable; /* of <gio/gio.h>, for whoever makes one */

/* Of this header, ... */
#define CARDCAT_VERSION "0.1.0"
/* ... and of the library that is running, borrowed for ever. */
const char *cardcat_version(void);

/* ---- errors ------------------------------------------------------------------------------- */

#define CARDCAT_ERROR (cardcat_error_quark())
GQuark cardcat_error_quark(void);

/* Each code names what the user can do about it. */
typedef enum {
  CARDCAT_ERROR_PHOTO,       /* this file is no readable picture: take or export it again */
  CARDCAT_ERROR_NO_CARD,     /* a good picture that shows no card: take another */
  CARDCAT_ERROR_USAGE,       /* call it differently */
  CARDCAT_ERROR_MISSING,     /* install what is named */
  CARDCAT_ERROR_STORE,       /* the address book cannot be opened, read or written */
  CARDCAT_ERROR_NOT_FOUND,   /* no such contact or card: look at the list */
  CARDCAT_ERROR_OUTPUT,      /* the result could not be written where it should go */
  CARDCAT_ERROR_INTERRUPTED, /* the user ended it */
  CARDCAT_ERROR_AGAIN,       /* its worker died or took too much, not the photo: try it again */
  CARDCAT_ERROR_DAMAGED,     /* the address book is damaged, or a file of another kind: restore a
                                backup, which the message names, or name another */
  CARDCAT_ERROR_INPUT,       /* this file, or a part of it, holds no contacts: look into it */
} CardcatError;

/* The process exit status that stands for ERROR (NULL: 0); documented in the man page. */
int cardcat_error_exit_status(const GError *error);

/* ---- what a card says --------------------------------------------------------------------- */

/* Pixels, origin top-left, y downwards; of which picture is said where it is used. */
typedef struct {
  double x, y;
} CardcatPoint;

typedef struct {
  int x, y, w, h;
} CardcatBox;

typedef enum {
  CARDCAT_PHONE_WORK,
  CARDCAT_PHONE_MOBILE,
  CARDCAT_PHONE_FAX,
  CARDCAT_PHONE_HOME,
  CARDCAT_PHONE_OTHER,
} CardcatPhoneType;

const char *cardcat_phone_type_name(CardcatPhoneType type); /* "work", "mobile", ... */
/* FALSE when NAME is none of the five names. */
gboolean cardcat_phone_type_parse(const char *name, CardcatPhoneType *type);

typedef struct {
  CardcatPhoneType type;
  char *value;     /* as printed, without its label, with its extension */
  char *e164;      /* "+14155550123", or NULL when it is no valid number of a known region */
  char *extension; /* digits, or NULL */
} CardcatPhone;

CardcatPhone *cardcat_phone_new(CardcatPhoneType type, const char *value, const char *e164,
                                const char *extension);
CardcatPhone *cardcat_phone_copy(const CardcatPhone *phone);
void cardcat_phone_free(CardcatPhone *phone);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CardcatPhone, cardcat_phone_free)

typedef struct {
  char *full; /* lines joined by ", " */
  char *street, *locality, *region, *postcode;
  char *country; /* ISO 3166-1 alpha-2 */
} CardcatAddress;

CardcatAddress *cardcat_address_new(void); /* all NULL */
CardcatAddress *cardcat_address_copy(const CardcatAddress *address);
void cardcat_address_free(CardcatAddress *address);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CardcatAddress, cardcat_address_free)

typedef struct {
  char *full; /* NULL: the card names no person */
  char *prefix, *given, *middle, *family, *suffix;
} CardcatName;

typedef struct {
  CardcatName name;
  char *pronouns; /* as the person states them: "she/her" */
  char *organization;
  char *department;
  GPtrArray *titles;    /* char* */
  GPtrArray *emails;    /* char* */
  GPtrArray *phones;    /* CardcatPhone* */
  GPtrArray *urls;      /* char* */
  GPtrArray *addresses; /* CardcatAddress* */
  GPtrArray *notes;     /* char*: lines that fit nowhere else */
} CardcatContact;

CardcatContact *cardcat_contact_new(void); /* nothing known; the lists own their members */
CardcatContact *cardcat_contact_copy(const CardcatContact *contact);
void cardcat_contact_free(CardcatContact *contact);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CardcatContact, cardcat_contact_free)

/* TRUE when nothing is known: no name, organization, e-mail, phone, URL, title or address. */
gboolean cardcat_contact_is_empty(const CardcatContact *contact);

/* ---- the fields of a contact -------------------------------------------------------------- */

/* In the order in which JSON, CSV, vCard and the evidence have them. */
typedef enum {
  CARDCAT_FIELD_NAME,
  CARDCAT_FIELD_PRONOUNS,
  CARDCAT_FIELD_ORGANIZATION,
  CARDCAT_FIELD_DEPARTMENT,
  CARDCAT_FIELD_TITLES,
  CARDCAT_FIELD_EMAILS,
  CARDCAT_FIELD_PHONES,
  CARDCAT_FIELD_URLS,
  CARDCAT_FIELD_ADDRESSES,
  CARDCAT_FIELD_NOTES,
  CARDCAT_FIELDS,
} CardcatField;

typedef enum {
  CARDCAT_KIND_NAME,      /* a CardcatName */
  CARDCAT_KIND_TEXT,      /* a char* */
  CARDCAT_KIND_TEXTS,     /* a list of char* */
  CARDCAT_KIND_PHONES,    /* a list of CardcatPhone* */
  CARDCAT_KIND_ADDRESSES, /* a list of CardcatAddress* */
  CARDCAT_KIND_NOTES,     /* a list of char* that no reading is judged by */
} CardcatFieldKind;

/* What there is to know of a field: a new one is a row of this. */
typedef struct {
  CardcatFieldKind kind;
  gsize offset;        /* of its CardcatName, char* or GPtrArray* in CardcatContact */
  const char *key;     /* "emails": in JSON and evidence, and the store's table of a list */
  const char *name;    /* "email": of one value, where it is typed or chosen; the store's column */
  const char *label;   /* "E-mail": for people */
  const char *columns; /* "email": of CSV, joined by commas */
  const char *vcard;   /* "EMAIL;TYPE=INTERNET": of vCard 3.0; NULL: a line of its note */
  const char *vcard4;  /* "EMAIL": of vCard 4.0, when it is another; NULL: the same */
  gboolean core;       /* the confidence of a reading asks for it */
} CardcatFieldInfo;

/* Borrowed for ever. */
const CardcatFieldInfo *cardcat_field_info(CardcatField field);
/* The field that people see at PLACE, 0..CARDCAT_FIELDS - 1: the title before the organization. */
CardcatField cardcat_field_shown(guint place);
/* TRUE when FIELD has any number of values. */
gboolean cardcat_field_is_list(CardcatField field);
/* FALSE when NAME, of LENGTH bytes (-1: all), is neither key nor name of a field. */
gboolean cardcat_field_find(const char *name, gssize length, CardcatField *field);
/* "emails[0]" or "name" (index 0), owned; and back: FALSE when TEXT is no value of a contact. */
char *cardcat_field_print(CardcatField field, guint index);
gboolean cardcat_field_parse(const char *text, CardcatField *field, guint *index);

/* Where CONTACT keeps FIELD: the text of a single one (a name's: its full form), or NULL; ... */
char **cardcat_contact_text(CardcatContact *contact, CardcatField field);
/* ... and the list, or NULL. */
GPtrArray *cardcat_contact_list(const CardcatContact *contact, CardcatField field);
/* How many values CONTACT has of FIELD. */
guint cardcat_contact_count(const CardcatContact *contact, CardcatField field);
/* Value INDEX of FIELD as it is printed (a number without its extension), borrowed; NULL: none. */
const char *cardcat_contact_value(const CardcatContact *contact, CardcatField field, guint index);
/* Adds to the list FIELD a copy of MEMBER, a char*, CardcatPhone* or CardcatAddress*. */
void cardcat_contact_add(CardcatContact *contact, CardcatField field, gconstpointer member);

/* The same of the types of telephone numbers. */
typedef struct {
  const char *name;   /* "mobile": in JSON and the store */
  const char *choice; /* "phone-mobile": where the kind of a value is chosen */
  const char *label;  /* "Phone, mobile" */
  const char *vcard;  /* "TEL;TYPE=CELL,VOICE" */
} CardcatPhoneTypeInfo;

#define CARDCAT_PHONE_TYPES (CARDCAT_PHONE_OTHER + 1)
const CardcatPhoneTypeInfo *cardcat_phone_type_info(CardcatPhoneType type);

/* TEXT, an address as it is typed or printed, its lines joined by ", ", with the parts that are
 * found in it; owned (cardcat_address_free).  REGION (may be NULL): the country where it says none.
 * It loads the word lists.  CARDCAT_ERROR_MISSING when they are not there. */
CardcatAddress *cardcat_address_from_text(const char *text, const char *region,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- one card read ------------------------------------------------------------------------ */

typedef struct {
  char *text;
  CardcatBox box;    /* pixels of the flattened card */
  double confidence; /* 0..1, the OCR's own, not calibrated */
} CardcatWord;

CardcatWord *cardcat_word_new(const char *text, CardcatBox box, double confidence);
void cardcat_word_free(CardcatWord *word);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CardcatWord, cardcat_word_free)

typedef struct {
  char *text; /* its words joined by a space */
  CardcatBox box;
  double x_height;         /* pixels of the flattened card; 0 where unknown */
  double stroke;           /* mean stroke width in pixels of the flattened card; 0 where unknown */
  double confidence;       /* 0..1, not calibrated */
  GPtrArray *words;        /* CardcatWord* */
  GPtrArray *alternatives; /* char*: what else the whole line may say, best first */
} CardcatLine;

CardcatLine *cardcat_line_new(const char *text, CardcatBox box, double confidence);
CardcatLine *cardcat_line_copy(const CardcatLine *line);
void cardcat_line_free(CardcatLine *line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CardcatLine, cardcat_line_free)

typedef enum { CARDCAT_FROM_OCR, CARDCAT_FROM_QR } CardcatFrom;

/* Why a value is not sure: of all that speaks against it what weighs most. */
typedef enum {
  CARDCAT_DOUBT_NONE,        /* it is sure; or nothing told, as in readings of an older cardcat */
  CARDCAT_DOUBT_CODE,        /* the code says something else than the print */
  CARDCAT_DOUBT_LOOK_ALIKE,  /* a person may take it for another, as look_alike says */
  CARDCAT_DOUBT_DOMAIN,      /* there is no such domain */
  CARDCAT_DOUBT_CUT,         /* it may go on where the photo ends, or was not read to its end */
  CARDCAT_DOUBT_READINGS,    /* its line was read more than once, and not alike */
  CARDCAT_DOUBT_BLURRED,     /* its letters were hardly told */
  CARDCAT_DOUBT_OTHER_FIELD, /* it may be one of another field, as rival says */
  CARDCAT_DOUBT_FORM,        /* it may be none of its field, by its form or its place */
  CARDCAT_DOUBT_MENDED,      /* it is spelled otherwise than it was read */
  CARDCAT_DOUBT_LEFT_OVER,   /* other print on the card was not used */
  CARDCAT_DOUBT_LACKING,     /* the card seems to name nobody, no firm or no way to reach them */
  CARDCAT_DOUBT_ALONE,       /* nothing else on the card proves it */
} CardcatDoubt;

/* "readings-differ", "no-such-domain", ...: the JSON line's word. */
const char *cardcat_doubt_name(CardcatDoubt doubt);
/* The same for people: "two readings differ"; without a full stop.  NULL: none. */
const char *cardcat_doubt_sentence(CardcatDoubt doubt);
/* FALSE when NAME is none of the names. */
gboolean cardcat_doubt_parse(const char *name, CardcatDoubt *doubt);

typedef struct {
  CardcatField field;
  guint index;       /* of the value in a list; else 0 */
  double confidence; /* 0..1: a probability */
  CardcatBox box;    /* pixels of the flattened card; all 0 when it has no place */
  char *text;        /* as OCR or the code gave it, before any repair */
  char *value;       /* what the print says where the contact has what a code says; else NULL */
  CardcatFrom from;
  gboolean on_back; /* it stands on the card's back, and BOX is in that picture */
  char *learned;    /* the kind of what was learned that made it so ("organization"); NULL: none */
  char *look_alike; /* why a person may take the value for another; NULL: nothing says so */
  CardcatDoubt doubt; /* why it is not sure */
  CardcatField rival; /* of DOUBT_OTHER_FIELD: what it may be instead; else FIELD */
} CardcatEvidence;

CardcatEvidence *cardcat_evidence_new(CardcatField field, guint index, double confidence,
                                      CardcatBox box, const char *text, CardcatFrom from);
CardcatEvidence *cardcat_evidence_copy(const CardcatEvidence *evidence);
void cardcat_evidence_free(CardcatEvidence *evidence);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CardcatEvidence, cardcat_evidence_free)

/* Why something that was read is neither in a field nor in the notes. */
typedef enum {
  CARDCAT_UNUSED_NOISE,       /* specks or a piece of a picture, read as letters */
  CARDCAT_UNUSED_ORNAMENT,    /* a bullet, an icon, a rule beside the print */
  CARDCAT_UNUSED_LOOSE,       /* a short word at a line's end, read much worse than the rest */
  CARDCAT_UNUSED_LABEL,       /* it says what stands beside it: "Fax" */
  CARDCAT_UNUSED_REST,        /* the rest of a value that was not read whole */
  CARDCAT_UNUSED_UNSURE,      /* less likely right than wrong */
  CARDCAT_UNUSED_DUPLICATE,   /* the card says it twice */
  CARDCAT_UNUSED_LESS_LIKELY, /* less likely than what is given in its place */
  CARDCAT_UNUSED_FRAGMENT,    /* no value by itself */
  CARDCAT_UNUSED_NO_FIELD,    /* nothing that a contact has */
  CARDCAT_UNUSED_TOO_MUCH,    /* more print than a card has */
} CardcatUnusedReason;

/* "noise", "less-likely", ...: the JSON line's word. */
const char *cardcat_unused_reason_name(CardcatUnusedReason reason);
/* The same for people, as above; without a full stop. */
const char *cardcat_unused_reason_sentence(CardcatUnusedReason reason);
/* FALSE when NAME is none of the names. */
gboolean cardcat_unused_reason_parse(const char *name, CardcatUnusedReason *reason);

/* A line, a piece of one or a value of a code that is neither in a field nor in the notes. */
typedef struct {
  char *text;     /* of the reading of its line that was used */
  CardcatBox box; /* pixels of the flattened card; all 0 when it has no place */
  CardcatUnusedReason reason;
} CardcatUnused;

CardcatUnused *cardcat_unused_new(const char *text, CardcatBox box, CardcatUnusedReason reason);
CardcatUnused *cardcat_unused_copy(const CardcatUnused *unused);
void cardcat_unused_free(CardcatUnused *unused);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CardcatUnused, cardcat_unused_free)

typedef struct CardcatReading {
  char *path;              /* as it was given; "-" for standard input */
  char *sha256;            /* of the photo's bytes, 64 lower-case hexadecimal digits */
  int card;                /* 1.. */
  int cards;               /* in this photo, on all its pages */
  int page;                /* 1.., on which the card is; of a file that has pages */
  int pages;               /* 1 in most files */
  char *warning;           /* what of the photo could not be read, though this was; or NULL */
  char *taken;             /* EXIF time "YYYY-MM-DDTHH:MM:SS" without zone, or NULL */
  CardcatPoint corners[4]; /* top-left, top-right, bottom-right, bottom-left of the card as it is
                              read; pixels of the photo turned upright by its EXIF orientation */
  CardcatContact *contact;
  GPtrArray *evidence; /* CardcatEvidence*, in the order of the contact's fields */
  double confidence;   /* 0..1: that no field needs a touch */
  char *text;          /* all lines in reading order, joined by "\n" */
  GPtrArray *lines;    /* CardcatLine*, in reading order */
  GPtrArray *unused;   /* CardcatUnused*: lines that are in no field and no note, as they are or in
                          pieces, in reading order; then print and codes that became no line */
  GBytes *picture;     /* the flattened card as a JPEG file; NULL when it was not kept */
  int width, height;   /* pixels of the flattened card */
  struct CardcatReading *back; /* the card's other side, of this photo or another; NULL: none was
                           seen. What it says is here, what is unused of it there */
  char *explanation;           /* the JSON object "cardcat.explanation/1" on one line, for
                                  cardcat_format_explanation(); NULL unless asked for */
} CardcatReading;

CardcatReading *cardcat_reading_new(void); /* empty contact and lists */
void cardcat_reading_free(CardcatReading *reading);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CardcatReading, cardcat_reading_free)

/* A field of confidence of this or more counts as sure. */
#define CARDCAT_SURE 0.95
/* TRUE when it names a person or an organization and every field but the notes is sure. */
gboolean cardcat_reading_is_sure(const CardcatReading *reading);
/* The evidence for value INDEX of FIELD, borrowed; NULL when there is none. */
const CardcatEvidence *cardcat_reading_evidence(const CardcatReading *reading, CardcatField field,
                                                guint index);

/* Do READING and NEXT, of two photos shot one after the other, plainly show the two sides of one
 * card, or one side twice?  Only where each is the one card of its photo, both lie in one folder,
 * and, when both tell their time, were shot within two minutes. */
gboolean cardcat_reading_pairs_with(const CardcatReading *reading, const CardcatReading *next);
/* A and B, two sides of one card, as the reading of its front; takes both.  The contact gains what
 * only the back says.  Of one side shot twice the surer reading is the front. */
CardcatReading *cardcat_reading_pair(CardcatReading *a, CardcatReading *b);

/* JPEG, the picture of a reading, as pixels: turned upright by its EXIF orientation, the part
 * inside CROP (pixels of the flattened card, cut to it; NULL: all of it), shrunk or enlarged to the
 * largest size of the same shape within MAX_WIDTH x MAX_HEIGHT (each 1..8192).  Owned: *WIDTH *
 * *HEIGHT * 3 bytes, rows top to bottom without padding, R G B (sRGB).  CARDCAT_ERROR_PHOTO when it
 * cannot be decoded, CARDCAT_ERROR_USAGE when nothing of it is inside CROP. */
GBytes *cardcat_picture_pixels(GBytes *jpeg, const CardcatBox *crop, int max_width, int max_height,
                               int *width, int *height, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same picture as a small JPEG file, within MAX_WIDTH x MAX_HEIGHT (each 1..8192), never
 * enlarged; owned.  CARDCAT_ERROR_PHOTO when it cannot be decoded. */
GBytes *cardcat_picture_thumbnail(GBytes *jpeg, int max_width, int max_height,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The JSON object "cardcat.reading/2", one line without its end, owned (g_free).
 * WITH_LINES adds "lines", "width" and "height", which the book keeps, and any explanation. */
char *cardcat_reading_to_json(const CardcatReading *reading, gboolean with_lines);
/* The same with lines and pictures: all that the address book keeps of a card. */
char *cardcat_reading_to_json_whole(const CardcatReading *reading);
/* The reverse, of each form, and of version 1.  CARDCAT_ERROR_PHOTO: JSON is no such object. */
CardcatReading *cardcat_reading_from_json(const char *json,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The "contact" object alone, and its reverse. */
char *cardcat_contact_to_json(const CardcatContact *contact);
CardcatContact *cardcat_contact_from_json(const char *json,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- what was learned from a person's contacts -------------------------------------------- */

typedef enum {
  CARDCAT_LEARNED_ORGANIZATION,
  CARDCAT_LEARNED_DOMAIN, /* of e-mails and web addresses: "harrow.co.uk" */
  CARDCAT_LEARNED_TITLE,
  CARDCAT_LEARNED_TOWN,
  CARDCAT_LEARNED_COUNTRY, /* ISO 3166-1 alpha-2 */
} CardcatLearnedKind;

const char *cardcat_learned_kind_name(CardcatLearnedKind kind); /* "organization", "domain", ... */
/* FALSE when NAME is none of the five names. */
gboolean cardcat_learned_kind_parse(const char *name, CardcatLearnedKind *kind);

typedef struct {
  CardcatLearnedKind kind;
  char *text;
  char *organization; /* whose domain it is, when all its contacts agree; else NULL */
  guint count;        /* contacts that have it */
  guint corrected;    /* of these, those that a person corrected or edited */
  char *last;         /* UTC: when the last of them changed; or NULL */
} CardcatLearned;

CardcatLearned *cardcat_learned_new(CardcatLearnedKind kind, const char *text);
void cardcat_learned_free(CardcatLearned *learned);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CardcatLearned, cardcat_learned_free)

/* Readings rely on it: a person corrected a contact that has it, or two contacts have it. */
gboolean cardcat_learned_is_used(const CardcatLearned *learned);

/* ---- reading photos in this process ------------------------------------------------------- */

typedef struct CardcatReader CardcatReader;

/* The ISO 3166-1 alpha-2 code of the country that TEXT is: its code of two or three letters in any
 * case, also one out of use, or its name, in languages that the models list.  Owned or NULL. */
char *cardcat_region_find(const char *text);
/* Names of Tesseract's, joined by "+", of languages that can be read, whether their data is
 * installed or not.  CARDCAT_ERROR_USAGE names what is none, and what it was meant to be. */
gboolean cardcat_languages_check(const char *languages, GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  const char *languages;  /* Tesseract's names joined by "+"; NULL: what is installed of the
                             default (script/Latin, else eng) */
  const char *region;     /* ISO 3166-1 alpha-2, of numbers without one; NULL: by each card */
  const char *models_dir; /* NULL: the environment's CARDCAT_MODELS, else beside the
                             library: pkg-config --variable=modelsdir cardcat */
  const char *keep_dir;   /* every stage's picture and lines go there as numbered files; or NULL */
  gboolean no_pair;       /* front and back beside one another stay two readings */
  gboolean explain;       /* readings have their explanation and are not paired; where there is no
                             card comes what is most like one and has text, its card and cards 0 */
  const GPtrArray *learned; /* CardcatLearned*: what readings lean on beside the photo; or NULL.
                               Borrowed until cardcat_reader_new() is back */
} CardcatReaderOptions;

/* Loads all models (about 1 s) and sets malloc() of this process up for large blocks: they come
 * from the heap, in huge pages where the kernel has them (mallopt(3)).  OPTIONS may be NULL.
 * CARDCAT_ERROR_MISSING names the Debian package when language data or models are not there. */
CardcatReader *cardcat_reader_new(const CardcatReaderOptions *options,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cardcat_reader_free(CardcatReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CardcatReader, cardcat_reader_free)

/* The most bytes a photo file may have. */
#define CARDCAT_PHOTO_BYTES_MAX (256u << 20)

/* Is a file named NAME, which begins with HEAD (LENGTH bytes; 32 tell all; may be NULL with 0), to
 * be tried?  It is named or begins as a picture of a kind that cards come in, so that a spoilt
 * photo, or one of a kind that libvips was not built to read, is told of. */
gboolean cardcat_may_hold_cards(const char *name, const guint8 *head, gsize length);
/* How the names of such pictures end, for a dialog: ".jpg,.jpeg,.png", owned. */
char *cardcat_photo_endings(void);

/* A photo is decoded, the cards in it are looked for, then read; each page of a file anew. */
typedef enum { CARDCAT_STAGE_LOAD, CARDCAT_STAGE_FIND, CARDCAT_STAGE_READ } CardcatStage;

/* The phases of its way: its pages are decoded, outlines of cards looked for, cards flattened,
 * lines of print found on them, recognised, and understood. */
typedef enum {
  CARDCAT_PHASE_DECODE,
  CARDCAT_PHASE_OUTLINE,
  CARDCAT_PHASE_FLATTEN,
  CARDCAT_PHASE_PRINT,
  CARDCAT_PHASE_RECOGNISE,
  CARDCAT_PHASE_UNDERSTAND,
  CARDCAT_PHASES,
} CardcatPhase;

const char *cardcat_phase_name(CardcatPhase phase); /* "decode", "outline", ... */

/* How long each phase of a photo took by the clock, of all its pages and what may be cards. */
typedef struct {
  guint milliseconds[CARDCAT_PHASES];
} CardcatSpent;

/* STAGE has begun or gone on, and SHARE, 0..1, of the whole photo is behind it: about, and never
 * less than before.  Called in the thread that reads, from within the function that was called. */
typedef void (*CardcatProgressFunc)(CardcatStage stage, double share, gpointer data);

typedef struct {
  GCancellable *cancellable; /* NULL: nobody ends it.  Borrowed.  Cancelled from any thread, or from
                                PROGRESS, the function is back with CARDCAT_ERROR_INTERRUPTED after
                                the step it is at: within .2 s of processor time, mostly .05 */
  guint seconds;             /* of this thread's processor time that a page may take, after which
                                what was read so far is given, with a warning; 0: 144 */
  CardcatProgressFunc progress; /* or NULL */
  gpointer data;                /* of PROGRESS */
} CardcatReadOptions;

/* Every card of one photo: CardcatReading*, owned (g_ptr_array_unref), never empty, ordered page by
 * page, top to bottom, left to right; front and back of one card, shot side by side or on two
 * pages, are one.  NAME is for messages and source.path.  OPTIONS may be NULL.  The same bytes, and
 * the same learned facts, give the same readings.
 * CARDCAT_ERROR_PHOTO, CARDCAT_ERROR_NO_CARD, CARDCAT_ERROR_INTERRUPTED. */
GPtrArray *cardcat_reader_read(CardcatReader *reader, GBytes *photo, const char *name,
                               const CardcatReadOptions *options,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- pictures as pixels, from a camera or a toolkit ---------------------------------------- */

typedef enum {
  CARDCAT_PIXELS_GREY, /* 1 byte; the Y plane of a YUV frame is this, and enough to find cards */
  CARDCAT_PIXELS_RGB,  /* 3 bytes, sRGB */
  CARDCAT_PIXELS_RGBA, /* 4 bytes; A is not looked at */
  CARDCAT_PIXELS_BGRA, /* the same; Cairo's and Qt's 32 bits on a little-endian machine */
} CardcatPixelFormat;

/* Rows from top to bottom, upright or not: print is turned to its feet by itself.  The caller keeps
 * them; they are copied while the function that gets them runs, and not used once it is back. */
typedef struct {
  const guint8 *data;
  CardcatPixelFormat format;
  int width, height; /* pixels; 1..65500, of all at most 200 million */
  gsize stride;      /* bytes from one row to the next */
} CardcatPixels;

typedef struct {
  CardcatPoint corners[4]; /* pixels of the picture, clockwise; corners[0] is top-left as the
                              picture is held, the print may still stand on its side or head */
  double score;            /* 0..1: how surely there is a card; its print was not asked */
} CardcatOutline;

/* Finds and does not read: the cards whose edges are seen, for a live view.  CardcatOutline, owned
 * (g_array_unref), at most 50, top to bottom and left to right; empty when there is none.  Needs no
 * reader and no models, and may run in any thread.  A frame of 1280 x 720, which is plenty, takes
 * .05 to .1 s, one of 12 megapixels .25 s.  CARDCAT_ERROR_USAGE when PIXELS cannot be. */
GArray *cardcat_find_cards(const CardcatPixels *pixels, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* As cardcat_reader_read(), and CARDCAT_ERROR_USAGE when PIXELS cannot be.  A reading's sha256 is
 * that of its picture's R G B bytes as they were read. */
GPtrArray *cardcat_reader_read_pixels(CardcatReader *reader, const CardcatPixels *pixels,
                                      const char *name, const CardcatReadOptions *options,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Reads one card where a person or cardcat_find_cards() says that it is: CORNERS are four pixels of
 * the picture, clockwise, of a shape without dents, outside of the picture by at most a tenth of
 * it; NULL: the picture is one flattened card.  Whatever is printed there is given, be it a card or
 * not.  Owned (cardcat_reading_free).  CARDCAT_ERROR_USAGE when PIXELS or CORNERS cannot be,
 * CARDCAT_ERROR_NO_CARD when nothing is printed there, CARDCAT_ERROR_INTERRUPTED. */
CardcatReading *cardcat_reader_read_card(CardcatReader *reader, const CardcatPixels *pixels,
                                         const CardcatPoint *corners, const char *name,
                                         const CardcatReadOptions *options,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- reading photos in worker processes --------------------------------------------------- */

typedef struct CardcatPool CardcatPool;

typedef struct {
  guint jobs;      /* workers; 0: as many as there are processors */
  guint seconds;   /* of processor time a page of a photo may take, as its worker spends them: a
                      machine that others use, too, gives up no photo; 0: 180.  After four fifths
                      of them what was read so far is given, with a warning; a worker past all of
                      them, or that uses none at all for two minutes, is given up */
  guint megabytes; /* a worker may take beyond what it was born with; 0: 1024, when late 1408 */
  /* Workers keep the rights of this process.  Else photos are refused, with CARDCAT_ERROR_MISSING,
   * where the system cannot hold a worker to what reading needs. */
  gboolean no_sandbox;
  gboolean late;      /* for one photo now and then: no models are shared, each worker loads its
                         own while it looks for the cards of its first photo */
  const char *helper; /* the program that forks the workers; NULL: the environment's
                         CARDCAT_HELPER, else the cardcat-reader that came with the library */
} CardcatPoolOptions;

/* Starts a helper, a program that loads the models once and forks the workers, which share them:
 * this process may have threads, and holds no models.  All end with the pool or this process,
 * however it ends; what is killed is started anew, and its photo read all the same.
 * Is back when the models are loaded (about 1 s), with CARDCAT_ERROR_MISSING when something is not
 * installed; when late at once, and each photo tells.  Both OPTIONS are copied, may be NULL. */
CardcatPool *cardcat_pool_new(const CardcatReaderOptions *reader, const CardcatPoolOptions *options,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cardcat_pool_free(CardcatPool *pool); /* ends the workers */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CardcatPool, cardcat_pool_free)

guint cardcat_pool_jobs(const CardcatPool *pool);
/* How many photos can be submitted before one must be waited for. */
guint cardcat_pool_idle(const CardcatPool *pool);
/* How many photos were submitted and not given back by cardcat_pool_wait(). */
guint cardcat_pool_busy(const CardcatPool *pool);

/* Gives a photo to an idle worker (there must be one).  TICKET comes back with the result. */
gboolean cardcat_pool_submit(CardcatPool *pool, guint64 ticket, const char *name, GBytes *photo,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The photo TICKET is given up at once: cardcat_pool_wait() gives it back, with
 * CARDCAT_ERROR_INTERRUPTED.  FALSE when no such photo is being read. */
gboolean cardcat_pool_cancel(CardcatPool *pool, guint64 ticket);

/* As CardcatProgressFunc, of the photo TICKET, from within cardcat_pool_wait(); a photo that a new
 * worker reads a second time begins again at 0. */
typedef void (*CardcatPoolProgressFunc)(guint64 ticket, CardcatStage stage, double share,
                                        gpointer data);
void cardcat_pool_set_progress(CardcatPool *pool, CardcatPoolProgressFunc progress, gpointer data);

/* CARD of the photo TICKET is read, though others are not, from within cardcat_pool_wait(): in
 * their order, each once, but the last, which come with the result alone.  How many there are is
 * not known (CARD->cards is 0), nor which is its other side; all come with the photo's result. */
typedef void (*CardcatPoolCardFunc)(guint64 ticket, const CardcatReading *card, gpointer data);
void cardcat_pool_set_card(CardcatPool *pool, CardcatPoolCardFunc card, gpointer data);

/* Where in a photo a card is, as a person says. */
typedef struct {
  guint page;              /* from 1, as a reading's; 0: 1 */
  CardcatPoint corners[4]; /* as of cardcat_reader_read_card(), pixels of the page, which is turned
                              upright by its EXIF orientation */
  gboolean is_upright;     /* the print's top left is at corners[0]: it is not turned by itself */
} CardcatPlace;

/* As cardcat_pool_submit(), for one card, whatever is printed there.  PLACE NULL: the first page is
 * that card, flat, on its feet, and the reading's corners are 0.  CARDCAT_ERROR_USAGE comes when
 * the corners are those of none, CARDCAT_ERROR_NO_CARD when nothing is printed there. */
gboolean cardcat_pool_submit_card(CardcatPool *pool, guint64 ticket, const char *name,
                                  GBytes *photo, const CardcatPlace *place,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same for what stands in BOX of a card's picture. */
gboolean cardcat_pool_submit_spot(CardcatPool *pool, guint64 ticket, const char *name,
                                  GBytes *picture, const CardcatBox *box,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A page (from 1) of a photo of any kind that can be read, to be looked at: the reading that comes
 * has nothing but a picture, within EDGE pixels, its width and height, and as corners those of the
 * page in the pixels that corners of readings are told in.  A JPEG file that is small enough stays
 * as it is, but for its remarks. */
gboolean cardcat_pool_submit_picture(CardcatPool *pool, guint64 ticket, const char *name,
                                     GBytes *photo, guint page, guint edge,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  guint64 ticket;
  GPtrArray *readings; /* owned: CardcatReading*; NULL when it failed */
  GError *error; /* owned: why it failed; CARDCAT_ERROR_AGAIN: its worker crashed, ran too long,
                    stood still or took too much memory; cards that it had are given, warned of */
  CardcatSpent spent; /* by its worker; nothing when it gave no answer */
} CardcatPoolResult;

void cardcat_pool_result_clear(CardcatPoolResult *result);

/* Waits for the next finished photo, at most MILLISECONDS (-1: for ever).  TRUE: RESULT was
 * written.  FALSE without error: time is up, or a signal came; with error: the pool broke. */
gboolean cardcat_pool_wait(CardcatPool *pool, int milliseconds, CardcatPoolResult *result,
                           GError **error);

/* All that the helper program does; for its main(). */
int cardcat_helper_main(void);

/* ---- the address book --------------------------------------------------------------------- */

typedef struct CardcatStore CardcatStore;

typedef enum {
  CARDCAT_STORE_READ,   /* must exist */
  CARDCAT_STORE_WRITE,  /* must exist */
  CARDCAT_STORE_CREATE, /* made, with its folder, when missing */
} CardcatStoreMode;

/* CARDCAT_DB, else $XDG_DATA_HOME/cardcat/cards.db, else in $HOME/.local/share; owned (g_free).
 * NULL where the last two are no absolute paths. */
char *cardcat_store_default_path(void);
/* A book that another program is writing to is waited for, so many seconds each time. */
#define CARDCAT_STORE_WAIT_SECONDS 30

/* Asked again and again while the book FILE is waited for, from within the function that needs it:
 * WAITED milliseconds so far, 0 when a wait begins.  FALSE: wait no longer. */
typedef gboolean (*CardcatBusyFunc)(const char *file, guint waited, gpointer data);

/* Something that is to be known and stops nothing: an automatic backup could not be made. */
typedef void (*CardcatWarnFunc)(const char *message, gpointer data);
/* Seconds since 1970, UTC. */
typedef gint64 (*CardcatClockFunc)(gpointer data);

typedef struct {
  CardcatBusyFunc busy;   /* NULL: wait without a word */
  gpointer data;          /* of all three; borrowed as long as the store is open */
  CardcatWarnFunc warn;   /* NULL: nobody is told */
  CardcatClockFunc clock; /* NULL: this machine's */
} CardcatStoreOptions;

/* Of every function of a store: CARDCAT_ERROR_STORE when the book cannot be used, also when it was
 * waited for in vain; CARDCAT_ERROR_DAMAGED; CARDCAT_ERROR_INTERRUPTED when a CardcatBusyFunc ended
 * the wait.
 * To open a book to be written also checks it, once a day and after a writer that did not end;
 * makes an automatic backup of what it holds once a week; and deletes for good what can be undone
 * no more.  An older cardcat's book is brought up to date, to be read as well, after a backup. */
CardcatStore *cardcat_store_open(const char *path, CardcatStoreMode mode,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same with OPTIONS, which are copied; NULL: none. */
CardcatStore *cardcat_store_open_with(const char *path, CardcatStoreMode mode,
                                      const CardcatStoreOptions *options,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Its file, an absolute path; borrowed. */
const char *cardcat_store_path(const CardcatStore *store);
void cardcat_store_free(CardcatStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CardcatStore, cardcat_store_free)

/* How a person was met: given once per batch, kept with each card; a contact has a list of them. */
typedef struct {
  /* Of a contact's meeting: its own for ever, however it is changed and whoever it is merged into;
   * what is given to the store as a new one has none, whatever stands here. */
  gint64 id;
  char *event;
  char *met_on; /* YYYY-MM-DD */
  char *introduced_by;
  char *note;
  GPtrArray *tags; /* char* */
  gboolean send_follow_up;
  char *followed_up;   /* UTC, "YYYY-MM-DDTHH:MM:SSZ": it was sent then; NULL: not yet */
  char *drafted;       /* the same of its draft; an edit keeps it, and the next */
  char *snoozed_until; /* UTC: it was put off until then; NULL: it was not */
  char *taken_on;      /* YYYY-MM-DD: the day its photo was taken, from which met_on is; NULL: from
                          none.  Where met_on is another day, somebody said it since */
  char *event_place;   /* of a contact's meeting, what is known of its event; NULL: nothing */
  char *event_starts, *event_ends; /* YYYY-MM-DD: its first and its last day */
  char *event_group;               /* whose it is */
} CardcatMeeting;

CardcatMeeting *cardcat_meeting_new(void); /* nothing but send_follow_up = TRUE */
CardcatMeeting *cardcat_meeting_copy(const CardcatMeeting *meeting);
void cardcat_meeting_free(CardcatMeeting *meeting);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CardcatMeeting, cardcat_meeting_free)
/* A and B tell of one meeting: one day (or none), and no other event or introducer.  One that tells
 * nothing at all is any other, unless only one of the two was written to. */
gboolean cardcat_meeting_is_same(const CardcatMeeting *a, const CardcatMeeting *b);
/* INTO, the same meeting as FROM, keeps what it knows and gains what only FROM knows, of notes and
 * tags all; a follow-up wanted by one is wanted, and sent when one's is. */
void cardcat_meeting_merge(CardcatMeeting *into, const CardcatMeeting *from);
/* The day on which it took place, borrowed: the one that somebody said, else the last of its event,
 * else the one of its photo; NULL: nothing tells it. */
const char *cardcat_meeting_day(const CardcatMeeting *meeting);
/* It is still to be written after it: send_follow_up, and not followed up. */
gboolean cardcat_meeting_is_to_write(const CardcatMeeting *meeting);

typedef enum {
  CARDCAT_PHOTO_NEW,    /* never seen */
  CARDCAT_PHOTO_READ,   /* its cards are in the book */
  CARDCAT_PHOTO_FAILED, /* it was tried and could not be read, or held no card */
} CardcatPhotoState;

/* What is known of the photo with these bytes.  When it failed, MESSAGE (may be NULL) gets the
 * sentence it failed with, owned. */
gboolean cardcat_store_photo_state(CardcatStore *store, const char *sha256,
                                   CardcatPhotoState *state, char **message,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The photo and all its cards (state: to review) in one transaction, with the photos of their
 * backs, which hold no cards of their own.  A back whose photo the book has with a card of its own
 * is taken off its reading.  CARD_IDS (may be NULL) gets gint64s, owned. */
gboolean cardcat_store_add_readings(CardcatStore *store, GPtrArray *readings,
                                    const CardcatMeeting *meeting, GArray **card_ids,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What became of a card that was read again. */
typedef enum {
  CARDCAT_AGAIN_NEW,     /* the book had no card at its place in the photo: it is to review */
  CARDCAT_AGAIN_INSTEAD, /* it still is to review, with the new reading; what was typed stays */
  CARDCAT_AGAIN_BESIDE,  /* its card was decided and stays: the new reading is a further card */
  CARDCAT_AGAIN_SAME,    /* its card was decided, and the new reading says nothing else */
} CardcatAgain;

typedef struct {
  CardcatAgain what;
  gint64 card_id;    /* with this reading; SAME: of the card that was decided */
  gint64 contact_id; /* whom the card at its place was saved as; 0: nobody */
} CardcatReadAgain;

/* READINGS of photos that the book may know already, read anew, in one transaction.  Each becomes
 * what CardcatAgain says; the back of a card whose photo has a card of its own becomes one more
 * reading.  MEETING (may be NULL): what is said now of how they were met, which wins over what was
 * said before; DAY (may be NULL): when a card that is new was met, where MEETING has no day.
 * CARDS (may be NULL) gets CardcatReadAgains, one for each reading, owned. */
gboolean cardcat_store_read_again(CardcatStore *store, GPtrArray *readings,
                                  const CardcatMeeting *meeting, const char *day, GArray **cards,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cardcat_store_add_failure(CardcatStore *store, const char *path, const char *sha256,
                                   const char *message, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A photo that could not be read, or held no card. */
typedef struct {
  gint64 id;
  char *path; /* where it lay, or what it was called when it was added */
  char *sha256;
  char *message; /* why */
  char *added;   /* UTC */
} CardcatFailure;

void cardcat_failure_free(CardcatFailure *failure);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CardcatFailure, cardcat_failure_free)

/* The last 500 of them: CardcatFailure*, the last first, owned. */
GPtrArray *cardcat_store_failures(CardcatStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The photo with these bytes, if it failed, was never seen. */
gboolean cardcat_store_forget_failure(CardcatStore *store, const char *sha256,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Ids of the cards of the photo with these bytes, gint64, in the photo's order, owned
 * (g_array_unref); empty when it is not known or held none. */
GArray *cardcat_store_photo_cards(CardcatStore *store, const char *sha256,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A card of the book. */
typedef enum { CARDCAT_CARD_TO_REVIEW, CARDCAT_CARD_SAVED, CARDCAT_CARD_REJECTED } CardcatCardState;

typedef struct {
  gint64 id;
  CardcatCardState state;
  CardcatReading *reading; /* with lines and picture */
  CardcatMeeting *meeting;
  CardcatContact *draft; /* what a person typed and has not decided yet; NULL: nothing */
  gint64 contact_id;     /* 0: none */
  char *version; /* hexadecimal digits: the same as long as state, reading, draft and meeting are */
} CardcatCard;

void cardcat_card_free(CardcatCard *card);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CardcatCard, cardcat_card_free)

CardcatCard *cardcat_store_get_card(CardcatStore *store, gint64 id,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The picture of the card's front, a JPEG file; owned.  NULL without error: it has none. */
GBytes *cardcat_store_picture(CardcatStore *store, gint64 card_id,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Hexadecimal digits, the same as long as the picture of the card's front is; owned.  NULL without
 * error: it has none.  Much quicker than the card. */
char *cardcat_store_picture_mark(CardcatStore *store, gint64 card_id,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Ids of the cards to review, gint64, oldest first, owned (g_array_unref). */
GArray *cardcat_store_to_review(CardcatStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Decisions.  Each is one transaction, is kept in the history and can be undone.
 * save: CONTACT (NULL: the card's draft, else as it was read) becomes a contact of the book or,
 * with MERGE_INTO > 0, is merged into that one, which gains the card's meeting; of two firms the
 * one that was met later is its firm, the other a former job; what differs from the reading is kept
 * as corrections.  A card that is saved already changes its contact and the meeting it came with.
 * MEETING (NULL: the card's) and CONTACT_ID may be NULL.  reject: CARDCAT_ERROR_USAGE if saved. */
gboolean cardcat_store_save_card(CardcatStore *store, gint64 card_id, const CardcatContact *contact,
                                 const CardcatMeeting *meeting, gint64 merge_into,
                                 gint64 *contact_id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same with a choice made field by field: INTO becomes RESULT and nothing else, and gains
 * MEETING.  CONTACT is what the card says, for the corrections. */
gboolean cardcat_store_merge_card(CardcatStore *store, gint64 card_id,
                                  const CardcatContact *contact, const CardcatMeeting *meeting,
                                  gint64 into, const CardcatContact *result,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What a person has typed for a card to review so far: kept until it is decided. */
gboolean cardcat_store_keep_draft(CardcatStore *store, gint64 card_id,
                                  const CardcatContact *contact, const CardcatMeeting *meeting,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cardcat_store_reject_card(CardcatStore *store, gint64 card_id,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Ids of the cards that were rejected, gint64, the last first, of the last 500; owned. */
GArray *cardcat_store_rejected(CardcatStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A rejected card is to review again, as it was; a decision.  CARDCAT_ERROR_USAGE: it is none. */
gboolean cardcat_store_reconsider_card(CardcatStore *store, gint64 card_id,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The sides of a card; decisions, too, of cards in any state.  CARDCAT_ERROR_USAGE: it has no back.
 * turn: the front or the back, clockwise by QUARTERS * 90 degrees: boxes, lines and corners with
 * the picture, which stays the same JPEG data with another EXIF orientation. swap: the front
 * becomes the back. split: of two cards that were joined wrongly the back becomes a card of its
 * own, to review, with what was read from it; what both sides say stays with both, a draft with the
 * front.  BACK_ID (may be NULL): its id. */
gboolean cardcat_store_turn_card(CardcatStore *store, gint64 card_id, gboolean back, int quarters,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cardcat_store_swap_sides(CardcatStore *store, gint64 card_id,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cardcat_store_split_card(CardcatStore *store, gint64 card_id, gint64 *back_id,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The front, or the back, of a card to review was read again, as READING: its picture, text, lines
 * and values are these from now on, and its corners where READING has any that are not 0; of the
 * other side and of the photo all stays as it was told.  What a person typed stays, the rest of a
 * draft becomes what is read now.  A decision.  CARDCAT_ERROR_USAGE: it is decided or has none. */
gboolean cardcat_store_renew_side(CardcatStore *store, gint64 card_id, gboolean back,
                                  const CardcatReading *reading,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Where the photo with these bytes lay, or what it was called; owned.  NULL: it is not known. */
char *cardcat_store_photo_path(CardcatStore *store, const char *sha256,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Takes the last decision back that was not taken back yet, for at least a day, by days on which
 * the book was opened to be written: a clock that is set wrong for a while ends nothing.
 * DESCRIPTION, owned: "saved Ada Beck". CARD_ID (may be NULL): its card or 0.
 * CARDCAT_ERROR_NOT_FOUND. */
gboolean cardcat_store_undo(CardcatStore *store, char **description, gint64 *card_id,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* There is one. */
gboolean cardcat_store_can_undo(CardcatStore *store, gboolean *can,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Who knows whom. */
typedef enum {
  CARDCAT_LINK_KNOWS,         /* they know each other, whichever of the two has the link */
  CARDCAT_LINK_INTRODUCED_BY, /* the other brought you together with this one */
} CardcatLinkKind;

/* "knows", "introduced by". */
const char *cardcat_link_kind_name(CardcatLinkKind kind);
/* FALSE when NAME, with "-" or a blank in it, is neither. */
gboolean cardcat_link_kind_parse(const char *name, CardcatLinkKind *kind);

/* From a contact to another, or to a name that is nobody's in the book. */
typedef struct {
  CardcatLinkKind kind;
  gboolean theirs; /* it is the other's own: that one knows this one, was introduced by this one */
  gint64 contact;  /* the other; 0: nobody of the book, or removed */
  char *uid;       /* the other's, also when it is gone; NULL: a name alone */
  char *name;      /* what the other is called, or was */
} CardcatLink;

CardcatLink *cardcat_link_new(CardcatLinkKind kind, const char *uid, const char *name);
CardcatLink *cardcat_link_copy(const CardcatLink *link);
void cardcat_link_free(CardcatLink *link);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CardcatLink, cardcat_link_free)
/* "knows Ben Ash", "introduced Ben Ash": LINK as said of the contact that has it; owned. */
char *cardcat_link_say(const CardcatLink *link);

/* What a person did before: a former job. */
typedef struct {
  char *organization, *department;
  char *title;         /* several joined by ", " */
  char *since, *until; /* YYYY-MM-DD: the first and the last day on which it was known; or NULL */
} CardcatChapter;

CardcatChapter *cardcat_chapter_copy(const CardcatChapter *chapter);
void cardcat_chapter_free(CardcatChapter *chapter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CardcatChapter, cardcat_chapter_free)
/* "Head of optics, Harrow Ltd", owned. */
char *cardcat_chapter_describe(const CardcatChapter *chapter);
/* A and B are of one firm, however it is written, or neither names one. */
gboolean cardcat_contact_has_same_firm(const CardcatContact *a, const CardcatContact *b);
/* The same, and they have a title in common, or one of them has none. */
gboolean cardcat_contact_has_same_job(const CardcatContact *a, const CardcatContact *b);

/* A person of the book. */
typedef struct {
  gint64 id;
  char *uid; /* RFC 4122 UUID: stable for ever */
  CardcatContact *contact;
  GPtrArray *meetings;     /* CardcatMeeting*, at least one: the last day first, those without a day
                              behind them, of one day what was noted last */
  CardcatMeeting *meeting; /* the first of them, borrowed */
  GPtrArray *groups;       /* char*: those that it belongs to itself, by name */
  GPtrArray *group_facts;  /* CardcatGroup*: what is known of these and of its events' groups */
  GPtrArray *links;        /* CardcatLink*: its own as they were made, then those that are theirs */
  char *created, *changed; /* UTC, "YYYY-MM-DDTHH:MM:SSZ" */
  char *removed;           /* UTC; NULL: it is in the book */
  GArray *cards;           /* gint64 */
  char *portrait; /* SHA-256 of the picture that came with it, hexadecimal digits; NULL: none did */
  char *since;    /* YYYY-MM-DD: from when on the firm is this one; NULL: not known */
  GPtrArray *chapters; /* CardcatChapter*: former jobs, the last first */
  char *keep_in_touch; /* how often, an interval; NULL: as its tags say */
  char *in_touch;      /* YYYY-MM-DD: the last contact that was noted by hand; NULL: none */
  char *quiet_until;   /* UTC: it is not to be shown as out of touch until then; NULL: it is */
  gint64 twin;    /* a contact that may be the same person, the most alike; 0: nobody seems to be */
  gint64 version; /* the same as long as contact and meetings are */
} CardcatEntry;

void cardcat_entry_free(CardcatEntry *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CardcatEntry, cardcat_entry_free)

/* BOTH, made of HERE and THERE, two forms of one contact, has the former jobs of either.  Where
 * they have different jobs its own is THERE's when that IS_LATER, else HERE's, and the other is a
 * former one until the day on which THERE was last changed, else today. */
void cardcat_entry_merge_jobs(CardcatEntry *both, const CardcatEntry *here,
                              const CardcatEntry *there, gboolean is_later);

CardcatEntry *cardcat_store_get_contact(CardcatStore *store, gint64 id,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The picture of ENTRY, a JPEG file: the one that came with it, else that of the front of its first
 * card; owned.  NULL without error: it has none. */
GBytes *cardcat_store_entry_picture(CardcatStore *store, const CardcatEntry *entry,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The contact has no portrait any more; a decision.  CARDCAT_ERROR_NOT_FOUND: also, it had none. */
gboolean cardcat_store_drop_portrait(CardcatStore *store, gint64 id,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* No portrait's edge is longer, in pixels: as that of a card. */
#define CARDCAT_PORTRAIT_EDGE 1600
/* Contacts that hold every word of WORDS (NULL or "": all), by family name; of these at most LIMIT
 * (0: all) from OFFSET on.  CardcatEntry*, owned, here and below. */
GPtrArray *cardcat_store_search(CardcatStore *store, const char *words, guint offset, guint limit,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* How many there are in all. */
gboolean cardcat_store_search_count(CardcatStore *store, const char *words, guint *count,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* In which order contacts are found; whoever lacks what it goes by comes last. */
typedef enum {
  CARDCAT_SORT_NAME, /* by family name */
  CARDCAT_SORT_ORGANIZATION,
  CARDCAT_SORT_EVENT,
  CARDCAT_SORT_MET,     /* by the day of the last meeting */
  CARDCAT_SORT_ADDED,   /* to the book */
  CARDCAT_SORT_CHANGED, /* last */
  CARDCAT_SORT_ID,
} CardcatSort;

/* "name", "met", ...; FALSE when NAME is none of them. */
gboolean cardcat_sort_parse(const char *name, CardcatSort *sort);

/* Which contacts are meant: those for which all holds that is given.  All borrowed; NULL: any.
 * What concerns a meeting holds for one of theirs.  Events, names and tags are compared whole,
 * without case of ASCII letters. */
typedef struct {
  const char *words; /* each is somewhere in the contact */
  const char *event, *introduced_by;
  const char *group;       /* they belong to it, or were met at an event of it */
  const char *const *tags; /* ended by NULL; each is one of theirs */
  const char *since;       /* YYYY-MM-DD: a meeting's day is that or later, else added then */
  gboolean to_write;       /* still to be written to */
  CardcatSort sort;
  gboolean descending;
  guint offset, limit; /* of these at most LIMIT (0: all) from OFFSET on */
} CardcatFilter;

/* Their ids, gint64, in order, owned (g_array_unref). */
GArray *cardcat_store_find(CardcatStore *store, const CardcatFilter *filter,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Of the contacts with IDS (gint64, COUNT of them) those that are in the book, in this order. */
GPtrArray *cardcat_store_get_contacts(CardcatStore *store, const gint64 *ids, guint count,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same with no lists but PARTS; MEETINGS also has tags, OTHERS all that has no part here. */
#define CARDCAT_PART_LIST(field) (1u << (field))
#define CARDCAT_PART_MEETINGS (1u << CARDCAT_FIELDS)
#define CARDCAT_PART_OTHERS (2u << CARDCAT_FIELDS)
#define CARDCAT_PART_TWIN (4u << CARDCAT_FIELDS)
#define CARDCAT_PART_ALL (~0u)
GPtrArray *cardcat_store_get_parts(CardcatStore *store, const gint64 *ids, guint count, guint parts,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Contacts that are still to be written to after one meeting at least.  By the day of the first
 * such meeting, else that on which they came into the book: longest ago first.
 * cardcat_store_counts() counts them. */
GPtrArray *cardcat_store_follow_ups(CardcatStore *store, guint offset, guint limit,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Contacts with a meeting at which something was promised, cardcat_promises(), and is not kept. */
GPtrArray *cardcat_store_promised(CardcatStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Ids of the contacts that cards, or hands, were saved as in the time that can be undone, gint64,
 * the last saved first, of the last 500; owned (g_array_unref). */
GArray *cardcat_store_saved_lately(CardcatStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Contacts that were removed and can be restored, the last removed first. */
GPtrArray *cardcat_store_removed(CardcatStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* CONTACT, which came with no card, is a new one; MEETING may be NULL: nothing is known of it.  A
 * decision.  CONTACT_ID may be NULL.  CARDCAT_ERROR_USAGE when it is empty. */
gboolean cardcat_store_add_contact(CardcatStore *store, const CardcatContact *contact,
                                   const CardcatMeeting *meeting, gint64 *contact_id,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A CONTACT or MEETING that is NULL stays as it is.  MEETING is that of its id, without one the
 * first: CARDCAT_ERROR_NOT_FOUND when the contact has none of that id. */
gboolean cardcat_store_edit_contact(CardcatStore *store, gint64 id, const CardcatContact *contact,
                                    const CardcatMeeting *meeting,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same, and what firm and titles were before is a former job from DAY ("YYYY-MM-DD") on.
 * CARDCAT_ERROR_USAGE when neither is changed, or DAY is none. */
gboolean cardcat_store_change_job(CardcatStore *store, gint64 id, const CardcatContact *contact,
                                  const CardcatMeeting *meeting, const char *day,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Former job WHICH (from 0) was none; a decision.  CARDCAT_ERROR_NOT_FOUND. */
gboolean cardcat_store_drop_chapter(CardcatStore *store, gint64 id, guint which,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The list of a contact's meetings; decisions, each.  add: MEETING becomes another one, or is
 * merged into the one that it is the same as; MEETING_ID (may be NULL): its id.  change: of the
 * meeting MEETING_ID.  remove: without its last meeting a contact was met nobody knows how, and is
 * not to be written to.  CARDCAT_ERROR_NOT_FOUND; CARDCAT_ERROR_USAGE when a day is none. */
gboolean cardcat_store_add_meeting(CardcatStore *store, gint64 contact_id,
                                   const CardcatMeeting *meeting, gint64 *meeting_id,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cardcat_store_change_meeting(CardcatStore *store, gint64 contact_id, gint64 meeting_id,
                                      const CardcatMeeting *meeting,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cardcat_store_remove_meeting(CardcatStore *store, gint64 contact_id, gint64 meeting_id,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What is done about writing to somebody after a meeting that asks for it (send_follow_up). */
typedef enum {
  CARDCAT_FOLLOW_UP_DUE,     /* nothing yet */
  CARDCAT_FOLLOW_UP_DRAFTED, /* there is a letter, not sent yet */
  CARDCAT_FOLLOW_UP_SNOOZED, /* put off, with or without a letter */
  CARDCAT_FOLLOW_UP_SENT,
  CARDCAT_FOLLOW_UP_SKIPPED, /* nothing is to be written */
} CardcatFollowUpState;

const char *cardcat_follow_up_state_name(CardcatFollowUpState state); /* "due", "drafted", ... */
/* At NOW, seconds since 1970: what was put off is due again when its time has come. */
CardcatFollowUpState cardcat_meeting_state(const CardcatMeeting *meeting, gint64 now);
/* The meeting's state becomes STATE, now; DUE also where it was settled.  UNTIL, of SNOOZED: UTC,
 * as snoozed_until.  Several changes are one decision while nobody decides anything else between:
 * of the first *DECISION is 0, then handed on; it may be NULL.  CARDCAT_ERROR_NOT_FOUND. */
gboolean cardcat_store_set_follow_up(CardcatStore *store, gint64 contact_id, gint64 meeting_id,
                                     CardcatFollowUpState state, const char *until,
                                     gint64 *decision, GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  CardcatFollowUpState state;
  char *until; /* of SNOOZED, UTC; else NULL */
  char *made;  /* UTC */
} CardcatFollowUpChange;

void cardcat_follow_up_change_free(CardcatFollowUpChange *change);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CardcatFollowUpChange, cardcat_follow_up_change_free)
/* What was done about the meeting, in order: CardcatFollowUpChange*, owned. */
GPtrArray *cardcat_store_follow_up_changes(CardcatStore *store, gint64 meeting_id,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What is still to be written to a contact, after whichever meetings, is settled: WRITTEN, it was
 * sent now; else it is not wanted.  One decision. */
gboolean cardcat_store_settle_follow_ups(CardcatStore *store, gint64 contact_id, gboolean written,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- keeping in touch ---- */

/* How often one wants to be in touch, as it is kept: "10 days", "6 weeks", "3 months", "1 year"; or
 * this: it does not matter, whatever the tags say. */
#define CARDCAT_INTERVAL_OFF "off"
/* TEXT, "3 months", "3m", "6 w", as it is kept; owned.  CARDCAT_ERROR_USAGE: it is none. */
char *cardcat_interval_parse(const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The day INTERVAL, as it is kept, after DAY ("YYYY-MM-DD"); owned.  NULL: there is none. */
char *cardcat_interval_after(const char *interval, const char *day);

/* How often one wants to be in touch with everybody who has a tag. */
typedef struct {
  char *tag;
  char *interval;
} CardcatTagInterval;

void cardcat_tag_interval_free(CardcatTagInterval *one);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CardcatTagInterval, cardcat_tag_interval_free)

/* Decisions, each.  INTERVAL as typed; NULL: as the contact's tags say, of a tag: nothing is.
 * CARDCAT_ERROR_USAGE: it is none; CARDCAT_ERROR_NOT_FOUND. */
gboolean cardcat_store_keep_in_touch(CardcatStore *store, gint64 contact_id, const char *interval,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cardcat_store_keep_tag_in_touch(CardcatStore *store, const char *tag, const char *interval,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* One was in touch on DAY ("YYYY-MM-DD"), by whatever means; a later day that was noted stays. */
gboolean cardcat_store_note_in_touch(CardcatStore *store, gint64 contact_id, const char *day,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* They are not shown as out of touch before UNTIL, UTC. */
gboolean cardcat_store_put_off_touch(CardcatStore *store, gint64 contact_id, const char *until,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* All tags with an interval, CardcatTagInterval*, by tag; owned, as the next. */
GPtrArray *cardcat_store_tag_intervals(CardcatStore *store,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Contacts that have an interval, of their own or by a tag. */
GPtrArray *cardcat_store_kept_in_touch(CardcatStore *store,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- who knows whom ---- */

/* The contact ID has a link of KIND to the contact OTHER, or (0) to NAME, which is nobody's in the
 * book; or (LINKED FALSE) has it no more, on whichever side it stands.  Whoever was introduced and
 * nobody noted by whom, was so by OTHER's name from now on.  A decision.  CARDCAT_ERROR_NOT_FOUND,
 * also when there is no such link to remove; CARDCAT_ERROR_USAGE: one contact, or no name. */
gboolean cardcat_store_set_link(CardcatStore *store, gint64 id, CardcatLinkKind kind, gint64 other,
                                const char *name, gboolean linked,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A name alone, of FROM's link of KIND or in how FROM was met, that contact TO has. */
typedef struct {
  gint64 from, to;
  CardcatLinkKind kind;
  char *from_name, *to_name; /* as the book has them */
} CardcatLinkOffer;

void cardcat_link_offer_free(CardcatLinkOffer *offer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CardcatLinkOffer, cardcat_link_offer_free)
/* "Ada Beck was introduced by Ben Ash", "Ada Beck knows Ben Ash": what OFFER would say; owned. */
char *cardcat_link_offer_say(const CardcatLinkOffer *offer);
/* Those that are to the contact ID or (0) to anybody, or are its own: CardcatLinkOffer*, owned.
 * Names are equal without case and accents; one that two contacts have is offered for neither. */
GPtrArray *cardcat_store_link_offers(CardcatStore *store, gint64 id,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Two contacts that are one person, in one decision: INTO becomes RESULT (NULL: what
 * cardcat_contact_merge() makes of both) and gains FROM's meetings, links and cards; FROM is
 * hidden.  The one that came into the book first stays, whichever it is, with its id and UID: what
 * is said of INTO is said of what both become.  CARDCAT_ERROR_USAGE when they are the same. */
gboolean cardcat_store_merge_contacts(CardcatStore *store, gint64 from, gint64 into,
                                      const CardcatContact *result,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Hidden at once; restorable by undo or restore until the next day, then it may be purged. */
gboolean cardcat_store_remove_contact(CardcatStore *store, gint64 id,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cardcat_store_restore_contact(CardcatStore *store, gint64 id,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Contacts that may be the same person as CONTACT: CardcatEntry*, best first, owned. */
GPtrArray *cardcat_store_duplicates(CardcatStore *store, const CardcatContact *contact,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Where people are met: made when a meeting first names it, and called the same by all of them. */
typedef struct {
  gint64 id;
  char *name;          /* no two differ in the case of letters alone */
  char *place;         /* NULL: not known, as the next two */
  char *starts, *ends; /* YYYY-MM-DD */
  char *group;         /* whose it is */
  gint64 people;       /* contacts that were met there */
} CardcatEvent;

void cardcat_event_free(CardcatEvent *event);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CardcatEvent, cardcat_event_free)

/* CardcatEvent*, the last first, by their first day, else that of the last meeting; owned. */
GPtrArray *cardcat_store_events(CardcatStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The one called NAME, owned.  CARDCAT_ERROR_NOT_FOUND. */
CardcatEvent *cardcat_store_find_event(CardcatStore *store, const char *name,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* CardcatEntry* met at event ID, by family name; at most LIMIT (0: all) from OFFSET on; owned. */
GPtrArray *cardcat_store_event_people(CardcatStore *store, gint64 id, guint offset, guint limit,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The event with EVENT's id gets its name, for all meetings there, its place, days and group, which
 * is made when there is none of that name; a decision.  CARDCAT_ERROR_NOT_FOUND;
 * CARDCAT_ERROR_USAGE when another is called so, it has no name, or a day is none. */
gboolean cardcat_store_change_event(CardcatStore *store, const CardcatEvent *event,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Event ID, where nobody was met and no card to review is from, is no more; a decision.  (What else
 * nothing is known of goes by itself.)  CARDCAT_ERROR_NOT_FOUND, CARDCAT_ERROR_USAGE. */
gboolean cardcat_store_remove_event(CardcatStore *store, gint64 id,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* People who belong together, as a meetup: made when a contact or an event is first said to. */
typedef struct {
  gint64 id;
  char *name;         /* no two differ in the case of letters alone */
  char *place, *note; /* NULL: not known */
  GPtrArray *events;  /* char*: the names of its events, in the order of cardcat_store_events() */
  gint64 people;      /* contacts that belong to it or were met at one of its events */
} CardcatGroup;

void cardcat_group_free(CardcatGroup *group);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CardcatGroup, cardcat_group_free)

/* All of them, by name: CardcatGroup*, owned. */
GPtrArray *cardcat_store_groups(CardcatStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The one called NAME, owned.  CARDCAT_ERROR_NOT_FOUND. */
CardcatGroup *cardcat_store_find_group(CardcatStore *store, const char *name,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Its people by family name; at most LIMIT (0: all) from OFFSET on: CardcatEntry*, owned. */
GPtrArray *cardcat_store_group_people(CardcatStore *store, gint64 id, guint offset, guint limit,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The group with GROUP's id gets its name, place and note; a decision.  CARDCAT_ERROR_NOT_FOUND;
 * CARDCAT_ERROR_USAGE when another is called so, or it has no name. */
gboolean cardcat_store_change_group(CardcatStore *store, const CardcatGroup *group,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same of group ID, to which nobody belongs; its events are nobody's then. */
gboolean cardcat_store_remove_group(CardcatStore *store, gint64 id,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The contact belongs to the group called NAME, which is made when there is none, or (MEMBER FALSE)
 * no more; a decision.  CARDCAT_ERROR_NOT_FOUND, also when it did not belong to it;
 * CARDCAT_ERROR_USAGE: no name. */
gboolean cardcat_store_set_member(CardcatStore *store, gint64 contact_id, const char *name,
                                  gboolean member, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Somebody, or something, one wishes to meet: a person, a firm, a field, a project. */
typedef struct {
  gint64 id;
  char *words;
  char *why;  /* NULL: nothing was said */
  char *made; /* UTC */
} CardcatWant;

void cardcat_want_free(CardcatWant *want);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CardcatWant, cardcat_want_free)

/* All words of WANT are in CONTACT's names, title, notes, town, or the hosts of its addresses: as a
 * search finds them, a short word whole.  Legal forms and words such as "and" ask for nothing. */
gboolean cardcat_want_fits(const CardcatWant *want, const CardcatContact *contact);
/* In the order they were made: CardcatWant*, owned, as the next. */
GPtrArray *cardcat_store_wants(CardcatStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Those of them that CONTACT fits. */
GPtrArray *cardcat_store_wanted(CardcatStore *store, const CardcatContact *contact,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Decisions.  WHY, ID may be NULL.  CARDCAT_ERROR_USAGE: WORDS ask for nothing, or _NOT_FOUND. */
gboolean cardcat_store_add_want(CardcatStore *store, const char *words, const char *why, gint64 *id,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cardcat_store_remove_want(CardcatStore *store, gint64 id,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* From one person of a chain to the next. */
typedef struct {
  char *tie;      /* "knows", "introduced", "introduced by", "firm", "group", "event" or "tag" */
  char *shared;   /* of the last four: its name; else NULL */
  gint64 contact; /* the next; 0: a name alone, nobody of the book */
  char *name;
} CardcatStep;

void cardcat_step_free(CardcatStep *step);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CardcatStep, cardcat_step_free)

/* Somebody who could introduce one to whoever is sought. */
typedef struct {
  gint64 contact;
  char *name;
  GPtrArray *steps; /* CardcatStep*, at most three; none: who is sought is there, where they work */
  double distance;  /* in links between two people; 0 without steps */
  char *words;      /* "Ada Beck introduced you to Cid Orr, who is Curator at Orr Glass" */
} CardcatIntroduction;

void cardcat_introduction_free(CardcatIntroduction *introduction);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CardcatIntroduction, cardcat_introduction_free)

/* Who of the book could introduce one to WORDS, a firm, a person or a field, the nearest first, at
 * most LIMIT (0: all): CardcatIntroduction*, owned.  Chains are of links, and of one firm, mail
 * domain, group, event or tag at most that two share.  CARDCAT_ERROR_USAGE: WORDS ask nothing. */
GPtrArray *cardcat_store_introductions(CardcatStore *store, const char *words, guint limit,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Two contacts that may be one person; A is the one that came first. */
typedef struct {
  CardcatEntry *a, *b;
  double similarity; /* 0.8..1, as cardcat_contact_similarity() and by how rare the name is */
  char *why;         /* what they have in common, for people: "the same name, the same phone" */
} CardcatTwins;

void cardcat_twins_free(CardcatTwins *twins);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CardcatTwins, cardcat_twins_free)

/* All who may be in the book twice, the most alike first, at most LIMIT (0: all): CardcatTwins*,
 * owned.  A store that is open to be written compares everybody with everybody anew, 10,000 in
 * about three seconds; one that is read has what was found when somebody last changed. */
GPtrArray *cardcat_store_twins(CardcatStore *store, guint limit,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A and B, however alike, are two people (APART), or may be one again; a decision.
 * CARDCAT_ERROR_NOT_FOUND; CARDCAT_ERROR_USAGE when they are the same contact. */
gboolean cardcat_store_set_apart(CardcatStore *store, gint64 a, gint64 b, gboolean apart,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What the contacts of the book, as they stand now, teach: CardcatLearned*, owned, by kind, within
 * a kind what most contacts have first.  Capped in number and length. */
GPtrArray *cardcat_store_learned(CardcatStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* LEARNED (CardcatLearned*) is not learned again from any contact as it stands now, only from those
 * that are saved or changed later.  The contacts stay as they are.  Can be undone. */
gboolean cardcat_store_forget(CardcatStore *store, const GPtrArray *learned,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Pages, rows, references and search index.  FALSE with the first finding. */
gboolean cardcat_store_check(CardcatStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  gint64 photos, failed, cards, to_review, contacts;
  gint64 follow_ups; /* contacts still to be written to */
} CardcatStoreCounts;
gboolean cardcat_store_counts(CardcatStore *store, CardcatStoreCounts *counts,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What somebody is typing. */
typedef enum {
  CARDCAT_COMPLETE_CONTACTS, /* their numbers, the last first */
  CARDCAT_COMPLETE_REMOVED,  /* the same of those that can be restored */
  CARDCAT_COMPLETE_PEOPLE,   /* names of contacts */
  CARDCAT_COMPLETE_EVENTS,
  CARDCAT_COMPLETE_GROUPS,
  CARDCAT_COMPLETE_TAGS,
  CARDCAT_COMPLETE_WANTS, /* their numbers */
} CardcatCompletion;

/* What of KIND the book at PATH has: numbers that begin with TYPED, texts that contain it; char*,
 * "VALUE" or "VALUE\tWHAT IT IS", at most LIMIT, owned.  The book is read as it is, never made,
 * brought up to date or waited for: CARDCAT_ERROR_STORE, or CARDCAT_ERROR_INTERRUPTED. */
GPtrArray *cardcat_store_complete(const char *path, CardcatCompletion kind, const char *typed,
                                  guint limit, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- many contacts at once ------------------------------------------------------------------ */

/* One of them, borrowed.  FALSE ends it with ERROR. */
typedef gboolean (*CardcatEntryFunc)(const CardcatEntry *entry, gpointer data, GError **error);
/* Hands each to FUNC, in FILTER's order, as they are at one moment, a few in memory at a time.
 * FUNC must not write to STORE.  FILTER may be NULL. */
gboolean cardcat_store_each(CardcatStore *store, const CardcatFilter *filter, CardcatEntryFunc func,
                            gpointer data, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same, all at once and much sooner, with no more of each than its id, full name, organization,
 * first e-mail address, first number (as its value, to be dialled) and twin. */
gboolean cardcat_store_each_listed(CardcatStore *store, const CardcatFilter *filter,
                                   CardcatEntryFunc func, gpointer data,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Contacts that come from elsewhere: all that is put and removed is one decision, which undo takes
 * back as a whole, and in the book from cardcat_change_pass() or cardcat_change_commit() on. */
typedef struct CardcatChange CardcatChange;

/* What it is called when it is taken back. */
typedef enum { CARDCAT_CHANGE_IMPORT, CARDCAT_CHANGE_SYNC } CardcatChangeKind;

/* Takes the book's write lock.  While it is open nothing else may be written to STORE. */
CardcatChange *cardcat_change_new(CardcatStore *store, CardcatChangeKind kind,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Takes all of it back that was not committed; NULL is well. */
void cardcat_change_free(CardcatChange *change);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CardcatChange, cardcat_change_free)
/* The contact with this UID, owned; NULL without error: there is none, or it was removed. */
CardcatEntry *cardcat_change_find(CardcatChange *change, const char *uid,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Contacts that may be the same person as CONTACT: as cardcat_store_duplicates(). */
GPtrArray *cardcat_change_duplicates(CardcatChange *change, const CardcatContact *contact,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The contact with ENTRY's UID is what ENTRY says, with its meetings.  A new one has ENTRY's times,
 * where it has any; one that was removed is back. */
gboolean cardcat_change_put(CardcatChange *change, const CardcatEntry *entry,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What ENTRY says of the events it was met at, and of groups, is known where nothing was; of what
 * is known otherwise TOLD (char*) gains a sentence, each once. */
gboolean cardcat_change_learn(CardcatChange *change, const CardcatEntry *entry, GPtrArray *told,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* *HAS: the picture of KNOWN, a contact, is BYTES, or was made of them. */
gboolean cardcat_change_has_picture(CardcatChange *change, const CardcatEntry *known, GBytes *bytes,
                                    gboolean *has, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The contact with UID, which was put, has the portrait PICTURE, a JPEG file that was made of CAME
 * by a worker (cardcat_pool_submit_picture()). */
gboolean cardcat_change_put_picture(CardcatChange *change, const char *uid, GBytes *came,
                                    GBytes *picture, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The contact ID is removed.  CARDCAT_ERROR_NOT_FOUND. */
gboolean cardcat_change_remove(CardcatChange *change, gint64 id,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What was put and removed so far is in the book, whatever comes; then others may write to it for a
 * moment before CHANGE goes on.  One decision while nobody makes another.  SUBJECT as below. */
gboolean cardcat_change_pass(CardcatChange *change, const char *subject,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Once.  SUBJECT, for undo: "12 contacts from FILE".  What changed nothing is not to be undone. */
gboolean cardcat_change_commit(CardcatChange *change, const char *subject,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Hands each contact to FUNC, which may change what is there: in the order of their numbers. */
gboolean cardcat_change_each(CardcatChange *change, CardcatEntryFunc func, gpointer data,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What a file of a folder and a contact last agreed on. */
typedef struct {
  char *name;     /* the file's */
  char *uid;      /* the contact's */
  char *mark;     /* SHA-256 of the file, hexadecimal digits */
  gint64 version; /* the contact's */
} CardcatSynced;

void cardcat_synced_free(CardcatSynced *synced);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CardcatSynced, cardcat_synced_free)
/* All of FOLDER, by name: CardcatSynced*, owned. */
GPtrArray *cardcat_change_synced(CardcatChange *change, const char *folder,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Of SYNCED's name that is so now; ... */
gboolean cardcat_change_set_synced(CardcatChange *change, const char *folder,
                                   const CardcatSynced *synced,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* ... of NAME there is nothing any more. */
gboolean cardcat_change_forget_synced(CardcatChange *change, const char *folder, const char *name,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A and B say the same, with the same meetings, groups and own links, but times and numbers. */
gboolean cardcat_entry_is_same(const CardcatEntry *a, const CardcatEntry *b);

/* ---- copies of the address book ------------------------------------------------------------ */

/* The book, of any moment, also while others write to it, as the file FILE (in the encoding of file
 * names), readable by its owner only.  The copy is proved: pages, indexes, as many contacts and
 * cards.  FILE appears whole or not at all, also when the machine stops.  CARDCAT_ERROR_USAGE when
 * it is there and REPLACE is FALSE, or the book itself; CARDCAT_ERROR_OUTPUT: it is not written. */
gboolean cardcat_store_backup(CardcatStore *store, const char *file, gboolean replace,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Why an automatic backup was made. */
typedef enum {
  CARDCAT_BACKUP_WEEKLY,
  CARDCAT_BACKUP_MIGRATION, /* before the book was brought up to date */
  CARDCAT_BACKUP_RESTORE,   /* before another took its place */
} CardcatBackupReason;

const char *cardcat_backup_reason_name(CardcatBackupReason reason); /* "weekly", ... */

typedef struct {
  char *path;    /* absolute */
  gint64 number; /* counts up */
  char *made;    /* UTC, "YYYY-MM-DDTHH:MM:SSZ", by the clock of that time */
  gint64 contacts;
  CardcatBackupReason reason;
} CardcatBackup;

void cardcat_backup_free(CardcatBackup *backup);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CardcatBackup, cardcat_backup_free)

/* The automatic backups of the book at PATH, which need not be there: CardcatBackup*, the newest
 * first, owned (g_ptr_array_unref). */
GPtrArray *cardcat_store_backups(const char *path);

typedef struct {
  gint64 contacts;      /* that the book has now */
  char *kept;           /* the book as it was before, owned (g_free); NULL: there was none */
  gboolean was_damaged; /* KEPT is the damaged file, else an automatic backup */
} CardcatRestored;

/* FILE, a sound book of this cardcat or an older one, takes the place of the book at PATH, brought
 * up to date; FILE stays as it is.  The book is the old one or the new one at every moment, also
 * when the machine stops.  It may be open in other processes, which see the new one from then on;
 * no store of this process may have it open.  A damaged one is refused while others have it open:
 * CARDCAT_ERROR_STORE.  OPTIONS as for cardcat_store_open_with().
 * CARDCAT_ERROR_STORE or CARDCAT_ERROR_DAMAGED when FILE is no such book, is newer or damaged, then
 * nothing is changed; CARDCAT_ERROR_USAGE when it is the book itself; CARDCAT_ERROR_OUTPUT. */
gboolean cardcat_store_restore(const char *path, const char *file,
                               const CardcatStoreOptions *options, CardcatRestored *restored,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- the next morning ---------------------------------------------------------------------- */

/* A clock on somebody's wall, and when of a day one writes. */
typedef struct {
  GTimeZone *zone; /* borrowed; NULL: this machine's */
  gint64 now;      /* seconds since 1970 */
  int minute;      /* of a day, 0..1439: 480 is 8:00 */
} CardcatMorning;

/* When writing begins, seconds since 1970, DAYS days after DAY ("YYYY-MM-DD"; NULL: today): at the
 * minute on the wall, whatever changes to and from summer time lie between; at the next one that
 * there is where clocks leap over it.  FALSE when DAY is none. */
gboolean cardcat_morning_after(const CardcatMorning *morning, const char *day, int days,
                               gint64 *when);
/* "YYYY-MM-DD" of WHEN, seconds since 1970, on that wall; owned. */
char *cardcat_morning_day(const CardcatMorning *morning, gint64 when);

/* TAKEN, the time of a photo as in a reading: of no camera that was never set, nor after NOW. */
gboolean cardcat_taken_is_believable(const char *taken, gint64 now);

/* One meeting after which somebody is written to. */
typedef struct {
  const CardcatEntry *entry;     /* borrowed from the list it was found in, as the next */
  const CardcatMeeting *meeting; /* one of the entry's */
  CardcatFollowUpState state;
  char *day;     /* "YYYY-MM-DD": as cardcat_meeting_day(), else on which it came into the book */
  gint64 due;    /* seconds since 1970: the morning after, or when it was put off until */
  char *address; /* the e-mail address to write to, in ASCII; NULL: there is none beyond doubt */
} CardcatFollowUp;

void cardcat_follow_up_free(CardcatFollowUp *follow_up);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CardcatFollowUp, cardcat_follow_up_free)

typedef enum {
  CARDCAT_FOLLOW_UPS_NOW,  /* due by now, with or without a draft */
  CARDCAT_FOLLOW_UPS_OPEN, /* and what is due later or was put off */
  CARDCAT_FOLLOW_UPS_ALL,  /* and what was sent or skipped */
} CardcatFollowUpScope;

/* Of the meetings of ENTRIES (CardcatEntry*), those in SCOPE, at EVENT (NULL: any), with TAG (NULL:
 * any); either in whatever case.  CardcatFollowUp*, owned.  What belongs to one event stands
 * together, the event first of which something is due longest; in it, what is due longest. */
GPtrArray *cardcat_follow_ups(const GPtrArray *entries, const CardcatMorning *morning,
                              CardcatFollowUpScope scope, const char *event, const char *tag);

/* Somebody with whom one wants to be in touch. */
typedef struct {
  const CardcatEntry *entry; /* borrowed from the list it was found in */
  char *interval;
  char *tag;  /* whose interval it is; NULL: the contact's own */
  char *last; /* "YYYY-MM-DD": the last meeting, letter or contact that was noted; where there is
                 none, the day on which it came into the book */
  gint64 due; /* as of CardcatFollowUp, INTERVAL after LAST */
} CardcatTouch;

void cardcat_touch_free(CardcatTouch *touch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CardcatTouch, cardcat_touch_free)

/* Of ENTRIES those who have an interval, of INTERVALS (CardcatTagInterval*) the shortest of their
 * tags when they have none of their own, and with whom one was not in touch for so long (ALL: or
 * was); at EVENT and with TAG as above.  Not those who are to be written to after a meeting anyway.
 * CardcatTouch*, owned; the longest due first. */
GPtrArray *cardcat_touches(const GPtrArray *entries, const GPtrArray *intervals,
                           const CardcatMorning *morning, gboolean all, const char *event,
                           const char *tag);
/* The same of ENTRY alone, whatever is to be written; NULL: it has no interval. */
CardcatTouch *cardcat_touch_of(const CardcatEntry *entry, const GPtrArray *intervals,
                               const CardcatMorning *morning);

/* What was promised: lines of the note that begin with "todo:" or "offer:"; char*, owned. */
GPtrArray *cardcat_promises(const CardcatMeeting *meeting);
/* Its note, owned, in which promise WHICH (from 0) is kept: "done:" opens its line, or NULL. */
char *cardcat_promise_keep(const CardcatMeeting *meeting, guint which);
/* So it is in the book, of ENTRY's MEETING; a decision.  CARDCAT_ERROR_NOT_FOUND. */
gboolean cardcat_store_keep_promise(CardcatStore *store, const CardcatEntry *entry,
                                    const CardcatMeeting *meeting, guint which,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- letters ------------------------------------------------------------------------------- */

/* What the file $XDG_CONFIG_HOME/cardcat/cardcat.conf says in its group [follow-up]. */
typedef struct {
  int minute;         /* "hour", as 8:00: when one writes; of a day, 480 when nothing is said */
  char *name, *email; /* whose letters they are; NULL: nothing is said */
  char *drafts;       /* a Maildir; when nothing is said, $XDG_DATA_HOME/cardcat/Drafts */
} CardcatSettings;

void cardcat_settings_free(CardcatSettings *settings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CardcatSettings, cardcat_settings_free)
/* CARDCAT_ERROR_USAGE names what cannot be understood; without the file all is as above. */
CardcatSettings *cardcat_settings_load(GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* "8", "8:00" or "08:30": minutes of a day. */
gboolean cardcat_settings_parse_hour(const char *text, int *minute);

/* What letters there are, for people. */
#define CARDCAT_LANGUAGES "en, de, fr, es, it, nl or pl"

typedef enum {
  CARDCAT_DRAFT_MAILDIR, /* a file in a Maildir, flagged as a draft */
  CARDCAT_DRAFT_FILES,   /* a file NAME.eml */
  CARDCAT_DRAFT_LINK,    /* a mailto: link, in no file */
} CardcatDraftKind;

/* All borrowed. */
typedef struct {
  CardcatDraftKind kind;
  const char *folder;       /* of MAILDIR and FILES: made when missing */
  const char *name, *email; /* whose letters they are; either NULL: the mail program knows */
  const char *language;     /* of CARDCAT_LANGUAGES; NULL: each card's own */
  const char *templates;    /* the person's own; NULL: $XDG_CONFIG_HOME/cardcat/templates */
  const char *models_dir;   /* as for a reader */
} CardcatDraftOptions;

typedef struct {
  char *place;    /* the file, or the link */
  char *language; /* "de" */
  gboolean found; /* the folder had this meeting's draft already: it stays as it is */
} CardcatDraft;

void cardcat_draft_free(CardcatDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CardcatDraft, cardcat_draft_free)

/* The letter for FOLLOW_UP, which has an address: RFC 5322, with "X-Unsent: 1".  The same meeting
 * has the same file in a folder for ever, and at most one.  Nothing is sent, nothing told to the
 * book.  CARDCAT_ERROR_USAGE also of a template that is no letter; CARDCAT_ERROR_OUTPUT. */
CardcatDraft *cardcat_draft_write(const CardcatFollowUp *follow_up, const CardcatMorning *morning,
                                  const CardcatDraftOptions *options,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same, and then the book knows of it: whatever ends in between leaves a file that the next run
 * finds.  DECISION: as for cardcat_store_set_follow_up(). */
CardcatDraft *cardcat_draft_keep(CardcatStore *store, const CardcatFollowUp *follow_up,
                                 const CardcatMorning *morning, const CardcatDraftOptions *options,
                                 gint64 *decision, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The letter that asks ENTRY, whom INTRODUCTION is of, to introduce one to WANTED; as
 * cardcat_draft_write(), with the templates in the folder "introduction" of a person's own. */
CardcatDraft *cardcat_ask_write(const CardcatEntry *entry, const CardcatIntroduction *introduction,
                                const char *wanted, const CardcatMorning *morning,
                                const CardcatDraftOptions *options,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The letter to somebody one is out of touch with; as cardcat_draft_write(), with the templates in
 * the folder "touch" of a person's own.  Until one was in touch again a folder has it once. */
CardcatDraft *cardcat_touch_write(const CardcatTouch *touch, const CardcatMorning *morning,
                                  const CardcatDraftOptions *options,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- what is due in a calendar -------------------------------------------------------------- */

typedef enum {
  CARDCAT_CALENDAR_TODOS,  /* VTODO: what a list of tasks shows */
  CARDCAT_CALENDAR_EVENTS, /* VEVENT: a quarter of an hour from the time it is due */
} CardcatCalendarKind;

/* FOLLOW_UPS (CardcatFollowUp*) as iCalendar, RFC 5545, times in UTC; owned, CARDCAT_ERROR_MISSING.
 * A meeting has the same UID for ever, the same text while nothing of the person is changed. */
char *cardcat_calendar(const GPtrArray *follow_ups, CardcatCalendarKind kind,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same as files in FOLDER, a vdir of vdirsyncer's, one for each: what is unchanged stays as it
 * is, what was sent or skipped since is said to be so, as an event it is taken out.  *CHANGED (may
 * be NULL): how many files.  CARDCAT_ERROR_OUTPUT. */
gboolean cardcat_calendar_keep(const GPtrArray *follow_ups, CardcatCalendarKind kind,
                               const char *folder, guint *changed,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- comparing and merging ---------------------------------------------------------------- */

/* 0..1: how likely A and B are one person.  From 0.8 on it is worth asking. */
double cardcat_contact_similarity(const CardcatContact *a, const CardcatContact *b);
/* A and B are plainly one person, so that nobody need be asked: they name one, and share what only
 * one has (an e-mail address that is not info@; a full name, a firm and a number or a web profile),
 * and nothing speaks against it.  In doubt they are not. */
gboolean cardcat_contact_is_same_person(const CardcatContact *a, const CardcatContact *b);
/* INTO keeps its values and gains what only FROM has. */
void cardcat_contact_merge(CardcatContact *into, const CardcatContact *from);

/* ---- output ------------------------------------------------------------------------------- */

typedef enum {
  CARDCAT_FORMAT_TEXT,
  CARDCAT_FORMAT_JSON,
  CARDCAT_FORMAT_VCARD,
  CARDCAT_FORMAT_CSV,
  CARDCAT_FORMAT_VCARD4,
  CARDCAT_FORMAT_GOOGLE,  /* CSV that Google's contacts import */
  CARDCAT_FORMAT_OUTLOOK, /* CSV that Outlook imports */
  CARDCAT_FORMAT_EXCEL,   /* CSV with the byte order mark by which Excel knows UTF-8 */
} CardcatFormat;

/* FALSE when NAME is not text, json, vcard, vcard4, csv, excel, google or outlook. */
gboolean cardcat_format_parse(const char *name, CardcatFormat *format);

/* All owned (g_free), with line ends, ready to be written as they are.  A text reading marks
 * doubtful fields.  vCard is 3.0, or 4.0; CSV is RFC 4180 with formula cells guarded. */
char *cardcat_format_header(CardcatFormat format); /* "" but for the kinds of CSV */
char *cardcat_format_reading(const CardcatReading *reading, CardcatFormat format);
char *cardcat_format_entry(const CardcatEntry *entry, CardcatFormat format);
/* The same of an entry that is to be read again by cardcat: vCard and JSON with all that is known
 * of it but its numbers here, and PICTURE, a JPEG file or NULL.  Others say what they can. */
char *cardcat_format_export(const CardcatEntry *entry, CardcatFormat format, GBytes *picture);
/* How READING came about: each line with what became of its pieces, what spoke for and against,
 * and the fields.  Text, or JSON ("cardcat.explanation/1"), here and below; other formats, and a
 * reading without explanation, have no such thing: "". */
char *cardcat_format_explanation(const CardcatReading *reading, CardcatFormat format);
/* "cardcat.event/1", "cardcat.group/1", "cardcat.introduction/1", ... */
char *cardcat_format_event(const CardcatEvent *event, CardcatFormat format);
char *cardcat_format_group(const CardcatGroup *group, CardcatFormat format);
char *cardcat_format_introduction(const CardcatIntroduction *introduction, CardcatFormat format);
/* ... "cardcat.want/1", "cardcat.duplicates/1", "cardcat.learned/1". */
char *cardcat_format_want(const CardcatWant *want, CardcatFormat format);
char *cardcat_format_twins(const CardcatTwins *twins, CardcatFormat format);
char *cardcat_format_learned(const CardcatLearned *learned, CardcatFormat format);

/* Whom to write to, in some lines of text, or JSON ("cardcat.follow-up/1") with CHANGES
 * (CardcatFollowUpChange*), what was done about the meeting; in other formats: "". */
char *cardcat_format_follow_up(const CardcatFollowUp *follow_up, const CardcatMorning *morning,
                               const GPtrArray *changes, CardcatFormat format);

/* The same of somebody one is out of touch with: text, or JSON ("cardcat.touch/1"). */
char *cardcat_format_touch(const CardcatTouch *touch, const CardcatMorning *morning,
                           CardcatFormat format);

/* ---- input ---------------------------------------------------------------------------------- */

/* What a file holds. */
typedef enum {
  CARDCAT_INPUT_VCARDS,   /* vCard 2.1, 3.0 or 4.0 */
  CARDCAT_INPUT_CSV,      /* with a header: our own, Google's, Outlook's, or mapped */
  CARDCAT_INPUT_CONTACTS, /* JSON Lines, cardcat.contact/1 or 2 */
  CARDCAT_INPUT_READINGS, /* JSON Lines, cardcat.reading/1 or 2 */
} CardcatInputKind;

typedef struct CardcatInput CardcatInput;

/* BYTES, whatever they are; text in UTF-8, or in UTF-16 behind its byte order mark.  MAP (or NULL,
 * else ended by NULL): "Column=field" of a CSV file, FIELD one of our own columns.
 * CARDCAT_ERROR_INPUT: they hold nothing of these; _USAGE: MAP names nothing there; _MISSING. */
CardcatInput *cardcat_input_new(GBytes *bytes, const char *const *map,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cardcat_input_free(CardcatInput *input);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CardcatInput, cardcat_input_free)
/* Word lists, loaded for the first name that is parted by them. */
typedef struct CardcatNames CardcatNames;
CardcatNames *cardcat_names_new(void);
void cardcat_names_free(CardcatNames *names);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CardcatNames, cardcat_names_free)
/* CONTACT's name gets the parts that a card's would have.  FALSE: it has none, or no word list. */
gboolean cardcat_names_part(CardcatNames *names, CardcatContact *contact);
/* Names that INPUT gives in one piece are parted by NAMES, which must outlive it. */
void cardcat_input_part_names(CardcatInput *input, CardcatNames *names);
CardcatInputKind cardcat_input_kind(const CardcatInput *input);
/* Some text of what it gave so far was no UTF-8, and was taken for Windows-1252. */
gboolean cardcat_input_is_guessed(const CardcatInput *input);
/* The columns of a CSV file that said something in what it gave so far and were not taken, char*,
 * owned (g_ptr_array_unref): nobody knows what they are.  One without a name is "column 3". */
GPtrArray *cardcat_input_untaken(const CardcatInput *input);

typedef struct CardcatItem CardcatItem; /* one contact or reading of it */
/* The next, owned; INPUT must outlive it.  NULL without error: there is no more.
 * CARDCAT_ERROR_INPUT, with its line: it is none, and the next can be asked for. */
CardcatItem *cardcat_input_next(CardcatInput *input, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cardcat_item_free(CardcatItem *item);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CardcatItem, cardcat_item_free)
/* On which line it begins, from 1. */
guint cardcat_item_line(const CardcatItem *item);
/* What it says, borrowed; NULL: it is a reading or a group.  It has a UID: what it came with, or
 * one that the same contents always have. */
const CardcatEntry *cardcat_item_entry(const CardcatItem *item);
/* It came with a UID. */
gboolean cardcat_item_has_uid(const CardcatItem *item);
/* It has a picture, or says where there is one. */
gboolean cardcat_item_has_picture(const CardcatItem *item);
/* The file of it that stands in the item, whatever it is, owned: only a worker may decode it
 * (cardcat_pool_submit_picture()).  NULL: there is none; what lies elsewhere is not fetched. */
GBytes *cardcat_item_picture(const CardcatItem *item);
/* The same when it is known to be of KNOWN: what its format cannot say is as in KNOWN.  Owned. */
CardcatEntry *cardcat_item_against(const CardcatItem *item, const CardcatEntry *known);
/* ITEM, a vCard, as ENTRY is now, owned: with its UID and all that only others understand. */
char *cardcat_item_rewrite(const CardcatItem *item, const CardcatEntry *entry);
/* Its reading, owned; NULL: it is none. */
CardcatReading *cardcat_item_take_reading(CardcatItem *item);

/* A group of people, as a vCard of its own tells of one. */
typedef struct {
  char *name;
  GPtrArray *members; /* char*: UIDs of contacts; NULL: one who is named otherwise */
} CardcatInputGroup;

void cardcat_input_group_free(CardcatInputGroup *group);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CardcatInputGroup, cardcat_input_group_free)
/* The group that it is, owned; NULL: it is none. */
CardcatInputGroup *cardcat_item_take_group(CardcatItem *item);

/* ---- is everything here ------------------------------------------------------------------- */

typedef struct {
  char *name; /* "Tesseract language script/Latin" */
  gboolean ok;
  char *detail; /* version, place, or what is wrong and how to mend it */
} CardcatCheck;

void cardcat_check_free(CardcatCheck *check);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CardcatCheck, cardcat_check_free)

/* CardcatCheck*, owned: libraries, language data, models. */
GPtrArray *cardcat_doctor(const CardcatReaderOptions *options);

G_END_DECLS
