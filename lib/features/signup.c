/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "features/signup.h"

#include <inttypes.h>

#include "base/die.h"
#include "base/tool.h"

void signup_read(struct signup *s, const char *path)
{
    *s = (struct signup){.key = SLICE("customer_id")};
    keyed_read(&s->people, path, (struct opt_list){&s->key, 1});
    s->col = keyed_need(&s->people, "signup_date");
    s->missing = tool_counter("without_signup_date");
    s->later = tool_counter("signup_after_as_of");
}

int64_t signup_days(struct signup *s, struct slice customer_id, date as_of)
{
    date day;
    uint32_t row = keyed_find(&s->people, &customer_id);
    struct slice text = row == KEYED_NONE ? SLICE("") : keyed_field(&s->people, row, s->col);
    if (text.n == 0) {
        ++*s->missing;
        return -1;
    }
    if (!date_parse(text, &day))
        die(STATUS_USAGE, "%s:%" PRIu64 ": column \"signup_date\": \"%.*s\": %s", s->people.place[row].file,
            s->people.place[row].line, (int)text.n, text.p, date_problem(text));
    *s->later += day > as_of;
    return day > as_of ? -1 : (int64_t)as_of - day;
}

void signup_free(struct signup *s)
{
    keyed_free(&s->people);
}
