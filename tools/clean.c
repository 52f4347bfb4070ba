/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * clean: turns a shop's transaction log, in any dialect of CSV, into the lines table. */
#include <stdlib.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/tool.h"
#include "look/guess.h"
#include "look/report.h"
#include "source/doubts.h"
#include "source/duplicates.h"
#include "source/linerun.h"
#include "source/longway.h"
#include "source/tally.h"
#include "tsv/dropped.h"

enum keep { KEEP, DROP };
enum { BY_SCHEMA = -1 };

static const char *schema_name, *tz_from, *tz_to, *report;
static int guests = KEEP, duplicates = BY_SCHEMA, parser;
static bool guess;
static bool require_newline;
static struct opt_list kinds, only;
static uint64_t places = UINT64_MAX; /* not rounded */

static const struct opt OPTIONS[] = {
    OPT_TEXT("schema", &schema_name, "NAME",
             "how columns of the log map to lines: the name of a shipped schema, or a path with a slash"),
    OPT_FLAG("guess", &guess, "analyses the files and writes a draft schema, with questions about what is unclear",
             .excludes = "schema|kinds|only|duplicates|round-money|tz-from|tz-to|guests"),
    OPT_CHOICE("guests", &guests, "keep|drop", "what to do with lines without a customer"),
    OPT_LIST("kinds", &kinds, "LIST",
             "keeps only these kinds: sale,charge,return,credit,free,void (default: all but void)"),
    OPT_CHOICE("duplicates", &duplicates, "keep|drop|orders",
               "exact repeats of a line in all files (drop takes O(rows) memory); or orders that an earlier file had"),
    OPT_UINT("round-money", &places, "N", "rounds amounts to N places (unit prices to 6), half to even",
             .most = DECIMAL_PLACES),
    OPT_TEXT("tz-from", &tz_from, "ZONE", "the time zone of the source's times"),
    OPT_TEXT("tz-to", &tz_to, "ZONE", "the time zone in which dates are written"),
    OPT_LIST("only", &only, "LIST", "writes only these columns, in this order"),
    OPT_OUTFILE("report", &report, "FILE",
                "writes what to check in the log: kinds, days, guests, largest amounts, unusual ids",
                .excludes = "guess"),
    OPT_FLAG("require-newline", &require_newline,
             "a last line without a newline is malformed: the file may be truncated", .excludes = "guess"),
    OPT_CHOICE("parser", &parser, "auto|libcsv", "libcsv parses every record: the same output, slower"),
    {0},
};

/* Of the generic schema. */
static const struct column COLUMNS[] = {
    {"customer_id", TYPE_ID},
    {"order_id", TYPE_ID},
    {"date", TYPE_DATE},
    {"time", TYPE_TIME},
    {"product_id", TYPE_ID},
    {"description", TYPE_TEXT},
    {"quantity", TYPE_DECIMAL},
    {"unit_price", TYPE_MONEY},
    {"amount", TYPE_MONEY},
    {"country", TYPE_TEXT},
    {0},
};

static const struct tool SPEC = {
    .name = "clean",
    .purpose = "turns a shop's transaction log into the lines table",
    .shape = SHAPE_MAP,
    .reads = "CSV",
    .writes = "lines",
    .columns = COLUMNS,
    .memory = "O(1); O(orders) with --report, or states in the schema; with --duplicates drop O(rows)",
    .options = OPTIONS,
    .needs = "schema|guess",
    .drops = true,
    .example = "--schema generic",
};

/* The written columns of a line, and the state of the run. */
struct cleaner {
    const struct schema *schema;
    const struct longway *way; /* or NULL */
    bool keep_kind[KIND_COUNT];
    bool may_run;  /* the options check only the order of a line */
    bool repeated; /* an earlier file had the current order */
    struct lineout row;
    struct linerun run;
    struct map orders;            /* by their ids */
    struct duplicates duplicates; /* lines that were there before */
    struct overlap overlap;       /* and orders */
    struct doubts doubts;         /* of all lines together */
    struct out *dropped;          /* the --dropped file, or NULL */
    struct tally tally;
    struct report *report; /* or NULL */
};

