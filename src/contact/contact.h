/* contact/: one person: normalised, compared, merged.  GLib only; text in, text out. */
#pragma once

#include "base/base.h"

/* ---- normalising -------------------------------------------------------------------------- */

/* TEXT for comparing and searching: letters without case, accents and ligatures ("Ø" is o, "ß" is
 * ss), apostrophes dropped, all else that is no letter or digit one space; East Asian wide
 * characters stand as words of their own.  Owned, "" for NULL. */
char *cc_text_fold(const char *text);
/* The words of cc_text_fold(): owned (g_strfreev), empty when there is none. */
char **cc_text_fold_words(const char *text);

/* Equal for equal addresses; owned. */
char *cc_email_key(const char *email);
/* Equal for one place: "https://www.example.org/" and "example.org"; owned. */
char *cc_url_key(const char *url);
/* The digits of the E.164 number, else of the number as printed; with "x" and the extension when
 * there is one; owned. */
char *cc_phone_key(const CardcatPhone *phone);
/* One number, also when only one of them is known in E.164 or has an extension. */
gboolean cc_phone_equal(const CardcatPhone *a, const CardcatPhone *b);

/* No list of a contact is longer than this; the rest is dropped. */
#define CC_CONTACT_LIST_MAX 50
/* A copy as the address book keeps it: every text through cc_text_clean() and capped, what is empty
 * gone, no value twice in a list. */
CardcatContact *cc_contact_clean(const CardcatContact *contact);
/* One text of it; NULL when nothing is left, or TEXT is NULL.  Owned. */
char *cc_clean_or_null(const char *text);

/* By family name, then given name; by organization where nobody is named.  Folded, so that the
 * order of bytes is the order of the list in every locale.  Owned. */
char *cc_contact_sort_key(const CardcatContact *contact);
/* How a person is called in a message: name, else organization, e-mail or phone, else "a card
 * without a name"; borrowed from CONTACT. */
const char *cc_contact_label(const CardcatContact *contact);

/* ---- comparing ---------------------------------------------------------------------------- */

typedef enum {
  CC_NAME_DIFFERENT, /* two persons */
  CC_NAME_RELATED,   /* one given name, another family name: two persons, or one who married */
  CC_NAME_UNKNOWN,   /* one is missing, or they are written in different scripts */
  CC_NAME_CLOSE,     /* agree as far as they go: initials, a slip of the pen, a part is missing */
  CC_NAME_SAME,
} CcNameMatch;

/* Honorifics and suffixes do not count, nor does the order of the parts. */
CcNameMatch cc_name_compare(const CardcatName *a, const CardcatName *b);
/* The folded words of NAME without honorific and suffix; owned (g_strfreev). */
char **cc_name_words(const CardcatName *name);
/* The same of such words. */
CcNameMatch cc_name_compare_words(char **a, char **b);
/* All forms of the name that the folded WORD is a form of, parted by blanks, the full one first;
 * borrowed for ever, one text for one name.  NULL: it has no other that is known. */
const char *cc_name_root(const char *word);
/* The folded words A and B differ by a slip of the pen, or by letters that look alike in print. */
gboolean cc_word_is_slip(const char *a, const char *b);

/* ORGANIZATION in one folded string without legal forms and spaces; owned, "" for NULL. */
char *cc_firm_key(const char *organization);
/* The host of ADDRESS, an e-mail address or URL, without "www.", owned; NULL when it is none or
 * belongs to a mail provider or a social network. */
char *cc_firm_host(const char *address);
/* EMAIL is read by whoever is there: info@, office@. */
gboolean cc_email_is_role(const char *email);
/* A mobile or home number or one with an extension. */
gboolean cc_phone_is_personal(const CardcatPhone *phone);

/* WORDS, of a wish to meet somebody, name more than legal forms and words such as "and". */
gboolean cc_want_asks(const char *words);

/* ---- who could introduce one (contact_circle.c) ---------------------------------------------- */

/* What ties two people. */
typedef enum {
  CC_TIE_KNOWS,      /* A knows B: both ways */
  CC_TIE_INTRODUCED, /* A introduced B to the book's owner */
  CC_TIE_FIRM,       /* from here on they share something: a firm or a mail domain */
  CC_TIE_GROUP,
  CC_TIE_EVENT,
  CC_TIE_TAG,
} CcTieKind;

/* People and what ties them. */
typedef struct CcCircle CcCircle;
CcCircle *cc_circle_new(void);
void cc_circle_free(CcCircle *circle);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcCircle, cc_circle_free)
/* A person.  ID above 0 is a contact's; below, a name alone.  ABOUT (or NULL): "Curator at Orr
 * Glass", what they are. */
void cc_circle_add(CcCircle *circle, gint64 id, const char *name, const char *about);
/* Who was not added is nobody's tie, here and below. */
void cc_circle_link(CcCircle *circle, gint64 a, CcTieKind kind, gint64 b);
/* All who share the same KEY ("": nothing) of KIND are tied; NAME is for people.  A person's are
 * given one after the other. */
void cc_circle_share(CcCircle *circle, gint64 id, CcTieKind kind, const char *key,
                     const char *name);
/* The person is sought; NAMED: by name, so that they cannot be asked to introduce themselves. */
void cc_circle_seek(CcCircle *circle, gint64 id, gboolean named);
/* Whoever is tied to one who is sought, the nearest first: CardcatIntroduction*, owned. */
GPtrArray *cc_circle_find(CcCircle *circle, guint limit);

/* ---- made ready -------------------------------------------------------------------------------
 */

/* A contact made ready to be compared with many. */
typedef struct CcProfile CcProfile;
CcProfile *cc_profile_new(const CardcatContact *contact); /* nothing is borrowed */
void cc_profile_free(CcProfile *profile);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcProfile, cc_profile_free)

