/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "csv/unquote.h"

/* A quoted value without its quote marks, and of doubled ones without the second; `to` is after it. */
static char *put_value(char *to, struct slice v, bool doubled)
{
    if (v.n < 2 || v.p[0] != '"') {
        memcpy(to, v.p, v.n);
        return to + v.n;
    }
    v = slice_of(v.p + 1, v.n - 2);
    for (const char *q; doubled && v.n && (q = memchr(v.p, '"', v.n - 1));) {
        size_t n = (size_t)(q + 1 - v.p); /* up to the first of two */
        memcpy(to, v.p, n);
        to += n;
        v = slice_of(v.p + n + 1, v.n - n - 1);
    }
    memcpy(to, v.p, v.n);
    return to + v.n;
}

/* Values i .. k - 1, none of them quoted, with the delimiters between them: most of a wide record, in one piece. */
static char *put_values(struct record_buf *made, struct record r, unsigned i, unsigned k, char *to)
{
    size_t n = (size_t)(r.at[k] - r.at[i] - r.gap);
    int32_t moved = (int32_t)(to - made->bytes.p) - r.at[i] - r.gap;
    memcpy(to, r.begin + r.at[i], n);
    for (int32_t *at = made->at + made->n + 1; i < k; i++, made->n++)
        *at++ = r.at[i + 1] + moved;
    to[n] = '\n';
    made->bytes.n = (size_t)(to + n + 1 - made->bytes.p);
    return to + n + 1;
}

static bool all_quoted(struct record r, unsigned n)
{
    for (unsigned i = 0; i < n; i++)
        if (r.begin[r.at[i]] != '"' || r.at[i + 1] - r.at[i] <= 2)
            return false;
    return true;
}

struct record unquote(struct record_buf *made, struct record r, unsigned n, size_t bytes, bool doubled, bool change)
{
    if (!doubled && !change && all_quoted(r, n))
        return (struct record){r.begin + 1, r.at, r.gap + 2};
    record_begin(made, n, bytes);
    char *to = made->bytes.p;
    for (unsigned i = 0; i < n; i++) {
        unsigned k = i;
        while (k < n && r.begin[r.at[k]] != '"')
            k++;
        if (k > i)
            to = put_values(made, r, i, k, to);
        if (k < n)
            to = record_ends(made, put_value(to, record_value(r, k), doubled));
        i = k;
    }
    return record_made(made);
}

struct record unquote_copy(struct record_buf *made, struct record r, unsigned n, size_t bytes)
{
    record_begin(made, n, bytes);
    put_values(made, r, 0, n, made->bytes.p);
    return record_made(made);
}
