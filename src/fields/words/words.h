/* words/ knows words and their spelling: lists, letters, what was learned.  Never a card.
 *
 * Floors of the room: words < grammar < sheet < lines, proof < decide < give; each includes its own
 * header and those of the floors below, and every floor the room's (what goes in, what comes out).
 */
#pragma once

#include "fields/fields.h"

/* ---- files of models/ ----------------------------------------------------------------------- */

/* Takes one line of a file; FALSE and an error when it says nothing that is known. */
typedef gboolean (*CcLineFunc)(gpointer data, const char *line, GError **error);
/* Hands TAKE each line of DIR/NAME that is neither empty nor a remark.  An error names the file and
 * the line; CARDCAT_ERROR_MISSING. */
gboolean cc_lines_each(const char *dir, const char *name, CcLineFunc take, gpointer data,
                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ---- words -------------------------------------------------------------------------------- */

/* What a word or a phrase of up to CC_PHRASE_MAX words may be; a set. */
typedef enum {
  CC_W_GIVEN = 1 << 0,
  CC_W_FAMILY = 1 << 1,
  CC_W_TITLE = 1 << 2,
  CC_W_TITLE_MOD = 1 << 3, /* stands beside a title word: senior, regional */
  CC_W_DEPT = 1 << 4,
  CC_W_DEPT_OF = 1 << 5, /* opens a department: faculty of */
  CC_W_ORG = 1 << 6,
  CC_W_LEGAL = 1 << 7,
  CC_W_STREET = 1 << 8,
  CC_W_UNIT = 1 << 9, /* suite, floor, P.O. box */
  CC_W_TOWN = 1 << 10,
  CC_W_STATE = 1 << 11,
  CC_W_COUNTRY = 1 << 12,
  CC_W_HONORIFIC = 1 << 13,
  CC_W_POSTNOMINAL = 1 << 14,
  CC_W_PARTICLE = 1 << 15,
  CC_W_FUNCTION = 1 << 16,
  CC_W_COMMON = 1 << 17,
  CC_W_FREEMAIL = 1 << 18,
  CC_W_SOCIAL = 1 << 19,
  CC_W_STATE_CODE = 1 << 20, /* TX, NSW, MI */
  CC_W_LEARNED = 1 << 21,    /* a title or town because it was learned */
} CcWordFlags;

#define CC_PHRASE_MAX 4

/* What a label word says of the value beside it. */
typedef enum {
  CC_L_NONE,
  CC_L_WORK,
  CC_L_MOBILE,
  CC_L_FAX,
  CC_L_HOME,
  CC_L_OTHER,
  CC_L_EMAIL,
  CC_L_URL,
  CC_L_ADDRESS,
  CC_L_NUMBER, /* of a register, a tax office, a bank: no phone */
  CC_L_NOTE,
  CC_L_NAME,
} CcLabelWord;

/* TEXT for look-ups: lower case, without accents and without signs other than "-&/+# ". Owned. */
char *cc_fold(const char *text);
/* The same, letters and digits only. Owned. */
char *cc_slug(const char *text);
/* LETTERS, small ASCII ones, in capitals or with a capital as WORD is written; owned. */
char *cc_cased_like(const char *word, const char *letters);

/* ---- the lists ------------------------------------------------------------------------------ */

/* The triples of letters in words. */
typedef struct CcNgrams CcNgrams;

CcNgrams *cc_ngrams_new(void);
void cc_ngrams_free(CcNgrams *ngrams);
void cc_ngrams_add(CcNgrams *ngrams, const char *folded);
gboolean cc_ngrams_strange(const CcNgrams *ngrams, const char *folded);

/* Firms, hosts and the country of most contacts; words are in the models themselves. */
typedef struct CcLearned CcLearned;

/* Lists of lists.txt that rules go by; what each is for stands there. */
#define CC_LIST_TABLE(LIST)                  \
  LIST(OPEN, "open")                         \
  LIST(ROLE, "role")                         \
  LIST(ROLE_MENDED, "role-mended")           \
  LIST(PARTICLE_LOW, "particle-low")         \
  LIST(ARTICLE_AFTER_DE, "article-after-de") \
  LIST(STAYS_CAPITAL, "stays-capital")       \
  LIST(DEGREE, "degree")                     \
  LIST(EXTENSION, "extension")               \
  LIST(UNTIL, "until")                       \
  LIST(OR, "or")                             \
  LIST(AMPERSAND, "ampersand")               \
  LIST(LINES, "lines")                       \
  LIST(FORM_OF_LAW, "form-of-law")           \
  LIST(BY, "by")                             \
  LIST(LETTERS_AS, "letters-as")             \
  LIST(SUFFIX, "suffix")                     \
  LIST(WORLDWIDE, "worldwide")               \
  LIST(SHARED_HOST, "shared-host")           \
  LIST(TWO_SURNAMES, "two-surnames")         \
  LIST(AND_IS_E, "and-is-e")                 \
  LIST(JOINS_OE, "joins-oe")                 \
  LIST(WIDE_LETTERS, "wide-letters")         \
  LIST(MISREAD_LETTER, "misread-letter")     \
  LIST(LANDMARK, "landmark")                 \
  LIST(OPENING, "opening")                   \
  LIST(POSTCODE_LABEL, "postcode-label")     \
  LIST(PLACE_PART, "place-part")             \
  LIST(CITY_STATE, "city-state")             \
  LIST(NUMBER_SHAPE, "number-shape")         \
  LIST(CONTACT, "contact")                   \
  LIST(CALLED_BY, "called-by")               \
  LIST(HOLY, "holy")                         \
  LIST(INVOKED, "invoked")                   \
  LIST(AMEN, "amen")                         \
  LIST(TRADE, "trade")                       \
  LIST(GOES_ON, "goes-on")                   \
  LIST(AND, "and")                           \
  LIST(REMARK, "remark")                     \
  LIST(OFFICE, "office")                     \
  LIST(POSSESSIVE, "possessive")             \
  LIST(FAMILY_OPENS, "family-opens")         \
  LIST(NAME_CLOSES, "name-closes")           \
  LIST(INITIAL_LAST, "initial-last")         \
  LIST(COUNTY, "county")                     \
  LIST(FAMILY_FIRST, "family-first")         \
  LIST(SURNAMES_LISTED, "surnames-listed")   \
  LIST(SURNAME, "surname")                   \
  LIST(PRONOUN, "pronoun")                   \
  LIST(PRONOUN_FORM, "pronoun-form")

typedef enum {
#define LIST(id, name) CC_LIST_##id,
  CC_LIST_TABLE(LIST)
#undef LIST
      CC_LISTS,
} CcList;

/* What a line of a card has that speaks for COUNTRY. */
typedef struct {
  char *text, *country;
} CcHint;

/* A form of postcodes; models/postcodes.tsv says what each part means. */
typedef struct {
  char *form, *country, *only;
  char beside;
} CcPostcodeForm;

struct CcModels {
  GHashTable *words;          /* folded phrase -> CcWordFlags */
  GHashTable *endings;        /* folded ending -> CcWordFlags */
  GHashTable *labels;         /* folded word -> CcLabelWord */
  GHashTable *countries;      /* folded name -> code */
  GHashTable *state_codes;    /* "TX" -> "US IT " */
  GHashTable *alphabets;      /* "PL" -> the letters its print has beside a to z */
  CcNgrams *ngrams;           /* of all words */
  CcLearned *learned;         /* NULL: nothing */
  GPtrArray *lists[CC_LISTS]; /* char* */
  GPtrArray *hints;           /* CcHint* */
  GPtrArray *postcodes;       /* CcPostcodeForm* */
  /* Kept here for the floors that know them; words/ looks at neither. */
  struct CcWeights *weights; /* decide/: of each feature for each label */
  double *firm;              /* decide/: of each feature of a firm */
  GHashTable *second;        /* decide/: of each feature of a second look */
  GHashTable *signs;         /* give/: field or sign -> double */
};

/* lists.txt, hints.tsv and postcodes.tsv of DIR, into MODELS, which has none. */
gboolean cc_lists_load(CcModels *models, const char *dir, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cc_lists_free(CcModels *models);
/* The entries of LIST (char*) in their order, borrowed; one or more. */
const GPtrArray *cc_models_list(const CcModels *models, CcList list);
/* TRUE when TEXT is one of them. */
gboolean cc_models_lists(const CcModels *models, CcList list, const char *text);

/* The word lists of DIR, into MODELS, which has none. */
gboolean cc_words_load(CcModels *models, const char *dir, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cc_words_free(CcModels *models);

guint32 cc_models_flags(const CcModels *models, const char *folded);
/* The same of WORD as it is printed. */
guint32 cc_word_flags(const CcModels *models, const char *word);
/* The share of LETTERS, folded and without blanks, that are listed words, longer ones rather:
 * 0..1. */
double cc_models_sense(const CcModels *models, const char *letters);
/* TRUE when all of TEXT is one form of law: "plc", "z o.o.". */
gboolean cc_is_form_of_law(const CcModels *models, const char *text);
/* Zeros in TEXT that are letters of a form of law become these: "sp. z 0.0.", "s.r.0.", "d.0.0.".
 */
void cc_law_mend(GString *text);
/* Flags of the ending of a longer word: TITLE of "vertriebsleiter". */
guint32 cc_models_ending(const CcModels *models, const char *folded);
/* Calls SEEN for every listed word that has one of FLAGS. */
typedef void (*CcWordFunc)(const char *word, gpointer data);
void cc_models_each(const CcModels *models, guint32 flags, CcWordFunc seen, gpointer data);
/* TRUE when FOLDED is spelled as no listed word is: most likely no word. */
gboolean cc_models_strange(const CcModels *models, const char *folded);
CcLabelWord cc_models_label(const CcModels *models, const char *folded);
/* TRUE when FOLDED is a label word of KIND (CC_L_NONE: any), or one but for a letter. */
gboolean cc_models_near_label(const CcModels *models, const char *folded, CcLabelWord kind);
/* ISO 3166-1 alpha-2 of a country's name, borrowed; NULL when it is none. */
const char *cc_models_country(const CcModels *models, const char *folded);
/* The small letters beside a to z that print of COUNTRY has, borrowed; NULL: any. */
const char *cc_models_alphabet(const CcModels *models, const char *country);
/* TRUE when CODE ("TX") is a state or province of COUNTRY; NULL: of any. */
gboolean cc_models_state_code(const CcModels *models, const char *code, const char *country);

/* ---- near spellings ------------------------------------------------------------------------- */

/* How many substitutions that OCR is known for turn A into B; CC_APART when other changes are
 * needed. */
guint cc_confusions(const char *a, const char *b);
#define CC_APART 99
/* TEXT with the LETTERS (a slug) of another spelling, as it was printed: capitals, accents and
 * blanks are kept where they fit; owned.  EDITS gets the letters changed, lost and added.  NULL:
 * too long. */
char *cc_respell(const char *text, const char *letters, guint *edits);
/* One letter changed, lost or added. */
gboolean cc_one_edit(const char *a, const char *b);
/* Places at which two texts of one length differ; CC_APART where the lengths do. */
guint cc_differences(const char *a, const char *b);

/* ---- what was learned ----------------------------------------------------------------------- */

CcLearned *cc_learned_new(const GPtrArray *learned);
void cc_learned_free(CcLearned *learned);
/* NULL when nothing was learned. */
const CcLearned *cc_models_learned(const CcModels *models);
/* The words of titles and towns become words of MODELS. */
void cc_learned_add_words(CcModels *models, const GPtrArray *learned);
/* Gives the word or phrase FOLDED the flags FLAG and LEARNED unless it has FLAG already. */
void cc_models_learn_word(CcModels *models, const char *folded, guint32 flag);

/* The country of most contacts, borrowed; NULL when none is. */
const char *cc_learned_country(const CcLearned *learned);
/* The host that OCR made HOST of, borrowed; NULL when HOST is known itself, or none or several are
 * near.  SAME tells whether OCR may have made one of the other. */
typedef gboolean (*CcSameHost)(const char *a, const char *b);
const char *cc_learned_host(const CcLearned *learned, const char *host, CcSameHost same);
gboolean cc_learned_has_host(const CcLearned *learned, const char *host);
/* The host of a firm that a line of TEXTS spells, when HOST is most of it; borrowed; NULL. */
const char *cc_learned_host_of_lines(const CcLearned *learned, const GPtrArray *texts,
                                     const char *host);
/* The firm that HOST is known to belong to, borrowed; NULL. */
const char *cc_learned_firm_of(const CcLearned *learned, const char *host);
/* The known firm that TEXT spells, but for a letter or two that OCR mistook; borrowed; NULL. */
const char *cc_learned_firm(const CcLearned *learned, const char *text);
/* The known title that TEXT, a title, is but for what OCR did to letters or accents; borrowed;
 * NULL. */
const char *cc_learned_title(const CcModels *models, const char *text);
/* TEXT is most of what FIRM spells. */
gboolean cc_learned_is_like(const char *text, const char *firm);

/* ---- tokens ------------------------------------------------------------------------------- */

typedef enum {
  CC_T_UPPER = 1 << 0,   /* every letter is upper case, two letters or more */
  CC_T_CAPITAL = 1 << 1, /* begins with an upper-case letter */
  CC_T_LOWER = 1 << 2,   /* begins with a lower-case letter */
  CC_T_DIGIT = 1 << 3,   /* holds a digit */
  CC_T_NUMBER = 1 << 4,  /* digits only */
  CC_T_INITIAL = 1 << 5, /* one letter, with or without a point */
  CC_T_COMMA = 1 << 6,   /* a comma follows */
  CC_T_SIGN = 1 << 7,    /* holds neither letter nor digit */
  CC_T_POINT = 1 << 8,   /* ends with a point */
} CcTokenShape;

typedef struct {
  gsize start, end; /* bytes in the text, without the comma that may follow */
  char *fold;
  guint32 flags; /* CcWordFlags, of the word or of a phrase it is part of */
  guint32 shape; /* CcTokenShape */
  guint letters; /* characters that are letters */
} CcToken;

/* CcToken array, owned. */
GArray *cc_tokens(const CcModels *models, const char *text);

/* Token I of TOKENS. */
static inline const CcToken *cc_token(const GArray *tokens, guint i) {
  return &g_array_index(tokens, CcToken, i);
}
/* TRUE when a token of TOKENS has one of FLAGS. */
gboolean cc_tokens_have(const GArray *tokens, guint32 flags);
/* Their initials ("bmw" of "Bayerische Motoren Werke"), owned. */
char *cc_initials(const GArray *tokens);
/* Whether NAME, of a domain, begins with three or more of their initials, with or without those of
 * words like "of" and "the". */
gboolean cc_initials_begin(const GArray *tokens, const char *name);
/* SLUG, that of the text of TOKENS, without an article before it: borrowed from SLUG. */
const char *cc_slug_past_article(const GArray *tokens, const char *slug);

/* ---- titles, labels, suffixes --------------------------------------------------------------- */

/* What the grammars left of a line, with what OCR does to names and titles put right; owned. */
char *cc_text_repair(const CcModels *models, const char *text);
/* WORD, which no list has, as the only word of titles that OCR may have made it of; NULL. */
char *cc_title_word(const CcModels *models, const char *word);
/* "REGIONAI MANAGER": such words of TEXT are put right. */
void cc_title_mend(const CcModels *models, GString *text);
/* The label word that ends at byte END of TEXT, if one does; START is moved before it. */
CcLabelWord cc_label_before(const CcModels *models, const char *text, gsize end, gsize *start);

/* TRUE when DOMAIN ends in a listed public suffix and has a label before it. */
gboolean cc_suffix_known(const char *domain);
/* The label before the public suffix ("firm" of "www.firm.co.uk"), owned; NULL when unknown. */
char *cc_suffix_name(const char *domain);
