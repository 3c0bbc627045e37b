// SPDX-License-Identifier: Apache-2.0
/// \file
/// The network as weights, layer by layer. Every wire between two layers is 0 or 1 in every state.
///
/// Copying such a wire is relu(x). An address on wires v selects by its distance from i: 1 -
/// #{j : v_j != bit j of i} is 1 at v = i and at most 0 elsewhere, and affine in v.
#include <string>
#include <utility>

#include "claims/looped_relu_mlp/claim.hpp"
#include "claims/looped_relu_mlp/parts.hpp"
#include "claims/looped_relu_mlp/wires.hpp"
#include "reference/gadget/signs.hpp"
#include "reference/gadget/units.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/contract.hpp"

namespace attest::looped_relu_mlp {
namespace {

using gadget::Scaled;
using gadget::two_to;
using model::Slice;

/// The units of one layer.
class Layer {
 public:
  explicit Layer(const Size& size) : size_(size) {}

  void copy(const std::string& name, const Slice& from, const Slice& to) {
    for (int i = 0; i < from.size; ++i) {
      units_.push_back(gadget::unit(named(name, i), {{from[i], 1}}, {{to[i], 1}}));
    }
  }

  /// bus_i := relu(bias - #{j : address_j != bit j of i}); address bits that words lack are 0.
  void select(const std::string& name, const Slice& address, int used, int bias, const Slice& bus) {
    for (int i = 0; i < size_.words; ++i) {
      model::Relu unit{.name = named(name, i), .out = {term(bus[i])}};
      int ones = 0;
      for (int j = 0; j < size_.address_bits(); ++j) {
        const bool is_one = ((i >> j) & 1) != 0;
        if (is_one) ++ones;
        if (j < used) unit.in.push_back(is_one ? term(address[j]) : closing(address[j]));
      }
      unit.bias.value = bias - ones;
      units_.push_back(std::move(unit));
    }
  }

  /// word_j += relu(words_(i+offset)j + bus_i - 1) for all i: the word that the bus points to.
  void read(const std::string& name, const Slice& words, const Slice& bus, int offset,
            const Slice& word) {
    const int n = size_.word_bits;
    for (int i = 0; i < size_.words; ++i) {
      const int from = (i + offset) % size_.words;
      for (int j = 0; j < n; ++j) {
        units_.push_back(gadget::unit(named(name, i * n + j),
                                      {{words[from * n + j], 1}, {bus[i], 1}}, {{word[j], 1}}, -1));
      }
    }
  }

  /// out += sign [x >= threshold] for integers x.
  void step(const std::string& name, const std::vector<Scaled>& x, const Rational& threshold,
            int out, int sign) {
    gadget::add_step(units_, name, x, threshold, {{out, sign}});
  }

  void add(model::Relu unit) { units_.push_back(std::move(unit)); }

  [[nodiscard]] model::Block finish(std::string name) {
    return {.name = std::move(name), .heads = {}, .mlp = std::move(units_), .token_maps = {}};
  }

  [[nodiscard]] static std::string named(const std::string& name, int i) {
    return name + "[" + std::to_string(i) + "]";
  }
  [[nodiscard]] static model::Term term(int at) { return {.at = at, .weight = {.value = 1}}; }
  /// -1 or less: a 1 on this wire closes the unit.
  [[nodiscard]] static model::Term closing(int at) {
    return {.at = at,
            .weight = {.value = -1,
                       .slack = model::Slack::at_most,
                       .why = "the other terms add up to at most 1"}};
  }

 private:
  const Size& size_;
  std::vector<model::Relu> units_ = {};
};

/// The six layers.
class Draft {
 public:
  Draft(const Size& size, const Choices& choices, const Wires& wires)
      : size_(size), choices_(choices), wires_(wires) {}

  [[nodiscard]] std::vector<model::Block> blocks() const {
    return {address(), fetch(), point(), read(), subtract(), write()};
  }

