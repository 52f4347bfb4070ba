/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <stdio.h>

#include "report/figure.h"
#include "report/html.h"
#include "report/plot.h"

static char shown[256];

static const char *text_of(struct buf *b)
{
    snprintf(shown, sizeof shown, "%.*s", (int)b->n, b->p ? b->p : "");
    buf_free(b);
    return shown;
}

static const char *escaped(const char *s, size_t n)
{
    struct buf b = {0};
    html_text(&b, slice_of(s, n));
    return text_of(&b);
}

Test(report, text_becomes_no_tag)
{
    cr_expect_str_eq(escaped("<a href='x'>&\"", 14), "&lt;a href=&#39;x&#39;&gt;&amp;&quot;");
    cr_expect_str_eq(escaped("a\0b\x1f", 4), "a\xef\xbf\xbd"
                                             "b\xef\xbf\xbd");
    cr_expect_str_eq(escaped("\xc3\xa9\xe2\x82\xac\xf0\x9f\x99\x82", 9), "\xc3\xa9\xe2\x82\xac\xf0\x9f\x99\x82");
}

Test(report, bytes_that_are_no_character_are_replaced)
{
    static const char *const wrong[] = {"\xc3", "\xff", "\xc0\x80", "\xe0\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80",
                                        "\x80"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        cr_expect(strstr(escaped(wrong[i], strlen(wrong[i])), "\xef\xbf\xbd"), "%zu", i);
    cr_expect_str_eq(escaped("\xe2\x82", 2), "\xef\xbf\xbd\xef\xbf\xbd");
}

Test(report, a_path_as_a_link)
{
    struct buf b = {0};
    html_path(&b, SLICE("../a b/%c?#\"&.tsv"));
    cr_expect_str_eq(text_of(&b), "../a%20b/%25c%3F%23%22%26.tsv");
}

static const char *printed(enum figure_kind kind, double v, int places)
{
    struct buf b = {0};
    figure_print(&b, kind, v, places);
    return text_of(&b);
}

static const char *brief(enum figure_kind kind, double v)
{
    struct buf b = {0};
    figure_short(&b, kind, v);
    return text_of(&b);
}

static const char *full(enum figure_kind kind, double v)
{
    struct buf b = {0};
    figure_full(&b, kind, v);
    return text_of(&b);
}

Test(report, figures_are_grouped)
{
    cr_expect_str_eq(printed(FIGURE_COUNT, 0, 0), "0");
    cr_expect_str_eq(printed(FIGURE_COUNT, 999, 0), "999");
    cr_expect_str_eq(printed(FIGURE_COUNT, 1000, 0), "1,000");
    cr_expect_str_eq(printed(FIGURE_NUMBER, -1234567.125, 2), "\xe2\x88\x92"
                                                              "1,234,567.12");
    cr_expect_str_eq(printed(FIGURE_NUMBER, -0.001, 2), "0.00", "no minus before what is shown as 0");
    cr_expect_str_eq(printed(FIGURE_SHARE, 0.3804, 1), "38.0%");
    figure_style = (struct figure_style){"$", FIGURE_POINT};
    cr_expect_str_eq(printed(FIGURE_MONEY, -1234.5, 2), "\xe2\x88\x92$1.234,50");
    figure_style = (struct figure_style){"", FIGURE_NONE};
    cr_expect_str_eq(printed(FIGURE_COUNT, 1234567, 0), "1234567");
}

Test(report, large_figures_are_short)
{
    cr_expect_str_eq(brief(FIGURE_MONEY, 9999.4), "9,999");
    cr_expect_str_eq(brief(FIGURE_MONEY, 9999.5), "10.0k");
    cr_expect_str_eq(brief(FIGURE_MONEY, 118801.94), "118.8k");
    cr_expect_str_eq(brief(FIGURE_MONEY, 999950), "1.00M");
    cr_expect_str_eq(brief(FIGURE_MONEY, 8300065.81), "8.30M");
    cr_expect_str_eq(brief(FIGURE_MONEY, -2.5e9), "\xe2\x88\x92"
                                                  "2.50bn");
    cr_expect_str_eq(brief(FIGURE_COUNT, 32867), "32,867");
    cr_expect_str_eq(brief(FIGURE_NUMBER, 71), "71");
    cr_expect_str_eq(brief(FIGURE_POINTS, 0.0884), "8.8");
    cr_expect_str_eq(full(FIGURE_MONEY, 118801.94), "118,801.94");
    cr_expect_str_eq(full(FIGURE_SHARE, 0.123456), "12.3456%");
}

static const char *named(const char *period)
{
    struct buf b = {0};
    figure_period(&b, slice_str(period));
    return text_of(&b);
}

Test(report, periods_in_words)
{
    cr_expect_str_eq(named("2011-11"), "November 2011");
    cr_expect_str_eq(named("2011-12-09"), "9 December 2011");
    cr_expect_str_eq(named("2011-W49"), "2011-W49");
    cr_expect_str_eq(named("2011-13"), "2011-13");
    cr_expect_str_eq(named("all"), "all");
}

static bool plain(const char *svg)
{
    return plot_is_plain(slice_str(svg));
}

Test(report, a_picture_may_only_draw)
{
    cr_expect(plain(
        "<svg viewBox=\"0 0 1 1\"><style>:root{--a:#fff}</style><g fill='none'><path d=\"M0,0\"/><text>a &lt; b</text></g></svg>"));
    cr_expect(plain("<svg><use href=\"#a\"/><use xlink:href='#b'/></svg>"));
    cr_expect_not(plain("<svg><script>alert(1)</script></svg>"));
    cr_expect_not(plain("<svg onload=\"alert(1)\"></svg>"));
    cr_expect_not(plain("<svg><image href=\"x.png\"/></svg>"));
    cr_expect_not(plain("<svg><use href=\"http://example.org/a\"/></svg>"));
    cr_expect_not(plain("<svg><a href=\"#a\">x</a></svg>"));
    cr_expect_not(plain("<svg><style>@import 'x'</style></svg>"));
    cr_expect_not(plain("<svg><path style=\"fill:url(x)\"/></svg>"));
    cr_expect_not(plain("<svg><path d=M0/></svg>"), "a value without quotes");
    cr_expect_not(plain("<svg><foreignObject></foreignObject></svg>"));
    cr_expect_not(plain("<svg><g"));
}
