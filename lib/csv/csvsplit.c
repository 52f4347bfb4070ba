/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csv/csvsplit.h"

#include <csv.h>
#include <stdlib.h>

#include "base/die.h"

struct csvsplit {
    struct csv_parser parser;
    char delimiter;
    bool row_ended;
    struct record_buf *to;
};

static void on_field(void *p, size_t n, void *data)
{
    record_push(((struct csvsplit *)data)->to, p, n);
}

static void on_row(int c, void *data)
{
    (void)c;
    ((struct csvsplit *)data)->row_ended = true;
}

static int no_byte(unsigned char c)
{
    (void)c;
    return 0;
}

static int is_lf(unsigned char c)
{
    return c == '\n';
}

/* RFC 4180: blanks belong to the value, LF alone ends a record. */
void csvsplit_reset(struct csvsplit *s)
{
    csv_free(&s->parser);
    if (csv_init(&s->parser, CSV_STRICT) != 0)
        die(STATUS_ENV, "libcsv cannot start");
    csv_set_delim(&s->parser, (unsigned char)s->delimiter);
    csv_set_space_func(&s->parser, no_byte);
    csv_set_term_func(&s->parser, is_lf);
    csv_set_blk_size(&s->parser, 1 << 16); /* its buffer grows by this much at a time; the default is 128 bytes */
}

struct csvsplit *csvsplit_new(char delimiter, struct record_buf *to)
{
    struct csvsplit *s = mem_zero(1, sizeof *s);
    s->delimiter = delimiter;
    s->to = to;
    csvsplit_reset(s);
    return s;
}

void csvsplit_free(struct csvsplit *s)
{
    csv_free(&s->parser);
    free(s);
}

enum csvsplit_status csvsplit_line(struct csvsplit *s, struct slice line)
{
    s->row_ended = false;
    if (csv_parse(&s->parser, line.p, line.n, on_field, on_row, s) != line.n ||
        csv_parse(&s->parser, "\n", 1, on_field, on_row, s) != 1) {
        if (csv_error(&s->parser) != CSV_EPARSE) /* what the machine lacks is no record's fault */
            die(STATUS_ENV, "out of memory for a record of %zu bytes", line.n);
        return CSVSPLIT_MISQUOTED;
    }
    return s->row_ended ? CSVSPLIT_DONE : CSVSPLIT_MORE;
}
