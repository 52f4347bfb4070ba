# SPDX-License-Identifier: GPL-3.0-or-later
# needs: top-products.tsv:product_id,description,gross
# title: The products with the highest sales
# desc: Sales of each product, before returns. At most 20 are shown.
call system("dirname '".ARG0."'")."/style.gp" ARG0 ARG1 ARG2

table = text('top-products.tsv').' | head -n 21'
seen = 0
stats table using (take(column('gross'))) nooutput
call here.'/bars.gp' seen 24 0.43 0 most
set label 1 'Sales, in the currency of the log'
name_of(x) = strcol('description') eq '' ? strcol('product_id') : strcol('description')
plot table using 'gross':(-$0):(0):'gross':(-$0 - 0.38):(-$0 + 0.38) with boxxyerror fc rgb blue, \
  '' using (0):(-$0):(cut(name_of(0), 30)) with labels right offset -0.7,0 font 'sans-serif,13', \
  '' using 'gross':(-$0):(short(column('gross'))) with labels left offset 0.6,0 font 'sans-serif,13'
unset output
