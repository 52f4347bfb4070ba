# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# common.sh: functions for recipes; see "step" in common.mk, which sets: pipeline (its name), here (this folder),
# out (the folder of the tables) and scratch (this run's temporary files, in $out/.run/tmp). The text of this file counts
# as part of every command. (What is done before anything is made is in plan.sh.)

pipeline=${pipeline-} here=${here-} out=${out-} scratch=${scratch-} force=${force-} state=${out-}/.run

say() { printf '%s: %s\n' "$pipeline" "$*" >&2; }

# ---- Files by their contents ----

# FILE...: name, bytes and XXH3 of the content, one line each. (A run fingerprints often: few processes.)
fingerprint() {
  local file i hash plain=() sizes hashes
  for file; do
    if [ -d "$file" ]; then fingerprint_folder "$file"; else plain+=("$file"); fi
  done
  ((${#plain[@]})) || return 0
  mapfile -t sizes < <(stat -L --printf '%s\n' "${plain[@]}")
  mapfile -t hashes < <(xxhsum -qH3 "${plain[@]}")
  ((${#sizes[@]} == ${#plain[@]} && ${#hashes[@]} == ${#plain[@]})) || return 3 # a file was removed meanwhile
  for i in "${!plain[@]}"; do
    find_hash "${hashes[i]}"
    printf '%s\t%s\t%s\n' "${plain[i]}" "${sizes[i]}" "$hash"
  done
}

# LINE: sets hash to what xxhsum has written. (Before 0.8.2 it writes "XXH3 (name) = hash".)
find_hash() {
  [[ $1 =~ ^\\?XXH3_([0-9a-f]{16})' ' || $1 =~ ' = '([0-9a-f]{16})$ ]] || return
  hash=${BASH_REMATCH[1]}
}

# FOLDER: a line for each file in it.
inventory() {
  local files
  (cd "$1" && mapfile -d '' -t files < <(find . -type f -print0 | sort -z) && fingerprint "${files[@]#./}")
}

fingerprint_folder() {
  local files hash
  files=$(inventory "$1")
  find_hash "$(xxhsum -qH3 <<<"$files")"
  printf '%s\t%s\t%s\n' "$1" "$(awk -F '\t' '{ n += $2 } END { print n + 0 }' <<<"$files")" "$hash"
}

# WORD WORDS...: is WORD one of WORDS?
among() { [[ " ${*:2} " == *" $1 "* ]]; }

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

# TARGET PREREQUISITE...: begins a recipe, and ends it at once if its outputs exist and were made from the same facts.
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

# Writes what the step is made from; returns 0 if the outputs exist and were made from it.
made_from() {
  local need uses=()
  for need in "${needs[@]}"; do
    [[ $need != "$state"/uses/* ]] || uses+=("$scratch/uses/${need##*/}")
  done
  awk -v mode=facts -v force="$force" -f "$here"decide.awk reading=uses "${uses[@]}" \
    reading=hashes <(hashes_of_outputs) reading=plan <(printf '%s\n' "$BASH_EXECUTION_STRING")
}

hashes_of_outputs() {
  local made there=()
  outputs_before
  cd "$out" || return
  for made in "${earlier[@]/#/${target%"$name"}}"; do
    [ ! -e "$made" ] || there+=("$made")
  done
  fingerprint "${there[@]}"
}

# Sets earlier to the names of what the step made the last time.
outputs_before() {
  local fact made
  earlier=()
  [ ! -e "$folder/$name.prov" ] || while IFS=$'\t' read -r fact made _; do
    [ "$fact" != output ] || earlier+=("$made")
  done <"$folder/$name.prov"
}

literally() { printf '%s' "$1" | sed 's/[][\\.*^$|]/\\&/g'; }

# Ends it without an error: new files take their places, and outputs that are no longer made are removed. (Recipes must
# call it: the trap on EXIT cannot distinguish the end from a signal, whose status there is 0.) All that can fail comes
# first, and $new is listed once: that folder is removed from a recipe whose make was killed.
deliver() {
  local made file
  steady_inputs
  made=("$new"/*)
  made=("${made[@]##*/}")
  fingerprint "${made[@]/#/$new/}" >"$tmp/made"
  for file in "${made[@]}"; do
    provenance >"$tmp/$file.prov"
  done
  outputs_before
  withdraw_manifests
  put
  for file in "${earlier[@]}"; do
    among "$file" "${made[@]}" || rm -rf "${folder:?}/$file" "$folder/$file.prov"
  done
  finish made
}

# Moves what was made to its place, the target last; a folder replaces the one before.
put() {
  local file files=()
  for file in "${made[@]}"; do
    [ ! -d "$folder/$file" ] || mv "$folder/$file" "$tmp/$file.before"
    [ "$file" = "$name" ] || files+=("$tmp/$file.prov" "$new/$file")
  done
  mv -t "$folder" "${files[@]}" "$tmp/$name.prov" "$new/$name"
}

# Files of variables (INPUT) that were replaced while they were read: it is unknown which version was read.
steady_inputs() {
  local fact files=() before='' field=$'([^\t]*)'
  while IFS= read -r fact; do
    [[ $fact =~ ^variable$'\t'$field$'\t'$field$'\t'$field$'\t'(.+)$ ]] || continue
    files+=("${BASH_REMATCH[2]}")
    before+=$'\n'${BASH_REMATCH[2]}$'\t'${BASH_REMATCH[3]}$'\t'${BASH_REMATCH[4]}
  done <"$scratch/$name/facts"
  [[ ${#files[@]} == 0 || $'\n'$(fingerprint "${files[@]}") == "$before" ]] || {
    echo "a file was replaced while it was read: ${files[*]}" >&2
    exit 3
  }
}

# Where the outputs come from, as a table; without a clock, so that the same work gives the same bytes.
provenance() {
  local file bytes hash stat
  printf 'fact\tname\tvalue\tbytes\txxh3\n'
  while IFS=$'\t' read -r file bytes hash; do
    printf 'output\t%s\t\t%s\t%s\n' "${file##*/}" "$bytes" "$hash"
  done <"$tmp/made"
  [ ! -s "$scratch/$name/facts" ] || printf '%s\n' "$(<"$scratch/$name/facts")"
  for file in "$stats"*; do
    [ ! -e "$file" ] || while IFS= read -r stat; do
      [[ $stat == @(name|seconds)$'\t'* ]] || printf 'stat\t%s\t\t\n' "$stat"
    done <"$file"
  done
}

# A manifest that names a file about to be replaced is no longer true, nor is the report of these tables.
withdraw_manifests() {
  local manifest
  for manifest in "$out"/*.manifest; do
    names_made "$manifest" || continue
    rm -f "$out/report.html" "$out/report.html.prov"
    # Two steps may end at once: the other one may have removed it.
    mv "$manifest" "$state/" 2>/dev/null || [ ! -e "$manifest" ] || mv "$manifest" "$state/"
  done
}

# MANIFEST: has it one of the files that were made?
names_made() {
  local file
  while IFS=$'\t' read -r file _; do
    ! among "$file" "${made[@]}" || return 0
  done <"$1"
  return 1
} 2>/dev/null

# WORD: the step is over. If it was the last of the run's goals, so is the run.
finish() {
  local now seconds
  read -r now _ </proc/uptime
  since "$started" "$now"
  printf '%s\t%s\n' "$name" "$seconds" >>"$state/timing.tsv"
  [ "$1" != made ] || echo "$name" >>"$scratch/made"
  [ "${V-0}" = 0 ] || echo "$pipeline: $name $1, $seconds s"
  delivered=yes
  reached
}

reached() {
  local made goals=()
  outputs_before
  for made in "${earlier[@]}"; do
    [ ! -e "$scratch/goals/$made" ] || goals+=("$scratch/goals/$made")
  done
  ((${#goals[@]})) || return 0
  rm -f "${goals[@]}"
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
  local start up now seconds made=()
  mv "$state/running" "$scratch/closed" 2>/dev/null || return 0
  read -r start up _ <"$scratch/closed"
  read -r now _ </proc/uptime
  [ ! -e "$scratch/made" ] || mapfile -t made <"$scratch/made"
  since "$up" "$now"
  history_row "$start" "$(now)" "$seconds" "$1" "${#made[@]}" "$2" && return
  echo "$start $up $1 $2" 1<>"$scratch/closed"
  mv "$scratch/closed" "$state/running"
}

# FROM TO: sets seconds to the difference of two times of /proc/uptime.
since() {
  seconds=$((10#${2/./} - 10#${1/./}))
  printf -v seconds '%d.%02d' $((seconds / 100)) $((seconds % 100))
}

now() { printf '%(%Y-%m-%dT%H:%M:%SZ)T\n' -1; }

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
fingerprint_stream() {
  local hash
  find_hash "$(xxhsum -qH3)"
  printf '%s\t%s\n' "$hash" "$1" >>"$tmp/unpacked"
}

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
    ((status < 128)) || return 0 # the reader has ended, and has printed why
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

# Every table of the plan, with bytes and hash (the report is not a table). Tables of the last whole run that this one
# no longer makes are removed.
manifest() {
  local file kept tables before=$out/$name
  [ -e "$before" ] || before=$state/$name
  printf 'file\tbytes\txxh3\n'
  mapfile -t tables < <(grep -v / "$scratch/plan" | grep -vxF -e "$name" -e report.html)
  tables=("${tables[@]/#/$out/}")
  awk -F '\t' '$1 == "output" { print $2 "\t" $4 "\t" $5 }' "${tables[@]/%/.prov}" | sort -u | tee "$tmp/files"
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
