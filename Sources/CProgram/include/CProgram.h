/* What a program has to ask C for: what it was built of, and how it was called. */

#ifndef CPROGRAM_H
#define CPROGRAM_H

/* The commit and its day, as `456e08bd 2026-11-29`; empty where nobody said them when it was built. */
const char *cprogram_identity(void);

/* The words it was called with, the name of the program first. Swift reads them from /proc, which need not be there. */
int cprogram_argument_count(void);
const char *cprogram_argument(int index);

#endif
