# SPDX-License-Identifier: GPL-3.0-or-later
# needs: churn-check.tsv:score,against,measure,at,value
# title: Do as many leave as the model says?
# desc: Customers by their predicted probability of leaving, and the share of them who left, with its 95 % interval. On the line the two are equal. The figures are the numbers of customers.
call system("dirname '".ARG0."'")."/style.gp" ARG0 ARG1 ARG2

load made('wilson', 'churn-check.tsv')
seen = 0
stats $made using (take(column('rows'))) nooutput
if (!seen) { exit gnuplot }
set terminal svg size width,420 dynamic noenhanced font font rounded
set margins screen 0.11, screen 0.95, screen 0.15, screen 0.92
set xrange [0:100]
call here.'/percents.gp' 0 100
set yrange [0:100]
set xtics 0, 20 format '%g %%'
set xlabel 'predicted probability of leaving' offset 0,0.4
set label 1 'Of them, left'
plot x with lines lc rgb pale lw 1.5, \
  $made using (100 * column('mean')):(100 * column('low')):(0):(100 * (column('high') - column('low'))) with vectors nohead lc rgb blue lw 2, \
  '' using (100 * column('mean')):(100 * column('share')) with points pt 7 ps 1 lc rgb blue, \
  '' using (100 * column('mean')):(100 * column('share')):'rows' with labels left offset 0.8,-0.6 font 'sans-serif,13'
unset output
