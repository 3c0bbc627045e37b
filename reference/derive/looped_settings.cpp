// SPDX-License-Identifier: Apache-2.0
/// \file
/// Reading requests; see looped_settings.hpp.
#include "reference/derive/looped_settings.hpp"

#include <charconv>
#include <limits>
#include <utility>

#include "reference/derive/mutants.hpp"
#include "reference/machine/subleq_file.hpp"
#include "reference/model/json.hpp"
#include "reference/number/error.hpp"

namespace attest::derive::looped {
namespace {

using gadget::looped::Blocks;
using machine::subleq::Program;

/// The value of a setting, an integer from `least` to `most`. \throws InputError
std::int64_t number_of(const std::string& name, const std::string& text, std::int64_t least,
                       std::int64_t most) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < least || value > most) {
    throw InputError("run-setting", "--set " + name, text,
                     "an integer from " + std::to_string(least) + " to " + std::to_string(most));
  }
  return value;
}

/// The blocks that --statement names. \throws InputError
Blocks blocks_of(const check::RunRequest& request, const LoopedRun& run) {
  if (request.statement.empty()) return run.blocks.front().second;
  std::string labels;
  for (const auto& [label, blocks] : run.blocks) {
    if (label == request.statement) return blocks;
    labels += (labels.empty() ? "" : " or ") + label;
  }
  throw InputError("run-statement", "--statement", request.statement, labels);
}

/// A model file in place of the built block. \throws InputError
model::Transformer model_of_file(const check::RunRequest& request, const check::Params& params,
                                 const model::Transformer& built) {
  const model::ModelFile file = model::from_json(request.model_text, request.model_place);
  for (const auto& [name, value] : params) {
    const auto found = file.params.find(name);
    if (found != file.params.end() && found->second == value) continue;
    throw InputError("model-params", request.model_place + ": params." + name,
                     found == file.params.end() ? "nothing" : std::to_string(found->second),
                     std::to_string(value) + ", as the program needs");
  }
  if (file.model.fields != built.fields || file.model.registers != built.registers) {
    throw InputError("model-fields", request.model_place, "other fields or registers",
                     "those of " + built.name);
  }
  return file.model;
}

/// Breaks `model` as the mutant called `name` does. \throws InputError
void apply_mutant(const std::string& name, const std::vector<NamedMutant>& named,
                  const check::Params& params, model::Transformer& model) {
  for (const derive::NamedMutant& mutant : named) {
    if (mutant.name != name) continue;
    derive::Computes broken{.model = std::move(model), .task = {}, .inputs = {}};
    mutant.apply(broken, params);
    model = std::move(broken.model);
    return;
  }
  for (const derive::Change& change : derive::changes(model)) {
    if (change.name == name) return change.apply(model);
  }
  throw InputError("mutant-unknown", "--mutant", name,
                   "a mutant of this statement, as `attest check --mutants` lists them");
}

}  // namespace

Settings settings_of(const check::RunRequest& request, const LoopedRun& run) {
  Settings result{.blocks = blocks_of(request, run)};
  for (const auto& [name, text] : request.settings) {
    if (name == "check_every") {
      result.check_every = number_of(name, text, 0, std::numeric_limits<std::int64_t>::max());
    } else if (name == "word_bits") {
      result.word_bits = static_cast<int>(
          number_of(name, text, machine::subleq::least_word_bits, machine::subleq::most_word_bits));
    } else if (name == "dialect") {
      (void)machine::subleq::dialect_of(text, "--set dialect");
    } else if (name == "format") {
      if (text != "json" && text != "assembly") {
        throw InputError("run-setting", "--set format", text, "json or assembly");
      }
      result.is_assembly = text == "assembly";
    } else {
      throw InputError("run-setting", "--set", name, "word_bits, dialect, format or check_every");
    }
  }
  if (request.input) {
    throw InputError("run-input", "--input", "an input", "no --input: this dialect has no console");
  }
  result.most_steps = request.max_steps.value_or(default_most_steps);
  if (result.most_steps < 0) {
    throw InputError("run-setting", "--max-steps", std::to_string(result.most_steps),
                     "an integer >= 0");
  }
  return result;
}

void require_fitting_words(const Program& program, int word_bits, const std::string& place) {
  for (std::size_t i = 0; i < program.memory.size(); ++i) {
    if (machine::subleq::fits(program.memory[i], word_bits)) continue;
    throw InputError(
        "subleq-word", place + ": init_mem[" + std::to_string(i) + "]",
        std::to_string(program.memory[i]),
        "a word of " + std::to_string(word_bits) + " bits (--set word_bits=N gives them more)");
  }
}

model::Transformer model_of(const check::RunRequest& request, const LoopedRun& run,
                            const Settings& settings, const check::Params& params,
                            const model::Transformer& built) {
  model::Transformer model = built;
  if (!request.model_text.empty()) model = model_of_file(request, params, built);
  if (!request.mutant.empty()) {
    apply_mutant(request.mutant, run.mutants(settings.blocks), params, model);
  }
  return model;
}

}  // namespace attest::derive::looped
