/* Two that are one person, a contact and another, or a contact and a card: each value is chosen. */
#include "review/page.h"

#include <string.h>

#include "review/review.h"

#define FOUND_MAX 20

static void write_candidates(CcHtml *html, const GPtrArray *people, gint64 id) {
  cc_html_open(html, "ul", "class", "people", NULL);
  for (guint i = 0; i < people->len; i++) {
    const CardcatEntry *other = people->pdata[i];
    if (other->id == id) continue;
    g_autofree char *link = g_strdup_printf(
        "/contact/%" G_GINT64_FORMAT "/merge?with=%" G_GINT64_FORMAT, id, other->id);
    cc_html_open(html, "li", NULL);
    cc_html_open(html, "div", NULL);
    cc_html_element(html, "a", cc_person_label(other->contact), "href", link, "dir", "auto", NULL);
    cc_person_describe(html, other->contact);
    cc_html_close(html);
    cc_html_close(html);
  }
  cc_html_close(html);
}

static gboolean show_search(CcSite *site, const CcRequest *request, CcAnswer *answer,
                            const CardcatEntry *entry, GError **error) {
  const char *words = cc_request_query(request, "q");
  g_autoptr(GPtrArray) people = words && *words
                                    ? cardcat_store_search(site->store, words, 0, FOUND_MAX, error)
                                    : cardcat_store_duplicates(site->store, entry->contact, error);
  CcHtml *html = people ? cc_layout_begin(site, request, "Merge", "/contacts", error) : NULL;
  if (!html) return FALSE;
  g_autofree char *path = cc_person_path(entry->id, "merge"),
                  *back = cc_person_path(entry->id, NULL);
  cc_html_open(html, "h1", NULL);
  cc_html_textf(html, "Merge %s with whom?", cc_person_label(entry->contact));
  cc_html_close(html);
  cc_html_open(html, "form", "method", "get", "action", path, "role", "search", "class", "search",
               NULL);
  cc_html_element(html, "label", "Search", "for", "search", NULL);
  cc_html_void(html, "input", "type", "search", "id", "search", "name", "q", "value",
               words ? words : "", "maxlength", "200", NULL);
  cc_html_element(html, "button", "Search", "type", "submit", NULL);
  cc_html_close(html);
  write_candidates(html, people, entry->id);
  cc_html_element(html, "a", "Back to the contact", "href", back, NULL);
  cc_layout_end(html, answer);
  return TRUE;
}

/* ---- field by field -------------------------------------------------------------------------- */

static const CcField *find(const GPtrArray *fields, const char *name) {
  for (guint i = 0; i < fields->len; i++) {
    const CcField *field = fields->pdata[i];
    if (g_str_equal(field->field, name)) return field;
  }
  return NULL;
}

static gboolean holds(const GPtrArray *fields, const CcField *wanted) {
  for (guint i = 0; i < fields->len; i++) {
    const CcField *field = fields->pdata[i];
    if (g_str_equal(field->label, wanted->label) && g_str_equal(field->value, wanted->value))
      return TRUE;
  }
  return FALSE;
}

static void write_choice(CcHtml *html, const char *type, const char *name, const char *side,
                         const CcField *field, gboolean checked) {
  g_autofree char *value = g_strdup_printf("%s:%s", side, field->field);
  cc_html_open(html, "label", "class", "switch", NULL);
  cc_html_void(html, "input", "type", type, "name", name, "value", value, "checked",
               checked ? "" : NULL, NULL);
  cc_html_open(html, "span", "dir", "auto", NULL);
  cc_html_textf(html, "%s: %s", field->label, field->value);
  cc_html_close(html);
  cc_html_close(html);
}

static const char *const singles[] = {"name", "organization", "department"};

static void write_single(CcHtml *html, const char *name, const CcField *a, const CcField *b) {
  if (!a && !b) return;
  cc_html_open(html, "fieldset", NULL);
  cc_html_element(html, "legend", a ? a->label : b->label, NULL);
  if (a) write_choice(html, "radio", name, "a", a, TRUE);
  if (b && !(a && g_str_equal(a->value, b->value))) write_choice(html, "radio", name, "b", b, !a);
  cc_html_close(html);
}

static void write_choices(CcHtml *html, const GPtrArray *a, const GPtrArray *b) {
  for (guint i = 0; i < G_N_ELEMENTS(singles); i++)
    write_single(html, singles[i], find(a, singles[i]), find(b, singles[i]));
  cc_html_open(html, "fieldset", NULL);
  cc_html_element(html, "legend", "Keep of the rest", NULL);
  for (guint i = 0; i < a->len; i++) {
    const CcField *field = a->pdata[i];
    if (strchr(field->field, '[')) write_choice(html, "checkbox", "keep", "a", field, TRUE);
  }
  for (guint i = 0; i < b->len; i++) {
    const CcField *field = b->pdata[i];
    if (strchr(field->field, '[') && !holds(a, field))
      write_choice(html, "checkbox", "keep", "b", field, TRUE);
  }
  cc_html_close(html);
}

