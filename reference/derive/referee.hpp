// SPDX-License-Identifier: Apache-2.0
/// \file
/// The referee of a contest: evaluates the layer and the target on both inputs of a counterexample.
/// It knows nothing of how the counterexample was found.
#pragma once

#include <string>
#include <vector>

#include "reference/derive/contest.hpp"
#include "reference/derive/instances.hpp"
#include "reference/protocol/one_layer.hpp"

namespace attest::derive {

/// Evaluates one candidate on the instances of a reduction.
class Referee {
 public:
  /// \throws InputError if the layer is no candidate for these instances
  Referee(const Instances& instances, const Candidate& candidate);

  /// Outputs of the heads at the reader on the pair (a, b), every token's terms from a table.
  [[nodiscard]] std::vector<Rational> outputs(std::int64_t a, std::int64_t b) const;

  /// Why this is no counterexample; empty if it is one.
  [[nodiscard]] std::string objection(const Counterexample& found) const;

  /// The same with nothing tabulated: tokens embedded anew, the protocol run on them, and for exact
  /// sums the model's literal evaluation beside it.
  /// \throws InputError candidate-undefined: that evaluation has no value
  [[nodiscard]] std::string literal_objection(const Counterexample& found) const;

  /// The candidate's decoded answer at the reader on the pair (a, b).
  /// \throws model::Undefined, model::Undecided
  [[nodiscard]] model::Answer answer(std::int64_t a, std::int64_t b) const;

 private:
  [[nodiscard]] std::vector<Rational> literal_outputs(std::int64_t a, std::int64_t b) const;

  const Instances& instances_;
  Candidate candidate_;
  protocol::OneLayer layer_;
  std::vector<std::vector<protocol::Sums>> terms_;  // [letters x tokens]
};

}  // namespace attest::derive
