/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * textfile: a small file that an option or a schema names, read whole.
 *
 * A name that leads to no readable file is the command line's fault (status 2); a machine that has no memory, no
 * descriptor or a failing disk is the environment's (status 3). */
#ifndef BASE_TEXTFILE_H
#define BASE_TEXTFILE_H

#include "base/mem.h"

/* Adds the bytes of the file to `text`. `asker` begins the message if it cannot be read, "shop: rates = ", or is "". */
void textfile_read(const char *path, const char *asker, struct buf *text);

#endif
