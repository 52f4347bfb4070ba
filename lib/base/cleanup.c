/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/cleanup.h"

#include <signal.h>
#include <stddef.h>
#include <stdlib.h>

#include "base/die.h"

enum { MOST = 8 };
static void (*removers[MOST])(void);
static size_t count;

static void remove_all(void)
{
    for (size_t i = 0; i < count; i++)
        removers[i]();
}

static void on_signal(int number)
{
    remove_all();
    signal(number, SIG_DFL);
    raise(number);
}

static void watch(void)
{
    static const int fatal[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE};
    if (atexit(remove_all) != 0 || at_quick_exit(remove_all) != 0)
        die(STATUS_ENV, "out of memory");
    for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++)
        if (signal(fatal[i], on_signal) == SIG_IGN)
            signal(fatal[i], SIG_IGN);
}

void cleanup_add(void (*remove)(void))
{
    for (size_t i = 0; i < count; i++)
        if (removers[i] == remove)
            return;
    if (count == MOST)
        abort();
    removers[count] = remove;
    if (count++ == 0)
        watch();
}
