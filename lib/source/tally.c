/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "source/tally.h"

#include "base/tool.h"

const char *const TALLY_REASON[KIND_COUNT] = {"kind_sale",   "kind_charge", "kind_return",
                                              "kind_credit", "kind_free",   "kind_void"};

void tally_add(struct tally *t, const struct line *l, enum kind kind, uint64_t lines, __int128 amount)
{
    tool_rows.out += lines;
    t->count[kind] += lines;
    t->guest_lines += l->text[LINES_CUSTOMER_ID].n == 0 ? lines : 0;
    t->amount[kind] += amount;
    if (t->order == l->order)
        return;
    t->order = l->order;
    if (l->day == DATE_NONE) /* of what never happened */
        return;
    if (t->first == DATE_NONE || l->day < t->first)
        t->first = l->day;
    if (t->last == DATE_NONE || l->day > t->last)
        t->last = l->day;
}

void tally_report(const struct tally *t)
{
    static const char *const name[KIND_COUNT + 1] = {"amount_sale", "amount_charge", "amount_return", "amount_credit",
                                                     "amount_free", "amount_void",   "amount"};
    char text[DECIMAL_ROOM + 1];
    __int128 sum = 0;
    for (int k = 0; k < KIND_COUNT; k++)
        *tool_counter(TALLY_REASON[k]) = t->count[k];
    *tool_counter("guest_lines") = t->guest_lines;
    for (int k = 0; k <= KIND_COUNT; k++) {
        __int128 a = k < KIND_COUNT ? t->amount[k] : sum;
        sum += a;
        if (a == (decimal)a)
            text[decimal_print_money(text, (decimal)a)] = '\0';
        else
            memcpy(text, "overflow", sizeof "overflow");
        tool_stat(name[k], "%s", text);
    }
    if (t->first == DATE_NONE)
        return;
    for (int i = 0; i < 2; i++) {
        date_print(text, i ? t->last : t->first);
        tool_stat(i ? "last_date" : "first_date", "%.10s", text);
    }
}
