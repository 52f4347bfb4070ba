# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# common.sh: functions for recipes; see "step" in common.mk, which sets: pipeline (its name), here (this folder),
# out (the folder of the tables) and scratch (this run's temporary files, in $out/.run/tmp). The text of this file counts
# as part of every command. (What is done before anything is made is in plan.sh.)

pipeline=${pipeline-} here=${here-} out=${out-} scratch=${scratch-} force=${force-} state=${out-}/.run

say() { printf '%s: %s\n' "$pipeline" "$*" >&2; }

# ---- Files by their contents ----

# FILE...: name, bytes and XXH3 of the content, a line each. (xxhsum before 0.8.2 writes "XXH3 (name) = hash".)
fingerprint() {
  local file plain=()
  for file; do
    if [ -d "$file" ]; then fingerprint_folder "$file"; else plain+=("$file"); fi
  done
  ((${#plain[@]} == 0)) || paste <(stat -L --printf '%n\t%s\n' "${plain[@]}") <(xxhsum -qH3 "${plain[@]}" | hash_of)
}

hash_of() { sed -E 's/^\\?XXH3_([0-9a-f]{16}) .*/\1/; t; s/.* = ([0-9a-f]{16})$/\1/'; }

# FOLDER: a line for each file in it.
inventory() { (cd "$1" && find . -type f | sort | while read -r file; do fingerprint "${file#./}"; done); }

fingerprint_folder() {
  local files
  files=$(inventory "$1")
  printf '%s\t%s\t%s\n' "$1" "$(awk -F '\t' '{ n += $2 } END { print n + 0 }' <<<"$files")" "$(xxhsum -qH3 <<<"$files" | hash_of)"
}

# TEXT: sets names to the files that it names. A line is a file's name or, if there is no such file, names with blanks
# between them.
split_names() {
  local line words
  names=()
  while IFS= read -r line; do
    words=("$line")
    [ -f "$line" ] || IFS=$' \t' read -ra words <<<"$line"
    names+=("${words[@]/#-/.\/-}")
  done <<<"$1"
}

# FILE: sets program to what unpacks it, by its first bytes; to nothing for text.
find_unpacker() {
  local bytes
  IFS= read -rN 6 -d '' bytes <"$1" || true
  case $bytes in
  $'\x1f\x8b'*) program=gzip ;;
  $'\x28\xb5\x2f\xfd'*) program=zstd ;;
  $'\xfd7zXZ'*) program=xz ;;
  BZh[1-9]1A*) program=bzip2 ;;
  *) program= ;;
  esac
}

# ---- A recipe ----

