// SPDX-License-Identifier: Apache-2.0
/// \file
/// A user's FLEQ program, or an algorithm on a user's numbers, through the weights.
#include <algorithm>
#include <utility>

#include "claims/fleq_function_blocks/parts.hpp"
#include "reference/derive/request.hpp"
#include "reference/derive/rows_file.hpp"
#include "reference/machine/fleq_file.hpp"
#include "reference/number/error.hpp"

namespace attest::fleq_function_blocks {
namespace {

using machine::fleq::Program;
using machine::fleq::State;

constexpr std::int64_t default_max_steps = 1000;
constexpr std::int64_t greatest_max_steps = 1000000;
constexpr std::int64_t default_iterations = 4;
constexpr std::int64_t most_iterations = 64;
constexpr std::int64_t most_inverse_rate = 1000000;
constexpr int most_columns_run = 640;             // each loop takes n^2 scores a head
constexpr std::int64_t most_entry_bits = 100000;  // Newton's iteration doubles digits each step

/// A program, and what else is known of its result.
struct Job {
  Program program = {};
  std::vector<std::string> shown = {};  ///< cells of the result; empty: all
  Function<Matrix()> expected = {};     ///< leading entries of the cell shown, by other means
  std::int64_t most_steps = default_max_steps;
};

std::vector<derive::RowItem> lines_of(const check::RunRequest& request, std::size_t most) {
  derive::RowItem lines = derive::csv_lines(request.text, request.place);
  if (lines.items.empty()) lines.refuse("matrix-empty", "no number", "lines of numbers");
  if (lines.items.size() > most) {
    lines.items[most].refuse("matrix-size", std::to_string(lines.items.size()) + " lines",
                             "at most " + std::to_string(most));
  }
  return lines.items;
}

/// As many lines as numbers in each. \throws InputError matrix-empty, matrix-size, matrix-square
Matrix square_matrix(const check::RunRequest& request) {
  const std::vector<derive::RowItem> lines = lines_of(request, machine::fleq::most_side);
  const int side = static_cast<int>(lines.size());
  Matrix result(side, side);
  for (int i = 0; i < side; ++i) {
    const derive::RowItem& line = lines[static_cast<std::size_t>(i)];
    if (std::ssize(line.items) != side) {
      line.refuse("matrix-square", std::to_string(line.items.size()) + " numbers",
                  std::to_string(side) + ", as many as there are lines");
    }
    for (int j = 0; j < side; ++j) {
      result(i, j) = line.items[static_cast<std::size_t>(j)].value;
    }
  }
  return result;
}

/// A line a sample: its inputs, then what is wanted. \throws InputError matrix-empty, matrix-size
std::vector<task::Sample> samples_out_of(const check::RunRequest& request) {
  std::vector<task::Sample> result;
  const std::vector<derive::RowItem> lines = lines_of(request, 64);
  for (const derive::RowItem& line : lines) {
    const auto expected = static_cast<std::int64_t>(lines[0].items.size());
    if (std::ssize(line.items) != expected || expected < 2 ||
        expected > machine::fleq::most_side + 1) {
      line.refuse(
          "matrix-size", std::to_string(line.items.size()) + " numbers",
          "as many as in line 1, from 2 to " + std::to_string(machine::fleq::most_side + 1));
    }
    task::Sample& sample = result.emplace_back();
    for (const derive::RowItem& item : line.items) sample.input.push_back(item.value);
    sample.wanted = {sample.input.back()};
    sample.input.pop_back();
  }
  return result;
}

Matrix as_column(const std::vector<Rational>& entries) {
  Matrix result(static_cast<int>(entries.size()), 1);
  for (int i = 0; i < result.rows(); ++i) result(i, 0) = entries[static_cast<std::size_t>(i)];
  return result;
}

Job newton_job(const check::RunRequest& request, int iterations, bool is_call) {
  const Matrix a = square_matrix(request);
  bool is_zero = true;
  for (int i = 0; i < a.rows(); ++i) {
    for (const Rational& entry : a.row(i)) is_zero = is_zero && entry.is_zero();
  }
  if (is_zero) {
    throw InputError("matrix-zero", request.place, "zeros", "a matrix that is not zero");
  }
  const Matrix x0 = task::newton_start(a);
  return {.program =
              is_call ? newton_call_program(a, x0, iterations) : newton_program(a, x0, iterations),
          .shown = {"X"},
          .expected = [=] { return task::newton_inverse(a, x0, iterations); }};
}

Job power_job(const check::RunRequest& request, int iterations) {
  const Matrix a = square_matrix(request);
  const std::vector<Rational> ones(static_cast<std::size_t>(a.rows()), 1);
  return {.program = power_program(a, ones, iterations), .shown = {"x"}, .expected = [=] {
            return as_column(task::power_method(a, ones, iterations));
          }};
}

Job descent_job(const check::RunRequest& request, int epochs) {
  const std::vector<task::Sample> samples = samples_out_of(request);
  const Rational rate = Rational(1) / Rational(derive::integer_setting(request, "inverse_rate", 1,
                                                                       most_inverse_rate, 8));
  const std::vector<Rational> zeros(samples[0].input.size());
  return {
      .program = descent_program(static_cast<int>(zeros.size()), samples, zeros, rate, epochs),
      .shown = {"w"},
      .expected = [=] { return as_column(task::linear_descent(samples, zeros, rate, epochs)); }};
}

Job job_of(const check::RunRequest& request) {
  const std::string label = derive::require_taken(
      request, {.statements = {"S1", "S2.newton", "S2.newton.call", "S2.power", "S2.descent"},
                .settings = {"steps", "inverse_rate"},
                .no_max_steps = nullptr});
  if (label != "S2.descent" && request.settings.contains("inverse_rate")) {
    throw InputError("run-setting", "--set inverse_rate", label, "--statement S2.descent");
  }
  if (label == "S1" && request.settings.contains("steps")) {
    throw InputError("run-setting", "--set steps", label,
                     "--max-steps, or a statement whose algorithm iterates");
  }
  const auto iterations = static_cast<int>(
      derive::integer_setting(request, "steps", 1, most_iterations, default_iterations));
  Job job;
  if (label == "S1") job.program = machine::fleq::parse(request.text, request.place);
  if (label == "S2.newton") job = newton_job(request, iterations, false);
  if (label == "S2.newton.call") job = newton_job(request, iterations, true);
  if (label == "S2.power") job = power_job(request, iterations);
  if (label == "S2.descent") job = descent_job(request, iterations);
  job.most_steps = request.max_steps.value_or(label == "S1" ? default_max_steps
                                                            : greatest_max_steps);  // they all end
  if (job.most_steps < 0 || job.most_steps > greatest_max_steps) {
    throw InputError("run-max-steps", "--max-steps", std::to_string(job.most_steps),
                     "an integer from 0 to " + std::to_string(greatest_max_steps));
  }
  return job;
}

/// The construction, the model file in its place, or a mutant of it. \throws InputError
model::Transformer built(const check::RunRequest& request, const Size& size) {
  model::Transformer model = construction(size);
  if (!request.model_text.empty()) {
    model::ModelFile file = derive::file_of(request, model.fields);
    derive::require_rational(file.model, request.model_place);
    if (file.model.registers != model.registers) {
      throw InputError("model-fields", request.model_place, "other registers",
                       "those of the block with the operations that the program calls");
    }
    model = std::move(file.model);
  }
  const auto same_size = [size](const check::Params&) { return size; };
  return derive::broken(std::move(model), request.mutant, mutants(same_size));
}

void require_short_entries(const Program& program, const State& state, std::int64_t steps) {
  for (std::size_t cell = 0; cell < state.memory.size(); ++cell) {
    for (int i = 0; i < program.side; ++i) {
      for (const Rational& entry : state.memory[cell].row(i)) {
        const std::int64_t bits = std::max(entry.num().bit_length(), entry.den().bit_length());
        if (bits <= most_entry_bits) continue;
        throw InputError(
            "run-bits",
            "cell " + program.names[cell] + " after " + std::to_string(steps) + " instructions",
            std::to_string(bits) + " bits",
            "at most " + std::to_string(most_entry_bits) + ", by fewer steps or --max-steps");
      }
    }
  }
}

/// One program through one model, beside the interpreter.
class Execution {
 public:
  Execution(const Job& job, const LoopedBlock& block, const LoopedBlock& truth)
      : job_(job),
        block_(block),
        truth_(truth),
        now_(machine::fleq::start(job.program)),
        state_(block.embed(job.program, now_)),
        agrees_(state_ == truth.embed(job.program, now_)) {}

