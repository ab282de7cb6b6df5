/* Of two that are one person each value is chosen. */
#include "page/form/form.h"

#include <string.h>

static gboolean is_listed(const CcField *field) {
  return cardcat_field_is_list(field->field);
}

/* Puts the member FIELD of FROM's lists behind those of INTO. */
static void take_member(CardcatContact *into, const CardcatContact *from, const CcField *field) {
  const GPtrArray *list = cardcat_contact_list(from, field->field);
  cardcat_contact_add(into, field->field, list->pdata[field->index]);
}

/* One value, written in two ways or in one: what merging them would leave is one. */
static gboolean is_same(const CcTwo *two, const CcField *a, const CcField *b) {
  if (a->field != b->field) return FALSE;
  g_autoptr(CardcatContact) x = cardcat_contact_new(), y = cardcat_contact_new();
  take_member(x, two->a, a);
  take_member(y, two->b, b);
  cardcat_contact_merge(x, y);
  return cardcat_contact_count(x, a->field) == 1;
}

static gboolean is_alike(const CcField *a, const CcField *b) {
  return a->field == b->field && g_str_equal(a->label, b->label) && g_str_equal(a->value, b->value);
}

/* Both are one number: whether the one of B is dialled where that of A is not, or reaches further.
 */
static gboolean knows_more(const CcTwo *two, const CcField *a, const CcField *b) {
  if (a->field != CARDCAT_FIELD_PHONES) return FALSE;
  const CardcatPhone *x = two->a->phones->pdata[a->index];
  const CardcatPhone *y = two->b->phones->pdata[b->index];
  return (y->extension && !x->extension) ||
         (y->e164 && !x->e164 && (y->extension || !x->extension));
}

typedef enum { ALONE, ALIKE, SAME, SAME_AND_MORE } Relation;

/* FIELD of one side among FIELDS of the other; SWAPPED: FIELD is A's. */
static Relation relation_of(const CcTwo *two, const GPtrArray *fields, const CcField *field,
                            gboolean swapped) {
  Relation relation = ALONE;
  for (guint i = 0; i < fields->len; i++) {
    const CcField *other = fields->pdata[i], *a = swapped ? field : other,
                  *b = swapped ? other : field;
    if (is_alike(a, b)) return ALIKE;
    if (is_listed(other) && is_same(two, a, b))
      relation = knows_more(two, a, b) ? SAME_AND_MORE : SAME;
  }
  return relation;
}

/* ---- names of one wording ---------------------------------------------------------------------
 */

static void add_part(GString *text, const char *label, const char *part) {
  if (part) g_string_append_printf(text, "%s%s: %s", text->len > 0 ? "; " : "", label, part);
}

/* How NAME is taken apart, owned; "": not at all. */
static char *parts_of(const CardcatName *name) {
  GString *text = g_string_new(NULL);
  add_part(text, "prefix", name->prefix);
  add_part(text, "given", name->given);
  add_part(text, "middle", name->middle);
  add_part(text, "family", name->family);
  add_part(text, "suffix", name->suffix);
  return g_string_free(text, FALSE);
}

/* ---- what was chosen before -------------------------------------------------------------------
 */

/* Stands for what FIELD says, wherever in its list it is; owned. */
static char *sum_of(const CardcatContact *contact, const CcField *field) {
  g_autofree char *parts =
      field->field == CARDCAT_FIELD_NAME ? parts_of(&contact->name) : g_strdup("");
  g_autofree char *all = g_strdup_printf("%s\n%s\n%s\n%s", cardcat_field_info(field->field)->key,
                                         field->label, field->value, parts);
  g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, all, -1);
  return g_strndup(sum, 16);
}

/* What FIELD of SIDE is called in the form: "a:emails[0]"; owned. */
static char *choice_of(const char *side, const CcField *field) {
  g_autofree char *value = cardcat_field_print(field->field, field->index);
  return g_strdup_printf("%s:%s", side, value);
}

static void note_seen(GString *seen, const char *side, const CardcatContact *contact) {
  g_autoptr(GPtrArray) fields = cc_contact_fields(contact);
  for (guint i = 0; i < fields->len; i++) {
    const CcField *field = fields->pdata[i];
    g_autofree char *sum = sum_of(contact, field);
    g_autofree char *choice = choice_of(side, field);
    g_string_append_printf(seen, "%s=%s ", choice, sum);
  }
}

/* All that can be chosen, by place and sum, so that a form that comes back too late tells what its
 * places stood for. */
static void write_seen(CcHtml *html, const CcTwo *two) {
  g_autoptr(GString) seen = g_string_new(NULL);
  note_seen(seen, "a", two->a);
  note_seen(seen, "b", two->b);
  cc_html_hidden(html, "seen", seen->str);
}

