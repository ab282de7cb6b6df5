/* libmicrohttpd, driven from one loop without threads, so that workers can be forked. */
#include "page/server/server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "tty/tty.h"

#define CONNECTIONS_MAX 512
/* A client that says nothing for so long is let go. */
#define CONNECTION_SECONDS 30
/* Of one connection: its headers, some thousand arguments, and a part of a body. */
#define CONNECTION_BYTES (192u << 10)
/* The answer to "quit" is still sent for so long. */
#define FAREWELL_MS 300
/* How often what is to be done between requests is looked after. */
#define WORK_MS 10

struct CcServer {
  CcSite *site;
  CcPlaces *places;
  gboolean moved; /* a connection came or went */
  struct MHD_Daemon *daemon;
  gint64 last_asked; /* monotonic, in microseconds */
  guint idle_seconds;
  gboolean busy; /* the site has work to do between requests */
};

/* One request, from its first line to the end of its answer. */
typedef struct {
  char *target;
  gboolean head; /* its headers alone are asked for: the key is not spent on that */
  CcRequest *request;
  const CcRoute *route;
  GByteArray *body;
  CcParts *parts; /* of a body that holds files; NULL: it is none */
  gsize received;
} Exchange;

static const char *const headers[][2] = {
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
     "connect-src 'self'; media-src blob:; form-action 'self'; base-uri 'none'; "
     "frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(self), microphone=(), geolocation=()"},
};

static void exchange_free(Exchange *exchange) {
  g_free(exchange->target);
  cc_request_free(exchange->request);
  g_byte_array_unref(exchange->body);
  cc_parts_free(exchange->parts);
  g_free(exchange);
}

static void *begin(void *server, const char *target, struct MHD_Connection *connection) {
  (void)server;
  (void)connection;
  Exchange *exchange = g_new0(Exchange, 1);
  exchange->target = g_strdup(target);
  exchange->body = g_byte_array_new();
  return exchange;
}

static void complete(void *server, struct MHD_Connection *connection, void **exchange,
                     enum MHD_RequestTerminationCode how) {
  (void)server;
  (void)connection;
  (void)how;
  if (*exchange) exchange_free(*exchange);
  *exchange = NULL;
}

static int socket_of(struct MHD_Connection *connection) {
  return MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
}

static void on_connection(void *data, struct MHD_Connection *connection, void **state,
                          enum MHD_ConnectionNotificationCode what) {
  (void)state;
  CcServer *server = data;
  server->moved = TRUE;
  if (what == MHD_CONNECTION_NOTIFY_STARTED)
    cc_places_take(server->places, socket_of(connection), g_get_monotonic_time());
  else
    cc_places_leave(server->places, socket_of(connection));
}

/* Whoever knocks and may enter is the person whose page it is, and still there. */
static void welcome(CcServer *server, struct MHD_Connection *connection) {
  cc_places_know(server->places, socket_of(connection));
  server->last_asked = g_get_monotonic_time();
}

static enum MHD_Result send_answer(struct MHD_Connection *connection, const CcAnswer *answer) {
  gsize length = 0;
  gconstpointer bytes = answer->body ? g_bytes_get_data(answer->body, &length) : "";
  struct MHD_Response *response =
      MHD_create_response_from_buffer(length, (void *)bytes, MHD_RESPMEM_MUST_COPY);
  if (!response) return MHD_NO;
  for (guint i = 0; i < G_N_ELEMENTS(headers); i++)
    MHD_add_response_header(response, headers[i][0], headers[i][1]);
  MHD_add_response_header(response, "Content-Type", answer->type);
  MHD_add_response_header(response, "Cache-Control",
                          answer->lasting ? "private, max-age=31536000, immutable" : "no-store");
  if (answer->file) {
    g_autofree char *save = g_strdup_printf("attachment; filename=\"%s\"", answer->file);
    MHD_add_response_header(response, "Content-Disposition", save);
  }
  if (answer->location) MHD_add_response_header(response, "Location", answer->location);
  if (answer->cookie) MHD_add_response_header(response, "Set-Cookie", answer->cookie);
  if (answer->status == 405) MHD_add_response_header(response, "Allow", "GET, POST");
  enum MHD_Result queued = MHD_queue_response(connection, answer->status, response);
  MHD_destroy_response(response);
  return queued;
}

static enum MHD_Result refuse(struct MHD_Connection *connection, guint status, const char *why) {
  g_auto(CcAnswer) answer = {0};
  cc_answer_text(&answer, status, why);
  return send_answer(connection, &answer);
}

static const char *header(struct MHD_Connection *connection, const char *name) {
  return MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);
}

/* A page that is not there, for a browser that may enter. */
static enum MHD_Result refuse_missing(CcServer *server, struct MHD_Connection *connection,
                                      const Exchange *exchange) {
  g_autoptr(GError) error =
      g_error_new_literal(CARDCAT_ERROR, CARDCAT_ERROR_NOT_FOUND, "There is no such page.");
  g_auto(CcAnswer) answer = {.status = 404, .type = "text/html; charset=utf-8"};
  cc_layout_error(server->site, exchange->request, &answer, error);
  return send_answer(connection, &answer);
}

