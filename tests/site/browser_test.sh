#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The pages of a real report in Chromium, without a network: nothing is fetched from elsewhere, every link and
# picture is there, every formula is typeset, nothing is wider than a phone, text is legible in light and dark.
. "$(dirname "$0")/../cli/lib.sh"
here=$ATTEST_SOURCE_DIR/tests/site

cp -R "$ATTEST_REPORT/report" report || { fail "no report of cli/report_test"; finish; }
chromium=$(command -v chromium || command -v chromium-browser) || { fail "chromium is not installed"; finish; }

python3 "$here/links.py" report || fail "a page leads to something that is not there or elsewhere"

# measure SCHEME WIDTH: loads every page in frames of that width and prints what is wrong with them. The script that
# measures is in the page around them; of the report only the first page holds one, its filter.
measure() {
  python3 "$here/harness.py" report "$2" "$here/measure.js" >"report/harness.html"
  timeout 120 "$chromium" --headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage \
    --user-data-dir="$scratch/profile" --allow-file-access-from-files \
    --host-resolver-rules='MAP * ~NOTFOUND' --blink-settings="preferredColorScheme=$1" \
    --virtual-time-budget=20000 --enable-logging=stderr --dump-dom \
    "file://$scratch/report/harness.html" >dom 2>console || fail "chromium ended with $?"
  rm report/harness.html
  grep -q 'measured all pages' dom || fail "the pages were not measured (scheme $1, width $2)"
  sed -n 's/^PROBLEM: //p' dom >problems
  [ ! -s problems ] || { fail "scheme $1, width $2:"; cat problems; }
  ! grep 'CONSOLE' console || fail "a page writes to the console"
}
measure 1 390
measure 0 390
measure 1 1280
measure 0 1280
finish
