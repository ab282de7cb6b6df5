/* How a card was read, as one JSON object. */
#include "reader/reader.h"

static void boolean(CcWriter *w, const char *key, gboolean value) {
  cc_writer_literal(w, key, value ? "true" : "false");
}

static void features(CcWriter *w, const GPtrArray *values) {
  cc_writer_begin(w, "features", '[');
  for (guint i = 0; i < values->len; i++) {
    const CcWeighed *weighed = values->pdata[i];
    cc_writer_begin(w, NULL, '{');
    cc_writer_text(w, "name", weighed->name);
    cc_writer_number(w, "weight", weighed->weight, 2);
    cc_writer_end(w, '}');
  }
  cc_writer_end(w, ']');
}

static void votes(CcWriter *w, const GPtrArray *values) {
  cc_writer_begin(w, "votes", '[');
  for (guint i = 0; i < values->len; i++) {
    const CcVote *vote = values->pdata[i];
    cc_writer_begin(w, NULL, '{');
    cc_writer_text(w, "label", vote->label);
    cc_writer_number(w, "score", vote->score, 2);
    boolean(w, "allowed", vote->allowed);
    features(w, vote->features);
    cc_writer_end(w, '}');
  }
  cc_writer_end(w, ']');
}

static void pieces(CcWriter *w, const GPtrArray *values) {
  cc_writer_begin(w, "pieces", '[');
  for (guint i = 0; i < values->len; i++) {
    const CcPiece *piece = values->pdata[i];
    cc_writer_begin(w, NULL, '{');
    cc_writer_text(w, "text", piece->text);
    cc_writer_text(w, "label", piece->label);
    g_autofree char *field = piece->given ? cardcat_field_print(piece->field, piece->index) : NULL;
    cc_writer_text(w, "field", field);
    cc_writer_text(w, "reason", field ? NULL : cardcat_unused_reason_name(piece->reason));
    cc_writer_text(w, "why", field ? NULL : cardcat_unused_reason_sentence(piece->reason));
    cc_writer_number(w, "lead", piece->margin, 2);
    votes(w, piece->votes);
    cc_writer_end(w, '}');
  }
  cc_writer_end(w, ']');
}

static void changes(CcWriter *w, const GPtrArray *values) {
  cc_writer_begin(w, "changes", '[');
  for (guint i = 0; i < values->len; i++) {
    const CcChanged *changed = values->pdata[i];
    cc_writer_begin(w, NULL, '{');
    cc_writer_text(w, "text", changed->text);
    cc_writer_text(w, "to", changed->to);
    cc_writer_text(w, "why", changed->why);
    cc_writer_end(w, '}');
  }
  cc_writer_end(w, ']');
}

static void lines(CcWriter *w, const GPtrArray *read, const GPtrArray *told) {
  cc_writer_begin(w, "lines", '[');
  for (guint i = 0; i < MIN(read->len, told->len); i++) {
    const CardcatLine *line = read->pdata[i];
    const CcToldLine *of = told->pdata[i];
    cc_writer_begin(w, NULL, '{');
    cc_writer_text(w, "text", line->text);
    cc_writer_box(w, line->box);
    cc_writer_confidence(w, line->confidence);
    cc_writer_texts(w, "alternatives", line->alternatives);
    cc_writer_text(w, "used", of->text);
    changes(w, of->changes);
    pieces(w, of->pieces);
    cc_writer_end(w, '}');
  }
  cc_writer_end(w, ']');
}

/* ---- the fields ----------------------------------------------------------------------------- */

static void fields(CcWriter *w, const CardcatReading *reading) {
  cc_writer_begin(w, "fields", '[');
  for (guint i = 0; i < reading->evidence->len; i++) {
    const CardcatEvidence *e = reading->evidence->pdata[i];
    cc_writer_begin(w, NULL, '{');
    g_autofree char *field = cardcat_field_print(e->field, e->index);
    cc_writer_text(w, "field", field);
    cc_writer_text(w, "value", cardcat_contact_value(reading->contact, e->field, e->index));
    cc_writer_confidence(w, e->confidence);
    cc_writer_text(w, "text", e->text);
    cc_writer_text(w, "from", e->from == CARDCAT_FROM_QR ? "qr" : "ocr");
    cc_writer_text(w, "learned", e->learned);
    gboolean doubted = e->doubt != CARDCAT_DOUBT_NONE;
    cc_writer_text(w, "doubt", doubted ? cardcat_doubt_name(e->doubt) : NULL);
    cc_writer_text(
        w, "rival",
        e->doubt == CARDCAT_DOUBT_OTHER_FIELD ? cardcat_field_info(e->rival)->key : NULL);
    cc_writer_end(w, '}');
  }
  cc_writer_end(w, ']');
}

char *cc_explanation_to_json(const CardcatReading *reading, const CcFields *found) {
  CcWriter w = {g_string_new(NULL), FALSE};
  cc_writer_begin(&w, NULL, '{');
  cc_writer_text(&w, "schema", CC_EXPLANATION_SCHEMA);
  cc_writer_source(&w, reading);
  boolean(&w, "is_card", reading->cards > 0);
  cc_writer_number(&w, "cardness", found->cardness, 3);
  cc_writer_text(&w, "region", found->explanation->region);
  lines(&w, reading->lines, found->explanation->lines);
  fields(&w, reading);
  cc_writer_unused(&w, reading->unused);
  cc_writer_confidence(&w, reading->confidence);
  cc_writer_end(&w, '}');
  return g_string_free(w.out, FALSE);
}
