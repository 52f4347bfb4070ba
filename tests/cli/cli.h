/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * cli: a behaviour of a tool is a row in a table.
 *
 * tests/cli/NAME.c has rows and nothing else; the build finds the file, the runner finds the rows:
 *
 *     #include "cli.h"
 *     CLI_ROWS(rfm) = {
 *         { "unknown option", "rfm --bin 4", "", "", "rfm: no option --bin; did you mean --bins?", 2 },
 *     };
 *
 * Each row is one test. The command runs under `bash -c` in a fresh, empty folder, with the tools that were built on
 * the PATH, LC_ALL=C, TZ=UTC, and TILLROLL_ROOT naming the source tree; so pipes and several commands are possible. If
 * the tools are built with sanitizers, a report of any process of the command fails the row. */
#ifndef CLI_H
#define CLI_H

#include <stddef.h>

struct cli_row {
    const char *name;    /* what it shows */
    const char *command; /* for bash */
    const char *in;      /* standard input; NULL: none */
    const char *out;     /* all of standard output; NULL: not compared */
    const char *err;     /* a part of standard error; "": there must be none; NULL: not compared */
    int status;
};

struct cli_file {
    const char *name;
    const struct cli_row *rows; /* up to those of the next file, or the end */
};

/* The linker gathers both sections; an explicit alignment keeps the elements of all files one array. */
#define CLI_SECTION(name) __attribute__((section(name), used, aligned(8)))
#define CLI_ROWS(NAME)                                                                         \
    extern const struct cli_row cli_rows_##NAME[];                                             \
    CLI_SECTION("cli_files") const struct cli_file cli_file_##NAME = {#NAME, cli_rows_##NAME}; \
    CLI_SECTION("cli_rows") const struct cli_row cli_rows_##NAME[]

#endif
