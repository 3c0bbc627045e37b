// SPDX-License-Identifier: Apache-2.0
/// \file
/// Names and operand counts of the circuit operations.
#include "reference/model/circuit.hpp"

#include "reference/number/contract.hpp"

namespace attest::model {

std::string_view name_of(Op op) {
  switch (op) {
    case Op::input:
      return "input";
    case Op::position:
      return "position";
    case Op::length:
      return "length";
    case Op::constant:
      return "constant";
    case Op::add:
      return "add";
    case Op::sub:
      return "sub";
    case Op::mul:
      return "mul";
    case Op::div:
      return "div";
    case Op::mod:
      return "mod";
    case Op::floor:
      return "floor";
    case Op::min:
      return "min";
    case Op::max:
      return "max";
    case Op::less:
      return "less";
    case Op::select:
      return "select";
    case Op::relu:
      return "relu";
    case Op::exp:
      return "exp";
    case Op::cos_turns:
      return "cos_turns";
    case Op::sin_turns:
      return "sin_turns";
    case Op::round:
      return "round";
    case Op::table:
      return "table";
  }
  broken_invariant(__FILE__, __LINE__, "op", "unknown operation");
}

std::string_view name_of(Slack slack) {
  switch (slack) {
    case Slack::exact:
      return "exact";
    case Slack::at_least:
      return "at_least";
    case Slack::at_most:
      return "at_most";
  }
  broken_invariant(__FILE__, __LINE__, "slack", "unknown slack");
}

int arity(Op op) {
  switch (op) {
    case Op::position:
    case Op::length:
    case Op::constant:
      return 0;
    case Op::input:
    case Op::floor:
    case Op::relu:
    case Op::exp:
    case Op::cos_turns:
    case Op::sin_turns:
    case Op::round:
    case Op::table:
      return 1;
    case Op::add:
    case Op::sub:
    case Op::mul:
    case Op::div:
    case Op::mod:
    case Op::min:
    case Op::max:
    case Op::less:
      return 2;
    case Op::select:
      return 3;
  }
  broken_invariant(__FILE__, __LINE__, "op", "unknown operation");
}

}  // namespace attest::model

template class std::vector<attest::model::Weight>;
template class std::vector<attest::model::Step>;
template class std::vector<attest::model::Output>;
template class std::vector<attest::model::Circuit>;
