/* Who could introduce one to somebody: the nearest chains of people from a contact of the book to
 * whoever is sought.
 *
 * A chain is looked for from its end: those who are sought first, then who is tied to these, then
 * who is tied to those, three steps at most.  A link is a tie of its own; a firm, an event, a group
 * and a tag tie all who share them, more loosely the more these are, and one such tie is all that a
 * chain may have: who met somebody who shares a tag with somebody knows nobody. */
#include "contact/contact.h"

#include <math.h>

#define STEPS_MAX 3

/* How far two are apart who have this in common, in links; set by hand so that a colleague comes
 * before somebody two links away, and a tag last. */
static const double lengths[] = {
    [CC_TIE_KNOWS] = 1,   [CC_TIE_INTRODUCED] = 1, [CC_TIE_FIRM] = 1.6,
    [CC_TIE_GROUP] = 2.2, [CC_TIE_EVENT] = 2.4,    [CC_TIE_TAG] = 2.8,
};
/* What is added for each tenfold of those who share it. */
#define LOOSER 0.4

typedef struct {
  gint64 id;
  char *name, *about;
  GArray *links; /* Link: whom it is tied to */
  GArray *hubs;  /* guint: what it shares */
  gboolean sought, named;
} Person;

typedef struct {
  guint other;
  CcTieKind kind;
  gboolean turned; /* the other is whom the tie is said of: OTHER introduced this one */
} Link;

/* What people share. */
typedef struct {
  CcTieKind kind;
  char *name;
  GArray *people; /* guint */
  double best;    /* the nearest at which it was gone through */
} Hub;

struct CcCircle {
  GPtrArray *people;  /* Person* */
  GPtrArray *hubs;    /* Hub* */
  GHashTable *by_id;  /* gint64* of a Person -> its place + 1 */
  GHashTable *by_key; /* char*, a letter for the kind and the key -> place of the hub + 1 */
};

static void person_free(Person *person) {
  g_free(person->name);
  g_free(person->about);
  g_array_unref(person->links);
  g_array_unref(person->hubs);
  g_free(person);
}

static void hub_free(Hub *hub) {
  g_free(hub->name);
  g_array_unref(hub->people);
  g_free(hub);
}

CcCircle *cc_circle_new(void) {
  CcCircle *circle = g_new0(CcCircle, 1);
  circle->people = g_ptr_array_new_with_free_func((GDestroyNotify)person_free);
  circle->hubs = g_ptr_array_new_with_free_func((GDestroyNotify)hub_free);
  circle->by_id = g_hash_table_new(g_int64_hash, g_int64_equal);
  circle->by_key = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  return circle;
}

void cc_circle_free(CcCircle *circle) {
  if (!circle) return;
  g_hash_table_unref(circle->by_id);
  g_hash_table_unref(circle->by_key);
  g_ptr_array_unref(circle->people);
  g_ptr_array_unref(circle->hubs);
  g_free(circle);
}

void cc_circle_add(CcCircle *circle, gint64 id, const char *name, const char *about) {
  Person *person = g_new0(Person, 1);
  person->id = id;
  person->name = g_strdup(name);
  person->about = g_strdup(about);
  person->links = g_array_new(FALSE, FALSE, sizeof(Link));
  person->hubs = g_array_new(FALSE, FALSE, sizeof(guint));
  g_ptr_array_add(circle->people, person);
  g_hash_table_insert(circle->by_id, &person->id, GUINT_TO_POINTER(circle->people->len));
}

/* The place of the person ID; FALSE: nobody is called so. */
static gboolean place_of(const CcCircle *circle, gint64 id, guint *place) {
  guint found = GPOINTER_TO_UINT(g_hash_table_lookup(circle->by_id, &id));
  *place = found - 1;
  return found > 0;
}

static Person *person_at(const CcCircle *circle, guint place) {
  return circle->people->pdata[place];
}

void cc_circle_link(CcCircle *circle, gint64 a, CcTieKind kind, gint64 b) {
  guint x = 0, y = 0;
  if (!place_of(circle, a, &x) || !place_of(circle, b, &y) || x == y) return;
  const Link there = {y, kind, FALSE}, back = {x, kind, TRUE};
  g_array_append_val(person_at(circle, x)->links, there);
  g_array_append_val(person_at(circle, y)->links, back);
}

