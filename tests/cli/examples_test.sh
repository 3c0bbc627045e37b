#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every line of every command's example in --help ends as expected, in a checkout of its own.
. "$(dirname "$0")/lib.sh"

mkdir -p checkout/claims checkout/registry checkout/.attest
# Rows and counts that are there already: each example is run, not each check again.
cp "$ATTEST_REPORT/ledger.db" checkout/.attest/ledger.db || fail "no ledger of cli/report_test"
: >checkout/CMakeLists.txt
: >checkout/registry/registry.hpp
cd checkout || exit 1
# What the examples read.
cp "$ATTEST_SOURCE_DIR/claims/looped_subleq/inputs/looped_transformer_programs.json" programs.json
for shard in 1 2 3; do
  expect_status 0 check match_two --statement S2 --set n=2 --set modulus=5 --shard "$shard/3" \
    --ledger "shard$shard.db"
done

# The examples write into a folder `out` themselves.
rm -f out err
attest() {
  "$ATTEST_PROGRAM" "$@" >../out 2>../err
  status=$?
}

attest --help
commands=$(sed -n '/^Subcommands/,/^$/s/^  \([a-z-]*\) .*/\1/p' ../out)
[ "$(echo "$commands" | wc -l)" -ge 11 ] || fail "commands: $commands"
for command in $commands; do
  attest "$command" --help
  # A remark in parentheses is no part of a line.
  sed -n '/^Example:/,$s/^  attest \([^(]*\).*/\1/p' ../out >examples
  [ -s examples ] || fail "attest $command --help has no example"
  while read -r line; do
    # Times of the engine take a minute; bench_test asks for them.
    case $line in "bench engine"*) continue ;; esac
    # shellcheck disable=SC2086
    expect_status 0 $line
  done <examples
done
finish
