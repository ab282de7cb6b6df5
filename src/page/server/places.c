/* Who is connected: whoever holds a place and has not shown that it may enter is a stranger, and
 * has few places for a short time, so that nobody can keep the page from the person whose it is. */
#include "page/server/server.h"

#include <sys/socket.h>

/* A browser opens six, some of them to no purpose yet. */
#define STRANGERS_MAX 32
#define STRANGER_SECONDS 10
/* What a busy machine's browser needs between connecting and asking: less nobody is given. */
#define LEAST_SECONDS 2

typedef struct {
  int fd;
  gboolean is_known;
  gint64 least, until; /* monotonic microseconds: it has its place for so long, and no longer */
} Place;

struct CcPlaces {
  GArray *taken; /* Place, as they came */
};

CcPlaces *cc_places_new(void) {
  CcPlaces *places = g_new0(CcPlaces, 1);
  places->taken = g_array_new(FALSE, FALSE, sizeof(Place));
  return places;
}

void cc_places_free(CcPlaces *places) {
  if (!places) return;
  g_array_unref(places->taken);
  g_free(places);
}

static Place *place_at(const CcPlaces *places, guint i) {
  return &g_array_index(places->taken, Place, i);
}

static Place *find(const CcPlaces *places, int fd) {
  for (guint i = 0; i < places->taken->len; i++)
    if (place_at(places, i)->fd == fd) return place_at(places, i);
  return NULL;
}

/* The server sees that the other end is gone, and gives the place back. */
static void send_away(Place *place) {
  shutdown(place->fd, SHUT_RDWR);
  place->until = G_MAXINT64;
}

static gboolean may_stay(const Place *place) {
  return place->is_known || place->until == G_MAXINT64;
}

void cc_places_take(CcPlaces *places, int fd, gint64 now) {
  const Place place = {fd, FALSE, now + LEAST_SECONDS * G_USEC_PER_SEC,
                       now + STRANGER_SECONDS * G_USEC_PER_SEC};
  g_array_append_val(places->taken, place);
}

void cc_places_know(CcPlaces *places, int fd) {
  Place *place = find(places, fd);
  if (place) place->is_known = TRUE;
}

void cc_places_leave(CcPlaces *places, int fd) {
  for (guint i = 0; i < places->taken->len; i++)
    if (place_at(places, i)->fd == fd) {
      g_array_remove_index(places->taken, i);
      return;
    }
}

/* Until when PLACE may be held, when AFTER strangers came after it. */
static gint64 end_of(const Place *place, guint after) {
  return after < STRANGERS_MAX ? place->until : place->least;
}

gint64 cc_places_look(CcPlaces *places, gint64 now) {
  gint64 next = G_MAXINT64;
  guint after = 0;
  for (guint i = places->taken->len; i-- > 0;) {
    Place *place = place_at(places, i);
    if (may_stay(place)) continue;
    gint64 end = end_of(place, after++);
    if (end <= now)
      send_away(place);
    else
      next = MIN(next, end - now);
  }
  return next;
}
