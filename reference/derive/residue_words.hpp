// SPDX-License-Identifier: Apache-2.0
/// \file
/// What statements about words of residues share: their parameters, their case spaces, and `run` on
/// a user's list of integers.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reference/check/claim.hpp"
#include "reference/derive/request.hpp"
#include "reference/model/transformer.hpp"
#include "reference/number/random.hpp"
#include "reference/task/task.hpp"

namespace attest::derive {

/// The parameters n, up to `most_tokens`, and modulus.
[[nodiscard]] std::vector<check::Parameter> residue_parameters(std::int64_t most_tokens);

/// All words over Z_M of length n. \pre parameters n and modulus
[[nodiscard]] check::CaseSpace residue_words(const check::Params& params);

/// A case of one field: a letter a token.
[[nodiscard]] check::Case word_of_letters(const std::vector<std::int64_t>& letters);

/// Words of integers that a user gives, mod M, a field a token.
[[nodiscard]] Matrix word_of_integers(const std::vector<Integer>& integers, std::int64_t modulus);

/// What a model answers on a word, against the task: {`parameters`,"matches":[..]}, or null where a
/// broken or a user's model has no value. \param parameters members of JSON, e.g. "\"modulus\":7"
[[nodiscard]] check::RunResult judged_word(const check::RunRequest& request,
                                           const std::string& parameters,
                                           const model::Transformer& model, const task::Task& task,
                                           const Matrix& word);

}  // namespace attest::derive
