/* The plain data of a reading: made, copied, freed. */
#include "base/base.h"

static const char *const phone_types[] = {"work", "mobile", "fax", "home", "other"};

const char *cardcat_phone_type_name(CardcatPhoneType type) {
  g_return_val_if_fail((guint)type < G_N_ELEMENTS(phone_types), "other");
  return phone_types[type];
}

gboolean cardcat_phone_type_parse(const char *name, CardcatPhoneType *type) {
  for (guint i = 0; i < G_N_ELEMENTS(phone_types); i++)
    if (g_strcmp0(name, phone_types[i]) == 0) {
      *type = (CardcatPhoneType)i;
      return TRUE;
    }
  return FALSE;
}

CardcatPhone *cardcat_phone_new(CardcatPhoneType type, const char *value, const char *e164,
                                const char *extension) {
  CardcatPhone *phone = g_new0(CardcatPhone, 1);
  phone->type = type;
  phone->value = g_strdup(value);
  phone->e164 = g_strdup(e164);
  phone->extension = g_strdup(extension);
  return phone;
}

CardcatPhone *cardcat_phone_copy(const CardcatPhone *phone) {
  return cardcat_phone_new(phone->type, phone->value, phone->e164, phone->extension);
}

void cardcat_phone_free(CardcatPhone *phone) {
  if (!phone) return;
  g_free(phone->value);
  g_free(phone->e164);
  g_free(phone->extension);
  g_free(phone);
}

CardcatAddress *cardcat_address_new(void) {
  return g_new0(CardcatAddress, 1);
}

CardcatAddress *cardcat_address_copy(const CardcatAddress *address) {
  CardcatAddress *copy = cardcat_address_new();
  copy->full = g_strdup(address->full);
  copy->street = g_strdup(address->street);
  copy->locality = g_strdup(address->locality);
  copy->region = g_strdup(address->region);
  copy->postcode = g_strdup(address->postcode);
  copy->country = g_strdup(address->country);
  return copy;
}

void cardcat_address_free(CardcatAddress *address) {
  if (!address) return;
  g_free(address->full);
  g_free(address->street);
  g_free(address->locality);
  g_free(address->region);
  g_free(address->postcode);
  g_free(address->country);
  g_free(address);
}

static void name_clear(CardcatName *name) {
  g_free(name->full);
  g_free(name->prefix);
  g_free(name->given);
  g_free(name->middle);
  g_free(name->family);
  g_free(name->suffix);
}

static CardcatName name_copy(const CardcatName *name) {
  return (CardcatName){g_strdup(name->full),   g_strdup(name->prefix), g_strdup(name->given),
                       g_strdup(name->middle), g_strdup(name->family), g_strdup(name->suffix)};
}

CardcatContact *cardcat_contact_new(void) {
  CardcatContact *contact = g_new0(CardcatContact, 1);
  contact->titles = g_ptr_array_new_with_free_func(g_free);
  contact->emails = g_ptr_array_new_with_free_func(g_free);
  contact->phones = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_phone_free);
  contact->urls = g_ptr_array_new_with_free_func(g_free);
  contact->addresses = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_address_free);
  contact->notes = g_ptr_array_new_with_free_func(g_free);
  return contact;
}

static void add_copies(GPtrArray *to, const GPtrArray *from, gpointer (*copy)(gconstpointer)) {
  for (guint i = 0; i < from->len; i++)
    g_ptr_array_add(to, copy(from->pdata[i]));
}

static gpointer copy_string(gconstpointer text) {
  return g_strdup(text);
}

static gpointer copy_phone(gconstpointer phone) {
  return cardcat_phone_copy(phone);
}

static gpointer copy_address(gconstpointer address) {
  return cardcat_address_copy(address);
}

static gpointer copy_word(gconstpointer data) {
  const CardcatWord *word = data;
  return cardcat_word_new(word->text, word->box, word->confidence);
}

CardcatContact *cardcat_contact_copy(const CardcatContact *contact) {
  CardcatContact *copy = cardcat_contact_new();
  copy->name = name_copy(&contact->name);
  copy->organization = g_strdup(contact->organization);
  copy->department = g_strdup(contact->department);
  add_copies(copy->titles, contact->titles, copy_string);
  add_copies(copy->emails, contact->emails, copy_string);
  add_copies(copy->phones, contact->phones, copy_phone);
  add_copies(copy->urls, contact->urls, copy_string);
  add_copies(copy->addresses, contact->addresses, copy_address);
  add_copies(copy->notes, contact->notes, copy_string);
  return copy;
}

void cardcat_contact_free(CardcatContact *contact) {
  if (!contact) return;
  name_clear(&contact->name);
  g_free(contact->organization);
  g_free(contact->department);
  g_ptr_array_unref(contact->titles);
  g_ptr_array_unref(contact->emails);
  g_ptr_array_unref(contact->phones);
  g_ptr_array_unref(contact->urls);
  g_ptr_array_unref(contact->addresses);
  g_ptr_array_unref(contact->notes);
  g_free(contact);
}

