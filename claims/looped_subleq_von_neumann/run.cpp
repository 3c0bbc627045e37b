// SPDX-License-Identifier: Apache-2.0
/// \file
/// `attest run`: a user's image through the weights, loop by loop beside the direct interpreter.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "claims/looped_subleq_von_neumann/expected_rows.hpp"
#include "claims/looped_subleq_von_neumann/parts.hpp"
#include "claims/looped_subleq_von_neumann/run_settings.hpp"
#include "reference/derive/loop_trace.hpp"
#include "reference/derive/request.hpp"
#include "reference/engine/looped.hpp"
#include "reference/gadget/one_memory_encoding.hpp"
#include "reference/machine/subleq_image.hpp"

namespace attest::looped_subleq_von_neumann {
namespace {

using machine::subleq::Dialect;
using machine::subleq::Executed;
using machine::subleq::Memory;

constexpr int most_columns_checked = 512;  // of loops 1, 2, 4, ...; each takes some n^2 scores

/// Text as a JSON string of its bytes: what is not printable ASCII as \u00XX.
std::string json_text(const std::string& bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string result = "\"";
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      result += '\\';
      result += c;
    } else if (byte < 0x20 || byte > 0x7e) {
      result += "\\u00";
      result += digits[byte >> 4U];
      result += digits[byte & 15U];
    } else {
      result += c;
    }
  }
  return result + "\"";
}

/// The block on one image.
class Machine {
 public:
  /// \param model what runs; \param built the unbroken block, whose circuit embeds the truth. All
  /// outlive the machine.
  Machine(const model::Transformer& model, const model::Transformer& built, const Size& size,
          const Settings& settings, const check::RunRequest& request)
      : model_(model),
        built_(built),
        size_(size),
        settings_(settings),
        request_(request),
        evaluator_(model, model::Arithmetic::rational, 0),
        now_(first_state()),
        first_(evaluator_.embed(tokens_of(settings.blocks, size, now_))),
        // Leftmost, as the fetch of V2 that is not used may tie.
        looped_(model, first_, model::Tie::leftmost),
        trace_(model, request, {.column = [this](int column) { return name_of(column); }}) {
    checks_ = {.at_powers_of_two = size.columns() <= most_columns_checked,
               .every = settings.check_every};
    if (looped_.is_incremental()) rows_.emplace(built, settings.blocks, size, first_);
  }

  /// Runs to the end or the most steps. \returns whether every state agreed
  [[nodiscard]] bool run() {
    // A mutant may embed the state in another way.
    bool agrees = model_.embed == built_.embed;
    while (agrees && !now_.memory.is_halted() && steps_ < settings_.most_steps) {
      if (steps_ % interrupt_every == 0 && request_.is_interrupted && request_.is_interrupted()) {
        break;
      }
      agrees = loop();
    }
    flush();
    return agrees && (steps_ == 0 || agrees_in_full());
  }

  /// What the machine did, its output as the block has it.
  [[nodiscard]] std::string result_json() const {
    const auto number = [](std::int64_t value) { return std::to_string(value); };
    return std::string(R"({"halted":)") + (now_.memory.is_halted() ? "true" : "false") +
           R"(,"steps":)" + number(steps_) + R"(,"output":)" + json_text(output_) +
           R"(,"consumed":)" + number(static_cast<std::int64_t>(consumed_)) + R"(,"pc":)" +
           number(now_.memory.pc) + R"(,"words":)" + number(size_.words) +
           R"(,"next_instruction_writes":)" + number(next_writes_) + R"(,"columns_computed":)" +
           number(looped_.computed()) + "}";
  }

 private:
  [[nodiscard]] Snapshot first_state() const {
    Snapshot result{.memory = {.words = settings_.image}};
    result.memory.words.resize(static_cast<std::size_t>(size_.words));
    result.character = machine::subleq::character_at(settings_.input, 0);
    return result;
  }

  [[nodiscard]] int first_memory_column() const { return size_.columns() - size_.words; }

  [[nodiscard]] std::string name_of(int column) const {
    const int first = first_memory_column();
    if (column >= first) return "address " + std::to_string(column - first);
    if (column == 0) return "the machine";
    if (column == 1) return "the input";
    return column == first - 1 ? "the empty column" : "the word 0";
  }

  /// One instruction on both sides. \returns whether every entry agrees
  bool loop() {
    const bool is_told = trace_.begin(steps_ + 1, looped_);
    const Executed done = machine::subleq::step(settings_.rules, now_.memory, now_.character);
    now_.read = done.read;
    now_.is_input = done.is_input;
    now_.is_output = done.is_output;
    count_next_write(done);
    ++steps_;
    if (rows_ && done.target) {
      rows_->set_word(first_memory_column() + static_cast<int>(*done.target),
                      now_.memory.words[static_cast<std::size_t>(*done.target)]);
    }
    if (rows_) rows_->set_machine(now_);
    const bool equals_literal = looped_.checked_pass(checks_);
    ATTEST_REQUIRE(equals_literal, "a loop in parts and in full");
    if (is_told) trace_.end(looped_, "pc was " + std::to_string(last_pc_));
    last_pc_ = now_.memory.pc;
    if (!looped_.is_incremental()) rows_.reset();
    const bool is_power = (steps_ & (steps_ - 1)) == 0;
    const bool result = is_power || !rows_ ? agrees_in_full() : agrees_where_changed(done);
    if (result && done.has_output()) write(done.read);
    if (result && done.is_input) feed();
    return result;
  }

