// SPDX-License-Identifier: Apache-2.0
/// \file
/// `attest run`: a user's image through the weights, loop by loop beside the direct interpreter.
#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "claims/looped_relu_mlp/parts.hpp"
#include "claims/looped_relu_mlp/trace.hpp"
#include "reference/derive/request.hpp"
#include "reference/derive/resources.hpp"
#include "reference/engine/lanes.hpp"
#include "reference/machine/subleq_image.hpp"
#include "reference/machine/subleq_wrapped.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/error.hpp"

namespace attest::looped_relu_mlp {
namespace {

using machine::subleq::Memory;

constexpr std::int64_t default_most_steps = 100'000;
constexpr std::int64_t most_plain_words = 128;
constexpr std::int64_t most_words = 1024;
constexpr std::int64_t interrupt_every = 64;
constexpr std::int64_t most_rows = 1024;  // of one engine, which keeps them

/// What was asked for, read.
struct Settings {
  Form form = Form::plain;
  Size size = {};
  Memory memory = {};
  std::int64_t most_steps = default_most_steps;
  std::int64_t check_every = 0;
};

std::vector<std::int64_t> image_of(const check::RunRequest& request, int word_bits) {
  const std::string dialect = derive::text_setting(request, "dialect");
  if (dialect != "wrapped") {
    throw InputError("subleq-dialect", "--set dialect", dialect.empty() ? "no dialect" : dialect,
                     "wrapped: this network has no console and no halt, and its addresses are mod "
                     "M; an image does not say for which machine it is");
  }
  const std::string format = derive::text_setting(request, "format");
  if (!format.empty() && format != "image" && format != "assembly") {
    throw InputError("run-setting", "--set format", format, "image or assembly");
  }
  const machine::subleq::Rules rules{.word_bits = word_bits};
  return format == "assembly" ? machine::subleq::assemble(request.text, request.place, rules)
                              : machine::subleq::parse_image(request.text, request.place, rules);
}

Settings settings_of(const check::RunRequest& request) {
  Settings result;
  const std::string label = derive::require_taken(
      request, {.statements = {"S1", "S1.factored"},
                .settings = {"dialect", "word_bits", "words", "format", "check_every"},
                .no_max_steps = nullptr,
                .no_model = "the network is built for the image's words",
                .has_trace = true});
  result.form = label == "S1" ? Form::plain : Form::factored;
  const auto bits = static_cast<int>(derive::integer_setting(request, "word_bits", 2, 32, 16));
  std::vector<std::int64_t> image = image_of(request, bits);
  const std::int64_t most = result.form == Form::plain ? most_plain_words : most_words;
  std::int64_t least = 2;
  while (least < std::ssize(image)) least *= 2;
  if (least > most) {
    throw InputError(
        "subleq-size", request.place, std::to_string(image.size()) + " words",
        "at most " + std::to_string(most) +
            (result.form == Form::plain ? " (--statement S1.factored takes more)" : ""));
  }
  const std::int64_t words = derive::integer_setting(request, "words", least, most, least);
  if ((words & (words - 1)) != 0) {
    throw InputError("run-setting", "--set words", std::to_string(words), "a power of two");
  }
  image.resize(static_cast<std::size_t>(words));
  result.size = {.words = static_cast<int>(words), .word_bits = bits};
  result.memory.words = std::move(image);
  result.most_steps = request.max_steps.value_or(default_most_steps);
  result.check_every = derive::integer_setting(request, "check_every", 0,
                                               std::numeric_limits<std::int64_t>::max(), 0);
  return result;
}

/// The network in a loop: what it gives is what it gets.
class Loop {
 public:
  /// The model outlives this.
  explicit Loop(const model::Transformer& model)
      : model_(model), literal_(model, model::Arithmetic::rational, 0) {}

  /// The state after `state`. \param is_checked the literal evaluation has to give the same
  [[nodiscard]] check::Case next(const check::Case& state, bool is_checked) {
    if (!engine_ || rows_ == most_rows) make();
    ++rows_;
    const Matrix row = literal_.embed(state);
    engine_->set(0, 0, engine_->rows().add(row.row(0)));
    engine_->run(model::Tie::as_declared);
    ATTEST_REQUIRE(engine_->status(0) == engine::LaneStatus::exact, model_.name);
    check::Case result(1, state.cols());
    const int first = model::width(model_) - state.cols();
    for (int at = 0; at < state.cols(); ++at) result(0, at) = engine_->at(0, 0, first + at);
    if (is_checked) {
      const model::Answer answer = literal_.answer(state);
      ATTEST_REQUIRE(std::ranges::equal(answer, result.row(0)), "a loop on lanes and literally");
    }
    return result;
  }

 private:
  void make() {
    auto made = engine::LaneEngine::make(model_, 1);
    ATTEST_REQUIRE(std::holds_alternative<engine::LaneEngine>(made), model_.name);
    engine_.emplace(std::get<engine::LaneEngine>(std::move(made)));
    rows_ = 0;
  }

  const model::Transformer& model_;
  model::Evaluator literal_;
  std::optional<engine::LaneEngine> engine_ = {};
  std::int64_t rows_ = 0;
};

/// What the machine came to.
std::string result_json(const Settings& settings, const Memory& memory, std::int64_t steps,
                        bool is_halted) {
  std::string words;
  for (const std::int64_t word : memory.words) {
    words += (words.empty() ? "" : ",") + std::to_string(word);
  }
  return std::string(R"({"halted":)") + (is_halted ? "true" : "false") + R"(,"steps":)" +
         std::to_string(steps) + R"(,"pc":)" + std::to_string(memory.pc) + R"(,"words":)" +
         std::to_string(settings.size.words) + R"(,"memory":[)" + words + "]}";
}

}  // namespace

std::vector<check::RunResult> run(const check::RunRequest& request) {
  const Settings settings = settings_of(request);
  const check::Params params{{"words", settings.size.words},
                             {"word_bits", settings.size.word_bits}};
  const model::Transformer model = derive::broken(network(settings.form, settings.size),
                                                  request.mutant, mutants(settings.form), params);
  Loop loop(model);
  std::optional<LoopText> told;
  if (request.trace) told.emplace(settings.form, model, settings.size);
  Memory memory = settings.memory;
  check::Case state = token_of(settings.size, memory);
  std::int64_t steps = 0;
  bool agrees = true;
  bool is_halted = false;
  for (std::int64_t i = 1; agrees && !is_halted && i <= settings.most_steps; ++i) {
    if (i % interrupt_every == 0 && request.is_interrupted && request.is_interrupted()) break;
    const bool is_checked =
        (i & (i - 1)) == 0 || (settings.check_every > 0 && i % settings.check_every == 0);
    if (told && request.trace->includes(i)) request.trace->write(told->text(i, state));
    check::Case next = loop.next(state, is_checked);
    machine::subleq::step_wrapped(memory, settings.size.word_bits);
    agrees = next == token_of(settings.size, memory);
    is_halted = next == state;
    if (!is_halted) ++steps;
    state = std::move(next);
  }
  return {{.input = request.place,
           .result_json = result_json(settings, memory, steps, is_halted),
           .agrees = agrees,
           .model = {{"hidden_layers", hidden_layers},
                     {"units", derive::resources(model).units},
                     {"weights", weights_of(model)}}}};
}

}  // namespace attest::looped_relu_mlp
