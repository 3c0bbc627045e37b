#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The report of this build: every claim and statement is on a page, and the same ledger gives the
# same bytes.
. "$(dirname "$0")/lib.sh"

expect_status 0 report --out one --ledger l.db
[ "$(cat out)" = one/index.html ] || fail "the answer is $(cat out)"
expect_status 0 report --out two --ledger l.db
diff -r one two >differences || fail "a second report of the same ledger differs"
expect_status 0 report --out one --ledger l.db
diff -r one two >differences || fail "a report over an earlier one differs"
[ "$(ls -A | sort | tr '\n' ' ')" = "differences err l.db one out two " ] || fail "files left: $(ls -A)"

attest list --json
for id in $(json '" ".join(c["id"] for c in d["claims"])'); do
  for form in html md; do
    [ -s "one/$id.$form" ] || fail "no page $id.$form"
    grep -qF "$id.$form" one/index.$form || fail "index.$form does not lead to $id"
  done
  for label in $(json "' '.join(s['label'] for c in d['claims'] for s in c['statements'] if c['id'] == '$id')"); do
    grep -qF "$label" "one/$id.md" || fail "$id.md lacks $label"
  done
done
[ "$(grep -ril '<script' one)" = one/index.html ] || fail "pages with a script: $(grep -ril '<script' one)"
python3 - one/*.html <<'PYTHON' || fail "a page is not well formed"
import html.parser, sys
class Checker(html.parser.HTMLParser):
    void = {"meta", "link", "wbr", "img"}
    def __init__(self, name):
        super().__init__()
        self.name, self.open = name, []
    def handle_starttag(self, tag, attributes):
        if tag not in self.void:
            self.open.append(tag)
    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            sys.exit(f"{self.name}:{self.getpos()}: </{tag}>")
for name in sys.argv[1:]:
    checker = Checker(name)
    checker.feed(open(name, encoding="utf-8").read())
    if checker.open:
        sys.exit(f"{name}: open: {checker.open}")
PYTHON
# The site's and the examples' tests go on from here.
rm -rf "$ATTEST_REPORT" && mkdir -p "$ATTEST_REPORT" && cp -R one "$ATTEST_REPORT/report" &&
  cp l.db "$ATTEST_REPORT/ledger.db" || fail "the report is not left in $ATTEST_REPORT"
finish
