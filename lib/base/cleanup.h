/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cleanup: what must not stay behind, however the tool ends.
 *
 * `remove` is called at the end of the program, well or by die, and on SIGINT, SIGTERM, SIGHUP and SIGPIPE: so it may
 * do no more than a signal handler may (unlink, yes; free, no). It should find nothing to do once all went well. */
#ifndef BASE_CLEANUP_H
#define BASE_CLEANUP_H

void cleanup_add(void (*remove)(void)); /* once for each function, a few in all */

#endif
