/* The plain data of a reading: made, copied, freed. */
#include "base/base.h"

static void add_copies(GPtrArray *to, const GPtrArray *from, gpointer (*copy)(gconstpointer)) {
  for (guint i = 0; i < from->len; i++)
    g_ptr_array_add(to, copy(from->pdata[i]));
}

static gpointer copy_string(gconstpointer text) {
  return g_strdup(text);
}

static gpointer copy_word(gconstpointer data) {
  const CardcatWord *word = data;
  return cardcat_word_new(word->text, word->box, word->confidence);
}

CardcatWord *cardcat_word_new(const char *text, CardcatBox box, double confidence) {
  CardcatWord *word = g_new0(CardcatWord, 1);
  word->text = g_strdup(text);
  word->box = box;
  word->confidence = confidence;
  return word;
}

void cardcat_word_free(CardcatWord *word) {
  if (!word) return;
  g_free(word->text);
  g_free(word);
}

CardcatLine *cardcat_line_new(const char *text, CardcatBox box, double confidence) {
  CardcatLine *line = g_new0(CardcatLine, 1);
  line->text = g_strdup(text);
  line->box = box;
  line->confidence = confidence;
  line->words = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_word_free);
  line->alternatives = g_ptr_array_new_with_free_func(g_free);
  return line;
}

CardcatLine *cardcat_line_copy(const CardcatLine *line) {
  CardcatLine *copy = cardcat_line_new(line->text, line->box, line->confidence);
  copy->x_height = line->x_height;
  copy->stroke = line->stroke;
  add_copies(copy->words, line->words, copy_word);
  add_copies(copy->alternatives, line->alternatives, copy_string);
  return copy;
}

void cardcat_line_free(CardcatLine *line) {
  if (!line) return;
  g_free(line->text);
  g_ptr_array_unref(line->words);
  g_ptr_array_unref(line->alternatives);
  g_free(line);
}

CardcatEvidence *cardcat_evidence_new(CardcatField field, guint index, double confidence,
                                      CardcatBox box, const char *text, CardcatFrom from) {
  CardcatEvidence *evidence = g_new0(CardcatEvidence, 1);
  evidence->field = field;
  evidence->index = index;
  evidence->confidence = confidence;
  evidence->box = box;
  evidence->text = g_strdup(text);
  evidence->from = from;
  evidence->rival = field;
  return evidence;
}

CardcatEvidence *cardcat_evidence_copy(const CardcatEvidence *evidence) {
  CardcatEvidence *copy =
      cardcat_evidence_new(evidence->field, evidence->index, evidence->confidence, evidence->box,
                           evidence->text, evidence->from);
  copy->on_back = evidence->on_back;
  copy->learned = g_strdup(evidence->learned);
  copy->value = g_strdup(evidence->value);
  copy->look_alike = g_strdup(evidence->look_alike);
  copy->doubt = evidence->doubt;
  copy->rival = evidence->rival;
  return copy;
}

void cardcat_evidence_free(CardcatEvidence *evidence) {
  if (!evidence) return;
  g_free(evidence->text);
  g_free(evidence->learned);
  g_free(evidence->value);
  g_free(evidence->look_alike);
  g_free(evidence);
}

CardcatReading *cardcat_reading_new(void) {
  CardcatReading *reading = g_new0(CardcatReading, 1);
  reading->contact = cardcat_contact_new();
  reading->evidence = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_evidence_free);
  reading->lines = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_line_free);
  reading->unused = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_unused_free);
  return reading;
}

void cardcat_reading_free(CardcatReading *reading) {
  if (!reading) return;
  g_free(reading->path);
  g_free(reading->sha256);
  g_free(reading->warning);
  g_free(reading->taken);
  cardcat_contact_free(reading->contact);
  g_ptr_array_unref(reading->evidence);
  g_free(reading->text);
  g_ptr_array_unref(reading->lines);
  g_ptr_array_unref(reading->unused);
  g_clear_pointer(&reading->picture, g_bytes_unref);
  g_free(reading->explanation);
  cardcat_reading_free(reading->back);
  g_free(reading);
}

const CardcatEvidence *cardcat_reading_evidence(const CardcatReading *reading, CardcatField field,
                                                guint index) {
  for (guint i = 0; i < reading->evidence->len; i++) {
    const CardcatEvidence *evidence = reading->evidence->pdata[i];
    if (evidence->field == field && evidence->index == index) return evidence;
  }
  return NULL;
}

static gboolean all_sure(const CardcatReading *reading, CardcatField field) {
  for (guint i = 0; i < cardcat_contact_count(reading->contact, field); i++) {
    const CardcatEvidence *evidence = cardcat_reading_evidence(reading, field, i);
    if (!evidence || evidence->confidence < CARDCAT_SURE) return FALSE;
  }
  return TRUE;
}

gboolean cardcat_reading_is_sure(const CardcatReading *reading) {
  const CardcatContact *c = reading->contact;
  if (!c->name.full && !c->organization) return FALSE;
  for (CardcatField field = 0; field < CARDCAT_FIELDS; field++)
    if (cardcat_field_info(field)->kind != CARDCAT_KIND_NOTES && !all_sure(reading, field))
      return FALSE;
  return TRUE;
}
