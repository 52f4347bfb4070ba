# SPDX-License-Identifier: GPL-3.0-or-later
# histogram.gp TABLE COLUMN NAME: customers by an amount of theirs, on a logarithmic scale.
load made('decades', 'of='.ARG2.' '.ARG1)
seen = 0
total = 0
stats $made using (total = total + column('rows'), take(column('rows'))) nooutput
if (total == 0) { exit gnuplot }
highest = most
seen = 0
none = NaN
stats $made using (none = column('none') == 1 ? column('begin') + 0.1 : none, take(column('begin'))) nooutput
stats $made using (take(column('end'))) nooutput
set xrange [least - 0.05:most + 0.05]
call here.'/amounts.gp' 0 highest
set xtics ()
do for [i = floor(least):ceil(most)] { if (none != none || i > none + 0.3) { set xtics add (short(10.0**i) i) } }
if (none == none) { set xtics add ('0 or less' none) }
set xlabel ARG3.', in the currency of the log' offset 0,0.4
set bmargin at screen 0.19
set label 1 'Customers'
set label 2 'logarithmic scale' textcolor rgb grey
plot $made using (column('begin')):'rows':(column('begin') + 0.015):(column('end') - 0.015):(0):'rows':(column('none') == 1 ? grey : blue) with boxxyerror fc rgb variable
