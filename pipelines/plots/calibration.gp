# SPDX-License-Identifier: GPL-3.0-or-later
# needs: check-by-x.tsv:family,x,customers,bought,expected chosen.tsv:family
# title: Purchases in the test, by earlier purchases
# desc: Customers by the number of repeat purchases that the chosen model knew of: how many each of them then made on average, and how many the model expected (the marks). The figures are the numbers of customers.
call system("dirname '".ARG0."'")."/style.gp" ARG0 ARG1 ARG2

stats 'chosen.tsv' using (chosen = strcol('family'), 0) nooutput
of(name) = strcol('family') eq chosen && column('customers') > 0 ? column(name) / column('customers') : NaN
bucket(x) = strcol('family') eq chosen ? column('x') : NaN
seen = 0
stats 'check-by-x.tsv' using (take(of('bought')), take(of('expected'))) nooutput
if (!seen) { exit gnuplot }
high = most
seen = 0
stats 'check-by-x.tsv' using (bucket(0) == bucket(0) ? keep(strcol('x')) : 0, take(bucket(0))) nooutput
last = most
call here.'/amounts.gp' 0 high
set xrange [-0.5:last + 0.5]
set xtics ()
do for [i = 1:count] { set xtics add (label[i] real(i - 1)) }
set xlabel 'repeat purchases before the test' offset 0,0.4
set bmargin at screen 0.19
set label 1 'Purchases of each in the test:'
set label 3 'came' at screen 0.39, graph 1 offset 0,1 textcolor rgb blue
set label 4 'expected' at screen 0.475, graph 1 offset 0,1 textcolor rgb orange
plot 'check-by-x.tsv' using (bucket(0)):(of('bought')):(bucket(0) - 0.35):(bucket(0) + 0.35):(0):(of('bought')) with boxxyerror fc rgb blue, \
  '' using (bucket(0) - 0.42):(of('expected')):(0.84):(0) with vectors nohead lc rgb orange lw 4, \
  '' using (bucket(0)):(of('bought') > of('expected') ? of('bought') : of('expected')):(sprintf('%d', column('customers'))) with labels offset 0,0.7 font 'sans-serif,12'
unset output
