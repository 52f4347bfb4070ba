# SPDX-License-Identifier: GPL-3.0-or-later
# needs: rfm.tsv:revenue
# title: What customers spent
# desc: How many customers brought how much revenue. The axis is logarithmic: each step from a figure to the next is ten times as much.
call system("dirname '".ARG0."'")."/style.gp" ARG0 ARG1 ARG2
call here.'/histogram.gp' 'rfm.tsv' 'revenue' 'revenue of a customer'
unset output
