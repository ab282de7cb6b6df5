/* The decided spans and the values become a contact, each field with its evidence. */
#include "fields/give/give.h"

#include <math.h>
#include <string.h>

#include "base/geometry.h"

/* What a repaired value is less sure by, of its grammar's score; by hand. */
#define REPAIRED_COST 0.1

/* ---- a field of several spans --------------------------------------------------------------- */

typedef struct {
  GString *text;
  const char *open; /* the sign after which the last span's line goes on, or "" */
  CardcatBox box;
  double confidence; /* the least of its spans'; ... */
  CcSigns signs;     /* ... and what that rests on */
  GPtrArray *spans;  /* CcSpan*, borrowed */
} Joined;

static void join_span(const CcCard *card, Joined *joined, CardcatField field, const CcSpan *span,
                      const char *between) {
  if (joined->text->len > 0) g_string_append_printf(joined->text, "%s%s", joined->open, between);
  joined->open = span->decided == CC_ORG && span->open ? span->open : "";
  g_string_append(joined->text, span->text);
  g_ptr_array_add(joined->spans, (gpointer)span);
  joined->box = cc_box_union(joined->box, span->box);
  CcSigns signs = cc_span_signs(card, span);
  double confidence = cc_confidence(card, field, &signs);
  if (confidence >= joined->confidence) return;
  joined->confidence = confidence;
  joined->signs = signs;
}

static Joined joined_new(void) {
  return (Joined){
      .text = g_string_new(NULL), .open = "", .confidence = 2, .spans = g_ptr_array_new()};
}

/* Frees all but the text, which is handed over. */
static char *joined_end(Joined *joined) {
  g_ptr_array_unref(joined->spans);
  return g_string_free(joined->text, FALSE);
}

/* Evidence of what was joined, which is given as value INDEX of FIELD. */
static void give_joined(CcCard *card, CcFields *fields, CardcatField field, guint index,
                        const Joined *joined) {
  cc_evidence_add_read(card, fields, field, index, &joined->signs, joined->box, joined->text->str);
  for (guint i = 0; i < joined->spans->len; i++) {
    const CcSpan *span = joined->spans->pdata[i];
    cc_trace_given(card, span->line, span->start, span->end, field, index);
  }
}

/* All spans decided as LABEL that are likely enough in one text, owned; NULL when there are none.
 * With its evidence. */
static char *take_all(CcCard *card, CcLabel label, CardcatField field, const char *between,
                      CcFields *fields) {
  Joined joined = joined_new();
  for (guint i = 0; i < card->spans->len; i++) {
    const CcSpan *span = card->spans->pdata[i];
    if (span->decided != label) continue;
    if (cc_span_is_given(card, span, field))
      join_span(card, &joined, field, span, between);
    else
      cc_span_dropped(card, span, CARDCAT_UNUSED_UNSURE);
  }
  if (joined.text->len > 0) give_joined(card, fields, field, 0, &joined);
  g_autofree char *text = joined_end(&joined);
  return *text ? g_steal_pointer(&text) : NULL;
}

static void take_name(CcCard *card, CcFields *fields) {
  g_autofree char *text = take_all(card, CC_NAME, CARDCAT_FIELD_NAME, " ", fields);
  if (!text) return;
  g_autofree char *name = cc_name_repair(card, text);
  cc_name_parse(card->models, name, card->region, cc_name_is_turned(card, name),
                &fields->contact->name);
  cc_values_prove_name(card, &fields->contact->name);
}

static void take_organization(CcCard *card, CcFields *fields) {
  g_autofree char *text = take_all(card, CC_ORG, CARDCAT_FIELD_ORGANIZATION, " ", fields);
  if (text) fields->contact->organization = cc_org_repair(card, card->firm);
  cc_firm_apply_learned(card, fields);
}

/* ---- titles ------------------------------------------------------------------------------- */

