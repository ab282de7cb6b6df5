/* What a code says is laid over what was read: it is exact where OCR guesses. */
#include "fields/give/give.h"

#include <string.h>

#define PAYLOADS_MAX 8

typedef struct {
  const CcModels *models;
  CcFields *fields;
  const char *payload, *region;
} Overlay;

/* A code's value is right unless the card was made wrongly. */
#define SURE_OF_CODE 0.985
/* Print and code say different things: the code is taken, but a person should look. */
#define CONFLICT 0.7
/* How surely a code with somebody's name and number is on a card. */
#define CODED_CARDNESS 0.9

static CardcatEvidence *evidence_of(const Overlay *o, CardcatField field, guint index) {
  for (guint i = 0; i < o->fields->evidence->len; i++) {
    CardcatEvidence *e = o->fields->evidence->pdata[i];
    if (e->field == field && e->index == index) return e;
  }
  return NULL;
}

/* What is PRINTED (or NULL) is kept where it is not what the code says. */
static void agree(const Overlay *o, CardcatField field, guint index, gboolean same,
                  const char *printed) {
  CardcatEvidence *e = evidence_of(o, field, index);
  double confidence = same || !e ? SURE_OF_CODE : CONFLICT;
  if (e && e->from == CARDCAT_FROM_OCR && !same && !e->value) e->value = g_strdup(printed);
  if (e) e->confidence = same ? MAX(e->confidence, SURE_OF_CODE) : MIN(e->confidence, CONFLICT);
  cc_evidence_add(o->fields->evidence, field, index, confidence, (CardcatBox){0}, o->payload,
                  CARDCAT_FROM_QR);
}

/* TRUE when one of the two is the other, or part of it. */
static gboolean same_text(const char *a, const char *b) {
  g_autofree char *x = cc_slug(a), *y = cc_slug(b);
  return strcmp(x, y) == 0 || (strlen(y) >= 4 && strstr(x, y)) || (strlen(x) >= 4 && strstr(y, x));
}

static void overlay_text(const Overlay *o, CardcatField field, char **printed, const char *coded) {
  if (!coded) return;
  gboolean same = *printed && same_text(*printed, coded);
  agree(o, field, 0, same, *printed);
  /* The printed form is kept where both say the same: it has the accents and the form of law. */
  if (same && strlen(*printed) >= strlen(coded)) return;
  g_free(*printed);
  *printed = g_strdup(coded);
}

/* CODED as FULL has it where that spells the same: the print has the accents. */
static char *as_printed(const char *full, const char *coded) {
  g_autofree char *slug = cc_slug(coded);
  g_auto(GStrv) words = g_strsplit(full, " ", -1);
  for (guint i = 0; *slug && words[i]; i++) {
    if (g_str_has_suffix(words[i], ",")) words[i][strlen(words[i]) - 1] = '\0';
    g_autofree char *own = cc_slug(words[i]);
    if (strcmp(own, slug) == 0) return g_strdup(words[i]);
  }
  return g_strdup(coded);
}

/* Which word is the family's name a code says where it gives both; the print's order does not. */
static void take_parts(CardcatName *name, const CardcatName *coded) {
  if (!coded->given || !coded->family) return;
  const struct {
    char **own, *theirs;
  } parts[] = {
      {&name->given, coded->given}, {&name->family, coded->family}, {&name->middle, coded->middle}};
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
    g_free(*parts[i].own);
    *parts[i].own = parts[i].theirs ? as_printed(name->full, parts[i].theirs) : NULL;
  }
}

static void overlay_name(const Overlay *o, const CardcatName *coded) {
  CardcatName *name = &o->fields->contact->name;
  if (!coded->full) return;
  gboolean same = name->full && same_text(name->full, coded->full);
  agree(o, CARDCAT_FIELD_NAME, 0, same, name->full);
  if (same) {
    take_parts(name, coded);
    return;
  }
  g_autoptr(CardcatContact) copy = cardcat_contact_new();
  CardcatName old = *name;
  *name = (CardcatName){0};
  cc_name_parse(o->models, coded->full, NULL, FALSE, name);
  copy->name = old;
  take_parts(name, coded);
}