gboolean cardcat_contact_is_empty(const CardcatContact *contact) {
  return !contact->name.full && !contact->organization && contact->titles->len == 0 &&
         contact->emails->len == 0 && contact->phones->len == 0 && contact->urls->len == 0 &&
         contact->addresses->len == 0;
}

CardcatWord *cardcat_word_new(const char *text, CardcatBox box, double confidence) {
  CardcatWord *word = g_new0(CardcatWord, 1);
  word->text = g_strdup(text);
  word->box = box;
  word->confidence = confidence;
  return word;
}

void cardcat_word_free(CardcatWord *word) {
  if (!word) return;
  g_free(word->text);
  g_free(word);
}

CardcatLine *cardcat_line_new(const char *text, CardcatBox box, double confidence) {
  CardcatLine *line = g_new0(CardcatLine, 1);
  line->text = g_strdup(text);
  line->box = box;
  line->confidence = confidence;
  line->words = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_word_free);
  line->alternatives = g_ptr_array_new_with_free_func(g_free);
  return line;
}

CardcatLine *cardcat_line_copy(const CardcatLine *line) {
  CardcatLine *copy = cardcat_line_new(line->text, line->box, line->confidence);
  copy->x_height = line->x_height;
  copy->stroke = line->stroke;
  add_copies(copy->words, line->words, copy_word);
  add_copies(copy->alternatives, line->alternatives, copy_string);
  return copy;
}

void cardcat_line_free(CardcatLine *line) {
  if (!line) return;
  g_free(line->text);
  g_ptr_array_unref(line->words);
  g_ptr_array_unref(line->alternatives);
  g_free(line);
}

CardcatEvidence *cardcat_evidence_new(const char *field, double confidence, CardcatBox box,
                                      const char *text, CardcatFrom from) {
  CardcatEvidence *evidence = g_new0(CardcatEvidence, 1);
  evidence->field = g_strdup(field);
  evidence->confidence = confidence;
  evidence->box = box;
  evidence->text = g_strdup(text);
  evidence->from = from;
  return evidence;
}

CardcatEvidence *cardcat_evidence_copy(const CardcatEvidence *evidence) {
  CardcatEvidence *copy = cardcat_evidence_new(evidence->field, evidence->confidence, evidence->box,
                                               evidence->text, evidence->from);
  copy->on_back = evidence->on_back;
  copy->learned = g_strdup(evidence->learned);
  copy->value = g_strdup(evidence->value);
  return copy;
}

void cardcat_evidence_free(CardcatEvidence *evidence) {
  if (!evidence) return;
  g_free(evidence->field);
  g_free(evidence->text);
  g_free(evidence->learned);
  g_free(evidence->value);
  g_free(evidence);
}

CardcatReading *cardcat_reading_new(void) {
  CardcatReading *reading = g_new0(CardcatReading, 1);
  reading->contact = cardcat_contact_new();
  reading->evidence = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_evidence_free);
  reading->lines = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_line_free);
  reading->unused = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_unused_free);
  return reading;
}

void cardcat_reading_free(CardcatReading *reading) {
  if (!reading) return;
  g_free(reading->path);
  g_free(reading->sha256);
  g_free(reading->taken);
  cardcat_contact_free(reading->contact);
  g_ptr_array_unref(reading->evidence);
  g_free(reading->text);
  g_ptr_array_unref(reading->lines);
  g_ptr_array_unref(reading->unused);
  g_clear_pointer(&reading->picture, g_bytes_unref);
  g_free(reading->explanation);
  cardcat_reading_free(reading->back);
  g_free(reading);
}

const CardcatEvidence *cardcat_reading_evidence(const CardcatReading *reading, const char *field) {
  for (guint i = 0; i < reading->evidence->len; i++) {
    const CardcatEvidence *evidence = reading->evidence->pdata[i];
    if (g_str_equal(evidence->field, field)) return evidence;
  }
  return NULL;
}

static gboolean is_sure(const CardcatReading *reading, const char *field) {
  const CardcatEvidence *evidence = cardcat_reading_evidence(reading, field);
  return evidence && evidence->confidence >= CARDCAT_SURE;
}

static gboolean all_sure(const CardcatReading *reading, const char *list, guint length) {
  for (guint i = 0; i < length; i++) {
    g_autofree char *field = g_strdup_printf("%s[%u]", list, i);
    if (!is_sure(reading, field)) return FALSE;
  }
  return TRUE;
}

gboolean cardcat_reading_is_sure(const CardcatReading *reading) {
  const CardcatContact *c = reading->contact;
  if (!c->name.full && !c->organization) return FALSE;
  return (!c->name.full || is_sure(reading, "name")) &&
         (!c->organization || is_sure(reading, "organization")) &&
         (!c->department || is_sure(reading, "department")) &&
         all_sure(reading, "titles", c->titles->len) &&
         all_sure(reading, "emails", c->emails->len) &&
         all_sure(reading, "phones", c->phones->len) && all_sure(reading, "urls", c->urls->len) &&
         all_sure(reading, "addresses", c->addresses->len);
}