static gboolean continues(const CcCard *card, guint before, guint index) {
  const CcSpan *a = card->spans->pdata[before], *b = card->spans->pdata[index];
  if (cc_ends_open(card->models, a->text)) return TRUE;
  gunichar first = g_utf8_get_char(b->text);
  return g_unichar_islower(first) || first == '&';
}

/* "That", "of the": words that join others are no title by themselves. */
static gboolean only_joins(const CcSpan *span) {
  for (guint i = 0; i < span->tokens->len; i++)
    if (!(cc_token(span->tokens, i)->flags & CC_W_FUNCTION)) return FALSE;
  return TRUE;
}

/* "Odo 555 0101": a word of nothing that a number follows is whose it is, and no title. */
static gboolean is_whose_number(const CcCard *card, const CcSpan *span) {
  return !cc_span_has(span, CC_F_TITLE_ANY) && span->tokens->len == 1 &&
         cc_number_follows(card, span);
}

static gboolean may_be_title(CcCard *card, const CcSpan *span) {
  if (span->decided != CC_TITLE) return FALSE;
  if (only_joins(span))
    cc_span_dropped(card, span, CARDCAT_UNUSED_FRAGMENT);
  else if (is_whose_number(card, span))
    cc_span_dropped(card, span, CARDCAT_UNUSED_LABEL);
  else if (!cc_span_is_given(card, span, CARDCAT_FIELD_TITLES))
    cc_span_dropped(card, span, CARDCAT_UNUSED_UNSURE);
  else
    return TRUE;
  return FALSE;
}

static void take_titles(CcCard *card, CcFields *fields) {
  GPtrArray *titles = fields->contact->titles;
  for (guint i = 0; i < card->spans->len; i++) {
    const CcSpan *span = card->spans->pdata[i];
    if (!may_be_title(card, span)) continue;
    Joined joined = joined_new();
    gboolean learned = cc_span_learned(span, CC_W_TITLE);
    join_span(card, &joined, CARDCAT_FIELD_TITLES, span, " ");
    while (i + 1 < card->spans->len && ((CcSpan *)card->spans->pdata[i + 1])->decided == CC_TITLE &&
           continues(card, i, i + 1))
      join_span(card, &joined, CARDCAT_FIELD_TITLES, card->spans->pdata[++i], " ");
    give_joined(card, fields, CARDCAT_FIELD_TITLES, titles->len, &joined);
    cc_text_open_brackets(joined.text);
    cc_title_mend(card->models, joined.text);
    const char *known = cc_learned_title(card->models, joined.text->str);
    if (known) g_string_assign(joined.text, known);
    if (known || learned) cc_evidence_say_learned(fields, CARDCAT_LEARNED_TITLE);
    g_ptr_array_add(titles, joined_end(&joined));
  }
}

/* ---- values ------------------------------------------------------------------------------- */

/* What makes two values the same, owned. */
static char *value_key(const CcValue *value) {
  if (value->kind == CC_PHONE) {
    GString *digits = g_string_new(NULL);
    for (const char *p = value->e164 ? value->e164 : value->value; *p; p++)
      if (g_ascii_isdigit(*p)) g_string_append_c(digits, *p);
    gssize over = (gssize)digits->len - 9;
    if (over > 0) g_string_erase(digits, 0, over);
    if (value->extension) g_string_append_printf(digits, "x%s", value->extension);
    return g_string_free(digits, FALSE);
  }
  return cc_url_bare(value->value);
}

