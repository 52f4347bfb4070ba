/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * twice: runs a tool over a sample by vector code and by libcsv alone, and compares the results: standard output,
 * messages, status, the files of --bad, --dropped and --stats (without the seconds). */
#ifndef FUZZ_TWICE_H
#define FUZZ_TWICE_H

#include <stdbool.h>
#include <stdint.h>

#include "sample.h"

/* How the tool reads the file: `first` bytes once, then `piece` bytes at a time. A piece of 0 has any size. */
struct pieces {
    size_t first, piece;
    bool file; /* a file that can be read in one piece, not a pipe */
};

struct result {
    const char *differs; /* the name of what differs, or NULL */
    uint64_t rows, bad;  /* by --stats; none if the tool stopped */
    int status;
};

/* Makes the folders auto and libcsv in the current folder, in which the tools of `bin` run. */
void twice_begin(const char *bin);
struct result twice_run(const struct sample *s, struct pieces pieces);

#endif
