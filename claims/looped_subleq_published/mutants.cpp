// SPDX-License-Identifier: Apache-2.0
/// \file
/// Ways to break the block that a check must notice, and changes that provably change nothing.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "claims/looped_subleq_published/claim.hpp"
#include "reference/gadget/indicator_units.hpp"
#include "reference/number/contract.hpp"

namespace attest::looped_subleq_published {
namespace {

using check::Params;
using derive::Computes;
using derive::NamedMutant;
using model::Norm;
using model::Transformer;

model::Block& layer(Transformer& model, std::string_view name) {
  for (model::Block& block : model.blocks) {
    if (block.name == name) return block;
  }
  ATTEST_REQUIRE(false, "no layer " + std::string(name));
}

void set_ties(Transformer& model, Norm norm) {
  for (model::Block& block : model.blocks) {
    for (model::Head& head : block.heads) head.norm = norm;
  }
}

void drop_head(Transformer& model, std::string_view name) {
  for (model::Block& block : model.blocks) {
    std::erase_if(block.heads, [&](const model::Head& head) { return head.name == name; });
  }
}

/// Calls `change` for the units of a layer whose names begin so. \pre there is one
template <typename Change>
void each_unit(Transformer& model, std::string_view of, std::string_view prefix, Change change) {
  bool is_found = false;
  for (model::Relu& unit : layer(model, of).mlp) {
    if (!unit.name.starts_with(prefix)) continue;
    change(unit);
    is_found = true;
  }
  ATTEST_REQUIRE(is_found, "no unit " + std::string(prefix));
}

void drop_units(Transformer& model, std::string_view of, std::string_view prefix,
                std::string_view part = "") {
  const std::size_t dropped = std::erase_if(layer(model, of).mlp, [&](const model::Relu& unit) {
    return unit.name.starts_with(prefix) && unit.name.find(part) != std::string::npos;
  });
  ATTEST_REQUIRE(dropped > 0, "no unit " + std::string(prefix));
}

/// Adds `by` times the indicator to what the units read.
void shift_on_indicator(Transformer& model, std::string_view of, std::string_view prefix,
                        const Rational& by) {
  const int ind = model::coordinate(model, "ind");
  each_unit(model, of, prefix, [&](model::Relu& unit) { gadget::shift(unit, ind, by); });
}

/// Takes 1 off the sum that a layer counts from: ramps fall, those of the complement rise.
void count_from_one_less(Transformer& model, std::string_view of, std::string_view prefix) {
  const int ind = model::coordinate(model, "ind");
  each_unit(model, of, prefix, [&](model::Relu& unit) {
    if (unit.name.find(".old") != std::string::npos) return;
    gadget::shift(unit, ind, unit.name.find(".below") == std::string::npos ? -1 : 1);
  });
}

template <typename Apply>
NamedMutant mutant(const char* name, const char* why, Apply apply, const char* proof = "") {
  return {.name = name,
          .why = why,
          .proof = proof,
          .apply = [apply](Computes& computes, const Params&) { apply(computes.model); }};
}

std::vector<NamedMutant> attention_mutants() {
  return {
      mutant("leftmost_ties", "the first of the two tied columns is read, not their mean",
             [](Transformer& m) { set_ties(m, Norm::leftmost_hardmax); }),
      mutant("rightmost_ties", "the last of the two tied columns is read, not their mean",
             [](Transformer& m) { set_ties(m, Norm::rightmost_hardmax); }),
      mutant("drop_read_a", "the head that reads the word of a dropped",
             [](Transformer& m) { drop_head(m, "read_a"); }),
      mutant("drop_read_b", "the head that reads the word of b dropped",
             [](Transformer& m) { drop_head(m, "read_b"); }),
      mutant("swap_operands", "b is subtracted from a",
             [](Transformer& m) {
               std::vector<model::Head>& heads = layer(m, "read").heads;
               std::swap(heads[0].out, heads[1].out);
             }),
      mutant("write_at_a", "the word is written where a points",
             [](Transformer& m) {
               model::Head& write = layer(m, "write").heads[0];
               const int away = model::coordinate(m, "ins") - write.query.front().from;
               for (model::Linear* map : {&write.query, &write.keys[0]}) {
                 const std::size_t bits = map->size() / 2;
                 for (std::size_t i = 0; i < bits; ++i) (*map)[i].from += away;
               }
             }),
  };
}

std::vector<NamedMutant> unit_mutants() {
  const auto halve = [](Transformer& m) {
    for (const auto& [of, name] : {std::pair{"fetch", "ins["}, std::pair{"read", "sa["},
                                   std::pair{"read", "sb["}, std::pair{"write", "mem["}}) {
      each_unit(m, of, name, [](model::Relu& unit) {
        for (model::Term& term : unit.out) term.weight.value /= 2;
      });
    }
  };
  return {
      mutant("overwrite_by_half", "factor 1 instead of 2 where a mean overwrites", halve),
      mutant("negate_without_plus_1", "the complement taken for the opposite",
             [](Transformer& m) { count_from_one_less(m, "negate", "minus_sa["); }),
      mutant("zero_flag_from_minus_n", "relu(-N - sum) instead of relu(1 - N - sum)",
             [](Transformer& m) { shift_on_indicator(m, "flag", "flag.zero", -1); }),
      mutant("sum_without_carry", "no unit for sums of 3 2^(i-1) and more",
             [](Transformer& m) { drop_units(m, "add", "sum[", ".carry"); }),
      mutant("pc_without_plus_1", "pc counts up by 0",
             [](Transformer& m) { count_from_one_less(m, "count", "pc["); }),
      mutant("keep_buf_of_write", "buf not cleared where the word is written",
             [](Transformer& m) { drop_units(m, "write", "buf["); }),
      mutant("keep_buf_of_read", "buf not cleared where the words are read",
             [](Transformer& m) { drop_units(m, "read", "buf.low["); }),
      mutant("no_gate_of_write", "column 0 writes to its own mem",
             [](Transformer& m) { shift_on_indicator(m, "write", "mem[", 2); }),
      mutant("no_gate_of_fetch", "every column overwrites its copy of the command",
             [](Transformer& m) {
               const int ind = model::coordinate(m, "ind");
               each_unit(m, "fetch", "ins[", [ind](model::Relu& unit) {
                 std::erase_if(unit.in, [ind](const model::Term& t) { return t.at == ind; });
                 unit.bias.value = 0;
               });
             }),
      mutant("constants_as_biases", "constants of the sum in every column, not in column 0 alone",
             [](Transformer& m) {
               const int ind = model::coordinate(m, "ind");
               each_unit(m, "add", "sum[", [ind](model::Relu& unit) {
                 std::erase_if(unit.in, [&](const model::Term& term) {
                   if (term.at == ind) unit.bias.value = term.weight.value;
                   return term.at == ind;
                 });
               });
               each_unit(m, "add", "constant", [](model::Relu& unit) {
                 unit.in.clear();
                 unit.bias.value = 1;
               });
             }),
  };
}

/// Changes that change nothing.
std::vector<NamedMutant> equivalents() {
  return {
      mutant(
          "no_rounding", "the rounding layer dropped",
          [](Transformer& m) { m.schedule.pop_back(); },
          "under hardmax every entry is -1, 0 or 1 already, which the layer maps to itself"),
      mutant(
          "negate_without_carry", "no unit for sums of 3 2^(i-1) and more where 1 is added",
          [](Transformer& m) { drop_units(m, "negate", "minus_sa[", ".carry"); },
          "the low i bits plus 1 are at most 2^i, and 2^i - 3 2^(i-1) + 1 = 1 - 2^(i-1) <= 0"),
      mutant(
          "count_without_carry", "no unit for sums of 3 2^(i-1) and more where pc counts up",
          [](Transformer& m) { drop_units(m, "count", "pc[", ".carry"); },
          "the low i bits plus 1 are at most 2^i, and 2^i - 3 2^(i-1) + 1 = 1 - 2^(i-1) <= 0"),
  };
}

}  // namespace

std::vector<NamedMutant> mutants() {
  std::vector<NamedMutant> result = attention_mutants();
  for (const std::vector<NamedMutant>& more : {unit_mutants(), equivalents()}) {
    result.insert(result.end(), more.begin(), more.end());
  }
  return result;
}

}  // namespace attest::looped_subleq_published
