// SPDX-License-Identifier: Apache-2.0
/// \file
/// Random layers: heads with arbitrary weights and values at every position, as candidates against
/// the lower bounds.
#pragma once

#include <cstdint>
#include <vector>

#include "claims/symmetric_head_count/claim.hpp"
#include "reference/model/transformer.hpp"

namespace attest::symmetric_head_count {

/// Tables of one head: entry 0 belongs to the sink, entries 1 + 2j + x_j to bit j.
struct HeadTable {
  std::vector<std::int64_t> scores;  ///< where the reader is the sink or a bit 0; weights 2^score
  std::vector<std::int64_t> turned;  ///< where it is a bit 1
  std::vector<Rational> values;
};

/// One layer and a readout: two products of `degree` affine forms in the heads' outputs, added.
struct RandomLayer {
  int n = 0;
  int heads = 0;
  int degree = 0;
  Reader reader = Reader::sink;
  std::vector<HeadTable> tables;
  std::vector<std::vector<std::int64_t>> forms;  ///< [2 degree x (1 + heads)]
};

/// Layer `index` of the sample `seed`: scores in -3 .. 3, values in -4 .. 4 by quarters,
/// coefficients in -4 .. 4 without 0.
[[nodiscard]] RandomLayer random_layer(int n, int heads, int degree, Reader reader,
                                       std::uint64_t seed, std::int64_t index);
/// How many layers there are to draw from.
[[nodiscard]] Integer count_of_layers(int n, int heads, int degree, Reader reader);

/// Its description: heads softmax_base 2, exact readout.
[[nodiscard]] model::Transformer model_of(const RandomLayer& layer);

/// D_h of Lemma CD on a word: the sum of the weights in head h, affine in the bits (the reader's
/// own bit given).
[[nodiscard]] Rational denominator(const RandomLayer& layer, int h, const Matrix& word);
/// N_h: the sum of weights times values.
[[nodiscard]] Rational numerator(const RandomLayer& layer, int h, const Matrix& word);

/// base^exponent. \pre exponent >= 0
[[nodiscard]] Rational power(const Rational& base, int exponent);

}  // namespace attest::symmetric_head_count
