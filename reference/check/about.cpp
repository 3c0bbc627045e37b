// SPDX-License-Identifier: Apache-2.0
/// \file
/// The words of statements.
#include "reference/check/about.hpp"

#include <utility>

#include "reference/number/error.hpp"

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

std::vector<Params> points_between(const char* name, std::int64_t least, std::int64_t most) {
  std::vector<Params> points;
  for (std::int64_t value = least; value <= most; ++value) points.push_back({{name, value}});
  return points;
}

std::vector<Params> no_points(Rung /*rung*/) { return {}; }

std::vector<Statement> joined(std::initializer_list<std::vector<Statement>> lists) {
  std::vector<Statement> all;
  for (const std::vector<Statement>& list : lists) all.insert(all.end(), list.begin(), list.end());
  return all;
}

void require_hypothesis(bool is_met, const Params& params, const std::string& hypothesis) {
  if (!is_met) throw InputError("hypothesis", "--set", text_of(params), hypothesis);
}

void mark_recalled(std::vector<Statement>& statements) {
  for (Statement& statement : statements) {
    statement.is_recalled = statement.fidelity.published != "-";
  }
}

}  // namespace attest::check
