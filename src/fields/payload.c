/* QR codes: vCard 2.1/3.0/4.0, MECARD, BIZCARD, mailto, tel and web addresses.  A code is exact
 * where OCR guesses, so what it says outranks what was read. */
#include <string.h>

#include "fields/internal.h"
#include "fields/phone_number.h"

#define PAYLOADS_MAX 8
#define PROPERTIES_MAX 200

/* ---- reading codes ------------------------------------------------------------------------ */

/* VALUE with "\n", "\," and the like resolved. */
static char *unescape(const char *value) {
  GString *out = g_string_new(NULL);
  for (const char *p = value; *p; p++) {
    if (*p != '\\' || !p[1]) {
      g_string_append_c(out, *p);
      continue;
    }
    p++;
    g_string_append_c(out, *p == 'n' || *p == 'N' ? ' ' : *p);
  }
  g_autofree char *text = g_string_free(out, FALSE);
  return cc_text_clean(text, -1, CC_TEXT_MAX);
}

/* "=C3=BC" to its bytes: vCard 2.1's quoted-printable. */
static char *unquote(const char *value) {
  GString *out = g_string_new(NULL);
  for (const char *p = value; *p; p++) {
    if (*p == '=' && g_ascii_isxdigit(p[1]) && g_ascii_isxdigit(p[2])) {
      g_string_append_c(out, (char)(g_ascii_xdigit_value(p[1]) * 16 + g_ascii_xdigit_value(p[2])));
      p += 2;
    } else if (*p != '=' || p[1])
      g_string_append_c(out, *p);
  }
  g_autofree char *bytes = g_string_free(out, FALSE);
  return cc_text_clean(bytes, -1, CC_TEXT_MAX);
}

/* TEXT cut at SIGN where no backslash stands before it. */
static GStrv split_escaped(const char *text, char sign) {
  GStrvBuilder *builder = g_strv_builder_new();
  const char *from = text;
  for (const char *p = text;; p++) {
    if (*p == '\\' && p[1]) {
      p++;
      continue;
    }
    if (*p && *p != sign) continue;
    g_autofree char *part = g_strndup(from, (gsize)(p - from));
    g_strv_builder_add(builder, part);
    if (!*p) break;
    from = p + 1;
  }
  GStrv parts = g_strv_builder_end(builder);
  g_strv_builder_unref(builder);
  return parts;
}

static char *part_of(GStrv parts, guint index) {
  if (index >= g_strv_length(parts)) return NULL;
  char *text = unescape(parts[index]);
  if (*text) return text;
  g_free(text);
  return NULL;
}

static void set_once(char **field, char *value) {
  if (*field || !value || !*value)
    g_free(value);
  else
    *field = value;
}

static CardcatPhoneType phone_type(const char *parameters) {
  g_autofree char *upper = g_ascii_strup(parameters, -1);
  if (strstr(upper, "FAX")) return CARDCAT_PHONE_FAX;
  if (strstr(upper, "CELL") || strstr(upper, "MOBILE")) return CARDCAT_PHONE_MOBILE;
  if (strstr(upper, "HOME")) return CARDCAT_PHONE_HOME;
  return CARDCAT_PHONE_WORK;
}

static void add_phone(CardcatContact *contact, const char *value, const char *parameters,
                      const char *region) {
  const char *plain = g_ascii_strncasecmp(value, "tel:", 4) == 0 ? value + 4 : value;
  g_autofree char *text = unescape(plain);
  if (!*text) return;
  CcNumber number = cc_number_parse(text, region);
  g_ptr_array_add(contact->phones, cardcat_phone_new(phone_type(parameters), text,
                                                     *number.e164 ? number.e164 : NULL, NULL));
}

static void add_address(CardcatContact *contact, const char *value) {
  g_auto(GStrv) parts = split_escaped(value, ';');
  if (g_strv_length(parts) < 3) return;
  g_autoptr(CardcatAddress) address = cardcat_address_new();
  g_autoptr(GString) full = g_string_new(NULL);
  static const guint order[] = {0, 1, 2, 5, 3, 4, 6};
  for (guint i = 0; i < G_N_ELEMENTS(order); i++) {
    g_autofree char *part = part_of(parts, order[i]);
    if (part) g_string_append_printf(full, "%s%s", full->len ? ", " : "", part);
  }
  if (full->len == 0) return;
  address->full = g_strdup(full->str);
  address->street = part_of(parts, 2);
  address->locality = part_of(parts, 3);
  address->region = part_of(parts, 4);
  address->postcode = part_of(parts, 5);
  g_ptr_array_add(contact->addresses, g_steal_pointer(&address));
}

static void add_text(GPtrArray *list, const char *value) {
  g_autofree char *text = unescape(value);
  if (*text) g_ptr_array_add(list, g_steal_pointer(&text));
}

