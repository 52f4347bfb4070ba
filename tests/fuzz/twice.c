/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "twice.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/rng.h"

enum { WAYS = 2, FILES = 6, MOST_WORDS = 32 };

static const char *const WAY[WAYS] = {"auto", "libcsv"};
static const char *const FILE_NAME[FILES] = {"out", "err", "bad", "bad.why", "dropped", "stats"};
static const char *programs;

static _Noreturn void fail(const char *what)
{
    perror(what);
    exit(3);
}

void twice_begin(const char *bin)
{
    programs = bin;
    signal(SIGPIPE, SIG_IGN); /* a tool may stop before it has read all */
    for (int i = 0; i < WAYS; i++)
        if (mkdir(WAY[i], 0777) != 0 && errno != EEXIST)
            fail(WAY[i]);
}

/* ---- one run ---- */

static void write_file(const char *path, const char *text)
{
    FILE *f = fopen(path, "w");
    if (!f || fputs(text, f) < 0 || fclose(f) != 0)
        fail(path);
}

static void become(int from, int to)
{
    if (from < 0 || dup2(from, to) != to)
        _exit(126);
    close(from);
}

static _Noreturn void exec_tool(const struct sample *s, const char *way, int input)
{
    char *word[MOST_WORDS], program[4096], *rest = strdup(s->command.p);
    int n = 0;
    while (rest && n < MOST_WORDS - 3)
        word[n++] = strsep(&rest, " ");
    word[n++] = (char *)(uintptr_t) "--parser";
    word[n++] = (char *)(uintptr_t)way;
    word[n] = NULL;
    become(input, STDIN_FILENO);
    become(open("out", O_WRONLY | O_CREAT | O_TRUNC, 0666), STDOUT_FILENO);
    become(open("err", O_WRONLY | O_CREAT | O_TRUNC, 0666), STDERR_FILENO);
    signal(SIGPIPE, SIG_DFL);
    snprintf(program, sizeof program, "%s/%s", programs, word[0]);
    execv(program, word);
    _exit(126);
}

static pid_t start_tool(const struct sample *s, const char *way, int input, int other)
{
    pid_t child = fork();
    if (child < 0)
        fail("fork");
    if (child > 0)
        return child;
    if (other >= 0)
        close(other);
    if (chdir(way) != 0)
        _exit(126);
    for (int i = 0; i < FILES; i++)
        unlink(FILE_NAME[i]);
    if (strstr(s->command.p, "./schema"))
        write_file("schema", s->schema);
    exec_tool(s, way, input);
}

/* In packet mode a read returns what one write has put into the pipe, so the pieces arrive as they are written. */
static void write_pieces(int fd, const struct buf *b, struct pieces pieces)
{
    struct rng rng;
    rng_seed(&rng, b->n, 0);
    for (size_t at = 0, k; at < b->n; at += k) {
        k = at == 0 && pieces.first ? pieces.first
            : pieces.piece          ? pieces.piece
                                    : 1 + rng_below(&rng, rng_below(&rng, 4) ? 4096 : 70);
        if (k > 4096)
            k = 4096; /* larger packets would be split */
        if (k > b->n - at)
            k = b->n - at;
        if (write(fd, b->p + at, k) != (ssize_t)k)
            return;
    }
}

static int wait_for(pid_t child)
{
    int status;
    if (waitpid(child, &status, 0) != child)
        fail("waitpid");
    if (WIFEXITED(status) && WEXITSTATUS(status) == 126) {
        fputs("a tool cannot be started\n", stderr);
        exit(3);
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static int run_from_pipe(const struct sample *s, const char *way, struct pieces pieces)
{
    int fd[2];
    if (pipe2(fd, O_DIRECT) != 0)
        fail("pipe");
    pid_t child = start_tool(s, way, fd[0], fd[1]);
    close(fd[0]);
    write_pieces(fd[1], &s->bytes, pieces);
    close(fd[1]);
    return wait_for(child);
}

static int run_from_file(const struct sample *s, const char *way)
{
    int fd = memfd_create("sample", 0);
    if (fd < 0 || write(fd, s->bytes.p, s->bytes.n) != (ssize_t)s->bytes.n || lseek(fd, 0, SEEK_SET) != 0)
        fail("a file in memory");
    pid_t child = start_tool(s, way, fd, -1);
    close(fd);
    return wait_for(child);
}

/* ---- side by side ---- */

/* The file's bytes; a missing file counts as empty, and only its size shows the difference. */
static void read_file(struct buf *b, const char *way, const char *name)
{
    char path[256];
    ssize_t k;
    snprintf(path, sizeof path, "%s/%s", way, name);
    int fd = open(path, O_RDONLY);
    b->n = 0;
    if (fd < 0) {
        buf_addstr(b, "(not there)");
        return;
    }
    do {
        buf_room(b, 1 << 16);
        k = read(fd, b->p + b->n, 1 << 16);
        b->n += k > 0 ? (size_t)k : 0;
    } while (k > 0);
    close(fd);
}

/* Removes the line of the seconds, and reads the counts. */
static void take_stats(struct buf *b, struct result *r)
{
    buf_addch(b, '\0');
    b->n--;
    char *seconds = strstr(b->p, "\nseconds\t"), *end = seconds ? strchr(seconds + 1, '\n') : NULL;
    const char *in = strstr(b->p, "\nrows_in\t"), *bad = strstr(b->p, "\nrows_bad\t");
    r->rows = in ? strtoull(in + 9, NULL, 10) : 0;
    r->bad = bad ? strtoull(bad + 10, NULL, 10) : 0;
    if (!end)
        return;
    memmove(seconds, end, b->n - (size_t)(end - b->p));
    b->n -= (size_t)(end - seconds);
}

struct result twice_run(const struct sample *s, struct pieces pieces)
{
    static struct buf side[WAYS];
    struct result r[WAYS] = {{0}};
    for (int w = 0; w < WAYS; w++)
        r[w].status = pieces.file ? run_from_file(s, WAY[w]) : run_from_pipe(s, WAY[w], pieces);
    if (r[0].status != r[1].status)
        r[0].differs = "the status";
    for (int f = 0; f < FILES && !r[0].differs; f++) {
        for (int w = 0; w < WAYS; w++) {
            read_file(&side[w], WAY[w], FILE_NAME[f]);
            if (strcmp(FILE_NAME[f], "stats") == 0)
                take_stats(&side[w], &r[w]);
        }
        if (!slice_eq(buf_slice(&side[0]), buf_slice(&side[1])))
            r[0].differs = FILE_NAME[f];
    }
    if (r[0].status > 3 && !r[0].differs)
        r[0].differs = "nothing, but both crash";
    return r[0];
}
