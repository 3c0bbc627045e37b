// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the description of an autoregressive model says about its steps: which layers need the rows
/// of earlier tokens, and whether these stay as they are.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "reference/model/evaluate_pass.hpp"
#include "reference/model/transformer.hpp"

namespace attest::engine {

/// A sparse vector: coordinates, each once, and what stands there.
using SparseVector = std::vector<std::pair<int, Rational>>;

/// What a coordinate of a row contributes to: head, coordinate there, weight.
struct HeadTerm {
  int head = 0;
  int to = 0;
  Rational weight;
};

/// The heads of a layer, by coordinate of the row that they read.
struct HeadsPlan {
  const model::Block* block = nullptr;
  std::vector<std::vector<HeadTerm>> queries = {};
  std::vector<std::vector<HeadTerm>> keys = {};
  std::vector<std::vector<HeadTerm>> values = {};
  std::vector<std::vector<std::vector<std::pair<int, Rational>>>> outs =
      {};                        ///< [heads x value coordinates]
  std::vector<int> widths = {};  ///< d_k by head
};

/// The ReLU units of a layer, by coordinate of the row that they read.
struct UnitsPlan {
  std::vector<std::vector<std::pair<int, Rational>>> in = {};  ///< unit and weight
  std::vector<Rational> biases = {};
  std::vector<int> awake = {};  ///< units that are positive on the zero row
  std::vector<SparseVector> out = {};
};

/// One layer of the schedule.
struct GeneratorLayer {
  HeadsPlan heads = {};  ///< of no block: there is no head
  UnitsPlan units = {};
  std::vector<model::Assignment> maps = {};
};

/// A model compiled. Its layers are in the order of the schedule.
struct GeneratorPlan {
  std::vector<GeneratorLayer> layers = {};
  int first_heads = -1;  ///< the first layer with a head
  int last_heads = -1;   ///< the last layer with a head; after it only the newest row is needed
  bool is_deep = false;  ///< a layer with heads stands before it
  bool embeds_position = false;      ///< rows up to there depend on the position
  bool embeds_length = false;        ///< or on the number of tokens
  std::vector<char> is_causal = {};  ///< by mask: it is model::causal_mask()
  std::string why_not = {};          ///< why no step can be incremental
  std::string why_deep = {};         ///< why earlier rows may change as the sequence grows
  std::string why_erased = {};       ///< why keys and values may change where tokens are erased
};

/// Compiles a model. \pre the model is valid; it outlives the plan
[[nodiscard]] GeneratorPlan generator_plan(const model::Transformer& model);

/// Whether a mask is `key <= query`, written as model::causal_mask() writes it.
[[nodiscard]] bool is_causal_mask(const model::Circuit& mask);

}  // namespace attest::engine
