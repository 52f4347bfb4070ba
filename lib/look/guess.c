/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "look/guess.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/mem.h"
#include "look/guesskind.h"
#include "look/guesslook.h"
#include "look/guessshipped.h"
#include "look/guessstate.h"
#include "look/guessunused.h"
#include "look/guesswrite.h"
#include "source/idcheck.h"

static const char *column_of(const struct guesslook *l, enum guessrole r)
{
    return guesswrite_column(&l->file, l->role[r]);
}

static void write_column(const struct guesslook *l, struct out *o, const char *key, enum guessrole r)
{
    guesslook_use(l, l->role[r]);
    guesswrite_key(o, key, "%s", column_of(l, r));
}

/* "order_id (1001), client (K017), ...": for a question whose answer may be any column. */
static const char *all_columns(const struct guesslook *l)
{
    static char text[800];
    size_t n = 0;
    for (unsigned c = 0; c < l->file.n && n + 120 < sizeof text; c++)
        n += (size_t)snprintf(text + n, 120, "%s%s (%s)", c ? ", " : "",
                              guesswrite_value(slice_str(guesswrite_column(&l->file, c))),
                              l->file.rows ? guesswrite_value(guessfile_cell(&l->file, 0, c)) : "");
    return text;
}

/* ---- how the file is written ---- */

/* ", and 3 other files" */
static const char *and_others(const struct guessfile *g)
{
    static char text[64];
    if (g->n_joined)
        snprintf(text, sizeof text, ", and %zu other file%s", g->n_joined, g->n_joined == 1 ? "" : "s");
    return text;
}

static void write_file(struct guesslook *l, struct out *o)
{
    const struct guessfile *g = &l->file;
    guesswrite_note(o, "A first schema by clean --guess, from %s %zu bytes of %s%s; records: %" PRIu32 ", columns: %u.",
                    g->whole ? "all" : "the first", g->bytes, g->name, and_others(g), g->rows, g->n);
    guessshipped_write(l, o);
    guesswrite_note(o, "Lines without a comment are certain; a comment gives the reason for a choice, or an example.");
    guesswrite_note(o, "A line with a question mark stops clean: put the answer in place of the mark.");
    out_char(o, '\n');
    if (!g->delimiter)
        guesswrite_key(o, "format", "blanks");
    else if (!g->quotes)
        guesswrite_key(o, "format", "plain");
    if (g->delimiter && g->delimiter != ',')
        guesswrite_key(o, "delimiter", "%s", g->delimiter == '\t' ? "tab" : (char[]){g->delimiter, '\0'});
    if (!g->header)
        guesswrite_key(o, "header", "no");
    if (g->above)
        guesswrite_note(o, "%" PRIu64 " line%s above the %s", g->above, g->above == 1 ? "" : "s",
                        g->header ? "header, which clean finds by its columns" : "first record");
    if (!g->is_utf8) {
        guesswrite_note(o, "%s is not UTF-8%s", guesswrite_place(g, g->odd_line),
                        g->is_windows ? "" : "; WINDOWS-1252 and ISO-8859-15 differ in a few characters");
        guesswrite_key(o, "fallback", "%s", g->is_windows ? "WINDOWS-1252" : "ISO-8859-1");
    }
    if (g->uneven)
        guesswrite_note(o, "records with another number of columns: %" PRIu64 ", the first in %s, where clean stops",
                        g->uneven, guesswrite_place(g, g->uneven_line));
    if (!g->quotes || g->delimiter != ',' || !g->header || g->above || !g->is_utf8 || g->uneven)
        out_char(o, '\n');
}

/* ---- who, what, when ---- */

static void write_or_ask(const struct guesslook *l, struct out *o, enum guessrole r, const char *key, bool needed)
{
    if (guesslook_has(l, r))
        write_column(l, o, key, r);
    else if (needed)
        guesswrite_ask(o, key, "choices: a column: %s", all_columns(l));
}

