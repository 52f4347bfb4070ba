/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/origin.h"

#include <dirent.h>
#include <math.h>
#include <stdlib.h>

#include "base/map.h"
#include "report/beware.h"
#include "report/html.h"
#include "tsv/tsv.h"

#define PROV "fact,name,value,bytes,xxh3"

/* ---- the rows of the log ---- */

/* The count of a .prov file, NaN if it does not have it. */
static double stat_of(const struct sheet *s, const char *name)
{
    for (size_t i = 0; i < s->rows; i++)
        if (sheet_is(s, i, "fact", "stat") && sheet_is(s, i, "name", name))
            return sheet_number(s, i, "value");
    return NAN;
}

/* "dropped_kind_free" is why rows were left out: "free". */
static void say_dropped(struct buf *html, const struct sheet *s)
{
    const char *between = " by the rules: ";
    for (size_t i = 0; i < s->rows; i++) {
        struct slice name = sheet_cell(s, i, "name");
        if (!sheet_is(s, i, "fact", "stat") || !slice_starts(name, SLICE("dropped_")))
            continue;
        struct buf reason = {0};
        size_t from = strlen(slice_starts(name, SLICE("dropped_kind_")) ? "dropped_kind_" : "dropped_");
        for (size_t j = from; j < name.n; j++)
            buf_addch(&reason, (char)(name.p[j] == '_' ? ' ' : name.p[j]));
        buf_addstr(html, between);
        say(html, "{} {}", piece_value(s, i, "value", FIGURE_COUNT), piece_text(buf_slice(&reason)));
        between = ", ";
        buf_free(&reason);
    }
}

static void say_lines(struct buf *html, const struct sheet *s)
{
    double in = stat_of(s, "rows_in"), out = stat_of(s, "rows_out"), bad = stat_of(s, "rows_bad");
    double made = stat_of(s, "lines_made");
    if (isnan(in) || isnan(out) || isnan(bad))
        return;
    made = isnan(made) ? 0 : made;
    say(html, "Of {} {row|rows} of the log", piece_of(FIGURE_COUNT, in - made));
    if (made > 0)
        say(html, " and {} {line|lines} made of the money of its orders", piece_of(FIGURE_COUNT, made));
    say(html, " {} {counts|count}; {} {was|were} left out", piece_of(FIGURE_COUNT, out),
        piece_of(FIGURE_COUNT, in - out - bad));
    say_dropped(html, s);
    say(html, bad > 0 ? ", and {} could not be read. " : "; all could be read. ", piece_of(FIGURE_COUNT, bad));
    if (bad > 0)
        beware("data", "{} {row|rows} of the log could not be read and {is|are} in no figure.",
               piece_of(FIGURE_COUNT, bad));
}

static size_t find(const struct sheet *s, const char *section, const char *name)
{
    size_t i = 0;
    while (i < s->rows && !(sheet_is(s, i, "section", section) && (!name || sheet_is(s, i, "name", name))))
        i++;
    return i;
}

enum { GUESTS_MANY = 10, DAYS_MANY = 7 };

static void say_log(struct buf *html, const struct sheet *s)
{
    size_t first = find(s, "first_day", NULL), last = find(s, "last_day", NULL), guests = find(s, "guests", "all"),
           gap = find(s, "days", "longest_without_rows");
    if (first < s->rows && last < s->rows)
        say(html, "They are from {} to {}. ", (struct piece){.kind = FIGURE_DATE, .text = sheet_cell(s, first, "name")},
            (struct piece){.kind = FIGURE_DATE, .text = sheet_cell(s, last, "name")});
    if (guests < s->rows && sheet_number(s, guests, "rows") > 0) {
        say(html, "{} of the rows name no customer ({}). ", piece_cell(s, guests, "share"),
            piece_value(s, guests, "amount", FIGURE_MONEY));
        if (100 * sheet_number(s, guests, "share") >= GUESTS_MANY)
            beware("data", "{} of the rows of the log name no customer: these guests are in no figure of customers.",
                   piece_cell(s, guests, "share"));
    } else if (guests < s->rows && first < s->rows) {
        buf_addstr(html, "Every row names a customer. ");
    }
    if (gap < s->rows && sheet_number(s, gap, "rows") >= DAYS_MANY)
        beware("data", "The log has {} days in a row without any line: is a file missing?", piece_cell(s, gap, "rows"));
}

/* ---- what the pipeline's rules leave out ---- */

/* The amount of all lines of a kind in report.tsv, 0 if it has none. */
static double amount_of(const struct sheet *s, const char *section, const char *name)
{
    size_t i = find(s, section, name);
    double v = i < s->rows ? sheet_number(s, i, "amount") : 0;
    return isnan(v) ? 0 : v;
}

static bool has_policy(const struct sheet *prov, const char *policy)
{
    for (size_t i = 0; i < prov->rows; i++)
        if (sheet_is(prov, i, "fact", "variable") && sheet_is(prov, i, "name", "POLICY"))
            return sheet_is(prov, i, "value", policy);
    return false;
}

