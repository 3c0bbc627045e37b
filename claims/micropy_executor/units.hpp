// SPDX-License-Identifier: Apache-2.0
/// \file
/// The residual stream of the executor and its three hidden layers.
#pragma once

#include <vector>

#include "claims/micropy_executor/parts.hpp"

namespace attest::micropy_executor {

/// What an executor has on its stream, beside the fields of the token.
struct Registers {
  InstructionFields instruction;
  LineFields line;
  model::Slice is_call;       ///< of a mutant alone
  InstructionFields fetched;  ///< of the instruction at pc
  model::Slice deeper;        ///< code of depth + 1
  model::Slice shallower;     ///< code of depth - 1
  model::Slice first;         ///< bits of the operands that were found
  model::Slice second;
  model::Slice attribute;
  model::Slice return_to;  ///< codes, of the call that was found
  model::Slice destination;
  model::Slice sum;  ///< bits
  model::Slice difference;
  model::Slice conjunction;
  model::Slice parity;
  model::Slice is_less;
  model::Slice is_equal;
  model::Slice is_taken;   ///< a conditional jump on 0
  model::Slice separates;  ///< a return begins to tell
  model::Slice results;    ///< a return gives its result
  model::Slice next_kind;  ///< all but an instruction's
  LineFields next;
};

/// Depth + 1 and depth - 1 as codes; the attribute that a return tells next.
[[nodiscard]] std::vector<model::Relu> counter_units(const Registers& r);
/// All operations on the operands, and what the control flow asks.
[[nodiscard]] std::vector<model::Relu> value_units(const Registers& r);
/// The next line, field by field, each by the operation that writes it.
[[nodiscard]] std::vector<model::Relu> line_units(const Registers& r, const Choices& choices);

}  // namespace attest::micropy_executor
