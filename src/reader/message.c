/* What the parent and its workers tell each other, as bytes. */
#include "reader/reader.h"

#include <string.h>

enum { ANSWER_READINGS, ANSWER_ERROR };

/* ---- writing -------------------------------------------------------------------------------- */

static void put(GByteArray *to, gconstpointer bytes, gsize length) {
  if (length > 0) g_byte_array_append(to, bytes, (guint)length);
}

static void put_u32(GByteArray *to, guint32 value) {
  put(to, &value, sizeof value);
}

static void put_counted(GByteArray *to, gconstpointer bytes, gsize length) {
  put_u32(to, (guint32)length);
  put(to, bytes, length);
}

GByteArray *cc_question_head(const char *name, gsize photo_length, const CcQuestion *question) {
  gsize name_length = strnlen(name, CC_NAME_MAX);
  CcMessageHead head = {question ? CC_MESSAGE_MAGIC_PART : CC_MESSAGE_MAGIC, (guint32)name_length,
                        name_length + photo_length};
  GByteArray *out = g_byte_array_new();
  put(out, &head, sizeof head);
  if (question) put(out, question, sizeof *question);
  put(out, name, name_length);
  return out;
}

static void put_picture(GByteArray *to, GBytes *picture) {
  gsize length = 0;
  gconstpointer bytes = picture ? g_bytes_get_data(picture, &length) : NULL;
  put_counted(to, bytes, length);
}

static void put_reading(GByteArray *to, const CardcatReading *reading) {
  g_autofree char *json = cardcat_reading_to_json(reading, TRUE);
  put_counted(to, json, strlen(json));
  put_picture(to, reading->picture);
  put_picture(to, reading->back ? reading->back->picture : NULL);
}

GByteArray *cc_card_encode(const CardcatReading *card) {
  GByteArray *out = g_byte_array_new();
  CcMessageHead head = {CC_MESSAGE_MAGIC_CARD, 0, 0};
  put(out, &head, sizeof head);
  put_reading(out, card);
  head.length = out->len - sizeof head;
  memcpy(out->data, &head, sizeof head);
  return out;
}

GByteArray *cc_answer_encode(const GPtrArray *readings, const GError *error) {
  GByteArray *out = g_byte_array_new();
  CcMessageHead head = {CC_MESSAGE_MAGIC, 0, 0};
  put(out, &head, sizeof head);
  put_u32(out, readings ? ANSWER_READINGS : ANSWER_ERROR);
  if (readings) {
    put_u32(out, readings->len);
    for (guint i = 0; i < readings->len; i++)
      put_reading(out, readings->pdata[i]);
  } else {
    gboolean ours = error && error->domain == CARDCAT_ERROR;
    put_u32(out, ours ? (guint32)error->code : CARDCAT_ERROR_PHOTO);
    const char *message = error ? error->message : "could not be read";
    put_counted(out, message, strlen(message));
  }
  head.length = out->len - sizeof head;
  memcpy(out->data, &head, sizeof head);
  return out;
}

/* ---- reading -------------------------------------------------------------------------------- */

typedef struct {
  const guint8 *at;
  gsize left;
  gboolean broken; /* something was asked for that is not there */
} Input;

static const guint8 *take(Input *in, gsize length) {
  if (in->broken || length > in->left) {
    in->broken = TRUE;
    return NULL;
  }
  const guint8 *bytes = in->at;
  in->at += length;
  in->left -= length;
  return bytes;
}

static guint32 take_u32(Input *in) {
  guint32 value = 0;
  const guint8 *bytes = take(in, sizeof value);
  if (bytes) memcpy(&value, bytes, sizeof value);
  return value;
}

static const guint8 *take_counted(Input *in, gsize *length) {
  *length = take_u32(in);
  return take(in, *length);
}

/* An empty one is none. */
static GBytes *take_picture(Input *in) {
  gsize length;
  const guint8 *bytes = take_counted(in, &length);
  return bytes && length > 0 ? g_bytes_new(bytes, length) : NULL;
}

static CardcatReading *take_reading(Input *in) {
  gsize length;
  const guint8 *json = take_counted(in, &length);
  g_autoptr(GBytes) picture = take_picture(in);
  g_autoptr(GBytes) back = take_picture(in);
  if (in->broken) return NULL;
  g_autofree char *text = g_strndup((const char *)json, length);
  CardcatReading *reading = cardcat_reading_from_json(text, NULL);
  if (!reading) return NULL;
  reading->picture = g_steal_pointer(&picture);
  if (reading->back) reading->back->picture = g_steal_pointer(&back);
  return reading;
}

