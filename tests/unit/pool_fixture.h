/* Readings of a pool's workers, and asking for them. */
#pragma once

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "reader/reader.h"

#define SHA "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static inline GPtrArray *one_reading(const char *text, gsize picture_bytes) {
  CardcatReading *reading = cardcat_reading_new();
  reading->path = g_strdup("a lie");
  reading->sha256 = g_strdup(SHA);
  reading->card = reading->cards = 1;
  reading->confidence = 0.5;
  reading->text = g_strdup(text);
  if (picture_bytes > 0)
    reading->picture = g_bytes_new_take(g_malloc0(picture_bytes), picture_bytes);
  GPtrArray *readings = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_reading_free);
  g_ptr_array_add(readings, reading);
  return readings;
}

static inline GPtrArray *read_pid(void) {
  g_autofree char *pid = g_strdup_printf("%d", (int)getpid());
  return one_reading(pid, 0);
}

static inline GPtrArray *read_helper(void) {
  g_autofree char *pid = g_strdup_printf("%d", (int)getppid());
  return one_reading(pid, 0);
}

static inline int own_socket(void) {
  for (int fd = 3; fd < 1000; fd++)
    if (fcntl(fd, F_GETFD) >= 0) return fd;
  return -1;
}

/* As a worker. */
static inline void say(const void *bytes, gsize length) {
  while (length > 0) {
    ssize_t n = send(own_socket(), bytes, length, MSG_NOSIGNAL);
    if (n <= 0) return;
    length -= (gsize)n;
  }
}

static inline void submit(CardcatPool *pool, guint64 ticket, const char *name) {
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) photo = g_bytes_new(name, strlen(name));
  g_assert_true(cardcat_pool_submit(pool, ticket, name, photo, &error));
  g_assert_no_error(error);
}

static inline CardcatPoolResult wait_one(CardcatPool *pool) {
  CardcatPoolResult result;
  g_autoptr(GError) error = NULL;
  while (!cardcat_pool_wait(pool, -1, &result, &error))
    g_assert_no_error(error);
  return result;
}

/* The text of the reading that NAME gets. */
static inline char *ask(CardcatPool *pool, const char *name) {
  submit(pool, 7, name);
  CardcatPoolResult result = wait_one(pool);
  g_assert_no_error(result.error);
  g_assert_cmpuint(result.ticket, ==, 7);
  CardcatReading *reading = result.readings->pdata[0];
  g_assert_cmpstr(reading->path, ==, name);
  char *text = g_strdup(reading->text);
  cardcat_pool_result_clear(&result);
  return text;
}
