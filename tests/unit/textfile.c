/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/textfile.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

Test(textfile, whole)
{
    char path[] = "/tmp/tillroll-textfile.XXXXXX";
    int fd = mkstemp(path);
    FILE *f = fdopen(fd, "w");
    for (int i = 0; i < 3000; i++)
        fprintf(f, "%d\n", i);
    long size = ftell(f);
    fclose(f);
    struct buf text = {0};
    buf_addstr(&text, "before ");
    textfile_read(path, "", &text);
    unlink(path);
    cr_assert_eq(text.n, (size_t)size + 7);
    cr_assert(slice_starts(buf_slice(&text), SLICE("before 0\n1\n2\n")));
    buf_free(&text);
}

Test(textfile, missing, .exit_code = 2)
{
    struct buf text = {0};
    textfile_read("/nowhere/at/all", "", &text);
}

Test(textfile, folder, .exit_code = 2)
{
    struct buf text = {0};
    textfile_read("/tmp", "", &text);
}
