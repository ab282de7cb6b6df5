/* Made-up contacts, two and two: one person twice, or two who are easily taken for one.  The same
 * seed makes the same ones. */
#pragma once

#include <string.h>

#include "contact/contact.h"

/* ---- words --------------------------------------------------------------------------------- */

static const char *const twins_given[] = {
    "Robert",    "William",  "James",    "John",    "Thomas", "Michael", "Elizabeth", "Margaret",
    "Katherine", "Edward",   "Andrew",   "Daniel",  "Joseph", "Anna",    "Anja",      "Maria",
    "Marie",     "Laura",    "Lara",     "Jan",     "Jon",    "Stefan",  "Christian", "Christina",
    "Francisco", "Jose",     "Giuseppe", "Luigi",   "Sophie", "Sofia",   "Helen",     "Helena",
    "Omar",      "Amir",     "Amina",    "Wei",     "Lin",    "Yuki",    "Priya",     "Ravi",
    "Nadia",     "Nadja",    "Olga",     "Ivan",    "Igor",   "Ingrid",  "Astrid",    "Karl",
    "Carl",      "Kevin",    "Julia",    "Julian",  "Paul",   "Paula",   "Martin",    "Martina",
    "Patrick",   "Patricia", "Samuel",   "Benjamin"};
static const char *const twins_family[] = {
    "Smith",     "Jones",    "Miller", "Müller",  "Schmidt",  "Schmitt",      "Meier",
    "Weber",     "Fischer",  "Wagner", "Becker",  "Hoffmann", "Garcia",       "Martinez",
    "Lopez",     "Rossi",    "Russo",  "Ferrari", "Dubois",   "Durand",       "Moreau",
    "Silva",     "Santos",   "Costa",  "Kim",     "Lee",      "Park",         "Chen",
    "Wang",      "Zhang",    "Tanaka", "Sato",    "Suzuki",   "Kowalski",     "Nowak",
    "Novak",     "Horvath",  "Larsen", "Hansen",  "Jensen",   "Nielsen",      "Andersson",
    "Lindqvist", "Virtanen", "Haddad", "Khan",    "Ahmed",    "Patel",        "Sharma",
    "Iyer",      "Okafor",   "Mensah", "Cohen",   "Levy",     "Papadopoulos", "Ivanova",
    "Petrov",    "Brown",    "Taylor", "Thompson"};
static const char *const twins_syllables[] = {"bal", "cor", "den", "fel", "gar", "hol",  "jun",
                                              "kes", "lor", "mun", "nov", "pel", "quin", "rav",
                                              "sol", "tor", "ul",  "ver", "wex", "zan"};
static const char *const twins_trades[] = {"Optics", "Glass",  "Software", "Logistics", "Pharma",
                                           "Energy", "Design", "Robotics", "Press",     "Bank"};
static const char *const twins_titles[] = {"Head of Sales", "Engineer",  "Director", "Designer",
                                           "Librarian",     "Professor", "Buyer",    "Consultant"};

#define TWINS_PICK(rand, list) list[g_rand_int_range(rand, 0, G_N_ELEMENTS(list))]

static inline gboolean twins_often(GRand *rand, double share) {
  return g_rand_double(rand) < share;
}

/* Two to three syllables: a name that hardly anybody has, or a firm. */
static inline char *twins_word(GRand *rand) {
  GString *word = g_string_new(NULL);
  for (int i = g_rand_int_range(rand, 3, 5); i > 0; i--)
    g_string_append(word, TWINS_PICK(rand, twins_syllables));
  word->str[0] = g_ascii_toupper(word->str[0]);
  return g_string_free(word, FALSE);
}

/* ---- one person ---------------------------------------------------------------------------- */

static inline void twins_set(char **text, char *owned) {
  g_free(*text);
  *text = owned;
}

static inline void twins_name(CardcatContact *c, const char *given, const char *family) {
  char *full = g_strdup_printf("%s %s", given, family); /* they may be what is freed */
  char *own_given = g_strdup(given), *own_family = g_strdup(family);
  twins_set(&c->name.given, own_given);
  twins_set(&c->name.family, own_family);
  twins_set(&c->name.full, full);
}