static char *digits_of(const char *text) {
  GString *out = g_string_new(NULL);
  for (; *text && !strchr("xX#", *text); text++)
    if (g_ascii_isdigit(*text)) g_string_append_c(out, *text);
  if (out->len > 9) g_string_erase(out, 0, (gssize)out->len - 9);
  return g_string_free(out, FALSE);
}

/* How far two values are apart: 0 the same, up to NEAR what a misreading may do. */
typedef guint (*Distance)(gconstpointer printed, gconstpointer coded);

#define NEAR 2

/* The printed value that CODED stands for, G_MAXUINT when none does.  One that another coded value
 * gives to the letter is not a misreading of this one: two phones of a firm differ by a digit. */
static guint printed_for(const GPtrArray *printed, const GPtrArray *coded, guint which,
                         Distance distance) {
  guint best = NEAR + 1, found = G_MAXUINT;
  for (guint i = 0; i < printed->len; i++) {
    guint n = distance(printed->pdata[i], coded->pdata[which]);
    gboolean taken = FALSE;
    for (guint j = 0; n > 0 && n < best && j < coded->len && !taken; j++)
      taken = j != which && distance(printed->pdata[i], coded->pdata[j]) < n;
    if (n >= best || taken) continue;
    best = n;
    found = i;
  }
  return found;
}

static guint phone_distance(gconstpointer printed, gconstpointer coded) {
  g_autofree char *own = digits_of(((const CardcatPhone *)printed)->value);
  g_autofree char *other = digits_of(((const CardcatPhone *)coded)->value);
  return cc_differences(own, other);
}

static void overlay_phone(const Overlay *o, const GPtrArray *all, guint which) {
  GPtrArray *phones = o->fields->contact->phones;
  const CardcatPhone *coded = all->pdata[which];
  guint i = printed_for(phones, all, which, phone_distance);
  if (i == G_MAXUINT) {
    cc_evidence_add(o->fields->evidence, CARDCAT_FIELD_PHONES, phones->len, SURE_OF_CODE,
                    (CardcatBox){0}, o->payload, CARDCAT_FROM_QR);
    g_ptr_array_add(phones, cardcat_phone_copy(coded));
    return;
  }
  CardcatPhone *phone = phones->pdata[i];
  gboolean same = phone_distance(phone, coded) == 0;
  agree(o, CARDCAT_FIELD_PHONES, i, same, phone->value);
  /* A code says its kind in words, the print often by an icon that was not read. */
  CardcatPhoneType type = coded->type != CARDCAT_PHONE_WORK ? coded->type : phone->type;
  phones->pdata[i] = same ? cardcat_phone_new(type, phone->value, phone->e164, phone->extension)
                          : cardcat_phone_new(type, coded->value, coded->e164, phone->extension);
  cardcat_phone_free(phone);
}

/* Values without points and hyphens may differ by what OCR confuses. */
static guint listed_distance(gconstpointer printed, gconstpointer coded) {
  g_autofree char *own = cc_url_bare(printed), *key = cc_url_bare(coded);
  if (strcmp(own, key) == 0) return 0;
  g_autofree char *x = cc_slug(own), *y = cc_slug(key);
  if (strcmp(x, y) == 0 || cc_differences(x, y) <= 1) return 1;
  return cc_confusions(x, y) <= 3 ? 2 : CC_APART;
}

static void add_note(const Overlay *o, const char *text) {
  GPtrArray *notes = o->fields->contact->notes;
  cc_evidence_add(o->fields->evidence, CARDCAT_FIELD_NOTES, notes->len, SURE_OF_CODE,
                  (CardcatBox){0}, o->payload, CARDCAT_FROM_QR);
  g_ptr_array_add(notes, g_strdup(text));
}

