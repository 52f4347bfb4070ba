/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trial/arms.h"

#include <stdlib.h>

#include "base/decimal.h"
#include "base/die.h"
#include "base/hash.h"

static const decimal MOST_SHARE = (decimal)1000000000 * DECIMAL_ONE;

static void check_name(const char *option, struct slice word, struct slice name)
{
    bool bad = name.n == 0;
    for (size_t i = 0; i < name.n; i++)
        bad |= name.p[i] == '\t' || name.p[i] == '\n' || name.p[i] == '\r' || name.p[i] == '\0';
    if (bad)
        die(STATUS_USAGE, "%s: \"%.*s\" does not begin with the name of a group (A:0.5)", option, (int)word.n, word.p);
}

static uint64_t read_share(const char *option, struct slice word, struct slice text)
{
    decimal share;
    if (!text.p || decimal_parse(text, &share) != DECIMAL_OK || share <= 0 || share > MOST_SHARE)
        die(STATUS_USAGE, "%s: \"%.*s\" has no share, a number above 0 of up to 6 places (A:0.5,B:0.5)", option,
            (int)word.n, word.p);
    return (uint64_t)share;
}

void arms_parse(struct arms *a, const char *option, struct opt_list list)
{
    *a = (struct arms){0};
    a->name = mem_zero(list.n, sizeof *a->name);
    a->share = mem_zero(list.n, sizeof *a->share);
    a->upto = mem_zero(list.n, sizeof *a->upto);
    for (size_t i = 0; i < list.n; i++) {
        struct slice rest = list.word[i], name = slice_cut(&rest, ':');
        check_name(option, list.word[i], name);
        if (arms_find(a, name) != ARMS_NONE)
            die(STATUS_USAGE, "%s: group \"%.*s\" is given twice", option, (int)name.n, name.p);
        a->share[a->n] = read_share(option, list.word[i], rest);
        a->total += a->share[a->n];
        a->upto[a->n] = a->total;
        a->name[a->n++] = name;
    }
    if (a->n < 2)
        die(STATUS_USAGE, "%s: an experiment needs at least two groups (A:0.5,B:0.5)", option);
}

void arms_salt(struct arms *a, const char *salt)
{
    buf_addstr(&a->salt, salt);
    buf_addch(&a->salt, '\t');
}

uint32_t arms_find(const struct arms *a, struct slice name)
{
    for (uint32_t i = 0; i < a->n; i++)
        if (slice_eq(a->name[i], name))
            return i;
    return ARMS_NONE;
}

/* Salt, tab and id at the end of the text, where there is room. */
static void add_text(struct arms *a, struct slice id)
{
    char *p = slice_put(a->text.p + a->text.n, buf_slice(&a->salt));
    a->text.n = (size_t)(slice_put(p, id) - a->text.p);
}

uint64_t arms_hash(struct arms *a, struct slice id)
{
    a->text.n = 0;
    buf_room(&a->text, a->salt.n + id.n);
    add_text(a, id);
    return hash_slice(buf_slice(&a->text), HASH_GROUP);
}

uint32_t arms_of(const struct arms *a, uint64_t hash)
{
    uint64_t place = hash_below(hash, a->total);
    uint32_t i = 0;
    for (uint32_t k = 0; k + 1 < a->n; k++) /* no jump depends on the hash: a processor would guess it wrong */
        i += place >= a->upto[k];
    return i;
}

void arms_assign(struct arms *a, const struct slice *id, uint32_t n, uint32_t *arm)
{
    size_t bytes = n * a->salt.n, from = 0;
    for (uint32_t i = 0; i < n; i++)
        bytes += id[i].n;
    a->text.n = 0;
    buf_room(&a->text, bytes);
    for (uint32_t i = 0; i < n; i++)
        add_text(a, id[i]);
    for (uint32_t i = 0; i < n; i++) {
        size_t length = a->salt.n + id[i].n;
        arm[i] = arms_of(a, hash_slice(slice_of(a->text.p + from, length), HASH_GROUP));
        from += length;
    }
}

void arms_free(struct arms *a)
{
    free(a->name);
    free(a->share);
    free(a->upto);
    buf_free(&a->salt);
    buf_free(&a->text);
    *a = (struct arms){0};
}
