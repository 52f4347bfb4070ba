/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every level that this processor has, compared with a reader of one byte at a time. */
#include <criterion/criterion.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "csv/scan.h"

enum { PADDING = 64 };

static const char *const LEVEL[CPU_LEVELS] = {"portable", "AVX2", "AVX-512"};

/* xorshift64*, for choices below n. */
static unsigned below(unsigned n)
{
    static uint64_t s = 88172645463325252u;
    s ^= s >> 12;
    s ^= s << 25;
    s ^= s >> 27;
    return (unsigned)((s * 2685821657736338717u >> 32) % n);
}

/* ---- what must be found ---- */

struct want {
    uint32_t *end, *row, rows;
    bool *odd, *high, *quote, *doubled; /* a byte of the block each */
    size_t size;                        /* of the rows found, together */
    bool misquoted;
};

static void want_init(struct want *w)
{
    w->end = malloc(SCAN_WINDOW * sizeof *w->end);
    w->row = malloc(SCAN_WINDOW * sizeof *w->row);
    w->odd = malloc(SCAN_WINDOW);
    w->high = malloc(SCAN_WINDOW);
    w->quote = malloc(SCAN_WINDOW);
    w->doubled = malloc(SCAN_WINDOW);
    cr_assert(w->end && w->row && w->odd && w->high && w->quote && w->doubled);
}

static void want_free(struct want *w)
{
    free(w->end);
    free(w->row);
    free(w->odd);
    free(w->high);
    free(w->quote);
    free(w->doubled);
}

/* The states of a value: at its beginning, plain, between quote marks, after the mark that may close it. */
enum place { BEGIN, PLAIN, QUOTED, CLOSED };

/* The place after byte c, or -1 if c, or the quote mark before it, is misplaced. */
static int next_place(enum place at, char c, char delimiter, bool quotes)
{
    if (at == QUOTED)
        return c == '"' ? CLOSED : QUOTED;
    if (at == CLOSED && c == '"')
        return QUOTED;
    if (at == CLOSED && c != delimiter && c != '\n' && c != '\r')
        return -1;
    if (quotes && c == '"')
        return at == BEGIN ? QUOTED : -1;
    return c == delimiter || c == '\n' ? BEGIN : PLAIN;
}

static void read_naively(struct want *w, const char *p, size_t n, char delimiter, bool quotes)
{
    enum place at = BEGIN;
    uint32_t ends = 0;
    w->rows = 0;
    w->size = 0;
    w->misquoted = false;
    for (size_t i = 0; i < n; i++) {
        int next = next_place(at, p[i], delimiter, quotes);
        bool is_end = next == BEGIN;
        w->doubled[i] = at == CLOSED && next == QUOTED;
        w->high[i] = (unsigned char)p[i] > 0x7f;
        w->quote[i] = quotes && p[i] == '"';
        w->odd[i] = p[i] == '\0' || (p[i] == '\t' && !is_end) || (p[i] == '\n' && !is_end) ||
                    (p[i] == '\r' && (i + 1 == n || p[i + 1] != '\n'));
        if (next < 0) {
            w->misquoted = true;
            return;
        }
        at = (enum place)next;
        if (is_end)
            w->end[ends++] = (uint32_t)i;
        if (is_end && p[i] == '\n') {
            w->row[w->rows++] = ends - 1;
            w->size = i + 1;
        }
    }
}

/* ---- what was found ---- */

static bool bit(const uint64_t *bits, size_t i)
{
    return bits[i / 64] >> (i % 64) & 1;
}

/* The bits of the rows found must be the expected ones, and `any` must be set if there are some. */
static const char *bits_differ(const bool *want, const uint64_t *got, bool any, size_t n, const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (want[i] != bit(got, i) || (want[i] && !any))
            return name;
    return NULL;
}

static bool holds(const char *p, size_t n, const char *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (memchr(p, bytes[i], n))
            return true;
    return false;
}

static bool holds_high(const char *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if ((unsigned char)p[i] > 0x7f)
            return true;
    return false;
}

