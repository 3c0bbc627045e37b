#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# SIGINT and SIGTERM end a run with exit code 130 and what was checked is kept.
. "$(dirname "$0")/lib.sh"

words="check match_two --statement S3.natural --set n=8 --set modulus=8"

for signal in INT TERM; do
  "$ATTEST_PROGRAM" $words --ledger $signal.db --json >out 2>err &
  run=$!
  # A batch has been kept once the write-ahead log has grown beyond its first pages.
  while kill -0 "$run" 2>/dev/null; do
    [ -e $signal.db-wal ] && [ "$(stat -c %s $signal.db-wal)" -gt 20000 ] && break
    sleep 0.1
  done
  kill -$signal "$run" || fail "$signal: the run ended before the signal"
  # A second is promised; twice that ends the wait of this test.
  (sleep 2 && kill -9 "$run") 2>/dev/null &
  watch=$!
  wait "$run"
  status=$?
  kill "$watch" 2>/dev/null
  [ "$status" -eq 130 ] || fail "$signal: exit code $status, expected 130"
  expect_status 4 $words --ledger $signal.db --resume --budget 1ms --json
  resumed=$(json 'd["rows"][0]["resumed"]')
  [ "$resumed" -gt 0 ] || fail "$signal: nothing was kept"
done
finish
