# SPDX-License-Identifier: GPL-3.0-or-later
# needs: kpi-months.tsv:period,begin,end,complete,complete_before,revenue,growth
# title: Revenue and growth by month
# desc: Bars of each month's revenue; a grey bar is a month of which the log has only a part. Below, the change of whole months from the month before.
call system("dirname '".ARG0."'")."/style.gp" ARG0 ARG1 ARG2
set terminal svg size width,480 dynamic noenhanced font font rounded
set multiplot
call here.'/months.gp' 'kpi-months.tsv'

seen = 0
stats 'kpi-months.tsv' using (take(column('revenue'))) nooutput
set tmargin at screen 0.92
set bmargin at screen 0.47
call here.'/amounts.gp' least most
set label 1 'Revenue, in the currency of the log'
plot 'kpi-months.tsv' using (middle(0)):(column('revenue')):(left(0)):(right(0)):(0):(column('revenue')):(shade(blue)) with boxxyerror fc rgb variable, \
  '' using (middle(0)):(part(column('revenue'))):('part') with labels offset 0,0.6

seen = 0
growth(x) = column('complete') == 1 && column('complete_before') == 1 ? 100 * column('growth') : NaN
stats 'kpi-months.tsv' using (take(growth(0))) nooutput
set tmargin at screen 0.27
set bmargin at screen 0.02
set ytics font 'sans-serif,13'
set label 1 'Change from the month before, whole months only'
set xzeroaxis linetype 1 linecolor rgb grey
unset xtics
if (seen > 0) {
  call here.'/percents.gp' least most
  plot 'kpi-months.tsv' using (middle(0)):(growth(0)):(left(0)):(right(0)):(0):(growth(0)):(column('growth') < 0 ? orange : blue) with boxxyerror fc rgb variable
}
unset multiplot
unset output