/* How many bytes the body is announced to have; 0: none, or not said. */
static guint64 announced(struct MHD_Connection *connection) {
  const char *length = header(connection, MHD_HTTP_HEADER_CONTENT_LENGTH);
  return length ? g_ascii_strtoull(length, NULL, 10) : 0;
}

static gsize body_max(const CcRoute *route) {
  return route->body_max ? route->body_max : CC_FORM_BYTES_MAX;
}

/* What the headers alone say against a request; 0: nothing. */
static guint judge(CcServer *server, struct MHD_Connection *connection, Exchange *exchange,
                   gboolean inside, const char **why) {
  CcKnock knock = {header(connection, "Host"), header(connection, "Origin"),
                   header(connection, "Sec-Fetch-Site"), header(connection, "Cookie"), inside};
  gboolean knows = inside && !exchange->head && g_str_equal(exchange->request->path, "/") &&
                   cc_guard_is_key(server->site->guard, cc_request_query(exchange->request, "key"));
  gboolean allowed = FALSE;
  switch (cc_guard_judge(server->site->guard, &knock, exchange->request->post)) {
    case CC_WRONG_HOST:
      *why = "This is not the server that was asked for.\n";
      return 421;
    case CC_WRONG_ORIGIN:
      *why = "Pages of other sites cannot change anything here.\n";
      return 403;
    case CC_MUST_KNOW_KEY:
      *why =
          "Open the link that \"cardcat review\" printed: it holds the key to this page, which "
          "opens it once. For another browser start \"cardcat review\" again.\n";
      if (!knows) return 403;
      break;
    case CC_MAY_ENTER:
      break;
  }
  welcome(server, connection);
  exchange->route = cc_route_find(server->site->routes, exchange->request, &allowed);
  *why = allowed ? "This address is not for that method.\n" : "There is no such page.\n";
  if (!exchange->route) return allowed ? 405 : 404;
  *why = "That is too large.\n";
  return announced(connection) > body_max(exchange->route) ? 413 : 0;
}

/* Makes the request of the first line and the headers; answers it when it goes no further. */
static enum MHD_Result meet(CcServer *server, struct MHD_Connection *connection, Exchange *exchange,
                            const char *method) {
  g_autoptr(GError) error = NULL;
  gboolean post = g_str_equal(method, "POST");
  exchange->head = g_str_equal(method, "HEAD");
  if (!post && !exchange->head && !g_str_equal(method, "GET"))
    return refuse(connection, 405, "Only GET, HEAD and POST are answered here.\n");
  const char *inside = cc_guard_inside(server->site->guard, exchange->target);
  exchange->request = cc_request_new(post, inside ? inside : "/", &error);
  if (!exchange->request) return refuse(connection, 400, error->message);
  const char *why = NULL;
  guint status = judge(server, connection, exchange, inside != NULL, &why);
  if (status == 404) return refuse_missing(server, connection, exchange);
  if (status != 0) return refuse(connection, status, why);
  const char *type = header(connection, "Content-Type");
  if (post && exchange->route->body_max && type &&
      g_ascii_strncasecmp(type, "multipart/form-data", strlen("multipart/form-data")) == 0) {
    exchange->parts = cc_parts_new(connection, exchange->request);
    if (!exchange->parts) return refuse(connection, 400, "A form with files has a boundary.\n");
  }
  return MHD_YES;
}

static gboolean take_body(CcServer *server, struct MHD_Connection *connection, Exchange *exchange,
                          GError **error) {
  const char *type = header(connection, "Content-Type");
  if (exchange->parts) {
    if (!cc_parts_end(exchange->parts, error)) return FALSE;
  } else if (!type || !g_str_has_prefix(type, "application/x-www-form-urlencoded")) {
    g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "a form is expected here");
    return FALSE;
  } else if (!cc_request_add_form(exchange->request, (const char *)exchange->body->data,
                                  exchange->body->len, error)) {
    return FALSE;
  }
  if (cc_guard_is_token(server->site->guard, cc_request_field(exchange->request, "token")))
    return TRUE;
  g_set_error_literal(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE,
                      "this page is older than the server: load it again");
  return FALSE;
}

static enum MHD_Result answer_request(CcServer *server, struct MHD_Connection *connection,
                                      Exchange *exchange) {
  g_autoptr(GError) error = NULL;
  g_auto(CcAnswer) answer = {.status = 200, .type = "text/html; charset=utf-8"};
  if (exchange->request->post && !take_body(server, connection, exchange, &error))
    return refuse(connection, 403, error->message);
  if (!exchange->route->handler(server->site, exchange->request, &answer, &error))
    cc_layout_error(server->site, exchange->request, &answer, error);
  return send_answer(connection, &answer);
}