void cc_circle_share(CcCircle *circle, gint64 id, CcTieKind kind, const char *key,
                     const char *name) {
  guint place = 0;
  if (!*key || !place_of(circle, id, &place)) return;
  const char kind_of[] = {(char)('a' + kind), '\0'};
  g_autofree char *whole = g_strconcat(kind_of, key, NULL);
  guint at = GPOINTER_TO_UINT(g_hash_table_lookup(circle->by_key, whole));
  if (at == 0) {
    Hub *hub = g_new0(Hub, 1);
    hub->kind = kind;
    hub->name = g_strdup(name);
    hub->people = g_array_new(FALSE, FALSE, sizeof(guint));
    g_ptr_array_add(circle->hubs, hub);
    at = circle->hubs->len;
    g_hash_table_insert(circle->by_key, g_steal_pointer(&whole), GUINT_TO_POINTER(at));
  }
  guint hub_place = at - 1;
  GArray *people = ((Hub *)circle->hubs->pdata[hub_place])->people;
  if (people->len > 0 && g_array_index(people, guint, people->len - 1) == place) return;
  g_array_append_val(people, place);
  g_array_append_val(person_at(circle, place)->hubs, hub_place);
}

void cc_circle_seek(CcCircle *circle, gint64 id, gboolean named) {
  guint place = 0;
  if (!place_of(circle, id, &place)) return;
  person_at(circle, place)->sought = TRUE;
  person_at(circle, place)->named = named;
}

/* ---- the search ------------------------------------------------------------------------------ */

/* A person reached from the end of a chain. */
typedef struct {
  guint person;
  gint from; /* the state it was reached from: the next of the chain; -1: it is the end */
  guint hub; /* of a tie that is shared */
  CcTieKind kind;
  gboolean turned;
  gboolean shares; /* a tie of the chain is shared */
  guint steps;
  double distance;
} State;

typedef struct {
  const CcCircle *circle;
  GArray *states; /* State */
  gint *best[2];  /* of each person the nearest state without and with a shared tie; -1: none */
} Search;

static State *state_at(const Search *search, gint at) {
  return &g_array_index(search->states, State, at);
}

static void reach(Search *search, const State *next) {
  gint *best = &search->best[next->shares ? 1 : 0][next->person];
  if (*best >= 0 && state_at(search, *best)->distance <= next->distance) return;
  *best = (gint)search->states->len;
  g_array_append_val(search->states, *next);
}

static void go_by_links(Search *search, gint at) {
  const State from = *state_at(search, at);
  const GArray *links = person_at(search->circle, from.person)->links;
  for (guint i = 0; i < links->len; i++) {
    const Link *link = &g_array_index(links, Link, i);
    const State next = {.person = link->other,
                        .from = at,
                        .kind = link->kind,
                        .turned = link->turned,
                        .shares = from.shares,
                        .steps = from.steps + 1,
                        .distance = from.distance + lengths[link->kind]};
    reach(search, &next);
  }
}

static void go_by_hub(Search *search, gint at, guint place) {
  const State from = *state_at(search, at);
  Hub *hub = search->circle->hubs->pdata[place];
  double distance = from.distance + lengths[hub->kind] + LOOSER * log10(hub->people->len);
  if (hub->best <= distance) return;
  hub->best = distance;
  for (guint i = 0; i < hub->people->len; i++) {
    const State next = {.person = g_array_index(hub->people, guint, i),
                        .from = at,
                        .hub = place,
                        .kind = hub->kind,
                        .shares = TRUE,
                        .steps = from.steps + 1,
                        .distance = distance};
    if (next.person != from.person) reach(search, &next);
  }
}

/* All states, step by step; those that were bettered since lead nowhere. */
static void spread(Search *search) {
  for (gint at = 0; at < (gint)search->states->len; at++) {
    const State state = *state_at(search, at);
    if (state.steps == STEPS_MAX || search->best[state.shares][state.person] != at) continue;
    go_by_links(search, at);
    const GArray *hubs = person_at(search->circle, state.person)->hubs;
    for (guint i = 0; !state.shares && i < hubs->len; i++)
      go_by_hub(search, at, g_array_index(hubs, guint, i));
  }
}

static void begin(Search *search) {
  guint count = search->circle->people->len;
  for (guint kind = 0; kind < 2; kind++) {
    search->best[kind] = g_new(gint, count + 1);
    for (guint i = 0; i < count; i++)
      search->best[kind][i] = -1;
  }
  for (guint i = 0; i < search->circle->hubs->len; i++)
    ((Hub *)search->circle->hubs->pdata[i])->best = G_MAXDOUBLE;
  for (guint i = 0; i < count; i++) {
    const State end = {.person = i, .from = -1};
    if (person_at(search->circle, i)->sought) reach(search, &end);
  }
}

/* ---- what was found -------------------------------------------------------------------------- */

void cardcat_step_free(CardcatStep *step) {
  g_free(step->tie);
  g_free(step->shared);
  g_free(step->name);
  g_free(step);
}

void cardcat_introduction_free(CardcatIntroduction *introduction) {
  if (!introduction) return;
  g_free(introduction->name);
  g_free(introduction->words);
  g_ptr_array_unref(introduction->steps);
  g_free(introduction);
}

