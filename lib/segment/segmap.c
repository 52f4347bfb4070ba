/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "segment/segmap.h"

#include <stdlib.h>

#include "base/die.h"
#include "base/shipped.h"
#include "tsv/tsv.h"

enum { NONE = UINT16_MAX, SHOWN = 8 };

struct segmap_place {
    uint16_t first, second; /* the segments that have the code; in a good map the second is NONE */
};

static unsigned side(const struct segmap_grid *g)
{
    return g->high - g->low + 1;
}

static size_t codes(const struct segmap_grid *g)
{
    return (size_t)side(g) * side(g) * side(g);
}

static size_t index_of(const struct segmap_grid *g, const unsigned *score)
{
    size_t i = 0;
    for (int p = 0; p < SEGMAP_PLACES; p++)
        i = i * side(g) + (score[p] - g->low);
    return i;
}

static void scores_of(const struct segmap_grid *g, size_t i, unsigned *score)
{
    for (int p = SEGMAP_PLACES; p-- > 0; i /= side(g))
        score[p] = g->low + (unsigned)(i % side(g));
}

int segmap_print_code(char *p, const struct segmap_grid *g, const unsigned *score)
{
    int n = 0;
    for (int i = 0; i < SEGMAP_PLACES; i++) {
        if (i && g->high > 9)
            p[n++] = '-';
        if (score[i] > 9)
            p[n++] = (char)('0' + score[i] / 10);
        p[n++] = (char)('0' + score[i] % 10);
    }
    return n;
}

decimal segmap_score(const struct segmap_grid *g, const unsigned *score)
{
    decimal sum = 0;
    for (int p = 0; p < SEGMAP_PLACES; p++)
        sum += g->weight[p] * score[p];
    return sum;
}

void segmap_begin(struct segmap *m, const struct segmap_grid *g, bool by_score)
{
    *m = (struct segmap){.grid = *g, .by_score = by_score};
    m->place = mem_alloc(codes(g) * sizeof *m->place);
    for (size_t i = 0; i < codes(g); i++)
        m->place[i] = (struct segmap_place){NONE, NONE};
}

void segmap_free(struct segmap *m)
{
    arena_free(&m->arena);
    free(m->name);
    free(m->place);
}

static void claim(struct segmap_place *place, uint16_t segment)
{
    if (place->first == NONE)
        place->first = segment;
    else if (place->first != segment)
        place->second = segment;
}

/* ---- patterns of codes ---- */

