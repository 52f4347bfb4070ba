# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# common.sh: the shell half of common.mk. make hands over: pipeline (its name), here (this folder), state (the run's
# own folder in OUT) and scratch (this run's temporary files, in $state/tmp).

pipeline=${pipeline-} here=${here-} state=${state-} scratch=${scratch-}

say() { printf '%s: %s\n' "$pipeline" "$*" >&2; }

# FILE...: name, bytes and XXH3 of the content, a line each. (xxhsum before 0.8.2 writes "XXH3 (name) = hash".)
fingerprint() {
  paste <(stat -L --printf '%n\t%s\n' "$@") \
    <(xxhsum -qH3 "$@" | sed -E 's/^XXH3_([0-9a-f]{16}) .*/\1/; t; s/.* = ([0-9a-f]{16})$/\1/')
}

# FOLDER NAME: the path of a shipped file; a NAME with a slash is a path.
shipped() {
  case $2 in
  */*) echo "$2" ;;
  *) echo "$here$1/$2" ;;
  esac
}

# ---- Before anything is made: the variables, the tools, the stamps ----

problems=0
name_rule="no blanks, and no signs but _ . / + , @ -"

# NAME VALUE WHAT EXPECTED: a variable cannot be used.
problem() {
  if [ -n "$2" ]; then
    say "$1=$2: $3 (expected: $4)"
  else
    say "$1 is missing (expected: $4)"
  fi
  problems=$((problems + 1))
}

# VALUE: is it a name that make and the shell leave as it is?
is_name() {
  [[ -n $1 && $1 != -* && ! $(LC_ALL=C tr -d '\200-\377' <<<"$1") =~ [^A-Za-z0-9_./+,@-] ]]
}

# NAME KIND VALUE: is the value one of its kind?
check() {
  local name=$1 kind=$2 value=$3 file
  case $kind in
  files)
    [ -n "$value" ] || problem "$name" "" "" "a file, or several separated by blanks"
    for file in $value; do
      is_name "$file" || problem "$name" "$file" "is no plain name" "$name_rule"
      [[ -f $file && -r $file ]] || problem "$name" "$file" "is no readable file" "a file, or several"
    done ;;
  date)
    { [[ $value =~ ^[0-9]{4}-[0-9]{2}-[0-9]{2}$ ]] && date -d "$value" >/dev/null 2>&1; } ||
      problem "$name" "$value" "is no date" "YYYY-MM-DD" ;;
  folder)
    is_name "$value" || problem "$name" "$value" "is no plain name" "a folder; $name_rule" ;;
  count)
    [[ $value =~ ^(0|[1-9][0-9]{0,4})$ ]] || problem "$name" "$value" "is no number" "0, 1, 2 ..." ;;
  size)
    [[ $value =~ ^(0|[1-9][0-9]{0,9}[KMGT]?)$ ]] || problem "$name" "$value" "is no size" "512M, 2G; 0 for no limit" ;;
  number)
    [[ $value =~ ^[0-9]+(\.[0-9]+)?$ ]] || problem "$name" "$value" "is no number" "0.1, 1, 2.5 ..." ;;
  lengths)
    [[ $value =~ ^[0-9]+[dwmy](,[0-9]+[dwmy])*$ ]] || problem "$name" "$value" "is no length of time" "90d, or several: 90d,1y" ;;
  jobs)
    [[ $value =~ ^[1-9][0-9]{0,4}$ ]] || problem "$name" "$value" "is no number of processes" "1, 2 ..." ;;
  shipped:*)
    file=$(shipped "${kind#*:}" "$value")
    { is_name "$value" && [ -f "$file" ] && [ -r "$file" ]; } || problem "$name" "$value" "is not known" \
      "$(cd "$here${kind#*:}" && echo *), or a file's name with a slash" ;;
  *'|'*)
    [[ -n $value && "|$kind|" == *"|$value|"* ]] || problem "$name" "$value" "is not known" "${kind//|/, }" ;;
  esac
}

# MODE NAME TEXT: prints NAME where its stamp says something else; in mode "make", rewrites the stamp then.
stamp() {
  local file=$state/uses/$2
  ! printf '%s\n' "$3" | cmp -s - "$file" || return 0
  echo "$2"
  if [ "$1" = why ]; then
    printf '%s\n' "$3" | { diff "$file" - || true; } | sed -n "s/^</$2 was/p; s/^>/$2 is/p" >&2
  fi
  if [ "$1" = make ]; then
    printf '%s\n' "$3" >"$file.new"
    mv "$file.new" "$file"
  fi
}

# MODE NAME KIND VALUE: the stamp of a variable; of files it is the content that counts, not the clock.
stamp_variable() {
  case $3 in
  folder | jobs | text) ;; # no result depends on them
  files) # shellcheck disable=SC2086 # a list of names
    stamp "$1" "$2" "$(fingerprint $4)" ;;
  shipped:*) stamp "$1" "$2" "$(fingerprint "$(shipped "${3#*:}" "$4")")" ;;
  *) stamp "$1" "$2" "$4" ;;
  esac
}

# PID: when it began, in ticks; nothing where there is no such process.
birth() { awk '{ print $22 }' "/proc/$1/stat" 2>/dev/null || true; }

# One make at a time in OUT. Another may be dying of a signal: it then removes the files that it was about to make.
be_alone() {
  local pid born tries=0
  exec {lock}>"$state/lock"
  flock "$lock"
  [ -e "$state/pid" ] || : >"$state/pid"
  while read -r pid born <"$state/pid" && [[ -n $born && $(birth "$pid") == "$born" ]]; do
    if ((++tries > 20)); then
      say "another make is at work here: process $pid"
      exit 1
    fi
    sleep 0.1
  done
  echo "$PPID $(birth "$PPID")" >"$state/pid"
}

# MODE RECIPES PROGRAMS TOOLS BIN {NAME KIND VALUE}...: checks everything, then prints the names of the stamps that differ.
# The modes: check does no more than that, look and why write nothing, make rewrites the stamps.
prepare() {
  set -eu -o pipefail
  local mode=$1 recipes=$2 programs=$3 tools=$4 bin=$5 variables=("${@:6}") tool i
  for ((i = 0; i < ${#variables[@]}; i += 3)); do
    check "${variables[@]:i:3}"
  done
  [ "$mode" != check ] || exit $((problems > 0))
  for tool in $tools; do
    [ -x "$bin/$tool" ] || problem BIN "$bin" "has no $tool" "the folder of the tools, which make builds"
  done
  for tool in xxhsum $programs; do
    command -v "$tool" >/dev/null || problem PATH "$PATH" "has no $tool" "what make deps installs"
  done
  [ "$problems" = 0 ] || exit 1

  if [ "$mode" = make ]; then
    # Before the stamps: what a killed run has left behind, and may still write, can no longer take its place.
    mkdir -p "$state/tmp" "$state/uses" "$state/log"
    be_alone
    mv "$state/tmp" "$(mktemp -d "$state/old.XXXXXX")/"
    rm -rf "$state"/old.*
    mkdir "$state/tmp"
  fi
  # shellcheck disable=SC2086 # a list of names
  stamp "$mode" pipeline "$(sed -E '/^[[:blank:]]*(#|$)/d' $recipes | xxhsum -qH3 | grep -oE '[0-9a-f]{16}')"
  for tool in $tools; do
    stamp "$mode" "$tool" "$(cd "$bin" && fingerprint "$tool")"
  done
  for ((i = 0; i < ${#variables[@]}; i += 3)); do
    stamp_variable "$mode" "${variables[@]:i:3}"
  done
}

# ---- A recipe: see "step" in common.mk ----

# TARGET PREREQUISITE...: begins it.
step() {
  target=$1 name=${1##*/} needs=("${@:2}") files=() feeders=() delivered=
  new=$scratch/$name/new tmp=$scratch/$name/tmp stats=$scratch/$name/stats log=$state/log/$name.log
  started=${EPOCHREALTIME/./}
  mkdir "$scratch/$name" "$new" "$tmp"
  export TMPDIR=$tmp new
  exec {terminal}>&2 2>"$log"
  trap leave EXIT
}

