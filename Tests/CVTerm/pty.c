#define _GNU_SOURCE
#include "CVTerm.h"

#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

pid_t concord_pty_start(
    const char *program, char *const arguments[], char *const environment[], int rows, int columns,
    int *master, int *slave, struct termios *before) {
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  if (openpty(master, slave, NULL, NULL, &size) != 0) return -1;
  /* Before the program can touch them; and no other test's program may hold these ends. */
  tcgetattr(*slave, before);
  fcntl(*master, F_SETFD, FD_CLOEXEC);
  fcntl(*slave, F_SETFD, FD_CLOEXEC);
  pid_t child = fork();
  if (child != 0) return child;
  /* The child: only calls that are safe between fork and exec. */
  setsid();
  ioctl(*slave, TIOCSCTTY, 0);
  for (int fd = 0; fd < 3; fd++) dup2(*slave, fd);
  for (int fd = 3; fd < 1024; fd++) close(fd);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  for (int number = 1; number < 32; number++) signal(number, SIG_DFL);
  execve(program, arguments, environment);
  _exit(127);
}

void concord_pty_resize(int master, int rows, int columns) {
  struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
  ioctl(master, TIOCSWINSZ, &size);
}

int concord_pty_unread(int slave) {
  int count = 0;
  return ioctl(slave, FIONREAD, &count) == 0 ? count : 0;
}

int concord_process_state(pid_t process, int *value) {
  int status = 0;
  *value = 0;
  if (waitpid(process, &status, WNOHANG | WUNTRACED) <= 0) return concord_running;
  if (WIFEXITED(status)) {
    *value = WEXITSTATUS(status);
    return concord_exited;
  }
  if (WIFSIGNALED(status)) {
    *value = WTERMSIG(status);
    return concord_killed;
  }
  *value = WSTOPSIG(status);
  return concord_stopped;
}
