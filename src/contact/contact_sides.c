/* Are two readings the two sides of one card? */
#include "contact/contact.h"

#include <string.h>

/* A firm's name or domain of fewer letters may stand in any text. */
#define TOKEN_MIN 5

typedef gboolean (*IsShared)(gconstpointer value, const CardcatContact *with);

/* How many of LIST there are that satisfy TEST against WITH. */
static guint count(const GPtrArray *list, IsShared test, const CardcatContact *with) {
  guint n = 0;
  for (guint i = 0; i < list->len; i++)
    n += test(list->pdata[i], with) ? 1 : 0;
  return n;
}

static gboolean has_email(gconstpointer email, const CardcatContact *contact) {
  g_autofree char *key = cc_email_key(email);
  for (guint i = 0; i < contact->emails->len; i++) {
    g_autofree char *other = cc_email_key(contact->emails->pdata[i]);
    if (g_str_equal(key, other)) return TRUE;
  }
  return FALSE;
}

static gboolean is_own_email(gconstpointer email, const CardcatContact *contact) {
  (void)contact;
  return !cc_email_is_role(email);
}

static gboolean has_own_email(gconstpointer email, const CardcatContact *contact) {
  return !cc_email_is_role(email) && has_email(email, contact);
}

/* A fax machine serves a floor: it says nothing of who has it. */
static gboolean is_line(gconstpointer phone, const CardcatContact *contact) {
  (void)contact;
  return ((const CardcatPhone *)phone)->type != CARDCAT_PHONE_FAX;
}

static gboolean has_line(gconstpointer phone, const CardcatContact *contact) {
  if (!is_line(phone, contact)) return FALSE;
  for (guint i = 0; i < contact->phones->len; i++)
    if (is_line(contact->phones->pdata[i], contact) &&
        cc_phone_equal(phone, contact->phones->pdata[i]))
      return TRUE;
  return FALSE;
}

static gboolean is_own_line(gconstpointer phone, const CardcatContact *contact) {
  (void)contact;
  return cc_phone_is_personal(phone);
}

static gboolean has_own_line(gconstpointer phone, const CardcatContact *contact) {
  return cc_phone_is_personal(phone) && has_line(phone, contact);
}

static gboolean has_title(gconstpointer title, const CardcatContact *contact) {
  g_autofree char *folded = cc_text_fold(title);
  for (guint i = 0; i < contact->titles->len; i++) {
    g_autofree char *other = cc_text_fold(contact->titles->pdata[i]);
    if (g_str_equal(folded, other)) return TRUE;
  }
  return FALSE;
}

static gboolean is_place(gconstpointer address, const CardcatContact *contact) {
  (void)contact;
  const CardcatAddress *place = address;
  return place->full || place->postcode;
}

/* The place is the same, however its street was read. */
static gboolean has_place(gconstpointer address, const CardcatContact *contact) {
  const CardcatAddress *place = address;
  g_autofree char *full = cc_text_fold(place->full), *postcode = cc_text_fold(place->postcode);
  for (guint i = 0; i < contact->addresses->len; i++) {
    const CardcatAddress *other = contact->addresses->pdata[i];
    g_autofree char *text = cc_text_fold(other->full), *code = cc_text_fold(other->postcode);
    if (g_str_equal(full, text) || (*code && g_str_equal(postcode, code))) return TRUE;
  }
  return FALSE;
}

/* Both have values that pass IS, and none of them is on the other. */
static gboolean disagree(const GPtrArray *a, const GPtrArray *b, const CardcatContact *with,
                         IsShared is, IsShared has) {
  return count(a, is, with) > 0 && count(b, is, with) > 0 && count(a, has, with) == 0;
}

/* ---- the firm ------------------------------------------------------------------------------- */

static void add_hosts(GPtrArray *hosts, const GPtrArray *addresses) {
  for (guint i = 0; i < addresses->len; i++) {
    char *host = cc_firm_host(addresses->pdata[i]);
    if (host) g_ptr_array_add(hosts, host);
  }
}

static GPtrArray *hosts_of(const CardcatContact *contact) {
  GPtrArray *hosts = g_ptr_array_new_with_free_func(g_free);
  add_hosts(hosts, contact->emails);
  add_hosts(hosts, contact->urls);
  return hosts;
}

/* "mail.example.org" is a part of "example.org". */
static gboolean is_within(const char *host, const char *domain) {
  gsize n = strlen(host), m = strlen(domain);
  return n >= m && g_str_has_suffix(host, domain) && (n == m || host[n - m - 1] == '.');
}

typedef enum { FIRM_UNKNOWN, FIRM_SAME, FIRM_OTHER } FirmMatch;

static FirmMatch compare_domains(const CardcatContact *a, const CardcatContact *b) {
  g_autoptr(GPtrArray) x = hosts_of(a);
  g_autoptr(GPtrArray) y = hosts_of(b);
  for (guint i = 0; i < x->len; i++)
    for (guint j = 0; j < y->len; j++)
      if (is_within(x->pdata[i], y->pdata[j]) || is_within(y->pdata[j], x->pdata[i]))
        return FIRM_SAME;
  return x->len > 0 && y->len > 0 ? FIRM_OTHER : FIRM_UNKNOWN;
}

