/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "look/guesslook.h"

#include <stdlib.h>

#include "base/die.h"
#include "base/tool.h"
#include "look/guessevent.h"

/* ---- which column is what ---- */

static bool is_number_role(enum guessrole r)
{
    return r <= ROLE_TOTAL || r == ROLE_QUANTITY || r == ROLE_PRICE || r == ROLE_AMOUNT;
}

static uint64_t values_of(const struct guessfile *g, unsigned column)
{
    uint64_t n = 0;
    for (uint32_t i = 0; i < g->rows; i++)
        n += guessfile_cell(g, i, column).n > 0;
    return n;
}

/* Order numbers have digits, names of persons do not. */
static bool has_digits(const struct guessfile *g, unsigned column)
{
    uint64_t with = 0, all = 0;
    for (uint32_t i = 0; i < g->rows; i++) {
        struct slice s = guessfile_cell(g, i, column);
        bool digit = false;
        for (size_t k = 0; k < s.n; k++)
            digit |= s.p[k] >= '0' && s.p[k] <= '9';
        with += digit;
        all += s.n > 0;
    }
    return with * 10 >= all * 9;
}

static bool fits_content(const struct guesslook *l, enum guessrole r, unsigned column)
{
    const struct guessfile *g = &l->file;
    struct guessdate d;
    if (values_of(g, column) == 0)
        return false;
    if (is_number_role(r))
        return guessnumber_share(g, column) >= 0.9;
    if (r == ROLE_DATE) {
        guessdate_look(&d, g, column, true);
        return d.read > 0;
    }
    if (r == ROLE_TIME)
        return guessdate_time(g, column) != NULL;
    bool person = slice_is(g->column[column], "Name") || slice_is(g->column[column], "name");
    return r != ROLE_ORDER || !person || has_digits(g, column);
}

bool guesslook_is_taken(const struct guesslook *l, unsigned column)
{
    for (int r = 0; r < GUESSROLES; r++)
        if (l->role[r] == column)
            return true;
    return false;
}

static bool equal_columns(const struct guessfile *g, unsigned a, unsigned b)
{
    for (uint32_t i = 0; i < g->rows; i++)
        if (!slice_eq(guessfile_cell(g, i, a), guessfile_cell(g, i, b)))
            return false;
    return true;
}

/* Shipping, a refund, an order's total: by its name it is not the amount of a line. */
static bool is_other_money(struct slice name, enum guessrole r)
{
    for (int other = 0; other <= ROLE_TOTAL && r == ROLE_AMOUNT; other++)
        if (guessrole_fit((enum guessrole)other, name) > 0)
            return true;
    return false;
}

static void find_role(struct guesslook *l, enum guessrole r)
{
    const struct guessfile *g = &l->file;
    int best = 0;
    l->role[r] = GUESS_NONE;
    for (unsigned c = 0; c < g->n; c++) {
        int fit = guesslook_is_taken(l, c) || is_other_money(g->column[c], r) ? 0 : guessrole_fit(r, g->column[c]);
        if (fit > best && fits_content(l, r, c)) {
            best = fit;
            l->role[r] = c;
        }
    }
}

/* Other columns of money that could be meant as well. */
static void find_rivals(struct guesslook *l, enum guessrole r)
{
    const struct guessfile *g = &l->file;
    for (unsigned c = 0; c < g->n && l->role[r] != GUESS_NONE && l->rivals[r] < GUESS_RIVALS; c++)
        if (!guesslook_is_taken(l, c) && guessrole_fit(r, g->column[c]) > 0 && !is_other_money(g->column[c], r) &&
            fits_content(l, r, c) && !equal_columns(g, c, l->role[r]))
            l->rival[r][l->rivals[r]++] = c;
}

/* By what it holds: the first column of days. */
static void find_date_by_content(struct guesslook *l)
{
    for (unsigned c = 0; c < l->file.n && l->role[ROLE_DATE] == GUESS_NONE; c++) {
        struct guessdate d;
        if (guesslook_is_taken(l, c))
            continue;
        guessdate_look(&d, &l->file, c, false);
        if (d.read)
            l->role[ROLE_DATE] = c;
    }
}

/* Columns of events: the best one, and others whose values or names are as plain. */
static void find_events(struct guesslook *l)
{
    enum guessevent best = guesslook_has(l, ROLE_STATUS) ? GUESSEVENT_NAMED : GUESSEVENT_NONE;
    for (unsigned c = 0; c < l->file.n; c++) {
        enum guessevent e = guesslook_is_taken(l, c) ? GUESSEVENT_NONE : guessevent_of(&l->file, c);
        unsigned *rivals = &l->rivals[ROLE_EVENT], other = c;
        if (e > best) {
            best = e;
            other = l->role[ROLE_EVENT];
            l->role[ROLE_EVENT] = c;
        } else if (e <= GUESSEVENT_NAMED) {
            continue;
        }
        if (other != GUESS_NONE && *rivals < GUESS_RIVALS)
            l->rival[ROLE_EVENT][(*rivals)++] = other;
    }
}

