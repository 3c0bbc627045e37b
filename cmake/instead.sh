#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# instead.sh COMPILER COMPILER_OF_THE_BUILD ARGUMENT...: a compiler launcher that runs COMPILER on
# the arguments in place of the compiler of the build, through ccache where it is installed.
compiler=$1
shift 2

# A precompiled header is made anew each time, and without the last one, which clang would read while
# it makes the next: without times it is compared with its headers by their sizes only.
before=
for argument in "$@"; do
  case $before$argument in
    -o*.gch)
      rm -f -- "$argument"
      exec "$compiler" "$@"
      ;;
  esac
  before=
  [ "$argument" != -o ] || before=-o
done

if command -v ccache >/dev/null 2>&1; then
  export CCACHE_SLOPPINESS=pch_defines,time_macros
  exec ccache "$compiler" "$@"
fi
exec "$compiler" "$@"
