#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# instead.sh COMPILER COMPILER_OF_THE_BUILD ARGUMENT...: a compiler launcher that runs COMPILER on
# the arguments in place of the compiler of the build, through ccache where it is installed.
compiler=$1
shift 2

# clang would read the precompiled header of the last build while it makes the next one.
before=
for argument in "$@"; do
  case $before$argument in -o*.gch) rm -f -- "$argument" ;; esac
  before=
  [ "$argument" != -o ] || before=-o
done

if command -v ccache >/dev/null 2>&1; then
  export CCACHE_SLOPPINESS=pch_defines,time_macros
  exec ccache "$compiler" "$@"
fi
exec "$compiler" "$@"