static inline void twins_add_phone(GRand *rand, CardcatContact *c, CardcatPhoneType type) {
  g_autofree char *e164 = g_strdup_printf("+49%s%07d", type == CARDCAT_PHONE_MOBILE ? "170" : "30",
                                          g_rand_int_range(rand, 1000000, 9999999));
  g_ptr_array_add(c->phones, cardcat_phone_new(type, e164, e164, NULL));
}

static inline char *twins_mailbox(GRand *rand, const CardcatContact *c) {
  g_autofree char *given = cc_text_fold(c->name.given), *family = cc_text_fold(c->name.family);
  return twins_often(rand, 0.6) ? g_strdup_printf("%s.%s", given, family)
                                : g_strdup_printf("%c%s", given[0], family);
}

static inline void twins_add_mail(GRand *rand, CardcatContact *c, const char *host) {
  g_autofree char *box = twins_mailbox(rand, c);
  g_ptr_array_add(c->emails, g_strconcat(box, "@", host, NULL));
}

/* The firm, with a web address, the e-mail and number that come with it. */
static inline void twins_hire(GRand *rand, CardcatContact *c) {
  g_autofree char *word = twins_word(rand), *small = g_ascii_strdown(word, -1);
  g_autofree char *host = g_strconcat(small, ".example", NULL);
  twins_set(&c->organization, g_strdup_printf("%s %s", word, TWINS_PICK(rand, twins_trades)));
  g_ptr_array_set_size(c->titles, 0);
  g_ptr_array_add(c->titles, g_strdup(TWINS_PICK(rand, twins_titles)));
  g_ptr_array_set_size(c->urls, 0);
  g_ptr_array_add(c->urls, g_strconcat("www.", host, NULL));
  g_ptr_array_set_size(c->emails, 0);
  twins_add_mail(rand, c, host);
  g_ptr_array_set_size(c->phones, 0);
  twins_add_phone(rand, c, CARDCAT_PHONE_WORK);
}

/* Four in five have a name that many have. */
static inline CardcatContact *twins_person(GRand *rand) {
  CardcatContact *c = cardcat_contact_new();
  g_autofree char *rare = twins_word(rand);
  twins_name(c, TWINS_PICK(rand, twins_given),
             twins_often(rand, 0.6) ? TWINS_PICK(rand, twins_family) : rare);
  twins_hire(rand, c);
  if (twins_often(rand, 0.7)) twins_add_phone(rand, c, CARDCAT_PHONE_MOBILE);
  return c;
}

/* ---- what happens to a card ---------------------------------------------------------------- */

/* A letter that OCR takes for another, or two that change places. */
static inline char *twins_slip(GRand *rand, const char *text) {
  static const char *const seen[][2] = {{"rn", "m"}, {"m", "rn"}, {"l", "1"}, {"o", "0"},
                                        {"i", "l"},  {"cl", "d"}, {"e", "c"}, {"u", "n"}};
  gsize length = strlen(text);
  for (int tries = 0; twins_often(rand, 0.6) && tries < 8; tries++) {
    guint at = (guint)g_rand_int_range(rand, 0, G_N_ELEMENTS(seen));
    const char *found = strstr(text + 1, seen[at][0]);
    if (!found) continue;
    g_autofree char *before = g_strndup(text, (gsize)(found - text));
    return g_strconcat(before, seen[at][1], found + strlen(seen[at][0]), NULL);
  }
  char *copy = g_strdup(text);
  if (length < 4 || !g_str_is_ascii(text)) return copy;
  gsize at = (gsize)g_rand_int_range(rand, 1, (gint32)length - 1);
  char was = copy[at];
  copy[at] = copy[at + 1] ? copy[at + 1] : 'x';
  if (copy[at + 1]) copy[at + 1] = was;
  return copy;
}

static inline void twins_slip_name(GRand *rand, CardcatContact *c) {
  gboolean of_given = twins_often(rand, 0.4);
  g_autofree char *given = of_given ? twins_slip(rand, c->name.given) : g_strdup(c->name.given);
  g_autofree char *family = of_given ? g_strdup(c->name.family) : twins_slip(rand, c->name.family);
  twins_name(c, given, family);
}

