// SPDX-License-Identifier: Apache-2.0
/// \file
/// Circuits as affine forms, wire by wire.
#include "reference/engine/split_affine.hpp"

#include <optional>
#include <utility>
#include <vector>

namespace attest::engine {
namespace {

using model::Op;

Affine scaled(Affine form, const Rational& factor) {
  form.constant *= factor;
  for (auto& [coordinate, weight] : form.terms) weight *= factor;
  return form;
}

Affine sum(Affine a, const Affine& b) {
  a.constant += b.constant;
  for (const auto& [coordinate, weight] : b.terms) a.terms[coordinate] += weight;
  return a;
}

using Wires = std::vector<std::optional<Affine>>;

/// The form of one step, or nothing where it is not affine.
std::optional<Affine> form_of(const model::Step& step, const Wires& wires, std::int64_t position,
                              std::int64_t length) {
  std::vector<const Affine*> args;
  if (step.op != Op::input) {
    for (const int arg : step.args) {
      const auto& wire = wires[static_cast<std::size_t>(arg)];
      if (!wire) return std::nullopt;
      args.push_back(&*wire);
    }
  }
  switch (step.op) {
    case Op::input:
      return Affine{.constant = 0, .terms = {{step.args[0], 1}}};
    case Op::position:
      return Affine{.constant = position};
    case Op::length:
      return Affine{.constant = length};
    case Op::constant:
      return Affine{.constant = step.constant.value};
    case Op::add:
      return sum(*args[0], *args[1]);
    case Op::sub:
      return sum(*args[0], scaled(*args[1], -1));
    case Op::mul:
      if (args[0]->terms.empty()) return scaled(*args[1], args[0]->constant);
      if (args[1]->terms.empty()) return scaled(*args[0], args[1]->constant);
      return std::nullopt;
    case Op::div:
      if (!args[1]->terms.empty() || args[1]->constant.is_zero()) return std::nullopt;
      return scaled(*args[0], 1 / args[1]->constant);
    case Op::mod:
    case Op::floor:
    case Op::min:
    case Op::max:
    case Op::less:
    case Op::select:
    case Op::relu:
    case Op::exp:
    case Op::cos_turns:
    case Op::sin_turns:
    case Op::round:
    case Op::table:
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::variant<Decided, std::string> decided_by(const model::Decode& decode, Side side,
                                              std::int64_t position, std::int64_t length) {
  if (decode.circuit.out.size() != 1) return "the decoder has not one output";
  Wires wires;
  for (const model::Step& step : decode.circuit.steps) {
    wires.push_back(form_of(step, wires, position, length));
  }
  const auto output = static_cast<std::size_t>(decode.circuit.out.front().wire);
  // Also a step that nothing reads may be undefined, which an affine one never is.
  for (std::size_t i = 0; i < wires.size(); ++i) {
    if (!wires[i] && i != output) return "a step of the decoder is not affine";
  }
  const bool accepts = side == Side::accept;
  if (decode.readout == model::Readout::threshold) {
    if (!wires[output]) return "the decoder is not affine";
    const Affine& value = *wires[output];
    if (accepts) return Decided{.positive = sum(value, {.constant = -decode.accept.value})};
    return Decided{.positive = sum(scaled(value, -1), {.constant = decode.reject.value})};
  }
  const model::Step& last = decode.circuit.steps[output];
  if (decode.readout != model::Readout::exact || last.op != Op::less) {
    return "the readout is neither a threshold nor a comparison";
  }
  const Affine& left = *wires[static_cast<std::size_t>(last.args[0])];
  const Affine& right = *wires[static_cast<std::size_t>(last.args[1])];
  if (accepts) return Decided{.positive = sum(right, scaled(left, -1)), .is_strict = true};
  return Decided{.positive = sum(left, scaled(right, -1))};
}

}  // namespace attest::engine
