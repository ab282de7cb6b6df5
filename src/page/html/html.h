/* page/html/: a page's HTML as it is written, and what its forms give back: pairs of name and
 * value.  It knows neither HTTP nor contacts. */
#pragma once

#include <glib.h>

/* ---- HTML (html.c) --------------------------------------------------------------------------- */

/* A document being written.  Tags and attributes' names are the program's own; texts and values
 * may be anybody's, and cannot leave the place they are put in. */
typedef struct CcHtml CcHtml;
/* With its doctype.  BASE (or NULL): what stands before each address that begins with "/". */
CcHtml *cc_html_new(const char *base);
void cc_html_free(CcHtml *html);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CcHtml, cc_html_free)

/* Attributes follow as pairs of name and value, ended by NULL; one whose value is NULL is left
 * out, so that a switch is `"checked", is_on ? "" : NULL`. */
void cc_html_open(CcHtml *html, const char *tag, ...) G_GNUC_NULL_TERMINATED;
void cc_html_close(CcHtml *html); /* the innermost that is open */
/* An element without content or end, as <input>. */
void cc_html_void(CcHtml *html, const char *tag, ...) G_GNUC_NULL_TERMINATED;
/* What a form sends unseen; VALUE NULL: empty. */
void cc_html_hidden(CcHtml *html, const char *name, const char *value);
/* A whole element with TEXT (or NULL) in it. */
void cc_html_element(CcHtml *html, const char *tag, const char *text, ...) G_GNUC_NULL_TERMINATED;
void cc_html_text(CcHtml *html, const char *text); /* NULL: nothing */
void cc_html_textf(CcHtml *html, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* Closes what is open; the bytes, owned; frees HTML. */
GBytes *cc_html_end(CcHtml *html);

/* ---- signs (icons.c) ----------------------------------------------------------------------- */

/* The small sign NAME of those in icons.c: "mail", "edit"; what it stands for is said beside it. */
void cc_icon_write(CcHtml *html, const char *name);
/* A button that sends its form and shows the icon NAME alone; LABEL says it to who cannot see. */
void cc_icon_button(CcHtml *html, const char *name, const char *label);
void cc_mark_write(CcHtml *html);

/* ---- what was typed (pairs.c) ---------------------------------------------------------------- */

#define CC_FORM_FIELDS_MAX 2000

typedef struct {
  char *name, *value; /* UTF-8, NFC, no control characters but line ends; value trimmed */
} CcPair;

/* Pairs, CcPair*, in the order they came; names may repeat; owned. */
GPtrArray *cc_pairs_new(void);
/* One pair, of LENGTH bytes or (-1) to the end; VALUE need not be clean.  CARDCAT_ERROR_USAGE when
 * there are too many. */
gboolean cc_pairs_add(GPtrArray *pairs, const char *name, const char *value, gssize length,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* All of TEXT, of application/x-www-form-urlencoded. */
gboolean cc_pairs_add_encoded(GPtrArray *pairs, const char *text, gssize length,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The first value of NAME, borrowed; NULL: none. */
const char *cc_pairs_get(const GPtrArray *pairs, const char *name);
gboolean cc_pairs_hold(const GPtrArray *pairs, const char *name, const char *value);
/* TEXT of LENGTH bytes as a value of one: cut, valid, composed, without control characters,
 * trimmed; owned. */
char *cc_pair_clean(const char *text, gssize length);
