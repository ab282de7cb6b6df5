/* Does a process stand still, as one that looks at it now and then can tell. */
#define _GNU_SOURCE /* clock_getcpuclockid */
#include "reader/parts.h"

#include <time.h>

gint64 cc_process_cpu(pid_t pid) {
  clockid_t clock;
  struct timespec used;
  if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &used) != 0) return 0;
  return (gint64)used.tv_sec * G_USEC_PER_SEC + used.tv_nsec / 1000;
}

CcStill cc_still_begin(gint64 now, gint64 cpu) {
  return (CcStill){.looked = now, .cpu = cpu};
}

gint64 cc_still_look(CcStill *still, gint64 now, gint64 cpu) {
  gint64 passed = CLAMP(now - still->looked, 0, CC_STILL_LOOK);
  still->still = cpu > still->cpu ? 0 : still->still + passed;
  still->cpu = MAX(cpu, still->cpu);
  still->looked = now;
  return still->still;
}
