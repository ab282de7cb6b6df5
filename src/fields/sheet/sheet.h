/* sheet/ is the card on its way through the room: data, with what can be asked of it.  It knows
 * values and words, and judges nothing. */
#pragma once

#include "fields/grammar/grammar.h"

/* Bytes of a line that have one meaning: what the grammars left, or the place of a value. */
typedef struct {
  CcLabel kind; /* CC_UNDECIDED, or that of its value */
  guint line;
  gsize start, end;
  gboolean beside_value; /* a value stands before it, or right behind it */
  CcLabelWord label;     /* what it is as if a label said so */
} CcSegment;

/* What is printed in a segment, without what stands around it. */
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
  CcLabelWord label_word;  /* a label word that stood before it */
  gboolean handle;         /* an "@" stood before it */
  const char *open;        /* "," or " -", when its line goes on with that and nothing more */
  int above;               /* index of the span above it, -1: none */
  double gap;              /* to the span above, in its own heights; 9 when there is none */
  GArray *features;        /* guint: features as decide/ numbers them */
  double score[CC_LABELS]; /* of its own features */
  CcLabel voted;           /* by all votes of the card together */
  CcLabel decided;         /* in the end */
  gboolean is_firm;        /* a line of the firm, once that was chosen */
  double margin;           /* of the decision over the best card without it */
  CcLabel rival;           /* what that makes of it */
} CcSpan;

CcSpan *cc_span_new(CcLabel kind, guint line, gsize start, gsize end);
void cc_span_free(CcSpan *span);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcSpan, cc_span_free)
void cc_span_add(CcSpan *span, guint feature);
gboolean cc_span_has(const CcSpan *span, guint feature);
/* TRUE when TEXT ends with a word that another must follow: "Vice President of". */
gboolean cc_ends_open(const CcModels *models, const char *text);
/* The same of SPAN's line, of a firm also by a sign: "Harrow," and below it "Beck and Lund". */
gboolean cc_span_is_open(const CcModels *models, const CcSpan *span, CcLabel label);
/* What tells how likely a value is right. */
typedef struct {
  double raw;              /* 0..1: of its grammar, or of the decision's margin */
  double certainty, worst; /* the OCR's confidence of its words: mean, least */
  gboolean asked;          /* its line was read more than once, and not alike */
  guint against;           /* of those alternatives these say something else */
  gboolean proved;         /* the card says it a second time: in a host, in an e-mail */
  gboolean changed;        /* a firm that is spelled otherwise than its lines were read */
  CcLabel rival;           /* what it may be instead; CC_UNDECIDED: nobody knows */
} CcSigns;

/* What became of bytes of a line: no place drops or changes them without a word. */
typedef enum { CC_GIVEN, CC_DROPPED, CC_CHANGED } CcFate;

/* How something is told otherwise than it was read first. */
typedef enum {
  CC_CHANGE_READING, /* of the line */
  CC_CHANGE_JOINED,
  CC_CHANGE_MENDED,
  CC_CHANGE_FIRM,
  CC_CHANGE_PERSON,
  CC_CHANGE_TITLE,
  CC_CHANGE_NO_TITLE,
  CC_CHANGE_LABEL_NOTE,
  CC_CHANGE_LABEL_PLACE,
} CcChange;

typedef struct {
  CcFate fate;
  guint line;
  gsize start, end;           /* bytes of the line's text */
  CardcatField field;         /* of what is given: its field, and ... */
  guint index;                /* ... place in that */
  CardcatUnusedReason reason; /* of what was dropped */
  CcChange change;            /* of what was changed; what to: */
  char *to;                   /* NULL: its line tells */
} CcTrace;

/* What a decided card leaves over or lacks: whatever is given of it is less sure. */
typedef struct {
  guint unused, large; /* lines read well that are nothing; of these in letters above the usual */
  guint numbers;       /* long runs of digits that are neither number nor address */
  gboolean nameless, firmless, unreachable;
} CcRests;

/* One card on its way through the room. */
struct CcCard {
  const CcModels *models;
  const CcFieldsInput *input;
  char region[3];          /* of its numbers and address; "" when nothing tells */
  gboolean region_learned; /* nothing on the card told, but the person's other contacts */
  GPtrArray *lines;      /* CardcatLine*: those whose words were voted for, NULL: as it was read */
  GPtrArray *texts;      /* char*: of each line the alternative that is used */
  GPtrArray *values;     /* CcValue*, in reading order */
  GArray *segments;      /* CcSegment, in reading order */
  GPtrArray *spans;      /* CcSpan*, in reading order */
  GPtrArray *domains;    /* char*: slugs of the names in its e-mail and web domains */
  char *firm;            /* as it is spelled, once it was chosen; NULL: none */
  gboolean firm_chosen;  /* the lines are decided around it */
  gboolean firm_changed; /* it is not spelled as its lines were read */
  gboolean unlikely_too; /* give what is less likely right than wrong, too: to fit confidences */
  CcRests rests;         /* set when a contact is made of it */
  GArray *signs;         /* CcSigns: what each piece of evidence rests on, in its order */
  GArray *trace;         /* CcTrace, as it was told */
};

#define CC_LINES_MAX 120
#define CC_SPANS_MAX 100

CcCard *cc_card_new(const CcModels *models, const CcFieldsInput *input);
void cc_card_free(CcCard *card);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcCard, cc_card_free)

const CardcatLine *cc_card_line(const CcCard *card, guint index);
/* The box of bytes START..END of a line, from its words where they fit. */
CardcatBox cc_card_box(const CcCard *card, guint line, gsize start, gsize end);
/* Whether the mailbox of an e-mail of CARD has WORD, a blank, sign or accent apart. */
gboolean cc_card_mailbox_has(const CcCard *card, const char *word);

/* The index of the word of line INDEX that holds byte AT; -1 when the words do not spell it. */
int cc_card_word_at(const CcCard *card, guint index, gsize at);
/* The OCR's mean confidence of the words in bytes START..END of a line. */
double cc_span_certainty(const CcCard *card, guint line, gsize start, gsize end);

double cc_span_worst(const CcCard *card, guint line, gsize start, gsize end); /* the least */

/* ---- the trace ------------------------------------------------------------------------------ */

void cc_trace_given(CcCard *card, guint line, gsize start, gsize end, CardcatField field,
                    guint index);
void cc_trace_dropped(CcCard *card, guint line, gsize start, gsize end, CardcatUnusedReason reason);
void cc_trace_changed(CcCard *card, guint line, gsize start, gsize end, CcChange change,
                      const char *to);
void cc_span_dropped(CcCard *card, const CcSpan *span, CardcatUnusedReason reason);
const char *cc_change_sentence(CcChange change);

/* A piece of a line and what became of it; BY is borrowed, NULL when nobody said (a defect). */
typedef struct {
  gsize start, end;
  const CcTrace *by;
} CcTracePiece;

/* The text of line INDEX that is used, borrowed. */
const char *cc_card_text(const CcCard *card, guint index);
/* All of line INDEX that has letters or digits, in order: CcTracePiece, owned.  What is given stays
 * given though it was dropped somewhere, and of reasons the first counts.  A line without letters
 * is one piece. */
GArray *cc_trace_pieces(const CcCard *card, guint index);