static void choose_kinds(struct cleaner *c)
{
    for (int k = 0; k < KIND_COUNT; k++) {
        c->keep_kind[k] = kinds.n == 0 && k != KIND_VOID;
        tool_counter(TALLY_REASON[k]); /* its place in --stats */
    }
    for (size_t i = 0; i < kinds.n; i++) {
        enum kind k;
        if (!kind_parse(kinds.word[i], &k))
            die(STATUS_USAGE, "--kinds: unknown kind \"%.*s\" (sale,charge,return,credit,free,void)",
                (int)kinds.word[i].n, kinds.word[i].p);
        c->keep_kind[k] = true;
    }
}

/* Why the options leave the line out, or NULL. */
static const char *reason_to_drop(struct cleaner *c, const struct line *l)
{
    if (!c->keep_kind[l->kind])
        return TALLY_REASON[l->kind];
    if (guests == DROP && l->text[LINES_CUSTOMER_ID].n == 0)
        return "guest";
    if (c->repeated)
        return "order_of_earlier_file";
    if (duplicates == DUPLICATES_DROP && duplicates_line(&c->duplicates, l))
        return "duplicate";
    return NULL;
}

static void drop(struct cleaner *c, const struct line *l, const char *reason)
{
    tool_drop(reason, 1);
    if (!c->dropped)
        return;
    lineout_write(&c->row, c->dropped, l, '\t');
    out_str(c->dropped, reason);
    out_char(c->dropped, '\n');
}

/* The headers; that of --dropped too, so that the file is there when nothing was dropped. */
static void write_headers(struct cleaner *c)
{
    struct buf *header = &c->row.header;
    out_slice(out_stdout(), buf_slice(header));
    out_char(out_stdout(), '\n');
    for (size_t i = 0; tool_shared.dropped && i < c->schema->extras; i++)
        if (slice_is(c->schema->extra[i].name, "reason"))
            die(STATUS_USAGE, "--dropped adds a column \"reason\": rename the extra column");
    buf_addstr(header, "\treason");
    c->dropped = dropped_file(buf_slice(header));
}

static void clean_record(struct cleaner *c, const struct csvin *in, const struct line *l)
{
    if (duplicates == DUPLICATES_ORDERS)
        c->repeated = c->way ? longway_repeats(c->way) : overlap_line(&c->overlap, l, in->name, in->line);
    if (doubts_any(&c->doubts) && !c->repeated)
        doubts_look(&c->doubts, l, in->name, in->line);
    const char *reason = reason_to_drop(c, l);
    if (c->report && !c->repeated)
        report_line(c->report, l, in->name, in->line, c->doubts.other_customer);
    if (reason) {
        drop(c, l, reason);
        return;
    }
    lineout_write(&c->row, out_stdout(), l, '\n');
    tally_add(&c->tally, l, l->kind, 1, l->amount);
}

/* The simple lines of the same order that follow; they are sales. */
static void clean_run(struct cleaner *c, struct csvin *in, const struct line *l)
{
    if (!c->may_run)
        return;
    bool guest = guests == DROP && l->text[LINES_CUSTOMER_ID].n == 0;
    struct linerun_sum sum = linerun_take(&c->run, in, guest || c->repeated ? NULL : out_stdout());
    if (sum.lines && (guest || c->repeated))
        tool_drop(guest ? "guest" : "order_of_earlier_file", sum.lines);
    else if (sum.lines)
        tally_add(&c->tally, l, KIND_SALE, sum.lines, sum.amount);
}

static struct line_options line_options(void)
{
    bool description = only.n == 0 || duplicates == DUPLICATES_DROP;
    for (size_t i = 0; i < only.n; i++)
        description |= slice_is(only.word[i], "description");
    return (struct line_options){
        .places = places == UINT64_MAX ? -1 : (int)places,
        .tz_from = tz_from,
        .tz_to = tz_to,
        .no_description = !description,
    };
}