static void overlay_listed(const Overlay *o, CardcatField field, const GPtrArray *all, guint which,
                           gboolean add_other) {
  GPtrArray *list = cardcat_contact_list(o->fields->contact, field);
  const char *coded = all->pdata[which];
  guint i = printed_for(list, all, which, listed_distance);
  if (i != G_MAXUINT) {
    gboolean same = listed_distance(list->pdata[i], coded) == 0;
    agree(o, field, i, same, list->pdata[i]);
    if (same) return;
    g_free(list->pdata[i]);
    list->pdata[i] = g_strdup(coded);
    return;
  }
  if (!add_other) {
    add_note(o, coded);
    return;
  }
  cc_evidence_add(o->fields->evidence, field, list->len, SURE_OF_CODE, (CardcatBox){0}, o->payload,
                  CARDCAT_FROM_QR);
  g_ptr_array_add(list, g_strdup(coded));
}

/* A code's TEXT beside what the print says in its place. */
static void leave_out(const Overlay *o, const char *text) {
  if (text) cc_unused_add(o->fields, text, (CardcatBox){0}, CARDCAT_UNUSED_LESS_LIKELY);
}

static void leave_out_title(const Overlay *o, const char *title) {
  const GPtrArray *titles = o->fields->contact->titles;
  for (guint i = 0; i < titles->len; i++)
    if (same_text(titles->pdata[i], title)) return;
  leave_out(o, title);
}

static void leave_out_address(const Overlay *o, const CardcatAddress *address) {
  const GPtrArray *addresses = o->fields->contact->addresses;
  for (guint i = 0; i < addresses->len && address->full; i++) {
    const CardcatAddress *printed = addresses->pdata[i];
    if (printed->full && same_text(printed->full, address->full)) return;
  }
  leave_out(o, address->full);
}

/* A code has its country's name or its letters; without one it is the card's. */
static void set_country(const Overlay *o, CardcatAddress *address) {
  g_autofree char *named = g_steal_pointer(&address->country);
  g_autofree char *key = cc_fold(named ? named : "");
  const char *code = cc_models_country(o->models, key);
  gboolean letters = strlen(key) == 2 && g_ascii_isalpha(key[0]) && g_ascii_isalpha(key[1]);
  if (code)
    address->country = g_strdup(code);
  else if (letters)
    address->country = g_ascii_strup(key, -1);
  else if (*o->region)
    address->country = g_strdup(o->region);
}

static gboolean is_part(const char *whole, const char *part) {
  g_autofree char *x = cc_slug(whole), *y = part ? cc_slug(part) : NULL;
  return !y || strstr(x, y);
}

/* A code says where the parts of an address end; of another place it is the code's that is given.
 */
static void overlay_address(const Overlay *o, const CardcatAddress *coded) {
  GPtrArray *addresses = o->fields->contact->addresses;
  CardcatAddress *printed = addresses->len > 0 ? addresses->pdata[0] : NULL;
  if (!printed) {
    cc_evidence_add(o->fields->evidence, CARDCAT_FIELD_ADDRESSES, 0, SURE_OF_CODE, (CardcatBox){0},
                    o->payload, CARDCAT_FROM_QR);
    g_ptr_array_add(addresses, cardcat_address_copy(coded));
    return;
  }
  gboolean same = is_part(printed->full, coded->street) && is_part(printed->full, coded->postcode);
  agree(o, CARDCAT_FIELD_ADDRESSES, 0, same, printed->full);
  if (same) return;
  CardcatAddress *copy = cardcat_address_copy(coded);
  if (!copy->country) copy->country = g_strdup(printed->country);
  cardcat_address_free(printed);
  addresses->pdata[0] = copy;
}

