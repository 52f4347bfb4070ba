/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/out.h"
#include "base/thread.h"
#include "base/tool.h"
#include "clv/coding.h"
#include "clv/comparefile.h"
#include "clv/judge.h"
#include "clv/modelfile.h"
#include "clv/modelin.h"

static struct opt_list families, priors, covariates;
static int unit, times;
static const char *by, *compare;
static uint64_t replicates, seed = 1, threads, digits;

static const struct opt OPTIONS[] = {
    OPT_LIST("family", &families, "LIST", "bgnbd, mbgnbd, paretonbd, nbd, bgbb, sbg, gammagamma"),
    OPT_CHOICE("unit", &unit, MODEL_UNITS, "unit of time of the model"),
    OPT_CHOICE("times", &times, MODEL_UNITS, "unit of t_x and T in the input, if it is a table of patterns"),
    OPT_TEXT("by", &by, "COLUMN", "fits separate models for each value of this column"),
    OPT_LIST("covariates", &covariates, "LIST",
             "columns of numbers or labels that the purchase rate and dropout may depend on"),
    OPT_LIST("prior", &priors, "LIST", "prior distributions, lognormal: NAME=MEDIAN:SD, with the SD of the logarithm"),
    OPT_UINT("bootstrap", &replicates, "N", "adds N fits to customers drawn with replacement", .least = 1,
             .most = 1000000),
    OPT_UINT("seed", &seed, "N", "seed of the bootstrap", .most = OPT_ANY),
    OPT_OUTFILE("compare", &compare, "FILE", "writes one row per model: estimates, log-likelihood, AIC, BIC, verdict"),
    OPT_UINT("digits", &digits, "N", "rounds the numbers of --compare to N decimal places", .least = 1,
             .most = NUM_MOST_PLACES, .goes_with = "compare"),
    OPT_THREADS(&threads, "number of threads (default all cores); the result is the same"),
    {0},
};
static const struct column COLUMNS[] = {
    {"x", TYPE_COUNT}, {"t_x", TYPE_COUNT}, {"T", TYPE_COUNT}, {"as_of", TYPE_DATE}, {0}};

static const struct tool SPEC = {
    .name = "clvfit",
    .purpose = "fits models of purchases, dropout and spend to customers",
    .shape = SHAPE_FIT,
    .reads = "customers",
    .writes = "models",
    .columns = COLUMNS,
    .memory = "O(customers)",
    .options = OPTIONS,
    .needs = "family",
    .drops = true,
    .example = "--family bgnbd --prior r=1:1,alpha=100:1,a=1:1,b=1:1",
};

static const struct family **family; /* families.n of them */
static struct fit_prior *prior;      /* of each family, */
static bool *has_prior;              /* and whether there is one */
static bool *pooled;                 /* and whether the fit of all customers stands in for small groups, */
static uint64_t *small;              /* and for how many */

/* ---- what the options ask for ---- */

static void choose_families(void)
{
    const char *name[FAMILY_KINDS];
    for (size_t k = 0; k < FAMILY_KINDS; k++)
        name[k] = FAMILIES[k]->name;
    family = mem_zero(families.n, sizeof(void *));
    for (size_t i = 0; i < families.n; i++) {
        struct slice word = families.word[i];
        for (size_t k = 0; k < FAMILY_KINDS; k++)
            if (slice_is(word, name[k]))
                family[i] = FAMILIES[k];
        const char *near = die_nearest(word, name, FAMILY_KINDS);
        if (!family[i])
            die(STATUS_USAGE, "--family: no family \"%.*s\"%s%s%s", (int)word.n, word.p, near ? "; did you mean " : "",
                near ? near : "", near ? "?" : "");
        for (size_t k = 0; k < i; k++)
            if (family[k] == family[i])
                die(STATUS_USAGE, "--family: %s is given twice", family[i]->name);
    }
}