enum { PER_CENT_MUCH = 1 };

/* Returns and discounts that are left out make the revenue too high. */
static void say_left_out(struct buf *html, const struct sheet *prov, const struct sheet *log)
{
    double kept = stat_of(prov, "amount"), returns = amount_of(log, "kind", "return"),
           credits = amount_of(log, "kind", "credit"), guests = stat_of(prov, "dropped_guest");
    double sold = amount_of(log, "kind", "sale") + amount_of(log, "kind", "charge");
    if (isnan(kept) || !(stat_of(prov, "dropped_kind_return") > 0 || stat_of(prov, "dropped_kind_credit") > 0))
        return;
    const struct piece pieces[] = {piece_of(FIGURE_MONEY, returns),
                                   piece_str(guests > 0 ? ", " : " and "),
                                   piece_of(FIGURE_MONEY, credits),
                                   piece_str(guests > 0 ? " and guests" : ""),
                                   piece_of(FIGURE_MONEY, kept),
                                   piece_of(FIGURE_MONEY, amount_of(log, "lines", "all")),
                                   piece_str(has_policy(prov, "sales") ? " (POLICY=signed counts them)" : "")};
    const char *text =
        "The figures leave out returns ({}){}credits such as discounts ({}){}: they add up to {}, the whole "
        "log to {}{}.";
    say_pieces(html, text, pieces);
    buf_addch(html, ' ');
    if (-100 * (returns + credits) >= PER_CENT_MUCH * sold)
        beware_pieces("data", text, pieces);
}

/* ---- customers ---- */

/* A row each, counted without keeping them. */
static void say_customers(struct buf *html, const char *path)
{
    struct tsv *t = tsv_open_table(path);
    unsigned as_of = tsv_find(t, "as_of"), days = tsv_find(t, "purchase_days");
    char day[DATE_LEN] = "";
    size_t n = 0, without = 0;
    while (tsv_next(t)) {
        struct slice cut = as_of == TSV_NONE ? slice_of("", 0) : tsv_field(t, as_of);
        if (n++ == 0 && cut.n == DATE_LEN)
            memcpy(day, cut.p, DATE_LEN);
        without += days != TSV_NONE && slice_is(tsv_field(t, days), "0");
    }
    tsv_close(t);
    say(html, n == 1 ? "There is {} customer" : "There are {} customers", piece_count(n));
    if (*day)
        say(html, ", seen up to {}", (struct piece){.kind = FIGURE_DATE, .text = slice_of(day, DATE_LEN)});
    say(html, without ? "; {} of them {has|have} no purchase day, only returns. " : ". ", piece_count(without));
}

void origin_data(struct buf *html, struct folders *f)
{
    struct buf why = {0};
    const char *customers = folders_path(f, "customers.tsv");
    bool prov = folders_need(f, "lines.tsv.prov:" PROV, &why) == FOLDERS_ALL;
    bool log = folders_need(f, "report.tsv:section,name,rows,share,amount", &why) == FOLDERS_ALL;
    if (prov)
        say_lines(html, folders_sheet(f, "lines.tsv.prov"));
    if (log)
        say_log(html, folders_sheet(f, "report.tsv"));
    if (prov && log)
        say_left_out(html, folders_sheet(f, "lines.tsv.prov"), folders_sheet(f, "report.tsv"));
    if (customers)
        say_customers(html, customers);
    buf_free(&why);
}

/* ---- how the tables were made ---- */

static bool ends_in(const char *name, const char *end)
{
    size_t n = strlen(name), m = strlen(end);
    return n > m && strcmp(name + n - m, end) == 0;
}

static int is_prov(const struct dirent *e)
{
    return ends_in(e->d_name, ".prov");
}

static int is_manifest(const struct dirent *e)
{
    return ends_in(e->d_name, ".manifest");
}

/* A pipeline removes its manifest before it replaces a table. */
static void beware_of_parts(const struct folders *f)
{
    for (size_t i = 0; i < f->n; i++) {
        struct dirent **entry = NULL;
        int n = scandir(f->folder[i], &entry, is_manifest, alphasort);
        for (int j = 0; j < n; j++)
            free(entry[j]);
        free(entry);
        if (n == 0)
            beware("origin", "{} has no manifest of a whole run: its tables may be of different runs.",
                   piece_str(f->folder[i]));
    }
}

/* What to do with each row of each .prov file. */
typedef void row_fn(void *to, const struct sheet *s, size_t row);

static size_t walk(struct folders *f, row_fn *fn, void *to)
{
    size_t files = 0;
    for (size_t i = 0; i < f->n; i++) {
        struct dirent **entry = NULL;
        int n = scandir(f->folder[i], &entry, is_prov, alphasort);
        for (int j = 0; j < n; j++) {
            struct buf needs = {0}, why = {0};
            buf_addstr(&needs, entry[j]->d_name);
            buf_addstr(&needs, ":" PROV);
            buf_addch(&needs, '\0');
            if (folders_need(f, needs.p, &why) == FOLDERS_ALL) {
                const struct sheet *s = folders_sheet(f, entry[j]->d_name);
                for (size_t row = 0; row < s->rows; row++)
                    fn(to, s, row);
                files++;
            }
            buf_free(&needs);
            buf_free(&why);
            free(entry[j]);
        }
        free(entry);
    }
    return files;
}

