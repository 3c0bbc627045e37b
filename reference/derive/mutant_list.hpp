// SPDX-License-Identifier: Apache-2.0
/// \file
/// Lists of mutants of the shape Reduces, one entry a line.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "reference/derive/reduces.hpp"
#include "reference/number/error.hpp"
#include "reference/number/function.hpp"

namespace attest::derive {

using SubjectMaker = Function<std::unique_ptr<check::Subject>()>;

/// Appends a mutant that is derived.
inline void append_generic(std::vector<check::Mutant>& list, std::string name, std::string why,
                           SubjectMaker subject) {
  check::Mutant& mutant = list.emplace_back();
  mutant.name = std::move(name);
  mutant.why = std::move(why);
  mutant.subject = std::move(subject);
}

/// Appends a mutant that the claim names, where it applies.
template <typename What>
void append_named(std::vector<check::Mutant>& list, const MutantOf<What>& mutant,
                  const check::Params& params, const SubjectMaker& subject) {
  if (mutant.applies && !mutant.applies(params)) return;
  append_generic(list, mutant.name, mutant.why, subject);
  list.back().origin = check::Origin::claim;
  if (mutant.proof) list.back().proof = mutant.proof(params);
}

/// Breaks `what` as the claim's mutant `name` says; an empty name leaves it as it is. False where
/// the claim names no such mutant.
template <typename What>
[[nodiscard]] bool apply_named(What& what, const std::string& name, const check::Params& params,
                               const std::vector<MutantOf<What>>& mutants) {
  if (name.empty()) return true;
  for (const MutantOf<What>& mutant : mutants) {
    if (mutant.name != name) continue;
    mutant.apply(what, params);
    return true;
  }
  return false;
}

/// Refuses the name of a mutant that a statement lacks. \throws InputError mutant-unknown always
[[noreturn]] inline void reject_mutant(const std::string& name) {
  throw InputError("mutant-unknown", "--mutant", name, "a mutant of the statement");
}

}  // namespace attest::derive
