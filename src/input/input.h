/* input/: contacts from files: vCard 2.1, 3.0 and 4.0, CSV, JSON Lines.  Every byte of a file is
 * foreign: text is made valid UTF-8 and cleaned, lengths and counts are capped, and nothing is
 * looked up, decoded or called that a file names.
 * The doors are the cardcat_input_*() of cardcat.h; here is what stands behind them. */
#pragma once

#include "base/base.h"
#include "contact/contact.h"
#include "output/output.h"

/* No line of a file, unfolded, is longer than so many bytes: a reading with its pictures. */
#define CC_INPUT_LINE_MAX (8u << 20)
/* A note of another program may be longer than what a card says; more is cut. */
#define CC_INPUT_NOTE_MAX 20000

/* Bytes that are read from their beginning on; they are borrowed. */
typedef struct {
  const char *at, *end;
  guint line;       /* of AT, from 1 */
  gboolean guessed; /* some of what was read of them is no UTF-8, and was taken for another */
} CcBytes;

/* The next line without its end (LF, CRLF or CR), which *LENGTH bytes are; borrowed, no NUL behind
 * it.  NULL: there is no more. */
const char *cc_bytes_line(CcBytes *bytes, gsize *length);

/* TEXT, which is UTF-8 or else Windows-1252, as old programs write it, which *GUESSED tells; owned,
 * valid UTF-8 (utf8.c).  Of what is both only the UTF-8 counts. */
char *cc_input_utf8(const char *text, gsize length, gboolean *guessed);
/* BYTES of a file; what begins as UTF-16, the "Unicode text" of Windows, in UTF-8.  Owned. */
GBytes *cc_input_decode(GBytes *bytes);

/* ---- vCard: lines (vcard_lines.c) ---------------------------------------------------------- */

/* A property of a vCard. */
typedef struct {
  char *name;   /* upper case, without its group: "TEL" */
  char *group;  /* lower case: "item1"; NULL: it is in none */
  char *line;   /* the whole of it, unfolded, as it stood there */
  char **types; /* upper case: of TYPE and of parameters without a name: "WORK", "PREF" */
  char *label;  /* of the parameter LABEL; NULL: none */
  char *value;  /* valid UTF-8; its backslashes stand for what they do in VERSION */
  gboolean old; /* of vCard 2.1, where a backslash only goes before a semicolon */
  gboolean is_base64;
} CcProperty;

void cc_property_free(CcProperty *property);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcProperty, cc_property_free)

/* The properties of the next card, CcProperty*, owned; what stands before it is skipped.  NULL
 * without error: there is none.  CARDCAT_ERROR_INPUT: it has no end, or is too long; what comes
 * behind it can still be read. */
GPtrArray *cc_vcard_next(CcBytes *bytes, GError **error);

/* The bytes that TEXT, foreign base64, stands for, owned; what is none in it is skipped. */
GBytes *cc_base64_bytes(const char *text);
/* The first property NAME, borrowed, or NULL. */
const CcProperty *cc_vcard_find(const GPtrArray *properties, const char *name);
gboolean cc_property_has(const CcProperty *property, const char *type);
/* The value in pieces, cut at each SEPARATOR without a backslash, which are taken out; owned. */
char **cc_property_pieces(const CcProperty *property, char separator);
/* All of it as one text, lines and all; owned. */
char *cc_property_text(const CcProperty *property);

/* ---- vCard: cards (vcard.c, vcard_exact.c) ------------------------------------------------- */

/* What PROPERTIES say, owned (cardcat_entry_free): what other programs read of them.  What has no
 * place in a contact is left out. */
CardcatEntry *cc_vcard_entry(const GPtrArray *properties);
/* The same of a card that cardcat wrote: to the letter, as far as nobody changed it since.  NULL:
 * it is another program's. */
CardcatEntry *cc_vcard_exact(const GPtrArray *properties);
/* The same of any card, when it is of WHOLE, which it may not say all of: values judged, numbers
 * completed.  IS_OURS: it was written with WHOLE's groups, so that one that it lacks was left. */
CardcatEntry *cc_vcard_against(const GPtrArray *properties, const CardcatEntry *whole,
                               gboolean is_ours);
/* What cardcat kept in the card to the letter, when it wrote it; owned, or NULL. */
CardcatEntry *cc_vcard_whole(const GPtrArray *properties);
/* They have a picture, or say where there is one. */
gboolean cc_vcard_has_picture(const GPtrArray *properties);
/* The file of it that stands in them, as it is, owned; NULL: there is none. */
GBytes *cc_vcard_picture(const GPtrArray *properties);
/* PROPERTY of a card of FORMAT says what a contact has a place for, or is only ours. */
gboolean cc_vcard_is_ours(const CcProperty *property, CardcatFormat format);
/* The card with PROPERTIES as ENTRY is now; owned.  See cardcat_item_rewrite(). */
char *cc_vcard_rewrite(const GPtrArray *properties, const CardcatEntry *entry);

/* ---- vCard: what it is of (vcard_kind.c) ---------------------------------------------------- */

typedef enum {
  CC_VCARD_PERSON,
  CC_VCARD_THING, /* a firm, a place: nobody */
  CC_VCARD_GROUP,
} CcVcardKind;

