/* A letter for one meeting, put where a mail program finds it. */
#include "followup/followup.h"

void cardcat_draft_free(CardcatDraft *draft) {
  if (!draft) return;
  g_free(draft->place);
  g_free(draft->language);
  g_free(draft);
}

/* The same for one meeting for ever: whatever ended before the book knew of the draft, the next run
 * finds it.  A uid may be another program's, of any letters. */
char *cc_follow_up_name(const CardcatFollowUp *follow_up) {
  g_autofree char *sum =
      g_compute_checksum_for_string(G_CHECKSUM_SHA256, follow_up->entry->uid, -1);
  return g_strdup_printf("cardcat.%.16s.%" G_GINT64_FORMAT, sum, follow_up->meeting->id);
}

static gboolean put_letter(const CcLetter *letter, const char *name,
                           const CardcatDraftOptions *options, CardcatDraft *draft,
                           GError **error) {
  if (options->kind == CARDCAT_DRAFT_LINK) {
    draft->place = cc_mailto_write(letter);
    return TRUE;
  }
  gboolean maildir = options->kind == CARDCAT_DRAFT_MAILDIR;
  g_autofree char *text = cc_mail_write(letter, !maildir, error);
  return text && cc_folder_put(options->folder, maildir ? CC_FOLDER_MAILDIR : CC_FOLDER_FILES, name,
                               text, &draft->found, &draft->place, error);
}

char *cc_templates_own(const CardcatDraftOptions *options) {
  return options->templates
             ? g_strdup(options->templates)
             : g_build_filename(g_get_user_config_dir(), "cardcat", "templates", NULL);
}

const char *cc_letter_choose_language(const CardcatContact *contact, const char *to,
                                      const char *who, const CardcatDraftOptions *options,
                                      GError **error) {
  const char *language = options->language ? options->language : cc_letter_language(contact);
  if (to && cc_letter_language_is_known(language)) return language;
  g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
              to ? "there are no letters in '%s', only in " CARDCAT_LANGUAGES
                 : "%s has no e-mail address to write to",
              to ? language : who);
  return NULL;
}

CardcatDraft *cc_letter_draft(const CcTemplate *template, const CcLetterValues *values,
                              const CcLetterFor *whom, const CardcatMorning *morning,
                              const CardcatDraftOptions *options, GError **error) {
  g_autofree char *subject = NULL, *body = NULL;
  cc_template_fill(template, values, &subject, &body);
  g_autoptr(GDateTime) written = cc_morning_time(morning, morning->now);
  const CcLetter letter = {
      values->is[CC_LETTER_NAME], whom->to, options->name, options->email, subject, body, written};
  g_autoptr(CardcatDraft) draft = g_new0(CardcatDraft, 1);
  draft->language = g_strdup(whom->language);
  return put_letter(&letter, whom->name, options, draft, error) ? g_steal_pointer(&draft) : NULL;
}

CardcatDraft *cardcat_draft_write(const CardcatFollowUp *follow_up, const CardcatMorning *morning,
                                  const CardcatDraftOptions *options, GError **error) {
  const CardcatContact *contact = follow_up->entry->contact;
  const char *to = follow_up->address;
  const char *language =
      cc_letter_choose_language(contact, to, follow_up->entry->uid, options, error);
  if (!language) return NULL;
  g_autofree char *own = cc_templates_own(options), *name = cc_follow_up_name(follow_up);
  g_autofree char *today = cardcat_morning_day(morning, morning->now);
  g_autoptr(CcTemplate) template =
      cc_templates_choose(own, options->models_dir, follow_up->meeting, language, error);
  if (!template) return NULL;
  g_auto(CcLetterValues) values = {{NULL}};
  cc_letter_values_fill(&values, contact, follow_up->meeting, follow_up->day, today, language,
                        options->name);
  return cc_letter_draft(template, &values, &(CcLetterFor){to, language, name}, morning, options,
                         error);
}

CardcatDraft *cardcat_draft_keep(CardcatStore *store, const CardcatFollowUp *follow_up,
                                 const CardcatMorning *morning, const CardcatDraftOptions *options,
                                 gint64 *decision, GError **error) {
  g_autoptr(CardcatDraft) draft = cardcat_draft_write(follow_up, morning, options, error);
  /* What stays as it is is no news. */
  if (draft && draft->found && follow_up->state == CARDCAT_FOLLOW_UP_DRAFTED)
    return g_steal_pointer(&draft);
  if (!draft || !cardcat_store_set_follow_up(store, follow_up->entry->id, follow_up->meeting->id,
                                             CARDCAT_FOLLOW_UP_DRAFTED, NULL, decision, error))
    return NULL;
  return g_steal_pointer(&draft);
}
