/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/prose.h"

#include <math.h>

#include "base/num.h"
#include "report/glossary.h"
#include "report/html.h"

struct piece piece_text(struct slice s)
{
    return (struct piece){.text = s};
}
struct piece piece_str(const char *s)
{
    return piece_text(slice_str(s));
}
struct piece piece_period(struct slice s)
{
    return (struct piece){.kind = FIGURE_PERIOD, .text = s};
}
struct piece piece_of(enum figure_kind kind, double v)
{
    return (struct piece){.kind = kind, .v = v};
}
struct piece piece_signed(enum figure_kind kind, double v)
{
    return (struct piece){.kind = kind, .v = v, .sign = true};
}
struct piece piece_count(size_t n)
{
    return piece_of(FIGURE_COUNT, (double)n);
}

struct piece piece_value(const struct sheet *s, size_t row, const char *column, enum figure_kind kind)
{
    struct piece p = {.kind = kind, .s = s, .row = row, .column = sheet_column(s, column)};
    p.text = sheet_at(s, row, p.column);
    if (figure_is_number(kind))
        p.v = sheet_number_at(s, row, p.column);
    return p;
}

struct piece piece_cell(const struct sheet *s, size_t row, const char *column)
{
    return piece_value(s, row, column, glossary_find(s->name, slice_str(column))->kind);
}

struct piece piece_cell_signed(const struct sheet *s, size_t row, const char *column)
{
    struct piece p = piece_cell(s, row, column);
    p.sign = true;
    return p;
}

static void add_title(struct buf *b, const struct piece *p)
{
    struct buf full = {0}, brief = {0};
    figure_full(&full, p->kind, p->v);
    figure_short(&brief, p->kind, p->v);
    if (!slice_eq(buf_slice(&full), buf_slice(&brief)))
        html_add(b, " title=\"%.*s\"", (int)full.n, full.p);
    buf_free(&full);
    buf_free(&brief);
}

static void add_number(struct buf *b, const struct piece *p)
{
    char value[NUM_ROOM];
    int n = num_print_double(value, p->v);
    struct slice exact = p->s ? p->text : slice_of(value, (size_t)n);
    html_add(b, "<data value=\"%.*s\"", (int)exact.n, exact.p);
    if (p->s)
        html_add(b, " data-t=\"%s\" data-line=\"%zu\" data-c=\"%.*s\"", p->s->name, p->row + 2,
                 (int)p->s->column[p->column].n, p->s->column[p->column].p);
    add_title(b, p);
    buf_addstr(b, p->sign && p->v > 0 ? ">+" : ">");
    struct buf text = {0};
    figure_short(&text, p->kind, p->v);
    html_text(b, buf_slice(&text));
    buf_free(&text);
    buf_addstr(b, "</data>");
}

void prose_piece(struct buf *b, const struct piece *p)
{
    struct buf text = {0};
    if (!figure_is_number(p->kind)) {
        struct slice name = p->kind == FIGURE_MEASURE ? glossary_find("", p->text)->label : p->text;
        if (p->kind == FIGURE_PERIOD || p->kind == FIGURE_DATE)
            figure_period(&text, p->text);
        else
            buf_add(&text, name.p, name.n);
        html_text(b, buf_slice(&text));
    } else if (isnan(p->v)) {
        buf_addstr(b, "none");
    } else {
        add_number(b, p);
    }
    buf_free(&text);
}

static bool reads_as_one(const struct piece *number)
{
    if (isnan(number->v))
        return false;
    struct buf text = {0};
    figure_short(&text, number->kind, number->v);
    bool one = slice_is(buf_slice(&text), "1");
    buf_free(&text);
    return one;
}

void say_pieces(struct buf *b, const char *format, const struct piece *piece)
{
    const struct piece *number = NULL;
    for (const char *hole, *end; (hole = strchr(format, '{')); format = end + 1) {
        buf_add(b, format, (size_t)(hole - format));
        end = strchr(hole, '}');
        if (end == hole + 1) {
            number = figure_is_number(piece->kind) ? piece : number;
            prose_piece(b, piece++);
        } else {
            struct slice many = slice_of(hole + 1, (size_t)(end - hole - 1)), one = slice_cut(&many, '|');
            struct slice word = reads_as_one(number) ? one : many;
            buf_add(b, word.p, word.n);
        }
    }
    buf_addstr(b, format);
}
