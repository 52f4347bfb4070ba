# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Functions for the checks of tool.sh. Sourced: $bin, $tool, $here and the scratch folder $W are the caller's, and
# the caller reads what is set here.
# shellcheck disable=SC2034,SC2154

passed=0
failed=0
section=

# ---- verdicts ----

# bad NAME EXPECTED GOT
bad() {
  failed=$((failed + 1))
  printf 'FAILED %s: %s: %s\n  expected %s\n  got      %s\n  $ %s\n' "$tool" "$section" "$1" "$2" "${3:0:600}" "$last"
}

# check $? NAME EXPECTED GOT: the verdict of the command before it
check() {
  local verdict=$1
  shift
  if ((verdict == 0)); then passed=$((passed + 1)); else bad "$@"; fi
}

# expect NAME STATUS [WORD...]: how the last run ended, what its message holds, and that it is one of the tool's.
expect() {
  local name=$1 want=$2 word line
  shift 2
  if [[ $status != "$want" ]]; then
    bad "$name" "status $want" "status $status, message: $err"
    return 1
  fi
  for word; do
    if [[ $err != *"$word"* ]]; then
      bad "$name" "\"$word\" in the message" "$err"
      return 1
    fi
  done
  while IFS= read -r line; do
    if [[ $line != "$tool: "* || $line == *[[:cntrl:]]* ]]; then
      bad "$name" "lines that begin \"$tool: \", without control characters" "$line"
      return 1
    fi
  done <<<"${err:-$tool: }"
  passed=$((passed + 1))
}

# same NAME FILE: the last output is that of FILE, byte by byte.
same() {
  cmp -s "$W/out" "$2"
  check $? "$1" "the same bytes as before" "$(diff "$2" "$W/out" | head -n 5)"
}

# ---- running ----

slurp() { # slurp VARIABLE FILE
  IFS= read -r -d '' "$1" <"$2"
}

# What a tool that writes elsewhere wrote, as one text.
gather() {
  local f
  for f in "$W"/tmp/*; do
    printf '== %s\n' "${f##*/}"
    cat "$f"
  done
}

# Before and after each run: a fresh folder for {tmp}, and a check for a sanitizer's report.
fresh() {
  if [[ $example == *'{tmp}'* ]]; then
    rm -rf "$W/tmp"
    mkdir "$W/tmp"
  fi
}
look() {
  local report text
  for report in "$W"/sanitizer.*; do
    [[ -e $report ]] || continue
    slurp text "$report"
    rm -f "$report"
    bad "sanitizer" "no report" "$text"
  done
}

# run_bare ARGUMENT... <INPUT: leaves $status, $err, $W/out. $under is what to start it with: env and its arguments.
run_bare() {
  last="${under[*]+${under[*]} }$tool $*"
  fresh
  timeout 60 ${under[@]+"${under[@]}"} "$bin/$tool" "$@" >"$W/out" 2>"$W/err"
  status=$?
  slurp err "$W/err"
  err=${err%$'\n'}
  look
}
# run ARGUMENT...: with those of the tool's plain run.
run() {
  run_bare "${plain[@]}" "$@"
  [[ $shape == sink && $status == 0 ]] && gather >"$W/out"
}

# run_limited ARGUMENT...: no regular file may grow, as on a full disk; its message is in $err.
run_limited() {
  last="$tool ${plain[*]} $* (files limited to 0 bytes)"
  fresh
  err=$( (
    trap '' XFSZ
    ulimit -f 0
    exec timeout 60 "$bin/$tool" "${plain[@]}" "$@"
  ) 2>&1 >/dev/null)
  status=$?
  look
}

# ---- tables ----

# split ROW: its fields in $fields. read(1) would take two tabs for one.
split() {
  local rest=$1
  fields=()
  while [[ $rest == *"$sep"* ]]; do
    fields+=("${rest%%"$sep"*}")
    rest=${rest#*"$sep"}
  done
  fields+=("$rest")
}
join() { # join FIELD...: the row in $row
  local IFS=$sep
  row="$*"
}
# with_field ROW INDEX VALUE: the row in $row
with_field() {
  split "$1"
  fields[$2]=$3
  join "${fields[@]}"
}
# without_field ROW INDEX
without_field() {
  split "$1"
  unset "fields[$2]"
  join "${fields[@]}"
}

# write FILE [ROW...]: the header and these rows; $header and $rows are the tool's valid input.
write() {
  local file=$1
  shift
  printf '%s\n' "$header" "$@" >"$file"
}

# A value of a type, for a column that is in none of the three tables; the second argument is the row's number.
value_of() {
  case $1 in
    id) value=id$(($2 % 4)) ;;
    text) value="text $2" ;;
    date) value=2011-03-0$((1 + $2 % 9)) ;;
    time) value=10:00:0$(($2 % 10)) ;;
    money) value=$2.50 ;;
    decimal | number) value=$2.5 ;;
    count) value=$((1 + $2)) ;;
    kind) value=sale ;;
    period) printf -v value '2011-%02d' "$2" ;;
    stars) value=$((1 + $2 % 5)) ;;
  esac
}

