/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/tool.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/die.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/sides.h"
#include "base/wrap.h"

struct tool_rows tool_rows;
size_t tool_open_tables;
struct tool_shared tool_shared = {.max_bad = UINT64_MAX};

static const struct tool *tool;
static char **files;
static int file_count;
static bool help, version, spec, verbose, progress;
static const char *stats_path;
static struct timespec started;

static const struct opt SHARED[] = {
    OPT_FLAG("help", &help, "prints this and ends; -h does too"),
    OPT_FLAG("version", &version, "names the version and ends"),
    OPT_FLAG("spec", &spec, "describes the tool for programs, as TSV, and ends"),
    OPT_FLAG("v", &verbose, "same as --verbose"),
    OPT_FLAG("verbose", &verbose, "one line at the end: rows in, out, set aside, seconds"),
    OPT_FLAG("progress", &progress, "says now and then how far it is"),
    OPT_OUTFILE("stats", &stats_path, "FILE", "writes the counts as a table: name, value"),
    OPT_CHOICE("on-bad", &tool_shared.on_bad, "stop|skip", "what a malformed record does"),
    OPT_OUTFILE("bad", &tool_shared.bad, "FILE", "malformed records as they were; the reasons in FILE.why",
                .goes_with = "on-bad=skip"),
    OPT_UINT("max-bad", &tool_shared.max_bad, "N", "gives up after more than N malformed records", .most = OPT_ANY,
             .goes_with = "on-bad=skip"),
    OPT_OUTFILE("dropped", &tool_shared.dropped, "FILE", "rows that a rule of the options left out"),
    {0},
};

static bool reads(void)
{
    return tool->shape != SHAPE_SOURCE;
}

/* Those about bad records and progress need an input of rows, --dropped a rule that leaves rows out. */
static bool has_effect(const struct opt *o)
{
    if (o->value == &tool_shared.dropped)
        return tool->drops;
    bool of_input = o->value == &tool_shared.on_bad || o->value == &tool_shared.bad ||
                    o->value == &tool_shared.max_bad || o->value == &progress;
    return (reads() && tool->shape != SHAPE_PAGE) || !of_input;
}

/* ---- the description of the tool ---- */

static const char *const SHAPE[] = {"map", "pick", "fold", "fit", "source", "sink", "snapshots", "page", "edit"};
static const char *const TYPE[] = {"id",    "text",   "date", "time",  "money", "decimal",
                                   "count", "number", "kind", "stars", "period"};
static const char *const KIND[] = {"",     "flag",   "text", "uint",    "number", "size", "date",
                                   "span", "choice", "list", "outfile", "infile", "texts"};

static int show_option(const struct opt *o, char *p, size_t n)
{
    return snprintf(p, n, "%s%s%s%s", o->name[1] ? "--" : "-", o->name, o->arg ? " " : "", o->arg ? o->arg : "");
}

static void say_line(const char *name, const char *text, int indent)
{
    int column = printf("%s", name);
    wrap_text(text, &column, indent);
    printf("\n");
}

static void say_help_on(const struct opt *o)
{
    char left[256], remark[512];
    show_option(o, left, sizeof left);
    int column = printf(" ");
    wrap_text(left, &column, 28);
    if (column > 26)
        column = 80; // too long for a text beside it
    else
        column += printf("%*s", 27 - column, "");
    wrap_text(o->help, &column, 28);
    wrap_text(opt_remark(o, remark, sizeof remark), &column, 28);
    printf("\n");
}

static void say_shared(void)
{
    char left[256];
    int column = printf("\nshared options, see tillroll(7):") - 1;
    for (const struct opt *o = SHARED; o->type != OPT_END; o++)
        if (has_effect(o)) {
            show_option(o, left, sizeof left);
            wrap_word(slice_str(left), &column, 2);
        }
    printf("\n");
}

