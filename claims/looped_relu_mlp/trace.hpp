// SPDX-License-Identifier: Apache-2.0
/// \file
/// Loops of the network told one by one: the wires after each layer, and which words the buses
/// select.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "claims/looped_relu_mlp/claim.hpp"
#include "reference/check/case_space.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::looped_relu_mlp {

/// Tells loops of a network, as the shared evaluator computes them. A plain network has no wires:
/// they are the sums of its units that the factored one keeps, whose units are the same.
class LoopText {
 public:
  /// \param network of that form, a mutant too; outlives this
  LoopText(Form form, const model::Transformer& network, const Size& size);

  /// Loop `number` from `state`: a line a layer.
  [[nodiscard]] std::string text(std::int64_t number, const check::Case& state) const;

 private:
  using Row = std::vector<Rational>;

  /// The registers that a layer writes, by what `wires` hold, copies of the memory left out.
  [[nodiscard]] std::string layer_text(const Row& wires, std::size_t layer) const;
  [[nodiscard]] std::string register_text(const Row& wires, std::size_t which) const;
  /// The words that the last layer changed.
  [[nodiscard]] std::string changes_text(const Row& wires) const;

  /// Puts what a layer wrote onto the wires. \param state of the network, after the layer
  void note(const Row& state, std::size_t layer, Row& wires) const;

  Form form_;
  const model::Transformer& network_;
  model::Evaluator literal_;
  Size size_;
  model::Transformer factored_;
  std::vector<std::map<std::string, const model::Relu*>> units_ = {};  // of it, by layer and name
  std::vector<std::set<std::size_t>> written_ = {};                    // of its registers, by layer
  std::vector<int> first_ = {};  // coordinate of each of its registers
};

}  // namespace attest::looped_relu_mlp
