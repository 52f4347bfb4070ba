# SPDX-License-Identifier: GPL-3.0-or-later
# needs: churn-model.tsv:section,term,name,value
# title: What the churn model goes by
# desc: By what the odds of leaving are multiplied if a feature is one standard deviation higher and the others are the same, with the 95 % interval. What goes together shares its effect, so this does not tell what causes it. At most 24 are shown.
call system("dirname '".ARG0."'")."/style.gp" ARG0 ARG1 ARG2

load made('effects', 'churn-model.tsv')
seen = 0
stats $made every ::0::23 using (take(column('effect'))) nooutput
if (!seen) { exit gnuplot }
rows = seen
stats $made every ::0::23 using (take(column('low')), take(column('high')), take(-1), take(1)) nooutput
low = least < -4 ? -4 : least
high = most > 4 ? 4 : most
call here.'/bars.gp' rows 28 0.36 0 1
set xrange [low - 0.1:high + 0.1]
set xtics () scale 0 offset 0,0.4
set grid xtics
do for [i = ceil(low):floor(high)] { set xtics add ((i < 0 ? sprintf('1/%g', 2**-i) : sprintf('%g', 2**i)) i) }
set margins screen 0.36, screen 0.97, screen 34.0 / height, screen 1 - 40.0 / height
set arrow 1 from 0, graph 0 to 0, graph 1 nohead lc rgb grey
set label 1 'The odds of leaving, times'
shade(x) = column('low') > 0 ? orange : column('high') < 0 ? blue : grey
from(x) = column('low') < low ? low : column('low')
to(x) = column('high') > high ? high : column('high')
plot $made every ::0::23 using (from(0)):(-$0):(to(0) - from(0)):(0):(shade(0)) with vectors nohead lc rgb variable lw 2.5, \
  '' every ::0::23 using 'effect':(-$0):(shade(0)) with points pt 7 ps 1.1 lc rgb variable, \
  '' every ::0::23 using (low - 0.1):(-$0):(cut(strcol('term'), 26)) with labels right offset -0.7,0
unset output
