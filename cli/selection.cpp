// SPDX-License-Identifier: Apache-2.0
/// \file
/// Looks names up and says which were perhaps meant.
#include "cli/selection.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "cli/nearest.hpp"
#include "reference/number/error.hpp"

namespace attest::cli {
namespace {

std::vector<std::string> labels_of(const std::vector<const check::Statement*>& statements) {
  std::vector<std::string> labels;
  labels.reserve(statements.size());
  for (const check::Statement* statement : statements) labels.push_back(statement->label);
  return labels;
}

/// Claims that may be meant by `id`: the nearest, else some whose id holds it.
std::string claims_like(std::string_view id, const std::vector<std::string>& ids) {
  constexpr std::size_t most_named = 6;
  if (ids.size() <= most_named) return one_of(id, ids);
  const std::string expected =
      "one of the " + std::to_string(ids.size()) + " that attest list names";
  std::vector<std::string> meant;
  if (std::string near = nearest(id, ids); !near.empty()) {
    meant.push_back(std::move(near));
  } else if (!id.empty()) {
    std::copy_if(ids.begin(), ids.end(), std::back_inserter(meant),
                 [&](const std::string& other) { return other.find(id) != std::string::npos; });
  }
  if (meant.empty() || meant.size() > most_named) return expected;
  std::string text;
  for (const std::string& other : meant) {
    text += (text.empty() ? "" : &other == &meant.back() ? " or " : ", ") + other;
  }
  return expected + " (did you mean " + text + "?)";
}

}  // namespace

const check::Claim& claim_named(const Build& build, std::string_view id) {
  std::vector<std::string> ids;
  for (const check::Claim& claim : build.claims) {
    if (claim.id == id) return claim;
    ids.push_back(claim.id);
  }
  throw InputError("claim-unknown", "claim", in_quotes(id), claims_like(id, ids));
}

std::vector<const check::Claim*> claims_named(const Build& build,
                                              const std::vector<std::string>& ids) {
  std::vector<const check::Claim*> found;
  if (ids.empty()) {
    for (const check::Claim& claim : build.claims) found.push_back(&claim);
  }
  for (const std::string& id : ids) {
    const check::Claim* const claim = &claim_named(build, id);
    if (std::find(found.begin(), found.end(), claim) == found.end()) found.push_back(claim);
  }
  return found;
}

std::vector<const check::Statement*> statements_matching(const check::Claim& claim,
                                                         std::string_view label) {
  std::vector<const check::Statement*> forms;
  const std::string prefix = std::string(label) + ".";
  for (const check::Statement& statement : claim.statements) {
    if (statement.label == label) return {&statement};
    if (label.empty() || statement.label.starts_with(prefix)) forms.push_back(&statement);
  }
  return forms;
}

std::vector<const check::Statement*> statements_named(const check::Claim& claim,
                                                      std::string_view label) {
  std::vector<const check::Statement*> found = statements_matching(claim, label);
  if (!found.empty()) return found;
  const std::vector<std::string> labels = labels_of(statements_matching(claim, ""));
  throw InputError("statement-unknown", claim.id + ", --statement", in_quotes(label),
                   one_of(label, labels));
}

const check::Statement& statement_named(const check::Claim& claim, std::string_view label) {
  const std::vector<const check::Statement*> found = statements_named(claim, label);
  if (label.empty() || found.size() == 1) return *found.front();
  throw InputError("statement-ambiguous", claim.id + ", --statement", in_quotes(label),
                   one_of("", labels_of(found)));
}

check::Rung rung_named(std::string_view name) {
  constexpr std::array rungs{check::Rung::fast, check::Rung::nightly, check::Rung::exhaustive};
  std::vector<std::string> names;
  for (const check::Rung rung : rungs) {
    if (check::name_of(rung) == name) return rung;
    names.emplace_back(check::name_of(rung));
  }
  throw InputError("rung-unknown", "--rung", in_quotes(name), one_of(name, names));
}

}  // namespace attest::cli
