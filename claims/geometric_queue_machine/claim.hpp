// SPDX-License-Identifier: Apache-2.0
/// \file
/// Claim `geometric_queue_machine`: one layer whose heads look back by B^i - 1 tokens runs every
/// k-tape Turing machine with about s^(1/k') tokens a step.
///
/// Source: Efficient Turing Machine Simulation with Transformers (Li, Wang, ICLR 2026), which has
/// O(s^(6k/K)) tokens a step. Kind: construction and its bound; stacks, rings and weights are ours.
/// Statements: see statements.cpp.
/// Setting: decoder, window of B^k' tokens, one layer with k' heads, each of which sees one offset,
/// then three hidden ReLU layers. A token is a tuple of bits; a prompt holds the input in its rings
/// (reference/machine/ring_stack.hpp).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reference/check/claim.hpp"
#include "reference/derive/generates.hpp"
#include "reference/machine/multitape.hpp"
#include "reference/model/transformer.hpp"

namespace attest::geometric_queue_machine {

/// Name of the claim.
inline constexpr const char* claim_id = "geometric_queue_machine";

/// Words on the tapes of a machine.
using Words = std::vector<std::vector<int>>;

/// What a token's fields depend on.
struct Sizes {
  int base = 2;    ///< B
  int levels = 1;  ///< k': heads
  int tapes = 1;   ///< k
  int states = 1;  ///< with entries; one more when stopped
  int symbols = 2;
};

[[nodiscard]] Sizes sizes_of(const machine::multitape::Table& table, int base, int levels);

/// Where the bits of a token stand. Stacks are 0, .., 2k-1, stack 2t left of the head of tape t and
/// stack 2t+1 right of it; levels are 1, .., k'; halves 0, 1.
class Layout {
 public:
  explicit Layout(const Sizes& sizes) : sizes_(sizes) {}

  [[nodiscard]] int stacks() const { return 2 * sizes_.tapes; }
  [[nodiscard]] int readings() const;
  /// Bits of a cell: symbols, HOMEs of levels 1, .., level, end.
  [[nodiscard]] int cell_size(int level) const { return sizes_.symbols + level + 1; }
  /// The first bit of the pushed cell.
  [[nodiscard]] int cell(int stack, int level, int half) const {
    return at(stack) + 2 * cells_below(level) + half * cell_size(level);
  }
  /// The bit of HOME of level `of` in a cell.
  [[nodiscard]] int home(int of) const { return sizes_.symbols + of - 1; }
  /// The bit of the end in a cell of a level.
  [[nodiscard]] int end(int level) const { return sizes_.symbols + level; }
  /// The register.
  [[nodiscard]] int held(int stack, int symbol) const { return control(stack) + symbol; }
  /// 1: the top half is half 1.
  [[nodiscard]] int role(int stack, int level) const { return bit(stack, level, 0); }
  [[nodiscard]] int full(int stack, int level, int half) const {
    return bit(stack, level, 1 + half);
  }
  [[nodiscard]] int nonempty(int stack, int level, int half) const {
    return bit(stack, level, 3 + half);
  }
  [[nodiscard]] int push_waits(int stack, int level) const { return bit(stack, level, 5); }
  [[nodiscard]] int push_runs(int stack, int level) const { return bit(stack, level, 6); }
  [[nodiscard]] int pop_waits(int stack, int level) const { return bit(stack, level, 7); }
  [[nodiscard]] int pop_runs(int stack, int level) const { return bit(stack, level, 8); }
  /// The symbol that was pushed in the last exchange of a push is real.
  [[nodiscard]] int was_real(int stack) const { return control(stack) + sizes_.symbols; }
  [[nodiscard]] int idle(int stack) const { return was_real(stack) + 1; }
  /// A state of the machine; `states` when stopped.
  [[nodiscard]] int state(int q) const { return at(stacks()) + q; }
  /// Bits of a token.
  [[nodiscard]] int width() const { return state(sizes_.states + 1); }
  /// Tokens of the longest rings.
  [[nodiscard]] int window() const { return ring(sizes_.levels); }
  /// Cells of a ring of a level.
  [[nodiscard]] int ring(int level) const;

 private:
  [[nodiscard]] int cells_below(int level) const;
  [[nodiscard]] int stack_size() const;
  [[nodiscard]] int at(int stack) const { return stack * stack_size(); }
  [[nodiscard]] int control(int stack) const {
    return at(stack) + 2 * cells_below(sizes_.levels + 1);
  }
  [[nodiscard]] int bit(int stack, int level, int which) const {
    return idle(stack) + 1 + 9 * (level - 1) + which;
  }

  Sizes sizes_;
};

/// What the mutants choose differently; the defaults are the construction.
struct Choices {
  int short_by = 0;            ///< offset of the top level's head
  bool copies_homes = true;    ///< HOMEs of stored rings move with their cells
  bool resets_home = true;     ///< HOME moves on when a unit was popped
  bool empties_lower = true;   ///< a half whose cells moved up is empty
  bool fills_lower = true;     ///< a half whose cells came down is full
  bool flips_back = true;      ///< half 0 becomes the top half again
  bool is_guarded = true;      ///< state and idle stacks weigh more than all that is read
  bool reads_own_tape = true;  ///< else the last tape is read for the first one
};

/// The decoder of a machine. It depends on its table, B and k', not on the input.
[[nodiscard]] model::Transformer decoder(const machine::multitape::Table& table, int base,
                                         int levels, const Choices& choices = {});

/// The prompt of B^k' tokens: every head on the first symbol of its word. \pre words of at most
/// B^k' symbols
[[nodiscard]] check::Case prompt_of(const Sizes& sizes, const Words& words);

/// What follows a prompt, by the plain interpreter of rings: tokens up to `steps` steps of the
/// machine and until all stacks are idle then, or until it has stopped and they are.
[[nodiscard]] derive::Continuation ticks_of(const machine::multitape::Table& table, int base,
                                            int levels, std::int64_t steps);

/// Most tokens up to the token after which T steps were made and all stacks are idle:
/// T (2 k k' (2B + 3) + 1) + 2k sum_i (2 B^i + 3).
[[nodiscard]] std::int64_t token_bound(const Sizes& sizes, std::int64_t steps);

/// The named mutants of machines with any number of tapes.
[[nodiscard]] std::vector<derive::GeneratesMutant> mutants(
    int base, int levels, const Function<machine::multitape::Table(std::int64_t member)>& table);

/// Runs a user's machines.
[[nodiscard]] std::vector<check::RunResult> run(const check::RunRequest& request);

[[nodiscard]] check::Claim claim();

}  // namespace attest::geometric_queue_machine
