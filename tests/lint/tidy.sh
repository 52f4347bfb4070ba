#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# clang-tidy, by the rules of .clang-tidy; of each finding the first line.
set -u
# shellcheck disable=SC2016
found=$(find lib tools tests/cli tests/unit -name '*.c' -print0 | sort -z |
  xargs -0 -n 1 -P "$(nproc)" sh -c 'clang-tidy --quiet --warnings-as-errors="*" "$1" -- \
    -std=gnu11 -D_GNU_SOURCE -DTILLROLL_VERSION=\"0\" -Ilib -Itests/cli 2>/dev/null' - |
  grep -E ': (error|warning):' | sed "s|^$PWD/||")
[[ -z $found ]] || { echo "$found"; exit 1; }
