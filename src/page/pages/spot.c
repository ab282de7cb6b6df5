/* A spot of a card that a person drew: it is read again, just there. */
#include "page/pages/pages.h"

/* A number of the form, cut to 0..MOST. */
static int number_of(const CcRequest *request, const char *name, int most) {
  const char *text = cc_request_field(request, name);
  return (int)CLAMP(text ? g_ascii_strtoll(text, NULL, 10) : 0, 0, most);
}

/* The answer is the ticket that the reading is asked for by. */
static gboolean ask(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  g_autoptr(CardcatCard) card = cardcat_store_get_card(site->store, request->id, error);
  if (!card) return FALSE;
  gboolean back = g_strcmp0(cc_request_field(request, "side"), "back") == 0;
  const CardcatReading *side = cc_side_of_card(card, back, error);
  if (!side) return FALSE;
  CardcatBox box = {.x = number_of(request, "x", side->width),
                    .y = number_of(request, "y", side->height)};
  box.w = number_of(request, "w", side->width - box.x);
  box.h = number_of(request, "h", side->height - box.y);
  guint64 ticket = cc_spot_ask(cc_intake_spot(site->intake), side->picture, &box, error);
  if (ticket == 0) return FALSE;
  g_autofree char *text = g_strdup_printf("%" G_GUINT64_FORMAT, ticket);
  cc_answer_text(answer, 200, text);
  return TRUE;
}

/* Its lines as one, owned; "": there is none. */
static char *join_lines(const CardcatReading *reading) {
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < reading->lines->len; i++)
    g_string_append_printf(out, "%s%s", i > 0 ? ", " : "",
                           ((const CardcatLine *)reading->lines->pdata[i])->text);
  return g_string_free(out, FALSE);
}

/* What the spot is by itself when it is all one value, as the reader understood it; else FALSE. */
static gboolean only_value(const CardcatReading *reading, CcKind *kind, char **value) {
  g_autoptr(GPtrArray) fields = cc_contact_fields(reading->contact);
  const CcField *field = fields->len == 1 ? fields->pdata[0] : NULL;
  if (!field || field->field == CARDCAT_FIELD_NOTES) return FALSE;
  *kind = cc_kind_of(reading->contact, field->field, field->index);
  *value = g_strdup(field->value);
  return TRUE;
}

static void write_read(CcHtml *html, const CardcatContact *contact, const CardcatReading *reading) {
  g_autofree char *text = join_lines(reading), *value = NULL;
  CcKind kind;
  if (!only_value(reading, &kind, &value)) {
    kind = cc_kind_guess(text, contact);
    value = cc_kind_extract(&kind, text);
  }
  cc_html_element(html, "p", text, "data-take", *text ? text : value, "data-value", value,
                  "data-kind", kind.name, NULL);
}

/* 202 as long as it is being read. */
static gboolean get(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  const CardcatReading *reading = NULL;
  const char *number = cc_request_query(request, "ticket");
  guint64 ticket = number ? g_ascii_strtoull(number, NULL, 10) : 0;
  g_autoptr(CardcatCard) card = cardcat_store_get_card(site->store, request->id, error);
  if (!card) return FALSE;
  switch (cc_spot_answer(cc_intake_spot(site->intake), ticket, &reading, error)) {
    case CC_SPOT_READING:
      cc_answer_text(answer, 202, "It is being read.");
      return TRUE;
    case CC_SPOT_FAILED:
      return FALSE;
    default:
      break;
  }
  CcHtml *html = cc_html_new(NULL);
  cc_html_open(html, "html", "lang", "en", NULL);
  write_read(html, cc_card_contact(card), reading);
  answer->body = cc_html_end(html);
  return TRUE;
}

const CcRoute cc_routes_spot[] = {
    {TRUE, "/card/:id/spot", ask, 0},
    {FALSE, "/card/:id/spot", get, 0},
    {0},
};
