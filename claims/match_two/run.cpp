// SPDX-License-Identifier: Apache-2.0
/// \file
/// Match2 on a user's list of integers.
#include "claims/match_two/claim.hpp"
#include "claims/match_two/parts.hpp"
#include "reference/derive/request.hpp"
#include "reference/task/match_two.hpp"

namespace attest::match_two {
namespace {

constexpr std::int64_t most_modulus = 1'000'000'000'000'000'000;

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
  // Quadratic time: the longest list takes seconds.
  const Matrix word = derive::word_of_integers(derive::integers_of(request, most_tokens), modulus);
  return {derive::judged_word(request, "\"modulus\":" + std::to_string(modulus),
                              model_of(request, modulus), task::match_two(modulus), word)};
}

}  // namespace attest::match_two
