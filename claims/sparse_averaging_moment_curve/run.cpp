// SPDX-License-Identifier: Apache-2.0
/// \file
/// A user's rows through the head, and a user's keys through the search for partitions.
#include "claims/sparse_averaging_moment_curve/dependencies.hpp"
#include "claims/sparse_averaging_moment_curve/input.hpp"
#include "claims/sparse_averaging_moment_curve/partition_check.hpp"
#include "claims/sparse_averaging_moment_curve/parts.hpp"
#include "reference/derive/pointer_rows.hpp"
#include "reference/derive/request.hpp"
#include "reference/derive/requested_model.hpp"
#include "reference/number/error.hpp"

namespace attest::sparse_averaging_moment_curve {
namespace {

using Rows = derive::PointerRows;

/// The model that was asked for: the user's, the built one, or a broken one. \throws InputError
model::Transformer model_of(const check::RunRequest& request, const Rows& rows) {
  const bool is_heads = request.statement == "S2.heads";
  model::Transformer built =
      is_heads ? multi_head_form(rows.q, rows.features) : average_form(rows.q, rows.features);
  for (const BrokenCurve& curve : broken_curves(rows.q)) {
    if (is_heads || curve.name != request.mutant || !request.model_text.empty()) continue;
    return average_form(rows.q, rows.features, broken_choices(rows.q, request.mutant));
  }
  return derive::requested_model(request, std::move(built));
}

check::RunResult run_rows(const check::RunRequest& request) {
  const Rows rows = derive::parse_pointer_rows(request.text, request.place);
  return derive::run_pointer_rows(rows, model_of(request, rows), request.place);
}

/// The setting q, or the least q that the dimension of the keys is too small for. \throws
/// InputError
int q_of(const check::RunRequest& request, const Matrix& keys) {
  const std::int64_t least = keys.cols() / 2 + 1;  // least q with 2q - 1 >= m
  const auto q = static_cast<int>(
      derive::integer_setting(request, "q", 1, keys.rows() - 1, std::int64_t{least}));
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
  const std::optional<Flaw> flaw = request.mutant.empty() ? Flaw::none : flaw_named(request.mutant);
  if (!flaw) {
    derive::refuse_mutant(request.mutant,
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
  derive::RunTakes takes{.statements = {"S2", "S2.heads", "S4", "S5"}};
  if (request.statement == "S4" || request.statement == "S5") {
    takes.settings = {"q"};
    takes.no_model = "the keys are read";
  }
  const std::string label = derive::require_taken(request, takes);
  if (label == "S4") return {run_keys(request, Sought::tie)};
  if (label == "S5") return {run_keys(request, Sought::order)};
  return {run_rows(request)};
}

}  // namespace attest::sparse_averaging_moment_curve
