#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# deps.sh [BUILD]: installs the programs that ours are compared with (make bench-deps; nothing else installs them): Debian
# packages, and DuckDB and lifetimes into the folder of the bench ($BENCH, BUILD/bench). awk stays the one that was there.
set -eu -o pipefail
cd "${BASH_SOURCE[0]%/*}/../.." || exit 1
work=${BENCH:-${1:-.build}/bench}

awk=$(readlink /etc/alternatives/awk || true)
lib/install/deps.sh mawk gawk miller datamash python3-pandas python3-scipy python3-sklearn python3-venv valgrind
if [[ -n $awk && $(readlink /etc/alternatives/awk) != "$awk" ]]; then
  sudo=
  [[ $(id -u) == 0 ]] || sudo=sudo
  $sudo update-alternatives --quiet --set awk "$awk"
fi

mkdir -p "$work/npm" "$work/models"
if ! command -v npm >/dev/null; then
  echo "bench-deps: DuckDB is left out: there is no npm"
elif [[ ! -d $work/npm/node_modules/@duckdb ]]; then
  npm install --silent --no-save --prefix "$work/npm" @duckdb/node-api ||
    echo "bench-deps: DuckDB is left out: npm cannot install it"
fi
venv=$work/models/venv
[[ -x $venv/bin/python ]] || /usr/bin/python3 -m venv --system-site-packages "$venv"
"$venv/bin/python" -c 'import lifetimes' 2>/dev/null ||
  "$venv/bin/pip" install --quiet --retries 0 --timeout 20 lifetimes==0.11.3 2>/dev/null ||
  echo "bench-deps: lifetimes is left out: pip cannot install it"
echo "bench-deps: done"
