/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The bytes of a file, read by one thread and by two. */
#include "table/feed.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/cleanup.h"
#include "base/die.h"
#include "base/rng.h"
#include "base/thread.h"
#include "input.h"

enum { WINDOW = 1 << 16, LONGEST = 1 << 24 };

/* ---- the text, and how it comes ---- */

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

/* Lines as long as blocks, and as the room in front of them, give or take one, among many short ones. */
static struct buf make_text(void)
{
    static const size_t size[] = {
        FEED_FRONT, FEED_FRONT + 1,     FEED_BLOCK - 1, FEED_BLOCK, FEED_BLOCK + 1, 1 << 20,
        100,        3 * FEED_BLOCK + 7, WINDOW - 1,     5,          1 << 20,        (1 << 22) + 3};
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

/* Writes pieces of up to `most` bytes, and rests at times; 0: in as large pieces as go. Then ends. */
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

static size_t threads(void)
{
    size_t n = 0;
    DIR *d = opendir("/proc/self/task");
    cr_assert(d);
    while (readdir(d))
        n++;
    closedir(d);
    return n;
}

/* One that has ended stays in the list for a moment. */
static void await_threads(size_t n)
{
    while (threads() != n)
        usleep(100);
}

/* ---- reading it ---- */

/* What is there must be the text's, and what is behind it may be read. */
static void check_left(const struct feed *f, const struct buf *text, size_t at)
{
    static volatile char sink;
    size_t left = feed_left(f);
    cr_assert(left <= text->n - at && memcmp(f->buf.p + f->at, text->p + at, left) == 0, "at byte %zu", at);
    for (size_t i = 0; i < FEED_PADDING; i++)
        sink = f->buf.p[f->buf.n + i];
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
    cr_assert(at == text->n && feed_left(f) == 0 && f->ended && !feed_fill(f));
}

/* A window at a time, of which not all is used: what is left is mostly less than one, now and then much more. */
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

/* Both ways, from one feed: the thread of the file before must be gone. */
static void read_twice(const struct buf *text, pid_t (*come)(const struct buf *))
{
    struct feed f = {0};
    size_t before = threads();
    for (size_t i = 0; i < 2; i++) {
        pid_t writer = come ? come(text) : 0;
        feed_open(&f, come ? "-" : input_file(text->p, text->n));
        READ[i](&f, text);
        await_threads(before);
        feed_close(&f);
        if (come)
            await_writer(writer);
    }
    buf_free(&f.buf);
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

static void read_all_ways(void)
{
    static pid_t (*const come[])(const struct buf *) = {NULL, come_at_once, come_in_pieces, come_in_packets,
                                                        come_by_socket};
    struct buf text = make_text();
    for (size_t i = 0; i < sizeof come / sizeof *come; i++)
        read_twice(&text, come[i]);
    buf_free(&text);
}

Test(feed, by_one_thread, .timeout = 60)
{
    read_all_ways();
}

Test(feed, by_two_threads, .timeout = 60)
{
    feed_ahead();
    read_all_ways();
}

Test(feed, files_one_after_another, .timeout = 60)
{
    static const size_t size[] = {0, 3 * FEED_BLOCK, 0, 1, FEED_BLOCK, FEED_BLOCK + 1, 17, 2 * FEED_BLOCK};
    struct feed f = {0};
    feed_ahead();
    for (size_t i = 0; i < sizeof size / sizeof *size; i++) {
        struct buf text = {0};
        while (text.n < size[i])
            add_line(&text, size[i] - text.n < 50 ? size[i] - text.n : 50);
        feed_open(&f, input_file(text.p, text.n));
        READ[i % 2](&f, &text);
        feed_close(&f);
        buf_free(&text);
    }
    buf_free(&f.buf);
}

/* ---- when there is a thread, and what it passes on ---- */

/* A pipe that holds so much, and whose other end is open. */
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
    feed_ahead();
    int fd = come_some(&f, FEED_BLOCK);
    size_t have = FEED_BLOCK;
    cr_assert(feed_fill(&f) && feed_left(&f) == have);
    for (size_t n = 1; n < 100; n += 7) {
        if (n % 2)
            f.at += have, have = 0;
        memset(some, (char)n, n);
        cr_assert_eq(write(fd, some, n), (ssize_t)n);
        cr_assert(feed_fill(&f) && feed_left(&f) == have + n && f.buf.p[f.buf.n - 1] == (char)n);
        have += n;
    }
    close(fd);
    cr_assert(!feed_fill(&f) && feed_left(&f) == have);
    buf_free(&f.buf);
}

/* Less comes each time than is left: that must not move for every read, but neither may the buffer grow. */
Test(feed, little_by_little_the_buffer_stays, .timeout = 60)
{
    char some[100] = {0};
    struct feed f = {0};
    feed_ahead();
    int fd = come_some(&f, FEED_BLOCK);
    cr_assert(feed_fill(&f));
    size_t most = 2 * f.buf.cap;
    f.at = f.buf.n - 1000;
    for (size_t all = 0; all < 2 * most; all += sizeof some) {
        cr_assert_eq(write(fd, some, sizeof some), (ssize_t)sizeof some);
        cr_assert(feed_fill(&f) && feed_left(&f) == 1000 + sizeof some);
        f.at += sizeof some;
    }
    cr_assert_leq(f.buf.cap, most);
    close(fd);
    feed_close(&f);
    buf_free(&f.buf);
}

/* As much is left as there is room for in front of the next block, one byte less, one more. */
Test(feed, what_is_left_fits_or_does_not)
{
    struct buf text = make_text();
    struct feed f = {0};
    feed_ahead();
    for (size_t left = FEED_FRONT - 1; left <= FEED_FRONT + 1; left++) {
        feed_open(&f, input_file(text.p, text.n));
        for (size_t at = 0; feed_fill(&f);) {
            check_left(&f, &text, at);
            if (feed_left(&f) > left)
                at += feed_left(&f) - left;
            f.at = f.buf.n - (feed_left(&f) < left ? feed_left(&f) : left);
        }
        cr_assert_eq(feed_left(&f), left);
        feed_close(&f);
    }
    buf_free(&f.buf);
    buf_free(&text);
}

/* How many threads there are more, once blocks of `n` bytes in all were read. */
static size_t more_threads(const char *path, size_t n)
{
    struct feed f = {0};
    size_t before = threads(), have = 0;
    feed_open(&f, path);
    while (have < n && feed_fill(&f)) {
        have += feed_left(&f);
        f.at = f.buf.n;
    }
    cr_assert_geq(have, n);
    size_t more = threads() - before;
    feed_close(&f); /* in the middle of the file */
    await_threads(before);
    buf_free(&f.buf);
    return more;
}

static const char *large_file(void)
{
    static char text[4 * FEED_BLOCK];
    return input_file(text, sizeof text);
}

Test(feed, one_thread_and_only_behind_a_full_block, .timeout = 60)
{
    static char text[FEED_BLOCK - 1];
    feed_ahead();
    cr_assert_eq(more_threads(input_file(text, sizeof text), sizeof text), 0);
    cr_assert_eq(more_threads(large_file(), FEED_BLOCK), thread_cores() > 1);
    cr_assert_eq(more_threads(large_file(), 3 * FEED_BLOCK), thread_cores() > 1);
}

Test(feed, no_thread_unless_it_is_asked_for)
{
    cr_assert_eq(more_threads(large_file(), 3 * FEED_BLOCK), 0);
}

Test(feed, no_thread_for_a_device)
{
    feed_ahead();
    cr_assert_eq(more_threads("/dev/zero", 3 * FEED_BLOCK), 0);
}

Test(feed, no_thread_on_one_core)
{
    cpu_set_t set, one;
    size_t cpu = 0;
    cr_assert_eq(sched_getaffinity(0, sizeof set, &set), 0);
    while (!CPU_ISSET(cpu, &set))
        cpu++;
    CPU_ZERO(&one);
    CPU_SET(cpu, &one);
    cr_assert_eq(sched_setaffinity(0, sizeof one, &one), 0);
    feed_ahead();
    cr_assert_eq(more_threads(large_file(), 3 * FEED_BLOCK), 0);
}

/* ---- how it ends ---- */

/* How a process of its own ends with `job`, as the shell tells it, and what it says. */
static int end_of(void (*job)(void), int by_signal, char said[256])
{
    static const struct rlimit no_core;
    int pair[2], status = 0;
    cr_assert_eq(pipe(pair), 0);
    pid_t child = fork();
    cr_assert(child >= 0);
    if (child == 0) {
        setrlimit(RLIMIT_CORE, &no_core);
        dup2(pair[1], STDERR_FILENO);
        close(pair[1]);
        job();
        _exit(99);
    }
    close(pair[1]);
    if (by_signal) {
        usleep(100000); /* so that most likely both threads wait */
        kill(child, by_signal);
    }
    ssize_t n = read(pair[0], said, 255);
    said[n < 0 ? 0 : n] = '\0';
    close(pair[0]);
    cr_assert_eq(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

static void read_a_folder(void)
{
    struct feed f = {0};
    feed_ahead();
    feed_open(&f, large_file());
    while (feed_fill(&f))
        f.at = f.buf.n;
    feed_close(&f);
    feed_open(&f, "/");
    feed_fill(&f);
}

/* Nothing more is there, and nothing waits for it: that is an error, but not before all was passed on. */
static void fail_in_the_middle(void)
{
    struct feed f = {0};
    feed_ahead();
    int fd = come_some(&f, FEED_BLOCK + 10);
    fcntl(STDIN_FILENO, F_SETFL, O_NONBLOCK);
    for (size_t i = 0; i < 2; i++)
        if (!feed_fill(&f))
            _exit(98);
    if (feed_left(&f) != FEED_BLOCK + 10)
        _exit(98);
    usleep(10000);
    write(fd, "too late", 8);
    feed_fill(&f);
}

Test(feed, an_error_ends_the_tool, .timeout = 60)
{
    char said[256], want[256];
    cr_assert_eq(end_of(read_a_folder, 0, said), STATUS_ENV);
    cr_assert_str_eq(said, "tillroll: /: cannot read: Is a directory\n");
    if (thread_cores() == 1)
        return;
    snprintf(want, sizeof want, "tillroll: -: cannot read: %s\n", strerror(EAGAIN));
    cr_assert_eq(end_of(fail_in_the_middle, 0, said), STATUS_ENV);
    cr_assert_str_eq(said, want);
}

static void give_up(void)
{
    struct feed f = {0};
    feed_ahead();
    come_some(&f, FEED_BLOCK);
    feed_fill(&f);
    usleep(10000); /* so that most likely the thread waits */
    die(STATUS_DATA, "no more");
}

Test(feed, to_die_does_not_wait, .timeout = 60)
{
    char said[256];
    cr_assert_eq(end_of(give_up, 0, said), STATUS_DATA);
    cr_assert_str_eq(said, "tillroll: no more\n");
}

static void say_removed(void)
{
    write(STDERR_FILENO, "removed", 7);
}

static void wait_for_more(void)
{
    struct feed f = {0};
    cleanup_add(say_removed);
    feed_ahead();
    come_some(&f, FEED_BLOCK);
    while (feed_fill(&f))
        continue;
}

Test(feed, a_signal_while_nothing_comes, .timeout = 60)
{
    char said[256];
    cr_assert_eq(end_of(wait_for_more, SIGTERM, said), 128 + SIGTERM);
    cr_assert_str_eq(said, "removed");
}
