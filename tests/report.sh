#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# report.sh [BUILD]: the page of a whole run. Every figure on it is that of its table, read back from the HTML; ids are
# unique, links have targets, nothing is fetched from elsewhere. (In a browser: tests/browser.)
set -u
cd "${BASH_SOURCE[0]%/*}/.." || exit 1
# shellcheck source-path=SCRIPTDIR source=checks.sh
. tests/checks.sh

figures() { awk -v folder="$1" -f tests/figures.awk "$2"; }

"$bin/simulate" --messy --layout online-retail --customers 150 >"$W/log.csv"
check $? "a log"
run=(make -f pipelines/retail.mk BIN="$bin" INPUT="$W/log.csv" SCHEMA=online-retail AS_OF=2011-12-10 SCAN=2..3 CLUSTERS=3 OUT="$W/shop" JOBS=2)
gives 0 "a report" "${run[@]}" "TITLE=A <shop>" CURRENCY=£ report
page=$W/shop/report.html
[[ $(cat "$W/out") == "$page" ]]
check $? "it prints where the page is"
gives 0 "it is up to date" "${run[@]}" "TITLE=A <shop>" CURRENCY=£ -q report

grep -q '<title>A &lt;shop&gt;</title>' "$page"
check $? "the title is escaped"
for id in kpi bridge customers cohort second products countries segments moves lifecycle clusters concentration \
  correlation forecast steps data origin definitions; do
  grep -q "<section id=\"$id\">" "$page"
  check $? "section $id"
done

figures "$W/shop" "$page" >"$W/figures"
[[ $(wc -l <"$W/figures") == 1 && $(sed 's/ .*//' "$W/figures") -ge 500 ]]
check $? "every figure is that of its table: $(head -n 5 "$W/figures")"
# (The check itself: a page with another value, and one that shows another figure.)
sed '0,/<td class="n" data-v="/s//&1/' "$page" >"$W/wrong.html"
! cmp -s "$page" "$W/wrong.html" && [[ $(figures "$W/shop" "$W/wrong.html" | wc -l) -gt 1 ]]
check $? "a wrong value is found"
sed -E '0,/(<td class="n" data-v="[0-9.]+" data-line="[0-9]+"( title="[^"]*")?>£)/s//\19/' "$page" >"$W/wrong.html"
! cmp -s "$page" "$W/wrong.html" && [[ $(figures "$W/shop" "$W/wrong.html" | wc -l) -gt 1 ]]
check $? "a wrong figure is found"

ids=$(grep -oE ' id="[^"]*"' "$page" | sort | uniq -d)
[[ -z $ids ]]
check $? "ids that are there twice: $ids"
grep -oE ' href="#[^"]*"' "$page" | sed 's/.*#//; s/"//' | sort -u >"$W/to"
grep -oE ' id="[^"]*"' "$page" | sed 's/.*="//; s/"//' | sort -u | comm -23 "$W/to" - >"$W/nowhere"
[[ ! -s $W/nowhere ]]
check $? "links that lead nowhere: $(head -n 3 "$W/nowhere")"
while read -r link; do
  [[ -e $W/shop/$link ]]
  check $? "link to $link"
done < <(grep -oE ' href="[^#"]*"' "$page" | sed 's/.*="//; s/"//' | sort -u)
(($(wc -c <"$page") < 3000000))
check $? "3 MB at most"

gives 0 "without gnuplot" env PATH="$W" "$bin/report" "$W/shop"
says 'gnuplot is not installed, so the page has no plots' "without gnuplot"
! grep -q '<figure' "$W/out" && grep -q 'This page has no plots' "$W/out"
check $? "the page says that it has none"

gives 0 "as text" "$bin/report" --text --currency £ "$W/shop"
! LC_ALL=C.UTF-8 grep -qE '^.{81}' "$W/out" # (mawk counts bytes)
check $? "80 columns at most"
says 'Revenue ' "as text"
says 'Read with care' "as text"

finish
