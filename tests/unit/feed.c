/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/feed.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/die.h"
#include "base/rng.h"
#include "input.h"

enum { WINDOW = 1 << 16, LONGEST = 1 << 24 };

/* ---- the text, and the pieces in which it comes ---- */

static char byte_at(size_t i)
{
    return (char)(' ' + (i * 31 + i / 251) % 90);
}

static void add_line(struct buf *to, size_t n)
{
    buf_room(to, n);
    for (size_t i = 0; i + 1 < n; i++)
        to->p[to->n + i] = byte_at(to->n + i);
    to->p[to->n + n - 1] = '\n';
    to->n += n;
}

/* Lines as long as a block, or as the room before it, or one byte more or less, among many short ones. */
static struct buf make_text(void)
{
    static const size_t size[] = {WINDOW,  WINDOW + 1,   FEED_BLOCK - 1,     FEED_BLOCK, FEED_BLOCK + 1,
                                  1 << 20, 100,          3 * FEED_BLOCK + 7, WINDOW - 1, 5,
                                  1 << 20, (1 << 22) + 3};
    struct buf text = {0};
    struct rng r;
    rng_seed(&r, 1, 0);
    for (size_t i = 0; i < sizeof size / sizeof *size; i++) {
        add_line(&text, size[i]);
        for (size_t k = rng_below(&r, 20000); k; k--)
            add_line(&text, 1 + rng_below(&r, 80));
    }
    buf_addstr(&text, "no LF");
    return text;
}

/* Writes pieces of up to `most` bytes, and pauses at times; 0: pieces as large as possible. Then ends. */
static pid_t start_writer(int fd, const struct buf *text, size_t most)
{
    struct rng r;
    pid_t writer = fork();
    cr_assert(writer >= 0);
    if (writer)
        return writer;
    rng_seed(&r, 2, 0);
    for (size_t at = 0; at < text->n;) {
        size_t n = most ? 1 + rng_below(&r, most) : text->n;
        ssize_t k = write(fd, text->p + at, n < text->n - at ? n : text->n - at);
        if (k <= 0)
            _exit(1);
        at += (size_t)k;
        if (most && rng_below(&r, 50) == 0)
            usleep(200);
    }
    _exit(0);
}

/* Standard input is what a writer sends. */
static pid_t come_by(int pair[2], const struct buf *text, size_t most)
{
    pid_t writer = start_writer(pair[1], text, most);
    close(pair[1]);
    cr_assert_eq(dup2(pair[0], STDIN_FILENO), STDIN_FILENO);
    close(pair[0]);
    return writer;
}

static pid_t come_by_pipe(const struct buf *text, size_t most, int flags)
{
    int pair[2];
    cr_assert_eq(pipe2(pair, flags), 0);
    return come_by(pair, text, most);
}

static void await_writer(pid_t writer)
{
    int status;
    cr_assert(waitpid(writer, &status, 0) == writer && status == 0);
}

/* ---- reading it ---- */

/* The bytes must be those of the text, and bytes after them may be read. */
static void check_left(const struct feed *f, const struct buf *text, size_t at)
{
    static volatile char sink;
    size_t left = feed_left(f);
    cr_assert(left <= text->n - at && memcmp(f->p + f->at, text->p + at, left) == 0, "at byte %zu", at);
    for (size_t i = 0; i < FEED_PADDING; i++)
        sink = f->p[f->n + i];
    (void)sink;
}

static void read_lines(struct feed *f, const struct buf *text)
{
    struct slice line;
    size_t at = 0, size;
    for (uint64_t number = 1; feed_line(f, 0, number, LONGEST, &line, &size); number++) {
        const char *lf = memchr(text->p + at, '\n', text->n - at), *from = text->p + at;
        size_t want = lf ? (size_t)(lf - from) : text->n - at;
        cr_assert(line.n == want && memcmp(line.p, from, want) == 0 && size == want + (lf != NULL), "byte %zu", at);
        at += size;
        f->at += size;
    }
    cr_assert(at == text->n && feed_left(f) == 0 && f->ended && !feed_fill(f) && f->p[f->n] == 0);
}

/* A window at a time, of which not all is used: the rest is mostly less than a window, and sometimes much more. */
static void read_windows(struct feed *f, const struct buf *text)
{
    struct rng r;
    size_t at = 0;
    rng_seed(&r, 3, 0);
    do {
        size_t window = rng_below(&r, 30) ? WINDOW : 1 + rng_below(&r, 1 << 20);
        while (feed_left(f) < window && feed_fill(f))
            check_left(f, text, at);
        cr_assert(f->ended || feed_left(f) >= window);
        size_t n = feed_left(f) < window ? feed_left(f) : window;
        n = f->ended ? n : rng_below(&r, n + 1);
        check_left(f, text, at);
        at += n;
        f->at += n;
    } while (feed_left(f) || !f->ended);
    cr_assert(at == text->n && !feed_fill(f));
}

static void (*const READ[])(struct feed *, const struct buf *) = {read_lines, read_windows};

/* Both ways, from one feed. */
static void read_twice(const struct buf *text, pid_t (*come)(const struct buf *))
{
    struct feed f = {0};
    for (size_t i = 0; i < 2; i++) {
        pid_t writer = come ? come(text) : 0;
        feed_open(&f, come ? "-" : input_file(text->p, text->n));
        READ[i](&f, text);
        feed_close(&f);
        if (come)
            await_writer(writer);
    }
    feed_free(&f);
}

