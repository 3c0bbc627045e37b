// SPDX-License-Identifier: Apache-2.0
/// \file
/// The wrong choices of a construction that a claim names, and the mutants and twists they make.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reference/derive/agrees.hpp"
#include "reference/derive/computes.hpp"
#include "reference/derive/generator_run.hpp"

namespace attest::derive {

/// One wrong choice of a construction.
template <typename Choices>
struct Wrong {
  const char* name;  ///< snake_case
  const char* why;   ///< what is broken
  Choices choices;
  const char* proof = "";  ///< why it is equivalent, where that is proved; else empty
};

/// The choices of that name; `right` where it is none of them.
template <typename Choices>
[[nodiscard]] Choices choices_of(const std::vector<Wrong<Choices>>& all, std::string_view name,
                                 const Choices& right = {}) {
  for (const Wrong<Choices>& wrong : all) {
    if (name == wrong.name) return wrong.choices;
  }
  return right;
}

/// The name of a wrong choice, for the left side of an Agrees statement.
template <typename Choices>
[[nodiscard]] Twist twist_of(const Wrong<Choices>& wrong) {
  return {.name = wrong.name, .why = wrong.why, .proof = wrong.proof};
}

/// Those of all of them.
template <typename Choices>
[[nodiscard]] std::vector<Twist> twists_of(const std::vector<Wrong<Choices>>& all) {
  std::vector<Twist> twists;
  for (const Wrong<Choices>& wrong : all) twists.push_back(twist_of(wrong));
  return twists;
}

/// A mutant whose model `build` makes from the wrong choices and the parameters.
template <typename Choices, typename Build>
[[nodiscard]] NamedMutant computes_mutant(const Wrong<Choices>& wrong, const Build& build) {
  return {.name = wrong.name,
          .why = wrong.why,
          .proof = wrong.proof,
          .apply = [build, choices = wrong.choices](Computes& broken, const check::Params& params) {
            broken.model = build(choices, params);
          }};
}

/// One for each.
template <typename Choices, typename Build>
[[nodiscard]] std::vector<NamedMutant> computes_mutants(const std::vector<Wrong<Choices>>& all,
                                                        const Build& build) {
  std::vector<NamedMutant> mutants;
  for (const Wrong<Choices>& wrong : all) mutants.push_back(computes_mutant(wrong, build));
  return mutants;
}

/// Mutants whose models `build` makes from the wrong choices and the number of a member.
template <typename Choices, typename Build>
[[nodiscard]] std::vector<GeneratesMutant> generates_mutants(const std::vector<Wrong<Choices>>& all,
                                                             const Build& build) {
  std::vector<GeneratesMutant> mutants;
  for (const Wrong<Choices>& wrong : all) {
    mutants.push_back(with_model(
        wrong.name, wrong.why,
        [build, choices = wrong.choices](std::int64_t member) { return build(choices, member); },
        wrong.proof));
  }
  return mutants;
}

}  // namespace attest::derive