static void find_roles(struct guesslook *l)
{
    for (int r = 0; r < GUESSROLES; r++)
        l->role[r] = GUESS_NONE;
    for (int r = 0; r < GUESSROLES && l->file.header; r++)
        if (r != ROLE_EVENT)
            find_role(l, (enum guessrole)r);
    if (l->role[ROLE_DATE] == GUESS_NONE)
        find_date_by_content(l);
    if (l->role[ROLE_PRICE] != GUESS_NONE && l->role[ROLE_QUANTITY] == GUESS_NONE &&
        l->role[ROLE_AMOUNT] == GUESS_NONE) {
        l->role[ROLE_AMOUNT] = l->role[ROLE_PRICE]; /* one piece a row */
        l->role[ROLE_PRICE] = GUESS_NONE;
    }
    find_rivals(l, ROLE_AMOUNT);
    find_rivals(l, ROLE_REFUND);
    find_rivals(l, ROLE_CURRENCY);
}

/* ---- numbers ---- */

/* If a person is to choose the amount, any column of numbers may be it. */
static void look_at_all_numbers(struct guesslook *l)
{
    for (unsigned c = 0; c < l->file.n; c++) {
        struct guessdate d;
        if (guesslook_is_taken(l, c) || guessnumber_share(&l->file, c) < 0.9)
            continue;
        guessdate_look(&d, &l->file, c, false);
        if (d.read == 0)
            guessnumber_add(&l->number, &l->file, c);
    }
}

static void look_at_numbers(struct guesslook *l)
{
    if (!guesslook_has(l, ROLE_PRICE) && !guesslook_has(l, ROLE_AMOUNT) && !guesslook_has(l, ROLE_TOTAL))
        look_at_all_numbers(l);
    for (int r = 0; r < GUESSROLES; r++) {
        if (!is_number_role((enum guessrole)r))
            continue;
        if (guesslook_has(l, (enum guessrole)r))
            guessnumber_add(&l->number, &l->file, l->role[r]);
        for (unsigned i = 0; i < l->rivals[r]; i++)
            guessnumber_add(&l->number, &l->file, l->rival[r][i]);
    }
    guesslook_decide_marks(l);
}

void guesslook_decide_marks(struct guesslook *l)
{
    const struct guessnumber *n = &l->number;
    if (n->point && n->comma)
        l->point = 0;
    else if (n->point || n->comma)
        l->point = n->point ? '.' : ',';
    else
        l->point = n->open ? 0 : '.';
    l->marks = guessnumber_marks(n, l->point ? l->point : '.');
}

bool guesslook_number(struct guesslook *l, uint32_t row, unsigned column, decimal *d)
{
    *d = 0;
    if (column == GUESS_NONE || guessfile_cell(&l->file, row, column).n == 0)
        return true;
    return srcnum_parse(&l->marks, guessfile_cell(&l->file, row, column), DECIMAL_PLACES, &l->scratch, d) <=
           DECIMAL_ROUNDED;
}

/* ---- orders ---- */

struct slice guesslook_text(const struct guesslook *l, uint32_t row, enum guessrole r)
{
    return guesslook_has(l, r) ? guessfile_cell(&l->file, row, l->role[r]) : slice_of("", 0);
}

bool guesslook_goes_on(const struct guesslook *l, uint32_t row)
{
    return row > 0 && guesslook_has(l, ROLE_ORDER) &&
           slice_eq(guesslook_text(l, row, ROLE_ORDER), guesslook_text(l, row - 1, ROLE_ORDER));
}

enum guessspread guesslook_spread(const struct guesslook *l, unsigned column)
{
    uint64_t same = 0, empty = 0, other = 0;
    uint32_t first = 0;
    for (uint32_t i = 0; i < l->file.rows; i++) {
        if (!guesslook_goes_on(l, i)) {
            first = i;
            continue;
        }
        struct slice a = guessfile_cell(&l->file, first, column), b = guessfile_cell(&l->file, i, column);
        same += slice_eq(a, b) && b.n > 0;
        empty += b.n == 0 && a.n > 0;
        other += !slice_eq(a, b) && b.n > 0;
    }
    if (other)
        return SPREAD_VARIES;
    return empty ? SPREAD_FIRST : same ? SPREAD_SAME : SPREAD_UNKNOWN;
}

