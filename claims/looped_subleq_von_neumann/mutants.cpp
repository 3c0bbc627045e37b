// SPDX-License-Identifier: Apache-2.0
/// \file
/// Ways to break a block that a check must notice, and changes that provably change nothing.
#include <string>
#include <utility>

#include "claims/looped_subleq_von_neumann/parts.hpp"

namespace attest::looped_subleq_von_neumann {
namespace {

using derive::NamedMutant;

/// A block that is built with other choices.
NamedMutant wrong(Blocks blocks, const char* name, const char* why, const Choices& choices,
                  const char* proof = "") {
  return {.name = name,
          .why = why,
          .proof = proof,
          .apply = [=](derive::Computes& computes, const check::Params& params) {
            computes.model = block(blocks, size_of(blocks, params), choices);
          }};
}

NamedMutant leftmost(NamedMutant mutant, const char* name, const char* proof) {
  mutant.name = name;
  mutant.why += ", leftmost rule";
  mutant.proof = proof;
  mutant.apply = [apply = mutant.apply](derive::Computes& computes, const check::Params& params) {
    apply(computes, params);
    for (model::Block& block : computes.model.blocks) {
      for (model::Head& head : block.heads) head.norm = model::Norm::leftmost_hardmax;
    }
  };
  return mutant;
}

std::vector<NamedMutant> common_mutants(Blocks blocks) {
  const NamedMutant tied =
      wrong(blocks, "writer_not_favoured", "column 0 ties with the column that it writes to",
            {.favours_writer = false});
  return {
      tied,
      leftmost(tied, "writer_not_favoured_leftmost",
               "column 0 ties with column b, comes first and wins; elsewhere it scores less"),
      wrong(blocks, "branch_below_zero", "branch taken iff the difference is < 0",
            {.flag_threshold = 0}),
      wrong(blocks, "port_not_read", "an input reads m[a]", {.redirects_a = false}),
      wrong(blocks, "console_branches", "input and output may branch", {.masks_flag = false}),
      wrong(blocks, "output_writes", "an output writes to the column of b",
            {.blocks_output = false}),
  };
}

}  // namespace

std::vector<NamedMutant> mutants(Blocks blocks) {
  std::vector<NamedMutant> result = common_mutants(blocks);
  const auto add = [&](const char* name, const char* why, const Choices& choices,
                       const char* proof = "") {
    result.push_back(wrong(blocks, name, why, choices, proof));
  };
  if (blocks != Blocks::two_layers) {
    add("second_word_at_pc", "b is fetched at pc instead of pc + 1", {.fetches_b_at_pc = true});
  }
  if (blocks == Blocks::integers) {
    add("write_not_doubled", "the score of the write is 2 b t - b^2 for t, + 1 for column 0",
        {.doubles_write = false});
    return result;
  }
  add("character_added", "howerj: a character is subtracted from m[b]",
      {.redirects_b_on_input = false});
  add("word_of_output_read", "m[b] is read on output, not the word 0",
      {.redirects_b_on_output = false},
      "every address has a column, so some word is read; what it is goes nowhere: an output "
      "neither branches nor writes");
  if (blocks == Blocks::two_layers) {
    add("a_not_forwarded", "a pending write to the next a is not forwarded", {.not_forwarded = 0});
    add("b_not_forwarded", "a pending write to the next b is not forwarded", {.not_forwarded = 1});
    add("c_not_forwarded", "a pending write to the next c is not forwarded", {.not_forwarded = 2});
    add("pc3_not_forwarded", "the successor of a forwarded word is not told", {.not_forwarded = 3});
  }
  return result;
}

}  // namespace attest::looped_subleq_von_neumann
