/* An answer on its way to the browser. */
#include "page/server/server.h"

#include <string.h>

void cc_answer_clear(CcAnswer *answer) {
  g_clear_pointer(&answer->body, g_bytes_unref);
  g_clear_pointer(&answer->location, g_free);
  g_clear_pointer(&answer->cookie, g_free);
}

void cc_answer_text(CcAnswer *answer, guint status, const char *text) {
  g_clear_pointer(&answer->body, g_bytes_unref);
  answer->status = status;
  answer->type = "text/plain; charset=utf-8";
  answer->body = g_bytes_new(text, strlen(text));
}