/* Every row with a bit in it must be called busy. */
static bool busy_enough(const struct want *w, const struct scan *s)
{
    for (size_t i = 0, from = 0; i < w->rows; i++) {
        size_t to = w->end[w->row[i]] + 1, at = from;
        while (at < to && !w->odd[at] && !w->high[at] && !w->quote[at] && !w->doubled[at])
            at++;
        if (at < to && !scan_busy(s, from, to))
            return false;
        from = to;
    }
    return true;
}

/* The difference, or NULL. After the rows found nothing is promised, except that nothing comes from beyond the
 * block. */
static const char *difference(const struct want *w, const struct scan *s, const char *p, size_t n, bool quotes)
{
    const char *bits;
    if (w->rows != s->rows || w->misquoted != s->misquoted)
        return w->rows != s->rows ? "rows" : "misquoted";
    if (w->rows && memcmp(w->row, s->row, w->rows * sizeof *w->row) != 0)
        return "row";
    if (w->rows && memcmp(w->end, s->end, (w->row[w->rows - 1] + 1) * sizeof *w->end) != 0)
        return "end";
    if ((bits = bits_differ(w->odd, s->odd, s->any_odd, w->size, "odd")) ||
        (bits = bits_differ(w->high, s->high, s->any_high, w->size, "high")))
        return bits;
    if (quotes && ((bits = bits_differ(w->quote, s->quote, s->any_quote, w->size, "quote")) ||
                   (bits = bits_differ(w->doubled, s->doubled, s->any_doubled, w->size, "doubled"))))
        return bits;
    if (!busy_enough(w, s))
        return "busy";
    if (!quotes && (s->any_quote || s->any_doubled))
        return "any_quote or any_doubled without quoting";
    if ((s->any_odd && !holds(p, n, "\0\t\r\n", 4)) || (s->any_high && !holds_high(p, n)))
        return "any_odd or any_high without such a byte";
    if ((s->any_quote || s->any_doubled) && !holds(p, n, "\"", 1))
        return "any_quote without a quote mark";
    return NULL;
}

struct bench {
    struct scan scan;
    struct want want;
};

static void bench_init(struct bench *b)
{
    scan_init(&b->scan);
    want_init(&b->want);
}

static void bench_free(struct bench *b)
{
    scan_free(&b->scan);
    want_free(&b->want);
}

/* The results of another level must not be read as those of this one. */
static void spoil(struct scan *s, size_t n)
{
    memset(s->end, 0xee, n * sizeof *s->end);
    memset(s->row, 0xee, n * sizeof *s->row);
    for (size_t i = 0; i < n; i += 64)
        s->odd[i / 64] = s->high[i / 64] = s->quote[i / 64] = s->doubled[i / 64] = 0xeeeeeeeeeeeeeeeeu;
    memset(s->busy, 0xee, (n + 63) / 64);
    s->any_odd = s->any_high = s->any_quote = s->any_doubled = true;
}

/* The block, at the end of its memory except for the padding, which is filled with the most harmful bytes. */
static void check(struct bench *b, const char *p, size_t n, char delimiter, bool quotes)
{
    static const char PAD[] = {'"', '\n', ',', '\0', '\r', '\t', (char)0xff};
    char *block = malloc(n + PADDING);
    memcpy(block, p, n);
    read_naively(&b->want, p, n, delimiter, quotes);
    for (size_t i = 0; i < sizeof PAD; i++) {
        memset(block + n, PAD[i], PADDING);
        for (enum cpu_level level = CPU_PORTABLE; level <= cpu_best(); level++) {
            spoil(&b->scan, n);
            scan_block(&b->scan, level, block, n, delimiter, quotes);
            const char *what = difference(&b->want, &b->scan, block, n, quotes);
            cr_assert(what == NULL, "%s: %s differs in %zu bytes, padded with 0x%02x: %.*s", LEVEL[level], what, n,
                      (unsigned char)PAD[i], n > 300 ? 300 : (int)n, p);
        }
    }
    free(block);
}

