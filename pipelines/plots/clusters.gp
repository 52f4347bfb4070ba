# SPDX-License-Identifier: GPL-3.0-or-later
# needs: clusters.tsv:recency_days,gross,cluster
# title: Clusters of customers
# desc: The customers by how long ago they last bought and how much they spent. The area of a dot is the number of customers there, its colour and the number in the middle of the dots are their cluster. Both axes have a logarithmic scale.
call system("dirname '".ARG0."'")."/style.gp" ARG0 ARG1 ARG2

load made('grid', 'x=recency_days y=gross by=cluster clusters.tsv')
seen = 0
stats $made index 0 using (take(column('rows'))) nooutput
largest = most
seen = 0
stats $made index 0 using (take(column('y'))) nooutput
low = least
high = most
seen = 0
stats $made index 0 using (take(column('x'))) nooutput

array hue[5] = [blue, orange, green, purple, grey]
colour(x) = hue[(int(column('group')) - 1) % 5 + 1]
set terminal svg size width,400 dynamic noenhanced font font rounded
set margins screen 0.11, screen 0.98, screen 0.15, screen 0.92
set grid xtics
set xrange [least - 0.3:most + 0.3]
set yrange [low - 0.4:high + 0.4]
set xtics ('0' 0, '1' log(2), '3' log(4), '7' log(8), '14' log(15), '30' log(31), '90' log(91), '1 year' log(366), '3' log(1096), '10' log(3651))
set ytics ()
do for [i = 0:14] {
  set ytics add (short(10.0**i) log(1 + 10.0**i))
  if (high - low < 6) { set ytics add (short(3 * 10.0**i) log(1 + 3 * 10.0**i)) }
}
set xlabel 'days since the last order' offset 0,0.4
set label 1 'Spent, before returns, in the currency of the log'
plot $made index 0 using 'x':'y':(0.25 + 1.3 * sqrt(column('rows') / largest)):(colour(0) + 0x40000000) with points pt 7 ps variable lc rgb variable, \
  '' index 1 using 'x':'y' with points pt 7 ps 2.6 lc rgb lines, \
  '' index 1 using 'x':'y':'group' with labels font 'sans-serif,18'
unset output
