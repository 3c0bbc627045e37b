#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A claim folder that lacks a part stops the configuration with the name of that part.
set -u

: "${ATTEST_SOURCE_DIR:?}"
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
failures=0

cat >"$scratch/parts.cmake" <<EOF
cmake_minimum_required(VERSION 3.25)
include("$ATTEST_SOURCE_DIR/cmake/claims.cmake")
attest_claim_parts("\${FOLDER}")
EOF

# expect ID MESSAGE PART...: a claim called ID with these parts is refused with MESSAGE, or accepted
# where MESSAGE is empty.
expect() {
  id=$1
  message=$2
  shift 2
  folder=$scratch/claims/$id
  rm -rf "$scratch/claims"
  mkdir -p "$folder"
  for part in "$@"; do
    mkdir -p "$folder/$(dirname "$part")"
    : >"$folder/$part"
  done
  if cmake "-DFOLDER=$folder" -P "$scratch/parts.cmake" >"$scratch/log" 2>&1; then
    [ -z "$message" ] && return
  else
    [ -n "$message" ] && tr -s ' \n' ' ' <"$scratch/log" | grep -qF "$message" && return
  fi
  failures=$((failures + 1))
  printf 'FAILED: %s with %s, expected "%s"\n' "$id" "$*" "$message"
  cat "$scratch/log"
}

expect match_two '' README.md claim.hpp statements.cpp construction.cpp
expect match_two '' README.md claim.hpp statements.cpp reduction.cpp inputs/SOURCES.md
expect match_two 'claims/match_two lacks README.md' claim.hpp statements.cpp construction.cpp
expect match_two 'claims/match_two lacks claim.hpp' README.md statements.cpp construction.cpp
expect match_two 'claims/match_two lacks statements.cpp' README.md claim.hpp construction.cpp
expect match_two 'claims/match_two lacks construction.cpp' README.md claim.hpp statements.cpp
expect match_two 'claims/match_two lacks inputs/SOURCES.md' README.md claim.hpp statements.cpp \
  reduction.cpp inputs/words.json
expect Match_two 'the name of a claim' README.md claim.hpp statements.cpp construction.cpp
expect 2_match 'the name of a claim' README.md claim.hpp statements.cpp construction.cpp
expect match-two 'the name of a claim' README.md claim.hpp statements.cpp construction.cpp
exit "$failures"
