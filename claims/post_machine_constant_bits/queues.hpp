// SPDX-License-Identifier: Apache-2.0
/// \file
/// Queue machines and tag systems in a window: their controls, and runs of the decoder.
///
/// A machine that pushes one symbol at every step needs no more than its own control. The queue of
/// another one stands in the W tokens with empty cells behind it: to push a word the control passes
/// the queue by, writes the word into the empty cells behind it and goes on to the next symbol.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "claims/post_machine_constant_bits/claim.hpp"
#include "reference/check/case_space.hpp"
#include "reference/check/statement.hpp"
#include "reference/derive/agrees.hpp"
#include "reference/engine/generator.hpp"
#include "reference/machine/queue_machine.hpp"
#include "reference/machine/tag_system.hpp"

namespace attest::post_machine_constant_bits {

/// What a control is about.
enum class Work {
  peeks,   ///< the next symbol is to be popped; if it is an empty cell, the queue is empty
  seeks,   ///< empty cells go by, then the next symbol is popped
  pushes,  ///< a word is to be written
  halted,
  stuck,
  empty,
  full,  ///< a word found too few empty cells
};

/// The control of a queue machine.
struct QueueControl {
  /// A state of the control; that of the machine where it is between two steps, stuck or empty.
  struct State {
    Work work = Work::peeks;
    int state = 0;
  };
  Control control = {};
  std::vector<State> states = {};
  bool has_empty_cells = true;  ///< queue symbol 0 is an empty cell, 1 + a is symbol a
};

/// What the twists of queue machines choose differently; the defaults are the construction.
struct QueueChoices {
  bool sees_empty = true;  ///< after a step that pushes nothing
  bool sees_full = true;   ///< else the symbols in the way are overwritten
};

/// The control that needs empty cells.
[[nodiscard]] QueueControl queue_control(const machine::queue_machine::Machine& machine,
                                         const QueueChoices& choices = {});
/// The control of a machine that pushes one symbol at every step.
[[nodiscard]] QueueControl post_control(const machine::queue_machine::Machine& machine);

/// A decoder at work, and what its tokens say of the queue machine.
class QueueRun {
 public:
  /// \param cells of the queue, which are the prompt \param window of the model
  /// \pre a word of at most `cells` symbols, of exactly so many where there are no empty cells
  QueueRun(QueueControl control, model::Transformer model, int cells, int window,
           const std::vector<int>& word);

  /// Tokens up to the next moment between two steps, or the end. \returns false where the model
  /// wrote no token or more than a step takes \throws model::Undefined
  bool advance();

  /// Between two steps: the oldest token has the symbol that is popped next.
  [[nodiscard]] bool is_between() const;
  [[nodiscard]] bool is_stopped() const;
  [[nodiscard]] bool is_full() const { return now().work == Work::full; }
  /// The machine as the window holds it. \pre between two steps or stopped, and not full \returns
  /// one that is running with an empty queue where symbols are not together
  [[nodiscard]] machine::queue_machine::Configuration found() const;
  [[nodiscard]] std::int64_t tokens() const { return tokens_; }
  [[nodiscard]] std::int64_t steps() const { return steps_; }

 private:
  [[nodiscard]] const QueueControl::State& now() const {
    return control_.states[static_cast<std::size_t>(state_)];
  }
  bool step();

  QueueControl control_;
  std::unique_ptr<const model::Transformer> model_;
  std::unique_ptr<const engine::Generator> generator_;
  engine::Generation generation_;
  std::vector<int> queue_;  // a ring buffer
  std::size_t oldest_ = 0;
  int state_ = 0;
  std::int64_t tokens_ = 0;
  std::int64_t steps_ = 0;
};

using Numbers = std::vector<Rational>;

/// A machine, its input, and the window.
struct QueueJob {
  machine::queue_machine::Machine machine = {};
  std::vector<int> word = {};
  int window = 1;
};
/// The decoder of a job, right or twisted.
[[nodiscard]] QueueRun queue_run(const QueueJob& job, const std::string& twist);
[[nodiscard]] std::vector<derive::Twist> queue_twists();

inline constexpr std::int64_t queue_steps = 8;  ///< of a machine or system, at most
inline constexpr int full_mark = -1;            ///< a word found too few cells
inline constexpr int no_machine = -2;           ///< the tokens are no queue

/// Words of bits by their numbers, the short ones first: 0 is the empty one.
[[nodiscard]] std::vector<int> short_word(int number);
/// A number in base `choices`, the lowest digit first.
[[nodiscard]] std::vector<int> digits_of(std::int64_t number, int choices, int count);
/// Machines by number, each on all words of bits of a length: a case is two numbers.
[[nodiscard]] check::CaseSpace machines_on_words(std::string description, std::int64_t machines,
                                                 std::int64_t length);
/// A number of a case.
[[nodiscard]] std::int64_t number_in(const check::Case& numbers, int field);
/// The job of a case, by the parameters word and window.
[[nodiscard]] QueueJob job_of(machine::queue_machine::Machine machine, const check::Params& params,
                              const check::Case& numbers);

/// S1.queue, S1.tag: queue machines and tag systems beside their interpreters.
[[nodiscard]] std::vector<check::Statement> queue_statements();
/// S1.tag.
[[nodiscard]] check::Statement tags();

/// Runs a user's queue machines and tag systems.
[[nodiscard]] std::vector<check::RunResult> run_queues(const check::RunRequest& request);

}  // namespace attest::post_machine_constant_bits
