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
  const char *language = options->language ? options->language : cc_letter_language(contact);
  g_autofree char *to = cc_letter_address(contact);
  if (!to || !cc_letter_language_is_known(language)) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                to ? "there are no letters in '%s', only in " CARDCAT_LANGUAGES
                   : "%s has no e-mail address to write to",
                to ? language : label_of(contact));
    return NULL;
  }
  g_autofree char *own = cc_templates_own(options), *name = name_of(touch);
  g_autoptr(CcTemplate) template =
      cc_templates_for(own, options->models_dir, "touch", language, error);
  if (!template) return NULL;
  g_auto(CcLetterValues) values = {{NULL}};
  g_autofree char *subject = NULL, *body = NULL;
  cc_letter_values_fill(&values, contact, touch->entry->meeting, NULL, NULL, language,
                        options->name);
  cc_template_fill(template, &values, &subject, &body);
  g_autoptr(GDateTime) written = cc_morning_time(morning, morning->now);
  const CcLetter letter = {
      values.is[CC_LETTER_NAME], to, options->name, options->email, subject, body, written};
  g_autoptr(CardcatDraft) draft = g_new0(CardcatDraft, 1);
  draft->language = g_strdup(language);
  return cc_letter_put(&letter, name, options, draft, error) ? g_steal_pointer(&draft) : NULL;
}
