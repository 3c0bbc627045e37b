// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `post_machine_constant_bits`: a sliding window of s tokens and weights of one bit run
/// every Turing machine of space s.
///
/// Source: Constant Bit-size Transformers Are Turing Complete (Li, Wang, NeurIPS 2025), which shows
/// WINDOW[s] = SPACE[s]. Kind: construction and converse; the automaton and the weights are ours.
/// Statements: see statements.cpp.
/// Setting: decoder, window of W tokens, one layer, one head, unique hardmax, a positional score
/// that tells the oldest token of the window from the others, greedy decoding. A token is a queue
/// symbol and a state of the control (reference/machine/post.hpp).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reference/check/claim.hpp"
#include "reference/derive/generates.hpp"
#include "reference/machine/post.hpp"
#include "reference/machine/turing.hpp"
#include "reference/model/transformer.hpp"

namespace attest::post_machine_constant_bits {

/// Name of the claim.
inline constexpr const char* claim_id = "post_machine_constant_bits";

/// What the mutants choose differently; the defaults are the construction.
struct Choices {
  int read_position = 0;        ///< in the window, of the token that is popped
  bool clears_mark = true;      ///< a move to the right pushes no mark
  bool keeps_held = true;       ///< a searching control pushes what it held
  bool is_newest_state = true;  ///< the state is that of the newest token
  bool remembers_held = true;   ///< when stopped
  model::Norm norm = model::Norm::unique_hardmax;
  std::int64_t gain = 1;  ///< score of the oldest token; the others score 0
};

/// Pushed symbol and next state of every state and popped symbol, by their numbers; a run starts in
/// state 0.
struct Control {
  int symbols = 0;
  int states = 0;
  std::vector<int> symbol = {};  ///< [states x symbols]
  std::vector<int> state = {};   ///< [states x symbols]
};

/// The control of the Post machine that follows a Turing machine, numbered by `Codes`.
[[nodiscard]] Control control_of(const machine::turing::Table& table, const Choices& choices = {});

/// The decoder of a control; it knows nothing of W. Fields symbol and state of a token.
[[nodiscard]] model::Transformer decoder(const Control& control, const Choices& choices = {});
/// The decoder of a Turing machine.
[[nodiscard]] model::Transformer decoder(const machine::turing::Table& table,
                                         const Choices& choices = {});

/// The prompt of W tokens: tape cells 0, .., W-1, unmarked, each with the starting state.
[[nodiscard]] check::Case prompt_of(const std::vector<int>& cells);

/// What follows a prompt, by the Turing machine on a ring of W + 1 cells: tokens up to `steps`
/// steps of it, or up to W + 1 tokens after it has stopped.
[[nodiscard]] derive::Continuation sweep_of(const machine::turing::Table& table,
                                            std::int64_t steps);

/// The named mutants of a decoder with a window of at least two tokens.
[[nodiscard]] std::vector<derive::GeneratesMutant> mutants(
    const Function<machine::turing::Table(std::int64_t member)>& table);

/// Runs a user's machines.
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

[[nodiscard]] check::Claim claim();

}  // namespace attest::post_machine_constant_bits
