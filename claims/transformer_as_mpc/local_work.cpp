// SPDX-License-Identifier: Apache-2.0
/// \file
/// Circuits, linear maps and ReLU units as instructions; see local_work.hpp.
#include "claims/transformer_as_mpc/local_work.hpp"

#include <algorithm>
#include <string>

#include "reference/number/contract.hpp"

namespace attest::transformer_as_mpc {
namespace {

using machine::mpc::Do;
using model::Op;

/// The instruction of an operation of two operands, or of one that has an instruction.
Do instruction_of(Op op) {
  switch (op) {
    case Op::add:
      return Do::add;
    case Op::sub:
      return Do::subtract;
    case Op::mul:
      return Do::multiply;
    case Op::div:
      return Do::divide;
    case Op::floor:
      return Do::floor;
    case Op::min:
      return Do::smaller;
    case Op::max:
      return Do::larger;
    case Op::less:
      return Do::less;
    default:
      ATTEST_REQUIRE(false, "a step '" + std::string(model::name_of(op)) + "'");
  }
}

/// Wire `s` of a circuit is word wires + s; one word more is free for what a step takes twice.
void append_step(Code& code, const model::Circuit& circuit, int s, int in, int wires,
                 std::int64_t position, std::int64_t length) {
  const model::Step& step = circuit.steps[static_cast<std::size_t>(s)];
  const int to = wires + s;
  const int spare = wires + static_cast<int>(circuit.steps.size());
  const auto wire = [&](std::size_t k) { return wires + step.args.at(k); };
  switch (step.op) {
    case Op::input:
      code.push_back({.what = Do::scale, .to = to, .x = in + step.args.at(0), .constant = 1});
      return;
    case Op::position:
      code.push_back({.what = Do::constant, .to = to, .constant = position});
      return;
    case Op::length:
      code.push_back({.what = Do::constant, .to = to, .constant = length});
      return;
    case Op::constant:
      code.push_back({.what = Do::constant, .to = to, .constant = step.constant.value});
      return;
    case Op::mod:  // x - y floor(x / y)
      code.push_back({.what = Do::divide, .to = to, .x = wire(0), .y = wire(1)});
      code.push_back({.what = Do::floor, .to = to, .x = to});
      code.push_back({.what = Do::multiply, .to = spare, .x = to, .y = wire(1)});
      code.push_back({.what = Do::subtract, .to = to, .x = wire(0), .y = spare});
      return;
    default:
      code.push_back({.what = instruction_of(step.op),
                      .to = to,
                      .x = wire(0),
                      .y = step.args.size() > 1 ? wire(1) : wire(0)});
  }
}

/// Most words that circuits and units of a model need beside the stream.
int scratch_of(const model::Transformer& model) {
  std::size_t most = std::max(model.embed.steps.size(), model.decode.circuit.steps.size());
  for (const model::Block& block : model.blocks) {
    most = std::max(most, block.mlp.size());
    for (const model::Circuit& map : block.token_maps) most = std::max(most, map.steps.size());
  }
  return static_cast<int>(most) + 1;
}

}  // namespace

int outputs_of(const model::Linear& map) {
  int outputs = 0;
  for (const model::Entry& entry : map) outputs = std::max(outputs, entry.to + 1);
  return outputs;
}

int key_width(const model::Head& head) {
  return std::max({1, outputs_of(head.query), outputs_of(head.keys.at(0))});
}

HeadWidths widths_of(const model::Block& block) {
  HeadWidths widths;
  for (const model::Head& head : block.heads) {
    widths.keys += key_width(head);
    widths.values += outputs_of(head.values.at(0));
    ++widths.heads;
  }
  return widths;
}

TokenWords token_words(const model::Transformer& model) {
  HeadWidths most;
  for (const model::Block& block : model.blocks) {
    const HeadWidths widths = widths_of(block);
    most = {.keys = std::max(most.keys, widths.keys),
            .values = std::max(most.values, widths.values),
            .heads = std::max(most.heads, widths.heads)};
  }
  TokenWords at{.fields = model::width(model)};
  at.queries = at.fields + static_cast<int>(model.fields.size());
  at.sums = at.queries + 2 * most.keys + most.values;
  at.scratch = at.sums + most.values + most.heads;
  at.words = at.scratch + scratch_of(model);
  return at;
}

void append_linear(Code& code, const model::Linear& map, int stream, int to, int outputs) {
  for (int i = 0; i < outputs; ++i) {
    bool is_begun = false;
    for (const model::Entry& entry : map) {
      if (entry.to != i) continue;
      code.push_back({.what = is_begun ? Do::gain : Do::scale,
                      .to = to + i,
                      .x = stream + entry.from,
                      .constant = entry.weight.value});
      is_begun = true;
    }
    if (!is_begun) code.push_back({.what = Do::constant, .to = to + i});
  }
}

void append_circuit(Code& code, const model::Circuit& circuit, int in, int to,
                    const std::vector<int>& places, int scratch, std::int64_t position,
                    std::int64_t length) {
  for (int s = 0; s < std::ssize(circuit.steps); ++s) {
    append_step(code, circuit, s, in, scratch, position, length);
  }
  for (std::size_t o = 0; o < places.size(); ++o) {
    code.push_back({.what = Do::scale,
                    .to = to + places[o],
                    .x = scratch + circuit.out[o].wire,
                    .constant = 1});
  }
}

std::vector<int> places_in_stream(const model::Transformer& model, const model::Circuit& circuit) {
  std::vector<int> places;
  for (const model::Output& output : circuit.out) {
    places.push_back(model::coordinate(model, output.name, output.at));
  }
  return places;
}

void append_averages(Code& code, const model::Transformer& model, const model::Block& block,
                     const TokenWords& at, const Choices& choices) {
  int sum = at.sums;
  int weight = at.sums + widths_of(block).values;
  for (int r = 0; r < model::width(model) && !choices.keeps_stream; ++r) {
    code.push_back({.what = Do::constant, .to = at.stream + r});
  }
  for (const model::Head& head : block.heads) {
    const int outputs = outputs_of(head.values[0]);
    for (int r = 0; r < outputs && choices.is_normalised; ++r) {
      code.push_back({.what = Do::divide, .to = sum + r, .x = sum + r, .y = weight});
    }
    for (const model::Entry& entry : head.out) {
      code.push_back({.what = Do::gain,
                      .to = at.stream + entry.to,
                      .x = sum + entry.from,
                      .constant = entry.weight.value});
    }
    sum += outputs;
    ++weight;
  }
}

void append_block(Code& code, const model::Transformer& model, const model::Block& block,
                  const TokenWords& at, std::int64_t position, std::int64_t length) {
  // Every unit reads the stream before any writes.
  const int zero = at.scratch + static_cast<int>(block.mlp.size());
  if (!block.mlp.empty()) code.push_back({.what = Do::constant, .to = zero});
  int unit = at.scratch;
  for (const model::Relu& relu : block.mlp) {
    code.push_back({.what = Do::constant, .to = unit, .constant = relu.bias.value});
    for (const model::Term& term : relu.in) {
      code.push_back(
          {.what = Do::gain, .to = unit, .x = at.stream + term.at, .constant = term.weight.value});
    }
    code.push_back({.what = Do::larger, .to = unit, .x = unit, .y = zero});
    ++unit;
  }
  unit = at.scratch;
  for (const model::Relu& relu : block.mlp) {
    for (const model::Term& term : relu.out) {
      code.push_back(
          {.what = Do::gain, .to = at.stream + term.at, .x = unit, .constant = term.weight.value});
    }
    ++unit;
  }
  for (const model::Circuit& map : block.token_maps) {
    append_circuit(code, map, at.stream, at.stream, places_in_stream(model, map), at.scratch,
                   position, length);
  }
}

}  // namespace attest::transformer_as_mpc
