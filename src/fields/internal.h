/* What the files of fields/ share.  No other room includes this.
 *
 * The way through the room: lines -> (grammars) values with their places -> (the rest of each
 * line) spans -> (weights, one joint decision) a label for every span -> contact and evidence. */
#pragma once

#include "fields/fields.h"

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

guint32 cc_models_flags(const CcModels *models, const char *folded);
/* TRUE when all of TEXT is one form of law: "plc", "z o.o.". */
gboolean cc_is_form_of_law(const CcModels *models, const char *text);
/* Flags of the ending of a longer word: TITLE of "vertriebsleiter". */
guint32 cc_models_ending(const CcModels *models, const char *folded);
/* Calls SEEN for every listed word that has one of FLAGS. */
typedef void (*CcWordFunc)(const char *word, gpointer data);
void cc_models_each(const CcModels *models, guint32 flags, CcWordFunc seen, gpointer data);
/* TRUE when FOLDED is spelled as no listed word is: most likely no word. */
gboolean cc_models_strange(const CcModels *models, const char *folded);
CcLabelWord cc_models_label(const CcModels *models, const char *folded);
/* ISO 3166-1 alpha-2 of a country's name, borrowed; NULL when it is none. */
const char *cc_models_country(const CcModels *models, const char *folded);
/* TRUE when CODE ("TX") is a state or province of COUNTRY; NULL: of any. */
gboolean cc_models_state_code(const CcModels *models, const char *code, const char *country);

/* The triples of letters in words. */
typedef struct CcNgrams CcNgrams;

CcNgrams *cc_ngrams_new(void);
void cc_ngrams_free(CcNgrams *ngrams);
void cc_ngrams_add(CcNgrams *ngrams, const char *folded);
gboolean cc_ngrams_strange(const CcNgrams *ngrams, const char *folded);

/* ---- labels and weights ------------------------------------------------------------------- */

/* What a span of text can be.  The first CC_LABELS are decided, the others are known. */
typedef enum {
  CC_NAME,
  CC_ORG,
  CC_TITLE,
  CC_DEPT,
  CC_ADDRESS,
  CC_NOTE,
  CC_JUNK,
  CC_LABELS,
  CC_EMAIL = CC_LABELS,
  CC_URL,
  CC_PHONE,
  CC_EDGE, /* before the first span */
  CC_KINDS,
  CC_UNDECIDED = CC_KINDS,
} CcLabel;

const char *cc_label_name(CcLabel label);
/* CC_LABELS weights of FEATURE, borrowed; NULL when it has none. */
const double *cc_models_weights(const CcModels *models, const char *feature);
/* For the program that trains: writes over, or adds, the weights of FEATURE. */
double *cc_models_weights_edit(CcModels *models, const char *feature);
/* The weight of a field ("name", "emails") or sign ("raw") in a confidence; NULL when unknown. */
const double *cc_models_sign(const CcModels *models, const char *name);

/* ---- what was learned ----------------------------------------------------------------------- */

/* Firms, hosts and the country of most contacts; words are in the models themselves. */
typedef struct CcLearned CcLearned;
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
/* The feature of a span that spells a known firm, and what it weighs for each label. */
#define CC_LEARNED_FIRM "learned-firm"

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

/* ---- values and spans --------------------------------------------------------------------- */

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
  CcLabelWord label;
  CardcatPhoneType type;
  char *e164, *extension;
  GPtrArray *rivals; /* CcValue*: what other readings of the line have in its place; NULL: none */
} CcValue;

CcValue *cc_value_new(CcLabel kind, gsize start, gsize end, const char *value);
void cc_value_free(CcValue *value);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcValue, cc_value_free)

/* A piece of a line: what the grammars left, or (KIND not CC_UNDECIDED) the place of a value. */
typedef struct {
  CcLabel kind; /* CC_UNDECIDED, or that of its value */
  guint line;
  gsize start, end; /* bytes of the line's text */
  char *text;
  GArray *tokens; /* CcToken; NULL for a value */
  CardcatBox box;
  double height;           /* of its letters, relative to the card's median; 1 when unknown */
  double stroke;           /* the same of its stroke width */
  double confidence;       /* the OCR's own */
  CcLabelWord label;       /* a label word that stood before it */
  gboolean handle;         /* an "@" stood before it */
  const char *open;        /* "," or " -", when its line goes on with that and nothing more */
  int above;               /* index of the span above it, -1: none */
  double gap;              /* to the span above, in its own heights; 9 when there is none */
  GPtrArray *features;     /* char* */
  double score[CC_LABELS]; /* of its own features */
  CcLabel decided;
  double margin; /* of the decision over the best card without it */
} CcSpan;

void cc_span_free(CcSpan *span);
gboolean cc_span_has(const CcSpan *span, const char *feature);
/* The initials of its words ("bmw" of "Bayerische Motoren Werke"), owned. */
char *cc_span_initials(const CcSpan *span);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcSpan, cc_span_free)