/* VALUE becomes value INDEX of FIELD. */
static void give_value(CcCard *card, const CcValue *value, CcFields *fields, guint index,
                       const CcSigns *signs) {
  CardcatField field = cc_value_field(value->kind);
  cc_trace_given(card, value->line, value->start, value->end, field, index);
  if (strcmp(value->raw, value->value) != 0)
    cc_trace_changed(card, value->line, value->start, value->end, CC_CHANGE_MENDED, value->value);
  cc_evidence_add_read(card, fields, field, index, signs,
                       cc_card_box(card, value->line, value->start, value->end), value->raw);
  if (value->learned) cc_evidence_say_learned(fields, CARDCAT_LEARNED_DOMAIN);
  /* A number with its country's code needs no other. */
  if (card->region_learned && value->e164 && !strchr(value->value, '+'))
    cc_evidence_say_learned(fields, CARDCAT_LEARNED_COUNTRY);
  char **text = cardcat_contact_text(fields->contact, field);
  g_autoptr(CardcatPhone) phone =
      cardcat_phone_new(value->type, value->value, value->e164, value->extension);
  if (text)
    *text = g_strdup(value->value);
  else
    cardcat_contact_add(
        fields->contact, field,
        value->kind == CC_PHONE ? (gconstpointer)phone : (gconstpointer)value->value);
}

static void take_value(CcCard *card, const CcValue *value, CcFields *fields) {
  CardcatField field = cc_value_field(value->kind);
  guint index = cardcat_contact_count(fields->contact, field);
  CcSigns signs = cc_signs_of(card, value->line, value->start, value->end,
                              value->score - (value->repaired ? REPAIRED_COST : 0));
  if (value->kind == CC_PHONE && !cc_phone_is_given(card, cc_confidence(card, field, &signs)))
    cc_trace_dropped(card, value->line, value->start, value->end, CARDCAT_UNUSED_UNSURE);
  else if (index > 0 && !cardcat_field_is_list(field))
    cc_trace_dropped(card, value->line, value->start, value->end, CARDCAT_UNUSED_LESS_LIKELY);
  else
    give_value(card, value, fields, index, &signs);
}

/* "Direct", "Cell" and "Fax" of one number are three: labels say so. */
static gboolean is_said_before(const CcCard *card, guint index, const GPtrArray *keys) {
  const CcValue *value = card->values->pdata[index];
  for (guint i = 0; i < index; i++) {
    const CcValue *other = card->values->pdata[i];
    gboolean apart = value->kind == CC_PHONE && value->label_word && other->label_word &&
                     value->type != other->type;
    if (!apart && g_str_equal(keys->pdata[i], keys->pdata[index])) return TRUE;
  }
  return FALSE;
}

static void take_values(CcCard *card, CcFields *fields) {
  g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < card->values->len; i++) {
    const CcValue *value = card->values->pdata[i];
    g_ptr_array_add(keys, value_key(value));
    if (!is_said_before(card, i, keys))
      take_value(card, value, fields);
    else
      cc_trace_dropped(card, value->line, value->start, value->end, CARDCAT_UNUSED_DUPLICATE);
  }
}

static void take_notes(CcCard *card, CcFields *fields) {
  GPtrArray *notes = fields->contact->notes;
  for (guint i = 0; i < card->spans->len; i++) {
    const CcSpan *span = card->spans->pdata[i];
    if (span->decided != CC_NOTE) continue;
    CcSigns signs = cc_span_signs(card, span);
    cc_evidence_add_read(card, fields, CARDCAT_FIELD_NOTES, notes->len, &signs, span->box,
                         span->text);
    cc_trace_given(card, span->line, span->start, span->end, CARDCAT_FIELD_NOTES, notes->len);
    g_ptr_array_add(notes, g_strdup(span->text));
  }
}

void cc_assemble(CcCard *card, CcFields *fields) {
  card->rests = cc_rests_of(card);
  take_name(card, fields);
  take_organization(card, fields);
  fields->contact->department = take_all(card, CC_DEPT, CARDCAT_FIELD_DEPARTMENT, ", ", fields);
  take_titles(card, fields);
  take_values(card, fields);
  cc_addresses_take(card, fields);
  take_notes(card, fields);
  cc_unused_tell(card);
  cc_rests_doubt(card, fields->evidence);
  fields->confidence = 1;
  for (guint i = 0; i < fields->evidence->len; i++) {
    const CardcatEvidence *e = fields->evidence->pdata[i];
    if (cardcat_field_info(e->field)->core) fields->confidence *= e->confidence;
  }
  if (fields->evidence->len == 0) fields->confidence = 0;
}
