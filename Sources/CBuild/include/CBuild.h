/* What a build of the program is made of. */

#ifndef CBUILD_H
#define CBUILD_H

/* The commit and its day, as `456e08bd 2026-11-29`; empty where nobody said them when it was built. */
const char *cbuild_identity(void);

#endif
