// SPDX-License-Identifier: Apache-2.0
/// \file
/// What the files of the claim share: hidden layers, runs of the decoder, its statements.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "claims/geometric_queue_machine/claim.hpp"
#include "reference/check/drawing.hpp"
#include "reference/check/series.hpp"
#include "reference/check/statement.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/derive/wrong.hpp"
#include "reference/engine/generator.hpp"
#include "reference/gadget/units.hpp"
#include "reference/machine/ring_machine.hpp"
#include "reference/machine/ring_stack.hpp"
#include "reference/model/builder.hpp"

namespace attest::geometric_queue_machine {

/// Coordinates of a level of a stack behind the bits of the token.
struct LevelRegisters {
  std::array<model::Slice, 2> fetched = {};  ///< cells that the rings pop, by half
  model::Slice top = {};                     ///< that of the top half
  model::Slice bottom = {};
  int full_top = 0;
  int nonempty_top = 0;
  int both_full = 0;
  int both_empty = 0;
  int push_first = 0;  ///< first exchange of a push
  int push_on = 0;     ///< a later one
  int pop_first = 0;
  int pop_on = 0;
  int push_done = 0;
  int pop_done = 0;
  int flip = 0;   ///< the halves change roles
  int room = 0;   ///< the first level with room for a push
  int found = 0;  ///< the first level that a pop finds something in
};

/// What a decoder has on its stream behind the bits of the token.
struct Registers {
  std::vector<LevelRegisters> levels = {};  ///< [stacks x levels]
  int per_stack = 0;                        ///< levels
  model::Slice blank = {};                  ///< by tape: the stacks are idle and hold nothing
  model::Slice step = {};                   ///< [states x readings]: an entry is carried out

  [[nodiscard]] const LevelRegisters& at(int stack, int level) const {
    return levels[static_cast<std::size_t>(stack * per_stack + level - 1)];
  }
};

/// Wires of which at most one is 1: their OR is their sum.
using Or = std::vector<int>;

/// Writes the units of the three hidden layers. Every wire is 0 or 1.
class Layers {
 public:
  /// All outlive this.
  Layers(const machine::multitape::Table& table, const Sizes& sizes, const Choices& choices,
         const Registers& registers)
      : table_(table), sizes_(sizes), choices_(choices), registers_(registers), layout_(sizes) {}

  /// Top and bottom cells, whether halves are full or empty.
  [[nodiscard]] std::vector<model::Relu> select();
  /// What happens on every level, and which entry of the table is carried out.
  [[nodiscard]] std::vector<model::Relu> signals();
  /// The next token.
  [[nodiscard]] std::vector<model::Relu> writes();

 private:
  /// The AND of ORs and of negated wires: relu(sum - (number - 1)).
  [[nodiscard]] static model::Relu all_of(std::string name, const std::vector<Or>& literals,
                                          const Or& negated,
                                          const std::vector<gadget::Scaled>& out);
  [[nodiscard]] static std::string text_of(const char* what, int stack, int level);
  /// Adds the AND with "half is the top half".
  void add_if_top(std::string name, int role, int half, std::vector<Or> literals, Or negated,
                  const std::vector<gadget::Scaled>& out);
  [[nodiscard]] model::Relu first_without(const char* name, int stack, int level,
                                          int LevelRegisters::*property, int out) const;
  void add_signals(int s, int i);
  void add_exchange(int s, int i);
  void add_slots(int s, int i);
  void add_modes(int s, int i);
  void add_starts(int s);
  void add_steps();

  const machine::multitape::Table& table_;
  const Sizes& sizes_;
  const Choices& choices_;
  const Registers& registers_;
  Layout layout_;
  std::vector<model::Relu> units_ = {};
};

/// A machine between two steps, as its tapes have it.
struct Snapshot {
  /// One tape as its head sees it.
  struct View {
    std::vector<int> left = {};  ///< from the head outwards, as far as cells were read
    int read = 0;
    std::vector<int> right = {};
  };
  int state = 0;  ///< a state, or the number of states when stopped
  std::vector<View> tapes = {};
};
[[nodiscard]] Snapshot snapshot_of(const machine::multitape::Table& table,
                                   const machine::multitape::Configuration& now);
/// Appends it as numbers, with its lengths.
void append(const Snapshot& snapshot, std::vector<Rational>& numbers);

/// The bits of a token, oldest first.
using Bits = std::vector<char>;
/// The stacks as the last B^k' tokens hold them. \returns nothing where a cell, a register or a
/// mode is no code
[[nodiscard]] std::optional<std::vector<machine::ring_stack::Stack>> stacks_of(
    const Sizes& sizes, const std::deque<Bits>& tokens);

/// A decoder that writes, and what its tokens say of the machine.
class DecoderRun {
 public:
  /// \param window of the model; tokens of the prompt are as many as the longest ring has cells
  DecoderRun(const machine::multitape::Table& table, int base, int levels, model::Transformer model,
             int window, const Words& words);

