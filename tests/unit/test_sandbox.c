/* A worker that an untrusted photo took over tries to leave its sandbox, as root and as a user. */
#define _GNU_SOURCE
#include "sandbox_escapes.h"

#include <grp.h>
#include <sys/wait.h>

#define NOBODY 65534

/* The names of those that were not refused as the sandbox refuses. */
static char *try_all(void) {
  GString *open = g_string_new(NULL);
  for (guint i = 0; i < G_N_ELEMENTS(escapes); i++) {
    errno = 0;
    long result = escapes[i].try();
    if (result != -1 || errno != EACCES)
      g_string_append_printf(open, " %s (%ld, %s)", escapes[i].name, result, g_strerror(errno));
  }
  return g_string_free(open, FALSE);
}

/* ---- what must go on working -------------------------------------------------------------------
 */

static gpointer double_it(gpointer number) {
  return GINT_TO_POINTER(2 * GPOINTER_TO_INT(number));
}

static const char *try_threads(void) {
  g_autoptr(GThread) thread = g_thread_new("twice", double_it, GINT_TO_POINTER(21));
  return g_thread_join(g_steal_pointer(&thread)) == GINT_TO_POINTER(42) ? "42" : "no threads";
}

static const char *try_kept(void) {
  g_autofree char *path = g_build_filename(prey.kept, "stage.txt", NULL);
  g_autofree char *beside = g_build_filename(prey.folder, "stage.txt", NULL);
  g_autoptr(GError) error = NULL;
  if (!g_file_set_contents_full(path, "stage", 5, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error))
    return "cannot be kept";
  if (g_file_set_contents(beside, "stage", 5, NULL)) return "kept elsewhere";
  return read_file() < 0 ? "kept" : "read elsewhere";
}

/* FOLDER can be listed and FILE in it read, neither written. */
static const char *try_folder(const char *folder, const char *file) {
  g_autoptr(GDir) names = g_dir_open(folder, 0, NULL);
  g_autofree char *path = g_build_filename(folder, file, NULL);
  g_autofree char *beside = g_build_filename(folder, "cardcat-test", NULL);
  if (!names || !g_dir_read_name(names)) return "cannot be listed";
  if (access(path, R_OK) != 0 || !g_file_get_contents(path, &(char *){NULL}, NULL, NULL))
    return "cannot be read";
  if (open(path, O_WRONLY | O_CLOEXEC) >= 0) return "can be written";
  if (open(beside, O_WRONLY | O_CREAT | O_CLOEXEC, 0600) >= 0) return "can be added to";
  return "read only";
}

static GPtrArray *read_by_name(gpointer data, GBytes *photo, const char *name,
                               const CcWorker *worker, GError **error) {
  (void)data, (void)photo, (void)worker, (void)error;
  if (g_str_equal(name, "threads")) return one_reading(try_threads(), 0);
  if (g_str_equal(name, "kept")) return one_reading(try_kept(), 0);
  if (g_str_equal(name, "folder")) return one_reading(try_folder(prey.folder, "file"), 0);
  if (g_str_equal(name, "read")) return one_reading(read_file() < 0 ? "refused" : "read", 0);
  if (g_str_equal(name, "loud"))
    return one_reading(write(STDERR_FILENO, "loud\n", 5) == 5 ? "said" : g_strerror(errno), 0);
  if (g_str_equal(name, "dumpable"))
    return one_reading(prctl(PR_GET_DUMPABLE) == 0 ? "closed" : "open", 0);
  g_autofree char *open = try_all();
  return one_reading(*open ? open : "all refused", 0);
}

/* What a worker is allowed beside computing. */
typedef enum { NOTHING, TO_KEEP, TO_READ, TO_DRAW } May;

static gboolean prepare(gpointer may, CcSandbox *sandbox, GError **error) {
  (void)error;
  if (GPOINTER_TO_INT(may) == TO_KEEP) sandbox->writable = g_strdup(prey.kept);
  if (GPOINTER_TO_INT(may) == TO_READ) cc_sandbox_read(sandbox, prey.folder);
  for (guint i = 0; GPOINTER_TO_INT(may) == TO_DRAW && cc_photo_folders()[i]; i++)
    cc_sandbox_read(sandbox, cc_photo_folders()[i]);
  return TRUE;
}

static const CcWork work = {NULL, prepare, read_by_name};

static void assert_says(const char *name, May may, gboolean no_sandbox, const char *want) {
  const CardcatPoolOptions options = {.jobs = 1, .seconds = 30, .no_sandbox = no_sandbox};
  g_autoptr(GError) error = NULL;
  g_autoptr(CardcatPool) pool = cc_pool_new(&work, GINT_TO_POINTER(may), &options, &error);
  g_assert_no_error(error);
  g_autofree char *text = ask(pool, name);
  g_assert_cmpstr(text, ==, want);
}

/* ---- the tests ----------------------------------------------------------------------------------
 */

static void make_prey(void) {
  prey.folder = g_dir_make_tmp("cardcat-test-XXXXXX", NULL);
  prey.file = g_build_filename(prey.folder, "file", NULL);
  prey.kept = g_build_filename(prey.folder, "kept", NULL);
  prey.parent = getpid();
  g_assert_true(g_file_set_contents(prey.file, "precious", 8, NULL));
  g_assert_cmpint(mkdir(prey.kept, 0700), ==, 0);
}

