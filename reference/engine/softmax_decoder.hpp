// SPDX-License-Identifier: Apache-2.0
/// \file
/// Decode circuits on numbers that are known up to an error.
#pragma once

#include <optional>
#include <vector>

#include "reference/engine/softmax.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/model/transformer.hpp"

namespace attest::engine {

/// The double nearest to x with its error: 0 where it is exact. Nothing as in nearest_double.
[[nodiscard]] std::optional<Estimate> estimate_of(const Rational& x);

/// Enclosures of sum and product: 0 is an error too, where the doubles are exact.
[[nodiscard]] Estimate add(const Estimate& a, const Estimate& b);
[[nodiscard]] Estimate multiply(const Estimate& a, const Estimate& b);

/// Whether a < b; no value where they overlap.
[[nodiscard]] std::optional<bool> is_less(const Estimate& a, const Estimate& b);

/// A decode circuit of sums, products and comparisons, and the readout `exact` or `threshold`.
class SoftmaxDecoder {
 public:
  /// Nothing where the decoder is not of this kind.
  [[nodiscard]] static std::optional<SoftmaxDecoder> make(const model::Decode& decode);

  /// Coordinates of the stream that the circuit reads, each once; `decode` is handed those.
  [[nodiscard]] const std::vector<int>& fields() const { return fields_; }

  /// Appends the entries that one token gives to `answer`. \returns false where one is undecided
  [[nodiscard]] bool decode(const std::vector<Estimate>& fields, model::Answer& answer);

 private:
  struct Step {
    model::Op op = model::Op::constant;
    std::size_t a = 0;  ///< wire, or of `input` an index into fields_
    std::size_t b = 0;
    Estimate constant = {};
  };
  SoftmaxDecoder() = default;
  [[nodiscard]] bool add_step(const model::Step& step);

  std::vector<int> fields_ = {};
  std::vector<Step> steps_ = {};
  std::vector<std::size_t> outputs_ = {};  // wires
  bool is_threshold_ = false;
  Estimate accept_ = {};
  Estimate reject_ = {};
  std::vector<Estimate> wires_ = {};  // of the last token
};

}  // namespace attest::engine
