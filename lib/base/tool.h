/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tool: the description of a filter, and what all filters do in the same way.
 *
 * Each tool describes itself in one record. --help, --spec, the completions, README's table, the check of the manual
 * page and the contract suite are made from it. tool_begin parses the tool's own and the shared options. tool_end
 * closes the output, writes the counts and only then returns 0:
 *
 *     int main(int argc, char **argv)
 *     {
 *         tool_begin(argc, argv, &SPEC);
 *         ... read tsv_open(), write out_stdout() ...
 *         return tool_end();
 *     }
 */
#ifndef BASE_TOOL_H
#define BASE_TOOL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/opt.h"

/* What a column holds; the contract suite makes valid and invalid values of it. */
enum column_type {
    TYPE_ID,
    TYPE_TEXT,
    TYPE_DATE,
    TYPE_TIME,
    TYPE_MONEY,
    TYPE_DECIMAL,
    TYPE_COUNT,
    TYPE_NUMBER,
    TYPE_KIND,
    TYPE_STARS, /* 1 to 5 */
    TYPE_PERIOD /* 2011-12, or another of shop/period.h */
};

struct column {
    const char *name;
    enum column_type type;
};

enum tool_shape {
    SHAPE_MAP,       /* a row in, a row out (or set aside, or dropped by a rule), in the same order */
    SHAPE_PICK,      /* rows of the input, unchanged: some are dropped (perhaps all but one for each key), perhaps in
                        another order or with fewer columns */
    SHAPE_FOLD,      /* new rows, each made of many */
    SHAPE_FIT,       /* a table in, a model out */
    SHAPE_SOURCE,    /* no input: computed from options */
    SHAPE_SINK,      /* the output is not on standard output */
    SHAPE_SNAPSHOTS, /* each operand is a table of its own, and their order matters */
    SHAPE_PAGE,      /* a folder of tables in, a page of HTML out */
    SHAPE_EDIT,      /* the rows of the input, in their order: some with other values, dropped, or added */
};

struct tool {
    const char *name;
    const char *purpose; /* one line, lower case, no full stop */
    enum tool_shape shape;
    const char *reads, *writes;   /* "lines", "lines or orders", "any table", "CSV", "nothing" */
    const struct column *columns; /* the columns that it needs, ended by a row of zeros; NULL: any table */
    const char *memory;           /* "O(1)", "O(orders)", ... */
    const struct opt *options;    /* ended by a row of zeros */
    const char *needs;            /* options that must be given, blank-separated, or NULL; "from|to": at least one of
                                   * them */
    bool drops;                   /* a rule of its options may leave rows out: --dropped FILE has an effect */
    const char *example; /* arguments of a plain run, used by the contract suite, and of others, one a line; may
                            hold {tmp}, a folder, and {data}, that of the suite's tables */
};

void tool_begin(int argc, char **argv, const struct tool *t);
int tool_end(void);

bool tool_is_map(void); /* each row in is a row out, set aside or dropped: map, pick, edit */

/* The file operands ("-" is standard input); none means standard input. */
int tool_files(void);
const char *tool_file(int i);

/* What happened to the rows. Readers count `in` and `bad`, tool code counts `out`; every row dropped by a rule is
 * counted by tool_drop, with its reason. For a map tool_end checks that in = out + bad + dropped. An edit counts the
 * rows that it writes beside those of its input as `added`: for it in + added is the same. A map that makes several
 * rows of a record counts the others in `in`, and in `made` too. */
struct tool_rows {
    uint64_t in, out, bad, dropped, added, made;
};
extern struct tool_rows tool_rows;

/* Tables that were begun and are not ended (tsv/table.h). tool_end refuses any, as a defect of the tool. */
extern size_t tool_open_tables;

/* The counter called `name` in --stats, made at the first call; for a hot loop keep the pointer. `name` is kept. */
uint64_t *tool_counter(const char *name);
/* Counts dropped rows as "dropped_REASON". A row of a table is dropped by tsv_drop, which also writes it to
 * --dropped. */
void tool_drop(const char *reason, uint64_t rows);

/* A line of --stats that is no count; the value is copied. */
void tool_stat(const char *name, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Shared options that code below asks for. */
struct tool_shared {
    int on_bad; /* 0 stop, 1 skip */
    const char *bad;
    uint64_t max_bad;
    const char *dropped; /* --dropped FILE, or NULL */
};
extern struct tool_shared tool_shared;

/* Opens an operand for reading; "-" is standard input (if that is a terminal, a hint is printed once). Ends the tool,
 * status 3, if it cannot be read. tool_read returns 0 only at the end of the file, and counts the bytes for
 * --progress. */
int tool_open(const char *path);
size_t tool_read(int fd, const char *path, char *p, size_t n);
void tool_took(size_t n);          /* bytes that were read otherwise, for --progress */
void tool_expects(uint64_t bytes); /* that will be read, besides those of what tool_open opens */

/* Calls `fn` in tool_end, before the output counts: for side files that must appear only if all went well. */
void tool_at_end(void (*fn)(void));

#endif