/* What tells how likely a value is right. */
typedef struct {
  double raw;            /* 0..1: of its grammar, or of the decision's margin */
  double reading, worst; /* the OCR's confidence of its words: mean, least */
  gboolean asked;        /* its line was read more than once, and not alike */
  guint against;         /* of those readings these say something else */
  gboolean proved;       /* the card says it a second time: in a host, in an e-mail */
} CcSigns;

/* One card on its way through the room. */
typedef struct {
  const CcModels *models;
  const CcFieldsInput *input;
  char region[3];          /* of its numbers and address; "" when nothing tells */
  gboolean region_learned; /* nothing on the card told, but the person's other contacts */
  GPtrArray *texts;        /* char*: of each line the reading that is used */
  GPtrArray *values;       /* CcValue*, in reading order */
  GPtrArray *spans;        /* CcSpan*, in reading order */
  GPtrArray *domains;      /* char*: slugs of the names in its e-mail and web domains */
  gboolean unlikely_too;   /* give what is less likely right than wrong, too: to fit confidences */
  GArray *signs;           /* CcSigns: what each piece of evidence rests on, in its order */
} CcCard;

#define CC_LINES_MAX 120
#define CC_SPANS_MAX 100

CcCard *cc_card_new(const CcModels *models, const CcFieldsInput *input);
void cc_card_free(CcCard *card);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcCard, cc_card_free)

const CardcatLine *cc_card_line(const CcCard *card, guint index);
/* The box of bytes START..END of a line, from its words where they fit. */
CardcatBox cc_card_box(const CcCard *card, guint line, gsize start, gsize end);

/* TRUE when bytes START..END of a line are no print but specks or a piece of a picture. */
gboolean cc_is_speck(const CcCard *card, guint line, gsize start, gsize end);
/* Moves START and END inwards over short words that were read much worse than the rest. */
void cc_trim_loose(const CcCard *card, guint line, gsize *start, gsize *end);
/* The OCR's mean confidence of the words in bytes START..END of a line. */
double cc_span_reading(const CcCard *card, guint line, gsize start, gsize end);

double cc_span_worst(const CcCard *card, guint line, gsize start, gsize end); /* the least */

/* The signs of bytes START..END of a line, which were decided with score RAW. */
CcSigns cc_signs_of(const CcCard *card, guint line, gsize start, gsize end, double raw);
/* The probability that a value of FIELD ("name", "emails") with these signs is right. */
double cc_confidence(const CcModels *models, const char *field, const CcSigns *signs);

/* Of LINE's readings the one that makes most sense as words, borrowed from it. */
const char *cc_sensible_reading(const CcCard *card, const CardcatLine *line);

/* ---- grammars ----------------------------------------------------------------------------- */

/* Each adds the CcValues it finds in TEXT and blanks their places in it with "\n". */
void cc_emails_find(const CcCard *card, char *text, GPtrArray *values);
void cc_urls_find(const CcCard *card, char *text, GPtrArray *values);
void cc_phones_find(const CcCard *card, char *text, GPtrArray *values);
/* All three on every line, the best of its alternatives chosen; fills TEXTS and VALUES. */
void cc_values_find(CcCard *card);
/* Lets values prove each other: domains, and after the name is known the local part. */
void cc_values_cross_proof(CcCard *card);
/* Removes what is only the rest of a value. */
void cc_values_drop_rests(CcCard *card);
void cc_values_prove_name(CcCard *card, const CardcatName *person);
/* The host of an e-mail or URL in lower case, without "www."; owned. */
char *cc_value_host(const CcValue *value);
/* The local part of VALUE, an e-mail, as the card's site is called where OCR may have made it of
 * that: "harbour1ane@gmail.com". */
void cc_local_prove_site(const CcCard *card, CcValue *value);
/* The local part of VALUE, an e-mail, as the role's word ("info") that OCR may have made it of. */
void cc_local_mend_role(const CcModels *models, CcValue *value);
/* "ada beck@firm.com" on the card of Ada Beck: a joint of the local part of VALUE, an e-mail, was
 * read as a blank. */
void cc_local_join_word(const CcCard *card, CcValue *value);
/* The label word that ends at byte END of TEXT, if one does; START is moved before it. */
CcLabelWord cc_label_before(const CcModels *models, const char *text, gsize end, gsize *start);

/* The blank at which bytes START..END of TEXT, two numbers in a row, repeat their own form; the
 * middle is best; 0 when they do not. */
gsize cc_phone_repeat(const char *text, gsize start, gsize end);

/* A domain made of RAW that ends in a public suffix, owned; NULL when nothing near it does.
 * COST gets 0 for RAW as it is, more for each repair. */
char *cc_domain_repair(const char *raw, double *cost);
/* How many substitutions that OCR is known for turn A into B; 99 when other changes are needed. */
guint cc_confusions(const char *a, const char *b);

