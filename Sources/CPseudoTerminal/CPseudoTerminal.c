#define _GNU_SOURCE
#include "CPseudoTerminal.h"

#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

pid_t greenroom_pty_spawn(const char *path, char *const argv[], char *const envp[],
                          const char *directory, unsigned short rows, unsigned short columns,
                          int *master) {
  struct winsize size = {.ws_row = rows, .ws_col = columns};
  pid_t process = forkpty(master, NULL, NULL, &size);
  if (process > 0) fcntl(*master, F_SETFD, FD_CLOEXEC);
  if (process != 0) return process;

  /* The child of a program with threads: only async-signal-safe calls from here on. */
  struct sigaction action = {0};
  action.sa_handler = SIG_DFL;
  sigemptyset(&action.sa_mask);
  for (int number = 1; number < NSIG; number++) sigaction(number, &action, NULL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  /* Masters of terminals opened by other threads would keep those from hanging up. */
  syscall(SYS_close_range, 3u, ~0u, 0u);
  if (directory && chdir(directory) != 0) _exit(127);
  execve(path, argv, envp);
  _exit(127);
}

int greenroom_pty_resize(int master, unsigned short rows, unsigned short columns) {
  struct winsize size = {.ws_row = rows, .ws_col = columns};
  return ioctl(master, TIOCSWINSZ, &size);
}

int greenroom_pty_watch(pid_t process) { return (int)syscall(SYS_pidfd_open, process, 0); }

static int local_flag(int master, tcflag_t flag) {
  struct termios settings;
  if (tcgetattr(master, &settings) != 0) return -1;
  return (settings.c_lflag & flag) != 0;
}

int greenroom_pty_is_canonical(int master) { return local_flag(master, ICANON); }

int greenroom_pty_echoes(int master) { return local_flag(master, ECHO); }

int greenroom_pty_shell_status(int wait_status) {
  if (WIFEXITED(wait_status)) return WEXITSTATUS(wait_status);
  if (WIFSIGNALED(wait_status)) return 128 + WTERMSIG(wait_status);
  return -1;
}