/* Whether FIELD was CHOSEN of SIDE; OTHERWISE where it did not know of it. */
static gboolean was_chosen(const GPtrArray *chosen, const char *name, const char *side,
                           const CardcatContact *contact, const CcField *field,
                           gboolean otherwise) {
  const char *text = cc_pairs_get(chosen, "seen");
  g_auto(GStrv) seen = g_strsplit(text ? text : "", " ", -1);
  g_autofree char *sum = sum_of(contact, field);
  for (guint i = 0; seen[i]; i++) {
    char *equals = strchr(seen[i], '=');
    if (!equals || !g_str_has_prefix(seen[i], side) || !g_str_equal(equals + 1, sum)) continue;
    *equals = '\0';
    return cc_pairs_hold(chosen, name, seen[i]);
  }
  return otherwise;
}

/* ---- the form -------------------------------------------------------------------------------- */

typedef struct {
  CcHtml *html;
  const GPtrArray *chosen;
  const CcTwo *two;
  const GPtrArray *a, *b; /* CcField* */
} Form;

static void write_choice(const Form *form, const char *name, gboolean of_b, const CcField *field,
                         const char *parts, gboolean checked) {
  CcHtml *html = form->html;
  g_autofree char *value = choice_of(of_b ? "b" : "a", field);
  cc_html_open(html, "label", "class", "switch", NULL);
  cc_html_void(html, "input", "type", is_listed(field) ? "checkbox" : "radio", "name", name,
               "value", value, "checked", checked ? "" : NULL, NULL);
  cc_html_open(html, "span", "dir", "auto", NULL);
  cc_html_textf(html, "%s: %s", field->label, field->value);
  if (parts) cc_html_textf(html, " (%s)", *parts ? parts : "no parts");
  cc_html_close(html);
  cc_html_element(html, "small", of_b ? form->two->b_is : form->two->a_is, NULL);
  cc_html_close(html);
}

static const CcField *find(const GPtrArray *fields, CardcatField single) {
  for (guint i = 0; i < fields->len; i++) {
    const CcField *field = fields->pdata[i];
    if (field->field == single) return field;
  }
  return NULL;
}

/* The one of two values that is chosen: A's, unless it was B's, or only B's name has parts. */
static void write_single(const Form *form, CardcatField single) {
  const CcField *a = find(form->a, single), *b = find(form->b, single);
  const char *name = cardcat_field_info(single)->key;
  if (!a && !b) return;
  const CcTwo *two = form->two;
  g_autofree char *a_parts = parts_of(&two->a->name), *b_parts = parts_of(&two->b->name);
  gboolean alike = a && b && g_str_equal(a->value, b->value);
  gboolean apart = alike && single == CARDCAT_FIELD_NAME && !g_str_equal(a_parts, b_parts);
  gboolean take_b = !a || (apart && !*a_parts);
  if (a && b) take_b = was_chosen(form->chosen, name, "b", two->b, b, take_b);
  cc_html_open(form->html, "fieldset", NULL);
  cc_html_element(form->html, "legend", a ? a->label : b->label, NULL);
  if (a) write_choice(form, name, FALSE, a, apart ? a_parts : NULL, !take_b || (alike && !apart));
  if (b && (!alike || apart)) write_choice(form, name, TRUE, b, apart ? b_parts : NULL, take_b);
  cc_html_close(form->html);
}

static void write_listed(const Form *form, gboolean of_b) {
  const GPtrArray *fields = of_b ? form->b : form->a;
  const CardcatContact *contact = of_b ? form->two->b : form->two->a;
  for (guint i = 0; i < fields->len; i++) {
    const CcField *field = fields->pdata[i];
    if (!is_listed(field)) continue;
    Relation relation = relation_of(form->two, of_b ? form->a : form->b, field, !of_b);
    if (of_b && relation == ALIKE) continue;
    gboolean keep = of_b ? relation != SAME : relation != SAME_AND_MORE;
    keep = was_chosen(form->chosen, "keep", of_b ? "b" : "a", contact, field, keep);
    write_choice(form, "keep", of_b, field, NULL, keep);
  }
}

/* ---- how they were met ----------------------------------------------------------------------- */

static gboolean said(const char *text) {
  return text && *text;
}

static void write_met(CcHtml *html, const char *label, const char *a, const char *b) {
  if (!said(a) && !said(b)) return;
  cc_html_open(html, "tr", NULL);
  cc_html_element(html, "th", label, "scope", "row", NULL);
  cc_html_element(html, "td", a, "dir", "auto", NULL);
  cc_html_element(html, "td", b, "dir", "auto", NULL);
  cc_html_close(html);
}