/* What two contacts have in common: flags. */
typedef enum {
  CC_ALIKE_NAME = 1 << 0,
  CC_ALIKE_NAME_CLOSE = 1 << 1,
  CC_ALIKE_EMAIL = 1 << 2,
  CC_ALIKE_PHONE = 1 << 3,
  CC_ALIKE_PAGE = 1 << 4, /* a profile on a network */
  CC_ALIKE_FIRM = 1 << 5,
  CC_ALIKE_MAILBOX = 1 << 6,  /* the same before the @, or nearly the same address */
  CC_ALIKE_CONFLICT = 1 << 7, /* something says that they are two */
} CcAlike;

/* From here on it is worth asking whether two are one. */
#define CC_SIMILARITY_MIN 0.8
/* From here on two may be plainly one. */
#define CC_SAME_MIN 0.97
/* cardcat_contact_similarity(), with what is known of how often such a name comes: COMMON of the
 * book's people have it by chance alone; negative: nobody knows.  ALIKE (may be NULL): why. */
double cc_profile_similarity(const CcProfile *a, const CcProfile *b, double common, guint *alike);
/* "one e-mail address, the same name", owned (g_free). */
char *cc_alike_say(guint alike);

/* Two of many that may be one. */
typedef struct {
  guint a, b; /* places in the list, A < B */
  double similarity;
  guint alike;
} CcTwins;

/* Of PROFILES (CcProfile*) all that are alike by CC_SIMILARITY_MIN at least: CcTwins, the most
 * alike first, owned (g_array_unref).  10,000 take about a second: only what shares a part of a
 * name, an address or a number is compared. */
GArray *cc_twins_find(const GPtrArray *profiles);

/* What a person changed in one field of a reading. */
typedef struct {
  CardcatField field;
  guint index;      /* of WAS, as in the reading; of a list, where WAS is not NULL */
  const char *part; /* "given", "street", "type": only that; NULL: the whole.  Borrowed for ever */
  char *was;        /* NULL: added */
  char *now;        /* NULL: taken away */
} CcDifference;

void cc_difference_free(CcDifference *difference);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcDifference, cc_difference_free)
/* "name", "name.given", "addresses[0].street", "emails[0]"; "emails" for one added; owned. */
char *cc_difference_print(const CcDifference *difference);

/* CcDifference*, owned; in the order of the contact's fields.  The order within a list is no
 * difference. */
GPtrArray *cc_contact_differences(const CardcatContact *was, const CardcatContact *now);

/* ---- the two sides of a card --------------------------------------------------------------- */

typedef enum { CC_SIDES_NONE, CC_SIDES_FRONT_FIRST, CC_SIDES_BACK_FIRST } CcSides;

/* Do A and B, seen beside or after one another, show the two sides of one card, or one side twice?
 * Asked of their contacts and texts.  In doubt they do not: a wrong pair loses a contact, a missed
 * one costs a merge.  Never of two persons, nor where one has a personal address, number or title
 * that is not on the other. */
CcSides cc_reading_sides(const CardcatReading *a, const CardcatReading *b);

/* Whether CONTACT's name is a person's: a logo is easily taken for one, and what is the firm of
 * OTHER, the other side, is nobody. */
gboolean cc_names_person(const CardcatContact *contact, const CardcatContact *other);

/* FRONT gains what only BACK has.  Another wording of what FRONT has (its name, titles, firm, and
 * one person's address in another language) becomes notes; what looks like a misreading of it is
 * dropped. */
void cc_contact_add_back(CardcatContact *front, const CardcatContact *back);

/* The reverses, when a person says that it was done wrongly; READING has a back. */
/* The back becomes the front. */
void cc_reading_swap(CardcatReading *reading);
/* Takes the back out as a reading of its own, owned.  It gains what was read from it alone; what
 * stands on both sides stays with both. */
CardcatReading *cc_reading_split(CardcatReading *reading);
/* Turns one side clockwise by QUARTERS * 90 degrees: picture, boxes, lines, corners. */
void cc_reading_turn(CardcatReading *reading, gboolean back, int quarters);

/* FRONT with BACK as its other side; both are taken. */
CardcatReading *cc_reading_join(CardcatReading *front, CardcatReading *back);
/* READING with its front, or BACK, as it was read again, which NOW tells; both are taken. */
CardcatReading *cc_reading_renew(CardcatReading *reading, gboolean back, CardcatReading *now);
/* DRAFT, what a person made of WAS, as one of NOW, another reading of the same card: what was typed
 * or taken away stays so, all else is what NOW says.  Owned. */
CardcatContact *cc_contact_rebase(const CardcatContact *draft, const CardcatContact *was,
                                  const CardcatContact *now);

/* Of the cards of one photo, joins those that are the two sides of one and of no other. */
void cc_readings_pair(GPtrArray *readings);

/* What somebody is called whom a link knows by a UID alone, which is none of the book's. */
#define CC_LINK_SOMEBODY "somebody who is not in the address book"

/* ---- jobs (contact_job.c) ----------------------------------------------------------------------
 */

/* What CONTACT does, as a job from SINCE to UNTIL (either may be NULL); owned. */
CardcatChapter *cc_chapter_of(const CardcatContact *contact, const char *since, const char *until);
/* CHAPTERS gains a copy of CHAPTER, unless it says nothing or is there already; the last first. */
void cc_chapters_add(GPtrArray *chapters, const CardcatChapter *chapter);
/* INTO has the firm, the department and the titles of FROM. */
void cc_contact_take_job(CardcatContact *into, const CardcatContact *from);