static void set_name_parts(CardcatName *name, const char *value) {
  g_auto(GStrv) parts = split_escaped(value, ';');
  set_once(&name->family, part_of(parts, 0));
  set_once(&name->given, part_of(parts, 1));
  set_once(&name->middle, part_of(parts, 2));
  set_once(&name->prefix, part_of(parts, 3));
  set_once(&name->suffix, part_of(parts, 4));
}

static void set_organization(CardcatContact *contact, const char *value) {
  g_auto(GStrv) parts = split_escaped(value, ';');
  set_once(&contact->organization, part_of(parts, 0));
  set_once(&contact->department, part_of(parts, 1));
}

/* One vCard property: "TEL;TYPE=CELL:+1...". */
static void read_property(CardcatContact *contact, const char *line, const char *region) {
  const char *colon = strchr(line, ':');
  if (!colon) return;
  g_autofree char *head = g_ascii_strup(line, colon - line);
  g_autofree char *value =
      strstr(head, "QUOTED-PRINTABLE") ? unquote(colon + 1) : g_strdup(colon + 1);
  const char *group = strchr(head, '.');
  g_autofree char *name = g_strndup(group ? group + 1 : head, strcspn(group ? group + 1 : head, ";"));
  if (strcmp(name, "FN") == 0)
    set_once(&contact->name.full, unescape(value));
  else if (strcmp(name, "N") == 0)
    set_name_parts(&contact->name, value);
  else if (strcmp(name, "ORG") == 0)
    set_organization(contact, value);
  else if (strcmp(name, "TITLE") == 0)
    add_text(contact->titles, value);
  else if (strcmp(name, "TEL") == 0)
    add_phone(contact, value, head, region);
  else if (strcmp(name, "EMAIL") == 0)
    add_text(contact->emails, value);
  else if (strcmp(name, "URL") == 0)
    add_text(contact->urls, value);
  else if (strcmp(name, "ADR") == 0)
    add_address(contact, value);
  else if (strcmp(name, "NOTE") == 0)
    add_text(contact->notes, value);
}

static void complete_name(CardcatName *name) {
  if (name->full) return;
  const char *parts[] = {name->prefix, name->given, name->middle, name->family, name->suffix};
  g_autoptr(GString) full = g_string_new(NULL);
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
    if (parts[i]) g_string_append_printf(full, "%s%s", full->len ? " " : "", parts[i]);
  if (full->len) name->full = g_strdup(full->str);
}

static void read_vcard(CardcatContact *contact, const char *payload, const char *region) {
  g_autofree char *text = cc_text_clean_lines(payload, -1, 4 * CC_TEXT_MAX);
  g_auto(GStrv) lines = g_strsplit(text, "\n", PROPERTIES_MAX);
  for (guint i = 0; lines[i]; i++)
    read_property(contact, lines[i], region);
}

/* MECARD's N is "Family,Given". */
static void read_mecard_name(CardcatName *name, const char *value) {
  g_auto(GStrv) parts = split_escaped(value, ',');
  set_once(&name->family, part_of(parts, 0));
  set_once(&name->given, part_of(parts, 1));
  if (!name->given && name->family) name->full = g_strdup(name->family);
}

/* "MECARD:N:Beck,Ada;TEL:...;;" */
static void read_mecard(CardcatContact *contact, const char *payload, const char *region) {
  g_auto(GStrv) fields = split_escaped(payload, ';');
  for (guint i = 0; fields[i] && i < PROPERTIES_MAX; i++) {
    if (g_str_has_prefix(fields[i], "N:"))
      read_mecard_name(&contact->name, fields[i] + 2);
    else if (g_str_has_prefix(fields[i], "ADR:")) {
      g_autofree char *text = unescape(fields[i] + 4);
      g_autofree char *adr = g_strconcat(";;", text, NULL);
      add_address(contact, adr);
    } else
      read_property(contact, fields[i], region);
  }
}

/* "BIZCARD:N:Ada;X:Beck;T:CEO;C:Firm;A:Street;B:+1...;E:ada@firm.com;;" */
static void read_bizcard(CardcatContact *contact, const char *payload, const char *region) {
  g_auto(GStrv) fields = split_escaped(payload, ';');
  for (guint i = 0; fields[i] && i < PROPERTIES_MAX; i++) {
    if (!*fields[i] || fields[i][1] != ':') continue;
    g_autofree char *text = unescape(fields[i] + 2);
    switch (fields[i][0]) {
      case 'N':
        set_once(&contact->name.given, g_steal_pointer(&text));
        break;
      case 'X':
        set_once(&contact->name.family, g_steal_pointer(&text));
        break;
      case 'T':
        add_text(contact->titles, text);
        break;
      case 'C':
        set_once(&contact->organization, g_steal_pointer(&text));
        break;
      case 'B':
        add_phone(contact, text, "WORK", region);
        break;
      case 'E':
        add_text(contact->emails, text);
        break;
      default:
        break;
    }
  }
}

