// SPDX-License-Identifier: Apache-2.0
/// \file
/// A one-layer model as seen from one token: what every token adds to the sums of its heads.
#pragma once

#include <string>
#include <vector>

#include "reference/model/evaluate.hpp"
#include "reference/model/transformer.hpp"
#include "reference/number/integer.hpp"
#include "reference/number/matrix.hpp"

namespace attest::protocol {

/// Per head the weight b^s of a token, then its weight times each coordinate of its value; or sums
/// of these over several tokens. [sum over heads of m_v + 1]
using Sums = std::vector<Integer>;

/// Adds `terms` to `total`, entry by entry. \pre equal sizes
void add(Sums& total, const Sums& terms);

/// Where the numbers of one head stand inside Sums.
struct HeadSums {
  std::string name;
  int normaliser = 0;       ///< index of the sum of weights; the weighted values follow it
  int value_dimension = 0;  ///< m_v
};

/// A model of one layer of base-b softmax heads, read at one input token. Scores are integers >= 0
/// and values are integers, so that sums are integers.
class OneLayer {
 public:
  /// \param reader the input token that is read, 0-based
  /// \throws InputError candidate-layers, candidate-head, candidate-norm: not such a model
  OneLayer(model::Transformer model, int reader);

  [[nodiscard]] const model::Transformer& model() const { return model_; }
  [[nodiscard]] int reader() const { return reader_; }
  [[nodiscard]] const std::vector<HeadSums>& heads() const { return heads_; }
  /// H (m_v + 1) where all heads have the same m_v: the number of entries of Sums.
  [[nodiscard]] int numbers() const { return numbers_; }
  /// Extra tokens of the model before the input tokens.
  [[nodiscard]] int first_input() const { return first_input_; }

  /// What each token of the sequence adds, extra tokens included. [n x numbers]
  /// \throws InputError candidate-score, candidate-value, candidate-undefined
  [[nodiscard]] std::vector<Sums> terms(const Matrix& tokens) const;

  /// The output of every head, weighted values / weights, in one list; 0 where no key is visible.
  /// [sum of m_v]
  [[nodiscard]] std::vector<Rational> outputs(const Sums& total) const;

  /// The model's answer at the reader when its heads have the given outputs there.
  /// \throws model::Undefined, model::Undecided
  [[nodiscard]] model::Answer finish(const Matrix& tokens,
                                     const std::vector<Rational>& outputs) const;

 private:
  [[nodiscard]] Sums term(const Matrix& state, int key) const;

  model::Transformer model_;
  int reader_;
  int first_input_ = 0;
  int numbers_ = 0;
  std::vector<HeadSums> heads_;
};

}  // namespace attest::protocol
