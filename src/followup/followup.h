/* followup/: contacts and a clock in, what is due and letters out.  What was done is kept
 * by the store.  What a card says is hostile: nothing of it becomes a header, a placeholder,
 * a line of its own or a part of a file's name. */
#pragma once

#include "base/base.h"

/* ---- templates (template.c) ------------------------------------------------------------------ */

/* What a template can name. */
typedef enum {
  CC_LETTER_NAME,
  CC_LETTER_PREFIX,
  CC_LETTER_GIVEN,
  CC_LETTER_FAMILY,
  CC_LETTER_TITLE,
  CC_LETTER_FIRM,
  CC_LETTER_EVENT,
  CC_LETTER_DAY,
  CC_LETTER_YESTERDAY,
  CC_LETTER_INTRODUCER,
  CC_LETTER_ME,
  CC_LETTER_WANTED, /* to whom one asks to be introduced, ... */
  CC_LETTER_KNOWN,  /* ... and who of them is known to whom is asked */
  CC_LETTER_VALUES,
} CcLetterValue;

/* Each NULL where nothing is known. */
typedef struct {
  char *is[CC_LETTER_VALUES]; /* owned */
} CcLetterValues;

void cc_letter_values_clear(CcLetterValues *values);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CcLetterValues, cc_letter_values_clear)

/* A letter with gaps, as plain text:
 *
 *     # lines before the subject that begin with # are for whoever reads the file
 *     Subject: Good to meet you[ at {event}]
 *
 *     Dear {given},
 *     it was good to meet you[ at {event}][ {?yesterday}yesterday| on {day}].
 *
 * {value} stands for what is known; [...] is left out when a value in it is not known, [a|b|c] is
 * the first of which all are; {?value} and {!value} write nothing and ask whether it is known or
 * is not.  Outside brackets a value that is not known takes its line with it, so no sentence has a
 * hole.  A line that comes out empty is left out, of several empty lines one stays.  A backslash
 * before one of []{}| and \ writes that. */
typedef struct CcTemplate CcTemplate;

/* No file of a template is longer, bytes. */
#define CC_TEMPLATE_MAX 20000

/* NAME is for messages.  Owned.  CARDCAT_ERROR_USAGE names the line that is at fault. */
CcTemplate *cc_template_parse(const char *text, const char *name,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cc_template_free(CcTemplate *template);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcTemplate, cc_template_free)

/* SUBJECT, one line, and BODY, lines that end in "\n"; both owned (g_free), valid UTF-8.  What
 * stands in VALUES is one line whatever it holds, and never read as a part of the template. */
void cc_template_fill(const CcTemplate *template, const CcLetterValues *values, char **subject,
                      char **body);

/* ---- whom a letter is for (language.c, letter.c) --------------------------------------------- */

/* The language of the card: "en", "de", "fr", "es", "it", "nl" or "pl".  By the country of its
 * address, its numbers, its domains; where a country has several, by the name of its street; "en"
 * where nothing tells.  Borrowed for ever. */
const char *cc_letter_language(const CardcatContact *contact);
/* FALSE when CODE is none of the seven. */
gboolean cc_letter_language_is_known(const char *code);
/* DAY ("YYYY-MM-DD") as it stands in a sentence of LANGUAGE, without a year: "12 June", "12. Juni",
 * "venerdì 12 giugno"; owned, NULL when DAY is none.  AMERICAN: "June 12". */
char *cc_letter_day(const char *day, const char *language, gboolean american);

/* What is known for a letter in LANGUAGE after MEETING, written on TODAY ("YYYY-MM-DD") by ME (or
 * NULL).  DAY (or NULL): on which it took place. */
void cc_letter_values_fill(CcLetterValues *values, const CardcatContact *contact,
                           const CardcatMeeting *meeting, const char *day, const char *today,
                           const char *language, const char *me);

/* The address that a letter goes to: the first that is one beyond doubt, in ASCII (its host may be
 * punycode), owned; NULL: there is none. */
char *cc_letter_address(const CardcatContact *contact);
/* EMAIL in the same form; NULL: it is none beyond doubt. */
char *cc_letter_plain_address(const char *email);

/* ---- times and meetings (due.c) ---------------------------------------------------------------
 */