static void say_help(void)
{
    const char *operands = tool->shape == SHAPE_PAGE ? " FOLDER..." : reads() ? " [FILE]..." : "";
    printf("usage: %s [OPTION]...%s\n", tool->name, operands);
    say_line("", tool->purpose, 2);
    printf("\n");
    say_line("reads: ", tool->reads, 8);
    say_line("writes:", tool->writes, 8);
    say_line("memory:", tool->memory, 8);
    printf("\n");
    for (const struct opt *o = tool->options; o && o->type != OPT_END; o++)
        say_help_on(o);
    say_shared();
}

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

/* option, name, kind, value, help, bounds, and its conditions: goes with, needed by, excludes */
static void say_option(const struct opt *o, const char *what)
{
    char bounds[64];
    printf("%s\t%s%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n", what, o->name[1] ? "--" : "-", o->name, KIND[o->type],
           or_empty(o->arg), o->help, opt_bounds(o, bounds, sizeof bounds), or_empty(o->goes_with),
           or_empty(o->needed_by), or_empty(o->excludes));
}

static void say_spec(void)
{
    printf("tool\t%s\npurpose\t%s\nshape\t%s\nreads\t%s\nwrites\t%s\nmemory\t%s\nneeds\t%s\ndrops\t%s\n", tool->name,
           tool->purpose, SHAPE[tool->shape], tool->reads, tool->writes, tool->memory, tool->needs ? tool->needs : "",
           tool->drops ? "yes" : "no");
    for (struct slice rest = slice_str(tool->example ? tool->example : ""); rest.p;) {
        struct slice run = slice_cut(&rest, '\n');
        printf("example\t%.*s\n", (int)run.n, run.p);
    }
    for (const struct column *c = tool->columns; c && c->name; c++)
        printf("column\t%s\t%s\n", c->name, TYPE[c->type]);
    for (int shared = 0; shared < 2; shared++)
        for (const struct opt *o = shared ? SHARED : tool->options; o && o->type != OPT_END; o++)
            if (!shared || has_effect(o))
                say_option(o, shared ? "shared" : "option");
}

/* If a standard stream is closed, the first file that the tool opens would take its number. So it is replaced by
 * something that cannot be read or written. */
static void hold_standard_streams(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0)
            exit(STATUS_ENV);
}

/* Prints something instead of working; on a full disk that fails like any other output. */
static _Noreturn void say_and_end(void (*say)(void))
{
    say();
    if (fflush(stdout) != 0)
        die_errno("standard output", "write");
    exit(0);
}

static void say_version(void)
{
    printf("%s (tillroll) " TILLROLL_VERSION "\n", tool->name);
}

/* An option that can have no effect is a mistake of the user. */
static void refuse_idle_options(void)
{
    for (const struct opt *o = SHARED; o->type != OPT_END; o++)
        if (opt_given(o->value) && !has_effect(o))
            die(STATUS_USAGE, "--%s has no effect: %s", o->name,
                o->value == &tool_shared.dropped ? "this tool drops no rows" : "this tool reads no rows");
}

static void tell_inputs(void)
{
    for (int i = 0; reads() && i < tool_files(); i++)
        sides_input(tool_file(i));
    for (const struct opt *o = tool->options; o && o->type != OPT_END; o++)
        if (o->type == OPT_IS_INFILE && opt_given(o->value))
            sides_input(*(const char *const *)o->value);
}

static void tell_outputs(void)
{
    char name[64], why[PATH_MAX];
    sides_standard_output();
    for (int shared = 0; shared < 2; shared++)
        for (const struct opt *o = shared ? SHARED : tool->options; o && o->type != OPT_END; o++) {
            if (o->type != OPT_IS_OUTFILE || !opt_given(o->value))
                continue;
            snprintf(name, sizeof name, "--%s", o->name);
            sides_output(*(const char *const *)o->value, name);
        }
    if (tool_shared.bad) {
        snprintf(why, sizeof why, "%s.why", tool_shared.bad);
        sides_output(why, "--bad (FILE.why)");
    }
}

