// SPDX-License-Identifier: Apache-2.0
/// \file
/// Match3 on a user's list of integers.
#include "claims/match_three_tensor_attention/claim.hpp"
#include "claims/match_three_tensor_attention/parts.hpp"
#include "reference/derive/request.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/task/match_three.hpp"

namespace attest::match_three_tensor_attention {
namespace {

constexpr std::int64_t most_modulus = 1'000'000'000'000'000'000;
constexpr std::int64_t most_tokens = 128;  // cubic time: a list this long takes seconds

Matrix word_of(const std::vector<Integer>& integers, std::int64_t modulus) {
  Matrix word(static_cast<int>(integers.size()), 1);
  for (int i = 0; i < word.rows(); ++i) {
    word(i, 0) = floor_mod(integers[static_cast<std::size_t>(i)], modulus);
  }
  return word;
}

std::string json_of(std::int64_t modulus, const std::vector<Rational>& matches) {
  std::string list;
  for (const Rational& match : matches) list += (list.empty() ? "" : ",") + match.to_string();
  return "{\"modulus\":" + std::to_string(modulus) + ",\"matches\":[" + list + "]}";
}

/// The model that the request asks for: the user's, or the integer form, or one of its mutants.
model::Transformer model_of(const check::RunRequest& request, std::int64_t modulus) {
  if (!request.model_text.empty()) {
    model::Transformer model = derive::file_of(request, integer_form(modulus).fields).model;
    derive::require_rational(model, request.model_place);
    return model;
  }
  return derive::broken(integer_form(modulus), request.mutant, integer_mutants(),
                        {{"modulus", modulus}});
}

}  // namespace

std::vector<check::RunResult> run(const check::RunRequest& request) {
  derive::require_taken(request, {.statements = {"S2"}, .settings = {"modulus"}});
  const std::int64_t modulus = derive::integer_setting(request, "modulus", 1, most_modulus);
  const Matrix word = word_of(derive::integers_of(request, most_tokens), modulus);
  const model::Transformer model = model_of(request, modulus);
  const std::vector<Rational> truth = task::match_three(modulus).answer(word);
  check::RunResult result{.input = request.place};
  try {
    const std::vector<Rational> found = model::answer(model, word, {});
    result.result_json = json_of(modulus, found);
    result.agrees = found == truth;
  } catch (const model::Undefined&) {  // the tie rules disagree: only a broken model comes here
    result.result_json = "{\"modulus\":" + std::to_string(modulus) + ",\"matches\":null}";
  }
  result.model = derive::facts_of(model);
  return {result};
}

}  // namespace attest::match_three_tensor_attention