static void assert_unharmed(void) {
  g_autofree char *bytes = NULL;
  g_assert_true(g_file_get_contents(prey.file, &bytes, NULL, NULL));
  g_assert_cmpstr(bytes, ==, "precious");
  g_assert_cmpint(prey.memory, ==, 0);
}

static void free_prey(void) {
  g_autofree char *stage = g_build_filename(prey.kept, "stage.txt", NULL);
  unlink(stage);
  g_assert_cmpint(rmdir(prey.kept), ==, 0);
  g_assert_cmpint(unlink(prey.file), ==, 0);
  g_assert_cmpint(rmdir(prey.folder), ==, 0);
  g_free(prey.folder);
  g_free(prey.file);
  g_free(prey.kept);
}

static void test_escapes(void) {
  make_prey();
  assert_says("escapes", NOTHING, FALSE, "all refused");
  assert_unharmed();
  free_prey();
}

/* What pages are drawn with opens no other way. */
static void test_escapes_while_drawing(void) {
  g_assert_true(cc_photo_init(NULL));
  make_prey();
  assert_says("escapes", TO_DRAW, FALSE, "all refused");
  assert_unharmed();
  free_prey();
}

/* The same where the test is run by root, who may more. */
static void test_escapes_as_user(void) {
  if (getuid() != 0) {
    g_test_skip("it ran as a user already");
    return;
  }
  fflush(NULL);
  pid_t pid = fork();
  if (pid == 0) {
    if (setgroups(0, NULL) != 0 || setgid(NOBODY) != 0 || setuid(NOBODY) != 0) _exit(2);
    prctl(PR_SET_DUMPABLE, 1); /* a user's processes are; changing the user took it away */
    test_escapes();
    test_escapes_while_drawing();
    _exit(0);
  }
  int status = -1;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  g_assert_cmpint(status, ==, 0);
}

static void test_threads(void) {
  make_prey();
  assert_says("threads", NOTHING, FALSE, "42");
  free_prey();
}

static void test_kept(void) {
  if (cc_sandbox_landlock() == 0) {
    g_test_skip("this kernel has no Landlock");
    return;
  }
  make_prey();
  assert_says("kept", TO_KEEP, FALSE, "kept");
  assert_unharmed();
  free_prey();
}

static void test_folder(void) {
  if (cc_sandbox_landlock() == 0) {
    g_test_skip("this kernel has no Landlock");
    return;
  }
  make_prey();
  assert_says("folder", TO_READ, FALSE, "read only");
  assert_says("folder", TO_DRAW, FALSE, "cannot be listed");
  assert_unharmed();
  free_prey();
}

static void test_without(void) {
  make_prey();
  assert_says("read", NOTHING, FALSE, "refused");
  assert_says("read", NOTHING, TRUE, "read");
  free_prey();
}

/* What a worker has of its helper is not to be looked into, without a sandbox either. */
static void test_helper_is_closed(void) {
  make_prey();
  assert_says("dumpable", NOTHING, TRUE, "closed");
  free_prey();
}

/* With -v a worker keeps standard error.  Where that is a file, which it may not write, a library
 * that has something to say does not end it. */
static void test_loud(void) {
  FILE *said = tmpfile();
  int before = dup(STDERR_FILENO);
  g_assert_nonnull(said);
  make_prey();
  g_setenv("G_MESSAGES_DEBUG", "cardcat", TRUE);
  dup2(fileno(said), STDERR_FILENO);
  assert_says("loud", NOTHING, FALSE, g_strerror(EFBIG));
  assert_says("loud", NOTHING, TRUE, "said");
  dup2(before, STDERR_FILENO);
  g_unsetenv("G_MESSAGES_DEBUG");
  close(before);
  fclose(said);
  free_prey();
}

static void test_try(void) {
  g_autoptr(GError) error = NULL;
  g_assert_true(cc_sandbox_try(&error));
  g_assert_no_error(error);
}

/* A process that is held already can close no sandbox of its own: nothing is read then. */
static void test_none_to_be_had(void) {
  fflush(NULL);
  pid_t pid = fork();
  if (pid == 0) {
    const CcSandbox sandbox = {0};
    g_autoptr(GError) error = NULL;
    gboolean entered = cc_sandbox_enter(&sandbox, &error);
    gboolean again = entered && cc_sandbox_enter(&sandbox, &error);
    _exit(entered && !again && g_error_matches(error, CARDCAT_ERROR, CARDCAT_ERROR_MISSING) ? 0
                                                                                            : 1);
  }
  int status = -1;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  g_assert_cmpint(status, ==, 0);
}

int main(int argc, char **argv) {
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/sandbox/escapes", test_escapes);
  g_test_add_func("/sandbox/escapes-as-user", test_escapes_as_user);
  g_test_add_func("/sandbox/threads", test_threads);
  g_test_add_func("/sandbox/kept", test_kept);
  g_test_add_func("/sandbox/escapes-while-drawing", test_escapes_while_drawing);
  g_test_add_func("/sandbox/folder", test_folder);
  g_test_add_func("/sandbox/without", test_without);
  g_test_add_func("/sandbox/helper-is-closed", test_helper_is_closed);
  g_test_add_func("/sandbox/loud", test_loud);
  g_test_add_func("/sandbox/try", test_try);
  g_test_add_func("/sandbox/none-to-be-had", test_none_to_be_had);
  return g_test_run();
}
