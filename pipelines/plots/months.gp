# SPDX-License-Identifier: GPL-3.0-or-later
# months.gp TABLE: an x axis of time for a table of periods, from begin(0) to end(0), of any length. Each month has
# a label, or as many as there is room for; the first, and each January, the year too.
seen = 0
stats ARG1 using (take(begin(0))) nooutput
if (!seen) { exit gnuplot }
periods = seen
stats ARG1 using (take(end(0))) nooutput
from = least
to = most
first = month(from)
last = month(to - day)
months = last - first + 1
every = months <= 13 ? 1 : months <= 36 ? 3 : months <= 72 ? 6 : months <= 160 ? 12 : months <= 360 ? 24 : 120
# A single bar does not fill the plot.
margin = months < 6 ? (6 - months) * 15 * day : 0
set xrange [from - margin:to + margin]
name_of(m) = every < 12 ? strftime('%b', month_start(m)) : ''
year_of(m) = every < 12 && m % 12 && (m > first || m % 12 == 11 && last > m) ? '' : strftime('%Y', month_start(m))
set xtics ()
do for [m = first:last] {
  if (m % every == 0 || every < 12 && m == first && m % every + 1 < every) {
    set xtics add (name_of(m).(every < 12 ? "\n" : '').year_of(m) (month_start(m) + month_start(m + 1)) / 2)
  }
}

# The bar of a period, with a gap of some tenth on each side if there is room for it, and its
# colour: pale if only a part of it is in the log.
gap = periods > 100 ? 0 : 0.12
left(x) = begin(0) + gap * (end(0) - begin(0))
right(x) = end(0) - gap * (end(0) - begin(0))
middle(x) = (begin(0) + end(0)) / 2
shade(hue) = column('complete') == 1 ? hue : pale
# y if the period has to be named as incomplete, which is only done for the last one if there are many.
part(y) = column('complete') == 1 || periods > 36 && column(0) < periods - 1 ? NaN : y
