/* grammar/ knows a value in one text: e-mail, web address, number, postcode, name, address, code.
 * Never another line, never the card: it takes the models, the region and a text. */
#pragma once

#include "fields/grammar/phone_number.h"
#include "fields/words/words.h"

/* What a span of text can be.  The first CC_LABELS are decided, the others are known. */
typedef enum {
  CC_NAME,
  CC_ORG,
  CC_TITLE,
  CC_DEPT,
  CC_ADDRESS,
  CC_NOTE,
  CC_NOISE,
  CC_LABELS,
  CC_EMAIL = CC_LABELS,
  CC_URL,
  CC_PHONE,
  CC_EDGE, /* before the first span */
  CC_KINDS,
  CC_UNDECIDED = CC_KINDS,
  CC_PRONOUNS, /* known, and no part of what stands around them */
} CcLabel;

/* An e-mail, URL or phone found by its grammar. */
typedef struct {
  CcLabel kind;
  guint line;
  gsize start, end; /* bytes of the line's text, with its label */
  char *value;      /* as printed, repaired within its grammar */
  char *raw;        /* as it was read */
  double score;     /* 0..1 how well it satisfies its grammar */
  gboolean repaired;
  gboolean learned; /* its host is one that was learned */
  CcLabelWord label_word;
  CardcatPhoneType type;
  char *e164, *extension;
  GPtrArray
      *rivals; /* CcValue*: what other alternatives of the line have in its place; NULL: none */
} CcValue;

/* The field that a value of KIND goes to. */
CardcatField cc_value_field(CcLabel kind);
CcValue *cc_value_new(CcLabel kind, gsize start, gsize end, const char *value);
void cc_value_free(CcValue *value);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcValue, cc_value_free)

/* The host of an e-mail or URL in lower case, without "www."; owned. */
char *cc_value_host(const CcValue *value);
/* The same host where it stands in VALUE, borrowed, with its LENGTH. */
const char *cc_value_host_in(const CcValue *value, gsize *length);
/* A web address (or an e-mail) without scheme, www and the last slash, in lower case; owned. */
char *cc_url_bare(const char *url);

/* The grammars of values, in the order in which a line is searched: what it finds, the field that
 * this goes to, the function.  Each adds the CcValues it finds in TEXT and blanks their places in
 * it with "\n". */
#define CC_GRAMMAR_TABLE(GRAMMAR)           \
  GRAMMAR(CC_EMAIL, EMAILS, cc_emails_find) \
  GRAMMAR(CC_URL, URLS, cc_urls_find)       \
  GRAMMAR(CC_PRONOUNS, PRONOUNS, cc_pronouns_find)
#define GRAMMAR(kind, field, find) void find(const CcModels *models, char *text, GPtrArray *values);
CC_GRAMMAR_TABLE(GRAMMAR)
#undef GRAMMAR

/* Numbers, likewise, in what these leave.  REGION: that of numbers without a country's code, ""
 * when unknown. */
void cc_phones_find(const CcModels *models, const char *region, char *text, GPtrArray *values);

/* A run of digits that may be a number. */
typedef struct {
  const CcModels *models;
  const char *region, *text;
  gsize start, end; /* bytes of TEXT */
  guint digits;
  CcLabelWord label_word;
  const char *value;         /* as libphonenumber likes it */
  CcNumberCheck check;       /* what that says of it */
  gboolean follows;          /* another number stands before it, */
  gboolean follows_labelled; /* which has a label, */
  gboolean alike;            /* and ends in a group of as many digits as it has */
  gboolean marked;           /* a sign that is printed for a label stands before it */
} CcPhoneRun;

/* How much it is like one, CC_PHONE_SCORE_MIN and more: it is. */
double cc_phone_score(const CcPhoneRun *run);
#define CC_PHONE_SCORE_MIN 0.45
#define CC_PHONE_DIGITS_MIN 6
#define CC_PHONE_DIGITS_MAX 16

/* Whether it is another number, whatever its label: a house's, a file's. */
gboolean cc_phone_is_filed(const CcPhoneRun *run);
/* Whether it is one where no label says a phone's: a time, a standard's, a register's. */
gboolean cc_phone_is_other(const CcPhoneRun *run);
/* Numbers in groups as phones are printed, "2346" alone or "1016" are none. */
gboolean cc_phone_has_groups(const char *value);
/* "2700-4545", "555.0142": four digits after a hyphen or a point close a number. */
gboolean cc_phone_has_tail(const char *value);
/* "0824 - 2441556": a town's code with the 0 before it, then the number. */
gboolean cc_phone_has_trunk(const char *value);
/* The type of a number beside the label word LABEL; OTHERWISE where that says none. */
CardcatPhoneType cc_phone_type_of(CcLabelWord label, CardcatPhoneType otherwise);
/* The blank at which bytes START..END of TEXT, two numbers in a row, repeat their own form; the
 * middle is best; 0 when they do not. */
gsize cc_phone_repeat(const char *text, gsize start, gsize end);
/* "0755 - 554004. 553005": the point after which as many digits stand as before it; 0: none. */
gsize cc_phone_repeat_after_point(const char *text, gsize start, gsize end);
/* Digits of the last group of NUMBER as it is printed. */
guint cc_phone_last_group(const char *number);

/* Numbers spelled with letters, "1-800-GET-ROOF": as cc_phones_find(), which calls it. */
void cc_phones_find_spelled(const CcModels *models, const char *region, char *text,
                            GPtrArray *values);
/* An extension after byte END of TEXT: its digits, owned, and the byte AFTER it; NULL: none. */
char *cc_phone_extension(const CcModels *models, const char *text, gsize end, gsize *after);
/* The byte at which a number in bytes START..END goes over to the ending of a second one,
 * "583-6990 / 6991", also of a third; 0 when it does not. */
