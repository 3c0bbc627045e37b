#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Drawings of the claims: both formats, the same bytes twice, token order, heads named, bad input.
. "$(dirname "$0")/lib.sh"

# expect_order FILE ID: the nodes ID0, ID1, ... of a DOT file stand from left to right.
expect_order() {
  python3 - "$1" "$2" <<'PYTHON' || fail "$2 of $1 do not stand from left to right"
import re, sys
text, begin = open(sys.argv[1]).read(), sys.argv[2]
places = {}
for name, body in re.findall(r'^\s*"([^"]+)"\s*\[(.*?)\];', text, re.S | re.M):
    place = re.search(r'pos="([-0-9.]+),', body)
    if place and re.fullmatch(re.escape(begin) + r"[0-9]+", name):
        places[int(name[len(begin):])] = float(place.group(1))
xs = [places[i] for i in range(len(places))]
sys.exit(len(xs) < 2 or any(a >= b for a, b in zip(xs, xs[1:])))
PYTHON
}

# expect_svg FILE: the file is XML of an svg root.
expect_svg() {
  python3 -c '
import sys, xml.etree.ElementTree as tree
root = tree.parse(sys.argv[1]).getroot()
sys.exit(not root.tag.endswith("svg") or not root.get("aria-label"))' "$1" || fail "$1 is no SVG"
}

case="draw match_two --statement S2 --set n=6 --set modulus=7 --case 72710"
expect_status 0 $case -o a.svg
expect_status 0 $case
cmp -s out a.svg || fail "standard output and -o differ"
expect_svg a.svg
grep -q 'head match' a.svg || fail "the head is not named"
grep -q 'tokens \[4, 2, 1, 6, 6, 1\]' a.svg || fail "the caption lacks the tokens"
expect_status 0 $case -o a.dot
expect_status 0 $case --format dot
cmp -s out a.dot || fail "--format dot and -o a.dot differ"
for row in token. layer1.match.key. layer1.match.query. stream.x.; do expect_order a.dot "$row"; done
expect_status 0 $case --mutant complement_without_mod -o broken.svg
grep -q 'broken on purpose: complement_without_mod' broken.svg || fail "the mutant is not named"
cmp -s a.svg broken.svg && fail "a mutant looks like the construction"

expect_status 0 draw looped_subleq --open B -o block.svg
expect_svg block.svg
for name in read_a read_b write fetch_target fetch_next 'next' memory commands; do
  grep -q "$name" block.svg || fail "block.svg lacks $name"
done
expect_status 0 draw looped_subleq --open all -o all.dot
for head in layer1.read_a layer1.read_b layer2.write layer2.fetch_target layer2.fetch_next; do
  expect_order all.dot "$head.key."
done

expect_status 0 draw match_three_one_layer_bound --statement S3.tables -o cut.dot
grep -q 'legend.cut' cut.dot || fail "the cut is not drawn"
grep -q 'legend.message' cut.dot || fail "the message is not drawn"
expect_order cut.dot token.

expect_error draw-unsupported draw match_three_one_layer_bound --statement S3.rank
expect_error draw-unsupported draw match_two --statement S2 --figure
expect_error case-range draw match_two --statement S2 --set n=2 --set modulus=2 --case 4
expect_error argument-value draw match_two --case -1
expect_error block-unknown draw looped_subleq --open C
expect_error mutant-unknown draw match_two --statement S2 --mutant none
expect_error format-unknown draw match_two --format png
expect_error format-unknown draw match_two -o a.png
[ ! -e a.png ] || fail "a picture was written under the name of another format"
expect_error argument-conflict draw match_two --format dot -o a.svg
expect_error claim-unknown draw match_tow
expect_error drawing-size draw match_two --statement S2.large --set n=2000 --set modulus=1000
expect_status 0 draw --help
grep -q 'attest draw match_two' out || fail "draw --help has no example"
finish
