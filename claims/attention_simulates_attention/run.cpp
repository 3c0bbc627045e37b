// SPDX-License-Identifier: Apache-2.0
/// \file
/// A user's attention head, simulated by the fixed model.
#include <algorithm>
#include <utility>

#include "claims/attention_simulates_attention/parts.hpp"
#include "reference/derive/request.hpp"
#include "reference/derive/requested_model.hpp"
#include "reference/model/attention_file.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/error.hpp"

namespace attest::attention_simulates_attention {
namespace {

constexpr std::int64_t most_tokens = 2048;  // a layer of the simulator takes their square
constexpr std::int64_t most_base_score = 4095;
constexpr int run_score_bits = 12;
constexpr std::int64_t most_run_bits = 4096;

[[noreturn]] void refuse(const check::RunRequest& request, std::string found,
                         std::string expected) {
  throw InputError("run-head", request.place, std::move(found), std::move(expected));
}

/// The matrix with columns of zeros behind it.
Matrix widened(const Matrix& matrix, int width) {
  Matrix result(matrix.rows(), width);
  for (int i = 0; i < matrix.rows(); ++i) {
    for (int j = 0; j < matrix.cols(); ++j) result(i, j) = matrix(i, j);
  }
  return result;
}

/// The head of a file. \throws InputError run-head
task::AttentionHead head_of_file(const check::RunRequest& request) {
  const model::AttentionFile file = model::parse_attention(request.text, request.place);
  if (file.layers.size() != 1 || file.layers[0].heads.size() != 1) {
    std::size_t heads = 0;
    for (const auto& layer : file.layers) heads += layer.heads.size();
    refuse(request, std::to_string(heads) + " heads, layers: " + std::to_string(file.layers.size()),
           "one layer with one head");
  }
  const model::AttentionMatrices& from = file.layers[0].heads[0];
  task::AttentionHead head{
      .tokens = file.tokens, .query = from.query, .key = from.key, .value = from.value};
  for (const Rational& bias : from.query_bias) {
    if (!bias.is_zero()) refuse(request, "a bias of queries", "none");
  }
  for (const Rational& bias : file.layers[0].bias) {
    if (!bias.is_zero()) refuse(request, "a bias of the layer", "none");
  }
  // One width for all: columns of zeros change no score, and W_V W_O^T maps tokens to tokens.
  Matrix turned(from.out.cols(), from.out.rows());
  for (int i = 0; i < from.out.rows(); ++i) {
    for (int j = 0; j < from.out.cols(); ++j) turned(j, i) = from.out(i, j);
  }
  head.value = task::product(from.value, turned);
  const int width = std::max(head.query.cols(), head.value.cols());
  for (Matrix* matrix : {&head.query, &head.key, &head.value}) *matrix = widened(*matrix, width);
  const std::int64_t tokens = token_count(sizes_of(head), {});
  if (tokens > most_tokens) {
    refuse(request, std::to_string(tokens) + " tokens of the simulator",
           "at most " + std::to_string(most_tokens));
  }
  return head;
}

/// \throws InputError run-head unless all scores are integers within the bound of S3
void require_integer_scores(const check::RunRequest& request, const task::AttentionHead& head) {
  const task::AttentionSteps steps = task::attend(head, task::Weighting::linear);
  for (int i = 0; i < steps.scores.rows(); ++i) {
    for (const Rational& score : steps.scores.row(i)) {
      if (score.is_integer() && score.abs() <= most_base_score) continue;
      refuse(request, "score " + score.to_string(),
             "integer scores of at most " + std::to_string(most_base_score));
    }
  }
}

std::string rows_json(const std::vector<std::string>& entries, int columns) {
  std::string rows;
  for (std::size_t e = 0; e < entries.size(); ++e) {
    const bool is_first = e % static_cast<std::size_t>(columns) == 0;
    rows += is_first ? (rows.empty() ? "[" : "],[") : ",";
    rows += "\"" + entries[e] + "\"";
  }
  return "[" + rows + "]]";
}

std::string result_json(const Sizes& sizes, const std::vector<std::string>& entries) {
  return "{\"n\":" + std::to_string(sizes.n) + ",\"c\":" + std::to_string(sizes.c) +
         ",\"d\":" + std::to_string(sizes.d) +
         ",\"tokens\":" + std::to_string(token_count(sizes, {})) +
         ",\"output\":" + (entries.empty() ? "null" : rows_json(entries, sizes.d)) + "}";
}

model::Transformer built(const check::RunRequest& request, const Shape& shape) {
  return derive::requested_model(request, construction(shape), mutants(shape));
}

check::RunResult run_exact(const check::RunRequest& request, const Shape& shape,
                           const task::AttentionHead& head) {
  const model::Transformer model = built(request, shape);
  const check::Case tokens = tokens_of(head);
  check::RunResult result{.input = request.place};
  std::vector<std::string> entries;
  try {
    const std::vector<Rational> answer = model::answer(model, tokens, {});
    result.agrees = answer == head_output(weighting_of(shape.attention), shape.base).answer(tokens);
    for (int i = 0; i < tokens.rows() && std::ssize(answer) == tokens.rows(); ++i) {
      if (tokens(i, Field::kind) != static_cast<int>(Kind::projected)) continue;
      entries.push_back(answer[static_cast<std::size_t>(i)].to_string());
    }
  } catch (const model::Undefined&) {  // only a broken model comes here
  }
  result.result_json = result_json(sizes_of(head), entries);
  result.model = derive::facts_of(model);
  return result;
}

/// Both enclosures within 2^-bits of each other, or undecided.
check::RunResult run_natural(const check::RunRequest& request, const task::AttentionHead& head) {
  const auto bits = static_cast<int>(
      derive::integer_setting(request, "bits", 1, most_run_bits, std::int64_t{64}));
  check::RunResult result{.input = request.place};
  const std::vector<Wrong> wrong = wrong_choices({.attention = Attention::softmax_e});
  if (!request.mutant.empty() &&
      std::ranges::find(wrong, request.mutant, &Wrong::name) == wrong.end()) {
    derive::refuse_mutant(request.mutant, "a mutant of S5");
  }
  const SoftmaxRun found = run_softmax(head, request.mutant, bits);
  result.is_decided = found.is_close.has_value();
  result.agrees = found.is_close == true;
  result.result_json = result_json(sizes_of(head), found.output);
  result.model = derive::facts_of(construction({.attention = Attention::softmax_e}));
  return result;
}

}  // namespace

std::vector<check::RunResult> run(const check::RunRequest& request) {
  const bool is_natural = request.statement == "S5";
  const std::string label = derive::require_taken(
      request,
      {.statements = {"S2", "S1", "S3", "S4", "S5"},
       .settings = is_natural ? std::vector<std::string>{"bits"} : std::vector<std::string>{},
       .no_model = is_natural ? "enclosures are compared with those of softmax" : nullptr});
  const task::AttentionHead head = head_of_file(request);
  if (is_natural) return {run_natural(request, head)};
  Shape shape;
  if (label == "S2") shape.attention = Attention::average_hardmax;
  if (label == "S4") shape.attention = Attention::kernel;
  if (label == "S3") {
    require_integer_scores(request, head);
    shape.attention = Attention::softmax_base;
    shape.score_bits = run_score_bits;
  }
  return {run_exact(request, shape, head)};
}

}  // namespace attest::attention_simulates_attention
