# SPDX-License-Identifier: GPL-3.0-or-later
#
# style.gp: what all plots share: how they are run, their size, colours, axes and numbers.
#
#     gnuplot -c NAME.gp FOLDER PREFIX > NAME.svg
#
# prints one SVG from the TSV tables in FOLDER, the same bytes each time. Ids in it begin with PREFIX, so that several can
# be in one page. The first comments of NAME.gp say what it needs and shows:
#
#     # needs: TABLE:COLUMN,COLUMN... TABLE:...     the tables, in FOLDER, and their columns
#     # title: ...                                  <title> and <desc> of the SVG, one line each
#     # desc: ...
#
# A table or column that is missing is an error: a message that names it, status 1. If a table has no rows, or none that
# can be shown, nothing is printed, and the status is 0.
#
# The SVG: no background, no script, link, or reference; text and axes have the colour of the text around the SVG
# (currentColor), all else has var(--plot-NAME), with the names below. The SVG has a <style> for them: the values for a
# light page, and those for a dark page if the reader prefers one (prefers-color-scheme). Their selector has no weight, so a
# page may define its own. svg.awk writes all this into what gnuplot prints.
#
# A plot begins with
#
#     call system("dirname '".ARG0."'")."/style.gp" ARG0 ARG1 ARG2
#
# and then reads the tables by plain name, since the folder is then the working folder, and columns by name. It ends with
# "unset output", which waits for svg.awk.

# Colours, for a light and a dark page: hues after M. Okabe and K. Ito, "Color Universal Design" (2008), which readers with
# any kind of colour vision can tell apart, made darker or lighter until the contrast is 4.5:1 on #fff and #1b1b1b. `pale` has 3:1,
# and is not for text; `lines` is for the grid.
blue   = 0x0068a8 # dark 0x62b4f0
orange = 0xb34d00 # dark 0xf0914a
green  = 0x00775a # dark 0x2fbf95
purple = 0xa0457e # dark 0xdf93be
grey   = 0x6b6b6b # dark 0xa3a3a3
pale   = 0x858f98 # dark 0x74808c
lines  = 0xe2e5e8 # dark 0x3a3f44

# What follows is run by the shell, so the names are quoted for it.
quoted = ''
do for [i = 1:strlen(ARG1)] { quoted = quoted.(ARG1[i:i] eq "'" ? "'\\''" : ARG1[i:i]) }
script = quoted
quoted = ''
do for [i = 1:strlen(ARG2)] { quoted = quoted.(ARG2[i:i] eq "'" ? "'\\''" : ARG2[i:i]) }
here = system("cd \"$(dirname '".script."')\" && pwd")
problem = system("LC_ALL=C awk -f '".here."/needs.awk' folder='".quoted."' '".script."'")
if (problem eq 'empty') { exit gnuplot }
if (problem ne '') {
  print system("basename '".script."'").': '.problem
  exit status 1
}
set output "|LC_ALL=C awk -f '".here."/svg.awk' prefix='".ARG3."' '".here."/style.gp' '".script."' -"
cd ARG2

# The bytes of UTF-8 pass through unchanged, in every locale. (Where it is C, to set this gives a warning.)
if (GPVAL_ENCODING ne 'default') { set encoding default }
set locale 'C'
set decimalsign '.'
set datafile separator tab
set datafile commentschars ''
set datafile columnheaders

# 600 units wide: on a page of 720 px the text has 18 px, on a phone of 360 px it has 9 px.
width = 600
font = 'sans-serif,15'
set terminal svg size width,340 dynamic noenhanced font font rounded
set margins screen 0.11, screen 0.97, screen 0.16, screen 0.90
set border 0
set tics scale 0 nomirror
set grid ytics back linetype 1 linecolor rgb lines linewidth 1 dashtype solid
set style fill solid 1 noborder
set pointsize 0.8
unset key

# The extent of what is given to it: stats TABLE using (take(column(NAME))) sets `least` and `most`, and counts in `seen`.
take(x) = x == x ? (seen = seen + 1, least = seen == 1 || x < least ? x : least, most = seen == 1 || x > most ? x : most, 0) : 0

# A list of at most 40 names, each once, in order of first appearance: keep(strcol(NAME)) adds one; they are label[1] to
# label[count], and place(name) is the index of a name.
array label[40]
count = 0
names = "\t"
keep(name) = strstrt(names, "\t".name."\t") || count == 40 ? 0 : (names = names.name."\t", count = count + 1, label[count] = name, 0)
place(name) = count ? (sum [i = 1:count] (label[i] eq name ? i : 0)) : 0

# Months as numbers, to count them; dates and times are UTC.
day = 86400.0
date(name) = strptime('%Y-%m-%d', strcol(name))
begin(x) = date('begin')
end(x) = date('end') + day
month(t) = int(tm_year(t)) * 12 + int(tm_mon(t))
month_start(m) = strptime('%Y-%m', sprintf('%d-%02d', m / 12, m % 12 + 1))

# A table with names in it. gnuplot reads quotation marks and backslashes in a field as syntax, so they are replaced by
# other bytes, which svg.awk converts back.
safe = "tr '\"\\\\' '\\002\\003'"
text(table) = '< '.safe.' < '.table

# load made(PROGRAM, ARGUMENTS) runs PROGRAM.awk of this folder once, and $made is then the table that it wrote.
made(program, arguments) = "< echo '$made << END'; LC_ALL=C awk -f '".here."/".program.".awk' ".arguments.' | '.safe.'; echo END'

# Numbers: 950, 1.2k, 34k, 5.6M.
short(x) = x == 0 ? '0' : abs(x) < 1000 ? gprintf('%.3g', x) : gprintf(abs(x) / 1000.0**floor(log10(abs(x)) / 3) < 10 ? '%.1s%c' : '%.0s%c', x)
percent(x) = sprintf('%.0f %%', 100 * x)
signed(x) = sprintf('%+.0f %%', 100 * x)
# At most n characters of a name; svg.awk cuts it, since what gnuplot counts depends on the locale.
cut(name, n) = sprintf("%s\001%d", name, n)
# A step of an axis that spans `x`: 1, 2 or 5 times a power of ten, some four to a plot.
power(x) = 10.0**floor(log10(x / 4.0))
nice(m) = m < 1.5 ? 1 : m < 3.5 ? 2 : m < 7.5 ? 5 : 10
step(x) = power(x) * nice(x / 4.0 / power(x))

# The colour of a cell of a heat map: `hue`, and the more of it the greater `share` (0 to 1) is. At most half of it, so
# that text in the cell can be read on a light and on a dark page, 4.5:1.
wash(hue, share) = hue + (int(255 * (1 - 0.5 * (share > 0 ? share < 1 ? share : 1 : 0))) << 24)

# Above a plot: label 1 says what the y axis shows, and its unit; label 2 is at the right.
set label 1 '' at screen 0.012, graph 1 offset 0,1 left
set label 2 '' at graph 1, graph 1 offset 0,1 right
