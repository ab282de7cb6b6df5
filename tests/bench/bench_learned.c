/* bench_learned BOOK TRUTH: a person who knows the truth reviews the cards of BOOK, an address book
 * that "cardcat scan" filled and nobody reviewed, in the order of TRUTH (JSON Lines as
 * samples/expected.jsonl, a line a photo).  Each card is read, its lines as they stand in BOOK,
 * with what was learned until then and without, put into a new book and saved as the truth has it,
 * so that the next card is read with what this one taught.  "kind" of a line groups the figures:
 * corrections a card, by whether a card of its firm was seen before. */
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

#include "fields/words/words.h"

#define FIELDS 6
static const char *const field_names[FIELDS] = {"name", "org", "title", "emails", "phones", "urls"};

typedef struct {
  char *group;
  guint cards, with[FIELDS], without[FIELDS];
} Row;

typedef struct {
  CardcatStore *from, *into;
  GHashTable *cards, *seen; /* base name -> CardcatCard; firm -> cards seen */
  GPtrArray *rows;
  CcModels *plain;
} Bench;

static void row_free(gpointer data) {
  Row *row = data;
  g_free(row->group);
  g_free(row);
}

static Row *row_of(Bench *bench, const char *group) {
  for (guint i = 0; i < bench->rows->len; i++) {
    Row *row = bench->rows->pdata[i];
    if (strcmp(row->group, group) == 0) return row;
  }
  Row *row = g_new0(Row, 1);
  row->group = g_strdup(group);
  g_ptr_array_add(bench->rows, row);
  return row;
}

/* ---- the truth ------------------------------------------------------------------------------ */

static const char *text_of(JsonObject *card, const char *name) {
  JsonNode *node = json_object_get_member(card, name);
  return node && JSON_NODE_HOLDS_VALUE(node) ? json_node_get_string(node) : NULL;
}

static void add_texts(GPtrArray *list, JsonObject *card, const char *name) {
  JsonArray *array = json_object_get_array_member(card, name);
  for (guint i = 0; i < json_array_get_length(array); i++)
    g_ptr_array_add(list, g_strdup(json_array_get_string_element(array, i)));
}

/* What a person makes of READ: the truth; what was read of the address's parts stays. */
static CardcatContact *truth_of(JsonObject *card, const CardcatContact *read) {
  CardcatContact *c = cardcat_contact_new();
  c->name.full = g_strdup(text_of(card, "name"));
  c->organization = g_strdup(text_of(card, "org"));
  c->department = g_strdup(text_of(card, "department"));
  if (text_of(card, "title")) g_ptr_array_add(c->titles, g_strdup(text_of(card, "title")));
  add_texts(c->emails, card, "emails");
  add_texts(c->urls, card, "urls");
  JsonArray *phones = json_object_get_array_member(card, "phones");
  for (guint i = 0; i < json_array_get_length(phones); i++)
    g_ptr_array_add(
        c->phones,
        cardcat_phone_new(CARDCAT_PHONE_WORK,
                          text_of(json_array_get_object_element(phones, i), "value"), NULL, NULL));
  for (guint i = 0; i < read->addresses->len; i++)
    g_ptr_array_add(c->addresses, cardcat_address_copy(read->addresses->pdata[i]));
  return c;
}

/* ---- corrections ---------------------------------------------------------------------------- */

static char *digits_of(const char *text) {
  GString *out = g_string_new(NULL);
  for (; *text; text++)
    if (g_ascii_isdigit(*text)) g_string_append_c(out, *text);
  gssize over = (gssize)out->len - 9;
  if (over > 0) g_string_erase(out, 0, over);
  return g_string_free(out, FALSE);
}

/* What makes two values equal: letters and digits; of an e-mail all, of a URL what follows the
 * scheme and "www", of a number its last nine digits. */
static char *key_of(guint field, const char *value) {
  const char *p = strstr(value, "://");
  p = p ? p + 3 : value;
  if (field == 5 && g_ascii_strncasecmp(p, "www.", 4) == 0) p += 4;
  if (field == 4) return digits_of(value);
  g_autofree char *small = g_utf8_casefold(p, -1);
  return field == 3 || field == 5 ? g_strdup(small) : cc_slug(small);
}

