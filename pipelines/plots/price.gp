# SPDX-License-Identifier: GPL-3.0-or-later
# needs: campaign-prices.tsv:product_id,revenue,elasticity,elasticity_low,elasticity_high
# title: How demand depends on the price
# desc: The price elasticity of the products with the most revenue, with its interval: by how many percent demand changes if the price rises by one percent. Below -1, a lower price brings more revenue. Blue if the interval is below -1, orange if it is between -1 and 0. Intervals end where the plot does. At most 20 are shown.
call system("dirname '".ARG0."'")."/style.gp" ARG0 ARG1 ARG2

load made('ranked', 'by=revenue most=20 has=elasticity campaign-prices.tsv')
seen = 0
stats $made using (take(column('elasticity'))) nooutput
if (!seen) { exit gnuplot }
rows = seen
stats $made using (take(-2), take(0.5)) nooutput
call here.'/bars.gp' rows 24 0.26 0 1
size = step(most - least)
low = least - 0.15 * (most - least)
high = most + 0.15 * (most - least)
set xrange [low:high]
set xtics () scale 0 offset 0,0.4
set grid xtics
do for [i = ceil(low / size):floor(high / size)] { set xtics add (sprintf('%g', i * size) i * size) }
set margins screen 0.26, screen 0.88, screen 34.0 / height, screen 1 - 40.0 / height
set arrow 1 from 0, graph 0 to 0, graph 1 nohead lc rgb grey
set arrow 2 from -1, graph 0 to -1, graph 1 nohead lc rgb grey dt (4,3)
set label 1 'Price elasticity'
set label 2 'revenue' at screen 0.98, graph 1 right offset 0,1
shade(x) = column('elasticity_high') < -1 ? blue : column('elasticity_low') > -1 && column('elasticity_high') < 0 ? orange : grey
from(x) = column('elasticity_low') < low ? low : column('elasticity_low')
to(x) = column('elasticity_high') > high ? high : column('elasticity_high')
plot $made using (from(0)):(-$0):(to(0) - from(0)):(0):(shade(0)) with vectors nohead lc rgb variable lw 2.5, \
  '' using 'elasticity':(-$0):(shade(0)) with points pt 7 ps 1 lc rgb variable, \
  '' using (low):(-$0):(cut(strcol('product_id'), 20)) with labels right offset -0.7,0, \
  '' using (high):(-$0):(short(column('revenue'))) with labels left offset 2,0 font 'sans-serif,13'
unset output
