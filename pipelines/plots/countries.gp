# SPDX-License-Identifier: GPL-3.0-or-later
# needs: countries.tsv:country,customers,revenue
# title: Countries by revenue
# desc: The revenue of each country on a logarithmic scale, since the largest often has many times as much as the next, and the number of its customers. At most the 20 largest are shown.
call system("dirname '".ARG0."'")."/style.gp" ARG0 ARG1 ARG2

load made('ranked', 'by=revenue most=20 positive=1 countries.tsv')
seen = 0
stats $made using (take(log10(column('revenue')))) nooutput
if (!seen) { exit gnuplot }
rows = seen
call here.'/bars.gp' rows 24 0.26 0 1
low = floor(least)
right = most + 0.3 * (most - low) + 0.2
set rmargin at screen 0.98
set bmargin at screen 30.0 / height
set xrange [low - 0.05:right]
set xtics () scale 0 offset 0,0.4
do for [i = low:floor(most)] { set xtics add (short(10.0**i) i) }
set grid xtics
set label 1 'Revenue, in the currency of the log'
set label 2 'customers'
plot $made using (log10(column('revenue'))):(-$0) with points pt 7 ps 1.1 lc rgb blue, \
  '' using (low - 0.05):(-$0):(cut(strcol('country'), 22)) with labels right offset -0.7,0, \
  '' using (log10(column('revenue'))):(-$0):(short(column('revenue'))) with labels left offset 0.9,0 font 'sans-serif,13', \
  '' using (right):(-$0):(strcol('customers')) with labels right
unset output
