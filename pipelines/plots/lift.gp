# SPDX-License-Identifier: GPL-3.0-or-later
# needs: churn-check.tsv:score,against,measure,at,value,low,high
# title: Whom to call first
# desc: Customers in tenths, those with the highest predicted risk first: how many times as often as the average they left, with its interval. The figures are the share of all who left that is in the tenth and those before it.
call system("dirname '".ARG0."'")."/style.gp" ARG0 ARG1 ARG2

table = text('churn-check.tsv')
is(name) = strcol('measure') eq name && strcol('against') eq ''
stats table using (is('lift') ? keep(strcol('score')) : 0) nooutput
if (!count) { exit gnuplot }
of(name) = is(name) && strcol('score') eq label[1]
seen = 0
stats table using (take(of('lift') ? column('value') : NaN), take(of('lift') ? column('high') : NaN)) nooutput
if (!seen) { exit gnuplot }
tallest = most
array gain[10]
array above[10]
do for [i = 1:10] {
  gain[i] = NaN
  above[i] = NaN
}
stats table using ( \
  of('cumulative_gain') ? (gain[int(column('at'))] = column('value'), 0) : \
  of('lift') ? (above[int(column('at'))] = column('high') == column('high') ? column('high') : column('value'), 0) : 0) nooutput
call here.'/amounts.gp' 0 tallest
set xrange [0.5:10.5]
set xtics 1
set bmargin at screen 0.19
set xlabel 'tenth of the customers, the highest risk first' offset 0,0.4
set label 1 'Times as many left as of all'
set label 2 'found so far' font 'sans-serif,13'
set arrow 1 from 0.5, 1 to 10.5, 1 nohead front lc rgb grey dt (4,3)
tenth(x) = of('lift') ? column('at') : NaN
plot table using (tenth(0)):'value':(tenth(0) - 0.38):(tenth(0) + 0.38):(0):'value' with boxxyerror fc rgb blue, \
  '' using (tenth(0)):'low':(0):(column('high') - column('low')) with vectors nohead lc rgb 0 lw 1.5, \
  '' using (tenth(0)):(of('lift') ? above[int(column('at'))] : NaN):(of('lift') ? sprintf('%.0f %%', 100 * gain[int(column('at'))]) : '') with labels offset 0,0.6 font 'sans-serif,13'
unset output
