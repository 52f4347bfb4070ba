/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "input.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/rng.h"
#include "base/tool.h"

static int last = -1;

static const char *path_of(int fd)
{
    static char path[2][64];
    static int turn;
    turn = !turn;
    snprintf(path[turn], sizeof path[turn], "/proc/self/fd/%d", fd);
    return path[turn];
}

static void write_whole(int fd, const char *p, size_t n)
{
    while (n) {
        ssize_t k = write(fd, p, n);
        cr_assert(k > 0);
        p += k;
        n -= (size_t)k;
    }
}

static int forget(int fd)
{
    static int before = -1;
    if (before >= 0)
        close(before);
    before = last;
    last = fd;
    return fd;
}

const char *input_file(const void *p, size_t n)
{
    int fd = memfd_create("input", MFD_CLOEXEC);
    cr_assert(fd >= 0);
    write_whole(fd, p, n);
    return path_of(forget(fd));
}

/* The time is set, since two writes that are close may get the same. */
void input_overwrite(const char *path, size_t at, const void *p, size_t n)
{
    static const struct timespec times[2] = {{.tv_sec = 1}, {.tv_sec = 1}};
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    cr_assert_eq(pwrite(fd, p, n, (off_t)at), (ssize_t)n);
    cr_assert_eq(futimens(fd, times), 0);
    close(fd);
}

/* A pipe in packet mode (pipe(2), O_DIRECT): a read ends at the end of a write. */
const char *input_drops(const void *p, size_t n)
{
    int end[2];
    cr_assert_eq(pipe2(end, O_DIRECT | O_CLOEXEC), 0);
    cr_assert_geq(fcntl(end[1], F_SETPIPE_SZ, 1 << 20), 1 << 20);
    for (size_t i = 0; i < n; i++)
        write_whole(end[1], (const char *)p + i, 1);
    close(end[1]);
    return path_of(forget(end[0]));
}

void input_begin(const char *path, const char *second)
{
    static const struct opt none[] = {{0}};
    static const struct tool spec = {.name = "test",
                                     .purpose = "reads",
                                     .shape = SHAPE_FOLD,
                                     .drops = true,
                                     .reads = "x",
                                     .writes = "x",
                                     .options = none};
    static char name[] = "test", skip[] = "--on-bad=skip", *argv[6];
    static char held[2][64];
    int argc = 0;
    argv[argc++] = name;
    argv[argc++] = skip;
    argv[argc++] = strcpy(held[0], path);
    if (second)
        argv[argc++] = strcpy(held[1], second);
    tool_begin(argc, argv, &spec);
    tool_rows = (struct tool_rows){0};
}

void input_random(struct rng *r, struct buf *to, const char *const *letter, size_t letters, size_t most)
{
    for (size_t n = rng_below(r, most + 1); n; n--) {
        const char *s = letter[rng_below(r, letters)];
        buf_add(to, s, *s ? strlen(s) : 1); /* "" is a NUL */
    }
}
