#define _GNU_SOURCE
#include "CTextWidth.h"

#include <langinfo.h>
#include <locale.h>
#include <pthread.h>
#include <string.h>
#include <wchar.h>

/* Once: setlocale frees what another thread may just be measuring with. */
static pthread_once_t once = PTHREAD_ONCE_INIT;
static int is_utf8;

static void set_locale(void) {
  setlocale(LC_ALL, "");
  is_utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
  if (!is_utf8) setlocale(LC_CTYPE, "C.UTF-8");
}

int concord_set_locale(void) {
  pthread_once(&once, set_locale);
  return is_utf8;
}

int concord_wcwidth(uint32_t code_point) {
  pthread_once(&once, set_locale);
  return wcwidth((wchar_t)code_point);
}
