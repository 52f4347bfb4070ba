/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/text.h"

#include <math.h>
#include <stdlib.h>

#include "report/cards.h"
#include "report/glossary.h"
#include "report/saywho.h"

enum { NAME_COLUMNS = 24, FIGURE_COLUMNS = 10, BAR_COLUMNS = 28, SEGMENTS_MOST = 15 };

/* ---- columns of characters ---- */

static bool begins_character(char c)
{
    return ((unsigned char)c & 0xc0) != 0x80;
}

static size_t width(struct slice s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += begins_character(s.p[i]);
    return n;
}

static void pad(struct buf *b, size_t n)
{
    while (n--)
        buf_addch(b, ' ');
}

/* To the left, cut if it is too wide. */
static void left(struct buf *b, struct slice s, size_t columns)
{
    size_t i = 0, n = 0;
    for (; i < s.n && n + begins_character(s.p[i]) <= columns; i++) {
        n += begins_character(s.p[i]);
        buf_addch(b, (unsigned char)s.p[i] < ' ' ? ' ' : s.p[i]);
    }
    pad(b, columns - n);
}

static void right(struct buf *b, struct slice s, size_t columns)
{
    size_t n = width(s);
    pad(b, n < columns ? columns - n : 0);
    buf_add(b, s.p, s.n);
}

static void figure(struct buf *b, enum figure_kind kind, double v, bool sign, size_t columns)
{
    struct buf text = {0};
    if (!isnan(v)) {
        buf_addstr(&text, sign && v > 0 ? "+" : "");
        figure_short(&text, kind, v);
    }
    right(b, buf_slice(&text), columns);
    buf_free(&text);
}

/* ---- cards ---- */

static void add_period(struct buf *b, const struct kpis *k, size_t row)
{
    figure_period(b, sheet_cell(k->s, row, "period"));
}

static void card_line(struct buf *b, const struct kpis *k, const struct card *c)
{
    buf_addstr(b, "  ");
    left(b, glossary_find(k->s->name, slice_str(c->column))->label, NAME_COLUMNS);
    figure(b, c->now.kind, c->now.v, false, FIGURE_COLUMNS);
    figure(b, c->points ? FIGURE_POINTS : FIGURE_SHARE, c->change, true, FIGURE_COLUMNS);
    buf_addstr(b, c->points && !isnan(c->change) ? " points" : "       ");
    figure(b, c->before.kind, c->before.v, false, FIGURE_COLUMNS);
    while (b->p[b->n - 1] == ' ')
        b->n--;
    buf_addch(b, '\n');
}

void text_cards(struct buf *b, struct folders *f)
{
    struct kpis k = kpis_of(f);
    struct card card[CARDS_MOST];
    size_t n = cards_of(&k, card);
    if (n == 0) {
        buf_addstr(b, "\nNo period is whole in these data.\n");
        return;
    }
    buf_addstr(b, "\n");
    add_period(b, &k, k.now);
    if (kpis_has(&k, k.before)) {
        buf_addstr(b, ", the change, and ");
        add_period(b, &k, k.before);
    }
    buf_addstr(b, "\n\n");
    for (size_t i = 0; i < n; i++)
        card_line(b, &k, &card[i]);
}

/* ---- segments ---- */

struct bar {
    struct slice label;
    double customers, share;
};

static int by_share(const void *a, const void *b)
{
    const struct bar *x = a, *y = b;
    if (x->share != y->share)
        return x->share > y->share ? -1 : 1;
    return slice_cmp(x->label, y->label);
}

static struct bar *bars_of(const struct sheet *s, size_t *n)
{
    struct bar *bar = mem_zero(s->rows + 1, sizeof *bar);
    *n = 0;
    for (size_t i = 0; i < s->rows; i++) {
        struct slice label = sheet_cell(s, i, "label");
        if (slice_is(label, "(all)") || sheet_cell(s, i, "column").n || !sheet_is(s, i, "statistic", "customers"))
            continue;
        size_t share = saywho_row(s, label, "", "revenue_share");
        double v = share < s->rows ? sheet_number(s, share, "value") : NAN;
        bar[(*n)++] = (struct bar){label, sheet_number(s, i, "value"), isnan(v) ? 0 : v};
    }
    qsort(bar, *n, sizeof *bar, by_share);
    return bar;
}

static void draw(struct buf *b, double share)
{
    static const char *const eighth[] = {"",
                                         "\xe2\x96\x8f",
                                         "\xe2\x96\x8e",
                                         "\xe2\x96\x8d",
                                         "\xe2\x96\x8c",
                                         "\xe2\x96\x8b",
                                         "\xe2\x96\x8a",
                                         "\xe2\x96\x89"};
    int n = (int)lround(8 * BAR_COLUMNS * fmin(1, fmax(0, share)));
    for (int i = 0; i < n / 8; i++)
        buf_addstr(b, "\xe2\x96\x88");
    buf_addstr(b, eighth[n % 8]);
}

void text_segments(struct buf *b, struct folders *f)
{
    size_t n;
    struct bar *bar = bars_of(folders_sheet(f, "segment-profiles.tsv"), &n);
    if (n) {
        buf_addstr(b, "\n");
        left(b, SLICE("Segments"), NAME_COLUMNS + 2);
        right(b, SLICE("customers"), FIGURE_COLUMNS);
        right(b, SLICE("of revenue"), FIGURE_COLUMNS + 2);
        buf_addstr(b, "\n\n");
    }
    for (size_t i = 0; i < n && i < SEGMENTS_MOST; i++) {
        buf_addstr(b, "  ");
        left(b, bar[i].label.n ? bar[i].label : SLICE("(no label)"), NAME_COLUMNS);
        figure(b, FIGURE_COUNT, bar[i].customers, false, FIGURE_COLUMNS);
        figure(b, FIGURE_SHARE, bar[i].share, false, FIGURE_COLUMNS + 2);
        buf_addstr(b, bar[i].share > 0 ? "  " : "");
        draw(b, n ? bar[i].share / (bar[0].share > 0 ? bar[0].share : 1) : 0);
        buf_addch(b, '\n');
    }
    free(bar);
}

/* ---- sentences ---- */

static void strip_tags(struct buf *b, struct slice html)
{
    static const struct {
        const char *entity;
        char c;
    } plain[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
    for (size_t i = 0; i < html.n; i++) {
        struct slice rest = slice_of(html.p + i, html.n - i);
        const char *close = *rest.p == '<' ? memchr(rest.p, '>', rest.n) : NULL;
        char c = *rest.p;
        if (close) {
            i += (size_t)(close - rest.p);
            continue;
        }
        for (size_t j = 0; c == '&' && j < sizeof plain / sizeof *plain; j++)
            if (slice_starts(rest, slice_str(plain[j].entity))) {
                c = plain[j].c;
                i += strlen(plain[j].entity) - 1;
                break;
            }
        buf_addch(b, c);
    }
}

void text_item(struct buf *b, struct slice html)
{
    struct buf text = {0};
    size_t column = 3;
    strip_tags(&text, html);
    buf_addstr(b, "  -");
    for (struct slice rest = slice_trim(buf_slice(&text)); rest.p;) {
        struct slice word = slice_cut(&rest, ' ');
        if (column + 1 + width(word) > TEXT_COLUMNS) {
            buf_addstr(b, "\n   ");
            column = 3;
        }
        buf_addch(b, ' ');
        buf_add(b, word.p, word.n);
        column += 1 + width(word);
    }
    buf_addch(b, '\n');
    buf_free(&text);
}
