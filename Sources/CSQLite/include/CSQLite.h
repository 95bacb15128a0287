#ifndef CSQLITE_H
#define CSQLITE_H

#include <sqlite3.h>

/* The type number of the file system that holds a path, as statfs(2) gives it; 0 on failure.
   Here because Glibc's module does not show statfs. */
unsigned long csqlite_file_system_type(const char *path);

/* Cast macros, which Swift cannot see. */
static inline sqlite3_destructor_type csqlite_transient(void) { return SQLITE_TRANSIENT; }

/* Variadic functions, which Swift cannot call. */
static inline int csqlite_refuse_quoted_strings(sqlite3 *db) {
  int rc = sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DDL, 0, (int *)0);
  return rc == SQLITE_OK ? sqlite3_db_config(db, SQLITE_DBCONFIG_DQS_DML, 0, (int *)0) : rc;
}

#endif
