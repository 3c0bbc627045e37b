// SPDX-License-Identifier: Apache-2.0
/// \file
/// The layer that evaluators are compared on: average hardmax, all weights and entries k/16.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "benchmarks/doubles.hpp"
#include "reference/model/transformer.hpp"
#include "reference/number/matrix.hpp"

namespace attest::benchmarks {

/// Entries are k/16, |k| <= 16.
inline constexpr int sixteenths = 16;

/// Integers k of entries k/16, the same in every evaluator; row by row.
using Entries = std::vector<std::int64_t>;

/// x += average of V x_j over the keys j of greatest score <Q x_i, K x_j>. Weights [d x d], from
/// rows to columns.
struct Layer {
  Entries query;
  Entries key;
  Entries value;

  /// As a model of one block, whose registers are the channels.
  [[nodiscard]] model::Transformer description() const;
};

/// A layer and inputs [n x d] for it.
struct LayerCase {
  Layer layer;
  std::vector<Entries> inputs;
};

/// The same for everybody: drawn by a fixed seed, `inputs` of them.
[[nodiscard]] LayerCase layer_case(std::size_t inputs);

/// The state [n x d] of an input.
[[nodiscard]] Matrix state_of(const Entries& entries);

/// k/16 as doubles.
[[nodiscard]] std::vector<double> doubles_of(const Entries& entries);

/// An evaluator of the layer in a library of others. It has its inputs in the library's numbers.
struct ExactPeer {
  std::function<void(std::size_t input)> run;      ///< evaluates one input
  std::function<Matrix(std::size_t input)> state;  ///< the final state, evaluated and converted
};

/// FLINT: products of fmpz matrices on scaled integers, one common denominator a row.
[[nodiscard]] ExactPeer flint_layer(const LayerCase& layer);

/// The layer of doubles.inc on rationals of GMP through Boost.
[[nodiscard]] ExactPeer mpq_layer(const LayerCase& layer);

}  // namespace attest::benchmarks
