/* output/: a reading or an entry as bytes that leave the program.  What a card says is untrusted:
 * nothing of it can begin a line, a property, a cell or a formula of its own.
 * The doors are the cardcat_format_*() of cardcat.h; here is what stands behind them. */
#pragma once

#include "base/base.h"

/* Bytes of one value: more than a person can have noted, so that none is cut. */
#define CC_OUTPUT_MAX (64u << 10)

/* One person to be written: exactly one of READING and ENTRY is set, CONTACT is theirs. */
typedef struct {
  const CardcatContact *contact;
  const CardcatReading *reading; /* NULL for an entry */
  const CardcatEntry *entry;     /* NULL for a reading */
} CcPerson;

/* Each appends one person, line ends included. */

/* For people: a head line, then "label value" lines; doubtful ones begin with "?"; an empty line
 * ends it. */
void cc_plain_write(GString *out, const CcPerson *person);

/* vCard 3.0, RFC 2426: CRLF, lines folded at 75 octets between characters; UID and REV for
 * entries. */
void cc_vcard_write(GString *out, const CcPerson *person);
/* The same as vCard 4.0, RFC 6350. */
void cc_vcard4_write(GString *out, const CcPerson *person);

/* Appends LINE of a vCard, folded between characters: a continuation begins with one space. */
void cc_vcard_line(GString *out, const char *line);
/* Cells of RFC 4180 (row.c), one after the other. */
typedef struct {
  GString *out;
  gboolean first; /* TRUE: no cell of the row was put yet */
} CcRow;

/* VALUE (NULL: nothing) on one line, quoted where it must be, and guarded as below. */
void cc_row_put(CcRow *row, const char *value);
/* The same of what is in lines, which stay; each is guarded. */
void cc_row_put_lines(CcRow *row, const char *value);
/* TEXT begins as a formula does: what reads CSV takes the apostrophes before it for a guard. */
gboolean cc_row_opens_formula(const char *text);
void cc_row_end(CcRow *row);

/* RFC 4180 with CRLF, LF within notes.  Several values of a cell are joined by "; ".  A cell
 * that a spreadsheet would take for a formula gets a leading apostrophe (CWE-1236); a plain phone
 * number, "+49 30 123456 ext. 7", is none and stays as it is. */
void cc_csv_write_header(GString *out);
void cc_csv_write(GString *out, const CcPerson *person);

/* CSV as Google's contacts and as Outlook import it, with the columns by which they call them and
 * each value in a cell of its own.  What is more than they have columns for stands in the notes. */
void cc_google_write_header(GString *out);
void cc_google_write(GString *out, const CcPerson *person);
void cc_outlook_write_header(GString *out);
void cc_outlook_write(GString *out, const CcPerson *person);

/* One JSON object and "\n": cardcat.reading/2, or for an entry cardcat.contact/2, which has
 * "id", "uid", "contact", "met" (the last meeting), "meetings" (all), "created", "changed" and
 * "cards". */
void cc_json_write(GString *out, const CcPerson *person);

/* The same object without "id", "cards" and the ids of meetings, which no other book has. */
char *cc_json_export(const CardcatEntry *entry);

/* ---- what JSON is made of (json_parts.c) ---------------------------------------------------- */

typedef struct _JsonBuilder JsonBuilder; /* json-glib's */
/* A member of the object that B is in; VALUE NULL: null. */
void cc_json_string(JsonBuilder *b, const char *name, const char *value);
/* Ends the one object that B holds: it and "\n", owned. */
char *cc_json_line(JsonBuilder *b);

/* ---- shared by the writers (say.c) --------------------------------------------------------- */

/* "Met at Expo on 2026-06-16, introduced by Ada Beck", owned; NULL when nothing of it is known. */
char *cc_meeting_sentence(const CardcatMeeting *meeting);
/* The same for people, with the day of cardcat_meeting_day(), by which it is due. */
char *cc_meeting_sentence_told(const CardcatMeeting *meeting);
/* The tags of all meetings of ENTRY (NULL: none), char*, owned (g_ptr_array_unref); each once. */
GPtrArray *cc_entry_tags(const CardcatEntry *entry);
/* The same and its groups: what other programs have one word for. */
GPtrArray *cc_entry_labels(const CardcatEntry *entry);
/* ADDRESS on one line, owned: as printed, else its parts. */
char *cc_address_line(const CardcatAddress *address);
/* A copy of ADDRESS in whose parts each word of its text stands, owned (cardcat_address_free): a
 * country as it is written, and what no part has in the street. */
CardcatAddress *cc_address_complete(const CardcatAddress *address);
/* URL as a link, owned: with "https://" where it is printed without a scheme. */
char *cc_url_link(const char *url);
/* Appends TEXT to NOTE as a line of its own; NULL and "" are nothing. */
void cc_note_add(GString *note, const char *text);
/* What PERSON's note says: how and where they were met, what was noted then, LINES (what the format
 * has no place for), what else is printed; owned. */
char *cc_note(const CcPerson *person, const char *lines);
/* The number as printed, with its extension once, owned. */
char *cc_phone_printed(const CardcatPhone *phone);
/* The number to dial with its extension, owned: E.164 where it is known, else as printed. */
char *cc_phone_dial(const CardcatPhone *phone);
