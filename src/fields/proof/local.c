/* The part of an e-mail before "@", proved by the person's name and by the firm's site. */
#include "fields/proof/proof.h"

#include <string.h>

/* More letters than these are no other word's by two that OCR takes for each other. */
#define CHANGES_MAX 2
/* A site's name of this many letters or more is no other word by chance. */
#define SITE_MIN 7
/* Shorter local parts must be met to the letter. */
#define USUAL_MIN 5
/* In longer ones any letter but the first may be another, or lost: "magus" of Magnus. */
#define MISSPELT_MIN 6

/* What a local part that spells the name adds to a score; by hand. */
#define NAME_WORTH 0.1

/* NAME as it is written where there are no umlauts: "Kröger" as "Kroeger"; owned. */
static char *without_umlauts(const CcModels *models, const char *name) {
  const GPtrArray *letters = cc_models_list(models, CC_LIST_LETTERS_AS);
  g_autofree char *small = g_utf8_strdown(name, -1);
  g_autoptr(GString) out = g_string_new(small);
  for (guint i = 0; i < letters->len; i++) {
    g_auto(GStrv) pair = g_strsplit(letters->pdata[i], " ", 2);
    if (pair[1]) g_string_replace(out, pair[0], pair[1], 0);
  }
  return g_string_free(g_steal_pointer(&out), FALSE);
}

/* The usual local parts of a name: its words whole or as initials, with and without joints. */
static void add_locals(GPtrArray *locals, const char *name) {
  g_auto(GStrv) words = g_strsplit(name, " ", -1);
  guint n = g_strv_length(words);
  if (n < 2) return;
  g_autofree char *first = cc_slug(words[0]);
  GString *last = g_string_new(NULL);
  for (guint from = n - 1; from >= 1; from--) {
    g_autofree char *slug = cc_slug(words[from]);
    g_string_prepend(last, slug);
    static const char *const joints[] = {".", "_", "-", ""};
    for (guint k = 0; *first && last->len > 0 && k < G_N_ELEMENTS(joints); k++) {
      const char *j = joints[k];
      g_ptr_array_add(locals, g_strconcat(first, j, last->str, NULL));
      g_ptr_array_add(locals, g_strdup_printf("%c%s%s", first[0], j, last->str));
      g_ptr_array_add(locals, g_strconcat(last->str, j, first, NULL));
      g_ptr_array_add(locals, g_strdup_printf("%s%s%c", last->str, j, first[0]));
    }
    g_ptr_array_add(locals, g_strdup(last->str));
  }
  g_ptr_array_add(locals, g_strdup(first));
  g_string_free(last, TRUE);
}

static void replace_local(CcValue *value, const char *local) {
  char *whole = g_strconcat(local, strchr(value->value, '@'), NULL);
  g_free(value->value);
  value->value = whole;
  value->repaired = TRUE;
}

static char *local_copy(const CcValue *value) {
  return g_strndup(value->value, strcspn(value->value, "@"));
}

static char *without_joints(const char *local) {
  GString *out = g_string_new(NULL);
  for (; *local; local++)
    if (!strchr("._-", *local)) g_string_append_c(out, *local);
  return g_string_free(out, FALSE);
}

/* "beck84": bytes of LOCAL before the digits it ends with. */
static gsize stem_length(const char *local) {
  gsize length = strlen(local);
  while (length > 0 && g_ascii_isdigit(local[length - 1]))
    length--;
  return length;
}

static gboolean is_usual(GPtrArray *locals, const char *local) {
  g_autofree char *stem = g_ascii_strdown(local, (gssize)stem_length(local));
  return g_ptr_array_find_with_equal_func(locals, stem, g_str_equal, NULL);
}

/* "Iharlow" of L. Harlow: one letter that OCR takes for another. */
static gboolean is_nearly_usual(const GPtrArray *locals, const char *local) {
  g_autofree char *stem = g_strndup(local, stem_length(local));
  for (guint i = 0; i < locals->len; i++)
    if (strlen(locals->pdata[i]) >= USUAL_MIN && cc_confusions(stem, locals->pdata[i]) <= 1)
      return TRUE;
  return FALSE;
}

