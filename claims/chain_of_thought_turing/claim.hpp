// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `chain_of_thought_turing`: a decoder of constant size writes one token a step of a Turing
/// machine and finds what its head reads by the direction of a pair.
///
/// Sources: The Expressive Power of Transformers with Chain of Thought (Merrill, Sabharwal, ICLR
/// 2024); Attention is Turing-Complete (Perez, Barcelo, Marinkovic, JMLR 2021). Kind:
/// construction; weights and constants are ours. Statements: see statements.cpp.
/// Setting: causal decoder, two layers with one head each, average and rightmost hardmax, ReLU
/// layers, projected pre-norm as token maps, greedy decoding. A token is a cell of the input, the
/// separator, a step of the machine, or the end.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reference/check/claim.hpp"
#include "reference/derive/generates.hpp"
#include "reference/machine/turing.hpp"
#include "reference/model/transformer.hpp"

namespace attest::chain_of_thought_turing {

/// Name of the claim.
inline constexpr const char* claim_id = "chain_of_thought_turing";

/// Fields of a token: kind, state, symbol, move.
enum class Kind { input, separator, step, end };
/// The field move: of no move, to the left, to the right.
inline constexpr int no_move = 0;
inline constexpr int left_move = 1;
inline constexpr int right_move = 2;

/// What the mutants choose differently; the defaults are the construction.
struct Choices {
  model::Norm recall = model::Norm::rightmost_hardmax;
  bool is_key_before_move = true;  ///< a token's key is the cell that it wrote
  bool is_tested = true;           ///< whether the cell that was found is the one under the head
  bool sees_separator = true;      ///< the mean is over the separator too
  bool is_normed = true;           ///< directions, not pairs, are compared
  bool is_sum = false;             ///< the variant of S3: places are sums, integers
};

/// The decoder of a Turing machine.
[[nodiscard]] model::Transformer decoder(const machine::turing::Table& table,
                                         const Choices& choices = {});

/// Cells 0, 1, .. of the input, then the separator.
[[nodiscard]] check::Case prompt_of(const std::vector<int>& word);

/// What follows a prompt, by the Turing machine on an infinite tape: a token a step, at most
/// `steps`, and one more where there is no entry.
[[nodiscard]] derive::Continuation steps_of(const machine::turing::Table& table,
                                            std::int64_t steps);

/// The named mutants.
[[nodiscard]] std::vector<derive::GeneratesMutant> mutants(
    const Function<machine::turing::Table(std::int64_t member)>& table);

/// Runs a user's machines.
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

[[nodiscard]] check::Claim claim();

}  // namespace attest::chain_of_thought_turing
