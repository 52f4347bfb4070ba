# SPDX-License-Identifier: GPL-3.0-or-later
# needs: rfm.tsv:r_score,f_score,revenue
# title: Customers by recency and frequency
# desc: Each cell has the customers of one recency score (5: they bought most recently) and one frequency score (5: most orders): their mean revenue, the darker the higher, and below it their number.
call system("dirname '".ARG0."'")."/style.gp" ARG0 ARG1 ARG2

load made('tally', 'by=r_score,f_score of=revenue rfm.tsv')
seen = 0
stats $made using (take(column('r_score'))) nooutput
stats $made using (take(column('f_score'))) nooutput
scores = int(most)
seen = 0
mean(x) = column('sum') / column('rows')
stats $made using (take(mean(0))) nooutput
darkest = most > 0 ? most : 1

set margins screen 0.11, screen 0.99, screen 0.18, screen 0.90
unset grid
set xrange [0.5:scores + 0.5]
set yrange [0.5:scores + 0.5]
set xtics 1
set ytics 1
set xlabel 'recency score ('.scores.': most recently)' offset 0,0.4
set ylabel 'frequency score' offset 1,0
set label 1 'Mean revenue, in the currency of the log, and number of customers'
two = scores <= 6
share(x) = mean(0) > 0 ? sqrt(mean(0) / darkest) : 0
plot $made using 'r_score':'f_score':(column('r_score') - 0.49):(column('r_score') + 0.49):(column('f_score') - 0.48):(column('f_score') + 0.48):(wash(blue, share(0))) with boxxyerror fc rgb variable, \
  '' using 'r_score':(column('f_score') + two * 0.14):(short(mean(0))) with labels, \
  '' using 'r_score':(two ? column('f_score') - 0.24 : NaN):(sprintf('%d', column('rows'))) with labels font 'sans-serif,12'
unset output
