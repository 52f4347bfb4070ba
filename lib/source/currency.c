/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/currency.h"

#include <ctype.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/textfile.h"

enum { CODE = 16 };

struct rate {
    char code[CODE];
    date from;
    decimal rate;
};

struct currency {
    bool table;
    struct rate *rate;
    size_t n, cap;
    char one[CODE]; /* without a table: the only currency of the run; empty: none yet */
    char remedy[128];
};

/* In capitals; false: it is none. */
static bool code_of(struct slice text, char code[CODE])
{
    memset(code, 0, CODE);
    if (text.n == 0 || text.n >= CODE)
        return false;
    for (size_t i = 0; i < text.n; i++)
        code[i] = (char)toupper((unsigned char)text.p[i]);
    return true;
}

/* ---- the table ---- */

static void add_rate(struct currency *c, const char *path, unsigned line, struct slice text)
{
    char mark = memchr(text.p, '\t', text.n) ? '\t' : memchr(text.p, ';', text.n) ? ';' : ',';
    struct slice rest = text, day = slice_trim(slice_cut(&rest, mark)), code = slice_trim(slice_cut(&rest, mark));
    struct rate r = {.from = date_of(1, 1, 1)};
    if (!rest.p || !code_of(code, r.code) || (day.n && !date_parse(day, &r.from)) ||
        decimal_parse(slice_trim(rest), &r.rate) != DECIMAL_OK || r.rate <= 0)
        die(STATUS_USAGE, "%s:%u: \"%.*s\" is not a date, a currency and a rate, such as 2024-03-01,USD,0.923", path,
            line, (int)text.n, text.p);
    c->rate = mem_grow(c->rate, &c->cap, c->n + 1, sizeof r);
    c->rate[c->n++] = r;
}

static int compare(const void *a, const void *b)
{
    const struct rate *x = a, *y = b;
    int code = memcmp(x->code, y->code, CODE);
    return code ? code : (x->from > y->from) - (x->from < y->from);
}

/* A file in the schema's folder, unless its path begins with a slash. */
static char *path_of(const struct schema *s)
{
    char path[PATH_MAX];
    const char *slash = s->rates[0] == '/' ? NULL : strrchr(s->path, '/');
    snprintf(path, sizeof path, "%.*s%s", slash ? (int)(slash + 1 - s->path) : 0, s->path, s->rates);
    return mem_str(slice_str(path));
}

static void read_table(struct currency *c, const struct schema *s)
{
    char *path = path_of(s);
    struct buf text = {0};
    unsigned line = 0;
    textfile_read(path, "", &text);
    for (struct slice rest = buf_slice(&text); rest.p;) {
        struct slice l = slice_cut(&rest, '\n');
        l.n -= l.n && l.p[l.n - 1] == '\r';
        if (++line > 1 && l.n) /* after the header */
            add_rate(c, path, line, l);
    }
    buf_free(&text);
    if (c->n == 0)
        die(STATUS_USAGE, "%s: has no rates below its header", path);
    qsort(c->rate, c->n, sizeof *c->rate, compare);
    for (size_t i = 1; i < c->n; i++)
        if (compare(&c->rate[i - 1], &c->rate[i]) == 0)
            die(STATUS_USAGE, "%s: two rates of %s begin on the same date", path, c->rate[i].code);
    free(path);
}

struct currency *currency_new(const struct schema *s)
{
    if (!s->currency.from)
        return NULL;
    struct currency *c = mem_zero(1, sizeof *c);
    c->table = s->rates != NULL;
    if (c->table)
        read_table(c, s);
    return c;
}

void currency_free(struct currency *c)
{
    if (c)
        free(c->rate);
    free(c);
}

/* ---- rates ---- */

static const char *look_up(const struct currency *c, const char *code, date day, decimal *rate, const char **remedy)
{
    size_t low = 0, high = c->n;
    struct rate key = {.from = day};
    memcpy(key.code, code, CODE);
    while (low < high) { /* to the first rate that begins later */
        size_t mid = (low + high) / 2;
        if (compare(&c->rate[mid], &key) <= 0)
            low = mid + 1;
        else
            high = mid;
    }
    *remedy = "the table of currency-rates needs a row for it that begins no later";
    if (low == 0 || memcmp(c->rate[low - 1].code, code, CODE) != 0)
        return "is a currency without a rate on this day";
    *rate = c->rate[low - 1].rate;
    return NULL;
}

const char *currency_rate(struct currency *c, struct slice code, date day, decimal *rate, const char **remedy)
{
    char text[CODE];
    *rate = DECIMAL_ONE;
    *remedy = "each order needs its currency; fill-down = currency if only its first row has it";
    if (!code_of(code, text))
        return code.n ? "is not a currency" : "is empty where a currency is needed";
    if (c->table)
        return look_up(c, text, day, rate, remedy);
    if (!c->one[0])
        memcpy(c->one, text, CODE);
    if (memcmp(c->one, text, CODE) == 0)
        return NULL;
    snprintf(c->remedy, sizeof c->remedy, "the first was %s; currency-rates in the schema names a table that converts",
             c->one);
    *remedy = c->remedy;
    return "is a second currency: amounts of two currencies cannot be summed";
}
