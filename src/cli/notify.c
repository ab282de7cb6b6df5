/* A notification on the desktop, by the Desktop Notifications Specification 1.2 over D-Bus. */
#include "cli/watch.h"

#include <gio/gio.h>

#define WAIT_MILLISECONDS 3000

struct CliNotifier {
  GDBusConnection *bus; /* NULL: there is none */
  guint32 id;           /* of the last notification; 0: none */
};

CliNotifier *cc_cli_notifier_new(void) {
  CliNotifier *notifier = g_new0(CliNotifier, 1);
  notifier->bus = g_bus_get_sync(G_BUS_TYPE_SESSION, NULL, NULL);
  /* A desktop that ends takes nothing else with it. */
  if (notifier->bus) g_dbus_connection_set_exit_on_close(notifier->bus, FALSE);
  return notifier;
}

void cc_cli_notifier_free(CliNotifier *notifier) {
  if (!notifier) return;
  g_clear_object(&notifier->bus);
  g_free(notifier);
}

void cc_cli_notify(CliNotifier *notifier, gint64 count) {
  if (!notifier->bus || count <= 0) return;
  g_autofree char *summary =
      g_strdup_printf("%" G_GINT64_FORMAT " card%s to review", count, count == 1 ? "" : "s");
  g_autoptr(GVariant) answer = g_dbus_connection_call_sync(
      notifier->bus, "org.freedesktop.Notifications", "/org/freedesktop/Notifications",
      "org.freedesktop.Notifications", "Notify",
      g_variant_new("(susssasa{sv}i)", "cardcat", notifier->id, "contact-new", summary,
                    "'cardcat review' shows what was read.", NULL, NULL, -1),
      G_VARIANT_TYPE("(u)"), G_DBUS_CALL_FLAGS_NONE, WAIT_MILLISECONDS, NULL, NULL);
  if (answer) g_variant_get(answer, "(u)", &notifier->id);
}
