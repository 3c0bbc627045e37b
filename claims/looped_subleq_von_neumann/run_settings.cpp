// SPDX-License-Identifier: Apache-2.0
/// \file
/// Reading a request; see run_settings.hpp.
#include "claims/looped_subleq_von_neumann/run_settings.hpp"

#include <algorithm>
#include <limits>

#include "reference/derive/request.hpp"
#include "reference/machine/subleq_image.hpp"
#include "reference/number/error.hpp"

namespace attest::looped_subleq_von_neumann {

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
      machine::subleq::console_dialect(derive::text_setting(request, "dialect"), "--set dialect");
  const bool is_howerj = result.rules.dialect == machine::subleq::Dialect::howerj;
  if (result.blocks == Blocks::integers) {
    if (is_howerj) {
      throw InputError("subleq-dialect", "--set dialect", "howerj",
                       "davidar: VI computes with integers that do not wrap");
    }
    if (request.settings.contains("word_bits")) {
      throw InputError("run-setting", "--set word_bits", derive::text_setting(request, "word_bits"),
                       "no word_bits: VI computes with integers");
    }
    result.rules.word_bits = 0;
  } else {
    result.rules.word_bits =
        static_cast<int>(derive::integer_setting(request, "word_bits", 2, 62, is_howerj ? 16 : 32));
  }
  const std::string format = derive::text_setting(request, "format");
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
  machine::subleq::Memory memory{.words = settings.image};
  memory.words.resize(static_cast<std::size_t>(most));
  std::int64_t last = std::max<std::int64_t>(image, 3) - 1;
  std::size_t consumed = 0;
  for (std::int64_t i = 0; i < settings.most_steps && !memory.is_halted(); ++i) {
    if (i % interrupt_every == 0 && is_interrupted && is_interrupted()) break;
    last = std::max(last, std::min(memory.pc + 2, most - 1));
    const machine::subleq::Executed done = machine::subleq::step(
        settings.rules, memory, machine::subleq::character_at(settings.input, consumed));
    if (done.is_input && consumed < settings.input.size()) ++consumed;
    if (!done.is_input) last = std::max(last, settings.rules.address(done.a));
    if (done.target) last = std::max(last, *done.target);
  }
  return static_cast<int>(last + 1);
}

}  // namespace attest::looped_subleq_von_neumann