# TARGET PREREQUISITE...: begins a recipe; ends it at once if its outputs exist and were made from the same facts.
step() {
  target=${1#"$out/"} name=${1##*/} needs=("${@:2}") files=() packed=() readers=() delivered=
  folder=${1%/*} new=$scratch/$name/new tmp=$scratch/$name/tmp stats=$scratch/$name/stats log=$state/log/$name.log
  read -r started _ </proc/uptime
  mkdir "$scratch/$name" "$new" "$tmp"
  export TMPDIR=$tmp PARALLEL_HOME=$tmp HOME=${HOME-$tmp} new
  trap leave EXIT
  exec {terminal}>&2
  if made_from >"$scratch/$name/facts"; then
    finish "as before"
    exit 0
  fi
  { : >"$log"; } 2>/dev/null || true
  exec 2> >(relay)
  relay=$!
}

# Writes what the step is made from; status 0 if the outputs exist and were made from it.
made_from() {
  awk -v mode=facts -v force="$force" -v OUT="$out/" -f "$here"decide.awk reading=uses <(facts_of_uses) \
    reading=hashes <(hashes_of_needs; hashes_of_outputs) reading=plan <(as_in_out <<<"$BASH_EXECUTION_STRING")
}

facts_of_uses() {
  local need
  for need in "${needs[@]}"; do
    case $need in
    "$state"/uses/*) sed "s|^|${need##*/}\t|" "$scratch/uses/${need##*/}" ;;
    esac
  done
}

# They are as the steps that made them wrote them, or as this run found them at its beginning.
hashes_of_needs() {
  local need
  for need in "${needs[@]}"; do
    case $need in
    "$state"/uses/*) ;;
    *) awk -F '\t' -v name="${need#"$out/"}" -v base="${need##*/}" -v OFS='\t' \
      '$1 == "output" && $2 == base { print name, $4, $5 }' "$need.prov" ;;
    esac
  done
}

hashes_of_outputs() {
  local made
  for made in $(outputs_before); do
    [ ! -e "$folder/$made" ] || fingerprint "$folder/$made" | sed "s|^$folder/|${target%"$name"}|"
  done
}

# The names of what the step made the last time.
outputs_before() { [ ! -e "$folder/$name.prov" ] || awk -F '\t' '$1 == "output" { print $2 }' "$folder/$name.prov"; }

# A recipe in the form of the plan and .prov: without the names of OUT and of this folder, which do not count.
as_in_out() { sed -e 's/^[[:blank:]]*//' -e 's/\t/ /g' -e "s|$(literally "$out/")||g" -e "s|$(literally "$here")||g"; }
literally() { printf '%s' "$1" | sed 's/[][\\.*^$|]/\\&/g'; }

# Ends it without an error: new files take their places, and outputs that are no longer made are removed. (Recipes must
# call it: the trap on EXIT cannot distinguish the end from a signal, whose status there is 0.) All that can fail comes
# first, and $new is listed once: that folder is removed from a recipe whose make was killed.
deliver() {
  local made gone file
  steady_inputs
  made=$(cd "$new" && ls)
  gone=$(outputs_before | grep -vxF "$made" || true)
  for file in $made; do
    provenance >"$tmp/$file.prov"
  done
  withdraw_manifests
  for file in $(grep -vxF "$name" <<<"$made" || true) "$name"; do
    put "$file"
  done
  for file in $gone; do
    rm -rf "${folder:?}/$file" "$folder/$file.prov"
  done
  finish made
}

# NAME: moves it to its place; a folder replaces the one before.
put() {
  [ ! -d "$folder/$1" ] || mv "$folder/$1" "$tmp/$1.before"
  mv "$tmp/$1.prov" "$folder/$1.prov"
  mv -T "$new/$1" "$folder/$1"
}

# Files of variables (INPUT) that were replaced while they were read: it is unknown which version was read.
steady_inputs() {
  local files before
  mapfile -t files < <(awk -F '\t' '$1 == "variable" && $5 != "" { print $3 }' "$scratch/$name/facts")
  before=$(awk -F '\t' -v OFS='\t' '$1 == "variable" && $5 != "" { print $3, $4, $5 }' "$scratch/$name/facts")
  [[ ${#files[@]} == 0 || $(fingerprint "${files[@]}") == "$before" ]] || {
    echo "a file was replaced while it was read: ${files[*]}" >&2
    exit 3
  }
}

# Where the outputs come from, as a table; without a clock, so that the same work gives the same bytes.
provenance() {
  local file
  printf 'fact\tname\tvalue\tbytes\txxh3\n'
  (cd "$new" && fingerprint ./* | sed 's|^\./||' | awk -F '\t' '{ print "output\t" $1 "\t\t" $2 "\t" $3 }')
  cat "$scratch/$name/facts"
  for file in "$stats"*; do
    [ ! -e "$file" ] || sed -E "1d; /^seconds\t/d; s/.*/stat\t&\t\t/" "$file"
  done
}

# A manifest that names a file about to be replaced is no longer true.
withdraw_manifests() {
  local manifest
  for manifest in "$out"/*.manifest; do
    [ -e "$manifest" ] || continue
    # Two steps may end at once: the other one may have removed it.
    ! cut -f 1 "$manifest" | grep -qxFf <(cd "$new" && ls) || mv "$manifest" "$state/" || [ ! -e "$manifest" ]
  done
}

# WORD: the step is over. If it was the last of the run's goals, so is the run.
finish() {
  local now seconds
  read -r now _ </proc/uptime
  seconds=$(seconds_since "$started" "$now")
  printf '%s\t%s\n' "$name" "$seconds" >>"$state/timing.tsv"
  [ "$1" != made ] || echo "$name" >>"$scratch/made"
  [ "${V-0}" = 0 ] || echo "$pipeline: $name $1, $seconds s"
  delivered=yes
  reached
}

reached() {
  local made
  for made in $(outputs_before); do
    rm -f "$scratch/goals/$made"
  done
  ! rmdir "$scratch/goals" 2>/dev/null || close_run 0 ""
}

# Ends it, with or without an error. After a signal some tools still run and may hold standard error; they are not
# waited for.
leave() {
  local status=$?
  ((${#readers[@]} == 0)) || kill "${readers[@]}" 2>/dev/null || true
  exec 2>&"$terminal"
  if [ -z "$delivered" ]; then
    [ "$status" = 0 ] || wait "${relay-}" 2>/dev/null || true
    say "$name was not made, $(meaning "$status") ($log)"
    close_run "${status/#0/interrupted}" "$name"
  fi
  rm -rf "${scratch:?}/$name"
}

meaning() {
  case $1 in
  0) echo "it was interrupted" ;;
  1) echo "status 1: the data are wrong" ;;
  2) echo "status 2: the command line is wrong" ;;
  3) echo "status 3: try again when the disk, the memory or the file is there" ;;
  *) echo "status $1" ;;
  esac
}

# Standard error, line by line, to the terminal and to the log, which a full disk may refuse. (The name of a pipe means the
# compressed file.)
relay() {
  local line
  trap '' INT TERM
  exec 2>&"$terminal"
  while IFS= read -r line; do
    [ -n "$line" ] || continue
    [[ ! $line =~ ^(.*)"$tmp"/[0-9]+/(.*)$ ]] || line=${BASH_REMATCH[1]}${BASH_REMATCH[2]}
    say "$line"
    { printf '%s\n' "$line" >>"$log"; } 2>/dev/null || true
  done
}

# STATUS STEP: writes the row of the run, once. On a full disk it stays in "running", which has reserved room, until later.
close_run() {
  local start up now made=0
  mv "$state/running" "$scratch/closed" 2>/dev/null || return 0
  read -r start up _ <"$scratch/closed"
  read -r now _ </proc/uptime
  [ ! -e "$scratch/made" ] || made=$(wc -l <"$scratch/made")
  history_row "$start" "$(now)" "$(seconds_since "$up" "$now")" "$1" "$made" "$2" && return
  echo "$start $up $1 $2" 1<>"$scratch/closed"
  mv "$scratch/closed" "$state/running"
}

seconds_since() { awk "BEGIN { printf \"%.2f\", $2 - $1 }"; }
now() { date -u +%Y-%m-%dT%H:%M:%SZ; }

# START END SECONDS STATUS MADE STEP
history_row() {
  local file=$state/history.tsv rows=
  [ -s "$file" ] || { printf 'start\tend\tseconds\tstatus\tpipeline\tmade\trows\tstep\n' >"$file"; } 2>/dev/null || return 1
  [ ! -e "$out/lines.tsv.prov" ] || rows=$(awk -F '\t' '$2 == "rows_in" { print $3 }' "$out/lines.tsv.prov")
  { printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$1" "$2" "$3" "$4" "$pipeline" "$5" "$rows" "$6" >>"$file"; } 2>/dev/null
}

# ---- What recipes do ----

# VARIABLE: sets files to readable forms of the files that the variable names: a compressed one becomes a pipe.
unpack() {
  local file program pipe pipes=()
  split_names "${!1}"
  for file in "${names[@]}"; do
    find_unpacker "$file"
    if [ -n "$program" ]; then
      pipe=$tmp/${#files[@]}/$(basename "${file%.*}")
      pipes+=("$pipe") packed+=("$program" "$file" "$pipe")
      file=$pipe
    fi
    files+=("$file")
  done
  ((${#pipes[@]} == 0)) || { mkdir "${pipes[@]%/*}" && mkfifo "${pipes[@]}"; }
}

# FILE...: tables that name the pipes that a command has read, if they are there: without the folder of this run.
without_pipes() {
  local file
  for file; do
    [ ! -e "$file" ] || sed -i "s|$(literally "$tmp")/[0-9]*/||" "$file"
  done
}

# COMMAND...: runs it on the files of "unpack". One file is unpacked at a time, when the command reads it.
fed() {
  local status=0
  "$@" "${files[@]}" &
  readers=("$!")
  feed "$!" &
  readers+=("$!")
  wait "${readers[0]}" || status=$?
  ((status == 0)) || kill "${readers[1]}" 2>/dev/null || true
  wait "${readers[1]}" || ((status)) || status=$?
  readers=()
  ((status != 143)) || status=1 # feed has ended it
  ((status)) || distinct_contents || status=1
  return "$status"
}

# NAME: stores the hash of what it reads.
fingerprint_stream() { xxhsum -qH3 | hash_of | sed "s|$|\t$1|" >>"$tmp/unpacked"; }

# The same log twice, packed and not, would count twice. (Files of days without sales may be equal: only a header.)
distinct_contents() {
  local file again
  while IFS=$'\t' read -r file again; do
    ! has_rows "$file" || { echo "$file is the same as $again, unpacked; each file once" >&2 && return 1; }
  done < <({ awk -F '\t' '$2 == "INPUT" { print $5 "\t" $3 }' "$scratch/$name/facts" && cat "$tmp/unpacked" /dev/null; } 2>/dev/null |
    awk -F '\t' '$1 in seen { print $2 "\t" seen[$1] } { seen[$1] = $2 }')
}

# FILE: more than one line?
has_rows() {
  local program
  find_unpacker "$1"
  (set +o pipefail; ${program:-cat} ${program:+-dc} <"$1" 2>/dev/null | awk 'NR == 2 { exit } END { exit NR < 2 }')
}

# READER: unpacks one file after the other. The shell itself opens the pipe, so that it can be killed while it waits.
feed() {
  local i file pipe status
  for ((i = 0; i < ${#packed[@]}; i += 3)); do
    file=${packed[i + 1]} status=0
    exec {pipe}>"${packed[i + 2]}"
    # shellcheck disable=SC2094 # the last one takes the name alone
    "${packed[i]}" -dc <"$file" | tee "/dev/fd/$pipe" | fingerprint_stream "$file" || status=$?
    ((status < 128)) || return 0 # the reader has gone, and knows why
    if ((status)); then
      echo "${packed[i]}: $file cannot be unpacked" >&2
      kill "$1" 2>/dev/null || true
      return 1
    fi
    exec {pipe}>&-
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

# Every table of the plan, with bytes and hash. Tables of the last whole run that this one no longer makes are removed.
manifest() {
  local file kept before=$out/$name
  [ -e "$before" ] || before=$state/$name
  printf 'file\tbytes\txxh3\n'
  while read -r file; do
    awk -F '\t' '$1 == "output" { print $2 "\t" $4 "\t" $5 }' "$out/$file.prov"
  done < <(grep -v / "$scratch/plan" | grep -vxF "$name") | sort -u | tee "$tmp/files"
  kept=$(cut -f 1 "$tmp/files" && tables_of_others)
  [ ! -e "$before" ] || for file in $(sed 1d "$before" | cut -f 1 | grep -vxF "$kept" || true); do
    rm -f "${out:?}/$file" "$out/$file.prov"
  done
}

# Those of other pipelines' whole runs in OUT.
tables_of_others() {
  local other
  for other in "$out"/*.manifest; do
    [ "$other" = "$out/$name" ] || [ ! -e "$other" ] || cut -f 1 "$other"
  done
}