static inline void twins_slip_member(GRand *rand, GPtrArray *list) {
  if (list->len == 0) return;
  char *slipped = twins_slip(rand, list->pdata[0]);
  g_free(list->pdata[0]);
  list->pdata[0] = slipped;
}

static inline void twins_slip_phone(GRand *rand, CardcatContact *c) {
  if (c->phones->len == 0) return;
  CardcatPhone *phone = c->phones->pdata[0];
  char *digit = phone->e164 + strlen(phone->e164) - 1 - (gsize)g_rand_int_range(rand, 0, 5);
  *digit = (char)('0' + (*digit - '0' + 3) % 10);
  twins_set(&phone->value, g_strdup(phone->e164));
}

/* ---- one person twice: B is changed -------------------------------------------------------- */

static inline void twins_misread(GRand *rand, CardcatContact *b) {
  if (twins_often(rand, 0.5)) twins_slip_name(rand, b);
  if (twins_often(rand, 0.3)) twins_slip_member(rand, b->emails);
  if (twins_often(rand, 0.3)) twins_slip_phone(rand, b);
  if (twins_often(rand, 0.3)) twins_set(&b->organization, twins_slip(rand, b->organization));
}

static inline void twins_nickname(GRand *rand, CardcatContact *b) {
  g_autofree char *folded = cc_text_fold(b->name.given), *family = g_strdup(b->name.family);
  const char *root = cc_name_root(folded);
  g_auto(GStrv) forms = g_strsplit(root ? root : folded, " ", -1);
  guint n = g_strv_length(forms);
  g_autofree char *nick = g_strdup(forms[n > 1 ? g_rand_int_range(rand, 1, (gint32)n) : 0]);
  nick[0] = g_ascii_toupper(nick[0]);
  twins_name(b, nick, family);
  if (twins_often(rand, 0.4)) g_ptr_array_set_size(b->emails, 0);
}

static inline void twins_typo(GRand *rand, CardcatContact *b) {
  twins_slip_name(rand, b);
  if (twins_often(rand, 0.4)) g_ptr_array_set_size(b->emails, 0);
}

/* Most keep a number or a profile; some nothing but their name. */
static inline void twins_new_job(GRand *rand, CardcatContact *a, CardcatContact *b) {
  twins_hire(rand, b);
  gboolean kept = FALSE;
  for (guint i = 0; i < a->phones->len && twins_often(rand, 0.9); i++) {
    const CardcatPhone *phone = a->phones->pdata[i];
    if (phone->type != CARDCAT_PHONE_MOBILE) continue;
    g_ptr_array_add(b->phones, cardcat_phone_copy(phone));
    kept = TRUE;
  }
  if (kept && twins_often(rand, 0.7)) return;
  g_autofree char *box = twins_mailbox(rand, a);
  CardcatContact *both[] = {a, b};
  gboolean mail = twins_often(rand, 0.4), page = twins_often(rand, 0.7);
  int number = g_rand_int_range(rand, 10, 9999);
  for (guint i = 0; i < 2; i++) {
    if (mail) g_ptr_array_add(both[i]->emails, g_strdup_printf("%s%d@gmail.com", box, number));
    if (page) g_ptr_array_add(both[i]->urls, g_strdup_printf("linkedin.com/in/%s%d", box, number));
  }
}

static inline void twins_initial(GRand *rand, CardcatContact *b) {
  g_autofree char *initial = g_strdup_printf("%c.", b->name.given[0]);
  g_autofree char *family = g_strdup(b->name.family);
  twins_name(b, initial, family);
  if (twins_often(rand, 0.3)) g_ptr_array_set_size(b->emails, 0);
}

/* The card of the new name has the old mailbox, or the old mobile number. */
static inline void twins_married(GRand *rand, CardcatContact *b) {
  g_autofree char *given = g_strdup(b->name.given), *word = twins_word(rand);
  twins_name(b, given, twins_often(rand, 0.5) ? TWINS_PICK(rand, twins_family) : word);
}

static inline void twins_little(GRand *rand, CardcatContact *b) {
  if (twins_often(rand, 0.5)) {
    g_ptr_array_set_size(b->emails, 0);
    g_ptr_array_set_size(b->urls, 0);
  } else {
    twins_set(&b->organization, NULL);
    g_ptr_array_set_size(b->urls, 0);
  }
}

