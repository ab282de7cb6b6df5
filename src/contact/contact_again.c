/* A card that is read again, and what a person made of it meanwhile. */
#include "contact/contact.h"

/* ---- the reading ---------------------------------------------------------------------------- */

static void swap_text(char **a, char **b) {
  char *kept = *a;
  *a = *b;
  *b = kept;
}

static gboolean has_place(const CardcatReading *reading) {
  for (int i = 0; i < 4; i++)
    if (reading->corners[i].x != 0 || reading->corners[i].y != 0) return TRUE;
  return FALSE;
}

/* What NOW does not know of the photo that OLD, which is freed, is of. */
static void take_source(CardcatReading *now, CardcatReading *old) {
  swap_text(&now->path, &old->path);
  swap_text(&now->sha256, &old->sha256);
  swap_text(&now->taken, &old->taken);
  swap_text(&now->warning, &old->warning);
  now->card = old->card;
  now->cards = old->cards;
  now->page = old->page;
  now->pages = old->pages;
  for (int i = 0; i < 4 && !has_place(now); i++)
    now->corners[i] = old->corners[i];
  cardcat_reading_free(old);
}

CardcatReading *cc_reading_renew(CardcatReading *reading, gboolean back, CardcatReading *now) {
  CardcatReading *other = reading->back ? cc_reading_split(reading) : NULL;
  if (back && other) {
    take_source(now, other);
    return cc_reading_join(reading, now);
  }
  take_source(now, reading);
  return other ? cc_reading_join(now, other) : now;
}

/* ---- what was typed ------------------------------------------------------------------------- */

static gboolean is_text(const char *a, const char *b) {
  return g_strcmp0(a ? a : "", b ? b : "") == 0;
}

static gboolean is_name(const CardcatName *a, const CardcatName *b) {
  return is_text(a->full, b->full) && is_text(a->prefix, b->prefix) &&
         is_text(a->given, b->given) && is_text(a->middle, b->middle) &&
         is_text(a->family, b->family) && is_text(a->suffix, b->suffix);
}

static gboolean is_phone(const CardcatPhone *a, const CardcatPhone *b) {
  return a->type == b->type && is_text(a->value, b->value) && is_text(a->extension, b->extension);
}

static gboolean is_address(const CardcatAddress *a, const CardcatAddress *b) {
  return is_text(a->full, b->full) && is_text(a->street, b->street) &&
         is_text(a->locality, b->locality) && is_text(a->region, b->region) &&
         is_text(a->postcode, b->postcode) && is_text(a->country, b->country);
}

static gboolean is_member(CardcatField field, gconstpointer a, gconstpointer b) {
  CardcatFieldKind kind = cardcat_field_info(field)->kind;
  return kind == CARDCAT_KIND_PHONES      ? is_phone(a, b)
         : kind == CARDCAT_KIND_ADDRESSES ? is_address(a, b)
                                          : is_text(a, b);
}

static gboolean holds(CardcatField field, const GPtrArray *list, gconstpointer member) {
  for (guint i = 0; i < list->len; i++)
    if (is_member(field, list->pdata[i], member)) return TRUE;
  return FALSE;
}

/* One list of the three contacts. */
typedef struct {
  CardcatField field;
  const GPtrArray *draft, *was, *now;
} Lists;

/* The place in the draft from FROM on of the next member that was typed; its length: none. */
static guint next_typed(const Lists *l, guint from) {
  while (from < l->draft->len && holds(l->field, l->was, l->draft->pdata[from]))
    from++;
  return from;
}

/* Whether member INDEX of what is read now stands where something was typed over, and is what that
 * is read as by now. */
static gboolean is_typed_over(const Lists *l, guint index) {
  if (index >= l->was->len || holds(l->field, l->draft, l->was->pdata[index])) return FALSE;
  if (holds(l->field, l->was, l->now->pdata[index])) return FALSE;
  guint gone = 0, typed = 0;
  for (guint i = 0; i < index; i++)
    gone += holds(l->field, l->draft, l->was->pdata[i]) ? 0 : 1;
  for (guint i = next_typed(l, 0); i < l->draft->len; i = next_typed(l, i + 1))
    typed++;
  return typed > gone;
}

/* Whether member INDEX of what is read now is given. */
static gboolean is_wanted(const Lists *l, guint index) {
  gconstpointer member = l->now->pdata[index];
  if (holds(l->field, l->draft, member)) return !holds(l->field, l->was, member) ? FALSE : TRUE;
  return !holds(l->field, l->was, member) && !is_typed_over(l, index);
}

static void rebase_list(const Lists *l, CardcatContact *result) {
  for (guint i = 0; i < MAX(l->now->len, l->draft->len); i++) {
    if (i < l->draft->len && !holds(l->field, l->was, l->draft->pdata[i]))
      cardcat_contact_add(result, l->field, l->draft->pdata[i]);
    if (i < l->now->len && is_wanted(l, i)) cardcat_contact_add(result, l->field, l->now->pdata[i]);
  }
}

static void rebase_name(CardcatContact *result, const CardcatContact *from) {
  g_autoptr(CardcatContact) copy = cardcat_contact_copy(from);
  CardcatName none = result->name;
  result->name = copy->name;
  copy->name = none;
}

CardcatContact *cc_contact_rebase(const CardcatContact *draft, const CardcatContact *was,
                                  const CardcatContact *now) {
  CardcatContact *result = cardcat_contact_new();
  rebase_name(result, is_name(&draft->name, &was->name) ? now : draft);
  for (CardcatField field = 0; field < CARDCAT_FIELDS; field++) {
    const Lists lists = {field, cardcat_contact_list(draft, field),
                         cardcat_contact_list(was, field), cardcat_contact_list(now, field)};
    if (lists.draft) {
      rebase_list(&lists, result);
    } else if (field != CARDCAT_FIELD_NAME) {
      const char *typed = cardcat_contact_value(draft, field, 0);
      gboolean same = is_text(typed, cardcat_contact_value(was, field, 0));
      *cardcat_contact_text(result, field) =
          g_strdup(same ? cardcat_contact_value(now, field, 0) : typed);
    }
  }
  return result;
}
