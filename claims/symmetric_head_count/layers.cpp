// SPDX-License-Identifier: Apache-2.0
/// \file
/// Drawing layers, describing them, and their sums of weights from the tables; see layers.hpp.
#include "claims/symmetric_head_count/layers.hpp"

#include <string>

#include "reference/model/builder.hpp"
#include "reference/number/random.hpp"

namespace attest::symmetric_head_count {
namespace {

using model::CircuitBuilder;
using model::Slice;
using model::Wire;

constexpr std::uint64_t layer_stream = 1;  // of the random numbers
constexpr std::int64_t most_score = 3;
constexpr std::int64_t most_quarters = 16;
constexpr std::int64_t most_coefficient = 4;

std::size_t entry_of(int j, const Rational& bit) {
  return static_cast<std::size_t>(1 + 2 * std::int64_t{j} + (bit.is_zero() ? 0 : 1));
}

std::vector<std::int64_t> draw(Random& random, std::size_t count, std::int64_t most) {
  std::vector<std::int64_t> result(count);
  for (std::int64_t& entry : result) entry = random.between(-most, most);
  return result;
}

Rational weight_of(std::int64_t score) {
  const Integer size = power_of_two(static_cast<unsigned>(score < 0 ? -score : score));
  return score < 0 ? Rational(1, size) : Rational(size);
}

/// Sum over the sink and the bits of weight, times value if asked.
Rational sum(const RandomLayer& layer, int h, const Matrix& word, bool has_values) {
  const HeadTable& table = layer.tables[static_cast<std::size_t>(h)];
  const bool is_turned = layer.reader == Reader::first_bit && !word(0, 0).is_zero();
  const std::vector<std::int64_t>& scores = is_turned ? table.turned : table.scores;
  Rational total = 0;
  for (int j = -1; j < layer.n; ++j) {
    const std::size_t at = j < 0 ? 0 : entry_of(j, word(j, 0));
    const Rational weight = weight_of(scores[at]);
    total += has_values ? weight * table.values[at] : weight;
  }
  return total;
}

/// The wire of a table over the bit tokens, whose positions begin after the sink.
template <typename Number>
Wire entry(CircuitBuilder& circuit, Wire index, const std::vector<Number>& table) {
  std::vector<model::Weight> entries;
  for (std::size_t i = 1; i < table.size(); ++i) entries.push_back({.value = table[i]});
  return circuit.table(index, std::move(entries));
}

/// Registers of a head.
struct Channels {
  Slice scores, turned, values, out;
};

void embed_tables(model::Transformer& model, const RandomLayer& layer) {
  CircuitBuilder bits(model.fields);
  const Wire bit = bits.input("bit");
  const Wire index = (bits.position() - 1) * 2 + bit;
  CircuitBuilder sink({});
  bits.output("at_zero", layer.reader == Reader::sink ? bits.constant(1) : 1 - bit);
  if (layer.reader == Reader::first_bit) bits.output("at_one", bit);
  sink.output("at_zero", sink.constant(1));
  for (int h = 0; h < layer.heads; ++h) {
    const HeadTable& table = layer.tables[static_cast<std::size_t>(h)];
    bits.output("score", h, entry(bits, index, table.scores));
    bits.output("turned", h, entry(bits, index, table.turned));
    bits.output("value", h, entry(bits, index, table.values));
    sink.output("score", h, sink.constant(table.scores[0]));
    sink.output("turned", h, sink.constant(table.turned[0]));
    sink.output("value", h, sink.constant(table.values[0]));
  }
  model.embed = bits.finish();
  model.extra_tokens.push_back({.name = "sink", .embed = sink.finish(), .is_first = true});
}

model::Circuit readout_of(const model::Transformer& model, const RandomLayer& layer) {
  CircuitBuilder decode(model::coordinate_names(model.registers));
  Wire total = decode.constant(0);
  for (std::size_t first : {std::size_t{0}, layer.forms.size() / 2}) {
    Wire product = decode.constant(1);
    for (std::size_t f = first; f < first + layer.forms.size() / 2; ++f) {
      Wire form = decode.constant(layer.forms[f][0]);
      for (int h = 0; h < layer.heads; ++h) {
        form = form + decode.input("out[" + std::to_string(h) + "]") *
                          Rational(layer.forms[f][static_cast<std::size_t>(h) + 1]);
      }
      product = product * form;
    }
    total = total + product;
  }
  decode.output("output", total);
  return decode.finish();
}

}  // namespace

RandomLayer random_layer(int n, int heads, int degree, Reader reader, std::uint64_t seed,
                         std::int64_t index) {
  RandomLayer layer{.n = n, .heads = heads, .degree = degree, .reader = reader};
  Random random({.seed = seed, .stream = layer_stream}, static_cast<std::uint64_t>(index));
  const auto entries = 2 * static_cast<std::size_t>(n) + 1;
  for (int h = 0; h < heads; ++h) {
    HeadTable table{.scores = draw(random, entries, most_score),
                    .turned = draw(random, entries, most_score)};
    for (const std::int64_t quarters : draw(random, entries, most_quarters)) {
      table.values.emplace_back(quarters, 4);
    }
    layer.tables.push_back(std::move(table));
  }
  for (int f = 0; f < 2 * degree; ++f) {
    layer.forms.emplace_back();
    for (int h = 0; h <= heads; ++h) {
      const std::int64_t drawn = random.between(1, most_coefficient);
      layer.forms.back().push_back(random.below(2) == 0 ? drawn : -drawn);
    }
  }
  return layer;
}

Integer count_of_layers(int n, int heads, int degree, Reader reader) {
  const auto entries = static_cast<unsigned>(heads * (2 * n + 1));
  const unsigned tables = reader == Reader::sink ? 1 : 2;
  return pow(Integer(2 * most_score + 1), tables * entries) *
         pow(Integer(2 * most_quarters + 1), entries) *
         pow(Integer(2 * most_coefficient), static_cast<unsigned>(2 * degree * (heads + 1)));
}

model::Transformer model_of(const RandomLayer& layer) {
  model::Transformer model{.name = "random layer"};
  model.fields = {"bit"};
  model::Stream stream;
  const Slice at_zero = stream.add("at_zero");
  const Slice at_one = stream.add("at_one");
  const Channels at{.scores = stream.add("score", layer.heads),
                    .turned = stream.add("turned", layer.heads),
                    .values = stream.add("value", layer.heads),
                    .out = stream.add("out", layer.heads)};
  model.registers = stream.registers();
  embed_tables(model, layer);
  model::Block block{.name = "layer"};
  for (int h = 0; h < layer.heads; ++h) {
    model::Head head{
        .name = "h" + std::to_string(h + 1), .norm = model::Norm::softmax_base, .base = 2};
    head.keys.resize(1);
    head.values.resize(1);
    model::copy(head.query, at_zero, 0);
    model::copy(head.query, at_one, 1);
    model::copy(head.keys[0], {.first = at.scores[h], .size = 1}, 0);
    model::copy(head.keys[0], {.first = at.turned[h], .size = 1}, 1);
    model::copy(head.values[0], {.first = at.values[h], .size = 1}, 0);
    model::write(head.out, 0, {.first = at.out[h], .size = 1});
    block.heads.push_back(std::move(head));
  }
  model.blocks.push_back(std::move(block));
  model.schedule = {{0, 1}};
  model.decode.circuit = readout_of(model, layer);
  model.decode.at =
      layer.reader == Reader::first_bit ? model::ReadAt::first_input : model::ReadAt::first_extra;
  return model;
}

Rational denominator(const RandomLayer& layer, int h, const Matrix& word) {
  return sum(layer, h, word, false);
}

Rational numerator(const RandomLayer& layer, int h, const Matrix& word) {
  return sum(layer, h, word, true);
}

Rational power(const Rational& base, int exponent) {
  Rational result = 1;
  for (int i = 0; i < exponent; ++i) result *= base;
  return result;
}

}  // namespace attest::symmetric_head_count
