# SPDX-License-Identifier: GPL-3.0-or-later
# percents.gp LOW TOP: the same for percents: what is plotted is 100 times the share.
call here.'/amounts.gp' ARG1 ARG2 ' %%'
