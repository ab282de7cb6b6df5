/* Small signs drawn in the colour of the print beside them, and cardcat's mark. */
#include "page/html/html.h"

static const struct {
  const char *name, *path; /* of 24 x 24; drawn as a line */
} icons[] = {
    {"add", "M12 5v14M5 12h14"},
    {"again", "M20 5v5h-5M19.5 10A8 8 0 1 0 20 14"},
    {"call",
     "M6 3h3l1.5 5-2 1.5a12 12 0 0 0 6 6l1.5-2 5 1.5v3a2 2 0 0 1-2 2A16 16 0 0 1 4 5a2 2 0 0 1 "
     "2-2z"},
    {"camera", "M3 8h4l2-3h6l2 3h4v11H3zM12 9.5a3.5 3.5 0 1 0 .01 0z"},
    {"check", "m5 12.5 4.5 4.5L19 7.5"},
    {"clock", "M12 3.5a8.5 8.5 0 1 0 .01 0zM12 7v5l3.5 2"},
    {"copy",
     "M11 9h7a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2h-7a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2zM15 9V6a2 2 0 0 "
     "0-2-2H6a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h3"},
    {"corners", "M7 2v15h15M2 7h15v15"},
    {"cross", "m6 6 12 12M18 6 6 18"},
    {"edit", "m4 20 1-4L16 5l3 3L8 19z"},
    {"export", "M12 15V4M8 8l4-4 4 4M5 13v6h14v-6"},
    {"firm", "M4 20V6l8-3v17M12 9h8v11M3 20h18M7.5 8.5v.01M7.5 12v.01M7.5 15.5v.01M16 13v.01"},
    {"flag", "M5 21V4h12l-2 4 2 4H5"},
    {"folder", "M3 6h6l2 2.5h10V19H3z"},
    {"less", "M5 12h14"},
    {"list", "M9 6h11M9 12h11M9 18h11M4.5 6v.01M4.5 12v.01M4.5 18v.01"},
    {"mail", "M5 5h14a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2zM4 7l8 6 8-6"},
    {"person", "M12 4a4 4 0 1 0 .01 0zM4.5 20a7.5 7.5 0 0 1 15 0"},
    {"photo",
     "M5 5h14a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2zM9 8.7a1.8 1.8 0 1 0 "
     ".01 0zM4 18l6-5 3.5 3 3-2.5L21 17"},
    {"quit", "M12 3v8M7 6.3a7.5 7.5 0 1 0 10 0"},
    {"remove", "M5 7h14M9.5 7V4.5h5V7M7 7l1 13h8l1-13"},
    {"same", "M4 4h12v9H4zM19 10h2v9H8v-3"},
    {"search", "M11 4.5a6.5 6.5 0 1 0 .01 0zM16 16l4.5 4.5"},
    {"spot", "M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M12 9v6M9 12h6"},
    {"turn", "M20 4v5h-5M19 9a8 8 0 1 0 1 5"},
    {"undo", "M8 5 4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11H9"},
    {"warn", "M12 4 2.8 20h18.4zM12 10v4.5M12 17.3v.2"},
};

void cc_icon_write(CcHtml *html, const char *name) {
  for (guint i = 0; i < G_N_ELEMENTS(icons); i++) {
    if (!g_str_equal(name, icons[i].name)) continue;
    cc_html_open(html, "svg", "class", "icon", "viewBox", "0 0 24 24", "aria-hidden", "true", NULL);
    cc_html_element(html, "path", NULL, "d", icons[i].path, NULL);
    cc_html_close(html);
    return;
  }
  g_critical("there is no icon %s", name);
}

/* A card with a cat's ears, whose whiskers are lines of print. */
void cc_mark_write(CcHtml *html) {
  cc_html_open(html, "svg", "class", "mark", "viewBox", "0 0 32 32", "aria-hidden", "true", NULL);
  cc_html_element(html, "path", NULL, "class", "fur", "d",
                  "M3.5 5.6c0-1.7 1.9-2.7 3.3-1.7L12 7.5h8l5.2-3.6c1.4-1 3.3 0 3.3 1.7v18.9a4 4 0 "
                  "0 1-4 4h-17a4 4 0 0 1-4-4z",
                  NULL);
  cc_html_element(html, "path", NULL, "class", "face", "d",
                  "M11.5 14.4v2.4M20.5 14.4v2.4M14.8 19.8h2.4M7 21.3h4.4M20.6 21.3H25M7 24.6h6.4"
                  "M22.6 24.6H25",
                  NULL);
  cc_html_close(html);
}

void cc_icon_button(CcHtml *html, const char *name, const char *label) {
  cc_html_open(html, "button", "type", "submit", "class", "plain square", "aria-label", label,
               NULL);
  cc_icon_write(html, name);
  cc_html_close(html);
}
