/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Standard output, written by a second thread. */
#include "base/writer.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/die.h"
#include "base/out.h"
#include "base/thread.h"

enum { BUFFER = 1 << 19, MANY = 8 * BUFFER };

static char folder[] = "/tmp/tillroll-behind.XXXXXX";

static void enter(void)
{
    cr_assert(mkdtemp(folder) && chdir(folder) == 0);
}

static void leave(void)
{
    unlink("f");
    cr_assert(chdir("/") == 0 && rmdir(folder) == 0, "something was left");
}

static char byte_at(size_t i)
{
    return (char)(i * 31 + i / 251);
}

/* The next `n` bytes of an endless text, after `*at`. */
static void write_text(struct out *o, size_t *at, size_t n)
{
    char *piece = malloc(n + 1);
    for (size_t i = 0; i < n; i++)
        piece[i] = byte_at(*at + i);
    out_bytes(o, piece, n);
    *at += n;
    free(piece);
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

/* Standard output leads there from here on. */
static struct out *lead_to(int fd)
{
    cr_assert_eq(dup2(fd, STDOUT_FILENO), STDOUT_FILENO);
    if (fd != STDOUT_FILENO)
        close(fd);
    out_threaded(out_stdout());
    return out_stdout();
}

static struct out *lead_to_file(void)
{
    return lead_to(open("f", O_WRONLY | O_CREAT | O_TRUNC, 0600));
}

/* Runs `job` in a process of its own and returns its status as in the shell; `look` runs meanwhile. */
static int end_of(void (*job)(void), void (*look)(pid_t))
{
    static const struct rlimit no_core;
    int status = 0;
    pid_t child = fork();
    cr_assert(child >= 0);
    if (child == 0) {
        setrlimit(RLIMIT_CORE, &no_core);
        dup2(open("/dev/null", O_WRONLY), STDERR_FILENO); /* its message is expected */
        job();
        _exit(0);
    }
    if (look)
        look(child);
    cr_assert_eq(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

/* ---- what arrives ---- */

/* Reads odd numbers of bytes slowly, with pauses; returns 0 if exactly the `n` bytes of the text came. */
static int read_text(int fd, size_t n)
{
    static char piece[70001];
    size_t at = 0;
    for (size_t k = 1;; k = k * 7 % sizeof piece + 1) {
        ssize_t got = read(fd, piece, k);
        if (got <= 0)
            return got < 0 || at != n;
        for (ssize_t i = 0; i < got; i++)
            if (piece[i] != byte_at(at + (size_t)i))
                return 1;
        at += (size_t)got;
        if (k % 5 == 0)
            usleep(500);
    }
}

/* Pieces and rooms of every size around the buffer's. */
static size_t write_odd(struct out *o)
{
    static const size_t size[] = {1,          BUFFER - 1, 1, 7,          4095, BUFFER,         1,
                                  BUFFER + 1, 12345,      0, 2 * BUFFER, 3,    3 * BUFFER + 5, BUFFER};
    size_t at = 0;
    for (size_t round = 0; round < 40; round++) {
        size_t n = size[round * 5 % (sizeof size / sizeof *size)];
        write_text(o, &at, n);
        for (size_t k = 0; k < 1000; k++)
            write_text(o, &at, k % 300);
        char *p = out_room(o, n);
        for (size_t k = 0; k < n; k++)
            p[k] = byte_at(at + k);
        o->p += n;
        at += n;
        if (round % 7 == 0)
            out_flush(o);
    }
    return at;
}

static void through(int pair[2])
{
    int status = 0;
    pid_t reader = fork();
    cr_assert(reader >= 0);
    if (reader == 0) {
        close(pair[1]);
        size_t n = write_odd(out_create("/dev/null"));
        _exit(read_text(pair[0], n));
    }
    close(pair[0]);
    struct out *o = lead_to(pair[1]);
    cr_assert(write_odd(o) > 20 * (size_t)BUFFER);
    out_close(o);
    cr_assert(waitpid(reader, &status, 0) == reader && status == 0);
}

Test(writer, a_slow_pipe_gets_every_byte_in_order, .timeout = 120)
{
    int pair[2];
    cr_assert_eq(pipe(pair), 0);
    through(pair);
}

Test(writer, a_socket_gets_every_byte_in_order, .timeout = 120)
{
    int pair[2];
    cr_assert_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
    through(pair);
}

Test(writer, a_file_gets_every_byte_in_order, .init = enter, .fini = leave)
{
    struct out *o = lead_to_file();
    size_t n = write_odd(o);
    out_close(o);
    int fd = open("f", O_RDONLY);
    cr_assert_eq(read_text(fd, n), 0);
    close(fd);
}

/* The file is as long as what was written, even if a buffer was being written. */
Test(writer, a_flush_returns_when_all_is_written, .init = enter, .fini = leave)
{
    struct out *o = lead_to_file();
    struct stat st;
    size_t at = 0;
    for (size_t round = 0; round < 50; round++) {
        for (size_t k = 0; k < round % 4; k++)
            for (size_t i = 0; i < 5; i++)
                write_text(o, &at, BUFFER / 5 + 1);
        write_text(o, &at, round);
        out_flush(o);
        cr_assert(fstat(STDOUT_FILENO, &st) == 0 && (size_t)st.st_size == at);
    }
    out_close(o);
}

/* ---- when there is a thread ---- */

/* The number of additional threads after several buffers are full. */
static size_t more_threads(struct out *o)
{
    size_t at = 0, before = threads();
    write_text(o, &at, BUFFER);
    cr_assert_eq(threads(), before, "as long as one buffer holds all");
    for (size_t i = 0; i < 50; i++)
        write_text(o, &at, BUFFER / 10 + 1);
    size_t more = threads() - before;
    out_close(o);
    while (threads() != before) /* one that has ended stays in the list for a moment */
        usleep(100);
    return more;
}

Test(writer, one_thread_and_only_when_a_buffer_is_full, .init = enter, .fini = leave, .timeout = 60)
{
    cr_assert_eq(more_threads(lead_to_file()), thread_cores() > 1);
}

Test(writer, none_on_one_core, .init = enter, .fini = leave)
{
    cpu_set_t set, one;
    size_t cpu = 0;
    cr_assert_eq(sched_getaffinity(0, sizeof set, &set), 0);
    while (!CPU_ISSET(cpu, &set))
        cpu++;
    CPU_ZERO(&one);
    CPU_SET(cpu, &one);
    cr_assert_eq(sched_setaffinity(0, sizeof one, &one), 0);
    cr_assert_eq(more_threads(lead_to_file()), 0);
}

Test(writer, none_for_a_device)
{
    cr_assert_eq(more_threads(lead_to(open("/dev/null", O_WRONLY))), 0);
}

Test(writer, none_unless_it_is_asked_for, .init = enter, .fini = leave)
{
    struct out *o = out_create("f");
    cr_assert_eq(more_threads(o), 0);
}

/* ---- how it ends ---- */

static void write_much(void)
{
    size_t at = 0;
    for (size_t i = 0; i < MANY / 1000; i++)
        write_text(out_stdout(), &at, 1000);
    out_close(out_stdout());
}

static void to_a_full_disk(void)
{
    static const struct rlimit most = {MANY / 2 + 5, MANY / 2 + 5};
    lead_to_file();
    setrlimit(RLIMIT_FSIZE, &most);
    write_much();
}

static void to_a_full_disk_quietly(void)
{
    signal(SIGXFSZ, SIG_IGN);
    to_a_full_disk();
}

/* Fails in the last full buffer: the rest after it is less than a buffer. */
static void at_the_end(void)
{
    static const struct rlimit most = {MANY - BUFFER, MANY - BUFFER};
    signal(SIGXFSZ, SIG_IGN);
    lead_to_file();
    setrlimit(RLIMIT_FSIZE, &most);
    write_much();
}

static const struct rlimit none = {0, RLIM_INFINITY}, all = {RLIM_INFINITY, RLIM_INFINITY};

/* Hands over a buffer that cannot be written, and leaves the next one empty. */
static void hand_over_in_vain(void)
{
    size_t at = 0;
    signal(SIGXFSZ, SIG_IGN);
    lead_to_file();
    setrlimit(RLIMIT_FSIZE, &none);
    write_text(out_stdout(), &at, BUFFER);
    out_room(out_stdout(), 1);
}

static void noticed_by_flush(void)
{
    hand_over_in_vain();
    out_flush(out_stdout());
}

static void noticed_by_close(void)
{
    hand_over_in_vain();
    out_close(out_stdout());
}

/* There would be room again for the rest. */
static void noticed_by_the_next(void)
{
    size_t at = 0;
    hand_over_in_vain();
    write_text(out_stdout(), &at, BUFFER);
    out_room(out_stdout(), 1);
    setrlimit(RLIMIT_FSIZE, &all);
    out_close(out_stdout());
}

Test(writer, an_error_ends_the_tool, .init = enter, .fini = leave)
{
    struct stat st;
    cr_assert_eq(end_of(to_a_full_disk_quietly, NULL), STATUS_ENV);
    cr_assert(stat("f", &st) == 0 && st.st_size == MANY / 2 + 5);
    cr_assert_eq(end_of(at_the_end, NULL), STATUS_ENV);
    cr_assert_eq(end_of(noticed_by_flush, NULL), STATUS_ENV);
    cr_assert_eq(end_of(noticed_by_close, NULL), STATUS_ENV);
    cr_assert_eq(end_of(noticed_by_the_next, NULL), STATUS_ENV);
    cr_assert_eq(end_of(to_a_full_disk, NULL), 128 + SIGXFSZ);
}

/* The reader ends after a few bytes; `f` is a side file that must not remain. */
static void lose_reader(void)
{
    int pair[2];
    char some[100];
    size_t at = 0;
    cr_assert_eq(pipe(pair), 0);
    out_str(out_create("f"), "a part");
    lead_to(pair[1]);
    write_text(out_stdout(), &at, 100);
    out_flush(out_stdout());
    if (read(pair[0], some, sizeof some) != sizeof some)
        _exit(99);
    close(pair[0]);
    write_much();
}

static void lose_reader_quietly(void)
{
    signal(SIGPIPE, SIG_IGN);
    lose_reader();
}

Test(writer, a_reader_that_goes_away, .init = enter, .fini = leave)
{
    cr_assert_eq(end_of(lose_reader, NULL), 128 + SIGPIPE);
    cr_assert_eq(end_of(lose_reader_quietly, NULL), STATUS_ENV);
}

static int stuck[2]; /* a pipe without a reader */

static void wait_for_nothing(void)
{
    out_str(out_create("f"), "a part");
    lead_to(stuck[1]);
    write_much();
}

static void await_full_pipe(void)
{
    struct pollfd room = {.fd = stuck[1], .events = POLLOUT};
    while (poll(&room, 1, 0) > 0)
        usleep(1000);
    usleep(20000); /* so that most likely both threads wait */
}

static void terminate(pid_t child)
{
    await_full_pipe();
    kill(child, SIGTERM);
}

Test(writer, a_signal_while_the_pipe_is_full, .init = enter, .fini = leave, .timeout = 60)
{
    cr_assert_eq(pipe(stuck), 0);
    cr_assert_eq(end_of(wait_for_nothing, terminate), 128 + SIGTERM);
}

static void give_up(void)
{
    size_t at = 0;
    out_str(out_create("f"), "a part");
    lead_to(stuck[1]);
    size_t most = (size_t)fcntl(stuck[0], F_GETPIPE_SZ) + BUFFER + BUFFER / 2;
    while (at < most) /* the pipe is full, the thread has a buffer that it cannot write, and there is half of another */
        write_text(out_stdout(), &at, 999);
    die(STATUS_DATA, "no more");
}

/* The pipe gets the buffer that the thread has, and not the half one: as many bytes as without a thread. */
static void take_late(pid_t child)
{
    static char piece[4096];
    size_t at = 0;
    (void)child;
    await_full_pipe();
    size_t held = (size_t)fcntl(stuck[0], F_GETPIPE_SZ);
    close(stuck[1]);
    for (ssize_t n; (n = read(stuck[0], piece, sizeof piece)) > 0; at += (size_t)n)
        for (ssize_t i = 0; i < n; i++)
            cr_assert_eq(piece[i], byte_at(at + (size_t)i));
    cr_assert(at > held && at <= held + BUFFER && at % 999 == 0, "%zu bytes", at);
}

Test(writer, to_die_leaves_what_was_handed_over, .init = enter, .fini = leave, .timeout = 60)
{
    cr_assert_eq(pipe(stuck), 0);
    cr_assert_eq(end_of(give_up, take_late), STATUS_DATA);
}

/* ---- the thread itself ---- */

static int see_signals(void *ctx, const char *p, size_t n)
{
    (void)p, (void)n;
    return pthread_sigmask(SIG_SETMASK, NULL, ctx);
}

Test(writer, signals_are_left_to_the_first_thread)
{
    sigset_t before, after, inside;
    cr_assert_eq(pthread_sigmask(SIG_SETMASK, NULL, &before), 0);
    struct writer *b = writer_start(see_signals, &inside);
    cr_assert(b && pthread_sigmask(SIG_SETMASK, NULL, &after) == 0);
    free(writer_hand(b, malloc(1), 1, 1));
    cr_assert_eq(writer_wait(b), 0);
    writer_end(b);
    static const int some[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGCHLD, SIGALRM, SIGXFSZ};
    for (size_t i = 0; i < sizeof some / sizeof *some; i++) {
        cr_assert_eq(sigismember(&inside, some[i]), some[i] != SIGXFSZ);
        cr_assert_eq(sigismember(&before, some[i]), sigismember(&after, some[i]));
    }
}

static int fail_third(void *ctx, const char *p, size_t n)
{
    size_t *calls = ctx;
    (void)p, (void)n;
    return ++*calls == 3 ? ENOSPC : 0;
}

Test(writer, an_error_is_that_of_its_piece)
{
    size_t calls = 0, size = 10;
    struct writer *b = writer_start(fail_third, &calls);
    char *p = malloc(size);
    cr_assert(b);
    for (size_t i = 1; i <= 3; i++) {
        cr_assert_eq(writer_wait(b), 0);
        p = writer_hand(b, p, i, size);
        cr_assert(p);
        memset(p, 'x', size);
    }
    cr_assert_eq(writer_wait(b), ENOSPC);
    cr_assert_eq(writer_wait(b), ENOSPC);
    cr_assert_eq(calls, 3);
    writer_end(b);
    free(p);
}

static int add_up(void *ctx, const char *p, size_t n)
{
    size_t *sum = ctx;
    for (size_t i = 0; i < n; i++)
        *sum += (unsigned char)p[i];
    return 0;
}

Test(writer, buffers_may_grow)
{
    size_t sum = 0, want = 0, size = 1;
    struct writer *b = writer_start(add_up, &sum);
    char *p = malloc(size);
    for (; size < 100000; size = size * 3 + 1) {
        p = realloc(p, size);
        memset(p, 3, size);
        want += 3 * size;
        cr_assert_eq(writer_wait(b), 0);
        p = writer_hand(b, p, size, size);
        memset(p, 7, size); /* it is as large, and is not the buffer that is being written */
    }
    cr_assert_eq(writer_wait(b), 0);
    cr_assert_eq(sum, want);
    writer_end(b);
    free(p);
}
