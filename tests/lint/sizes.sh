#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# One file, one idea: a tool has at most 300 lines, a file of the library 500. (Functions: see .clang-tidy.)
wc -l tools/*.c lib/*/*.[ch] | awk '
  $2 == "total" { next }
  $1 > ($2 ~ /^tools/ ? 300 : 500) { print $2 ": " $1 " lines"; found = 1 }
  END { exit found }'