/* Files whose records are lines as they stand. */
static void clean_lines(struct cleaner *c, struct csvin *in, struct line_maker *maker)
{
    const struct line *l;
    while (csvin_next(in)) {
        if (in->new_file) {
            overlap_file(&c->overlap);
            if (!in->column)
                line_find_columns(in, maker);
        }
        if ((l = line_make(maker, in)))
            clean_record(c, in, l);
        clean_run(c, in, line_maker_line(maker));
    }
}

/* Those whose records are not. */
static void clean_longway(struct cleaner *c, struct csvin *in, struct longway *way)
{
    uint64_t *made = tool_counter("lines_made"); /* beside those of the records */
    while (csvin_next(in)) {
        if (in->new_file && !in->column)
            longway_find_columns(in, way);
        const struct line *l = longway_take(way, in);
        while (l) {
            clean_record(c, in, l);
            l = longway_more(way);
            tool_rows.in += l != NULL;
            *made = tool_rows.made += l != NULL;
        }
    }
}

static struct csvin *open_source(struct schema *schema, void (*find_columns)(const struct csvin *, void *), void *user)
{
    schema->dialect.libcsv_alone = parser;
    schema->dialect.cut = require_newline ? CUT_IS_BAD : CUT_WARNS;
    struct csvin *in = csvin_open_below(&schema->dialect, schema_header(schema));
    if (in->column)
        find_columns(in, user); /* a missing column is an error even if no record follows */
    in->on_header = find_columns;
    in->user = user;
    return in;
}

static void begin(struct cleaner *c, struct line_maker *maker, const struct longway *way)
{
    lineout_init(&c->row, c->schema, line_maker_line(maker), only);
    choose_kinds(c);
    c->way = way;
    c->report = report ? report_new(c->schema, way) : NULL;
    tool_counter("guest_lines");
}

static void clean(struct cleaner *c, struct schema *schema)
{
    struct overlap *overlap = duplicates == DUPLICATES_ORDERS ? &c->overlap : NULL;
    struct longway *way = schema->long_way ? longway_new(schema, line_options(), &c->orders, overlap) : NULL;
    struct line_maker *maker = way ? longway_maker(way) : line_maker_new(schema, line_options());
    begin(c, maker, way);
    struct csvin *in =
        way ? open_source(schema, longway_find_columns, way) : open_source(schema, line_find_columns, maker);
    out_threaded(out_stdout());
    write_headers(c);
    linerun_init(&c->run, maker, &c->row);
    c->may_run = duplicates != DUPLICATES_DROP && c->keep_kind[KIND_SALE] && !c->dropped && !c->report;
    if (way)
        clean_longway(c, in, way);
    else
        clean_lines(c, in, maker);
    tally_report(&c->tally);
    if (c->report)
        report_end(c->report, out_create(report));
    csvin_close(in);
    if (way)
        longway_end(way);
    else
        line_maker_free(maker);
}

int main(int argc, char **argv)
{
    struct cleaner c = {.tally = {.first = DATE_NONE, .last = DATE_NONE}};
    tool_begin(argc, argv, &SPEC);
    if (guess) {
        guess_write(out_stdout());
        return tool_end();
    }
    struct schema *schema = schema_load(schema_name);
    c.schema = schema;
    c.duplicates.schema = schema;
    doubts_init(&c.doubts, schema, &c.orders, report != NULL);
    if (duplicates == BY_SCHEMA)
        duplicates = (int)schema->duplicates;
    if (duplicates == DUPLICATES_ORDERS && tool_files() < 2)
        duplicates = DUPLICATES_KEEP; /* there is no earlier file */
    clean(&c, schema);
    overlap_end(&c.overlap);
    duplicates_free(&c.duplicates);
    doubts_end(&c.doubts);
    map_free(&c.orders);
    schema_free(schema);
    linerun_free(&c.run);
    lineout_free(&c.row);
    return tool_end();
}
