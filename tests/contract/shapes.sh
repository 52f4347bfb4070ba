# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What follows from the shape of a tool, its further examples, and the tables that it does and does not read. Sourced
# by tool.sh.
# shellcheck disable=SC2154,SC2034

# central NAME: the checks for each way to run a tool on $1.in, whose contents are $header and $rows.
central() {
  local n
  run <in; expect "$1" 0 || return
  [[ -z $err ]]; check $? "$1" "silence" "$err"
  cp out plain.out
  [[ $shape == sink ]] || rectangular
  run <in; same "$1, a second run" plain.out
  [[ $shape == source ]] && return
  short=${rows[1]%"$sep"*}
  printf '%s\n' "$header" "${rows[0]}" "$short" "${rows[@]:1}" >wrong
  run wrong; expect "$1, a short row" 1 wrong:3:
  run --on-bad skip --stats stats wrong; expect "$1, a short row skipped" 0 && same "$1, a short row skipped" plain.out
  [[ $(stat rows_bad) == 1 && $(stat rows_in) == $((${#rows[@]} + 1)) ]]
  check $? "$1, --stats" "rows_bad 1, rows_in $((${#rows[@]} + 1))" "$(cat stats)"
  if [[ $shape =~ ^(map|pick|edit)$ ]]; then
    n=$(stat rows_added) # empty, except for tools that add rows
    n=$(($(stat rows_out) + $(stat rows_bad) + $(stat rows_dropped) - ${n:-0}))
    [[ $(stat rows_in) == "$n" ]]; check $? "$1, --stats" "rows in = out + bad + dropped" "$(cat stats)"
  fi
  [[ $shape =~ ^(fit|sink)$ ]] && return
  head -n 1 plain.out >first.line
  write empty
  run <empty; expect "$1, header only" 0 && same "$1, header only" first.line
}

# The runs after the first one of --spec.
section_examples() {
  local n runs=("${plain[@]}") example_was=$example
  for ((n = 1; n < ${#examples[@]}; n++)); do
    plain_run "${examples[n]}"
    central "example ${examples[n]}"
    [[ $shape != pick ]] || picked
  done
  plain=("${runs[@]}") example=$example_was
}

# A tool that reads lines or orders is run on both.
section_kinds() {
  local table other=() input=("$header" "${rows[@]}")
  [[ $reads == CSV* || $shape =~ ^(source|page|snapshots)$ ]] && return
  for table in lines orders customers; do
    [[ ${reads%%;*} == *$table* ]] && other+=("$table")
  done
  for table in ${other[@]+"${other[@]:1}"}; do
    mapfile -t rows <"$here/$table.tsv"
    header=${rows[0]} rows=("${rows[@]:1}")
    write in "${rows[@]}"
    central "of $table"
  done
  header=${input[0]} rows=("${input[@]:1}")
  write in "${rows[@]}"
}

# Run on what it does not read: CSV, or another of the tables.
section_wrong() {
  local table name
  [[ $reads == CSV* || ${#spec_columns[@]} == 0 || $shape =~ ^(source|page)$ ]] && return
  tr '\t' ',' <"$here/lines.tsv" >raw.csv
  run raw.csv; expect "CSV for a table" 1 raw.csv:1: CSV clean
  [[ $reads =~ lines|orders|customers ]] || return
  for table in lines orders customers; do
    [[ $reads != *$table* ]] || continue
    split "$(head -n 1 "$here/$table.tsv")"
    for name in "${spec_columns[@]}" ''; do
      column_index "$name" "${fields[@]}" || break
    done
    [[ $name ]] || continue # it has all that the tool needs
    cp "$here/$table.tsv" "wrong.$table"
    run "wrong.$table"; expect "$table for a table of $reads" 1 "wrong.$table:1:" "this is the $table table" "makes it"
  done
}

# ---- pick: rows of the input ----

# Each row that came out is one of the input's, at most as often as it occurs there: compared by the columns that both
# have, in their order.
section_pick() {
  [[ $shape =~ ^(pick|fold)$ ]] || return
  run <in; expect "plain run" 0
  if [[ $shape == pick ]]; then picked; else folded; fi
}

# A fold makes new rows: if all its columns are those of the input, and each row is a row of the input, it is a pick.
folded() {
  local own
  run <in
  own=$(awk -F '\t' 'NR == FNR { if (FNR == 1) for (i = 1; i <= NF; i++) has[$i]; next }
    FNR == 1 { for (i = 1; i <= NF; i++) if (!($i in has)) print $i }' in out)
  [[ -z $own && $(wc -l <out) -gt 1 ]] || return
  project in "$(head -n 1 out)" | sed 1d | sort >of.in
  sed 1d out | sort | comm -13 of.in - >why
  [[ -s why ]]; check $? "a fold" "rows of its own (what writes rows of the input is a pick)" "$(head -n 2 out)"
}

picked() {
  local common
  run <in
  common=$(awk -F '\t' 'NR == FNR { if (FNR == 1) for (i = 1; i <= NF; i++) has[$i]; next }
    FNR == 1 { for (i = 1; i <= NF; i++) if ($i in has) line = line (line == "" ? "" : FS) $i; print line }' in out)
  [[ -n $common ]]; check $? "picked rows" "columns of the input" "$(head -n 1 out)"
  project in "$common" | sed 1d | sort >of.in
  project out "$common" | sed 1d | sort | comm -13 of.in - >why
  [[ ! -s why ]]; check $? "picked rows" "rows of the input, none twice" "$(cat why)"
}

# ---- snapshots: each operand is a table of its own ----

section_snapshots() {
  local half=$((${#rows[@]} / 2))
  [[ $shape == snapshots ]] || return
  write first "${rows[@]:0:half+1}"
  write second "${rows[@]:half}"
  write empty
  run first second; expect "two snapshots" 0
  [[ -z $err ]]; check $? "two snapshots" "silence" "$err"
  cp out plain.out
  rectangular
  run first second; same "a second run" plain.out
  run second first; expect "in the other order" 0
  run empty empty; expect "header only" 0 && { head -n 1 plain.out | cmp -s - out; check $? "header only" "the header" "$(cat out)"; }
  run first none.tsv; expect "a snapshot that is not there" 3 none.tsv
  run first /dev/null; expect "zero bytes" 1 null
  printf '%s\n' "$header" "${rows[0]}" more >wrong
  run first wrong; expect "a short row" 1 wrong:3:
  run --on-bad skip --stats stats first wrong; expect "a short row skipped" 0
  [[ $(stat rows_bad) == 1 ]]; check $? "--stats" "rows_bad 1" "$(cat stats)"
  run_full "${plain[@]}" first second; expect "standard output full" 3
}

# ---- page: a folder of tables in, HTML out ----

section_page() {
  local name
  [[ $shape == page ]] || return
  rm -rf folder none; mkdir folder none
  cp "$here"/{lines,orders,customers}.tsv folder/
  run folder; expect "plain run" 0
  [[ -z $err ]]; check $? "plain run" "silence" "$err"
  cp out plain.out
  head -c 15 out | grep -qi '<!doctype html>'; check $? "a page" "<!DOCTYPE html>" "$(head -n 1 out)"
  tail -n 1 out | grep -qi '</html>'; check $? "a page" "</html> at its end" "$(tail -n 1 out)"
  ! grep -qiE '(src|href)="?(https?:)?//' out; check $? "a page" "nothing from the network" "$(grep -ioE '(src|href)="?(https?:)?//.{20}' out)"
  run folder; same "a second run" plain.out
  under=(env ${CONTRACT_LOCPATH:+"LOCPATH=$CONTRACT_LOCPATH"} LC_ALL=de_DE.UTF-8)
  run folder; same "a German locale" plain.out
  under=()
  run nowhere; expect "a folder that is not there" 3 nowhere
  run none; expect "an empty folder" 1 none
  run; expect "no folder" 2
  run_full "${plain[@]}" folder; expect "standard output full" 3
  for name in lines orders customers; do
    printf 'more\n' >>"folder/$name.tsv"
  done
  run folder; expect "a short row" 1 :
}
