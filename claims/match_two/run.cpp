// SPDX-License-Identifier: Apache-2.0
/// \file
/// Match2 on a user's list of integers.
#include "claims/match_two/claim.hpp"
#include "reference/derive/request.hpp"
#include "reference/model/evaluate.hpp"
#include "reference/task/match_two.hpp"

namespace attest::match_two {
namespace {

constexpr std::int64_t most_modulus = 1'000'000'000'000'000'000;
constexpr std::int64_t most_tokens = 4096;  // quadratic time: a list this long takes seconds

/// The word of a list of integers, mod M.
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
  if (request.mutant.empty()) return integer_form(modulus);
  if (request.mutant == "blank_ties_match") return integer_form(modulus, {.blank = 0});
  if (request.mutant == "blank_ties_near_miss") return integer_form(modulus, {.blank = -2});
  if (request.mutant == "complement_without_mod")
    return integer_form(modulus, {.complement = Complement::negated});
  if (request.mutant == "complement_of_zero")
    return integer_form(modulus, {.complement = Complement::modulus_minus});
  if (request.mutant == "square_dropped") return integer_form(modulus, {.has_square = false});
  derive::refuse_mutant(request.mutant, "a mutant of S2, as `attest check --mutants` lists them");
}

}  // namespace

std::vector<check::RunResult> run(const check::RunRequest& request) {
  derive::require_taken(request, {.statements = {"S2"}, .settings = {"modulus"}});
  const std::int64_t modulus = derive::integer_setting(request, "modulus", 1, most_modulus);
  const Matrix word = word_of(derive::integers_of(request, most_tokens), modulus);
  const model::Transformer model = model_of(request, modulus);
  const std::vector<Rational> truth = task::match_two(modulus).answer(word);
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

}  // namespace attest::match_two