/* "alpha=4:0.5": its logarithm is ln 4 with a standard deviation of 0.5. */
static void add_prior(struct slice word)
{
    struct slice rest = word, name = slice_cut(&rest, '='), median = rest.p ? slice_cut(&rest, ':') : rest;
    double m, sd;
    bool known = false;
    if (!rest.p || !num_double(median, &m) || !num_double(rest, &sd) || m <= 0 || sd <= 0)
        die(STATUS_USAGE, "--prior: \"%.*s\" is not NAME=MEDIAN:SD, both above 0", (int)word.n, word.p);
    for (size_t i = 0; i < families.n; i++)
        for (unsigned k = 0; k < family[i]->n; k++)
            if (slice_is(name, family[i]->parameter[k])) {
                prior[i].mean[k] = log(m);
                prior[i].sd[k] = sd;
                known = has_prior[i] = true;
            }
    if (!known)
        die(STATUS_USAGE, "--prior: \"%.*s\" is not a parameter of --family", (int)name.n, name.p);
}

static void choose_priors(void)
{
    prior = mem_zero(families.n, sizeof *prior);
    has_prior = mem_zero(families.n, sizeof *has_prior);
    for (size_t i = 0; i < priors.n; i++)
        add_prior(priors.word[i]);
    if (threads == 0)
        threads = thread_cores();
    judge_replicates(replicates);
}

/* Tables of customers hold times and spend; those of the other kinds are tables of their own. */
static void choose_data(struct modelin *in)
{
    unsigned kinds = 0;
    for (size_t i = 0; i < families.n; i++)
        in->wanted[modelin_kind(family[i])] = true;
    for (unsigned k = 0; k < MODELIN_KINDS; k++)
        kinds += in->wanted[k] && k != MODELIN_SPEND;
    if (kinds > 1 || (kinds && in->wanted[MODELIN_SPEND] && !in->wanted[MODELIN_TIMES]))
        die(STATUS_USAGE, "--family: bgbb and sbg read tables of their own: fit them apart");
    opt_goes_with(covariates.n, in->wanted[MODELIN_TIMES] && !in->wanted[MODELIN_SPEND], "--covariates",
                  "bgnbd, mbgnbd, paretonbd and nbd");
    in->by = by;
    in->covariates = covariates;
    in->not_days = times != 0;
    in->times_given = opt_given(&times);
    in->unit = (double)MODEL_UNIT[unit].days / MODEL_UNIT[times].days;
}

/* ---- models ---- */

/* The unit of counted periods is known only if it was given; spend has no time. */
static const struct model_unit *unit_of(enum modelin_kind kind)
{
    if (kind == MODELIN_SPEND || (kind != MODELIN_TIMES && !opt_given(&unit)))
        return NULL;
    return &MODEL_UNIT[unit];
}

/* Each column of covariates at once: a column of labels is a set of them. */
static void test_covariates(struct clvmodel *m, const struct patterns *p, const struct fit_options *o)
{
    unsigned effects = fit_effects(m->fit.family), end;
    for (unsigned j = 0; j < m->fit.covariates && fit_usable(m->fit.verdict); j = end) {
        struct model_covariate *c = &m->covariate[j];
        for (end = j + 1; end < m->fit.covariates && strcmp(m->covariate[end].column, c->column) == 0;)
            end++;
        if (!fit_ratio(&m->fit, p, j, end - j, o, &c->ratio))
            m->fit.verdict = FIT_MEMORY;
        c->df = effects * (end - j);
    }
}

static void fit_model(const struct modelin *in, const struct patterns *p, bool follows, size_t i, struct clvmodel *m)
{
    struct fit_options o = {.prior = has_prior[i] ? &prior[i] : NULL, .threads = (unsigned)threads};
    m->unit = unit_of(modelin_kind(family[i]));
    m->times = times && modelin_kind(family[i]) == MODELIN_TIMES ? &MODEL_UNIT[times] : NULL;
    m->as_of = in->as_of;
    m->seed = seed;
    m->spend_correlation = NAN;
    if (modelin_kind(family[i]) == MODELIN_SPEND)
        judge_spend(m, p);
    if (follows)
        fit_none(family[i], p, FIT_COLLINEAR, &m->fit);
    else
        fit_family(family[i], p, &o, &m->fit);
    test_covariates(m, p, &o);
    if (replicates && fit_usable(m->fit.verdict) && !fit_bootstrap(&m->fit, p, seed, replicates, (unsigned)threads))
        m->fit.verdict = FIT_MEMORY;
    if (m->fit.verdict == FIT_MEMORY) /* not a problem of the group, which would get another fit */
        die(STATUS_ENV, "out of memory");
}

