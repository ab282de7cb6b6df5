/* The addresses of a card: of each office what is surely its own, with its evidence. */
#include "fields/give/give.h"

#include <string.h>

#include "base/geometry.h"

/* So many pieces that are all towns or countries are where a firm has offices, and no address. */
#define PLACES_MAX 3
/* So many lines may stand above an address to say which it is. */
#define HEADINGS_MAX 3
/* So many lines that stand together are an address without a word of one. */
#define LINES_OF_PLACE 3

/* The bytes of a bullet that was read as a small letter: "e Mill Lane 12"; 0: none. */
static gsize bullet_of(const char *text) {
  const char *next = g_utf8_next_char(text);
  gboolean bullet = g_unichar_islower(g_utf8_get_char(text)) && *next == ' ' &&
                    g_unichar_isupper(g_utf8_get_char(next + 1));
  return bullet ? (gsize)(next + 1 - text) : 0;
}

/* The bytes at the head of SPAN's text that are none of the address that it OPENS: which office it
 * is, the firm. */
static gsize head_of(const CcModels *models, const CcSpan *span, gboolean opens) {
  gsize bullet = bullet_of(span->text);
  if (!opens) return bullet;
  gsize label = cc_office_label(models, span->text + bullet);
  return bullet + label + cc_firm_before_street(models, span->text + bullet + label);
}

/* ---- what an office has --------------------------------------------------------------------- */

static gboolean has_postcode(const CcCard *card, const GPtrArray *office) {
  for (guint i = 0; i < office->len; i++)
    if (cc_span_has_postcode(card, office->pdata[i])) return TRUE;
  return FALSE;
}

static gboolean has_street(const CcCard *card, const GPtrArray *office) {
  for (guint i = 0; i < office->len; i++) {
    const CcSpan *span = office->pdata[i];
    gboolean number = cc_span_has(span, CC_F_NUMBER_FIRST) && !cc_span_only_places(span) &&
                      !cc_span_opens_with_postcode(card, span);
    if (cc_span_has(span, CC_F_STREET) || number) return TRUE;
  }
  return FALSE;
}

/* Most of an address: nothing that stands elsewhere is missing. */
static gboolean is_whole(const CcCard *card, const GPtrArray *office) {
  return has_postcode(card, office) && (has_street(card, office) || office->len > 1);
}

/* "Oslo, Lagos, Lima": towns and countries, and nothing that stands in one of them. */
static gboolean is_list_of_places(const GPtrArray *office) {
  guint pieces = 0;
  for (guint i = 0; i < office->len; i++) {
    const CcSpan *span = office->pdata[i];
    if (!cc_span_only_places(span)) return FALSE;
    pieces++;
    for (const char *p = strchr(span->text, ','); p; p = strchr(p + 1, ','))
      pieces++;
  }
  return pieces >= PLACES_MAX;
}

/* SPAN's text without a remark in brackets that closes it, as a slug; owned. */
static char *slug_before_bracket(const CcSpan *span) {
  const char *bracket = g_str_has_suffix(span->text, ")") ? strrchr(span->text, '(') : NULL;
  g_autofree char *head =
      g_strndup(span->text, bracket ? (gsize)(bracket - span->text) : strlen(span->text));
  return cc_slug(head);
}

/* "Aarhus", "Aarhus (north)" over "Mill Lane 12, 8000 Aarhus": which office it is. */
static gboolean is_town_of(const CcCard *card, const GPtrArray *office, guint index) {
  const CcSpan *span = office->pdata[index];
  gboolean town = cc_span_only_places(span) ||
                  (strchr(span->text, '(') && cc_token(span->tokens, 0)->flags & CC_W_TOWN);
  if (!town || cc_span_has_postcode(card, span)) return FALSE;
  g_autofree char *slug = slug_before_bracket(span);
  for (guint i = index + 1; i < office->len; i++) {
    const CcSpan *other = office->pdata[i];
    g_autofree char *below = cc_slug(other->text);
    if (*slug && cc_span_has_postcode(card, other) && strstr(below, slug)) return TRUE;
  }
  return FALSE;
}

/* "Rome-Paris-London" over an address: where there are other offices. */
static gboolean is_row_of_towns(const CcSpan *span) {
  if (!cc_span_only_places(span)) return FALSE;
  guint towns = 1;
  for (const char *p = strpbrk(span->text, "-|/"); p; p = strpbrk(p + 1, "-|/"))
    towns++;
  return towns >= 2 && cc_tokens_have(span->tokens, CC_W_TOWN) &&
         !cc_tokens_have(span->tokens, CC_W_STATE | CC_W_COUNTRY);
}

