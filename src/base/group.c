/* What is known of a group, let go. */
#include "base/base.h"

void cardcat_group_free(CardcatGroup *group) {
  if (!group) return;
  g_free(group->name);
  g_free(group->place);
  g_free(group->note);
  g_ptr_array_unref(group->events);
  g_free(group);
}