gsize cc_phone_ending(const char *text, gsize start, gsize end);
/* The same for "2110 0041 to 44" and "24700041,51": the byte after the last ending; END: none. */
gsize cc_phone_row_end(const CcModels *models, const char *text, gsize end);
/* How many digits at the end of a number in bytes START..END others can take the place of: the line
 * of "583-6990", the last group of "402 11 22/23"; 0: none. */
guint cc_phone_line_digits(const char *text, gsize start, gsize end);
/* "/ 6991" after byte END: so many DIGITS that take the place of a number's last; their bytes FROM
 * and the one after them, 0: none. */
gsize cc_phone_next_line(const char *text, gsize end, guint digits, gsize *from);
/* LOCAL is 7 or 8 digits in groups, and NUMBER, longer or not, ends in as many in the same groups.
 */
gboolean cc_phone_repeats_tail(const char *number, const char *local);
/* The E.164 of LOCAL, which repeats the tail of NUMBER, in its town; owned; NULL: no number. */
char *cc_phone_town_e164(const char *number, const char *local, const char *region);
/* The byte after "(4 lines)", END when that does not stand there. */
gsize cc_phone_count_end(const CcModels *models, const char *text, gsize end);
/* The label word after a number that ends at byte END, the byte AFTER it; NONE.  All labels of a
 * line TRAIL its numbers, "555 0111 o 555 0112 m", when its first has none before it and its last
 * one after it. */
CcLabelWord cc_phone_label_after(const CcModels *models, const char *text, gsize end,
                                 gboolean trail, gsize *after);
gboolean cc_phone_labels_trail(const CcModels *models, const char *text);

/* A domain made of RAW that ends in a public suffix, owned; NULL when nothing near it does.
 * COST gets 0 for RAW as it is, more for each repair. */
char *cc_domain_repair(const CcModels *models, const char *raw, double *cost);
/* "firm.org uk": a blank before the country of DOMAIN's suffix, which ends at END of TEXT.  The
 * domain with it, owned; NULL where there is no such suffix. */
char *cc_domain_with_country(const char *text, gsize end, const char *domain);
typedef enum { CC_POSTCODE_NONE, CC_POSTCODE_WEAK, CC_POSTCODE_STRONG } CcPostcodeKind;
/* A postcode in TEXT: its bytes, and the country whose form it has ("" when many have it).
 * STRONG: a form that hardly anything else has. */
CcPostcodeKind cc_postcode_find(const CcModels *models, const char *text, const char *region,
                                gsize *start, gsize *end, char country[3]);

/* Whether TEXT has two letters or more, and all of them capitals. */
gboolean cc_name_is_capitals(const char *text);
/* TEXT's words that are in capitals, in normal case; INSIDE a name its first particle is small. */
char *cc_name_lower_capitals(const CcModels *models, const char *text, gboolean inside);
/* TEXT parted and in normal case; FAMILY_STANDS_FIRST: the card says so, TEXT need not. */
void cc_name_parse(const CcModels *models, const char *text, const char *region,
                   gboolean family_stands_first, CardcatName *name);
/* TEXT, an address in COUNTRY on a card of REGION (ISO 3166-1 alpha-2; NULL or "": not known), as
 * it must have been printed; owned. */
char *cc_address_spelled(const CcModels *models, const char *country, const char *region,
                         const char *text);
/* Letters of TEXT, print of REGION, that have a cedilla get a comma below where its alphabet has
 * that instead; bytes stay where they are. */
void cc_set_commas_below(const CcModels *models, const char *region, char *text);
/* The parts of ADDRESS->full are found and set. */
void cc_address_parse(const CcModels *models, const char *region, CardcatAddress *address);
/* "WIFI:T:WPA;...", "geo:48.1,11.5": for a machine, and of nobody. */
gboolean cc_payload_is_foreign(const char *payload);
/* TEXT is an e-mail, a web address or a number; of other fields each is a value. */
gboolean cc_payload_is_value(CardcatField field, const char *text);
/* See cc_written_mailboxes(). */
GPtrArray *cc_mailboxes(const char *text);
/* E-mails, web addresses and numbers of CONTACT that are none become notes; of an e-mail with a
 * name the address stays. */
void cc_payload_check(CardcatContact *contact);
/* A code with somebody's name and numbers: a vCard or the like. */
gboolean cc_payload_is_contact(const char *payload);
/* What the code PAYLOAD says is added to CONTACT, checked; FALSE when it has none of the known
 * forms. */
gboolean cc_payload_read(CardcatContact *contact, const char *payload, const char *region);
/* What of PAYLOAD (valid UTF-8) is not seen, as cc_hidden(); also where it is quoted. */
const char *cc_payload_hidden(const char *payload);

/* Bytes of "9.00-18.00", "07:30 - 12:30" at TEXT; 0: it does not begin so. */
gsize cc_time_range_at(const char *text);
/* Whether TEXT is nothing but times of the day: "9.00-18.00", "07:30 - 12:30 14:00 - 22:00"; of
 * whole hours two ranges: "8-12 14-18". */
gboolean cc_is_hours(const char *text);

/* ---- registers ------------------------------------------------------------------------------ */

/* Bytes of a sign at TEXT that parts a line into pieces, ", " or " - "; 0: none. */
gsize cc_joint_at(const char *text);
/* Whether TEXT says the number of a register: "Reg. No. 9937-A". */
gboolean cc_is_register(const CcModels *models, const char *text);
/* The bytes of a register's number that closes TEXT, the sign before it included; 0: none. */
gsize cc_register_behind(const CcModels *models, const char *text);
