/* The country of an address: its code alone, which most have.  countries.c is asked of others. */
#include "base/base.h"

#include <string.h>

static gboolean is_code(const char *text) {
  return g_ascii_isupper(text[0]) && g_ascii_isupper(text[1]) && !text[2];
}

static gboolean holds(const char *line, const char *word) {
  g_autofree char *x = g_utf8_casefold(line, -1), *y = g_utf8_casefold(word, -1);
  return strstr(x, y) != NULL;
}

void cc_address_settle_country(CardcatAddress *address) {
  g_autofree char *said = address->country, *line = address->full;
  gboolean is_settled = !said || is_code(said);
  address->country = is_settled ? g_steal_pointer(&said) : cardcat_region_find(said);
  address->full = is_settled || !line || holds(line, said) ? g_steal_pointer(&line)
                                                           : g_strjoin(", ", line, said, NULL);
}