static FirmMatch compare_organizations(const CardcatContact *a, const CardcatContact *b) {
  g_autofree char *x = cc_firm_key(a->organization), *y = cc_firm_key(b->organization);
  if (!*x || !*y) return FIRM_UNKNOWN;
  return g_str_equal(x, y) ? FIRM_SAME : FIRM_OTHER;
}

static gboolean holds_token(const char *text, const char *token) {
  return g_utf8_strlen(token, -1) >= TOKEN_MIN && strstr(text, token);
}

/* The name of A's firm, or the longest part of its domain, stands on B, whose text this is. */
static gboolean names_firm(const char *text, const CardcatContact *a) {
  g_autofree char *squeezed = cc_firm_key(text), *firm = cc_firm_key(a->organization);
  if (holds_token(squeezed, firm)) return TRUE;
  g_autoptr(GPtrArray) hosts = hosts_of(a);
  for (guint i = 0; i < hosts->len; i++) {
    g_auto(GStrv) labels = g_strsplit(hosts->pdata[i], ".", -1);
    const char *longest = "";
    for (char **l = labels; *l && l[1]; l++)
      if (strlen(*l) > strlen(longest)) longest = *l;
    g_autofree char *token = cc_firm_key(longest);
    if (holds_token(squeezed, token)) return TRUE;
  }
  return FALSE;
}

static FirmMatch compare_firms(const CardcatReading *a, const CardcatReading *b) {
  FirmMatch organization = compare_organizations(a->contact, b->contact);
  if (organization == FIRM_SAME) return FIRM_SAME;
  FirmMatch domain = compare_domains(a->contact, b->contact);
  if (domain != FIRM_UNKNOWN) return domain;
  if (organization == FIRM_OTHER) return FIRM_OTHER;
  gboolean named = names_firm(a->text ? a->text : "", b->contact) ||
                   names_firm(b->text ? b->text : "", a->contact);
  return named ? FIRM_SAME : FIRM_UNKNOWN;
}

/* ---- the sides ------------------------------------------------------------------------------ */

gboolean cc_names_person(const CardcatContact *contact, const CardcatContact *other) {
  if (!contact->name.full) return FALSE;
  g_autofree char *name = cc_firm_key(contact->name.full);
  g_autofree char *firm = cc_firm_key(other->organization);
  return !g_str_equal(name, firm);
}

/* Both sides name a person: one in two languages, or the same side twice. */
static gboolean are_one_person(const CardcatReading *a, const CardcatReading *b) {
  const CardcatContact *x = a->contact, *y = b->contact;
  CcNameMatch names = cc_name_compare(&x->name, &y->name);
  if (names == CC_NAME_DIFFERENT || names == CC_NAME_RELATED) return FALSE;
  if (disagree(x->emails, y->emails, y, is_own_email, has_own_email)) return FALSE;
  if (disagree(x->phones, y->phones, y, is_own_line, has_own_line)) return FALSE;
  if (count(x->emails, has_own_email, y) > 0 || count(x->phones, has_own_line, y) > 0) return TRUE;
  return names == CC_NAME_SAME && compare_firms(a, b) == FIRM_SAME &&
         !disagree(x->phones, y->phones, y, is_line, has_line);
}

/* Something on BACK, which names nobody, is another person's, or of another office: it may be a
 * colleague's card of which the name was not read. */
static gboolean has_anothers(const CardcatContact *back, const CardcatContact *front) {
  return count(back->emails, is_own_email, front) > count(back->emails, has_own_email, front) ||
         count(back->phones, is_own_line, front) > count(back->phones, has_own_line, front) ||
         back->titles->len > count(back->titles, has_title, front) ||
         disagree(back->phones, front->phones, front, is_line, has_line) ||
         disagree(back->addresses, front->addresses, front, is_place, has_place);
}

/* The firm's other card or another of its shops, and not the back of FRONT, which names nobody. */
static gboolean is_a_card_of_its_own(const CardcatContact *back, const CardcatContact *front) {
  return back->emails->len > count(back->emails, has_email, front) ||
         back->phones->len > count(back->phones, has_line, front);
}

static gboolean is_back_of(const CardcatReading *back, const CardcatReading *front) {
  const CardcatContact *x = back->contact, *y = front->contact;
  if (has_anothers(x, y) || (!cc_names_person(y, x) && is_a_card_of_its_own(x, y))) return FALSE;
  FirmMatch firm = compare_firms(back, front);
  return firm == FIRM_SAME || (firm == FIRM_UNKNOWN && (count(x->emails, has_email, y) > 0 ||
                                                        count(x->phones, has_line, y) > 0));
}

static guint values(const CardcatContact *c) {
  return c->titles->len + c->emails->len + c->phones->len + c->urls->len + c->addresses->len;
}

CcSides cc_reading_sides(const CardcatReading *a, const CardcatReading *b) {
  gboolean person_a = cc_names_person(a->contact, b->contact);
  gboolean person_b = cc_names_person(b->contact, a->contact);
  gboolean b_is_front = person_a && person_b   ? b->confidence > a->confidence
                        : person_a != person_b ? person_b
                                               : values(b->contact) > values(a->contact);
  gboolean sides = person_a && person_b ? are_one_person(a, b)
                   : b_is_front         ? is_back_of(a, b)
                                        : is_back_of(b, a);
  return !sides ? CC_SIDES_NONE : b_is_front ? CC_SIDES_BACK_FIRST : CC_SIDES_FRONT_FIRST;
}
