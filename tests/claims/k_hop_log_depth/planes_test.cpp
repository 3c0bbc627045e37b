// SPDX-License-Identifier: Apache-2.0
/// \file
/// hop_k on bit planes: tallies, digests and the fate of mutants as by the literal semantics.
#include <doctest/doctest.h>

#include <memory>

#include "claims/k_hop_log_depth/parts.hpp"
#include "reference/task/k_hop.hpp"

namespace attest::k_hop_log_depth {
namespace {

check::Range all_of(const check::Subject& subject) {
  return {.begin = 0, .end = subject.cases().size};
}

/// The statement of this claim with a label.
check::Statement labelled(const std::string& label) {
  for (check::Statement& statement : hardmax_statements()) {
    if (statement.label == label) return std::move(statement);
  }
  FAIL(label);
  return {};
}

TEST_SUITE("k_hop_log_depth") {
  TEST_CASE("bit planes give the literal tally on all words of both masks") {
    for (const char* label : {"S2", "S3"}) {
      const check::Statement statement = labelled(label);
      for (const check::Params& at : {point(2, 12, 15), point(3, 8, 6), point(5, 5, 3)}) {
        CAPTURE(label);
        CAPTURE(check::text_of(at));
        const auto fast = statement.subject(at, 1);
        const auto slow = statement.literal_subject(at, 1);
        const bool is_large = fast->cases().size >= 4096;
        CHECK(fast->evaluator() == (is_large ? "bit planes" : "int64 lanes"));
        const check::Tally found = fast->judge(all_of(*fast), false);
        CHECK(found.failed == 0);
        CHECK(found == slow->judge(all_of(*slow), false));
      }
    }
  }

  TEST_CASE("bit planes kill the named mutants of S2 on 8190 words at the literal witnesses") {
    const check::Params at = point(2, 12, 6);
    int refuted = 0;
    for (const derive::NamedMutant& mutant : mutants(Form::strict, View::hop)) {
      CAPTURE(mutant.name);
      derive::Computes broken{
          .model = build({.n = 12, .k = 6}), .task = task::k_hop(6), .inputs = short_words(2, 12)};
      const model::Transformer whole = broken.model;
      mutant.apply(broken, at);
      const auto fast = derive::make_subject(broken, derive::Engine::automatic, whole);
      const auto slow = derive::make_subject(broken, derive::Engine::literal, whole);
      const check::Tally found = fast->judge(all_of(*fast), true);
      const check::Tally expected =
          slow->judge({.begin = 0, .end = found.failed > 0 ? fast->cases().size : 300}, true);
      CHECK(found.failed == expected.failed);
      CHECK(found.least_failure == expected.least_failure);
      refuted += found.failed > 0 ? 1 : 0;
    }
    CHECK(refuted >= 8);
  }
}

}  // namespace
}  // namespace attest::k_hop_log_depth
