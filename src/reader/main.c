/* The program that reads photos for a pool, and forks its workers. */
#include "cardcat/cardcat.h"

int main(void) {
  return cardcat_helper_main();
}