  /// Runs to the last command or the most steps; stops where the states differ.
  void run(const Function<bool()>& is_interrupted) {
    while (agrees_ && !is_halted() && steps_ < job_.most_steps) {
      if (is_interrupted && is_interrupted()) break;
      agrees_ = loop();
    }
    if (!agrees_ || !is_halted() || !job_.expected) return;
    const State state = block_.read(state_);
    const Matrix& cell =
        state.memory[static_cast<std::size_t>(job_.program.cell(job_.shown.at(0)))];
    const Matrix expected = job_.expected();
    agrees_ = corner(cell, expected.rows(), expected.cols()) == expected;
  }

  [[nodiscard]] bool agrees() const { return agrees_; }
  [[nodiscard]] bool is_halted() const { return now_.pc == job_.program.last_command(); }

  /// Steps and cells as the block has them.
  [[nodiscard]] std::string result_json() const {
    const State state = block_.read(state_);
    std::string cells;
    for (std::size_t cell = 0; cell < state.memory.size(); ++cell) {
      const std::string& name = job_.program.names[cell];
      if (!job_.shown.empty() && std::ranges::find(job_.shown, name) == job_.shown.end()) continue;
      cells += (cells.empty() ? "\"" : ",\"") + name + "\":" + rows_text(state.memory[cell]);
    }
    const bool has_ended = state.pc == job_.program.last_command();
    return std::string(R"({"halted":)") + (has_ended ? "true" : "false") + R"(,"steps":)" +
           std::to_string(steps_) + R"(,"cells":{)" + cells + "}}";
  }