/* ---- arithmetic ---- */

enum { NEAR = 20000 /* millionths: two cents */ };

static bool is_near(__int128 a, __int128 b)
{
    return a - b <= NEAR && b - a <= NEAR;
}

static bool line_amount(struct guesslook *l, uint32_t row, decimal *amount)
{
    decimal quantity, price;
    if (!guesslook_has(l, ROLE_PRICE))
        return guesslook_number(l, row, l->role[ROLE_AMOUNT], amount);
    return guesslook_number(l, row, l->role[ROLE_QUANTITY], &quantity) &&
           guesslook_number(l, row, l->role[ROLE_PRICE], &price) &&
           decimal_mul(quantity, price, DECIMAL_PLACES, amount) <= DECIMAL_ROUNDED;
}

struct guessfits guesslook_product_is_amount(struct guesslook *l)
{
    struct guessfits f = {0};
    decimal product, amount;
    for (uint32_t i = 0; i < l->file.rows; i++) {
        if (guesslook_text(l, i, ROLE_AMOUNT).n == 0 || guesslook_text(l, i, ROLE_PRICE).n == 0)
            continue;
        if (!line_amount(l, i, &product) || !guesslook_number(l, i, l->role[ROLE_AMOUNT], &amount))
            continue;
        if (is_near(product, amount))
            f.yes++;
        else if (f.no++ == 0)
            f.first_no = i;
    }
    return f;
}

/* What the row adds to its order apart from its line. */
static __int128 beside(struct guesslook *l, uint32_t row, unsigned with)
{
    __int128 sum = 0;
    bool first = !guesslook_goes_on(l, row);
    for (int r = 0; r <= ROLE_TIP; r++) {
        decimal d;
        if (!(with >> r & 1) || !guesslook_has(l, (enum guessrole)r))
            continue;
        if (!first && l->spread[r] != SPREAD_VARIES)
            continue;
        if (guesslook_number(l, row, l->role[r], &d))
            sum += r != ROLE_DISCOUNT ? d : d > 0 ? -d : d;
    }
    return sum;
}

enum { ORDERS = 500 /* this many are enough to decide */ };

struct guessfits guesslook_adds_up(struct guesslook *l, unsigned with)
{
    struct guessfits f = {0};
    uint32_t orders = 0;
    for (uint32_t i = 0; i < l->file.rows && orders < ORDERS; orders++) {
        uint32_t first = i;
        __int128 sum = 0;
        decimal total, amount;
        do {
            if (line_amount(l, i, &amount))
                sum += amount + beside(l, i, with);
            i++;
        } while (i < l->file.rows && guesslook_goes_on(l, i));
        if (guesslook_text(l, first, ROLE_TOTAL).n == 0 || !guesslook_number(l, first, l->role[ROLE_TOTAL], &total))
            continue;
        if (is_near(sum, total))
            f.yes++;
        else if (f.no++ == 0)
            f.first_no = first;
    }
    return f;
}

/* ---- the whole ---- */

static void read_files(struct guessfile *g)
{
    guessfile_read(g, tool_files() ? tool_file(0) : "-");
    for (int i = 1; i < tool_files(); i++)
        if (!guessfile_join(g, tool_file(i)))
            warn("%s: lacks columns of %s, or has another delimiter: it is ignored (clean --guess reads it alone)",
                 tool_file(i), g->name);
}

void guesslook_read(struct guesslook *l)
{
    *l = (struct guesslook){0};
    read_files(&l->file);
    find_roles(l);
    guesssum_take_out(&l->sums, &l->file, l->role[ROLE_DATE], l->role[ROLE_ORDER]);
    l->used = mem_zero(l->file.n, sizeof *l->used);
    if (guesslook_has(l, ROLE_DATE))
        guessdate_look(&l->date, &l->file, l->role[ROLE_DATE], true);
    if (guesslook_has(l, ROLE_TIME) && !l->date.has_time)
        l->time_format = guessdate_time(&l->file, l->role[ROLE_TIME]);
    look_at_numbers(l);
    guesslook_find_price(l);
    find_events(l);
    for (int r = 0; r < GUESSROLES; r++)
        l->spread[r] = guesslook_has(l, (enum guessrole)r) ? guesslook_spread(l, l->role[r]) : SPREAD_UNKNOWN;
}

void guesslook_free(struct guesslook *l)
{
    buf_free(&l->scratch);
    free(l->used);
    guesssum_free(&l->sums);
    guessfile_free(&l->file);
}
