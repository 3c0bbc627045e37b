// SPDX-License-Identifier: Apache-2.0
/// \file
/// `attest run`: a user's image through the weights, loop by loop beside the direct interpreter.
#include <algorithm>
#include <set>
#include <utility>

#include "claims/looped_subleq_von_neumann/encoding.hpp"
#include "claims/looped_subleq_von_neumann/expected_rows.hpp"
#include "claims/looped_subleq_von_neumann/parts.hpp"
#include "reference/derive/loop_trace.hpp"
#include "reference/derive/request.hpp"
#include "reference/engine/looped.hpp"
#include "reference/machine/subleq_image.hpp"
#include "reference/number/error.hpp"

namespace attest::looped_subleq_von_neumann {
namespace {

using machine::subleq::Dialect;
using machine::subleq::Executed;
using machine::subleq::Memory;

constexpr std::int64_t default_most_steps = 100'000'000;
constexpr int most_columns_checked = 512;  // of loops 1, 2, 4, ...; each takes some n^2 scores
constexpr std::int64_t interrupt_every = 1 << 14;

/// What was asked for, read.
struct Settings {
  Blocks blocks = Blocks::three_layers;
  machine::subleq::Rules rules = {};
  std::vector<std::int64_t> image = {};
  std::string input = {};
  std::int64_t most_steps = default_most_steps;
  std::int64_t check_every = 0;  ///< loops also evaluated in full: every so many; 0: none
};

std::string text_setting(const check::RunRequest& request, const std::string& name) {
  const auto found = request.settings.find(name);
  return found == request.settings.end() ? "" : found->second;
}

Settings settings_of(const check::RunRequest& request) {
  Settings result;
  const std::string label = derive::require_taken(
      request, {.statements = {"V3", "V2", "VI"},
                .settings = {"dialect", "word_bits", "words", "format", "check_every"},
                .no_max_steps = nullptr,
                .no_model = "the blocks are built for the image's words",
                .has_console = true,
                .has_trace = true});
  result.blocks = label == "V3"   ? Blocks::three_layers
                  : label == "V2" ? Blocks::two_layers
                                  : Blocks::integers;
  result.rules.dialect =
      machine::subleq::console_dialect(text_setting(request, "dialect"), "--set dialect");
  const bool is_howerj = result.rules.dialect == Dialect::howerj;
  if (result.blocks == Blocks::integers) {
    if (is_howerj) {
      throw InputError("subleq-dialect", "--set dialect", "howerj",
                       "davidar: VI computes with integers that do not wrap");
    }
    if (request.settings.contains("word_bits")) {
      throw InputError("run-setting", "--set word_bits", text_setting(request, "word_bits"),
                       "no word_bits: VI computes with integers");
    }
    result.rules.word_bits = 0;
  } else {
    result.rules.word_bits =
        static_cast<int>(derive::integer_setting(request, "word_bits", 2, 62, is_howerj ? 16 : 32));
  }
  const std::string format = text_setting(request, "format");
  if (!format.empty() && format != "image" && format != "assembly") {
    throw InputError("run-setting", "--set format", format, "image or assembly");
  }
  result.image = format == "assembly"
                     ? machine::subleq::assemble(request.text, request.place, result.rules)
                     : machine::subleq::parse_image(request.text, request.place, result.rules);
  result.input = request.input.value_or("");
  result.most_steps = request.max_steps.value_or(default_most_steps);
  result.check_every = derive::integer_setting(request, "check_every", 0,
                                               std::numeric_limits<std::int64_t>::max(), 0);
  return result;
}

/// The least memory, zero behind the image, in which the run meets no address without a word.
/// \throws InputError subleq-address where there is none
int least_words(const Settings& settings, const Function<bool()>& is_interrupted) {
  const auto image = std::ssize(settings.image);
  const int bits = settings.rules.word_bits;
  std::int64_t most = static_cast<std::int64_t>(machine::subleq::most_words);
  if (bits != 0 && bits < 20) most = std::int64_t{1} << bits;
  if (image > most) {
    throw InputError(
        "subleq-size", "the image", std::to_string(image) + " words",
        "at most " + std::to_string(most) + ", the addresses of " + std::to_string(bits) + " bits");
  }
  Memory memory{.words = settings.image};
  memory.words.resize(static_cast<std::size_t>(most));
  std::int64_t last = std::max<std::int64_t>(image, 3) - 1;
  std::size_t consumed = 0;
  for (std::int64_t i = 0; i < settings.most_steps && !memory.is_halted(); ++i) {
    if (i % interrupt_every == 0 && is_interrupted && is_interrupted()) break;
    last = std::max(last, std::min(memory.pc + 2, most - 1));
    const Executed done = machine::subleq::step(
        settings.rules, memory, machine::subleq::character_at(settings.input, consumed));
    if (done.is_input && consumed < settings.input.size()) ++consumed;
    if (!done.is_input) last = std::max(last, settings.rules.address(done.a));
    if (done.target) last = std::max(last, *done.target);
  }
  return static_cast<int>(last + 1);
}

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
        rows_(built, settings.blocks, size, first_),
        trace_(model, request, {.column = [this](int column) { return name_of(column); }}) {
    checks_ = {.at_powers_of_two = size.columns() <= most_columns_checked,
               .every = settings.check_every};
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
    return agrees;
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
    if (done.target) {
      rows_.set_word(first_memory_column() + static_cast<int>(*done.target),
                     now_.memory.words[static_cast<std::size_t>(*done.target)]);
    }
    rows_.set_machine(now_);
    const bool equals_literal = looped_.checked_pass(checks_);
    ATTEST_REQUIRE(equals_literal, "a loop in parts and in full");
    if (is_told) trace_.end(looped_, "pc was " + std::to_string(last_pc_));
    last_pc_ = now_.memory.pc;
    const bool result = looped_.is_incremental() ? agrees(done) : agrees_in_full();
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
    rows_.set_word(1, settings_.rules.word(-now_.character));
    const std::span<const std::int32_t> port = rows_.row(1);
    const int first = rows_.word_coordinate();
    const int size = settings_.rules.word_bits == 0 ? 1 : settings_.rules.word_bits;
    for (int at = first; at < first + size; ++at) {
      looped_.set(1, at, port[static_cast<std::size_t>(at)]);
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

  /// Whether the columns agree that either side changed; the others agreed before. After a halt V2
  /// has fetched what is not there: only pc, the words and what was written count.
  [[nodiscard]] bool agrees(const Executed& done) const {
    const auto same = [&](int column) {
      return std::ranges::equal(looped_.row(column), rows_.row(column));
    };
    const bool is_fetch_void = settings_.blocks == Blocks::two_layers && now_.memory.is_halted();
    if (!is_fetch_void && !same(0)) return false;
    if (is_fetch_void && !same_part(0, "pc")) return false;
    if (done.target && !same(first_memory_column() + static_cast<int>(*done.target))) return false;
    return std::ranges::all_of(looped_.changed(),
                               [&](int column) { return column == 0 || same(column); });
  }

  [[nodiscard]] bool same_part(int column, const std::string& name) const {
    const auto first = static_cast<std::size_t>(model::coordinate(built_, name));
    const auto size = static_cast<std::size_t>(settings_.rules.word_bits);
    return std::ranges::equal(looped_.row(column).subspan(first, size),
                              rows_.row(column).subspan(first, size));
  }

  /// The same of a state that was evaluated literally.
  [[nodiscard]] bool agrees_in_full() const {
    const Matrix found = looped_.state();
    for (int column = 0; column < found.rows(); ++column) {
      const std::span<const std::int32_t> wanted = rows_.row(column);
      for (int at = 0; at < found.cols(); ++at) {
        if (found(column, at) != wanted[static_cast<std::size_t>(at)]) return false;
      }
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
  ExpectedRows rows_;
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