static GPtrArray *keys_of(guint field, const CardcatContact *c) {
  GPtrArray *keys = g_ptr_array_new_with_free_func(g_free);
  const char *one = field == 0 ? c->name.full : field == 1 ? c->organization : NULL;
  if (one) g_ptr_array_add(keys, key_of(field, one));
  const GPtrArray *lists[FIELDS] = {NULL, NULL, c->titles, c->emails, c->phones, c->urls};
  for (guint i = 0; lists[field] && i < lists[field]->len; i++) {
    gpointer value = lists[field]->pdata[i];
    g_ptr_array_add(keys, key_of(field, field == 4 ? ((CardcatPhone *)value)->value : value));
  }
  return keys;
}

static guint missing(const GPtrArray *keys, const GPtrArray *others) {
  guint n = 0;
  for (guint i = 0; i < keys->len; i++)
    n += g_ptr_array_find_with_equal_func((GPtrArray *)others, keys->pdata[i], g_str_equal, NULL)
             ? 0
             : 1;
  return n;
}

/* A value that is wrong, missing or too much is one. */
static void count(guint corrections[FIELDS], const CardcatContact *read,
                  const CardcatContact *truth) {
  for (guint field = 0; field < FIELDS; field++) {
    g_autoptr(GPtrArray) a = keys_of(field, read), b = keys_of(field, truth);
    corrections[field] += MAX(missing(a, b), missing(b, a));
  }
}

/* With CARDCAT_BENCH_SPANS set, on stderr: what learning changed in a card. */
static void show(const char *file, const CardcatContact *without, const CardcatContact *with,
                 const CardcatContact *truth) {
  for (guint field = 0; field < FIELDS && g_getenv("CARDCAT_BENCH_SPANS"); field++) {
    g_autoptr(GPtrArray) a = keys_of(field, without), b = keys_of(field, with);
    g_autoptr(GPtrArray) c = keys_of(field, truth);
    if (missing(a, b) == 0 && missing(b, a) == 0) continue;
    const GPtrArray *all[] = {a, b, c};
    fprintf(stderr, "%s %s:", file, field_names[field]);
    for (guint i = 0; i < G_N_ELEMENTS(all); i++) {
      fprintf(stderr, "%s", i > 0 ? "  >" : "");
      for (guint k = 0; k < all[i]->len; k++)
        fprintf(stderr, " %s", (char *)all[i]->pdata[k]);
    }
    fprintf(stderr, "\n");
  }
}

/* ---- one card ------------------------------------------------------------------------------- */

static CcFields *read_card(const CcModels *models, const CardcatReading *reading) {
  CcFieldsInput input = {
      .lines = reading->lines, .width = reading->width, .height = reading->height};
  return cc_fields_find(models, &input);
}

static void set_fields(CardcatReading *reading, const CcFields *fields) {
  cardcat_contact_free(reading->contact);
  reading->contact = cardcat_contact_copy(fields->contact);
  g_ptr_array_unref(reading->evidence);
  reading->evidence = g_ptr_array_ref(fields->evidence);
}

static CcModels *learned_models(Bench *bench, GError **error) {
  g_autoptr(CcModels) models = cc_models_load(NULL, error);
  g_autoptr(GPtrArray) learned = models ? cardcat_store_learned(bench->into, error) : NULL;
  if (!learned) return NULL;
  cc_models_learn(models, learned);
  return g_steal_pointer(&models);
}

static gboolean review(Bench *bench, CardcatReading *reading, const CardcatContact *truth,
                       GError **error) {
  g_autoptr(GPtrArray) readings = g_ptr_array_new();
  g_ptr_array_add(readings, reading);
  g_autoptr(GArray) ids = NULL;
  return cardcat_store_add_readings(bench->into, readings, NULL, &ids, error) &&
         cardcat_store_save_card(bench->into, g_array_index(ids, gint64, 0), truth, NULL, 0, NULL,
                                 error);
}

static char *group_of(Bench *bench, JsonObject *line, const char *firm) {
  const char *kind = json_object_get_string_member_with_default(line, "kind", "cards");
  g_autofree char *key = cc_slug(firm ? firm : "");
  guint before = GPOINTER_TO_UINT(g_hash_table_lookup(bench->seen, key));
  g_hash_table_insert(bench->seen, g_steal_pointer(&key), GUINT_TO_POINTER(before + 1));
  return g_strdup_printf("%s, %s", kind, before == 0 ? "first of its firm" : "firm seen before");
}

