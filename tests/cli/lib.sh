# SPDX-License-Identifier: Apache-2.0
# What the scripts of this folder share. Sourced; sets $scratch, which goes with the script.
set -u

: "${ATTEST_PROGRAM:?}" "${ATTEST_SOURCE_DIR:?}"
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1
failures=0

# fail MESSAGE: counts a failure and goes on.
fail() {
  failures=$((failures + 1))
  printf 'FAILED: %s\n' "$*"
}

# attest ARGS...: runs the program; its output is in out and err, its exit code in $status.
attest() {
  "$ATTEST_PROGRAM" "$@" >out 2>err
  status=$?
}

# expect_status CODE ARGS...: runs the program and compares its exit code.
expect_status() {
  expected=$1
  shift
  attest "$@"
  [ "$status" -eq "$expected" ] && return
  fail "attest $*: exit code $status, expected $expected"
  cat err
}

# expect_error ID ARGS...: exit code 2, nothing on standard output, one line that starts with the
# error's id and says what was found and expected.
expect_error() {
  id=$1
  shift
  attest "$@"
  [ "$status" -eq 2 ] || fail "attest $*: exit code $status, expected 2"
  [ ! -s out ] || fail "attest $*: something on standard output"
  grep -q "^attest: $id: .*found .*expected " err || {
    fail "attest $*: expected the error $id"
    cat err
  }
}

# json EXPRESSION [FILE]: the value of a Python expression over the document d.
json() {
  python3 -c '
import json, sys
d = json.load(open(sys.argv[2]))
value = eval(sys.argv[1])
print(value if isinstance(value, str) else json.dumps(value))' "$1" "${2:-out}"
}

# expect_json EXPRESSION VALUE: compares a value of the document in out.
expect_json() {
  found=$(json "$1") || found="no such value"
  [ "$found" = "$2" ] || fail "$1 is $found, expected $2"
}

# finish: ends the script, with 1 if anything failed.
finish() {
  [ "$failures" -eq 0 ] || exit 1
  exit 0
}