  /// The next token. \returns false where a field of it is neither 0 nor 1 or it has not one state
  /// \throws model::Undefined
  bool step();

  /// Whether all stacks are idle.
  [[nodiscard]] bool is_idle() const;
  [[nodiscard]] bool is_stopped() const { return state_ == sizes_.states; }
  [[nodiscard]] const Bits& last() const { return tokens_.back(); }
  /// The last B^k' tokens, oldest first.
  [[nodiscard]] const std::deque<Bits>& window() const { return tokens_; }
  [[nodiscard]] std::int64_t tokens() const { return written_; }
  [[nodiscard]] std::int64_t steps() const { return steps_; }
  /// The machine as the rings and registers hold it. \returns nothing where they hold none \pre
  /// is_idle()
  [[nodiscard]] std::optional<Snapshot> snapshot() const;
  [[nodiscard]] const Sizes& sizes() const { return sizes_; }

 private:
  [[nodiscard]] std::optional<int> state_of(const Bits& token) const;

  Sizes sizes_;
  Layout layout_;
  std::unique_ptr<const model::Transformer> model_;
  std::unique_ptr<const engine::Generator> generator_;
  engine::Generation generation_;
  std::deque<Bits> tokens_;  // the last B^k'
  int state_ = 0;
  std::int64_t written_ = 0;
  std::int64_t steps_ = 0;
};

/// Writes tokens until the machine has stopped and all stacks are idle, has made `steps` steps and
/// they are, or a token more was written than the bound allows. \returns whether the end is one of
/// the first two
bool run_steps(DecoderRun& run, std::int64_t steps);

/// A machine, its input, its rings and how long it is run.
struct Job {
  machine::multitape::Table table = {};
  Words words = {};
  int base = 2;
  int levels = 1;
  std::int64_t steps = 0;
};
/// The job with as many steps as leave no stack with more symbols than it holds.
[[nodiscard]] Job within_capacity(Job job);
/// The decoder of a job, at work.
[[nodiscard]] DecoderRun start(const Job& job, const Choices& choices = {});

/// Every state between two steps by the weights; -1 where a step takes more tokens than the bound
/// allows or what is written is no machine.
[[nodiscard]] std::vector<Rational> written_steps(const Job& job, const Choices& choices);
/// The same by the interpreter.
[[nodiscard]] std::vector<Rational> direct_steps(const Job& job);

/// What a statement on many machines is about.
struct Jobs {
  Function<Job(const check::Params&, std::uint64_t seed, const check::Case& numbers)> job;
  Function<check::CaseSpace(const check::Params&, std::uint64_t seed)> cases;
};
/// The parameters base, levels and steps, and a job with them.
[[nodiscard]] std::vector<check::Parameter> ring_parameters();
[[nodiscard]] Job job_at(const check::Params& params);
/// All one-tape tables of a size on all words of a length: parameters base, levels, steps, states,
/// halting, word.
[[nodiscard]] Jobs all_tables();
[[nodiscard]] std::vector<check::Parameter> table_parameters();
[[nodiscard]] check::Params table_point(int states, int halting, int base, int levels, int word,
                                        int steps);
/// A statement on jobs: what a run shows, twisted or not, and what it should show.
[[nodiscard]] check::Statement on_jobs(
    check::Statement result, const Jobs& jobs, derive::Relation relation,
    const Function<std::vector<Rational>(const Job&, const Choices&)>& left,
    const Function<std::vector<Rational>(const Job&)>& right,
    const std::vector<const char*>& twists);

/// A choice that a mutant or a twist makes.
using Wrong = derive::Wrong<Choices>;
[[nodiscard]] std::vector<Wrong> wrong_choices();

/// S1, S1.tapes, S1.random: machines through the weights.
[[nodiscard]] std::vector<check::Statement> machine_statements();
/// S1.tapes: two tapes, of which each is written and moved by what is read on the other.
[[nodiscard]] check::Statement crossed_tapes();
/// S1.tokens: every bit of every token.
[[nodiscard]] std::vector<check::Statement> token_statements();
/// S2, S2.levels, S3: tokens, exchanges, capacity.
[[nodiscard]] std::vector<check::Statement> cost_statements();

/// Rings, an exchange, and the offsets that are attended.
[[nodiscard]] check::Drawing ring_figure(const check::Params& params);

/// What is counted at growing space.
[[nodiscard]] std::vector<check::Series> series();

}  // namespace attest::geometric_queue_machine
