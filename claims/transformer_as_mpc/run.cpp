// SPDX-License-Identifier: Apache-2.0
/// \file
/// A user's queries, keys and values: one head, run by machines.
#include <algorithm>
#include <utility>

#include "claims/transformer_as_mpc/parts.hpp"
#include "reference/derive/request.hpp"
#include "reference/derive/rows_file.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/error.hpp"

namespace attest::transformer_as_mpc {
namespace {

constexpr std::size_t most_tokens = 64;
constexpr std::size_t most_columns = 16;
constexpr std::int64_t most_fan_out = 64;
constexpr std::int64_t most_score = 4096;
constexpr std::int64_t most_entry = 1000000;

/// The rows of Q, K, V side by side. \throws InputError rows-syntax, rows-key, rows-length,
/// matrix-entry
check::Case tokens_in(const check::RunRequest& request) {
  const std::vector<std::string> names{"Q", "K", "V"};
  const std::vector<derive::RowItem> matrices =
      derive::json_members(request.text, request.place, names, 2);
  std::vector<std::vector<Rational>> rows;
  std::size_t columns = 0;
  for (const derive::RowItem& matrix : matrices) {
    if (!matrix.is_list || matrix.items.empty() || matrix.items.size() > most_tokens) {
      matrix.refuse("rows-length", "no list of 1 to 64 rows", "a matrix");
    }
    if (rows.empty()) rows.resize(matrix.items.size());
    derive::require_size(matrix, matrix.items.size(), rows.size(), "rows");
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const derive::RowItem& row = matrix.items[i];
      if (!row.is_list) row.refuse("rows-syntax", "a number", "a list of numbers");
      const auto numbers = derive::numbers_of(row, "numbers", most_columns);
      if (columns == 0) columns = numbers.size();
      derive::require_size(row, numbers.size(), columns, "numbers");
      for (const derive::RowItem& number : numbers) {
        if (!number.value.is_integer() || number.value.abs() > most_entry) {
          number.refuse("matrix-entry", number.value.to_string(),
                        "an integer of absolute value at most 1000000");
        }
        rows[i].push_back(number.value);
      }
    }
  }
  return check::Case(rows);
}

/// \throws InputError matrix-score where a weight would be too long
void require_small_scores(const check::Case& tokens, const std::string& place) {
  const int m = tokens.cols() / 3;
  for (int i = 0; i < tokens.rows(); ++i) {
    for (int j = 0; j < tokens.rows(); ++j) {
      Rational score = 0;
      for (int r = 0; r < m; ++r) score += tokens(i, r) * tokens(j, m + r);
      if (score.abs() <= most_score) continue;
      throw InputError("matrix-score", place,
                       "score " + score.to_string() + " of query " + std::to_string(i) +
                           " and key " + std::to_string(j),
                       "at most " + std::to_string(most_score) + " in absolute value");
    }
  }
}

Choices choices_of(const std::string& mutant) {
  if (mutant.empty()) return {};
  std::string names;
  for (const Wrong& wrong : wrong_choices()) {
    if (wrong.name == mutant) return wrong.choices;
    names += (names.empty() ? "" : ", ") + std::string(wrong.name);
  }
  derive::refuse_mutant(mutant, "one of " + names);
}

/// The output words as JSON, a row a token.
std::string rows_text(const std::vector<Rational>& words, int columns) {
  std::string text = "[";
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool is_first = i % static_cast<std::size_t>(columns) == 0;
    text += is_first ? (i == 0 ? "[" : "],[") : ",";
    text += '"' + words[i].to_string() + '"';
  }
  return text + "]]";
}

}  // namespace

std::vector<check::RunResult> run(const check::RunRequest& request) {
  derive::require_taken(request, {.statements = {"S1.attention"},
                                  .settings = {"fan_out"},
                                  .no_model = "the program is made from one head of given width"});
  const Choices choices = choices_of(request.mutant);
  const std::int64_t fan_out = derive::integer_setting(request, "fan_out", 2, most_fan_out, 2);
  const check::Case tokens = tokens_in(request);
  require_small_scores(tokens, request.place);
  const int m = tokens.cols() / 3;
  const model::Transformer network = attention(m);
  const machine::mpc::Program program = simulation(network, tokens.rows(), fan_out, choices);
  const auto found = machine::mpc::run(program, words_of(tokens));
  const std::vector<Rational> truth =
      model::answer(network, tokens, {.arithmetic = model::Arithmetic::rational});
  check::RunResult result{.input = request.place,
                          .agrees = found.has_value() && found->outputs == truth};
  const machine::mpc::Ledger ledger = machine::mpc::ledger_of(program);
  result.result_json = "{\"tokens\":" + std::to_string(tokens.rows()) +
                       ",\"dimension\":" + std::to_string(m) +
                       ",\"fan_out\":" + std::to_string(fan_out) +
                       ",\"machines\":" + std::to_string(program.memory.size()) +
                       ",\"rounds\":" + std::to_string(ledger.rounds) +
                       ",\"words\":" + std::to_string(ledger.words) +
                       ",\"most_sent\":" + std::to_string(ledger.most_sent) +
                       ",\"most_received\":" + std::to_string(ledger.most_received) +
                       ",\"output\":" + (found ? rows_text(found->outputs, m) : "null") + "}";
  result.model = derive::facts_of(network);
  return {result};
}

}  // namespace attest::transformer_as_mpc
