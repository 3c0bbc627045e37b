// SPDX-License-Identifier: Apache-2.0
/// \file
/// Strassen attention on a user's integers, functions or edges.
#include <algorithm>

#include "claims/strassen_attention/claim.hpp"
#include "claims/strassen_attention/parts.hpp"
#include "reference/derive/request.hpp"
#include "reference/derive/requested_model.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/number/error.hpp"
#include "reference/task/composition.hpp"
#include "reference/task/match_three.hpp"

namespace attest::strassen_attention {
namespace {

constexpr std::int64_t most_tokens = 64;   // cubic time: a list this long takes seconds
constexpr std::int64_t most_modulus = 64;  // exact weights have some 72 m^2 bits
constexpr std::int64_t most_elements = 8;  // of relations: 8^6 pairs

/// What a statement is run on.
struct Job {
  check::Case tokens;
  model::Transformer model;
  task::Task task;
  std::vector<derive::NamedMutant> mutants;
  check::Params params;
};

[[noreturn]] void refuse(const check::RunRequest& request, std::size_t at, const Integer& found,
                         const std::string& expected) {
  throw InputError("list-value", request.place + ": integer " + std::to_string(at + 1),
                   found.to_string(), expected);
}

/// Integers of lo, .., hi as tokens.
check::Case column_within(const check::RunRequest& request, const std::vector<Integer>& integers,
                          std::int64_t lo, std::int64_t hi) {
  check::Case tokens(static_cast<int>(integers.size()), 1);
  for (std::size_t i = 0; i < integers.size(); ++i) {
    if (integers[i] < lo || integers[i] > hi) {
      refuse(request, i, integers[i],
             "an integer from " + std::to_string(lo) + " to " + std::to_string(hi));
    }
    tokens(static_cast<int>(i), 0) = integers[i];
  }
  return tokens;
}

Job match_job(const check::RunRequest& request) {
  const std::int64_t modulus = derive::integer_setting(request, "modulus", 2, most_modulus);
  const std::vector<Integer> integers = derive::integers_of(request, most_tokens);
  const auto n = static_cast<std::int64_t>(integers.size());
  return {.tokens = column_within(request, integers, 1, modulus - 1),
          .model = match_form(n, modulus),
          .task = task::match_three(modulus),
          .mutants = match_mutants(),
          .params = {{"n", n}, {"modulus", modulus}}};
}

Job function_job(const check::RunRequest& request) {
  const std::vector<Integer> integers = derive::integers_of(request, most_tokens - 1);
  const auto n = static_cast<std::int64_t>(integers.size() / 2);
  if (integers.size() % 2 == 0 || n == 0) {
    throw InputError("list-length", request.place, std::to_string(integers.size()) + " integers",
                     "2n+1 of them: g(1), .., g(n), h(1), .., h(n), x");
  }
  return {.tokens = column_within(request, integers, 1, n),
          .model = function_form(n, function_base(n)),
          .task = task::function_composition(n),
          .mutants = {},
          .params = {{"n", n}}};
}

/// Edges u v of a graph on 0, .., m-1 as both relations: who is reached in two steps.
Job relation_job(const check::RunRequest& request) {
  const std::int64_t m = derive::integer_setting(request, "m", 1, most_elements);
  const std::vector<Integer> ends = derive::integers_of(request, 2 * m * m);
  if (ends.size() % 2 != 0) {
    throw InputError("list-length", request.place, std::to_string(ends.size()) + " integers",
                     "two for each edge");
  }
  const check::Case vertices = column_within(request, ends, 0, m - 1);
  check::Case tokens(static_cast<int>(m * m), 2);
  for (int e = 0; e < vertices.rows(); e += 2) {
    const std::int64_t at =
        vertices(e, 0).num().to_int64() * m + vertices(e + 1, 0).num().to_int64();
    for (int side = 0; side < 2; ++side) tokens(static_cast<int>(at), side) = 1;
  }
  return {.tokens = std::move(tokens),
          .model = relation_form(m),
          .task = task::relation_composition(m),
          .mutants = relation_mutants(),
          .params = {{"m", m}}};
}

std::string json_of(const std::vector<Rational>& answer) {
  std::string list;
  for (const Rational& entry : answer) list += (list.empty() ? "" : ",") + entry.to_string();
  return "{\"answer\":[" + list + "]}";
}

}  // namespace

std::vector<check::RunResult> run(const check::RunRequest& request) {
  const bool is_match = request.statement.empty() || request.statement == "S2.match";
  const bool is_relation = request.statement == "S2.relation";
  std::vector<std::string> settings;
  if (is_match) settings = {"modulus"};
  if (is_relation) settings = {"m"};
  const std::string label = derive::require_taken(
      request, {.statements = {"S2.match", "S2.function", "S2.relation"}, .settings = settings});
  Job job = label == "S2.match"      ? match_job(request)
            : label == "S2.function" ? function_job(request)
                                     : relation_job(request);
  job.model = derive::requested_model(request, std::move(job.model), job.mutants, job.params);
  check::RunResult result{.input = request.place};
  try {
    const std::vector<Rational> found = model::answer(job.model, job.tokens, {});
    result.result_json = json_of(found);
    result.agrees = found == job.task.answer(job.tokens);
  } catch (const model::Undefined&) {  // only a broken model comes here
    result.result_json = "{\"answer\":null}";
  }
  result.model = derive::facts_of(job.model);
  return {result};
}

}  // namespace attest::strassen_attention
