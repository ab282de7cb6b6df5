/* Texts of codes, one after the other with a zero byte between: a contact whose values are clean
 * and that survives its own JSON, by itself and as the fields of a card. */
#include <string.h>

#include "fields/fields.h"
#include "fields/grammar/grammar.h"

/* As many as text_qr.c gives, each as long. */
#define CODES_MAX 8
#define PAYLOAD_MAX 4096

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

static GPtrArray *payloads_of(const char *from, const char *end) {
  GPtrArray *payloads = g_ptr_array_new_with_free_func(g_free);
  while (from < end && payloads->len < CODES_MAX) {
    const char *stop = memchr(from, '\0', (gsize)(end - from));
    if (!stop) stop = end;
    g_autofree char *text = cc_text_clean_lines(from, stop - from, PAYLOAD_MAX);
    if (*text) g_ptr_array_add(payloads, g_steal_pointer(&text));
    from = stop + 1;
  }
  return payloads;
}

/* Of one line, with nothing that steers a terminal or a file. */
static void check_text(const char *text) {
  if (!text) return;
  g_assert_true(g_utf8_validate(text, -1, NULL));
  for (const char *p = text; *p; p = g_utf8_next_char(p))
    g_assert_false(g_unichar_iscntrl(g_utf8_get_char(p)));
  g_assert_cmpuint(strlen(text), <=, 2 * PAYLOAD_MAX);
}

static void check_texts(CardcatContact *contact) {
  for (CardcatField field = 0; field < CARDCAT_FIELDS; field++) {
    CardcatFieldKind kind = cardcat_field_info(field)->kind;
    GPtrArray *list = cardcat_contact_list(contact, field);
    if (kind != CARDCAT_KIND_TEXTS && kind != CARDCAT_KIND_NOTES) list = NULL;
    for (guint i = 0; list && i < list->len; i++)
      check_text(list->pdata[i]);
    if (kind == CARDCAT_KIND_TEXT) check_text(*cardcat_contact_text(contact, field));
  }
  check_text(contact->name.full);
  check_text(contact->name.family);
  for (guint i = 0; i < contact->phones->len; i++)
    check_text(((const CardcatPhone *)contact->phones->pdata[i])->value);
  for (guint i = 0; i < contact->addresses->len; i++)
    check_text(((const CardcatAddress *)contact->addresses->pdata[i])->full);
}

static void check_contact(CardcatContact *contact) {
  g_autoptr(GError) error = NULL;
  check_texts(contact);
  g_autofree char *json = cardcat_contact_to_json(contact);
  g_autoptr(CardcatContact) again = cardcat_contact_from_json(json, &error);
  g_assert_no_error(error);
  g_assert_nonnull(again);
}

static void check_alone(const char *payload) {
  g_autoptr(CardcatContact) contact = cardcat_contact_new();
  gboolean known = cc_payload_read(contact, payload, strlen(payload) % 2 ? "DE" : "");
  g_assert_true(known || cardcat_contact_is_empty(contact));
  (void)cc_payload_is_foreign(payload);
  check_contact(contact);
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size) {
  static CcModels *models;
  if (!models) models = cc_models_load(NULL, NULL);
  if (!models || size > CODES_MAX * PAYLOAD_MAX) return 0;
  g_autoptr(GPtrArray) payloads = payloads_of((const char *)data, (const char *)data + size);
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_line_free);
  for (guint i = 0; i < payloads->len; i++)
    check_alone(payloads->pdata[i]);
  CcFieldsInput input = {.lines = lines, .payloads = payloads, .width = 900, .height = 500};
  g_autoptr(CcFields) fields = cc_fields_find(models, &input);
  check_contact(fields->contact);
  return 0;
}
