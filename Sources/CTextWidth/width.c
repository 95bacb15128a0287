#define _GNU_SOURCE
#include "CTextWidth.h"

#include <langinfo.h>
#include <locale.h>
#include <string.h>
#include <wchar.h>

int concord_wcwidth(uint32_t code_point) { return wcwidth((wchar_t)code_point); }

int concord_set_locale(void) {
  setlocale(LC_ALL, "");
  if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return 1;
  setlocale(LC_CTYPE, "C.UTF-8");
  return 0;
}
