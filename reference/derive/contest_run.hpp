// SPDX-License-Identifier: Apache-2.0
/// \file
/// The adversary on a user's model file: what it has to be, and errors that name it.
#pragma once

#include <string>
#include <vector>

#include "reference/check/claim.hpp"
#include "reference/model/json.hpp"
#include "reference/number/error.hpp"

namespace attest::derive {

/// Refuses a candidate whose tokens have other fields. \param expected these, in words
/// \throws InputError candidate-fields
void require_fields(const model::ModelFile& file, const std::string& place,
                    const std::vector<std::string>& fields, const char* expected);

/// run_contest() of a contest whose candidate is a file. \throws InputError at the file
template <typename AnyContest>
[[nodiscard]] check::RunResult run_contest_of_file(const AnyContest& contest,
                                                   const std::string& place) {
  try {
    return run_contest(contest, place);
  } catch (const InputError& error) {
    throw InputError(error.id(), place + ": " + error.place(), error.found(), error.expected());
  }
}

}  // namespace attest::derive