static GPtrArray *take_readings(Input *in) {
  g_autoptr(GPtrArray) readings =
      g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_reading_free);
  guint32 count = take_u32(in);
  if (count == 0 || count > CC_CARDS_IN_PHOTO_MAX) return NULL;
  for (guint32 i = 0; i < count; i++) {
    CardcatReading *reading = take_reading(in);
    if (!reading) return NULL;
    g_ptr_array_add(readings, reading);
  }
  return in->left == 0 ? g_steal_pointer(&readings) : NULL;
}

CardcatReading *cc_card_decode(const guint8 *bytes, gsize length) {
  Input in = {bytes, length, FALSE};
  g_autoptr(CardcatReading) card = take_reading(&in);
  return in.left == 0 ? g_steal_pointer(&card) : NULL;
}

/* The worker's own error into ERROR; FALSE when there is none. */
static gboolean take_error(Input *in, GError **error) {
  guint32 code = take_u32(in);
  gsize length;
  const guint8 *bytes = take_counted(in, &length);
  if (!bytes || in->left > 0 || code > CARDCAT_ERROR_INTERRUPTED) return FALSE;
  g_autofree char *message = cc_text_clean((const char *)bytes, (gssize)length, CC_TEXT_MAX);
  g_set_error_literal(error, CARDCAT_ERROR, (int)code, message);
  return TRUE;
}

/* Thousandths in the low half, the stage above it, from 1. */
#define NOTE_SHARE 1000.0
#define NOTE_STAGE 16

guint32 cc_note_progress(CardcatStage stage, double share) {
  return (((guint32)stage + 1) << NOTE_STAGE) | (guint32)(CLAMP(share, 0, 1) * NOTE_SHARE + 0.5);
}

gboolean cc_note_is_progress(guint32 note, CardcatStage *stage, double *share) {
  guint32 at = note >> NOTE_STAGE, thousandths = note & 0xFFFF;
  if (at < 1 || at > CARDCAT_STAGE_READ + 1 || thousandths > NOTE_SHARE) return FALSE;
  *stage = (CardcatStage)(at - 1);
  *share = thousandths / NOTE_SHARE;
  return TRUE;
}

/* The highest bit, the phase below it, milliseconds in the rest. */
#define NOTE_SPENT (1u << 31)
#define NOTE_PHASE 24
#define NOTE_MILLISECONDS_MAX 0xFFFFFF

guint32 cc_note_spent(CardcatPhase phase, gint64 microseconds) {
  gint64 milliseconds = CLAMP((microseconds + 500) / 1000, 0, NOTE_MILLISECONDS_MAX);
  return NOTE_SPENT | ((guint32)phase << NOTE_PHASE) | (guint32)milliseconds;
}

gboolean cc_note_is_spent(guint32 note, CardcatPhase *phase, guint *milliseconds) {
  guint32 at = (note & ~NOTE_SPENT) >> NOTE_PHASE;
  if (!(note & NOTE_SPENT) || at >= CARDCAT_PHASES) return FALSE;
  *phase = (CardcatPhase)at;
  *milliseconds = note & NOTE_MILLISECONDS_MAX;
  return TRUE;
}

CcAnswerState cc_answer_state(const GByteArray *bytes) {
  CcMessageHead head;
  if (bytes->len < sizeof head) return CC_ANSWER_PART;
  memcpy(&head, bytes->data, sizeof head);
  gboolean is_card = head.magic == CC_MESSAGE_MAGIC_CARD;
  if (head.magic != CC_MESSAGE_MAGIC && !is_card) return CC_ANSWER_WRONG;
  if (head.length == 0) return is_card ? CC_ANSWER_WRONG : CC_ANSWER_NOTE;
  if (head.name_length != 0 || head.length > CC_ANSWER_MAX) return CC_ANSWER_WRONG;
  if (bytes->len < sizeof head + head.length) return CC_ANSWER_PART;
  if (is_card) return CC_ANSWER_CARD;
  return bytes->len == sizeof head + head.length ? CC_ANSWER_WHOLE : CC_ANSWER_WRONG;
}

GPtrArray *cc_answer_decode(const guint8 *bytes, gsize length, gboolean *understood,
                            GError **error) {
  Input in = {bytes, length, FALSE};
  guint32 kind = take_u32(&in);
  GPtrArray *readings = kind == ANSWER_READINGS && !in.broken ? take_readings(&in) : NULL;
  *understood = readings || (kind == ANSWER_ERROR && take_error(&in, error));
  if (!*understood)
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_PHOTO, "the reader gave no answer to it");
  return readings;
}
