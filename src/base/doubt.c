/* Why values are not sure, in words for programs and for people. */
#include "base/base.h"

static const struct {
  const char *name, *sentence;
} doubts[] = {
    [CARDCAT_DOUBT_NONE] = {"none", NULL},
    [CARDCAT_DOUBT_CODE] = {"code-differs", "the code and the print differ"},
    [CARDCAT_DOUBT_LOOK_ALIKE] = {"look-alike", "may be mistaken for another"},
    [CARDCAT_DOUBT_DOMAIN] = {"no-such-domain", "no such domain"},
    [CARDCAT_DOUBT_CUT] = {"cut-off", "may go on where the photo ends"},
    [CARDCAT_DOUBT_READINGS] = {"readings-differ", "two readings differ"},
    [CARDCAT_DOUBT_BLURRED] = {"blurred", "blurred"},
    [CARDCAT_DOUBT_OTHER_FIELD] = {"other-field", "may be something else"},
    [CARDCAT_DOUBT_FORM] = {"form", "may not belong here"},
    [CARDCAT_DOUBT_MENDED] = {"mended", "not spelled as it was read"},
    [CARDCAT_DOUBT_LEFT_OVER] = {"left-over", "other print on the card was not used"},
    [CARDCAT_DOUBT_LACKING] = {"lacking", "something on the card may not have been read"},
    [CARDCAT_DOUBT_ALONE] = {"not-proved", "not proved by anything else"},
};

const char *cardcat_doubt_name(CardcatDoubt doubt) {
  g_return_val_if_fail((guint)doubt < G_N_ELEMENTS(doubts), "none");
  return doubts[doubt].name;
}

const char *cardcat_doubt_sentence(CardcatDoubt doubt) {
  g_return_val_if_fail((guint)doubt < G_N_ELEMENTS(doubts), NULL);
  return doubts[doubt].sentence;
}

gboolean cardcat_doubt_parse(const char *name, CardcatDoubt *doubt) {
  for (guint i = 0; i < G_N_ELEMENTS(doubts); i++)
    if (g_strcmp0(name, doubts[i].name) == 0) {
      *doubt = (CardcatDoubt)i;
      return TRUE;
    }
  return FALSE;
}
