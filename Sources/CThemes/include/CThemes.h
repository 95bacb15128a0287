#ifndef CTHEMES_H
#define CTHEMES_H

/* A scheme file of the folder Themes, as it was when the program was built. */
struct concord_theme {
  const char *name;
  const char *text;
};

/* How many there are, and the one at an index from 0. */
int concord_theme_count(void);
struct concord_theme concord_theme_at(int index);

#endif
