/* A card of another program is written anew when its contact changed: what that program says of
 * values that did not stays. */
#include "input_fixture.h"

static const char *const lines[] = {"UID:phone-7",
                                    "FN:Ada Beck",
                                    "N;SORT-AS=x:Beck;Ada;;;",
                                    "ORG;SORT-AS=y:Beck Ltd",
                                    "item1.EMAIL;TYPE=HOME:ada@home.example",
                                    "EMAIL;TYPE=WORK;X-OF=desk:ada@beck.example",
                                    "item2.TEL;TYPE=WORK;X-OF=desk:+49 30 901820",
                                    "TEL;TYPE=HOME;X-OF=home:030 901821",
                                    "ADR;TYPE=HOME:;;Am Markt 1;Berlin;;10115;Germany",
                                    "URL;TYPE=BLOG:http://ada.example/",
                                    "URL:javascript:alert(1)",
                                    "NOTE;X-OF=me:tall",
                                    "BDAY:1980-05-06",
                                    "CATEGORIES;X-OF=me:a,b",
                                    "item1.X-ABLabel:Private",
                                    "item2.X-ABLabel:Desk"};

static char *card_new(void) {
  g_autoptr(GString) card = g_string_new("BEGIN:VCARD\r\nVERSION:3.0\r\n");
  for (guint i = 0; i < G_N_ELEMENTS(lines); i++)
    g_string_append_printf(card, "%s\r\n", lines[i]);
  g_string_append(card, "END:VCARD\r\n");
  return g_strdup(card->str);
}

typedef struct {
  CardcatInput *input;
  CardcatItem *item;
  CardcatEntry *entry; /* to be changed */
} Card;

static Card card_read(const char *text) {
  Card card = {.input = input_of(text, NULL)};
  card.item = cardcat_input_next(card.input, NULL);
  g_assert_nonnull(card.item);
  card.entry = cc_entry_copy(cardcat_item_entry(card.item));
  return card;
}

static void card_clear(Card *card) {
  cardcat_item_free(card->item);
  cardcat_input_free(card->input);
  cardcat_entry_free(card->entry);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Card, card_clear)

/* CARD as its entry is now, which it says when it is read; owned. */
static char *rewritten(const Card *card) {
  char *text = cardcat_item_rewrite(card->item, card->entry);
  g_auto(Card) again = card_read(text);
  g_autofree char *is = cardcat_format_export(again.entry, CARDCAT_FORMAT_JSON, NULL);
  g_autofree char *wanted = cardcat_format_export(card->entry, CARDCAT_FORMAT_JSON, NULL);
  if (!cardcat_entry_is_same(again.entry, card->entry)) g_error("%s\n%s\n%s", text, is, wanted);
  g_assert_cmpstr(again.entry->uid, ==, card->entry->uid);
  return text;
}

static guint count_of(const char *text, const char *piece) {
  guint count = 0;
  for (const char *at = text; (at = strstr(at, piece)); at++)
    count++;
  return count;
}

/* All lines but those that begin with one of GONE stand in TEXT, each once. */
static void assert_lines(const char *text, const char *const *gone) {
  for (guint i = 0; i < G_N_ELEMENTS(lines); i++) {
    g_autofree char *line = g_strdup_printf("\r\n%s\r\n", lines[i]);
    gboolean stays = TRUE;
    for (guint k = 0; gone[k]; k++)
      stays = stays && !g_str_has_prefix(lines[i], gone[k]);
    if (count_of(text, line) != (stays ? 1 : 0)) g_error("%s in %s", lines[i], text);
  }
}

static void test_stays(void) {
  g_autofree char *text = card_new();
  g_auto(Card) card = card_read(text);
  g_free(card.entry->contact->organization);
  card.entry->contact->organization = g_strdup("Other");
  g_autofree char *firm = rewritten(&card);
  assert_lines(firm, (const char *const[]){"ORG", NULL});
  g_assert_cmpuint(count_of(firm, "\r\nORG:Other\r\n"), ==, 1);
  /* What is gone takes its label with it, and only its own. */
  g_ptr_array_remove_index(card.entry->contact->emails, 0);
  g_autofree char *fewer = rewritten(&card);
  assert_lines(fewer, (const char *const[]){"ORG", "item1.", NULL});
  g_free(card.entry->meeting->note);
  card.entry->meeting->note = g_strdup("small\nBirthday: 1980-05-06\njavascript:alert(1)");
  g_autofree char *noted = rewritten(&card);
  g_assert_cmpuint(count_of(noted, "\r\nNOTE:small"), ==, 1);
  g_assert_cmpuint(count_of(noted, "\r\nNOTE"), ==, 1);
}

/* What we say in groups of ours is in none of theirs, and is said once. */
static void test_groups(void) {
  g_autofree char *text = card_new();
  g_auto(Card) card = card_read(text);
  card.entry->meeting->met_on = g_strdup("2026-06-16");
  g_autofree char *met = rewritten(&card);
  g_assert_cmpuint(count_of(met, "\r\nitem3.X-ABDATE:2026-06-16"), ==, 1);
  g_assert_cmpuint(count_of(met, "\r\nitem3.X-ABLabel:Met\r\n"), ==, 1);
  g_auto(Card) again = card_read(met);
  g_free(again.entry->meeting->met_on);
  again.entry->meeting->met_on = g_strdup("2026-06-17");
  g_autofree char *later = rewritten(&again);
  g_assert_cmpuint(count_of(later, "X-ABDATE"), ==, 1);
  g_assert_cmpuint(count_of(later, "\r\nitem3.X-ABDATE:2026-06-17"), ==, 1);
  assert_lines(later, (const char *const[]){"NOTE", NULL});
}

/* Values in another order are still the same; a line that would put the other one first goes. */
static void test_order(void) {
  g_autofree char *text = card_new();
  g_autoptr(GString) preferred = g_string_new(text);
  g_string_replace(preferred, "EMAIL;TYPE=HOME", "EMAIL;TYPE=HOME,PREF", 1);
  const char *const cards[] = {text, preferred->str};
  for (guint i = 0; i < G_N_ELEMENTS(cards); i++) {
    g_auto(Card) card = card_read(cards[i]);
    g_ptr_array_add(card.entry->contact->emails,
                    g_ptr_array_steal_index(card.entry->contact->emails, 0));
    g_autofree char *turned = rewritten(&card);
    if (i == 0)
      assert_lines(turned, (const char *const[]){NULL});
    else
      assert_lines(turned, (const char *const[]){"EMAIL", "item1.", NULL});
  }
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/input/rewrite-stays", test_stays);
  g_test_add_func("/input/rewrite-groups", test_groups);
  g_test_add_func("/input/rewrite-order", test_order);
  return g_test_run();
}