/* ---- two who are easily taken for one ------------------------------------------------------ */

/* Of the same firm, with its mailbox and its number. */
static inline void twins_same_firm(GRand *rand, CardcatContact *a, CardcatContact *b) {
  twins_set(&b->organization, g_strdup(a->organization));
  g_ptr_array_set_size(b->urls, 0);
  cardcat_contact_add(b, CARDCAT_FIELD_URLS, a->urls->pdata[0]);
  g_ptr_array_set_size(b->emails, 0);
  const char *host = strchr(a->emails->pdata[0], '@') + 1;
  g_autofree char *info = g_strconcat("info@", host, NULL);
  g_autofree char *given = cc_text_fold(b->name.given), *family = cc_text_fold(b->name.family);
  if (twins_often(rand, 0.8))
    g_ptr_array_add(b->emails, g_strdup_printf("%s.%s@%s", given, family, host));
  CardcatContact *both[] = {a, b};
  for (guint i = 0; i < 2 && twins_often(rand, 0.8); i++)
    g_ptr_array_add(both[i]->emails, g_strdup(info));
  g_ptr_array_remove_index(b->phones, 0);
  g_ptr_array_insert(b->phones, 0, cardcat_phone_copy(a->phones->pdata[0]));
}

/* Another given name; often one that differs by a letter. */
static inline const char *twins_other(GRand *rand, const char *given) {
  for (guint i = 0; i < G_N_ELEMENTS(twins_given); i++)
    if (g_str_equal(twins_given[i], given) && twins_often(rand, 0.6)) {
      guint next = i % 2 == 0 ? i + 1 : i - 1;
      return twins_given[next];
    }
  const char *other = given;
  while (g_str_equal(other, given))
    other = TWINS_PICK(rand, twins_given);
  return other;
}

static inline void twins_relative(GRand *rand, CardcatContact *a, CardcatContact *b) {
  g_autofree char *family = g_strdup(a->name.family);
  twins_name(b, twins_other(rand, a->name.given), family);
  twins_hire(rand, b);
  twins_add_phone(rand, a, CARDCAT_PHONE_HOME);
  g_ptr_array_add(b->phones, cardcat_phone_copy(a->phones->pdata[a->phones->len - 1]));
}

static inline void twins_generations(GRand *rand, CardcatContact *a, CardcatContact *b) {
  CardcatContact *both[] = {a, b};
  twins_name(b, a->name.given, a->name.family);
  twins_hire(rand, b);
  for (guint i = 0; i < 2; i++) {
    twins_set(&both[i]->name.suffix, g_strdup(i == 0 ? "Sr." : "Jr."));
    twins_set(&both[i]->name.full, g_strdup_printf("%s %s %s", both[i]->name.given,
                                                   both[i]->name.family, both[i]->name.suffix));
  }
  twins_add_phone(rand, a, CARDCAT_PHONE_HOME);
  g_ptr_array_add(b->phones, cardcat_phone_copy(a->phones->pdata[a->phones->len - 1]));
}

static inline void twins_namesake(GRand *rand, CardcatContact *a, CardcatContact *b) {
  CardcatContact *both[] = {a, b};
  const char *given = TWINS_PICK(rand, twins_given), *family = TWINS_PICK(rand, twins_family);
  for (guint i = 0; i < 2; i++) {
    twins_name(both[i], given, family);
    twins_hire(rand, both[i]);
    if (twins_often(rand, 0.7)) twins_add_phone(rand, both[i], CARDCAT_PHONE_MOBILE);
  }
}

static inline void twins_colleague(GRand *rand, CardcatContact *a, CardcatContact *b) {
  if (twins_often(rand, 0.3))
    twins_name(b, twins_other(rand, a->name.given), a->name.family);
  else if (twins_often(rand, 0.3))
    twins_name(b, a->name.given, b->name.family);
  twins_same_firm(rand, a, b);
}

/* Who came after: the same number, the same title, the mailbox of the place. */
static inline void twins_successor(GRand *rand, CardcatContact *a, CardcatContact *b) {
  twins_same_firm(rand, a, b);
  g_ptr_array_set_size(b->titles, 0);
  cardcat_contact_add(b, CARDCAT_FIELD_TITLES, a->titles->pdata[0]);
}

