/* Is this a business card at all? */
#include "fields/give/give.h"

#include <math.h>
#include <string.h>

/* A card has a dozen short lines; a page of text, a screenshot or a cover has many, or long ones.
 * Set on generated cards and on pages of running text. */
#define LINES_OF_A_CARD 24
#define WORDS_OF_A_LINE 7.0
/* A line of this many words is running text: no card seen has two, no letter fewer than four. */
#define RUNNING_WORDS 10
/* What OCR makes of wood, cloth and logos is below this, what it makes of print above; seen on
 * photographed cards on such grounds. */
#define PRINT_CONFIDENCE 0.5

/* What a cover with its author and title is less of a card: below any card of a firm's name and a
 * slogan, because a contact from a book is worse than a card to be typed. */
#define NAMES_ALONE 1.0

/* Covers name no firm by its form of law: with an outline that is plainly a card's it is one. */
#define FIRM_ALONE 1.0

/* An address without a number is a town's name, which chats have, too, and is part of one. */
#define TOWN_ALONE 0.5

/* On what is taller than wide, as covers and screens are, a title as likely as this is one and
 * others say less: a cover's press has .38 to .55. */
#define TITLE_LIKELY 0.8

/* What each field adds to the logarithm of the odds; by hand, on generated cards, photographed
 * pages and covers. */
static const struct {
  double nothing, email, phone, url, address, name, title, firm, line, word, running, price, day;
} adds = {
    .nothing = -2.5, /* lines and no more */
    .email = 2.5,
    .phone = 2.5,
    .url = 1,
    .address = 1,
    .name = 1,
    .title = 1.1,
    .firm = 0.5,
    .line = -0.25,   /* each line beyond those of a card */
    .word = -1.2,    /* each word of the mean line beyond */
    .running = -1.5, /* each line of running text but one */
    .price = -2,     /* a price tag, a ticket: */
    .day = -2,       /* of 441 cards none has either */
};

#define AMOUNT "\\d{1,5}[.,]\\d\\d"
#define CURRENCY "(?:[€$£]|EUR|USD|GBP|CHF|PLN)"
/* An amount of money to the cent, with its currency or alone in its line: "EUR 9,50", "12.00". */
static const char price[] =
    "(?<!\\w)" CURRENCY " ?" AMOUNT "\\b|\\b" AMOUNT " ?" CURRENCY "(?!\\w)|^" AMOUNT "$";
/* A day with its year: "14.06.2026". */
static const char day[] = "\\b\\d{1,2}[./]\\d{1,2}[./](?:19|20)\\d\\d\\b";

static gboolean is_print(const CcCard *card, guint i) {
  const CardcatLine *line = card->input->lines->pdata[i];
  return line->confidence >= PRINT_CONFIDENCE && strlen(line->text) >= 3;
}

static guint print_lines(const CcCard *card) {
  guint lines = 0;
  for (guint i = 0; i < card->input->lines->len; i++)
    lines += is_print(card, i) ? 1 : 0;
  return lines;
}

static guint count_words(const char *text) {
  guint words = 1;
  for (const char *p = text; *p; p++)
    words += *p == ' ' ? 1 : 0;
  return words;
}

/* Whether line I has a way to reach somebody: however long, it is no running text. */
static gboolean has_value(const CcCard *card, guint i) {
  for (guint k = 0; k < card->spans->len; k++) {
    const CcSpan *span = card->spans->pdata[k];
    if (span->line == i && (span->kind != CC_UNDECIDED || span->decided == CC_ADDRESS)) return TRUE;
  }
  return FALSE;
}

/* Mean words of a line; RUNNING gets the lines of running text. */
static double words_per_line(const CcCard *card, guint *running) {
  guint words = 0, lines = 0;
  *running = 0;
  for (guint i = 0; i < card->texts->len; i++) {
    if (!is_print(card, i) || has_value(card, i)) continue;
    guint n = count_words(card->texts->pdata[i]);
    *running += n >= RUNNING_WORDS ? 1 : 0;
    words += n;
    lines++;
  }
  return lines ? (double)words / lines : 0;
}

static gboolean has_shape(const CcCard *card, const char *shape) {
  g_autoptr(GRegex) regex = g_regex_new(shape, 0, 0, NULL);
  for (guint i = 0; i < card->texts->len; i++)
    if (g_regex_match(regex, card->texts->pdata[i], 0, NULL)) return TRUE;
  return FALSE;
}

/* A way to reach the person, or what the person does. */
static gboolean says_more(const CardcatContact *c) {
  return c->emails->len + c->phones->len + c->urls->len + c->addresses->len + c->titles->len > 0;
}

/* Whether the print has a number, though none may be read surely enough to be given. */
static gboolean has_number(const CcCard *card) {
  for (guint i = 0; i < card->values->len; i++)
    if (((const CcValue *)card->values->pdata[i])->kind == CC_PHONE) return TRUE;
  return FALSE;
}

/* "Harrow Tools Ltd." and nobody beside it: "Jane Harlow, Night Company" is a cover. */
static gboolean is_firm_alone(const CcModels *models, const CardcatContact *contact) {
  if (contact->name.full || !contact->organization) return FALSE;
  g_autoptr(GArray) tokens = cc_tokens(models, contact->organization);
  return tokens->len > 1 && (cc_token(tokens, tokens->len - 1)->flags & CC_W_LEGAL);
}

/* How much of a title there is, 0..1. */
static double title_part(const CcCard *card, const CcFields *fields) {
  if (fields->contact->titles->len == 0) return 0;
  if (card->input->width >= card->input->height) return 1;
  double surest = 0;
  for (guint i = 0; i < fields->evidence->len; i++) {
    const CardcatEvidence *one = fields->evidence->pdata[i];
    if (one->field == CARDCAT_FIELD_TITLES) surest = MAX(surest, one->confidence);
  }
  return MIN(surest / TITLE_LIKELY, 1);
}

/* How much of an address there is, 0..1. */
static double address_part(const CardcatContact *contact) {
  for (guint i = 0; i < contact->addresses->len; i++) {
    const CardcatAddress *address = contact->addresses->pdata[i];
    if (strpbrk(address->full, "0123456789")) return 1;
  }
  return contact->addresses->len > 0 ? TOWN_ALONE : 0;
}

double cc_cardness(const CcCard *card, const CcFields *fields) {
  const CardcatContact *contact = fields->contact;
  double sum = adds.nothing;
  sum += contact->emails->len > 0 ? adds.email : 0;
  sum += contact->phones->len > 0 || has_number(card) ? adds.phone : 0;
  sum += contact->urls->len > 0 ? adds.url : 0;
  sum += adds.address * address_part(contact);
  sum += contact->name.full ? adds.name : 0;
  sum += adds.title * title_part(card, fields);
  sum += contact->organization ? adds.firm : 0;
  if (!says_more(contact)) sum += is_firm_alone(card->models, contact) ? FIRM_ALONE : -NAMES_ALONE;
  guint lines = print_lines(card);
  guint running = 0;
  double wide = words_per_line(card, &running) - WORDS_OF_A_LINE;
  if (lines > LINES_OF_A_CARD) sum += adds.line * (lines - LINES_OF_A_CARD);
  if (wide > 0) sum += adds.word * wide;
  if (running > 1) sum += adds.running * (running - 1);
  if (has_shape(card, price)) sum += adds.price;
  if (has_shape(card, day)) sum += adds.day;
  return 1 / (1 + exp(-sum));
}
