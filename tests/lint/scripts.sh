#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs shellcheck on every script; it must find nothing.
set -u
mapfile -t scripts < <({
  grep -rlE --include='*' '^#!.*\b(ba)?sh$' .ci lib pipelines sample-data tests 2>/dev/null
  find lib tests pipelines -name '*.sh'
} | sort -u)
shellcheck -x "${scripts[@]}"
