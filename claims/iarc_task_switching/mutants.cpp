// SPDX-License-Identifier: Apache-2.0
/// \file
/// The wrong choices that the checks must notice, and those that change nothing.
#include "claims/iarc_task_switching/parts.hpp"
#include "reference/derive/wrong.hpp"

namespace attest::iarc_task_switching {
namespace {

using model::Norm;

using Wrong = derive::Wrong<Choices>;

std::vector<Wrong> wrong_choices() {
  return {
      {"leftmost_control", "the first control counts", {.control = Norm::leftmost_hardmax}},
      {"average_control", "all controls count", {.control = Norm::average_hardmax}},
      {"mirror_one_later", "reverse reads 2p - t", {.mirror = 0}},
      {"mirror_one_earlier", "reverse reads 2p - t - 2", {.mirror = -2}},
      {"control_not_skipped",
       "addition looks at t - 1 after a control too",
       {.skips_control = false}},
      {"pair_bias_one", "bias -1 where two digits are added", {.pair_bias = -1}},
      {"step_bias_zero", "bias 0 where one digit is taken", {.step_bias = 0}},
      {"position_not_squared", "positions are scored without their squares", {.is_squared = false}},
      {"previous_always", "the digit before counts at digits too", {.masks_previous = false}},
      {"reverse_reads_token",
       "reverse reads the token's own digit",
       {.reversed = Reads::own_digit}},
      {"context_reads_token",
       "context reads the token's own digit",
       {.context = Reads::own_digit},
       "the token before a control is a digit, which is the last digit there"},
      {"leftmost_match", "the first match counts", {.induction = Norm::leftmost_hardmax}},
      {"match_without_digit", "a control may follow the match", {.needs_digit = false}},
  };
}

bool is_of_induction(const Wrong& wrong) {
  return wrong.choices.induction != Choices{}.induction || !wrong.choices.needs_digit;
}

}  // namespace

std::vector<derive::NamedMutant> mutants(bool has_induction) {
  std::vector<Wrong> wrong = wrong_choices();
  if (!has_induction) std::erase_if(wrong, is_of_induction);
  return derive::computes_mutants(
      wrong, [has_induction](const Choices& choices, const check::Params& params) {
        return build(
            {.digits = params.at("digits"), .has_induction = has_induction, .choices = choices});
      });
}

}  // namespace attest::iarc_task_switching
