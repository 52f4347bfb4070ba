/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/kpis.h"

struct kpis kpis_of(struct folders *f)
{
    const struct sheet *s = folders_sheet(f, KPIS_TABLE);
    struct kpis k = {s, s->rows, s->rows};
    for (size_t i = s->rows; i-- > 0 && k.now == s->rows;)
        if (sheet_is(s, i, "complete", "1"))
            k.now = i;
    if (k.now < s->rows && k.now > 0 && sheet_is(s, k.now - 1, "complete", "1"))
        k.before = k.now - 1;
    return k;
}