CcVcardKind cc_vcard_kind(const GPtrArray *properties);
/* Its version, as a format of ours. */
CardcatFormat cc_vcard_version(const GPtrArray *properties);
/* The group that PROPERTIES are of, called NAME (may be NULL); owned. */
CardcatInputGroup *cc_vcard_group(const GPtrArray *properties, const char *name);

/* ---- CSV (csv.c, csv_columns.c) ------------------------------------------------------------- */

/* The cells of the next record of RFC 4180 with SEPARATOR, char*, owned, valid UTF-8; NULL without
 * error: there is none.  CARDCAT_ERROR_INPUT: a quote is not closed, or there are too many. */
GPtrArray *cc_csv_next(CcBytes *bytes, char separator, GError **error);
/* The separator of the first line of BYTES: a comma, a semicolon or a tab. */
char cc_csv_separator(const CcBytes *bytes);

/* What each column is. */
typedef struct CcColumns CcColumns;
/* Of the header HEADER (char*): our own, Google's and Outlook's columns are known; MAP (or NULL),
 * "Column=field", says so of others.  CARDCAT_ERROR_USAGE when MAP names what is not there;
 * CARDCAT_ERROR_INPUT when no column is known. */
CcColumns *cc_columns_new(const GPtrArray *header, const char *const *map, GError **error);
void cc_columns_free(CcColumns *columns);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcColumns, cc_columns_free)
/* The format that has such columns: CSV of our own, Google's or Outlook's. */
CardcatFormat cc_columns_format(const CcColumns *columns);
/* RECORD is one of those that are read: what it says in columns that are not known is noted ... */
void cc_columns_see(CcColumns *columns, const GPtrArray *record);
/* ... and told of.  See cardcat_input_untaken(); COLUMNS may be NULL. */
GPtrArray *cc_columns_untaken(const CcColumns *columns);
/* A record as an entry, owned; its uid may be NULL.  (csv_record.c) */
CardcatEntry *cc_columns_entry(const CcColumns *columns, const GPtrArray *record);
/* OURS, of our own export in the format of COLUMNS, has no more of the pairs and notes that COLUMNS
 * has none of. */
void cc_columns_restrict(CcColumns *ours, const CcColumns *columns);
/* Takes from ENTRY what no column of COLUMNS can say. */
void cc_columns_mask(const CcColumns *columns, CardcatEntry *entry);

/* ---- JSON Lines (json_entry.c) -------------------------------------------------------------- */

/* A line of cardcat.contact/2, of LENGTH bytes; owned.  PICTURE (may be NULL): the file that its
 * picture is, as it is, or NULL.  CARDCAT_ERROR_INPUT. */
CardcatEntry *cc_json_entry(const char *line, gsize length, GBytes **picture, GError **error);

/* ---- entries (entry.c, carry.c) ------------------------------------------------------------- */

/* Nothing known; owned (cardcat_entry_free). */
CardcatEntry *cc_entry_new(void);
/* Gives ENTRY, cleaned, the UID that it came with (a UUID as it is, what else identifies it as one
 * made of that), or where it came with none one that equal contents have; and drops times that are
 * none. */
void cc_entry_settle(CardcatEntry *entry);
/* ENTRY knows of the group NAME that (each may be NULL) ... */
void cc_entry_add_group(CardcatEntry *entry, const char *name, const char *place, const char *note);
/* Its note gains LINE behind all that it says, unless it has it. */
void cc_entry_add_line(CardcatEntry *entry, const char *line);
/* An address as people write it, in lines, on one: joined by ", "; owned. */
char *cc_address_line_of(const char *text);
/* The UID of whoever is called UID elsewhere: that one when it is a UUID, else one made of it;
 * owned. */
char *cc_entry_uid(const char *uid);
/* What ENTRY, of a foreign file, gives for an e-mail, a web address or a number and is none becomes
 * a line of its note, unless ALLOWED (may be NULL) has it there; of an e-mail with a name the
 * address stays. (values.c) */
void cc_entry_judge(CardcatEntry *entry, const CardcatEntry *allowed);
/* So one value, TEXT, is judged. */
gboolean cc_value_is_taken(CardcatField field, const char *text, const CardcatEntry *allowed);
/* Numbers of ENTRY that WHOLE (may be NULL) does not know get their E.164, as far as they or ABOUT,
 * whose they are, tell their country. */
void cc_entry_complete(CardcatEntry *entry, const CardcatEntry *whole, const CardcatContact *about);
/* NAME is in one piece. */
gboolean cc_name_is_whole(const CardcatName *name);
/* The name of ENTRY, when it is in one piece and WHOLE (may be NULL) has another, is parted by
 * NAMES (NULL: none is). */
void cc_entry_part_name(CardcatEntry *entry, const CardcatEntry *whole, CardcatNames *names);
/* A copy, owned. */
CardcatEntry *cc_entry_copy(const CardcatEntry *entry);
/* WHOLE with what was changed between WAS, what a format made of it, and NOW, that format now; uid
 * and change are NOW's.  Owned. */
CardcatEntry *cc_entry_carry(const CardcatEntry *now, const CardcatEntry *was,
                             const CardcatEntry *whole);