/* What needs no input, even if a needed option is missing. */
static void answer_and_end(int argc, char **argv)
{
    static const struct {
        const char *option;
        void (*say)(void);
    } answer[] = {{"--help", say_help}, {"-h", say_help}, {"--version", say_version}, {"--spec", say_spec}};
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
        for (size_t j = 0; j < sizeof answer / sizeof *answer; j++)
            if (strcmp(argv[i], answer[j].option) == 0)
                say_and_end(answer[j].say);
}

void tool_begin(int argc, char **argv, const struct tool *t)
{
    tool = t;
    die_name(t->name);
    hold_standard_streams();
    clock_gettime(CLOCK_MONOTONIC, &started);
    answer_and_end(argc, argv);
    files = argv;
    file_count = opt_parse(argc, argv, t->options, SHARED, t->needs);
    if (t->shape == SHAPE_SOURCE && file_count)
        die(STATUS_USAGE, "reads nothing, but \"%s\" was given", files[0]);
    refuse_idle_options();
    out_hold();
    tell_inputs();
    tell_outputs();
}

bool tool_is_map(void)
{
    return tool->shape == SHAPE_MAP || tool->shape == SHAPE_PICK || tool->shape == SHAPE_EDIT;
}

int tool_files(void)
{
    return file_count ? file_count : 1;
}
const char *tool_file(int i)
{
    return file_count ? files[i] : "-";
}

/* ---- reading ---- */

static uint64_t bytes_read, bytes_total, next_report;

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - started.tv_sec) + 1e-9 * (double)(now.tv_nsec - started.tv_nsec);
}

/* A live line on a terminal, five times a second; else a line every ten seconds. */
static void report_progress(bool last)
{
    bool live = isatty(STDERR_FILENO);
    double s = seconds(), mb = 1e-6 * (double)bytes_read, rate = s > 0 ? mb / s : 0;
    char line[160], left[64] = "";
    if (!last && s * 5 < (double)next_report)
        return;
    next_report = (uint64_t)(s * 5) + (live ? 1 : 50);
    uint64_t most = bytes_total > bytes_read ? bytes_total : bytes_read; /* a file may grow, or be read twice in part */
    if (bytes_total && rate > 0)
        snprintf(left, sizeof left, ", %.0f %%, %.0f s left", 100 * (double)bytes_read / (double)most,
                 1e-6 * (double)(most - bytes_read) / rate);
    int n = snprintf(line, sizeof line, "%s%s: %" PRIu64 " rows, %.1f MB, %.1f MB/s%s%s", live ? "\r\033[K" : "",
                     tool->name, tool_rows.in, mb, rate, left, live && !last ? "" : "\n");
    ssize_t written = write(STDERR_FILENO, line, (size_t)n);
    (void)written;
}

void tool_expects(uint64_t bytes)
{
    bytes_total += bytes;
}

int tool_open(const char *path)
{
    struct stat st;
    bool standard = strcmp(path, "-") == 0;
    int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, &st) != 0)
        die_errno(standard ? "standard input" : path, "read");
    if (standard && isatty(fd))
        warn("reading from the terminal; end with Control-D (--help says more)");
    if (S_ISREG(st.st_mode))
        tool_expects((uint64_t)st.st_size);
#ifdef F_SETPIPE_SZ
    if (S_ISFIFO(st.st_mode))
        fcntl(fd, F_SETPIPE_SZ, 1 << 20);
#endif
    return fd;
}

void tool_took(size_t n)
{
    bytes_read += n;
    if (progress)
        report_progress(false);
}

size_t tool_read(int fd, const char *path, char *p, size_t n)
{
    ssize_t k;
    do
        k = read(fd, p, n);
    while (k < 0 && errno == EINTR);
    if (k < 0)
        die_errno(path, "read");
    tool_took((size_t)k);
    return (size_t)k;
}

/* ---- counts ---- */

enum { MOST_STATS = 64 };
static struct stat_row {
    const char *name;
    uint64_t count;
    char *text; /* instead of the count */
} stat_rows[MOST_STATS];
static int stat_count;

