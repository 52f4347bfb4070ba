# SPDX-License-Identifier: GPL-3.0-or-later
# needs: segment-moves.tsv:month,from,to,customers,share,revenue_from,revenue_to
# title: How customers moved between segments
# desc: A row has the customers who were in a segment at the end of the last month but one; its figures, in percent, tell in which segment they were a month later. Those on the diagonal stayed. Segments with the highest mean revenue come first; at most 24 are shown.
call system("dirname '".ARG0."'")."/style.gp" ARG0 ARG1 ARG2

load made('matrix', 'segment-moves.tsv')
seen = 0
stats $made index 1 using (take(column('place'))) nooutput
size = int(most)
cell = size > 14 ? 20 : 27
height = 170 + size * cell
set terminal svg size width,height dynamic noenhanced font font rounded
set margins screen 0.27, screen 0.99, screen 10.0 / height, screen 1 - 160.0 / height
set xrange [0.5:size + 0.5]
set yrange [-size - 0.5:-0.5]
unset xtics
unset ytics
unset grid
set label 1 'From' at screen 0.26, graph 1 offset 0,0.7 right font 'sans-serif:Bold,15'
set label 2 'To' at screen 0.26, graph 1 offset 0,2 right font 'sans-serif:Bold,15'
plot $made index 0 using 'to':(-column('from')):(column('to') - 0.48):(column('to') + 0.48):(-column('from') - 0.47):(-column('from') + 0.47):(wash(column('from') == column('to') ? grey : blue, column('share'))) with boxxyerror fc rgb variable, \
  '' index 0 using (size > 14 || column('share') < 0.005 ? NaN : column('to')):(-column('from')):(sprintf('%.0f', 100 * column('share'))) with labels, \
  '' index 1 using (0.5):(-column('place')):(cut(strcol('label'), 19)) with labels right offset -0.7,0, \
  '' index 1 using 'place':(-0.5):(cut(strcol('label'), 19)) with labels left rotate by 90 offset 0,0.7
unset output
