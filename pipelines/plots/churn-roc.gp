# SPDX-License-Identifier: GPL-3.0-or-later
# needs: churn-check.tsv:score,against,measure,at,value
# title: How well churn was predicted
# desc: Customers are taken from the highest score down. For each score: the share of those who left that is found, against the share of those who stayed that is taken wrongly. The straight line is chance; the figure is the area under the curve (AUC).
call system("dirname '".ARG0."'")."/style.gp" ARG0 ARG1 ARG2

table = text('churn-check.tsv')
is(name) = strcol('measure') eq name && strcol('against') eq ''
stats table using (is('roc') ? keep(strcol('score')) : 0) nooutput
if (!count) { exit gnuplot }
shown = count < 5 ? count : 5
array auc[40]
stats table using (is('auc') && place(strcol('score')) ? (auc[place(strcol('score'))] = column('value'), 0) : 0) nooutput

array hue[5] = [blue, orange, green, purple, grey]
set terminal svg size width,420 dynamic noenhanced font font rounded
set margins screen 0.11, screen 0.95, screen 0.15, screen 0.92
set xrange [0:100]
call here.'/percents.gp' 0 100
set yrange [0:100]
set xtics 0, 20 format '%g %%'
set xlabel 'of those who stayed, taken wrongly' offset 0,0.4
set label 1 'Of those who left, found'
do for [i = 1:shown] {
  tag = 10 + i
  set label tag sprintf('%.2f  %s', auc[i], label[i]) at graph 0.56, graph 0.44 - 0.08 * i textcolor rgb hue[i]
}
set label 10 'AUC' at graph 0.56, graph 0.44
roc(i) = is('roc') && place(strcol('score')) == i ? column('at') : NaN
plot x with lines lc rgb pale lw 1.5, \
  for [i = 2:shown] table using (roc(i)):(100 * column('value')) with lines lc rgb hue[i] lw 2 dt i, \
  table using (roc(1)):(100 * column('value')) with lines lc rgb hue[1] lw 3
unset output
