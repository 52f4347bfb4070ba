/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Published and recomputed figures of the customer models, a row each: tests/real/clv-reference.tsv. Its column
 * `checked` says where a row is checked. Here (model): rows that give their own parameters, or whose data are 22
 * patterns of donors. In tests/real/clv.sh (log): rows that begin with a log. Not at all (none): rows with another
 * definition than ours, for the reason in `note`. The note also tells if a source is known to be wrong; the expected
 * value then is the right one.
 *
 * Parameters and inputs are a list of name=number; a number may be a fraction. If several customers share a row, their
 * numbers and expected values are lists with commas. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "btyd/clv.h"
#include "btyd/fit.h"
#include "btyd/gammagamma.h"
#include "btyd/sbg.h"
#include "stats/special.h"

static const char TABLE[] = "tests/real/clv-reference.tsv";
enum { ROWS = 459, OUT_OF_SCOPE = 11 };

enum { CHECKED, DATA, MODEL, QUANTITY, PARAMETERS, INPUTS, EXPECTED, TOLERANCE, SOURCE, NOTE, CELLS };
struct row {
    char *cell[CELLS];
    unsigned customer; /* of several */
    const struct family *family;
    double parameter[FAMILY_PARAMETERS];
};

/* ---- numbers in a row ---- */

/* The i-th of numbers with commas between them, or the only one. */
static double number(const char *text, unsigned i)
{
    size_t before = strcspn(text, ", ");
    if (i && text[before] == ',')
        return number(text + before + 1, i - 1);
    char *end;
    double v = strtod(text, &end);
    if (end == text)
        return NAN;
    return *end == '/' ? v / strtod(end + 1, NULL) : v;
}

/* NaN, with which no row passes, if there is none of this name. */
static double named(const char *list, const char *name, unsigned i)
{
    size_t n = strlen(name);
    for (const char *word = list; *word; word += strspn(word, " ")) {
        if (strncmp(word, name, n) == 0 && word[n] == '=')
            return number(word + n + 1, i);
        word += strcspn(word, " ");
    }
    return NAN;
}

static double input(const struct row *r, const char *name)
{
    return named(r->cell[INPUTS], name, r->customer);
}
static double age(const struct row *r)
{
    return input(r, r->family == &FAMILY_BGBB ? "n" : "T");
}

/* ---- donors: 11,104 who first gave in 1995, and their gifts in the six years after (Fader, Hardie and Shang 2010)
 * ---- */

static double donor_x[] = {0, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 5, 5, 6};
static double donor_t_x[] = {0, 1, 2, 3, 4, 5, 6, 2, 3, 4, 5, 6, 3, 4, 5, 6, 4, 5, 6, 5, 6, 6};
static double donor_n[] = {6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6};
static double donors[] = {3464, 1091, 277, 129, 78,  119, 129, 613, 255, 155, 173,
                          234,  322,  181, 225, 357, 240, 284, 512, 335, 728, 1203};

static const struct fit *donors_fit(void)
{
    static struct fit f;
    const struct patterns p = {.n = 22, .x = donor_x, .t_x = donor_t_x, .T = donor_n, .weight = donors, .total = 11104};
    if (!f.family)
        fit_family(&FAMILY_BGBB, &p, &(struct fit_options){.threads = 1}, &f);
    return &f;
}

static double of_fit(const struct row *r)
{
    const struct fit *f = donors_fit();
    const char *name = strchr(r->cell[QUANTITY], '_') + 1;
    for (unsigned i = 0; i < f->family->n; i++)
        if (strcmp(f->family->parameter[i], name) == 0)
            return *r->cell[QUANTITY] == 's' ? exp(f->theta[i]) * sqrt(f->covariance[i][i]) : exp(f->theta[i]);
    return f->loglik;
}

/* ---- quantities ---- */

static double loglik(const struct row *r)
{
    double x = input(r, "x"), t_x = input(r, "t_x"), T = age(r), m = input(r, "m"), weight = 1;
    const struct patterns p = {.n = 1, .x = &x, .t_x = &t_x, .T = &T, .m = &m, .weight = &weight, .total = 1};
    struct family_value v;
    memset(&v, 0, sizeof v);
    r->family->loglik(r->parameter, &p, 0, 1, &v);
    return v.value;
}

