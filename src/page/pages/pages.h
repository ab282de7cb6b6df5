/* page/pages/: the pages.  It knows all of page/.
 *
 * A new page: a file with its handlers and their CcRoute table, its name below, a line in pages.c.
 * A handler for GET changes nothing.  One for POST changes and then redirects to a GET.  Every byte
 * of HTML goes through html/. */
#pragma once

#include "page/form/form.h"
#include "page/intake/intake.h"
#include "page/server/server.h"

/* ---- all pages (pages.c) --------------------------------------------------------------------- */

extern const CcRoute cc_routes_review[], cc_routes_queue[], cc_routes_picture[], cc_routes_sides[],
    cc_routes_contacts[], cc_routes_contact[], cc_routes_contact_edit[], cc_routes_contact_new[],
    cc_routes_set_aside[], cc_routes_export[], cc_routes_duplicates[], cc_routes_meetings[],
    cc_routes_merge[], cc_routes_follow_ups[], cc_routes_add[], cc_routes_spot[], cc_routes_touch[],
    cc_routes_known[], cc_routes_groups[], cc_routes_wants[], cc_routes_promises[],
    cc_routes_letter[], cc_routes_jobs[], cc_routes_portrait[], cc_routes_introduce[],
    cc_routes_again[], cc_routes_photo[];
/* All that a site has, with the server's own; for CcSite's routes. */
extern const CcRoute *const cc_pages_routes[];

/* ---- a card (review.c, desk.c) --------------------------------------------------------------- */

/* Keeps what was typed for REQUEST's card.  *KEPT is FALSE when it could not be, as another window
 * was faster or a value is none: ANSWER then shows the form with what is wrong. */