static void overlay(const Overlay *o, const CardcatContact *coded) {
  CardcatContact *contact = o->fields->contact;
  overlay_name(o, &coded->name);
  for (CardcatField field = 0; field < CARDCAT_FIELDS; field++)
    if (cardcat_field_info(field)->kind == CARDCAT_KIND_TEXT)
      overlay_text(o, field, cardcat_contact_text(contact, field),
                   cardcat_contact_value(coded, field, 0));
  if (coded->titles->len == 1 && contact->titles->len <= 1) {
    char *title = contact->titles->len ? contact->titles->pdata[0] : NULL;
    overlay_text(o, CARDCAT_FIELD_TITLES, &title, coded->titles->pdata[0]);
    if (contact->titles->len)
      contact->titles->pdata[0] = title;
    else
      g_ptr_array_add(contact->titles, title);
  } else {
    for (guint i = 0; i < coded->titles->len; i++)
      leave_out_title(o, coded->titles->pdata[i]);
  }
  for (guint i = 0; i < coded->emails->len; i++)
    overlay_listed(o, CARDCAT_FIELD_EMAILS, coded->emails, i, TRUE);
  for (guint i = 0; i < coded->phones->len; i++)
    overlay_phone(o, coded->phones, i);
  /* A code that leads elsewhere than the printed address is worth a note, no more. */
  for (guint i = 0; i < coded->urls->len; i++)
    overlay_listed(o, CARDCAT_FIELD_URLS, coded->urls, i, contact->urls->len == 0);
  for (guint i = 0; i < coded->notes->len; i++)
    add_note(o, coded->notes->pdata[i]);
  if (coded->addresses->len > 0) {
    set_country(o, coded->addresses->pdata[0]);
    overlay_address(o, coded->addresses->pdata[0]);
  }
  for (guint i = 1; i < coded->addresses->len; i++)
    leave_out_address(o, coded->addresses->pdata[i]);
}

/* A code that says who somebody is, or how to reach them, is on a card whatever is printed. */
static gboolean is_of_person(const CardcatContact *coded) {
  return coded->name.full && (coded->phones->len > 0 || coded->emails->len > 0);
}

/* What the code behind the evidence from FROM on hides, which no value has any more. */
static void tell_hidden(CcFields *fields, guint from, const char *what) {
  for (guint i = from; what && i < fields->evidence->len; i++) {
    CardcatEvidence *e = fields->evidence->pdata[i];
    e->look_alike = g_strdup_printf("the code has %s", what);
  }
}

void cc_payloads_apply(const CcCard *card, CcFields *fields) {
  const CcFieldsInput *input = card->input;
  if (!input->payloads) return;
  for (guint i = PAYLOADS_MAX; i < input->payloads->len; i++) {
    g_autofree char *clean = cc_text_clean(input->payloads->pdata[i], -1, CC_TEXT_MAX);
    cc_unused_add(fields, clean, (CardcatBox){0}, CARDCAT_UNUSED_TOO_MUCH);
  }
  for (guint i = 0; i < MIN(input->payloads->len, PAYLOADS_MAX); i++) {
    g_autoptr(CardcatContact) coded = cardcat_contact_new();
    g_autofree char *raw = cc_text_clean_code(input->payloads->pdata[i], -1, 4 * CC_TEXT_MAX);
    g_autofree char *clean = cc_text_clean_lines(raw, -1, 4 * CC_TEXT_MAX);
    g_autofree char *note = cc_text_clean(clean, -1, CC_TEXT_MAX);
    g_autofree char *shown = cc_hidden(raw) ? cc_reveal(raw) : g_strdup(clean);
    Overlay o = {card->models, fields, shown, card->region};
    guint before = fields->evidence->len;
    if (cc_payload_read(coded, clean, *card->region ? card->region : input->region)) {
      overlay(&o, coded);
      if (is_of_person(coded)) fields->cardness = MAX(fields->cardness, CODED_CARDNESS);
    } else if (cc_payload_is_foreign(note))
      cc_unused_add(fields, note, (CardcatBox){0}, CARDCAT_UNUSED_NO_FIELD);
    else if (*note)
      add_note(&o, note);
    tell_hidden(fields, before, cc_payload_hidden(raw));
  }
}
