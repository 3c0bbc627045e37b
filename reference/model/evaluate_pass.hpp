// SPDX-License-Identifier: Apache-2.0
/// \file
/// The embedded sequence, and one pass of the schedule over it.
#pragma once

#include <optional>
#include <vector>

#include "reference/model/evaluate_circuit.hpp"
#include "reference/model/layers.hpp"

namespace attest::model {

/// A circuit and the coordinates of the row that its outputs are assigned to.
struct Assignment {
  const Circuit* circuit;
  std::vector<int> targets = {};

  Assignment(const Transformer& model, const Circuit& description);

  /// Assigns to `row` what the circuit makes of `fields`, which may be the row itself.
  template <typename A, typename Field>
  void assign(std::span<typename A::Value> row, const A& arithmetic, std::span<const Field> fields,
              const Place& place) const;
};

/// Makes the embedded sequence.
class Embedding {
 public:
  explicit Embedding(const Transformer& model);

  /// The state of `tokens` [inputs x fields] and the extra tokens around them. \throws Undefined,
  /// Undecided
  template <typename A>
  [[nodiscard]] State<A> of(const A& arithmetic, const Matrix& tokens) const;

 private:
  int fields_;
  int width_;
  Assignment input_;
  std::vector<Assignment> before_;
  std::vector<Assignment> after_;
};

/// The blocks of a model in one arithmetic.
template <typename A>
class Layers {
 public:
  Layers(const Transformer& model, const A& arithmetic);

  /// One pass of the schedule on `x`; every layer is added to `trace` unless it is null. The last
  /// layer is computed at the positions `read` alone, and leaves the others as they were. \throws
  /// Undefined, Undecided
  void pass(State<A>& x, Tie any, Trace* trace, Positions read) const;

 private:
  struct Parts {
    std::vector<Attention<A>> heads = {};
    std::vector<Unit<A>> units = {};
    std::vector<Assignment> maps = {};
  };
  using Masks = std::vector<std::vector<char>>;  ///< [n x n] each

  void step(const Parts& parts, State<A>& x, Positions rows, const Masks& masks, Tie any,
            LayerTrace* layer) const;
  void add_units(const std::vector<Unit<A>>& units, std::span<typename A::Value> row) const;

  const Transformer* model_;
  A arithmetic_;
  std::vector<Parts> blocks_ = {};
};

/// The entries of a state, row by row.
template <typename A>
[[nodiscard]] std::vector<Number> numbers(const State<A>& x) {
  std::vector<Number> result;
  result.reserve(x.values.size());
  for (const auto& value : x.values) result.push_back(number_of(value));
  return result;
}

}  // namespace attest::model
