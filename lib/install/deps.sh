#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# deps.sh PACKAGE...: installs the Debian packages that are not there yet; asks nothing of apt if all are. On a system with
# another package manager it prints the command that installs what is missing there.
set -eu

# MANAGER PACKAGE: what Debian's package is called there; nothing if it comes with another one. The rest has one name.
name_for() {
  case $1:$2 in
  *:libc6-dev) [ "$1" != apk ] || echo musl-dev ;;
  dnf:libcsv-dev) echo libcsv-devel ;;
  pacman:libcsv-dev) echo libcsv ;;
  dnf:libgsl-dev) echo gsl-devel ;;
  apk:libgsl-dev) echo gsl-dev ;;
  pacman:libgsl-dev) echo gsl ;;
  dnf:libxxhash-dev) echo xxhash-devel ;;
  apk:libxxhash-dev) echo xxhash-dev ;;
  pacman:libxxhash-dev) ;; # in xxhash
  *:libxgboost-dev) echo xgboost ;;
  dnf:libcriterion-dev) echo criterion-devel ;;
  *:libcriterion-dev) echo criterion ;;
  *:gnuplot-nox) echo gnuplot ;;
  *) echo "$2" ;;
  esac
}

# PACKAGE: is what it brings there? Asked without Debian's list of packages.
is_there() {
  case $1 in
  libc6-dev) has_header stdio.h ;;
  libcsv-dev) has_header csv.h ;;
  libgsl-dev) has_header gsl/gsl_version.h ;;
  libxxhash-dev) has_header xxhash.h ;;
  libxgboost-dev) has_header xgboost/c_api.h ;;
  libcriterion-dev) has_header criterion/criterion.h ;;
  tzdata) [ -e /usr/share/zoneinfo/Europe/Berlin ] ;;
  xxhash) command -v xxhsum >/dev/null ;;
  gnuplot-nox) command -v gnuplot >/dev/null ;;
  *) command -v "$1" >/dev/null ;;
  esac
}
has_header() { echo "#include <$1>" | "${CC:-cc}" -E -x c -o /dev/null - 2>/dev/null; }

# PACKAGE...: this system is not Debian's
elsewhere() {
  for manager in dnf apk pacman ''; do
    [ -z "$manager" ] || ! command -v "$manager" >/dev/null || break
  done
  missing=
  for package in "$@"; do
    is_there "$package" || missing="$missing $(name_for "${manager:-none}" "$package")"
  done
  # shellcheck disable=SC2086,SC2116 # word splitting is meant: some names are empty
  missing=$(echo $missing)
  if [ -z "$missing" ]; then
    echo "deps: all there; now make demo"
    exit 0
  fi
  case $manager in
  dnf) install="dnf install" ;;
  apk) install="apk add" ;;
  pacman) install="pacman -S --needed" ;;
  *)
    echo "deps: no apt-get, dnf, apk or pacman here; missing are these Debian packages, by your system's names: $missing" >&2
    exit 1
    ;;
  esac
  echo "deps: as root: $install $missing" >&2
  echo "deps: then make demo; a package that $manager does not have is built from its source" >&2
  case $missing in *xgboost*) echo "deps: without XGBoost: make WITH_XGBOOST=0 deps demo; then learn has no gbt" >&2 ;; esac
  exit 1
}

command -v apt-get >/dev/null || elsewhere "$@"
missing=
for package in "$@"; do
  state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) || state=
  [ "$state" = installed ] || missing="$missing $package"
done
if [ -z "$missing" ]; then
  echo "deps: all there: $*"
  exit 0
fi
sudo=
if [ "$(id -u)" != 0 ]; then
  command -v sudo >/dev/null || { echo "deps: as root: apt-get install$missing" >&2; exit 1; }
  sudo=sudo
fi

install() { # word splitting is meant
  # shellcheck disable=SC2086
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $missing
}
# The lists of packages may be missing (a fresh image) or old: they are fetched only if a first try fails.
install >/dev/null 2>&1 || { $sudo apt-get update -qq && install; }
echo "deps: installed$missing"
