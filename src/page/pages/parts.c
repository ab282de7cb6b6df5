/* Small parts of pages: buttons, ways back, days in words. */
#include "page/pages/pages.h"

#include <string.h>

/* Events that are offered while one is typed. */
#define EVENTS_MAX 200

void cc_button_link(CcHtml *html, const char *path, const char *icon, const char *label,
                    const char *class_name) {
  cc_html_open(html, "a", "href", path, "class", class_name, NULL);
  cc_icon_write(html, icon);
  cc_html_text(html, label);
  cc_html_close(html);
}

void cc_button_write(CcHtml *html, const char *icon, const char *label, const char *class_name) {
  cc_html_open(html, "button", "type", "submit", "class", class_name, NULL);
  if (icon) cc_icon_write(html, icon);
  cc_html_text(html, label);
  cc_html_close(html);
}

void cc_back_write(CcHtml *html, const char *path, const char *label) {
  cc_html_open(html, "p", "class", "back", NULL);
  cc_html_element(html, "a", label, "href", path, NULL);
  cc_html_close(html);
}

void cc_script_write(CcHtml *html, const char *name) {
  g_autofree char *path = cc_asset_path(name);
  cc_html_element(html, "script", NULL, "src", path, "defer", "", NULL);
}

char *cc_day_say(const char *day) {
  static const char *const months[] = {"January",   "February", "March",    "April",
                                       "May",       "June",     "July",     "August",
                                       "September", "October",  "November", "December"};
  g_auto(GStrv) parts = g_strsplit(day, "-", 3);
  guint64 month = 0, number = 0;
  if (g_strv_length(parts) != 3 || !g_ascii_string_to_unsigned(parts[1], 10, 1, 12, &month, NULL) ||
      strlen(parts[2]) < 2)
    return g_strdup(day);
  parts[2][2] = '\0';
  if (!g_ascii_string_to_unsigned(parts[2], 10, 1, 31, &number, NULL)) return g_strdup(day);
  return g_strdup_printf("%u %s %s", (guint)number, months[month - 1], parts[0]);
}

void cc_labelled_write(CcHtml *html, const char *label, const char *name, const char *type,
                       const char *value) {
  cc_html_open(html, "label", "class", "labelled", NULL);
  cc_html_element(html, "span", label, NULL);
  if (g_str_equal(type, "textarea"))
    cc_html_element(html, "textarea", value, "name", name, "rows", "3", "dir", "auto", NULL);
  else
    cc_html_void(html, "input", "name", name, "type", type, "value", value ? value : "", "dir",
                 "auto", "list", g_str_equal(name, "event") ? CC_EVENTS_LIST : NULL, NULL);
  cc_html_close(html);
}

void cc_events_write(CcHtml *html, CardcatStore *store) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) events = cardcat_store_events(store, &error);
  if (error) g_debug("%s", error->message); /* it is typed to its end */
  cc_html_open(html, "datalist", "id", CC_EVENTS_LIST, NULL);
  for (guint i = 0; events && i < MIN(events->len, EVENTS_MAX); i++)
    cc_html_void(html, "option", "value", ((const CardcatEvent *)events->pdata[i])->name, NULL);
  cc_html_close(html);
}

/* ---- mornings -------------------------------------------------------------------------------- */

CardcatMorning cc_morning_now(void) {
  g_autoptr(CardcatSettings) settings = cardcat_settings_load(NULL);
  return (CardcatMorning){.now = g_get_real_time() / G_USEC_PER_SEC,
                          .minute = settings ? settings->minute : 8 * 60};
}

#define DAYS_MAX 366

char *cc_morning_asked(const CcRequest *request, char **day) {
  const CardcatMorning morning = cc_morning_now();
  gint64 days = CLAMP(cc_request_field_id(request, "days"), 1, DAYS_MAX), when = 0;
  if (!cardcat_morning_after(&morning, NULL, (int)days, &when)) when = morning.now;
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(when);
  g_autofree char *is = cardcat_morning_day(&morning, when);
  *day = cc_day_say(is);
  return g_date_time_format(time, "%Y-%m-%dT%H:%M:%SZ");
}
