/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "clv/lengths.h"

#include <math.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/num.h"

static struct length parse(const char *name, struct slice word)
{
    static const struct {
        char letter;
        int days;
    } unit[] = {{'d', 1}, {'w', 7}, {'m', 30}, {'y', 365}};
    struct length l = {.text = mem_str(word), .periods = true};
    struct slice number = word;
    int days = 1;
    for (size_t i = 0; i < sizeof unit / sizeof *unit; i++)
        if (word.n && word.p[word.n - 1] == unit[i].letter) {
            l.periods = false;
            days = unit[i].days;
            number.n = word.n - 1;
        }
    if (!num_double(number, &l.number) || l.number <= 0 || l.number > 1e6)
        die(STATUS_USAGE, "%s: \"%s\" is not a length of time: 30d, 12w, 3m, 1y", name, l.text);
    l.number *= days;
    return l;
}

struct length length_of(const char *name, const char *word)
{
    return parse(name, slice_str(word));
}

struct lengths lengths_of(const char *name, struct opt_list words)
{
    struct lengths l = {mem_zero(words.n, sizeof *l.length), words.n, NULL};
    for (size_t i = 0; i < words.n; i++) {
        l.length[i] = parse(name, words.word[i]);
        for (size_t k = 0; k < i; k++)
            if (strcmp(l.length[k].text, l.length[i].text) == 0)
                die(STATUS_USAGE, "%s: %s is given twice", name, l.length[i].text);
    }
    return l;
}

double length_in(const struct length *l, const char *name, const struct model_unit *unit, bool whole)
{
    if (l->periods && unit)
        die(STATUS_USAGE, "%s: %s has no unit (30d, 12w, 3m, 1y)", name, l->text);
    if (!l->periods && !unit)
        die(STATUS_USAGE, "%s: the model counts periods, whose length is unknown: give %s a number of them", name,
            name);
    double v = unit ? l->number / unit->days : l->number;
    if (whole && v != floor(v))
        die(STATUS_USAGE, "%s: %s is not a whole number of the model's periods", name, l->text);
    return v;
}

void lengths_convert(struct lengths *l, const char *name, const struct model_unit *unit, bool whole)
{
    l->units = mem_zero(l->n, sizeof *l->units);
    for (size_t i = 0; i < l->n; i++)
        l->units[i] = length_in(&l->length[i], name, unit, whole);
}

void length_free(struct length *l)
{
    free(l->text);
}

void lengths_free(struct lengths *l)
{
    for (size_t i = 0; i < l->n; i++)
        length_free(&l->length[i]);
    free(l->length);
    free(l->units);
}
