// SPDX-License-Identifier: Apache-2.0
/// \file
/// Autoregressive statements: descriptions continue prompts, and every token that they write equals
/// the task's.
///
/// A statement is about a family of descriptions, such as one for every Turing machine of a size. A
/// case is a pair (member, prompt), member by member. A description may depend on the parameters
/// and on its member, never on the prompt.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "reference/check/statement.hpp"
#include "reference/derive/computes.hpp"
#include "reference/model/erasure.hpp"
#include "reference/model/transformer.hpp"
#include "reference/number/function.hpp"

namespace attest::derive {

/// What should follow a prompt.
struct Continuation {
  std::string id;  ///< snake_case, with its parameters
  /// The tokens after a prompt [steps x fields], by a program that knows nothing of the model. As
  /// many steps are compared as it has rows.
  Function<Matrix(const check::Case& prompt)> tokens;
};

/// A description that continues prompts.
struct Generates {
  model::Transformer model;  ///< what is decoded at the last input is the next token
  int window = 0;            ///< most tokens that a step sees; 0: all
  Continuation task;
  /// What an appended token erases; with a window of 0 alone.
  std::optional<model::Erasure> erasure = {};
};

/// Finitely many of them on the same prompts.
struct Generators {
  std::int64_t count = 1;  ///< members 0, .., count-1
  /// Of one member. Sampled, if members are: with the size of the full space of pairs.
  check::CaseSpace prompts;
  Function<Generates(std::int64_t member)> member;  ///< thread-safe
  /// The member in words, for witnesses; empty: its number.
  Function<std::string(std::int64_t member)> text = {};
  std::int64_t exemplar = 0;           ///< exported, drawn and counted unless another is chosen
  std::vector<std::int64_t> broken{};  ///< whose generic mutants are run; empty: of the exemplar
  std::vector<check::Promise> promises{};
};

/// A mutant that a claim names: `apply` breaks one thing of every member that it applies to.
struct GeneratesMutant {
  std::string name;   ///< snake_case
  std::string why;    ///< what is broken
  std::string proof;  ///< why it is equivalent, where that is proved; else empty
  Function<bool(std::int64_t member)> applies;  ///< empty: to every member
  Function<void(Generates&, std::int64_t member)> apply;
};

/// What a statement at one parameter point consists of.
struct GeneratesParts {
  Generators generators;
  std::vector<GeneratesMutant> mutants;
};

/// The subject of the members in `chosen`. Engine::automatic steps incrementally and compares the
/// first case of every range with the literal evaluation at steps 1, 2, 4, ..., and one that fails
/// at the step that goes wrong.
[[nodiscard]] std::unique_ptr<check::Subject> make_subject(Generators generators,
                                                           std::vector<std::int64_t> chosen,
                                                           Engine engine = Engine::automatic);

/// A member, broken as the mutant `name`, the claim's own or a generic one, says (empty: as it is).
/// \throws InputError mutant-unknown
[[nodiscard]] Generates broken(Generates built, std::int64_t member, const std::string& name,
                               const std::vector<GeneratesMutant>& named);

/// A statement of this kind. The parameter `chooser` takes the number of a member, for that member
/// alone, or -1 for all of them; empty: there is one member. A drawing shows one step: the first
/// that goes wrong, else one in the middle.
[[nodiscard]] check::Statement generates(
    check::Statement about, const std::string& chooser,
    const Function<GeneratesParts(const check::Params&, std::uint64_t seed)>& make);

}  // namespace attest::derive

// Compiled once: every claim uses them, in many functions.
extern template class std::vector<attest::derive::GeneratesMutant>;
