#define _GNU_SOURCE
#include "CNcurses.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static struct termios saved;
static int has_saved;
static int wake_fd = -1;
static volatile sig_atomic_t is_taken;
static volatile sig_atomic_t ending;
static volatile sig_atomic_t stop_asked;
static volatile sig_atomic_t continued;

void concord_save_terminal(void) { has_saved = tcgetattr(STDIN_FILENO, &saved) == 0; }

/* Only what is safe in a signal handler. Every step stands alone: one that fails stops no other.
   The settings come first, since a terminal that takes no bytes would hold up all after it. A
   second signal on another thread does it all again: it must not end us half-way through. Of the
   bytes, ours come first (paste, mouse in all its forms, focus), then keypad, colours, cursor, and
   last the screen, so that on the person's own one nothing is drawn. */
static void give_back(void) {
  static const char bytes[] =
      "\033[?2004l\033[?1006;1003;1002;1000l\033[?1004l\033[?2026l\033[?1l\033>\033[m\033[?25h"
      "\033[?1049l";
  if (!is_taken) return;
  if (has_saved) {
    while (tcsetattr(STDIN_FILENO, TCSANOW, &saved) == -1 && errno == EINTR) continue;
  }
  ssize_t ignored = write(STDOUT_FILENO, bytes, sizeof bytes - 1);
  (void)ignored;
  is_taken = 0;
}

void concord_end_by(int number) {
  struct sigaction standard;
  memset(&standard, 0, sizeof standard);
  standard.sa_handler = SIG_DFL;
  sigaction(number, &standard, NULL);
  sigset_t one;
  sigemptyset(&one);
  sigaddset(&one, number);
  pthread_sigmask(SIG_UNBLOCK, &one, NULL);
  raise(number);
}

static void on_fault(int number) {
  give_back();
  concord_end_by(number);
}

static void on_ending(int number) {
  int before = errno;
  if (ending != 0) on_fault(number);
  ending = number;
  concord_wake(wake_fd);
  errno = before;
}

static void on_job_control(int number) {
  int before = errno;
  if (number == SIGTSTP) stop_asked = 1;
  if (number == SIGCONT) continued = 1;
  concord_wake(wake_fd);
  errno = before;
}

static void handle(int number, void (*handler)(int)) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  action.sa_flags = SA_ONSTACK | SA_RESTART;
  sigaction(number, &action, NULL);
}

void concord_guard_terminal(int wake) {
  wake_fd = wake;
  is_taken = 1;
  atexit(give_back);
  /* A stack that has overflowed has no room for a handler. Only the main thread has this one. */
  stack_t stack;
  memset(&stack, 0, sizeof stack);
  stack.ss_size = 65536;
  stack.ss_sp = malloc(stack.ss_size);
  if (stack.ss_sp != NULL) sigaltstack(&stack, NULL);
  /* Swift's backtracer holds some of these, would print over the screen and wait for a key. */
  static const int faults[] = {SIGQUIT, SIGSEGV, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSYS};
  for (size_t index = 0; index < sizeof faults / sizeof faults[0]; index++) {
    handle(faults[index], on_fault);
  }
  static const int endings[] = {SIGHUP, SIGTERM, SIGINT};
  for (size_t index = 0; index < sizeof endings / sizeof endings[0]; index++) {
    struct sigaction old;
    /* What was ignored by who started us (nohup) stays so. */
    if (sigaction(endings[index], NULL, &old) == 0 && old.sa_handler == SIG_IGN) continue;
    handle(endings[index], on_ending);
  }
  handle(SIGTSTP, on_job_control);
  handle(SIGCONT, on_job_control);
}

void concord_release_terminal(void) { is_taken = 0; }

int concord_ending(void) { return ending; }

int concord_take_stop(void) {
  int asked = stop_asked;
  stop_asked = 0;
  return asked;
}

int concord_take_continue(void) {
  int was = continued;
  continued = 0;
  return was;
}

void concord_stop_job(void) {
  handle(SIGTSTP, SIG_DFL);
  continued = 0;
  /* The whole job, so that a script around us stops too and its shell gets the terminal. */
  kill(0, SIGTSTP);
  /* Another thread may take the signal, a moment later; where nobody could continue us (no job
     control) the kernel drops it, and the wait ends by itself. */
  for (int turn = 0; turn < 20 && !continued; turn++) poll(NULL, 0, 10);
  continued = 0;
  stop_asked = 0;
  handle(SIGTSTP, on_job_control);
  is_taken = 1;
}
