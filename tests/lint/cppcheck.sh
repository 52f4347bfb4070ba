#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# cppcheck, without the warnings that .cppcheck lists.
exec cppcheck --quiet --std=c11 --enable=warning,performance,portability --inline-suppr --suppressions-list=.cppcheck \
  --error-exitcode=1 -j "$(nproc)" -D_GNU_SOURCE '-D_Noreturn=__attribute__((noreturn))'  -DTILLROLL_VERSION='"0"' -Ilib lib tools
