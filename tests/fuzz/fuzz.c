/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fuzz BIN RECORDS SEED: compares the vector code with libcsv. The output of clean and fromcsv of the folder BIN for
 * well-formed, damaged and random files must be the same bytes with --parser auto and --parser libcsv, wherever the
 * reads end. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "twice.h"

/* Small files with the difficult cases, read in one piece, byte by byte and with a border at each byte. */
static const struct {
    const char *command, *text;
    size_t n;
} ROW[] = {
#define TEXT(t) t, sizeof(t) - 1
    {"fromcsv", TEXT("a,b\n\"x\"\"y\",\"1\n2\"\n\"u\"v,w\n\"\",\"\"\"\"\n")},
    {"fromcsv", TEXT("a,b\r\n1,\"2\"\r\n\r\n3\r4,5\r\n6,7\r\r\n8,\"9\r\n\"\r\n")},
    {"fromcsv", TEXT("a,b\n1,2\n\"never,closed\n3,4\n5,6")},
    {"fromcsv", TEXT("a\n\n\"\"\n\r\n\"\"\r\nx\n\"\n\"\n")},
    {"fromcsv", TEXT("\xef\xbb\xbf\"a\",\"b\"\n\"1,\"\"\",2\n1,2,3\n,\n,\"")},
    {"fromcsv", TEXT("a,b\n1,\0\n\t,2\n\xc3\xa4,\xc3\n\xff,3\n\"\t\",\"\r\"\n")},
    {"fromcsv --fallback ISO-8859-1", TEXT("a,b\n\xe4,\"\xfc\"\n\xc3\xa4,\xe4\n\"\xe9\n\",2\n")},
    {"fromcsv --format plain --delimiter tab", TEXT("a\tb\n\"1\t2\"\n\t\n3\n\n4\t\r5\n")},
    {"fromcsv --names x,y", TEXT("\n1,2\n\n\"3\",4\"\n5,6,7\n8,9")},
    {"fromcsv --names x", TEXT("\n\r\n\r1\n")},
    {"fromcsv", TEXT("a,b\n")},
    {"fromcsv", TEXT("a,b")},
    {"fromcsv", TEXT("\n\n")},
    {"fromcsv", TEXT("")},
#undef TEXT
};

enum { MOST_FAILURES = 10 };
static uint64_t files, records, bad, bytes, failures;

/* ---- a difference ---- */

/* Removes what the difference does not need, in ever smaller pieces, within `runs` runs. */
static void shrink(struct sample *s, struct pieces pieces, unsigned runs)
{
    struct buf whole = {0};
    for (size_t cut = s->bytes.n / 2 + 1; cut; cut /= 2)
        for (size_t at = 0; at < s->bytes.n && runs > 0; runs--) {
            size_t k = cut < s->bytes.n - at ? cut : s->bytes.n - at;
            whole.n = 0;
            buf_add(&whole, s->bytes.p, s->bytes.n);
            memmove(s->bytes.p + at, s->bytes.p + at + k, s->bytes.n - at - k);
            s->bytes.n -= k;
            if (twice_run(s, pieces).differs)
                continue;
            s->bytes.n = 0;
            buf_add(&s->bytes, whole.p, whole.n);
            at += k;
        }
    buf_free(&whole);
}

static void show(const struct buf *b)
{
    for (size_t i = 0; i < b->n; i++) {
        unsigned char c = (unsigned char)b->p[i];
        if (c >= ' ' && c < 0x7f && !strchr("'\\%", c))
            putchar(c);
        else
            printf("\\%03o", c);
    }
}

static void report(struct sample *s, struct pieces pieces, const char *differs, const char *where)
{
    failures++;
    printf("FAILED fuzz: %s: %s differs by --parser auto and --parser libcsv\n", where, differs);
    if (failures <= 3)
        shrink(s, pieces, 3000);
    if (s->bytes.n > 4000)
        return;
    printf("  printf '");
    show(&s->bytes);
    printf("' | %s\n", s->command.p);
    if (strstr(s->command.p, "./schema"))
        printf("  with this schema:\n%s", s->schema);
    fflush(stdout);
}

static void try(struct sample *s, struct pieces pieces, const char *where)
{
    struct result r = twice_run(s, pieces);
    files++;
    records += r.rows;
    bad += r.bad;
    bytes += s->bytes.n;
    if (r.differs)
        report(s, pieces, r.differs, where);
}

/* ---- the tries ---- */

static void try_rows(void)
{
    struct sample s = {.schema = ""};
    char where[64];
    for (size_t i = 0; i < sizeof ROW / sizeof *ROW; i++) {
        s.command.n = s.bytes.n = 0;
        buf_addstr(&s.command, ROW[i].command);
        buf_addstr(&s.command, " --on-bad skip --bad bad --stats stats");
        buf_addch(&s.command, '\0');
        buf_add(&s.bytes, ROW[i].text, ROW[i].n);
        snprintf(where, sizeof where, "row %zu", i + 1);
        try(&s, (struct pieces){.file = true}, where);
        try(&s, (struct pieces){.piece = 1}, where);
        for (size_t first = 1; first < s.bytes.n && failures < MOST_FAILURES; first++)
            try(&s, (struct pieces){.first = first, .piece = 4096}, where);
    }
    sample_free(&s);
}

/* Small pieces are only for small files, since each costs a read. */
static struct pieces choose_pieces(const struct sample *s, uint64_t number)
{
    static const size_t SMALL[] = {1, 2, 3, 5, 7, 13, 31, 63, 64, 65, 127, 0}, LARGE[] = {0, 1000, 4093, 4096};
    if (s->bytes.n < 6000)
        return (struct pieces){.piece = SMALL[number % 12]};
    return (struct pieces){.piece = LARGE[number % 4], .file = number % 3 == 0};
}

/* Whatever the bytes are, a guess ends with a schema or a message. */
static void try_guess(struct sample *s, const char *where)
{
    struct buf command = s->command;
    s->command = (struct buf){0};
    buf_addstr(&s->command, "clean --guess --stats stats");
    buf_addch(&s->command, '\0');
    try(s, (struct pieces){.file = true}, where);
    buf_free(&s->command);
    s->command = command;
}

static void try_samples(uint64_t wanted, uint64_t seed)
{
    struct sample s = {0};
    char where[64];
    for (uint64_t number = 0; records < wanted && failures < MOST_FAILURES; number++) {
        sample_make(&s, seed, number);
        snprintf(where, sizeof where, "seed %" PRIu64 ", sample %" PRIu64, seed, number);
        try(&s, choose_pieces(&s, number), where);
        if (number % 4 == 0)
            try_guess(&s, where);
    }
    sample_free(&s);
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fputs("usage: fuzz BIN RECORDS SEED\n", stderr);
        return 2;
    }
    struct timespec began, ended;
    uint64_t wanted = strtoull(argv[2], NULL, 10), seed = strtoull(argv[3], NULL, 10);
    clock_gettime(CLOCK_MONOTONIC, &began);
    twice_begin(argv[1]);
    try_rows();
    try_samples(wanted, seed);
    clock_gettime(CLOCK_MONOTONIC, &ended);
    printf("fuzz: %" PRIu64 " records (%" PRIu64 " malformed) of %" PRIu64 " files, %.1f MB, seed %" PRIu64
           ", %.0f s\n",
           records, bad, files, 1e-6 * (double)bytes, seed, difftime(ended.tv_sec, began.tv_sec));
    printf("fuzz: %" PRIu64 " passed, %" PRIu64 " failed\n", files - failures, failures);
    return failures > 0;
}