  void count_next_write(const Executed& done) {
    if (!done.target || now_.memory.is_halted()) return;
    const std::int64_t distance = *done.target - settings_.rules.address(now_.memory.pc);
    if (0 <= distance && distance < 3) ++next_writes_;
  }

  /// Puts the next character to the port.
  void feed() {
    if (consumed_ < settings_.input.size()) ++consumed_;
    now_.character = machine::subleq::character_at(settings_.input, consumed_);
    const std::int64_t word = settings_.rules.word(-now_.character);
    if (rows_) rows_->set_word(1, word);
    const int bits = settings_.rules.word_bits;
    if (bits == 0) {
      looped_.set(1, model::coordinate(built_, "x"), static_cast<std::int32_t>(word));
      return;
    }
    for (int i = 0; i < bits; ++i) {
      const bool is_set =
          ((static_cast<std::uint64_t>(word) >> static_cast<unsigned>(i)) & 1U) != 0;
      looped_.set(1, model::coordinate(built_, "mem", bits - 1 - i), is_set ? 1 : -1);
    }
  }

  void write(std::int64_t word) {
    output_ += static_cast<char>(static_cast<unsigned char>(word));
    if (output_.size() - flushed_ >= 256 || output_.back() == '\n') flush();
  }
  void flush() {
    if (request_.output && flushed_ < output_.size()) {
      request_.output(std::string_view(output_).substr(flushed_));
    }
    flushed_ = output_.size();
  }

  /// Whether the columns agree that either side changed; the others agreed before.
  [[nodiscard]] bool agrees_where_changed(const Executed& done) const {
    if (!machine_agrees()) return false;
    const auto same = [&](int column) { return looped_.agrees(column, rows_->rows()); };
    if (done.target && !same(first_memory_column() + static_cast<int>(*done.target))) return false;
    return std::ranges::all_of(looped_.changed(),
                               [&](int column) { return column == 0 || same(column); });
  }

  [[nodiscard]] bool machine_agrees() const {
    return is_fetch_void() ? same_pc() : looped_.agrees(0, rows_->rows());
  }
  /// After a halt V2 has fetched what is not there: of column 0 pc counts alone.
  [[nodiscard]] bool is_fetch_void() const {
    return settings_.blocks == Blocks::two_layers && now_.memory.is_halted();
  }

  [[nodiscard]] bool same_pc() const {
    const auto pc = static_cast<std::uint64_t>(now_.memory.pc);
    const int bits = settings_.rules.word_bits;
    for (int i = 0; i < bits; ++i) {
      const bool is_set = ((pc >> static_cast<unsigned>(i)) & 1U) != 0;
      const int at = model::coordinate(built_, "pc", bits - 1 - i);
      if (looped_.entry(0, at) != Rational(is_set ? 1 : -1)) return false;
    }
    return true;
  }

  /// The same of all columns in all their entries.
  [[nodiscard]] bool agrees_in_full() const {
    if (is_fetch_void() && !same_pc()) return false;
    const int first = is_fetch_void() ? 1 : 0;
    if (rows_) {
      for (int column = first; column < size_.columns(); ++column) {
        if (looped_.row(column) != rows_->row(column)) return false;
      }
      return true;
    }
    const Matrix found = looped_.state();
    const Matrix wanted = evaluator_.embed(tokens_of(settings_.blocks, size_, now_));
    for (int column = first; column < size_.columns(); ++column) {
      if (!std::ranges::equal(found.row(column), wanted.row(column))) return false;
    }
    return true;
  }

  const model::Transformer& model_;
  const model::Transformer& built_;
  const Size& size_;
  const Settings& settings_;
  const check::RunRequest& request_;
  model::Evaluator evaluator_;
  Snapshot now_;
  Matrix first_;
  engine::Looped looped_;
  std::optional<ExpectedRows> rows_ = {};  // while the evaluation is incremental
  derive::LoopTrace trace_;
  engine::LoopedChecks checks_ = {};
  std::int64_t steps_ = 0;
  std::int64_t next_writes_ = 0;
  std::int64_t last_pc_ = 0;
  std::size_t consumed_ = 0;
  std::string output_ = {};
  std::size_t flushed_ = 0;
};

}  // namespace

std::vector<check::RunResult> run(const check::RunRequest& request) {
  const Settings settings = settings_of(request);
  const int needed = least_words(settings, request.is_interrupted);
  const Size size{.words = static_cast<int>(derive::integer_setting(
                      request, "words", needed, machine::subleq::most_words, needed)),
                  .rules = settings.rules};
  const check::Params params{{"words", size.words},
                             {"word_bits", settings.rules.word_bits},
                             {"dialect", settings.rules.dialect == Dialect::howerj ? 0 : 1}};
  const model::Transformer built = block(settings.blocks, size);
  const model::Transformer model =
      derive::broken(built, request.mutant, mutants(settings.blocks), params);
  Machine machine(model, built, size, settings, request);
  const bool agrees = machine.run();
  return {{.input = request.place,
           .result_json = machine.result_json(),
           .agrees = agrees,
           .model = derive::facts_of(model)}};
}

}  // namespace attest::looped_subleq_von_neumann
