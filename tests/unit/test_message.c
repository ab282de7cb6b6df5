/* Messages of workers come back as they were sent; broken ones and lies are told. */
#include <string.h>

#include "reader/reader.h"

static GPtrArray *two_readings(void) {
  GPtrArray *readings = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_reading_free);
  for (int i = 1; i <= 2; i++) {
    CardcatReading *reading = cardcat_reading_new();
    reading->path = g_strdup("two.jpg");
    reading->card = i;
    reading->cards = 2;
    g_ptr_array_add(reading->contact->emails, g_strdup_printf("%d@example.org", i));
    if (i == 2) reading->picture = g_bytes_new_static("picture\0bytes", 13);
    if (i == 1) {
      reading->back = cardcat_reading_new();
      reading->back->text = g_strdup("slogan");
      reading->back->picture = g_bytes_new_static("back", 4);
    }
    g_ptr_array_add(readings, reading);
  }
  return readings;
}

static GPtrArray *decode(const GByteArray *answer, gsize length, gboolean *understood,
                         GError **error) {
  /* A copy without room behind it, so that a sanitizer sees what is read beyond it. */
  g_autofree guint8 *copy = g_malloc(MAX(length, 1));
  memcpy(copy, answer->data + sizeof(CcMessageHead), length);
  return cc_answer_decode(copy, length, understood, error);
}

static void test_readings(void) {
  g_autoptr(GPtrArray) readings = two_readings();
  g_autoptr(GByteArray) answer = cc_answer_encode(readings, NULL);
  gboolean understood = FALSE;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) back =
      decode(answer, answer->len - sizeof(CcMessageHead), &understood, &error);
  g_assert_no_error(error);
  g_assert_true(understood);
  g_assert_cmpuint(back->len, ==, 2);
  for (guint i = 0; i < 2; i++) {
    g_autofree char *before = cardcat_reading_to_json(readings->pdata[i], TRUE);
    g_autofree char *after = cardcat_reading_to_json(back->pdata[i], TRUE);
    g_assert_cmpstr(before, ==, after);
  }
  const CardcatReading *first = back->pdata[0], *second = back->pdata[1];
  g_assert_null(first->picture);
  g_assert_null(second->back);
  g_assert_cmpstr(first->back->text, ==, "slogan");
  g_assert_cmpmem(g_bytes_get_data(first->back->picture, NULL),
                  g_bytes_get_size(first->back->picture), "back", 4);
  g_assert_cmpmem(g_bytes_get_data(second->picture, NULL), g_bytes_get_size(second->picture),
                  "picture\0bytes", 13);
}

static void test_error(void) {
  g_autoptr(GError) sent =
      g_error_new(CARDCAT_ERROR, CARDCAT_ERROR_NO_CARD, "a.jpg: shows\n no card");
  g_autoptr(GByteArray) answer = cc_answer_encode(NULL, sent);
  gboolean understood = FALSE;
  g_autoptr(GError) error = NULL;
  g_assert_null(decode(answer, answer->len - sizeof(CcMessageHead), &understood, &error));
  g_assert_true(understood);
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NO_CARD);
  g_assert_cmpstr(error->message, ==, "a.jpg: shows no card");
}

/* An error of another domain, or none at all, still says that the photo failed. */
static void test_foreign_error(void) {
  g_autoptr(GError) foreign = g_error_new(G_FILE_ERROR, G_FILE_ERROR_ACCES, "no");
  g_autoptr(GByteArray) answer = cc_answer_encode(NULL, foreign);
  gboolean understood = FALSE;
  g_autoptr(GError) error = NULL;
  g_assert_null(decode(answer, answer->len - sizeof(CcMessageHead), &understood, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_PHOTO);
  g_autoptr(GByteArray) silent = cc_answer_encode(NULL, NULL);
  g_clear_error(&error);
  g_assert_null(decode(silent, silent->len - sizeof(CcMessageHead), &understood, &error));
  g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_PHOTO);
}

