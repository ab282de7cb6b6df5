/* The bands of a pixel side by side in a vector of 16 bytes, which every processor of today has;
 * one lane is not used. */
#pragma once

#include <glib.h>

typedef float CcBands __attribute__((vector_size(16)));
typedef gint32 CcWholeBands __attribute__((vector_size(16)));
