/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows from a pipe that gives few bytes at a time. */
#include <criterion/criterion.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "csv/rows.h"

/* xorshift64*, for choices below n. */
static unsigned below(unsigned n)
{
    static uint64_t s = 88172645463325252u;
    s ^= s >> 12;
    s ^= s << 25;
    s ^= s >> 27;
    return (unsigned)((s * 2685821657736338717u >> 32) % n);
}

/* ---- a file that comes in pieces ---- */

struct source {
    char *p;
    size_t n, piece; /* bytes in all, and in one read; pieces of 0: of all sizes */
    pid_t writer;
};

static void write_pieces(const struct source *s, int fd)
{
    for (size_t at = 0; at < s->n;) {
        size_t k = s->piece ? s->piece : 1 + below(below(4) ? 40 : 4000);
        k = k < s->n - at ? k : s->n - at;
        if (write(fd, s->p + at, k) != (ssize_t)k)
            _exit(1);
        at += k;
    }
    _exit(0);
}

/* Becomes standard input: a pipe in packet mode, where a read gives what one write has put there and no more. */
static void source_start(struct source *s)
{
    int fd[2];
    cr_assert(pipe2(fd, O_DIRECT) == 0);
    s->writer = fork();
    if (s->writer == 0) {
        close(fd[0]);
        write_pieces(s, fd[1]);
    }
    cr_assert(s->writer > 0 && dup2(fd[0], STDIN_FILENO) == STDIN_FILENO);
    close(fd[0]);
    close(fd[1]);
}

static void source_end(struct source *s)
{
    int status;
    cr_assert(waitpid(s->writer, &status, 0) == s->writer);
    cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0, "the file was not read to its end");
}

/* ---- one row after another ---- */

/* The slow way: the line at feed.at is read as a row. Returns its size. */
static size_t skip_line(struct rows *r)
{
    struct slice line;
    size_t size;
    cr_assert(feed_line(&r->feed, 0, 1, (size_t)1 << 24, &line, &size));
    rows_skip(r, size);
    return size;
}

static struct slice bytes(const struct row *row)
{
    return slice_of(row->base + row->from, row->to - row->from);
}

/* The row's values must end at each delimiter and LF outside of quotes. */
static void check_values(const struct row *row, char delimiter)
{
    uint32_t values = 0;
    bool inside = false;
    struct slice r = bytes(row);
    for (size_t i = 0; i < r.n; i++) {
        inside ^= r.p[i] == '"';
        if (inside || (r.p[i] != delimiter && r.p[i] != '\n'))
            continue;
        cr_assert(values < row->values && row->base + row->end[values] == r.p + i, "value %u of %.*s", values, (int)r.n,
                  r.p);
        values++;
    }
    cr_assert(values == row->values && r.n && r.p[r.n - 1] == '\n');
    row->end[-1] = row->end[values - 1] = 0; /* may be changed without an effect on later rows */
}

struct seen {
    size_t size, plain, slow;
};

/* Reads all of standard input: the rows must be the bytes of the source, one after another. */
static struct seen read_all(const struct source *s, struct rows *r)
{
    struct seen seen = {0};
    struct row row;
    for (;;) {
        enum rows_found found = rows_next(r, &row);
        if (found == ROWS_END)
            break;
        const char *at = r->feed.p + r->feed.at;
        size_t left = feed_left(&r->feed), same = s->n - seen.size < left ? s->n - seen.size : left;
        if (found == ROWS_PLAIN) {
            cr_assert(bytes(&row).p == at && bytes(&row).n <= left);
            cr_assert(memcmp(bytes(&row).p, s->p + seen.size, bytes(&row).n) == 0, "the row at byte %zu", seen.size);
            check_values(&row, r->delimiter);
            seen.size += bytes(&row).n;
            seen.plain++;
        } else {
            cr_assert(left > 0 && memcmp(at, s->p + seen.size, same) == 0, "the line at byte %zu", seen.size);
            seen.size += skip_line(r);
            seen.slow++;
        }
    }
    cr_assert(seen.size == s->n, "%zu bytes of %zu", seen.size, s->n);
    return seen;
}

