# SPDX-License-Identifier: GPL-3.0-or-later
# needs: rfm.tsv:segment,revenue
# title: Segments: share of the customers and of the revenue
# desc: For each segment, the share of all customers that it has, and the share of all revenue that they brought. At most the 20 with the most revenue are shown.
call system("dirname '".ARG0."'")."/style.gp" ARG0 ARG1 ARG2

load made('tally', 'by=segment of=revenue rfm.tsv')
total_rows = 0
total_sum = 0
stats $made using (total_rows = total_rows + column('rows'), total_sum = total_sum + column('sum'), 0) nooutput
if (total_sum <= 0) { exit gnuplot }
customers(x) = 100.0 * column('rows') / total_rows
revenue(x) = 100.0 * column('sum') / total_sum
seen = 0
stats $made every ::0::19 using (take(customers(0))) nooutput
bars = seen
stats $made every ::0::19 using (take(revenue(0))) nooutput

call here.'/bars.gp' bars 44 0.26 least most
set label 1 'Share of the customers' textcolor rgb grey
set label 3 'and of the revenue' at screen 0.31, graph 1 offset 0,1 textcolor rgb blue
plot $made every ::0::19 using (customers(0)):(-$0):(0):(customers(0)):(-$0):(-$0 + 0.36) with boxxyerror fc rgb grey, \
  '' every ::0::19 using (revenue(0)):(-$0):(0):(revenue(0)):(-$0 - 0.36):(-$0) with boxxyerror fc rgb blue, \
  '' every ::0::19 using (0):(-$0):(cut(strcol('segment'), 22)) with labels right offset -1,0, \
  '' every ::0::19 using (customers(0)):(-$0 + 0.19):(sprintf('%.0f %%', customers(0))) with labels left offset 0.6,0 font 'sans-serif,12', \
  '' every ::0::19 using (revenue(0) > 0 ? revenue(0) : 0):(-$0 - 0.19):(sprintf('%.0f %%', revenue(0))) with labels left offset 0.6,0 font 'sans-serif,12'
unset output
