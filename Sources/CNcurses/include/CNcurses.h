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
/* The pair goes in by its pointer, which holds those beyond a short. */
static inline int concord_set(attr_t attributes, int pair) {
  return wattr_set(stdscr, attributes, (short)(pair > 32767 ? 32767 : pair), &pair);
}
static inline int concord_key_f(int n) { return KEY_F(n); }

/* What the terminal's description says, after newterm or concord_describe. A name is terminfo's or
   one of its extensions. */
int concord_describe(const char *term);
int concord_has(const char *capability);
int concord_number(const char *capability);
/* Whether its cursor can be placed: without that no screen can be drawn. */
int concord_can_move(void);
/* The code of a key known by an extended name, such as kUP5; 0 where there is none. */
int concord_extended_key(const char *name);
/* The library's name and version. */
const char *concord_ncurses_version(void);

/* Clicks and wheel on or off. */
void concord_mouse(int on);
/* Takes one mouse event: 1 a press, 2 the wheel up, 3 the wheel down, 0 nothing of interest. */
int concord_next_mouse(int *column, int *row);

/* Keeps the terminal's state. Call before newterm. */
void concord_save_terminal(void);
/* From here on every end of the process gives the terminal back. Faults do so at once. HUP, TERM and
   INT only leave word, that what is under way can be finished; a second one ends the process. TSTP
   and CONT leave word too. `wake` is an eventfd that is written to when there is word. */
void concord_guard_terminal(int wake);
/* The terminal is given back: nothing more is written to it at the end. */
void concord_release_terminal(void);
/* The signal that asks the program to end, or 0. */
int concord_ending(void);
/* Ends the process as that signal would have. */
void concord_end_by(int signal_number);
/* Whether the program was asked to stop, or continued behind its back; each is told once. */
int concord_take_stop(void);
int concord_take_continue(void);
/* Stops the whole job as ctrl-z does, and returns when it goes on. */
void concord_stop_job(void);

/* Bracketed paste on or off. */
void concord_paste_mode(int on);
/* An eventfd for waking the loop, and writing to it. */
int concord_make_wake(void);
void concord_wake(int fd);
void concord_drain_wake(int fd);

#endif