static struct seen read_source(struct source *s, bool slow)
{
    struct rows r;
    rows_init(&r, ',', true, slow);
    source_start(s);
    rows_open(&r, "-");
    struct seen seen = read_all(s, &r);
    source_end(s);
    rows_free(&r);
    return seen;
}

/* ---- files ---- */

static void add(struct source *s, const char *text)
{
    size_t n = strlen(text);
    memcpy(s->p + s->n, text, n);
    s->n += n;
}

/* A row of one value and a quoted one, `n` bytes long in all. */
static void add_row(struct source *s, size_t n)
{
    memset(s->p + s->n, 'x', n - 4);
    s->n += n - 4;
    add(s, ",\"\"\n");
}

/* Plain rows, of up to 250 bytes. */
static void add_rows(struct source *s, size_t n)
{
    static const char *const VALUE[] = {"", "1", "\"\"", "\"a,b\"", "\"say \"\"x\"\"\"", "2011-12-09", "\xc3\xa4"};
    for (size_t i = 0; i < n; i++) {
        for (unsigned k = below(below(9) ? 8 : 30); k > 0; k--) {
            add(s, VALUE[below(sizeof VALUE / sizeof *VALUE)]);
            add(s, ",");
        }
        add(s, below(2) ? "end\n" : "end\r\n");
    }
}

static const size_t PIECE[] = {0, 1, 7, 63, 64, 65, 1024, 4096};
enum { PIECES = sizeof PIECE / sizeof *PIECE, ROOM = 1 << 21 };

static struct source new_source(size_t piece)
{
    struct source s = {.p = malloc(ROOM), .piece = piece};
    cr_assert_not_null(s.p);
    return s;
}

/* The number of rows that come the fast and the slow way, for all sizes of pieces. */
static void check_counts(struct source *s, size_t plain, size_t slow)
{
    for (unsigned i = 0; i < PIECES; i++) {
        s->piece = PIECE[i];
        if (s->piece == 1 && s->n > 100000)
            continue; /* it takes long and tests nothing more */
        struct seen seen = read_source(s, false);
        cr_expect(seen.plain == plain && seen.slow == slow, "pieces of %zu: %zu plain and %zu slow, not %zu and %zu",
                  s->piece, seen.plain, seen.slow, plain, slow);
    }
}

Test(rows, plain_rows_are_found)
{
    struct source s = new_source(0);
    add_rows(&s, 300);
    check_counts(&s, 300, 0);
    add_rows(&s, 12000); /* several windows and blocks */
    check_counts(&s, 12300, 0);
    free(s.p);
}

Test(rows, all_the_slow_way)
{
    struct source s = new_source(0);
    add_rows(&s, 3000);
    struct seen seen = read_source(&s, true);
    cr_expect(seen.plain == 0 && seen.slow == 3000);
    free(s.p);
}

Test(rows, nothing)
{
    struct source s = new_source(0);
    check_counts(&s, 0, 0);
    free(s.p);
}

Test(rows, last_line_without_its_end)
{
    struct source s = new_source(0);
    add(&s, "a");
    check_counts(&s, 0, 1);
    add(&s, ",b\nc,");
    check_counts(&s, 1, 1);
    s.n = 0;
    add_rows(&s, 4000);
    add(&s, "a,b\r");
    check_counts(&s, 4000, 1);
    free(s.p);
}

/* A row as long as a window is plain, a longer one is not, even one that the buffer must grow for. */
Test(rows, long_rows)
{
    static const struct {
        size_t size;
        bool slow;
    } ROW[] = {
        {1000, false},
        {1024, false},
        {1025, false},
        {5000, false},
        {SCAN_WINDOW - 1, false},
        {SCAN_WINDOW, false},
        {SCAN_WINDOW + 1, true},
        {FEED_BLOCK - 1, true},
        {FEED_BLOCK + 1, true},
        {600000, true},
    };
    for (size_t i = 0; i < sizeof ROW / sizeof *ROW; i++) {
        struct source s = new_source(0);
        add_rows(&s, 20);
        add_row(&s, ROW[i].size);
        add_rows(&s, 20);
        add_row(&s, ROW[i].size);
        add_row(&s, ROW[i].size);
        check_counts(&s, 40 + (ROW[i].slow ? 0 : 3), ROW[i].slow ? 3 : 0);
        free(s.p);
    }
}