/* If no row has a bit, none is busy; otherwise every row would be read twice. */
Test(scan, plain_rows_are_not_busy)
{
    static const char ROWS[] = "1,2,3\r\n4,5,6\n7,\t8,9\r\nx";
    char block[sizeof ROWS + PADDING] = "";
    struct scan s;
    scan_init(&s);
    memcpy(block, ROWS, sizeof ROWS);
    for (enum cpu_level level = CPU_PORTABLE; level <= cpu_best(); level++) {
        scan_block(&s, level, block, 13, ',', true);
        cr_assert(s.rows == 2 && !scan_busy(&s, 0, 13), "%s", LEVEL[level]);
        scan_block(&s, level, block, sizeof ROWS - 1, ',', true);
        cr_assert(s.rows == 3 && scan_busy(&s, 0, 13), "%s", LEVEL[level]); /* the same 64 bytes */
    }
    scan_free(&s);
}

/* ---- the tests ---- */

/* Difficult bytes are more frequent; `,` stands for the delimiter. */
static const char NASTY[] = ",,,,\"\"\"\"\"\n\n\r\t\0ab\xc3\xff;", TAME[] = "abcdefgh,,,,\n0123456789. -/:";

static void fill(char *p, size_t n, const char *alphabet, unsigned letters, char delimiter)
{
    for (size_t i = 0; i < n; i++) {
        p[i] = alphabet[below(letters)];
        if (p[i] == ',')
            p[i] = delimiter;
    }
}

Test(scan, every_length)
{
    struct bench b;
    char block[256];
    static const char DELIMITER[] = {',', ';', '\t', '|'};
    bench_init(&b);
    for (size_t n = 0; n <= 200; n++)
        for (unsigned i = 0; i < 64; i++) {
            char delimiter = DELIMITER[i % 4];
            bool tame = i % 8 == 0;
            fill(block, n, tame ? TAME : NASTY, (tame ? sizeof TAME : sizeof NASTY) - 1, delimiter);
            check(&b, block, n, delimiter, i / 4 % 4 > 0);
        }
    bench_free(&b);
}

/* Rows of well-formed values, quoted or not, so that the scan gets far. */
static size_t fill_rows(char *p, size_t n, char delimiter, bool quotes)
{
    static const char INSIDE[] = "xyz \n\r\t,;|", OUTSIDE[] = "xyz 0123456789-\xe4\xf6.";
    size_t i = 0;
    while (i + 64 < n) {
        bool quoted = quotes && below(4) == 0;
        if (quoted)
            p[i++] = '"';
        for (unsigned k = below(below(10) ? 12 : 50); k > 0; k--) {
            p[i++] = quoted ? INSIDE[below(sizeof INSIDE - 1)] : OUTSIDE[below(sizeof OUTSIDE - 1)];
            if (quoted && below(6) == 0) {
                p[i++] = '"';
                p[i++] = '"';
            }
            if (i + 8 >= n)
                k = 1;
        }
        if (quoted)
            p[i++] = '"';
        unsigned end = below(5);
        if (end == 1)
            p[i++] = '\r';
        p[i++] = end <= 1 ? '\n' : delimiter;
    }
    return i;
}

Test(scan, whole_windows)
{
    struct bench b;
    char *block = malloc(SCAN_WINDOW);
    bench_init(&b);
    for (unsigned i = 0; i < 40; i++) {
        char delimiter = i % 3 == 0 ? '\t' : ',';
        bool quotes = i % 4 != 0;
        size_t n = i < 4 ? SCAN_WINDOW : 1 + below(SCAN_WINDOW);
        size_t full = n > 100 ? fill_rows(block, n, delimiter, quotes) : 0;
        fill(block + full, n - full, NASTY, sizeof NASTY - 1, delimiter);
        check(&b, block, n, delimiter, quotes);
    }
    memset(block, ',', SCAN_WINDOW); /* the largest number of ends */
    check(&b, block, SCAN_WINDOW, ',', true);
    memset(block, '\n', SCAN_WINDOW);
    check(&b, block, SCAN_WINDOW, ',', false);
    bench_free(&b);
    free(block);
}