static void write_hidden(CcHtml *html, const char *name, gint64 value) {
  g_autofree char *text = g_strdup_printf("%" G_GINT64_FORMAT, value);
  cc_html_void(html, "input", "type", "hidden", "name", name, "value", text, NULL);
}

static gboolean show_both(CcSite *site, const CcRequest *request, CcAnswer *answer,
                          const CardcatEntry *into, const CardcatEntry *from, const char *problem,
                          GError **error) {
  CcHtml *html = cc_layout_begin(site, request, "Merge", "/contacts", error);
  if (!html) return FALSE;
  g_autofree char *path = cc_person_path(into->id, "merge");
  g_autoptr(GPtrArray) a = cc_contact_fields(into->contact), b = cc_contact_fields(from->contact);
  cc_html_open(html, "h1", NULL);
  cc_html_textf(html, "%s and %s are one person", cc_person_label(into->contact),
                cc_person_label(from->contact));
  cc_html_close(html);
  if (problem) cc_html_element(html, "p", problem, "role", "alert", "class", "problem", NULL);
  cc_layout_form(html, site, path, "merge");
  write_hidden(html, "version", into->version);
  write_hidden(html, "with", from->id);
  write_hidden(html, "with_version", from->version);
  write_choices(html, a, b);
  cc_html_open(html, "div", "class", "actions", NULL);
  cc_html_element(html, "button", "Merge", "type", "submit", "class", "first", NULL);
  cc_html_element(html, "a", "Choose another", "href", path, "class", "button", NULL);
  cc_html_close(html);
  cc_html_close(html);
  cc_layout_end(html, answer);
  return TRUE;
}

static gboolean get_merge(CcSite *site, const CcRequest *request, CcAnswer *answer,
                          GError **error) {
  const char *with = cc_request_query(request, "with");
  g_autoptr(CardcatEntry) entry = cardcat_store_get_contact(site->store, request->id, error);
  if (!entry) return FALSE;
  if (!with) return show_search(site, request, answer, entry, error);
  g_autoptr(CardcatEntry) other =
      cardcat_store_get_contact(site->store, g_ascii_strtoll(with, NULL, 10), error);
  return other && show_both(site, request, answer, entry, other, NULL, error);
}

/* Puts the member FIELD of FROM's lists behind those of RESULT. */
static void take_member(CardcatContact *result, CardcatContact *from, const char *field) {
  GPtrArray *list = cc_contact_list(from, field), *into = cc_contact_list(result, field);
  guint index = cc_field_index(field);
  if (list == from->phones)
    g_ptr_array_add(into, cardcat_phone_copy(list->pdata[index]));
  else if (list == from->addresses)
    g_ptr_array_add(into, cardcat_address_copy(list->pdata[index]));
  else
    g_ptr_array_add(into, g_strdup(list->pdata[index]));
}

static gboolean is_kept(const CcRequest *request, const char *side, const char *field) {
  g_autofree char *value = g_strdup_printf("%s:%s", side, field);
  for (guint i = 0; i < request->form->len; i++) {
    const CcPair *pair = request->form->pdata[i];
    if (g_str_equal(pair->name, "keep") && g_str_equal(pair->value, value)) return TRUE;
  }
  return FALSE;
}

static void take_members(CardcatContact *result, const CcRequest *request, CardcatContact *from,
                         const char *side) {
  g_autoptr(GPtrArray) fields = cc_contact_fields(from);
  for (guint i = 0; i < fields->len; i++) {
    const CcField *field = fields->pdata[i];
    if (strchr(field->field, '[') && is_kept(request, side, field->field))
      take_member(result, from, field->field);
  }
}

static gboolean wants_other(const CcRequest *request, const char *single) {
  const char *chosen = cc_request_field(request, single);
  return chosen && g_str_has_prefix(chosen, "b:");
}

/* What was chosen of A and B, owned. */
static CardcatContact *chosen_of(const CcRequest *request, CardcatContact *a, CardcatContact *b) {
  g_autoptr(CardcatContact) named = cardcat_contact_copy(wants_other(request, "name") ? b : a);
  CardcatContact *result = cardcat_contact_new();
  CardcatName none = result->name;
  result->name = named->name;
  named->name = none;
  result->organization = g_strdup((wants_other(request, "organization") ? b : a)->organization);
  result->department = g_strdup((wants_other(request, "department") ? b : a)->department);
  take_members(result, request, a, "a");
  take_members(result, request, b, "b");
  return result;
}

