/* How a person was met, as a form's fields. */
#include "page/form/form.h"

/* A field of the meeting; OTHER, or NULL: what another window saved there. */
static void write_labelled(CcHtml *html, const char *label, const char *name, const char *type,
                           const char *value, const char *other) {
  g_autofree char *id = g_strdup_printf("other-%s", name);
  const char *described = other ? id : NULL;
  cc_html_open(html, "label", NULL);
  cc_html_element(html, "span", label, NULL);
  if (g_str_equal(type, "textarea"))
    cc_html_element(html, "textarea", value, "name", name, "rows", "2", "aria-describedby",
                    described, NULL);
  else
    cc_html_void(html, "input", "name", name, "type", type, "value", value ? value : "",
                 "aria-describedby", described, "list",
                 g_str_equal(name, "event") ? CC_EVENTS_LIST : NULL, NULL);
  cc_html_close(html);
  cc_other_write(html, id, other);
}

/* OTHER when it is not what stands in the form; never NULL then. */
static const char *unlike(const char *ours, const char *other) {
  return g_strcmp0(ours ? ours : "", other ? other : "") == 0 ? NULL : other ? other : "";
}

static void write_switch(CcHtml *html, const CardcatMeeting *meeting, const CardcatMeeting *other) {
  gboolean differs = !meeting->send_follow_up != !other->send_follow_up;
  cc_html_open(html, "label", "class", "switch", NULL);
  cc_html_void(html, "input", "type", "checkbox", "name", "follow_up", "value", "yes", "checked",
               meeting->send_follow_up ? "" : NULL, "aria-describedby",
               differs ? "other-follow-up" : NULL, NULL);
  cc_html_element(html, "span", "Follow up", NULL);
  cc_html_close(html);
  if (differs) cc_other_write(html, "other-follow-up", other->send_follow_up ? "yes" : "no");
}

void cc_form_write_meeting(CcHtml *html, const CardcatMeeting *meeting,
                           const CardcatMeeting *other) {
  if (!other) other = meeting;
  g_autofree char *tags = cc_meeting_tags(meeting), *their_tags = cc_meeting_tags(other);
  cc_html_open(html, "fieldset", "class", "meeting", NULL);
  cc_html_element(html, "legend", "How you met", NULL);
  write_switch(html, meeting, other);
  write_labelled(html, "Event", "event", "text", meeting->event,
                 unlike(meeting->event, other->event));
  write_labelled(html, "Met on", "met_on", "date", meeting->met_on,
                 unlike(meeting->met_on, other->met_on));
  write_labelled(html, "Introduced by", "introduced_by", "text", meeting->introduced_by,
                 unlike(meeting->introduced_by, other->introduced_by));
  write_labelled(html, "Tags, separated by commas", "tags", "text", tags, unlike(tags, their_tags));
  write_labelled(html, "Note", "meeting_note", "textarea", meeting->note,
                 unlike(meeting->note, other->note));
  cc_html_close(html);
}
