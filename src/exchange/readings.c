/* Cards that were read elsewhere, by another machine or at another time. */
#include "exchange/exchange.h"

#include <string.h>

typedef struct {
  CardcatStore *store;
  const char *name;
  const CardcatMeeting *meeting;
  CcReadingsResult *result;
  GPtrArray *photo; /* CardcatReading*: the cards of the photo that comes next, in order */
} Readings;

static const CardcatReading *first_of(const GPtrArray *photo) {
  return photo->pdata[0];
}

/* Into the book, unless it knows the photo. */
static gboolean put(const Readings *r, GPtrArray *photo, GError **error) {
  const CardcatReading *first = first_of(photo);
  CardcatPhotoState state = CARDCAT_PHOTO_NEW;
  if (!cardcat_store_photo_state(r->store, first->sha256, &state, NULL, error)) return FALSE;
  if (state == CARDCAT_PHOTO_READ) {
    r->result->known++;
    return TRUE;
  }
  g_autoptr(CardcatMeeting) meeting = cardcat_meeting_copy(r->meeting);
  gint64 now = g_get_real_time() / G_USEC_PER_SEC;
  if (!meeting->met_on && cardcat_taken_is_believable(first->taken, now)) {
    meeting->met_on = g_strndup(first->taken, 10);
    meeting->taken_on = g_strdup(meeting->met_on);
  }
  if (!cardcat_store_add_readings(r->store, photo, meeting, NULL, error)) return FALSE;
  r->result->photos++;
  r->result->cards += photo->len;
  return TRUE;
}

static GPtrArray *photo_of(CardcatReading *reading) {
  GPtrArray *photo = g_ptr_array_new_with_free_func((GDestroyNotify)cardcat_reading_free);
  g_ptr_array_add(photo, reading);
  return photo;
}

/* The photo before NEXT (NULL: the end), which may be its other side, is settled. */
static gboolean settle(Readings *r, CardcatReading *next, GError **error) {
  g_autoptr(GPtrArray) photo = g_steal_pointer(&r->photo);
  gboolean is_pair = next && photo && photo->len == 1 && next->cards == 1 && !next->back &&
                     !((CardcatReading *)photo->pdata[0])->back &&
                     cardcat_reading_pairs_with(photo->pdata[0], next);
  if (is_pair) {
    photo->pdata[0] = cardcat_reading_pair(photo->pdata[0], next);
    return put(r, photo, error);
  }
  if (next) r->photo = photo_of(next);
  return !photo || put(r, photo, error);
}

/* Takes READING. */
static gboolean take(Readings *r, CardcatReading *reading, GError **error) {
  gboolean goes_on = r->photo && g_str_equal(first_of(r->photo)->sha256, reading->sha256);
  if (!goes_on) return settle(r, reading, error);
  g_ptr_array_add(r->photo, reading);
  return TRUE;
}

gboolean cc_import_readings(CardcatStore *store, CardcatInput *input, const char *name,
                            const CardcatMeeting *meeting, CcReadingsResult *result,
                            GError **error) {
  Readings r = {store, name, meeting, result, NULL};
  gboolean well = TRUE;
  for (gboolean more = TRUE; well && more;) {
    g_autoptr(GError) problem = NULL;
    g_autoptr(CardcatItem) item = cardcat_input_next(input, &problem);
    more = item || problem;
    if (item)
      well = take(&r, cardcat_item_take_reading(item), error);
    else if (problem)
      g_ptr_array_add(result->bad, g_strdup_printf("%s, %s", name, problem->message));
  }
  well = well && settle(&r, NULL, error);
  if (r.photo) g_ptr_array_unref(r.photo);
  return well;
}
