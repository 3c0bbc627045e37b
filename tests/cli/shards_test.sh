#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Digests are equal for one thread, two threads and merged shards, in any order of merging.
. "$(dirname "$0")/lib.sh"

for label in S2 S3.natural S4; do
  words="check match_two --statement $label --mutants"
  expect_status 0 $words --jobs 1 --ledger one.db --json
  json '[(r["params"], r["digest"], r["cases"]) for r in d["rows"]]' >expected
  expect_status 0 $words --jobs 2 --ledger two.db --json
  json '[(r["params"], r["digest"], r["cases"]) for r in d["rows"]]' | cmp - expected ||
    fail "$label: --jobs 2 differs from --jobs 1"
  rm -f shard*.db joined.db
  for i in 1 2 3; do
    attest $words --shard $i/3 --ledger shard$i.db --json
    [ "$status" -eq 0 ] || fail "$label: shard $i: exit code $status"
  done
  expect_status 0 merge joined.db shard3.db shard1.db --json
  expect_json 'd["rows"]' '[]'
  expect_status 0 merge joined.db shard2.db --json
  expect_json 'd["schema"]' attest.merge/1
  json 'sorted(json.dumps([r["params"], r["digest"], r["cases"]]) for r in d["rows"])' >found
  python3 -c '
import json
print(json.dumps(sorted(json.dumps(x) for x in json.load(open("expected")))))' | cmp - found ||
    fail "$label: the merged shards differ from --jobs 1"
  # Merging again changes nothing.
  expect_status 0 merge joined.db shard1.db shard2.db shard3.db --json
  expect_json '[d["batches_taken"], d["rows_taken"], d["rows"]]' '[0, 0, []]'
done
finish