/* Each till numbers its receipts by itself and begins again. */
static void write_order(const struct guesslook *l, struct out *o)
{
    if (!guesslook_has(l, ROLE_ORDER) || !(guesslook_has(l, ROLE_TILL) || guesslook_has(l, ROLE_STORE)) ||
        !guesslook_has(l, ROLE_DATE)) {
        write_or_ask(l, o, ROLE_ORDER, "order_id", true);
        return;
    }
    char text[800] = "";
    size_t n = 0;
    static const enum guessrole PART[] = {ROLE_STORE, ROLE_TILL, ROLE_DATE, ROLE_ORDER};
    for (size_t i = 0; i < 4; i++)
        if (guesslook_has(l, PART[i])) {
            guesslook_use(l, l->role[PART[i]]);
            n += (size_t)snprintf(text + n, sizeof text - n, "%s{%s}", n ? "-" : "", column_of(l, PART[i]));
        }
    guesswrite_note(o, "receipts of several tills, or of several days, may have the same number");
    guesswrite_key(o, "order_id", "\"%s\"", text);
}

/* In how many records only the second column has a value. */
static uint64_t filled_by(const struct guesslook *l, unsigned first, unsigned second)
{
    uint64_t n = 0;
    for (uint32_t i = 0; i < l->file.rows; i++)
        n += guessfile_cell(&l->file, i, first).n == 0 && guessfile_cell(&l->file, i, second).n;
    return n;
}

/* `first | second`, if the first is empty in some records. */
static void write_first_of(const struct guesslook *l, struct out *o, const char *key, enum guessrole r, unsigned second)
{
    uint64_t filled = second == GUESS_NONE ? 0 : filled_by(l, l->role[r], second);
    if (!filled) {
        write_column(l, o, key, r);
        return;
    }
    guesslook_use(l, l->role[r]);
    guesslook_use(l, second);
    const char *name = guesswrite_column(&l->file, second);
    guesswrite_note(o, "records in which %s is empty and %s is not: %" PRIu64, column_of(l, r), name, filled);
    guesswrite_key(o, key, "%s | %s", column_of(l, r), name);
}

/* A mail address or a telephone number for customers without an id. */
static unsigned contact_of(const struct guesslook *l)
{
    unsigned best = GUESS_NONE;
    int fit = 0;
    for (unsigned c = 0; c < l->file.n; c++) {
        int f = guesslook_is_taken(l, c) || !guessrole_contact(l->file.column[c])
                    ? 0
                    : guessrole_fit(ROLE_CUSTOMER, l->file.column[c]);
        if (f > fit && filled_by(l, l->role[ROLE_CUSTOMER], c)) {
            fit = f;
            best = c;
        }
    }
    return best;
}

/* A value that a program has damaged, or that means "no customer". */
static void write_odd_customer(const struct guesslook *l, struct out *o)
{
    uint32_t i = 0;
    while (i < l->file.rows && !idcheck_damaged(guesslook_text(l, i, ROLE_CUSTOMER)) &&
           !idcheck_nobody(guesslook_text(l, i, ROLE_CUSTOMER)))
        i++;
    if (i == l->file.rows)
        return;
    struct slice s = guesslook_text(l, i, ROLE_CUSTOMER);
    guesswrite_note(o, "%s has the customer \"%s\": %s", guesswrite_line(&l->file, i), guesswrite_value(s),
                    idcheck_damaged(s) ? "a spreadsheet has damaged it beyond repair; export it as text"
                                       : "probably a missing customer");
    if (idcheck_nobody(s))
        guesswrite_key(o, "missing.customer_id", "%s", guesswrite_value(s));
}

