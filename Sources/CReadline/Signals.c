#define _GNU_SOURCE
#include "CReadline.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

static const int caught[] = {SIGINT, SIGWINCH, SIGTSTP, SIGTERM, SIGHUP};
enum { caught_count = sizeof caught / sizeof caught[0] };

static struct sigaction previous[caught_count];
static int channel[2] = {-1, -1};
static bool catching;

static void note(int number) {
  int saved = errno;
  unsigned char byte = (unsigned char)number;
  /* A full pipe already holds more news than one reader needs. */
  ssize_t ignored = write(channel[1], &byte, 1);
  (void)ignored;
  errno = saved;
}

static void catch_one(int index) {
  if (previous[index].sa_handler == SIG_IGN) return;
  struct sigaction action = {0};
  action.sa_handler = note;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(caught[index], &action, NULL);
}

int greenroom_signals_catch(void) {
  if (channel[0] < 0 && pipe2(channel, O_NONBLOCK | O_CLOEXEC) != 0) return -1;
  if (catching) return channel[0];
  catching = true;
  for (int i = 0; i < caught_count; i++) {
    sigaction(caught[i], NULL, &previous[i]);
    catch_one(i);
  }
  return channel[0];
}

void greenroom_signals_release(void) {
  if (!catching) return;
  catching = false;
  for (int i = 0; i < caught_count; i++) sigaction(caught[i], &previous[i], NULL);
  unsigned char bytes[64];
  while (read(channel[0], bytes, sizeof bytes) > 0) continue;
}

void greenroom_signals_deliver(int number) {
  for (int i = 0; i < caught_count; i++) {
    if (caught[i] != number) continue;
    sigaction(number, &previous[i], NULL);
    raise(number);
    if (catching) catch_one(i);
  }
}
