/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdlib.h>

Test(canary, leaks)
{
    volatile char *p = malloc(16);
    cr_assert(p != NULL);
    p = NULL;
}
