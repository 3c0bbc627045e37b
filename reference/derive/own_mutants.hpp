// SPDX-License-Identifier: Apache-2.0
/// \file
/// Statements that are broken by their claim's own mutants alone.
#pragma once

#include "reference/check/statement.hpp"

namespace attest::derive {

/// The statement without generic mutants: those of its description are judged by another statement
/// of the claim.
[[nodiscard]] check::Statement without_generic_mutants(check::Statement statement);

}  // namespace attest::derive