static void write_customer(const struct guesslook *l, struct out *o)
{
    uint64_t mails = 0, floats = 0, values = 0, empty = 0;
    if (!guesslook_has(l, ROLE_CUSTOMER)) {
        write_or_ask(l, o, ROLE_CUSTOMER, "customer_id", true);
        return;
    }
    unsigned second = contact_of(l);
    write_first_of(l, o, "customer_id", ROLE_CUSTOMER, second);
    for (uint32_t i = 0; i < l->file.rows; i++) {
        struct slice s = guesslook_text(l, i, ROLE_CUSTOMER);
        values += s.n > 0;
        empty += s.n == 0 && (second == GUESS_NONE || guessfile_cell(&l->file, i, second).n == 0);
        mails += s.n && memchr(s.p, '@', s.n) != NULL;
        floats += s.n > 2 && memcmp(s.p + s.n - 2, ".0", 2) == 0;
    }
    if (empty)
        guesswrite_note(o,
                        "records without a customer: %" PRIu64 " of %" PRIu32 " (guests, or rows that fill-down fills)",
                        empty, l->file.rows);
    if (mails)
        guesswrite_key(o, "lower-case-ids", "customer_id");
    if (floats && floats == values)
        guesswrite_key(o, "float-ids", "customer_id");
    write_odd_customer(l, o);
}

/* Values that only an order's first row has. */
static void write_fill_down(const struct guesslook *l, struct out *o)
{
    static const struct {
        enum guessrole role;
        const char *name;
    } FILLED[] = {
        {ROLE_CUSTOMER, "customer_id"}, {ROLE_DATE, "date"}, {ROLE_COUNTRY, "country"}, {ROLE_CURRENCY, "currency"}};
    struct buf text = {0};
    for (size_t i = 0; i < sizeof FILLED / sizeof *FILLED; i++)
        if (l->spread[FILLED[i].role] == SPREAD_FIRST) {
            buf_addstr(&text, text.n ? " " : "");
            buf_addstr(&text, FILLED[i].name);
        }
    if (text.n) {
        guesswrite_note(o, "only an order's first row has these");
        guesswrite_key(o, "fill-down", "%.*s", (int)text.n, text.p);
    }
    buf_free(&text);
}

static void write_product(const struct guesslook *l, struct out *o)
{
    if (guesslook_has(l, ROLE_PRODUCT)) {
        write_first_of(l, o, "product_id", ROLE_PRODUCT, l->role[ROLE_DESCRIPTION]);
        write_or_ask(l, o, ROLE_DESCRIPTION, "description", false);
    } else {
        write_or_ask(l, o, ROLE_DESCRIPTION, "product_id", false);
    }
}

static void write_columns(const struct guesslook *l, struct out *o)
{
    write_order(l, o);
    write_customer(l, o);
    write_or_ask(l, o, ROLE_DATE, "date", true);
    if (l->time_format)
        write_column(l, o, "time", ROLE_TIME);
    write_product(l, o);
    write_or_ask(l, o, ROLE_COUNTRY, "country", false);
    write_fill_down(l, o);
    guesssum_write(&l->sums, &l->file, o);
}

