#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A run that is killed three times and resumed ends in the digest of an undisturbed run, and takes
# the earlier cases from the ledger.
. "$(dirname "$0")/lib.sh"

words="check match_two --statement S3.four_fifths --set n=6 --set modulus=5 --jobs 2"

expect_status 0 $words --ledger undisturbed.db --json
digest=$(json 'd["rows"][0]["digest"]')

# The number of cases in the batches of a ledger; 0 where there is none.
cases_kept() {
  python3 - "$1" <<'PYTHON'
import sqlite3, sys
try:
    rows = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True, timeout=5).execute(
        "SELECT coalesce(sum(past - first), 0) FROM batches")
    print(rows.fetchone()[0])
except sqlite3.Error:
    print(0)
PYTHON
}

kept=0
for round in 1 2 3; do
  "$ATTEST_PROGRAM" $words --ledger killed.db --resume >killed.out 2>killed.err &
  run=$!
  # Until the ledger holds more than before; the run may also end first on a fast machine.
  while kill -0 "$run" 2>/dev/null; do
    now=$(cases_kept killed.db)
    [ "$now" -le "$kept" ] || break
  done
  kill -9 "$run" 2>/dev/null
  wait "$run" 2>/dev/null
  now=$(cases_kept killed.db)
  [ "$now" -ge "$kept" ] || fail "round $round: the ledger holds $now cases, before $kept"
  kept=$now
done
[ "$kept" -gt 0 ] || fail "nothing was kept"

expect_status 0 $words --ledger killed.db --resume --json
expect_json 'd["rows"][0]["digest"]' "$digest"
expect_json 'd["rows"][0]["cases"]' 15625
resumed=$(json 'd["rows"][0]["resumed"]')
[ "$resumed" -ge "$kept" ] || fail "resumed $resumed cases of the $kept that were kept"

# Without --resume nothing is taken from the ledger.
expect_status 0 check match_two --statement S2 --set n=3 --set modulus=7 --ledger l.db --json
expect_status 0 check match_two --statement S2 --set n=3 --set modulus=7 --ledger l.db --json
expect_json 'd["rows"][0]["resumed"]' 0
expect_status 0 check match_two --statement S2 --set n=3 --set modulus=7 --ledger l.db --resume --json
expect_json 'd["rows"][0]["resumed"]' 343
finish
