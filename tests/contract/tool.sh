#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# tool.sh BIN TOOL [SECTION...]: checks that one tool keeps the contract of tillroll(7). All that it knows about the
# tool comes from `TOOL --spec`: valid input is made from the needed columns, and the shape says what to expect. Prints
# each check that fails, then "TOOL: N passed, N failed". With CONTRACT=data only the sections that feed it data, for
# builds that are slow.
set -u
export LC_ALL=C TZ=UTC
unset NO_COLOR TMPDIR TZDIR
here=$(cd "${BASH_SOURCE[0]%/*}" && pwd)
bin=$(cd "$1" && pwd)
tool=$2
shift 2
W=$(mktemp -d "${TMPDIR:-/tmp}/tillroll-contract.XXXXXX")
trap 'rm -rf "$W"' EXIT
cd "$W" || exit 1
export ASAN_OPTIONS="exitcode=99:detect_leaks=1:log_path=$W/sanitizer"
export UBSAN_OPTIONS="exitcode=99:print_stacktrace=1:log_path=$W/sanitizer"
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$here/lib.sh"
# shellcheck source-path=SCRIPTDIR source=relations.sh
. "$here/relations.sh"
# shellcheck source-path=SCRIPTDIR source=shapes.sh
. "$here/shapes.sh"

# ---- for every tool ----

