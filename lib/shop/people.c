/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shop/people.h"

#include <inttypes.h>

#include "base/die.h"
#include "tsv/columns.h"

void people_read(struct people *p, const char *path)
{
    static struct slice key[1];
    key[0] = SLICE("customer_id");
    *p = (struct people){.path = path};
    keyed_read(&p->table, path, (struct opt_list){key, 1});
    p->id = keyed_need(&p->table, "customer_id");
    p->signup = tsv_find(p->table.file, "signup_date");
}

void people_free(struct people *p)
{
    keyed_free(&p->table);
}

uint32_t people_find(struct people *p, struct slice customer)
{
    return keyed_find(&p->table, &customer);
}

bool people_found(const struct people *p, uint32_t row)
{
    return p->table.is_used[row];
}

struct slice people_id(const struct people *p, uint32_t row)
{
    return keyed_field(&p->table, row, p->id);
}

void people_need_signup(const struct people *p)
{
    keyed_need(&p->table, "signup_date");
}

date people_signup(const struct people *p, uint32_t row)
{
    date day;
    struct slice text = keyed_field(&p->table, row, p->signup);
    if (text.n == 0)
        return DATE_NONE;
    if (!date_parse(text, &day))
        die(STATUS_USAGE, "%s:%" PRIu64 ": column \"signup_date\": \"%.*s\" is not a date (%s)",
            p->table.place[row].file, p->table.place[row].line, (int)text.n, text.p, date_problem(text));
    return day;
}
