# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# plan.sh: what common.mk does before anything is made: checks what was given, takes the lock, and finds out which steps
# have nothing to do; and the targets that examine a folder afterwards (verify, dag, clean). common.mk sets three lists: variables
# (NAME KIND VALUE of each), given (the names of those given to make), wanted (the files to be made), and planner, the
# command that prints the plan.

# shellcheck source-path=SCRIPTDIR source=common.sh
. "${here-}common.sh"
export LC_ALL=C TZ=UTC

# ---- The variables and the tools ----

variables=() planner=() given='' wanted=''
problems=0
name_rule="no blanks, and no signs but _ . / + , @ -"

# NAME VALUE WHAT EXPECTED: a variable cannot be used.
problem() {
  if [ -n "$2" ]; then
    say "$1=$2: $3 (expected: $4)"
  else
    say "$1 is missing (expected: $4$(elsewhere "$1"))"
  fi
  problems=$((problems + 1))
}

# VALUE: is it a name that make and the shell do not change?
is_name() {
  [[ -n $1 && $1 != -* && ! ${1//[$'\200'-$'\377']/} =~ [^A-Za-z0-9_./+,@-] ]]
}

# NAME KIND VALUE: is the value one of its kind?
check() {
  local name=$1 kind=$2 value=$3 file
  case $kind in
  files) check_files "$name" "$value" ;;
  day) [ "$value" = newest ] || is_date "$value" || problem "$name" "$value" "is not a date" "YYYY-MM-DD, or newest" ;;
  date) is_date "$value" || problem "$name" "$value" "is not a date" "YYYY-MM-DD" ;;
  dates) are_dates "$value" ||
    problem "$name" "$value" "are no dates" "YYYY-MM-DD, or several with commas between them" ;;
  columns) matches '[A-Za-z0-9_.]+(,[A-Za-z0-9_.]+)*' || problem "$name" "$value" "are no columns" "names with commas between them" ;;
  folder) is_name "$value" || problem "$name" "$value" "is not a plain name" "a folder; $name_rule" ;;
  name) [ -z "$value" ] || is_name "$value" || problem "$name" "$value" "is not a plain name" "a file in OUT" ;;
  count) matches '(0|[1-9][0-9]{0,4})' || problem "$name" "$value" "is not a number" "0, 1, 2 ..." ;;
  counts) matches '[0-9]{1,5}(,[0-9]{1,5})*' || problem "$name" "$value" "are no numbers" "1,1,1" ;;
  range) matches '[1-9][0-9]{0,4}\.\.[1-9][0-9]{0,4}' || problem "$name" "$value" "is not a range" "2..10" ;;
  size) matches '(0|[1-9][0-9]{0,9}[KMGT]?)' || problem "$name" "$value" "is not a size" "512M, 2G; 0 for no limit" ;;
  number) matches '[0-9]+(\.[0-9]+)?' || problem "$name" "$value" "is not a number" "0.1, 1, 2.5 ..." ;;
  lengths) matches '[0-9]+[dwmy](,[0-9]+[dwmy])*' || problem "$name" "$value" "is not a length of time" "90d, or several: 90d,1y" ;;
  length) matches '[0-9]+[dwmy]' || problem "$name" "$value" "is not a length of time" "90d, 1y" ;;
  shares) matches '[A-Za-z0-9_-]+:[0-9.]+(,[A-Za-z0-9_-]+:[0-9.]+)*' ||
    problem "$name" "$value" "are no groups" "names and shares, A:0.5,B:0.5" ;;
  word) matches '[A-Za-z0-9_.][A-Za-z0-9_.-]*' || problem "$name" "$value" "is not a plain word" "letters, digits and _ . -" ;;
  jobs) matches '[1-9][0-9]{0,4}' || problem "$name" "$value" "is not a number of processes" "1, 2 ..." ;;
  file) [ -z "$value" ] || { is_name "$value" && is_readable "$value"; } ||
    problem "$name" "$value" "is not a readable file" "a file; $name_rule" ;;
  shipped:*) check_shipped "$name" "${kind#*:}" "$value" ;;
  every:*) for file in $value; do check_shipped "$name" "${kind#*:}" "$file"; done ;;
  some:*) check_some "$name" "${kind#*:}" "$value" ;;
  *'|'*)
    [[ -n $value && "|$kind|" == *"|$value|"* ]] || problem "$name" "$value" "is not known" "${kind//|/, }" ;;
  esac
}

