/* A card and the contact it may be, value by value. */
#include "keys/keys.h"

#include <unistd.h>

typedef enum { KEEP, OTHER, DROP } Choice;

typedef struct {
  CcReview *r;
  guint twin;
  CardcatContact *merged; /* the contact, with what only the card says */
  GPtrArray *fields;      /* CcField* of it */
  Choice *choices;        /* one for each */
  guint at;
} Merge;

static void drop(Merge *m) {
  g_clear_pointer(&m->merged, cardcat_contact_free);
  g_clear_pointer(&m->fields, g_ptr_array_unref);
  g_clear_pointer(&m->choices, g_free);
}

static const CardcatEntry *twin_of(const Merge *m) {
  return m->r->twins->pdata[m->twin];
}

static void set_up(Merge *m) {
  drop(m);
  m->merged = cardcat_contact_copy(twin_of(m)->contact);
  cardcat_contact_merge(m->merged, m->r->contact);
  m->fields = cc_contact_fields(m->merged);
  m->choices = g_new0(Choice, m->fields->len + 1);
  m->at = 0;
}

/* What the card says instead of FIELD, a single text; NULL: nothing, or the same. */
static const char *other_of(const Merge *m, const CcField *field) {
  char **text = cardcat_contact_text(m->r->contact, field->field);
  return text && *text && !g_str_equal(*text, field->value) ? *text : NULL;
}

static gboolean is_in_book(const Merge *m, const CcField *field) {
  g_autoptr(GPtrArray) book = cc_contact_fields(twin_of(m)->contact);
  for (guint i = 0; i < book->len; i++) {
    const CcField *f = book->pdata[i];
    if (f->field == field->field && g_str_equal(f->value, field->value)) return TRUE;
  }
  return FALSE;
}

static void print_field(const Merge *m, guint i) {
  const CcField *field = m->fields->pdata[i];
  const char *other = other_of(m, field);
  const char *from = m->choices[i] == OTHER || !is_in_book(m, field) ? "card" : "book";
  g_autofree char *more =
      !other ? g_strdup("")
             : g_strdup_printf("   (%s: %s)", m->choices[i] == OTHER ? "book" : "card",
                               m->choices[i] == OTHER ? field->value : other);
  cc_review_line(
      m->r, g_strdup_printf("%s [%s] %-4s %-*s %s%s", i == m->at ? ">" : " ",
                            m->choices[i] == DROP ? " " : "x", from, CC_LABEL_COLUMNS, field->label,
                            m->choices[i] == OTHER ? other : field->value, more));
}

static void draw(const Merge *m) {
  guint room = (guint)MAX(cc_rows(STDOUT_FILENO) - 4, 1);
  guint first = m->at >= room ? m->at - room + 1 : 0;
  cc_term_clear(m->r->term);
  cc_review_line(m->r, g_strdup_printf("Merge into contact %" G_GINT64_FORMAT ", %s (%u of %u)",
                                       twin_of(m)->id, cc_card_name(twin_of(m)->contact),
                                       m->twin + 1, m->r->twins->len));
  cc_review_line(m->r, g_strdup("Marked x is kept, from the book or from the card:"));
  for (guint i = first; i < MIN(m->fields->len, first + room); i++)
    print_field(m, i);
  cc_review_line(m->r, g_strdup("Enter merge  Space change  j/k choose  n next contact  Esc back"));
}

static void change(Merge *m) {
  if (m->at >= m->fields->len) return;
  Choice *choice = &m->choices[m->at];
  *choice = *choice == KEEP && other_of(m, m->fields->pdata[m->at]) ? OTHER
            : *choice == DROP                                       ? KEEP
                                                                    : DROP;
}

/* From the end, so that the places of those that are still to be looked at stay true. */
static void apply(Merge *m) {
  for (guint i = m->fields->len; i-- > 0;) {
    const CcField *field = m->fields->pdata[i];
    if (m->choices[i] == DROP) cc_field_set(m->merged, field->field, field->index, NULL);
    if (m->choices[i] != OTHER) continue;
    if (field->field != CARDCAT_FIELD_NAME) {
      cc_field_set(m->merged, field->field, field->index, other_of(m, field));
      continue;
    }
    /* With its parts, which may have been corrected. */
    g_autoptr(CardcatContact) card = cardcat_contact_copy(m->r->contact);
    CardcatName was = m->merged->name;
    m->merged->name = card->name;
    card->name = was;
  }
}

static gboolean save(Merge *m, GError **error) {
  apply(m);
  if (!cardcat_store_merge_card(m->r->store, m->r->card->id, m->r->contact, m->r->card->meeting,
                                twin_of(m)->id, m->merged, error))
    return FALSE;
  cc_review_tell(m->r, "Merged %s.", cc_card_name(m->merged));
  return cc_review_next(m->r, error);
}

/* One key; DONE when the merge is over. */
static gboolean act(Merge *m, int key, gboolean *done, GError **error) {
  *done = key == '\n' || key == CC_KEY_ESCAPE || key == CC_KEY_END || key == 'q';
  if (key == '\n') return save(m, error);
  if (key == ' ') change(m);
  if ((key == 'j' || key == CC_KEY_DOWN) && m->at + 1 < m->fields->len) m->at++;
  if ((key == 'k' || key == CC_KEY_UP) && m->at > 0) m->at--;
  if (key == 'n') {
    m->twin = (m->twin + 1) % m->r->twins->len;
    set_up(m);
  }
  return TRUE;
}

gboolean cc_review_merge(CcReview *r, GError **error) {
  if (r->twins->len == 0) {
    cc_review_tell(r, "There is no contact like this one to merge with.");
    return TRUE;
  }
  Merge m = {.r = r};
  gboolean done = FALSE, well = TRUE;
  set_up(&m);
  while (well && !done) {
    int key;
    draw(&m);
    well = cc_term_key(r->term, &key, error) && act(&m, key, &done, error);
  }
  drop(&m);
  return well;
}
