#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# report.sh [BUILD]: the page of a whole run. Every figure on it is that of its table, read back from the HTML; ids are
# unique, links lead somewhere, nothing comes from elsewhere. (In a browser: tests/browser.)
set -u
cd "${BASH_SOURCE[0]%/*}/.." || exit 1
# shellcheck source-path=SCRIPTDIR source=checks.sh
. tests/checks.sh

# figures FOLDER PAGE: each cell and each figure that names its place, against the file; prints what differs, and at the
# end how many were compared.
figures() {
  awk -v folder="$1" '
    function attribute(tag, name,   at, rest) {
      at = index(tag, " " name "=\"")
      if (!at) return "\001"
      rest = substr(tag, at + length(name) + 3)
      return plain(substr(rest, 1, index(rest, "\"") - 1))
    }
    function plain(s) {
      gsub(/&lt;/, "<", s); gsub(/&gt;/, ">", s); gsub(/&quot;/, "\"", s); gsub(/&#39;/, "\047", s); gsub(/&amp;/, "\\&", s)
      return s
    }
    function load(file,   line, n, i, name, part, row) {
      if (loaded[file]++) return
      while ((getline line < (folder "/" file)) > 0) {
        n = split(line, part, "\t")
        row++
        for (i = 1; i <= n; i++) if (row == 1) name[i] = part[i]; else cell[file, row, name[i]] = part[i]
      }
      close(folder "/" file)
      if (!row) print file ": cannot be read"
    }
    # What is shown is the value, rounded to the places that are shown: 118.8k, 38.0%, -£1,234
    function agrees(text, value,   unit, sign, s, places, off) {
      s = text
      unit = sub(/bn$/, "", s) ? 1e9 : sub(/M$/, "", s) ? 1e6 : sub(/k$/, "", s) ? 1e3 : sub(/%$/, "", s) ? .01 : 1
      sub(/^\+/, "", s)
      sign = sub(/^\342\210\222/, "", s) ? -1 : 1
      gsub(/,|\302\243/, "", s)
      if (s !~ /^[0-9.]+$/) return 0
      places = index(s, ".") ? length(s) - index(s, ".") : 0
      off = sign * s * unit - value
      if (off < 0) off = -off
      return off <= (0.5 * 10 ^ -places + 1e-9) * unit + 1e-9 * (value < 0 ? -value : value)
    }
    function compare(file, line, column, value, text) {
      load(file)
      compared++
      if (cell[file, line, column] != value || !((file, line, column) in cell))
        print file ":" line ": " column ": the page has " value ", the file " cell[file, line, column]
      else if (value ~ /^[-+]?[0-9]*\.?[0-9]+(e[-+]?[0-9]+)?$/ && text != value && text !~ /[a-z] ?[0-9]*$/ && !agrees(text, value))
        print file ":" line ": " column ": the page shows " text " for " value
    }
    # TAG TEXT of each element of this name in the line
    function each(line, name, in_table,   at, end, tag, text, n) {
      while ((at = match(line, "<" name "[ >]"))) {
        line = substr(line, at)
        end = index(line, ">")
        tag = substr(line, 1, end)
        line = substr(line, end + 1)
        text = line
        sub(/<.*/, "", text)
        if (attribute(tag, "data-line") == "\001") { n++; continue }
        if (in_table) compare(table, attribute(tag, "data-line"), column_of(++n), attribute(tag, "data-v"), plain(text))
        else compare(attribute(tag, "data-t"), attribute(tag, "data-line"), attribute(tag, "data-c"), attribute(tag, "value"), plain(text))
      }
    }
    function column_of(n) {
      if (form == "long") return n == 1 ? "label" : "value"
      return head[n]
    }
    /<table / { table = attribute($0, "data-t"); form = attribute($0, "data-form"); heads = 0 }
    /<th[^>]* scope="col"/ && table != "\001" {
      rest = $0
      while ((at = match(rest, /<th[^>]* scope="col"[^>]*>/))) {
        head[++heads] = attribute(substr(rest, at, RLENGTH), "data-c")
        rest = substr(rest, at + RLENGTH)
      }
    }
    /^<tr/ && table != "\001" && table != "" { gsub(/<th scope="row"/, "<td"); each($0, "td", 1) }
    { each($0, "data", 0) }
    /<\/table>/ { table = "" }
    END { print compared + 0 " figures" }' "$2"
}

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
[[ -z $(LC_ALL=C.UTF-8 awk 'length > 80' "$W/out") ]]
check $? "80 columns at most"
says 'Revenue ' "as text"
says 'Read with care' "as text"

finish
