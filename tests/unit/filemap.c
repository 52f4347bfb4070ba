/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/filemap.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/die.h"
#include "tsv/feed.h"

/* Steps of the file that the tests are about, and bytes after them. */
enum { STEPS = 6, MORE = 100 };

static char byte_at(size_t i)
{
    return (char)(i * 31 + i / 251);
}

static void append(int fd, size_t from, size_t n)
{
    char *p = malloc(n);
    for (size_t i = 0; i < n; i++)
        p[i] = byte_at(from + i);
    cr_assert_eq(pwrite(fd, p, n, (off_t)from), (ssize_t)n);
    free(p);
}

static int file_of(size_t n)
{
    int fd = memfd_create("file", MFD_CLOEXEC);
    cr_assert(fd >= 0);
    append(fd, 0, n);
    return fd;
}

static void check_bytes(const char *p, size_t from, size_t n)
{
    for (size_t i = 0; i < n; i++)
        cr_assert_eq(p[i], byte_at(from + i), "byte %zu", from + i);
}

static bool is_mapped(const char *p)
{
    unsigned char there;
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    return mincore((void *)((uintptr_t)p / page * page), 1, &there) == 0;
}

Test(filemap, steps_come_and_go)
{
    int fd = file_of(STEPS * FILEMAP_STEP + MORE);
    struct filemap m;
    size_t seen = 0;
    cr_assert(filemap_open(&m, fd, "file") && m.n == 0);
    while (filemap_more(&m, seen)) {
        cr_assert_eq(m.n, seen + FILEMAP_STEP);
        cr_assert(is_mapped(m.p + seen) && (seen == 0 || !is_mapped(m.p + seen - 1)));
        check_bytes(m.p + seen, seen, FILEMAP_STEP);
        seen = m.n;
    }
    cr_assert_eq(seen, STEPS * FILEMAP_STEP);
    check_bytes(m.p + seen, seen, FILEMAP_PADDING);
    const char *last = m.p + seen - 1;
    filemap_close(&m, fd);
    filemap_close(&m, fd); /* no matter */
    cr_assert(!is_mapped(last));
    cr_assert_eq(lseek(fd, 0, SEEK_CUR), (off_t)seen);
    close(fd);
}

/* What is not done with stays, however far back that is. */
Test(filemap, what_is_wanted_stays)
{
    int fd = file_of(STEPS * FILEMAP_STEP + MORE);
    struct filemap m;
    cr_assert(filemap_open(&m, fd, "file"));
    while (filemap_more(&m, FILEMAP_STEP - 1))
        check_bytes(m.p, 0, m.n);
    filemap_close(&m, fd);
    close(fd);
}

Test(filemap, a_byte_is_always_left)
{
    for (size_t n = 4 * FILEMAP_STEP - 1; n <= 4 * FILEMAP_STEP + 1; n++) {
        int fd = file_of(n);
        struct filemap m;
        bool open = filemap_open(&m, fd, "file");
        cr_assert_eq(open, n >= 4 * FILEMAP_STEP);
        cr_assert_eq(m.size, n > 4 * FILEMAP_STEP ? 4 * FILEMAP_STEP : open ? 3 * FILEMAP_STEP : 0);
        filemap_close(&m, fd);
        close(fd);
    }
}

Test(filemap, not_what_is_no_file_or_was_begun)
{
    struct filemap m;
    int pair[2], fd = file_of(STEPS * FILEMAP_STEP), folder = open("/", O_RDONLY);
    cr_assert(pipe(pair) == 0 && folder >= 0);
    cr_assert(!filemap_open(&m, pair[0], "pipe") && !m.p);
    cr_assert(!filemap_open(&m, folder, "folder"));
    cr_assert(!filemap_open(&m, -1, "nothing"));
    cr_assert_eq(lseek(fd, 1, SEEK_SET), 1);
    cr_assert(!filemap_open(&m, fd, "begun"));
    filemap_close(&m, fd);
    cr_assert_eq(lseek(fd, 0, SEEK_CUR), 1);
    int blind = open("/proc/self/exe", O_PATH);
    cr_assert(!filemap_open(&m, blind, "not for reading"));
}

