// SPDX-License-Identifier: Apache-2.0
/// \file
/// Where the tokens of a growing sequence stand that an erasure asks for.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "reference/model/erasure.hpp"
#include "reference/number/rational.hpp"

namespace attest::engine {

/// The places of tokens that open, and of those that separate, in order.
class ErasureMarks {
 public:
  void clear() {
    opened_.clear();
    separated_.clear();
  }

  /// Takes note of a token that is appended at place `at`. \returns what is to be erased, if the
  /// token `may_erase`; it then stands as many places lower.
  std::optional<model::Span> note(const model::Erasure& rule, const std::vector<Rational>& token,
                                  int at, bool may_erase) {
    const auto is_marked = [&token](int field) {
      return token[static_cast<std::size_t>(field)] == Rational(1);
    };
    std::optional<model::Span> span;
    const bool has_pair =
        !opened_.empty() && !separated_.empty() && opened_.back() <= separated_.back();
    if (may_erase && has_pair && is_marked(rule.closes)) {
      span = {.first = opened_.back(), .last = rule.drops_answer ? at - 1 : separated_.back()};
      const auto is_gone = [first = span->first](int place) { return place >= first; };
      std::erase_if(opened_, is_gone);
      std::erase_if(separated_, is_gone);
      at -= span->last - span->first + 1;
    }
    if (is_marked(rule.opens)) opened_.push_back(at);
    if (is_marked(rule.separates)) separated_.push_back(at);
    return span;
  }

 private:
  std::vector<int> opened_ = {};
  std::vector<int> separated_ = {};
};

}  // namespace attest::engine
