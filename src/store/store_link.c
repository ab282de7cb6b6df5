/* One link: from a contact to another, or to a name alone. */
#include "store/store.h"

static const char *const kinds[] = {
    [CARDCAT_LINK_KNOWS] = "knows", [CARDCAT_LINK_INTRODUCED_BY] = "introduced by"};

const char *cardcat_link_kind_name(CardcatLinkKind kind) {
  return kinds[kind];
}

gboolean cardcat_link_kind_parse(const char *name, CardcatLinkKind *kind) {
  g_autofree char *plain = g_strdelimit(g_strdup(name), "-", ' ');
  for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
    if (g_str_equal(plain, kinds[i])) {
      *kind = (CardcatLinkKind)i;
      return TRUE;
    }
  return FALSE;
}

CardcatLink *cardcat_link_new(CardcatLinkKind kind, const char *uid, const char *name) {
  CardcatLink *link = g_new0(CardcatLink, 1);
  link->kind = kind;
  link->uid = g_strdup(uid);
  link->name = g_strdup(name);
  return link;
}

CardcatLink *cardcat_link_copy(const CardcatLink *link) {
  CardcatLink *copy = cardcat_link_new(link->kind, link->uid, link->name);
  copy->theirs = link->theirs;
  copy->contact = link->contact;
  return copy;
}

void cardcat_link_free(CardcatLink *link) {
  if (!link) return;
  g_free(link->uid);
  g_free(link->name);
  g_free(link);
}

char *cardcat_link_say(const CardcatLink *link) {
  const char *verb = link->kind == CARDCAT_LINK_KNOWS ? "knows"
                     : link->theirs                   ? "introduced"
                                                      : "introduced by";
  return g_strdup_printf("%s %s", verb, link->name);
}
