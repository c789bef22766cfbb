/* What the program has from C alone: what it was built of. */

#ifndef CPROGRAM_H
#define CPROGRAM_H

/* The commit and its day, as `456e08bd 2026-11-29`; empty where nobody said them when it was built. */
const char *cprogram_identity(void);

#endif