struct range {
    unsigned low, high;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Takes the first place off the pattern. */
static bool read_place(struct slice *s, const struct segmap_grid *g, struct range *out)
{
    size_t n = 1;
    if (s->n && *s->p == '.') {
        *out = (struct range){g->low, g->high};
    } else if (s->n && is_digit(*s->p)) {
        out->low = out->high = (unsigned)(*s->p - '0');
    } else if (s->n >= 5 && s->p[0] == '[' && is_digit(s->p[1]) && s->p[2] == '-' && is_digit(s->p[3]) &&
               s->p[4] == ']' && s->p[1] <= s->p[3]) {
        *out = (struct range){(unsigned)(s->p[1] - '0'), (unsigned)(s->p[3] - '0')};
        n = 5;
    } else {
        return false;
    }
    *s = slice_of(s->p + n, s->n - n);
    return true;
}

static const char *add_pattern(struct segmap *m, struct slice s, uint16_t segment)
{
    const struct segmap_grid *g = &m->grid;
    struct range place[SEGMAP_PLACES];
    for (int p = 0; p < SEGMAP_PLACES; p++)
        if (!read_place(&s, g, &place[p]))
            return "is not a code: three places for R, F and M, each a digit, a range [1-3] or a point";
    if (s.n)
        return "has more than three places";
    bool found = false;
    for (size_t i = 0; i < codes(g); i++) {
        unsigned score[SEGMAP_PLACES];
        bool fits = true;
        scores_of(g, i, score);
        for (int p = 0; p < SEGMAP_PLACES; p++)
            fits &= place[p].low <= score[p] && score[p] <= place[p].high;
        if (fits)
            claim(&m->place[i], segment);
        found |= fits;
    }
    return found ? NULL : "matches no code of these scores";
}

/* ---- ranges of scores ---- */

static const char *add_range(struct segmap *m, struct slice s, uint16_t segment)
{
    const struct segmap_grid *g = &m->grid;
    decimal low, high = INT64_MAX;
    struct slice upper = s, lower = slice_cut(&upper, '-');
    if (decimal_parse(lower, &low) != DECIMAL_OK || (upper.n && decimal_parse(upper, &high) != DECIMAL_OK))
        return "is not a range of scores, such as 0-2, 7 or 5-";
    if (!upper.p)
        high = low;
    if (high < low)
        return "ends before it begins";
    bool found = false;
    for (size_t i = 0; i < codes(g); i++) {
        unsigned score[SEGMAP_PLACES];
        scores_of(g, i, score);
        decimal d = segmap_score(g, score);
        if (low <= d && d <= high)
            claim(&m->place[i], segment);
        found |= low <= d && d <= high;
    }
    return found ? NULL : "matches no score of these codes";
}

/* ---- the map ---- */

const char *segmap_add(struct segmap *m, struct slice name, struct slice words, struct slice *wrong)
{
    *wrong = name;
    if (name.n == 0)
        return "is no name: a segment needs one";
    if (m->n == NONE - 1)
        return "is one segment too many";
    for (size_t i = 0; i < m->n; i++)
        if (slice_eq(m->name[i], name))
            return "is given twice: a segment has one line";
    m->name = mem_grow(m->name, &m->cap, m->n + 1, sizeof *m->name);
    m->name[m->n] = arena_copy(&m->arena, name);
    uint16_t segment = (uint16_t)m->n++;
    while (words.p) {
        *wrong = slice_cut(&words, ' ');
        const char *problem = m->by_score ? add_range(m, *wrong, segment) : add_pattern(m, *wrong, segment);
        if (problem)
            return problem;
    }
    return NULL;
}

static void show_code(const struct segmap *m, size_t i, struct buf *some)
{
    char code[SEGMAP_CODE_ROOM];
    unsigned score[SEGMAP_PLACES];
    scores_of(&m->grid, i, score);
    buf_addstr(some, some->n ? " " : "");
    buf_add(some, code, (size_t)segmap_print_code(code, &m->grid, score));
}

size_t segmap_missing(const struct segmap *m, struct buf *some)
{
    size_t n = 0;
    for (size_t i = 0; i < codes(&m->grid); i++)
        if (m->place[i].first == NONE && n++ < SHOWN)
            show_code(m, i, some);
    return n;
}

size_t segmap_shared(const struct segmap *m, struct buf *some)
{
    size_t n = 0;
    for (size_t i = 0; i < codes(&m->grid); i++) {
        const struct segmap_place *p = &m->place[i];
        if (p->second == NONE || n++ >= SHOWN)
            continue;
        show_code(m, i, some);
        buf_addstr(some, " (");
        buf_add(some, m->name[p->first].p, m->name[p->first].n);
        buf_addstr(some, ", ");
        buf_add(some, m->name[p->second].p, m->name[p->second].n);
        buf_addstr(some, ")");
    }
    return n;
}

struct slice segmap_find(const struct segmap *m, const unsigned *score)
{
    return m->name[m->place[index_of(&m->grid, score)].first];
}

static void check_whole(const struct segmap *m, const char *path)
{
    struct buf some = {0};
    size_t n = segmap_missing(m, &some);
    if (n)
        die(STATUS_USAGE, "%s: %zu %s in no segment: %.*s%s (every code needs one)", path, n,
            n == 1 ? "code is" : "codes are", (int)some.n, some.p, n > SHOWN ? " ..." : "");
    n = segmap_shared(m, &some);
    if (n)
        die(STATUS_USAGE, "%s: %zu %s in more than one segment: %.*s%s (every code needs just one)", path, n,
            n == 1 ? "code is" : "codes are", (int)some.n, some.p, n > SHOWN ? " ..." : "");
    buf_free(&some);
}

void segmap_load(struct segmap *m, const char *name, const struct segmap_grid *g)
{
    char *path = shipped_path("segments", name);
    struct tsv *t = tsv_open_file(path);
    unsigned segment = tsv_find(t, "segment"), words = tsv_find(t, "codes"), score = tsv_find(t, "score");
    if (t->n != 2 || segment == TSV_NONE || (words == TSV_NONE) == (score == TSV_NONE))
        die(STATUS_USAGE, "%s:1: a segment map has two columns, segment and codes or segment and score", path);
    if (words != TSV_NONE && g->high > 9)
        die(STATUS_USAGE, "%s: scores up to %u have no codes of three digits (give a map by score, or none)", path,
            g->high);
    segmap_begin(m, g, words == TSV_NONE);
    words = m->by_score ? score : words;
    while (tsv_next(t)) {
        struct slice wrong;
        const char *problem = segmap_add(m, tsv_field(t, segment), tsv_field(t, words), &wrong);
        if (problem)
            die(STATUS_USAGE, "%s:%llu: \"%.*s\" %s (scores are from %u to %u: use another map, or none)", path,
                (unsigned long long)t->line, (int)wrong.n, wrong.p, problem, g->low, g->high);
    }
    check_whole(m, path);
    tsv_close(t);
    free(path);
}