static struct stat_row *stat_row(const char *name)
{
    for (int i = 0; i < stat_count; i++)
        if (strcmp(stat_rows[i].name, name) == 0)
            return &stat_rows[i];
    if (stat_count == MOST_STATS)
        die(STATUS_ENV, "more than %d counters", MOST_STATS);
    stat_rows[stat_count].name = name;
    return &stat_rows[stat_count++];
}

uint64_t *tool_counter(const char *name)
{
    return &stat_row(name)->count;
}

void tool_drop(const char *reason, uint64_t rows)
{
    static struct known {
        const char *reason;
        uint64_t *counter;
    } known[8]; /* by address: reasons are literals, mostly */
    struct known *last = &known[(uintptr_t)reason / 8 % 8];
    if (last->reason != reason) {
        size_t n = strlen(reason) + sizeof "dropped_";
        char *name = mem_alloc(n);
        snprintf(name, n, "dropped_%s", reason);
        int before = stat_count;
        last->counter = tool_counter(name);
        if (stat_count == before)
            free(name);
        last->reason = reason;
    }
    if (!tool->drops)
        die(STATUS_ENV, "drops rows and does not state it (a defect of this tool: please report it)");
    *last->counter += rows;
    tool_rows.dropped += rows;
}

void tool_stat(const char *name, const char *format, ...)
{
    va_list arg;
    struct stat_row *row = stat_row(name);
    free(row->text);
    va_start(arg, format);
    if (vasprintf(&row->text, format, arg) < 0)
        die(STATUS_ENV, "out of memory");
    va_end(arg);
}

static void write_stats(void)
{
    struct out *o = out_create(stats_path);
    char seconds_text[32];
    snprintf(seconds_text, sizeof seconds_text, "%.3f", seconds());
    out_str(o, "name\tvalue\n");
    const struct stat_row first[] = {{"rows_in", tool_rows.in, NULL},
                                     {"rows_out", tool_rows.out, NULL},
                                     {"rows_bad", tool_rows.bad, NULL},
                                     {"rows_dropped", tool_rows.dropped, NULL},
                                     {"seconds", 0, seconds_text}};
    for (int i = 0; i < 5 + stat_count; i++) {
        const struct stat_row *row = i < 5 ? &first[i] : &stat_rows[i - 5];
        out_str(o, row->name);
        out_tab(o);
        if (row->text)
            out_str(o, row->text);
        else
            out_uint(o, row->count);
        out_char(o, '\n');
    }
    out_close(o);
}

static void (*end_calls[8])(void);
static size_t end_call_count;

void tool_at_end(void (*fn)(void))
{
    if (end_call_count == sizeof end_calls / sizeof *end_calls)
        abort();
    end_calls[end_call_count++] = fn;
}

int tool_end(void)
{
    const struct tool_rows *r = &tool_rows;
    if (tool_is_map() && r->in + r->added != r->out + r->bad + r->dropped)
        die(STATUS_ENV,
            "rows lost: %" PRIu64 " in, %" PRIu64 " added, %" PRIu64 " out, %" PRIu64 " set aside, %" PRIu64
            " dropped (a defect of this tool: please report it)",
            r->in, r->added, r->out, r->bad, r->dropped);
    out_close(out_stdout());
    for (size_t i = 0; i < end_call_count; i++)
        end_calls[i]();
    if (tool_open_tables)
        die(STATUS_ENV, "a table was begun and not ended (a defect of this tool: please report it)");
    if (r->bad && !verbose)
        warn("malformed records that were set aside: %" PRIu64 " of %" PRIu64, r->bad, r->in - r->made);
    if (stats_path)
        write_stats();
    out_deliver();
    if (progress)
        report_progress(true);
    if (verbose) {
        double s = seconds();
        warn("%" PRIu64 " rows in, %" PRIu64 " out, %" PRIu64 " set aside, %" PRIu64 " dropped, %.2f s, %.0f rows/s",
             r->in, r->out, r->bad, r->dropped, s, s > 0 ? (double)r->in / s : 0);
    }
    for (int i = 0; i < stat_count; i++)
        free(stat_rows[i].text);
    return 0;
}