# NAME FOLDER VALUE: a file of the folder, or a path.
check_shipped() {
  { is_name "$3" && is_readable "$(shipped "$2" "$3")"; } || problem "$1" "$3" "is not known" \
    "$(cd "$here$2" && echo *), or a file's name with a slash"
}

matches() { [[ $value =~ ^$1$ ]]; }
is_readable() { [[ -f $1 && -r $1 ]]; }
is_date() { [[ $1 =~ ^[0-9]{4}-[0-9]{2}-[0-9]{2}$ ]] && date -d "$1" >/dev/null 2>&1; }

# LIST: days with commas between them, or nothing.
are_dates() {
  local day days
  IFS=, read -ra days <<<"$1"
  [[ $1 != *[,[:space:]] ]] || return 1
  for day in "${days[@]}"; do is_date "$day" || return 1; done
}

# FOLDER NAME: the path of a shipped file; a NAME with a slash is a path.
shipped() {
  case $2 in
  */*) echo "$2" ;;
  *) echo "$here$1/$2" ;;
  esac
}

# NAME WORDS VALUE: several of the words, with blanks between them.
check_some() {
  local word
  for word in $3; do
    [[ "|$2|" == *"|$word|"* ]] || problem "$1" "$word" "is not known" "some of ${2//|/, }"
  done
}

# NAME VALUE: files that can be read and unpacked.
check_files() {
  local file program wanting=() expected="a file, or several with blanks between them; if names have blanks, a line each"
  split_names "$2"
  [[ $2 == *[![:space:]]* ]] || problem "$1" "" "" "$expected"
  for file in "${names[@]}"; do
    [[ $file != *[[:cntrl:]]* ]] || problem "$1" "$file" "has a control character" "$expected"
    is_readable "$file" || { problem "$1" "$file" "is not a readable file" "$expected" && continue; }
    find_unpacker "$file"
    [[ -z $program || " ${wanting[*]-} " == *" $program "* ]] || command -v "$program" >/dev/null || wanting+=("$program")
  done
  for program in "${wanting[@]}"; do
    problem PATH "$PATH" "has no $program" "what unpacks $1"
  done
}

# NAME: the variable's value in the environment, if that may have been meant.
elsewhere() {
  [[ -z ${!1-} || " ${given-} " == *" $1 "* ]] || echo "; $1=${!1} of the environment is not read: give it to make"
}

# Variables of the environment are ignored, with a warning if they would change the result.
say_elsewhere() {
  local i name
  for ((i = 0; i < ${#variables[@]}; i += 3)); do
    name=${variables[i]}
    [[ -z ${!name-} || -z ${variables[i + 2]} || ${!name} == "${variables[i + 2]}" || -z $(elsewhere "$name") ]] ||
      say "$name is ${variables[i + 2]}$(elsewhere "$name")"
  done
}

# BIN TOOLS PROGRAMS
check_tools() {
  local tool without=
  for tool in $2; do
    [ -x "$1/$tool" ] || without+=" $tool"
  done
  [ -z "$without" ] || problem BIN "$1" "has no$without" "the folder of the tools, which make builds"
  for tool in xxhsum flock $3; do
    command -v "$tool" >/dev/null || problem PATH "$PATH" "has no $tool" "what make deps installs"
  done
}

# ---- Before anything is made ----

# MODE BIN TOOLS PROGRAMS: prints this run's scratch folder (mode make; else -) and the files that have nothing to do.
# The modes: check reads only the variables; look and why write nothing; make may write.
prepare() {
  set -eu -o pipefail
  local mode=$1 bin=$2 tools=$3 i
  for ((i = 0; i < ${#variables[@]}; i += 3)); do
    check "${variables[@]:i:3}"
  done
  [ -z "$tools" ] || check_tools "$bin" "$tools" "$4"
  ((problems == 0)) || refuse "$mode"
  say_elsewhere
  case $mode in
  make) open_run ;;
  look) echo - ;;
  esac
  [ "$mode" = check ] || [ -z "$wanted" ] || decide_all
}

# MODE: nothing can be done; if the folder has a history, this is recorded in it.
refuse() {
  local at
  at=$(now)
  [ "$1" != make ] || [ ! -d "$state" ] || history_row "$at" "$at" 0.00 2 0 "" || true
  exit 1
}

# Takes the lock, removes the remains of a killed run, also what it may still write.
open_run() {
  local start up status step
  mkdir -p "$state/tmp" "$state/log"
  lock
  if [ -e "$state/running" ]; then
    read -r start _ status step <"$state/running"
    history_row "$start" "" "" "$status" "" "$step" || true
  fi
  mv "$state/tmp" "$(mktemp -d "$state/old.XXXXXX")/"
  rm -rf "$state"/old.*
  mkdir "$state/tmp"
  scratch=$(mktemp -d "$state/tmp/XXXXXX")
  mkdir "$scratch/uses" "$scratch/goals"
  read -r up _ </proc/uptime
  [ -z "$wanted" ] || echo "$(now) $up interrupted" >"$state/running"
  # make would warn of a wrong clock for each date in the future; dates do not count here.
  find "$out" -newer "$state/lock" -type f -exec touch {} +
  echo "$scratch"
}

# One make at a time in OUT: a process that lives as long as make does holds the lock. (Another make may be ending after a
# signal, so it waits a little. A folder that was cleaned meanwhile has another lock.)
lock() {
  local fd
  while :; do
    exec {fd}<>"$state/lock"
    flock -w 5 "$fd" || busy
    [ ! "$state/lock" -ef "/dev/fd/$fd" ] || break
    exec {fd}<&-
    mkdir -p "$state/tmp" "$state/log"
  done
  echo "process $PPID on $(uname -n)" >"$state/lock"
  setsid tail --pid="$PPID" -s 0.1 -f /dev/null >/dev/null 2>&1 </dev/null &
}

busy() {
  local at
  at=$(now)
  say "another make is at work here: $(cat "$state/lock")"
  history_row "$at" "$at" 0.00 3 0 "" || true
  exit 1
}

# The facts besides files in OUT: one for each tool and variable, and for common.sh.
all_uses() {
  local i facts versions hash
  find_hash "$(sed -E '/^[[:blank:]]*(#|$)/d' "$here"common.sh | xxhsum -qH3)"
  use common.sh "tool	common.sh		-	$hash"
  # shellcheck disable=SC2086 # names of tools
  mapfile -t facts < <([ -z "$tools" ] || { cd "$bin" && fingerprint $tools; })
  mapfile -t versions < <(for i in "${facts[@]}"; do "$bin/${i%%$'\t'*}" --version; done)
  for i in "${!facts[@]}"; do
    use "${facts[i]%%$'\t'*}" "tool	${facts[i]%%$'\t'*}	${versions[i]}	${facts[i]#*$'\t'}"
  done
  for ((i = 0; i < ${#variables[@]}; i += 3)); do
    use_variable "${variables[@]:i:3}"
  done
}

# NAME KIND VALUE
use_variable() {
  local file
  names=()
  case $2 in
  files) split_names "$3" ;;
  shipped:* | every:*) for file in $3; do names+=("$(shipped "${2#*:}" "$file")"); done ;;
  file) [ -z "$3" ] || names=("$3") ;;
  esac
  case $2 in
  files | shipped:* | every:* | file) file=$(fingerprint "${names[@]}") ;;
  *) file="$3		" ;;
  esac
  file=${file:-$'\t\t'}
  use "$1" "variable	$1	${file//$'\n'/$'\n'variable$'\t'$1$'\t'}"
}

# NAME FACTS: the facts, a line each and their name before each, also for this run's steps.
use() {
  local lines=$1$'\t'${2//$'\n'/$'\n'$1$'\t'}
  [ -z "$scratch" ] || printf '%s\n' "$lines" >"$scratch/uses/$1"
  printf '%s\n' "$lines"
}

# What is in OUT, with its hashes.
all_hashes() {
  local prov made=()
  [ -d "$out" ] || return 0
  cd "$out"
  for prov in *.prov .run/*.prov; do
    [ ! -e "${prov%.prov}" ] || made+=("${prov%.prov}")
  done
  ((${#made[@]} == 0)) || fingerprint "${made[@]}"
}

# Prints what is fresh, or why it is not; makes the last of the goals end the run.
decide_all() {
  local uses plan fresh goal asked=fresh targets=
  case $mode in
  why) asked=why ;;
  make) targets=$scratch/plan ;;
  esac
  uses=$(all_uses)
  distinct_inputs "$uses"
  plan=$("${planner[@]}" 2> >(grep -vE 'in the future|Clock skew' >&2))
  fresh=$(awk -v mode="$asked" -v force="$force" -v targets="$targets" -f "$here"decide.awk \
    reading=uses <(printf '%s\n' "$uses") reading=hashes <(all_hashes) \
    reading=plan <(printf '%s\n' "$plan"))
  [ "$mode" != why ] || fresh=${fresh:-${wanted##*/}: up to date}
  [ -z "$fresh" ] || printf '%s\n' "$fresh"
  [ "$mode" = make ] || return 0
  for goal in $wanted; do
    [[ $'\n'$fresh$'\n' == *$'\n'"$goal"$'\n'* ]] || : >"$scratch/goals/${goal##*/}"
  done
  ! rmdir "$scratch/goals" 2>/dev/null || close_run 0 ""
}

