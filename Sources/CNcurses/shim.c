#define _GNU_SOURCE
#include "CNcurses.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <term.h>

int concord_describe(const char *term) {
  int result = 0;
  return setupterm(term, STDOUT_FILENO, &result) == OK;
}

int concord_has(const char *capability) {
  const char *text = tigetstr(capability);
  if (text != NULL && text != (const char *)-1) return 1;
  return tigetflag(capability) > 0 || tigetnum(capability) > 0;
}

int concord_number(const char *capability) { return tigetnum(capability); }

int concord_can_move(void) { return concord_has("cup"); }

int concord_extended_key(const char *name) {
  const char *text = tigetstr(name);
  if (text == NULL || text == (const char *)-1) return 0;
  int code = key_defined(text);
  return code > 0 ? code : 0;
}

const char *concord_ncurses_version(void) { return curses_version(); }

void concord_mouse(int on) {
  /* 0: a press is told at once. Without it ncurses waits whether it becomes a click. */
  mouseinterval(0);
  mousemask(on ? BUTTON1_PRESSED | BUTTON1_CLICKED | BUTTON4_PRESSED | BUTTON5_PRESSED : 0, NULL);
}

int concord_next_mouse(int *column, int *row) {
  MEVENT event;
  if (getmouse(&event) != OK) return 0;
  *column = event.x;
  *row = event.y;
  /* Press and release that are read together come as a click even with the interval 0. */
  if (event.bstate & (BUTTON1_PRESSED | BUTTON1_CLICKED)) return 1;
  if (event.bstate & BUTTON4_PRESSED) return 2;
  if (event.bstate & BUTTON5_PRESSED) return 3;
  return 0;
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
