// SPDX-License-Identifier: Apache-2.0
/// \file
/// What statements begin with and how those of a claim are put together.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

#include "reference/check/statement.hpp"

namespace attest::check {

/// What a statement says in words.
struct Wording {
  const char* label;
  const char* title;
  const char* sentence;
  Standing standing = Standing::strengthened;
  const char* published = "-";  ///< "-": nothing of the kind
  const char* checked;
  const char* gap;
};

/// A statement with a label and a title.
[[nodiscard]] Statement about(std::string claim, std::string label, std::string title);
/// A statement in these words, its points and mutants to follow.
[[nodiscard]] Statement about(std::string claim, const Wording& words,
                              std::vector<Parameter> parameters = {});

/// A point for each value of the one parameter.
[[nodiscard]] std::vector<Params> points_between(const char* name, std::int64_t least,
                                                 std::int64_t most);
/// No parameter points.
[[nodiscard]] std::vector<Params> no_points(Rung rung);

/// The lists of statements, one behind the other.
[[nodiscard]] std::vector<Statement> joined(std::initializer_list<std::vector<Statement>> lists);

/// Refuses parameters that do not meet a hypothesis. \throws InputError hypothesis
void require_hypothesis(bool is_met, const Params& params, const std::string& hypothesis);

/// Marks the statements that name a published sentence as recalled: it was not read in the text
/// that published it. What names none is ours.
void mark_recalled(std::vector<Statement>& statements);

}  // namespace attest::check
