/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/sides.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/out.h"

static char folder[] = "/tmp/tillroll-sides.XXXXXX";

static void make(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT, 0600);
    cr_assert(fd >= 0 && close(fd) == 0);
}

static void enter(void)
{
    cr_assert(mkdtemp(folder) && chdir(folder) == 0 && mkdir("d", 0700) == 0);
    make("in");
    cr_assert(symlink("in", "link") == 0 && link("in", "hard") == 0);
    sides_input("in");
}

static void leave(void)
{
    cr_assert(chdir("/") == 0);
    char command[64];
    snprintf(command, sizeof command, "rm -r %s", folder);
    cr_assert(system(command) == 0);
}

Test(sides, other_files_and_devices_may_be_written, .init = enter, .fini = leave)
{
    sides_output("out", "--a");
    sides_output("d/out", "--b");
    sides_output("out.why", "--c");
    sides_output("/dev/null", "--d");
    sides_output("/dev/null", "--e");
    sides_output("/dev/stderr", "--f");
    sides_output("none/out", "--g"); /* no such folder: creating the file reports it */
}

#define REFUSED(name, ...)                                          \
    Test(sides, name, .init = enter, .fini = leave, .exit_code = 2) \
    {                                                               \
        static const char *const path[] = {__VA_ARGS__};            \
        for (size_t i = 0; i < sizeof path / sizeof *path; i++)     \
            sides_output(path[i], "--x");                           \
    }
REFUSED(the_input, "in")
REFUSED(the_input_by_another_spelling, "d/../in")
REFUSED(the_input_by_a_link, "link")
REFUSED(the_input_by_a_hard_link, "hard")
REFUSED(two_outputs, "new", "new")
REFUSED(two_outputs_by_another_spelling, "new", "./new")
REFUSED(two_outputs_through_a_folder, "d/new", "d/../d/new")
REFUSED(standard_output_as_a_dash, "-")
REFUSED(standard_output_as_a_device, "/dev/stdout")

Test(sides, standard_output_is_no_input, .init = enter, .exit_code = 2)
{
    int fd = open("link", O_WRONLY | O_APPEND);
    dup2(fd, STDOUT_FILENO);
    sides_standard_output();
}

Test(sides, a_side_file_is_not_standard_output, .init = enter, .exit_code = 2)
{
    int fd = open("table", O_WRONLY | O_CREAT, 0600);
    dup2(fd, STDOUT_FILENO);
    sides_standard_output();
    sides_output("table", "--x");
}

/* ---- and they appear together ---- */

static void write_word(const char *path)
{
    struct out *o = out_create(path);
    out_str(o, "x");
    out_close(o);
}

Test(sides, files_appear_together, .init = enter, .fini = leave)
{
    out_hold();
    write_word("a");
    write_word("b");
    make("temporary");
    out_adopt("temporary", "c");
    cr_assert(access("a", F_OK) != 0 && access("b", F_OK) != 0 && access("c", F_OK) != 0);
    out_deliver();
    cr_assert(access("a", F_OK) == 0 && access("b", F_OK) == 0 && access("c", F_OK) == 0);
    cr_assert(access("temporary", F_OK) != 0);
}

static void none_is_there(void)
{
    cr_assert(system("ls | grep -v -e ^in$ -e ^link$ -e ^hard$ -e ^d$") != 0, "something was left");
    leave();
}

Test(sides, or_none_of_them, .init = enter, .exit_code = 3)
{
    at_quick_exit(none_is_there); /* registered before the handler of out, so it runs after it */
    out_hold();
    write_word("a");
    make("temporary");
    out_adopt("temporary", "d"); /* a folder */
    write_word("b");
    out_deliver();
}