 private:
  [[nodiscard]] model::Block address() const {
    Layer layer(size_);
    layer.select("pc_bus", wires_.pc, size_.address_bits(), choices_.select_bias, wires_.pc_bus);
    layer.copy("words", wires_.words, wires_.words_1);
    layer.copy("pc", wires_.pc, wires_.pc_1);
    return layer.finish("address");
  }

  [[nodiscard]] model::Block fetch() const {
    Layer layer(size_);
    layer.read("a", wires_.words_1, wires_.pc_bus, 0, wires_.a);
    layer.read("b", wires_.words_1, wires_.pc_bus, choices_.second_word, wires_.b);
    layer.read("c", wires_.words_1, wires_.pc_bus, 2, wires_.c);
    layer.copy("words", wires_.words_1, wires_.words_2);
    layer.copy("pc", wires_.pc_1, wires_.pc_2);
    return layer.finish("fetch");
  }

  [[nodiscard]] model::Block point() const {
    Layer layer(size_);
    layer.select("a_bus", wires_.a, size_.used_bits(), 1, wires_.a_bus);
    layer.select("b_bus", wires_.b, size_.used_bits(), 1, wires_.b_bus);
    layer.copy("c", wires_.c, wires_.c_3);
    layer.copy("words", wires_.words_2, wires_.words_3);
    layer.copy("pc", wires_.pc_2, wires_.pc_3);
    return layer.finish("point");
  }

  [[nodiscard]] model::Block read() const {
    Layer layer(size_);
    layer.read("m_a", wires_.words_3, wires_.a_bus, 0, wires_.m_a);
    layer.read("m_b", wires_.words_3, wires_.b_bus, 0, wires_.m_b);
    layer.copy("b_bus", wires_.b_bus, wires_.b_bus_4);
    layer.copy("c", wires_.c_3, wires_.c_4);
    layer.copy("words", wires_.words_3, wires_.words_4);
    layer.copy("pc", wires_.pc_3, wires_.pc_4);
    return layer.finish("read");
  }

  /// u_i: the low i + 1 bits of m_b - m_a, read as unsigned numbers; in (-2^(i+1), 2^(i+1)).
  [[nodiscard]] std::vector<Scaled> low_difference(int i) const {
    std::vector<Scaled> u;
    for (int j = 0; j <= i; ++j) {
      u.emplace_back(wires_.m_b[j], two_to(j));
      u.emplace_back(wires_.m_a[j], -two_to(j));
    }
    return u;
  }

  /// Bit i of the difference is [u_i >= 2^i] + [u_i >= -2^i] - [u_i >= 0], and the branch is taken
  /// iff [u >= 2^(N-1)] + [u >= -2^(N-1)] - [u >= 1], u the last u_i.
  [[nodiscard]] model::Block subtract() const {
    Layer layer(size_);
    const int n = size_.word_bits;
    for (int i = 0; i < n; ++i) {
      const std::vector<Scaled> u = low_difference(i);
      const std::string name = Layer::named("difference", i);
      const int out = wires_.difference[i];
      layer.step(name + " high", u, two_to(i), out, 1);
      layer.step(name + " low", u, -two_to(i), out, 1);
      layer.step(name + " zero", u, 0, out, -1);
    }
    const std::vector<Scaled> u = low_difference(n - 1);
    layer.step("taken high", u, two_to(n - 1), wires_.taken[0], 1);
    layer.step("taken low", u, -two_to(n - 1), wires_.taken[0], 1);
    layer.step("taken positive", u, choices_.flag_threshold, wires_.taken[0], -1);
    add_successor(layer);
    layer.copy("b_bus", wires_.b_bus_4, wires_.b_bus_5);
    layer.copy("c", wires_.c_4, wires_.c_5);
    layer.copy("words", wires_.words_4, wires_.words_5);
    return layer.finish("subtract");
  }

