// SPDX-License-Identifier: Apache-2.0
/// \file
/// S1.tag: tag systems, step by step.
#include <utility>

#include "claims/post_machine_constant_bits/parts.hpp"
#include "claims/post_machine_constant_bits/queues.hpp"
#include "reference/check/about.hpp"
#include "reference/derive/agrees.hpp"

namespace attest::post_machine_constant_bits {
namespace {

namespace queue_machine = machine::queue_machine;
namespace tag_system = machine::tag_system;
using check::Params;
using check::Rung;

/// Systems of two letters with productions of at most two letters, or none.
constexpr std::int64_t systems = 64;
tag_system::System system_at(int deletions, std::int64_t number) {
  tag_system::System system{.deletions = deletions};
  for (const int digit : digits_of(number, 8, 2)) {
    system.productions.emplace_back();
    if (digit > 0) system.productions.back() = short_word(digit - 1);
  }
  return system;
}

void append_word(bool is_halted, std::int64_t steps, const std::vector<int>& word,
                 Numbers& numbers) {
  numbers.emplace_back(is_halted ? 1 : 0);
  numbers.emplace_back(steps);
  numbers.emplace_back(word.size());
  numbers.insert(numbers.end(), word.begin(), word.end());
}

/// The word of a tag system after every step, by the decoder of the machine that follows it.
Numbers written_words(const tag_system::System& system, const QueueJob& job,
                      const std::string& twist) {
  QueueRun run = queue_run(job, twist);
  Numbers numbers;
  while (!run.is_stopped() && run.steps() < system.deletions * queue_steps) {
    if (!run.advance()) {
      numbers.emplace_back(no_machine);
      break;
    }
    if (run.is_full()) {
      numbers.insert(numbers.end(), {run.tokens(), full_mark});
      break;
    }
    const queue_machine::Configuration now = run.found();
    if (!run.is_stopped() && now.state != 0) continue;  // some letters are deleted
    numbers.emplace_back(run.tokens());
    std::vector<int> word = tag_system::letters_of(system, now.state);
    word.insert(word.end(), now.queue.begin(), now.queue.end());
    append_word(run.is_stopped(), now.steps / system.deletions, word, numbers);
  }
  return numbers;
}

/// The same by the interpreter: v - 1 tokens delete letters before the one that pushes.
Numbers direct_words(const tag_system::System& system, const QueueJob& job) {
  tag_system::Configuration now{.word = job.word};
  Numbers numbers;
  std::int64_t tokens = 0;
  const auto has_production = [&system](const std::vector<int>& word) {
    return system.productions[static_cast<std::size_t>(word.front())].has_value();
  };
  while (!now.is_halted && now.steps < queue_steps) {
    const std::int64_t kept = std::ssize(now.word) - system.deletions;
    tag_system::step(system, now);
    const std::int64_t length = std::ssize(now.word);
    if (now.is_halted) {  // all letters are popped, or one is pushed back
      tokens += length == 0 || has_production(now.word) ? length + 1 : 1;
    } else if (length > job.window) {
      numbers.insert(numbers.end(), {tokens + system.deletions - 1 + job.window + 2, full_mark});
      return numbers;
    } else {
      tokens += system.deletions + (length > kept ? job.window : 0);
    }
    if (!now.is_halted && length == 0) {
      tag_system::step(system, now);
      ++tokens;
    }
    numbers.emplace_back(tokens);
    append_word(now.is_halted, now.steps, now.word, numbers);
  }
  return numbers;
}

}  // namespace

check::Statement tags() {
  check::Statement result = check::about(claim_id, "S1.tag", "Tag systems");
  result.sentence =
      "Every tag system that deletes $v$ letters a step and whose word never has more than $W$ "
      "letters is run with a window of $W$ tokens, exactly: a step takes $W+v$ tokens, or $v$ "
      "where nothing is appended.";
  result.standing = check::Standing::strengthened;
  result.fidelity = {
      .published = "-",
      .checked =
          "All systems of two letters with productions of at most two letters, or none, on all "
          "words of the stated length: the word after every step, where it halts, the tokens.",
      .gap = "The stated v and W."};
  result.parameters = {
      {.name = "deletions", .meaning = "v: letters that a step deletes", .lo = 1, .hi = 4},
      {.name = "word", .meaning = "letters of the input", .lo = 0, .hi = 8},
      {.name = "window", .meaning = "W: tokens, at least `word`", .lo = 1, .hi = 64}};
  const auto at = [](int deletions, int word, int window) {
    return Params{{"deletions", deletions}, {"word", word}, {"window", window}};
  };
  result.points = [at](Rung rung) {
    if (rung == Rung::fast) return std::vector<Params>{at(2, 3, 4)};
    return std::vector<Params>{at(1, 3, 6), at(2, 3, 4), at(2, 6, 7), at(3, 6, 6), at(3, 8, 9)};
  };
  result.mutant_points = [at](Rung) { return std::vector<Params>{at(1, 3, 6)}; };
  const auto make = [](const Params& params, std::uint64_t) {
    const auto system_of =
        [deletions = static_cast<int>(params.at("deletions"))](const check::Case& numbers) {
          return system_at(deletions, number_in(numbers, 0));
        };
    const auto job_at = [params](const tag_system::System& system, const check::Case& numbers) {
      return job_of(tag_system::queue_machine_of(system), params, numbers);
    };
    derive::Agrees agrees{.relation = derive::Relation::equal};
    agrees.left = [=](const check::Case& numbers, const std::string& twist) {
      const tag_system::System system = system_of(numbers);
      return written_words(system, job_at(system, numbers), twist);
    };
    agrees.right = [=](const check::Case& numbers) {
      const tag_system::System system = system_of(numbers);
      return direct_words(system, job_at(system, numbers));
    };
    agrees.cases = machines_on_words("all tag systems of two letters", systems, params.at("word"));
    agrees.evaluator = "incremental";
    return agrees;
  };
  return derive::agrees(std::move(result), make, queue_twists());
}

}  // namespace attest::post_machine_constant_bits