static gboolean take_card(Bench *bench, JsonObject *line, GError **error) {
  const char *file = json_object_get_string_member(line, "file");
  CardcatCard *card = g_hash_table_lookup(bench->cards, file);
  if (!card) return TRUE; /* not read: the same with and without */
  JsonObject *said = json_array_get_object_element(json_object_get_array_member(line, "cards"), 0);
  g_autoptr(CcModels) models = learned_models(bench, error);
  if (!models) return FALSE;
  g_autoptr(CcFields) without = read_card(bench->plain, card->reading);
  g_autoptr(CcFields) with = read_card(models, card->reading);
  set_fields(card->reading, with);
  g_autoptr(CardcatContact) truth = truth_of(said, with->contact);
  g_autofree char *group = group_of(bench, line, truth->organization);
  Row *row = row_of(bench, group);
  row->cards++;
  count(row->with, with->contact, truth);
  count(row->without, without->contact, truth);
  show(file, without->contact, with->contact, truth);
  return review(bench, card->reading, truth, error);
}

/* ---- all ------------------------------------------------------------------------------------ */

static gboolean load_cards(Bench *bench, GError **error) {
  g_autoptr(GArray) ids = cardcat_store_to_review(bench->from, error);
  for (guint i = 0; ids && i < ids->len; i++) {
    CardcatCard *card = cardcat_store_get_card(bench->from, g_array_index(ids, gint64, i), error);
    if (!card) return FALSE;
    g_hash_table_insert(bench->cards, g_path_get_basename(card->reading->path), card);
  }
  return ids != NULL;
}

static double mean(const guint *corrections, guint field, guint cards) {
  guint sum = 0;
  for (guint i = 0; i < FIELDS; i++)
    if (field == FIELDS || i == field) sum += corrections[i];
  return (double)sum / MAX(cards, 1);
}

static void print(const Bench *bench) {
  for (guint i = 0; i < bench->rows->len; i++) {
    const Row *row = bench->rows->pdata[i];
    printf("%-28s %3u cards  corrections a card: without %.2f, with %.2f  |", row->group,
           row->cards, mean(row->without, FIELDS, row->cards), mean(row->with, FIELDS, row->cards));
    for (guint field = 0; field < FIELDS; field++)
      printf(" %s %.2f>%.2f", field_names[field], mean(row->without, field, row->cards),
             mean(row->with, field, row->cards));
    printf("\n");
  }
}

static gboolean run(Bench *bench, const char *truth, GError **error) {
  g_autofree char *text = NULL;
  bench->plain = cc_models_load(NULL, error);
  if (!bench->plain || !load_cards(bench, error) || !g_file_get_contents(truth, &text, NULL, error))
    return FALSE;
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (guint i = 0; lines[i]; i++) {
    g_autoptr(JsonParser) parser = json_parser_new();
    if (!*lines[i]) continue;
    if (!json_parser_load_from_data(parser, lines[i], -1, error) ||
        !take_card(bench, json_node_get_object(json_parser_get_root(parser)), error))
      return FALSE;
  }
  print(bench);
  return TRUE;
}

int main(int argc, char **argv) {
  g_autoptr(GError) error = NULL;
  g_autofree char *dir = g_dir_make_tmp("cardcat-learned-XXXXXX", &error);
  if (argc != 3 || !dir) {
    fprintf(stderr, "bench_learned: name an address book and a file of truth\n");
    return 2;
  }
  g_autofree char *path = g_build_filename(dir, "cards.db", NULL);
  Bench bench = {.from = cardcat_store_open(argv[1], CARDCAT_STORE_READ, &error)};
  if (bench.from) bench.into = cardcat_store_open(path, CARDCAT_STORE_CREATE, &error);
  bench.cards =
      g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)cardcat_card_free);
  bench.seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  bench.rows = g_ptr_array_new_with_free_func(row_free);
  gboolean well = bench.into && run(&bench, argv[2], &error);
  if (error) fprintf(stderr, "bench_learned: %s\n", error->message);
  g_hash_table_unref(bench.cards);
  g_hash_table_unref(bench.seen);
  g_ptr_array_unref(bench.rows);
  cc_models_free(bench.plain);
  cardcat_store_free(bench.from);
  cardcat_store_free(bench.into);
  g_unlink(path);
  g_rmdir(dir);
  return well ? 0 : 1;
}