/* Another alternative of VALUE that spells the name, when its own does not. */
static void choose_local(GPtrArray *locals, CcValue *value) {
  g_autofree char *own = local_copy(value);
  if (!value->rivals || is_usual(locals, own) || is_nearly_usual(locals, own)) return;
  for (guint i = 0; i < value->rivals->len; i++) {
    g_autofree char *theirs = local_copy(value->rivals->pdata[i]);
    /* "fz.el beck" for "fz.elbeck" */
    if (!is_usual(locals, theirs) || g_str_has_suffix(own, theirs)) continue;
    replace_local(value, theirs);
    return;
  }
}

/* The last word of a page's address, which begins at the byte given: "adabeck" of
 * "linkedin.com/in/adabeck". */
static gsize page_word(const char *url) {
  const char *slash = strrchr(url, '/');
  return slash && slash > url && slash[-1] != '/' ? (gsize)(slash + 1 - url) : strlen(url);
}

/* Another alternative of the URL VALUE, whose page has the person's name, when its own has not. */
static void choose_page(GPtrArray *locals, CcValue *value) {
  gsize own = page_word(value->value);
  if (!value->rivals || !value->value[own] || is_usual(locals, value->value + own)) return;
  for (guint i = 0; i < value->rivals->len; i++) {
    const char *theirs = ((const CcValue *)value->rivals->pdata[i])->value;
    gsize at = page_word(theirs);
    if (at != own || strncmp(theirs, value->value, own) != 0 || !is_usual(locals, theirs + at))
      continue;
    g_free(value->value);
    value->value = g_strdup(theirs);
    value->repaired = TRUE;
    return;
  }
}

/* "Qada.beck" where nobody's name has a q: the icon of a letter, round, before small letters. */
static gboolean is_icon_before(const char *name, const char *local) {
  if (*local != 'Q' || !g_ascii_islower(local[1])) return FALSE;
  for (const char *p = local + 1; *p; p++)
    if (g_ascii_isupper(*p)) return FALSE;
  return !strpbrk(name, "qQ");
}

/* "c.ada_beck": the label "e." before a local part that is the whole name.  "Ea.beck": the label
 * "E". */
static void drop_label(GPtrArray *locals, const char *name, CcValue *value) {
  g_autofree char *own = local_copy(value), *whole = cc_slug(name);
  if (is_icon_before(name, own)) {
    replace_local(value, own + 1);
    return;
  }
  if (*own == 'E' && g_ascii_islower(own[1]) && !is_usual(locals, own) &&
      is_usual(locals, own + 1)) {
    replace_local(value, own + 1);
    return;
  }
  if (!*own || own[1] != '.' || is_usual(locals, own) || !is_usual(locals, own + 2)) return;
  g_autofree char *letters = without_joints(own + 2);
  if (stem_length(letters) >= strlen(whole)) replace_local(value, own + 2);
}

static guint count_joints(const char *local) {
  guint count = 0;
  for (; *local; local++)
    count += strchr("._-", *local) != NULL;
  return count;
}

/* One letter of USUAL is another in LOCAL, or lost.  One more may be a second initial, another
 * first one a pet name's. */
static gboolean is_letter_off(const char *local, const char *usual) {
  /* "amarti" of A. Martin: mailboxes are cut after some letters. */
  if (g_str_has_prefix(usual, local)) return FALSE;
  return strlen(usual) >= MISSPELT_MIN && strlen(local) <= strlen(usual) && *local == *usual &&
         count_joints(local) == count_joints(usual) && cc_one_edit(local, usual);
}

