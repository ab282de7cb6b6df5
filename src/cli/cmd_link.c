/* cardcat link: who knows whom, and by whom somebody was introduced. */
#include "cli/cli.h"

#include "review/review.h"

#include <string.h>

static gboolean is_about(const CardcatLinkOffer *offer, const gint64 *ids, guint count) {
  for (guint i = 0; i < count; i++)
    if (offer->from == ids[i] || offer->to == ids[i]) return TRUE;
  return FALSE;
}

gboolean cc_cli_say_offers(const Cli *cli, CardcatStore *store, const gint64 *ids, guint count,
                           GError **error) {
  if (cli->quiet || count == 0) return TRUE;
  g_autoptr(GPtrArray) offers = cardcat_store_link_offers(store, 0, error);
  if (!offers) return FALSE;
  for (guint i = 0; i < offers->len; i++) {
    if (!is_about(offers->pdata[i], ids, count)) continue;
    g_autofree char *sentence = cc_offer_sentence(offers->pdata[i]);
    cc_cli_say("%s", sentence);
  }
  return TRUE;
}

/* ---- what is offered ------------------------------------------------------------------------- */

/* On standard output, as nothing else is written. */
static gboolean list_offers(Cli *cli, GError **error) {
  g_autoptr(CardcatStore) store = cc_cli_open_to_read(cli, FALSE, error);
  g_autoptr(GPtrArray) offers = store ? cardcat_store_link_offers(store, 0, error) : NULL;
  if (!offers) return FALSE;
  for (guint i = 0; i < offers->len; i++) {
    const CardcatLinkOffer *offer = offers->pdata[i];
    g_autofree char *command = cc_offer_command(offer), *what = cardcat_link_offer_say(offer);
    g_autofree char *line = g_strdup_printf("%s\t%s\n", command, what);
    if (!cc_cli_write(cli, line, error)) return FALSE;
  }
  if (offers->len == 0 && !cli->quiet)
    cc_cli_say("none of the names you noted belongs to a contact");
  return TRUE;
}

/* ---- one link -------------------------------------------------------------------------------- */

typedef struct {
  gint64 id, other; /* OTHER: 0: NAME, which is nobody's in the book */
  const char *name; /* borrowed of the words */
  CardcatLinkKind kind;
  gboolean remove;
} Wish;

static gboolean set_usage(GError **error, const char *message) {
  g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, message);
  return FALSE;
}

static gboolean is_number(const char *word) {
  return *word && strspn(word, "0123456789") == strlen(word);
}

static gboolean take_words(Wish *wish, char **words, GError **error) {
  char *first[] = {words[0], NULL}, *last[] = {words[2], NULL};
  if (g_strv_length(words) != 3)
    return set_usage(error, "link: name a contact, 'knows' or 'introduced-by', and the other");
  g_autoptr(GArray) ids = cc_cli_parse_ids(first, error);
  if (!ids) return FALSE;
  wish->id = g_array_index(ids, gint64, 0);
  if (!cardcat_link_kind_parse(words[1], &wish->kind)) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                "link: '%s' is neither 'knows' nor 'introduced-by'", words[1]);
    return FALSE;
  }
  wish->name = words[2];
  if (!is_number(words[2])) return cc_cli_check_text("NAME", words[2], error);
  g_autoptr(GArray) others = cc_cli_parse_ids(last, error);
  if (!others) return FALSE;
  wish->other = g_array_index(others, gint64, 0);
  return TRUE;
}

/* "1, Ada Beck, knows Ben Ash"; owned. */
static char *say(const Wish *wish, const CardcatEntry *entry, const CardcatEntry *other) {
  const char *name = other ? cc_cli_label(other) : wish->name;
  const char *verb = wish->kind == CARDCAT_LINK_KNOWS ? "knows" : "was introduced by";
  return g_strdup_printf("%" G_GINT64_FORMAT ", %s, %s %s", entry->id, cc_cli_label(entry), verb,
                         name);
}

static gboolean set_link(Cli *cli, const Wish *wish, GError **error) {
  g_autoptr(CardcatStore) store = cc_cli_open_store(cli, error);
  if (!store || !cardcat_store_set_link(store, wish->id, wish->kind, wish->other, wish->name,
                                        !wish->remove, error))
    return FALSE;
  g_autoptr(CardcatEntry) entry = cardcat_store_get_contact(store, wish->id, error);
  g_autoptr(CardcatEntry) other =
      entry && wish->other ? cardcat_store_get_contact(store, wish->other, error) : NULL;
  if (!entry || (wish->other && !other)) return FALSE;
  g_autofree char *said = say(wish, entry, other);
  if (cli->quiet) return TRUE;
  if (wish->remove)
    cc_cli_say("no longer noted: %s", said);
  else
    cc_cli_say("%s; 'cardcat undo' takes it back", said);
  /* A name may be that of somebody who is here. */
  return wish->remove || wish->other || cc_cli_say_offers(cli, store, &wish->id, 1, error);
}

gboolean cc_cmd_link(Cli *cli, int argc, char **argv, GError **error) {
  Wish wish = {0};
  const GOptionEntry entries[] = {
      {"remove", 0, 0, G_OPTION_ARG_NONE, &wish.remove, "Remove the link", NULL},
      G_OPTION_ENTRY_NULL,
  };
  if (!cc_cli_parse(
          cli, entries, "[ID KIND ID|NAME]",
          "KIND is knows or introduced-by.  Without arguments, lists names that were noted "
          "and now are a contact's,\neach with the command that links them.",
          &argc, &argv, error))
    return FALSE;
  if (argc == 1 && !wish.remove) return list_offers(cli, error);
  return take_words(&wish, argv + 1, error) && set_link(cli, &wish, error);
}
