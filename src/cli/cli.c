#include "cli/cli.h"

#include <stdio.h>
#include <unistd.h>

char *cc_cli_store_path(const Cli *cli) {
  return cli->db ? g_strdup(cli->db) : cardcat_store_default_path();
}

CardcatStore *cc_cli_open_store(Cli *cli, GError **error) {
  g_autofree char *path = cc_cli_store_path(cli);
  return cardcat_store_open(path, cli->command->store, error);
}

gboolean cc_cli_write(Cli *cli, const char *text, GError **error) {
  return cc_write_all(cli->signals, STDOUT_FILENO, text, error);
}

void cc_cli_say(const char *format, ...) {
  va_list args;
  va_start(args, format);
  g_autofree char *text = g_strdup_vprintf(format, args);
  va_end(args);
  g_autofree char *safe = cc_printable(text);
  fprintf(stderr, "cardcat: %s\n", safe);
}