static gboolean starts(const char *text, const char *head) {
  return g_ascii_strncasecmp(text, head, strlen(head)) == 0;
}

/* FALSE when PAYLOAD is none of the known forms. */
static gboolean read_payload(CardcatContact *contact, const char *payload, const char *region) {
  if (starts(payload, "BEGIN:VCARD"))
    read_vcard(contact, payload, region);
  else if (starts(payload, "MECARD:"))
    read_mecard(contact, payload + 7, region);
  else if (starts(payload, "BIZCARD:"))
    read_bizcard(contact, payload + 8, region);
  else if (starts(payload, "mailto:")) {
    g_autofree char *address = g_strndup(payload + 7, strcspn(payload + 7, "?"));
    add_text(contact->emails, address);
  } else if (starts(payload, "tel:"))
    add_phone(contact, payload, "", region);
  else if (starts(payload, "http://") || starts(payload, "https://") || starts(payload, "www."))
    add_text(contact->urls, payload);
  else
    return FALSE;
  complete_name(&contact->name);
  return TRUE;
}

/* ---- laying a code over the card ------------------------------------------------------------ */

typedef struct {
  const CcModels *models;
  CcFields *fields;
  const char *payload;
} Overlay;

/* A code's value is right unless the card was made wrongly. */
#define SURE_OF_CODE 0.985
/* Print and code say different things: the code is taken, but a person should look. */
#define CONFLICT 0.7

static CardcatEvidence *evidence_of(const Overlay *o, const char *field) {
  for (guint i = 0; i < o->fields->evidence->len; i++) {
    CardcatEvidence *e = o->fields->evidence->pdata[i];
    if (strcmp(e->field, field) == 0) return e;
  }
  return NULL;
}

static void agree(const Overlay *o, const char *field, gboolean same) {
  CardcatEvidence *e = evidence_of(o, field);
  double confidence = same || !e ? SURE_OF_CODE : CONFLICT;
  if (e) e->confidence = same ? MAX(e->confidence, SURE_OF_CODE) : MIN(e->confidence, CONFLICT);
  cc_evidence_add(o->fields->evidence, field, G_MAXUINT, confidence, (CardcatBox){0}, o->payload,
                  CARDCAT_FROM_QR);
}

/* TRUE when one of the two is the other, or part of it. */
static gboolean same_text(const char *a, const char *b) {
  g_autofree char *x = cc_slug(a), *y = cc_slug(b);
  return strcmp(x, y) == 0 || (strlen(y) >= 4 && strstr(x, y)) || (strlen(x) >= 4 && strstr(y, x));
}

static void overlay_text(const Overlay *o, const char *field, char **printed, const char *coded) {
  if (!coded) return;
  gboolean same = *printed && same_text(*printed, coded);
  agree(o, field, same);
  /* The printed form is kept where both say the same: it has the accents and the form of law. */
  if (same && strlen(*printed) >= strlen(coded)) return;
  g_free(*printed);
  *printed = g_strdup(coded);
}

static void overlay_name(const Overlay *o, const CardcatName *coded) {
  CardcatName *name = &o->fields->contact->name;
  if (!coded->full) return;
  gboolean same = name->full && same_text(name->full, coded->full);
  agree(o, "name", same);
  if (same) return;
  g_autoptr(CardcatContact) copy = cardcat_contact_new();
  CardcatName old = *name;
  *name = (CardcatName){0};
  cc_name_parse(o->models, coded->full, NULL, name);
  copy->name = old;
}

static char *digits_of(const char *text) {
  GString *out = g_string_new(NULL);
  for (; *text && !strchr("xX#", *text); text++)
    if (g_ascii_isdigit(*text)) g_string_append_c(out, *text);
  if (out->len > 9) g_string_erase(out, 0, (gssize)out->len - 9);
  return g_string_free(out, FALSE);
}

/* Places at which two texts of one length differ; 99 otherwise. */
static guint differences(const char *a, const char *b) {
  if (strlen(a) != strlen(b)) return 99;
  guint n = 0;
  for (; *a; a++, b++)
    n += *a != *b;
  return n;
}

