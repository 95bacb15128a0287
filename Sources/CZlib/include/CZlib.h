#ifndef CONCORD_CZLIB_H
#define CONCORD_CZLIB_H

#include <zlib.h>

/* inflateInit2 is a macro that Swift does not see; 15 + 16 means: a gzip header must be there. */
static inline int concord_gunzip_init(z_stream *stream) { return inflateInit2(stream, 15 + 16); }

/* The same for writing, at zlib's usual level. */
static inline int concord_gzip_init(z_stream *stream) {
  return deflateInit2(stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}

#endif