static double log_odds(const struct row *r)
{
    return r->family->log_odds_alive(r->parameter, input(r, "x"), input(r, "t_x"), age(r));
}
static double alive(const struct row *r)
{
    return special_expit(log_odds(r));
}
static double ln_alive(const struct row *r)
{
    double odds = log_odds(r);
    return fmin(odds, 0) - log1p(exp(-fabs(odds)));
}

static double expected(const struct row *r)
{
    double t = input(r, "t"), out;
    r->family->expected(r->parameter, input(r, "x"), input(r, "t_x"), age(r), &t, 1, &out);
    return out;
}
static double expected_new(const struct row *r)
{
    double t = input(r, "t"), out;
    r->family->expected(r->parameter, 0, 0, 0, &t, 1, &out);
    return out;
}

enum { CHANCES = 256 };
static double chance(const struct row *r)
{
    double out[CHANCES], k = input(r, "k");
    if (!(k < CHANCES))
        return NAN;
    r->family->pmf(r->parameter, input(r, "x"), input(r, "t_x"), age(r), input(r, "t"), (size_t)k + 1, out);
    return out[(size_t)k];
}
static double chance_new(const struct row *r)
{
    double out[CHANCES], k = input(r, "k");
    if (!(k < CHANCES))
        return NAN;
    r->family->pmf(r->parameter, 0, 0, 0, input(r, "t"), (size_t)k + 1, out);
    return out[(size_t)k];
}
static double donors_with(const struct row *r)
{
    double out[CHANCES], x = input(r, "x");
    if (!(x < CHANCES))
        return NAN;
    r->family->pmf(r->parameter, 0, 0, 0, age(r), (size_t)x + 1, out);
    return 11104 * out[(size_t)x];
}

static double discounted(const struct row *r)
{
    double delta = r->family == &FAMILY_BGBB ? log1p(input(r, "d")) : input(r, "delta");
    return r->family->dert(r->parameter, input(r, "x"), input(r, "t_x"), age(r), delta);
}

static double mean_purchase(const struct row *r)
{
    static const char *const name[] = {"p", "q", "gamma"};
    double parameter[3], mean;
    for (unsigned i = 0; i < 3; i++)
        parameter[i] = named(r->cell[PARAMETERS], name[i], 0);
    return gammagamma_mean(parameter, input(r, "x"), input(r, "m"), &mean) ? mean : NAN;
}

/* Without a model of spend a purchase is worth 1. */
static double worth(const struct row *r)
{
    double end[32], bought[32], t = input(r, "t"), step = input(r, "step"), mean = mean_purchase(r);
    size_t n = clv_ends(t, step, NULL);
    if (!(n <= 32))
        return NAN;
    clv_ends(t, step, end);
    r->family->expected(r->parameter, input(r, "x"), input(r, "t_x"), age(r), end, n, bought);
    return clv_finite(&(struct clv_value){isnan(mean) ? 1 : mean, 1, 0}, end, bought, n,
                      clv_delta(input(r, "rate"), step));
}

static double survival(const struct row *r)
{
    return sbg_survival(r->parameter[0], r->parameter[1], input(r, "t"));
}
static double retention(const struct row *r)
{
    return sbg_retention(r->parameter[0], r->parameter[1], input(r, "t"));
}
static double lifetime(const struct row *r)
{
    return sbg_lifetime(r->parameter[0], r->parameter[1], 0, log1p(input(r, "d")));
}
static double residual(const struct row *r)
{
    return sbg_residual(r->parameter[0], r->parameter[1], input(r, "n"), log1p(input(r, "d")));
}

static const struct {
    const char *name; /* the beginning of the quantity's name */
    double (*of)(const struct row *);
} QUANTITIES[] = {
    {"loglik_1", loglik},
    {"p_alive", alive},
    {"ln_p_alive", ln_alive},
    {"cond_expected_purchases", expected},
    {"expected_purchases_new", expected_new},
    {"cond_pmf", chance},
    {"pmf", chance_new},
    {"expected_count_x", donors_with},
    {"dert", discounted},
    {"cond_expected_avg_profit", mean_purchase},
    {"clv", worth},
    {"survival", survival},
    {"retention", retention},
    {"del", lifetime},
    {"derl", residual},
    {"mle_", of_fit},
    {"se_", of_fit},
    {"loglik_at_mle", of_fit},
};

