#ifndef CONCORD_CYAML_H
#define CONCORD_CYAML_H

#include <yaml.h>

#endif
