#ifndef CVTERM_H
#define CVTERM_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <termios.h>

/* A terminal in memory (libvterm): bytes in, cells out. Declared without libvterm's header, so
   that a machine without it can still build the product. */
typedef struct concord_vterm concord_vterm;

typedef struct {
  /* UTF-8, NUL at the end; "" for the right half of a wide character. */
  char text[32];
  int width;
  int bold, underline, italic, reverse;
  /* -1 is the terminal's default. */
  int foreground, background;
} concord_vterm_cell;

typedef struct {
  int alternate_screen, cursor_visible, mouse;
  int cursor_row, cursor_column;
  /* How often a title was set, a bell rung, or a string sequence (OSC, DCS) came. */
  int titles, bells, strings;
} concord_vterm_facts;

concord_vterm *concord_vterm_make(int rows, int columns);
void concord_vterm_drop(concord_vterm *terminal);
void concord_vterm_feed(concord_vterm *terminal, const uint8_t *bytes, size_t count);
void concord_vterm_resize(concord_vterm *terminal, int rows, int columns);
/* What the terminal answers (cursor reports and the like). */
size_t concord_vterm_reply(concord_vterm *terminal, char *bytes, size_t room);
concord_vterm_cell concord_vterm_at(concord_vterm *terminal, int row, int column);
concord_vterm_facts concord_vterm_know(concord_vterm *terminal);

/* A program on a pseudo-terminal of its own session. Returns its process, or -1; both ends of
   the terminal are left open for the caller; `before` is how it was set. */
pid_t concord_pty_start(
    const char *program, char *const arguments[], char *const environment[], int rows, int columns,
    int *master, int *slave, struct termios *before);
void concord_pty_resize(int master, int rows, int columns);
/* Bytes typed that nobody has read yet. */
int concord_pty_unread(int slave);

enum { concord_running, concord_exited, concord_killed, concord_stopped };
/* What became of a process; `value` is its exit status or the signal. Does not wait. */
int concord_process_state(pid_t process, int *value);

#endif
