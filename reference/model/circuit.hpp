// SPDX-License-Identifier: Apache-2.0
/// \file
/// Circuits: straight-line programs over a closed list of exact operations, as plain data.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reference/number/containers.hpp"
#include "reference/number/rational.hpp"

namespace attest::model {

/// How a weight may move without changing what the model computes.
enum class Slack {
  exact,     ///< the value matters: one quantum up or down must be noticed
  at_least,  ///< any larger value serves; one quantum below must be noticed
  at_most,   ///< any smaller value serves; one quantum above must be noticed
};

/// One exact number of a description, with the inequality that it has to satisfy.
struct Weight {
  Rational value;
  Slack slack = Slack::exact;
  std::string why = {};  ///< the reason of a bound; required when slack is not exact

  friend bool operator==(const Weight&, const Weight&) = default;
};

/// The closed list of operations. Token maps, embeddings, masks and decoders use nothing else.
enum class Op {
  input,      ///< field `args[0]` of the circuit's input
  position,   ///< position of the token in the sequence, extra tokens included, 0-based
  length,     ///< number of tokens in the sequence, extra tokens included
  constant,   ///< `constant`
  add,        ///< args[0] + args[1]
  sub,        ///< args[0] - args[1]
  mul,        ///< args[0] * args[1]
  div,        ///< args[0] / args[1]; undefined for a zero divisor
  mod,        ///< args[0] - args[1] floor(args[0] / args[1]); undefined unless args[1] > 0
  floor,      ///< greatest integer <= args[0]
  min,        ///< the smaller of args[0], args[1]
  max,        ///< the larger of args[0], args[1]
  less,       ///< 1 if args[0] < args[1], else 0
  select,     ///< args[1] if args[0] is not 0, else args[2]
  relu,       ///< max(args[0], 0)
  exp,        ///< e^args[0]
  cos_turns,  ///< cos(2 pi args[0])
  sin_turns,  ///< sin(2 pi args[0])
  round,      ///< floor(args[0] + 1/2)
  table,      ///< entry args[0] of `table`, 0-based; undefined outside it
};

/// One operation; the value of step s is wire s.
struct Step {
  Op op = Op::constant;
  std::vector<int> args =
      {};                ///< wires, each less than the step's own index (for `input`: the field)
  Weight constant = {};  ///< of `constant` only
  std::vector<Weight> table = {};  ///< of `table` only

  friend bool operator==(const Step&, const Step&) = default;
};

/// A named result of a circuit.
struct Output {
  std::string name = {};  ///< a register of the model, or a name of the answer
  int at = 0;             ///< coordinate inside that register [0, size)
  int wire = 0;

  friend bool operator==(const Output&, const Output&) = default;
};

/// A straight-line program. It sees the fields of one token, its position and the length, nothing
/// else.
struct Circuit {
  std::vector<std::string> in = {};  ///< names of the input fields
  std::vector<Step> steps = {};
  std::vector<Output> out = {};

  friend bool operator==(const Circuit&, const Circuit&) = default;
};

/// Name of an operation as written in model files.
[[nodiscard]] std::string_view name_of(Op op);

/// Name of a slack as written in model files.
[[nodiscard]] std::string_view name_of(Slack slack);

/// Number of operands of `op`; `input` and `table` take one, `position`, `length`, `constant` none.
[[nodiscard]] int arity(Op op);

}  // namespace attest::model

// Compiled once: every claim uses them, in many functions.
extern template class std::vector<attest::model::Weight>;
extern template class std::vector<attest::model::Step>;
extern template class std::vector<attest::model::Output>;
extern template class std::vector<attest::model::Circuit>;
