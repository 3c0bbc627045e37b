#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The skeleton of a claim has every part, builds against this build's libraries, and its check says
# unknown; ids that are taken or ill-formed are refused.
. "$(dirname "$0")/lib.sh"

mkdir -p checkout/claims/taken checkout/registry
: >checkout/CMakeLists.txt
: >checkout/registry/registry.hpp
cd checkout || exit 1
expect_status 0 new-claim sums_commute
[ "$(ls claims/sums_commute | tr '\n' ' ')" = "README.md claim.hpp construction.cpp statements.cpp " ] ||
  fail "parts: $(ls claims/sums_commute)"
! grep -rn '@' claims/sums_commute || fail "a placeholder is left"
before=$(cat claims/sums_commute/* | cksum)
expect_error claim-exists new-claim sums_commute
expect_error claim-exists new-claim taken
[ "$(cat claims/sums_commute/* | cksum)" = "$before" ] || fail "an existing claim was changed"
for id in '' A 2fast has-dash has.dot ../up a/b trailing_ two__bars class model "$(printf 'x%.0s' $(seq 61))"; do
  expect_error claim-id new-claim "$id"
done
[ "$(ls -A claims | tr '\n' ' ')" = "sums_commute taken " ] || fail "claims: $(ls -A claims)"
cd ..

build=$(dirname "$(dirname "$ATTEST_PROGRAM")")
flags=
grep -q '^ATTEST_SANITIZE:BOOL=ON' "$build/CMakeCache.txt" && flags=-fsanitize=address,undefined
cat >main.cpp <<'CPP'
#include <iostream>

#include "claims/sums_commute/claim.hpp"
#include "reference/check/runner.hpp"

namespace {

class Nowhere : public attest::check::Sink {
 public:
  void keep(const attest::check::Key&, const attest::check::Batch&) override {}
  std::vector<attest::check::Batch> kept(const attest::check::Key&) const override { return {}; }
  void keep(const attest::check::Row&) override {}
};

}  // namespace

int main() {
  const attest::check::Claim claim = attest::sums_commute::claim();
  Nowhere nowhere;
  for (const attest::check::Statement& statement : claim.statements) {
    for (const auto& params : statement.points(attest::check::Rung::fast)) {
      attest::check::Key key;
      key.claim = claim.id;
      key.statement = statement.label;
      key.params = params;
      const auto subject = statement.subject(params, 1);
      const auto run = attest::check::run(key, statement, *subject, {}, {}, nowhere);
      std::cout << attest::check::name_of(run.row.verdict.truth) << "\n";
    }
  }
}
CPP
# shellcheck disable=SC2046
if c++ -std=c++20 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wno-missing-field-initializers \
  -Werror $flags -Icheckout -I"$ATTEST_SOURCE_DIR" main.cpp checkout/claims/sums_commute/*.cpp -o claim \
  -Wl,--start-group $(find "$build/rings/reference" -name 'libattest_*.a') -Wl,--end-group \
  -ltbb -lexpat -lflint-arb -lflint -lmpfr -lgmp 2>log; then
  [ "$(./claim)" = unknown ] || fail "its check says $(./claim)"
else
  fail "the skeleton does not build"
  head -20 log
fi
finish