/* Whether span INDEX of OFFICE says which office it is, and is none of its address. */
static gboolean is_heading(const CcCard *card, const GPtrArray *office, guint index) {
  const CcSpan *span = office->pdata[index];
  if (is_town_of(card, office, index)) return TRUE;
  if (index + 1 >= office->len || index >= HEADINGS_MAX) return FALSE;
  if (index > 0 && !is_heading(card, office, index - 1)) return FALSE;
  return cc_says_which_office(card, span) || is_row_of_towns(span);
}

/* ---- which offices -------------------------------------------------------------------------- */

static guint worth(const CcCard *card, const GPtrArray *office) {
  guint places = 0;
  for (guint i = 0; i < office->len; i++)
    places += cc_span_says_place(card, office->pdata[i]) ? 1 : 0;
  return (has_postcode(card, office) ? 4 : 0) + (has_street(card, office) ? 2 : 0) +
         (is_list_of_places(office) ? 0 : MIN(places, 3));
}

/* The first of those that have most of an address. */
static guint best_of(const CcCard *card, const GPtrArray *offices) {
  guint best = 0;
  for (guint i = 1; i < offices->len && !is_whole(card, offices->pdata[best]); i++)
    if (worth(card, offices->pdata[i]) > worth(card, offices->pdata[best])) best = i;
  return best;
}

static void make_notes(CcCard *card, GPtrArray *office) {
  for (guint i = 0; i < office->len; i++)
    cc_span_make_note(card, office->pdata[i]);
}

/* Whether OFFICE has any word of a place, a comma between two things, or lines enough: "12.40 Art.
 * 1642979" has none of these. */
static gboolean may_be_address(const CcCard *card, const GPtrArray *office) {
  const guint32 place = CC_W_TOWN | CC_W_STATE | CC_W_COUNTRY | CC_W_STREET | CC_W_UNIT;
  for (guint i = 0; i < office->len; i++) {
    const CcSpan *span = office->pdata[i];
    if (cc_tokens_have(span->tokens, place) || cc_span_says_place(card, span) ||
        strchr(span->text, ','))
      return TRUE;
  }
  return office->len >= LINES_OF_PLACE;
}

/* What OFFICE lacks is added from OTHER, which has that and no more, and is no office by itself. */
static gboolean completes(const CcCard *card, const GPtrArray *office, const GPtrArray *other) {
  if (is_whole(card, office) || is_list_of_places(other)) return FALSE;
  const CcSpan *first = other->pdata[0];
  if (cc_office_label(card->models, first->text) > 0) return FALSE;
  return !(has_postcode(card, office) && has_postcode(card, other)) &&
         !(has_street(card, office) && has_street(card, other));
}

static int compare_line(gconstpointer a, gconstpointer b) {
  const CcSpan *x = *(const CcSpan *const *)a, *y = *(const CcSpan *const *)b;
  if (x->line == y->line) return (x->start > y->start) - (x->start < y->start);
  return (x->line > y->line) - (x->line < y->line);
}

/* ---- one address ---------------------------------------------------------------------------- */

/* OFFICE's signs: each of its spans counts by its letters; what speaks against one does against all
 * that is given. */
static CcSigns signs_of(const CcCard *card, const GPtrArray *office) {
  CcSigns sum = {.worst = 1};
  double letters = 0;
  for (guint i = 0; i < office->len; i++) {
    const CcSpan *span = office->pdata[i];
    CcSigns signs = cc_span_signs(card, span);
    double weight = (double)strlen(span->text);
    letters += weight;
    sum.raw += weight * signs.raw;
    sum.certainty += weight * signs.certainty;
    sum.worst = MIN(sum.worst, signs.worst);
    sum.asked |= signs.asked;
    sum.against = MAX(sum.against, signs.against);
  }
  sum.raw /= MAX(letters, 1);
  sum.certainty /= MAX(letters, 1);
  return sum;
}

static void drop_office(CcCard *card, const GPtrArray *office) {
  for (guint i = 0; i < office->len; i++)
    cc_span_dropped(card, office->pdata[i], CARDCAT_UNUSED_UNSURE);
}

