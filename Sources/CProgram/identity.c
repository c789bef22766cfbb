#include "CProgram.h"

const char *cprogram_identity(void) { return CPROGRAM_IDENTITY; }
