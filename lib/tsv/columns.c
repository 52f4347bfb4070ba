/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns by name and fields by type: the part of tsv.h that is about one field. */
#include "tsv/columns.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/num.h"
#include "tsv/bad.h"
#include "tsv/known.h"
#include "tsv/tsv.h"

unsigned tsv_find(const struct tsv *t, const char *name)
{
    return tsv_find_slice(t, slice_str(name));
}

/* The nearest name and all there are: " (did you mean "b"?); have: a, b, c". It lives until the exit that follows. */
static const char *have(const struct slice *column, unsigned n, struct slice name)
{
    static struct buf text;
    static const char **names;
    names = mem_zero(n + 1, sizeof *names);
    for (unsigned i = 0; i < n; i++)
        names[i] = mem_str(column[i]);
    const char *near = die_nearest(name, names, n);
    if (near) {
        buf_addstr(&text, " (did you mean \"");
        buf_addstr(&text, near);
        buf_addstr(&text, "\"?)");
    }
    buf_addstr(&text, "; have: ");
    for (unsigned i = 0; i < n; i++) {
        buf_addstr(&text, i ? ", " : "");
        buf_addstr(&text, names[i]);
    }
    buf_add(&text, "", 1);
    return text.p;
}

_Noreturn void columns_lacks_at(const char *file, uint64_t line, const struct slice *column, unsigned n,
                                struct slice name, const char *why)
{
    const char *names = have(column, n, name);
    die(STATUS_DATA, "%s:%" PRIu64 ": no column \"%.*s\"%s%s", file, line, (int)name.n, name.p, why, names);
}

_Noreturn void columns_lacks(const char *file, const struct slice *column, unsigned n, struct slice name,
                             const char *why)
{
    columns_lacks_at(file, 1, column, n, name, why);
}

_Noreturn void columns_unknown(const char *option, const struct slice *column, unsigned n, struct slice name)
{
    die(STATUS_USAGE, "%s: no column \"%.*s\"%s", option, (int)name.n, name.p, have(column, n, name));
}

void columns_check_name(const char *option, const char *name)
{
    if (*name == '\0' || strpbrk(name, "\t\r\n"))
        die(STATUS_USAGE, "%s: \"%s\" is not a valid column name", option, name);
}

/* "no as_of, segment is new", or that the order differs. */
static void say_difference(const struct tsv *t, struct slice header, struct buf *text)
{
    static const char *const what[] = {" is missing", " is new"};
    struct map there = {0};
    for (struct slice rest = header; rest.p;)
        map_put(&there, slice_cut(&rest, '\t'));
    for (unsigned way = 0; way < 2; way++)
        for (uint32_t i = 0; i < (way ? there.n : t->n); i++) {
            struct slice name = way ? map_key(&there, i) : t->column[i];
            if (way ? tsv_find_slice(t, name) != TSV_NONE : map_get(&there, name) != MAP_NONE)
                continue;
            buf_addstr(text, text->n ? ", " : "");
            buf_add(text, name.p, name.n);
            buf_addstr(text, what[way]);
        }
    if (text->n == 0)
        buf_addstr(text, "the same columns are in another order");
    buf_add(text, "", 1);
    map_free(&there);
}

void columns_differ(const struct tsv *t, struct slice header)
{
    struct buf text = {0};
    say_difference(t, header, &text);
    die(STATUS_DATA, "%s:1: not the header of the first file: %s (give files of the same columns in the same order)",
        t->name, text.p);
}

unsigned tsv_need_slice(const struct tsv *t, struct slice name)
{
    unsigned i = tsv_find_slice(t, name);
    if (i == TSV_NONE)
        columns_lacks(t->name, t->column, t->n, name, known_why(t->column, t->n, name));
    return i;
}

unsigned tsv_need(const struct tsv *t, const char *name)
{
    return tsv_need_slice(t, slice_str(name));
}

unsigned *tsv_need_list(const struct tsv *t, struct opt_list list)
{
    unsigned *col = mem_zero(list.n, sizeof *col);
    for (size_t i = 0; i < list.n; i++)
        col[i] = tsv_need_slice(t, list.word[i]);
    return col;
}

void tsv_must_lack(const struct tsv *t, const char *name)
{
    if (tsv_find(t, name) != TSV_NONE)
        die(STATUS_DATA,
            "%s:1: there is a column \"%s\" already (rename or leave it out first: its name would occur twice)",
            t->name, name);
}

bool tsv_decimal_any(struct tsv *t, unsigned col, decimal *out)
{
    enum decimal_status status = decimal_parse(tsv_field(t, col), out);
    if (status == DECIMAL_OK)
        return true;
    return tsv_bad(t, col, tsv_field(t, col).n ? decimal_problem(status) : "is empty but a number is needed",
                   status == DECIMAL_NOT ? "clean or fromcsv converts decimal commas and the like" : NULL);
}

bool tsv_uint_any(struct tsv *t, unsigned col, uint64_t *out)
{
    return num_uint(tsv_field(t, col), out) || tsv_bad(t, col, "is not a count", "digits alone, below 2^64");
}

bool tsv_double(struct tsv *t, unsigned col, double *out)
{
    struct slice s = tsv_field(t, col);
    decimal d;
    if (decimal_parse_padded(s, &d) && d) { /* below 2^53; 0 may be -0 */
        *out = (double)d / DECIMAL_ONE;
        return true;
    }
    return num_double(s, out) || tsv_bad(t, col, "is not a number", "digits with a point, no blanks, no inf or nan");
}

bool tsv_no_date(struct tsv *t, unsigned col)
{
    return tsv_bad(t, col, "is not a date", date_problem(tsv_field(t, col)));
}

bool tsv_no_time(struct tsv *t, unsigned col)
{
    return tsv_bad(t, col, "is not a time of day", "HH:MM:SS or empty; clean converts others");
}
