// SPDX-License-Identifier: Apache-2.0
/// \file
/// A user's table, every key of which is asked for; and the adversary on a user's layer.
#include <algorithm>
#include <utility>

#include "claims/function_evaluation/parts.hpp"
#include "reference/derive/contest_run.hpp"
#include "reference/derive/request.hpp"
#include "reference/derive/rows_file.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/model/json.hpp"
#include "reference/number/error.hpp"

namespace attest::function_evaluation {
namespace {

constexpr std::int64_t most_keys = 256;
constexpr std::int64_t most_number = 65535;
constexpr std::int64_t most_base = 64;

struct Pair {
  std::int64_t key;
  std::int64_t value;
};

std::int64_t number_at(const derive::RowItem& item) {
  if (!item.value.is_integer() || item.value < 0 || item.value > most_number) {
    item.refuse("table-number", item.value.to_string(),
                "a whole number 0.." + std::to_string(most_number));
  }
  return item.value.num().to_int64();
}

std::vector<Pair> pairs_of(const check::RunRequest& request) {
  const derive::RowItem rows = derive::csv_lines(request.text, request.place);
  if (rows.items.empty() || std::ssize(rows.items) > most_keys) {
    rows.refuse("table-length", std::to_string(rows.items.size()) + " lines",
                "1 to " + std::to_string(most_keys) + " lines KEY,VALUE");
  }
  std::vector<Pair> pairs;
  for (const derive::RowItem& row : rows.items) {
    const std::vector<derive::RowItem> fields = derive::numbers_of(row, "a line", 2);
    derive::require_size(row, fields.size(), 2, "a line KEY,VALUE");
    const Pair pair{.key = number_at(fields[0]), .value = number_at(fields[1])};
    if (std::any_of(pairs.begin(), pairs.end(), [&](const Pair& p) { return p.key == pair.key; })) {
      fields[0].refuse("table-key", std::to_string(pair.key) + " again", "each key once");
    }
    pairs.push_back(pair);
  }
  return pairs;
}

check::Case user_tokens(TableForm form, const std::vector<Pair>& pairs, std::int64_t argument) {
  const bool is_pairs = form == TableForm::pairs;
  check::Case tokens(static_cast<int>(pairs.size()) * (is_pairs ? 1 : 2) + 1, is_pairs ? 3 : 2);
  int row = 0;
  for (const Pair& pair : pairs) {
    tokens(row, 0) = pair.key;
    if (!is_pairs) tokens(++row, 1) = 1;
    tokens(row, is_pairs ? 1 : 0) = pair.value;
    ++row;
  }
  tokens(row, 0) = argument;
  tokens(row, is_pairs ? 2 : 1) = is_pairs ? 1 : 2;
  return tokens;
}

/// The choices of a mutant by name. \throws InputError
Choices broken_choices(const std::string& name, Choices choices) {
  if (name.empty()) return choices;
  if (choices.norm == model::Norm::unique_hardmax) choices.norm = model::Norm::average_hardmax;
  if (name == "key_bit_flipped") {
    choices.flips_key_bit = true;
  } else if (name == "query_is_seen") {
    choices.is_query_seen = true;
  } else if (name == "value_tokens_not_preferred") {
    choices.priority = 0;
  } else if (name == "looks_two_back") {
    choices.offset = 2;
  } else {
    derive::refuse_mutant(name,
                          "key_bit_flipped, query_is_seen, value_tokens_not_preferred or "
                          "looks_two_back");
  }
  return choices;
}

model::Transformer model_of(const check::RunRequest& request, TableForm form, std::int64_t n) {
  const std::int64_t base = derive::integer_setting(request, "base", 2, most_base, 0);
  const Choices choices =
      broken_choices(request.mutant, base == 0 ? Choices{} : in_base(form, n, base));
  model::Transformer built = construction(form, n, choices);
  if (request.model_text.empty()) return built;
  model::Transformer model = derive::file_of(request, built.fields).model;
  derive::require_rational(model, request.model_place);
  return model;
}

check::RunResult evaluated(const check::RunRequest& request, TableForm form) {
  const std::vector<Pair> pairs = pairs_of(request);
  std::int64_t largest = 1;
  for (const Pair& pair : pairs) largest = std::max({largest, pair.key, pair.value});
  const model::Transformer model = model_of(request, form, largest + 1);
  const task::Task truth = task::function_evaluation(form);
  check::RunResult result{.input = request.place, .agrees = true};
  std::string answers;
  std::int64_t wrong_answers = 0;
  for (const Pair& pair : pairs) {
    const check::Case tokens = user_tokens(form, pairs, pair.key);
    std::string answer = "null";
    bool is_right = false;
    try {
      const model::Answer found = model::answer(model, tokens, {});
      is_right = found == truth.answer(tokens);
      if (found.size() == 1) answer = "\"" + found[0].to_string() + "\"";
    } catch (const model::Undefined&) {  // only a broken or a user's model has no value
    }
    wrong_answers += is_right ? 0 : 1;
    answers += (answers.empty() ? "" : ",") + ("\"" + std::to_string(pair.key) + "\":" + answer);
  }
  result.agrees = wrong_answers == 0;
  result.result_json = "{\"keys\":" + std::to_string(pairs.size()) +
                       ",\"wrong\":" + std::to_string(wrong_answers) + ",\"values\":{" + answers +
                       "}}";
  result.model = derive::facts_of(model);
  return result;
}

check::RunResult fought(const check::RunRequest& request) {
  const model::ModelFile file = model::from_json(request.text, request.place);
  const std::int64_t n = derive::parameter(request, file, "n", 2, 6);
  const std::int64_t bits = derive::parameter(request, file, "bits", 0, 4096, 0);
  derive::require_fields(file, request.place, {"number", "role"}, "the fields number and role");
  derive::Contest contest{.reduces = reduction(TableForm::neighbours, n),
                          .candidate = {.layer = file.model, .bits = static_cast<int>(bits)}};
  if (request.mutant == "numerators_alone") {
    contest.tampering.drops_normalisers = true;
  } else if (!request.mutant.empty()) {
    derive::refuse_mutant(request.mutant, "numerators_alone");
  }
  return derive::run_contest_of_file(contest, request.place);
}

}  // namespace

std::vector<check::RunResult> run(const check::RunRequest& request) {
  const bool is_contest = request.statement == "L";
  const std::string label = derive::require_taken(
      request, {.statements = {"U1", "U2", "L"},
                .settings = is_contest ? std::vector<std::string>{"n", "bits"}
                                       : std::vector<std::string>{"base"},
                .no_model = is_contest ? "the input file is the model" : nullptr});
  if (is_contest) return {fought(request)};
  return {evaluated(request, label == "U1" ? TableForm::pairs : TableForm::neighbours)};
}

}  // namespace attest::function_evaluation
