#ifndef CONCORD_CDIGEST_H
#define CONCORD_CDIGEST_H

#include <stdint.h>
#include <sha2.h>

#endif
