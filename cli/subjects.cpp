// SPDX-License-Identifier: Apache-2.0
/// \file
/// Builds subjects and finds mutants.
#include "cli/subjects.hpp"

#include <algorithm>

#include "cli/documents.hpp"
#include "cli/nearest.hpp"
#include "cli/selection.hpp"
#include "reference/number/error.hpp"
#include "reference/number/hash128.hpp"

namespace attest::cli {

std::string place_of(const check::Statement& statement) {
  return statement.claim + " " + statement.label;
}

std::optional<check::Mutant> mutant_named(const std::vector<check::Mutant>& mutants,
                                          const std::string& name) {
  const auto found = std::find_if(mutants.begin(), mutants.end(),
                                  [&](const check::Mutant& mutant) { return mutant.name == name; });
  return found == mutants.end() ? std::nullopt : std::optional(*found);
}

void refuse_mutant(const std::string& name, const std::string& place,
                   const std::vector<check::Mutant>& mutants) {
  // The claim's own mutants are named; of the many generic ones only the nearest.
  std::vector<std::string> own;
  std::vector<std::string> all;
  std::size_t own_count = 0;
  for (const check::Mutant& mutant : mutants) {
    all.push_back(mutant.name);
    if (mutant.origin != check::Origin::claim) continue;
    ++own_count;
    // Several statements may have a mutant of one name.
    if (std::find(own.begin(), own.end(), mutant.name) == own.end()) own.push_back(mutant.name);
  }
  const std::string meant = nearest(name, all);
  std::string expected = own.empty() ? "a generic mutant" : one_of("", own) + ", or a generic one";
  expected += " of " + std::to_string(all.size() - own_count);
  if (!meant.empty()) expected += " (did you mean " + meant + "?)";
  throw InputError("mutant-unknown", place + ", --mutant", in_quotes(name), expected);
}

std::unique_ptr<check::Subject> subject_at(const check::Statement& statement,
                                           const check::Params& params, std::uint64_t seed,
                                           const std::string& mutant) {
  if (mutant.empty()) return statement.subject(params, seed);
  const std::vector<check::Mutant> mutants =
      statement.mutants ? statement.mutants(params, seed) : std::vector<check::Mutant>();
  const std::optional<check::Mutant> found = mutant_named(mutants, mutant);
  if (!found) refuse_mutant(mutant, place_of(statement), mutants);
  return found->subject();
}

const check::Statement& statement_of_model(const check::Claim& claim, const UserModel& model,
                                           const std::string& label) {
  const ModelHead head = head_of_model(model.text);
  if (!head.claim.empty() && head.claim != claim.id) {
    throw InputError("model-claim", model.place + ": claim", in_quotes(head.claim),
                     in_quotes(claim.id));
  }
  if (!label.empty()) return statement_named(claim, label);
  if (!head.statement.empty()) return statement_named(claim, head.statement);
  std::vector<std::string> labels;
  const check::Statement* only = nullptr;
  for (const check::Statement& statement : claim.statements) {
    if (!statement.subject_of_model) continue;
    labels.push_back(statement.label);
    only = &statement;
  }
  if (labels.size() == 1) return *only;
  throw InputError("argument-missing", claim.id + ", --model", "no --statement",
                   one_of("", labels));
}

check::Params model_params(const check::Statement& statement, const UserModel& model) {
  const std::vector<check::Params> points = statement.points(check::Rung::fast);
  check::Params params = points.empty() ? check::Params() : points.front();
  for (const auto& [name, value] : head_of_model(model.text).params) params[name] = value;
  return params;
}

std::unique_ptr<check::Subject> subject_of_model(const check::Statement& statement,
                                                 const UserModel& model,
                                                 const check::Params& params, std::uint64_t seed) {
  if (!statement.subject_of_model) {
    throw InputError("model-unsupported", place_of(statement) + ", --model", in_quotes(model.place),
                     "a statement that takes model files");
  }
  return statement.subject_of_model(model.text, model.place, params, seed);
}

std::string hash_of(const UserModel& model) {
  Hasher128 hasher;
  hasher.add(model.text);
  return hasher.finish().to_hex();
}

}  // namespace attest::cli
