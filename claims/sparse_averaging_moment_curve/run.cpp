// SPDX-License-Identifier: Apache-2.0
/// \file
/// A user's rows through the head, and a user's keys through the search for partitions.
#include <charconv>

#include "claims/sparse_averaging_moment_curve/dependencies.hpp"
#include "claims/sparse_averaging_moment_curve/input.hpp"
#include "claims/sparse_averaging_moment_curve/partition_check.hpp"
#include "claims/sparse_averaging_moment_curve/parts.hpp"
#include "reference/derive/mutants.hpp"
#include "reference/derive/resources.hpp"
#include "reference/model/json.hpp"
#include "reference/number/error.hpp"
#include "reference/task/sparse_averaging.hpp"

namespace attest::sparse_averaging_moment_curve {
namespace {

/// Averages are compared exactly, and weights e^s are no rationals. \throws InputError
void require_rational(const model::Transformer& model, const std::string& place) {
  for (const model::Block& block : model.blocks) {
    for (const model::Head& head : block.heads) {
      if (head.norm != model::Norm::softmax_e) continue;
      throw InputError("model-arithmetic", place + ": " + block.name + "." + head.name,
                       "softmax_e, whose outputs are no rationals",
                       "a hardmax, linear or softmax_base head");
    }
  }
}

/// The model that was asked for: the user's, the built one, or a broken one. \throws InputError
model::Transformer model_of(const check::RunRequest& request, const Rows& rows) {
  const bool is_heads = request.statement == "S2.heads";
  model::Transformer built =
      is_heads ? multi_head_form(rows.q, rows.features) : average_form(rows.q, rows.features);
  if (!request.model_text.empty()) {
    model::ModelFile file = model::from_json(request.model_text, request.model_place);
    if (file.model.fields != built.fields) {
      throw InputError("model-fields", request.model_place + ": fields",
                       std::to_string(file.model.fields.size()) + " fields",
                       std::to_string(rows.features) + " features z and " + std::to_string(rows.q) +
                           " pointers y1, .., as the rows have");
    }
    require_rational(file.model, request.model_place);
    built = std::move(file.model);
  }
  if (request.mutant.empty()) return built;
  for (const derive::Change& change : derive::changes(built)) {
    if (change.name != request.mutant) continue;
    change.apply(built);
    return built;
  }
  if (is_heads || !request.model_text.empty()) {
    throw InputError("mutant-unknown", "--mutant", request.mutant,
                     "a generic mutant of this model, as `attest check --mutants` lists them");
  }
  return average_form(rows.q, rows.features, broken_choices(rows.q, request.mutant));
}

/// [["p/q", ..], ..], a row a token.
std::string json_of(const std::vector<Rational>& averages, int features) {
  std::string text;
  for (std::size_t i = 0; i < averages.size(); ++i) {
    const bool is_first = i % static_cast<std::size_t>(features) == 0;
    text += is_first ? (i == 0 ? "[" : "],[") : ",";
    text += "\"" + averages[i].to_string() + "\"";
  }
  return "[" + text + "]]";
}

check::RunResult run_rows(const check::RunRequest& request) {
  for (const auto& [name, value] : request.settings) {
    throw InputError("run-setting", "--set " + name, value, "no setting for this statement");
  }
  const Rows rows = parse_rows(request.text, request.place);
  const model::Transformer model = model_of(request, rows);
  const std::vector<Rational> truth =
      task::sparse_averaging(rows.q, rows.features).answer(rows.tokens);
  check::RunResult result{.input = request.place};
  std::string averages = "null";
  try {
    const std::vector<Rational> found = model::answer(model, rows.tokens, {});
    result.agrees = found == truth;
    if (found.size() == truth.size()) averages = json_of(found, rows.features);
  } catch (const model::Undefined&) {  // a broken or a user's model has no value on these rows
  }
  result.result_json = "{\"rows\":" + std::to_string(rows.tokens.rows()) +
                       ",\"q\":" + std::to_string(rows.q) + ",\"averages\":" + averages + "}";
  const derive::Resources used = derive::resources(model);
  result.model = {{"layers", used.layers},
                  {"heads", used.heads},
                  {"width", used.width},
                  {"nonzeros", used.nonzeros}};
  return result;
}

/// The setting q, or the least q that the dimension of the keys is too small for. \throws
/// InputError
int q_of(const check::RunRequest& request, const Matrix& keys) {
  int q = keys.cols() / 2 + 1;  // least q with 2q - 1 >= m
  for (const auto& [name, value] : request.settings) {
    if (name != "q") throw InputError("run-setting", "--set " + name, name, "q=Q");
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), q);
    if (error != std::errc() || end != value.data() + value.size() || q < 1 || q >= keys.rows()) {
      throw InputError(
          "run-setting", "--set q", "\"" + value + "\"",
          "an integer from 1 to " + std::to_string(keys.rows() - 1) + ", below the number of keys");
    }
  }
  if (q >= keys.rows()) {
    throw InputError("rows-count", request.place, std::to_string(keys.rows()) + " keys",
                     "more than q = " + std::to_string(q) + " keys, or --set q=Q");
  }
  return q;
}