static enum MHD_Result handle(void *data, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *upload,
                              size_t *upload_length, void **state) {
  (void)url;
  (void)version;
  CcServer *server = data;
  Exchange *exchange = *state;
  if (!exchange) return MHD_NO;
  if (!exchange->request) return meet(server, connection, exchange, method);
  if (*upload_length > 0) {
    /* More than was announced, or announced nothing: there is nobody to be polite to. */
    exchange->received += *upload_length;
    if (exchange->received > (exchange->parts ? body_max(exchange->route) : CC_FORM_BYTES_MAX))
      return MHD_NO;
    if (exchange->parts)
      cc_parts_add(exchange->parts, upload, *upload_length);
    else
      g_byte_array_append(exchange->body, (const guint8 *)upload, (guint)*upload_length);
    *upload_length = 0;
    return MHD_YES;
  }
  return answer_request(server, connection, exchange);
}

void cc_server_free(CcServer *server) {
  if (!server) return;
  if (server->daemon) MHD_stop_daemon(server->daemon);
  cc_places_free(server->places);
  g_free(server);
}

static void open_port(CcServer *server, guint16 port) {
  struct sockaddr_in address = {
      .sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  errno = 0;
  server->daemon = MHD_start_daemon(
      MHD_USE_EPOLL, port, NULL, NULL, handle, server, MHD_OPTION_SOCK_ADDR,
      (struct sockaddr *)&address, MHD_OPTION_URI_LOG_CALLBACK, begin, server,
      MHD_OPTION_NOTIFY_COMPLETED, complete, server, MHD_OPTION_NOTIFY_CONNECTION, on_connection,
      server, MHD_OPTION_CONNECTION_LIMIT, CONNECTIONS_MAX, MHD_OPTION_CONNECTION_TIMEOUT,
      CONNECTION_SECONDS, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_BYTES,
      MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
}

CcServer *cc_server_new(CcSite *site, guint16 port, GError **error) {
  g_autoptr(CcServer) server = g_new0(CcServer, 1);
  server->site = site;
  server->places = cc_places_new();
  open_port(server, port);
  if (!server->daemon) {
    g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_USAGE, "no page can be served at port %u: %s",
                port, errno ? g_strerror(errno) : "it cannot be opened");
    return NULL;
  }
  const union MHD_DaemonInfo *info = MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_BIND_PORT);
  site->guard = cc_guard_new(info->port, error);
  return site->guard ? g_steal_pointer(&server) : NULL;
}

/* Milliseconds until something is due: a connection's end, or the server's. */
static int patience(const CcServer *server) {
  gint64 idle = g_get_monotonic_time() - server->last_asked;
  gint64 left = (gint64)server->idle_seconds * 1000 - idle / 1000;
  MHD_UNSIGNED_LONG_LONG due = 0;
  if (MHD_get_timeout(server->daemon, &due) == MHD_YES) left = MIN(left, (gint64)due);
  gint64 stranger = cc_places_look(server->places, g_get_monotonic_time());
  if (stranger < G_MAXINT64) left = MIN(left, stranger / 1000 + 1);
  if (server->busy) left = MIN(left, WORK_MS);
  return (int)CLAMP(left, 0, G_MAXINT);
}

static gboolean is_over(const CcServer *server) {
  return server->site->end || g_get_monotonic_time() - server->last_asked >=
                                  (gint64)server->idle_seconds * G_USEC_PER_SEC;
}

/* libmicrohttpd listens no longer while it has all connections it may have, and again when it is
 * run once more after one of them ended. */
static gboolean answer_all(CcServer *server) {
  do {
    server->moved = FALSE;
    if (MHD_run(server->daemon) != MHD_YES) return FALSE;
  } while (server->moved);
  return TRUE;
}

/* Whoever waits for photos to be read is not idle. */
static void work(CcServer *server) {
  gboolean was_busy = server->busy;
  server->busy = server->site->work && server->site->work(server->site);
  if (was_busy || server->busy) server->last_asked = g_get_monotonic_time();
}

gboolean cc_server_run(CcServer *server, int signals, guint idle_seconds, GError **error) {
  int fd = MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
  struct pollfd fds[] = {{fd, POLLIN, 0}, {signals, POLLIN, 0}};
  server->last_asked = g_get_monotonic_time();
  server->idle_seconds = idle_seconds;
  work(server);
  while (!is_over(server)) {
    if (poll(fds, G_N_ELEMENTS(fds), patience(server)) < 0 && errno != EINTR) {
      g_set_error(error, CARDCAT_ERROR, CARDCAT_ERROR_MISSING, "the page cannot be served: %s",
                  g_strerror(errno));
      return FALSE;
    }
    if (cc_signals_take(signals) != 0) return TRUE;
    if (!answer_all(server)) break;
    work(server);
  }
  for (gint64 end = g_get_monotonic_time() + FAREWELL_MS * 1000; g_get_monotonic_time() < end;) {
    if (poll(fds, 1, FAREWELL_MS / 10) < 0 || MHD_run(server->daemon) != MHD_YES) break;
  }
  return TRUE;
}