column_index() { # column_index NAME FIELD...: in $index, or failure
  local name=$1
  index=0
  shift
  while (($#)); do
    [[ $1 == "$name" ]] && return 0
    index=$((index + 1))
    shift
  done
  return 1
}

# The rows of the table that the tool reads, by its name or by the columns that it needs, in $table_rows.
choose_table() {
  local table name
  for table in lines orders customers; do
    mapfile -t table_rows <"$here/$table.tsv"
    split "${table_rows[0]}"
    [[ $reads == *$table* ]] && return
    if [[ ! $reads =~ lines|orders|customers ]]; then
      for name in "${columns[@]}" ''; do
        column_index "$name" "${fields[@]}" || break
      done
      [[ -z $name ]] && return
    fi
  done
}

# Makes $header and $rows: of each needed column the values of the table that the tool reads (so that dates, counts and
# sums agree with one another), else values of its type; and after them a column that no tool uses.
make_input() {
  local name i table_rows names made
  sep=$'\t'
  choose_table
  split "${table_rows[0]}"
  names=("${fields[@]}")
  if ((${#columns[@]} == 0)); then
    columns=("${names[@]}")
    types=("${names[@]/*/text}")
  fi
  rows=()
  for ((i = 1; i < ${#table_rows[@]}; i++)); do
    made=()
    split "${table_rows[i]}"
    for name in "${!columns[@]}"; do
      if column_index "${columns[name]}" "${names[@]}"; then
        made+=("${fields[index]}")
      else
        value_of "${types[name]}" "$i"
        made+=("$value")
      fi
    done
    made+=("extra $i")
    [[ $reads == CSV* ]] && sep=,
    join "${made[@]}"
    sep=$'\t'
    rows+=("$row")
  done
  [[ $reads == CSV* ]] && sep=,
  join "${columns[@]}" zz_extra
  header=$row
}

# ---- the tool's own words ----

read_spec() {
  local line sep=$'\t' fields
  option_bounds=() option_goes_with=() option_needed_by=() option_excludes=() examples=()
  columns=() types=() needs=() options=() option_kinds=() option_args=() all_options=() outfiles=()
  shape='' reads='' writes='' memory='' drops=''
  while IFS= read -r line; do
    split "$line"
    set -- "${fields[@]:1}"
    case ${fields[0]} in
      shape) shape=$1 ;;
      reads) reads=$1 ;;
      writes) writes=$1 ;;
      memory) memory=$1 ;;
      drops) drops=$1 ;;
      example) examples+=("$1") ;;
      needs) read -r -a needs <<<"$1" ;;
      column) columns+=("$1") types+=("$2") ;;
      option)
        options+=("$1") option_kinds+=("$2") option_args+=("$3") all_options+=("$1")
        option_bounds+=("${5-}") option_goes_with+=("${6-}") option_needed_by+=("${7-}") option_excludes+=("${8-}")
        [[ $2 == outfile ]] && outfiles+=("$1")
        ;;
      shared) all_options+=("$1") ;;
    esac
  done <"$W/spec"
  plain_run "${examples[0]-}"
}

# plain_run EXAMPLE: from here on this is the tool's plain run, in $plain.
plain_run() {
  example=${1//\{data\}/$here}
  read -r -a plain <<<"${example//\{tmp\}/$W/tmp}"
}

kind_of() { # kind_of OPTION: flag, uint ...
  local i
  for i in "${!options[@]}"; do
    [[ ${options[i]} != "$1" ]] || echo "${option_kinds[i]}"
  done
}
has_option() {
  [[ " ${options[*]} " == *" $1 "* ]]
}
stat() { # stat NAME: its value in $W/stats
  awk -F '\t' -v name="$1" '$1 == name { print $2 }' "$W/stats"
}
