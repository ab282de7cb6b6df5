/* doctor/: is everything here that reading photos needs? */
#pragma once

#include "cardcat/cardcat.h"

/* As cardcat_doctor(). */
GPtrArray *cc_doctor(const CardcatReaderOptions *options);
