#include "CSQLite.h"

#include <sys/vfs.h>

unsigned long csqlite_file_system_type(const char *path) {
  struct statfs found;
  return statfs(path, &found) == 0 ? (unsigned long)found.f_type : 0;
}
