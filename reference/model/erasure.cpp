// SPDX-License-Identifier: Apache-2.0
/// \file
/// Erasing as the rule says.
#include "reference/model/erasure.hpp"

#include <algorithm>

#include "reference/number/contract.hpp"

namespace attest::model {
namespace {

/// The last row before `end` whose field is 1; -1: there is none.
int last_marked(const Matrix& tokens, int field, int end) {
  for (int i = end - 1; i >= 0; --i) {
    if (tokens(i, field) == Rational(1)) return i;
  }
  return -1;
}

}  // namespace

std::optional<Span> erased_span(const Matrix& tokens, const Erasure& rule) {
  const int newest = tokens.rows() - 1;
  const auto is_field = [&](int field) { return 0 <= field && field < tokens.cols(); };
  ATTEST_REQUIRE(is_field(rule.opens) && is_field(rule.separates) && is_field(rule.closes),
                 "fields of a token");
  if (newest < 0 || tokens(newest, rule.closes) != Rational(1)) return std::nullopt;
  const int open = last_marked(tokens, rule.opens, newest);
  const int separator = last_marked(tokens, rule.separates, newest);
  if (open < 0 || separator < open) return std::nullopt;
  return Span{.first = open, .last = rule.drops_answer ? newest - 1 : separator};
}

Matrix reduced(const Matrix& tokens, const Erasure& rule) {
  const std::optional<Span> span = erased_span(tokens, rule);
  if (!span) return tokens;
  const int gone = span->last - span->first + 1;
  Matrix result(tokens.rows() - gone, tokens.cols());
  for (int i = 0; i < result.rows(); ++i) {
    std::ranges::copy(tokens.row(i < span->first ? i : i + gone), result.row(i).begin());
  }
  return result;
}

}  // namespace attest::model
