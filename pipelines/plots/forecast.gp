# SPDX-License-Identifier: GPL-3.0-or-later
# needs: kpi-months.tsv:period,complete,revenue forecast.tsv:period,forecast,low,high
# title: Forecast of revenue
# desc: Revenue of whole months, then the forecast of the months that follow, with its interval. At most four years are shown.
call system("dirname '".ARG0."'")."/style.gp" ARG0 ARG1 ARG2

at(x) = month(strptime('%Y-%m', strcol('period')))
begin(x) = month_start(at(0))
end(x) = month_start(at(0) + 1)
seen = 0
stats 'kpi-months.tsv' using (take(column('complete') == 1 ? at(0) : NaN)) nooutput
if (!seen) { exit gnuplot }
newest = most
stats 'forecast.tsv' using (take(at(0))) nooutput
first = least < most - 47 ? most - 47 : least
set print $span
print sprintf("begin\tend\n%s\t%s", strftime('%Y-%m-%d', month_start(first)), strftime('%Y-%m-%d', month_start(most + 1) - day))
unset print
known(x) = column('complete') == 1 && at(0) >= first ? column('revenue') : NaN
# too few past errors give no interval: its ends are the forecast then
of_interval(end) = column(end) == column(end) ? column(end) : column('forecast')
seen = 0
end_revenue = NaN
stats 'kpi-months.tsv' using (end_revenue = at(0) == newest ? known(0) : end_revenue, take(known(0))) nooutput
stats 'forecast.tsv' using (take(of_interval('low')), take(of_interval('high'))) nooutput
low = least
high = most
end_forecast = NaN
stats 'forecast.tsv' using (end_forecast = column('forecast'), end_low = of_interval('low'), end_high = of_interval('high'), 0) nooutput

begin(x) = date('begin')
end(x) = date('end') + day
call here.'/months.gp' '$span'
begin(x) = month_start(at(0))
end(x) = month_start(at(0) + 1)
set margins screen 0.11, screen 0.90, screen 0.16, screen 0.90
call here.'/amounts.gp' low high
set label 1 'Revenue, in the currency of the log'
set label 3 '  '.short(end_forecast) at graph 1, first end_forecast textcolor rgb orange
set label 4 (end_high - end_forecast < high / 14 ? '' : '  '.short(end_high)) at graph 1, first end_high
set label 5 (end_forecast - end_low < high / 14 ? '' : '  '.short(end_low)) at graph 1, first end_low
plot 'forecast.tsv' using (middle(0)):(of_interval('low')):(of_interval('high')) with filledcurves fc rgb orange fs solid 0.2, \
  'kpi-months.tsv' using (middle(0)):(known(0)) with lines lc rgb blue lw 2.5, \
  'forecast.tsv' using (middle(0)):'forecast' with lines lc rgb orange lw 2.5 dt (8,4)
unset output