static void write_dates(const struct guesslook *l, struct out *o)
{
    const struct guessdate *d = &l->date;
    out_char(o, '\n');
    if (!guesslook_has(l, ROLE_DATE) || !d->patterns || !d->read) {
        guesswrite_ask(o, "date-format", "choices: a pattern such as %%d.%%m.%%Y %%H:%%M, see tillroll-schema(5)");
    } else if (d->is_open) {
        guesswrite_note(o, "each choice reads all dates: %" PRIu64 "; the first is \"%s\"", d->read,
                        guesswrite_value(guesslook_text(l, 0, ROLE_DATE)));
        guesswrite_ask(o, "date-format", "choices: %s or %s%s%s", d->pattern[0], d->other[0],
                       d->others > 1 ? " or " : "", d->others > 1 ? d->other[1] : "");
    } else {
        if (d->decides.p)
            guesswrite_note(o, "%s decides the order of day and month: \"%s\"",
                            guesswrite_place(&l->file, d->decides_line), guesswrite_value(d->decides));
        guesswrite_key(o, "date-format", "%s", d->pattern[0]);
    }
    for (unsigned i = 1; i < d->patterns && d->read; i++)
        guesswrite_key(o, "date-format", "%s", d->pattern[i]);
    if (d->read && d->read < d->values)
        guesswrite_note(o, "dates that none of these reads: %" PRIu64 " of %" PRIu64, d->values - d->read, d->values);
    if (l->time_format)
        guesswrite_key(o, "time-format", "%s", l->time_format);
    if (d->has_offset && d->patterns && slice_starts(slice_str(d->pattern[0]), SLICE("unix")))
        guesswrite_ask(o, "tz-to", "choices: the shop's time zone, such as Europe/Berlin, or UTC");
    else if (d->has_offset) {
        guesswrite_note(
            o,
            "each time counts on the day that its own offset gives; a zone such as Europe/Berlin converts all to that zone");
        guesswrite_key(o, "tz-to", "as-written");
    }
}

/* ---- numbers ---- */

static void write_numbers(const struct guesslook *l, struct out *o)
{
    const struct guessnumber *n = &l->number;
    bool plain = l->point == '.' && !l->marks.thousands.n && !n->brackets && !n->trailing_minus;
    if (plain && !n->signs && !n->long_places)
        return;
    out_char(o, '\n');
    if (!l->point && n->point && n->comma)
        guesswrite_note(o, "%s has \"%s\", %s has \"%s\"", guesswrite_place(&l->file, n->point_line),
                        guesswrite_value(n->point_at), guesswrite_place(&l->file, n->comma_line),
                        guesswrite_value(n->comma_at));
    else if (!l->point)
        guesswrite_note(o, "%s has \"%s\", and no number shows whether that mark comes before decimals",
                        guesswrite_place(&l->file, n->open_line), guesswrite_value(n->open_at));
    if (!l->point)
        guesswrite_ask(o, "decimal-mark", "choices: . or , (the other one is then the thousands-mark)");
    else if (l->point == ',')
        guesswrite_key(o, "decimal-mark", ",");
    if (l->marks.thousands.n && l->point)
        guesswrite_key(o, "thousands-mark", "%s",
                       l->marks.thousands.n == 3        ? "apostrophe"
                       : l->marks.thousands.p[0] == ' ' ? "blank"
                       : l->marks.thousands.p[0] == ',' ? ","
                                                        : ".");
    for (unsigned i = 0; i < n->signs; i++)
        guesswrite_key(o, "money-sign", "%.*s", (int)n->sign[i].n, n->sign[i].p);
    if (n->brackets)
        guesswrite_key(o, "number-form", "brackets");
    if (n->trailing_minus)
        guesswrite_key(o, "number-form", "trailing-minus");
    if (n->long_places) {
        guesswrite_note(o, "some amounts have more than 6 places");
        guesswrite_key(o, "round-money", "2");
    }
}

/* ---- money ---- */

/* "A, B or C": the column of the role and those that could be it as well. */
static const char *rivals_of(const struct guesslook *l, enum guessrole r)
{
    static char text[600];
    guesslook_use(l, l->role[r]);
    for (unsigned i = 0; i < l->rivals[r]; i++)
        guesslook_use(l, l->rival[r][i]);
    size_t n = (size_t)snprintf(text, 120, "%s", column_of(l, r));
    for (unsigned i = 0; i < l->rivals[r]; i++)
        n += (size_t)snprintf(text + n, 90, "%s%s", i + 1 == l->rivals[r] ? " or " : ", ",
                              guesswrite_value(slice_str(guesswrite_column(&l->file, l->rival[r][i]))));
    return text;
}

