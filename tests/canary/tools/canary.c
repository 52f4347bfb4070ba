/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Has defects on request, but ends with 0: the sanitizers of CI have to notice them. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

static int overflow(int n)
{
    return INT_MAX - 1 + n;
}

int main(int argc, char **argv)
{
    const char *what = argc > 1 ? argv[1] : "";
    volatile char *p = malloc(16);
    volatile int n = argc;
    if (strcmp(what, "beyond") == 0)
        p[14 + n] = 'x';
    if (strcmp(what, "overflow") == 0)
        n = overflow(n);
    if (strcmp(what, "leak") != 0)
        free((void *)p);
    p = NULL;
    return 0;
}
