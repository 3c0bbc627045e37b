// SPDX-License-Identifier: Apache-2.0
/// \file
/// What becomes of mutants: refuted, equivalent or alive.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reference/check/parallel.hpp"
#include "reference/check/sweep.hpp"
#include "reference/number/function.hpp"

namespace attest::check {

/// A mutant that was judged.
struct JudgedMutant {
  MutantRow row;
  std::optional<Witness> least_failure;
  bool must_change_nothing = false;
};

/// The claim's mutants and, on the rung fast, at most `options.most_generic_mutants` generic ones
/// chosen by `options.seed`; in the order given.
[[nodiscard]] std::vector<Mutant> chosen_mutants(const std::vector<Mutant>& mutants,
                                                 const Options& options);

/// Judges one mutant over its whole space, up to its first failing case.
[[nodiscard]] JudgedMutant judge_mutant(const Mutant& mutant, Limits& limits);

/// Judges mutants on several threads; the results are in the order of `mutants`.
/// \param report receives the number of mutants done, from one thread at a time
[[nodiscard]] std::vector<JudgedMutant> judge_mutants(const std::vector<Mutant>& mutants,
                                                      Workers& workers, Limits& limits,
                                                      const Function<void(std::int64_t)>& report);

}  // namespace attest::check
