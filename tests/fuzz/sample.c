/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/rng.h"
#include "layout.h"

/* What the records of a sample are like; chances in 1000. */
struct maker {
    const struct layout *layout;
    struct rng rng;
    unsigned quote, crlf, defect, odd; /* odd: a value that is well quoted but no number, date or plain text */
    unsigned again;                    /* the values of the order, all as in the record before */
    struct buf record, value;
    struct buf before[256]; /* by column: the value there */
    struct buf order;       /* of the record before: most records repeat it */
    char date[64];
    long quantity, cents;
};

static unsigned below(struct maker *m, unsigned n)
{
    return (unsigned)rng_below(&m->rng, n);
}

static bool chance(struct maker *m, unsigned of_1000)
{
    return below(m, 1000) < of_1000;
}

static const char *any_of(struct maker *m, const char *const *word, size_t n)
{
    return word[below(m, (unsigned)n)];
}

#define ANY_OF(m, words) any_of(m, words, sizeof(words) / sizeof *(words))

__attribute__((format(printf, 2, 3))) static void print(struct buf *b, const char *format, ...)
{
    va_list arg;
    buf_room(b, 256);
    va_start(arg, format);
    int n = vsnprintf(b->p + b->n, 256, format, arg);
    va_end(arg);
    b->n += n < 256 ? (size_t)n : 255;
}

/* ---- values ---- */

/* Pieces of text; the last ones are seldom valid. */
static void make_text(struct maker *m)
{
    static const char *const GOOD[] = {"a",
                                       "WHITE",
                                       "METAL LANTERN",
                                       " ",
                                       "12",
                                       "\xc3\xa9",
                                       "gift",
                                       "x-ray ",
                                       "\xe2\x82\xac",
                                       "72 pieces",
                                       "\xf0\x9f\x9b\x92",
                                       "'"};
    static const char *const BOLD[] = {",",    "\"",  "\n",  "\r\n", "\t",  ";",   "|",
                                       "\"\"", " \"", "\" ", ",\"",  "\",", "\n\n"};
    static const char *const BAD[] = {"\r",   "\xe9", "\xff", "\xc0\xaf",    "\xed\xa0\x80", "\xf4\x90\x80\x80",
                                      "\x81", "\xc3", "\x01", "\xef\xbb\xbf"};
    unsigned most = chance(m, 3) ? 3000 : chance(m, 30) ? 90 : 6;
    for (unsigned n = below(m, most); n > 0; n--)
        buf_addstr(&m->value, chance(m, m->odd) ? ANY_OF(m, BAD) : chance(m, 60) ? ANY_OF(m, BOLD) : ANY_OF(m, GOOD));
}

static void make_number(struct maker *m, long cents, bool whole)
{
    static const char *const ODD[] = {"",
                                      " 12 ",
                                      "+5",
                                      "007",
                                      "1.",
                                      ".5",
                                      "-0",
                                      "1e2",
                                      "1E-2",
                                      "0.0000001",
                                      "1.1234567",
                                      "2.005",
                                      "99999999999999999999",
                                      "9223372036854.775807",
                                      "-9223372036854.775808",
                                      "9223372036854.775808",
                                      "1,000",
                                      "1.000,50",
                                      "12,50",
                                      "1.00.00",
                                      "0x10",
                                      "nan",
                                      "1 000",
                                      "--1",
                                      "1-",
                                      "NULL",
                                      "-",
                                      "\u22125",
                                      ".",
                                      ",",
                                      "1e400",
                                      "3037000499.97"};
    const struct layout *l = m->layout;
    if (chance(m, m->odd)) {
        buf_addstr(&m->value, ANY_OF(m, ODD));
        return;
    }
    long units = labs(cents) / 100, rest = labs(cents) % 100;
    if (cents < 0)
        buf_addch(&m->value, '-');
    if (l->thousands && units >= 1000 && units < 1000000 && chance(m, 500))
        print(&m->value, "%ld%c%03ld", units / 1000, l->thousands, units % 1000);
    else
        print(&m->value, "%ld", units);
    if (rest % 10 == 0 && rest)
        print(&m->value, "%c%ld", l->point, rest / 10);
    else if (rest || (!whole && chance(m, 300)))
        print(&m->value, "%c%02ld", l->point, rest);
}

