#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# without.sh [BUILD]: only the tools that fit trees load XGBoost, and without it (WITH_XGBOOST=0) they do everything
# else. Only the three files that differ are compiled again: the rest is the library of this build.
set -u
cd "${BASH_SOURCE[0]%/*}/.." || exit 1
# shellcheck source-path=SCRIPTDIR source=checks.sh
. tests/checks.sh

loads() { ldd "$1" | grep -q libxgboost; }
for tool in "$bin"/*; do
  if loads "$bin/learn" && grep -q '"learn/gbt' "tools/${tool##*/}.c"; then
    loads "$tool"
    check $? "${tool##*/} loads XGBoost"
  else
    ! loads "$tool"
    check $? "${tool##*/} loads no XGBoost"
  fi
done

mkdir "$W/bin"
for tool in learn predict; do
  "${CC:-cc}" -std=gnu11 -D_GNU_SOURCE -DTILLROLL_VERSION='"0"' -DWITHOUT_XGBOOST -Ilib -o "$W/bin/$tool" \
    "tools/$tool.c" lib/learn/booster.c "$build/libtillroll.a" -lcsv -lgsl -lgslcblas -lm && ! loads "$W/bin/$tool"
  check $? "$tool is built without XGBoost"
done
data=tests/contract
ols=(--target revenue --family ols --columns orders "$data/customers.tsv")
cmp <("$W/bin/learn" "${ols[@]}") <("$bin/learn" "${ols[@]}")
check $? "ols without XGBoost"
cmp <("$W/bin/predict" --model "$data/learned.tsv" "$data/customers.tsv") <("$bin/predict" --model "$data/learned.tsv" "$data/customers.tsv")
check $? "predict without XGBoost"
remedy='family gbt: this tillroll was built without XGBoost \(install libxgboost-dev and build it again'
gives 2 "gbt without XGBoost" "$W/bin/learn" --target revenue --family gbt --predicts value --columns orders "$data/customers.tsv"
says "$remedy" "gbt without XGBoost"
gives 2 "trees without XGBoost" "$W/bin/predict" --model "$data/boosted.tsv" "$data/customers.tsv"
says "$remedy" "trees without XGBoost"
finish
