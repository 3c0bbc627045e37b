// SPDX-License-Identifier: Apache-2.0
/// \file
/// What claims share when they run a user's input: what is taken, settings, model files, mutants.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "reference/check/claim.hpp"
#include "reference/derive/computes.hpp"
#include "reference/model/json.hpp"
#include "reference/model/transformer.hpp"

namespace attest::derive {

/// What the `run` of a claim takes. What it does not take is refused for the reason given here.
struct RunTakes {
  std::vector<std::string> statements;               ///< labels; the first is the default
  std::vector<std::string> settings = {};            ///< names of --set
  const char* no_max_steps = "nothing is repeated";  ///< null: --max-steps is taken
  const char* no_model = nullptr;                    ///< null: --model is taken
  bool has_console = false;                          ///< --input is taken
  bool has_trace = false;                            ///< --trace is taken
};

/// Refuses what the claim does not take. \returns the label of the statement to run
/// \throws InputError run-statement, run-setting, run-max-steps, run-model, run-input, run-trace;
/// run-mutant for a mutant beside a model, since it breaks the construction
std::string require_taken(const check::RunRequest& request, const RunTakes& takes);

/// What --set gives a name; empty where it is not set.
[[nodiscard]] std::string text_setting(const check::RunRequest& request, const std::string& name);

/// A whole number out of --set, or `otherwise` where it is not set.
/// \throws InputError run-setting
[[nodiscard]] std::int64_t integer_setting(const check::RunRequest& request,
                                           const std::string& name, std::int64_t lo,
                                           std::int64_t hi,
                                           std::optional<std::int64_t> otherwise = {});

/// The integers of the request's text, separated by blanks, commas or line ends; 1 to `most` of
/// them. \throws InputError list-syntax, list-length, list-empty naming line and column
[[nodiscard]] std::vector<Integer> integers_of(const check::RunRequest& request, std::int64_t most);

/// The file of --model, over tokens of these fields. \pre there is one
/// \throws InputError model-fields, or what model::from_json throws
[[nodiscard]] model::ModelFile file_of(const check::RunRequest& request,
                                       const std::vector<std::string>& fields);

/// A setting, else a parameter of the model file, in lo..hi; else `otherwise`.
/// \throws InputError run-setting, model-params
[[nodiscard]] std::int64_t parameter(const check::RunRequest& request, const model::ModelFile& file,
                                     const std::string& name, std::int64_t lo, std::int64_t hi,
                                     std::optional<std::int64_t> otherwise = {});

/// The head whose weights are powers of e, "block.head"; empty where all weights are rational.
[[nodiscard]] std::string natural_head(const model::Transformer& model);

/// Refuses a model whose answers are no rationals, since they are compared exactly.
/// \throws InputError model-arithmetic
void require_rational(const model::Transformer& model, const std::string& place);

/// The model with the mutant of that name, the claim's own or a generic one; itself where the name
/// is empty. \throws InputError mutant-unknown
[[nodiscard]] model::Transformer broken(model::Transformer model, const std::string& name,
                                        const std::vector<NamedMutant>& named = {},
                                        const check::Params& params = {});

/// Refuses the name of a mutant. \throws InputError mutant-unknown always
[[noreturn]] void refuse_mutant(const std::string& name, const std::string& expected);

/// What a result says of its model: layers, heads, width, nonzeros.
[[nodiscard]] std::map<std::string, std::int64_t> facts_of(const model::Transformer& model);

}  // namespace attest::derive