static double evaluate(const struct row *r)
{
    double (*of)(const struct row *) = NULL;
    for (size_t i = 0; i < sizeof QUANTITIES / sizeof *QUANTITIES; i++)
        if (strncmp(r->cell[QUANTITY], QUANTITIES[i].name, strlen(QUANTITIES[i].name)) == 0)
            of = QUANTITIES[i].of;
    return of && r->family ? of(r) : NAN;
}

/* ---- rows ---- */

static void read_model(struct row *r)
{
    enum { KNOWN = 6 };
    static const struct family *const known[KNOWN] = {&FAMILY_BGNBD, &FAMILY_MBGNBD, &FAMILY_PARETONBD,
                                                      &FAMILY_BGBB,  &FAMILY_SBG,    &FAMILY_GAMMAGAMMA};
    bool fitted = strcmp(r->cell[PARAMETERS], "fit") == 0;
    for (size_t k = 0; k < KNOWN; k++)
        if (strncmp(r->cell[MODEL], known[k]->title, strlen(known[k]->title)) == 0)
            r->family = known[k];
    for (unsigned i = 0; r->family && i < r->family->n; i++)
        r->parameter[i] = fitted ? exp(donors_fit()->theta[i]) : named(r->cell[PARAMETERS], r->family->parameter[i], 0);
}

static void check(struct row *r)
{
    bool relative = strncmp(r->cell[TOLERANCE], "rel ", 4) == 0;
    double tolerance = number(r->cell[TOLERANCE] + 4, 0);
    unsigned customers = 1;
    for (const char *c = r->cell[EXPECTED]; *c; c++)
        customers += *c == ',';
    read_model(r);
    for (r->customer = 0; r->customer < customers; r->customer++) {
        double got = evaluate(r), want = number(r->cell[EXPECTED], r->customer);
        cr_expect(fabs(got - want) <= tolerance * (relative ? fabs(want) : 1), "%s %s, %s, %s: %.17g is not %s (%s)",
                  r->cell[MODEL], r->cell[QUANTITY], r->cell[PARAMETERS], r->cell[INPUTS], got, r->cell[EXPECTED],
                  r->cell[TOLERANCE]);
    }
}

static bool read_row(FILE *f, struct row *r, char **line, size_t *room)
{
    ssize_t n = getline(line, room, f);
    if (n <= 0)
        return false;
    (*line)[n - 1] = '\0';
    memset(r, 0, sizeof *r);
    char *rest = *line;
    for (unsigned i = 0; i < CELLS; i++) {
        r->cell[i] = strsep(&rest, "\t");
        cr_assert(r->cell[i], "%s: a row of %u cells", TABLE, i);
    }
    return true;
}

Test(reference, rows_without_a_log)
{
    FILE *f = fopen(TABLE, "r");
    cr_assert(f, "%s is not below the current folder", TABLE);
    size_t room = 0, here = 0, logs = 0, none = 0;
    char *line = NULL;
    struct row r;
    cr_assert(read_row(f, &r, &line, &room), "%s: nothing in it", TABLE);
    while (read_row(f, &r, &line, &room)) {
        if (strcmp(r.cell[CHECKED], "model") == 0) {
            check(&r);
            here++;
        } else if (strcmp(r.cell[CHECKED], "log") == 0) {
            logs++;
        } else {
            cr_expect(*r.cell[NOTE], "%s %s: no reason why nothing checks it", r.cell[MODEL], r.cell[QUANTITY]);
            none++;
        }
    }
    free(line);
    fclose(f);
    printf("reference: %zu rows checked of %zu, %zu from the logs (tests/real), %zu out of scope\n", here,
           here + logs + none, logs, none);
    cr_expect_eq(here + logs + none, ROWS);
    cr_expect_eq(none, OUT_OF_SCOPE);
}