/* A usual local part that OCR may have made VALUE's of. */
static void mend_local(const GPtrArray *locals, CcValue *value) {
  g_autofree char *local = local_copy(value);
  gsize length = stem_length(local);
  g_autofree char *digits = g_strdup(local + length);
  local[length] = '\0';
  const char *best = NULL;
  guint least = CHANGES_MAX + 1;
  for (guint i = 0; i < locals->len && least > 0; i++) {
    guint changes = cc_confusions(local, locals->pdata[i]);
    if (strlen(locals->pdata[i]) < USUAL_MIN ? changes > 0 : changes >= least) continue;
    least = changes;
    best = locals->pdata[i];
  }
  for (guint i = 0; i < locals->len && !best; i++)
    if (is_letter_off(local, locals->pdata[i])) best = locals->pdata[i];
  if (best && least == 0) value->score = MIN(1, value->score + NAME_WORTH);
  if (!best || least == 0) return;
  g_autofree char *whole = g_strconcat(best, digits, NULL);
  replace_local(value, whole);
}

/* ---- joints: OCR loses them and adds none ---------------------------------------------------- */

static gboolean has_joints_together(const char *local) {
  for (; *local; local++)
    if (strchr("._-", local[0]) && local[1] && strchr("._-", local[1])) return TRUE;
  return FALSE;
}

/* "jbeck-shaw" where another alternative has "j.beck-shaw". */
static void keep_more_joints(CcValue *value, const char *own) {
  g_autofree char *letters = without_joints(own);
  for (guint i = 0; i < value->rivals->len; i++) {
    g_autofree char *theirs = local_copy(value->rivals->pdata[i]);
    g_autofree char *solid = without_joints(theirs);
    if (strcmp(letters, solid) != 0 || count_joints(theirs) != count_joints(own) + 1 ||
        has_joints_together(theirs))
      continue;
    replace_local(value, theirs);
    return;
  }
}

/* "jbeck" where another alternative has "j.bcck": the joint is put in. */
static void keep_joint(CcValue *value) {
  g_autofree char *own = local_copy(value);
  if (!value->rivals) return;
  if (strpbrk(own, "._-")) {
    keep_more_joints(value, own);
    return;
  }
  for (guint i = 0; i < value->rivals->len; i++) {
    g_autofree char *theirs = local_copy(value->rivals->pdata[i]);
    const char *joint = strpbrk(theirs, "._-");
    g_autofree char *solid = without_joints(theirs);
    gsize at = joint ? (gsize)(joint - theirs) : 0;
    if (at == 0 || at >= strlen(own) || cc_confusions(own, solid) > 1) continue;
    g_autofree char *joined = g_strdup_printf("%.*s%c%s", (int)at, own, *joint, own + at);
    replace_local(value, joined);
    return;
  }
}

/* The word before VALUE on its line, owned; START gets its first byte.  NULL: none. */
static char *word_before(const char *text, gsize at, gsize *start) {
  gsize end = at;
  while (end > 0 && (text[end - 1] == ' ' || text[end - 1] == ','))
    end--;
  *start = end;
  while (*start > 0 && g_ascii_isalpha(text[*start - 1]))
    --*start;
  return end < at && end > *start ? g_ascii_strdown(text + *start, (gssize)(end - *start)) : NULL;
}

/* The sign that an alternative of LINE has between WORD and LOCAL; a point when none has one. */
static char joint_between(const CardcatLine *line, const char *word, const char *local) {
  static const char signs[] = "_-";
  for (const char *sign = signs; *sign; sign++) {
    g_autofree char *joined = g_strdup_printf("%s%c%s", word, *sign, local);
    for (guint i = 0; i < line->alternatives->len; i++)
      if (strstr(line->alternatives->pdata[i], joined)) return *sign;
  }
  return '.';
}

/* WORD of a name is PART of a local part, or begins with it where that is an initial. */
static gboolean is_part_of(const char *part, const char *word) {
  g_autofree char *slug = cc_slug(word);
  return part[1] ? strcmp(slug, part) == 0 : *slug == *part;
}

/* Whether TEXT has words for FIRST and then for LAST, with at most one between them, of which one
 * may be an initial here. */
