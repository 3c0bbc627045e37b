// SPDX-License-Identifier: Apache-2.0
/// \file
/// S1.tasks: bits are copied and flipped, numbers added and multiplied, by programs.
#include <array>
#include <memory>
#include <string>
#include <utility>

#include "claims/micropy_executor/parts.hpp"
#include "reference/check/about.hpp"
#include "reference/machine/micropy_file.hpp"

namespace attest::micropy_executor {
namespace {

using check::Params;
using check::Rung;

constexpr int task_count = 4;

/// Bit by bit from the lowest; behind the highest bit the mask is 0.
constexpr std::array<const char*, task_count> task_texts = {
    "def copy(a, bit):\n"
    "    if bit == 0: return 0\n"
    "    return (a & bit) + copy(a, bit + bit)\n"
    "def main(a, b): return copy(a, 1)\n",
    "def flip(a, bit):\n"
    "    if bit == 0: return 0\n"
    "    return (a & bit ^ bit) + flip(a, bit + bit)\n"
    "def main(a, b): return flip(a, 1)\n",
    "def add(a, b, carry, bit):\n"
    "    if bit == 0: return 0\n"
    "    x = a & bit\n"
    "    y = b & bit\n"
    "    more = x & y ^ x & carry ^ y & carry\n"
    "    return (x ^ y ^ carry) ^ add(a, b, more + more, bit + bit)\n"
    "def main(a, b): return add(a, b, 0, 1)\n",
    "def multiply(a, b, bit):\n"
    "    if bit == 0: return 0\n"
    "    rest = multiply(a + a, b, bit + bit)\n"
    "    if b & bit: return a + rest\n"
    "    return rest\n"
    "def main(a, b): return multiply(a, b, 1)\n"};

/// By plain arithmetic mod 2^bits.
std::int64_t task_result(std::int64_t task, std::int64_t a, std::int64_t b, int bits) {
  const std::int64_t modulus = std::int64_t{1} << bits;
  if (task == 0) return a;
  if (task == 1) return modulus - 1 - a;
  return (task == 2 ? a + b : a * b) % modulus;
}

/// One task on all operands.
struct TaskRuns {
  machine::micropy::Program program;
  Sizes sizes;
  std::int64_t most_lines = 0;  ///< of a broken executor
};

TaskRuns task_runs(const Params& params) {
  const auto bits = static_cast<int>(params.at("bits"));
  const auto task = static_cast<std::size_t>(params.at("task"));
  TaskRuns runs{.program = machine::micropy::parse(task_texts.at(task), claim_id), .sizes = {}};
  runs.sizes = least_sizes(compiled(runs.program, true, 0), bits + 2, bits);
  runs.most_lines = 100 * (bits + 2);
  return runs;
}

derive::Agrees task_answers(const Params& params, std::uint64_t) {
  const std::int64_t task = params.at("task");
  const auto runs = std::make_shared<const TaskRuns>(task_runs(params));
  const auto executors = std::make_shared<const Executors>(runs->sizes, true);
  const auto number = [](const check::Case& row, int i) { return row(0, i).num().to_int64(); };
  derive::Agrees agrees{.relation = derive::Relation::equal};
  agrees.left = [runs, executors, number](const check::Case& row,
                                          const std::string& twist) -> std::vector<Rational> {
    const Executor& executor = executors->of(twist);
    ExecutorRun run(executor, compiled(runs->program, true, 0, executor.choices),
                    {number(row, 0), number(row, 1)});
    if (!run.finish(runs->most_lines)) return {};
    return {run.value()};
  };
  agrees.right = [task, runs, number](const check::Case& row) {
    return std::vector<Rational>{
        task_result(task, number(row, 0), number(row, 1), runs->sizes.word)};
  };
  const std::int64_t most = (std::int64_t{1} << runs->sizes.word) - 1;
  agrees.cases = check::integer_box({0, 0}, {most, task < 2 ? 0 : most});
  agrees.cases.description = task < 2 ? "all words" : "all pairs of words";
  agrees.evaluator = "incremental";
  agrees.promises = promises(executors->of(""));
  return agrees;
}

}  // namespace

check::Statement task_statement() {
  check::Statement result =
      check::about(claim_id, "S1.tasks", "Bits copied, flipped, added and multiplied");
  result.sentence =
      "With a recursive program in its prompt that goes from bit to bit, the executor copies and "
      "flips the bits of every word of $w$ bits, and adds and multiplies all pairs of them "
      "(mod $2^w$).";
  result.standing = check::Standing::finite_instance;
  result.fidelity = {
      .published =
          "Bits are copied and flipped, binary numbers of 2 to 10 bits added and multiplied, with "
          "an accuracy of 100% per token given the right history.",
      .checked = "All words, or all pairs of words, of the stated width, against arithmetic.",
      .gap = "The stated widths; our programs."};
  result.parameters = {{.name = "task",
                        .meaning = "0: copy, 1: flip, 2: add, 3: multiply",
                        .lo = 0,
                        .hi = task_count - 1},
                       {.name = "bits", .meaning = "of a word", .lo = 1, .hi = 10}};
  result.points = [](Rung rung) {
    std::vector<Params> points;
    for (int task = 0; task < task_count; ++task) {
      points.push_back({{"task", task}, {"bits", 2}});
      if (rung != Rung::fast) points.push_back({{"task", task}, {"bits", task < 2 ? 10 : 5}});
    }
    return points;
  };
  result.mutant_points = [](Rung) { return std::vector<Params>{{{"task", 3}, {"bits", 2}}}; };
  return derive::agrees(std::move(result), task_answers,
                        twists_of({"leftmost_lookup", "depth_ignored", "argument_in_own_frame",
                                   "returns_behind_itself"}));
}

}  // namespace attest::micropy_executor
