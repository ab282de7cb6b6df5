/* Mailboxes as people and mail programs write them: RFC 5322, section 3.4, and what is near it. */
#include "fields/grammar/grammar.h"

#include <string.h>

#define MAILBOXES_MAX 100 /* of one text */

void cc_mailbox_free(CcMailbox *mailbox) {
  if (!mailbox) return;
  g_free(mailbox->name);
  g_free(mailbox->address);
  g_free(mailbox);
}

/* The end of the mailbox that begins at P: a comma before its address is one of the name. */
static const char *mailbox_end(const char *p) {
  char inside = '\0';
  gboolean has_address = FALSE;
  for (; *p; p++) {
    has_address = has_address || (*p == '@' && inside != '"');
    if (inside == '"' && *p == '\\' && p[1])
      p++;
    else if (inside)
      inside = *p == inside ? '\0' : inside;
    else if (strchr("\"<(", *p))
      inside = *p == '<' ? '>' : *p == '(' ? ')' : '"';
    else if (has_address && strchr(",;", *p))
      break;
  }
  return p;
}

/* TEXT (taken) without the quotes around it; NULL: it is nothing, or an address again. */
static char *name_of(char *text) {
  g_autofree char *name = g_strstrip(text);
  gsize length = strlen(name);
  if (length >= 2 && *name == name[length - 1] && strchr("\"'", *name)) {
    g_autofree char *quoted = name;
    name = g_strcompress(quoted + 1);
    name[strlen(name) - 1] = '\0';
    g_strstrip(name);
  }
  return *name && !strchr(name, '@') ? g_steal_pointer(&name) : NULL;
}

static char *address_of(char *text) {
  static const char scheme[] = "mailto:";
  g_autofree char *whole = g_strstrip(text);
  gsize from = g_ascii_strncasecmp(whole, scheme, sizeof scheme - 1) == 0 ? sizeof scheme - 1 : 0;
  return g_strdup(whole + from);
}

/* "Ada Beck <a@b.example>", "a@b.example (Ada Beck)" or the address alone; NULL: nothing of these.
 */
static CcMailbox *mailbox_of(const char *start, const char *end) {
  g_autofree char *text = g_strstrip(g_strndup(start, (gsize)(end - start)));
  gsize length = strlen(text);
  char *open = length == 0               ? NULL
               : text[length - 1] == '>' ? strrchr(text, '<')
               : text[length - 1] == ')' ? strchr(text, '(')
                                         : NULL;
  g_autoptr(CcMailbox) out = g_new0(CcMailbox, 1);
  if (!open) {
    out->address = address_of(g_strdup(text));
  } else {
    char *before = g_strndup(text, (gsize)(open - text));
    char *within = g_strndup(open + 1, length - (gsize)(open - text) - 2);
    out->name = name_of(*open == '<' ? before : within);
    out->address = address_of(*open == '<' ? within : before);
  }
  return cc_payload_is_value(CARDCAT_FIELD_EMAILS, out->address) ? g_steal_pointer(&out) : NULL;
}

GPtrArray *cc_mailboxes(const char *text) {
  g_autoptr(GPtrArray) out = g_ptr_array_new_with_free_func((GDestroyNotify)cc_mailbox_free);
  for (const char *p = text; *p && out->len < MAILBOXES_MAX;) {
    const char *end = mailbox_end(p);
    CcMailbox *mailbox = mailbox_of(p, end);
    if (!mailbox) return NULL;
    g_ptr_array_add(out, mailbox);
    p = end + strspn(end, ",; ");
  }
  return g_steal_pointer(&out);
}
