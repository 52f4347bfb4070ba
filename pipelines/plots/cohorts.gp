# SPDX-License-Identifier: GPL-3.0-or-later
# needs: cohorts.tsv:cohort,age,retention,complete
# title: Retention of each month's new customers
# desc: A row for the customers who first bought in a month, a column for each month after it: the percentage of them who bought in it. Grey figures are of a month of which the log has only a part. At most the newest 24 months are shown.
call system("dirname '".ARG0."'")."/style.gp" ARG0 ARG1 ARG2

cohort(x) = month(strptime('%Y-%m', strcol('cohort')))
name_of(m) = strftime('%b %Y', month_start(m))
seen = 0
stats 'cohorts.tsv' using (take(cohort(0))) nooutput
last = most
first = last - least > 23 ? last - 23 : least
oldest = last - first
if (oldest == 0) { exit gnuplot }

row(x) = cohort(0) < first ? NaN : -cohort(0)
age(x) = column('age') < 1 || column('age') > oldest ? NaN : column('age')
whole(x) = cohort(0) >= first && age(0) == age(0) && column('complete') == 1 ? x : NaN
seen = 0
stats 'cohorts.tsv' using (take(whole(column('retention')))) nooutput
darkest = seen && most > 0 ? most : 1

# If there are many cells, they have colours only.
figures = oldest <= 13
set terminal svg size width,(90 + (oldest + 1) * (figures ? 25 : 14)) dynamic noenhanced font font rounded
set margins screen 0.14, screen 0.99, 3.2, 2.6
unset grid
set xrange [0.5:oldest + 0.5]
set yrange [-last - 0.5:-first + 0.5]
set xtics ()
do for [m = 1:oldest] { if (figures || m % 3 == 0) { set xtics add (sprintf('%d', m) m) } }
set ytics ()
do for [m = first:last] { if (figures || (m - first) % 3 == 0) { set ytics add (name_of(m) -m) } }
set xlabel 'months after the first order' offset 0,0.4
set label 1 'Percentage of the customers who bought'
if (!figures) { set label 2 'darkest: '.percent(darkest) }
plot 'cohorts.tsv' using (whole(age(0))):(row(0)):(age(0) - 0.48):(age(0) + 0.48):(row(0) - 0.46):(row(0) + 0.46):(wash(blue, column('retention') / darkest)) with boxxyerror fc rgb variable, \
  '' using (column('retention') == column('retention') ? age(0) : NaN):(figures ? row(0) : NaN):(sprintf('%.0f', 100 * column('retention'))):(column('complete') == 1 ? 0 : grey) with labels textcolor rgb variable
unset output
