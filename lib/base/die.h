/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * die: messages that end the tool, and warnings.
 *
 * Every message is one line, "tool: ...", in one write, so that parallel jobs do not interleave; control characters are
 * masked. The status tells what has to be corrected: the data (1), the command line (2) or the environment (3). Code in
 * a pure room never calls these: only code that knows the file and the line ends the program. */
#ifndef BASE_DIE_H
#define BASE_DIE_H

#include "base/slice.h"

enum { STATUS_DATA = 1, STATUS_USAGE = 2, STATUS_ENV = 3 };

/* The name that messages begin with; `name` is kept, not copied. */
void die_name(const char *name);

_Noreturn void die(int status, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Ends with STATUS_ENV, "PATH: cannot VERB: strerror(errno)". */
_Noreturn void die_errno(const char *path, const char *verb);

void warn(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The nearest of `n` names to `word`: one edit away, else one that it begins, else by edit distance; NULL if none is
 * near enough to be a typing mistake. */
const char *die_nearest(struct slice word, const char *const *name, size_t n);

#endif
