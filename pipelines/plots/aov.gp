# SPDX-License-Identifier: GPL-3.0-or-later
# needs: kpi-months.tsv:begin,end,complete,aov,orders,orders_per_customer
# title: Average order value by month
# desc: Revenue by order, month by month. A grey point is a month of which the log has only a part.
call system("dirname '".ARG0."'")."/style.gp" ARG0 ARG1 ARG2
call here.'/months.gp' 'kpi-months.tsv'

seen = 0
stats 'kpi-months.tsv' using (take(column('aov'))) nooutput
if (!seen) { exit gnuplot }
call here.'/amounts.gp' least most
set label 1 'Revenue by order, in the currency of the log'
plot 'kpi-months.tsv' using (middle(0)):(column('aov')) with lines lc rgb blue lw 2.5, \
  '' using (middle(0)):(column('complete') == 1 && periods <= 48 ? column('aov') : NaN) with points pt 7 lc rgb blue ps 0.7, \
  '' using (middle(0)):(column('complete') == 1 ? NaN : column('aov')) with points pt 7 lc rgb grey ps 0.7, \
  '' using (middle(0)):(part(column('aov'))):('part') with labels offset 0,0.8
unset output
