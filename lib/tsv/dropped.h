/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * dropped: the file for rows that a rule of the options leaves out (--dropped FILE). */
#ifndef TSV_DROPPED_H
#define TSV_DROPPED_H

#include "base/out.h"

/* The file, opened at the first call below `header` (without its LF), or NULL if none was asked for. It appears when
 * the tool ends without an error. */
struct out *dropped_file(struct slice header);

#endif