  /// Bit i of pc + 3 with x_i = the low i + 1 bits of pc, plus 3, at most 2^(i+1) + 2: the
  /// multiples of 2^i up to 3, at i = 0 up to 4, that x_i reaches, with signs +, -, +, -.
  void add_successor(Layer& layer) const {
    for (int i = 0; i < size_.address_bits(); ++i) {
      std::vector<Scaled> low;
      for (int j = 0; j <= i; ++j) low.emplace_back(wires_.pc_4[j], two_to(j));
      const auto reach = [&](int multiple, int sign) {
        layer.step(Layer::named("after", i) + " " + std::to_string(multiple), low,
                   two_to(i) * multiple - 3, wires_.after[i], sign);
      };
      reach(1, 1);
      reach(2, -1);
      if (choices_.has_third_step) reach(3, 1);
      if (i == 0 ? choices_.has_carry : choices_.has_fourth_step) reach(4, -1);
      if (choices_.has_fifth_step) reach(5, 1);
    }
  }

  /// The word at b is erased and the difference takes its place; pc is c or pc + 3.
  [[nodiscard]] model::Block write() const {
    Layer layer(size_);
    const int n = size_.word_bits;
    for (int i = 0; i < size_.words; ++i) {
      for (int j = 0; j < n; ++j) {
        const int at = i * n + j;
        const std::vector<model::Term> out{Layer::term(wires_.next_words[at])};
        model::Relu kept{
            .name = Layer::named("kept", at), .in = {Layer::term(wires_.words_5[at])}, .out = out};
        if (choices_.erases) kept.in.push_back(Layer::closing(wires_.b_bus_5[i]));
        layer.add(std::move(kept));
        layer.add({.name = Layer::named("written", at),
                   .in = {Layer::term(wires_.difference[j]), Layer::term(wires_.b_bus_5[i])},
                   .bias = {.value = -1},
                   .out = out});
      }
    }
    const int taken = wires_.taken[0];
    for (int j = 0; j < size_.address_bits(); ++j) {
      const std::vector<model::Term> out{Layer::term(wires_.next_pc[j])};
      model::Relu jump{.name = Layer::named("jump", j),
                       .in = {Layer::term(taken)},
                       .bias = {.value = -1},
                       .out = out};
      if (j < size_.used_bits()) jump.in.push_back(Layer::term(wires_.c_5[j]));
      layer.add(std::move(jump));
      layer.add({.name = Layer::named("go_on", j),
                 .in = {Layer::term(wires_.after[j]), Layer::closing(taken)},
                 .out = out});
    }
    return layer.finish("write");
  }

  const Size& size_;
  const Choices& choices_;
  const Wires& wires_;
};

/// The bits of a state, as they are.
model::Circuit embedding(const Size& size, const std::vector<std::string>& fields) {
  model::CircuitBuilder circuit(fields);
  const int words = size.words * size.word_bits;
  for (int at = 0; at < size.state_bits(); ++at) {
    const model::Wire bit = circuit.input(fields[static_cast<std::size_t>(at)]);
    circuit.output(at < words ? "words" : "pc", at < words ? at : at - words, bit);
  }
  return circuit.finish();
}

model::Circuit decoder(const model::Transformer& model) {
  model::CircuitBuilder circuit(model::coordinate_names(model.registers));
  for (std::size_t at = 0; at < model.fields.size(); ++at) {
    const auto first = static_cast<std::size_t>(model::width(model)) - model.fields.size();
    circuit.output(model.fields[at],
                   circuit.input(model::coordinate_name(model, static_cast<int>(first + at))));
  }
  return circuit.finish();
}

}  // namespace

model::Transformer network(Form form, const Size& size, const Choices& choices) {
  ATTEST_REQUIRE(1 <= size.word_bits && size.word_bits <= 62,
                 "words of " + std::to_string(size.word_bits) + " bits");
  model::Stream stream;
  const Wires wires = declare(stream, size);
  model::Transformer model{.name = "looped_relu_mlp network"};
  model.fields = size.task().fields();
  model.registers = stream.registers();
  model.embed = embedding(size, model.fields);
  model.blocks = Draft(size, choices, wires).blocks();
  for (int layer = 0; layer < hidden_layers; ++layer) model.schedule.emplace_back(layer, 1);
  if (form == Form::plain) model = multiplied_out(model);
  model.decode.circuit = decoder(model);
  model.decode.at = model::ReadAt::first_input;
  return model;
}

}  // namespace attest::looped_relu_mlp
