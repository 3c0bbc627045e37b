// SPDX-License-Identifier: Apache-2.0
/// \file
/// Programs through the weights of a block; see looped_run.hpp.
#include "reference/derive/looped_run.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "reference/derive/loop_trace.hpp"
#include "reference/derive/looped_settings.hpp"
#include "reference/derive/looped_states.hpp"
#include "reference/derive/resources.hpp"
#include "reference/engine/looped.hpp"
#include "reference/machine/subleq_file.hpp"
#include "reference/machine/subleq_image.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/error.hpp"
#include "reference/number/function.hpp"
#include "reference/task/subleq.hpp"

namespace attest::derive::looped {
namespace {

using gadget::looped::Snapshot;
using gadget::looped::tokens_of;
using machine::subleq::Program;
using machine::subleq::State;

constexpr int most_columns_checked = 512;  // of loops 1, 2, 4, ...; each takes some n^2 scores

/// What `program` looks like between two instructions; `before` is the state one instruction ago.
Snapshot snapshot_of(const Program& program, const State& before, const State& now) {
  Snapshot result{.commands = program.commands, .memory = before.memory, .pc = now.pc};
  result.pending = now.memory[0];  // of the first state: any word, as no column is its target
  return result;
}

std::string text_of(const std::vector<Rational>& words) {
  std::string result;
  for (const Rational& word : words) {
    result += result.empty() ? "" : ",";
    result += word.is_integer() ? word.to_string() : "\"" + word.to_string() + "\"";
  }
  return "[" + result + "]";
}

/// The block on one program.
class Machine {
 public:
  /// \param model what runs; \param built the unbroken block, whose circuit embeds the truth. Both,
  /// the program and the settings outlive the machine.
  Machine(const model::Transformer& model, const model::Transformer& built, const Program& program,
          const Settings& settings, const check::RunRequest& request)
      : model_(model),
        built_(built),
        program_(program),
        settings_(settings),
        evaluator_(model, model::Arithmetic::rational, 0),
        truth_(built, model::Arithmetic::rational, 0),
        now_(machine::subleq::start(program)),
        snapshot_(snapshot_of(program, now_, now_)),
        state_(evaluator_.embed(tokens_of(settings.blocks, snapshot_))),
        looped_(model, state_, model::Tie::average),
        checks_{.at_powers_of_two = program.columns() <= most_columns_checked,
                .every = settings.check_every},
        trace_(model, request, names()) {
    for (const model::Output& out : built.embed.out) {
      embedded_.push_back(model::coordinate(built, out.name, out.at));
    }
  }

  /// Runs to the last command or the most steps. \returns whether every state agreed
  [[nodiscard]] bool run(const Function<bool()>& is_interrupted) {
    bool agrees = state_ == expected(snapshot_);
    while (agrees && !is_halted() && steps_ < settings_.most_steps) {
      if (is_interrupted && is_interrupted()) break;
      agrees = loop();
    }
    return agrees;
  }

  [[nodiscard]] bool is_halted() const { return now_.pc == program_.last_command(); }

  /// Steps and words as the block has them.
  [[nodiscard]] std::string result_json() const {
    const model::Answer answer = model::decode(model_, state(), program_.columns());
    const std::size_t fields = model_.fields.size();
    const auto field = [&](std::size_t column, int name) {
      return answer[column * fields + static_cast<std::size_t>(name)];
    };
    std::vector<Rational> words;
    for (std::size_t column = 1; column <= program_.memory.size(); ++column) {
      const bool is_pending = settings_.blocks == Blocks::one_layer &&
                              field(0, task::SubleqPending::target) == Rational(column);
      words.push_back(field(is_pending ? 0 : column, task::SubleqPending::word));
    }
    return std::string(R"({"halted":)") + (is_halted() ? "true" : "false") + R"(,"steps":)" +
           std::to_string(steps_) + R"(,"memory":)" + text_of(words) + "}";
  }

 private:
  /// Whether a state decodes to the tokens that the interpreter has.
  [[nodiscard]] bool decodes(const Matrix& state) const {
    const Matrix tokens = tokens_of(settings_.blocks, snapshot_);
    std::vector<Rational> expected;
    for (int i = 0; i < tokens.rows(); ++i) {
      expected.insert(expected.end(), tokens.row(i).begin(), tokens.row(i).end());
    }
    try {
      return model::decode(model_, state, program_.columns()) == expected;
    } catch (const model::Undefined&) {  // only a broken decoder comes here
      return false;
    }
  }

  /// One instruction on both sides. \returns whether every entry of the states, and what they
  /// decode to, agrees
  bool loop() {
    const State before = now_;
    const Snapshot last = snapshot_;
    const int target = program_.command_at(now_.pc).b;
    machine::subleq::step(program_, settings_.word_bits, now_);
    ++steps_;
    snapshot_ = snapshot_of(program_, settings_.blocks == Blocks::one_layer ? before : now_, now_);
    snapshot_.target = target;
    snapshot_.last = before.pc;
    snapshot_.pending = now_.memory[static_cast<std::size_t>(target - 1)];
    if (!looped_.is_incremental()) return literal_loop(last);
    const bool is_told = trace_.begin(steps_, looped_);
    const bool equals_literal = looped_.checked_pass(checks_);
    ATTEST_REQUIRE(equals_literal, "a loop in parts and in full");
    if (is_told) trace_.end(looped_, "pc was " + std::to_string(before.pc));
    // Where a rule for ties may matter, all three are evaluated.
    if (looped_.has_tie()) return literal_loop(last);
    state_ = Matrix();
    return agrees(last.target);
  }

