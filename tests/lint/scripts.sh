#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Nothing that shellcheck finds, in any script.
set -u
mapfile -t scripts < <({
  grep -rlE --include='*' '^#!.*\b(ba)?sh$' .ci lib pipelines sample-data tests 2>/dev/null
  find lib tests pipelines -name '*.sh'
} | sort -u)
shellcheck -x "${scripts[@]}"
