/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * expects: what a model of purchases expects of customers at a cut, P(alive) and purchases within a horizon.
 *
 * The model must not know what comes from the cut on: its as-of day lies before it, or the tool ends. It is one model
 * of all customers, without covariates, whose times are days or weeks and the like.
 *
 *     struct expects e;
 *     expects_read(&e, path, family, horizon);
 *     expects_of(&e, cut, x, t_x, T, value);         // e.n values, for the columns e.column
 *     expects_free(&e); */
#ifndef CLV_EXPECTS_H
#define CLV_EXPECTS_H

#include "base/map.h"
#include "base/tool.h"
#include "btyd/outlook.h"
#include "clv/modelpick.h"

enum { EXPECTS_MOST = 2 };

struct expects {
    struct column column[EXPECTS_MOST];
    size_t n;
    struct modelpick pick;
    struct outlook ask;
    double horizon; /* in the model's unit */
    double parameter[FAMILY_PARAMETERS];
    double *row;
    char name[32];
    struct map seen; /* x, t_x, T, and what was computed for each */
    double (*value)[EXPECTS_MOST];
    size_t cap;
};

/* horizon: days, or 0 for P(alive) alone. What is unusable ends the tool, status 2. */
void expects_read(struct expects *e, const char *path, const char *family, int32_t horizon);

/* Times in days. */
void expects_of(struct expects *e, date cut, int64_t x, int64_t t_x, int64_t T, double value[EXPECTS_MOST]);

void expects_free(struct expects *e);

#endif