/* Of lines with a quantity and a price: their amount too, if there is one. */
static void write_price_and_amount(struct guesslook *l, struct out *o)
{
    struct guessfits fits = guesslook_product_is_amount(l);
    if (l->price_is_found)
        guesswrite_note(o, "records in which %s is %s x %s: %" PRIu64, column_of(l, ROLE_AMOUNT),
                        column_of(l, ROLE_QUANTITY), column_of(l, ROLE_PRICE), l->price_is_found);
    write_column(l, o, "unit_price", ROLE_PRICE);
    if (!guesslook_has(l, ROLE_AMOUNT) || !(fits.yes || fits.no))
        return;
    if (fits.no && l->spread[ROLE_AMOUNT] > SPREAD_VARIES) {
        guesswrite_note(o, "%s is the amount of the whole order", column_of(l, ROLE_AMOUNT));
        return;
    }
    if (!fits.no && l->rivals[ROLE_AMOUNT])
        guesswrite_note(o, "possible amounts: %s; the first is quantity x unit_price", rivals_of(l, ROLE_AMOUNT));
    if (!fits.no) {
        write_column(l, o, "amount", ROLE_AMOUNT);
        return;
    }
    guesslook_use(l, l->role[ROLE_AMOUNT]);
    guesswrite_ask(o, "amount",
                   "choices: %s, without the line of unit_price; or remove this line: quantity x unit_price. "
                   "Records in which they differ: %" PRIu64 ", the first in %s",
                   column_of(l, ROLE_AMOUNT), fits.no, guesswrite_line(&l->file, fits.first_no));
}

static void write_amount_alone(struct guesslook *l, struct out *o)
{
    bool once = !guesslook_has(l, ROLE_AMOUNT) && guesslook_has(l, ROLE_TOTAL) &&
                l->spread[ROLE_TOTAL] != SPREAD_VARIES; /* then the lines need no quantity */
    if (!once)
        write_or_ask(l, o, ROLE_QUANTITY, "quantity", false);
    if (guesslook_has(l, ROLE_AMOUNT) && l->rivals[ROLE_AMOUNT]) {
        guesswrite_ask(o, "amount", "choices: %s", rivals_of(l, ROLE_AMOUNT));
    } else if (guesslook_has(l, ROLE_AMOUNT) && l->spread[ROLE_AMOUNT] == SPREAD_SAME) {
        guesslook_use(l, l->role[ROLE_AMOUNT]);
        guesswrite_ask(o, "amount",
                       "choices: %s, if each row has its own; or order.amount = %s in place of this line, if it "
                       "is the amount of the whole order",
                       column_of(l, ROLE_AMOUNT), column_of(l, ROLE_AMOUNT));
    } else if (guesslook_has(l, ROLE_AMOUNT)) {
        write_column(l, o, "amount", ROLE_AMOUNT);
    } else if (guesslook_has(l, ROLE_TOTAL)) {
        write_column(l, o, once ? "order.amount" : "amount", ROLE_TOTAL);
    } else {
        guesswrite_ask(o, "amount", "choices: a column: %s", all_columns(l));
    }
}

static void write_amount(struct guesslook *l, struct out *o)
{
    if (!guesslook_has(l, ROLE_PRICE) || !guesslook_has(l, ROLE_QUANTITY)) {
        write_amount_alone(l, o);
        return;
    }
    write_column(l, o, "quantity", ROLE_QUANTITY);
    write_price_and_amount(l, o);
}

static const struct {
    enum guessrole role;
    const char *kind, *name;
} BESIDE[] = {{ROLE_SHIPPING, "charge", "shipping"},
              {ROLE_TAX, "charge", "tax"},
              {ROLE_TIP, "charge", "tip"},
              {ROLE_DISCOUNT, "credit", "discount"},
              {ROLE_REFUND, "return", "refund"}};

/* Which amounts beside the lines are part of the order's total: tries all of them first, then without the tax, and so
 * on. */