static gboolean are_words_of(const char *text, const char *first, const char *last) {
  g_auto(GStrv) words = g_strsplit(text, " ", -1);
  for (guint i = 0; words[i]; i++)
    for (guint k = i + 1; is_part_of(first, words[i]) && words[k] && k <= i + 2; k++)
      if (is_part_of(last, words[k])) return TRUE;
  return FALSE;
}

/* Whether another line of the card has these two words of a name: "ada beck@", "a beck@" of Ada M.
 * Beck; "beck a@".  An "e" or "m" before an address may be its label. */
static gboolean are_a_name(const CcCard *card, guint line, const char *word, const char *local) {
  g_autofree char *first = cc_slug(word), *last = cc_slug(local);
  gboolean letter = *first && !first[1];
  if (!*last || (letter && (strchr("em", *first) || !last[1]))) return FALSE;
  g_autofree char *name = g_strconcat(first, last, NULL);
  for (guint i = 0; i < card->texts->len; i++) {
    const char *text = card->texts->pdata[i];
    g_autofree char *slug = cc_slug(text);
    if (i == line) continue;
    if (!letter && last[1] && strstr(slug, name)) return TRUE;
    if (last[1] ? are_words_of(text, first, last) : are_words_of(text, last, first)) return TRUE;
  }
  return FALSE;
}

void cc_local_join_word(const CcCard *card, CcValue *value) {
  gsize start;
  g_autofree char *word = word_before(card->texts->pdata[value->line], value->start, &start);
  g_autofree char *local = local_copy(value);
  if (!word || !are_a_name(card, value->line, word, local)) return;
  char joint = joint_between(cc_card_line(card, value->line), word, local);
  g_autofree char *whole = g_strdup_printf("%s%c%s", word, joint, local);
  value->start = start;
  replace_local(value, whole);
}

/* The words of NAME that e-mails are made of, owned: honorifics and degrees are none. */
static char *words_of_name(const CardcatName *name) {
  if (!name->given || !name->family) return g_strdup(name->full);
  const char *middle = name->middle ? name->middle : "";
  return g_strconcat(name->given, *middle ? " " : "", middle, " ", name->family, NULL);
}

void cc_values_prove_name(CcCard *card, const CardcatName *person) {
  g_autoptr(GPtrArray) locals = g_ptr_array_new_with_free_func(g_free);
  g_autofree char *name = words_of_name(person);
  g_autofree char *plain = without_umlauts(card->models, name);
  add_locals(locals, name);
  add_locals(locals, plain);
  for (guint i = 0; i < card->values->len; i++) {
    CcValue *value = card->values->pdata[i];
    if (value->kind == CC_URL) choose_page(locals, value);
    if (value->kind != CC_EMAIL) continue;
    choose_local(locals, value);
    drop_label(locals, name, value);
    keep_joint(value);
    mend_local(locals, value);
    cc_local_join_word(card, value);
  }
}

/* "into@", "ofice@": nobody's name, and but for a letter a word that many firms have. */
void cc_local_mend_role(const CcModels *models, CcValue *value) {
  const GPtrArray *roles = cc_models_list(models, CC_LIST_ROLE_MENDED);
  g_autofree char *whole = local_copy(value), *local = g_ascii_strdown(whole, -1);
  if (cc_models_flags(models, local) & (CC_W_GIVEN | CC_W_FAMILY)) return;
  const char *meant = NULL;
  for (guint i = 0; i < roles->len; i++) {
    const char *role = roles->pdata[i];
    if (strcmp(local, role) == 0) return;
    gboolean lost = strlen(local) < strlen(role) && cc_one_edit(local, role);
    if (lost || cc_confusions(local, role) <= 1) meant = role;
  }
  if (meant) replace_local(value, meant);
}

void cc_local_prove_site(const CcCard *card, CcValue *value) {
  g_autofree char *local = local_copy(value);
  for (guint i = 0; i < card->domains->len; i++) {
    const char *site = card->domains->pdata[i];
    guint changes = cc_confusions(local, site);
    if (strlen(site) < SITE_MIN || changes > CHANGES_MAX) continue;
    if (changes > 0) replace_local(value, site);
    return;
  }
}
