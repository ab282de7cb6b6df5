/* Sentences and lines that several formats share. */
#include "output/output.h"

#include <string.h>

static char *sentence_with(const CardcatMeeting *meeting, const char *day) {
  if (!meeting->event && !day && !meeting->introduced_by) return NULL;
  GString *out = g_string_new("Met");
  if (meeting->event) g_string_append_printf(out, " at %s", meeting->event);
  if (day) g_string_append_printf(out, " on %s", day);
  if (meeting->introduced_by)
    g_string_append_printf(out, "%s introduced by %s", out->len > 3 ? "," : "",
                           meeting->introduced_by);
  return g_string_free(out, FALSE);
}

char *cc_meeting_sentence(const CardcatMeeting *meeting) {
  return sentence_with(meeting, meeting->met_on);
}

char *cc_meeting_sentence_told(const CardcatMeeting *meeting) {
  return sentence_with(meeting, cardcat_meeting_day(meeting));
}

GPtrArray *cc_entry_tags(const CardcatEntry *entry) {
  GPtrArray *all = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; entry && i < entry->meetings->len; i++) {
    const GPtrArray *tags = ((const CardcatMeeting *)entry->meetings->pdata[i])->tags;
    for (guint j = 0; j < tags->len; j++)
      if (!g_ptr_array_find_with_equal_func(all, tags->pdata[j], g_str_equal, NULL))
        g_ptr_array_add(all, g_strdup(tags->pdata[j]));
  }
  return all;
}

GPtrArray *cc_entry_labels(const CardcatEntry *entry) {
  GPtrArray *all = cc_entry_tags(entry);
  for (guint i = 0; entry && i < entry->groups->len; i++)
    if (!g_ptr_array_find_with_equal_func(all, entry->groups->pdata[i], g_str_equal, NULL))
      g_ptr_array_add(all, g_strdup(entry->groups->pdata[i]));
  return all;
}

char *cc_address_line(const CardcatAddress *address) {
  if (address->full) return g_strdup(address->full);
  const char *parts[] = {address->street, address->postcode, address->locality, address->region,
                         address->country};
  GString *out = g_string_new(NULL);
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
    if (parts[i]) g_string_append_printf(out, "%s%s", out->len > 0 ? ", " : "", parts[i]);
  return g_string_free(out, FALSE);
}

/* ---- an address whose parts have every word -------------------------------------------------- */

static gboolean is_sign(gunichar c) {
  return !g_unichar_isalnum(c) && !g_unichar_ismark(c);
}

/* WORDS of TEXT, what is no letter or digit between them; owned (g_strfreev). */
static char **words_of(const char *text) {
  g_autofree char *folded = g_utf8_casefold(text ? text : "", -1);
  GString *out = g_string_new(NULL);
  for (const char *p = folded; *p; p = g_utf8_next_char(p))
    if (is_sign(g_utf8_get_char(p)))
      g_string_append_c(out, ' ');
    else
      g_string_append_unichar(out, g_utf8_get_char(p));
  g_autofree char *plain = g_string_free(out, FALSE);
  g_auto(GStrv) raw = g_strsplit(plain, " ", -1);
  GStrvBuilder *words = g_strv_builder_new();
  for (char **w = raw; *w; w++)
    if (**w) g_strv_builder_add(words, *w);
  char **all = g_strv_builder_end(words);
  g_strv_builder_unref(words);
  return all;
}

/* Each word of a part can stand for one word of the text. */
static GPtrArray *words_in_parts(const CardcatAddress *a) {
  const char *parts[] = {a->street, a->locality, a->region, a->postcode, a->country};
  GPtrArray *all = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
    g_auto(GStrv) words = words_of(parts[i]);
    for (char **w = words; *w; w++)
      g_ptr_array_add(all, g_strdup(*w));
  }
  return all;
}

/* Takes the words of PIECE out of LEFT, all of them or, where one is missing, none. */
static gboolean take_words(GPtrArray *left, const char *piece) {
  g_auto(GStrv) words = words_of(piece);
  guint taken = 0;
  for (; words[taken]; taken++) {
    guint at = 0;
    if (!g_ptr_array_find_with_equal_func(left, words[taken], g_str_equal, &at)) break;
    g_ptr_array_remove_index(left, at);
  }
  gboolean all = !words[taken];
  for (guint i = 0; !all && i < taken; i++)
    g_ptr_array_add(left, g_strdup(words[i]));
  return all;
}