static inline void twins_of_firm(GRand *rand, CardcatContact *a, CardcatContact *b) {
  twins_same_firm(rand, a, b);
  twins_set(&b->name.full, NULL);
  twins_set(&b->name.given, NULL);
  twins_set(&b->name.family, NULL);
}

/* ---- a book of them ------------------------------------------------------------------------ */

typedef struct {
  GPtrArray *people; /* CardcatContact*: 2i and 2i + 1 belong together */
  guint pairs;       /* of these the first so many are one person */
} TwinsBook;

#define TWINS_PAIR_KINDS 7
#define TWINS_OTHER_KINDS 7
static const char *const twins_kinds[] = {
    "misread", "nickname",    "typo",      "new job",    "initial",    "married",   "little",
    "family",  "father, son", "namesakes", "colleagues", "same given", "successor", "firm's card"};

static inline void twins_make_pair(GRand *rand, guint kind, CardcatContact *a, CardcatContact *b) {
  if (kind == 0) twins_misread(rand, b);
  if (kind == 1) twins_nickname(rand, b);
  if (kind == 2) twins_typo(rand, b);
  if (kind == 3) twins_new_job(rand, a, b);
  if (kind == 4) twins_initial(rand, b);
  if (kind == 5) twins_married(rand, b);
  if (kind == 6) twins_little(rand, b);
}

static inline void twins_make_other(GRand *rand, guint kind, CardcatContact *a, CardcatContact *b) {
  if (kind == 0) twins_relative(rand, a, b);
  if (kind == 1) twins_generations(rand, a, b);
  if (kind == 2) twins_namesake(rand, a, b);
  if (kind == 3 || kind == 4) twins_colleague(rand, a, b);
  if (kind == 5) twins_successor(rand, a, b);
  if (kind == 6) twins_of_firm(rand, a, b);
}

/* PAIRS of one person and as many of two. */
static inline TwinsBook twins_book(guint32 seed, guint pairs) {
  GRand *rand = g_rand_new_with_seed(seed);
  TwinsBook book = {g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_contact_free), pairs};
  for (guint i = 0; i < 2 * pairs; i++) {
    CardcatContact *a = twins_person(rand);
    CardcatContact *b = i < pairs ? cardcat_contact_copy(a) : twins_person(rand);
    if (i < pairs)
      twins_make_pair(rand, i % TWINS_PAIR_KINDS, a, b);
    else
      twins_make_other(rand, i % TWINS_OTHER_KINDS, a, b);
    g_ptr_array_add(book.people, a);
    g_ptr_array_add(book.people, b);
  }
  g_rand_free(rand);
  return book;
}

typedef struct {
  guint right, wrong; /* found pairs that are one person, and that are not */
  guint
      by_kind[TWINS_PAIR_KINDS + TWINS_OTHER_KINDS]; /* of the first missed, of the others found */
  guint elsewhere; /* found between people who have nothing to do with one another */
} TwinsScore;

static inline TwinsScore twins_score(const TwinsBook *book, const GArray *found) {
  TwinsScore score = {0};
  for (guint i = 0; i < book->pairs; i++)
    score.by_kind[i % TWINS_PAIR_KINDS]++;
  for (guint i = 0; i < found->len; i++) {
    const CcTwins *twins = &g_array_index(found, CcTwins, i);
    gboolean together = twins->a / 2 == twins->b / 2;
    guint pair = twins->a / 2;
    if (together && pair < book->pairs) {
      score.right++;
      score.by_kind[pair % TWINS_PAIR_KINDS]--;
      continue;
    }
    score.wrong++;
    if (together)
      score.by_kind[TWINS_PAIR_KINDS + pair % TWINS_OTHER_KINDS]++;
    else
      score.elsewhere++;
  }
  return score;
}

static inline GArray *twins_find(const TwinsBook *book) {
  g_autoptr(GPtrArray) profiles = g_ptr_array_new_with_free_func((GDestroyNotify)cc_profile_free);
  for (guint i = 0; i < book->people->len; i++)
    g_ptr_array_add(profiles, cc_profile_new(book->people->pdata[i]));
  return cc_twins_find(profiles);
}
