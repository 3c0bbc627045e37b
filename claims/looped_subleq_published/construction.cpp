// SPDX-License-Identifier: Apache-2.0
/// \file
/// Parts of the published block, and what the block promises. Its weights stand in
/// reference/gadget/looped_published.cpp.
#include <algorithm>
#include <string>
#include <utility>

#include "claims/looped_subleq_published/claim.hpp"
#include "reference/derive/resources.hpp"
#include "reference/gadget/signs.hpp"
#include "reference/number/least_exponent.hpp"

namespace attest::looped_subleq_published {
namespace {

using gadget::two_to;
using model::CircuitBuilder;
using model::Slice;
using model::Wire;

/// A register of the block, or `size` coordinates of it.
Slice place(const model::Transformer& model, const std::string& name, int first, int size) {
  return {.first = model::coordinate(model, name, first), .size = size};
}

/// The layers of a part, in order.
std::vector<std::string> layers_of(Part part) {
  switch (part) {
    case Part::flag:
      return {"flag"};
    case Part::negate:
      return {"complement", "negate"};
    case Part::add:
      return {"add"};
    case Part::count:
      break;
  }
  return {"count"};
}

model::Circuit embedded(Part part, int bits, const std::vector<std::string>& fields) {
  CircuitBuilder circuit(fields);
  const Wire one = circuit.constant(1);
  const auto put = [&](const char* field, const char* name, int first) {
    const Wire number = circuit.input(field);
    gadget::write_signs(circuit,
                        part == Part::count ? gadget::bits(circuit, number, bits)
                                            : gadget::word_bits(circuit, number, bits),
                        one, name, first);
  };
  if (part == Part::flag) put("x", "sb", 0);
  if (part == Part::negate) put("x", "sa", 0);
  if (part == Part::add) put("x", "buf", bits);
  if (part == Part::add) put("y", "sb", 0);
  if (part == Part::count) put("x", "pc", 0);
  circuit.output("ind", one);
  return circuit.finish();
}

model::Circuit decoded(Part part, int bits, const model::Transformer& model) {
  const std::vector<std::string> names = model::coordinate_names(model.registers);
  CircuitBuilder circuit(names);
  const Rational half(1, 2);
  const auto word = [&](const Slice& at) {
    return (gadget::signed_sum(circuit, names, at, true) - Rational(1)) * half;
  };
  if (part == Part::flag) {
    circuit.output("flag",
                   circuit.input(names[static_cast<std::size_t>(model::coordinate(model, "sa"))]));
  } else if (part == Part::negate) {
    circuit.output("opposite", word(place(model, "buf", bits, bits)));
  } else if (part == Part::add) {
    circuit.output("sum", word(place(model, "sb", 0, bits)));
  } else {
    const Wire sum = gadget::signed_sum(circuit, names, place(model, "pc", 0, bits));
    circuit.output("next", (sum + (two_to(bits) - 1)) * half);
  }
  return circuit.finish();
}

}  // namespace

model::Transformer part_of_block(Part part, int bits) {
  // k = bits for the counter, which counts addresses; N = bits for the others.
  const bool is_count = part == Part::count;
  const Size size{
      .columns = is_count ? 1 << bits : 4, .memory = 1, .word_bits = is_count ? 2 : bits};
  model::Transformer model = ten_layer_block(size);
  model.name = "part of the " + model.name;
  model.fields =
      part == Part::add ? std::vector<std::string>{"x", "y"} : std::vector<std::string>{"x"};
  const std::vector<std::string> kept = layers_of(part);
  std::erase_if(model.blocks, [&](const model::Block& block) {
    return std::ranges::find(kept, block.name) == kept.end();
  });
  // What clears registers that are not read any more is left out.
  for (model::Block& block : model.blocks) {
    std::erase_if(block.mlp, [part](const model::Relu& unit) {
      if (part == Part::flag) return unit.name.starts_with("sb[");
      return part == Part::add &&
             (unit.name.starts_with("buf[") || unit.name.starts_with("sa.old["));
    });
  }
  model.schedule.clear();
  for (std::size_t i = 0; i < kept.size(); ++i) model.schedule.emplace_back(static_cast<int>(i), 1);
  model.embed = embedded(part, bits, model.fields);
  model.decode.circuit = decoded(part, bits, model);
  model.decode.readout = model::Readout::exact;
  return model;
}

std::int64_t sufficient_lambda(const Size& size) {
  return least_exponent(two_to(2 * size.word_bits + 4) * size.address_bits());
}

std::vector<check::Promise> promises(const Size& size, const model::Transformer& model) {
  const Rational k = size.address_bits();
  const Rational n = size.word_bits;
  const derive::Resources used = derive::resources(model);
  std::vector<check::Promise> result;
  const auto add = [&](const char* quantity, const char* formula, const Rational& value,
                       const Rational& actual) {
    result.push_back(check::at_most(quantity, formula, value, actual));
  };
  add("layers", "10", 10, used.layers + used.mlp_layers);
  add("layers with heads", "3", 3, used.layers);
  add("heads in a layer", "2", 2, used.heads);
  add("width", "8k+3N+max(3k,2N)+1", derive::looped::promised_width(Blocks::ten_layers, size),
      used.width);
  add("ReLU units", "41N+50k+9", 41 * n + 50 * k + 9, used.units);
  add("largest |weight|", "max(2^N, 2^k) - 1/2",
      std::max(two_to(size.word_bits), two_to(size.address_bits())) - Rational(1, 2),
      Rational::parse(used.largest_weight));
  return result;
}

}  // namespace attest::looped_subleq_published
