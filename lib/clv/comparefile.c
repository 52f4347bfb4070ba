/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "clv/comparefile.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/tool.h"

static struct out *file;
static const char **name; /* of the estimates */
static size_t names;

static void close_file(void)
{
    out_close(file);
    free(name);
}

static void add_name(const char *parameter)
{
    for (size_t i = 0; i < names; i++)
        if (strcmp(name[i], parameter) == 0)
            return;
    name[names++] = parameter;
}

void comparefile_begin(const char *path, const struct family *const *family, size_t n)
{
    file = out_create(path);
    tool_at_end(close_file);
    name = mem_zero(n * FAMILY_PARAMETERS, sizeof *name);
    out_str(file, "family\tgroup\tcustomers\tpatterns\tparameters\tlog_likelihood\taic\tbic\tverdict");
    for (size_t i = 0; i < n; i++)
        for (unsigned k = 0; k < family[i]->n; k++)
            add_name(family[i]->parameter[k]);
    for (size_t i = 0; i < names; i++) {
        out_tab(file);
        out_str(file, name[i]);
    }
    out_char(file, '\n');
}

static void write_estimate(const struct fit *f, const char *parameter)
{
    out_tab(file);
    for (unsigned k = 0; k < f->family->n && fit_usable(f->verdict); k++)
        if (strcmp(parameter, f->family->parameter[k]) == 0)
            out_double(file, f->parameter[k]);
}

void comparefile_write(const struct clvmodel *m)
{
    const struct fit *f = &m->fit;
    const double height[] = {f->loglik, f->aic, f->bic};
    if (!file)
        return;
    out_str(file, f->family->name);
    out_tab(file);
    out_str(file, m->group ? m->group : "");
    out_tab(file);
    out_double(file, f->customers);
    out_tab(file);
    out_uint(file, f->patterns);
    out_tab(file);
    out_uint(file, f->n);
    for (size_t i = 0; i < sizeof height / sizeof *height; i++) {
        out_tab(file);
        out_double(file, height[i]);
    }
    out_tab(file);
    out_str(file, MODEL_VERDICT[f->verdict]);
    for (size_t i = 0; i < names; i++)
        write_estimate(f, name[i]);
    out_char(file, '\n');
}
