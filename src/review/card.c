/* What a card stands for while it is reviewed. */
#include "review/review.h"

const CardcatContact *cc_card_contact(const CardcatCard *card) {
  return card->draft ? card->draft : card->reading->contact;
}

const char *cc_card_name(const CardcatContact *contact) {
  return contact->name.full      ? contact->name.full
         : contact->organization ? contact->organization
                                 : "the card";
}