static gboolean merge(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  g_autoptr(CardcatEntry) into = cardcat_store_get_contact(site->store, request->id, error);
  g_autoptr(CardcatEntry) from =
      into ? cardcat_store_get_contact(site->store, cc_request_field_id(request, "with"), error)
           : NULL;
  if (!from) return FALSE;
  if (into->version != cc_request_field_id(request, "version") ||
      from->version != cc_request_field_id(request, "with_version")) {
    answer->status = 409;
    return show_both(site, request, answer, into, from,
                     "Another window changed one of them; choose again.", error);
  }
  g_autoptr(CardcatContact) result = chosen_of(request, into->contact, from->contact);
  if (cardcat_contact_is_empty(result)) {
    answer->status = 422;
    return show_both(site, request, answer, into, from, "Nothing of them would be left.", error);
  }
  if (!cardcat_store_merge_contacts(site->store, from->id, into->id, result, error)) return FALSE;
  g_autofree char *news = g_strdup_printf("Merged %s.", cc_person_label(result));
  g_autofree char *path = cc_person_path(into->id, NULL);
  cc_site_redirect(site, answer, path, news);
  return TRUE;
}

/* ---- a card into a contact --------------------------------------------------------------------
 */

static const CardcatContact *said_by(const CardcatCard *card) {
  return card->draft ? card->draft : card->reading->contact;
}

static gboolean show_card_both(CcSite *site, const CcRequest *request, CcAnswer *answer,
                               const CardcatCard *card, const CardcatEntry *into,
                               const char *problem, GError **error) {
  CcHtml *html = cc_layout_begin(site, request, "Merge", "/review", error);
  if (!html) return FALSE;
  g_autofree char *path = g_strdup_printf("/card/%" G_GINT64_FORMAT "/join", card->id);
  g_autofree char *back = g_strdup_printf("/review/%" G_GINT64_FORMAT, card->id);
  g_autoptr(GPtrArray) a = cc_contact_fields(into->contact), b = cc_contact_fields(said_by(card));
  cc_html_open(html, "h1", NULL);
  cc_html_textf(html, "The card of %s and the contact %s", cc_person_label(said_by(card)),
                cc_person_label(into->contact));
  cc_html_close(html);
  if (problem) cc_html_element(html, "p", problem, "role", "alert", "class", "problem", NULL);
  cc_layout_form(html, site, path, "merge");
  cc_html_void(html, "input", "type", "hidden", "name", "base", "value", card->version, NULL);
  write_hidden(html, "with", into->id);
  write_hidden(html, "with_version", into->version);
  write_choices(html, a, b);
  cc_html_open(html, "div", "class", "actions", NULL);
  cc_html_element(html, "button", "Merge", "type", "submit", "class", "first", NULL);
  cc_html_element(html, "a", "Back to the card", "href", back, "class", "button", NULL);
  cc_html_close(html);
  cc_html_close(html);
  cc_layout_end(html, answer);
  return TRUE;
}

static gboolean get_join(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  const char *with = cc_request_query(request, "with");
  g_autoptr(CardcatCard) card = cardcat_store_get_card(site->store, request->id, error);
  g_autoptr(CardcatEntry) into =
      card ? cardcat_store_get_contact(site->store, with ? g_ascii_strtoll(with, NULL, 10) : 0,
                                       error)
           : NULL;
  return into && show_card_both(site, request, answer, card, into, NULL, error);
}

static gboolean join(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  g_autoptr(CardcatCard) card = cardcat_store_get_card(site->store, request->id, error);
  g_autoptr(CardcatEntry) into =
      card ? cardcat_store_get_contact(site->store, cc_request_field_id(request, "with"), error)
           : NULL;
  if (!into) return FALSE;
  if (g_strcmp0(card->version, cc_request_field(request, "base")) != 0 ||
      into->version != cc_request_field_id(request, "with_version")) {
    answer->status = 409;
    return show_card_both(site, request, answer, card, into,
                          "Another window changed the card or the contact; choose again.", error);
  }
  g_autoptr(CardcatContact) said = cardcat_contact_copy(said_by(card));
  g_autoptr(CardcatContact) result = chosen_of(request, into->contact, said);
  if (cardcat_contact_is_empty(result)) {
    answer->status = 422;
    return show_card_both(site, request, answer, card, into, "Nothing of them would be left.",
                          error);
  }
  if (!cardcat_store_merge_card(site->store, card->id, said, card->meeting, into->id, result,
                                error))
    return FALSE;
  g_autofree char *news = g_strdup_printf("Merged %s.", cc_person_label(result));
  cc_site_redirect(site, answer, "/review", news);
  return TRUE;
}

const CcRoute cc_routes_merge[] = {
    {FALSE, "/card/:id/join", get_join, 0},
    {TRUE, "/card/:id/join", join, 0},
    {FALSE, "/contact/:id/merge", get_merge, 0},
    {TRUE, "/contact/:id/merge", merge, 0},
    {0},
};