static void make_date(struct maker *m)
{
    static const char *const ODD[] = {"",
                                      "13/1/2011 8:26",
                                      "2/29/2011 8:26",
                                      "2/29/2012 8:26",
                                      "12/1/2010 24:00",
                                      "12/1/2010 8:60",
                                      "12/1/2010",
                                      "12/01/2010 08:26",
                                      "12/1/10 8:26",
                                      "2010-12-01 08:26:00",
                                      "2010-12-01 08:26:60",
                                      "0/1/2011 1:00",
                                      "1/32/2011 1:00",
                                      " 1/1/2011 1:00 ",
                                      "1/1/0000 1:00",
                                      "12/31/9999 23:59",
                                      "1/1/10000 0:00",
                                      "12/1/2010  8:26",
                                      "12/1/2010\t8:26",
                                      "1.1.2011",
                                      "31.12.9999",
                                      "20110230",
                                      "20111231",
                                      "00010101",
                                      "2011-03-27T01:30:00Z",
                                      "9999-12-31T23:30:00-02:00",
                                      "2011-10-30T01:30:00+0530"};
    if (chance(m, 300))
        snprintf(m->date, sizeof m->date, m->layout->date, 2009 + (int)below(m, 4), 1 + (int)below(m, 12),
                 1 + (int)below(m, chance(m, 20) ? 31 : 28), (int)below(m, 24), (int)below(m, 60));
    buf_addstr(&m->value, chance(m, m->odd) ? ANY_OF(m, ODD) : m->date);
}

static void make_order(struct maker *m)
{
    if (m->order.n == 0 || chance(m, 200)) {
        m->order.n = 0;
        print(&m->order, "%s%u", chance(m, 80) ? "C" : "", 536365 + below(m, 500));
    }
    if (!chance(m, m->odd))
        buf_add(&m->value, m->order.p, m->order.n);
}

static void make_id(struct maker *m)
{
    static const char *const ODD[] = {"17850.0", "17850.00", "17850.5", ".0",       "-3.0",
                                      "0",       " 12 ",     "1 2",     "\xc3\x84", "NULL"};
    if (chance(m, m->odd))
        buf_addstr(&m->value, ANY_OF(m, ODD));
    else if (!chance(m, 200))
        print(&m->value, "%u", 12346 + below(m, 300));
}

static void make_value(struct maker *m, char column)
{
    static const char *const PRODUCT[] = {"85123A", "71053",        "22423", "POST", "BANK CHARGES",
                                          "22423 ", "gift_0001_20", "D",     "m"};
    static const char *const COUNTRY[] = {"United Kingdom", "United Kingdom",       "France",
                                          "EIRE",           "C\xc3\xb4te d'Ivoire", ""};
    static const char *const STATUS[] = {"", "paid", "paid", "returned", "void", "NULL"};
    m->value.n = 0;
    switch (column) {
    case 'o':
        make_order(m);
        break;
    case 'q':
        m->quantity = 1 + (long)below(m, chance(m, 50) ? 100000 : 12);
        if (chance(m, m->order.n && *m->order.p == 'C' ? 950 : 30))
            m->quantity = -m->quantity;
        make_number(m, m->quantity * 100, true);
        break;
    case 'm':
        m->cents = chance(m, 20) ? 0 : (long)below(m, chance(m, 50) ? 10000000 : 2000);
        make_number(m, m->cents, false);
        break;
    case 'a':
        make_number(m, m->quantity * m->cents, false);
        break;
    case 'd':
        make_date(m);
        break;
    case 'T':
        print(&m->value, chance(m, m->odd) ? "%u:%u" : "%02u:%02u", below(m, 24), below(m, 60));
        break;
    case 'c':
        make_id(m);
        break;
    case 'p':
        buf_addstr(&m->value, ANY_OF(m, PRODUCT));
        break;
    case 'k':
        buf_addstr(&m->value, ANY_OF(m, COUNTRY));
        break;
    case 's':
        buf_addstr(&m->value, ANY_OF(m, STATUS));
        break;
    default:
        make_text(m);
        break;
    }
}

/* ---- records ---- */

static bool needs_quotes(const struct maker *m)
{
    for (size_t i = 0; i < m->value.n; i++)
        if (strchr("\"\r\n", m->value.p[i]) || m->value.p[i] == m->layout->delimiter)
            return true;
    return false;
}

static void add_value(struct maker *m)
{
    const struct layout *l = m->layout;
    bool quoted = l->quotes && (chance(m, m->quote) || needs_quotes(m));
    if (quoted)
        buf_addch(&m->record, '"');
    for (size_t i = 0; i < m->value.n; i++) {
        char c = m->value.p[i];
        if (!l->quotes && (c == l->delimiter || c == '\n' || c == '\r'))
            c = '_';
        if (quoted && c == '"')
            buf_addch(&m->record, '"');
        buf_addch(&m->record, c);
    }
    if (quoted)
        buf_addch(&m->record, '"');
}

