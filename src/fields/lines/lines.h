/* lines/ knows the lines of a card: which reading of each is used, where the card is from, the
 * values in them, and the pieces that are left.  It decides nothing of a piece. */
#pragma once

#include "fields/sheet/sheet.h"

/* The country of the card, from every sign of it. */
void cc_region_guess(CcCard *card);
/* Of LINE's alternatives the one that makes most sense as words, borrowed from it. */
const char *cc_sensible_alternative(const CcCard *card, const CardcatLine *line);

/* Words that are in no list become those that other alternatives of their line have there; what all
 * of these have and the line lost is put in. */
void cc_lines_vote(CcCard *card);

/* Whether the words of LINE, which has some, spell TEXT. */
gboolean cc_words_spell(const CardcatLine *line, const char *text);
/* The grammars on every line, the best of its alternatives chosen; fills TEXTS and VALUES. */
void cc_values_find(CcCard *card);
/* READINGS: of each of TEXTS, the alternatives of a line, its values (CcValue*).  Those of reading
 * USED become what most alternatives have in their place, and get the others as rivals; what only
 * other alternatives have is added to them. */
void cc_values_vote(const GPtrArray *texts, GPtrArray *alternatives, guint used);
/* Line INDEX, where it goes on with the number at the end of the line above it: "Extension 136",
 * "40118012" below "+91-40-40118011".  TRUE when it does; its text and value are added. */
gboolean cc_value_below(CcCard *card, guint index);
/* Numbers get the label that stands in their row, in a column of labels. */
void cc_values_label_rows(CcCard *card);
/* The values of each line, and what they left of it, cut to where it can have one meaning. */
void cc_segments_make(CcCard *card);
/* The spans of the segments, without what is no print, a label or a sign. */
void cc_spans_make(CcCard *card);

/* ---- cuts.c ---------------------------------------------------------------------------------- */

/* Bytes of the sign or word at byte AT of TEXT, whose words are TOKENS, that parts two meanings; 0:
 * none.  CUT: whether a weak sign, a comma or a dash, parted it already: none does twice. */
gsize cc_cut_at(const CcCard *card, const GArray *tokens, const char *text, gsize at,
                gboolean *cut);
/* The byte of TEXT (LENGTH bytes) where a second meaning begins without a sign: "Prop. Ada Beck",
 * "Ada Beck Clerk", "Clerk B.Sc.", "Lawyer OAB 123.456"; 0: nowhere.  LABEL gets what it is as if
 * a label said so: a name, a register's number. */
gsize cc_cut_without_sign(const CcCard *card, const GArray *tokens, const char *text, gsize length,
                          CcLabelWord *label);

/* ---- register.c ------------------------------------------------------------------------------ */

/* Whether bytes START..END of TEXT begin with a register and hold its number: "VAT No. GB 123". */
gboolean cc_opens_with_register(const CcModels *models, const char *text, gsize start, gsize end);
/* The byte of TEXT (LENGTH bytes) where a register and its number begin, after a title: "Lawyer
 * OAB/SP 123.456"; 0: nowhere. */
gsize cc_register_after(const GArray *tokens, const char *text, gsize length);

/* TRUE when bytes START..END of a line are no print but specks or a piece of a picture. */
gboolean cc_is_speck(const CcCard *card, guint line, gsize start, gsize end);
/* Moves START and END inwards over short words that were read much worse than the rest. */
void cc_trim_loose(const CcCard *card, guint line, gsize *start, gsize *end);
