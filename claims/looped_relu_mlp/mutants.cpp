// SPDX-License-Identifier: Apache-2.0
/// \file
/// Ways to break the network that a check must notice, and changes that provably change nothing.
#include "claims/looped_relu_mlp/parts.hpp"

namespace attest::looped_relu_mlp {

std::vector<derive::NamedMutant> mutants(Form form) {
  std::vector<derive::NamedMutant> result;
  const auto add = [&](const char* name, const char* why, const Choices& choices,
                       const char* proof = "") {
    result.push_back({.name = name,
                      .why = why,
                      .proof = proof,
                      .apply = [=](derive::Computes& computes, const check::Params& params) {
                        computes.model = network(form, size_of(params), choices);
                      }});
  };
  add("third_step_missing", "bit i of pc + 3 lacks [x_i >= 3 2^i]", {.has_third_step = false});
  add("carry_missing", "bit 0 of pc + 3 lacks [x_0 >= 4]", {.has_carry = false});
  add("address_one_off", "H1 selects words whose address differs from pc in one bit too",
      {.select_bias = 2});
  add("second_word_at_two", "b is read at pc + 2, where c stands", {.second_word = 2});
  add("not_erased", "the difference is added to the bits of the word at b", {.erases = false});
  add("branch_below_zero", "branch taken iff the difference is < 0", {.flag_threshold = 0});
  add("fourth_step", "bit i > 0 of pc + 3 also has -[x_i >= 4 2^i]", {.has_fourth_step = true},
      "x_i <= 2^(i+1) + 2 < 4 2^i for i > 0");
  add("fifth_step", "bit i of pc + 3 also has [x_i >= 5 2^i]", {.has_fifth_step = true},
      "x_i <= 2^(i+1) + 2 < 5 2^i for every i");
  return result;
}

}  // namespace attest::looped_relu_mlp
