#include "CProgram.h"

static int count;
static char **arguments;

/* The C library hands these to every constructor, before anything of Swift runs. */
__attribute__((constructor)) static void keep(int given_count, char **given_arguments) {
    count = given_count;
    arguments = given_arguments;
}

int cprogram_argument_count(void) { return count; }

const char *cprogram_argument(int index) { return index < count ? arguments[index] : ""; }