static void add_to_street(CardcatAddress *address, const char *piece) {
  char *street =
      address->street ? g_strconcat(address->street, ", ", piece, NULL) : g_strdup(piece);
  g_free(address->street);
  address->street = street;
}

/* The words of PIECE that stand nowhere, in a row; owned. */
static char *rest_of(GPtrArray *left, const char *piece) {
  g_auto(GStrv) words = g_strsplit(piece, " ", -1);
  g_autoptr(GString) out = g_string_new(NULL);
  for (char **w = words; *w; w++)
    if (!take_words(left, *w)) g_string_append_printf(out, "%s%s", out->len > 0 ? " " : "", *w);
  return g_strdup(out->str);
}

CardcatAddress *cc_address_complete(const CardcatAddress *address) {
  CardcatAddress *whole = cardcat_address_copy(address);
  if (!address->full) return whole;
  g_autoptr(GPtrArray) left = words_in_parts(address);
  g_auto(GStrv) pieces = g_strsplit(address->full, ", ", -1);
  for (guint i = 0; pieces[i]; i++) {
    if (take_words(left, pieces[i])) continue;
    g_autofree char *rest = rest_of(left, pieces[i]);
    /* Its code stands for nothing that is written. */
    gboolean country = address->country && !pieces[i + 1] && i > 0 &&
                       g_str_equal(rest, pieces[i]) && !strpbrk(rest, "0123456789") &&
                       take_words(left, address->country);
    if (country) {
      g_free(whole->country);
      whole->country = g_strdup(rest);
    } else if (*rest) {
      add_to_street(whole, rest);
    }
  }
  return whole;
}

/* NUMBER, as printed, ends in EXTENSION behind a word or sign for it: "ext. 7", "x7", "#7". */
static gboolean ends_in(const char *number, const char *extension) {
  if (!g_str_has_suffix(number, extension)) return FALSE;
  const char *p = number + strlen(number) - strlen(extension);
  while (p > number && strchr(" .:", p[-1]))
    p--;
  return p > number && (g_ascii_isalpha(p[-1]) || p[-1] == '#');
}

static char *with_extension(const char *number, const char *extension) {
  if (!number) return g_strdup("");
  return extension && !ends_in(number, extension) ? g_strdup_printf("%s ext. %s", number, extension)
                                                  : g_strdup(number);
}

char *cc_phone_printed(const CardcatPhone *phone) {
  return with_extension(phone->value ? phone->value : phone->e164, phone->extension);
}

char *cc_phone_dial(const CardcatPhone *phone) {
  return with_extension(phone->e164 ? phone->e164 : phone->value, phone->extension);
}

/* ---- links and notes ----------------------------------------------------------------------- */

char *cc_url_link(const char *url) {
  g_autofree char *clean = cc_text_clean(url, -1, CC_TEXT_MAX);
  g_autofree char *scheme = g_uri_parse_scheme(clean);
  /* "host:8080/x" is no scheme, "mailto:x" is one. */
  const char *rest = scheme ? clean + strlen(scheme) + 1 : NULL;
  gboolean has = rest && !strchr(scheme, '.') && !g_ascii_isdigit(*rest);
  g_autofree char *whole = has ? g_strdup(clean) : g_strconcat("https://", clean, NULL);
  g_auto(GStrv) words = g_strsplit(whole, " ", -1);
  return g_strjoinv("%20", words);
}

void cc_note_add(GString *note, const char *text) {
  if (text && *text) g_string_append_printf(note, "%s%s", note->len > 0 ? "\n" : "", text);
}

char *cc_note(const CcPerson *person, const char *lines) {
  GString *note = g_string_new(NULL);
  for (guint i = 0; person->entry && i < person->entry->meetings->len; i++) {
    const CardcatMeeting *meeting = person->entry->meetings->pdata[i];
    g_autofree char *met = cc_meeting_sentence(meeting);
    cc_note_add(note, met);
    cc_note_add(note, meeting->note);
  }
  cc_note_add(note, lines);
  for (guint i = 0; i < person->contact->notes->len; i++)
    cc_note_add(note, person->contact->notes->pdata[i]);
  return g_string_free(note, FALSE);
}
