#ifndef CNCURSES_H
#define CNCURSES_H

#define NCURSES_WIDECHAR 1
#include <curses.h>

/* Globals and macros that Swift does not see. */
static inline WINDOW *concord_stdscr(void) { return stdscr; }
static inline int concord_colors(void) { return COLORS; }
static const attr_t concord_bold = A_BOLD;
static const attr_t concord_dim = A_DIM;
static const attr_t concord_reverse = A_REVERSE;
static const attr_t concord_underline = A_UNDERLINE;
static const attr_t concord_italic = A_ITALIC;
static inline int concord_set(attr_t attributes, int pair) {
  return wattr_set(stdscr, attributes, (short)pair, (void *)0);
}
static inline int concord_key_f(int n) { return KEY_F(n); }

/* Whether the terminal can place its cursor: without that no screen can be drawn. */
int concord_can_move(void);

/* Keeps the terminal's state, and restores it on every signal that ends the process. Called
   before newterm, and after it. */
void concord_save_terminal(void);
void concord_guard_signals(void);
/* Bracketed paste on or off. */
void concord_paste_mode(int on);
/* An eventfd for waking the loop, and writing to it. */
int concord_make_wake(void);
void concord_wake(int fd);
void concord_drain_wake(int fd);

#endif
