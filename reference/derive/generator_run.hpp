// SPDX-License-Identifier: Apache-2.0
/// \file
/// What claims on models that write token by token share: mutants with other weights, the model
/// that a user runs, fields of tokens.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reference/check/claim.hpp"
#include "reference/derive/generates.hpp"
#include "reference/derive/request.hpp"

namespace attest::derive {

/// A mutant that writes with another model. \param proof why it is equivalent, where it is
[[nodiscard]] GeneratesMutant with_model(
    std::string name, std::string why,
    const Function<model::Transformer(std::int64_t member)>& model, std::string proof = {});

/// What a user runs: the construction, the model file in its place, or a mutant of either.
/// \throws InputError as file_of, require_rational, model::require_generates and broken
[[nodiscard]] Generates requested(const check::RunRequest& request, Generates construction,
                                  const std::vector<GeneratesMutant>& mutants);

/// A field as the number of one of `count` things.
[[nodiscard]] std::optional<int> index_of(const Rational& field, int count);

}  // namespace attest::derive
