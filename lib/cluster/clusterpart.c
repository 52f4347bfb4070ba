/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cluster/clusterpart.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"

void clusterpart_take(struct clusterpart *p, struct clusterin *t, uint32_t group)
{
    *p = (struct clusterpart){.in = clusterin_take(t, group)};
}

_Noreturn void clusterpart_no_memory(void)
{
    die(STATUS_ENV, "out of memory");
}

bool clusterpart_fails(struct clusterpart *p, const char *subject, const char *problem)
{
    if (problem == PARTITION_MEMORY)
        clusterpart_no_memory();
    snprintf(p->problem, sizeof p->problem, "%s %s", subject, problem);
    return false;
}

static bool scale(struct clusterpart *p, const struct clusters *m)
{
    size_t where;
    p->scaling = mem_zero(m->columns, sizeof *p->scaling);
    for (unsigned j = 0; j < m->columns; j++) {
        p->scaling[j] = (struct scaling){.kind = m->scale, .log1p = m->log1p[j]};
        enum scaling_status status = scaling_fit(&p->scaling[j], p->in.value[j], p->in.weight, p->in.n, &where);
        if (status == SCALING_MEMORY)
            clusterpart_no_memory();
        if (status != SCALING_OK) {
            snprintf(p->problem, sizeof p->problem, "column \"%.*s\" %s%s", (int)m->column[j].n, m->column[j].p,
                     scaling_problem(status), status == SCALING_CONSTANT ? ": leave it out" : "");
            return false;
        }
    }
    return true;
}

bool clusterpart_open(struct clusterpart *p, const struct clusters *m, unsigned least, unsigned most, unsigned threads)
{
    const struct clusterin_part *in = &p->in;
    p->most = partition_distinct(in->value, in->weight, in->n, m->columns, most);
    if (p->most == PARTITION_UNKNOWN)
        clusterpart_no_memory();
    if (p->most == 0)
        return clusterpart_fails(p, "no row", "has a weight above 0");
    if (p->most < least) {
        snprintf(p->problem, sizeof p->problem, "%u clusters cannot be made of %u distinct point%s: ask for %u at most",
                 least, p->most, p->most == 1 ? "" : "s", p->most);
        return false;
    }
    if (!scale(p, m))
        return false;
    const char *problem =
        partition_open(&p->partition, p->scaling, in->value, in->n, m->columns, in->weight, p->most, threads);
    return !problem || clusterpart_fails(p, "the table", problem);
}

void clusterpart_close(struct clusterpart *p, struct clusterin *t)
{
    partition_close(&p->partition);
    free(p->scaling);
    clusterin_give(t, &p->in);
}

void clusterpart_refuse(const struct clusterpart *p, const struct clusters *m, struct slice group,
                        struct clusterwarn *list)
{
    if (m->by.n == 0)
        die(STATUS_DATA, "%s", p->problem);
    clusterwarn_add(list, group, p->problem);
}