/* SPAN, given as address INDEX, is added to TEXT without what is none of it, which is told. */
static void give_span(CcCard *card, const CcSpan *span, guint index, GString *text) {
  gsize head = head_of(card->models, span, text->len == 0), length = strlen(span->text);
  gsize from = MIN(span->start + head, span->end);
  gsize bullet = MIN(span->start + bullet_of(span->text), from);
  cc_trace_dropped(card, span->line, span->start, bullet, CARDCAT_UNUSED_ORNAMENT);
  cc_trace_dropped(card, span->line, bullet, from, CARDCAT_UNUSED_LABEL);
  cc_trace_given(card, span->line, from, span->end, CARDCAT_FIELD_ADDRESSES, index);
  if (text->len > 0) g_string_append(text, ", ");
  g_string_append_len(text, span->text + head, (gssize)(length - head));
}

/* ADDRESS, whose text is set, is parsed, spelled as its country spells, and parsed again where that
 * changed it. */
static void parse(const CcCard *card, CardcatAddress **address) {
  cc_address_parse(card->models, card->region, *address);
  g_autofree char *spelled =
      cc_address_spelled(card->models, (*address)->country, card->region, (*address)->full);
  if (strcmp(spelled, (*address)->full) == 0) return;
  cardcat_address_free(*address);
  *address = cardcat_address_new();
  (*address)->full = g_steal_pointer(&spelled);
  cc_address_parse(card->models, card->region, *address);
}

/* Tells which spans of OFFICE, in COUNTRY, are spelled otherwise than they were read. */
static void tell_spelling(CcCard *card, const GPtrArray *office, const char *country) {
  for (guint i = 0; i < office->len; i++) {
    const CcSpan *span = office->pdata[i];
    g_autofree char *spelled = cc_address_spelled(card->models, country, card->region, span->text);
    if (strcmp(spelled, span->text) != 0)
      cc_trace_changed(card, span->line, span->start, span->end, CC_CHANGE_MENDED, spelled);
  }
}

static void add_address(CcCard *card, CcFields *fields, const GPtrArray *office) {
  CcSigns signs = signs_of(card, office);
  if (!cc_address_is_given(card, cc_confidence(card, CARDCAT_FIELD_ADDRESSES, &signs))) {
    drop_office(card, office);
    return;
  }
  GPtrArray *addresses = fields->contact->addresses;
  g_autoptr(GString) text = g_string_new(NULL);
  CardcatBox box = {0};
  gboolean learned = FALSE;
  for (guint i = 0; i < office->len; i++) {
    const CcSpan *span = office->pdata[i];
    if (is_heading(card, office, i)) {
      cc_span_dropped(card, span, CARDCAT_UNUSED_LABEL);
      continue;
    }
    give_span(card, span, addresses->len, text);
    box = cc_box_union(box, span->box);
    learned |= cc_span_learned(span, CC_W_TOWN);
  }
  if (text->len == 0) return;
  CardcatAddress *address = cardcat_address_new();
  address->full = g_strdup(text->str);
  parse(card, &address);
  if (strcmp(address->full, text->str) != 0) tell_spelling(card, office, address->country);
  cc_evidence_add_read(card, fields, CARDCAT_FIELD_ADDRESSES, addresses->len, &signs, box,
                       text->str);
  if (learned) cc_evidence_say_learned(fields, CARDCAT_LEARNED_TOWN);
  g_ptr_array_add(addresses, address);
}

void cc_addresses_take(CcCard *card, CcFields *fields) {
  g_autoptr(GPtrArray) offices = cc_offices(card);
  if (offices->len == 0) return;
  guint best = best_of(card, offices);
  GPtrArray *first = offices->pdata[best];
  for (guint i = 0; i < offices->len; i++) {
    GPtrArray *other = offices->pdata[i];
    if (i == best || is_whole(card, other)) continue;
    if (completes(card, first, other)) {
      g_ptr_array_extend(first, other, NULL, NULL);
      g_ptr_array_sort(first, compare_line);
    } else
      make_notes(card, other);
  }
  if (is_list_of_places(first) || !may_be_address(card, first)) {
    make_notes(card, first);
    return;
  }
  add_address(card, fields, first);
  for (guint i = 0; i < offices->len; i++)
    if (i != best && is_whole(card, offices->pdata[i]))
      add_address(card, fields, offices->pdata[i]);
}
