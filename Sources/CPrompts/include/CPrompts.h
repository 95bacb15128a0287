#ifndef CONCORD_CPROMPTS_H
#define CONCORD_CPROMPTS_H

#include <stddef.h>

/* The program's own prompt templates, as the files beside this one have them. */
struct concord_prompt {
  const char *name;
  const char *text;
};

size_t concord_prompt_count(void);
struct concord_prompt concord_prompt_at(size_t index);

#endif