# Ends it well: what was made takes its place, a folder instead of the one before, a file with its .prov, the target
# last. (It has to be said: the trap on EXIT cannot tell the end from a signal, whose status there is 0.)
deliver() {
  local folder=${target%/*} feeder made
  for feeder in "${feeders[@]}"; do
    wait "$feeder"
  done
  for made in "$new"/*; do
    if [ -d "$folder/${made##*/}" ]; then
      mv "$folder/${made##*/}" "$tmp/before"
    elif [ -f "$made" ]; then
      provenance "$made" >"$tmp/prov"
      mv "$tmp/prov" "$folder/${made##*/}.prov"
    fi
    [ "$made" = "$new/$name" ] || mv -T "$made" "$folder/${made##*/}"
  done
  printf '%s\t%d.%06d\n' "$name" $(((${EPOCHREALTIME/./} - started) / 1000000)) \
    $(((${EPOCHREALTIME/./} - started) % 1000000)) >>"$state/timing.tsv"
  mv "$new/$name" "$target"
  delivered=yes
}

# Ends it, well or not.
leave() {
  local status=$?
  exec 2>&"$terminal"
  sed "s/^/$pipeline: /" "$log" >&2
  rm -rf "${scratch:?}/$name"
  [ -n "$delivered" ] || say "$name was not made, status $status ($log)"
}

