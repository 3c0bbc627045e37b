// SPDX-License-Identifier: Apache-2.0
/// \file
/// Programs of users under softmax: the least kappa at which every loop is right, or the first loop
/// that is wrong at a given one.
#include <algorithm>
#include <iterator>
#include <memory>
#include <string>
#include <utility>

#include "claims/looped_softmax_temperature/loop.hpp"
#include "claims/looped_softmax_temperature/parts.hpp"
#include "reference/derive/looped_settings.hpp"
#include "reference/derive/looped_snapshots.hpp"
#include "reference/derive/request.hpp"
#include "reference/machine/subleq_file.hpp"
#include "reference/number/contract.hpp"

namespace attest::looped_softmax_temperature {
namespace {

using machine::subleq::Program;

constexpr std::int64_t default_loops = 1000;
constexpr int most_kappa = 256;

/// The states of a program before each of its instructions.
class Loops {
 public:
  Loops(Blocks blocks, const Size& size, const Program& program, std::int64_t most)
      : blocks_(blocks), size_(size), program_(program) {
    machine::subleq::State state = machine::subleq::start(program);
    while (steps_ < most && state.pc != program.last_command()) {
      machine::subleq::step(program, size.word_bits, state);
      ++steps_;
    }
    is_halted_ = state.pc == program.last_command();
  }

  [[nodiscard]] std::int64_t steps() const { return steps_; }
  [[nodiscard]] bool is_halted() const { return is_halted_; }

  /// The first loop that is wrong [1-based]; nothing if none is.
  [[nodiscard]] std::optional<std::int64_t> first_wrong_of(
      const model::Transformer& block, int kappa, const Function<bool()>& is_interrupted) const {
    const Loop loop(block, blocks_, size_, kappa);
    for (std::int64_t i = 0; i < steps_; ++i) {
      if (is_interrupted && is_interrupted()) break;
      const check::Case tokens = gadget::looped::tokens_of(
          blocks_, derive::looped::after(blocks_, program_, size_, i, program_.memory.at(0)));
      if (!loop.is_right(tokens)) return i + 1;
    }
    return std::nullopt;
  }

 private:
  Blocks blocks_;
  Size size_;
  const Program& program_;
  std::int64_t steps_ = 0;
  bool is_halted_ = false;
};

std::string text_or_null(const std::optional<std::int64_t>& value) {
  return value ? std::to_string(*value) : "null";
}

Blocks blocks_called(const std::string& label) {
  const auto found = std::ranges::find_if(
      all_blocks, [&](Blocks blocks) { return label == "S2." + label_of(blocks); });
  ATTEST_REQUIRE(found != std::end(all_blocks), "no block called " + label);
  return *found;
}

/// One program at a given kappa, or at the certified one and down to the least that is right.
check::RunResult run_one(const check::RunRequest& request, Blocks blocks, const Size& size,
                         const Program& program) {
  const check::Params params = derive::looped::point(size.columns, size.memory, size.word_bits);
  const model::Transformer block =
      derive::broken(softmax_block(blocks, size, 1), request.mutant, mutants(blocks), params);
  const Loops loops(blocks, size, program, request.max_steps.value_or(default_loops));
  const auto wrong_at = [&](int kappa) {
    return loops.first_wrong_of(block, kappa, request.is_interrupted);
  };
  std::string result = std::string(R"({"halted":)") + (loops.is_halted() ? "true" : "false") +
                       R"(,"steps":)" + std::to_string(loops.steps());
  const bool is_given = request.settings.contains("kappa");
  const int certified = certified_kappa(blocks, size);
  int kappa =
      is_given
          ? static_cast<int>(derive::integer_setting(request, "kappa", 1, most_kappa, certified))
          : certified;
  std::optional<std::int64_t> wrong = wrong_at(kappa);
  const bool agrees = !wrong;
  result +=
      R"(,"kappa":)" + std::to_string(kappa) + R"(,"first_wrong_loop":)" + text_or_null(wrong);
  if (!is_given && agrees) {
    while (!wrong && kappa > 1) {
      wrong = wrong_at(kappa - 1);
      if (!wrong) --kappa;
    }
    result += R"(,"least_kappa":)" + std::to_string(kappa) + R"(,"first_wrong_loop_below":)" +
              text_or_null(wrong);
  }
  return {.input = program.name.empty() ? request.place : program.name,
          .result_json = result + "}",
          .agrees = agrees,
          .model = derive::facts_of(block)};
}

}  // namespace

std::vector<check::RunResult> run(const check::RunRequest& request) {
  const std::string label = derive::require_taken(
      request, {.statements = {"S2.two_layer", "S2.five_layer", "S2.one_layer", "S2.published"},
                .settings = {"word_bits", "kappa"},
                .no_max_steps = nullptr,
                .no_model = "the temperature is the question, not the weights"});
  const Blocks blocks = blocks_called(label);
  const int word_bits = static_cast<int>(
      derive::integer_setting(request, "word_bits", machine::subleq::least_word_bits, 32, 8));
  const std::vector<Program> programs = machine::subleq::parse(request.text, request.place);
  for (const Program& program : programs) {
    const std::string name = program.name.empty() ? request.place : program.name;
    derive::looped::require_fitting_words(program, word_bits, request.place + ": " + name);
  }
  std::vector<check::RunResult> results;
  for (const Program& read : programs) {
    const Program program = machine::subleq::with_one_scratch_column(read);
    const Size size{.columns = program.columns(),
                    .memory = static_cast<int>(program.memory.size()),
                    .word_bits = word_bits};
    results.push_back(run_one(request, blocks, size, program));
    if (request.progress) {
      request.progress(static_cast<std::int64_t>(results.size()),
                       static_cast<std::int64_t>(programs.size()));
    }
  }
  return results;
}

}  // namespace attest::looped_softmax_temperature
