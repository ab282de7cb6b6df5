/* "FIELD=VALUE": one value of a contact, or of how its person was met, set by name. */
#include "cli/assign.h"

#include <string.h>

typedef enum { SET, ADD } How;

/* FIELD[INDEX]+=VALUE, taken apart. */
typedef struct {
  char *name, *value; /* owned; the value is NULL where nothing stands after the sign */
  gboolean has_index;
  guint index;
  How how;
} Assignment;

static void assignment_clear(Assignment *a) {
  g_free(a->name);
  g_free(a->value);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Assignment, assignment_clear)

static gboolean G_GNUC_PRINTF(2, 3) refuse(GError **error, const char *format, ...) {
  va_list args;
  va_start(args, format);
  g_autofree char *message = g_strdup_vprintf(format, args);
  va_end(args);
  g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, message);
  return FALSE;
}

/* The 1 of "emails[1]", which is cut off. */
static gboolean take_index(Assignment *a) {
  char *bracket = strchr(a->name, '[');
  guint64 index = 0;
  if (!bracket) return TRUE;
  gsize length = strlen(bracket);
  if (bracket[length - 1] != ']') return FALSE;
  bracket[length - 1] = '\0';
  if (!g_ascii_string_to_unsigned(bracket + 1, 10, 0, G_MAXUINT16, &index, NULL)) return FALSE;
  *bracket = '\0';
  a->has_index = TRUE;
  a->index = (guint)index;
  return TRUE;
}

static gboolean take_apart(const char *text, Assignment *a, GError **error) {
  const char *sign = strchr(text, '=');
  if (!sign || sign == text) return refuse(error, "'%s' is not FIELD=VALUE", text);
  a->how = sign[-1] == '+' ? ADD : SET;
  a->name = g_strndup(text, (gsize)(sign - text) - (a->how == ADD ? 1 : 0));
  g_autofree char *value = g_strstrip(g_strdup(sign + 1));
  a->value = *value ? g_steal_pointer(&value) : NULL;
  if (!take_index(a)) return refuse(error, "'%s' is not FIELD=VALUE", text);
  return a->how == SET || a->value || refuse(error, "'%s' adds nothing", text);
}

/* ---- how they were met ----------------------------------------------------------------------- */

static char **meeting_text(CardcatMeeting *meeting, const char *name) {
  return g_str_equal(name, "event")           ? &meeting->event
         : g_str_equal(name, "met_on")        ? &meeting->met_on
         : g_str_equal(name, "introduced_by") ? &meeting->introduced_by
         : g_str_equal(name, "note")          ? &meeting->note
                                              : NULL;
}

static void set_text(char **text, const char *value, How how) {
  char *now = how == ADD && *text ? g_strconcat(*text, "\n", value, NULL) : g_strdup(value);
  g_free(*text);
  *text = now;
}

static gboolean set_follow_up(CardcatMeeting *meeting, const char *value, GError **error) {
  gboolean yes = g_strcmp0(value, "yes") == 0;
  if (!yes && g_strcmp0(value, "no") != 0) return refuse(error, "follow_up is yes or no");
  meeting->send_follow_up = yes;
  if (yes) g_clear_pointer(&meeting->followed_up, g_free);
  return TRUE;
}

static void set_tags(CardcatMeeting *meeting, const char *value, How how) {
  g_autofree char *before = cc_meeting_tags(meeting);
  g_autofree char *all =
      how == ADD && *before ? g_strconcat(before, ", ", value, NULL) : g_strdup(value);
  cc_meeting_set_tags(meeting, all);
}

/* *DONE: it is a field of a meeting. */
static gboolean assign_meeting(CardcatMeeting *meeting, const Assignment *a, gboolean *done,
                               GError **error) {
  char **text = meeting_text(meeting, a->name);
  *done = TRUE;
  if (g_str_equal(a->name, "follow_up")) return set_follow_up(meeting, a->value, error);
  if (g_str_equal(a->name, "tags") || g_str_equal(a->name, "tag"))
    set_tags(meeting, a->value, a->how);
  else if (text == &meeting->met_on && !cc_cli_check_past_day("met_on", a->value, error))
    return FALSE;
  else if (text)
    set_text(text, a->value, text == &meeting->note ? a->how : SET);
  else
    *done = FALSE;
  return TRUE;
}

/* ---- the contact ----------------------------------------------------------------------------- */

static char **name_part(CardcatName *name, const char *part) {
  return g_str_equal(part, "prefix")   ? &name->prefix
         : g_str_equal(part, "given")  ? &name->given
         : g_str_equal(part, "middle") ? &name->middle
         : g_str_equal(part, "family") ? &name->family
         : g_str_equal(part, "suffix") ? &name->suffix
                                       : NULL;
}

/* The name in full is what its parts are. */
static void set_name_part(CardcatName *name, char **part, const char *value) {
  set_text(part, value, SET);
  const char *const parts[] = {name->prefix, name->given, name->middle, name->family, name->suffix};
  g_autoptr(GString) full = g_string_new(NULL);
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
    if (parts[i]) g_string_append_printf(full, "%s%s", full->len > 0 ? " " : "", parts[i]);
  g_free(name->full);
  name->full = full->len > 0 ? g_strdup(full->str) : NULL;
}

