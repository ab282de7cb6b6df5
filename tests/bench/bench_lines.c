/* bench_lines PHOTO...: what the rooms before fields/ make of photos.  A JSON line for each card,
 * as bench_fields takes it, with the photo's name for models/align_lines.py. */
#include <json-glib/json-glib.h>
#include <stdio.h>

#include "reader/reader.h"

static void add_box(JsonBuilder *json, CardcatBox box) {
  json_builder_set_member_name(json, "box");
  json_builder_begin_array(json);
  const int numbers[] = {box.x, box.y, box.w, box.h};
  for (guint i = 0; i < G_N_ELEMENTS(numbers); i++)
    json_builder_add_int_value(json, numbers[i]);
  json_builder_end_array(json);
}

static void add_text(JsonBuilder *json, const char *name, const char *text) {
  json_builder_set_member_name(json, name);
  json_builder_add_string_value(json, text);
}

static void add_number(JsonBuilder *json, const char *name, double number) {
  json_builder_set_member_name(json, name);
  json_builder_add_double_value(json, number);
}

static void add_texts(JsonBuilder *json, const char *name, const GPtrArray *texts) {
  json_builder_set_member_name(json, name);
  json_builder_begin_array(json);
  for (guint i = 0; i < texts->len; i++)
    json_builder_add_string_value(json, texts->pdata[i]);
  json_builder_end_array(json);
}

static void add_word(JsonBuilder *json, const CardcatWord *word) {
  json_builder_begin_object(json);
  add_text(json, "text", word->text);
  add_box(json, word->box);
  add_number(json, "confidence", word->confidence);
  json_builder_end_object(json);
}

static void add_line(JsonBuilder *json, const CardcatLine *line) {
  json_builder_begin_object(json);
  add_text(json, "text", line->text);
  add_box(json, line->box);
  add_number(json, "x_height", line->x_height);
  add_number(json, "stroke", line->stroke);
  add_number(json, "confidence", line->confidence);
  add_texts(json, "alternatives", line->alternatives);
  json_builder_set_member_name(json, "words");
  json_builder_begin_array(json);
  for (guint i = 0; i < line->words->len; i++)
    add_word(json, line->words->pdata[i]);
  json_builder_end_array(json);
  json_builder_end_object(json);
}

static void print_card(const char *name, const CcCandidate *card) {
  g_autoptr(JsonBuilder) json = json_builder_new();
  g_autoptr(GPtrArray) payloads = cc_qr_read(card->picture);
  json_builder_begin_object(json);
  add_text(json, "file", name);
  json_builder_set_member_name(json, "lines");
  json_builder_begin_array(json);
  for (guint i = 0; i < card->lines->len; i++)
    add_line(json, card->lines->pdata[i]);
  json_builder_end_array(json);
  add_number(json, "width", card->picture->width);
  add_number(json, "height", card->picture->height);
  add_texts(json, "qr", payloads);
  json_builder_end_object(json);
  g_autoptr(JsonNode) root = json_builder_get_root(json);
  g_autofree char *line = json_to_string(root, FALSE);
  puts(line);
}

static gboolean read_photo(const CcRooms *rooms, const char *path, GError **error) {
  char *content = NULL;
  gsize length = 0;
  if (!g_file_get_contents(path, &content, &length, error)) return FALSE;
  g_autoptr(GBytes) bytes = g_bytes_new_take(content, length);
  g_autoptr(CcPhoto) photo = cc_photo_load(bytes, 0, error);
  if (!photo) return FALSE;
  g_autoptr(GArray) outlines = cc_outlines_find(photo->raster, NULL);
  g_autoptr(GPtrArray) cards = cc_candidates_read(rooms, photo, outlines, "photo", NULL);
  g_autofree char *name = g_path_get_basename(path);
  for (guint i = 0; i < cards->len; i++)
    print_card(name, cards->pdata[i]);
  return TRUE;
}

int main(int argc, char **argv) {
  g_autoptr(GError) error = NULL;
  g_autoptr(CcOcr) ocr = cc_photo_init(&error) ? cc_ocr_new(NULL, &error) : NULL;
  g_autoptr(CcModels) models = ocr ? cc_models_load(NULL, &error) : NULL;
  if (!models) {
    fprintf(stderr, "bench_lines: %s\n", error->message);
    return 3;
  }
  cc_ocr_load(ocr);
  cc_ocr_wait(ocr);
  CcRooms rooms = {.ocr = ocr, .models = models};
  int failed = 0;
  for (int i = 1; i < argc; i++) {
    g_autoptr(GError) unread = NULL;
    if (read_photo(&rooms, argv[i], &unread)) continue;
    fprintf(stderr, "bench_lines: %s: %s\n", argv[i], unread->message);
    failed = 1;
  }
  return failed;
}