static pid_t come_at_once(const struct buf *text)
{
    return come_by_pipe(text, 0, 0);
}
static pid_t come_in_pieces(const struct buf *text)
{
    return come_by_pipe(text, 9000, 0);
}
static pid_t come_in_packets(const struct buf *text)
{
    return come_by_pipe(text, 4096, O_DIRECT);
}
static pid_t come_by_socket(const struct buf *text)
{
    int pair[2];
    cr_assert_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
    return come_by(pair, text, 0);
}

Test(feed, files_pipes_and_sockets, .timeout = 60)
{
    static pid_t (*const come[])(const struct buf *) = {NULL, come_at_once, come_in_pieces, come_in_packets,
                                                        come_by_socket};
    struct buf text = make_text();
    for (size_t i = 0; i < sizeof come / sizeof *come; i++)
        read_twice(&text, come[i]);
    buf_free(&text);
}

Test(feed, files_one_after_another, .timeout = 60)
{
    static const size_t size[] = {0, 3 * FEED_BLOCK, 0, 1, FEED_BLOCK, FEED_BLOCK + 1, 17, 2 * FEED_BLOCK};
    struct feed f = {0};
    for (size_t i = 0; i < sizeof size / sizeof *size; i++) {
        struct buf text = {0};
        while (text.n < size[i])
            add_line(&text, size[i] - text.n < 50 ? size[i] - text.n : 50);
        feed_open(&f, input_file(text.p, text.n));
        READ[i % 2](&f, &text);
        feed_close(&f);
        buf_free(&text);
    }
    feed_free(&f);
}

/* ---- when bytes are passed on ---- */

/* A pipe that holds these bytes, and whose other end is open. */
static int come_some(struct feed *f, size_t n)
{
    static char some[FEED_BLOCK + 100];
    int pair[2];
    cr_assert(pipe(pair) == 0 && fcntl(pair[0], F_SETPIPE_SZ, 1 << 20) >= (int)n && n <= sizeof some);
    cr_assert_eq(write(pair[1], some, n), (ssize_t)n);
    cr_assert_eq(dup2(pair[0], STDIN_FILENO), STDIN_FILENO);
    feed_open(f, "-");
    return pair[1];
}

Test(feed, little_is_passed_on_at_once, .timeout = 60)
{
    char some[100];
    struct feed f = {0};
    int fd = come_some(&f, FEED_BLOCK);
    size_t have = FEED_BLOCK;
    cr_assert(feed_fill(&f) && feed_left(&f) == have);
    for (size_t n = 1; n < 100; n += 7) {
        if (n % 2)
            f.at += have, have = 0;
        memset(some, (char)n, n);
        cr_assert_eq(write(fd, some, n), (ssize_t)n);
        cr_assert(feed_fill(&f) && feed_left(&f) == have + n && f.p[f.n - 1] == (char)n);
        have += n;
    }
    close(fd);
    cr_assert(!feed_fill(&f) && feed_left(&f) == have);
    feed_free(&f);
}

/* Each read brings less than is left: the rest must not be moved for every read, and the buffer may not grow. */
Test(feed, little_by_little_the_buffer_stays, .timeout = 60)
{
    char some[100] = {0};
    struct feed f = {0};
    int fd = come_some(&f, FEED_BLOCK);
    cr_assert(feed_fill(&f));
    size_t most = 2 * f.buf.cap;
    f.at = f.n - 1000;
    for (size_t all = 0; all < 2 * most; all += sizeof some) {
        cr_assert_eq(write(fd, some, sizeof some), (ssize_t)sizeof some);
        cr_assert(feed_fill(&f) && feed_left(&f) == 1000 + sizeof some);
        f.at += sizeof some;
    }
    cr_assert_leq(f.buf.cap, most);
    close(fd);
    feed_close(&f);
    feed_free(&f);
}

Test(feed, an_error_ends_the_tool, .exit_code = STATUS_ENV)
{
    struct feed f = {0};
    feed_open(&f, "/");
    feed_fill(&f);
}

/* ---- files that change ---- */

static int file_of(size_t n)
{
    int fd = memfd_create("file", MFD_CLOEXEC);
    cr_assert(fd >= 0 && ftruncate(fd, (off_t)n) == 0 && dup2(fd, STDIN_FILENO) == STDIN_FILENO);
    return fd;
}

Test(feed, a_file_may_grow_while_it_is_read)
{
    struct feed f = {0};
    size_t n = 2 * FEED_BLOCK, seen = 0;
    int fd = file_of(n);
    feed_open(&f, "-");
    while (feed_fill(&f)) {
        if (n < 10 * FEED_BLOCK)
            cr_assert_eq(ftruncate(fd, (off_t)(n += FEED_BLOCK + 7)), 0);
        seen += feed_left(&f);
        f.at = f.n;
    }
    cr_assert_eq(seen, n);
    feed_close(&f);
    feed_free(&f);
    cr_assert_eq(lseek(STDIN_FILENO, 0, SEEK_CUR), (off_t)n, "whoever reads it next finds it at its end");
}

static void cut_off(size_t left)
{
    struct feed f = {0};
    int fd = file_of(6 * FEED_BLOCK);
    feed_open(&f, "-");
    cr_assert(feed_fill(&f) && ftruncate(fd, (off_t)left) == 0);
    while (feed_fill(&f))
        f.at = f.n;
}

Test(feed, a_file_that_is_cut_off_ends_the_tool, .exit_code = STATUS_ENV)
{
    cut_off(FEED_BLOCK / 2);
}
Test(feed, cut_off_within_its_last_page, .exit_code = STATUS_ENV)
{
    cut_off(6 * FEED_BLOCK - 1);
}
