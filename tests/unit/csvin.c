/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csv/csvin.h"

#include <criterion/criterion.h>
#include <stdio.h>

#include "base/rng.h"
#include "base/tool.h"
#include "csv/utf8.h"
#include "input.h"

/* ---- what was read, as text ---- */

static void add_record(struct buf *to, const struct csvin *in)
{
    char number[32];
    buf_add(to, number, (size_t)snprintf(number, sizeof number, "%lu", (unsigned long)in->line));
    for (unsigned i = 0; i < in->n; i++) {
        buf_addch(to, '|');
        buf_add(to, csvin_field(in, i).p, csvin_field(in, i).n);
    }
    buf_addch(to, '\n');
}

static void read_all(struct buf *to, const char *path, const char *second, const struct dialect *d)
{
    input_begin(path, second);
    struct csvin *in = csvin_open(d);
    while (csvin_next(in)) {
        tool_rows.out++;
        add_record(to, in);
    }
    csvin_close(in);
    cr_assert_eq(tool_rows.in, tool_rows.out + tool_rows.bad, "every record is somewhere");
}

static void expect(const char *what, struct slice document, struct slice want, const struct buf *got)
{
    if (slice_eq(want, buf_slice(got)))
        return;
    char shown[1000];
    size_t n = 0;
    for (size_t i = 0; i < document.n && n < sizeof shown - 8; i++) {
        unsigned char c = (unsigned char)document.p[i];
        n += (size_t)snprintf(shown + n, sizeof shown - n, c < ' ' || c > 126 ? "\\x%02x" : "%c", c);
    }
    cr_assert_fail("%s: of <%.*s>\nwanted\n%.*s\ngot\n%.*s", what, (int)n, shown, (int)want.n, want.p, (int)got->n,
                   got->p);
}

static void assert_reads(const char *document, const char *want, const struct dialect *d)
{
    struct slice text = slice_str(document);
    for (int way = 0; way < 2; way++) {
        struct buf got = {0};
        read_all(&got, way && text.n <= 200 ? input_drops(text.p, text.n) : input_file(text.p, text.n), NULL, d);
        expect(way ? "drops" : "file", text, slice_str(want), &got);
        buf_free(&got);
    }
}

static const struct dialect PLAIN = {.delimiter = ',', .header = true};
static const struct dialect BARE = {.delimiter = ','};

Test(csvin, values_as_rfc_4180_has_them)
{
    assert_reads("a,b\n1,2\n", "2|1|2\n", &PLAIN);
    assert_reads("a,b\r\n1,2\r\n", "2|1|2\n", &PLAIN);
    assert_reads("a,b\n1,2", "2|1|2\n", &PLAIN);
    assert_reads("a,b\n1,2\r", "2|1|2\n", &PLAIN);
    assert_reads("a,b\n,\n", "2||\n", &PLAIN);
    assert_reads("a,b\n 1 ,\" 2 \"\n", "2| 1 | 2 \n", &PLAIN);
    assert_reads("a,b\n\"x\"\"y\",\"\"\"\"\n", "2|x\"y|\"\n", &PLAIN);
    assert_reads("a,b\n\"x,y\",\"\"\n", "2|x,y|\n", &PLAIN);
    assert_reads("a,b\n\"x\ny\",\"\r\n\"\n3,4\n", "2|x y| \n5|3|4\n", &PLAIN);
    assert_reads("a,b\nx\ty,\"\t\"\n", "2|x y| \n", &PLAIN);
    assert_reads("a,b\nx\ry,z\n", "2|x y|z\n", &PLAIN);
    assert_reads("a,b\n", "", &PLAIN);
    assert_reads("a,b", "", &PLAIN);
}

Test(csvin, a_mark_at_the_beginning)
{
    assert_reads("\xef\xbb\xbf"
                 "a,b\n1,2\n",
                 "2|1|2\n", &PLAIN);
    assert_reads("\xef\xbb\xbf"
                 "1,2\n3,4\n",
                 "1|1|2\n2|3|4\n", &BARE);
    assert_reads("\xef\xbb\xbf\"a\",b\n\"1\",2\n", "2|1|2\n", &PLAIN);
}

