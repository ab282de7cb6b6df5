/* A letter that asks somebody for an introduction. */
#include "followup/followup.h"

#include "contact/contact.h"

/* Whom the one who is asked knows, of the chain; NULL: whoever is wanted, or nobody plainly. */
static const char *known_of(const CardcatIntroduction *introduction, const char *wanted) {
  static const char *const near[] = {"knows", "introduced", "introduced by", "firm", NULL};
  const CardcatStep *step = introduction->steps->len > 0 ? introduction->steps->pdata[0] : NULL;
  if (!step || !g_strv_contains(near, step->tie)) return NULL;
  g_autofree char *a = cc_text_fold(step->name), *b = cc_text_fold(wanted);
  return g_str_equal(a, b) ? NULL : step->name;
}

/* The same for one person and one wish, so that nobody is asked twice by mistake. */
static char *name_of(const CardcatEntry *entry, const char *wanted) {
  g_autofree char *folded = cc_text_fold(wanted);
  g_autofree char *both = g_strconcat(entry->uid, "\n", folded, NULL);
  g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, both, -1);
  return g_strdup_printf("cardcat.ask.%.24s", sum);
}

static void put(CcLetterValues *values, CcLetterValue value, const char *text) {
  g_autofree char *clean = cc_text_clean(text ? text : "", -1, CC_TEXT_MAX);
  if (*clean) values->is[value] = g_steal_pointer(&clean);
}

static void fill(CcLetterValues *values, const CardcatEntry *entry,
                 const CardcatIntroduction *introduction, const char *wanted, const char *language,
                 const char *me) {
  g_autoptr(CardcatMeeting) none = cardcat_meeting_new();
  cc_letter_values_fill(values, entry->contact, none, NULL, NULL, language, me);
  put(values, CC_LETTER_WANTED, wanted);
  put(values, CC_LETTER_KNOWN, known_of(introduction, wanted));
}

CardcatDraft *cardcat_ask_write(const CardcatEntry *entry, const CardcatIntroduction *introduction,
                                const char *wanted, const CardcatMorning *morning,
                                const CardcatDraftOptions *options, GError **error) {
  g_autofree char *to = cc_letter_address(entry->contact);
  const char *language =
      cc_letter_choose_language(entry->contact, to, introduction->name, options, error);
  if (!language) return NULL;
  g_autofree char *own = cc_templates_own(options), *name = name_of(entry, wanted);
  g_autoptr(CcTemplate) template =
      cc_templates_for(own, options->models_dir, "introduction", language, error);
  if (!template) return NULL;
  g_auto(CcLetterValues) values = {{NULL}};
  fill(&values, entry, introduction, wanted, language, options->name);
  return cc_letter_draft(template, &values, &(CcLetterFor){to, language, name}, morning, options,
                         error);
}
