/* Export: contacts as a file that other programs read. */
#include "page/pages/pages.h"

#include <string.h>

/* Each address is a file of its own name. */
static const struct {
  const char *file, *format, *type, *label;
} files[] = {
    {"contacts.vcf", "vcard", "text/vcard; charset=utf-8", "vCard"},
    {"contacts.csv", "excel", "text/csv; charset=utf-8", "CSV for a spreadsheet"},
    {"google.csv", "google", "text/csv; charset=utf-8", "CSV for Google"},
    {"outlook.csv", "outlook", "text/csv; charset=utf-8", "CSV for Outlook"},
};

typedef struct {
  GString *out;
  CardcatFormat format;
} Writing;

static gboolean write_person(const CardcatEntry *entry, gpointer data, GError **error) {
  (void)error;
  const Writing *writing = data;
  g_autofree char *person = cardcat_format_export(entry, writing->format, NULL);
  g_string_append(writing->out, person);
  return TRUE;
}

static const char *text_or_null(const char *text) {
  return text && *text ? text : NULL;
}

static gboolean get_file(CcSite *site, const CcRequest *request, CcAnswer *answer, GError **error) {
  CardcatFormat format = CARDCAT_FORMAT_VCARD;
  for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
    if (!g_str_equal(request->name, files[i].file) ||
        !cardcat_format_parse(files[i].format, &format))
      continue;
    const CardcatFilter filter = {.words = text_or_null(cc_request_query(request, "q")),
                                  .event = text_or_null(cc_request_query(request, "event")),
                                  .group = text_or_null(cc_request_query(request, "group"))};
    g_autofree char *header = cardcat_format_header(format);
    Writing writing = {g_string_new(header), format};
    gboolean well = cardcat_store_each(site->store, &filter, write_person, &writing, error);
    answer->type = files[i].type;
    answer->file = files[i].file;
    answer->body = g_string_free_to_bytes(writing.out);
    if (!well) return FALSE;
    return TRUE;
  }
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND, "there is no file %s here",
              request->name);
  return FALSE;
}

void cc_export_links_write(CcHtml *html, const char *kind, const char *name) {
  g_autofree char *query = g_uri_escape_string(name, NULL, FALSE);
  cc_html_open(html, "p", "class", "quiet small", NULL);
  cc_html_text(html, "Export them: ");
  for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
    g_autofree char *path = g_strdup_printf("/export/%s?%s=%s", files[i].file, kind, query);
    if (i > 0) cc_html_text(html, " · ");
    cc_html_element(html, "a", files[i].file, "href", path, "download", files[i].file, NULL);
  }
  cc_html_close(html);
}

/* ---- what to choose from -----------------------------------------------------------------------
 */

static void write_events(CcHtml *html, const GPtrArray *events) {
  cc_html_open(html, "label", "class", "labelled", NULL);
  cc_html_element(html, "span", "Event", NULL);
  cc_html_open(html, "select", "name", "event", NULL);
  cc_html_element(html, "option", "Every event", "value", "", NULL);
  for (guint i = 0; i < events->len; i++) {
    const CardcatEvent *event = events->pdata[i];
    cc_html_open(html, "option", "value", event->name, NULL);
    cc_html_textf(html, "%s (%" G_GINT64_FORMAT ")", event->name, event->people);
    cc_html_close(html);
  }
  cc_html_close(html);
  cc_html_close(html);
}

void cc_export_write(CcHtml *html, const GPtrArray *events, const char *words) {
  CardcatFormat format = CARDCAT_FORMAT_VCARD;
  cc_html_open(html, "form", "method", "get", "action", "/export/contacts.vcf", "class", "export",
               NULL);
  cc_labelled_write(html, "Only contacts with these words (empty: everybody)", "q", "search",
                    words);
  if (events->len > 0) write_events(html, events);
  cc_html_open(html, "div", "class", "acts", NULL);
  for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
    if (!cardcat_format_parse(files[i].format, &format)) continue;
    g_autofree char *path = g_strconcat("/export/", files[i].file, NULL);
    cc_html_open(html, "button", "type", "submit", "formaction", path, "class",
                 i == 0 ? "soft" : NULL, NULL);
    if (i == 0) cc_icon_write(html, "export");
    cc_html_text(html, files[i].label);
    cc_html_close(html);
  }
  cc_html_close(html);
  cc_html_close(html);
}

static gboolean get_export(CcSite *site, const CcRequest *request, CcAnswer *answer,
                           GError **error) {
  g_autoptr(GPtrArray) events = cardcat_store_events(site->store, error);
  CcHtml *html = events ? cc_layout_begin(site, request, "Export", "/contacts", error) : NULL;
  if (!html) return FALSE;
  cc_back_write(html, "/contacts", "All contacts");
  cc_html_element(html, "h1", "Export", NULL);
  cc_html_element(html, "p", "One file, made on this computer and saved where you say.", "class",
                  "quiet", NULL);
  cc_html_open(html, "section", "class", "panel narrow section", NULL);
  cc_export_write(html, events, cc_request_query(request, "q"));
  cc_html_close(html);
  cc_layout_end(site, html, answer);
  return TRUE;
}

const CcRoute cc_routes_export[] = {
    {FALSE, "/export", get_export, 0},
    {FALSE, "/export/:name", get_file, 0},
    {0},
};