Test(csvin, blank_lines_count_only_in_one_column)
{
    assert_reads("a,b\n\n1,2\n\r\n3,4\n\n", "3|1|2\n5|3|4\n", &PLAIN);
    assert_reads("a\n\n1\n\r\n", "2|\n3|1\n4|\n", &PLAIN);
    assert_reads("a\n\"\"\n", "2|\n", &PLAIN);
}

Test(csvin, one_misplaced_quote_costs_one_line)
{
    assert_reads("a,b\nx\"y,1\n2,3\n", "3|2|3\n", &PLAIN);
    assert_reads("a,b\n\"x\"y,1\n2,3\n", "3|2|3\n", &PLAIN);
    assert_reads("a,b\n\"x,1\n2,3\n4,5\n", "3|2|3\n4|4|5\n", &PLAIN);
    assert_reads("a,b\n1,\"x\n2,\"y\"\n4,5\n", "3|2|y\n4|4|5\n", &PLAIN);
    assert_reads("a,b\n1,2\n3,\"", "2|1|2\n", &PLAIN);
    cr_assert_eq(tool_rows.bad, 1);
}

Test(csvin, ragged_records_are_set_aside_whole)
{
    assert_reads("a,b\n1\n\"2\n\",3,4\n5,6\n", "5|5|6\n", &PLAIN);
    cr_assert_eq(tool_rows.bad, 2);
    assert_reads("1,2\n3\n4,5\n", "1|1|2\n3|4|5\n", &BARE);
    assert_reads("a,b\nx\n", "", &PLAIN);
}

Test(csvin, other_dialects)
{
    struct dialect d = {.format = FORMAT_PLAIN, .delimiter = '|', .header = true};
    assert_reads("a|b\n\"x|y\"\n", "2|\"x|y\"\n", &d);
    d = (struct dialect){.format = FORMAT_PLAIN, .delimiter = '\t', .header = true};
    assert_reads("a\tb\nx\ty\n", "2|x|y\n", &d);
    d = (struct dialect){.format = FORMAT_CSV, .delimiter = ';', .header = true};
    assert_reads("a;b\n1,5;\"x;y\"\n", "2|1,5|x;y\n", &d);
    d = (struct dialect){.format = FORMAT_BLANKS, .header = false};
    assert_reads("  1  2\t3 \n4 5 6\n", "1|1|2|3\n2|4|5|6\n", &d);
    d = (struct dialect){.format = FORMAT_FIXED, .header = false};
    assert_reads("12 ab\n34\tcd\n", "1|12 ab\n2|34 cd\n", &d);
}

Test(csvin, a_line_of_blanks_is_a_blank_line)
{
    struct dialect d = {.format = FORMAT_BLANKS, .header = false};
    assert_reads("1 2\n   \n3 4\n", "1|1|2\n3|3|4\n", &d);
    assert_reads("   \n1 2\n", "2|1|2\n", &d);
    d = (struct dialect){.format = FORMAT_FIXED, .header = false};
    assert_reads("12\n\n34\n", "1|12\n3|34\n", &d);
}

Test(csvin, encodings)
{
    struct dialect d = PLAIN;
    assert_reads("a,b\n\xc3\xa9,\xe2\x82\xac\n", "2|\xc3\xa9|\xe2\x82\xac\n", &d);
    assert_reads("a,b\n\xe9,1\n2,3\n", "3|2|3\n", &d);
    d.fallback = "ISO-8859-1";
    assert_reads("a,b\n\xe9,\"\xa3\n\"\n\xc3\xa9,3\n", "2|\xc3\xa9|\xc2\xa3 \n4|\xc3\xa9|3\n", &d);
    d.fallback = "WINDOWS-1252";
    assert_reads("a,b\n\x80,1\n\x81,2\n", "2|\xe2\x82\xac|1\n", &d); /* 0x81 is not a character there */
    d.fallback = "WINDOWS-1258"; /* glibc delays the last letter, since a mark that joins it may follow */
    assert_reads("a,b\nc\xe0,e\n", "2|c\xc3\xa0|e\n", &d);
}