static unsigned with_total(struct guesslook *l, struct guessfits *best)
{
    static const enum guessrole ORDER[] = {ROLE_TAX, ROLE_DISCOUNT, ROLE_SHIPPING, ROLE_TIP};
    unsigned chosen = 0;
    for (unsigned leave = 0; leave < 16; leave++) {
        unsigned with = 0;
        for (unsigned k = 0; k < 4; k++)
            with |= leave >> k & 1 ? 0 : 1U << ORDER[k];
        struct guessfits f = guesslook_adds_up(l, with);
        if (leave == 0 || f.yes > best->yes) {
            *best = f;
            chosen = with;
        }
    }
    return chosen;
}

static void write_beside(struct guesslook *l, struct out *o, size_t i, bool is_known, unsigned with)
{
    char key[40];
    enum guessrole r = BESIDE[i].role;
    if (!guesslook_has(l, r))
        return;
    snprintf(key, sizeof key, "%s.%s.%s", l->spread[r] == SPREAD_VARIES ? "line" : "order", BESIDE[i].kind,
             BESIDE[i].name);
    if (!is_known || r == ROLE_REFUND)
        guesslook_use(l, l->role[r]); /* it is asked about, if it is not written */
    bool is_open = l->spread[r] == SPREAD_SAME || l->spread[r] == SPREAD_UNKNOWN;
    if (r == ROLE_REFUND && l->rivals[r])
        guesswrite_ask(o, key, "choices: %s", rivals_of(l, r));
    else if ((r == ROLE_REFUND && (!is_open || is_known)) || (is_known && with >> r & 1))
        write_column(l, o, key, r);
    else if (is_known && r != ROLE_REFUND)
        guesswrite_note(o, "%s is in the prices: the orders add up to their totals without it", column_of(l, r));
    else
        guesswrite_ask(o, key, "choices: %s, if the amounts do not include it%s; or remove this line, if they do",
                       column_of(l, r),
                       is_open ? " (line. in place of order. in the key, if each row has its own)" : "");
}

static void write_money(struct guesslook *l, struct out *o)
{
    struct guessfits fits = {0};
    bool lines = guesslook_has(l, ROLE_AMOUNT) || (guesslook_has(l, ROLE_PRICE) && guesslook_has(l, ROLE_QUANTITY));
    bool total = lines && guesslook_has(l, ROLE_TOTAL) && l->point && !l->rivals[ROLE_AMOUNT];
    unsigned with = total ? with_total(l, &fits) : 0;
    bool is_known = fits.yes && fits.yes >= 4 * fits.no;
    out_char(o, '\n');
    write_amount(l, o);
    for (size_t i = 0; i < sizeof BESIDE / sizeof *BESIDE && lines; i++)
        write_beside(l, o, i, is_known, with);
    if (is_known) {
        guesswrite_note(o, "orders: %" PRIu64 "; that add up to this: %" PRIu64, fits.yes + fits.no, fits.yes);
        write_column(l, o, "order.total", ROLE_TOTAL);
    } else if (lines && guesslook_has(l, ROLE_TOTAL)) {
        guesswrite_note(o, "%s may be the order's total: order.total = %s compares each order with it",
                        column_of(l, ROLE_TOTAL), column_of(l, ROLE_TOTAL));
    }
    if (guesslook_has(l, ROLE_CURRENCY) && l->rivals[ROLE_CURRENCY])
        guesswrite_ask(o, "currency", "choices: %s", rivals_of(l, ROLE_CURRENCY));
    else
        write_or_ask(l, o, ROLE_CURRENCY, "currency", false);
}

/* ---- the whole ---- */

void guess_write(struct out *o)
{
    struct guesslook l;
    guesslook_read(&l);
    write_file(&l, o);
    write_columns(&l, o);
    write_dates(&l, o);
    write_money(&l, o);
    write_numbers(&l, o);
    guesskind_write(&l, o);
    guessstate_write(&l, o);
    guessunused_write(&l, o);
    guesslook_free(&l);
}
