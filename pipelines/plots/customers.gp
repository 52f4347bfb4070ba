# SPDX-License-Identifier: GPL-3.0-or-later
# needs: kpi-months.tsv:begin,end,complete,active_customers,new_customers,existing_customers
# title: New and returning customers by month
# desc: The customers who bought in each month, in two parts: those who had bought in an earlier month, and above them those who were new. A paler bar is a month of which the log has only a part.
call system("dirname '".ARG0."'")."/style.gp" ARG0 ARG1 ARG2
call here.'/months.gp' 'kpi-months.tsv'

seen = 0
stats 'kpi-months.tsv' using (take(column('new_customers') + column('existing_customers'))) nooutput
call here.'/amounts.gp' 0 most
set label 1 'Customers who bought:'
set label 3 'new' at screen 0.32, graph 1 offset 0,1 textcolor rgb orange
set label 4 'and returning' at screen 0.385, graph 1 offset 0,1 textcolor rgb blue
faint(hue) = hue + (column('complete') == 1 ? 0 : 0x60000000)
plot 'kpi-months.tsv' using (middle(0)):(column('existing_customers')):(left(0)):(right(0)):(0):(column('existing_customers')):(faint(blue)) with boxxyerror fc rgb variable, \
  '' using (middle(0)):(column('active_customers')):(left(0)):(right(0)):(column('existing_customers')):(column('existing_customers') + column('new_customers')):(faint(orange)) with boxxyerror fc rgb variable, \
  '' using (middle(0)):(part(column('new_customers') + column('existing_customers'))):('part') with labels offset 0,0.6
unset output
