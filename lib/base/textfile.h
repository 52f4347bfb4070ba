/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * textfile: a small file that an option or a schema names, read whole.
 *
 * A name of a file that cannot be read is a mistake on the command line (status 2); no memory, no file descriptor or a
 * failing disk is a problem of the environment (status 3). */
#ifndef BASE_TEXTFILE_H
#define BASE_TEXTFILE_H

#include "base/mem.h"

/* Adds the bytes of the file to `text`, without a byte-order mark, which some editors write. `asker` begins the message
 * if it cannot be read, "shop: rates = ", or is "". */
void textfile_read(const char *path, const char *asker, struct buf *text);

#endif