static void overlay_phone(const Overlay *o, const CardcatPhone *coded) {
  GPtrArray *phones = o->fields->contact->phones;
  g_autofree char *digits = digits_of(coded->value);
  for (guint i = 0; i < phones->len; i++) {
    CardcatPhone *phone = phones->pdata[i];
    g_autofree char *own = digits_of(phone->value);
    guint n = differences(digits, own);
    if (n > 2) continue;
    g_autofree char *field = g_strdup_printf("phones[%u]", i);
    agree(o, field, n == 0);
    if (n > 0) {
      CardcatPhone *better = cardcat_phone_new(phone->type, coded->value, coded->e164, phone->extension);
      cardcat_phone_free(phone);
      phones->pdata[i] = better;
    }
    return;
  }
  cc_evidence_add(o->fields->evidence, "phones", phones->len, SURE_OF_CODE, (CardcatBox){0}, o->payload, CARDCAT_FROM_QR);
  g_ptr_array_add(phones, cardcat_phone_copy(coded));
}

/* A web address without scheme, www and the last slash, in lower case. Owned. */
static char *bare_url(const char *url) {
  g_autofree char *lower = g_utf8_strdown(url, -1);
  const char *p = strstr(lower, "://");
  p = p ? p + 3 : lower;
  if (g_str_has_prefix(p, "www.")) p += 4;
  gsize length = strlen(p);
  return g_strndup(p, length > 0 && p[length - 1] == '/' ? length - 1 : length);
}

/* Values without points and hyphens that differ by what OCR confuses. */
static gboolean misread(const char *a, const char *b) {
  g_autofree char *x = cc_slug(a), *y = cc_slug(b);
  return strcmp(x, y) == 0 || cc_confusions(x, y) <= 3 || differences(x, y) <= 1;
}

static void overlay_listed(const Overlay *o, const char *field, GPtrArray *list, const char *coded,
                           gboolean add_other) {
  g_autofree char *key = bare_url(coded);
  for (guint i = 0; i < list->len; i++) {
    g_autofree char *own = bare_url(list->pdata[i]);
    gboolean same = strcmp(own, key) == 0;
    if (!same && !misread(own, key)) continue;
    g_autofree char *name = g_strdup_printf("%s[%u]", field, i);
    agree(o, name, same);
    if (same) return;
    g_free(list->pdata[i]);
    list->pdata[i] = g_strdup(coded);
    return;
  }
  if (!add_other) {
    g_ptr_array_add(o->fields->contact->notes, g_strdup(coded));
    return;
  }
  cc_evidence_add(o->fields->evidence, field, list->len, SURE_OF_CODE, (CardcatBox){0}, o->payload, CARDCAT_FROM_QR);
  g_ptr_array_add(list, g_strdup(coded));
}

static void overlay(const Overlay *o, const CardcatContact *coded) {
  CardcatContact *contact = o->fields->contact;
  overlay_name(o, &coded->name);
  overlay_text(o, "organization", &contact->organization, coded->organization);
  overlay_text(o, "department", &contact->department, coded->department);
  if (coded->titles->len == 1 && contact->titles->len <= 1) {
    char *title = contact->titles->len ? contact->titles->pdata[0] : NULL;
    overlay_text(o, "titles[0]", &title, coded->titles->pdata[0]);
    if (contact->titles->len)
      contact->titles->pdata[0] = title;
    else
      g_ptr_array_add(contact->titles, title);
  }
  for (guint i = 0; i < coded->emails->len; i++)
    overlay_listed(o, "emails", contact->emails, coded->emails->pdata[i], TRUE);
  for (guint i = 0; i < coded->phones->len; i++)
    overlay_phone(o, coded->phones->pdata[i]);
  /* A code that leads elsewhere than the printed address is worth a note, no more. */
  for (guint i = 0; i < coded->urls->len; i++)
    overlay_listed(o, "urls", contact->urls, coded->urls->pdata[i], contact->urls->len == 0);
  if (contact->addresses->len == 0 && coded->addresses->len > 0) {
    cc_evidence_add(o->fields->evidence, "addresses", 0, SURE_OF_CODE, (CardcatBox){0}, o->payload, CARDCAT_FROM_QR);
    g_ptr_array_add(contact->addresses, cardcat_address_copy(coded->addresses->pdata[0]));
  }
}

void cc_payloads_apply(const CcModels *models, const CcFieldsInput *input, CcFields *fields) {
  if (!input->payloads) return;
  for (guint i = 0; i < MIN(input->payloads->len, PAYLOADS_MAX); i++) {
    g_autoptr(CardcatContact) coded = cardcat_contact_new();
    g_autofree char *clean = cc_text_clean_lines(input->payloads->pdata[i], -1, 4 * CC_TEXT_MAX);
    if (read_payload(coded, clean, input->region)) {
      Overlay o = {models, fields, clean};
      overlay(&o, coded);
    } else if (*clean) {
      g_autofree char *note = cc_text_clean(clean, -1, CC_TEXT_MAX);
      g_ptr_array_add(fields->contact->notes, g_steal_pointer(&note));
    }
  }
}
