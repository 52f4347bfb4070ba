/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "look/guessdate.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/num.h"
#include "look/guessrole.h"

/* Days: those of one digit could be confused with one another. */
static const struct shape {
    const char *day[4];
} DAY[] = {
    {{"%Y-%m-%d"}},
    {{"%d/%m/%Y", "%m/%d/%Y"}},
    {{"%d.%m.%Y", "%m.%d.%Y"}},
    {{"%d-%m-%Y", "%m-%d-%Y"}},
    {{"%d/%m/%y", "%m/%d/%y", "%y/%m/%d"}},
    {{"%d.%m.%y", "%m.%d.%y", "%y.%m.%d"}},
    {{"%d-%m-%y", "%m-%d-%y", "%y-%m-%d"}},
    {{"%Y/%m/%d"}},
    {{"%Y.%m.%d"}},
    {{"%Y-%d-%m"}},
    {{"%Y/%d/%m"}},
    {{"%Y.%d.%m"}},
    {{"%d %b %Y"}},
    {{"%d-%b-%Y"}},
    {{"%d/%b/%Y"}},
    {{"%d. %b %Y"}},
    {{"%b %d, %Y"}},
    {{"%b %d %Y"}},
    {{"%a, %d %b %Y"}},
    {{"%a, %b %d, %Y"}},
    {{"%d %b %y", "%y %b %d"}},
    {{"%d-%b-%y", "%y-%b-%d"}},
};
static const char *const TIME[] = {
    "",
    " %H:%M:%S",
    " %H:%M",
    "T%H:%M:%S",
    "T%H:%M",
    " %H:%M:%S %z",
    " %H:%M:%S%z",
    "T%H:%M:%S%z",
    "T%H:%M:%S.%f%z",
    " %H:%M:%S.%f",
    " %H:%M:%S.%f %z",
    " %H:%M:%S.%f%z",
    "T%H:%M:%S.%f",
    "T%H:%M%z",
    " %H:%M %z",
    " %H:%M%z",
    " %I:%M %p",
    " %I:%M:%S %p",
    " %I:%M%p",
    " %I:%M:%S%p",
    ", %H:%M",
    ", %H:%M:%S",
    ", %I:%M %p",
    ", %I:%M:%S %p",
    " at %I:%M %p",
    " %H.%M",
    " - %H:%M",
};
enum { DAYS = sizeof DAY / sizeof *DAY, TIMES = sizeof TIME / sizeof *TIME, MOST = 60 /* bytes of a date */ };

bool guessdate_reads(const struct datefmt *f, struct slice s)
{
    char padded[MOST + 64] = "";
    struct datefmt_value v;
    if (s.n == 0 || s.n > MOST)
        return false;
    memcpy(padded, s.p, s.n);
    return datefmt_parse(f, slice_of(padded, s.n), &v);
}

/* The values that no pattern has read so far. The word of a row of sums is not a value. */
struct column {
    const struct guessfile *g;
    unsigned at;
    bool *is_read; /* by row */
};

static struct slice value(const struct column *c, uint32_t row)
{
    return guessfile_cell(c->g, row, c->at);
}

/* How many of the remaining values a pattern reads; *miss is a row that it does not read. */
static uint64_t count(const struct column *c, const struct datefmt *f, uint32_t *miss)
{
    uint64_t n = 0;
    for (uint32_t i = 0; i < c->g->rows; i++) {
        if (c->is_read[i] || value(c, i).n == 0)
            continue;
        if (guessdate_reads(f, value(c, i)))
            n++;
        else if (*miss == UINT32_MAX)
            *miss = i;
    }
    return n;
}

static void mark(struct column *c, const struct datefmt *f)
{
    for (uint32_t i = 0; i < c->g->rows; i++)
        c->is_read[i] |= guessdate_reads(f, value(c, i));
}

/* The first of the remaining values. */
static bool first_left(const struct column *c, struct slice *s)
{
    for (uint32_t i = 0; i < c->g->rows; i++)
        if (!c->is_read[i] && value(c, i).n) {
            *s = value(c, i);
            return true;
        }
    return false;
}

/* A day and a time that read the value: which shape, which time, and how many of the remaining values each order of the
 * shape reads. */
struct fit {
    size_t shape, time;
    uint64_t read[4];
    uint32_t miss[4];
    uint64_t best;
};

static bool compile(struct datefmt *f, char *pattern, const char *day, const char *time)
{
    snprintf(pattern, GUESSDATE_ROOM, "%s%s", day, time);
    return datefmt_compile(f, pattern) == NULL;
}

static void try_shape(const struct column *c, struct slice s, size_t shape, size_t time, struct fit *best)
{
    struct fit fit = {.shape = shape, .time = time};
    struct datefmt f;
    char pattern[GUESSDATE_ROOM];
    bool any = false;
    for (size_t k = 0; k < 4 && DAY[shape].day[k]; k++)
        any |= compile(&f, pattern, DAY[shape].day[k], TIME[time]) && guessdate_reads(&f, s);
    for (size_t k = 0; any && k < 4 && DAY[shape].day[k]; k++) {
        fit.miss[k] = UINT32_MAX;
        if (compile(&f, pattern, DAY[shape].day[k], TIME[time]))
            fit.read[k] = count(c, &f, &fit.miss[k]);
        fit.best = fit.read[k] > fit.best ? fit.read[k] : fit.best;
    }
    if (fit.best > best->best)
        *best = fit;
}

