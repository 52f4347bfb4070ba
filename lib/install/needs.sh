#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# needs.sh COMPILER HEADER=PACKAGE...: one line that names the Debian packages that are missing, or silence.
set -eu

compiler=$1
shift
missing=
# word splitting is meant: CC may hold options
# shellcheck disable=SC2086
if ! command -v ${compiler%% *} >/dev/null; then
  case ${compiler%% *} in *clang*) missing=" clang" ;; *) missing=" gcc" ;; esac
  set --
else
  for pair in stdio.h=libc6-dev "$@"; do
    printf '#include <%s>\n' "${pair%%=*}" | $compiler -E -x c -o /dev/null - 2>/dev/null || missing="$missing ${pair#*=}"
  done
fi
if [ -n "$missing" ]; then
  echo "make: missing Debian packages:$missing (make deps installs them)" >&2
  case $missing in *xgboost*) echo "make: without libxgboost-dev: make WITH_XGBOOST=0; then learn has no --family gbt" >&2 ;; esac
  exit 1
fi
