/* A letter to somebody one is out of touch with. */
#include "followup/followup.h"

/* The same until one was in touch again, so that nobody is written to twice by mistake. */
static char *name_of(const CardcatTouch *touch) {
  g_autofree char *both = g_strconcat(touch->entry->uid, "\n", touch->last, NULL);
  g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, both, -1);
  return g_strdup_printf("cardcat.touch.%.24s", sum);
}

static const char *label_of(const CardcatContact *contact) {
  return contact->name.full      ? contact->name.full
         : contact->organization ? contact->organization
                                 : "the contact";
}

CardcatDraft *cardcat_touch_write(const CardcatTouch *touch, const CardcatMorning *morning,
                                  const CardcatDraftOptions *options, GError **error) {
  const CardcatContact *contact = touch->entry->contact;
  g_autofree char *to = cc_letter_address(contact);
  const char *language = cc_letter_choose_language(contact, to, label_of(contact), options, error);
  if (!language) return NULL;
  g_autofree char *own = cc_templates_own(options), *name = name_of(touch);
  g_autoptr(CcTemplate) template =
      cc_templates_for(own, options->models_dir, "touch", language, error);
  if (!template) return NULL;
  g_auto(CcLetterValues) values = {{NULL}};
  cc_letter_values_fill(&values, contact, touch->entry->meeting, NULL, NULL, language,
                        options->name);
  return cc_letter_draft(template, &values, &(CcLetterFor){to, language, name}, morning, options,
                         error);
}
