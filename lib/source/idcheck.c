/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/idcheck.h"

#include <strings.h>

bool idcheck_damaged(struct slice id)
{
    size_t digits = 0, i = 0;
    for (; i < id.n && ((id.p[i] >= '0' && id.p[i] <= '9') || id.p[i] == '.' || id.p[i] == ','); i++)
        digits += id.p[i] >= '0';
    return digits && i + 2 < id.n && (id.p[i] == 'E' || id.p[i] == 'e') && id.p[i + 1] == '+';
}

bool idcheck_nobody(struct slice id)
{
    static const char *const NOBODY[] = {"null", "none", "nan", "n/a", "na", "undefined", "(null)", "<na>", "nil"};
    for (size_t i = 0; i < sizeof NOBODY / sizeof *NOBODY; i++)
        if (id.n == strlen(NOBODY[i]) && strncasecmp(id.p, NOBODY[i], id.n) == 0)
            return true;
    return false;
}
