// SPDX-License-Identifier: Apache-2.0
/// \file
/// The words of statements.
#include "reference/check/about.hpp"

#include <utility>

namespace attest::check {

Statement about(std::string claim, std::string label, std::string title) {
  Statement statement;
  statement.claim = std::move(claim);
  statement.label = std::move(label);
  statement.title = std::move(title);
  return statement;
}

Statement about(std::string claim, const Wording& words, std::vector<Parameter> parameters) {
  Statement statement = about(std::move(claim), words.label, words.title);
  statement.sentence = words.sentence;
  statement.standing = words.standing;
  statement.fidelity = {.published = words.published, .checked = words.checked, .gap = words.gap};
  statement.parameters = std::move(parameters);
  return statement;
}

std::vector<Params> no_points(Rung /*rung*/) { return {}; }

std::vector<Statement> joined(std::initializer_list<std::vector<Statement>> lists) {
  std::vector<Statement> all;
  for (const std::vector<Statement>& list : lists) all.insert(all.end(), list.begin(), list.end());
  return all;
}

void mark_recalled(std::vector<Statement>& statements) {
  for (Statement& statement : statements) {
    statement.is_recalled = statement.fidelity.published != "-";
  }
}

}  // namespace attest::check