/* Only the misquoted row goes the slow way, even if the next one is near. */
Test(rows, misquoted_rows)
{
    static const char *const ROW[] = {"a,b\"c\"\n", "\"a\"b,c\n", "a,\"b\" \n", "\"a\"\"\"b\"\n"};
    for (unsigned between = 0; between < 40; between = between * 3 + 1) {
        struct source s = new_source(0);
        for (unsigned i = 0; i < 200; i++) {
            add(&s, ROW[i % 4]);
            add_rows(&s, between);
        }
        check_counts(&s, 200u * between, 200);
        free(s.p);
    }
}

/* After such a row the scan begins again, with small windows: longer rows must be found all the same. */
Test(rows, long_rows_behind_misquoted_ones)
{
    static const size_t SIZE[] = {1000, 1024, 1025, 1500, 5000, 20000, SCAN_WINDOW - 1, SCAN_WINDOW};
    struct source s = new_source(0);
    for (unsigned i = 0; i < 8; i++) {
        add(&s, "a\"b\n");
        add_row(&s, SIZE[i]);
    }
    struct seen seen = read_source(&s, false);
    cr_expect(seen.plain == 8 && seen.slow == 8, "%zu plain, %zu slow", seen.plain, seen.slow);
    free(s.p);
}

/* A value over several lines is in one piece if the scan finds its end. */
Test(rows, values_over_lines)
{
    struct source s = new_source(0);
    for (unsigned i = 0; i < 500; i++)
        add(&s, "a,\"b\n,\n\nc\",d\n");
    check_counts(&s, 500, 0);
    add(&s, "a,\"b\nnever closed\n");
    check_counts(&s, 501, 1); /* of the misquoted row its first line is skipped */
    free(s.p);
}

/* A reader may use less than the row that was found: its first line. The rest is scanned again. */
Test(rows, skipping_in_a_plain_row)
{
    struct source s = new_source(1000);
    struct rows r;
    struct row row;
    for (unsigned i = 0; i < 500; i++)
        add(&s, "a,\"b\nc,d\"\n");
    rows_init(&r, ',', true, false);
    source_start(&s);
    rows_open(&r, "-");
    for (unsigned i = 0; i < 500; i++) {
        cr_assert(rows_next(&r, &row) == ROWS_PLAIN && bytes(&row).n == 10 && row.values == 2);
        rows_skip(&r, 5);
        cr_assert(rows_next(&r, &row) == ROWS_SLOW && skip_line(&r) == 5);
    }
    cr_assert(rows_next(&r, &row) == ROWS_END);
    source_end(&s);
    rows_free(&r);
    free(s.p);
}

/* For all bytes: none is lost, none comes twice, and rows that are marked as plain are plain. */
Test(rows, any_bytes)
{
    static const char ALPHABET[] = ",,,\"\"\n\n\r\t\0ab \xc3";
    struct source s = new_source(0);
    for (unsigned i = 0; i < 40; i++) {
        s.piece = PIECE[i % PIECES];
        s.n = s.piece == 1 ? 5000 : 1 + below(200000);
        for (size_t k = 0; k < s.n; k++)
            s.p[k] = ALPHABET[below(below(5) ? sizeof ALPHABET - 1 : 3)];
        read_source(&s, false);
    }
    free(s.p);
}

/* A header of any length is read as a line; the next file begins again. */
Test(rows, headers_and_further_files)
{
    struct rows r;
    struct source s = new_source(100);
    rows_init(&r, ',', true, false);
    for (size_t header = 4; header < 300000; header *= 9) {
        s.n = 0;
        add_row(&s, header);
        add_rows(&s, 500);
        source_start(&s);
        rows_open(&r, "-");
        size_t size = skip_line(&r);
        cr_expect(size == header, "%zu", size);
        struct source rest = {.p = s.p + size, .n = s.n - size};
        struct seen seen = read_all(&rest, &r);
        cr_expect(seen.plain == 500 && seen.slow == 0);
        source_end(&s);
    }
    rows_free(&r);
    free(s.p);
}
