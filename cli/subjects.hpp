// SPDX-License-Identifier: Apache-2.0
/// \file
/// Subjects that a command line asks for: the right one, a mutant of it, or a user's model.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/context.hpp"

namespace attest::cli {

/// "claim S1", for messages.
[[nodiscard]] std::string place_of(const check::Statement& statement);

/// The mutant `name` among `mutants`; nothing where there is none.
[[nodiscard]] std::optional<check::Mutant> mutant_named(const std::vector<check::Mutant>& mutants,
                                                        const std::string& name);

/// Refuses a mutant that none of the given points of the statements has.
/// \throws InputError mutant-unknown always
[[noreturn]] void refuse_mutant(const std::string& name, const std::string& place,
                                const std::vector<check::Mutant>& mutants);

/// The subject at `params`, broken as `mutant` says (empty: as it is).
/// \throws InputError mutant-unknown
[[nodiscard]] std::unique_ptr<check::Subject> subject_at(const check::Statement& statement,
                                                         const check::Params& params,
                                                         std::uint64_t seed,
                                                         const std::string& mutant);

/// A user's model file.
struct UserModel {
  std::string text;
  std::string place;  ///< its path
};

/// The statement that a model file is about: `label`, else the one that the file names, else the
/// one statement that takes model files. \throws InputError
[[nodiscard]] const check::Statement& statement_of_model(const check::Claim& claim,
                                                         const UserModel& model,
                                                         const std::string& label);

/// The parameters that the file names, those of the statement's first fast point for the others.
[[nodiscard]] check::Params model_params(const check::Statement& statement, const UserModel& model);

/// The subject that judges a user's model. \pre `params` lie in the ranges of the statement
/// \throws InputError model-unsupported, and whatever is wrong with the file
[[nodiscard]] std::unique_ptr<check::Subject> subject_of_model(const check::Statement& statement,
                                                               const UserModel& model,
                                                               const check::Params& params,
                                                               std::uint64_t seed);

/// 32 hexadecimal digits that name a model in the ledger.
[[nodiscard]] std::string hash_of(const UserModel& model);

}  // namespace attest::cli