static void add_line_end(struct maker *m)
{
    buf_addstr(&m->record, chance(m, m->crlf) ? "\r\n" : "\n");
}

static void make_record(struct maker *m)
{
    bool again = chance(m, m->again);
    m->record.n = 0;
    for (const char *c = m->layout->columns; *c; c++) {
        struct buf *before = &m->before[(unsigned char)*c];
        bool of_order = strchr("odTck", *c);
        if (c != m->layout->columns)
            buf_addch(&m->record, m->layout->delimiter);
        size_t from = m->record.n;
        if (of_order && again && before->n) {
            buf_add(&m->record, before->p, before->n);
            continue;
        }
        make_value(m, *c);
        add_value(m);
        before->n = 0;
        buf_add(before, m->record.p + from, m->record.n - from);
    }
    add_line_end(m);
}

/* ---- defects ---- */

static void insert(struct maker *m, size_t at, const char *p, size_t n)
{
    struct buf *r = &m->record;
    buf_room(r, n);
    memmove(r->p + at + n, r->p + at, r->n - at);
    memcpy(r->p + at, p, n);
    r->n += n;
}

/* After a delimiter of the record, or at its beginning. */
static size_t value_begin(struct maker *m)
{
    size_t at = below(m, (unsigned)m->record.n);
    while (at && m->record.p[at - 1] != m->layout->delimiter)
        at--;
    return at;
}

static void insert_random(struct maker *m, unsigned n)
{
    static const char NASTY[] = "\"\"\"\n\n\r\t\0,,;|a \xc3\xa9\xff";
    for (; n > 0; n--)
        insert(m, below(m, (unsigned)m->record.n), &NASTY[below(m, sizeof NASTY - 1)], 1);
}

/* After the quote mark that closes a value, or anywhere. */
static size_t value_end(struct maker *m)
{
    const struct buf *r = &m->record;
    for (size_t at = value_begin(m); at + 1 < r->n; at++)
        if (r->p[at] == '"' && (r->p[at + 1] == m->layout->delimiter || r->p[at + 1] == '\n'))
            return at + 1;
    return below(m, (unsigned)r->n);
}

/* One byte or more in a wrong place, mostly at any place. */
static void spoil_record(struct maker *m)
{
    static const char *const LINE[] = {"\n",  "\r\n",   "\r\r\n", "\"\"\n",   "\"\n", "\"\r\n",
                                       " \n", "\n\n\n", ",\n",    "\"\"\"\n", "x\n",  "\xef\xbb\xbf\n"};
    static const char *const WORD[] = {"\"",   "\"",   "\"\"", "\r",   "\t",  "\xe9", "\xff",
                                       "\"\r", "\"\n", "\n\"", "\r\n", "\" ", "\",\""};
    static const char JUNK[] = "x \"";
    char delimiter = m->layout->delimiter, stuff[2] = {delimiter, 0};
    const char *word;
    switch (below(m, 14)) {
    case 0:
        insert(m, value_begin(m), "\"", 1); /* opens a quote that is not closed */
        break;
    case 1:
        insert(m, value_begin(m), " \"", 2);
        break;
    case 2:
        insert(m, below(m, (unsigned)m->record.n), stuff, 1); /* a value too many */
        break;
    case 3:
        m->record.n = value_begin(m); /* values too few */
        add_line_end(m);
        break;
    case 4:
        m->record.n = below(m, (unsigned)m->record.n); /* runs into the next record */
        break;
    case 5:
        insert(m, below(m, (unsigned)m->record.n), "", 1); /* NUL */
        break;
    case 6:
        m->record.n = 0;
        buf_addstr(&m->record, ANY_OF(m, LINE));
        break;
    case 7:
        insert(m, m->record.n, ANY_OF(m, LINE), 1);
        break;
    case 8:
        insert_random(m, 1 + below(m, 9));
        break;
    case 9:
        for (unsigned n = below(m, chance(m, 30) ? 300000 : 2000); n > 0; n--)
            buf_addch(&m->record, n % 999 ? 'x' : '"');
        break;
    case 10:
    case 11:
        insert(m, value_end(m), &JUNK[below(m, 3)], 1);
        break;
    default:
        word = ANY_OF(m, WORD);
        insert(m, below(m, (unsigned)m->record.n), word, strlen(word));
        break;
    }
}

/* ---- files ---- */

