/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * twice: runs a tool over a sample by vector code and by libcsv alone, and holds what comes out side by side: standard
 * output, messages, status, the files of --bad, --dropped and --stats (but for the seconds). */
#ifndef FUZZ_TWICE_H
#define FUZZ_TWICE_H

#include <stdbool.h>
#include <stdint.h>

#include "sample.h"

/* How the file is handed over: in reads of `first` bytes once, then of `piece` bytes. A piece of 0 is of any size. */
struct pieces {
    size_t first, piece;
    bool file; /* a file that can be read in one piece, not a pipe */
};

struct result {
    const char *differs; /* the name of what does, or NULL */
    uint64_t rows, bad;  /* by --stats; none where the tool stopped */
    int status;
};

/* Makes the folders auto and libcsv, where the tools of `bin` work, inside of the current folder. */
void twice_begin(const char *bin);
struct result twice_run(const struct sample *s, struct pieces pieces);

#endif
