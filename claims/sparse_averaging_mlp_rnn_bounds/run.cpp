// SPDX-License-Identifier: Apache-2.0
/// \file
/// The adversary on a user's first layer.
#include "claims/sparse_averaging_mlp_rnn_bounds/defeat.hpp"
#include "claims/sparse_averaging_mlp_rnn_bounds/parts.hpp"
#include "claims/sparse_averaging_mlp_rnn_bounds/weights_file.hpp"
#include "reference/derive/request.hpp"
#include "reference/number/error.hpp"

namespace attest::sparse_averaging_mlp_rnn_bounds {
namespace {

std::string list_of(const std::vector<Rational>& numbers) {
  std::string text;
  for (const Rational& number : numbers) {
    text += (text.empty() ? "\"" : ",\"") + number.to_string() + "\"";
  }
  return "[" + text + "]";
}

std::string json_of(const Opposite& inputs) {
  std::string values;
  for (int j = 0; j < inputs.z.rows(); ++j) {
    const auto row = inputs.z.row(j);
    values += (j == 0 ? "" : ",") + list_of({row.begin(), row.end()});
  }
  std::string pointers;
  for (const int j : inputs.y) pointers += (pointers.empty() ? "" : ",") + std::to_string(j);
  return R"({"z":[)" + values + R"(],"y":[)" + pointers + R"(],"mean":)" +
         list_of(mean_of(inputs, 1)) + R"(,"mean_prime":)" + list_of(mean_of(inputs, -1)) + "}";
}

}  // namespace

std::vector<check::RunResult> run(const check::RunRequest& request) {
  derive::require_taken(request, {.statements = {"S2"},
                                  .settings = {"features", "q"},
                                  .no_model = "the input file is the layer"});
  const std::optional<Flaw> flaw = flaw_named(request.mutant);
  if (!flaw) derive::refuse_mutant(request.mutant, "largest_only or not_scaled");
  const Matrix weights = parse_weights(request.text, request.place);
  const auto features = static_cast<int>(
      derive::integer_setting(request, "features", 1, most_columns, std::int64_t{1}));
  const int n = weights.cols() / features;
  if (weights.cols() % features != 0 || n < 2) {
    throw InputError("rows-length", request.place, std::to_string(weights.cols()) + " columns",
                     "features = " + std::to_string(features) + " for each of two tokens or more");
  }
  const auto q = static_cast<int>(derive::integer_setting(request, "q", 1, n - 1, std::int64_t{1}));
  const std::optional<Opposite> found = defeat(weights, features, q, *flaw);
  check::RunResult result{.input = request.place};
  result.agrees = found ? objection(weights, *found).empty() : weights.rows() >= weights.cols();
  result.result_json = R"({"width":)" + std::to_string(weights.rows()) + R"(,"needed":)" +
                       std::to_string(weights.cols()) + R"(,"counterexample":)" +
                       (found ? json_of(*found) : "null") + "}";
  result.model = {{"tokens", n}, {"features", features}, {"units", weights.rows()}};
  return {result};
}

}  // namespace attest::sparse_averaging_mlp_rnn_bounds
