/* JSON at the door. */
#include "base/base.h"

#include <string.h>

gboolean cc_json_is_plain(const char *json, int depth_max) {
  int depth = 0;
  for (const char *p = json; *p; p++) {
    if (*p == '"') {
      for (p++; *p && *p != '"'; p++)
        if (*p == '\\' && p[1]) p++;
      if (!*p) return FALSE;
    } else if (*p == '{' || *p == '[') {
      if (++depth > depth_max) return FALSE;
    } else if (*p == '}' || *p == ']') {
      depth--;
    } else if (!strchr(" \t\r\n:,+-.0123456789eEtrufalsn", *p)) {
      return FALSE;
    }
  }
  return depth == 0;
}
