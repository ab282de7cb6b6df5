/* What the files of cardcat watch share. */
#pragma once

#include "cli/cli.h"

/* The photos of a folder and of those in it, and which of them were read. */
typedef struct CliWatched CliWatched;

/* Called once for each folder that is found; what it gives is freed with the rest. */
typedef gpointer (*CliWatchedFolder)(const char *path, gpointer data);

CliWatched *cc_cli_watched_new(const char *folder, CliWatchedFolder on_folder,
                               GDestroyNotify free_folder, gpointer data);
void cc_cli_watched_free(CliWatched *watched);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CliWatched, cc_cli_watched_free)

/* The photos that are whole and not read yet, char*, in order, owned; none while others are on
 * their way that may be the other sides of their cards.  NOW: monotonic microseconds.  MORE: it is
 * to be asked again soon, whatever the system tells of the folder. */
GPtrArray *cc_cli_watched_ready(CliWatched *watched, gint64 now, gboolean *more);
/* PATHS were read, as they were when they were ready: they are ready again when they change. */
void cc_cli_watched_read(CliWatched *watched, const GPtrArray *paths);

/* A notification on the desktop that COUNT cards wait to be reviewed (notify.c), in the place of
 * the one before.  Where there is no desktop that shows any, nothing is done. */
typedef struct CliNotifier CliNotifier;
CliNotifier *cc_cli_notifier_new(void);
void cc_cli_notifier_free(CliNotifier *notifier);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CliNotifier, cc_cli_notifier_free)
void cc_cli_notify(CliNotifier *notifier, gint64 count);