Test(csvin, a_nul_is_no_text)
{
    static const char document[] = "a,b\n1,2\nx\0y,3\n\"\0\",4\n5,6\n";
    struct buf got = {0};
    read_all(&got, input_file(document, sizeof document - 1), NULL, &PLAIN);
    expect("NUL", slice_of(document, 0), SLICE("2|1|2\n5|5|6\n"), &got);
    buf_free(&got);
}

Test(csvin, each_file_has_its_header)
{
    struct buf got = {0};
    const char *first = input_file("a,b\n1,2", 7), *second = input_file("\xef\xbb\xbf"
                                                                        "b,a\n3,4\n",
                                                                        11);
    input_begin(first, second);
    struct csvin *in = csvin_open(&PLAIN);
    for (int i = 0; csvin_next(in); i++) {
        cr_assert(in->new_file);
        cr_assert(slice_is(in->column[0], i ? "b" : "a"));
        cr_assert_eq(in->line, 2);
        cr_assert(slice_is(csvin_field(in, 0), i ? "3" : "1"));
        tool_rows.out++;
    }
    csvin_close(in);
    cr_assert_eq(tool_rows.out, 2);
    buf_free(&got);
}

/* ---- the edges of blocks ---- */

/* Repeated records, more than a block of them, shifted a byte at a time, so that every border between two steps,
 * windows and blocks is at every byte of a record. */
static void assert_repeats(const char *record, const char *const *want, unsigned n, const struct dialect *d)
{
    struct buf document = {0};
    size_t size = strlen(record), copies = (1 << 18) * 5 / 4 / size;
    for (size_t shift = 0; shift <= size; shift++) {
        document.n = 0;
        for (size_t i = 0; i < shift; i++)
            buf_addch(&document, 'h');
        buf_addstr(&document, "h,h,h\n");
        for (size_t i = 0; i < copies; i++)
            buf_add(&document, record, size);
        document.n--; /* the last one lacks its LF */
        input_begin(input_file(document.p, document.n), NULL);
        struct csvin *in = csvin_open(d);
        size_t seen = 0;
        for (; csvin_next(in); seen++)
            for (unsigned i = 0; i < n; i++)
                cr_assert(slice_is(csvin_field(in, i), want[i]), "shift %zu, record %zu, field %u: %.*s", shift, seen,
                          i, (int)csvin_field(in, i).n, csvin_field(in, i).p);
        csvin_close(in);
        cr_assert_eq(seen, copies, "shift %zu: %zu of %zu records, %lu bad", shift, seen, copies,
                     (unsigned long)tool_rows.bad);
    }
    buf_free(&document);
}

Test(csvin, borders_in_plain_records)
{
    static const char *const want[] = {"a", "", "b\"c,d\""};
    assert_repeats("a,,\"b\"\"c,d\"\"\"\r\n", want, 3, &PLAIN);
    static const char *const letters[] = {"\xc3\xa9\xe2\x82\xac", "\"", "x"};
    assert_repeats("\xc3\xa9\xe2\x82\xac,\"\"\"\",x\n", letters, 3, &PLAIN);
}

Test(csvin, borders_in_records_of_several_lines)
{
    static const char *const want[] = {"a  b", "\xc3\xa9", "\" "};
    assert_repeats("\"a\r\n\nb\",\xc3\xa9,\"\"\"\r\n\"\r\n", want, 3, &PLAIN);
}

Test(csvin, borders_in_reencoded_records)
{
    struct dialect d = PLAIN;
    d.fallback = "ISO-8859-1";
    static const char *const want[] = {"\xc3\xa9", " ", "\xc2\xa3"};
    assert_repeats("\xe9,\"\t\",\xa3\r\n", want, 3, &d);
}

