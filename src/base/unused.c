/* What was read and is in no field, with the reasons in words for programs and for people. */
#include "base/base.h"

static const struct {
  const char *name, *sentence;
} reasons[] = {
    [CARDCAT_UNUSED_NOISE] = {"noise", "specks or a piece of a picture, read as letters"},
    [CARDCAT_UNUSED_ORNAMENT] = {"ornament", "a bullet, an icon or a rule beside the print"},
    [CARDCAT_UNUSED_LOOSE] = {"loose", "a short word at the end, read much worse than the rest"},
    [CARDCAT_UNUSED_LABEL] = {"label", "it is the label of what is next to it"},
    [CARDCAT_UNUSED_REST] = {"rest", "part of a value that was not read whole"},
    [CARDCAT_UNUSED_UNSURE] = {"unsure", "less likely right than wrong"},
    [CARDCAT_UNUSED_DUPLICATE] = {"duplicate", "the card says it twice"},
    [CARDCAT_UNUSED_LESS_LIKELY] = {"less-likely", "less likely than what is given in its place"},
    [CARDCAT_UNUSED_FRAGMENT] = {"fragment", "not a value by itself"},
    [CARDCAT_UNUSED_NO_FIELD] = {"no-field", "nothing that a contact has a field for"},
    [CARDCAT_UNUSED_TOO_MUCH] = {"too-much", "more print than a card has"},
};

const char *cardcat_unused_reason_name(CardcatUnusedReason reason) {
  g_return_val_if_fail((guint)reason < G_N_ELEMENTS(reasons), "no-field");
  return reasons[reason].name;
}

const char *cardcat_unused_reason_sentence(CardcatUnusedReason reason) {
  g_return_val_if_fail((guint)reason < G_N_ELEMENTS(reasons), "");
  return reasons[reason].sentence;
}

gboolean cardcat_unused_reason_parse(const char *name, CardcatUnusedReason *reason) {
  for (guint i = 0; i < G_N_ELEMENTS(reasons); i++)
    if (g_strcmp0(name, reasons[i].name) == 0) {
      *reason = (CardcatUnusedReason)i;
      return TRUE;
    }
  return FALSE;
}

CardcatUnused *cardcat_unused_new(const char *text, CardcatBox box, CardcatUnusedReason reason) {
  CardcatUnused *unused = g_new0(CardcatUnused, 1);
  unused->text = g_strdup(text);
  unused->box = box;
  unused->reason = reason;
  return unused;
}

CardcatUnused *cardcat_unused_copy(const CardcatUnused *unused) {
  return cardcat_unused_new(unused->text, unused->box, unused->reason);
}

void cardcat_unused_free(CardcatUnused *unused) {
  if (!unused) return;
  g_free(unused->text);
  g_free(unused);
}