# FILE: where it comes from, as a table; without a clock, so that the same work gives the same bytes.
provenance() {
  local need use file named='s|^([^\t]*/)?([^\t]*)|\2\t|'
  printf 'fact\tname\tvalue\tbytes\txxh3\n'
  fingerprint "$1" | sed -E "$named; s/^/output\t/"
  for need in "${needs[@]}"; do
    use=${need##*/}
    case $need in
    "$state/uses/pipeline") ;; # the command is below
    "$state"/uses/[a-z]*) sed -E "s/^[^\t]*/tool\t$use\t$("$use" --version)/" "$need" ;;
    "$state"/uses/*) sed -E "/\t/! s/$/\t\t/; s/^/variable\t$use\t/" "$need" ;;
    *) fingerprint "$need" | sed -E "$named; s/^/input\t/" ;;
    esac
  done
  sed -E "1d; \$d; s/^\t*//; s/\t/ /g; s/.*/command\t\t&\t\t/" <<<"$BASH_EXECUTION_STRING"
  for file in "$stats"*; do
    [ ! -e "$file" ] || sed -E "1d; /^seconds\t/d; s/.*/stat\t&\t\t/" "$file"
  done
}

# FILE...: sets files to names that a tool can read: a compressed one flows in unpacked, under its name without .gz.
unpack() {
  local file plain fd
  for file; do
    case $file in
    *.gz) exec {fd}< <(exec gzip -dc "$file") ;;
    *.zst) exec {fd}< <(exec zstd -dcq "$file") ;;
    *)
      files+=("$file")
      continue ;;
    esac
    feeders+=("$!")
    mkdir "$tmp/$fd"
    plain=$tmp/$fd/$(basename "${file%.*}")
    ln -s "/dev/fd/$fd" "$plain"
    files+=("$plain")
  done
}

# KEY... FILE...: one table made of sorted tables, in the order of sort's keys (-k1,1).
merge() {
  local keys=() bodies=() file
  while [[ $1 == -* ]]; do
    keys+=("$1")
    shift
  done
  head -n 1 "$1"
  for file; do
    bodies+=("$tmp/body.${#bodies[@]}")
    tail -n +2 "$file" >"${bodies[-1]}"
  done
  sort -m -t $'\t' "${keys[@]}" "${bodies[@]}"
}

# ---- Looking at a pipeline ----

# Reads make's database, writes the graph of its files (for dot -Tsvg): what goes into what; tools and variables too.
graph() {
  printf 'digraph %s {\n    rankdir = LR;\n' "$pipeline"
  awk '/^# Files/ { on = 1 }
    /^# files hash-table/ { on = 0 }
    /^# Not a target/ { getline; next }
    on && /^[^#\t: ]*\/[^#\t: ]+: / && $3 != "=" {
      for (i = 2; i <= NF && $i != "|"; i++)
        if ($i !~ /\/pipeline$/)
          print "    \"" last($i) "\" -> \"" last(substr($1, 1, length($1) - 1)) "\";"
    }
    function last(path) { sub(/.*\//, "", path); return path }' | sort -u
  echo '}'
}

# Reads what make --debug=basic says, writes why each file would be made.
reasons() {
  sed -nE -e "s|'[^']*/|'|g" \
    -e "s/^ *Prerequisite '(.*)' of target '(.*)' does not exist\.$/\2: \1 has changed/p" \
    -e "s/^ *Prerequisite '(.*)' is newer than target '(.*)'\.$/\2: \1 is newer/p" \
    -e "s/^ *File '(.*\..*)' does not exist\.$/\1: is not there/p" -e "s/^make.*\*\*\*/&/p" | uniq
}
