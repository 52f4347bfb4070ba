#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# tidy.sh [FILE...]: clang's warnings, and clang-tidy by the rules of .clang-tidy, over these sources or all; prints the first line of each
# finding. The static analyzer takes three quarters of the time: it runs over the files that are given, and over all of
# lib and tools in make soak (ANALYZE=1).
set -u

# shellcheck disable=SC2317 # called by xargs
tidy() { # tidy FILE
  local checks=()
  [[ $1 == tests/* || $ANALYZE == 0 ]] && checks=('--checks=-clang-analyzer-*')
  clang-tidy --quiet --warnings-as-errors='*' "${checks[@]}" "$1" -- \
    -std=gnu11 -Wall -Wextra -Wshadow -Wconversion -D_GNU_SOURCE -DTILLROLL_VERSION=\"0\" -Ilib -Itests/cli 2>/dev/null
}
export -f tidy

export ANALYZE=${ANALYZE:-$(($# > 0))}
files=("$@")
(($#)) || mapfile -d '' -t files < <(find lib tools tests/cli tests/unit -name '*.c' -print0 | sort -z)
# shellcheck disable=SC2016 # $1 is the inner shell's
found=$(printf '%s\0' "${files[@]}" | xargs -0 -n 1 -P "$(nproc)" bash -c 'tidy "$1"' - |
  grep -E ': (error|warning):' | sed "s|^$PWD/||")
[[ -z $found ]] || { echo "$found"; exit 1; }
