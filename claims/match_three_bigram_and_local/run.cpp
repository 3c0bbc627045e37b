// SPDX-License-Identifier: Apache-2.0
/// \file
/// Match3 over neighbours or near tokens on a user's list of integers.
#include <utility>

#include "claims/match_three_bigram_and_local/claim.hpp"
#include "claims/match_three_bigram_and_local/parts.hpp"
#include "reference/derive/requested_model.hpp"
#include "reference/derive/residue_words.hpp"
#include "reference/task/match_three.hpp"

namespace attest::match_three_bigram_and_local {
namespace {

constexpr std::int64_t most_tokens = 2048;   // quadratic time: a list this long takes seconds
constexpr std::int64_t most_modulus = 1000;  // as many ReLU units
constexpr std::int64_t most_reach = 32;      // the search is quadratic in it

}  // namespace

std::vector<check::RunResult> run(const check::RunRequest& request) {
  const bool is_local = request.statement == "S2";
  derive::RunTakes takes{.statements = {"S1", "S2"}, .settings = {"modulus"}};
  if (is_local) takes.settings.emplace_back("reach");
  derive::require_taken(request, takes);
  check::Params params;
  params["modulus"] = derive::integer_setting(request, "modulus", 1, most_modulus);
  if (is_local) params["reach"] = derive::integer_setting(request, "reach", 1, most_reach);
  const std::int64_t modulus = params.at("modulus");
  const Matrix word = derive::word_of_integers(derive::integers_of(request, most_tokens), modulus);
  const model::Transformer model = derive::requested_model(
      request, is_local ? local_form(modulus, params.at("reach")) : bigram_form(modulus),
      is_local ? local_mutants() : bigram_mutants(), params);
  const task::Task truth = is_local ? task::match_three_local(modulus, params.at("reach"))
                                    : task::match_three_bigram(modulus);
  const std::string parameters =
      "\"modulus\":" + std::to_string(modulus) +
      (is_local ? ",\"reach\":" + std::to_string(params.at("reach")) : "");
  return {derive::judged_word(request, parameters, model, truth, word)};
}

}  // namespace attest::match_three_bigram_and_local