section_spec() {
  local line name one
  run_bare --spec </dev/null
  [[ $status == 0 && ! -s $W/err ]]; check $? "--spec" "status 0, silence" "status $status, $err"
  grep -qx "tool"$'\t'"$tool" "$W/out"; check $? "tool" "the name of its file, $tool" "$(head -n 1 "$W/out")"
  line=$(sed -n 's/^purpose\t//p' "$W/out")
  [[ $line =~ ^[a-z].*[^.]$ && ${#line} -le 100 ]]; check $? "purpose" "one line, no capital, no full stop" "$line"
  [[ $shape =~ ^(map|pick|fold|fit|source|sink|snapshots|page|edit)$ ]]; check $? "shape" "one of those of tool.h" "$shape"
  [[ $drops =~ ^(yes|no)$ ]]; check $? "drops" "yes or no" "$drops"
  grep -qx "\.It Xr tillroll-$tool 1" "$here/../../man/tillroll.7"; check $? "tillroll(7)" "tillroll-$tool in its list of tools" "none"
  [[ -n $reads && -n $writes ]]; check $? "reads, writes" "both" "$reads, $writes"
  [[ $memory == 'O('* ]]; check $? "memory" "O(...)" "$memory"
  for name in ${needs[@]+"${needs[@]}"}; do
    for one in ${name//|/ }; do
      has_option "--$one" || has_option "-$one"; check $? "needs $one" "an option of this name" "${options[*]}"
    done
  done
}

section_help() {
  local option text
  run_bare --help </dev/null
  [[ $status == 0 && ! -s $W/err ]]; check $? "--help" "status 0, on standard output" "status $status, $err"
  slurp text "$W/out"
  for option in "${all_options[@]}"; do
    [[ $text =~ (^|[[:space:]])$option([[:space:]]|$) ]]; check $? "--help" "$option in it" "$text"
  done
  (($(wc -l <"$W/out") <= 60)); check $? "--help" "two screens at most" "$(wc -l <"$W/out") lines"
  ! LC_ALL=C.UTF-8 grep -E '^.{81}' "$W/out" >"$W/wide"; check $? "--help" "80 columns at most" "$(cat "$W/wide")"
  cp out help.out
  run_bare -h </dev/null; same "-h" help.out
  run_full --help; expect "--help on a full disk" 3
}

# run_full ARGUMENT...: with a full disk as standard output.
run_full() {
  last="$tool $* >/dev/full"
  fresh
  err=$(timeout 60 "$bin/$tool" "$@" 2>&1 >/dev/full)
  status=$?
  look
}

section_version() {
  run_bare --version </dev/null
  [[ $status == 0 && ! -s $W/err && $(wc -l <"$W/out") == 1 ]]; check $? "--version" "one line" "$(cat "$W/out" "$W/err")"
  grep -qE "^$tool .*[0-9]+\.[0-9]+" "$W/out"; check $? "--version" "the name and a number" "$(cat "$W/out")"
}

# A wrong value for each kind of option; an option that takes any text has none.
declare -A WRONG=(
  [uint]='-1 1.5 x 99999999999999999999' [number]='0x10 inf nan 1,5 x' [size]='12Q -1 x'
  [date]='2011-02-30 2011-2-3 x' [span]='3 3q x' [choice]='zzz' [list]=',' [flag]='' [text]='' [outfile]='' [infile]='' [texts]=''
)

section_options() {
  local i name option value
  run_full --zzz-unknown; expect "unknown option" 2 "--zzz-unknown"
  for option in "${all_options[@]}"; do
    [[ $option == --???* ]] || continue
    run_bare "${option}x" </dev/null; expect "a slip of the hand: ${option}x" 2 "${option}x" "$option?"
  done
  for i in "${!options[@]}"; do
    option=${options[i]}
    [[ ${option_kinds[i]} != flag ]] || continue
    run "$option" </dev/null; expect "$option without a value" 2 "$option"
    # shellcheck disable=SC2086
    for value in ${WRONG[${option_kinds[i]}]}; do
      run "$option" "$value" </dev/null; expect "$option $value" 2 "${option}" "$value"
    done
  done
  for name in ${needs[@]+"${needs[@]}"}; do
    needs_option "$name"
  done
  needed_unsaid
}

# An option without which the plain run is refused must be in .needs, or in a relation of the table of options. What a tool
# makes of a missing option without refusing it (a day of 0, say) cannot be known from outside.
needed_unsaid() {
  local i name kept
  for i in "${!options[@]}"; do
    name=${options[i]#-}
    name=${name#-}
    [[ " ${plain[*]} " == *" ${options[i]}"[\ =]* ]] || continue
    [[ -z ${option_needed_by[i]} && "|${needs[*]-}|${option_goes_with[*]}|" != *[\ \|]"$name"[=\ \|]* ]] || continue
    kept=("${plain[@]}")
    without_option "$name"
    run_bare ${kept[@]+"${kept[@]}"} <in
    [[ $status != 2 || $err != *"${options[i]}"* ]]; check $? "without ${options[i]}" "a run, or a row in .needs" "$err"
  done
}

# needs_option "NAME|NAME...": the plain run without all of them.
needs_option() {
  local kept=("${plain[@]}") name
  for name in ${1//|/ }; do
    without_option "$name"
  done
  run_bare ${kept[@]+"${kept[@]}"} </dev/null; expect "without $1" 2 "${1%%|*}"
}

# without_option NAME: takes it and its value out of $kept.
without_option() {
  local i dash=-- were=(${kept[@]+"${kept[@]}"})
  ((${#1} == 1)) && dash=-
  kept=()
  for ((i = 0; i < ${#were[@]}; i++)); do
    case ${were[i]} in
      "$dash$1") [[ $(kind_of "$dash$1") == flag ]] || i=$((i + 1)) ;;
      "$dash$1="*) ;;
      *) kept+=("${were[i]}") ;;
    esac
  done
}

section_manual() {
  local page=$here/../../man/tillroll-$tool.1 listed own
  last="man/tillroll-$tool.1"
  [[ -e $page ]]; check $? "manual page" "man/tillroll-$tool.1" "none"
  [[ -e $page ]] || return
  # .It Fl -name Ar ARG: mdoc writes the first dash
  listed=$(sed -n 's/^\.It Fl \([^ ]*\).*/-\1/p' "$page" | sort)
  own=$(printf '%s\n' ${options[@]+"${options[@]}"} | sort)
  [[ $listed == "$own" ]]; check $? "options of the page" "those of --spec: ${own//$'\n'/ }" "${listed//$'\n'/ }"
  grep -q '^\.Sh MEMORY' "$page"; check $? "MEMORY" "a section of this name" "none"
}

# ---- output ----

section_output() {
  local option i
  run <in; expect "plain run" 0
  [[ -z $err ]]; check $? "plain run" "silence" "$err"
  cp out plain.out
  [[ $shape == sink ]] || rectangular
  run <in; same "a second run" plain.out
  under=(env -i)
  run <in; same "without an environment" plain.out
  under=(env ${CONTRACT_LOCPATH:+"LOCPATH=$CONTRACT_LOCPATH"} LC_ALL=de_DE.UTF-8)
  run <in; same "a German locale" plain.out
  under=()
  full_disk
  closed_pipe
  side_files
}

# Of a table that is written to standard output: header, equal columns, LF, no empty or repeated name.
rectangular() {
  [[ $(tail -c 1 plain.out) == '' ]]; check $? "last line" "ends in LF" "$(tail -c 20 plain.out)"
  [[ $writes == CSV* || $shape == fit ]] && return
  awk -F "${out_sep:-\t}" '
    /\r/ { print "CR in line " NR; exit }
    NR == 1 { n = NF; for (i = 1; i <= NF; i++) if ($i == "" || seen[$i]++) { print "column " i ": " $i; exit } }
    NF != n { print "line " NR ": " NF " fields, header: " n; exit }' plain.out >why
  [[ ! -s why ]]; check $? "a table" "rectangular, every column named once" "$(cat why)"
}

full_disk() {
  [[ $shape == sink ]] && return
  run_full "${plain[@]}" <in; expect "standard output full" 3
  last="$tool ${plain[*]} >&-"
  err=$("$bin/$tool" "${plain[@]}" 2>&1 <in >&-); status=$?; look
  expect "standard output closed" 3
}

# The reader has ended before the tool starts, so that there is no race.
closed_pipe() {
  [[ $shape == sink ]] && return
  last="$tool ${plain[*]} | (exit)"
  fresh
  exec 7> >(exit 0)
  wait $!
  err=$(exec 2>&1 >&7 7>&- && exec env --default-signal=PIPE "$bin/$tool" "${plain[@]}" <in); status=$?
  exec 7>&-
  look
  [[ $status == 141 && -z $err ]]; check $? "closed pipe" "ended by SIGPIPE, in silence" "status $status, $err"
}

side_files() {
  local option
  run --stats stats <in; expect "--stats" 0
  head -n 1 stats 2>/dev/null | grep -qx $'name\tvalue'; check $? "--stats" "a table of name and value" "$(head -n 1 stats)"
  for option in --stats ${outfiles[@]+"${outfiles[@]}"}; do
    [[ " ${plain[*]} " == *" $option"[\ =]* ]] && continue
    rm -rf side; mkdir side
    run "$option" side/file <in; expect "$option" 0
    [[ -s side/file ]]; check $? "$option" "a file that is not empty" "$(ls side)"
    rm -rf side; mkdir side
    run_limited "$option" side/file <in; expect "$option on a full disk" 3 ${own_files:-side/file}
    [[ -z $(ls -A side) ]]; check $? "$option on a full disk" "no trace of it" "$(ls -A side)"
    run "$option" side/none/file <in; expect "$option in a folder that is not there" 3 side/none/file
  done
  if [[ $shape == sink ]]; then
    run_limited <in; expect "a full disk" 3
    [[ -z $(ls -A tmp) ]]; check $? "a full disk" "nothing left behind" "$(ls -A tmp)"
  fi
}

# ---- input as files ----

section_files() {
  if [[ $shape == source ]]; then
    run in; expect "an operand" 2 in
    return
  fi
  run <in; cp out plain.out
  run none.tsv; expect "a file that is not there" 3 none.tsv
  run .; expect "a folder" 3
  last="$tool ${plain[*]} <&-"; fresh
  err=$("$bin/$tool" "${plain[@]}" 2>&1 >/dev/null <&-); status=$?; look
  expect "standard input closed" 3
  run in; same "a file as operand" plain.out
  run - <in; same "- as operand" plain.out
  run < <(dd bs=7 if=in 2>/dev/null); same "by 7 bytes" plain.out
  two_files
}

two_files() {
  local half=$((${#rows[@]} / 2))
  write first "${rows[@]:0:half}"
  write second "${rows[@]:half}"
  run first second; same "two files" plain.out
  header_was=$header
  header=$header$sep'yy_other'
  write other
  header=$header_was
  run first other
  if [[ $by_schema ]]; then
    expect "files of two headers" 0 # each by its own header
  else
    expect "files of two headers" 1 other:1:
  fi
}

# ---- the header ----

section_header() {
  local i want
  want=0
  [[ $shape == fit ]] && want=1
  run <in; head -n 1 out >first.line
  write empty
  run <empty; expect "header only" $want
  [[ $want == 1 || $shape == sink ]] || same "header only" first.line
  run <empty --stats stats; [[ $want == 1 || $(stat rows_in) == 0 ]]; check $? "header only" "rows_in 0" "$(stat rows_in)"
  run </dev/null; expect "zero bytes" 1
  missing_columns
  repeated_columns
  begin_of_file
}

missing_columns() {
  local i others was=$header
  for i in "${!spec_columns[@]}"; do
    without_field "$was" "$i"; header=$row
    without_field "${rows[0]}" "$i"; write missing "$row"
    mapfile -t others < <(printf '%s\n' "${columns[@]}" zz_extra | grep -vx "${columns[i]}")
    run missing; expect "no column ${columns[i]}" 1 missing:1: "\"${columns[i]}\"" "${others[@]}"
    with_field "$was" "$i" "${columns[i]}s"; header=$row
    write misspelt "${rows[0]}"
    run misspelt; expect "misspelt column" 1 "\"${columns[i]}\"" "did you mean \"${columns[i]}s\"?"
  done
  header=$was
}

repeated_columns() {
  local was=$header name
  for name in "${columns[0]}" zz_extra; do
    [[ $name == zz_extra && $by_schema ]] && break # a schema ignores the columns that it does not map
    header=$was$sep$name
    write repeated "${rows[0]}$sep"
    run repeated
    if [[ $reads == CSV && ! $by_schema ]]; then # a new name is made, and printed
      expect "column $name twice" 0 "repeated: column" "\"${name}_2\""
    else
      expect "column $name twice" 1 repeated:1: "\"$name\""
    fi
  done
  header=$was
}

begin_of_file() {
  run <in; cp out plain.out
  { printf '\xef\xbb\xbf'; cat in; } >bom
  sed 's/$/\r/' in >crlf
  if [[ $reads == CSV* ]]; then
    run bom; same "byte-order mark" plain.out
    run crlf; same "CRLF" plain.out
  else
    run bom; expect "byte-order mark" 1 bom:1: byte-order
    run crlf; expect "CRLF" 1 crlf:1:
  fi
}

# ---- rows ----

section_rows() {
  local n=$((${#rows[@]} - 1)) big
  run <in; cp out plain.out
  printf '%s' "$(cat in)" >whole.cut
  run whole.cut; same "no final newline" plain.out
  bad_row "short row" "${rows[1]%"$sep"*}"
  bad_row "long row" "${rows[1]}${sep}more"
  [[ $reads == CSV* ]] || bad_row "blank line" ''
  [[ $reads == CSV* ]] || bad_row "carriage return" "${rows[1]}"$'\r'
  nul_row
  big=$(head -c 1048576 /dev/zero | tr '\0' x)
  printf '%s\n' "$header" "${rows[0]}" "${rows[1]}$big" "${rows[@]:2}" >large
  run large; expect "a field of 1 MB" 0
  [[ ! $carries || $(wc -c <out) == $(($(wc -c <plain.out) + 1048576)) ]]
  check $? "a field of 1 MB" "carried whole" "$(wc -c <out) bytes"
  accounts
}

# bad_row NAME ROW: stops the tool by default; with --on-bad skip the row is set aside, can be read again, and
# everything else is as if it had not been there.
bad_row() {
  local name=$1 raw=$2 lines
  printf '%s\n' "$header" "${rows[0]}" "$raw" "${rows[@]:1}" >wrong
  run wrong; expect "$name" 1 wrong:3: || return
  [[ $shape != sink || -z $(ls -A tmp) ]]; check $? "$name" "no output" "$(ls tmp 2>&1)"
  rm -f aside aside.why
  run --on-bad skip --bad aside --stats stats wrong; expect "$name, skipped" 0
  same "$name, skipped" plain.out
  printf '%s\n' "$header" "$raw" | cmp -s - aside; check $? "$name, --bad" "the header and the record" "$(cat aside 2>&1)"
  lines=$(wc -l <aside.why)
  [[ $lines == 2 && $(head -n 1 aside.why) == $'file\tline\tcolumn\tvalue\tproblem' ]]
  check $? "$name, .why" "a header and a row" "$(cat aside.why 2>&1)"
  [[ $(tail -n 1 aside.why) == $'wrong\t3\t'* ]]; check $? "$name, .why" "file and line" "$(cat aside.why 2>&1)"
  [[ $(stat rows_bad) == 1 && $(stat rows_in) == $((${#rows[@]} + 1)) ]]
  check $? "$name, --stats" "rows_bad 1, rows_in $((${#rows[@]} + 1))" "$(cat stats)"
  run aside; expect "$name, --bad read again" 1 aside:2:
  run --on-bad skip --max-bad 0 wrong; expect "$name, --max-bad 0" 1 wrong:3:
  rm -rf side; mkdir side
  run_limited --on-bad skip --bad side/aside wrong; expect "$name, --bad on a full disk" 3 ${own_files:-side/aside}
  [[ -z $(ls -A side) ]]; check $? "$name, --bad on a full disk" "no trace of it" "$(ls -A side)"
}

nul_row() {
  { printf '%s\n' "$header" "${rows[0]}"; printf 'a\0b%s\n' "${rows[1]}"; } >nul
  run nul; expect "NUL" 1 nul:3:
  write plain "${rows[@]}"; gzip -c plain >packed
  run packed; expect "a compressed file" 1 "is compressed by gzip (zcat FILE | ...)"
}

# The rows that a rule leaves out of the plain run are in --dropped.
kept_dropped() {
  [[ $drops == yes && $shape =~ ^(map|pick)$ ]] || return
  run --dropped dropped.rows --stats stats in; expect "--dropped" 0
  [[ $(($(wc -l <dropped.rows) - 1)) == $(stat rows_dropped) ]]
  check $? "--dropped" "$(stat rows_dropped) rows" "$(wc -l <dropped.rows) lines"
}

# Rows in = rows out + set aside + dropped, and each row is counted.
accounts() {
  local n added
  kept_dropped
  printf '%s\n' "$header" "${rows[@]}" more "${rows[0]}$sep" >some
  run --on-bad skip --stats stats some; expect "two bad rows" 0
  [[ $(stat rows_bad) == 2 && $(stat rows_in) == $((${#rows[@]} + 2)) ]]
  check $? "--stats" "rows_in $((${#rows[@]} + 2)), rows_bad 2" "$(cat stats)"
  if [[ $shape =~ ^(map|pick|edit)$ ]]; then
    added=$(stat rows_added) # empty, except for tools that add rows
    n=$(($(stat rows_out) + $(stat rows_bad) + $(stat rows_dropped) - ${added:-0}))
    [[ $(stat rows_in) == "$n" ]]; check $? "--stats" "rows in = out + bad + dropped" "$(cat stats)"
  fi
  if [[ $shape =~ ^(map|pick|fold|edit)$ ]]; then
    [[ $(stat rows_out) == $(($(wc -l <out) - 1)) ]]; check $? "--stats" "rows_out as there are" "$(cat stats)"
  fi
  run -v some --on-bad skip; expect "-v" 0 "rows in"
  [[ $(wc -l <err) == 1 ]]; check $? "-v" "one line" "$err"
}

# ---- values ----

# Values that no column of the type may have.
declare -A REFUSED=(
  [money]='NA 0x10 inf nan 1,5 1e 1.5. --1 ١ 1.1234567'
  [decimal]='NA 0x10 inf nan 1,5 1e 1.5. --1 ١ 1.1234567'
  [number]='NA 0x10 inf nan 1,5 1e 1.5. --1 ١ 1e999'
  [count]='NA 0x10 inf nan 1,5 1.5 -1 +-1 99999999999999999999'
  [date]='NA 2011-02-29 2011-13-01 2011-1-1 20110101 01.02.2011 2011-01-01T10'
  [time]='NA 24:00:00 10:60:00 10:00 1000'
  [kind]='NA Sale zzz'
  [period]='NA 2011-13 2011-1 01.2011 2011/01'
  [stars]='NA 0x10 inf nan 4,5 4.5 0 6 -1 1e5'
)
# A schema reads more spellings of a day than tables have.
schema_refused() {
  REFUSED[date]='NA 2011-02-29 2011-13-01'
  REFUSED[time]='NA 24:00:00 10:60:00'
}

section_values() {
  local i value
  run <in; cp out plain.out
  [[ $by_schema ]] && schema_refused
  for i in "${!spec_columns[@]}"; do
    for value in ${REFUSED[${types[i]}]-}; do
      refused "$i" "$value"
    done
    case ${types[i]} in
      id | text) accepted "$i" NA ;;
      number | money | decimal)
        if [[ $by_schema ]]; then
          may_be_refused "$i" 1e5
        else
          accepted "$i" 1e5 && equal_values "$i" 1e5 100000
        fi
        ;;
    esac
    may_be_refused "$i" ''
    [[ ${types[i]} == count ]] && may_be_refused "$i" 1e5
  done
  control_characters
}

# put INDEX VALUE: the valid input with this value in the second row, in the file "value"
put() {
  local v=$2
  [[ $sep == , && $v == *,* ]] && v="\"$v\""
  with_field "${rows[1]}" "$1" "$v"
  write value "${rows[0]}" "$row" "${rows[@]:2}"
}
refused() {
  put "$@"
  run value; expect "$2 as ${types[$1]}" 1 "value:3: column \"${columns[$1]}\": \"$2\""
}
accepted() {
  put "$@"
  run value; expect "$2 as ${types[$1]} (${columns[$1]})" 0
  [[ $status == 0 ]]
}
may_be_refused() {
  local named="${columns[$1]}\": \"$2\""
  [[ $by_schema ]] && named= # if columns contradict each other, the message may name either
  put "$@"
  run --stats stats value
  if [[ $status == 0 ]]; then
    taken "$@"
  else
    expect "\"$2\" in ${columns[$1]}" 1 "value:3: column \"$named" && aside_whole "$@"
  fi
}
# A value that is accepted: without --on-bad skip no record is set aside, and a fold counts a row that it does not use.
taken() {
  [[ $(stat rows_bad) == 0 ]]; check $? "\"$2\" in ${columns[$1]}" "nothing set aside without --on-bad skip" "rows_bad $(stat rows_bad)"
  [[ $shape == fold ]] || return
  cp out taken.out
  grep -vE '^(rows_in|seconds)' stats >taken.stats
  write without "${rows[0]}" "${rows[@]:2}"
  run --stats stats without
  ! { cmp -s out taken.out && grep -vE '^(rows_in|seconds)' stats | cmp -s - taken.stats; }
  check $? "\"$2\" in ${columns[$1]}" "a row that the output or a line of --stats counts" "the same output and --stats without it"
}
# A value that is refused: its record is set aside by --on-bad skip, and nothing else is, nor is it only counted.
aside_whole() {
  rm -f aside aside.why
  run --on-bad skip --bad aside --stats stats value
  expect "\"$2\" in ${columns[$1]}, skipped" 0 || return
  { echo "$header"; sed -n 3p value; } | cmp -s - aside
  check $? "\"$2\" in ${columns[$1]}, --bad" "the header and the record" "$(cat aside 2>&1)"
  [[ $(stat rows_bad) == 1 && $(wc -l <aside.why) == 2 ]]
  check $? "\"$2\" in ${columns[$1]}, skipped" "rows_bad 1, one row in .why" "rows_bad $(stat rows_bad), $(cat aside.why 2>&1)"
}
# In a fold two spellings of a number are one number.
equal_values() {
  [[ $shape == fold ]] || return
  cp out one.out
  put "$1" "$3"
  run value; same "$2 and $3 in ${columns[$1]}" one.out
}

control_characters() {
  local i
  for i in "${!spec_columns[@]}"; do
    [[ -n ${REFUSED[${types[i]}]-} ]] || continue
    put "$i" $'\e[31m\a'
    run value; expect "control characters" 1 value:3:
    break
  done
}

# ---- columns ----

section_columns() {
  run <in; cp out plain.out
  [[ $by_schema ]] && return # the schema determines which columns are carried
  reordered
  if [[ $shape == fold && ${#spec_columns[@]} -gt 0 ]]; then
    { echo "${header%"$sep"*}"; printf '%s\n' "${rows[@]%"$sep"*}"; } >bare
    run bare; same "a column more" plain.out
  fi
  if [[ $carries ]]; then
    carried
  fi
}

# Columns are found by name, not by place: the columns in reverse order.
reordered() {
  awk -F "$sep" -v OFS="$sep" '{ for (i = 1; i < NF; i++) $i = $i; line = $NF; for (i = NF - 1; i; i--) line = line OFS $i; print line }' in >turned
  [[ ${#spec_columns[@]} -gt 0 ]] || return
  run turned; expect "columns in another order" 0
  [[ $shape == fold ]] && same "columns in another order" plain.out
  if [[ $carries ]]; then
    project out "$(head -n 1 plain.out)" >turned.out
    cmp -s turned.out plain.out; check $? "columns in another order" "the same values" "$(diff turned.out plain.out | head -n 4)"
  fi
}

# project FILE HEADER: the columns of HEADER, in its order
project() {
  awk -F '\t' -v OFS='\t' -v want="$2" '
    NR == 1 { n = split(want, name, "\t"); for (i = 1; i <= NF; i++) at[$i] = i }
    { line = ""; for (i = 1; i <= n; i++) line = line (i > 1 ? OFS : "") (name[i] in at ? $at[name[i]] : "no such column"); print line }' "$1"
}

# Columns that the tool does not use are carried through, row by row, and so are those that it does.
carried() {
  tr , '\t' <in >in.tsv
  [[ $sep == , ]] || cp in in.tsv
  project plain.out "$(head -n 1 in.tsv)" >carried.out
  awk 'NR == FNR { line[FNR] = $0; n = FNR; next }
    { while (++at <= n && line[at] != $0) {} if (at > n) { print "line " FNR ": " $0; exit } }' in.tsv carried.out >why
  [[ ! -s why ]]; check $? "carried columns" "the input's own bytes, in its order" "$(cat why)"
}

# ---- parts and the whole ----

# All rows of a customer are in one shard: the results of the shards, merged by key, are the result of the whole.
section_shards() {
  local by bys=('') i
  column_index customer_id "${columns[@]}" || return 0
  if [[ $reads =~ lines|orders|customers ]]; then # all its columns, since one word of --by may need more than another
    columns=() types=()
    make_input
    write in "${rows[@]}"
  fi
  column_index customer_id "${columns[@]}"
  customer=$index
  for i in "${!options[@]}"; do
    [[ ${options[i]} == --by && ${option_kinds[i]} == choice ]] && IFS='|' read -r -a bys <<<"${option_args[i]}"
  done
  halves
  for by in "${bys[@]}"; do
    parts_by ${by:+--by "$by"}
  done
}

# Two shards with three customers each, in the order of the input.
halves() {
  local r left=() right=()
  for r in "${rows[@]}"; do
    split "$r"
    case ${fields[customer]} in c[1-3]) left+=("$r") ;; *) right+=("$r") ;; esac
  done
  write left "${left[@]}"
  write right "${right[@]}"
}

parts_by() {
  local args=("$@")
  has_option --as-of && args+=(--as-of 2011-12-31)
  run ${args[@]+"${args[@]}"} in; expect "whole: $*" 0
  cp out whole.out
  run ${args[@]+"${args[@]}"} left right; [[ $shape == fold ]] && same "file by file: $*" whole.out
  run ${args[@]+"${args[@]}"} left; cp out left.out
  run ${args[@]+"${args[@]}"} right; cp out right.out
  if [[ $shape == fold && $(head -n 1 whole.out) != *customer_id* ]]; then
    has_option --merge || return
    run_bare "$@" --merge left.out right.out; same "shards merged: $*" whole.out
  elif [[ $shape == fold || ($shape == map && $memory == 'O(1)') ]]; then
    { sed 1d left.out; sed 1d right.out; } | sort >parts
    sed 1d whole.out | sort | cmp -s - parts; check $? "shards put together: $*" "the whole" "$(cat parts)"
  fi
}

# ---- all of it ----

under=()
status=0 err='' last="$tool --spec" example=''
if ! timeout 60 "$bin/$tool" --spec >"$W/spec" </dev/null || ! grep -q '^shape' "$W/spec"; then
  printf 'FAILED %s: it does not say what it is (--spec)\n%s: 0 passed, 1 failed\n' "$tool" "$tool"
  exit 1
fi
read_spec
spec_columns=("${columns[@]}")
make_input
write in "${rows[@]}"
by_schema= # CSV of which a schema says what the columns are, or CSV as it is
[[ $reads == CSV* && ${#spec_columns[@]} -gt 0 ]] && by_schema=yes
carries=
[[ $shape == map && $writes != CSV* && ! $by_schema ]] && carries=yes
[[ $shape == source ]] && : >in
own_files= # on a full disk a sink may fail at its own files
[[ $shape == sink ]] && own_files=cannot

face=(spec help version options bounds relations idle manual)
case $shape in
  page | snapshots) data=("$shape") ;;
  source) face+=(output files meetings) data=(examples) ;;
  *) face+=(output files meetings header values columns shards kinds wrong pick) data=(rows examples) ;;
esac
all=("${face[@]}" "${data[@]}")
[[ ${CONTRACT:-} == data ]] && all=("${data[@]}")
(($#)) || set -- "${all[@]}"
for section; do
  "section_$section"
done
echo "$tool: $passed passed, $failed failed"
((failed == 0))
