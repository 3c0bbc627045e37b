// SPDX-License-Identifier: Apache-2.0
/// \file
/// Small models for the tests: every field is a register, and one register is read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reference/model/builder.hpp"
#include "reference/model/evaluate.hpp"

namespace attest::model {

/// A circuit that copies each of its fields to the output of the same name.
inline Circuit copies(const std::vector<std::string>& fields) {
  CircuitBuilder circuit(fields);
  for (const std::string& field : fields) circuit.output(field, circuit.input(field));
  return circuit.finish();
}

/// A decoder that reads coordinate 0 of the register `name`.
inline Circuit reads(const Transformer& model, std::string_view name) {
  CircuitBuilder circuit(coordinate_names(model.registers));
  circuit.output("answer", circuit.input(std::string(name) + "[0]"));
  return circuit.finish();
}

/// Registers named like the fields, then `out`; no block; `out` is read at every input token.
inline Transformer plain(const std::vector<std::string>& fields) {
  Transformer model{.name = "plain", .fields = fields, .embed = copies(fields)};
  for (const std::string& field : fields) model.registers.push_back({.name = field});
  model.registers.push_back({.name = "out"});
  model.decode.circuit = reads(model, "out");
  return model;
}

/// A matrix row by row.
inline Matrix rows(const std::vector<std::vector<Rational>>& entries) { return Matrix(entries); }

/// One entry of weight `weight`, from coordinate `from` to coordinate `to`.
inline Linear entry(int from, int to, const Rational& weight = 1) {
  return {{.from = from, .to = to, .weight = {.value = weight}}};
}

/// Fields q, k, v; one head with score q_i k_j and value v_j, written to out.
inline Transformer attention(Norm norm, const Integer& base = 0) {
  Transformer model = plain({"q", "k", "v"});
  const Head head{.name = "head",
                  .norm = norm,
                  .base = base,
                  .query = entry(0, 0),
                  .keys = {entry(1, 0)},
                  .values = {entry(2, 0)},
                  .out = entry(0, 3)};
  model.blocks = {{.name = "block", .heads = {head}}};
  model.schedule = {{0, 1}};
  return model;
}

/// A mask: the key stands at most `gap` positions after the query.
inline Circuit mask(int gap) {
  CircuitBuilder circuit({"query", "key"});
  const Wire is_later = circuit.less(circuit.input("query") + gap, circuit.input("key"));
  circuit.output("visible", Rational(1) - is_later);
  return circuit.finish();
}

inline constexpr Mode rational{
    .arithmetic = Arithmetic::rational, .precision = 0, .any = Tie::average};

inline Mode balls(int precision) {
  return {.arithmetic = Arithmetic::ball, .precision = precision, .any = Tie::average};
}

inline Mode floats(int precision) {
  return {.arithmetic = Arithmetic::p_bit, .precision = precision, .any = Tie::average};
}

}  // namespace attest::model
