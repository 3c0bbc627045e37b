// SPDX-License-Identifier: Apache-2.0
/// \file
/// S1.queue: queue machines, step by step.
#include <algorithm>
#include <utility>

#include "claims/post_machine_constant_bits/parts.hpp"
#include "claims/post_machine_constant_bits/queues.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"

namespace attest::post_machine_constant_bits {
namespace {

namespace queue_machine = machine::queue_machine;
using check::Params;
using check::Rung;

/// Words of at most `most` bits, 1 or 2.
int short_words(int most) { return most == 1 ? 3 : 7; }

/// Machines of two symbols that push at most `most` of them at a step. An entry is none, or a word
/// and a next state or halting.
struct QueueMachines {
  int states = 1;
  int most = 1;

  [[nodiscard]] int choices() const { return 1 + short_words(most) * (states + 1); }
  [[nodiscard]] std::int64_t size() const {
    std::int64_t result = 1;
    for (int i = 0; i < 2 * states; ++i) result *= choices();
    return result;
  }
  [[nodiscard]] queue_machine::Machine at(std::int64_t number) const {
    queue_machine::Machine machine{.states = states, .symbols = 2};
    for (const int digit : digits_of(number, choices(), 2 * states)) {
      std::optional<queue_machine::Entry>& entry = machine.entries.emplace_back();
      if (digit == 0) continue;
      const int next = (digit - 1) / short_words(most);
      entry = {.push = short_word((digit - 1) % short_words(most)),
               .next = next == states ? queue_machine::halt_state : next};
    }
    return machine;
  }
};

/// (status, state, steps, length, symbols).
void append_queue(const queue_machine::Configuration& now, Numbers& numbers) {
  numbers.emplace_back(static_cast<int>(now.status));
  numbers.emplace_back(now.state);
  numbers.emplace_back(now.steps);
  numbers.emplace_back(now.queue.size());
  numbers.insert(numbers.end(), now.queue.begin(), now.queue.end());
}

/// Every state between two steps, and the tokens of every step.
Numbers written_queue(const QueueJob& job, const std::string& twist) {
  QueueRun run = queue_run(job, twist);
  Numbers numbers;
  if (run.is_between()) append_queue(run.found(), numbers);
  while (!run.is_stopped() && run.steps() < queue_steps) {
    if (!run.advance()) {
      numbers.emplace_back(no_machine);
      break;
    }
    numbers.emplace_back(run.tokens());
    if (run.is_full()) {
      numbers.emplace_back(full_mark);
    } else {
      append_queue(run.found(), numbers);
    }
  }
  return numbers;
}

/// The same by the interpreter, and what a step takes: 1 token if it pushes nothing, else W + 1, or
/// as many as write the word where the machine halts.
Numbers direct_queue(const QueueJob& job) {
  using queue_machine::Status;
  queue_machine::Configuration now = queue_machine::start(job.word);
  Numbers numbers;
  if (!now.queue.empty()) append_queue(now, numbers);
  std::int64_t tokens = 0;
  while (now.status == Status::running && now.steps < queue_steps) {
    const std::int64_t before = std::ssize(now.queue);
    queue_machine::step(job.machine, now);
    const std::int64_t after = std::ssize(now.queue);
    const bool is_step = now.status == Status::running || now.status == Status::halted;
    if (after > job.window) {  // the reader has gone round, and there is no empty cell
      numbers.emplace_back(tokens + job.window + 2);
      numbers.emplace_back(full_mark);
      return numbers;
    }
    if (!is_step || after < before) {
      ++tokens;
    } else {
      tokens += 1 + (now.status == Status::halted ? after : job.window);
    }
    if (now.status == Status::running && after == 0) {
      queue_machine::step(job.machine, now);
      ++tokens;
    }
    numbers.emplace_back(tokens);
    append_queue(now, numbers);
  }
  return numbers;
}

check::Statement queues() {
  check::Statement result = check::about(claim_id, "S1.queue", "Queue machines");
  result.sentence =
      "Every queue machine whose queue never holds more than $W$ symbols is run with a window of "
      "$W$ tokens, exactly: a step that pushes nothing takes 1 token, one that pushes a word "
      "$W+1$. A word for which there is no room is noticed.";
  result.standing = check::Standing::strengthened;
  result.fidelity = {
      .published = "-",
      .checked =
          "All machines of the stated size on all words of the stated length: the queue "
          "after every step, how the machine stops, and the tokens.",
      .gap = "The stated sizes; a machine that pushes one symbol at every step needs 1 token."};
  result.parameters = {
      {.name = "states", .meaning = "of the machines", .lo = 1, .hi = 2},
      {.name = "pushed", .meaning = "symbols that a step pushes, at most", .lo = 1, .hi = 2},
      {.name = "word", .meaning = "symbols of the input", .lo = 0, .hi = 8},
      {.name = "window", .meaning = "W: tokens, at least `word`", .lo = 1, .hi = 64}};
  const auto at = [](int states, int pushed, int word, int window) {
    return Params{{"states", states}, {"pushed", pushed}, {"word", word}, {"window", window}};
  };
  result.points = [at](Rung rung) {
    if (rung == Rung::fast) return std::vector<Params>{at(1, 2, 2, 3)};
    std::vector<Params> points = {at(2, 1, 2, 3)};
    for (int window = 1; window <= 6; ++window) points.push_back(at(1, 2, window, window));
    return points;
  };
  result.mutant_points = [at](Rung) { return std::vector<Params>{at(1, 2, 2, 3)}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const QueueMachines machines{.states = static_cast<int>(params.at("states")),
                                 .most = static_cast<int>(params.at("pushed"))};
    derive::Agrees agrees{.relation = derive::Relation::equal};
    agrees.left = [=](const check::Case& numbers, const std::string& twist) {
      return written_queue(job_of(machines.at(number_in(numbers, 0)), params, numbers), twist);
    };
    agrees.right = [=](const check::Case& numbers) {
      return direct_queue(job_of(machines.at(number_in(numbers, 0)), params, numbers));
    };
    agrees.cases = machines_on_words("all queue machines of the stated size and two symbols",
                                     machines.size(), params.at("word"));
    agrees.evaluator = "incremental";
    return agrees;
  };
  return derive::agrees(std::move(result), make, queue_twists());
}

}  // namespace

QueueRun queue_run(const QueueJob& job, const std::string& twist) {
  QueueControl control = queue_control(
      job.machine, {.sees_empty = twist != "misses_empty", .sees_full = twist != "misses_full"});
  model::Transformer model = decoder(control.control, derive::choices_of(wrong_choices(), twist));
  return {std::move(control), std::move(model), job.window, job.window, job.word};
}

std::vector<derive::Twist> queue_twists() {
  return {{.name = "offset_one_short", .why = "the token after the oldest is popped", .proof = {}},
          {.name = "state_of_oldest", .why = "the state of the oldest token", .proof = {}},
          {.name = "misses_empty", .why = "no look whether the queue is empty", .proof = {}},
          {.name = "misses_full", .why = "a word overwrites what is in its way", .proof = {}}};
}

std::vector<int> short_word(int number) {
  std::vector<int> word;
  for (number += 1; number > 1; number /= 2) word.push_back(number % 2);
  std::ranges::reverse(word);
  return word;
}

std::vector<int> digits_of(std::int64_t number, int choices, int count) {
  std::vector<int> digits;
  for (int i = 0; i < count; ++i) {
    digits.push_back(static_cast<int>(number % choices));
    number /= choices;
  }
  return digits;
}

check::CaseSpace machines_on_words(std::string description, std::int64_t machines,
                                   std::int64_t length) {
  check::CaseSpace space =
      check::integer_box({0, 0}, {machines - 1, (std::int64_t{1} << length) - 1});
  space.description = std::move(description) + " on all words of length " + std::to_string(length);
  return space;
}

std::int64_t number_in(const check::Case& numbers, int field) {
  return numbers(0, field).num().to_int64();
}

QueueJob job_of(queue_machine::Machine machine, const Params& params, const check::Case& numbers) {
  QueueJob job{.machine = std::move(machine), .window = static_cast<int>(params.at("window"))};
  for (std::int64_t i = 0; i < params.at("word"); ++i) {
    job.word.push_back(static_cast<int>(number_in(numbers, 1) >> i & 1));
  }
  return job;
}

std::vector<check::Statement> queue_statements() { return {queues(), tags()}; }

}  // namespace attest::post_machine_constant_bits
