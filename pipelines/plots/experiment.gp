# SPDX-License-Identifier: GPL-3.0-or-later
# needs: campaign-last.tsv:group,name,value
# title: What the campaign changed
# desc: Each group against the one that it is compared with, for all customers and by segment: the difference and its interval. An interval that contains 0 shows no difference. At most 24 are shown.
call system("dirname '".ARG0."'")."/style.gp" ARG0 ARG1 ARG2

load made('arms', 'campaign-last.tsv')
baseline = ''
kind = ''
seen = 0
stats $made index 0 using (take(column('low'))) nooutput
if (!seen) { exit gnuplot }
rows = seen < 24 ? seen : 24
stats $made index 1 using (baseline = strcol('baseline'), kind = strcol('kind'), 0) nooutput
unit = kind eq 'rate' ? 100.0 : 1.0
seen = 0
stats $made index 0 every ::0::23 using (take(unit * column('low')), take(unit * column('high')), take(0)) nooutput
call here.'/bars.gp' rows 30 0.30 0 1
size = step(most - least)
set xrange [least - 0.02 * (most - least):most + 0.62 * (most - least)]
set xtics () scale 0 offset 0,0.4
set grid xtics
do for [i = ceil(least / size):floor(most / size)] { set xtics add (sprintf('%g', i * size) i * size) }
set margins screen 0.30, screen 0.98, screen 34.0 / height, screen 1 - 40.0 / height
set arrow 1 from 0, graph 0 to 0, graph 1 nohead lc rgb grey
set label 1 'Difference to '.baseline.(kind eq 'rate' ? ', in percentage points' : '')
name_of(x) = (strcol(1) eq '(all)' ? 'all' : strcol(1)).': '.strcol('group')
shade(x) = column('low') > 0 ? blue : column('high') < 0 ? orange : grey
plot $made index 0 every ::0::23 using (unit * column('low')):(-$0):(unit * (column('high') - column('low'))):(0):(shade(0)) with vectors nohead lc rgb variable lw 2.5, \
  '' index 0 every ::0::23 using (unit * column('difference')):(-$0):(shade(0)) with points pt 7 ps 1.1 lc rgb variable, \
  '' index 0 every ::0::23 using (least - 0.02 * (most - least)):(-$0):(cut(name_of(0), 24)) with labels right offset -0.7,0, \
  '' index 0 every ::0::23 using (most + 0.62 * (most - least)):(-$0):(sprintf(kind eq 'rate' ? '%+.1f (%.1f to %.1f)' : '%+.3g (%.3g to %.3g)', unit * column('difference'), unit * column('low'), unit * column('high'))) with labels right font 'sans-serif,13'
unset output