static void bootstrap_needs_customers(const struct patterns *p)
{
    for (size_t i = 0; replicates && i < p->n; i++)
        if (p->weight[i] != floor(p->weight[i]) || p->total > UINT32_MAX)
            die(STATUS_DATA, "--bootstrap draws customers, so weights must be whole numbers; one is %.17g",
                p->weight[i]);
}

/* ---- groups ---- */

/* A group with an unusable fit, or with too few customers, gets no model of its own if the fit of all customers is
 * better. */
static bool is_small(const struct clvmodel *m, size_t i)
{
    return pooled[i] && !m->pooled && m->fit.verdict >= FIT_FEW;
}

static void keep_model(const struct clvmodel *m, size_t i, bool alone)
{
    if (is_small(m, i)) {
        small[i]++;
        ++*tool_counter("groups_pooled");
        return;
    }
    judge_fit(m, alone);
    if (m->pooled)
        pooled[i] = m->fit.verdict < FIT_FEW;
    if (!fit_usable(m->fit.verdict) || (m->pooled && !pooled[i]))
        return;
    model_write(m, out_stdout());
    tool_rows.out++;
}

/* All families for these customers. m: the group of the customers. */
static void fit_families(struct modelin *in, struct modelin_data *data, struct clvmodel *m)
{
    bool follows = false;
    if (covariates.n) {
        coding_apply(in, &data[MODELIN_TIMES].p, m);
        follows = coding_collinear(&data[MODELIN_TIMES].p, m->follows);
    }
    for (size_t i = 0; i < families.n; i++) {
        const struct patterns *p = &data[modelin_kind(family[i])].p;
        bootstrap_needs_customers(p);
        fit_model(in, p, follows, i, m);
        keep_model(m, i, families.n == 1 && in->groups.n == 1 && !m->pooled);
        if (!m->pooled)
            comparefile_write(m);
        fit_free(&m->fit);
    }
    model_free(m);
}

static void fit_group(struct modelin *in, uint32_t g, struct clvmodel *m)
{
    *m = (struct clvmodel){0};
    if (by) {
        m->by = mem_str(slice_str(by));
        m->group = mem_str(groups_key(&in->groups, g, 0));
    }
    fit_families(in, in->group[g], m);
}

/* Before the groups: their texts of covariates become numbers when they are fitted. */
static void fit_pooled(struct modelin *in, struct clvmodel *m)
{
    struct modelin_data all[MODELIN_KINDS] = {0};
    *m = (struct clvmodel){.by = mem_str(slice_str(by)), .pooled = true};
    modelin_pool(in, all);
    fit_families(in, all, m);
    for (unsigned k = 0; k < MODELIN_KINDS; k++)
        patterns_free(&all[k].p);
}

static void fit_groups(struct modelin *in)
{
    struct clvmodel *m = mem_zero(1, sizeof *m);
    uint32_t *order = groups_sorted(&in->groups);
    figures_header(out_stdout(), &MODEL_LAYOUT);
    pooled = mem_zero(families.n, sizeof *pooled);
    small = mem_zero(families.n, sizeof *small);
    if (by)
        fit_pooled(in, m);
    for (uint32_t g = 0; g < in->groups.n; g++)
        fit_group(in, order[g], m);
    for (size_t i = 0; i < families.n; i++)
        judge_small(family[i], small[i], in->groups.n);
    if (tool_rows.out == 0)
        die(STATUS_DATA, "no fit is usable");
    free(pooled);
    free(small);
    free(order);
    free(m);
}

int main(int argc, char **argv)
{
    struct modelin in = {0};
    tool_begin(argc, argv, &SPEC);
    choose_families();
    choose_priors();
    choose_data(&in);
    if (compare)
        comparefile_begin(compare, family, families.n, (int)digits);
    modelin_read(&in);
    if (in.groups.n == 0)
        die(STATUS_DATA, "nothing to fit: %s", tool_rows.in ? "no row is usable" : "there are no rows");
    fit_groups(&in);
    modelin_free(&in);
    free(family);
    free(prior);
    free(has_prior);
    free(families.word);
    free(priors.word);
    free(covariates.word);
    return tool_end();
}
