#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# deps.sh PACKAGE...: installs the Debian packages that are not there yet; asks nothing of apt where all are.
set -eu

missing=
for package in "$@"; do
  state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) || state=
  [ "$state" = installed ] || missing="$missing $package"
done
if [ -z "$missing" ]; then
  echo "deps: all there: $*"
  exit 0
fi
if ! command -v apt-get >/dev/null; then
  echo "deps: no apt-get here; install what your system calls these Debian packages:$missing" >&2
  exit 1
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
# The lists of packages may be missing (a fresh image) or old: they are fetched only where a first try fails.
install >/dev/null 2>&1 || { $sudo apt-get update -qq && install; }
echo "deps: installed$missing"
