# SPDX-License-Identifier: GPL-3.0-or-later
# needs: correlations.tsv:column,with,statistic,value
# title: Which measures of the customers go together
# desc: Spearman's rank correlation of each two measures: 1 if the order of the customers is the same by both, -1 if it is the reverse, 0 if one tells nothing about the other. Positive ones are blue, negative ones orange.
call system("dirname '".ARG0."'")."/style.gp" ARG0 ARG1 ARG2

table = text('correlations.tsv')
spearman(x) = strcol('statistic') eq 'spearman' ? x : NaN
stats table using (strcol('statistic') eq 'spearman' ? keep(strcol('column')) + keep(strcol('with')) : 0) nooutput
seen = 0
stats table using (take(spearman(column('value')))) nooutput
if (!seen || count < 2) { exit gnuplot }

height = 70 + 40 * (count - 1)
set terminal svg size width,height dynamic noenhanced font font rounded
set margins screen 0.22, screen 0.97, screen 40.0 / height, screen 1 - 30.0 / height
set xrange [0.5:count - 0.5]
set yrange [-count - 0.5:-1.5]
unset grid
unset xtics
unset ytics
do for [i = 1:count - 1] {
  below = 10 + i
  beside = 60 + i
  set label below label[i] at i, -count - 0.5 center offset 0,-0.8
  set label beside label[i + 1] at 0.5, -i - 1 right offset -0.7,0
}
column_at(x) = spearman(place(strcol('column')))
row_at(x) = spearman(-place(strcol('with')))
plot table using (column_at(0)):(row_at(0)):(column_at(0) - 0.49):(column_at(0) + 0.49):(row_at(0) - 0.48):(row_at(0) + 0.48):(wash(column('value') < 0 ? orange : blue, abs(column('value')))) with boxxyerror fc rgb variable, \
  '' using (column_at(0)):(row_at(0)):(sprintf('%.2f', column('value'))) with labels
unset output
