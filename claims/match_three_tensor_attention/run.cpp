// SPDX-License-Identifier: Apache-2.0
/// \file
/// Match3 on a user's list of integers.
#include "claims/match_three_tensor_attention/claim.hpp"
#include "claims/match_three_tensor_attention/parts.hpp"
#include "reference/derive/request.hpp"
#include "reference/derive/requested_model.hpp"
#include "reference/task/match_three.hpp"

namespace attest::match_three_tensor_attention {
namespace {

constexpr std::int64_t most_modulus = 1'000'000'000'000'000'000;

}  // namespace

std::vector<check::RunResult> run(const check::RunRequest& request) {
  derive::require_taken(request, {.statements = {"S2"}, .settings = {"modulus"}});
  const std::int64_t modulus = derive::integer_setting(request, "modulus", 1, most_modulus);
  // Cubic time: the longest list takes seconds.
  const Matrix word = derive::word_of_integers(derive::integers_of(request, most_tokens), modulus);
  return {derive::judged_word(request, "\"modulus\":" + std::to_string(modulus),
                              derive::requested_model(request, integer_form(modulus),
                                                      integer_mutants(), {{"modulus", modulus}}),
                              task::match_three(modulus), word)};
}

}  // namespace attest::match_three_tensor_attention