static void make_header(struct maker *m, struct buf *to)
{
    static const char BOM[] = "\xef\xbb\xbf";
    if (chance(m, 60))
        buf_addstr(to, BOM);
    if (!m->layout->header)
        return;
    m->record.n = m->value.n = 0;
    for (const char *p = m->layout->header;; p++)
        if (*p == m->layout->delimiter || *p == '\0') {
            add_value(m);
            m->value.n = 0;
            if (*p == '\0')
                break;
            buf_addch(&m->record, *p);
        } else {
            buf_addch(&m->value, *p);
        }
    add_line_end(m);
    if (chance(m, 5))
        spoil_record(m);
    buf_add(to, m->record.p, m->record.n);
}

/* Random bytes of an alphabet of difficult ones, not in records. */
static void make_noise(struct maker *m, struct buf *to, unsigned n)
{
    const char alphabet[] = {m->layout->delimiter,
                             m->layout->delimiter,
                             '"',
                             '"',
                             '"',
                             '\n',
                             '\n',
                             '\n',
                             '\r',
                             '\t',
                             '\0',
                             'a',
                             ' ',
                             '1',
                             '\xc3',
                             '\xa4',
                             '\xff'};
    unsigned letters = chance(m, 500) ? 10 : sizeof alphabet;
    for (; n > 0; n--)
        buf_addch(to, alphabet[below(m, letters)]);
}

static unsigned choose_size(struct maker *m)
{
    unsigned kind = below(m, 20);
    return kind < 8 ? below(m, 20) : kind < 18 ? 20 + below(m, 400) : 1000 + below(m, 5000);
}

static void make_file(struct maker *m, struct buf *to)
{
    to->n = 0;
    make_header(m, to);
    if (chance(m, 60)) {
        make_noise(m, to, 1 + below(m, chance(m, 60) ? 100000 : 400));
        return;
    }
    for (unsigned n = choose_size(m); n > 0; n--) {
        make_record(m);
        if (chance(m, m->defect))
            spoil_record(m);
        buf_add(to, m->record.p, m->record.n);
    }
    if (chance(m, 100) && to->n)
        to->n = below(m, (unsigned)to->n); /* cut anywhere */
    else if (chance(m, 100) && to->n)
        to->n--; /* no LF at the end */
}

static void add_option(struct maker *m, struct sample *s, unsigned of_1000, const char *option)
{
    if (chance(m, of_1000))
        buf_addstr(&s->command, option);
}

static void make_command(struct maker *m, struct sample *s)
{
    static const char *const ONLY[] = {" --only customer_id,order_id,date,time,country,quantity,amount,kind",
                                       " --only kind,description,unit_price", " --only amount"};
    s->command.n = 0;
    buf_addstr(&s->command, m->layout->command);
    if (m->layout->command[0] == 'c') {
        add_option(m, s, 300, " --guests drop");
        add_option(m, s, 200, " --kinds sale,charge");
        add_option(m, s, 400, ANY_OF(m, ONLY));
        add_option(m, s, 100, " --duplicates drop");
        add_option(m, s, 150, " --round-money 2");
        add_option(m, s, 300, " --dropped dropped");
    }
    if (chance(m, 40)) {
        buf_addstr(&s->command, " --on-bad stop");
    } else {
        buf_addstr(&s->command, " --on-bad skip --bad bad");
        add_option(m, s, 30, " --max-bad 9");
    }
    buf_addstr(&s->command, " --stats stats");
    buf_addch(&s->command, '\0');
}

void sample_make(struct sample *s, uint64_t seed, uint64_t number)
{
    static const unsigned DEFECT[] = {0, 2, 10, 10, 30, 200}, ODD[] = {0, 1, 3, 10, 50},
                          SHARE[] = {0, 20, 200, 950, 1000}, AGAIN[] = {0, 500, 900, 970};
    struct maker m = {0};
    rng_seed(&m.rng, seed, number);
    m.layout = &LAYOUT[chance(&m, 350) ? 0 : below(&m, LAYOUTS)];
    m.defect = DEFECT[below(&m, 6)];
    m.odd = ODD[below(&m, 5)];
    m.quote = SHARE[below(&m, 5)];
    m.crlf = SHARE[below(&m, 5)];
    m.again = AGAIN[below(&m, 4)];
    snprintf(m.date, sizeof m.date, m.layout->date, 2010, 12, 1, 8, 26);
    make_command(&m, s);
    make_file(&m, &s->bytes);
    s->schema = m.layout->schema;
    buf_free(&m.record);
    buf_free(&m.value);
    buf_free(&m.order);
    for (size_t i = 0; i < sizeof m.before / sizeof *m.before; i++)
        buf_free(&m.before[i]);
}

void sample_free(struct sample *s)
{
    buf_free(&s->bytes);
    buf_free(&s->command);
}
