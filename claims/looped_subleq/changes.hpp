// SPDX-License-Identifier: Apache-2.0
/// \file
/// How mutants change a block: its heads, its units by their names, its gates and gains.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "claims/looped_subleq/claim.hpp"
#include "reference/number/contract.hpp"

namespace attest::looped_subleq {

using model::Norm;
using model::Transformer;

[[nodiscard]] bool has(const std::string& name, std::string_view text);

[[nodiscard]] bool is_threshold(const std::string& name);

/// A threshold of u_N that makes the flag: a unit "flag.*" of S1, or one that chooses a bit in S2.
[[nodiscard]] bool is_flag(const std::string& name);

[[nodiscard]] bool is_diff(const std::string& name);
[[nodiscard]] bool is_successor(const std::string& name);

[[nodiscard]] bool is_choice(const std::string& name);

[[nodiscard]] model::Head& head(Transformer& model, std::string_view name);

/// Calls `change` for the units whose names `chosen` accepts. \pre there is one
template <typename Chosen, typename Change>
void each_unit(Transformer& model, Chosen chosen, Change change) {
  bool is_found = false;
  for (model::Block& block : model.blocks) {
    for (model::Relu& unit : block.mlp) {
      if (!chosen(unit.name)) continue;
      change(unit);
      is_found = true;
    }
  }
  ATTEST_REQUIRE(is_found, "no unit to change in " + model.name);
}

void erase_from(std::vector<model::Term>& terms, int at);

/// Raises the thresholds of the units whose names contain `role` by `by`.
void raise_thresholds(Transformer& model, bool (*chosen)(const std::string&), const char* role,
                      const Rational& by);

void set_norm(Transformer& model, Norm norm);

void drop_key(Transformer& model, std::string_view name, std::string_view from);

/// The first units "b1[..]" or "b2[..]": those of the layer that reads.
void keep_read(Transformer& model, const std::string& name);

void set_write_gate(Transformer& model, const Rational& gate);

void set_gate_of_ins(Transformer& model, const Rational& gate);

/// The flag of the difference as signed numbers, not wrapped: [s >= -2^N] - [s >= 1], where s
/// weighs the sign bit negatively.
void unwrap_flag(Transformer& model, std::int64_t word_bits);

/// The gain 2^N of the fused choice, replaced.
void set_gain(Transformer& model, std::int64_t word_bits, const Rational& gain);

void ungate_pass(Transformer& model);

}  // namespace attest::looped_subleq