/* Takes the best order of the shape; if others read as many values, the question stays open. */
static void take(struct guessdate *d, struct column *c, const struct fit *fit)
{
    struct datefmt f;
    enum { NONE = 4 };
    size_t chosen = NONE;
    for (size_t k = 0; k < NONE && DAY[fit->shape].day[k]; k++) {
        if (fit->read[k] < fit->best) {
            if (fit->miss[k] != UINT32_MAX && !d->decides.p) {
                d->decides = value(c, fit->miss[k]);
                d->decides_line = c->g->line[fit->miss[k]];
            }
        } else if (chosen == NONE) {
            chosen = k;
        } else if (d->others < 2) {
            d->is_open = true;
            snprintf(d->other[d->others++], GUESSDATE_ROOM, "%s%s", DAY[fit->shape].day[k], TIME[fit->time]);
        }
    }
    if (chosen == NONE)
        return;
    char *pattern = d->pattern[d->patterns++];
    if (!compile(&f, pattern, DAY[fit->shape].day[chosen], TIME[fit->time]))
        return;
    d->has_time |= f.has_time;
    d->has_offset |= f.has_offset;
    d->read += fit->best;
    mark(c, &f);
}

/* The data have decided the first pattern: a further one in another order would contradict it. */
static bool conflicts(const struct guessdate *d, const struct fit *fit)
{
    for (unsigned i = 0; i < d->patterns; i++)
        for (size_t k = 0; k < 4 && DAY[fit->shape].day[k]; k++) {
            char pattern[GUESSDATE_ROOM];
            snprintf(pattern, sizeof pattern, "%s%s", DAY[fit->shape].day[k], TIME[fit->time]);
            if (fit->read[k] == fit->best && datefmt_conflict(d->pattern[i], pattern))
                return true;
        }
    return false;
}

/* Days as numbers: the word for them, if all values are in its range. */
static bool by_word(struct guessdate *d, const struct guessfile *g, unsigned column)
{
    static const struct {
        const char *word;
        double least, most;
    } WORD[] = {{"excel", 20000, 80000}, {"unix", 5e8, 4e9}, {"unix-ms", 5e11, 4e12}, {"%Y%m%d", 19000101, 21001231}};
    for (size_t w = 0; w < sizeof WORD / sizeof *WORD; w++) {
        uint64_t in = 0;
        struct datefmt f;
        datefmt_compile(&f, WORD[w].word);
        for (uint32_t i = 0; i < g->rows; i++) {
            struct slice s = guessfile_cell(g, i, column);
            double v;
            in += num_double(s, &v) && v >= WORD[w].least && v <= WORD[w].most && guessdate_reads(&f, s);
        }
        if (in == 0 || in * 10 < d->values * 9)
            continue;
        snprintf(d->pattern[d->patterns++], GUESSDATE_ROOM, "%s", WORD[w].word);
        d->read = in;
        d->has_time = w < 3;
        d->has_offset = w == 1 || w == 2;
        return true;
    }
    return false;
}

void guessdate_look(struct guessdate *d, const struct guessfile *g, unsigned column, bool named)
{
    struct column c = {g, column, mem_zero((size_t)g->rows + 1, sizeof *c.is_read)};
    struct slice s;
    *d = (struct guessdate){0};
    for (uint32_t i = 0; i < g->rows; i++) {
        c.is_read[i] = guessrole_sum(value(&c, i));
        d->values += value(&c, i).n && !c.is_read[i];
    }
    bool numbers = named && by_word(d, g, column);
    for (int rounds = 0; !numbers && rounds < GUESSDATE_PATTERNS && first_left(&c, &s); rounds++) {
        struct fit best = {0};
        for (size_t i = 0; i < DAYS && s.n <= MOST; i++)
            for (size_t k = 0; k < TIMES; k++)
                try_shape(&c, s, i, k, &best);
        if (best.best == 0 || conflicts(d, &best))
            break;
        take(d, &c, &best);
    }
    if (d->read * 10 < d->values * 9)
        d->read = 0;
    free(c.is_read);
}

const char *guessdate_time(const struct guessfile *g, unsigned column)
{
    static const char *const PATTERN[] = {"%H:%M:%S", "%H:%M", "%I:%M:%S %p", "%I:%M %p", "%H.%M", "%H:%M:%S.%f"};
    for (size_t p = 0; p < sizeof PATTERN / sizeof *PATTERN; p++) {
        struct datefmt f;
        uint64_t in = 0, values = 0;
        datefmt_compile(&f, PATTERN[p]);
        for (uint32_t i = 0; i < g->rows; i++) {
            values += guessfile_cell(g, i, column).n > 0;
            in += guessdate_reads(&f, guessfile_cell(g, i, column));
        }
        if (in && in * 10 >= values * 9)
            return PATTERN[p];
    }
    return NULL;
}
