/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tsv/known.h"

#include <stdio.h>

#include "base/opt.h"

/* The columns that tell a table from the others, those that are looked for in it, and what makes it. A table that
 * extends another one comes before it. */
static const struct known {
    const char *name, *told_by, *has, *made_by;
} TABLES[] = {
    {"a file of models, limits or clusters", "section|name|value", "section", "clvfit, rfm --limits-out, cluster"},
    {"the table of churn labels", "customer_id|churned", "churned", "churnlabel"},
    {"the table of predictions", "customer_id|p_alive", "p_alive", "clvpredict"},
    {"the rfm table", "rfm_code|rfm_score", "r_score|f_score|m_score|rfm_code|rfm_score|segment|recency_days", "rfm"},
    {"the customers table", "customer_id|x|t_x|T",
     "x|t_x|T|m_x|as_of|first_date|last_date|orders|purchase_days|revenue|gross|returned", "aggregate --by customer"},
    {"the orders table", "order_id|sale_lines|revenue", "sale_lines|return_lines|lines|order_id|date|time",
     "aggregate --by order"},
    {"the lines table", "order_id|product_id|amount|kind",
     "amount|kind|quantity|unit_price|product_id|description|order_id|date|time", "clean --schema NAME"},
    {"a table of groups", "orders|customers|lines|units|gross", "customers", "aggregate --by month"},
};
enum { COUNT = sizeof TABLES / sizeof *TABLES };

bool known_csv(struct slice header)
{
    return !memchr(header.p, '\t', header.n) && (memchr(header.p, ',', header.n) || memchr(header.p, ';', header.n));
}

static bool stands_in(const struct slice *column, unsigned n, struct slice name)
{
    for (unsigned i = 0; i < n; i++)
        if (slice_eq(column[i], name))
            return true;
    return false;
}

static const struct known *table_of(const struct slice *column, unsigned n)
{
    for (size_t t = 0; t < COUNT; t++) {
        struct slice rest = slice_str(TABLES[t].told_by);
        bool all = true;
        while (rest.p && all)
            all = stands_in(column, n, slice_cut(&rest, '|'));
        if (all)
            return &TABLES[t];
    }
    return NULL;
}

/* The table with the column that needs the fewest steps from lines, from which all are made. */
static const struct known *home_of(struct slice name)
{
    for (size_t t = COUNT; t-- > 0;)
        if (opt_word_index(TABLES[t].has, name) >= 0)
            return &TABLES[t];
    return NULL;
}

const char *known_why(const struct slice *column, unsigned n, struct slice name)
{
    static char text[512];
    const struct known *is = table_of(column, n), *home = home_of(name);
    if (n == 1 && known_csv(column[0]))
        return "; this looks like CSV, not a table (clean --schema NAME or fromcsv makes one of it)";
    if (!is || !home || is == home)
        return "";
    snprintf(text, sizeof text, "; this is %s, and \"%.*s\" is in %s (%s makes it)", is->name, (int)name.n, name.p,
             home->name, home->made_by);
    return text;
}