Test(csvin, a_field_of_a_megabyte)
{
    enum { N = 1 << 20 };
    for (int quoted = 0; quoted < 2; quoted++) {
        struct buf document = {0}, want = {0};
        buf_addstr(&document, quoted ? "a,b\n1,\"" : "a,b\n1,");
        for (int i = 0; i < N; i++)
            buf_addstr(&document, !quoted ? "x" : i % 100 == 7 ? "\r\n" : i % 100 == 8 ? "\"\"" : "x");
        for (int i = 0; i < N; i++)
            buf_addch(&want, !quoted ? 'x' : i % 100 == 7 ? ' ' : i % 100 == 8 ? '"' : 'x');
        buf_addstr(&document, quoted ? "\"\n2,3\n" : "\n2,3\n");
        input_begin(input_file(document.p, document.n), NULL);
        struct csvin *in = csvin_open(&PLAIN);
        cr_assert(csvin_next(in));
        cr_assert(slice_eq(csvin_field(in, 1), buf_slice(&want)));
        cr_assert(csvin_next(in));
        cr_assert(slice_is(csvin_field(in, 1), "3"));
        cr_assert_eq(in->line, quoted ? 3 + (N + 92) / 100 : 3);
        cr_assert(!csvin_next(in));
        csvin_close(in);
        buf_free(&document);
        buf_free(&want);
    }
}

Test(csvin, a_quote_that_stays_open_for_16_mib_costs_one_line)
{
    struct buf document = {0};
    buf_addstr(&document, "a,b\n1,\"x\n");
    size_t rows = (1 << 24) / 8 + 1000;
    for (size_t i = 0; i < rows; i++)
        buf_addstr(&document, "123,456\n");
    input_begin(input_file(document.p, document.n), NULL);
    struct csvin *in = csvin_open(&PLAIN);
    size_t seen = 0;
    while (csvin_next(in))
        seen++;
    csvin_close(in);
    cr_assert_eq(seen, rows);
    cr_assert_eq(tool_rows.bad, 1);
    buf_free(&document);
}

/* ---- compared with a reader of one byte after another ---- */

struct reference {
    struct buf text, value; /* the document with LF alone after each line, the last one too; a record's values */
    size_t *origin;         /* of each byte of text, in the document */
    struct slice document;
    size_t end[64], ends;
    uint64_t in, bad;
};

static void normalise(struct reference *r, struct slice d)
{
    r->document = d;
    r->origin = mem_zero(d.n + 2, sizeof *r->origin);
    for (size_t i = 0; i < d.n; i++) {
        bool before_end = i + 1 == d.n || d.p[i + 1] == '\n';
        if (d.p[i] == '\r' && before_end)
            continue;
        r->origin[r->text.n] = i;
        buf_addch(&r->text, d.p[i]);
    }
    r->origin[r->text.n] = d.n;
    if (d.n && d.p[d.n - 1] != '\n')
        buf_addch(&r->text, '\n');
    r->origin[r->text.n] = d.n;
}

/* The record at `at`: the place where the next one begins, or 0 if a quote mark is misplaced. */
static size_t parse(struct reference *r, size_t at)
{
    const char *p = r->text.p;
    r->value.n = r->ends = 0;
    for (size_t i = at; i < r->text.n; i++) {
        bool quoted = p[i] == '"';
        for (i += quoted; i < r->text.n && (quoted || (p[i] != ',' && p[i] != '\n')); i++) {
            if (p[i] == '"' && !quoted)
                return 0;
            if (p[i] == '"' && p[i + 1] != '"')
                break;
            i += p[i] == '"';
            buf_addch(&r->value, p[i]);
        }
        i += quoted;
        if (i >= r->text.n || (p[i] != ',' && p[i] != '\n'))
            return 0;
        r->end[r->ends++] = r->value.n;
        if (p[i] == '\n')
            return i + 1;
    }
    return 0;
}

static void add_text(struct buf *to, struct slice s, bool latin)
{
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c == '\t' || c == '\n' || c == '\r') {
            buf_addch(to, ' ');
        } else if (latin && c >= 0x80) {
            buf_addch(to, (char)(0xc0 | c >> 6));
            buf_addch(to, (char)(0x80 | (c & 0x3f)));
        } else {
            buf_addch(to, (char)c);
        }
    }
}