 private:
  /// One instruction on both sides. \returns whether every entry agrees under every rule for ties
  bool loop() {
    machine::fleq::step(job_.program, now_);
    ++steps_;
    require_short_entries(job_.program, now_, steps_);
    const Matrix expected = truth_.embed(job_.program, now_);
    Matrix found;
    for (const model::Tie tie : model::ties_of(block_.model())) {
      try {
        found = block_.loop(state_, tie);
      } catch (const model::Undefined&) {  // only a broken model comes here
        return false;
      }
      if (found != expected) break;
    }
    state_ = std::move(found);
    return state_ == expected;
  }

  static std::string rows_text(const Matrix& matrix) {
    std::string rows;
    for (int i = 0; i < matrix.rows(); ++i) {
      std::string row;
      for (const Rational& entry : matrix.row(i)) {
        row += row.empty() ? "" : ",";
        row += entry.is_integer() && entry.num().bit_length() <= 53
                   ? entry.to_string()
                   : "\"" + entry.to_string() + "\"";
      }
      rows += (rows.empty() ? "[" : ",[") + row + "]";
    }
    return "[" + rows + "]";
  }

  const Job& job_;
  const LoopedBlock& block_;
  const LoopedBlock& truth_;
  State now_;
  Matrix state_;
  std::int64_t steps_ = 0;
  bool agrees_ = false;
};

}  // namespace

std::vector<check::RunResult> run(const check::RunRequest& request) {
  const Job job = job_of(request);
  const Size size = size_for(job.program);
  if (size.columns() > most_columns_run) {
    throw InputError(
        "run-columns", request.place, std::to_string(size.columns()) + " columns",
        "at most " + std::to_string(most_columns_run) + ": side * (cells + 1) + commands");
  }
  const LoopedBlock truth(size);
  const LoopedBlock block(size, built(request, size));
  Execution execution(job, block, truth);
  execution.run(request.is_interrupted);
  return {{.input = request.place,
           .result_json = execution.result_json(),
           .agrees = execution.agrees(),
           .model = derive::facts_of(block.model())}};
}

}  // namespace attest::fleq_function_blocks
