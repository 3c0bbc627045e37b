#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Series are counted, verified, timed and kept; no time is compared with anything.
. "$(dirname "$0")/lib.sh"

expect_status 0 bench --counts-only --json --ledger a.db -o counts.json
cmp -s out counts.json || fail "-o and standard output differ"
expect_json 'd["schema"]' attest.bench/1
expect_json 'd["timings"]' '[]'
expect_json 'sorted({l["kind"] for s in d["series"] for l in s["lines"]})' \
  '["baseline", "competitor", "construction", "fitted", "lower_bound", "recalled", "upper_bound"]'
expect_json '[s["name"] for s in d["series"] if s["claim"] == "match_two"]' \
  '["key_bits", "operations", "beta"]'
# 7n^2 + 28n + 6 operations: what finite differences find is on the line.
expect_json '[l["growth"]["coefficients"] for s in d["series"] if s["claim"] == "match_two" and s["name"] == "operations" for l in s["lines"] if l["kind"] == "construction"]' \
  '[["6", "28", "7"]]'
expect_status 0 bench --counts-only --json --ledger b.db
cmp -s out counts.json || fail "counts differ from run to run"
expect_status 0 bench match_two --counts-only --ledger b.db
grep -q '7n^2 + 28n + 6' out || fail "no law of counts in the table"

expect_error claim-unknown bench match_too
expect_error series-unknown bench match_two --series operation
grep -q 'did you mean operations' err || fail "no nearest series"
expect_error argument-value bench match_two --repetitions 4
expect_error argument-conflict bench engine --counts-only
expect_error argument-conflict bench engine --series key_bits
expect_error argument-conflict bench engine match_two
expect_error argument-conflict bench match_two --counts-only --repetitions 7
expect_error output-unwritable bench match_two --counts-only --ledger none.db -o none/there.json
[ ! -e none.db ] || fail "something was counted before the output was refused"

expect_status 0 bench match_two --series operations --repetitions 5 --ledger a.db --json
expect_json 'sorted({t["repetitions"] for t in d["timings"]})' '[5]'
expect_json 'len(d["timings"]) == len(d["series"][0]["sizes"])' true
expect_json 'len(d["fits"])' 1
expect_json 'all(t["machine"] == d["machines"][0]["id"] for t in d["timings"])' true
expect_json 'all(d["machines"][0][k] for k in ("cores", "compiler", "flags", "kernel"))' true
expect_status 0 merge b.db a.db --json
expect_json 'd["timings_taken"] > 0' true
expect_json 'd["series_taken"]' 0

expect_status 0 bench engine --repetitions 5 --ledger a.db --json
expect_json 'd["schema"]' attest.engine/1
expect_json '[r["name"] for r in d["rows"]][:3]' \
  '["layer_vs_eigen_double", "layer_vs_flint", "layer_vs_eigen_mpq"]'
expect_json 'all(r["equal"] for r in d["rows"])' true
expect_json 'all(r["ratio"] == r["peer"] / r["ours"] for r in d["rows"][:3])' true

# An interruption ends with 130; the counts of what was begun are kept.
"$ATTEST_PROGRAM" bench match_two --series operations --repetitions 1000 --ledger c.db >out 2>err &
run=$!
while kill -0 "$run" 2>/dev/null && ! [ -e c.db ]; do sleep 0.1; done
kill -INT "$run" || fail "the run ended before the signal"
wait "$run"
[ $? -eq 130 ] || fail "no exit code 130"
expect_status 0 merge d.db c.db --json
expect_json 'd["series_taken"]' 1
finish
