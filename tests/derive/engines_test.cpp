// SPDX-License-Identifier: Apache-2.0
/// \file
/// The chosen evaluator and the literal semantics give one digest, on the models of every claim and
/// on their mutants.
#include <doctest/doctest.h>

#include <algorithm>

#include "registry/registry.hpp"

namespace attest {
namespace {

constexpr std::int64_t most_cases = 4096;

check::Range range_of(const check::Subject& subject) {
  return {.begin = 0, .end = std::min(subject.cases().size, most_cases)};
}

/// The digest of the chosen evaluator over the cases that the literal one decides.
check::Digest digest_where_decided(const check::Subject& chosen, const check::Subject& literal) {
  check::Digest digest;
  for (std::int64_t i = 0; i < range_of(chosen).end; ++i) {
    const check::Range one{.begin = i, .end = i + 1};
    if (literal.judge(one, false).undecided == 0) digest.add(chosen.judge(one, false).digest);
  }
  return digest;
}

TEST_SUITE("derive/engines") {
  TEST_CASE(
      "fast and literal evaluators agree digest for digest on up to 4096 cases of every fast "
      "model") {
    int compared = 0;
    for (const check::Claim& claim : registry::claims()) {
      for (const check::Statement& statement : claim.statements) {
        if (!statement.literal_subject) continue;
        for (const check::Params& params : statement.points(check::Rung::fast)) {
          const auto chosen = statement.subject(params, 1);
          const auto literal = statement.literal_subject(params, 1);
          CHECK(literal->evaluator() == "literal");
          if (chosen->evaluator() == literal->evaluator()) continue;
          CAPTURE(claim.id);
          CAPTURE(statement.label);
          CAPTURE(check::text_of(params));
          const check::Tally fast = chosen->judge(range_of(*chosen), false);
          const check::Tally slow = literal->judge(range_of(*literal), false);
          CHECK(fast.judged == slow.judged);
          CHECK(fast.failed == 0);
          CHECK(fast.undecided <= slow.undecided);
          if (slow.undecided == fast.undecided) {
            CHECK(fast.digest == slow.digest);
          } else {
            CHECK(digest_where_decided(*chosen, *literal) == slow.digest);
          }
          CHECK(slow.failed == 0);
          ++compared;
        }
      }
    }
    CHECK(compared > 0);
  }
}

}  // namespace
}  // namespace attest
