#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# An exported model checks like the built one; changed in one weight it fails with a witness.
. "$(dirname "$0")/lib.sh"

expect_status 0 export match_two --statement S2 --set n=3 --set modulus=7 -o model.json
expect_status 0 export match_two --statement S2 --set n=3 --set modulus=7
cmp -s out model.json || fail "standard output and -o differ"

expect_status 0 check match_two --statement S2 --set n=3 --set modulus=7 --ledger l.db --json
digest=$(json 'd["rows"][0]["digest"]')
expect_status 0 check match_two --model model.json --ledger l.db --json
expect_json 'd["rows"][0]["digest"]' "$digest"
expect_json 'd["rows"][0]["params"]' '{"modulus": 7, "n": 3}'
expect_status 0 check --model model.json --ledger l.db --set n=4
expect_error parameter-range check --model model.json --ledger l.db --set n=0

# One weight of the query, one quantum up.
python3 - <<'PYTHON'
import json
model = json.load(open("model.json"))
entry = model["blocks"][0]["heads"][0]["query"][0]
entry[2] = str(int(entry[2]) + 1)
json.dump(model, open("changed.json", "w"))
PYTHON
expect_status 1 check match_two --model changed.json --ledger l.db --json
expect_json 'd["rows"][0]["verdict"]' fails
expect_json 'd["rows"][0]["witness"] is not None' true
replay=$(json 'd["rows"][0]["replay"]')
ln -sf "$ATTEST_PROGRAM" attest
eval "$replay" >trace || fail "the replay command failed"
grep -q '^verdict: fails' trace || fail "the replay command shows no failing case"

# Rows of a user's model never enter the ledger's rows of the claim.
expect_status 0 check match_two --statement S2 --set n=3 --set modulus=7 --ledger l.db --resume --json
expect_json '[d["rows"][0]["verdict"], d["rows"][0]["resumed"]]' '["holds", 343]'

sed 's/"claim": "match_two"/"claim": "another"/' model.json >another.json
expect_error model-claim check match_two --model another.json
expect_error model-claim show match_two --case 0 --model another.json
expect_error claim-unknown check --model another.json
finish