/* One misplaced quote mark anywhere in a window of good rows: the rows before it must be right. */
Test(scan, one_stray_quote)
{
    struct bench b;
    char block[1024];
    bench_init(&b);
    size_t n = fill_rows(block, sizeof block, ',', true);
    for (size_t i = 0; i < n; i++) {
        char was = block[i];
        block[i] = '"';
        check(&b, block, n, ',', true);
        block[i] = was;
    }
    bench_free(&b);
}

static const struct {
    const char *text; /* is the second of three values of the second row */
    uint32_t rows;    /* found in all: 1 if the second row is misquoted */
    uint32_t values;  /* of the second row */
} VALUE[] = {
    {"\"x,\ny\"", 3, 3},     {"\"\"", 3, 3},      {"\"\"\"\"", 3, 3},   {"\"a\"\"b\"", 3, 3},
    {"\"\"\"a\"\"\"", 3, 3}, {"\"a\"\"\"", 3, 3}, {"\"\n\n\n\"", 3, 3}, {"\"a\"\r\nz", 4, 2},
    {"\"a\"b", 1, 0},        {"a\"b\"", 1, 0},    {"\"a\" ", 1, 0},     {" \"a\"", 1, 0},
    {"\"a\"\"b", 1, 0},      {"\"\"\"a", 1, 0},   {"\"a\"\r\"", 1, 0},  {"\"a\"\tb\"", 1, 0},
};

/* Quote marks at every place of two steps of 64 bytes; the expected results are written here, not computed. */
Test(scan, quotes_across_borders)
{
    struct bench b;
    char block[512];
    bench_init(&b);
    for (size_t v = 0; v < sizeof VALUE / sizeof *VALUE; v++)
        for (int before = 0; before < 140; before++) {
            int n = snprintf(block, sizeof block, "1,2\n%0*d,%s,z\n\"q\"\n", before + 1, 0, VALUE[v].text);
            check(&b, block, (size_t)n, ',', true);
            const struct scan *s = &b.scan;
            cr_expect(s->rows == VALUE[v].rows && s->misquoted == (s->rows == 1), "%u rows in %s", s->rows, block);
            cr_expect(s->rows == 1 || s->row[1] - s->row[0] == VALUE[v].values, "%s", block);
        }
    bench_free(&b);
}

/* A window may end anywhere in a row; the row is found by the first window that holds its LF, and by no smaller. */
Test(scan, windows_cut_anywhere)
{
    static const char text[] = "a,\"b\"\"c\nd\",e\r\nf,g,h\n\"i\",,\n";
    static const size_t row_end[] = {14, 20, 26};
    struct bench b;
    bench_init(&b);
    for (size_t n = 0; n < sizeof text; n++) {
        uint32_t rows = 0;
        check(&b, text, n, ',', true);
        while (rows < 3 && row_end[rows] <= n)
            rows++;
        cr_expect(b.scan.rows == rows, "%zu bytes: %u rows", n, b.scan.rows);
    }
    bench_free(&b);
}

Test(scan, any_and_first)
{
    uint64_t bits[8];
    for (unsigned i = 0; i < 2000; i++) {
        size_t from = below(512), to = below(513), set = below(512);
        memset(bits, 0, sizeof bits);
        if (i % 16)
            bits[set / 64] |= 1ull << (set % 64);
        bool want = i % 16 && set >= from && set < to;
        cr_assert(scan_any(bits, from, to) == want, "bit %zu in [%zu, %zu)", set, from, to);
        if (from <= to)
            cr_assert_eq(scan_first(bits, from, to), want ? set : to, "bit %zu in [%zu, %zu)", set, from, to);
        memset(bits, 0xff, sizeof bits);
        cr_assert(scan_any(bits, from, to) == (from < to));
        if (from <= to)
            cr_assert_eq(scan_first(bits, from, to), from);
    }
}