gboolean cc_review_keep(CcSite *site, const CcRequest *request, CcAnswer *answer, gboolean *kept,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A card as its page shows it; all borrowed. */
typedef struct {
  const CardcatCard *card;
  const CardcatContact *contact;
  const CardcatMeeting *meeting;
  const char *base;    /* what the form goes on from */
  const char *problem; /* what is wrong with it; NULL: nothing */
  const char *sure;    /* what of it is saved though it cannot be, once it is sent again; or NULL */
  const CcOther *other; /* what another window saved; NULL: nothing else */
  /* Set by cc_desk_show(): */
  const GPtrArray *rows, *unused; /* CcRow*, CcUnusedLine* */
  const char *front, *back;       /* addresses of its pictures; or NULL */
} CcCardShown;

/* The page of a card to review. */
gboolean cc_desk_show(CcSite *site, const CcRequest *request, CcAnswer *answer, CcCardShown *shown,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The keys and what else the review's pages do by themselves. */
void cc_desk_scripts(CcHtml *html);

/* ---- the queue (queue.c) --------------------------------------------------------------------- */

/* The address of the card that comes after ID in the queue, from its beginning again after the
 * last; owned. */
char *cc_queue_after(CcSite *site, gint64 id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Card ID was decided; its decision was taken back. */
void cc_queue_decided(CcSite *site, gint64 id);
void cc_queue_undecided(CcSite *site, gint64 id);
/* Where card ID is among those of this sitting. */
gboolean cc_queue_write(CcHtml *html, CcSite *site, gint64 id,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- the picture of a card (picture.c) ------------------------------------------------------- */

/* Both sides of a card with a box over every value, every line and what is not used. */
void cc_picture_write(CcHtml *html, const CcCardShown *shown);
/* The address of the picture of a side of CARD, owned; NULL: there is none. */
char *cc_picture_address(const CardcatCard *card, gboolean back);
/* The front of the first of CARDS (gint64), small, under an address that changes with it, so that
 * the browser keeps it; or its empty place. */
void cc_thumbnail_write(CcHtml *html, CardcatStore *store, const GArray *cards);
/* The small picture at SOURCE. */
void cc_thumbnail_img(CcHtml *html, const char *source);
/* The picture that ANSWER has becomes a small one. */
gboolean cc_answer_shrink(CcAnswer *answer, GError **error);

/* ---- the picture that came with a contact (portrait.c) ----------------------------------------
 */

/* ENTRY's portrait, small; without one as cc_thumbnail_write() of its cards. */
void cc_face_write(CcHtml *html, CardcatStore *store, const CardcatEntry *entry);
/* The same large, with a button that removes it; nothing when there is none. */
void cc_portrait_write(CcHtml *html, const CcSite *site, const CardcatEntry *entry);

/* ---- read again (again.c) ---------------------------------------------------------------------
 */

/* The front or the back of CARD, borrowed.  CARDCAT_ERROR_NOT_FOUND: it has no picture. */
const CardcatReading *cc_side_of_card(const CardcatCard *card, gboolean back, GError **error);

/* ---- contacts (people.c) --------------------------------------------------------------------- */

#define CC_PEOPLE_PER_PAGE 25
/* With a letter begun for each, and its forms: half as many take half as long to be shown. */
#define CC_LETTERS_PER_PAGE 15

/* What CONTACT is called, borrowed. */
const char *cc_person_label(const CardcatContact *contact);
/* "/contact/3", "/contact/3/ACTION", owned. */
char *cc_person_path(gint64 id, const char *action);
/* A form of one button that sends the contact's version to ACTION. */
void cc_person_button(CcHtml *html, const CcSite *site, const CardcatEntry *entry,
                      const char *action, const char *label, const char *class_name);
/* TRUE when ENTRY is not as it was when REQUEST's form was written: what another window did is not
 * overwritten; ANSWER goes to PATH and says so. */
gboolean cc_person_changed(CcSite *site, const CcRequest *request, const CardcatEntry *entry,
                           const char *path, CcAnswer *answer);
/* The page that a contact's form was on, owned: that of whom to write to, of an event or of a
 * group, where "back" names it, else the contact's. */
char *cc_back_path(const CcRequest *request);
/* Title and organization, where there are any. */
void cc_person_describe(CcHtml *html, const CardcatContact *contact);
/* The name of ENTRY, in a HEADING, as the way to its page, and what the above says. */
void cc_person_write(CcHtml *html, const CardcatEntry *entry, const char *heading);
/* Who ENTRY is, and where a letter reaches them. */
void cc_reach_write(CcHtml *html, const CardcatEntry *entry);
/* Choices of DAYS (ended by NULL) to put ENTRY off by, sent to ACTION, and a button LABEL to
 * SETTLE. */
typedef struct {
  const char *days, *label;
} CcLater;
void cc_later_write(CcHtml *html, const CcSite *site, const CardcatEntry *entry, const char *action,
                    const CcLater *times, const char *settle, const char *label);
/* What is wrong with what was typed; NULL: nothing. */
void cc_problem_write(CcHtml *html, const char *problem);
/* A form that takes the last decision back and leads to the list BACK, or (NULL) to the cards;
 * nothing where there is none. */
void cc_undo_write(CcHtml *html, const CcSite *site, const char *back);
/* The links to the pages before and after PAGE, from 1, of a list of COUNT at PATH, PER of them on
 * each. */
void cc_pages_write(CcHtml *html, const char *path, const char *words, guint page, guint count,
                    guint per);
/* The page that is asked for, of those there are. */
guint cc_page_number(const CcRequest *request, guint count, guint per);

/* ---- the end of the queue, and files (done.c, export.c) -----------------------------------------
 */

/* The page for an empty queue; where nothing ever was in it, Add cards. */
gboolean cc_done_show(CcSite *site, const CcRequest *request, CcAnswer *answer,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What makes a file of contacts: those met at one of EVENTS (CardcatEvent*), those with WORDS (or
 * NULL). */
void cc_export_write(CcHtml *html, const GPtrArray *events, const char *words);
/* The same of the people of an event or a group: KIND is "event" or "group". */
void cc_export_links_write(CcHtml *html, const char *kind, const char *name);

/* ---- where values lead (links.c) ---------------------------------------------------------------
 */

/* The addresses "mailto:...", "tel:...", "https://..." of what a contact holds, owned; NULL: it
 * leads nowhere. */
char *cc_mail_link(const char *email);
char *cc_call_link(const CardcatPhone *phone);
char *cc_web_link(const char *url);
/* That of value INDEX of FIELD. */
char *cc_value_link(const CardcatContact *contact, CardcatField field, guint index);
/* The contact ID, owned, also when it was removed. */
CardcatEntry *cc_entry_of(CardcatStore *store, gint64 id, GError **error);
/* The number to call first: a mobile one, else the first that is no fax; NULL: there is none. */
const CardcatPhone *cc_person_phone(const CardcatContact *contact);

/* ---- one contact (contact.c, contact_edit.c) ----------------------------------------------------
 */

/* The cards of ENTRY, each side large, and the days they were read. */
gboolean cc_person_pictures(CcHtml *html, CcSite *site, const CardcatEntry *entry, GError **error);

/* ---- how a contact was met (meetings.c) ---------------------------------------------------------
 */

void cc_meetings_write(CcHtml *html, const CcSite *site, const CardcatEntry *entry);

/* ---- former jobs (jobs.c) ----------------------------------------------------------------------
 */

void cc_jobs_write(CcHtml *html, const CcSite *site, const CardcatEntry *entry);

/* ---- keeping in touch (touch.c)
 * ----------------------------------------------------------------- */

/* How often one wants to be in touch with ENTRY, to be changed, and when one last was. */
gboolean cc_touch_write(CcHtml *html, const CcSite *site, const CardcatEntry *entry,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* With whom one was not for too long; *COUNT: how many. */
gboolean cc_touches_write(CcHtml *html, const CcSite *site, const CardcatMorning *morning,
                          guint *count, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- whom a contact knows (known.c) -------------------------------------------------------------
 */

/* Whom ENTRY knows and who introduced whom, with what was noted as a name alone and may be a
 * contact; and a form to note more. */
gboolean cc_known_write(CcHtml *html, CcSite *site, const CardcatEntry *entry,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- whom one wishes to meet (wants.c) ----------------------------------------------------------
 */

/* A banner that CONTACT is whom one wishes to meet; nothing when it is not. */
gboolean cc_wanted_write(CcHtml *html, const CcSite *site, const CardcatContact *contact,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- what was promised (promises.c)
 * ------------------------------------------------------------- */

/* The note of ENTRY's MEETING: its lines, and what was promised in them, each with what ticks it
 * and leads BACK to this page. */
void cc_note_write(CcHtml *html, const CcSite *site, const CardcatEntry *entry,
                   const CardcatMeeting *meeting, const char *back);
/* What was promised to whom, of those who are not to be written to; *COUNT: to how many. */
gboolean cc_promises_write(CcHtml *html, const CcSite *site, guint *count,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- letters (letter.c)
 * ------------------------------------------------------------------------- */

/* "Write": the letter for DUE begun in the person's mail program, and noted as drafted; it leads
 * BACK to this page.  Nothing where there is no address.  SETTINGS may be NULL.  The page has
 * letter.js.  FALSE: nothing was written. */
gboolean cc_letter_write(CcHtml *html, const CcSite *site, const CardcatFollowUp *due,
                         const CardcatMorning *morning, const CardcatSettings *settings,
                         const char *class_name, const char *back);

/* ---- small parts (parts.c) ----------------------------------------------------------------------
 */

void cc_button_link(CcHtml *html, const char *path, const char *icon, const char *label,
                    const char *class_name);
/* What sends a form; ICON may be NULL. */
void cc_button_write(CcHtml *html, const char *icon, const char *label, const char *class_name);
/* The way up, above a page's heading. */
void cc_back_write(CcHtml *html, const char *path, const char *label);
void cc_script_write(CcHtml *html, const char *name);
/* "4 June 2026" of "2026-06-04..."; what is no day stays as it is; owned. */
char *cc_day_say(const char *day);
/* The events of the book, for fields that are called "event". */
void cc_events_write(CcHtml *html, CardcatStore *store);
/* A field called NAME with its label above; TYPE: of an input, or "textarea". */
void cc_labelled_write(CcHtml *html, const char *label, const char *name, const char *type,
                       const char *value);
/* Now, and when of a day one writes. */
CardcatMorning cc_morning_now(void);
/* The morning as many days from now as the form of REQUEST says, UTC, owned; *DAY (owned): for
 * people. */
char *cc_morning_asked(const CcRequest *request, char **day);
