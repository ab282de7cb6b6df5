/* A name alone that may be a contact of the book: said with what makes it a link. */
#include "review/review.h"

char *cc_offer_command(const CardcatLinkOffer *offer) {
  g_autofree char *kind = g_strdelimit(g_strdup(cardcat_link_kind_name(offer->kind)), " ", '-');
  return g_strdup_printf("cardcat link %" G_GINT64_FORMAT " %s %" G_GINT64_FORMAT, offer->from,
                         kind, offer->to);
}

char *cc_offer_sentence(const CardcatLinkOffer *offer) {
  g_autofree char *what = cardcat_link_offer_say(offer), *command = cc_offer_command(offer);
  return g_strdup_printf("%s; '%s' links the two", what, command);
}