# FACTS: the same file given twice would count twice. (Files of days without sales may be equal: only a header.)
distinct_inputs() {
  local file again
  again=$(awk -F '\t' '$2 == "variable" && $6 != "" { if ($3 FS $6 in seen) print $4 "\t" seen[$3 FS $6]; seen[$3 FS $6] = $4 }' <<<"$1")
  [ -n "$again" ] || return 0
  while IFS=$'\t' read -r file again; do
    ! has_rows "$file" || problem INPUT "$file" "is the same as $again" "each file once"
  done <<<"$again"
  ((problems == 0)) || refuse "$mode"
}

# ---- Examining a folder ----

# If a run could not write its row, "running" has it; while a run is going on, the lock is held.
last_status() {
  if [ ! -e "$state/running" ]; then
    awk -F '\t' 'END { print (NR > 1 ? $4 : "none") }' "$state/history.tsv" 2>/dev/null || echo none
  elif flock -w 1 "$state/lock" true; then
    cut -d ' ' -f 3 "$state/running"
  else
    echo running
  fi
}

# FILE...: removes the pipeline's files; with the last one also what runs leave.
sweep() {
  local file
  for file in "$@" $(cat "$out/$pipeline.manifest" "$state/$pipeline.manifest" 2>/dev/null | cut -f 1 | sed "/^file$/d; s|^|$out/|"); do
    rm -f "$file" "$file.prov"
  done
  rm -f "$out/$pipeline.manifest" "$out/$pipeline.manifest.prov" "$state/$pipeline.manifest"
  find "$state" -mindepth 1 -maxdepth 1 ! -name lock ! -name tmp ! -name running ! -name history.tsv -exec rm -rf {} +
  mkdir -p "$state/log"
  compgen -G "$out/*.prov" >/dev/null || [ -e "$state/running" ] || rm -rf "$state"
  rmdir --ignore-fail-on-non-empty "$out"
}

