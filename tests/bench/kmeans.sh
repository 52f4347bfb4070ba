#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# kmeans.sh [BUILD]: k-means of lib/model against scikit-learn (Debian's python3-sklearn), on POINTS (1,000,000) points of
# three columns; medians of $RUNS rounds (5) in turn, wall and CPU seconds, in $BENCH (BUILD/bench). SCAN points (POINTS /
# 10) for the scan, LARGE (10 x POINTS) for the memory. Ours alone where scikit-learn cannot be had.
set -eu -o pipefail
cd "${BASH_SOURCE[0]%/*}/../.." || exit 1
build=$(realpath "${1:-.build}")
POINTS=${POINTS:-1000000}
SCAN=${SCAN:-$((POINTS / 10))}
LARGE=${LARGE:-$((POINTS * 10))}
RUNS=${RUNS:-5}
work=${BENCH:-$build/bench}
mkdir -p "$work"
work=$(realpath "$work")
export LC_ALL=C
python=/usr/bin/python3
failed=0

peer() {
  if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
    lib/install/deps.sh python3-sklearn >/dev/null 2>&1 || true
  fi
  version=$($python tests/bench/kmeans.py version 2>/dev/null) || version=
  echo "  scikit-learn: ${version:-not here, so nothing is said of it}"
}

points() { # points ROWS: sets $file, made once
  file=$work/points-$1
  [[ -e $file.8 ]] || "$work/kmeans" make "$1" "$file"
}

theirs() { # theirs THREADS ARGUMENT...
  OMP_NUM_THREADS=$1 OPENBLAS_NUM_THREADS=$1 $python tests/bench/kmeans.py "${@:2}"
}

median() { # median COLUMN
  cut -f "$1" | sort -g | awk '{ v[NR] = $1 } END { print (v[int((NR + 1) / 2)] + v[int(NR / 2) + 1]) / 2 }'
}

# turns OURS THEIRS: commands in turn; sets the medians of wall and CPU seconds, $a $b and $a_cpu $b_cpu, and the sums of
# squares $ours and $sums
turns() {
  local round
  : >"$work/a"
  : >"$work/b"
  for ((round = 0; round < RUNS; round++)); do
    $1 >>"$work/a"
    [[ -z $version ]] || $2 >>"$work/b"
  done
  a=$(median 1 <"$work/a")
  a_cpu=$(median 2 <"$work/a")
  b=
  b_cpu=
  [[ -z $version ]] || b=$(median 1 <"$work/b") b_cpu=$(median 2 <"$work/b")
  ours=$(cut -f 3 "$work/a" | sort -u)
  sums=$(tail -n 1 "$work/b" | cut -f 3)
}

row() { # row STAGE GOAL, of $a $b $a_cpu $b_cpu
  awk -v stage="$1" -v goal="$2" -v a="$a" -v b="$b" -v a_cpu="$a_cpu" -v b_cpu="$b_cpu" 'BEGIN {
    printf "%-44s %10.4f", stage, a
    if (b != "") printf " %10.4f %7.1f x %7.1f x", b, b / a, b_cpu / a_cpu
    printf "  %s\n", goal }'
}

# Ours is the same in every run, and not above theirs by more than SHARE of it.
check() { # check STAGE SHARE
  [[ $(wc -l <<<"$ours") == 1 ]] || { echo "FAILED $1: the runs differ"; failed=1; }
  [[ -z $version ]] || awk -v a="$ours" -v b="$sums" -v share="$2" 'BEGIN { exit !(a <= b * (1 + share)) }' ||
    { echo "FAILED $1: sum of squares $ours, theirs $sums"; failed=1; }
}

# The same iterations from the same centres: the whole, with all that comes before and after them, and what one more costs.
steps() { # steps K THREADS GOAL
  local few
  turns "$work/kmeans steps $file $1 $2 11" "theirs $2 steps $file $1 11"
  check "11 iterations, k = $1, $2 threads" 1e-9
  few="$a ${b:-0} $a_cpu ${b_cpu:-0}"
  turns "$work/kmeans steps $file $1 $2 31" "theirs $2 steps $file $1 31"
  check "31 iterations, k = $1, $2 threads" 1e-9
  row "31 iterations, k = $1, $2 threads" "$3"
  read -r a b a_cpu b_cpu < <(awk -v few="$few" -v many="$a ${b:-0} $a_cpu ${b_cpu:-0}" 'BEGIN {
    split(few, f, " ")
    split(many, m, " ")
    for (i = 1; i <= 4; i++) printf "%.6f ", (m[i] - f[i]) / 20 }')
  [[ $version ]] || b=
  row "  one more iteration" ""
}

main() {
  echo "bench: k-means of $POINTS x 3, medians of $RUNS rounds, $(date -u +%F), $(sed -n 's/^model name.*: //p;T;q' /proc/cpuinfo), $(nproc) cores"
  echo "  load average $(cut -d ' ' -f 1-3 /proc/loadavg) at the start: more than 0.2 disturbs"
  peer
  "${CC:-cc}" -std=gnu11 -O2 -D_GNU_SOURCE -Ilib -o "$work/kmeans" tests/bench/kmeans.c "$build/libtillroll.a" -lm -lpthread
  printf '%-44s %10s %10s %9s %9s  %s\n' stage 'tillroll s' 'sklearn s' ratio 'by CPU' must
  points "$POINTS"
  steps 4 1 ">= 5 x"
  steps 8 1 ">= 4 x"
  steps 4 2 ""
  steps 8 2 ""
  turns "$work/kmeans steps $file 4 2 31" "theirs 1 steps $file 4 31"
  row "31 iterations, k = 4, 2 threads against 1" ">= 8 x"
  points "$SCAN"
  RUNS=1 turns "$work/kmeans scan $file 2" "theirs 2 scan $file"
  check "scan" 1e-2 # other starts
  row "scan 2..10, 10 starts, $SCAN rows, 2 threads" ">= 8 x"
  points "$LARGE"
  "$work/kmeans" peak "$file" 5 2 | awk -v rows="$LARGE" '{
    printf "%-44s %10.4f   peak %d MiB  <= 1024 MiB\n", "k = 5, 10 starts, " rows " rows, 2 threads", $1, $4 }'
  echo "bench: load average $(cut -d ' ' -f 1-3 /proc/loadavg) at the end"
  ((failed == 0))
}
main
