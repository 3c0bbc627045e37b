// SPDX-License-Identifier: Apache-2.0
/// \file
/// Candidate layers: tables that are too small, and layers that are correct.
#include "claims/match_three_one_layer_bound/claim.hpp"
#include "reference/model/builder.hpp"
#include "reference/number/contract.hpp"
#include "reference/protocol/table_layer.hpp"

namespace attest::match_three_one_layer_bound {
namespace {

using model::CircuitBuilder;
using model::Wire;
using protocol::HeadTable;

const std::string field = "residue";

/// The layer of one head whose scores are all 0.
model::Transformer uniform_layer(std::string name, std::vector<Integer> values) {
  const std::vector<Integer> scores(values.size(), 0);
  return protocol::table_layer(std::move(name), field, {{.scores = scores, .values = {values}}});
}

/// A decoder of one output, `answer`, over the registers of `layer`.
void set_decoder(model::Transformer& layer, CircuitBuilder& circuit, Wire hits) {
  circuit.output("answer", circuit.less(circuit.constant(0), hits));
  layer.decode.circuit = circuit.finish();
}

}  // namespace

model::Transformer quadratic_layer(std::int64_t modulus, int heads) {
  std::vector<HeadTable> tables;
  for (std::int64_t h = 0; h < heads; ++h) {
    HeadTable& table = tables.emplace_back();
    table.values.emplace_back();
    for (std::int64_t r = 0; r < modulus; ++r) {
      table.scores.emplace_back((r * r + h * r) % 3);
      table.values[0].emplace_back((r * r + 3 * r + 5 * h) % 7);
    }
  }
  return protocol::table_layer("quadratic tables", field, tables);
}

model::Transformer powers_layer(std::int64_t n, std::int64_t modulus) {
  ATTEST_REQUIRE(modulus >= 2 * n + 2, "modulus " + std::to_string(modulus));
  std::vector<Integer> values(static_cast<std::size_t>(modulus), 0);
  for (std::int64_t i = 0; i < n; ++i) {
    const std::int64_t low = i == 0 ? 0 : i + 1;  // A_i
    const std::int64_t high = modulus - 1 - low;  // B_i
    values[static_cast<std::size_t>(high)] = power_of_two(static_cast<unsigned>(i));
    values[static_cast<std::size_t>(low)] = power_of_two(static_cast<unsigned>(n + i));
  }
  model::Transformer layer = uniform_layer("powers of two", std::move(values));
  CircuitBuilder circuit(model::coordinate_names(layer.registers));
  // All weights are 1, so the output is the sum of values over the number of tokens.
  const Wire sum = circuit.input("out[0]") * circuit.length();
  Wire hits = circuit.constant(0);
  for (int i = 0; i < n; ++i) {
    hits = hits + circuit.bit(sum, i) * circuit.bit(sum, static_cast<int>(n) + i);
  }
  set_decoder(layer, circuit, hits);
  return layer;
}

model::Transformer counts_layer(std::int64_t tokens, std::int64_t modulus) {
  const Integer base(tokens + 1);  // more than any count
  std::vector<Integer> values;
  values.reserve(static_cast<std::size_t>(modulus));
  for (std::int64_t r = 0; r < modulus; ++r) {
    values.push_back(pow(base, static_cast<unsigned>(r)));
  }
  model::Transformer layer = uniform_layer("counts", values);
  CircuitBuilder circuit(model::coordinate_names(layer.registers));
  const Wire sum = circuit.input("out[0]") * circuit.length();
  const Wire own = circuit.input("token[0]");
  const Wire digit = circuit.constant(base);
  const Wire period = circuit.constant(modulus);
  const Wire one = circuit.constant(1);
  std::vector<Wire> counts;  // of residue r
  counts.reserve(values.size());
  for (const Integer& value : values) {
    counts.push_back(circuit.mod(circuit.floor(sum / circuit.constant(value)), digit));
  }
  std::vector<Wire> completes;  // whether two residues of sum t and the own one sum to 0
  completes.reserve(2 * values.size());
  for (std::int64_t t = 0; t <= 2 * (modulus - 1); ++t) {
    completes.push_back(circuit.less(circuit.mod(own + Rational(t), period), one));
  }
  Wire hits = circuit.constant(0);
  for (std::size_t r = 0; r < counts.size(); ++r) {
    for (std::size_t s = r; s < counts.size(); ++s) {
      hits = hits + counts[r] * counts[s] * completes[r + s];
    }
  }
  set_decoder(layer, circuit, hits);
  return layer;
}

derive::Candidate random_candidate(std::int64_t modulus, Random& random) {
  const std::int64_t heads = random.between(1, 2);
  const std::int64_t dimension = random.between(1, 2);
  std::vector<HeadTable> tables(static_cast<std::size_t>(heads));
  for (HeadTable& table : tables) {
    for (std::int64_t r = 0; r < modulus; ++r) table.scores.emplace_back(random.below(4));
    table.values.resize(static_cast<std::size_t>(dimension));
    for (std::vector<Integer>& values : table.values) {
      for (std::int64_t r = 0; r < modulus; ++r) values.emplace_back(random.below(8));
    }
  }
  return {.layer = protocol::table_layer("random tables", field, tables),
          .bits = static_cast<int>(random.between(1, 4))};
}

}  // namespace attest::match_three_one_layer_bound
