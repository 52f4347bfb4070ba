/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cleanup: removes what must not be left over, however the tool ends.
 *
 * `remove` is called when the program ends, normally or by die, and on SIGINT, SIGTERM, SIGHUP and SIGPIPE. So it may
 * do only what a signal handler may (unlink, but not free). After a run without errors it should find nothing to do. */
#ifndef BASE_CLEANUP_H
#define BASE_CLEANUP_H

void cleanup_add(void (*remove)(void)); /* once for each function, a few in all */

#endif
