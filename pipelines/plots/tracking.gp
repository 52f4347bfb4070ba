# SPDX-License-Identifier: GPL-3.0-or-later
# needs: check-tracking.tsv:family,end_date,holdout,cumulative_bought,cumulative_expected chosen.tsv:family
# title: Purchases that the model expected, and those that came
# desc: Repeat purchases since the beginning, as they came and as the chosen model expected them. It knew only those before the line.
call system("dirname '".ARG0."'")."/style.gp" ARG0 ARG1 ARG2

stats 'chosen.tsv' using (chosen = strcol('family'), 0) nooutput
of(x) = strcol('family') eq chosen ? x : NaN
seen = 0
begin(x) = of(date('end_date'))
end(x) = begin(0)
call here.'/months.gp' 'check-tracking.tsv'
cut_at = NaN
seen = 0
came = NaN
expected = NaN
stats 'check-tracking.tsv' using (cut_at = strcol('family') eq chosen && column('holdout') == 0 ? date('end_date') : cut_at, \
  came = of(1) == 1 ? column('cumulative_bought') : came, expected = of(1) == 1 ? column('cumulative_expected') : expected, \
  take(of(column('cumulative_bought'))), take(of(column('cumulative_expected')))) nooutput
if (!seen) { exit gnuplot }
set margins screen 0.11, screen 0.84, screen 0.16, screen 0.90
call here.'/amounts.gp' 0 most
set label 1 'Repeat purchases so far'
gap = most / 14.0
near = abs(came - expected) < gap
set label 3 '  came' at graph 1, first (near ? came + (came < expected ? -1 : 1) * gap / 2 : came) textcolor rgb blue
set label 4 '  expected' at graph 1, first (near ? expected + (came < expected ? 1 : -1) * gap / 2 : expected) textcolor rgb orange
if (cut_at == cut_at) {
  set arrow 1 from cut_at, graph 0 to cut_at, graph 1 nohead lc rgb grey dt (2,3)
  set label 5 'the model knew ' at cut_at, graph 0.95 right textcolor rgb grey
}
plot 'check-tracking.tsv' using (begin(0)):'cumulative_bought' with lines lc rgb blue lw 2.5, \
  '' using (begin(0)):'cumulative_expected' with lines lc rgb orange lw 2.5 dt (8,4)
unset output
