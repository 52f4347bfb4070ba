/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * shipped: the files that come with tillroll, schemas and segment maps.
 *
 * A name is looked for beside the program, in the build tree (pipelines/KIND/) and installed (share/tillroll/KIND/)
 * alike; a name with a slash is a path. */
#ifndef BASE_SHIPPED_H
#define BASE_SHIPPED_H

/* The path of KIND/NAME ("schemas", "online-retail"), for the caller to free. If there is none the tool ends, status 2,
 * listing those that there are. */
char *shipped_path(const char *kind, const char *name);

/* Calls `each` for the name of each file of the kind, in the order of their bytes. */
void shipped_each(const char *kind, void (*each)(const char *name, void *user), void *user);

#endif
