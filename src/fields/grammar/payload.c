/* QR codes: vCard 2.1/3.0/4.0, MECARD, BIZCARD, mailto, tel and web addresses. */
#include "fields/grammar/grammar.h"

#include <string.h>

#define PROPERTIES_MAX 200
/* Letters of a scheme, "geo:", "weixin:". */
#define SCHEME_MIN 2
#define SCHEME_MAX 15

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

/* "=C3=BC" to its bytes, owned: vCard 2.1's quoted-printable. */
static char *unquote_bytes(const char *value) {
  GString *out = g_string_new(NULL);
  for (const char *p = value; *p; p++) {
    if (*p == '=' && p[1] == '\n') {
      p++; /* the line goes on */
    } else if (*p == '=' && g_ascii_isxdigit(p[1]) && g_ascii_isxdigit(p[2])) {
      g_string_append_c(out, (char)(g_ascii_xdigit_value(p[1]) * 16 + g_ascii_xdigit_value(p[2])));
      p += 2;
    } else if (*p != '=' || p[1])
      g_string_append_c(out, *p);
  }
  return g_string_free(out, FALSE);
}

static char *unquote(const char *value) {
  g_autofree char *bytes = unquote_bytes(value);
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
  address->country = part_of(parts, 6);
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

/* The VALUE of the text that vCard calls NAME, where it is one. */
static void read_text(CardcatContact *contact, const char *name, const char *value) {
  for (CardcatField field = 0; field < CARDCAT_FIELDS; field++) {
    const CardcatFieldInfo *info = cardcat_field_info(field);
    const char *property = info->vcard4 ? info->vcard4 : info->vcard;
    GPtrArray *list = cardcat_contact_list(contact, field);
    if (!property || strncmp(property, name, strlen(name)) != 0 ||
        strcspn(property, ";") != strlen(name))
      continue;
    if (list)
      add_text(list, value);
    else
      set_once(cardcat_contact_text(contact, field), unescape(value));
  }
}

/* One vCard property: "TEL;TYPE=CELL:+1...". */
static void read_property(CardcatContact *contact, const char *line, const char *region) {
  const char *colon = strchr(line, ':');
  if (!colon) return;
  g_autofree char *head = g_ascii_strup(line, colon - line);
  g_autofree char *value =
      strstr(head, "QUOTED-PRINTABLE") ? unquote(colon + 1) : g_strdup(colon + 1);
  const char *group = strchr(head, '.');
  g_autofree char *name =
      g_strndup(group ? group + 1 : head, strcspn(group ? group + 1 : head, ";"));
  if (strcmp(name, "FN") == 0)
    set_once(&contact->name.full, unescape(value));
  else if (strcmp(name, "N") == 0)
    set_name_parts(&contact->name, value);
  else if (strcmp(name, "ORG") == 0)
    set_organization(contact, value);
  else if (strcmp(name, "TEL") == 0)
    add_phone(contact, value, head, region);
  else if (strcmp(name, "ADR") == 0)
    add_address(contact, value);
  else
    read_text(contact, name, value);
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
  if (!name->given && name->family) set_once(&name->full, g_strdup(name->family));
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

gboolean cc_payload_is_contact(const char *payload) {
  return starts(payload, "BEGIN:VCARD") || starts(payload, "MECARD:") ||
         starts(payload, "BIZCARD:");
}

gboolean cc_payload_is_foreign(const char *payload) {
  gsize scheme = 0;
  while (g_ascii_isalnum(payload[scheme]) || strchr("+-.", payload[scheme] ? payload[scheme] : ' '))
    scheme++;
  gboolean named = g_ascii_isalpha(*payload) && scheme >= SCHEME_MIN && scheme <= SCHEME_MAX;
  return named && payload[scheme] == ':' && payload[scheme + 1] && payload[scheme + 1] != ' ';
}

gboolean cc_payload_read(CardcatContact *contact, const char *payload, const char *region) {
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
  else if (starts(payload, "SMSTO:") || starts(payload, "sms:")) {
    const char *number = strchr(payload, ':') + 1;
    g_autofree char *alone = g_strndup(number, strcspn(number, ":?"));
    add_phone(contact, alone, "CELL", region);
  } else if (starts(payload, "http://") || starts(payload, "https://") || starts(payload, "www."))
    add_text(contact->urls, payload);
  else
    return FALSE;
  complete_name(&contact->name);
  cc_payload_check(contact);
  return TRUE;
}

const char *cc_payload_hidden(const char *payload) {
  const char *what = cc_hidden(payload);
  if (what || !strstr(payload, "QUOTED-PRINTABLE")) return what;
  g_autofree char *bytes = unquote_bytes(payload);
  g_autofree char *text = g_utf8_make_valid(bytes, -1);
  return cc_hidden(text);
}