/* WHEN, seconds since 1970, on the wall of MORNING; owned. */
GDateTime *cc_morning_time(const CardcatMorning *morning, gint64 when);
/* UTC, "YYYY-MM-DDTHH:MM:SSZ", as seconds since 1970; NULL: 0. */
gint64 cc_unix_time(const char *utc);
/* MEETING was at EVENT and has TAG, both folded (g_utf8_casefold()); NULL: any. */
gboolean cc_meeting_fits(const CardcatMeeting *meeting, const char *event, const char *tag);

/* ---- a letter (mail.c, mailto.c, folder.c) --------------------------------------------------- */

/* To be written, never to be sent: that is for a person and a mail program.  All borrowed. */
typedef struct {
  const char *to_name;      /* NULL: nobody is named */
  const char *to;           /* of cc_letter_address() */
  const char *me, *my_mail; /* either NULL: the mail program knows */
  const char *subject, *body;
  GDateTime *written;
} CcLetter;

/* The letter as RFC 5322 has it, "X-Unsent: 1" among its headers, the body as flowed text
 * (RFC 3676); owned (g_free).  CRLF: its lines end so, as in a file of its own.
 * CARDCAT_ERROR_MISSING. */
char *cc_mail_write(const CcLetter *letter, gboolean crlf, GError **error);

/* The letter as a link, RFC 6068: only ASCII letters, digits and "-._~" as they are, all else as
 * %XX; owned.  Not longer than CC_MAILTO_MAX: what is too long loses paragraphs of its body, from
 * the last. */
char *cc_mailto_write(const CcLetter *letter);
#define CC_MAILTO_MAX 2000

/* Where drafts are put. */
typedef enum {
  CC_FOLDER_MAILDIR, /* cur/NAME:2,D */
  CC_FOLDER_FILES,   /* NAME.eml */
} CcFolderKind;

/* Puts TEXT into FOLDER, made when missing, as the draft NAME (of our own: letters, digits, "-",
 * "."), readable by its owner only, whole or not at all.  *FOUND: the folder had it already, with
 * whatever flags or changes, and it stays as it is.  PATH (owned): the file.  CARDCAT_ERROR_OUTPUT.
 */
gboolean cc_folder_put(const char *folder, CcFolderKind kind, const char *name, const char *text,
                       gboolean *found, char **path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- which template (templates.c) ------------------------------------------------------------ */

/* The template for a letter in LANGUAGE after MEETING: of the files in the folder OWN, which need
 * not be there, events/EVENT.LANGUAGE.txt, events/EVENT.txt, the same in tags/ for each tag, then
 * LANGUAGE.txt; else that of the models in MODELS (NULL: see cc_models_dir()).  The case of an
 * event or tag is no matter, and a "/" in it stands as "-" in the file's name.  Owned. */
CcTemplate *cc_templates_choose(const char *own, const char *models, const CardcatMeeting *meeting,
                                const char *language, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same of a letter for another PURPOSE, "introduction" to ask for one or "touch" for somebody
 * one is out of touch with: PURPOSE/LANGUAGE.txt in either. */
CcTemplate *cc_templates_for(const char *own, const char *models, const char *purpose,
                             const char *language, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* NAME in FOLDER, made when missing, has TEXT; *CHANGED: it had something else, or was not there.
 * Whole or as it was before, readable by its owner only.  CARDCAT_ERROR_OUTPUT. */
gboolean cc_folder_replace(const char *folder, const char *name, const char *text,
                           gboolean *changed, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The language of a letter to CONTACT at the address TO, by OPTIONS or by its card, borrowed.
 * CARDCAT_ERROR_USAGE: there are no letters in it, or TO is NULL: WHO has none (draft.c). */
const char *cc_letter_choose_language(const CardcatContact *contact, const char *to,
                                      const char *who, const CardcatDraftOptions *options,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whom a draft goes to, in which language, and what its file is called. */
typedef struct {
  const char *to, *language, *name;
} CcLetterFor;
/* TEMPLATE, filled with VALUES, is put where OPTIONS say (draft.c). */
CardcatDraft *cc_letter_draft(const CcTemplate *template, const CcLetterValues *values,
                              const CcLetterFor *whom, const CardcatMorning *morning,
                              const CardcatDraftOptions *options,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Where the user's own templates are; owned. */
char *cc_templates_own(const CardcatDraftOptions *options);
/* The name of FOLLOW_UP's letter and entry of a calendar: the same for one meeting for ever
 * (draft.c); owned. */
char *cc_follow_up_name(const CardcatFollowUp *follow_up);