/* What NAME is: a kind of values, or all values of a FIELD (*ALL). */
static gboolean find_kind(const char *name, CcKind *kind, gboolean *all) {
  CardcatPhoneType type;
  g_autofree char *choice = cardcat_phone_type_parse(name, &type)
                                ? g_strconcat("phone-", name, NULL)
                                : g_strdup(g_str_equal(name, "phone") ? "phone-work" : name);
  *all = FALSE;
  if (!g_str_equal(name, "note") && cc_kind_find(choice, kind)) return TRUE;
  CardcatField field;
  if (!cardcat_field_find(name, -1, &field)) return FALSE;
  *kind = cc_kind_of(&(CardcatContact){0}, CARDCAT_FIELD_NAME, 0);
  kind->field = field;
  kind->type = CARDCAT_PHONE_WORK;
  *all = TRUE;
  return TRUE;
}

/* The values that NAME may mean: of numbers those of its type, unless it means all. */
static GArray *places_of(const CardcatContact *contact, const CcKind *kind, const char *name,
                         gboolean all) {
  GArray *places = g_array_new(FALSE, FALSE, sizeof(guint));
  gboolean typed = kind->field == CARDCAT_FIELD_PHONES && !all && !g_str_equal(name, "phone");
  for (guint i = 0; i < cardcat_contact_count(contact, kind->field); i++) {
    gboolean fits = !typed || ((CardcatPhone *)contact->phones->pdata[i])->type == kind->type;
    if (fits) g_array_append_val(places, i);
  }
  return places;
}

/* "email" may be each of COUNT, "emails" is all of them; "mobile" is in a list with others. */
static gboolean refuse_any(const char *name, const CcKind *kind, guint count, GError **error) {
  const char *key = cardcat_field_info(kind->field)->key;
  if (kind->field == CARDCAT_FIELD_PHONES)
    return refuse(error, "%s: there are %u; name one, as in %s[0]=..., or add one by %s+=...", name,
                  count, name, name);
  return refuse(
      error,
      "%s: there are %u; name one, as in %s[0]=..., replace them all by %s=..., or add one"
      " by %s+=...",
      name, count, key, key, name);
}

static gboolean assign_list(CardcatContact *contact, const Assignment *a, const CcKind *kind,
                            gboolean all, GError **error) {
  g_autoptr(GArray) places = places_of(contact, kind, a->name, all);
  if (all && a->how == SET && !a->has_index) {
    g_ptr_array_set_size(cardcat_contact_list(contact, kind->field), 0);
    if (a->value) cc_field_add(contact, kind, a->value);
    return TRUE;
  }
  if (a->how == ADD || (places->len == 0 && a->value && !a->has_index)) {
    cc_field_add(contact, kind, a->value);
    return TRUE;
  }
  if (a->has_index && a->index >= places->len)
    return refuse(error, "there is no %s[%u]; it has %u, counted from 0", a->name, a->index,
                  places->len);
  if (!a->has_index && places->len > 1) return refuse_any(a->name, kind, places->len, error);
  if (places->len > 0)
    cc_field_set(contact, kind->field, g_array_index(places, guint, a->index), a->value);
  return TRUE;
}

char *cc_cli_fault(const CcKind *kind, const char *value) {
  const char *objection = value ? cc_value_objection(kind, value) : NULL;
  if (!objection) return NULL;
  return g_strdup_printf("'%s' is %c%s", value, g_ascii_tolower(*objection), objection + 1);
}

static gboolean assign_contact(CardcatContact *contact, const Assignment *a, GError **error) {
  CcKind kind;
  gboolean all;
  char **part = name_part(&contact->name, a->name);
  if (part) {
    set_name_part(&contact->name, part, a->value);
    return TRUE;
  }
  if (!find_kind(a->name, &kind, &all)) {
    g_autoptr(GPtrArray) names = cc_cli_assign_names();
    const char *near = cc_cli_nearest(a->name, (const char *const *)names->pdata, names->len);
    return refuse(error, "there is no field '%s'%s%s%s", a->name, near ? "; did you mean '" : "",
                  near ? near : "", near ? "'?" : "");
  }
  g_autofree char *fault = cc_cli_fault(&kind, a->value);
  if (fault) return refuse(error, "%s: %s", a->name, fault);
  if (cardcat_field_is_list(kind.field)) return assign_list(contact, a, &kind, all, error);
  cc_field_set(contact, kind.field, 0, a->value);
  return TRUE;
}

GPtrArray *cc_cli_assign_names(void) {
  static const char *const others[] = {
      "prefix", "given", "middle",    "family", "suffix", "event", "met_on", "introduced_by",
      "note",   "tags",  "follow_up", "work",   "mobile", "fax",   "home",   "other"};
  GPtrArray *names = g_ptr_array_new();
  for (guint i = 0; i < G_N_ELEMENTS(others); i++)
    g_ptr_array_add(names, (gpointer)others[i]);
  for (CardcatField field = 0; field < CARDCAT_FIELDS; field++) {
    g_ptr_array_add(names, (gpointer)cardcat_field_info(field)->key);
    if (field != CARDCAT_FIELD_NOTES)
      g_ptr_array_add(names, (gpointer)cardcat_field_info(field)->name);
  }
  return names;
}

gboolean cc_cli_assign(CardcatContact *contact, CardcatMeeting *meeting, const char *text,
                       GError **error) {
  g_auto(Assignment) a = {0};
  gboolean done = FALSE;
  if (!cc_cli_check_text("--set", text, error) || !take_apart(text, &a, error) ||
      !assign_meeting(meeting, &a, &done, error))
    return FALSE;
  return done || assign_contact(contact, &a, error);
}
