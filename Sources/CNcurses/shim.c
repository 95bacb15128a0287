#define _GNU_SOURCE
#include "CNcurses.h"

#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <termios.h>
#include <unistd.h>

#include <term.h>

int concord_can_move(void) {
  const char *move = tigetstr("cup");
  return move != NULL && move != (const char *)-1;
}

static struct termios saved;
static int has_saved;

void concord_save_terminal(void) { has_saved = tcgetattr(STDIN_FILENO, &saved) == 0; }

/* Only what is safe in a signal handler. */
static void restore_and_die(int signal_number) {
  static const char bytes[] =
      "\033[?1l\033>\033[?2004l\033[?1006;1002;1000l\033[?25h\033[m\033[?1049l";
  ssize_t ignored = write(STDOUT_FILENO, bytes, sizeof bytes - 1);
  (void)ignored;
  if (has_saved) tcsetattr(STDIN_FILENO, TCSANOW, &saved);
  struct sigaction standard;
  memset(&standard, 0, sizeof standard);
  standard.sa_handler = SIG_DFL;
  sigaction(signal_number, &standard, NULL);
  sigset_t one;
  sigemptyset(&one);
  sigaddset(&one, signal_number);
  sigprocmask(SIG_UNBLOCK, &one, NULL);
  raise(signal_number);
}

void concord_guard_signals(void) {
  stack_t stack;
  memset(&stack, 0, sizeof stack);
  stack.ss_size = 65536;
  stack.ss_sp = malloc(stack.ss_size);
  if (stack.ss_sp != NULL) sigaltstack(&stack, NULL);
  static const int all[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGSEGV,
                            SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE};
  for (size_t index = 0; index < sizeof all / sizeof all[0]; index++) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = restore_and_die;
    action.sa_flags = SA_ONSTACK;
    sigaction(all[index], &action, NULL);
  }
}

void concord_paste_mode(int on) {
  const char *bytes = on ? "\033[?2004h" : "\033[?2004l";
  ssize_t ignored = write(STDOUT_FILENO, bytes, strlen(bytes));
  (void)ignored;
}

int concord_make_wake(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }

void concord_wake(int fd) {
  uint64_t one = 1;
  ssize_t ignored = write(fd, &one, sizeof one);
  (void)ignored;
}

void concord_drain_wake(int fd) {
  uint64_t count;
  ssize_t ignored = read(fd, &count, sizeof count);
  (void)ignored;
}
