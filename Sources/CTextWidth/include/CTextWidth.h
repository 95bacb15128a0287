#ifndef CTEXTWIDTH_H
#define CTEXTWIDTH_H

#include <stdint.h>

/* Columns of a code point by glibc's wcwidth in the present locale: -1, 0, 1 or 2. */
int concord_wcwidth(uint32_t code_point);

/* setlocale(LC_ALL, ""); then, where the codeset is not UTF-8, LC_CTYPE of C.UTF-8 for widths.
   Returns 1 if the user's own codeset is UTF-8. */
int concord_set_locale(void);

#endif
