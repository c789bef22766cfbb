#include "CBuild.h"

const char *cbuild_identity(void) { return CBUILD_IDENTITY; }
