// SPDX-License-Identifier: Apache-2.0
/// \file
/// Candidate layers over neighbouring tokens: tables by position, role and number.
#include <utility>

#include "claims/function_evaluation/claim.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/contract.hpp"

namespace attest::function_evaluation {
namespace {

using model::CircuitBuilder;
using model::Slice;
using model::Wire;

std::vector<model::Weight> entries_of(const std::vector<Integer>& values) {
  std::vector<model::Weight> entries;
  entries.reserve(values.size());
  for (const Integer& value : values) entries.push_back({.value = Rational(value)});
  return entries;
}

/// Entries of a table: 2n+1 positions, three roles, n numbers.
std::size_t entries(std::int64_t n) { return static_cast<std::size_t>((2 * n + 1) * 3 * n); }

}  // namespace

model::Transformer table_layer(std::int64_t n, const std::vector<PlacedTables>& heads) {
  ATTEST_REQUIRE(n >= 1 && !heads.empty(), "a layer without a head");
  model::Transformer model{.name = "tables by position", .fields = {"number", "role"}};
  model::Stream stream;
  const Slice one = stream.add("one");
  CircuitBuilder embed(model.fields);
  embed.output("one", embed.constant(1));
  const Wire kind = embed.position() * Rational(3) + embed.input("role");
  const Wire index = kind * Rational(n) + embed.input("number");
  model::Block layer{.name = "layer"};
  for (std::size_t h = 0; h < heads.size(); ++h) {
    const std::string number = std::to_string(h);
    const auto dimension = static_cast<int>(heads[h].values.size());
    const Slice score = stream.add("score" + number);
    const Slice value = stream.add("value" + number, dimension);
    embed.output("score" + number, embed.table(index, entries_of(heads[h].scores)));
    for (int c = 0; c < dimension; ++c) {
      embed.output("value" + number, c,
                   embed.table(index, entries_of(heads[h].values[static_cast<std::size_t>(c)])));
    }
    model::Head head{
        .name = "head" + number, .norm = model::Norm::softmax_base, .base = 2, .keys = {{}}};
    model::copy(head.query, one, 0);
    model::copy(head.keys[0], score, 0);
    head.values.emplace_back();
    model::copy(head.values[0], value, 0);
    model::write(head.out, 0, stream.add("out" + number, dimension));
    layer.heads.push_back(std::move(head));
  }
  model.registers = stream.registers();
  model.embed = embed.finish();
  model.blocks = {std::move(layer)};
  model.schedule = {{0, 1}};
  CircuitBuilder decode(model::coordinate_names(model.registers));
  decode.output("value", decode.input("out0[0]"));
  model.decode.circuit = decode.finish();
  model.decode.at = model::ReadAt::last_input;
  return model;
}

model::Transformer random_layer(std::int64_t n, std::int64_t heads, std::int64_t dimension,
                                Random& random) {
  std::vector<PlacedTables> tables(static_cast<std::size_t>(heads));
  for (PlacedTables& table : tables) {
    for (std::size_t i = 0; i < entries(n); ++i) table.scores.emplace_back(random.below(4));
    table.values.resize(static_cast<std::size_t>(dimension));
    for (std::vector<Integer>& values : table.values) {
      for (std::size_t i = 0; i < entries(n); ++i) values.emplace_back(random.below(8));
    }
  }
  return table_layer(n, tables);
}

model::Transformer spelling_layer(std::int64_t n, const Spelling& spelling) {
  const Integer places =
      power_of_two(static_cast<unsigned>(needed_bits(n)));  // above every sum of Bob's
  PlacedTables table{.scores = std::vector<Integer>(entries(n), 0), .values = {{}}};
  const Integer base(spelling.base == 0 ? n : spelling.base);
  std::vector<Rational> powers;  // n^j
  for (std::int64_t j = 0; j < n; ++j) {
    powers.emplace_back(pow(Integer(n), static_cast<unsigned>(j)));
  }
  table.values[0].assign(entries(n), 0);
  for (std::int64_t j = 0; j < n; ++j) {
    const auto at = [n](std::int64_t position, std::int64_t role, std::int64_t number) {
      return static_cast<std::size_t>((3 * position + role) * n + number);
    };
    table.values[0][at(2 * j, 0, 0)] = places * j * spelling.place;
    for (std::int64_t w = 0; w < n; ++w) {
      table.values[0][at(2 * j + 1, 1, w)] = pow(base, static_cast<unsigned>(j)) * w;
    }
  }
  model::Transformer model = table_layer(n, {table});
  model.name = "all values in one sum";
  CircuitBuilder decode(model::coordinate_names(model.registers));
  // All weights are 1, so the output is the sum of values over the number of tokens.
  const Wire sum = decode.input("out0[0]") * decode.length();
  const Wire place = decode.floor(sum / decode.constant(Rational(places)));
  std::vector<model::Weight> digits;
  for (const Rational& power : powers) digits.push_back({.value = power});
  const Wire values = decode.mod(sum, Rational(places));
  decode.output("value",
                decode.mod(decode.floor(values / decode.table(place, digits)), Rational(n)));
  model.decode.circuit = decode.finish();
  return model;
}

}  // namespace attest::function_evaluation