/* What STATE's person is to the next of its chain, "introduced you to Cid Orr", owned. */
static char *say_tie(const Search *search, const State *state) {
  const Person *next = person_at(search->circle, state_at(search, state->from)->person);
  const Hub *hub =
      state->kind >= CC_TIE_FIRM ? (const Hub *)search->circle->hubs->pdata[state->hub] : NULL;
  switch (state->kind) {
    case CC_TIE_KNOWS:
      return g_strdup_printf("knows %s", next->name);
    case CC_TIE_INTRODUCED:
      return g_strdup_printf(state->turned ? "introduced you to %s" : "was introduced to you by %s",
                             next->name);
    case CC_TIE_FIRM:
      return g_strdup_printf("is at %s, as is %s", hub->name, next->name);
    case CC_TIE_GROUP:
      return g_strdup_printf("shares the group %s with %s", hub->name, next->name);
    case CC_TIE_EVENT:
      return g_strdup_printf("was at %s, as was %s", hub->name, next->name);
    default:
      return g_strdup_printf("has the tag %s, as has %s", hub->name, next->name);
  }
}

static const char *const tie_names[] = {
    [CC_TIE_KNOWS] = "knows", [CC_TIE_INTRODUCED] = "introduced", [CC_TIE_FIRM] = "firm",
    [CC_TIE_GROUP] = "group", [CC_TIE_EVENT] = "event",           [CC_TIE_TAG] = "tag",
};

static CardcatStep *step_of(const Search *search, const State *state) {
  CardcatStep *step = g_new0(CardcatStep, 1);
  const Person *next = person_at(search->circle, state_at(search, state->from)->person);
  gboolean is_back = state->kind == CC_TIE_INTRODUCED && !state->turned;
  step->tie = g_strdup(is_back ? "introduced by" : tie_names[state->kind]);
  if (state->kind >= CC_TIE_FIRM)
    step->shared = g_strdup(((const Hub *)search->circle->hubs->pdata[state->hub])->name);
  step->contact = MAX(next->id, 0);
  step->name = g_strdup(next->name);
  return step;
}

/* The chain from state AT to its end. */
static CardcatIntroduction *introduction_of(const Search *search, gint at) {
  CardcatIntroduction *out = g_new0(CardcatIntroduction, 1);
  const State *state = state_at(search, at);
  const Person *first = person_at(search->circle, state->person), *last = first;
  g_autoptr(GString) words = g_string_new(first->name);
  out->contact = first->id;
  out->name = g_strdup(first->name);
  out->distance = state->distance;
  out->steps = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_step_free);
  for (guint i = 0; state->from >= 0; i++) {
    g_autofree char *tie = say_tie(search, state);
    g_string_append_printf(words, "%s %s", i > 0 ? ", who" : "", tie);
    g_ptr_array_add(out->steps, step_of(search, state));
    state = state_at(search, state->from);
    last = person_at(search->circle, state->person);
  }
  if (last->about)
    g_string_append_printf(words, "%s is %s", out->steps->len > 0 ? ", who" : "", last->about);
  out->words = g_strdup(words->str);
  return out;
}

/* The nearest state of PERSON; -1: there is none. */
static gint nearest(const Search *search, guint person) {
  gint a = search->best[0][person], b = search->best[1][person];
  if (a < 0 || b < 0) return MAX(a, b);
  return state_at(search, a)->distance <= state_at(search, b)->distance ? a : b;
}

static int by_distance(gconstpointer a, gconstpointer b, gpointer data) {
  const Search *search = data;
  const State *x = state_at(search, *(const gint *)a), *y = state_at(search, *(const gint *)b);
  if (x->distance != y->distance) return x->distance < y->distance ? -1 : 1;
  return g_strcmp0(person_at(search->circle, x->person)->name,
                   person_at(search->circle, y->person)->name);
}

GPtrArray *cc_circle_find(CcCircle *circle, guint limit) {
  Search search = {circle, g_array_new(FALSE, FALSE, sizeof(State)), {NULL, NULL}};
  g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(gint));
  GPtrArray *out = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_introduction_free);
  begin(&search);
  spread(&search);
  for (guint i = 0; i < circle->people->len; i++) {
    const Person *person = person_at(circle, i);
    gint at = nearest(&search, i);
    /* Whoever is named is sought, and cannot introduce themselves; a name alone cannot be asked. */
    if (at >= 0 && person->id > 0 && !person->named) g_array_append_val(found, at);
  }
  g_array_sort_with_data(found, by_distance, &search);
  for (guint i = 0; i < found->len && (limit == 0 || i < limit); i++)
    g_ptr_array_add(out, introduction_of(&search, g_array_index(found, gint, i)));
  g_free(search.best[0]);
  g_free(search.best[1]);
  g_array_unref(search.states);
  return out;
}
