# SPDX-License-Identifier: GPL-3.0-or-later
# The programs that ours are held against: have[NAME] is the version of one that is here. Sourced: $work is the caller's.
# shellcheck shell=bash disable=SC2154
declare -A have

# Debian packages, where this may install them; DuckDB into the folder of the bench.
install_peers() {
  local package
  if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
    for package in mawk gawk miller datamash python3-pandas valgrind; do
      lib/install/deps.sh "$package" >/dev/null 2>&1 || true
    done
  fi
  if command -v npm >/dev/null && [[ ! -d $work/npm/node_modules/@duckdb ]]; then
    npm install --silent --no-save --prefix "$work/npm" @duckdb/node-api >/dev/null 2>&1 || true
  fi
}

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
  for name in DuckDB mawk gawk Miller datamash pandas libcsv valgrind; do
    echo "  $name: ${have[$name]:-not here, so nothing is said of it}"
  done
}
