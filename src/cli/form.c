/* A contact as a text file: "field: value" on each line, lines of a longer value indented. */
#include "cli/assign.h"

#include <string.h>

/* ---- printed --------------------------------------------------------------------------------- */

static void put(GString *out, const char *name, const char *value) {
  g_auto(GStrv) lines = g_strsplit(value ? value : "", "\n", -1);
  g_autofree char *whole = g_strjoinv("\n    ", lines);
  g_string_append_printf(out, "%s:%s%s\n", name, *whole ? " " : "", whole);
}

static void put_values(GString *out, const CardcatContact *contact, CardcatField field) {
  guint count = cardcat_contact_count(contact, field);
  gboolean phones = field == CARDCAT_FIELD_PHONES, notes = field == CARDCAT_FIELD_NOTES;
  const char *name = notes ? cardcat_field_info(field)->key : cardcat_field_info(field)->name;
  for (guint i = 0; i < count; i++)
    put(out, phones ? cc_kind_of(contact, field, i).name : name,
        cardcat_contact_value(contact, field, i));
  if (count == 0) put(out, phones ? "phone-work" : name, NULL);
}

char *cc_cli_form_print(gint64 id, const CardcatContact *contact, const CardcatMeeting *meeting) {
  GString *out = g_string_new(NULL);
  g_string_append_printf(out,
                         "# Contact %" G_GINT64_FORMAT
                         ", a field on each line; save and leave the "
                         "editor to keep it.\n# A line may be there more than once: a second "
                         "e-mail, another phone-mobile, -work, -fax, -home or -other.\n\n",
                         id);
  for (guint place = 0; place < CARDCAT_FIELDS; place++)
    put_values(out, contact, cardcat_field_shown(place));
  g_autofree char *tags = cc_meeting_tags(meeting);
  g_string_append(out, "\n# How you met\n");
  put(out, "event", meeting->event);
  put(out, "met_on", meeting->met_on);
  put(out, "introduced_by", meeting->introduced_by);
  put(out, "tags", tags);
  put(out, "follow_up", meeting->followed_up ? "done" : meeting->send_follow_up ? "yes" : "no");
  put(out, "note", meeting->note);
  return g_string_free(out, FALSE);
}

/* ---- read ------------------------------------------------------------------------------------ */

typedef struct {
  CardcatContact *old, *contact; /* CONTACT: being filled */
  CardcatMeeting *meeting;
} Form;

/* Value VALUE of KIND is one of OLD's: its parts are known. */
static gboolean take_old(Form *form, const CcKind *kind, const char *value) {
  GPtrArray *list = cardcat_contact_list(form->old, kind->field);
  for (guint i = 0; i < list->len; i++) {
    CcKind it = cc_kind_of(form->old, kind->field, i);
    if (g_strcmp0(cardcat_contact_value(form->old, kind->field, i), value) != 0) continue;
    cardcat_contact_add(form->contact, kind->field, list->pdata[i]);
    if (kind->field == CARDCAT_FIELD_PHONES && it.type != kind->type) {
      GPtrArray *phones = form->contact->phones;
      ((CardcatPhone *)phones->pdata[phones->len - 1])->type = kind->type;
    }
    return TRUE;
  }
  return FALSE;
}

static gboolean take_contact(Form *form, const char *name, const char *value, gboolean *known,
                             GError **error) {
  CcKind kind;
  gboolean notes = g_str_equal(name, cardcat_field_info(CARDCAT_FIELD_NOTES)->key);
  *known = cc_kind_find(notes ? "note" : name, &kind);
  if (!*known || !*value) return TRUE;
  g_autofree char *fault = cc_cli_fault(&kind, value);
  if (fault) {
    g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, fault);
    return FALSE;
  }
  if (!cardcat_field_is_list(kind.field)) {
    const char *was = cardcat_contact_value(form->old, kind.field, 0);
    if (kind.field == CARDCAT_FIELD_NAME && g_strcmp0(was, value) == 0) {
      g_autoptr(CardcatContact) copy = cardcat_contact_copy(form->old);
      CardcatName none = form->contact->name;
      form->contact->name = copy->name;
      copy->name = none;
    } else {
      cc_field_set(form->contact, kind.field, 0, value);
    }
  } else if (!take_old(form, &kind, value)) {
    cc_field_add(form->contact, &kind, value);
  }
  return TRUE;
}

static gboolean take(Form *form, const char *name, const char *value, GError **error) {
  static const char *const met[] = {"event", "met_on", "introduced_by", "tags", "note"};
  for (guint i = 0; i < G_N_ELEMENTS(met); i++) {
    g_autofree char *assignment = g_strconcat(name, "=", value, NULL);
    if (g_str_equal(name, met[i]))
      return cc_cli_assign(form->contact, form->meeting, assignment, error);
  }
  if (g_str_equal(name, "follow_up")) {
    g_autofree char *assignment = g_strconcat("follow_up=", value, NULL);
    return g_str_equal(value, "done") ||
           cc_cli_assign(form->contact, form->meeting, assignment, error);
  }
  gboolean known = FALSE;
  if (!take_contact(form, name, value, &known, error)) return FALSE;
  if (!known)
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "there is no field '%s'", name);
  return known;
}

/* The line at *AT with those indented below it, without comments; the name before its colon is cut
 * off.  FALSE: there is no colon. */
static gboolean next_value(char **lines, guint *at, char **name, char **value) {
  const char *line = lines[*at], *colon = strchr(line, ':');
  if (!colon || g_ascii_isspace(*line)) return FALSE;
  *name = g_strstrip(g_strndup(line, (gsize)(colon - line)));
  g_autoptr(GString) text = g_string_new(colon + 1);
  for (; lines[*at + 1] && g_ascii_isspace(*lines[*at + 1]); (*at)++) {
    g_autofree char *more = g_strstrip(g_strdup(lines[*at + 1]));
    g_string_append_printf(text, "\n%s", more);
  }
  *value = g_strstrip(g_strdup(text->str));
  return TRUE;
}

static gboolean parse(Form *form, char **lines, GError **error) {
  for (guint i = 0; lines[i]; i++) {
    g_autofree char *name = NULL, *value = NULL;
    guint number = i + 1;
    if (!*lines[i] || *lines[i] == '#') continue;
    GError *why = NULL;
    gboolean well = next_value(lines, &i, &name, &value);
    if (!well)
      g_set_error(&why, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "this is not 'field: value'");
    else
      well = cc_cli_check_text(name, value, &why) && take(form, name, value, &why);
    if (well) continue;
    g_propagate_prefixed_error(error, why, "line %u: ", number);
    return FALSE;
  }
  return TRUE;
}

gboolean cc_cli_form_parse(const char *text, CardcatContact *contact, CardcatMeeting *meeting,
                           GError **error) {
  g_autoptr(CardcatContact) filled = cardcat_contact_new();
  g_autoptr(CardcatMeeting) met = cardcat_meeting_copy(meeting);
  char **texts[] = {&met->event, &met->met_on, &met->introduced_by, &met->note};
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
    g_clear_pointer(texts[i], g_free);
  g_ptr_array_set_size(met->tags, 0);
  Form form = {contact, filled, met};
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (char **line = lines; *line; line++)
    g_strchomp(*line);
  if (!parse(&form, lines, error)) return FALSE;
  CardcatContact old = *contact;
  *contact = *filled;
  *filled = old;
  CardcatMeeting before = *meeting;
  *meeting = *met;
  *met = before;
  return TRUE;
}
