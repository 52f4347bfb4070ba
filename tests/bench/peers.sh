# SPDX-License-Identifier: GPL-3.0-or-later
# The programs that ours are compared with: have[NAME] is the version of one that is installed. Sourced: $work is the
# caller's.
# shellcheck shell=bash disable=SC2154
declare -A have

first_line() {
  "$@" 2>&1 </dev/null | sed -n 1p
}

find_peers() {
  local name
  have[DuckDB]=$(node tests/bench/duckdb.mjs "$work/npm" 2>/dev/null) || have[DuckDB]=
  have[mawk]=$(command -v mawk >/dev/null && first_line mawk -W version) || have[mawk]=
  have[gawk]=$(command -v gawk >/dev/null && first_line gawk --version) || have[gawk]=
  have[Miller]=$(command -v mlr >/dev/null && first_line mlr --version) || have[Miller]=
  have[datamash]=$(command -v datamash >/dev/null && first_line datamash --version) || have[datamash]=
  have[pandas]=$(/usr/bin/python3 -c 'import pandas; print(pandas.__version__)' 2>/dev/null) || have[pandas]=
  have[libcsv]=$("${CC:-cc}" -O2 -o "$work/csvalone" tests/bench/csvalone.c -lcsv 2>/dev/null && echo there) || have[libcsv]=
  have[valgrind]=$(command -v valgrind >/dev/null && valgrind --version) || have[valgrind]=
  local missing=
  for name in DuckDB mawk gawk Miller datamash pandas libcsv valgrind; do
    echo "  $name: ${have[$name]:-not here, so nothing is said of it}"
    [[ ${have[$name]} ]] || missing+=" $name"
  done
  [[ -z $missing ]] || echo "  missing:$missing (make bench-deps installs them)"
}
