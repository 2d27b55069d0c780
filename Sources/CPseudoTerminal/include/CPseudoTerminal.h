#ifndef GREENROOM_CPSEUDOTERMINAL_H
#define GREENROOM_CPSEUDOTERMINAL_H

#include <sys/types.h>

/// Starts a program on a new pseudo-terminal, as leader of its own session, with default signal
/// handling and no other open file. `argv` and `envp` end with null; `directory` may be null.
/// Returns the process id and sets `*master`; -1 with `errno` when there is no terminal or process
/// left. A program that cannot be run exits with 127.
pid_t greenroom_pty_spawn(const char *path, char *const argv[], char *const envp[],
                          const char *directory, unsigned short rows, unsigned short columns,
                          int *master);

int greenroom_pty_resize(int master, unsigned short rows, unsigned short columns);

/// A file descriptor that becomes readable when the process ends; -1 with `errno` on failure.
int greenroom_pty_watch(pid_t process);

/// Whether the terminal waits for whole lines, and whether it echoes: how tests see that a program
/// left it as it found it. -1 with `errno` on failure.
int greenroom_pty_is_canonical(int master);
int greenroom_pty_echoes(int master);

/// What `waitpid` reports, as a shell would: the exit code, or 128 + the signal.
int greenroom_pty_shell_status(int wait_status);

#endif