typedef enum { CC_POSTCODE_NONE, CC_POSTCODE_WEAK, CC_POSTCODE_STRONG } CcPostcodeKind;
/* A postcode in TEXT: its bytes, and the country whose form it has ("" when many have it).
 * STRONG: a form that hardly anything else has. */
CcPostcodeKind cc_postcode_find(const CcModels *models, const char *text, const char *region,
                                gsize *start, gsize *end, char country[3]);

/* ---- libpsl, libphonenumber ---------------------------------------------------------------- */

/* TRUE when DOMAIN ends in a listed public suffix and has a label before it. */
gboolean cc_suffix_known(const char *domain);
/* The label before the public suffix ("firm" of "www.firm.co.uk"), owned; NULL when unknown. */
char *cc_suffix_name(const char *domain);

/* ---- region, spans, features, decision ---------------------------------------------------- */

/* All that comes before the decision; one function, so that training sees what reading sees. */
void cc_card_prepare(CcCard *card);
void cc_region_guess(CcCard *card);
void cc_spans_make(CcCard *card);
/* TRUE when TEXT ends with a word that another must follow: "Vice President of". */
gboolean cc_ends_open(const char *text);
/* The same of SPAN's line, of a firm also by a sign: "Harrow," and below it "Beck and Lund". */
gboolean cc_span_is_open(const CcSpan *span, CcLabel label);
void cc_features_make(CcCard *card);
void cc_span_add(CcSpan *span, const char *feature);
void cc_proof_features(const CcCard *card, CcSpan *span);
/* Sets SCORE of every span from its features, and DECIDED and MARGIN of all together. */
void cc_decide(CcCard *card);
/* The same, a span's label counted LOSS better where it is not GOLD: for training. */
typedef const CcLabel *CcGold;
void cc_decide_with_loss(CcCard *card, CcGold gold, double loss);
/* Calls SEEN for every feature of span INDEX under the labels that LABELS gives all spans. */
typedef void (*CcFeatureFunc)(const char *feature, CcLabel label, gpointer data);
void cc_decide_features(const CcCard *card, const CcLabel *labels, CcFeatureFunc seen,
                        gpointer data);
/* How well LOCAL, the part of an e-mail before "@", fits the words of a name: 0..1. */
double cc_local_fits(const char *local, const GArray *tokens);

/* ---- the contact -------------------------------------------------------------------------- */

/* TEXT parted and in normal case. */
void cc_name_parse(const CcModels *models, const char *text, const char *region, CardcatName *name);
/* TRUE when TEXT's letters are capitals and it should be given in normal case; then owned. */
char *cc_normal_case(const char *text);
/* A name or a firm as it must have been printed, by the lists and the rest of the card; owned. */
char *cc_name_repair(const CcCard *card, const char *name);
char *cc_org_repair(const CcCard *card, const char *org);
/* What the grammars left of a line, with what OCR does to names and titles put right; owned. */
char *cc_text_repair(const CcModels *models, const char *text);
/* WORD, which no list has, as the only word of titles that OCR may have made it of; NULL. */
char *cc_title_word(const CcModels *models, const char *word);
/* "REGIONAI MANAGER": such words of TEXT are put right. */
void cc_title_mend(const CcModels *models, GString *text);
/* Which spans are the firm: the line that spells it whole rather than a logo, all lines of a logo,
 * none of them twice, no icon or monogram beside it. */
void cc_org_choose(CcCard *card);
/* One letter changed, lost or added. */
gboolean cc_one_edit(const char *a, const char *b);
/* The parts of ADDRESS->full are found and set. */
void cc_address_parse(const CcModels *models, const char *region, CardcatAddress *address);
/* Whether a number stands after SPAN on its line. */
gboolean cc_number_follows(const CcCard *card, const CcSpan *span);
/* Years and nothing more: no part of an address. */
gboolean cc_is_time(const CcSpan *span);
/* What the spans of one office had: a postcode, a street with a number after it. */
typedef struct {
  gboolean closed, numbered;
} CcOffice;
/* Whether SPAN opens the address of another office than the spans that OFFICE has seen: a street
 * after a postcode, a second postcode, a second street with a number of its own. */
gboolean cc_opens_office(const CcCard *card, const CcSpan *span, CcOffice *office);
/* Contact and evidence from the decided spans and the values. */
void cc_assemble(CcCard *card, CcFields *fields);
/* What the code PAYLOAD says is added to CONTACT; FALSE when it has none of the known forms. */
gboolean cc_payload_read(CardcatContact *contact, const char *payload, const char *region);
/* What the codes say, laid over what was read. */
void cc_payloads_apply(const CcModels *models, const CcFieldsInput *input, CcFields *fields);
/* Adds to LIST of EVIDENCE. */
void cc_evidence_add(GPtrArray *evidence, const char *field, guint index, double confidence,
                     CardcatBox box, const char *text, CardcatFrom from);
double cc_cardness(const CcCard *card, const CardcatContact *contact);