# FILE: does it have the hash in its .prov?
is_as_made() {
  local made
  made=$(awk -F '\t' -v name="${1##*/}" '$1 == "output" && $2 == name { print $4 "\t" $5 }' "$1.prov")
  [[ -n $made && $(fingerprint "$1" | cut -f 2,3) == "$made" ]]
}

# Are the tables one whole run? The manifest's hashes are those of the files, and each file was made from those beside it.
verify() {
  local manifest=$out/$pipeline.manifest provs hashes wrong
  [ -e "$manifest" ] || { say "$out is not a complete run: there is no ${manifest##*/}" && exit 1; }
  is_as_made "$manifest" || { say "${manifest##*/} is not as it was made" && exit 1; }
  mapfile -t provs < <(sed '1d; s/\t.*/.prov/' "$manifest")
  hashes=$(all_hashes)
  wrong=$(cd "$out" && awk -F '\t' 'FNR == 1 && reading != "now" { next }
    reading == "manifest" { want[$1] = $2 FS $3 }
    reading == "now" { have[$1] = $2 FS $3 }
    reading == "prov" && $1 ~ /^(input|output)$/ && $2 in want && want[$2] != $4 FS $5 { other[$2] = 1 }
    END {
        for (file in want) if (have[file] != want[file]) print file " is not as it was made"
        for (file in other) print file " is not the one that others were made from"
    }' reading=manifest "${manifest##*/}" reading=now <(cat <<<"$hashes") \
    reading=prov "${provs[@]}")
  [ -z "$wrong" ] || { while read -r line; do say "$line"; done < <(sort <<<"$wrong"); exit 1; }
  echo "$pipeline: $(($(wc -l <"$manifest") - 1)) tables, one whole run"
}

# Reads a plan, writes the graph of its files (for dot -Tsvg): which file is made from which; with tools and variables.
graph() {
  printf 'digraph %s {\n    rankdir = LR;\n' "$pipeline"
  sed -n 's/^\. .*common\.sh; step //p' | awk '{
      for (i = 2; i <= NF; i++)
        if ($i !~ /\/common\.sh$/)
          print "    \"" base($i) "\" -> \"" base($1) "\";"
    }
    function base(path) { sub(/.*\//, "", path); return path }' | sort -u
  echo '}'
}