  /// The loop from the state that the interpreter had, under every rule for ties.
  bool literal_loop(const Snapshot& last) {
    const Matrix start = expected(last);
    const Matrix wanted = expected(snapshot_);
    for (const model::Tie tie :
         {model::Tie::leftmost, model::Tie::rightmost, model::Tie::average}) {
      Matrix found = evaluator_.final_state(start, tie);
      const bool agrees = found == wanted && decodes(found);
      if (agrees && tie != model::Tie::average) continue;
      state_ = std::move(found);
      return agrees;
    }
    return true;
  }

  /// Whether the columns agree that either side changed: the machine's, those of the last two
  /// writes, and what the loop reports. The others agreed before. After the first loop, all.
  [[nodiscard]] bool agrees(int last_target) const {
    std::set<int> columns{0, last_target, snapshot_.target};
    columns.insert(looped_.changed().begin(), looped_.changed().end());
    if (steps_ == 1) {
      const Matrix found = looped_.state();
      return found == expected(snapshot_) && decodes(found);
    }
    const Matrix tokens = tokens_of(settings_.blocks, snapshot_);
    return std::ranges::all_of(columns, [&](int column) { return agrees_in(column, tokens); });
  }

  /// Whether a column is what the interpreter's is embedded as, and decodes to it.
  [[nodiscard]] bool agrees_in(int column, const Matrix& tokens) const {
    const int n = program_.columns();
    const std::vector<Rational> fields(tokens.row(column).begin(), tokens.row(column).end());
    std::vector<Rational> wanted(static_cast<std::size_t>(model::width(model_)));
    const std::vector<Rational> outputs = model::evaluate(built_.embed, fields, column, n);
    for (std::size_t i = 0; i < outputs.size(); ++i) {
      wanted[static_cast<std::size_t>(embedded_[i])] = outputs[i];
    }
    for (int at = 0; at < model::width(model_); ++at) {
      if (looped_.entry(column, at) != wanted[static_cast<std::size_t>(at)]) return false;
    }
    try {
      return model::evaluate(model_.decode.circuit, wanted, column, n) == fields;
    } catch (const model::Undefined&) {  // only a broken decoder comes here
      return false;
    }
  }

  /// How a trace calls columns and registers.
  [[nodiscard]] derive::LoopNames names() const {
    const int first = program_.first_command();
    const int fetched = settings_.blocks == Blocks::one_layer ? 4 : 3;
    return {.column =
                [first](int column) {
                  if (column == 0) return std::string("the machine");
                  return column < first ? "word " + std::to_string(column - 1)
                                        : "command " + std::to_string(column - first);
                },
            .parts = {{"cmd", 3}, {"ins", 3}, {"b3", fetched}, {"b4", fetched}}};
  }

  /// The state that a snapshot of the interpreter is embedded as.
  [[nodiscard]] Matrix expected(const Snapshot& snapshot) const {
    return truth_.embed(tokens_of(settings_.blocks, snapshot));
  }

  /// What the block has now.
  [[nodiscard]] Matrix state() const { return state_.rows() == 0 ? looped_.state() : state_; }

  const model::Transformer& model_;
  const model::Transformer& built_;
  const Program& program_;
  const Settings& settings_;
  model::Evaluator evaluator_;
  model::Evaluator truth_;
  State now_;
  Snapshot snapshot_;
  Matrix state_;  // empty: looped_ has it
  engine::Looped looped_;
  engine::LoopedChecks checks_;
  derive::LoopTrace trace_;
  std::vector<int> embedded_ = {};  // coordinates that the embedding assigns, in its order
  std::int64_t steps_ = 0;
};

}  // namespace

std::vector<check::RunResult> run_programs(const check::RunRequest& request, const LoopedRun& run) {
  const Settings settings = settings_of(request, run);
  const std::vector<Program> programs =
      settings.is_assembly
          ? std::vector{machine::subleq::assemble_apart(request.text, request.place)}
          : machine::subleq::parse(request.text, request.place);
  std::vector<check::RunResult> results;
  for (const Program& program : programs) {
    const std::string name = program.name.empty() ? request.place : program.name;
    require_fitting_words(program, settings.word_bits, request.place + ": " + name);
  }
  for (const Program& read : programs) {
    const Program program = machine::subleq::with_one_scratch_column(read);
    const Size size{.columns = program.columns(),
                    .memory = static_cast<int>(program.memory.size()),
                    .word_bits = settings.word_bits};
    const check::Params params{
        {"columns", size.columns}, {"memory", size.memory}, {"word_bits", size.word_bits}};
    const model::Transformer built = gadget::looped::block(settings.blocks, size);
    const model::Transformer model = model_of(request, run, settings, params, built);
    Machine machine(model, built, program, settings, request);
    const bool agrees = machine.run(request.is_interrupted);
    const derive::Resources used = derive::resources(model);
    results.push_back({.input = program.name.empty() ? request.place : program.name,
                       .result_json = machine.result_json(),
                       .agrees = agrees,
                       .model = {{"layers", used.layers + used.mlp_layers},
                                 {"heads", used.heads},
                                 {"width", used.width},
                                 {"nonzeros", used.nonzeros}}});
  }
  return results;
}

}  // namespace attest::derive::looped
