/* reader/: runs photo, card, text and fields in order, in this process or in workers; and the one
 * serial form of a reading, which the workers' pipes, the address book and the output share. */
#pragma once

#include "base/base.h"

#define CC_READING_SCHEMA "cardcat.reading/1"
/* No photo is said to hold more cards than this. */
#define CC_CARDS_IN_PHOTO_MAX 100
