/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * bad: what happens to a record that cannot be used.
 *
 * By default it ends the tool with file, line, column, value, what is wrong and the remedy. With --on-bad skip its
 * bytes go to --bad FILE as they were, below the header they were read with, so that FILE can be corrected and read
 * again, and the reason goes to FILE.why as a table (file line column value problem). Records of input files with other
 * headers go to FILE.2, FILE.3 ..., each below its own. */
#ifndef TSV_BAD_H
#define TSV_BAD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

struct bad_place {
    const char *file;
    uint64_t line;
    struct slice header; /* the header's bytes with its line end; empty if there is none */
    struct slice raw;    /* the record's bytes with its line end */
    int status;          /* the exit status for a defect; 0 is STATUS_DATA */
};

/* Readers call it with the first header: then --bad FILE is written even if nothing is bad. */
void bad_begin(struct slice header);

/* If it returns, it returns false: `return bad_record(...)`. `column` and `remedy` may be NULL, `value` too (p ==
 * NULL).
 */
bool bad_record(const struct bad_place *at, const char *column, struct slice value, const char *problem,
                const char *remedy);

/* Ends the tool even with --on-bad skip: the header, or the file as a whole, is wrong. */
_Noreturn void bad_file(const struct bad_place *at, const char *column, struct slice value, const char *problem,
                        const char *remedy);

#endif