static const char *follow_up_of(const CardcatMeeting *meeting) {
  return !meeting->send_follow_up ? "no" : meeting->followed_up ? "done" : "yes";
}

/* Nothing of it is a choice: what tells of one meeting is joined, others are kept beside it. */
static void write_meetings(CcHtml *html, const CcTwo *two) {
  const CardcatMeeting *a = two->a_met, *b = two->b_met;
  g_autofree char *a_tags = cc_meeting_tags(a), *b_tags = cc_meeting_tags(b);
  cc_html_open(html, "table", "class", "met", NULL);
  cc_html_element(html, "caption",
                  cardcat_meeting_is_same(a, b) ? "How you met: one meeting, kept with all of this"
                                                : "How you met: both meetings are kept",
                  NULL);
  cc_html_open(html, "tr", NULL);
  cc_html_element(html, "td", NULL, NULL);
  cc_html_element(html, "th", two->a_is, "scope", "col", NULL);
  cc_html_element(html, "th", two->b_is, "scope", "col", NULL);
  cc_html_close(html);
  write_met(html, "Event", a->event, b->event);
  write_met(html, "Met on", a->met_on, b->met_on);
  write_met(html, "Introduced by", a->introduced_by, b->introduced_by);
  write_met(html, "Tags", a_tags, b_tags);
  write_met(html, "Note", a->note, b->note);
  write_met(html, "Follow up", follow_up_of(a), follow_up_of(b));
  cc_html_close(html);
}

void cc_choices_write(CcHtml *html, const GPtrArray *chosen, const CcTwo *two) {
  g_autoptr(GPtrArray) a = cc_contact_fields(two->a), b = cc_contact_fields(two->b);
  Form form = {html, chosen, two, a, b};
  write_seen(html, two);
  for (CardcatField field = 0; field < CARDCAT_FIELDS; field++)
    if (!cardcat_field_is_list(field)) write_single(&form, field);
  cc_html_open(html, "fieldset", NULL);
  cc_html_element(html, "legend", "What else to keep", NULL);
  write_listed(&form, FALSE);
  write_listed(&form, TRUE);
  cc_html_close(html);
  write_meetings(html, two);
}

/* ---- what was chosen ------------------------------------------------------------------------- */

static gboolean is_kept(const GPtrArray *chosen, const char *side, const CcField *field) {
  g_autofree char *value = choice_of(side, field);
  return is_listed(field) && cc_pairs_hold(chosen, "keep", value);
}

static void take_members(CardcatContact *result, const GPtrArray *chosen,
                         const CardcatContact *from, const char *side) {
  g_autoptr(GPtrArray) fields = cc_contact_fields(from);
  for (guint i = 0; i < fields->len; i++) {
    const CcField *field = fields->pdata[i];
    if (is_kept(chosen, side, field)) take_member(result, from, field);
  }
}

/* A value that both print alike was shown once: what only B knows of it (its parts, the number as
 * it is dialled) comes along. */
static void gain_of_alike(CardcatContact *result, const GPtrArray *chosen, const CcTwo *two) {
  g_autoptr(GPtrArray) a = cc_contact_fields(two->a), b = cc_contact_fields(two->b);
  for (guint i = 0; i < a->len; i++) {
    const CcField *field = a->pdata[i];
    for (guint k = 0; k < b->len && is_kept(chosen, "a", field); k++) {
      const CcField *other = b->pdata[k];
      if (!is_alike(field, other) || !is_same(two, field, other)) continue;
      g_autoptr(CardcatContact) more = cardcat_contact_new();
      take_member(more, two->b, other);
      cardcat_contact_merge(result, more);
    }
  }
}

static const CardcatContact *side_of(const GPtrArray *chosen, const CcTwo *two,
                                     CardcatField single) {
  const char *side = cc_pairs_get(chosen, cardcat_field_info(single)->key);
  return side && g_str_has_prefix(side, "b:") ? two->b : two->a;
}

CardcatContact *cc_choices_taken(const GPtrArray *chosen, const CcTwo *two) {
  g_autoptr(CardcatContact) named = cardcat_contact_copy(side_of(chosen, two, CARDCAT_FIELD_NAME));
  CardcatContact *result = cardcat_contact_new();
  CardcatName none = result->name;
  result->name = named->name;
  named->name = none;
  for (CardcatField field = 0; field < CARDCAT_FIELDS; field++)
    if (cardcat_field_info(field)->kind == CARDCAT_KIND_TEXT)
      *cardcat_contact_text(result, field) =
          g_strdup(cardcat_contact_value(side_of(chosen, two, field), field, 0));
  take_members(result, chosen, two->a, "a");
  take_members(result, chosen, two->b, "b");
  gain_of_alike(result, chosen, two);
  return result;
}
