#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Bad input of every kind: exit code 2, an error with an id, and every file as it was.
. "$(dirname "$0")/lib.sh"

claim=match_two
small="--statement S2 --set n=2 --set modulus=5"

# Names and values of the command line.
expect_error command-missing
expect_error command-unknown chekc
expect_error argument-unknown check --rnug fast
expect_error argument-missing show
expect_error claim-unknown check match_too
grep -q 'did you mean match_two' err || fail "the nearest claim is not named"
expect_error claim-unknown show subleq
grep -q 'did you mean looped_subleq, ' err || fail "claims that hold the word are not named"
expect_error statement-unknown check $claim --statement S99
expect_error rung-unknown check --rung slow
expect_error parameter-unknown check $claim --statement S2 --set k=2
expect_error parameter-range check $claim --statement S2 --set n=0
expect_error parameter-range check $claim --statement S2 --set n=9223372036854775807
expect_error set-syntax check $claim --set n=99999999999999999999
expect_error set-syntax check $claim --set n
expect_error shard-range check $claim --shard 4/3
expect_error shard-range check $claim --shard 0/3
expect_error argument-value check $claim --jobs 1000000
expect_error argument-value check $claim --budget 10
expect_error argument-value check $claim --seed 18446744073709551616
expect_error mutant-unknown check $claim --mutant no_such_mutant


# Input files.
: >empty
printf 'ab\000cd' >binary
printf '[1, 2' >truncated
truncate -s 65M large
mkdir folder
for command in "run $claim" "check $claim --ledger new.db --model"; do
  expect_error file-missing $command none
  expect_error file-empty $command empty
  expect_error file-binary $command binary
  expect_error file-unreadable $command folder
done
expect_error file-oversized run $claim large
rm large
attest run $claim truncated --set modulus=7
[ "$status" -eq 2 ] || fail "a truncated file: exit code $status"
attest check $claim --model truncated --statement S2 --ledger new.db
[ "$status" -eq 2 ] || fail "a truncated model: exit code $status"
[ ! -e new.db ] || fail "bad input made a ledger"

# Ledgers that are none, or damaged: refused and left byte for byte.
attest check $claim $small --ledger good.db
[ "$status" -eq 0 ] || fail "a small check: exit code $status"
printf 'not a ledger\n' >foreign.db
head -c 3000 good.db >short.db
python3 - <<'PYTHON'
import sqlite3
sqlite3.connect("other.db").execute("CREATE TABLE t(x)").connection.commit()
# One letter of a row is another one.
with open("good.db", "rb") as file:
    damaged = bytearray(file.read())
at = damaged.index(b'"cases"')
damaged[at + 1] = ord("k")
with open("damaged.db", "wb") as file:
    file.write(damaged)
PYTHON
for ledger in foreign.db short.db damaged.db other.db empty; do
  before=$(cksum <"$ledger")
  for command in check merge report; do
    case $command in
      check) attest check $claim $small --ledger "$ledger" ;;
      merge) attest merge "$ledger" good.db ;;
      report) attest report --out pages --ledger "$ledger" ;;
    esac
    [ "$status" -eq 2 ] || fail "$command with $ledger: exit code $status"
    grep -q '^attest: ledger-' err || fail "$command with $ledger: no error of the ledger"
  done
  [ "$(cksum <"$ledger")" = "$before" ] || fail "$ledger was changed"
done
[ ! -e pages ] || fail "bad input made a report"
expect_error ledger-missing merge joined.db none.db
[ ! -e joined.db ] || fail "merge of a missing ledger made one"
attest check $claim $small --ledger /nonexistent/folder/ledger.db
[ "$status" -eq 2 ] || fail "a ledger that cannot be made: exit code $status"

# Output that cannot be written.
expect_error output-unwritable export $claim -o /nonexistent/model.json
expect_error output-unwritable export $claim -o folder
expect_error output-unwritable report --out /proc/report --ledger new.db
[ ! -e new.db ] || fail "claims were checked for a report that cannot be written"
ln -s elsewhere.json link.json
expect_error output-unwritable export $claim -o link.json
[ -L link.json ] || fail "export replaced a link"
rm link.json
for words in "list" "version --json" "export $claim" "check $claim $small --ledger good.db"; do
  "$ATTEST_PROGRAM" $words >/dev/full 2>err
  status=$?
  [ "$status" -eq 2 ] || fail "attest $words with a full disk: exit code $status"
  grep -q '^attest: output-unwritable: ' err || fail "attest $words with a full disk: no error"
done

# Reports and claims never replace what is not theirs.
mkdir mine
echo notes >mine/notes.txt
expect_error output-foreign report --out mine --ledger good.db
[ "$(ls -A mine)" = notes.txt ] || fail "a folder that is no report was changed"
finish