static size_t next_line(const struct reference *r, size_t at)
{
    return (size_t)((const char *)memchr(r->text.p + at, '\n', r->text.n - at) - r->text.p) + 1;
}

/* Reads what is after the header, which is the first line. */
static void read_reference(struct reference *r, struct buf *to, size_t columns, bool fallback)
{
    uint64_t line = 2, lines;
    for (size_t at = next_line(r, 0), next; at < r->text.n; at = next, line += lines) {
        lines = 1;
        next = next_line(r, at);
        if (r->text.p[at] == '\n' && columns != 1)
            continue;
        r->in++;
        size_t end = parse(r, at);
        if (end == 0) {
            r->bad++;
            continue;
        }
        next = end;
        for (size_t i = at; i + 1 < end; i++)
            lines += r->text.p[i] == '\n';
        struct slice bytes = slice_of(r->document.p + r->origin[at], r->origin[end] - r->origin[at]);
        bool utf8 = utf8_valid(bytes);
        if (r->ends != columns || (!utf8 && !fallback)) {
            r->bad++;
            continue;
        }
        char number[32];
        buf_add(to, number, (size_t)snprintf(number, sizeof number, "%lu", (unsigned long)line));
        for (size_t i = 0, from = 0; i < r->ends; from = r->end[i++]) {
            buf_addch(to, '|');
            add_text(to, slice_of(r->value.p + from, r->end[i] - from), !utf8);
        }
        buf_addch(to, '\n');
    }
}

static void compare_ways(struct slice document, size_t columns, bool fallback, bool drops)
{
    struct reference r = {0};
    struct buf want = {0};
    normalise(&r, document);
    read_reference(&r, &want, columns, fallback);
    for (int way = 0; way < 2 + drops; way++) {
        struct buf got = {0};
        struct dialect d = {.delimiter = ',', .header = true, .fallback = fallback ? "ISO-8859-1" : NULL};
        d.libcsv_alone = way == 1;
        const char *path = way == 2 ? input_drops(document.p, document.n) : input_file(document.p, document.n);
        read_all(&got, path, NULL, &d);
        expect(way == 0 ? "whole" : way == 1 ? "libcsv alone" : "in drops", document, buf_slice(&want), &got);
        cr_assert_eq(tool_rows.in, r.in);
        cr_assert_eq(tool_rows.bad, r.bad);
        buf_free(&got);
    }
    buf_free(&want);
    buf_free(&r.text);
    buf_free(&r.value);
    free(r.origin);
}

static const char *const NASTY[] = {"\"", "\"", ",",    "\n",       "\r",   "\r\n", "\t",
                                    " ",  "x",  "\xe9", "\xc3\xa9", "\"\"", ",\""};
enum { LETTERS = sizeof NASTY / sizeof *NASTY };

Test(csvin, small_nasty_documents)
{
    struct rng r;
    struct buf document = {0};
    rng_seed(&r, 2, 0);
    for (int i = 0; i < 20000; i++) {
        bool one = i % 3 == 0;
        document.n = 0;
        buf_addstr(&document, one ? "a\n" : "a,b\n");
        input_random(&r, &document, NASTY, LETTERS, 40);
        compare_ways(buf_slice(&document), one ? 1 : 2, i % 2, i % 4 == 0);
    }
    buf_free(&document);
}

/* Larger than a window, and plain in parts, so that the fast way and the slow one alternate. */
Test(csvin, large_nasty_documents)
{
    struct rng r;
    struct buf document = {0};
    rng_seed(&r, 3, 0);
    for (int i = 0; i < 12; i++) {
        document.n = 0;
        buf_addstr(&document, "a,b\n");
        while (document.n < 400000) {
            for (uint64_t n = rng_below(&r, i % 2 ? 3000 : 30); n; n--)
                buf_addstr(&document, n % 3 ? "plain,\"\xc3\xa9\"\n" : "\"a \"\"word\"\"\",b\r\n");
            input_random(&r, &document, NASTY, LETTERS, 12);
            buf_addstr(&document, "\n");
        }
        compare_ways(buf_slice(&document), 2, i % 3 == 0, false);
    }
    buf_free(&document);
}
