#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# make.sh: the Makefile builds all that changed and nothing else; tried on a tree of two small files.
set -u
cd "${BASH_SOURCE[0]%/*}/.." || exit 1
# shellcheck source-path=SCRIPTDIR source=checks.sh
. tests/checks.sh
unset CC CFLAGS CPPFLAGS LDFLAGS BUILD SANITIZE
mkdir -p "$W/tools" "$W/lib/base"
cp Makefile "$W"
cp -r lib/install "$W/lib"
cd "$W" || exit 1
echo 'int twice(int n);' >lib/base/twice.h
printf '#include "base/twice.h"\nint twice(int n)\n{\n    return 2 * n;\n}\n' >lib/base/twice.c
printf '#include "base/twice.h"\nint main(void)\n{\n    return twice(4);\n}\n' >tools/eight.c
# makes NAME "LINE..." ARGUMENT...: these lines are printed, in any order
makes() {
  local name=$1 want=$2 got
  shift 2
  got=$(make "$@" 2>&1 | sed -n 's/^  //p' | LC_ALL=C sort | tr '\n' ';')
  [[ $got == "$want" ]]
  check $? "$name: expected \"$want\", got \"$got\""
}
later() { # a time stamp newer than all files
  sleep 0.01
  touch "$@"
}
eight='link .build/bin/eight;'
lib='ar .build/libtillroll.a;'

makes "a fresh tree" "${lib}cc lib/base/twice.c;cc tools/eight.c;$eight"
.build/bin/eight
[[ $? == 8 ]]
check $? "the tool runs"
makes "nothing changed" ""
make -q
check $? "make -q"
later lib/base/twice.h
makes "a header" "${lib}cc lib/base/twice.c;cc tools/eight.c;$eight"
later tools/eight.c
makes "a tool" "cc tools/eight.c;$eight"
later lib/base/twice.c
makes "a library file" "${lib}cc lib/base/twice.c;$eight"
makes "other flags" "${lib}cc lib/base/twice.c;cc tools/eight.c;$eight" CFLAGS="-DNAME='a b'"
makes "the same flags" "" CFLAGS="-DNAME='a b'"
! make -q 2>/dev/null
check $? "make -q with other flags"
makes "the old flags" "${lib}cc lib/base/twice.c;cc tools/eight.c;$eight"
makes "another build beside it" "ar .b/libtillroll.a;cc lib/base/twice.c;cc tools/eight.c;link .b/bin/eight;" BUILD=.b
makes "the first one is untouched" ""
echo 'int more;' >lib/base/more.c
makes "a new library file" "${lib}cc lib/base/more.c;$eight"
rm lib/base/more.c
makes "a library file less" "$lib$eight"
printf 'int main(void)\n{\n    return 0;\n}\n' >tools/zero.c
makes "a new tool" "cc tools/zero.c;link .build/bin/zero;"
echo 'not C' >tools/broken.c
make -k >/dev/null 2>&1
later tools/zero.c
make -k 2>&1 | grep -q 'link .build/bin/zero'
check $? "a broken tool does not stop the others under -k"
rm tools/broken.c

# A compiler that does not find csv.h, and a missing one.
printf '#!/bin/sh\n! grep -q csv.h\n' >cc-without
chmod +x cc-without
[[ $(make BUILD=.c CC=./cc-without 2>&1 | head -n 1) == "make: missing Debian packages: libcsv-dev (make deps installs them)" ]]
check $? "a missing package is named"
printf '#!/bin/sh\n! grep -q xgboost/c_api.h\n' >cc-without
[[ $(make BUILD=.c CC=./cc-without 2>&1 | head -n 2) == *"packages: libxgboost-dev (make deps installs them)"*"make WITH_XGBOOST=0; then learn"* ]]
check $? "XGBoost is missing: its package is named, and how to do without"
[[ $(make BUILD=.c CC=./cc-without WITH_XGBOOST=0 .build/needs 2>&1) != *missing* ]]
check $? "a build without XGBoost does not need it"
makes "without XGBoost, with flags of its own" "${lib}cc lib/base/twice.c;cc tools/eight.c;cc tools/zero.c;$eight${eight/eight/zero}" WITH_XGBOOST=0
make BUILD=.d CC=no-such-gcc 2>&1 | head -n 1 | grep -q 'missing Debian packages: gcc '
check $? "a missing compiler is named"

# make deps, with a dpkg-query, an apt-get and a sudo made here.
mkdir fake
export FAKE_LOG=$W/apt.log PATH=$W/fake:$PATH
# shellcheck disable=SC2016
{
  printf '#!/bin/sh\ncase "$*" in *libcsv-dev*) exit 1 ;; esac\necho installed\n' >fake/dpkg-query
  printf '#!/bin/sh\necho "apt-get $*" >>"$FAKE_LOG"\n' >fake/apt-get
  printf '#!/bin/sh\nexec "$@"\n' >fake/sudo
}
chmod +x fake/*
make -s deps >/dev/null
check $? "make deps"
[[ $(cat apt.log) == "apt-get install -qq -y --no-install-recommends libcsv-dev" ]]
check $? "make deps installs what is missing, and that alone: $(cat apt.log)"
printf '#!/bin/sh\necho installed\n' >fake/dpkg-query
rm apt.log
make -s deps >/dev/null && [[ ! -e apt.log ]]
check $? "make deps asks nothing of apt-get where all is there"

# An old make, and systems without apt-get.
[[ $(make .FEATURES=oneshell 2>&1) == *"GNU make 4.3 or later is needed"* ]]
check $? "an old make"
mkdir elsewhere
ln -s "$(type -P sh)" "$(type -P env)" elsewhere/
# deps_of MANAGER: what deps.sh prints if that is the package manager and the compiler finds no csv.h and no gsl
# shellcheck disable=SC2016
printf '#!/bin/sh\nread -r line\ncase $line in *csv.h* | *gsl*) exit 1 ;; esac\n' >elsewhere/cc-less
chmod +x elsewhere/cc-less
deps_of() {
  [[ $1 == none ]] || ln -sf "$(type -P true)" "elsewhere/$1"
  PATH=$W/elsewhere CC=cc-less "$W/lib/install/deps.sh" libc6-dev libcsv-dev libgsl-dev libcriterion-dev env nonsense >apt.log 2>&1
  [[ $? == 1 && $(head -n 1 apt.log) == "deps: $2" ]]
  check $? "make deps, $1: $(cat apt.log)"
  rm -f "elsewhere/$1"
}
deps_of dnf "as root: dnf install libcsv-devel gsl-devel nonsense"
deps_of apk "as root: apk add libcsv-dev gsl-dev nonsense"
deps_of pacman "as root: pacman -S --needed libcsv gsl nonsense"
deps_of none "no apt-get, dnf, apk or pacman here; missing are these Debian packages, by your system's names: libcsv-dev libgsl-dev nonsense"
[[ $(PATH=$W/elsewhere CC=cc-less "$W/lib/install/deps.sh" libc6-dev env) == "deps: all there; now make demo" ]]
check $? "make deps elsewhere: all there"

finish
