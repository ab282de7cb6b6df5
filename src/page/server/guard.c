/* Any site the browser shows, and any program of another user, can knock at a port of this
 * machine.  Everything is under a path that cannot be guessed.  The key of the link is spent when
 * it is used first; who had it gets a cookie, bound to that path, so that no other server of this
 * machine is sent it.  What a page of another site makes the browser send is known by its Origin
 * and by the token it cannot read; a name of another site that was made to point here (DNS
 * rebinding) by its Host. */
#include "page/server/server.h"

#include <string.h>
#include <unistd.h>

#define SECRET_BYTES 32

struct CcGuard {
  char *base;     /* "/" and hexadecimal digits: all addresses begin with it */
  char *key;      /* of the link, such digits; NULL: spent */
  char *secret;   /* of the cookie, such digits */
  char *token;    /* of the forms, such digits */
  char *cookie;   /* its name; with the port, as cookies do not tell ports apart */
  char *hosts[2]; /* what it may be called, the first as in the link */
};

static char *random_digits(GError **error) {
  guint8 bytes[SECRET_BYTES];
  if (getentropy(bytes, sizeof bytes) != 0) {
    g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_MISSING,
                        "the system gives no random numbers");
    return NULL;
  }
  GString *digits = g_string_sized_new(2 * SECRET_BYTES);
  for (guint i = 0; i < sizeof bytes; i++)
    g_string_append_printf(digits, "%02x", bytes[i]);
  return g_string_free(digits, FALSE);
}

CcGuard *cc_guard_new(guint16 port, GError **error) {
  g_autoptr(CcGuard) guard = g_new0(CcGuard, 1);
  g_autofree char *folder = random_digits(error);
  if (!folder || !(guard->key = random_digits(error)) || !(guard->secret = random_digits(error)) ||
      !(guard->token = random_digits(error)))
    return NULL;
  guard->base = g_strconcat("/", folder, NULL);
  guard->cookie = g_strdup_printf("cardcat_%u", port);
  guard->hosts[0] = g_strdup_printf("127.0.0.1:%u", port);
  guard->hosts[1] = g_strdup_printf("localhost:%u", port);
  return g_steal_pointer(&guard);
}

void cc_guard_free(CcGuard *guard) {
  if (!guard) return;
  g_free(guard->base);
  g_free(guard->key);
  g_free(guard->secret);
  g_free(guard->token);
  g_free(guard->cookie);
  g_free(guard->hosts[0]);
  g_free(guard->hosts[1]);
  g_free(guard);
}

char *cc_guard_link(const CcGuard *guard) {
  return g_strdup_printf("http://%s%s/?key=%s", guard->hosts[0], guard->base, guard->key);
}

const char *cc_guard_base(const CcGuard *guard) {
  return guard->base;
}

const char *cc_guard_token(const CcGuard *guard) {
  return guard->token;
}

char *cc_guard_set_cookie(const CcGuard *guard) {
  return g_strdup_printf("%s=%s; Path=%s/; HttpOnly; SameSite=Strict", guard->cookie, guard->secret,
                         guard->base);
}

/* SECRET's length is no secret. */
static gboolean equal(const char *secret, const char *given, gsize length) {
  if (length != strlen(secret)) return FALSE;
  guchar difference = 0;
  for (gsize i = 0; i < length; i++)
    difference |= (guchar)(secret[i] ^ given[i]);
  return difference == 0;
}

const char *cc_guard_inside(const CcGuard *guard, const char *target) {
  gsize length = strlen(guard->base);
  gboolean inside =
      strlen(target) > length && target[length] == '/' && equal(guard->base, target, length);
  return inside ? target + length : NULL;
}

gboolean cc_guard_is_key(const CcGuard *guard, const char *given) {
  return given && guard->key && equal(guard->key, given, strlen(given));
}

void cc_guard_spend_key(CcGuard *guard) {
  g_clear_pointer(&guard->key, g_free);
}

gboolean cc_guard_is_spent(const CcGuard *guard) {
  return !guard->key;
}

gboolean cc_guard_is_token(const CcGuard *guard, const char *given) {
  return given && equal(guard->token, given, strlen(given));
}

/* Whether COOKIES, a Cookie header or NULL, holds ours. */
static gboolean has_cookie(const CcGuard *guard, const char *cookies) {
  g_auto(GStrv) pairs = g_strsplit(cookies ? cookies : "", ";", 0);
  gsize length = strlen(guard->cookie);
  for (guint i = 0; pairs[i]; i++) {
    const char *pair = g_strstrip(pairs[i]);
    if (g_str_has_prefix(pair, guard->cookie) && pair[length] == '=' &&
        equal(guard->secret, pair + length + 1, strlen(pair + length + 1)))
      return TRUE;
  }
  return FALSE;
}

/* The one of our names that HOST is, borrowed; NULL: none. */
static const char *own_name(const CcGuard *guard, const char *host) {
  for (guint i = 0; host && i < G_N_ELEMENTS(guard->hosts); i++)
    if (g_ascii_strcasecmp(host, guard->hosts[i]) == 0) return guard->hosts[i];
  return NULL;
}

/* A browser that keeps the Origin for itself must at least say that it is this site's own page
 * that writes. */
static gboolean is_own_origin(const char *name, const CcKnock *knock) {
  static const char scheme[] = "http://";
  if (!knock->origin) return g_strcmp0(knock->fetch_site, "same-origin") == 0;
  return g_str_has_prefix(knock->origin, scheme) &&
         g_ascii_strcasecmp(knock->origin + strlen(scheme), name) == 0;
}

CcVerdict cc_guard_judge(const CcGuard *guard, const CcKnock *knock, gboolean writes) {
  const char *name = own_name(guard, knock->host);
  if (!name) return CC_WRONG_HOST;
  if (writes && !is_own_origin(name, knock)) return CC_WRONG_ORIGIN;
  return knock->inside && has_cookie(guard, knock->cookie) ? CC_MAY_ENTER : CC_MUST_KNOW_KEY;
}