/* Adds the row of a page's table once. */
static void add_once(struct map *rows, const struct buf *html)
{
    map_put(rows, buf_slice(html));
}

/* Files that variables name: those have bytes and a hash. */
static void add_input(void *to, const struct sheet *s, size_t row)
{
    struct slice name = sheet_cell(s, row, "name"), value = sheet_cell(s, row, "value"),
                 bytes = sheet_cell(s, row, "bytes"), hash = sheet_cell(s, row, "xxh3");
    struct buf html = {0};
    if (!sheet_is(s, row, "fact", "variable") || hash.n == 0)
        return;
    html_add(&html,
             "<tr><th scope=\"row\">%.*s</th><td>%.*s</td><td class=\"n\">%.*s</td><td><code>%.*s</code></td></tr>\n",
             (int)name.n, name.p, (int)value.n, value.p, (int)bytes.n, bytes.p, (int)hash.n, hash.p);
    add_once(to, &html);
    buf_free(&html);
}

static void add_program(void *to, const struct sheet *s, size_t row)
{
    struct slice name = sheet_cell(s, row, "name"), value = sheet_cell(s, row, "value"),
                 hash = sheet_cell(s, row, "xxh3");
    struct buf html = {0};
    if (!sheet_is(s, row, "fact", "tool") || value.n == 0)
        return;
    html_add(&html, "<tr><th scope=\"row\">%.*s</th><td>%.*s</td><td><code>%.*s</code></td></tr>\n", (int)name.n,
             name.p, (int)value.n, value.p, (int)hash.n, hash.p);
    add_once(to, &html);
    buf_free(&html);
}

static void add_command(void *to, const struct sheet *s, size_t row)
{
    struct slice value = slice_trim(sheet_cell(s, row, "value"));
    struct buf html = {0};
    if (!sheet_is(s, row, "fact", "command") || value.n == 0)
        return;
    html_text(&html, value);
    buf_addch(&html, '\n');
    add_once(to, &html);
    buf_free(&html);
}

static void add_settings(void *to, const struct sheet *s, size_t row)
{
    struct slice name = sheet_cell(s, row, "name"), value = sheet_cell(s, row, "value");
    struct buf html = {0};
    if (!sheet_is(s, row, "fact", "variable") || sheet_cell(s, row, "xxh3").n || value.n == 0)
        return;
    html_add(&html, "<tr><th scope=\"row\">%.*s</th><td>%.*s</td></tr>\n", (int)name.n, name.p, (int)value.n, value.p);
    add_once(to, &html);
    buf_free(&html);
}

static void write_list(struct buf *html, struct folders *f, row_fn *fn, const char *before, const char *after)
{
    struct map rows = {0};
    walk(f, fn, &rows);
    if (rows.n) {
        buf_addstr(html, before);
        for (uint32_t i = 0; i < rows.n; i++) {
            struct slice row = map_key(&rows, i);
            buf_add(html, row.p, row.n);
        }
        buf_addstr(html, after);
    }
    map_free(&rows);
}

static void count_file(void *to, const struct sheet *s, size_t row)
{
    (void)s;
    *(size_t *)to += row == 0;
}

#define TABLE(caption, head)                                                                                          \
    "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Table: " caption "\"><table><caption>" caption \
    "</caption><thead><tr>" head "</tr></thead><tbody>\n"
#define TABLE_END "</tbody></table></div>\n"

void origin_write(struct buf *html, struct folders *f)
{
    size_t files = 0;
    walk(f, count_file, &files);
    if (files == 0) {
        buf_addstr(html, "<p>The folder has no .prov files: how its tables were made is not recorded.</p>\n");
        return;
    }
    beware_of_parts(f);
    write_list(
        html, f, add_input,
        TABLE("Inputs",
              "<th scope=\"col\">Variable</th><th scope=\"col\">File</th><th scope=\"col\" class=\"n\">Bytes</th>"
              "<th scope=\"col\">XXH3</th>"),
        TABLE_END);
    write_list(html, f, add_settings,
               "<details><summary>Settings</summary>" TABLE(
                   "Settings", "<th scope=\"col\">Variable</th><th scope=\"col\">Value</th>"),
               TABLE_END "</details>\n");
    write_list(html, f, add_program,
               "<details><summary>Programs</summary>" TABLE(
                   "Programs", "<th scope=\"col\">Tool</th><th scope=\"col\">Version</th><th scope=\"col\">XXH3</th>"),
               TABLE_END "</details>\n");
    write_list(html, f, add_command,
               "<details><summary>Commands</summary><pre tabindex=\"0\" role=\"region\" aria-label=\"Commands\">\n",
               "</pre></details>\n");
}
