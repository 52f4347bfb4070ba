# SPDX-License-Identifier: GPL-3.0-or-later
# needs: kpi-months.tsv:begin,complete,complete_before,revenue,bridge_new,bridge_kept,bridge_reactivated,bridge_lost,bridge_guests,bridge_other
# title: From one month's revenue to the next
# desc: The last two whole months. What new customers brought, and those who came back after a month without orders; by how much those who bought in both months changed; what is missing from those who did not buy again.
call system("dirname '".ARG0."'")."/style.gp" ARG0 ARG1 ARG2

# Of the last of the rows that can be compared.
found = 0
change(name) = (value = column(name), total = total + value, value)
stats 'kpi-months.tsv' using (column('complete') == 1 && column('complete_before') == 1 ? ( \
  found = 1, total = 0, at = strptime('%Y-%m-%d', strcol('begin')), revenue = column('revenue'), \
  new = change('bridge_new'), kept = change('bridge_kept'), back = change('bridge_reactivated'), lost = change('bridge_lost'), \
  guests = change('bridge_guests'), other = change('bridge_other'), 0) : 0) nooutput
if (!found) { exit gnuplot }

array name[8] = [strftime("%b\n%Y", at - 86400), 'new', "came\nback", 'kept', 'lost', 'guests', 'other', strftime("%b\n%Y", at)]
array value[8] = [revenue - total, new, back, kept, lost, guests, other, revenue]
bars = 0
level = 0
low = 0
high = 0
set print $bars
do for [i = 1:8] {
  if (value[i] != 0 || i < 6 || i == 8) {
    begin = i == 8 ? 0 : level
    level = begin + value[i]
    if (level < low) { low = level }
    if (level > high) { high = level }
    print sprintf("%d\t%.9g\t%.9g\t%d\t%s", bars, begin, level, i == 1 || i == 8 ? grey : value[i] < 0 ? orange : blue, (i == 1 || i == 8 ? '' : value[i] > 0 ? '+' : '').short(value[i]))
    set xtics add (name[i] bars)
    bars = bars + 1
  }
}
unset print
call here.'/amounts.gp' low high
set xrange [-0.6:bars - 0.4]
set label 1 'Revenue, in the currency of the log'
unset datafile columnheaders
plot $bars using 1:2:($1 - 0.38):($1 + 0.38):2:3:4 with boxxyerror fc rgb variable, \
  '' using 1:($2 > $3 ? $2 : $3):5 with labels offset 0,0.6
unset output
