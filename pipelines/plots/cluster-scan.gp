# SPDX-License-Identifier: GPL-3.0-or-later
# needs: cluster-scan.tsv:k,inertia,silhouette,suggested
# title: How many clusters?
# desc: For each number of clusters: the sum of squared distances that is left within them, which always falls, but after a bend only little; and the silhouette, how well customers fit into their cluster instead of the next one, at most 1. The vertical line is the number that the scan suggests.
call system("dirname '".ARG0."'")."/style.gp" ARG0 ARG1 ARG2

best = NaN
seen = 0
stats 'cluster-scan.tsv' using (best = column('suggested') == 1 ? column('k') : best, take(column('k'))) nooutput
if (!seen) { exit gnuplot }
set xrange [least - 0.3:most + 0.3]
every = most - least > 15 ? 5 : 1
first = least
unset xtics
set terminal svg size width,430 dynamic noenhanced font font rounded
set multiplot
if (best == best) {
  set arrow 1 from best, graph 0 to best, graph 1 nohead lc rgb grey dt (4,3)
  set label 3 ' suggested' at best, graph 0.93 offset 0.7,0 textcolor rgb grey
}
set tmargin at screen 0.92
set bmargin at screen 0.56
seen = 0
stats 'cluster-scan.tsv' using (take(column('inertia'))) nooutput
call here.'/amounts.gp' 0 most
set label 1 'Squared distances left within clusters'
plot 'cluster-scan.tsv' using 'k':'inertia' with lines lc rgb blue lw 2.5, '' using 'k':'inertia' with points pt 7 lc rgb blue

set tmargin at screen 0.44
set bmargin at screen 0.15
set xtics first, every format '%g' scale 0
unset label 3
seen = 0
stats 'cluster-scan.tsv' using (take(column('silhouette'))) nooutput
call here.'/amounts.gp' least most
set label 1 'Silhouette'
set xlabel 'clusters' offset 0,0.4
plot 'cluster-scan.tsv' using 'k':'silhouette' with lines lc rgb blue lw 2.5, '' using 'k':'silhouette' with points pt 7 lc rgb blue
unset multiplot
unset output
