/* A contact made ready to be compared: folded and keyed once. */
#include "contact/profile.h"

#include <string.h>

static void clear_mail(gpointer data) {
  CcMailKey *mail = data;
  g_free(mail->key);
  g_free(mail->mailbox);
  g_free(mail->host);
}

void cc_profile_free(CcProfile *profile) {
  if (!profile) return;
  g_strfreev(profile->words);
  g_free(profile->generation);
  g_array_unref(profile->mails);
  g_array_unref(profile->dials);
  g_ptr_array_unref(profile->phones);
  g_ptr_array_unref(profile->hosts);
  g_ptr_array_unref(profile->pages);
  g_free(profile->firm);
  g_free(profile);
}

/* Father and son have one name but for this. */
static char *generation_of(const CardcatName *name) {
  static const char *const known[] = {"jr", "junior", "sr",  "senior", "ii",  "iii",
                                      "iv", "jun",    "sen", "fils",   "pere"};
  g_autofree char *text = g_strjoin(" ", name->suffix ? name->suffix : "", name->full, NULL);
  g_auto(GStrv) words = cc_text_fold_words(text);
  for (char **w = words; *w; w++)
    for (guint i = 0; i < G_N_ELEMENTS(known); i++)
      if (g_str_equal(*w, known[i])) return g_strndup(*w, 2);
  return NULL;
}

/* A mailbox made of the name ("a.beck", "adab") is nobody else's. */
static gboolean is_made_of(const char *mailbox, char **words) {
  for (char **w = words; *w; w++)
    if (strlen(*w) >= 3 && strstr(mailbox, *w)) return TRUE;
  return FALSE;
}

static void add_once(GPtrArray *list, const char *text) {
  if (text && !g_ptr_array_find_with_equal_func(list, text, g_str_equal, NULL))
    g_ptr_array_add(list, g_strdup(text));
}

static void add_mails(CcProfile *profile, const CardcatContact *contact) {
  for (guint i = 0; i < contact->emails->len; i++) {
    const char *email = contact->emails->pdata[i];
    g_autofree char *box = g_strndup(email, strcspn(email, "@"));
    CcMailKey mail = {cc_email_key(email), cc_text_fold(box), cc_firm_host(email),
                      cc_email_is_role(email), FALSE};
    mail.named = !mail.role && is_made_of(mail.mailbox, profile->words);
    add_once(profile->hosts, mail.host);
    g_array_append_val(profile->mails, mail);
  }
}

/* A fax machine serves a floor: it says nothing. */
static void add_phones(CcProfile *profile, const CardcatContact *contact) {
  for (guint i = 0; i < contact->phones->len; i++) {
    const CardcatPhone *phone = contact->phones->pdata[i];
    if (phone->type == CARDCAT_PHONE_FAX || !(phone->value || phone->e164)) continue;
    g_ptr_array_add(profile->phones, cardcat_phone_copy(phone));
    CcDialKey dial = {profile->phones->pdata[profile->phones->len - 1],
                      cc_phone_is_personal(phone)};
    g_array_append_val(profile->dials, dial);
  }
}

/* A page on a network that names a profile, not the network alone. */
static void add_urls(CcProfile *profile, const CardcatContact *contact) {
  for (guint i = 0; i < contact->urls->len; i++) {
    g_autofree char *host = cc_firm_host(contact->urls->pdata[i]);
    g_autofree char *key = cc_url_key(contact->urls->pdata[i]);
    if (host)
      add_once(profile->hosts, host);
    else if (strchr(key, '/'))
      add_once(profile->pages, key);
  }
}

CcProfile *cc_profile_new(const CardcatContact *contact) {
  CcProfile *profile = g_new0(CcProfile, 1);
  profile->named = contact->name.full != NULL;
  profile->words = cc_name_words(&contact->name);
  profile->generation = generation_of(&contact->name);
  profile->mails = g_array_new(FALSE, FALSE, sizeof(CcMailKey));
  g_array_set_clear_func(profile->mails, clear_mail);
  profile->dials = g_array_new(FALSE, FALSE, sizeof(CcDialKey));
  profile->phones = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_phone_free);
  profile->hosts = g_ptr_array_new_with_free_func(g_free);
  profile->pages = g_ptr_array_new_with_free_func(g_free);
  profile->firm = cc_firm_key(contact->organization);
  add_mails(profile, contact);
  add_phones(profile, contact);
  add_urls(profile, contact);
  return profile;
}
