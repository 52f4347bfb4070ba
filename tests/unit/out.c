/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/out.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/die.h"
#include "base/mem.h"

static char folder[] = "/tmp/tillroll-out.XXXXXX";

static void enter(void)
{
    cr_assert(mkdtemp(folder) && chdir(folder) == 0);
}

static void leave(void)
{
    cr_assert(chdir("/") == 0 && rmdir(folder) == 0, "something was left");
}

static bool holds(const char *path, const void *want, size_t n)
{
    FILE *f = fopen(path, "r");
    if (!f)
        return false;
    char *got = malloc(n + 1);
    bool same = fread(got, 1, n + 1, f) == n && memcmp(got, want, n) == 0;
    free(got);
    fclose(f);
    return same;
}

Test(out, a_file_appears_whole_or_not_at_all, .init = enter, .fini = leave)
{
    struct out *o = out_create("g");
    out_str(o, "whole");
    out_flush(o);
    cr_assert(access("g", F_OK) != 0);
    out_close(o);
    cr_assert(holds("g", "whole", 5));
    FILE *before = fopen("f", "w");
    cr_assert(before && fputs("first", before) > 0 && fclose(before) == 0);
    o = out_create("f");
    out_str(o, "second");
    out_flush(o);
    cr_assert(holds("f", "first", 5), "until it is closed");
    out_close(o);
    cr_assert(holds("f", "second", 6));
    unlink("f");
    unlink("g");
}

/* The file that is opened last gets its name first. */
Test(out, what_was_there_before_comes_back_if_another_name_cannot_be_had, .init = enter, .fini = leave)
{
    FILE *before = fopen("old", "w");
    cr_assert(before && fputs("first", before) > 0 && fclose(before) == 0);
    pid_t tool = fork();
    if (tool == 0) {
        out_hold();
        struct out *a = out_create("folder"), *b = out_create("new"), *c = out_create("old");
        out_close(a);
        out_close(b);
        out_close(c);
        if (mkdir("folder", 0700) == 0 && freopen("/dev/null", "w", stderr))
            out_deliver();
        _exit(0);
    }
    int status = 0;
    cr_assert(waitpid(tool, &status, 0) == tool && WIFEXITED(status) && WEXITSTATUS(status) == STATUS_ENV);
    cr_assert(holds("old", "first", 5) && access("new", F_OK) != 0);
    cr_assert(unlink("old") == 0 && rmdir("folder") == 0);
}

Test(out, what_is_no_regular_file_is_written_directly, .init = enter, .fini = leave)
{
    cr_assert_eq(mkfifo("pipe", 0600), 0);
    int reader = open("pipe", O_RDONLY | O_NONBLOCK);
    struct out *o = out_create("pipe");
    out_str(o, "x");
    out_close(o);
    char c = 0;
    cr_assert_eq(read(reader, &c, 1), 1);
    cr_assert_eq(c, 'x');
    struct stat st;
    cr_assert(stat("pipe", &st) == 0 && S_ISFIFO(st.st_mode));
    close(reader);
    unlink("pipe");
    out_close(out_create("/dev/null"));
    cr_assert(stat("/dev/null", &st) == 0 && S_ISCHR(st.st_mode));
}

Test(out, a_full_disk_is_noticed, .exit_code = 3)
{
    struct out *o = out_create("/dev/full");
    out_str(o, "x");
    out_close(o);
}

/* Pieces of every size around the buffer's. */
Test(out, every_byte_arrives, .init = enter, .fini = leave)
{
    static const size_t size[] = {1, 4095, 0, (1 << 19) - 1, 1, 1 << 19, (1 << 19) + 1, 3, 1 << 20};
    struct buf want = {0};
    struct out *o = out_create("f");
    for (size_t i = 0; i < sizeof size / sizeof *size; i++) {
        size_t from = want.n;
        for (size_t k = 0; k < size[i]; k++)
            buf_addch(&want, (char)('a' + (k + i) % 26));
        out_bytes(o, want.p + from, size[i]);
        for (int k = 0; k < 100; k++) {
            out_char(o, (char)k);
            buf_addch(&want, (char)k);
        }
    }
    out_close(o);
    cr_assert(holds("f", want.p, want.n));
    buf_free(&want);
    unlink("f");
}

Test(out, values, .init = enter, .fini = leave)
{
    struct out *o = out_create("f");
    for (int i = 0; i < 30000; i++) { /* beyond the end of the buffer */
        out_uint(o, UINT64_MAX);
        out_tab(o);
        out_int(o, INT64_MIN);
        out_tab(o);
        out_money(o, 15300000);
        out_tab(o);
        out_decimal(o, -2500000);
        out_tab(o);
        out_double(o, NAN);
        out_double(o, -0.0);
        out_date(o, DATE_NONE);
        out_time(o, TIME_NONE);
        out_date(o, date_of(1, 1, 1));
        out_time(o, 86399);
        out_char(o, '\n');
    }
    out_close(o);
    struct buf want = {0};
    for (int i = 0; i < 30000; i++)
        buf_addstr(&want, "18446744073709551615\t-9223372036854775808\t15.30\t-2.5\t00001-01-0123:59:59\n");
    cr_assert(holds("f", want.p, want.n));
    buf_free(&want);
    unlink("f");
}

Test(out, infinity_is_no_result, .exit_code = 1)
{
    out_double(out_stdout(), INFINITY);
}
