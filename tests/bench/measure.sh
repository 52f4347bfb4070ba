# SPDX-License-Identifier: GPL-3.0-or-later
# Programs measured in turn, and the one table of what was measured. Sourced: $work and $RUNS are the caller's, and the
# caller reads what is set here.
# shellcheck shell=bash disable=SC2034,SC2154

outputs=$work/out # of the programs; best in memory, since the disk is not measured
[[ -w /dev/shm ]] && outputs=$(mktemp -d /dev/shm/tillroll-bench.XXXXXX)
marks=$work/marks
export MARK=$work/mark
agreed=0
differed=0

table_row() { # stage, program, wall s, CPU s, MB/s, peak MiB, ratio, CPU ratio, goal
  printf '%-34s %-27s %8s %8s %7s %7s %9s %9s  %s\n' "$@"
}
table_begin() {
  table_row stage program 'wall s' 'CPU s' MB/s MiB ratio 'by CPU' 'must (aim)'
}

# trial I COMMAND: its wall and CPU seconds and peak KiB, added to $marks/I. A program may write its own seconds to
# $MARK instead.
trial() {
  local wall cpu peak better
  rm -f "$MARK"
  OUT=$outputs/$1 "$work/measure" "$work/result" bash -c "set -o pipefail; $2" || {
    echo "bench: failed: $2" >&2
    exit 1
  }
  read -r wall cpu peak <"$work/result"
  [[ -e $MARK ]] && read -r wall better <"$MARK" && cpu=$better
  echo "$wall $cpu $peak" >>"$marks/$1"
}

medians() { # medians FILE: of each of its three columns
  local i
  for i in 1 2 3; do
    cut -d ' ' -f "$i" "$1" | sort -g | awk '{ v[NR] = $1 } END { print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'
  done | paste -sd ' '
}

agree() { # agree CHECK I NAME: compares the output of program I with that of the first
  if "$1" "$outputs/1" "$outputs/$2"; then
    agreed=$((agreed + 1))
  else
    differed=$((differed + 1))
    echo "FAILED bench: $3: another output"
  fi
}

# compare STAGE INPUT GOAL UNIT CHECK (PROGRAM COMMAND)...: the programs in turn, $RUNS rounds. The ratio is to the first
# program: with the unit S its multiple, with x how many times as fast.
compare() {
  local stage=$1 input=$2 goal=$3 unit=$4 check=$5 name=() command=() i round
  shift 5
  while (($#)); do
    name+=("$1")
    command+=("$2")
    shift 2
  done
  rm -rf "$marks"
  mkdir -p "$marks" "$outputs"
  cat "$input" >/dev/null # into the page cache
  for ((round = 0; round < RUNS; round++)); do
    for ((i = 1; i <= ${#name[@]}; i++)); do
      trial "$i" "${command[i - 1]}"
      ((i == 1)) || [[ $check == - ]] || agree "$check" "$i" "$stage, ${name[i - 1]}"
    done
  done
  for ((i = 1; i <= ${#name[@]}; i++)); do
    show "$stage" "${name[i - 1]}" "$(stat -c %s "$input")" "$unit" $((i == 1)) "$goal"
    stage= # said once
    ((i > 1)) && goal=
  done
  rm -rf "${outputs:?}"/*
}

# show STAGE PROGRAM BYTES UNIT FIRST GOAL: a row of the table
show() {
  local fields goal=$6
  IFS=$'\t' read -ra fields < <(paste -d ' ' <(medians "$marks/1") <(medians "$marks/$i") | awk -v bytes="$3" -v unit="$4" -v first="$5" '{
    for (k = 1; k <= 2; k++)
      r[k] = first ? 1 : unit == "S" ? sprintf("%.2f S", $(k + 3) / $k) : sprintf("%.2f x", $k / $(k + 3))
    printf "%.3f\t%.3f\t%.0f\t%.0f\t%s\t%s\n", $4, $5, bytes / 1e6 / $4, $6 / 1024, r[1], r[2] }')
  (($5)) && goal=
  table_row "$1" "$2" "${fields[@]}" "$goal"
}
