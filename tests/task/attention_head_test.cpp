// SPDX-License-Identifier: Apache-2.0
/// \file
/// One attention head by plain loops, against values worked by hand.
#include "reference/task/attention_head.hpp"

#include <doctest/doctest.h>

namespace attest::task {
namespace {

Matrix column(const std::vector<Rational>& entries) {
  std::vector<std::vector<Rational>> rows;
  for (const Rational& entry : entries) rows.push_back({entry});
  return Matrix(rows);
}

/// Tokens 0, 1, 2; queries 1 - x need a channel of ones.
AttentionHead three_tokens() {
  return {.tokens = Matrix(std::vector<std::vector<Rational>>{{0, 1}, {1, 1}, {2, 1}}),
          .query = column({-1, 1}),
          .key = column({1, 0}),
          .value = column({1, 10})};
}

TEST_SUITE("task/attention_head") {
  TEST_CASE("ties are shared evenly") {
    const AttentionSteps steps = attend(three_tokens(), Weighting::average_hardmax);
    CHECK(steps.queries == column({1, 0, -1}));
    CHECK(steps.keys == column({0, 1, 2}));
    CHECK(steps.values == column({10, 11, 12}));
    CHECK(steps.output == column({12, 11, 10}));
    CHECK(steps.weights(1, 0) == Rational(1, 3));
  }

  TEST_CASE("linear and base 2 and features") {
    CHECK(attend(three_tokens(), Weighting::linear).output == column({35, 0, -35}));
    // Weights 1, 2, 4 over 7; equal; 1, 1/2, 1/4 over 7/4.
    CHECK(attend(three_tokens(), Weighting::softmax_base).output ==
          column({Rational(80, 7), 11, Rational(74, 7)}));
    CHECK(attend(three_tokens(), Weighting::softmax_base, 3).weights(0, 2) == Rational(9, 13));
    // Queries 2, 1, 1 and keys 1, 2, 3: weights 1, 2, 3 over 6.
    CHECK(attend(three_tokens(), Weighting::kernel).output ==
          column({Rational(34, 3), Rational(34, 3), Rational(34, 3)}));
  }

  TEST_CASE("mixtures of keys and values") {
    AttentionHead head = three_tokens();
    head.key_mix = Matrix(std::vector<std::vector<Rational>>{{1, 1, 1}, {0, 0, 1}});
    head.value_mix = Matrix(std::vector<std::vector<Rational>>{{1, 0, 0}, {0, 1, -1}});
    const AttentionSteps steps = attend(head, Weighting::linear);
    CHECK(steps.keys == column({3, 2}));
    CHECK(steps.values == column({10, -1}));
    CHECK(steps.output == column({28, 0, -28}));
  }

  TEST_CASE("natural softmax encloses e / (1 + e)") {
    const AttentionHead head{.tokens = Matrix(std::vector<std::vector<Rational>>{{1, 1}, {0, 1}}),
                             .query = column({0, 1}),
                             .key = column({1, 0}),
                             .value = column({1, 0})};
    const std::vector<Ball> output = softmax_output(head, 128);
    REQUIRE(output.size() == 2);
    for (const Ball& entry : output) {
      CHECK(entry.lower() > Rational(73105, 100000));
      CHECK(entry.upper() < Rational(73106, 100000));
      CHECK(entry.radius_log2() < -100);
    }
  }
}

}  // namespace
}  // namespace attest::task
