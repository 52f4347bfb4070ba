/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * sample: files for the reader of CSV; most of their records are valid, some have a defect of a known kind.
 *
 * A sample depends only on (seed, number), so that a difference can be repeated. */
#ifndef FUZZ_SAMPLE_H
#define FUZZ_SAMPLE_H

#include <stdint.h>

#include "base/mem.h"

struct sample {
    struct buf bytes;   /* the file */
    struct buf command; /* the tool and its options, one blank between words, '\0' after them */
    const char *schema; /* the contents of ./schema */
};

void sample_make(struct sample *s, uint64_t seed, uint64_t number);
void sample_free(struct sample *s);

#endif