template <typename Value, typename Text>
std::string list_of(const std::vector<Value>& values, Text text) {
  std::string result;
  for (const Value& value : values) result += (result.empty() ? "" : ",") + text(value);
  return "[" + result + "]";
}

std::string json_of(const Partition& partition) {
  const auto index = [](int key) { return std::to_string(key); };
  const auto fraction = [](const Rational& value) { return "\"" + value.to_string() + "\""; };
  return "{\"a\":" + list_of(partition.a, index) + ",\"b\":" + list_of(partition.b, index) +
         ",\"alpha\":" + list_of(partition.alpha, fraction) +
         ",\"beta\":" + list_of(partition.beta, fraction) + "}";
}

check::RunResult run_keys(const check::RunRequest& request, Sought sought) {
  if (!request.model_text.empty()) {
    throw InputError("run-model", "--model", request.model_place, "no model: the keys are read");
  }
  const std::optional<Flaw> flaw = request.mutant.empty() ? Flaw::none : flaw_named(request.mutant);
  if (!flaw) {
    throw InputError("mutant-unknown", "--mutant", request.mutant,
                     "larger_side_first, one_dependency, signs_ignored or not_normalised");
  }
  const Matrix keys = parse_keys(request.text, request.place);
  const int q = q_of(request, keys);
  const int n = keys.rows();
  const std::optional<Partition> found = find_partition(keys, q, sought, *flaw);
  // Where the dimension is too small the theorem promises one.
  const bool is_promised = sought == Sought::tie
                               ? keys.cols() < tie_dimension(n, q)
                               : n >= 2 * q && keys.cols() < strict_dimension(n, q);
  check::RunResult result{.input = request.place};
  result.agrees = found ? objection(keys, *found).empty() &&
                              !ruled_out(*found, n, q, sought == Sought::order).empty()
                        : !is_promised;
  result.result_json = "{\"dimension\":" + std::to_string(keys.cols()) +
                       ",\"partition\":" + (found ? json_of(*found) : "null") + "}";
  result.model = {{"keys", n}, {"q", q}};
  return result;
}

}  // namespace

std::vector<check::RunResult> run(const check::RunRequest& request) {
  if (request.max_steps) {
    throw InputError("run-max-steps", "--max-steps", std::to_string(*request.max_steps),
                     "no --max-steps: nothing is repeated");
  }
  const std::string& label = request.statement;
  if (label.empty() || label == "S2" || label == "S2.heads") return {run_rows(request)};
  if (label == "S4") return {run_keys(request, Sought::tie)};
  if (label == "S5") return {run_keys(request, Sought::order)};
  throw InputError("run-statement", "--statement", label, "S2, S2.heads, S4 or S5");
}

}  // namespace attest::sparse_averaging_moment_curve
