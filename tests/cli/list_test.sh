#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The documents that programs read, on the claims of this build.
. "$(dirname "$0")/lib.sh"

expect_status 0 list --json
expect_json 'd["schema"]' attest.list/1
expect_json 'sorted(d)' '["claims", "schema"]'
expect_json '[sorted(c) for c in d["claims"] if c["id"] == "match_two"][0]' \
  '["arxiv", "family", "id", "paper", "statements", "title"]'
expect_json 'sorted(set(k for c in d["claims"] for s in c["statements"] for k in s))' \
  '["kind", "label", "recalled", "standing"]'
expect_json 'set(s["kind"] for c in d["claims"] for s in c["statements"]) <= {"computes", "reduces", "agrees"}' true
expect_json '[c["id"] for c in d["claims"]] == sorted(c["id"] for c in d["claims"])' true

expect_status 0 version --json
expect_json 'd["schema"]' attest.version/1

expect_status 0 show match_two --json
expect_json 'd["schema"]' attest.show/1

expect_status 0 check match_two --statement S2 --set n=3 --set modulus=7 --mutants --ledger l.db --json
expect_json 'd["schema"]' attest.check/1
expect_json 'len(d["rows"])' 1
expect_json '[d["rows"][0][k] for k in ("claim", "statement", "verdict", "cases", "rung")]' \
  '["match_two", "S2", "holds", 343, "fast"]'
expect_json 'd["rows"][0]["params"]' '{"modulus": 7, "n": 3}'
expect_json 'sorted(set(k for m in d["rows"][0]["mutants"] for k in m))' \
  '["name", "origin", "verdict", "why", "witness"]'
expect_json 'set(m["verdict"] for m in d["rows"][0]["mutants"]) <= {"fails", "equivalent"}' true
expect_json 'len(d["rows"][0]["digest"])' 32

# Every replay command of a refuted mutant, and of the row, runs.
expect_status 1 check match_two --statement S2 --set n=3 --set modulus=7 --mutant blank_ties_match --ledger l.db --json
replay=$(json 'd["rows"][0]["replay"]')
case $replay in
  "./attest show "*) ;;
  *) fail "the replay of a witness is '$replay'" ;;
esac
ln -sf "$ATTEST_PROGRAM" attest
eval "$replay" >trace || fail "the replay command failed"
grep -q '^verdict: fails' trace || fail "the replay command shows no failing case"
finish