/* ---- as the readers see it ---- */

static int begin(struct feed *f, size_t n)
{
    int fd = file_of(n);
    cr_assert(dup2(fd, STDIN_FILENO) == STDIN_FILENO);
    *f = (struct feed){0};
    feed_open(f, "-");
    cr_assert(f->map.p && feed_fill(f));
    return fd;
}

Test(filemap, a_file_may_grow_while_it_is_read)
{
    struct feed f;
    size_t n = STEPS * FILEMAP_STEP + MORE, seen = 0;
    int fd = begin(&f, n);
    while (f.map.p) {
        append(fd, n, FILEMAP_STEP + 7);
        n += FILEMAP_STEP + 7;
        check_bytes(f.p + f.at, seen, feed_left(&f));
        size_t done = feed_left(&f) / 3;
        f.at += done;
        seen += done;
        feed_fill(&f);
    }
    while (feed_fill(&f))
        continue;
    cr_assert_eq(seen + feed_left(&f), n);
    check_bytes(f.p + f.at, seen, feed_left(&f));
    feed_close(&f);
    feed_free(&f);
}

/* Who reads standard input next finds it at its end. */
Test(filemap, standard_input_is_at_its_end_afterwards)
{
    struct feed f;
    size_t n = STEPS * FILEMAP_STEP + MORE;
    begin(&f, n);
    while (feed_fill(&f))
        f.at = f.n;
    feed_close(&f);
    feed_free(&f);
    cr_assert_eq(lseek(STDIN_FILENO, 0, SEEK_CUR), (off_t)n);
}

static volatile char sink;

/* Cut off after the first step: in it, in the last one, where a whole page may be left of it, or in what is after. */
static void cut_off(size_t left)
{
    struct feed f;
    int fd = begin(&f, STEPS * FILEMAP_STEP + MORE);
    cr_assert_eq(ftruncate(fd, (off_t)left), 0);
    while (feed_fill(&f))
        sink = f.p[f.n - 1];
}

Test(filemap, a_file_that_is_cut_off_ends_the_tool, .exit_code = STATUS_ENV)
{
    cut_off(FILEMAP_STEP / 2);
}
Test(filemap, cut_off_within_its_last_page, .exit_code = STATUS_ENV)
{
    cut_off(STEPS * FILEMAP_STEP - 1);
}
Test(filemap, cut_off_behind_the_steps, .exit_code = STATUS_ENV)
{
    cut_off(STEPS * FILEMAP_STEP + MORE / 2);
}
Test(filemap, cut_off_where_it_is_read, .exit_code = STATUS_ENV)
{
    struct feed f = {0};
    size_t n = 2 * FEED_BLOCK;
    int fd = file_of(n);
    cr_assert(dup2(fd, STDIN_FILENO) == STDIN_FILENO && lseek(fd, 1, SEEK_SET) == 1);
    feed_open(&f, "-");
    cr_assert(!f.map.p && feed_fill(&f) && ftruncate(fd, FEED_BLOCK) == 0);
    while (feed_fill(&f))
        f.at = f.n;
}

/* Those who ration addresses have not meant files. */
Test(filemap, not_where_addresses_are_few)
{
    struct filemap m;
    struct rlimit all = {RLIM_INFINITY, RLIM_INFINITY}, few = {(rlim_t)1 << 60, RLIM_INFINITY};
    int fd = file_of(STEPS * FILEMAP_STEP);
    cr_assert(setrlimit(RLIMIT_AS, &few) == 0 && !filemap_open(&m, fd, "file"));
    cr_assert(setrlimit(RLIMIT_AS, &all) == 0 && filemap_open(&m, fd, "file"));
    filemap_close(&m, fd);
    close(fd);
}

/* Another's bus error is not taken for it. */
Test(filemap, what_is_not_a_map_is_a_crash, .signal = SIGBUS)
{
    struct feed f;
    begin(&f, STEPS * FILEMAP_STEP + MORE);
    int fd = file_of(1);
    const char *p = mmap(NULL, 2 * FILEMAP_STEP, PROT_READ, MAP_SHARED, fd, 0);
    cr_assert(p != MAP_FAILED);
    sink = p[FILEMAP_STEP];
}
