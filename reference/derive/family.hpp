// SPDX-License-Identifier: Apache-2.0
/// \file
/// Families: one statement about finitely many descriptions, each on the same inputs.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reference/derive/computes.hpp"
#include "reference/number/function.hpp"

namespace attest::derive {

/// Finitely many Computes, such as one for each of the 2^(n+1) symmetric functions of n bits. A
/// case is a pair (member, input), member by member. A description may depend on the parameters
/// and on its member, never on the input.
struct Family {
  std::int64_t count = 0;  ///< members 0, .., count-1
  check::CaseSpace inputs;
  /// The description and task of a member; its `inputs` and `promises` are not used. Thread-safe.
  Function<Computes(std::int64_t member)> member;
  /// The member in words, for witnesses; empty: its number.
  Function<std::string(std::int64_t member)> text = {};
  std::int64_t exemplar = 0;           ///< exported unless another member is chosen
  std::vector<std::int64_t> broken{};  ///< whose generic mutants are run; empty: of the exemplar
  std::vector<check::Promise> promises{};  ///< about all members
};

/// A mutant that a claim names: `apply` breaks one thing of every member that it applies to. Its
/// cases are those of these members.
struct FamilyMutant {
  std::string name;   ///< snake_case
  std::string why;    ///< what is broken
  std::string proof;  ///< why it is equivalent, where that is proved; else empty
  Function<bool(std::int64_t member)> applies;  ///< empty: to every member
  Function<void(Computes&, std::int64_t member)> apply;
};

/// What a family at one parameter point consists of.
struct FamilyParts {
  Family family;
  std::vector<FamilyMutant> mutants;
};

/// The subject of the members in `chosen`, each judged as a Computes of its own.
[[nodiscard]] std::unique_ptr<check::Subject> make_subject(Family family,
                                                           std::vector<std::int64_t> chosen,
                                                           Engine engine = Engine::automatic);

/// A statement about a family. The parameter `chooser` takes the number of a member, for that
/// member alone, or -1 for all of them; a model that is exported, or given by a user, is that of
/// one member. Resources are the largest over the members.
[[nodiscard]] check::Statement family(
    check::Statement about, const std::string& chooser,
    const Function<FamilyParts(const check::Params&, std::uint64_t seed)>& make);

}  // namespace attest::derive

// Compiled once: every claim uses them, in many functions.
extern template class std::vector<attest::derive::FamilyMutant>;