/* Neither a part of an answer nor one with something behind it is one. */
static void test_cut_and_longer(void) {
  g_autoptr(GPtrArray) readings = two_readings();
  g_autoptr(GByteArray) answer = cc_answer_encode(readings, NULL);
  gsize whole = answer->len - sizeof(CcMessageHead);
  g_byte_array_append(answer, (const guint8 *)"x", 1);
  for (gsize length = 0; length <= whole + 1; length++) {
    if (length == whole) continue;
    gboolean understood = TRUE;
    g_autoptr(GError) error = NULL;
    g_assert_null(decode(answer, length, &understood, &error));
    g_assert_false(understood);
    g_assert_error(error, CARDCAT_ERROR, CARDCAT_ERROR_PHOTO);
  }
}

static void test_lies(void) {
  static const guint32 lies[][3] = {
      {0, 0, 0}, {0, 1u << 31, 0}, {0, 1, 0xFFFFFFFFu}, {1, 99, 0}, {2, 1, 0}, {1, 0, 5},
  };
  for (guint i = 0; i < G_N_ELEMENTS(lies); i++) {
    gboolean understood = TRUE;
    g_autoptr(GError) error = NULL;
    const guint8 *bytes = (const guint8 *)lies[i];
    g_assert_null(cc_answer_decode(bytes, sizeof lies[i], &understood, &error));
    g_assert_false(understood);
    g_assert_nonnull(error);
  }
}

static void test_question(void) {
  g_autoptr(GByteArray) head = cc_question_head("card.jpg", 1000, NULL);
  CcMessageHead fixed;
  memcpy(&fixed, head->data, sizeof fixed);
  g_assert_cmpuint(fixed.magic, ==, CC_MESSAGE_MAGIC);
  g_assert_cmpuint(fixed.name_length, ==, 8);
  g_assert_cmpuint(fixed.length, ==, 1008);
  g_assert_cmpmem(head->data + sizeof fixed, head->len - sizeof fixed, "card.jpg", 8);
}

/* What a worker says beside its answer: what is none of its words is told as none. */
static void test_notes(void) {
  CardcatStage stage = CARDCAT_STAGE_LOAD;
  CardcatPhase phase = CARDCAT_PHASE_DECODE;
  double share = 0;
  guint milliseconds = 0;
  guint32 note = cc_note_progress(CARDCAT_STAGE_READ, 0.25);
  g_assert_true(cc_note_is_progress(note, &stage, &share));
  g_assert_false(cc_note_is_spent(note, &phase, &milliseconds));
  note = cc_note_spent(CARDCAT_PHASE_RECOGNISE, 1234567);
  g_assert_false(cc_note_is_progress(note, &stage, &share));
  g_assert_true(cc_note_is_spent(note, &phase, &milliseconds));
  g_assert_cmpint(phase, ==, CARDCAT_PHASE_RECOGNISE);
  g_assert_cmpuint(milliseconds, ==, 1235);
  g_assert_true(cc_note_is_spent(cc_note_spent(CARDCAT_PHASE_PRINT, -5), &phase, &milliseconds));
  g_assert_cmpuint(milliseconds, ==, 0);
  g_assert_true(
      cc_note_is_spent(cc_note_spent(CARDCAT_PHASE_PRINT, G_MAXINT64 / 2), &phase, &milliseconds));
  g_assert_cmpuint(milliseconds, ==, 0xFFFFFF);
  g_assert_false(cc_note_is_spent(cc_note_spent(CARDCAT_PHASES, 1), &phase, &milliseconds));
  g_assert_false(cc_note_is_spent(G_MAXUINT32, &phase, &milliseconds));
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/message/readings", test_readings);
  g_test_add_func("/message/error", test_error);
  g_test_add_func("/message/foreign-error", test_foreign_error);
  g_test_add_func("/message/notes", test_notes);
  g_test_add_func("/message/cut-and-longer", test_cut_and_longer);
  g_test_add_func("/message/lies", test_lies);
  g_test_add_func("/message/question", test_question);
  return g_test_run();
}
