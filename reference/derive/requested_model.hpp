// SPDX-License-Identifier: Apache-2.0
/// \file
/// What claims make of a user's request: the model that is run, a text as symbols, numbers of a
/// result.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reference/derive/request.hpp"

namespace attest::derive {

/// The built model, a mutant of it, or the model file in its place, whose answers are rationals.
/// \throws InputError as file_of, require_rational and broken
[[nodiscard]] model::Transformer requested_model(const check::RunRequest& request,
                                                 model::Transformer built,
                                                 const std::vector<NamedMutant>& mutants = {},
                                                 const check::Params& params = {});

/// The bytes of the text, each plus 1, without the line end at the end of the file.
/// \throws InputError text-empty, text-length
[[nodiscard]] std::vector<std::int64_t> bytes_of(const check::RunRequest& request,
                                                 std::int64_t most);

/// A number of a result: an integer as it is, a fraction in quotes.
[[nodiscard]] std::string json_of(const Rational& value);

}  // namespace attest::derive
